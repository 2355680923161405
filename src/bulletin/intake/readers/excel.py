""".xlsx and .xlsm as sheets of cells; the only openpyxl reader."""

import io
from collections.abc import Iterator
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING

from openpyxl.reader.excel import ExcelReader

from bulletin.intake.grid import (
    COLUMNS,
    Cell,
    CellKind,
    Content,
    Row,
    Rows,
    Sheet,
    letters,
    uncovered,
)
from bulletin.intake.readers.formats import is_percent, is_scaled
from bulletin.intake.readers.package import weighed
from bulletin.intake.readers.refusing import refusing, too_full
from bulletin.intake.readers.structure import Structure
from bulletin.model.place import Place

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell as WrittenCell
    from openpyxl.cell.cell import MergedCell
    from openpyxl.cell.read_only import EmptyCell, ReadOnlyCell
    from openpyxl.workbook.workbook import Workbook as Book
    from openpyxl.workbook.workbook import _WorksheetLike as Page

    RawCell = WrittenCell | MergedCell | EmptyCell | ReadOnlyCell

_KINDS = {"f": CellKind.FORMULA, "e": CellKind.ERROR}


class Excel:
    """An .xlsx file; openpyxl shows formulas or results, so a second look saves both."""

    def __init__(self, name: str, data: bytes) -> None:
        self._name = name
        self._data = data
        self._package = weighed(name, data)
        self._structures: dict[str, Structure] = {}
        for part in self._package.namelist():
            if part.startswith("xl/worksheets/") and part.endswith(".xml"):
                self._structure(part)
        self._book = _load(name, data, values=False)
        self._results: dict[str, dict[str, Cell]] = {}

    @property
    def sheets(self) -> tuple[str, ...]:
        """The names of the sheets with cells, in order."""
        return tuple(sheet.title for sheet in self._book.worksheets)

    def is_blank(self, name: str) -> bool:
        """Whether a sheet holds nothing."""
        return self._page(self._book, name)[1].is_blank

    def sheet(self, name: str) -> Sheet:
        """A sheet; ProblemsError if it is damaged."""
        page, structure = self._page(self._book, name)
        if structure.is_too_full:
            raise too_full(self._name, name)
        layout = structure.layout(is_hidden=page.sheet_state != "visible")
        rows = self._rows(page, structure.last_row)
        return Sheet(uncovered(rows, layout.merged), layout)

    def saved(self, cell: Cell) -> Cell:
        """The cell; a formula as its saved result, UNSAVED where it has none.

        A result of 0 counts for none in a book that asks to be calculated: programs
        that write formulas without calculating them leave a 0 there.
        """
        if cell.kind is not CellKind.FORMULA:
            return cell
        place = cell.place
        found = self._saved(place.sheet).get(place.cell)
        if (
            found is None
            and place.cell in self._page(self._book, place.sheet)[1].text_results
        ):
            return Cell("", place)
        if found is None or (found.content == 0 and self._is_uncalculated):
            return Cell("", place, CellKind.UNSAVED)
        return found

    def _saved(self, sheet: str) -> dict[str, Cell]:
        if sheet not in self._results:
            page, structure = self._page(self._calculated, sheet)
            rows = self._rows(page, structure.last_row)
            cells = (cell for _, row in rows for cell in row.values())
            self._results[sheet] = {cell.place.cell: cell for cell in cells}
        return self._results[sheet]

    @cached_property
    def _calculated(self) -> "Book":
        """The book once more, with results in place of formulas."""
        return _load(self._name, self._data, values=True)

    @property
    def _is_uncalculated(self) -> bool:
        return bool(self._book.calculation.fullCalcOnLoad)

    def _page(self, book: "Book", name: str) -> tuple["Page", Structure]:
        """A sheet with its structure, known before any of it is read."""
        page = next(sheet for sheet in book.worksheets if sheet.title == name)
        return page, self._structure(vars(page)["_worksheet_path"])

    def _structure(self, part: str) -> Structure:
        if part not in self._structures:
            structure = Structure()
            with refusing(self._name), self._package.open(part) as stream:
                structure.pass_by(stream)
            self._structures[part] = structure
        return self._structures[part]

    def _rows(self, page: "Page", last: int) -> Rows:
        with refusing(self._name, f"“{page.title}”表已损坏"):
            return tuple(_filled_rows(self._name, page, last))


def _filled_rows(file: str, page: "Page", last: int) -> Iterator[tuple[int, Row]]:
    # Other programs write a <dimension> that is too small; openpyxl would believe it.
    page.reset_dimensions()
    # Whatever stands behind the last row (links, checks, merged cells) is not looked at.
    rows = islice(page.iter_rows(max_col=COLUMNS), last)
    for number, cells in enumerate(rows, 1):
        filled = {
            column: _cell(cell, Place(file, page.title, f"{letters(column)}{number}"))
            for column, cell in enumerate(cells, 1)
            if cell.value is not None and cell.value != ""
        }
        if filled:
            yield number, filled


def _cell(cell: "RawCell", place: Place) -> Cell:
    kind = _KINDS.get(cell.data_type, CellKind.ORDINARY)
    content = cell.value if isinstance(cell.value, Content) else str(cell.value)
    pattern = cell.number_format or ""
    if isinstance(content, str) or pattern == "General":
        return Cell(content, place, kind)
    return Cell(content, place, kind, is_percent(pattern), is_scaled(pattern))


def _load(name: str, data: bytes, *, values: bool) -> "Book":
    with refusing(name):
        reader = _Cells(
            io.BytesIO(data), read_only=True, data_only=values, keep_links=False
        )
        reader.read()
        return reader.wb


class _Cells(ExcelReader):
    """Openpyxl's reader without what holds no cells, and refuses books that Excel opens."""

    def read_chartsheet(self, sheet: object, rel: object) -> None:
        """Nothing: a chart on a sheet of its own."""

    def read_properties(self) -> None:
        """Nothing: who wrote it, and when, in dates that other programs write wrong."""

    def read_custom(self) -> None:
        """Nothing: more of the same."""

    def read_theme(self) -> None:
        """Nothing: colours."""
