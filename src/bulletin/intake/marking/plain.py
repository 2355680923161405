"""What the cells of any workbook hold, as an .xlsx without any of its looks."""

from openpyxl import Workbook as Book
from openpyxl.worksheet.worksheet import Worksheet

from bulletin.intake.marking.listing import writable
from bulletin.intake.workbook import Cell, CellKind, Workbook

_PERCENT = "0.00%"


def plain(workbook: Workbook) -> Book:
    """A book with the same contents in the same cells; formulas as their results."""
    book = Book()
    for sheet in tuple(book.worksheets):
        book.remove(sheet)
    for name in workbook.sheets:
        page = book.create_sheet(name)
        for number, row in workbook.rows(name):
            for column, cell in row.items():
                _write(page, number, column, workbook.saved(cell))
    return book


def _write(page: Worksheet, row: int, column: int, cell: Cell) -> None:
    written = page.cell(row, column)
    content = cell.content
    if isinstance(content, str):
        written.value = writable(content)
        written.data_type = "e" if cell.kind is CellKind.ERROR else "s"
    else:
        written.value = content
    if cell.is_percent:
        written.number_format = _PERCENT
