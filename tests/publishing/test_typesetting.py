"""What is set after a page is filled in: only how it stands, in properties Word knows."""

from collections.abc import Mapping
from itertools import combinations

import pytest
from lxml.etree import _Element as Element
from openxml_audit import OpenXmlValidator

from bulletin.model.problem import Stage
from bulletin.pages import docx
from tests.sample import Result, Sample

W = docx.W
LETTERHEAD = {"发文机关标志": "枣庄市人民政府文件", "文号": "枣政字〔2022〕5号"}
IMPRINT = {
    "抄送": "市委办公室",
    "印发机关": "枣庄市人民政府办公室",
    "印发日期": "2022-8-11",
}
PRINTED = {
    "抄送": "抄送：市委办公室。",
    "印发机关": "枣庄市人民政府办公室",
    "印发日期": "2022年8月11日印发",
}
PARTS = [part for count in (1, 2, 3) for part in combinations(IMPRINT, count)]


def fill(sample: Sample, rows: Mapping[str, object]) -> None:
    """Type into rows of 封面."""
    cover = sample.sheet("封面")
    known = {row[0].value: row[0].row for row in cover.iter_rows()}
    for name, value in rows.items():
        cover[f"B{known[name]}"].value = value


def body_of(result: Result) -> Element:
    return docx.body(result.made.docx.read_bytes())


def audit(result: Result) -> list[str]:
    found = OpenXmlValidator().validate(str(result.made.docx))
    return [str(error) for error in found.errors]


def landscapes(result: Result) -> list[bool]:
    """Whether each section lies on its long side."""
    sizes = body_of(result).iter(f"{W}pgSz")
    return [size.get(f"{W}orient") == "landscape" for size in sizes]


@pytest.mark.parametrize("stage", [Stage.DRAFT, Stage.REVIEW])
def test_a_page_with_every_optional_part_is_valid(sample: Sample, stage: Stage) -> None:
    fill(sample, {**LETTERHEAD, **IMPRINT})
    result = sample.make(stage)
    assert result.page[:2] == [*LETTERHEAD.values()]
    assert landscapes(result) == [False, True, False]
    assert audit(result) == []


@pytest.mark.parametrize("part", PARTS)
def test_a_part_of_the_imprint_prints_what_it_has(
    sample: Sample, part: tuple[str, ...]
) -> None:
    fill(sample, {name: IMPRINT[name] for name in part})
    result = sample.make()
    table = list(body_of(result).iter(docx.TABLE))[-1]
    printed = [docx.text(each) for each in docx.paragraphs(table)]
    assert [text for text in printed if text] == [PRINTED[name] for name in part]
    assert audit(result) == []


@pytest.mark.parametrize(
    "typed", ["抄送：市委办公室", "抄送: 市委办公室。", "市委办公室。", "市委办公室；"]
)
def test_copies_are_printed_with_one_colon_and_one_stop(
    sample: Sample, typed: str
) -> None:
    fill(sample, {"抄送": typed})
    assert "抄送：市委办公室。" in sample.make().paragraphs


def test_copies_that_say_nothing_are_no_copies(sample: Sample) -> None:
    fill(sample, {"抄送": "抄送："})
    assert landscapes(sample.make()) == [False, True]


def test_without_optional_parts_there_is_no_page_for_them(sample: Sample) -> None:
    result = sample.make()
    assert landscapes(result) == [False, True]
    assert len(list(body_of(result).iter(docx.TABLE))) == 1
    assert audit(result) == []


def test_a_number_without_a_mark_prints_no_letterhead(sample: Sample) -> None:
    fill(sample, {"文号": "枣知组办〔2022〕5号"})
    assert sample.make().page[0] == "全市知识产权工作情况通报"


def test_the_place_of_a_date_to_come_is_that_of_the_date(sample: Sample) -> None:
    signed = indents(sample.make())
    fill(sample, {"成文日期": None})
    result = sample.make()
    assert indents(result) == signed
    assert audit(result) == []


def indents(result: Result) -> list[dict[str, str]]:
    """The indents of the signature's lines, which are the only direct ones."""
    found = body_of(result).iterfind(f".//{W}pPr/{W}ind")
    return [{str(key): str(value) for key, value in each.items()} for each in found]


def test_marks_that_both_scripts_have_are_said_to_be_chinese(sample: Sample) -> None:
    body = body_of(sample.make())
    hinted = 0
    for run in body.iter(docx.RUN):
        words = "".join(run.itertext(docx.TEXT))
        hint = run.find(f"{W}rPr/{W}rFonts[@{W}hint='eastAsia']") is not None
        assert hint == any(mark in words for mark in "“”‘’…—·")
        hinted += hint
    assert hinted > 5
