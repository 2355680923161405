"""The appendix table's columns: as drawn in the template, wider where a figure needs it."""

import re
from collections.abc import Iterator

from lxml.etree import _Element as Element

from bulletin.pages import docx
from bulletin.publishing.styles import Styles

W = docx.W
STYLE = "附表表格"
# A figure never wraps, nor a name of up to five characters. The parts of a heading before
# and after its stroke stay whole, and figures keep off the lines, as far as there is room.
_FIGURES = re.compile(r"[^\u3400-\u9fff/]+")
_WORDS = re.compile(r"[^/（）]{1,5}/?|[（）]")
# The cell margins of the table style and what programs differ by; what looks well.
_AIR, _EASE = 40 + 20, 30


def fit(body: Element, styles: Styles) -> None:
    """Widen columns whose figures would wrap, at the cost of the roomier ones.

    The table stays as wide as it is, and its type as large. What fits nowhere gets its
    share of the width by need: the table then has too many columns for the paper.
    """
    for table in body.iter(docx.TABLE):
        if styles.table_name(table) == STYLE:
            _fit(table, styles)


def shared(widths: list[int], needs: list[int], wishes: list[int]) -> list[int]:
    """Widths of the same sum: needs come first, then wishes, then what was drawn."""
    total = sum(widths)
    if sum(needs) >= total:
        return _rounded([need * total // sum(needs) for need in needs], needs, total)
    least = _towards(needs, wishes, total)
    missing = sum(max(0, n - w) for w, n in zip(widths, least, strict=True))
    spare = [max(0, w - n) for w, n in zip(widths, least, strict=True)]
    given = [-(-room * missing // sum(spare)) if missing else 0 for room in spare]
    fitted = [
        max(width, need) - gift
        for width, need, gift in zip(widths, least, given, strict=True)
    ]
    return _rounded(fitted, least, total)


def _towards(needs: list[int], wishes: list[int], total: int) -> list[int]:
    """The wishes, or as much of each as the total has room for."""
    asked, left = sum(wishes) - sum(needs), total - sum(needs)
    if asked <= left:
        return wishes
    return [n + (w - n) * left // asked for n, w in zip(needs, wishes, strict=True)]


def _rounded(widths: list[int], least: list[int], total: int) -> list[int]:
    """Widths with what rounding lost or won taken from the roomiest."""
    spare = [width - need for width, need in zip(widths, least, strict=True)]
    roomiest = spare.index(max(spare))
    rest = total - sum(widths)
    return [w + rest if n == roomiest else w for n, w in enumerate(widths)]


def _fit(table: Element, styles: Styles) -> None:
    grid = table.findall(f"{W}tblGrid/{W}gridCol")
    wishes, needs = [0] * len(grid), [0] * len(grid)
    for cell, column, span in _cells(table):
        if span == 1 and column < len(grid):
            words = _width(cell, styles, _WORDS)
            need = max(_width(cell, styles, _FIGURES), 0 if _is_head(cell) else words)
            wish = max(need + _EASE, words)
            needs[column] = max(needs[column], need)
            wishes[column] = max(wishes[column], wish)
    widths = [int(column.get(f"{W}w", "0")) for column in grid]
    _set(table, shared(widths, needs, wishes))


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


def _is_head(cell: Element) -> bool:
    row = cell.getparent()
    return row is not None and row.find(f"{W}trPr/{W}tblHeader") is not None


def _width(cell: Element, styles: Styles, whole: re.Pattern[str]) -> int:
    """The width in which the cell's text wraps, if at all, between the whole parts."""
    return _AIR + max(
        styles.face(paragraph).width(part)
        for paragraph in docx.paragraphs(cell)
        for part in ("", *whole.findall(docx.text(paragraph)))
    )
