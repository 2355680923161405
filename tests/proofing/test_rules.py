"""Each rule has its page in docs/lint, and the pages say what the rules are."""

import re

import pytest

from bulletin.model.remark import Strength
from bulletin.proofing.rules import Rule
from tests.sample import ROOT

PAGES = ROOT / "docs" / "lint"
WEIGHTS = {
    Strength.REQUIRED: "规定",
    Strength.USUAL: "一般",
    Strength.RECOMMENDED: "推荐",
    Strength.HINT: "提示",
}


def test_each_rule_has_a_page_and_each_page_a_rule() -> None:
    pages = {path.stem for path in PAGES.glob("*.md")}
    assert pages - {"README"} == {rule.slug for rule in Rule}
    assert len({rule.slug for rule in Rule}) == len(Rule)


@pytest.mark.parametrize("rule", Rule, ids=lambda rule: rule.slug)
def test_a_page_and_the_index_say_what_the_rule_is(rule: Rule) -> None:
    page = (PAGES / f"{rule.slug}.md").read_text(encoding="utf-8")
    assert page.startswith(f"# {rule.slug}：{rule.title}\n")
    assert f"轻重：{WEIGHTS[rule.strength]}" in page
    assert all(part in page for part in ("实例：", "怎么办：", "依据："))
    index = (PAGES / "README.md").read_text(encoding="utf-8")
    clause = re.escape(rule.clause)
    row = (
        rf"\[{rule.slug}\].*\| {rule.title} \| {WEIGHTS[rule.strength]} \| {clause} \|"
    )
    assert re.search(row, index)
