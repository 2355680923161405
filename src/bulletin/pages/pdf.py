"""What a PDF shows, as nouns of pages.sheet; the only module that knows PDFium.

Places are where the reader sees them, whatever rotation or crop box the file has.
"""

import ctypes
import math
import threading
from collections.abc import Callable, Iterator
from typing import Any

import pypdfium2
from pypdfium2 import raw

from bulletin.model.problem import BulletinError
from bulletin.pages.sheet import Box, Character, Face, Font, Pdf, Sheet, Stroke

_PASSWORD = (raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY)
# PDFium may be entered by one thread at a time; the page of the clerk has several.
_LOCK = threading.Lock()
_HYPHEN = 0x02  # what PDFium makes of a hyphen at the end of a line

# PDFium's handles have no types of their own.
_Handle = Any
_Corner = tuple[float, float]
_Turn = Callable[[float, float], _Corner]


def read(data: bytes) -> Pdf:
    """What the PDF shows; BulletinError if it is broken or needs a password.

    White space, and characters that PDFium makes up between words, are left out.
    """
    with _LOCK:
        return _Reader(_open(data)).read()


def _open(data: bytes) -> pypdfium2.PdfDocument:
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if error.err_code in _PASSWORD:
            raise BulletinError("这个 PDF 加了密，请先取消密码再交来") from error
        raise BulletinError("这个文件已损坏，或者不是 PDF") from error
    if len(document) == 0:
        raise BulletinError("这个 PDF 一页也没有")
    return document


class _Reader:
    """One pass over a file, in which each font is looked up once."""

    def __init__(self, document: pypdfium2.PdfDocument) -> None:
        self._document = document
        self._fonts: dict[int, Font] = {}

    def read(self) -> Pdf:
        """Every page; the file is closed afterwards."""
        try:
            sheets = tuple(self._sheet(n) for n in range(len(self._document)))
            words = self._document.get_metadata_dict()
            return Pdf(
                sheets,
                tuple(dict.fromkeys(self._fonts.values())),
                words["Title"],
                words["Author"],
                _language(self._document.raw),
            )
        finally:
            self._document.close()

    def _sheet(self, index: int) -> Sheet:
        try:
            page = self._document[index]
        except pypdfium2.PdfiumError as error:
            message = f"这个 PDF 的第{index + 1}页已损坏，读不出来"
            raise BulletinError(message) from error
        turns = raw.FPDFPage_GetRotation(page.raw)
        to_paper = _turn(page.raw, turns)
        items = list(_items(page.raw))
        found = self._characters(page.raw, to_paper, turns * 90)
        characters = _in_order(found, items)
        strokes = tuple(_strokes(items, to_paper))
        width, height = page.get_size()
        sheet = Sheet(index + 1, width, height, characters, strokes)
        page.close()
        return sheet

    def _characters(
        self,
        page: _Handle,
        to_paper: _Turn,
        turned: int,
    ) -> Iterator[tuple[int, Character]]:
        """Each character with the text object that it belongs to."""
        text = raw.FPDFText_LoadPage(page)
        x, y = ctypes.c_double(), ctypes.c_double()
        edges = [ctypes.c_double() for _ in range(4)]
        left, right, bottom, top = edges
        faces: dict[int, Face] = {}
        for index, letter in _letters(text):
            item = raw.FPDFText_GetTextObject(text, index)
            key = ctypes.addressof(item.contents)
            if key not in faces:
                faces[key] = self._face(text, index, item, turned)
            raw.FPDFText_GetCharOrigin(text, index, x, y)
            raw.FPDFText_GetCharBox(text, index, *edges)
            box = _box(
                to_paper(left.value, top.value), to_paper(right.value, bottom.value)
            )
            origin = to_paper(x.value, y.value)
            yield key, Character(letter, *origin, box, faces[key])
        raw.FPDFText_ClosePage(text)

    def _face(
        self,
        text: _Handle,
        index: int,
        item: _Handle,
        turned: int,
    ) -> Face:
        """The look of the characters of one text object."""
        matrix = raw.FS_MATRIX()
        raw.FPDFText_GetMatrix(text, index, matrix)
        angle = turned - round(math.degrees(math.atan2(matrix.b, matrix.a)))
        # The height of what may be slanted, or drawn narrower.
        area = abs(matrix.a * matrix.d - matrix.b * matrix.c)
        scale = area / (math.hypot(matrix.a, matrix.b) or 1)
        size = raw.FPDFText_GetFontSize(text, index) * scale
        rgb = [ctypes.c_uint() for _ in range(4)]
        raw.FPDFText_GetFillColor(text, index, *rgb)
        return Face(self._font(item), round(size, 2), _color(rgb), angle % 360)

    def _font(self, item: _Handle) -> Font:
        font = raw.FPDFTextObj_GetFont(item)
        key = ctypes.addressof(font.contents)
        if key not in self._fonts:
            name = _name(font)
            prefix, plus, rest = name.partition("+")
            is_subset = bool(plus) and len(prefix) == 6  # noqa: PLR2004 - ABCDEF+Name
            is_embedded = raw.FPDFFont_GetIsEmbedded(font) == 1
            self._fonts[key] = Font(rest if is_subset else name, is_embedded)
        return self._fonts[key]


def _letters(text: _Handle) -> Iterator[tuple[int, str]]:
    """Each visible character with its number; two surrogates are one character."""
    high = 0
    for index in range(raw.FPDFText_CountChars(text)):
        code = raw.FPDFText_GetUnicode(text, index)
        if 0xD800 <= code < 0xDC00:  # noqa: PLR2004 - the high surrogates
            high = code
            continue
        if high:
            code = 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00)
            high = 0
        letter = "-" if code == _HYPHEN else chr(code)
        # What PDFium makes up between words and lines is white space as well.
        if code and not letter.isspace():
            yield index, letter


def _items(page: _Handle) -> Iterator[_Handle]:
    """What the page consists of in the order of the file, what is in forms included."""
    for index in range(raw.FPDFPage_CountObjects(page)):
        yield from _opened(raw.FPDFPage_GetObject(page, index))


def _opened(item: _Handle) -> Iterator[_Handle]:
    yield item
    if raw.FPDFPageObj_GetType(item) == raw.FPDF_PAGEOBJ_FORM:
        for index in range(raw.FPDFFormObj_CountObjects(item)):
            yield from _opened(raw.FPDFFormObj_GetObject(item, index))


def _in_order(
    found: Iterator[tuple[int, Character]],
    items: list[_Handle],
) -> tuple[Character, ...]:
    """As in the file: PDFium itself sorts by line, and puts turned text anywhere."""
    rank = {ctypes.addressof(item.contents): n for n, item in enumerate(items)}
    placed = sorted(found, key=lambda each: rank.get(each[0], len(rank)))
    return tuple(character for _, character in placed)


def _strokes(items: list[_Handle], to_paper: _Turn) -> Iterator[Stroke]:
    """The lines and shapes that are drawn."""
    for item in items:
        if raw.FPDFPageObj_GetType(item) != raw.FPDF_PAGEOBJ_PATH:
            continue
        edges = [ctypes.c_float() for _ in range(4)]
        raw.FPDFPageObj_GetBounds(item, *edges)
        left, bottom, right, top = (edge.value for edge in edges)
        fill, stroke = ctypes.c_int(), ctypes.c_int()
        raw.FPDFPath_GetDrawMode(item, fill, stroke)
        if not fill.value and not stroke.value:
            continue
        width, rgb = ctypes.c_float(), [ctypes.c_uint() for _ in range(4)]
        if stroke.value:
            raw.FPDFPageObj_GetStrokeWidth(item, width)
            raw.FPDFPageObj_GetStrokeColor(item, *rgb)
        else:
            raw.FPDFPageObj_GetFillColor(item, *rgb)
        box = _box(to_paper(left, top), to_paper(right, bottom))
        yield Stroke(box, width.value, _color(rgb))


def _turn(page: _Handle, turns: int) -> _Turn:
    """From a place in the file to the place on the paper as it is seen."""
    box = raw.FS_RECTF()
    raw.FPDF_GetPageBoundingBox(page, box)
    left, top, right, bottom = box.left, box.top, box.right, box.bottom
    turned: tuple[_Turn, ...] = (
        lambda x, y: (x - left, top - y),
        lambda x, y: (y - bottom, x - left),
        lambda x, y: (right - x, y - bottom),
        lambda x, y: (top - y, right - x),
    )
    return turned[turns % 4]


def _box(one: _Corner, other: _Corner) -> Box:
    (x, y), (u, v) = one, other
    return Box(min(x, u), min(y, v), max(x, u), max(y, v))


def _color(rgb: list[ctypes.c_uint]) -> str:
    red, green, blue = (part.value for part in rgb[:3])
    return f"{red:02X}{green:02X}{blue:02X}"


def _name(font: _Handle) -> str:
    length = raw.FPDFFont_GetBaseFontName(font, None, 0)
    buffer = ctypes.create_string_buffer(length)
    raw.FPDFFont_GetBaseFontName(font, buffer, length)
    return buffer.value.decode("utf-8", "replace")


def _language(document: _Handle) -> str:
    length = raw.FPDFCatalog_GetLanguage(document, None, 0)
    buffer = (ctypes.c_ushort * (length // 2))()
    raw.FPDFCatalog_GetLanguage(document, buffer, length)
    return bytes(buffer).decode("utf-16-le", "replace").rstrip("\0")
