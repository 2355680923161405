"""Automatic numbers as clerks make them in Word stand on the page as text."""

from tests.pages.foreign import (
    PLAIN,
    document,
    level,
    listed,
    lists,
    p,
    style,
    tag,
    val,
)
from tests.pages.seen import see

OFFICIAL = "".join(
    (
        level(0, "chineseCounting", "%1、", val(suff="nothing")),
        level(1, "chineseCounting", "（%2）", val(suff="nothing")),
        level(2, "decimal", "%3.", val(suff="nothing")),
        level(3, "decimal", "（%4）", val(suff="nothing")),
        level(4, "decimalEnclosedCircleChinese", "%5", val(suff="nothing")),
    )
)


def test_the_five_ranks_of_an_official_document_count_and_restart() -> None:
    ranks = (
        (0, "甲"),
        (1, "乙"),
        (1, "丙"),
        (2, "丁"),
        (3, "戊"),
        (4, "己"),
        (4, "庚"),
    )
    more = ((0, "辛"), (1, "壬"), (2, "癸"))
    body = "".join(p(text, listed(1, at)) for at, text in (*ranks, *more))
    seen = see(document(body, parts={"numbering": lists(OFFICIAL)}))
    assert seen.pages == ["一、甲（一）乙（二）丙1.丁（1）戊①己②庚二、辛（一）壬1.癸"]


def test_numbers_go_on_over_plain_paragraphs_past_ten_and_twenty() -> None:
    body = "".join(p(f"款{'。'}", listed(1)) + p("说明") for _ in range(21))
    seen = see(document(body, parts={"numbering": lists(OFFICIAL)}))
    assert "九、款。说明十、款。说明十一、款。" in seen.text
    assert seen.text.endswith("二十、款。说明二十一、款。说明")


def test_a_list_that_starts_again_does_so_and_another_instance_goes_on() -> None:
    again = tag(
        "num",
        val(abstractNumId=0) + tag("lvlOverride", val(startOverride=1), ilvl=0),
        numId=7,
    )
    on = tag("num", val(abstractNumId=0), numId=8)
    plain = level(0, "decimal", "%1.", val(suff="space"))
    body = (
        (p("甲", listed(1)) + p("乙", listed(1)) + p("丙", listed(7)))
        + p("丁", listed(7))
        + p("戊", listed(8))
    )
    seen = see(document(body, parts={"numbering": lists(plain, more=again + on)}))
    assert seen.text == "1.甲2.乙1.丙2.丁3.戊"


def test_headings_carry_the_numbers_of_their_styles() -> None:
    linked = level(0, "chineseCounting", "第%1章", val(suff="space"))
    linked += level(1, "decimal", "%1.%2", val(isLgl="", suff="space"))
    styles = PLAIN + style(
        "heading 1", f"<w:pPr>{listed(1)}{val(outlineLvl=0)}</w:pPr>"
    )
    styles += style("heading 2", f"<w:pPr>{listed(1, 1)}{val(outlineLvl=1)}</w:pPr>")
    body = "".join(
        p(text, val(pStyle=f"heading {rank}"))
        for rank, text in (
            (1, "总则"),
            (2, "目的"),
            (2, "范围"),
            (1, "分则"),
            (2, "专利"),
        )
    )
    seen = see(document(body, parts={"styles": styles, "numbering": lists(linked)}))
    assert seen.text == "第一章总则1.1目的1.2范围第二章分则2.1专利"


def test_a_paragraph_that_refuses_its_style_s_number_has_none() -> None:
    styles = PLAIN + style("条", f"<w:pPr>{listed(1)}</w:pPr>")
    body = p("甲", val(pStyle="条")) + p("乙", val(pStyle="条") + listed(0))
    body += p("丙", val(pStyle="条"))
    seen = see(document(body, parts={"styles": styles, "numbering": lists(OFFICIAL)}))
    assert seen.text == "一、甲乙二、丙"


def test_bullets_of_symbol_fonts_become_the_signs_that_a_reader_sees() -> None:
    def of(character: str, font: str) -> str:
        made = level(0, "bullet", character)
        look = f'<w:rPr><w:rFonts w:ascii="{font}" w:hAnsi="{font}"/></w:rPr></w:lvl>'
        return made.removesuffix("</w:lvl>") + look

    kinds = (("\uf0b7", "Symbol"), ("\uf06c", "Wingdings"), ("\uf0d8", "Wingdings"))
    numbering = lists(*(of(*kind) for kind in kinds))
    body = "".join(p("甲乙丙"[n], listed(n + 1)) for n in range(3))
    assert see(document(body, parts={"numbering": numbering})).text == "•甲●乙▶丙"


def test_a_number_hangs_before_the_text_s_edge() -> None:
    hanging = "<w:pPr>" + tag("ind", left=840, hanging=420) + "</w:pPr>"
    numbering = lists(level(0, "decimal", "%1.", hanging))
    seen = see(document(p("字" * 60, listed(1)), parts={"numbering": numbering}))
    number, text = seen["1."], seen["字" * 60]
    assert abs(number.left - (72 + 21)) < 0.5
    assert abs(text.left - (72 + 42)) < 0.5
    second = [each for each in text.characters if each.y > text.line + 1]
    assert abs(second[0].x - (72 + 42)) < 0.5


def test_other_ways_of_counting_read_as_word_writes_them() -> None:
    """
    numFmt                    3rd
    upperRoman                III
    lowerLetter               c
    upperLetter               C
    decimalZero               03
    chineseLegalSimplified    叁
    ideographDigital          三
    decimalFullWidth          ３
    """
    asked = (
        test_other_ways_of_counting_read_as_word_writes_them.__doc__ or ""
    ).split()[2:]
    pairs = list(zip(asked[::2], asked[1::2], strict=True))
    numbering = lists(
        *(level(0, form, "%1", val(suff="nothing"), start=3) for form, _ in pairs)
    )
    body = "".join(p("：", listed(n + 1)) for n in range(len(pairs)))
    seen = see(document(body, parts={"numbering": numbering}))
    assert seen.text == "".join(f"{numeral}：" for _, numeral in pairs)
