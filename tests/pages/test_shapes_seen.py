"""How characters and paragraphs look in Word is how they look on the page."""

import re
import zlib
from itertools import pairwise

import pytest

from bulletin.pages.sheet import Character
from tests.pages.foreign import FANG, PLAIN, document, p, r, section, style, tag, val
from tests.pages.seen import Seen, see

LEFT, RIGHT = 72, 595.3 - 72
TEXT = "为全面落实知识产权强国建设纲要提升创造运用保护管理服务水平"
FRAME = tag(
    "pBdr",
    "".join(
        tag(side, val="single", sz=8, space=4, color="FF0000")
        for side in ("top", "left", "bottom", "right")
    ),
)


@pytest.mark.parametrize("how", ["left", "center", "right"])
def test_a_line_stands_where_its_alignment_says(how: str) -> None:
    seen = see(document(p("口口", val(jc=how))))
    left = {"left": LEFT, "center": (LEFT + RIGHT) / 2 - 16, "right": RIGHT - 32}[how]
    assert seen["口口"].left == pytest.approx(left, abs=0.1)


def test_justified_lines_end_at_the_margin_but_the_last() -> None:
    seen = see(document(p("口" * 31 + "a" * 3 + "口" * 30, val(jc="both"))))
    lines = by_line(seen)
    assert len(lines) == 3
    for line in lines[:-1]:
        assert line[-1].x + 16 == pytest.approx(RIGHT, abs=0.1)
    assert lines[-1][-1].x < RIGHT - 100


def test_a_distributed_line_is_drawn_out_from_margin_to_margin() -> None:
    seen = see(document(p("口口口口", val(jc="distribute"))))
    xs = [each.x for each in seen["口口口口"].characters]
    assert xs[0] == pytest.approx(LEFT, abs=0.1)
    assert xs[-1] == pytest.approx(RIGHT - 16, abs=0.1)
    gaps = [b - a for a, b in pairwise(xs)]
    assert max(gaps) - min(gaps) < 0.1


def test_indents_first_lines_and_hanging_ones_stand_where_they_say() -> None:
    body = p("口" * 60, tag("ind", left=400, right=600, firstLine=640))
    body += p("回" * 60, tag("ind", left=800, hanging=400))
    body += p("田" * 60, tag("ind", firstLineChars=200, firstLine=99))
    seen = see(document(body))
    starts = [line[0].x for line in by_line(seen)]
    ends = [line[-1].x + 16 for line in by_line(seen)]
    assert starts[:2] == pytest.approx([LEFT + 20 + 32, LEFT + 20], abs=0.1)
    assert max(ends[:3]) <= RIGHT - 30 + 0.1
    hanging = starts[
        next(n for n, line in enumerate(by_line(seen)) if line[0].text == "回") :
    ]
    assert hanging[:2] == pytest.approx([LEFT + 20, LEFT + 40], abs=0.1)
    chars = starts[
        next(n for n, line in enumerate(by_line(seen)) if line[0].text == "田") :
    ]
    assert chars[:2] == pytest.approx([LEFT + 32, LEFT], abs=0.1)


@pytest.mark.parametrize(
    ("spacing", "pitch"),
    [
        (tag("spacing", line=560, lineRule="exact"), 28),
        (tag("spacing", line=200, lineRule="exact"), 10),
        (tag("spacing", line=600, lineRule="atLeast"), 30),
        (tag("spacing", line=200, lineRule="atLeast"), 20.8),
        (tag("spacing", line=360, lineRule="auto"), 31.2),
        ("", 20.8),
    ],
)
def test_lines_are_as_far_apart_as_asked(spacing: str, pitch: float) -> None:
    text = "".join(chr(0x4E00 + n) for n in range(80))
    lines = see(document(p(text, spacing)))[text].lines
    assert len(lines) == 3
    assert lines[1] - lines[0] == pytest.approx(pitch, abs=0.2)
    assert lines[2] - lines[1] == pytest.approx(pitch, abs=0.2)


def test_lines_keep_to_the_grid_of_the_page_unless_they_refuse() -> None:
    last = section(tag("docGrid", type="lines", linePitch=579))
    body = p("口" * 40) + p("回" * 40, val(snapToGrid=0))
    seen = see(document(body, last=last))
    on, off = seen["口" * 40].lines, seen["回" * 40].lines
    assert on[1] - on[0] == pytest.approx(28.95, abs=0.1)
    assert off[1] - off[0] == pytest.approx(20.8, abs=0.2)


def test_space_between_paragraphs_adds_up_and_like_ones_may_leave_it_out() -> None:
    exact = {"line": 400, "lineRule": "exact"}
    loose = tag("spacing", before=200, after=400, **exact)
    tight = loose + val(contextualSpacing="")
    seen = see(
        document(p("甲", loose) + p("乙", loose) + p("丙", tight) + p("丁", tight))
    )
    y = [seen[each].line for each in "甲乙丙丁"]
    assert y[1] - y[0] == pytest.approx(20 + 20 + 10, abs=0.1)
    assert y[3] - y[2] == pytest.approx(20, abs=0.1)


def test_bold_is_a_bold_font_where_there_is_one_and_else_a_thicker_stroke() -> None:
    song = '<w:rFonts w:eastAsia="宋体" w:ascii="Times New Roman"/>'
    seen = see(document(p(r("宋x", song + val(b="")) + r("仿", FANG + val(b="")))))
    assert seen["宋"].font == "FandolSong-Bold"
    assert seen["x"].font == "LiberationSerif-Bold"
    assert seen["仿"].font == "FandolFang-Regular"
    assert b"2 Tr" in contents(seen) or b"\n0.4 w" in contents(seen)


def contents(seen: Seen) -> bytes:
    """The drawing commands of the pages."""
    streams = re.findall(
        rb"stream\r?\n(.*?)\r?\nendstream", seen.converted.data, re.DOTALL
    )
    found = []
    for each in streams:
        try:
            found.append(zlib.decompress(each))
        except zlib.error:
            continue
    return b"".join(found)


def test_underline_strike_and_highlight_are_drawn_at_their_words() -> None:
    for look, low, high in (
        (val(u="single"), 0, 8),
        (val(strike=""), -8, 0),
        (val(highlight="yellow"), -16, 8),
    ):
        seen = see(document(p(r("前") + r("画线", look) + r("后"))))
        (stroke,) = seen.pdf.sheets[0].strokes
        spot = seen["画线"]
        assert stroke.box.left == pytest.approx(LEFT + 16, abs=1)
        assert stroke.box.right == pytest.approx(LEFT + 48, abs=1)
        assert low < (stroke.box.top + stroke.box.bottom) / 2 - spot.line < high


def test_raised_lowered_and_small_letters_stand_so() -> None:
    body = p(
        r("m")
        + r("2", val(vertAlign="superscript"))
        + r("H")
        + r("3", val(vertAlign="subscript"))
    )
    body += p(r("平") + r("高", val(position=12)) + r("低", val(position=-12)))
    seen = see(document(body))
    assert seen["2"].line < seen["m"].line < seen["3"].line
    assert seen["2"].size < 12
    assert seen["平"].line - seen["高"].line == pytest.approx(6, abs=0.1)
    assert seen["低"].line - seen["平"].line == pytest.approx(6, abs=0.1)


def test_slanted_chinese_is_slanted_and_still_text() -> None:
    seen = see(
        document(p(r("正") + r("斜体，字x", val(i="")) + r("后" * 40), val(jc="both")))
    )
    assert seen.text == "正斜体，字x" + "后" * 40
    assert seen["x"].font == "LiberationSerif-Italic"
    assert seen["斜"].size == pytest.approx(16, abs=0.1)
    plain = see(document(p(r("正斜体，字x"))))["斜"].characters[0].box
    slanted = seen["斜"].characters[0].box
    assert slanted.right - slanted.left > plain.right - plain.left + 2


def test_narrowed_and_widened_characters_take_their_share() -> None:
    body = p(r("窄窄窄窄", val(w=50)) + r("宽宽", val(w=200)) + r("完"))
    seen = see(document(body))
    assert seen["宽"].left == pytest.approx(LEFT + 4 * 8, abs=0.3)
    assert seen["完"].left == pytest.approx(LEFT + 4 * 8 + 2 * 32, abs=0.5)
    assert seen["窄"].size == pytest.approx(16, abs=0.1)


def test_spacing_between_characters_is_added() -> None:
    seen = see(document(p(r("口口口口", val(spacing=80)))))
    xs = [each.x for each in seen["口口口口"].characters]
    assert [round(b - a, 1) for a, b in pairwise(xs)] == [20, 20, 20]


def test_tabs_lead_to_their_stops() -> None:
    stops = tag(
        "tabs", tag("tab", val="center", pos=4000) + tag("tab", val="right", pos=8000)
    )
    tab = r("<w:tab/>")
    body = p(r("左") + tab + r("中中") + tab + r("右右"), stops)
    body += p(tab + r("缺") + tab + r("省"))
    seen = see(document(body, parts={"settings": val(defaultTabStop=420)}))
    assert seen["中中"].left == pytest.approx(LEFT + 200 - 16, abs=0.2)
    assert seen["右右"].left == pytest.approx(LEFT + 400 - 32, abs=0.2)
    assert seen["缺"].left == pytest.approx(LEFT + 21, abs=0.2)
    assert seen["省"].left == pytest.approx(LEFT + 42, abs=0.2)


def test_a_stop_that_the_paragraph_clears_is_gone_and_the_style_s_others_stay() -> None:
    stops = tag("tab", val="left", pos=2000) + tag("tab", val="left", pos=3000)
    styles = PLAIN + style("停", f"<w:pPr>{tag('tabs', stops)}</w:pPr>")
    own = val(pStyle="停") + tag("tabs", tag("tab", val="clear", pos=2000))
    seen = see(
        document(p(r("甲") + r("<w:tab/>") + r("乙"), own), parts={"styles": styles})
    )
    assert seen["乙"].left == pytest.approx(LEFT + 150, abs=0.2)


def test_leaders_are_drawn_and_are_no_characters() -> None:
    stop = tag("tabs", tag("tab", val="right", leader="dot", pos=8000))
    seen = see(document(p(r("第一章") + r("<w:tab/>") + r("12"), stop)))
    assert seen.text == "第一章12"
    (stroke,) = seen.pdf.sheets[0].strokes
    assert stroke.box.left == pytest.approx(seen["章"].left + 16, abs=1)
    assert stroke.box.right == pytest.approx(seen["12"].left, abs=1)


def test_underlined_tabs_are_lines_to_write_on() -> None:
    seen = see(document(p(r("姓名：") + r("<w:tab/>", val(u="single")) + r("电话"))))
    (stroke,) = seen.pdf.sheets[0].strokes
    assert stroke.box.right - stroke.box.left > 10


def test_a_frame_surrounds_its_paragraphs_once_and_outside_the_text() -> None:
    seen = see(document(p("上", FRAME) + p("中", FRAME) + p("下", FRAME)))
    assert seen["中"].left == pytest.approx(LEFT, abs=0.1)
    strokes = seen.pdf.sheets[0].strokes
    across = [s for s in strokes if s.box.right - s.box.left > 400]
    assert len(across) == 2  # the first with its sides, and the last
    assert min(s.box.left for s in strokes) == pytest.approx(LEFT - 4, abs=1)
    assert max(s.box.right for s in strokes) == pytest.approx(RIGHT + 4, abs=1)


def test_shading_fills_from_indent_to_indent() -> None:
    shading = '<w:shd w:val="clear" w:fill="FFE699"/>' + tag("ind", left=600, right=400)
    seen = see(document(p("底", shading)))
    (fill,) = seen.pdf.sheets[0].strokes
    assert fill.color == "FFE699"
    assert fill.box.left == pytest.approx(LEFT + 30, abs=0.5)
    assert fill.box.right == pytest.approx(RIGHT - 20, abs=0.5)


def by_line(seen: Seen) -> list[list[Character]]:
    """The characters of the first page by line."""
    found: dict[float, list[Character]] = {}
    for each in seen.pdf.sheets[0].characters:
        found.setdefault(round(each.y), []).append(each)
    return list(found.values())


@pytest.mark.parametrize("before", [4, 10, 11, 13, 15, 16, 17, 20, 24])
def test_a_long_last_paragraph_shares_a_page_with_the_signature(before: int) -> None:
    """GB/T 9704 7.3.5.5: no page with the signature alone, and none half empty."""
    exact = tag("spacing", line=560, lineRule="exact")
    kept = exact + val(keepNext="")
    body = "".join(p(f"第{n}行", exact) for n in range(before))
    body += p("结" * 270, kept + val(jc="both") + tag("ind", firstLine=640))
    body += p("", kept) * 2 + p("某某局", kept + val(jc="right"))
    body += p("2022年8月1日", exact + val(jc="right"))
    seen = see(document(body))
    signed = seen["某某局"]
    lines = {round(c.y) for c in signed.sheet.characters if c.text == "结"}
    assert len(lines) >= 2
    assert signed.line - max(lines) == pytest.approx(3 * 28, abs=1)
    if len(seen.pages) == 2:
        full = {round(c.y) for c in seen.pdf.sheets[0].characters}
        moved = len({round(c.y) for c in signed.sheet.characters})
        assert len(full) == 24 or moved == 4


def test_a_short_paragraph_that_keeps_with_the_next_goes_with_it_whole() -> None:
    exact = tag("spacing", line=560, lineRule="exact")
    body = "".join(p(f"第{n}行", exact) for n in range(22))
    body += (
        p("标题", exact + val(keepNext=""))
        + p("正文", exact + val(keepNext=""))
        + p("尾", exact)
    )
    assert see(document(body)).pages[1] == "标题正文尾"


def test_a_paragraph_whose_lines_keep_together_moves_whole_if_a_page_holds_it() -> None:
    lines = "".join(p(f"第{n}行") for n in range(28))
    moved = see(document(lines + p("口" * 200, val(keepLines=""))))
    assert moved.pages[1] == "口" * 200
    parted = see(document(lines + p("口" * 2000, val(keepLines=""))))
    assert "口" in parted.pages[0]
    assert parted.text.count("口") == 2000
