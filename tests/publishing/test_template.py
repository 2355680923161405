"""A template says only what the closed list allows, and prints exactly what it says."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx as python_docx
import pytest
from docx.document import Document
from docx.oxml import OxmlElement
from docx.text.paragraph import Paragraph
from openxml_audit import OpenXmlValidator

from bulletin import pipeline
from bulletin.model.problem import BulletinError, Code, Problem, ProblemsError, Stage
from bulletin.pages import docx
from bulletin.workspace import Workspace
from tests.sample import AREAS, Result, Sample

SampleOf = Callable[[Path], Sample]


def template_of(workspace: Path) -> Path:
    return workspace / "templates" / "bulletin.docx"


def edit(workspace: Path, change: Callable[[Document], object]) -> None:
    """Change the template as one does in Word."""
    path = str(template_of(workspace))
    document = python_docx.Document(path)
    change(document)
    document.save(path)


def opening_of(document: Document) -> Paragraph:
    """The paragraph after the addressees."""
    styles = [
        paragraph.style and paragraph.style.name for paragraph in document.paragraphs
    ]
    return document.paragraphs[styles.index("主送机关") + 1]


def add(workspace: Path, *texts: str) -> None:
    """Type paragraphs into the template, before the opening."""

    def change(document: Document) -> None:
        opening = opening_of(document)
        for text in texts:
            opening.insert_paragraph_before(text, style=opening.style)

    edit(workspace, change)


def rewrite(workspace: Path, part: str, change: Callable[[bytes], bytes]) -> None:
    """Change one part of the template's package, or put it there."""
    path = template_of(workspace)
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    parts[part] = change(parts.get(part, b""))
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts.items():
            package.writestr(name, data)


def problems(workspace: Path) -> tuple[Problem, ...]:
    """What `bulletin check` says of handbook and template, but for idle indicators.

    Some indicators of the sample are printed by {names} of 文字 only.
    """
    found = pipeline.check(Workspace(workspace), None, print).problems
    return tuple(each for each in found if each.code is not Code.INDICATOR_UNUSED)


def codes(workspace: Path) -> set[Code]:
    return {problem.code for problem in problems(workspace)}


def test_the_template_of_the_workspace_has_no_problem(own_workspace: Path) -> None:
    assert problems(own_workspace) == ()


@pytest.mark.parametrize(
    "text",
    [
        "{{ 全市.发明专利授权量.同比 }}",
        "{% if 文号 %}{{ 文号 }}{% elif 抄送 %}{{ 抄送 }}{% else %}无{% endif %}",
        "{% if 年 and not (文号 or 抄送) %}未签发{% endif %}",
        "{% for 区 in 区市 %}{{ 区.名称 }}{% if not loop.last %}、{% endif %}{% endfor %}",
        "{{ 名单.专利奖.单位|顿号 }}{{ 名单.专利奖.数量|几 }}{{ 全市.全省位次|汉字 }}",
        "{{\u3000年\u00a0}}",
    ],
)
def test_what_the_closed_list_allows_is_no_problem(
    own_workspace: Path, text: str
) -> None:
    add(own_workspace, text)
    assert problems(own_workspace) == ()


@pytest.mark.parametrize(
    "text",
    [
        *(
            "｛｛ 年 ｝｝",
            "｛% if 年 %｝",
            "{{ 年 }",
            "{ 年 }}",
            "{% if 年 %",
            "{{ 年 ｝}",
        ),
        *(
            "{{ 3*4 }}",
            "{{ 'x'*2 }}",
            "{{ '文' }}",
            "{{ 12 }}",
            "{{ true }}",
            "{{ none }}",
        ),
        *("{{ 全市['a'] }}", "{{ 全市[0] }}", "{{ 年() }}", "{{ 年 ~ 期间 }}"),
        *("{{ [年] }}", "{{ {'a': 年} }}", "{{ 年 if 年 else 期间 }}", "{{ not 年 }}"),
        *(
            "{{ 年|default('—') }}",
            "{{ 名单.专利奖.单位|join('、') }}",
            "{{ 年|upper }}",
        ),
        *("{{ 名单.专利奖.单位|顿号('、') }}", "{{ 年|safe }}", "{{ 年|attr('a') }}"),
        *("{% set a = 年 %}", "{% include 'x' %}", "{% import 'x' as y %}"),
        *("{% extends 'x' %}", "{% macro m() %}{% endmacro %}", "{# 注释 #}"),
        *(
            "{% raw %}{{ 年 }}{% endraw %}",
            "{% raw %}{% endraw %}",
            "{% block a %}{% endblock %}",
            "{% with %}{% endwith %}",
        ),
        *("{{r 年 }}", "{{p 年 }}", "{%r if 年 %}{%r endif %}", "{%tc if 年 %}"),
        *(
            "{%- if 年 %}{% endif %}",
            "{% if 年 -%}{% endif %}",
            "{{- 年 }}",
            "{{ 年 -}}",
        ),
        "{% for 区 in 区市 %}{{ 区.名称 }}{% else %}无{% endfor %}",
        "{% for 区 in 区市 if 区.名称 %}{{ 区.名称 }}{% endfor %}",
        "{% for 区 in 区市 recursive %}{{ 区.名称 }}{% endfor %}",
        "{% for 甲, 乙 in 区市 %}{% endfor %}",
        "{% for 区 in 区市|顿号 if 年 %}{% endfor %}",
        "{% if 年 == '2022' %}{% endif %}",
        "{% if 年 in 期间 %}{% endif %}",
        "{% if 年 is defined %}{% endif %}",
        *(
            "{% endif %}",
            "{% if 年 %}",
            "{% for 区 in 区市 %}",
            "{% endfor %}",
            "{% else %}",
        ),
        *(
            "{% if 年 %}{% endfor %}",
            "{% 甲 %}",
            "{{ }}",
            "{{ 年，期间 }}",
            "{{ “年” }}",
        ),
        "{{ 年\u200b }}",
    ],
)
def test_syntax_beyond_the_closed_list_is_a_problem_that_quotes_it(
    own_workspace: Path, text: str
) -> None:
    add(own_workspace, text)
    found = problems(own_workspace)
    assert {problem.code for problem in found} == {Code.TEMPLATE_SYNTAX}
    assert any(text[:40] in problem.message for problem in found)
    assert all(problem.place.file == "bulletin.docx" for problem in found)


def test_a_tag_over_two_paragraphs_is_a_problem(own_workspace: Path) -> None:
    add(own_workspace, "全市{{ 年", "}}年")
    assert codes(own_workspace) == {Code.TEMPLATE_SYNTAX}


@pytest.mark.parametrize("text", ["{%p if 年 %}", "{%p endif %}", "{%p endfor %}"])
def test_a_paragraph_tag_without_its_other_half_is_a_problem(
    own_workspace: Path, text: str
) -> None:
    add(own_workspace, text)
    assert codes(own_workspace) == {Code.TEMPLATE_SYNTAX}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("{{ 全市.发明专利授权 }}", "发明专利授权"),
        ("{% if 全市.发明专利授权 %}{% endif %}", "发明专利授权"),
        ("{% if 年 and not 全市.发明专利授权 %}{% endif %}", "发明专利授权"),
        ("{% if 年 %}{% elif 全市.发明专利授权 %}{% endif %}", "发明专利授权"),
        ("{% for 区 in 区市 %}{{ 区.发明专利授权 }}{% endfor %}", "发明专利授权"),
        ("{% for 项 in 名单.试点项 %}{% endfor %}", "试点项"),
        ("{% for 项 in 名单.专利奖 %}{{ 项.单位名 }}{% endfor %}", "单位名"),
        ("{% for 组 in 名单.专利奖.按等次 %}{{ 组.等 }}{% endfor %}", "等"),
        ("{% for 区 in 区市 %}{{ loop.index }}{% endfor %}", "index"),
        ("{{ 全市.发明专利授权量.同比率 }}", "同比率"),
        ("{{ 区.名称 }}", "区"),
        ("{{ 年.__class__ }}", "__class__"),
        ("{{ 全市.__init__.__globals__ }}", "__init__"),
        ("{{ range }}", "range"),
        *((f"{{{{ 全市.{name} }}}}", name) for name in ("items", "keys", "get")),
        *((f"{{{{ 名单.{name} }}}}", name) for name in ("values", "pop", "copy")),
        ("{{ 年.spans }}", "spans"),
    ],
)
def test_an_unknown_name_is_a_problem_that_quotes_the_paragraph(
    own_workspace: Path, text: str, name: str
) -> None:
    add(own_workspace, text)
    [problem] = problems(own_workspace)
    assert problem.code is Code.TEMPLATE_NAME
    assert text[:40] in problem.message
    assert f"“{name}”手册里没有" in problem.message


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("{{ 全市.发明专利授权 }}", "发明专利授权量"),
        ("{% if 年 %}{{ 截止 }}{% endif %}", "截至"),
        ("{% for 区 in 区市 %}{{ 区.名字 }}{% endfor %}", "名称"),
    ],
)
def test_the_nearest_name_is_offered(
    own_workspace: Path, text: str, meant: str
) -> None:
    add(own_workspace, text)
    [problem] = problems(own_workspace)
    assert f"是否应为“{meant}”" in problem.advice


def test_a_name_that_only_a_loop_knows_is_unknown_after_it(own_workspace: Path) -> None:
    add(own_workspace, "{% for 区 in 区市 %}{{ 区.名称 }}{% endfor %}{{ 区.名称 }}")
    assert codes(own_workspace) == {Code.TEMPLATE_NAME}


@pytest.mark.parametrize(
    "text",
    [
        *(
            "{{ 全市 }}",
            "{{ 滕州市 }}",
            "{{ 区市 }}",
            "{{ 名单 }}",
            "{{ 名单.专利奖 }}",
        ),
        *(
            "{{ 文字 }}",
            "{{ 文字.保护 }}",
            "{{ 名单.专利奖.按等次 }}",
            "{{ 区市|顿号 }}",
            "{{ 名单.专利奖|顿号 }}",
        ),
        *("{% for 甲 in 年 %}{% endfor %}", "{% for 甲 in 全市 %}{% endfor %}"),
        "{% for 区 in 区市 %}{{ 区 }}{% endfor %}",
        "{% for 项 in 名单.专利奖 %}{{ 项 }}{% endfor %}",
    ],
)
def test_what_is_no_single_value_is_not_printed_directly(
    own_workspace: Path, text: str
) -> None:
    add(own_workspace, text)
    assert codes(own_workspace) == {Code.TEMPLATE_NAME}


@pytest.mark.parametrize(
    "text", ["前{%p if 年 %}", "{%p if 年 %}后", "{%p if 年 %}{{ 年 }}"]
)
def test_text_beside_a_paragraph_tag_would_be_deleted(
    own_workspace: Path, text: str
) -> None:
    add(own_workspace, text, "{%p endif %}")
    [problem] = problems(own_workspace)
    assert problem.code is Code.TEMPLATE_TEXT_LOST
    assert text in problem.message


def test_text_beside_a_row_tag_would_be_deleted(own_workspace: Path) -> None:
    edit(
        own_workspace,
        lambda document: document.tables[0].rows[3].cells[0].add_paragraph("合计"),
    )
    assert codes(own_workspace) == {Code.TEMPLATE_TEXT_LOST}


def test_a_paragraph_tag_with_a_section_break_would_delete_the_section(
    own_workspace: Path,
) -> None:
    def change(document: Document) -> None:
        ends = [
            paragraph
            for paragraph in document.paragraphs
            if paragraph.style is not None and paragraph.style.name == "分节"
        ]
        ends[0].insert_paragraph_before("{%p if 年 %}")
        ends[0].add_run("{%p endif %}")

    edit(own_workspace, change)
    assert codes(own_workspace) == {Code.TEMPLATE_TEXT_LOST}


@pytest.mark.parametrize("tag", ["ins", "del"])
def test_a_tracked_change_is_a_problem(own_workspace: Path, tag: str) -> None:
    def change(document: Document) -> None:
        paragraph = opening_of(document).insert_paragraph_before("原文")
        revision: Any = OxmlElement(f"w:{tag}")
        revision.set(f"{docx.W}id", "1")
        revision.set(f"{docx.W}author", "王科员")
        revision.append(paragraph.add_run("新加的话")._r)  # noqa: SLF001 - no other way
        paragraph._p.append(revision)  # noqa: SLF001

    edit(own_workspace, change)
    assert codes(own_workspace) == {Code.TEMPLATE_REVISION}


@pytest.mark.parametrize(
    ("part", "name"),
    [
        *(("comments", "批注"), ("footnotes", "脚注"), ("endnotes", "尾注")),
        ("charts/chart1", "图表"),
    ],
)
def test_a_tag_that_is_never_filled_in_is_a_problem(
    own_workspace: Path, part: str, name: str
) -> None:
    xml = (
        b'<w:x xmlns:w="w"><w:r><w:t>{</w:t></w:r><w:r><w:t>{ \xe5 }}</w:t></w:r></w:x>'
    )
    rewrite(own_workspace, f"word/{part}.xml", lambda _: xml)
    [problem] = problems(own_workspace)
    assert problem.code is Code.TEMPLATE_UNREACHED
    assert name in problem.message


def test_every_mistake_is_reported_at_once(own_workspace: Path) -> None:
    add(
        own_workspace, "{{ 全市.甲 }}", "前{%p if 年 %}", "{%p endif %}", "｛｛ 年 ｝｝"
    )
    add(own_workspace, "{{ 全市.乙 }}")
    found = problems(own_workspace)
    assert len(found) == 4
    assert len({problem.place for problem in found}) == 4


def test_a_template_with_a_problem_prints_nothing(
    own_workspace: Path, sample_of: SampleOf
) -> None:
    add(own_workspace, "{{ 全市.甲 }}")
    sample = sample_of(own_workspace)
    with pytest.raises(ProblemsError):
        sample.make(Stage.DRAFT)
    assert not sample.output.exists()


# ── what is printed ──────────────────────────────────────────────────────────

LITERAL = (
    *("<研发投入>", "A&B 公司", "{{ 全市 }}", "{% x %}", "]]>", "&lt;", "<5%", "a  b"),
    *(
        "\"'“”‘’",
        "{#",
        "<w:p/>",
        "</w:t>",
        "\\",
        "𠮷野",
        "${甲}",
        "a\u00a0b",
    ),
)


@pytest.mark.parametrize("name", LITERAL)
def test_a_name_of_a_list_prints_as_it_was_typed(sample: Sample, name: str) -> None:
    sample.type("名单", "D5", f"甲{name}乙")
    assert any(f"《甲{name}乙》" in text for text in sample.make().paragraphs)


@pytest.mark.parametrize("name", ["{_{", "}_}", "{_%", "%_}"])
def test_what_docxtpl_would_change_is_never_misprinted(
    sample: Sample, name: str
) -> None:
    sample.type("名单", "D5", f"甲{name}乙")
    refused = {problem.code for problem in sample.check() if problem.is_error}
    if refused:
        assert refused == {Code.PRINT_DIFFERS}
    else:
        assert any(f"《甲{name}乙》" in text for text in sample.make().paragraphs)


@pytest.mark.parametrize("words", [x for x in LITERAL if "{" not in x and "}" not in x])
def test_a_text_prints_as_it_was_typed(sample: Sample, words: str) -> None:
    sample.type("文字", "C13", f"甲{words}乙。")
    assert f"甲{words}乙。" in sample.make().page


@pytest.mark.parametrize("words", [True, False])
def test_a_truth_value_is_never_printed(sample: Sample, *, words: bool) -> None:
    sample.type("名单", "D5", words)
    try:
        paragraphs = sample.make().paragraphs
    except ProblemsError:
        return
    assert not any(str(words) in text for text in paragraphs)


@pytest.mark.parametrize("stage", [Stage.DRAFT, Stage.REVIEW])
def test_the_words_of_python_are_never_printed(sample: Sample, stage: Stage) -> None:
    sample.set("PCT申请量", "本期", {"滕州市": "—", "全市": 6})
    sample.set("发明专利授权量", "年度目标", {"滕州市": "—", "全市": 510})
    if stage is Stage.DRAFT:
        for row in range(2, 34):
            sample.type("指标数据", f"G{row}", None)
    text = "\n".join(sample.make(stage).paragraphs)
    python = ("None", "nan", "True", "False", "Undefined", "Term(", "E+", "Decimal")
    assert not [word for word in (*python, "{", "}", "\ue000") if word in text]


def test_a_tag_over_several_runs_keeps_the_formatting_of_the_first(
    own_workspace: Path, sample_of: SampleOf
) -> None:
    def change(document: Document) -> None:
        paragraph = opening_of(document).insert_paragraph_before("共")
        paragraph.add_run("{{ 全").bold = True
        paragraph.add_run("市.发明专").italic = True
        paragraph.add_run("利授权量 }}件")

    edit(own_workspace, change)
    result = sample_of(own_workspace).make()
    assert "共405件" in result.page
    runs = {
        "".join(run.itertext(docx.TEXT)): run
        for paragraph in docx.paragraphs(docx.body(result.made.docx.read_bytes()))
        for run in paragraph.iter(docx.RUN)
        if docx.text(paragraph) == "共405件"
    }
    assert runs["405"].find(f"{docx.W}rPr/{docx.W}b") is not None
    assert runs["405"].find(f"{docx.W}rPr/{docx.W}i") is None


@pytest.mark.parametrize("part", ["header", "footer"])
def test_a_tag_in_header_or_footer_is_filled_in_and_recorded(
    own_workspace: Path, sample_of: SampleOf, part: str
) -> None:
    def change(document: Document) -> None:
        margin: Any = getattr(document.sections[0], part)
        margin.is_linked_to_previous = False
        margin.paragraphs[0].text = "{{ 年 }}年{{ 期间 }}通报"

    edit(own_workspace, change)
    result = sample_of(own_workspace).make()
    document = python_docx.Document(str(result.made.docx))
    margin: Any = getattr(document.sections[0], part)
    assert margin.paragraphs[0].text == "2022年1-7月通报"
    printed = [
        each["text"] for each in result.record["printed"] if part in each["part"]
    ]
    assert printed == ["2022", "1-7月"]


# ── what is not there this month ─────────────────────────────────────────────


def delete_rows(sample: Sample, sheet: str, first: str) -> None:
    """Delete the rows of a list or slot."""
    rows = [
        row[0].row for row in sample.sheet(sheet).iter_rows() if row[0].value == first
    ]
    for row in reversed(rows):
        sample.sheet(sheet).delete_rows(row or 0)


def blank_paragraphs(result: Result) -> int:
    body = docx.body(result.made.docx.read_bytes())
    return sum(not docx.text(each).strip() for each in docx.paragraphs(body))


def audit(result: Result) -> list[str]:
    """What the Open XML validator finds."""
    found = OpenXmlValidator().validate(str(result.made.docx))
    return [str(error) for error in found.errors]


EVERYTHING = (
    *(("名单", name) for name in ("专利奖", "导航验收", "导航获批", "试点项目")),
    *(("文字", name) for name in ("保护", "服务", "宣传")),
)


@pytest.mark.parametrize("gone", [*((each,) for each in EVERYTHING), EVERYTHING])
def test_what_is_absent_leaves_no_gap_no_tag_and_no_invalid_file(
    sample: Sample, gone: tuple[tuple[str, str], ...]
) -> None:
    before = blank_paragraphs(sample.make())
    for sheet, name in gone:
        delete_rows(sample, sheet, name)
    result = sample.make()
    assert blank_paragraphs(result) == before
    text = "\n".join(result.paragraphs)
    assert not [
        mark
        for mark in ("{", "}", "。。", "，。", "、。", "《》", "××")
        if mark in text
    ]
    assert audit(result) == []


@pytest.mark.parametrize(
    ("sheet", "name", "start", "count"),
    [
        ("名单", "试点项目", "1-7月，枣庄常大技术", 1),
        ("文字", "保护", "三、", 4),
        ("文字", "宣传", "五、", 5),
    ],
)
def test_the_paragraphs_around_what_vanished_stay_as_they_were(
    sample: Sample, sheet: str, name: str, start: str, count: int
) -> None:
    page = sample.make().page
    at = next(n for n, text in enumerate(page) if text.startswith(start))
    delete_rows(sample, sheet, name)
    rest = [text[2:] if text[1:2] == "、" else text for text in page]
    now = [text[2:] if text[1:2] == "、" else text for text in sample.make().page]
    assert now == rest[:at] + rest[at + count :]


@pytest.mark.parametrize("gone", [("保护",), ("保护", "宣传"), ("服务",), ()])
def test_headings_are_numbered_again_when_a_section_vanished(
    sample: Sample, gone: tuple[str, ...]
) -> None:
    for slot in gone:
        delete_rows(sample, "文字", slot)
    numerals = [text[0] for text in sample.make().page if text[1:2] == "、"]
    assert numerals == list("一二三四五"[: 5 - len(gone)])


def test_a_loop_over_nothing_leaves_no_cell_and_no_table_that_word_refuses(
    own_workspace: Path, sample_of: SampleOf
) -> None:
    def change(document: Document) -> None:
        cells = document.add_table(1, 2).rows[0].cells
        cells[0].text = "{%p for 项 in 名单.试点项目 %}"
        cells[0].add_paragraph("{{ 项.单位 }}")
        cells[0].add_paragraph("{%p endfor %}")
        document.add_paragraph("之间")
        rows = document.add_table(3, 1).rows
        words = ("{%tr for 项 in 名单.试点项目 %}", "{{ 项.单位 }}", "{%tr endfor %}")
        for row, text in zip(rows, words, strict=True):
            row.cells[0].text = text

    edit(own_workspace, change)
    sample = sample_of(own_workspace)
    delete_rows(sample, "名单", "试点项目")
    result = sample.make()
    document = python_docx.Document(str(result.made.docx))
    assert len(document.tables) == 2
    assert [cell.text for cell in document.tables[1].rows[0].cells] == ["", ""]
    assert audit(result) == []


def test_the_page_is_a_package_that_opens(sample: Sample) -> None:
    result = sample.make()
    with zipfile.ZipFile(io.BytesIO(result.made.docx.read_bytes())) as package:
        assert package.testzip() is None
    assert audit(result) == []


@pytest.mark.parametrize(
    "data", [b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0", "正文".encode(), None]
)
def test_a_template_that_is_no_word_file_is_refused_in_chinese(
    own_workspace: Path, data: bytes | None
) -> None:
    template_of(own_workspace).unlink()
    if data is not None:
        template_of(own_workspace).write_bytes(data)
    with pytest.raises(BulletinError, match="模板"):
        problems(own_workspace)


@pytest.mark.parametrize(
    ("indicators", "begins"),
    [
        (
            [
                "专利保险公司数",
                "专利保险投保企业数",
                "专利保险投保专利数",
                "专利保险保费",
            ],
            "1-7月，推动专利保险",
        ),
        (["贯标认证企业数"], "1-7月，全市42家企业"),
    ],
)
def test_a_paragraph_vanishes_when_its_figures_do_not_apply_this_month(
    sample: Sample, indicators: list[str], begins: str
) -> None:
    before = sample.make().page
    for indicator in indicators:
        districts = AREAS if indicator == "贯标认证企业数" else ("全市",)
        sample.set(indicator, "本期", dict.fromkeys(districts, "—"))
    kept = [text for text in before if not text.startswith(begins)]
    assert len(kept) == len(before) - 1
    assert sample.make().page == kept


def test_a_heading_whose_number_word_has_split_is_numbered_all_the_same(
    own_workspace: Path, sample_of: SampleOf
) -> None:
    before = sample_of(own_workspace).make().page

    def change(document: Document) -> None:
        heading = next(p for p in document.paragraphs if p.text.startswith("二、"))
        rest = heading.text[1:]
        heading.runs[0].text = "二"
        heading.add_run(rest)

    edit(own_workspace, change)
    assert sample_of(own_workspace).make().page == before
