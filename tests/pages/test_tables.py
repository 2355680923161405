"""Tables keep their cells, lines and rows, over pages and inside each other."""

import pytest

from bulletin.model.problem import BulletinError
from bulletin.pages.sheet import Stroke
from tests.pages.foreign import (
    PLAIN,
    cell,
    document,
    p,
    r,
    row,
    section,
    style,
    table,
    tag,
    val,
)
from tests.pages.seen import Seen, see

BEGIN, GOES_ON = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
HEADING = val(tblHeader="")
WHOLE = val(cantSplit="")


def high(twips: int, rule: str = "exact") -> str:
    return tag("trHeight", val=twips, hRule=rule)


def lines(seen: Seen, page: int = 0) -> list[Stroke]:
    return list(seen.pdf.sheets[page].strokes)


def test_cells_merged_across_and_down_stand_once() -> None:
    body = table(
        row(cell("区市", BEGIN), cell("专利", val(gridSpan=2)), cell("商标", BEGIN)),
        row(cell("", GOES_ON), "授权", "有效", cell("", GOES_ON)),
        row("滕州", "1", "2", "3"),
        columns=(2000,) * 4,
    )
    seen = see(document(body))
    assert sorted(seen.text) == sorted("区市专利商标授权有效滕州123")
    assert seen["专利"].left == pytest.approx(seen["授权"].left, abs=0.1)
    assert seen["商标"].left > seen["有效"].right
    assert seen["3"].left == pytest.approx(seen["商标"].left, abs=0.1)


def test_rows_that_begin_late_leave_their_places_free() -> None:
    body = table(
        row("一", "二", "三"),
        row("丙", properties=val(gridBefore=2)),
        row("甲", properties=val(gridAfter=2)),
        columns=(2000,) * 3,
    )
    seen = see(document(body))
    assert seen.text == "一二三丙甲"
    assert seen["丙"].left == pytest.approx(seen["三"].left, abs=0.1)
    assert seen["甲"].left == pytest.approx(seen["一"].left, abs=0.1)


def test_a_table_in_a_table_in_a_table_is_read_through() -> None:
    deep = table(row("最里", "面"), columns=(900, 900))
    middle = table(row(cell(p("里") + deep + p()), "面"), columns=(3000, 900))
    body = table(row(cell(p("外") + middle + p("后")), "邻"), columns=(5000, 2000))
    assert see(document(body)).text == "外里最里面面后邻"


def test_headings_repeat_on_each_page_and_are_counted() -> None:
    head = row("区市", "件数", properties=HEADING)
    rows = "".join(row(f"第{n}行", f"{n}", properties=high(700)) for n in range(40))
    seen = see(document(table(head, rows)))
    assert len(seen.pages) == 3
    assert [page.startswith("区市件数") for page in seen.pages] == [True] * 3
    assert seen.converted.agreed.repeated_headings == 2
    assert seen.text.replace("区市件数", "") == "".join(
        f"第{n}行{n}" for n in range(40)
    )


def test_two_heading_rows_with_merged_cells_repeat_together() -> None:
    head = row(cell("区市", BEGIN), cell("专利", val(gridSpan=2)), properties=HEADING)
    head += row(cell("", GOES_ON), "本期", "增长", properties=HEADING)
    rows = "".join(row("甲", "乙", "丙", properties=high(900)) for _ in range(30))
    seen = see(document(table(head, rows, columns=(2000,) * 3)))
    assert len(seen.pages) > 2
    assert all(sorted(page[:8]) == sorted("区市专利本期增长") for page in seen.pages)


def test_a_row_that_may_split_goes_on_and_one_that_may_not_moves() -> None:
    text = "字" * 100
    split = see(document(p("前") * 25 + table(row(text, "乙"))))
    assert split.text.count("字") == 100
    assert "字" in split.pages[0]
    whole = see(document(p("前") * 25 + table(row(text, "乙", properties=WHOLE))))
    assert "字" not in whole.pages[0]
    assert whole.text.count("字") == 100


def test_a_row_higher_than_a_page_loses_nothing_even_if_it_may_not_split() -> None:
    text = "".join(chr(0x4E00 + n) for n in range(20) for _ in range(60))
    for how in ("", WHOLE):
        seen = see(document(table(row(text, "乙", properties=how))))
        assert sorted(seen.text) == sorted(text + "乙")
        assert all(c.y < 842 for s in seen.pdf.sheets for c in s.characters)


def test_a_merged_cell_may_reach_over_a_page_s_end() -> None:
    rows = row(cell("并", BEGIN), "0", properties=high(800)) + "".join(
        row(cell("", GOES_ON), f"{n}", properties=high(800)) for n in range(1, 40)
    )
    seen = see(document(table(rows)))
    assert sorted(seen.text) == sorted("并" + "".join(map(str, range(40))))


def test_rows_have_the_height_they_ask_for() -> None:
    body = table(
        row("甲", "", properties=high(1000)),
        row("乙", "", properties=high(1200, "atLeast")),
        row("丙", ""),
    )
    seen = see(document(body))
    assert seen["乙"].line - seen["甲"].line == pytest.approx(50, abs=1)
    assert seen["丙"].line - seen["乙"].line == pytest.approx(60, abs=1)


def test_text_stands_in_its_cell_as_the_cell_says() -> None:
    cells = (
        cell(at, val(vAlign=how))
        for at, how in (("顶", "top"), ("中", "center"), ("底", "bottom"))
    )
    body = table(row(*cells, properties=high(2000, "atLeast")), columns=(2000,) * 3)
    seen = see(document(body))
    top, middle, bottom = (seen[each].line for each in "顶中底")
    assert middle - top == pytest.approx(bottom - middle, abs=1)
    assert bottom - top == pytest.approx(100 - 20.8, abs=2)


def test_a_table_stands_where_its_alignment_and_indent_say() -> None:
    body = table(row("左", ""), own=tag("tblInd", w=400, type="dxa"))
    body += p() + table(row("中", ""), own=val(jc="center"))
    body += p() + table(row("右", ""), own=val(jc="right"))
    seen = see(document(body))
    assert seen["左"].left == pytest.approx(72 + 20 + 5.4, abs=0.5)
    assert seen["中"].left == pytest.approx(595.3 / 2 - 100 + 5.4, abs=0.5)
    assert seen["右"].left == pytest.approx(595.3 - 72 - 200 + 5.4, abs=0.5)


def test_a_table_without_lines_has_none_and_shading_fills_the_cell() -> None:
    shading = '<w:shd w:val="clear" w:color="auto" w:fill="FFFF00"/>'
    grid = tag("gridCol", w=2000) * 2
    body = f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{row(cell('甲', shading), '乙')}</w:tbl>"
    seen = see(document(body))
    (fill,) = lines(seen)
    assert fill.color == "FFFF00"
    assert fill.box.right - fill.box.left == pytest.approx(100, abs=0.5)
    assert fill.box.left < seen["甲"].left < fill.box.right < seen["乙"].left


@pytest.mark.parametrize("which", ["bottom of the upper", "top of the lower"])
def test_of_two_lines_between_cells_the_heavier_is_drawn(which: str) -> None:
    side = "bottom" if which.startswith("bottom") else "top"
    heavy = tag(side, val="single", sz=24, color="0000FF")
    own = tag("tcBorders", heavy)
    above, below = (own, "") if side == "bottom" else ("", own)
    body = table(row(cell("上", above), "乙"), row(cell("下", below), "丁"))
    seen = see(document(body))
    (line,) = [each for each in lines(seen) if each.color == "0000FF"]
    assert line.width == pytest.approx(3, abs=0.1)
    assert seen["上"].line < line.box.top < seen["下"].line


def test_conditions_of_a_table_style_shade_its_first_row_and_bands() -> None:
    def condition(kind: str, fill: str, look: str = "") -> str:
        shading = f'<w:tcPr><w:shd w:val="clear" w:fill="{fill}"/></w:tcPr>'
        return f'<w:tblStylePr w:type="{kind}"><w:rPr>{look}</w:rPr>{shading}</w:tblStylePr>'

    inside = condition("firstRow", "C00000", val(color="FFFFFF"))
    inside += condition("band1Horz", "DDDDDD")
    styles = PLAIN + style("花", inside, "table")
    own = val(tblStyle="花") + tag("tblLook", val="0420")
    body = table(row("头", ""), row("一", ""), row("二", ""), own=own)
    seen = see(document(body, parts={"styles": styles}))
    assert seen["头"].color == "FFFFFF"
    assert seen["一"].color == "000000"
    fills = {e.color: e.box.top for e in lines(seen) if e.color in ("C00000", "DDDDDD")}
    assert fills["C00000"] < seen["头"].line < fills["DDDDDD"] < seen["一"].line
    assert {each.color for each in lines(seen)} >= {"C00000", "DDDDDD"}


def test_numbers_lists_and_breaks_work_in_cells() -> None:
    body = table(
        row(cell(p(r("甲") + r("<w:br/>") + r("乙")) + p("丙", val(jc="right"))), "丁")
    )
    seen = see(document(body))
    assert seen.text == "甲乙丙丁"
    assert seen["丙"].right == pytest.approx(72 + 100 - 5.4, abs=2)


def test_a_table_whose_grid_is_missing_takes_the_widths_of_its_cells() -> None:
    body = f"<w:tbl><w:tblPr/>{row(cell('甲', width=3000), cell('乙', width=1000))}</w:tbl>"
    seen = see(document(body))
    assert seen["乙"].left - seen["甲"].left == pytest.approx(150, abs=0.5)


def test_characters_that_would_stand_beyond_the_paper_are_refused() -> None:
    body = table(
        row(cell("一", width=12000), cell("二", width=6000)), columns=(12000, 6000)
    )
    with pytest.raises(BulletinError, match=r"第1页有文字超出纸面.*“二”"):
        see(document(body))


def test_upright_cells_are_refused_by_place() -> None:
    body = table(row("甲", "乙"), row(cell("竖", val(textDirection="tbRl")), "丁"))
    with pytest.raises(BulletinError, match="表1第2行第1列的竖排的单元格"):
        see(document(body, last=section()))
