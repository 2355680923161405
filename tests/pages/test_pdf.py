"""What a PDF shows, read back from small ones that typst makes."""

import io

import pypdfium2
import pytest
import typst

from bulletin.model.problem import BulletinError
from bulletin.pages import pdf
from bulletin.pages.sheet import Character, Pdf

POINT = 25.4 / 72
PAGE = """
#set document(title: "Title", author: "Author")
#set text(lang: "zh", size: 14pt)
#set page(width: 210mm, height: 297mm, margin: 0mm)
#place(dx: 28mm, dy: 37mm, box(height: 14pt)[#text(top-edge: "baseline", "ab c")])
#place(dx: 20mm, dy: 100mm, rotate(90deg, origin: top + left)[turned])
#place(dx: 28mm, dy: 200mm)[#text(fill: rgb("#ff0000"), size: 22pt)[red]]
#place(dx: 28mm, dy: 250mm, line(length: 156mm, stroke: 1pt + rgb("#ff0000")))
"""


def made(source: str = PAGE) -> bytes:
    compiled = typst.compile(source.encode(), format="pdf")
    assert isinstance(compiled, bytes)
    return compiled


def by_text(read: Pdf, text: str) -> tuple[Character, ...]:
    sheet = read.sheets[0]
    start = sheet.text.index(text)
    return sheet.characters[start : start + len(text)]


def test_a_character_has_its_place_size_color_and_turn() -> None:
    read = pdf.read(made())
    first = by_text(read, "abc")[0]
    assert first.x * POINT == pytest.approx(28, abs=0.1)
    assert first.y * POINT == pytest.approx(37, abs=0.1)
    assert (first.face.size, first.face.color, first.face.turned) == (14, "000000", 0)
    red = by_text(read, "red")[0]
    assert (red.face.size, red.face.color) == (22, "FF0000")
    turned = by_text(read, "turned")
    assert {each.face.turned for each in turned} == {90}
    assert [each.y for each in turned] == sorted(each.y for each in turned)


def test_characters_stand_in_the_order_of_the_file_without_spaces() -> None:
    assert pdf.read(made()).sheets[0].text == "abcturnedred"


def test_lines_have_their_place_width_and_color() -> None:
    (line,) = pdf.read(made()).sheets[0].strokes
    assert (line.width, line.color) == (1, "FF0000")
    assert (line.box.right - line.box.left) * POINT == pytest.approx(156, abs=1)
    assert (line.box.top + line.box.bottom) / 2 * POINT == pytest.approx(250, abs=0.1)


def test_the_description_and_fonts_are_read() -> None:
    read = pdf.read(made())
    assert (read.title, read.author, read.language) == ("Title", "Author", "zh")
    assert read.fonts
    assert all(font.is_embedded and "+" not in font.name for font in read.fonts)


@pytest.mark.parametrize("turns", [1, 2, 3])
def test_a_page_turned_by_the_file_is_read_as_it_is_seen(turns: int) -> None:
    straight = pdf.read(made()).sheets[0]
    document = pypdfium2.PdfDocument(made())
    document[0].set_rotation(90 * turns)
    file = io.BytesIO()
    document.save(file)
    document.close()
    sheet = pdf.read(file.getvalue()).sheets[0]
    width, height = straight.width, straight.height
    one, other = straight.characters[0], sheet.characters[0]
    places = {
        1: (height - one.y, one.x),
        2: (width - one.x, height - one.y),
        3: (one.y, width - one.x),
    }
    assert (other.x, other.y) == pytest.approx(places[turns], abs=0.01)
    assert other.face.turned == 90 * turns
    assert sheet.width == pytest.approx(height if turns % 2 else width)


@pytest.mark.parametrize("data", [b"", b"text", b"%PDF-1.7\n", made()[:800]])
def test_a_broken_file_is_refused_in_chinese(data: bytes) -> None:
    with pytest.raises(BulletinError, match="已损坏，或者不是 PDF"):
        pdf.read(data)


def test_a_file_with_a_password_is_refused_in_chinese() -> None:
    with pytest.raises(BulletinError, match="加了密"):
        pdf.read(locked())


def locked() -> bytes:
    """A PDF encrypted with a password that nobody knows."""
    objects = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>",
        b"<</Filter/Standard/V 1/R 2/P -4/O<"
        + b"41" * 32
        + b">/U<"
        + b"42" * 32
        + b">>>",
    )
    data, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    start = len(data)
    data += b"xref\n0 5\n0000000000 65535 f \n" + table
    identity = b"<00112233445566778899AABBCCDDEEFF>"
    data += b"trailer\n<</Size 5/Root 1 0 R/Encrypt 4 0 R/ID[%s%s]>>\n" % (
        identity,
        identity,
    )
    return data + b"startxref\n%d\n%%%%EOF\n" % start
