"""A template spoilt at random is reported, or prints exactly what it says: no third way."""

import copy
import random
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from lxml import etree
from lxml.etree import _Element as Element

from bulletin import pipeline
from bulletin.model.problem import BulletinError, Problem, Stage
from bulletin.pages import docx
from bulletin.preparation import Month, prepare
from bulletin.publishing import grammar, word
from bulletin.publishing import template as templates
from bulletin.workspace import Workspace
from tests.conftest import copy_workspace
from tests.pages.foreign import SPACES, cell, p, row, table
from tests.publishing.test_template import (
    SampleOf,
    audit,
    delete_rows,
    rewrite,
    template_of,
)
from tests.sample import ROOT, SOAK

COUNT = 1000 if SOAK else 80
# What hands and input methods put into tags.
SLIPS = (
    *"{}%#|.()[]'\"+-*~_=<>&,:/ \u3000\u00a0\u200b\t\n09aprt年月全市区件",
    *(
        "｛",
        "｝",
        "％",
        "，",
        "。",
        "．",
        "“",
        "”",
        "（",
        "）",
        "{{",
        "}}",
        "{%",
        "%}",
        "{#",
    ),
    *(
        "if ",
        "endif",
        "for ",
        "endfor",
        "else",
        "elif ",
        "or ",
        "not ",
        "|汉字",
        "|顿号",
    ),
    *(
        "p ",
        "tr ",
        "tc ",
        "r ",
        ".同比",
        "loop",
        "\ue000",
        "\ue002",
        "\ue010",
        "{%p if 年 %}",
    ),
)
_BODY = "word/document.xml"


def _quietly(_: str) -> None:
    """Progress that nobody watches."""


@dataclass(frozen=True)
class Bench:
    """A workspace whose template is spoilt, and a month to print with it."""

    folder: Path
    month: Month
    sound: bytes

    def spoil(
        self,
        change: Callable[[Element, random.Random], object],
        chance: random.Random,
        times: int = 1,
    ) -> None:
        """Change the tree of the sound template's body a few times."""
        root = docx.parse(self.sound)
        for _ in range(times):
            change(root, chance)
        rewrite(self.folder, _BODY, lambda _: etree.tostring(root, encoding="UTF-8"))

    def errors(self) -> list[Problem]:
        """The errors that `bulletin check` finds."""
        found = pipeline.check(Workspace(self.folder), None, _quietly).problems
        return [problem for problem in found if problem.is_error]

    def paragraphs(self) -> list[str]:
        """The month's paragraphs, printed with the template as it is now.

        Raises ProblemsError where a paragraph is not what the template says.
        """
        template = templates.read(template_of(self.folder))
        trees, unread = grammar.parse(template)
        assert not unread
        properties = word.Properties("", "", self.month.dataset.edition.period.last_day)
        page = word.render(template, trees, self.month.vocabulary, properties)
        return [docx.text(each) for each in docx.paragraphs(docx.body(page.data))]


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Bench:
    folder = copy_workspace(tmp_path_factory.mktemp("bench"))
    month = prepare(
        Workspace(folder), ROOT / "data" / "2022-07.xlsx", Stage.DRAFT, _quietly
    )
    sound = next(data for name, data in _members(template_of(folder)) if name == _BODY)
    return Bench(folder, month, sound)


def _members(path: Path) -> Iterator[tuple[str, bytes]]:
    with zipfile.ZipFile(path) as package:
        for name in package.namelist():
            yield name, package.read(name)


def _tagged(root: Element) -> list[Element]:
    return [each for each in root.iter(docx.TEXT) if "{" in (each.text or "")]


def _mistype(root: Element, chance: random.Random) -> None:
    """Delete, insert or replace a character in or beside a tag."""
    node = chance.choice(_tagged(root))
    text = node.text or ""
    inside = [
        n
        for n in range(len(text))
        if "{" in text[max(0, n - 30) : n + 2] and "}" in text[n - 1 : n + 30]
    ]
    at = chance.choice(inside or [0])
    kind = chance.choice(("delete", "insert", "replace"))
    new = "" if kind == "delete" else chance.choice(SLIPS)
    node.text = text[:at] + new + text[at + (kind != "insert") :]


def _split(root: Element, chance: random.Random) -> None:
    """Split a run in two as Word does, with something between the halves."""
    node = chance.choice(_tagged(root))
    run = node.getparent()
    text = node.text or ""
    if run is None or len(run) > 2 or len(text) < 2:
        return
    at = chance.randrange(1, len(text))
    rest = copy.deepcopy(run)
    node.text, rest[-1].text = text[:at], text[at:]
    for half in (node, rest[-1]):
        half.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    between = chance.choice(BETWEEN)
    for each in reversed(list(docx.parse(f"<x {SPACES}>{between}</x>".encode()))):
        run.addnext(each)
        if each.tag == f"{docx.W}hyperlink":
            each.append(rest)
            return
    last = run.getnext() if between else run
    assert last is not None
    last.addnext(rest)


BETWEEN = (
    *("", "", "", "<w:proofErr w:type='spellStart'/>", "<w:r><w:br/></w:r>"),
    *("<w:r><w:tab/></w:r>", "<w:bookmarkStart w:id='9' w:name='_GoBack'/>"),
    *("<w:bookmarkStart w:id='9' w:name='甲'/>", "<w:commentRangeStart w:id='1'/>"),
    *("<w:hyperlink w:anchor='甲'/>", "<w:r><w:t/></w:r>", "<w:r><w:t></w:t></w:r>"),
    *("<w:r><w:br w:type='page'/></w:r>", "<w:r><w:lastRenderedPageBreak/></w:r>"),
    *("<w:r><w:instrText> PAGE </w:instrText></w:r>", "<w:r><w:noBreakHyphen/></w:r>"),
)


def test_a_mistyped_tag_is_reported_or_prints_what_it_says(bench: Bench) -> None:
    reported = 0
    for seed in range(COUNT):
        chance = random.Random(seed)  # noqa: S311 - no secret
        bench.spoil(_mistype, chance, 1 + seed % 3)
        if bench.errors():
            reported += 1
        else:
            assert not [x for x in bench.paragraphs() if "\ue000" in x], seed
    assert reported < COUNT


def test_tags_split_as_word_splits_them_are_reported_or_print_the_same(
    bench: Bench,
) -> None:
    bench.spoil(_split, random.Random(0), 0)  # noqa: S311 - no secret
    before = bench.paragraphs()
    reported = 0
    for seed in range(COUNT):
        chance = random.Random(seed)  # noqa: S311 - no secret
        bench.spoil(_split, chance, 1 + seed % 6)
        if bench.errors():
            reported += 1
        else:
            assert bench.paragraphs() == before, seed
    assert reported < COUNT


@pytest.mark.parametrize("depth", [9, 40, 400, 4000])
def test_any_depth_of_if_in_if_is_reported(bench: Bench, depth: int) -> None:
    def change(root: Element, _: random.Random) -> None:
        node = _tagged(root)[0]
        node.text = "{% if 年 %}" * depth + "{% endif %}" * depth

    bench.spoil(change, random.Random(0))  # noqa: S311 - no secret
    assert bench.errors()


@pytest.mark.parametrize("words", ["(", "[", "not ", "年.", "年|", "- ", "年 or "])
def test_any_length_of_a_tag_is_reported(bench: Bench, words: str) -> None:
    def change(root: Element, _: random.Random) -> None:
        _tagged(root)[0].text = "{% if " + words * 5000 + "年 %}甲{% endif %}"

    bench.spoil(change, random.Random(0))  # noqa: S311 - no secret
    assert bench.errors()


@pytest.mark.parametrize(
    "gone",
    [
        *("[Content_Types].xml", "_rels/.rels", "word/document.xml", "word/styles.xml"),
        *("word/settings.xml", "word/footer1.xml", "docProps/core.xml"),
    ],
)
def test_a_damaged_template_is_refused_in_chinese(
    own_workspace: Path, gone: str
) -> None:
    path = template_of(own_workspace)
    members = [each for each in _members(path) if each[0] != gone]
    with zipfile.ZipFile(path, "w") as package:
        for name, data in members:
            package.writestr(name, data)
    with pytest.raises(BulletinError, match="模板"):
        pipeline.check(Workspace(own_workspace), None, _quietly)


# ── what docxtpl leaves invalid ──────────────────────────────────────────────

_EACH = "{%p for 项 in 名单.试点项目 %}"
VANISHING = {
    "a cell's only paragraph": table(
        row(cell(p(_EACH) + p("{{ 项.单位 }}") + p("{%p endfor %}")), "乙")
    ),
    "the paragraph after a table in a cell": table(
        row(cell(table(row("甲")) + p(_EACH) + p("{{ 项.单位 }}") + p("{%p endfor %}")))
    ),
    "a table's only rows": table(
        row("{%tr for 项 in 名单.试点项目 %}"),
        row("{{ 项.单位 }}"),
        row("{%tr endfor %}"),
    ),
}


@pytest.mark.parametrize("part", ["word/document.xml", "word/footer1.xml"])
@pytest.mark.parametrize("what", VANISHING)
def test_what_vanishes_leaves_a_valid_file(
    own_workspace: Path, sample_of: SampleOf, part: str, what: str
) -> None:
    def change(xml: bytes) -> bytes:
        root = docx.parse(xml)
        first = next(iter(docx.paragraphs(root)))
        for block in list(docx.parse(f"<x {SPACES}>{VANISHING[what]}</x>".encode())):
            first.addprevious(block)
        return etree.tostring(root, encoding="UTF-8")

    rewrite(own_workspace, part, change)
    sample = sample_of(own_workspace)
    assert not [problem for problem in sample.check() if problem.is_error]
    assert audit(sample.make()) == []
    delete_rows(sample, "名单", "试点项目")
    assert audit(sample.make()) == []
