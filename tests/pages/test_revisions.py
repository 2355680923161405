"""Of revisions, fields and hidden things the page shows what a reader would see."""

import pytest

from tests.pages.foreign import (
    PLAIN,
    document,
    field,
    p,
    r,
    row,
    style,
    t,
    table,
    tag,
    val,
)
from tests.pages.seen import see

WHO = {"id": 1, "author": "王", "date": "2022-08-01T00:00:00Z"}


def ins(inside: str) -> str:
    return tag("ins", inside, **WHO)


def deleted(text: str) -> str:
    return tag("del", f"<w:r><w:delText>{text}</w:delText></w:r>", **WHO)


def test_insertions_stand_and_deletions_do_not() -> None:
    body = p(r("专利授权量") + deleted("2109") + ins(r("2110")) + r("件"))
    assert see(document(body)).text == "专利授权量2110件"


def test_moved_text_stands_where_it_went() -> None:
    gone = tag("moveFrom", r("甲"), **WHO)
    come = tag("moveTo", r("甲"), **WHO)
    ends = (
        tag("moveFromRangeStart", id=1, name="a") + gone + tag("moveFromRangeEnd", id=1)
    )
    assert see(document(p(ends + r("乙")) + p(r("丙") + come))).text == "乙丙甲"


def test_a_paragraph_whose_mark_is_deleted_goes_on_in_the_next() -> None:
    mark = f"<w:rPr>{tag('del', **WHO)}</w:rPr>"
    seen = see(document(p("上半句，", mark) + p("下半句。")))
    assert seen.text == "上半句，下半句。"
    assert seen["上"].line == seen["下"].line


def test_deleted_rows_are_gone() -> None:
    gone = row("乙", "2", properties=tag("del", **WHO))
    assert see(document(table(row("甲", "1"), gone, row("丙", "3")))).text == "甲1丙3"


def test_inserted_rows_stand() -> None:
    new = row("乙", "2", properties=tag("ins", **WHO))
    assert see(document(table(row("甲", "1"), new))).text == "甲1乙2"


def test_changed_formatting_counts_as_it_is_now() -> None:
    before = tag("rPrChange", "<w:rPr><w:sz w:val='72'/></w:rPr>", **WHO)
    seen = see(document(p(r("字", val(sz=30) + before))))
    assert seen["字"].size == pytest.approx(15)


def test_hidden_text_is_not_seen_nor_that_of_a_hidden_style() -> None:
    styles = PLAIN + style("密", f"<w:rPr>{val(vanish='')}</w:rPr>", "character")
    body = p(
        r("见") + r("不见", val(vanish="")) + r("也不见", val(rStyle="密")) + r("了")
    )
    body += p(r("现", val(rStyle="密", vanish=0)))
    assert see(document(body, parts={"styles": styles})).text == "见了现"


def test_fields_show_their_results_and_hide_their_codes() -> None:
    link = tag("hyperlink", r("国家知识产权局"), anchor="a")
    simple = tag("fldSimple", r("表1"), instr=" REF t \\h ")
    dated = field("DATE \\@ yyyy", r("2022年8月1日"))
    nested = field("IF 1 = 1", r("外") + field("REF x", r("内")) + r("尾"))
    old = field('HYPERLINK "http://x.cn"', r("链接"))
    body = p(link + simple + dated + nested + old)
    assert see(document(body)).text == "国家知识产权局表12022年8月1日外内尾链接"


def test_a_table_of_contents_shows_the_lines_it_was_saved_with() -> None:
    stop = tag("tabs", tag("tab", val="right", leader="dot", pos=9026))
    begin = r(tag("fldChar", fldCharType="begin"))
    code = "<w:r><w:instrText> TOC \\o </w:instrText></w:r>"
    begin += code + r(tag("fldChar", fldCharType="separate"))
    page = field("PAGEREF _Toc1 \\h", r("3"))
    body = p(begin + r("一、创造") + r("<w:tab/>") + page, stop)
    body += p(r("二、运用") + r("<w:tab/>") + r("12"), stop)
    body += p(r(tag("fldChar", fldCharType="end")))
    seen = see(document(body))
    assert seen.text.replace(".", "") == "一、创造3二、运用12"
    assert seen["12"].right == pytest.approx(72 + 451.3, abs=1)


def test_content_controls_of_blocks_runs_cells_and_rows_are_entered() -> None:
    def control(inside: str) -> str:
        properties = "<w:sdtPr><w:alias w:val='标题'/></w:sdtPr>"
        return f"<w:sdt>{properties}<w:sdtContent>{inside}</w:sdtContent></w:sdt>"

    cell = f"<w:tc><w:tcPr/>{p('格')}</w:tc>"
    rows = f"<w:tr>{control(cell)}<w:tc>{p('邻')}</w:tc></w:tr>"
    body = (
        control(p("块"))
        + p(r("行") + control(r("内")))
        + table(rows, control(row("整", "行")))
    )
    assert see(document(body)).text == "块行内格邻整行"


def test_comments_and_bookmarks_leave_no_trace() -> None:
    marks = tag("commentRangeStart", id=0) + tag("bookmarkStart", id=1, name="a")
    ends = tag("bookmarkEnd", id=1) + tag("commentRangeEnd", id=0)
    reference = r(tag("commentReference", id=0))
    body = p(marks + r("正文") + ends + reference)
    parts = {"comments": tag("comment", p("批注"), **(WHO | {"id": 0}))}
    assert see(document(body, parts=parts)).text == "正文"


def test_the_newer_form_of_two_alternatives_is_shown_once() -> None:
    either = (
        "<mc:AlternateContent><mc:Choice Requires='w14'>{}</mc:Choice>"
        "<mc:Fallback>{}</mc:Fallback></mc:AlternateContent>"
    )
    inside = "<w:r>" + either.format(t("新"), t("旧")) + "</w:r>"
    assert see(document(p(inside))).text == "旧"
