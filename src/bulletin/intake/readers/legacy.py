""".xls and WPS .et (BIFF) as sheets of cells; the only xlrd reader."""

import io
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

import xlrd
from xlrd.biffh import (
    XL_CELL_BLANK,
    XL_CELL_BOOLEAN,
    XL_CELL_DATE,
    XL_CELL_EMPTY,
    XL_CELL_ERROR,
    XLRDError,
    error_text_from_code,
)
from xlrd.compdoc import CompDoc, CompDocError
from xlrd.xldate import xldate_as_datetime

from bulletin.intake.grid import (
    COLUMNS,
    ROWS,
    Cell,
    CellKind,
    Content,
    Layout,
    Row,
    Sheet,
    Span,
    letters,
    uncovered,
)
from bulletin.intake.readers.edges import MOST_CELLS
from bulletin.intake.readers.formats import is_percent, is_scaled
from bulletin.intake.readers.records import Found, near
from bulletin.intake.readers.refusing import (
    BROKEN,
    DAMAGED,
    SAVE_AS,
    refusal,
    refusing,
    too_full,
)
from bulletin.model.place import Place

if TYPE_CHECKING:
    from xlrd.book import Book
    from xlrd.sheet import Sheet as Page

OLE = b"\xd0\xcf\x11\xe0"
_LARGEST = 12_000_000
_BROKEN: tuple[type[Exception], ...] = (*BROKEN, XLRDError, CompDocError)
_UNLOCK = "请用 Excel 或 WPS 打开，取消打开密码，另存为“Excel 工作簿（.xlsx）”后再试"
# What else lies in such a container, by its stream.
_OTHERS = {
    "EncryptedPackage": ("设有打开密码", _UNLOCK),
    "WordDocument": (
        "是旧版 Word 文件，不是工作簿",
        "请改选工作簿；表在 Word 里的，请复制到工作簿",
    ),
    "PowerPoint Document": ("是旧版演示文稿，不是工作簿", "请改选工作簿"),
}


class Legacy:
    """An .xls file; it holds a formula's result and not whether there is a formula."""

    def __init__(self, name: str, data: bytes) -> None:
        self._name = name
        if len(data) > _LARGEST:
            raise refusal(name, "旧版 .xls 文件太大，读不了")
        with refusing(name, broken=_BROKEN):
            stream, self._found = near(_stream(name, data))
        self._book = _load(name, stream)

    @property
    def sheets(self) -> tuple[str, ...]:
        """The names of the sheets with cells, in order."""
        return tuple(self._book.sheet_names())

    def is_blank(self, name: str) -> bool:
        """Whether a sheet holds nothing."""
        edges = self._seen(name).edges
        return not edges.near and not edges.count

    def sheet(self, name: str) -> Sheet:
        """A sheet; ProblemsError if it is damaged."""
        seen = self._seen(name)
        if seen.edges.near > MOST_CELLS:
            raise too_full(self._name, name)
        with refusing(self._name, f"“{name}”表已损坏", _BROKEN):
            page = self._book.sheet_by_name(name)
            layout = _layout(page, seen.layout())
            rows = tuple(self._rows(page))
            self._book.unload_sheet(name)
            return Sheet(uncovered(rows, layout.merged), layout)

    def _seen(self, name: str) -> Found:
        """What was seen of a sheet; nothing in books older than Excel 5."""
        at = self.sheets.index(name)
        return self._found[at] if at < len(self._found) else Found()

    def saved(self, cell: Cell) -> Cell:
        """The cell, which holds its result."""
        return cell

    def _rows(self, page: "Page") -> Iterator[tuple[int, Row]]:
        for row in range(min(page.nrows, ROWS)):
            width = min(page.row_len(row), COLUMNS)
            found = {
                column + 1: self._cell(page, row, column) for column in range(width)
            }
            filled = {column: cell for column, cell in found.items() if cell}
            if filled:
                yield row + 1, filled

    def _cell(self, page: "Page", row: int, column: int) -> Cell | None:
        kind, value = page.cell_type(row, column), page.cell_value(row, column)
        if kind in (XL_CELL_EMPTY, XL_CELL_BLANK) or value == "":
            return None
        place = Place(self._name, page.name, f"{letters(column + 1)}{row + 1}")
        if kind == XL_CELL_ERROR:
            return Cell(error_text_from_code[int(value)], place, CellKind.ERROR)
        content: Content = value
        if kind == XL_CELL_BOOLEAN:
            content = bool(value)
        elif kind == XL_CELL_DATE:
            return self._date(float(value), place)
        if not isinstance(content, float):
            return Cell(content, place)
        xf = self._book.xf_list[page.cell_xf_index(row, column)]
        pattern = self._book.format_map[xf.format_key].format_str
        return Cell(
            content, place, is_percent=is_percent(pattern), is_scaled=is_scaled(pattern)
        )

    def _date(self, value: float, place: Place) -> Cell:
        try:
            return Cell(xldate_as_datetime(value, self._book.datemode), place)
        except (ValueError, OverflowError):
            return Cell("#####", place, CellKind.ERROR)  # as Excel shows it


def _stream(name: str, data: bytes) -> bytes:
    """The records of the workbook; ProblemsError if the file holds something else."""
    if not data.startswith(OLE):
        return data
    container = CompDoc(data, logfile=io.StringIO())
    for stream in ("Workbook", "Book", "WORKBOOK", "BOOK"):
        found = container.get_named_stream(stream)
        if found:
            return bytes(found)
    for stream, told in _OTHERS.items():
        if container.get_named_stream(stream) is not None:
            raise refusal(name, *told)
    raise refusal(name, "不是工作簿，或已损坏")


def _load(name: str, stream: bytes) -> "Book":
    try:
        with refusing(name, broken=BROKEN):
            return xlrd.open_workbook(
                file_contents=stream,
                logfile=io.StringIO(),
                formatting_info=True,
                on_demand=True,
                ragged_rows=True,
            )
    except XLRDError as error:
        locked = "encrypted" in str(error)
        told = ("设有打开密码", _UNLOCK) if locked else (DAMAGED, SAVE_AS)
        raise refusal(name, *told) from None
    except _BROKEN:
        raise refusal(name, DAMAGED) from None


def _layout(page: "Page", known: Layout) -> Layout:
    rows = page.rowinfo_map.items()
    columns = page.colinfo_map.items()
    return replace(
        known,
        is_hidden=page.visibility != 0,
        hidden_rows=frozenset(row + 1 for row, info in rows if info.hidden),
        hidden_columns=frozenset(at + 1 for at, info in columns if info.hidden),
        merged=tuple(
            Span(top + 1, left + 1, bottom, right)
            for top, bottom, left, right in page.merged_cells
        ),
    )
