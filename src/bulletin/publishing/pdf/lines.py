"""The lines between cells: of two that meet, the heavier is drawn, as in Word."""

from dataclasses import replace

from bulletin.model.layout import (
    Cell,
    Table,
)
from bulletin.model.look import (
    Edge,
)

_STROKES = {"double": 2, "triple": 3}
_Lines = dict[str, Edge | None]


def settled(table: Table) -> list[Cell]:
    """A table's cells in order, each with the lines that are drawn around it."""
    cells = list(table.cells())
    at = {
        (row, column): number
        for number, cell in enumerate(cells)
        for row in range(cell.row, cell.row + cell.rows)
        for column in range(cell.column, cell.column + cell.columns)
    }
    lines: list[_Lines] = [
        {side: getattr(cell.edges, side) for side in ("top", "left", "bottom", "right")}
        for cell in cells
    ]
    for (row, column), number in at.items():
        for side, other, place in (
            ("bottom", "top", (row + 1, column)),
            ("right", "left", (row, column + 1)),
        ):
            neighbour = at.get(place, number)
            if neighbour != number:
                _meet(lines[number], side, lines[neighbour], other)
    return [
        replace(cell, edges=replace(cell.edges, **found))
        for cell, found in zip(cells, lines, strict=True)
    ]


def _meet(one: _Lines, side: str, two: _Lines, other: str) -> None:
    heavier = max(one[side], two[other], key=_weight)
    one[side] = two[other] = heavier


def _weight(edge: Edge | None) -> int:
    return 0 if edge is None else edge.width * _STROKES.get(edge.kind, 1)
