""".csv and .txt as one sheet of cells: whichever encoding and separator Excel saved."""

import csv
import io
from pathlib import PurePath

from bulletin.intake.grid import Cell, Row, Sheet, letters
from bulletin.intake.readers.edges import MOST_CELLS, Edges
from bulletin.intake.readers.refusing import SAVE_AS, refusal, refusing, too_full
from bulletin.intake.readers.tables import Tables
from bulletin.model.place import Place

_SEPARATORS = ",\t;"
_SAMPLE = 200
_MARKS = (
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
    (b"\xef\xbb\xbf", "utf-8-sig"),
)
_CHARACTER = 3
_BOOKS = (".xlsx", ".xlsm", ".xls", ".et")
# Excel has no more columns, and text of that width is no table.
_WIDEST = 16384
_LONGEST = 1_000_000
_CONTROLS = frozenset(map(chr, range(32))) - set("\t\n\r\f\v")


def opened(name: str, data: bytes) -> Tables:
    """The table in a text; ProblemsError if it is no text, or a workbook by name only."""
    text = decoded(data)
    if text is None or _CONTROLS.intersection(text):
        raise refusal(
            name, "不是 Excel 工作簿，也不是文本表格", f"请核对选的文件。{SAVE_AS}"
        )
    separator = _separator(text)
    if not separator and PurePath(name).suffix.lower() in _BOOKS:
        raise refusal(name, "其实是文本文件，里面没有表格", "请改选工作簿")
    sheet = PurePath(name).stem
    with refusing(name):
        return Tables({sheet: _table(Place(name, sheet), text, separator or ",")})


def decoded(data: bytes) -> str | None:
    """The text of a file; None if it is none in UTF-16, UTF-8 or GB 18030.

    A text cut in the middle of a UTF-8 character is none either: as GB 18030 it would
    only look like one.
    """
    mark = next((encoding for mark, encoding in _MARKS if data.startswith(mark)), "")
    if mark:
        return _attempt(data, mark)
    text = _attempt(data, "utf-8")
    if text is not None or _is_cut(data):
        return text
    return _attempt(data, _wide(data) or "gb18030")


def _attempt(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _is_cut(data: bytes) -> bool:
    """Whether only the last character is no UTF-8, and not the only one beyond ASCII."""
    good = len(data.decode("utf-8", "ignore").encode())
    return len(data) - good <= _CHARACTER and not data[:good].isascii()


def _wide(data: bytes) -> str:
    """UTF-16 without its mark: every other byte of figures and commas is 0."""
    even, odd = data[::2].count(0), data[1::2].count(0)
    if even == odd:
        return ""
    return "utf-16-le" if odd > even else "utf-16-be"


def _separator(text: str) -> str:
    """What stands between the cells most often in the first lines; empty if nothing."""
    lines = "\n".join(text.splitlines()[:_SAMPLE])
    counts = {separator: lines.count(separator) for separator in _SEPARATORS}
    best = max(counts, key=lambda separator: counts[separator])
    return best if counts[best] else ""


def _table(place: Place, text: str, separator: str) -> Sheet:
    csv.field_size_limit(_LONGEST)
    rows: list[tuple[int, Row]] = []
    edges = Edges()
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    for number, cells in enumerate(lines, 1):
        near = {}
        for column, words in enumerate(cells[:_WIDEST], 1):
            if words and edges.hold(number, column):
                where = Place(place.file, place.sheet, f"{letters(column)}{number}")
                near[column] = Cell(words, where)
        if near:
            rows.append((number, near))
        if edges.near > MOST_CELLS:
            raise too_full(place.file, place.sheet)
        if edges.is_cut:
            break
    return Sheet(tuple(rows), edges.layout())
