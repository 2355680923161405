"""The first sheet of a marked copy: what was lost, then every problem with its cell."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.workbook.workbook import Workbook as Book
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from bulletin.intake.marking.sign import SHEET
from bulletin.intake.patching.markup import position
from bulletin.intake.words import label, lines_within
from bulletin.model.problem import Problem

FIRST = "A1"
_HEADINGS = ("序号", "轻重", "工作表", "单元格", "问题", "怎么办", "谁来补／谁说明的")
_WIDTHS = dict(zip("ABCDEFG", (6, 8, 14, 10, 60, 60, 18), strict=True))
_HEADER = 3
# Points; no row of Excel is higher than 409.
_LINE, _HIGHEST = 16, 409
_RED, _YELLOW, _GREEN = "FFFFC7CE", "FFFFEB9C", "FFC6EFCE"
_COLOURS = {"错误": _RED, "提示": _YELLOW, "已说明": _GREEN}
_UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LINK = Font(color="FF0563C1", underline="single")


@dataclass(frozen=True, slots=True)
class Listing:
    """The problems of a file, and what of that file its marked copy has lost."""

    file: str
    problems: tuple[Problem, ...]
    lost: tuple[str, ...] = ()

    @property
    def first_line(self) -> str:
        """What whoever opens the copy has to know before all else."""
        missing = f"没有带出：{'、'.join(self.lost)}。" if self.lost else ""
        return writable(
            f"这是“{self.file}”的检查结果，只供查看。{missing}请改原来的工作簿，不要用这一份填报"
        )

    @property
    def counts(self) -> str:
        """How many problems there are of each colour."""
        words = [_word(problem) for problem in self.problems]
        names = {"错误": "红", "提示": "黄", "已说明": "绿"}
        told = (f"{word} {words.count(word)} 处（{c}）" for word, c in names.items())
        return "，".join(told)


def colour(problems: Iterable[Problem]) -> str:
    """The colour of the worst of them."""
    words = {_word(problem) for problem in problems}
    return next(shade for word, shade in _COLOURS.items() if word in words)


def writable(text: str) -> str:
    """The text without the characters that no .xlsx can hold."""
    return _UNWRITABLE.sub("\ufffd", text)


def add(book: Book, listing: Listing) -> None:
    """Put the sheet before all others; it alone is selected."""
    titles = {label(sheet.title): sheet.title for sheet in book.worksheets}
    _unselect(book)
    page = book.create_sheet(SHEET, 0)
    book.active = 0
    _write(page, 1, 1, listing.first_line).font = Font(bold=True, color="FFC00000")
    _write(page, 2, 1, listing.counts)
    for column, heading in enumerate(_HEADINGS, 1):
        _write(page, _HEADER, column, heading).font = Font(bold=True)
    ordered = sorted(listing.problems, key=lambda p: tuple(_COLOURS).index(_word(p)))
    for number, problem in enumerate(ordered, 1):
        is_here = problem.place.file == listing.file
        _row(page, number, problem, titles if is_here else {})
    _set_up(page, _HEADER + max(len(ordered), 1))


def _unselect(book: Book) -> None:
    """What is typed into one of several selected sheets goes into all of them."""
    views = (
        *(view for sheet in book.worksheets for view in sheet.views.sheetView),
        *(view for sheet in book.chartsheets for view in sheet.sheetViews.sheetView),
    )
    for view in views:
        view.tabSelected = False


def _set_up(page: Worksheet, last: int) -> None:
    """Widths, the first line over all columns, the filter, and A4 across for print."""
    for letter, width in _WIDTHS.items():
        page.column_dimensions[letter].width = width
    right = tuple(_WIDTHS)[-1]
    page.cell(1, 1).alignment = Alignment(vertical="center", wrap_text=True)
    page.merge_cells(f"A1:{right}1")
    page.row_dimensions[1].height = 36
    page.freeze_panes = f"A{_HEADER + 1}"
    page.auto_filter.ref = f"A{_HEADER}:{right}{last}"
    page.page_setup.orientation = "landscape"
    page.page_setup.paperSize = 9
    page.page_setup.fitToHeight = 0
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def _row(
    page: Worksheet, number: int, problem: Problem, titles: dict[str, str]
) -> None:
    row, place, word = _HEADER + number, problem.place, _word(problem)
    page.cell(row, 1, number).alignment = Alignment(vertical="top")
    _write(page, row, 2, word).fill = PatternFill("solid", fgColor=_COLOURS[word])
    title = titles.get(label(place.sheet), "")
    _write(page, row, 3, place.sheet or place.file)
    link = _write(page, row, 4, place.cell)
    if title:
        at = place.cell if position(place.cell) else "A1"
        quoted = title.replace("'", "''")
        link.hyperlink = Hyperlink(ref=link.coordinate, location=f"'{quoted}'!{at}")
        link.font = _LINK
    _write(page, row, 5, problem.message)
    _write(page, row, 6, problem.advice)
    _write(page, row, 7, problem.settled or problem.owner)
    # LibreOffice leaves rows as high as one line, however their words are wrapped.
    lines = (lines_within(t, _WIDTHS["E"]) for t in (problem.message, problem.advice))
    page.row_dimensions[row].height = min(_LINE * max(lines), _HIGHEST)


def _write(page: Worksheet, row: int, column: int, text: str) -> Cell:
    """A text, never a formula: also when whoever reads it types Enter there."""
    cell = page.cell(row, column)
    assert isinstance(cell, Cell)  # noqa: S101 - nothing is merged on a new sheet
    cell.value = writable(text)
    if text:
        cell.data_type = "s"
    cell.quotePrefix = text.startswith(("=", "+", "-", "@"))
    wraps = row >= _HEADER
    cell.alignment = Alignment(vertical="top", wrap_text=wraps)
    return cell


def _word(problem: Problem) -> str:
    if problem.settled:
        return "已说明"
    return "错误" if problem.is_error else "提示"
