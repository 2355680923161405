"""Reading a .docx: styles, fonts and numbers come to what Word's rules say."""

import pytest

from bulletin.model.layout import Layout, Table
from bulletin.model.look import Align, Rule
from bulletin.pages import layout as layouts
from bulletin.pages.numerals import FORMATS
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

NUMERALS = """
format 1 9 10 11 20 21 99 100 101 110 1005
chineseCounting 一 九 十 十一 二十 二十一 九十九 一百 一百零一 一百一十 一千零五
chineseCountingThousand 一 九 十 十一 二十 二十一 九十九 一百 一百零一 一百一十 一千零五
chineseLegalSimplified 壹 玖 壹拾 壹拾壹 贰拾 贰拾壹 玖拾玖 壹佰 壹佰零壹 壹佰壹拾 壹仟零伍
ideographDigital 一 九 一〇 一一 二〇 二一 九九 一〇〇 一〇一 一一〇 一〇〇五
decimal 1 9 10 11 20 21 99 100 101 110 1005
decimalZero 01 09 10 11 20 21 99 100 101 110 1005
decimalFullWidth １ ９ １０ １１ ２０ ２１ ９９ １００ １０１ １１０ １００５
decimalEnclosedCircle ① ⑨ ⑩ ⑪ ⑳ 21 99 100 101 110 1005
upperRoman I IX X XI XX XXI XCIX C CI CX MV
lowerRoman i ix x xi xx xxi xcix c ci cx mv
"""
ROWS = [line.split() for line in NUMERALS.strip().splitlines()]


@pytest.mark.parametrize("words", ROWS[1:], ids=lambda words: str(words[0]))
def test_ways_of_counting(words: list[str]) -> None:
    assert [FORMATS[words[0]](int(number)) for number in ROWS[0][1:]] == words[1:]


@pytest.mark.parametrize(
    ("number", "letters"), [(1, "a"), (26, "z"), (27, "aa"), (53, "aaa"), (0, "")]
)
def test_letters_double_after_z(number: int, letters: str) -> None:
    assert FORMATS["lowerLetter"](number) == letters
    assert FORMATS["upperLetter"](number) == letters.upper()


def read(body: str, styles: str = PLAIN, **parts: str) -> Layout:
    return layouts.read(document(body, parts={"styles": styles} | parts))


def test_a_style_stands_on_its_base_the_run_s_own_on_both() -> None:
    styles = PLAIN + style("基", f"<w:rPr>{val(b='', sz=30, color='112233')}</w:rPr>")
    own = (
        val(basedOn="基")
        + f"<w:pPr>{val(jc='center')}</w:pPr><w:rPr>{val(sz=36)}</w:rPr>"
    )
    styles += style("子", own)
    styles += style("字", f"<w:rPr>{val(i='')}</w:rPr>", "character")
    body = p(r("甲") + r("乙", val(rStyle="字", b=0)), val(pStyle="子"))
    (paragraph,) = read(body, styles).paragraphs()
    one, two = (run.look for run in paragraph.runs)
    assert (one.size, one.is_bold, one.color, one.han) == (
        36,
        True,
        "112233",
        "仿宋_GB2312",
    )
    assert (two.is_bold, two.is_italic, two.size) == (False, True, 36)
    assert paragraph.shape.align is Align.CENTER
    assert paragraph.style == "子"


def test_the_default_style_holds_where_no_style_is_named() -> None:
    inside = f"<w:pPr>{tag('spacing', line=560, lineRule='exact')}</w:pPr>"
    styles = PLAIN + style("正文", inside, default="1")
    (paragraph,) = read(p("甲"), styles).paragraphs()
    assert (paragraph.shape.line, paragraph.shape.rule) == (560, Rule.EXACT)
    assert paragraph.style == "正文"


def test_indents_in_characters_go_before_those_in_twips() -> None:
    indent = tag("ind", firstLineChars=200, firstLine=420, leftChars=100, left=1)
    (paragraph,) = read(p("甲", indent)).paragraphs()
    assert (paragraph.shape.first, paragraph.shape.left) == (640, 320)


def test_sections_inherit_their_footers_and_geometry_is_each_one_s_own() -> None:
    before = '<w:footerReference w:type="default" r:id="footer1"/>'
    body = p("甲") + p("", section(before=before)) + p("乙")
    data = document(body, last=section(turned=True), parts={"footer1": p("脚")})
    one, two = layouts.read(data).sections
    assert [each.text for each in two.footer.odd] == ["脚"]
    assert not one.geometry.is_landscape
    assert two.geometry.is_landscape
    assert (one.geometry.measure, two.geometry.measure) == (9026, 13958)


def test_a_paragraph_is_named_by_its_number_and_a_cell_by_its_place() -> None:
    merged = row(cell("乙", val(gridSpan=2)), "丙")
    body = p("甲") + p() + table(merged, columns=(2000,) * 3) + p("丁")
    layout = read(body)
    assert [each.where for each in layout.paragraphs()] == [
        "第1段",
        "第2段",
        "表1第1行第1列",
        "表1第1行第3列",
        "第3段",
    ]


def test_cells_know_the_places_that_they_cover() -> None:
    begin, on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    body = table(
        row(cell("高", begin), cell("宽", val(gridSpan=2))),
        row(cell("", on), "一", "二"),
        columns=(2000,) * 3,
    )
    (made,) = read(body).sections[0].blocks
    assert isinstance(made, Table)
    places = [(c.row, c.column, c.rows, c.columns) for c in made.cells()]
    assert places == [(0, 0, 2, 1), (0, 1, 1, 2), (1, 1, 1, 1), (1, 2, 1, 1)]


def test_a_document_s_own_description_is_kept() -> None:
    core = (
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/'
        'metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:dcterms="http://purl.org/dc/terms/"><dc:title>通报</dc:title>'
        "<dc:creator>市局</dc:creator><dcterms:modified>2022-08-01T00:00:00Z"
        "</dcterms:modified></cp:coreProperties>"
    )
    layout = layouts.read(document(p("甲"), extra={"docProps/core.xml": core.encode()}))
    assert (layout.title, layout.author, layout.date[:10]) == (
        "通报",
        "市局",
        "2022-08-01",
    )
