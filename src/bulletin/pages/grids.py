"""The grid of a table: its columns, and which places each cell covers."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from lxml.etree import _Element as Element

from bulletin.pages.docx import CELL, ROW, W
from bulletin.pages.looks import number, value

_LOOSE = {f"{W}{tag}" for tag in ("sdt", "sdtContent", "customXml", "ins", "moveTo")}
_MOST = 63  # columns of a table, says Word
_NARROW = 850  # 15 mm, for a column whose width nothing says


@dataclass(frozen=True, slots=True)
class Placed:
    """A cell with the places it covers; `last` is its lowest part where it is merged."""

    element: Element
    row: int
    column: int
    columns: int
    rows: int
    last: Element


@dataclass(frozen=True, slots=True)
class Grid:
    """The widths of the columns, and each row with the cells that begin in it."""

    columns: tuple[int, ...]
    rows: tuple[tuple[Element, tuple[Placed, ...]], ...]

    def sides(self, placed: Placed) -> dict[str, str]:
        """Which of the table's lines each side of a cell takes."""
        end = placed.column + placed.columns >= len(self.columns)
        low = placed.row + placed.rows >= len(self.rows)
        return {
            "top": "insideH" if placed.row else "top",
            "right": "right" if end else "insideV",
            "bottom": "bottom" if low else "insideH",
            "left": "insideV" if placed.column else "left",
        }

    def conditions(self, placed: Placed, look: set[str]) -> Iterator[str]:
        """The conditions of a table style that hold for a cell, weakest first."""
        body = placed.row - ("firstRow" in look)
        if "noHBand" not in look:
            yield "band2Horz" if body % 2 else "band1Horz"
        sides = self.sides(placed)
        for name, side in (
            ("firstCol", "left"),
            ("lastCol", "right"),
            ("firstRow", "top"),
            ("lastRow", "bottom"),
        ):
            if name in look and sides[side] == side:
                yield name


def read(table: Element) -> Grid:
    """The grid of a table, without the rows that are deleted by a revision."""
    rows = [row for row in _children(table, ROW) if not _is_deleted(row)]
    placed: list[list[Placed]] = []
    open_: dict[int, tuple[int, int]] = {}
    for at, row in enumerate(rows):
        placed.append([])
        column = _before(row)
        for cell in _children(row, CELL):
            span = _span(cell)
            above = open_.get(column)
            if above and _goes_on(cell):
                top, index = above
                grown = placed[top][index]
                placed[top][index] = replace(grown, rows=at - top + 1, last=cell)
            else:
                open_[column] = (at, len(placed[at]))
                placed[at].append(Placed(cell, at, column, span, 1, cell))
            column += span
    widths = _widths(table, rows)
    return Grid(widths, tuple((r, tuple(p)) for r, p in zip(rows, placed, strict=True)))


def named(properties: Element | None, tag: str, name: str = "val") -> str:
    """An attribute of an element inside some properties; empty where either lacks."""
    return "" if properties is None else value(properties.find(W + tag), name)


def _children(parent: Element, tag: str) -> Iterator[Element]:
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag in _LOOSE:
            yield from _children(child, tag)


def _is_deleted(row: Element) -> bool:
    return row.find(f"{W}trPr/{W}del") is not None


def _goes_on(cell: Element) -> bool:
    merge = cell.find(f"{W}tcPr/{W}vMerge")
    return merge is not None and value(merge) != "restart"


def _span(cell: Element) -> int:
    return _within(number(named(cell.find(f"{W}tcPr"), "gridSpan"), 1), 1)


def _before(row: Element) -> int:
    return _within(number(named(row.find(f"{W}trPr"), "gridBefore")), 0)


def _within(columns: int, least: int) -> int:
    return min(max(columns, least), _MOST)


def _widths(table: Element, rows: list[Element]) -> tuple[int, ...]:
    """The widths of the columns; from the cells where the grid does not say them."""
    found = [number(value(e, "w")) for e in table.iterfind(f"{W}tblGrid/{W}gridCol")]
    spans = (_before(row) + sum(map(_span, _children(row, CELL))) for row in rows)
    found += [0] * (max(spans, default=0) - len(found))
    for row in rows if not all(found) else ():
        at = _before(row)
        for cell in _children(row, CELL):
            if _span(cell) == 1 and not found[at]:
                found[at] = number(named(cell.find(f"{W}tcPr"), "tcW", "w"))
            at += _span(cell)
    return tuple(width or _NARROW for width in found)
