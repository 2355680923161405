"""Characters of every kind, and white space, stand on the page as Word shows them."""

import pytest

from bulletin.model.problem import BulletinError
from tests.pages.foreign import FANG, document, p, r, tag, val
from tests.pages.seen import see

BREAK = '<w:br w:type="page"/>'


@pytest.mark.parametrize(
    "text",
    [
        "玥喆堃昇祎旻𬭎𬬭㛃䶮",
        "àéüñçßŁőœ",
        "ΑΩαωμπ",
        "ЖиёяЪ",
        "①⑳ⅣⅸⅫ㎡℃±×÷≥≤≠≈∞‰√",
        "“引”‘号’——……《书》〈名〉〔2022〕【】「」",
        "\"-- --- ... 'x' x-?y -7 `#f()[1. x] = / ~ @a <b> $1$ \\ */_",
        "1. 甲",
        "- 乙",
        "= 丙",
        "+ 丁",
        "/ 戊: 己",
        "（ａｂＣ１２３，．；：！？）",
        "e\u0301ﬁ\u0332",
        "〇々〆ヶあアㄅ",
        "H₂O m² x³ ½ ¼ № § ¶ † • ·",
        "ѐ☺",
    ],
)
def test_characters_of_every_script_come_through_as_they_are(text: str) -> None:
    assert see(document(p(text))).text == "".join(text.split()).replace("ﬁ", "fi")


@pytest.mark.parametrize("text", ["🙂", "한국", "\u0e01", "☑"])
def test_a_character_without_glyph_is_refused_with_its_code_and_paragraph(
    text: str,
) -> None:
    with pytest.raises(BulletinError) as refused:
        see(document(p("甲") + p("乙" + text)))
    for character in text:
        assert f"U+{ord(character):04X}" in str(refused.value)
    assert "第2段" in str(refused.value)


def test_a_character_that_only_one_font_knows_is_refused() -> None:
    with pytest.raises(BulletinError, match=r"第1段.*U\+E123"):
        see(document(p("甲\ue123")))


def test_symbols_of_wingdings_and_symbol_are_shown_and_unknown_ones_refused() -> None:
    tick = r(tag("sym", font="Wingdings", char="F0FC"))
    circle = r(
        "<w:t>\uf081</w:t>", '<w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/>'
    )
    alpha = r(tag("sym", font="Symbol", char="F061"))
    assert see(document(p(tick + circle + alpha))).text == "✓①α"
    with pytest.raises(BulletinError, match=r"第1段.*Wingdings"):
        see(document(p(r(tag("sym", font="Wingdings", char="F0EE")))))


def test_spaces_keep_their_width_and_number() -> None:
    body = p("甲 乙") + p("丙    丁") + p("戊\u3000\u3000己") + p("　　庚")
    seen = see(document(body))
    assert seen.text == "甲乙丙丁戊己庚"
    one, four, wide = (
        seen[b].left - seen[a].left - 16 for a, b in ("甲乙", "丙丁", "戊己")
    )
    assert four == pytest.approx(4 * one, abs=0.1)
    assert wide == pytest.approx(2 * 16, abs=0.1)
    assert seen["庚"].left == pytest.approx(72 + 2 * 16, abs=0.1)


def test_a_space_that_must_not_break_does_not() -> None:
    seen = see(document(p("字" * 27 + "12\u00a0万元")))
    assert seen["12"].line == seen["万"].line


def test_text_nodes_without_space_preserve_lose_the_space_at_their_ends() -> None:
    body = p("<w:r><w:t> 甲 </w:t></w:r><w:r><w:t>乙</w:t></w:r>")
    seen = see(document(body))
    assert seen["甲"].left == pytest.approx(72, abs=0.1)
    assert seen["乙"].left == pytest.approx(88, abs=0.1)


def test_hyphens_that_do_not_break_show_and_soft_ones_do_not() -> None:
    hard, soft = "<w:r><w:noBreakHyphen/></w:r>", "<w:r><w:softHyphen/></w:r>"
    body = p(r("A") + hard + r("B") + soft + r("C\u00adD\u200bE"))
    assert see(document(body)).text == "A-BCDE"


def test_line_breaks_stay_in_the_paragraph() -> None:
    body = p(
        r("甲") + r("<w:br/>") + r("乙") + r("<w:cr/>") + r("丙"),
        tag("ind", firstLine=640),
    )
    seen = see(document(body))
    assert seen.text == "甲乙丙"
    assert [round(seen[each].left) for each in "甲乙丙"] == [104, 72, 72]
    assert seen["甲"].line < seen["乙"].line < seen["丙"].line


def test_a_page_break_inside_a_paragraph_parts_it() -> None:
    body = p(r("上") + r(BREAK) + r("下")) + p("后")
    assert see(document(body)).pages == ["上", "下后"]


def test_a_page_break_before_a_paragraph_and_a_lone_one_make_one_page_each() -> None:
    body = p("一") + p("二", val(pageBreakBefore="")) + p(r(BREAK)) + p("三")
    assert see(document(body)).pages == ["一", "二", "三"]


def test_two_page_breaks_leave_an_empty_page() -> None:
    assert see(document(p("一") + p(r(BREAK)) + p(r(BREAK)) + p("三"))).pages == [
        "一",
        "",
        "三",
    ]


def test_empty_paragraphs_take_their_line() -> None:
    exact = tag("spacing", line=560, lineRule="exact")
    body = p("上", exact) + p("", exact) * 3 + p("下", exact)
    seen = see(document(body))
    assert seen["下"].line - seen["上"].line == pytest.approx(4 * 28, abs=0.1)


def test_a_paragraph_over_several_pages_loses_nothing() -> None:
    text = "".join(chr(0x4E00 + n) for n in range(3000))
    common = "".join(each for each in text if each)[:3000]
    seen = see(document(p(common, val(jc="both"))))
    assert seen.text == common
    assert len(seen.pages) > 3


def test_runs_that_split_words_and_numbers_do_not_part_them() -> None:
    body = p(r("专利") + r("2") + r("1", val(b="")) + r("0.5") + r("%") + r("。"))
    seen = see(document(body))
    assert seen.text == "专利210.5%。"
    assert seen["210"].characters[2].x - seen["2"].left == pytest.approx(16, abs=0.1)


def test_capital_letters_by_formatting_are_capital_letters() -> None:
    assert (
        see(document(p(r("pct", val(caps="")) + r("Wipo", val(smallCaps=""))))).text
        == "PCTWIPO"
    )


def test_fonts_of_the_theme_are_used() -> None:
    fonts = '<a:latin typeface="Times New Roman"/><a:ea typeface=""/>'
    fonts += '<a:font script="Hans" typeface="黑体"/>'
    theme = (
        '<?xml version="1.0"?><a:theme xmlns:a="http://schemas.openxmlformats.org/'
        f'drawingml/2006/main" name="t"><a:themeElements><a:fontScheme name="f">'
        f"<a:majorFont>{fonts}</a:majorFont><a:minorFont>{fonts}</a:minorFont>"
        "</a:fontScheme></a:themeElements></a:theme>"
    )
    look = '<w:rFonts w:asciiTheme="minorHAnsi" w:eastAsiaTheme="minorEastAsia"/>'
    seen = see(document(p(r("黑x", look)), parts={"theme1": theme}))
    assert seen["黑"].font == "FandolHei-Regular"
    assert seen["x"].font == "LiberationSerif"


def test_direct_formatting_alone_gives_fonts_sizes_and_colours() -> None:
    named = '<w:rFonts w:eastAsia="{}" w:ascii="Times New Roman"/>'
    body = p(
        r("仿宋", FANG + val(sz=32))
        + r("黑体", named.format("黑体") + val(sz=44))
        + r("楷体", named.format("楷体_GB2312") + val(color="FF0000"))
        + r("小标宋", named.format("方正小标宋简体"))
    )
    seen = see(document(body, parts={"styles": ""}))
    fonts = [seen[each].font for each in ("仿宋", "黑体", "楷体", "小标宋")]
    assert fonts == [
        "FandolFang-Regular",
        "FandolHei-Regular",
        "FandolKai-Regular",
        "FandolSong-Bold",
    ]
    assert [seen[each].size for each in ("仿宋", "黑体", "楷体")] == [16, 22, 10]
    assert seen["楷体"].color == "FF0000"
