"""Whatever docxtpl-lint finds in a faulty template we find, and what it does not find."""

import re
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from docxtpl_lint import lint
from docxtpl_lint.core import Issue
from docxtpl_lint.verify import verify_path
from jinja2 import Environment
from lxml import etree
from lxml.etree import _Element as Element

from bulletin import pipeline
from bulletin.handbook import read as handbooks
from bulletin.model.problem import Code, Problem
from bulletin.model.vocabulary import Term
from bulletin.pages import docx
from bulletin.preparation import empty_vocabulary
from bulletin.workspace import Workspace
from tests.pages.foreign import SPACES, p, r, tag, val
from tests.publishing.faulty import KNOWN, SILENT
from tests.publishing.test_template import SampleOf, rewrite, template_of

FILTERS = ("汉字", "几", "顿号", "表格")
_OPENING = "为进一步加强"
_DEEPEST = 6


def put(workspace: Path, blocks: str) -> None:
    """Put blocks before the opening of the template's body."""
    rewrite(workspace, "word/document.xml", lambda xml: _with(xml, blocks))


def _with(xml: bytes, blocks: str) -> bytes:
    root = docx.parse(xml)
    opening = next(x for x in docx.paragraphs(root) if _OPENING in docx.text(x))
    for block in list(docx.parse(f"<x {SPACES}>{blocks}</x>".encode())):
        opening.addprevious(block)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def checked(workspace: Path) -> list[Problem]:
    """What `bulletin check` says of handbook and template, but for idle indicators."""
    found = pipeline.check(Workspace(workspace), None, lambda _: None).problems
    return [problem for problem in found if problem.code is not Code.INDICATOR_UNUSED]


# ── what docxtpl-lint says ───────────────────────────────────────────────────


@pytest.fixture(scope="module")
def names(workspace: Path) -> Mapping[str, Any]:
    """The handbook's names as sample data for docxtpl-lint: 年 a number, others words."""
    handbook, _ = handbooks.read(workspace / "data" / "handbook")
    words = empty_vocabulary(handbook).names
    return {name: _data(term, 0) for name, term in words.items()} | {"年": 2022}


def _data(term: Term, depth: int) -> Any:  # noqa: ANN401 - any JSON
    """A mapping of the names in it, and of those of its items; at the end a word."""
    if depth == _DEEPEST:
        return {}
    element = term.element
    inner = {name: _data(term.members[name], depth + 1) for name in term.members}
    if element is not None and not inner:
        return [_data(element, depth + 1)]
    if element is not None:
        inner |= {n: _data(element.members[n], depth + 1) for n in element.members}
    return inner or "甲"


def linted(path: Path, data: Mapping[str, Any] | None = None) -> list[Issue]:
    """What docxtpl-lint says when it knows our filters, and our names as well.

    It cannot follow into its data a list in a list, nor into its schema a list that has
    names of its own, as the sample's lists by year are.
    """
    schema = None if data is None else _schema(data)
    found = lint(path, data, schema=schema, filters=FILTERS, autoescape=True).issues
    return [each for each in found if not _is_beyond(each)]


def _is_beyond(issue: Issue) -> bool:
    lists = str(issue.params.get("path", "")).count("[*]")
    return lists > 1 if issue.rule < "DTL304" else lists > 0


def _schema(data: object) -> dict[str, Any]:
    if isinstance(data, list):
        return {"type": "array", "items": _schema(data[0])}
    if isinstance(data, Mapping):
        return {"properties": {name: _schema(each) for name, each in data.items()}}
    return {"type": "number" if isinstance(data, int) else "string"}


def places(path: Path, issue: Issue) -> Iterator[str]:
    """Where an issue stands in our words: its paragraph, and its row in a table."""
    cells = issue.location.cells
    if cells:
        at = "内".join(f"表{x.table}第{x.row}行第{x.col}格" for x in cells)
        yield at
        yield at.rpartition("行")[0] + "行"
        return
    number = 0
    for n, paragraph in enumerate(_paragraphs(path, issue.location.part), 1):
        number += next(paragraph.iterancestors(docx.TABLE), None) is None
        if n == issue.location.paragraph:
            yield f"第{number}段"


def _paragraphs(path: Path, part: str) -> list[Element]:
    name = "document" if part == "body" else part
    with zipfile.ZipFile(path) as package:
        root = docx.parse(package.read(f"word/{name}.xml"))
    return list(docx.paragraphs(root))


def test_docxtpl_lint_finds_nothing_in_the_template_of_the_workspace(
    workspace: Path, names: Mapping[str, Any]
) -> None:
    assert linted(template_of(workspace), names) == []


@pytest.mark.parametrize("fault", KNOWN)
def test_what_docxtpl_lint_finds_we_find_at_the_same_paragraph(
    own_workspace: Path, names: Mapping[str, Any], fault: str
) -> None:
    rule, blocks = KNOWN[fault]
    put(own_workspace, blocks)
    if not blocks:
        footer = "{{ 全市.甲 }}".encode()
        rewrite(
            own_workspace,
            "word/footer1.xml",
            lambda xml: xml.replace("— ".encode(), footer, 1),
        )
    template = template_of(own_workspace)
    needs_names = rule.startswith("DTL3")
    issues = linted(template, names if needs_names else None)
    assert rule in {issue.rule for issue in issues}
    ours = checked(own_workspace)
    found = {problem.place.cell for problem in ours if problem.is_error}
    for issue in issues:
        assert found & {"", *places(template, issue)}, issue.message_for("zh")
    assert all(problem.advice for problem in ours)


def rendered_badly(path: Path) -> list[str]:
    """What docxtpl-lint's verify says when it renders the template with docxtpl."""
    environment = Environment(autoescape=True)
    environment.filters |= dict.fromkeys(FILTERS, str)
    found = verify_path(path, jinja_env=environment).issues
    return [issue.message_for("zh") for issue in found]


def test_docxtpl_lint_renders_the_template_of_the_workspace(workspace: Path) -> None:
    assert rendered_badly(template_of(workspace)) == []


@pytest.mark.parametrize("fault", [*KNOWN, *SILENT])
def test_what_docxtpl_lint_cannot_render_we_report(
    own_workspace: Path, fault: str
) -> None:
    put(own_workspace, {**KNOWN, **SILENT}[fault][1])
    if rendered_badly(template_of(own_workspace)):
        assert [problem for problem in checked(own_workspace) if problem.is_error]


# ── what docxtpl-lint does not say ───────────────────────────────────────────


@pytest.mark.parametrize("fault", SILENT)
def test_we_find_what_docxtpl_lint_does_not(
    own_workspace: Path, names: Mapping[str, Any], fault: str
) -> None:
    code, blocks = SILENT[fault]
    put(own_workspace, blocks)
    assert linted(template_of(own_workspace), names) == []
    found = checked(own_workspace)
    assert {problem.code.slug for problem in found} == {code}
    for problem in found:
        assert re.match(r"bulletin\.docx【正文】", str(problem))


@pytest.mark.parametrize(
    "part", ["comments", "footnotes", "endnotes", "charts/chart1", "diagrams/data1"]
)
@pytest.mark.parametrize(
    "words", ["{{ 年 }}", "｛｛ 年 ｝｝", "{# 年 #}", "{％ if 年 ％}"]
)
def test_we_find_a_tag_where_docxtpl_does_not_reach(
    own_workspace: Path, names: Mapping[str, Any], part: str, words: str
) -> None:
    xml = f"<w:x {SPACES}><w:p><w:r><w:t>{words}</w:t></w:r></w:p></w:x>".encode()
    rewrite(own_workspace, f"word/{part}.xml", lambda _: xml)
    assert linted(template_of(own_workspace), names) == []
    [problem] = checked(own_workspace)
    assert problem.code is Code.TEMPLATE_UNREACHED
    assert words[:8] in problem.message


def test_we_find_a_line_break_that_is_no_element(own_workspace: Path) -> None:
    put(own_workspace, "<w:p><w:r><w:t>共\n{{ 年 }}</w:t></w:r></w:p>")
    [problem] = checked(own_workspace)
    assert problem.code is Code.TEMPLATE_SYNTAX
    assert "U+000A" in problem.message


def test_a_section_with_a_change_that_is_not_accepted_is_found(
    own_workspace: Path,
) -> None:
    rewrite(
        own_workspace,
        "word/document.xml",
        lambda xml: xml.replace(
            b"</w:sectPr></w:body>", b'<w:sectPrChange w:id="1"/></w:sectPr></w:body>'
        ),
    )
    [problem] = checked(own_workspace)
    assert problem.code is Code.TEMPLATE_REVISION


@pytest.mark.parametrize(
    "words",
    [
        r("共{{ 年", '<w:rFonts w:hint="eastAsia"/>')
        + tag("proofErr", type="spellStart")
        + r(" }}"),
        r("共{{ 年")
        + tag("bookmarkStart", id=9, name="_GoBack")
        + tag("bookmarkEnd", id=9)
        + r("}}件"),
        r("共{") + r("{ 年 }", val(lang="en-US")) + r("}件"),
        r("{{ 年 }}") + r("{{ 年 }}", "<w:b/>"),
        r("{% if 年") + r(" %}", "<w:b/>") + r("年{% endif %}"),
        f"<w:hyperlink w:anchor='甲'>{r('{% if 年 %}年{% endif %}')}</w:hyperlink>",
        r("共{{ 全市.发明专利授权量 }}件次、{{ 全市.参训人数 }}人，占")
        + r("{{ 全市.撤回率 }}％"),
    ],
)
def test_what_word_does_by_itself_is_no_fault(own_workspace: Path, words: str) -> None:
    put(own_workspace, p(words))
    assert checked(own_workspace) == []


# ── what the handbook defines and nothing prints ─────────────────────────────


def without(workspace: Path, *texts: str) -> None:
    """Take words out of the template, wherever they stand."""

    def change(xml: bytes) -> bytes:
        text = xml.decode()
        for each in texts:
            assert each in text
            text = text.replace(each, "")
        return text.encode()

    rewrite(workspace, "word/document.xml", change)


def coverage(workspace: Path) -> list[str]:
    """The hints on what nothing prints: place and message."""
    problems = pipeline.check(Workspace(workspace), None, lambda _: None).problems
    assert not [problem for problem in problems if problem.is_error]
    return [f"{problem.place}：{problem.message}" for problem in problems]


def test_without_a_month_one_hint_lists_the_indicators_that_only_narrative_prints(
    workspace: Path,
) -> None:
    [hint] = coverage(workspace)
    assert hint.startswith("catalogue.toml【indicators】：8个指标“执法人员人次、")
    assert "只能由“文字”里的 {…} 印出" in hint


def test_with_a_month_what_its_narrative_prints_is_no_hint(
    own_workspace: Path, sample_of: SampleOf
) -> None:
    sample = sample_of(own_workspace)
    assert {each.code for each in sample.check()} == {Code.UNSIGNED}
    sheet = sample.sheet("文字")
    for cells in sheet.iter_rows():
        for each in cells:
            if each.value:
                each.value = (
                    str(each.value)
                    .replace("{参训人数}", "多")
                    .replace("{公职律师数}", "多")
                )
    [hint] = [x for x in sample.check() if x.code is Code.INDICATOR_UNUSED]
    assert hint.message.startswith("2个指标“公职律师数、参训人数”本期没有印")


def test_an_indicator_that_is_only_a_condition_is_not_printed(
    own_workspace: Path,
) -> None:
    without(own_workspace, "{{ 全市.专利保险公司数 }}")
    assert "专利保险公司数" in coverage(own_workspace)[0]


@pytest.mark.parametrize(
    "words", ["{{ 全市.贯标认证企业数 }}", "{{ 区.贯标认证企业数|表格 }}"]
)
def test_an_indicator_printed_for_city_or_districts_is_printed(
    own_workspace: Path, words: str
) -> None:
    others = {
        "{{ 全市.贯标认证企业数 }}",
        "{{ 全市.贯标认证企业数|表格 }}",
        "{{ 区.贯标认证企业数|表格 }}",
    }
    without(own_workspace, *(others - {words}))
    assert "贯标认证企业数" not in coverage(own_workspace)[0]
    without(own_workspace, words)
    assert "、贯标认证企业数" in coverage(own_workspace)[0].replace("“", "、")


def test_an_indicator_of_a_rule_or_of_a_rate_is_needed(own_workspace: Path) -> None:
    without(own_workspace, "{{ 全市.质押专利数 }}", "{{ 全市.质押发明专利数 }}")
    assert "质押" not in coverage(own_workspace)[0].replace("质押审批件数", "")


@pytest.mark.parametrize(
    ("gone", "hint"),
    [
        (
            "{{ 段 }}",
            "catalogue.toml【slots】：手册里有“文字.保护、文字.服务、文字.宣传、文字.结语”",
        ),
        ("{{ 标题文字.运用 }}", "rules.toml【headings】运用：手册里有“标题文字.运用”"),
        ("{{ 评议 }}", "rules.toml【topics】：手册里有“评议.总体、"),
        ("{{ 注 }}", "phrases.toml【notes】：手册里有“附注”"),
        (
            "{{ 名单.试点项目.单位|顿号 }}{{ 名单.试点项目.数量|几 }}",
            "",
        ),
    ],
)
def test_what_the_template_never_prints_is_one_hint_a_kind(
    own_workspace: Path, gone: str, hint: str
) -> None:
    without(own_workspace, gone)
    found = coverage(own_workspace)
    assert len(found) == (2 if hint else 1)
    assert any(each.startswith(hint) for each in found)


def test_a_list_that_is_only_looped_over_is_not_printed(own_workspace: Path) -> None:
    without(
        own_workspace,
        "{{ 名单.试点项目.单位|顿号 }}{{ 名单.试点项目.数量|几 }}",
        "{{ 项.单位 }}获批为省级",
        "{{ 项.金额 }}",
    )
    assert any("名单.试点项目" in each for each in coverage(own_workspace))


def test_topics_that_are_printed_one_by_one_are_missed_one_by_one(
    own_workspace: Path,
) -> None:
    without(own_workspace, "{{ 评议 }}")
    put(
        own_workspace,
        "<w:p><w:r><w:t>{{ 评议.总体 }}{{ 评议.核查整改 }}</w:t></w:r></w:p>",
    )
    [hint] = [each for each in coverage(own_workspace) if "topics" in each]
    assert "“评议.发明授权、评议.质押融资、评议.贯标认证”" in hint
