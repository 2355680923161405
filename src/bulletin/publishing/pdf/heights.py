"""How high cells can be at most, so that typst need not measure what surely fits."""

import math

from bulletin.model.layout import Cell, Paragraph, Table
from bulletin.publishing.pdf.worn import Place, Worn, tallest

_WASTE = 1.25  # what gaps beside digits and the ends of lines can take up
_PAGE = 4000  # twips: what is lower than this is lower than any page's text


def lead(table: Table, row: int) -> int | None:
    """The number in its row of a cell that surely is no higher than the row asks."""
    asked = table.rows[row].height
    for number, cell in enumerate(table.rows[row].cells):
        top, _, bottom, _ = cell.margins
        if cell.rows == 1 and _most(table, cell) <= asked - top - bottom:
            return number
    return None


def is_tall(table: Table, row: int) -> bool:
    """Whether a row may be higher than a page."""
    return any(_most(table, cell) > _PAGE for cell in table.rows[row].cells)


def _most(table: Table, cell: Cell) -> float:
    """The most that a cell's text can take up; without bound where it holds a table."""
    if len(cell.paragraphs) != len(cell.blocks):
        return math.inf
    _, right, _, left = cell.margins
    width = sum(table.columns[cell.column : cell.column + cell.columns])
    return sum(_height(each, width - left - right) for each in cell.paragraphs)


def _height(paragraph: Paragraph, width: int) -> float:
    shape = paragraph.shape
    room = width - shape.left - shape.right
    size = tallest(paragraph) * 10
    needed = (len(paragraph.text) * size + abs(shape.first)) * _WASTE
    if needed > room and room <= size:
        return math.inf
    lines = 1 if needed <= room else math.ceil(needed / (room - size))
    line = Worn(shape, paragraph.look, tallest(paragraph), Place()).line
    lines += paragraph.text.count("\n")
    return shape.before + shape.after + lines * line
