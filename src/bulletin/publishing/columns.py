"""The appendix table's columns: as drawn in the template, wider where a figure needs it."""

import re
from collections.abc import Iterator

from lxml.etree import _Element as Element

from bulletin.pages import docx
from bulletin.publishing.styles import Styles

W = docx.W
STYLE = "附表表格"
# A figure never wraps. Names, and the parts of a heading before and after its stroke,
# stay whole up to five characters where the paper is wide enough for all.
_FIGURES = re.compile(r"[^\u3400-\u9fff/]+")
_WORDS = re.compile(r"[^/（）]{1,5}/?|[（）]")
# The cell margins of the table style, and what programs differ by.
_AIR = 40 + 20


def fit(body: Element, styles: Styles) -> None:
    """Widen columns whose figures would wrap, at the cost of the roomier ones.

    The table stays as wide as it is, and its type as large. What fits nowhere gets its
    share of the width by need: the table then has too many columns for the paper.
    """
    for table in body.iter(docx.TABLE):
        if styles.table_name(table) == STYLE:
            _fit(table, styles)


def shared(widths: list[int], needs: list[int]) -> list[int]:
    """Widths of the same sum, none below its need as long as the sum allows it."""
    total = sum(widths)
    if sum(needs) >= total:
        return _rounded([need * total // sum(needs) for need in needs], total)
    missing = sum(max(0, n - w) for w, n in zip(widths, needs, strict=True))
    spare = [max(0, w - n) for w, n in zip(widths, needs, strict=True)]
    given = [room * missing // sum(spare) if missing else 0 for room in spare]
    fitted = [
        max(width, need) - gift
        for width, need, gift in zip(widths, needs, given, strict=True)
    ]
    return _rounded(fitted, total)


def _rounded(widths: list[int], total: int) -> list[int]:
    """Widths with what rounding lost or won taken from the widest."""
    widest = widths.index(max(widths))
    rest = total - sum(widths)
    return [w + rest if n == widest else w for n, w in enumerate(widths)]


def _fit(table: Element, styles: Styles) -> None:
    grid = table.findall(f"{W}tblGrid/{W}gridCol")
    widths = [int(column.get(f"{W}w", "0")) for column in grid]
    wishes, needs = [0] * len(grid), [0] * len(grid)
    for cell, column, span in _cells(table):
        if span == 1 and column < len(grid):
            needs[column] = max(needs[column], _width(cell, styles, _FIGURES))
            wish = max(needs[column], _width(cell, styles, _WORDS))
            wishes[column] = max(wishes[column], wish)
    _set(table, shared(widths, wishes if sum(wishes) <= sum(widths) else needs))


def _set(table: Element, widths: list[int]) -> None:
    grid = table.findall(f"{W}tblGrid/{W}gridCol")
    for each, width in zip(grid, widths, strict=True):
        each.set(f"{W}w", str(width))
    for cell, column, span in _cells(table):
        found = cell.find(f"{W}tcPr/{W}tcW")
        if found is not None:
            found.set(f"{W}w", str(sum(widths[column : column + span])))


def _cells(table: Element) -> Iterator[tuple[Element, int, int]]:
    """Each cell with its first grid column and how many it spans."""
    for row in table.iter(docx.ROW):
        column = 0
        for cell in row.iter(docx.CELL):
            found = cell.find(f"{W}tcPr/{W}gridSpan")
            span = 1 if found is None else int(found.get(f"{W}val", "1"))
            yield cell, column, span
            column += span


def _width(cell: Element, styles: Styles, whole: re.Pattern[str]) -> int:
    """The width in which the cell's text wraps, if at all, between the whole parts."""
    return _AIR + max(
        styles.face(paragraph).width(part)
        for paragraph in docx.paragraphs(cell)
        for part in ("", *whole.findall(docx.text(paragraph)))
    )
