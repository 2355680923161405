"""Files made to hurt cost little, and end in a PDF or a Chinese refusal, never a traceback."""

import io
import time
import zipfile

import pytest

from bulletin.model.problem import BulletinError
from tests.pages.foreign import (
    PLAIN,
    cell,
    document,
    field,
    level,
    listed,
    lists,
    p,
    pack,
    r,
    row,
    section,
    style,
    table,
    tag,
    val,
)
from tests.pages.seen import Seen, see

SECONDS = 10


def survive(data: bytes) -> Seen | None:
    """The PDF, or None for a refusal in Chinese; anything else fails."""
    begun = time.monotonic()
    seen, said = None, "转换成功"
    try:
        seen = see(data)
    except BulletinError as error:
        said = str(error)
    assert any("\u4e00" <= each <= "\u9fff" for each in said)
    assert "typst" not in said
    assert len(said) < 2000
    assert time.monotonic() - begun < SECONDS
    return seen


def nested(depth: int) -> str:
    inside = p("底")
    for _ in range(depth):
        inside = table(row(cell(inside + p())), columns=(4000,))
    return inside


@pytest.mark.parametrize("depth", [5, 60, 1000])
def test_deeply_nested_tables(depth: int) -> None:
    seen = survive(document(nested(depth)))
    if depth == 5:
        assert seen
        assert seen.text == "底"


def test_deeply_nested_controls_and_insertions() -> None:
    for opening, closing in (
        ("<w:sdt><w:sdtContent>", "</w:sdtContent></w:sdt>"),
        ("<w:ins>", "</w:ins>"),
    ):
        for depth in (50, 2000):
            survive(document(p(opening * depth + r("甲") + closing * depth)))


def test_thousands_of_paragraphs_are_carried() -> None:
    seen = survive(
        document(
            "".join(p(f"第{n}段，全面落实知识产权强国建设。") for n in range(2000))
        )
    )
    assert seen
    assert seen.text.endswith("第1999段，全面落实知识产权强国建设。")


def test_a_paragraph_of_forty_thousand_characters_is_carried() -> None:
    seen = survive(document(p("知识产权" * 10_000)))
    assert seen
    assert len(seen.text) == 40_000


def test_a_table_of_thousands_of_cells_is_carried() -> None:
    rows = "".join(row(*(f"{n}" for _ in range(8))) for n in range(150))
    seen = survive(document(table(rows, columns=(1100,) * 8)))
    assert seen
    assert seen.text.endswith("149" * 8)


HUGE = (
    *("99999999999999999999", "-99999999999999999999", "2000000000", "-2000000000"),
    *("31680", "-31680", "1e400", "NaN", "甲", "", "-1", "0", "1", "0x10", "1.5"),
)


@pytest.mark.parametrize("number", HUGE)
def test_no_number_in_an_attribute_breaks_a_paragraph_or_run(number: str) -> None:
    shape = tag("spacing", before=number, after=number, line=number, lineRule="exact")
    shape += tag("ind", left=number, firstLineChars=number, hanging=number)
    shape += val(outlineLvl=number, jc=number) + tag(
        "tabs", tag("tab", val="right", pos=number)
    )
    shape += tag(
        "pBdr", tag("top", val="single", sz=number, space=number, color=number)
    )
    look = val(sz=number, spacing=number, w=number, position=number, color=number)
    look += val(highlight=number, u=number, vertAlign=number) + tag("shd", fill=number)
    survive(document(p(r("甲", look), shape)))
    survive(document(p(r("甲")) + p(r("乙" + "字" * 50), tag("ind", left=number))))
    survive(document(p(r("甲", val(sz=number)))))
    survive(document(p(r("甲"), tag("spacing", line=number, lineRule="auto"))))


@pytest.mark.parametrize("number", HUGE)
def test_no_number_in_an_attribute_breaks_a_table(number: str) -> None:
    own = tag("tblInd", w=number, type="dxa") + tag("tblW", w=number, type="dxa")
    own += tag("tblLook", val=number) + val(jc=number)
    high = tag("trHeight", val=number, hRule="exact") + val(gridBefore=number)
    wide = val(gridSpan=number, vMerge=number, textDirection=number)
    body = table(row(cell("甲", wide), "乙", properties=high), row("丙", "丁"), own=own)
    survive(document(body))
    widths = "".join(tag("gridCol", w=number) for _ in range(2))
    survive(
        document(f"<w:tbl><w:tblGrid>{widths}</w:tblGrid>{row('甲', '乙')}</w:tbl>")
    )
    survive(document(table(row("甲", "乙", properties=val(gridBefore=number)))))


@pytest.mark.parametrize("number", HUGE)
def test_no_number_in_an_attribute_breaks_a_section_or_a_list(number: str) -> None:
    paper = f"<w:sectPr>{tag('pgSz', w=number, h=number)}</w:sectPr>"
    survive(document(p("甲"), last=paper))
    margins = tag(
        "pgMar", **dict.fromkeys(("top", "right", "bottom", "left", "header"), number)
    )
    survive(document(p("甲"), last=f"<w:sectPr>{margins}</w:sectPr>"))
    grid = tag("docGrid", type="lines", linePitch=number) + tag("cols", num=number)
    numbers = tag("pgNumType", start=number, fmt=number)
    before = '<w:footerReference w:type="default" r:id="footer1"/>'
    last = section(grid + numbers, before=before)
    survive(document(p("甲"), last=last, parts={"footer1": p(field("PAGE"))}))
    numbering = lists(level(0, number or "decimal", "%1、%9、", start=0))
    numbering = numbering.replace('w:start w:val="0"', f'w:start w:val="{number}"')
    body = p("甲", listed(1)) + p("乙", tag("numPr", val(ilvl=number, numId=1)))
    survive(
        document(
            body + p("丙", tag("numPr", val(numId=number))),
            parts={"numbering": numbering},
        )
    )
    settings = val(defaultTabStop=number)
    survive(
        document(p(r("甲") + r("<w:tab/>") + r("乙")), parts={"settings": settings})
    )


def test_an_enormous_count_is_written_out_or_refused() -> None:
    for form in ("lowerRoman", "lowerLetter", "upperRoman", "chineseCounting"):
        numbering = lists(level(0, form, "%1、", start=2_000_000_000))
        survive(document(p("甲", listed(1)), parts={"numbering": numbering}))


def test_styles_that_go_round_in_a_circle_end() -> None:
    styles = PLAIN + style("A", val(basedOn="B") + "<w:rPr><w:b/></w:rPr>")
    styles += style("B", val(basedOn="A") + f"<w:rPr>{val(sz=40)}</w:rPr>") + style(
        "C", val(basedOn="C")
    )
    body = (
        p("甲", val(pStyle="A"))
        + p("乙", val(pStyle="C"))
        + p("丙", val(pStyle="没有"))
    )
    seen = survive(document(body, parts={"styles": styles}))
    assert seen
    assert seen.text == "甲乙丙"
    assert seen["甲"].size == 20


def test_lists_that_point_nowhere_or_at_each_other_end() -> None:
    numbering = tag("abstractNum", val(numStyleLink="x"), abstractNumId=0)
    numbering += tag("num", val(abstractNumId=0), numId=1)
    numbering += tag("num", val(abstractNumId=9), numId=2) + tag("num", "", numId=3)
    body = "".join(p("甲", listed(n)) for n in range(5)) + p("乙", listed(1, 8))
    seen = survive(document(body, parts={"numbering": numbering}))
    assert seen
    assert seen.text == "甲" * 5 + "乙"


@pytest.mark.parametrize(
    "part", ["styles", "numbering", "settings", "footnotes", "theme1"]
)
def test_a_relation_to_a_part_that_is_not_there_is_no_matter(part: str) -> None:
    full = document(p("甲", listed(1)), parts={part: ""})
    members = dict(opened(full))
    members.pop(f"word/{part}.xml")
    seen = survive(pack(members))
    assert seen
    assert seen.text == "甲"


def opened(data: bytes) -> list[tuple[str, bytes]]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return [(name, archive.read(name)) for name in archive.namelist()]


def test_references_to_what_is_not_there_are_no_matter() -> None:
    before = '<w:footerReference w:type="default" r:id="nowhere"/>'
    body = p(r("甲") + r(tag("footnoteReference", id=77)) + r(tag("footnoteReference")))
    survive(document(body, last=section(before=before)))


def test_fields_that_never_end_or_never_began_do_not_swallow_the_text() -> None:
    begin = r(tag("fldChar", fldCharType="begin"))
    end = r(tag("fldChar", fldCharType="end"))
    apart = r(tag("fldChar", fldCharType="separate"))
    seen = survive(document(p(end + apart + r("甲")) + p(r("乙"))))
    assert seen
    assert seen.text == "甲乙"
    assert survive(document(p(begin + r("丙")) + p(r("丁")))) is None


def test_a_file_that_unpacks_to_far_too_much_is_refused_at_once() -> None:
    zeros = bytes(1_000_000)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(250):
            archive.writestr(f"word/media/{number}.xml", zeros)
    with pytest.raises(BulletinError, match="200MB"):
        see(buffer.getvalue())


def test_entities_are_not_resolved() -> None:
    bomb = '<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a "哈哈哈哈哈哈哈哈">'
    for n in range(1, 12):
        name, last = chr(ord("a") + n), chr(ord("a") + n - 1)
        bomb += f'<!ENTITY {name} "{f"&{last};" * 10}">'
    bomb += ']><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    bomb += "<w:body><w:p><w:r><w:t>&l;</w:t></w:r></w:p></w:body></w:document>"
    members = dict(opened(document(p("甲"))))
    survive(pack(members | {"word/document.xml": bomb.encode()}))
