"""A workbook with the cells of its problems coloured and commented, and a list of them."""

import io
import warnings
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace

import openpyxl
from openpyxl.cell.cell import Cell
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill
from openpyxl.workbook.workbook import Workbook as Book
from openpyxl.worksheet.worksheet import Worksheet

from bulletin.intake.marking import listing
from bulletin.intake.marking.listing import FIRST, Listing, colour, writable
from bulletin.intake.marking.losses import lost
from bulletin.intake.marking.plain import plain
from bulletin.intake.marking.results import with_results
from bulletin.intake.marking.seal import sealed
from bulletin.intake.marking.sign import SHEET, is_marked
from bulletin.intake.patching.markup import MarkupError, markup, position
from bulletin.intake.patching.package import Package
from bulletin.intake.patching.patch import patched
from bulletin.intake.readers.refusing import BROKEN
from bulletin.intake.words import label
from bulletin.intake.workbook import Workbook
from bulletin.model.problem import BulletinError, Problem

_ZIP = b"PK\x03\x04"
# More than openpyxl takes into memory as a whole in seconds.
_CELLS, _SIZE = 100_000, 60_000_000
_ONLY_DATA = ("原文件的格式（只带出了单元格里的内容）",)
_AUTHOR = "bulletin"
_HEAD = "【检查结果】"
_WIDTH, _LINE_HEIGHT, _LINE = 320, 18, 22


def marked(workbook: Workbook, problems: tuple[Problem, ...]) -> bytes:
    """The workbook as an .xlsx: cells coloured by the worst problem, with a comment.

    Its first sheet lists all problems; its first line says what of the file was lost.
    Saved results of formulas are kept, so the copy reads as the original does. Raises
    BulletinError for a workbook that is such a copy already.
    """
    if is_marked(workbook):
        raise BulletinError(f"{workbook.name} 本身就是一份检查结果。请检查原来的工作簿")
    told = Listing(workbook.name, problems)
    # Whatever openpyxl cannot take in or give out again leaves us with the contents.
    with suppress(MarkupError, *BROKEN):
        if _is_whole(workbook):
            made = _saved(_marked(_loaded(workbook.data), told))
            made = with_results(workbook.data, made)
            return _told(made, replace(told, lost=lost(workbook.data, made)))
    made = _saved(_marked(plain(workbook), told))
    return _told(made, replace(told, lost=_ONLY_DATA))


def _is_whole(workbook: Workbook) -> bool:
    """Whether openpyxl can take all of the file in; it makes a cell of all it hears of."""
    if not workbook.data.startswith(_ZIP):
        return False
    package = Package(workbook.data, workbook.name)
    return (
        sum(_weight(package.part(name)) for name in package.sheets().values()) < _CELLS
    )


def _weight(part: bytes) -> int:
    """How many cells openpyxl makes of a sheet, rows counted as cells."""
    found = markup(part)
    cells = sum(1 + len(row.cells) for row in found.rows)
    areas = (*found.merged, *found.linked)
    return cells + sum((x2 - x + 1) * (y2 - y + 1) for x, y, x2, y2 in areas)


def _loaded(data: bytes) -> Book:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return openpyxl.load_workbook(io.BytesIO(data), rich_text=True)


def _saved(book: Book) -> bytes:
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _told(data: bytes, told: Listing) -> bytes:
    """The finished copy: only now is known what of the file was lost."""
    return sealed(patched(data, {(SHEET, FIRST): told.first_line}))


def _marked(book: Book, told: Listing) -> Book:
    """The book with its cells marked, and the list of problems before its sheets."""
    pages = {label(sheet.title): sheet for sheet in book.worksheets}
    for (sheet, cell), found in _by_cell(told).items():
        if sheet in pages:
            _mark(pages[sheet], cell, found)
    listing.add(book, told)
    return book


def _by_cell(told: Listing) -> Mapping[tuple[str, str], list[Problem]]:
    """The problems of each cell, by the label of its sheet."""
    found: dict[tuple[str, str], list[Problem]] = {}
    for problem in told.problems:
        place = problem.place
        if place.file == told.file and position(place.cell):
            found.setdefault((label(place.sheet), place.cell), []).append(problem)
    return found


def _mark(page: Worksheet, name: str, problems: list[Problem]) -> None:
    """Colour a cell and say why; of merged ones that is the first."""
    merged = (area for area in page.merged_cells.ranges if name in area)
    area = next(merged, None)
    cell = page[area.start_cell.coordinate if area else name]
    if not isinstance(cell, Cell):
        return
    cell.fill = PatternFill("solid", fgColor=colour(problems))
    lines = [_HEAD, *(f"{each.message}。{each.advice}" for each in problems)]
    if cell.comment:
        lines.insert(0, cell.comment.text)
    text = writable("\n".join(lines))
    rows = sum(1 + len(line) // _LINE for line in text.splitlines())
    height = max(_LINE_HEIGHT * (rows + 1), 79)
    cell.comment = Comment(text, _AUTHOR, height=height, width=_WIDTH)
