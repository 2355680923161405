"""The appendix as a workbook of its own: the same cells as on the landscape page."""

import io
import re
from dataclasses import dataclass
from decimal import Decimal

import openpyxl
from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Border, Font, NamedStyle, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from bulletin.model.page import Page
from bulletin.pages import docx
from bulletin.pages.docx import Block, TableCell

_NUMBER = re.compile(r"-?\d+(?:\.(\d+))?", re.ASCII)
_THIN = Side(style="thin")
_GRID = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_CENTRED = Alignment(horizontal="center", vertical="center", wrap_text=True)
_BODY = "仿宋_GB2312"
_TITLE = "附件标题"
_FONTS = {_TITLE: Font("方正小标宋简体", 22), "附件": Font("黑体", 16)}
_SIZE = 10.5
_HEAD_HEIGHT, _HEIGHT = 42, 22


@dataclass(frozen=True, slots=True)
class Appendix:
    """The appendix's own title, and its .xlsx file."""

    title: str
    data: bytes


def appendix(page: Page) -> Appendix | None:
    """The landscape part of the page as an .xlsx; None if the page has none.

    Figures are numbers in the format in which they are printed.
    """
    blocks = [
        block for block in docx.blocks(docx.body(page.data)) if block.is_landscape
    ]
    if not any(block.cells for block in blocks):
        return None
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "附表"
    width = max(_width(block) for block in blocks)
    row = 1
    for block in blocks:
        if block.cells:
            _write_table(sheet, row, block)
            row += max(cell.row + cell.rows for cell in block.cells)
        elif block.text:
            _write_line(sheet, row, block, width)
            row += 1
    _set_up(sheet)
    buffer = io.BytesIO()
    book.save(buffer)
    title = next((b.text for b in blocks if b.style == _TITLE), "附表")
    return Appendix(title, buffer.getvalue())


def _width(block: Block) -> int:
    return max((cell.column + cell.columns for cell in block.cells or ()), default=1)


def _write_line(sheet: Worksheet, row: int, block: Block, width: int) -> None:
    sheet.row_dimensions[row].height = (
        _HEAD_HEIGHT if block.style == _TITLE else _HEIGHT
    )
    cell = _cell(sheet, row, 1)
    cell.value = block.text
    cell.font = _FONTS.get(block.style, Font(_BODY, _SIZE))
    horizontal = {_TITLE: "center", "表格单位": "right"}.get(block.style, "left")
    cell.alignment = Alignment(horizontal=horizontal, vertical="center", wrap_text=True)
    sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=width)


def _write_table(sheet: Worksheet, top: int, block: Block) -> None:
    for cell in block.cells or ():
        _write_cell(sheet, top, cell, is_head=cell.row < block.header_rows)
    height = max((cell.row + cell.rows for cell in block.cells or ()), default=0)
    for row in range(height):
        is_head = row < block.header_rows
        sheet.row_dimensions[top + row].height = _HEAD_HEIGHT if is_head else _HEIGHT
    for cell in block.cells or ():
        if cell.row >= block.header_rows:
            column = sheet.column_dimensions[get_column_letter(cell.column + 1)]
            column.width = max(
                column.width if cell.row > block.header_rows else 0, _fit(cell.text)
            )
    if block.header_rows:
        sheet.print_title_rows = f"{top}:{top + block.header_rows - 1}"
        sheet.freeze_panes = f"B{top + block.header_rows}"


def _fit(text: str) -> float:
    """The width for a text: a Chinese character counts as two; headings need four."""
    return max(7.0, 2.0 + sum(2 if character > "\u2e7f" else 1 for character in text))


def _write_cell(sheet: Worksheet, top: int, cell: TableCell, *, is_head: bool) -> None:
    row, column = top + cell.row, cell.column + 1
    last_row, last_column = row + cell.rows - 1, column + cell.columns - 1
    number = None if is_head else _NUMBER.fullmatch(cell.text)
    style = _style(sheet, len(number[1] or "") if number else None, is_head=is_head)
    for r in range(row, last_row + 1):
        for c in range(column, last_column + 1):
            _cell(sheet, r, c).style = style
    target = _cell(sheet, row, column)
    if number:
        target.value = Decimal(cell.text)
    else:
        target.value = cell.text
        # A district called =1+1 is a name, not a formula.
        target.data_type = "s"
    if (last_row, last_column) != (row, column):
        sheet.merge_cells(
            start_row=row,
            start_column=column,
            end_row=last_row,
            end_column=last_column,
        )


def _style(sheet: Worksheet, decimals: int | None, *, is_head: bool) -> str:
    """The named style for a cell, added to the book when it is first needed."""
    name = "附表表头" if is_head else "附表文字"
    if decimals is not None:
        name = f"附表{decimals}位小数" if decimals else "附表整数"
    book = sheet.parent
    if book is not None and name not in book.named_styles:
        pattern = f"0.{'0' * decimals}" if decimals else "0"
        book.add_named_style(
            NamedStyle(
                name,
                font=Font("黑体" if is_head else _BODY, _SIZE),
                border=_GRID,
                alignment=_CENTRED,
                number_format="General" if decimals is None else pattern,
            ),
        )
    return name


def _cell(sheet: Worksheet, row: int, column: int) -> Cell:
    cell = sheet.cell(row, column)
    assert isinstance(cell, Cell)  # noqa: S101 - merged later, so still a plain cell
    return cell


def _set_up(sheet: Worksheet) -> None:
    sheet.page_margins = PageMargins(left=0.4, right=0.4, top=0.8, bottom=0.6)
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_options.horizontalCentered = True
