"""Tables: the grid that each cell covers, its lines and shading, rows that repeat."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from lxml.etree import _Element as Element

from bulletin.model.layout import (
    Box,
    Cell,
    Paragraph,
    Row,
    Table,
)
from bulletin.model.look import (
    Align,
    Edge,
    Edges,
    Rule,
)
from bulletin.pages import grids
from bulletin.pages.docx import W
from bulletin.pages.grids import Grid, Placed, named
from bulletin.pages.looks import Values, look_values, number, shade, value
from bulletin.pages.shapes import edge, shape_values
from bulletin.pages.story import Story
from bulletin.pages.styles import is_on

Inside = Callable[[Story, str, Element], list["Paragraph | Table"]]
_SIDES = ("top", "right", "bottom", "left")
_HEX = re.compile(r"[0-9A-Fa-f]{1,4}")
_TURNS = {"tbRl": 90, "tbRlV": 90, "btLr": 270, "tbLrV": 90, "rl": 90, "lr": 270}
_ALIGN = {"center": Align.CENTER, "right": Align.RIGHT, "end": Align.RIGHT}


@dataclass(frozen=True, slots=True)
class _Manner:
    """What the table says of all its cells: lines, margins, the style's conditions."""

    lines: dict[str, Edge | None]
    margins: tuple[int, int, int, int]
    conditions: dict[str, Element]
    look: set[str]

    def met(self, placed: Placed, grid: Grid) -> list[Element]:
        """The conditions of the style that hold for a cell, weakest first."""
        names = grid.conditions(placed, self.look)
        return [self.conditions[name] for name in names if name in self.conditions]


@dataclass(frozen=True, slots=True)
class TableReader:
    """Reads a table of a story; `inside` reads the blocks of a cell."""

    story: Story
    where: str
    inside: Inside

    def read(self, element: Element) -> Table:
        """The table, revisions accepted."""
        properties = element.find(f"{W}tblPr")
        style = self.story.book.styles.get(named(properties, "tblStyle"), "table")
        grid = grids.read(element)
        manner = _manner(properties, style.parts)
        story = self.story.within(style.look, style.shape)
        return Table(
            grid.columns,
            tuple(self._row(story, row, manner, grid) for row in grid.rows),
            self.where,
            _ALIGN.get(named(properties, "jc"), Align.LEFT),
            number(named(properties, "tblInd", "w")),
            _float(properties),
        )

    def _row(
        self,
        story: Story,
        places: tuple[Element, tuple[Placed, ...]],
        manner: "_Manner",
        grid: Grid,
    ) -> Row:
        element, cells = places
        properties = element.find(f"{W}trPr")
        height = None if properties is None else properties.find(f"{W}trHeight")
        rule = value(height, "hRule")
        return Row(
            tuple(self._cell(story, each, manner, grid) for each in cells),
            number(value(height)),
            Rule(rule) if rule in set(Rule) else Rule.AT_LEAST,
            is_on(properties, "tblHeader"),
            not is_on(properties, "cantSplit"),
        )

    def _cell(
        self, story: Story, placed: Placed, manner: "_Manner", grid: Grid
    ) -> Cell:
        tc = placed.element.find(f"{W}tcPr")
        where = f"{self.where}第{placed.row + 1}行第{placed.column + 1}列"
        met = manner.met(placed, grid)
        look: Values = {}
        shape: Values = {}
        for each in met:
            look |= look_values(each.find(f"{W}rPr"), story.book.styles.theme)
            shape |= shape_values(each.find(f"{W}pPr"))
        inner = story.within(story.base | look, story.base_shape | shape)
        return Cell(
            tuple(self.inside(inner, where, placed.element)),
            placed.row,
            placed.column,
            placed.rows,
            placed.columns,
            _lines(placed, met, manner, grid),
            _fill(tc, met),
            {"center": "center", "bottom": "bottom"}.get(named(tc, "vAlign"), "top"),
            _TURNS.get(named(tc, "textDirection"), 0),
            _margins(None if tc is None else tc.find(f"{W}tcMar"), manner.margins),
        )


def _manner(properties: Element | None, style: tuple[Element, ...]) -> _Manner:
    lines: dict[str, Edge | None] = {}
    margins = (0, 108, 0, 108)
    conditions: dict[str, Element] = {}
    sources = [each.find(f"{W}tblPr") for each in reversed(style)]
    for each in (*sources, properties):
        if each is None:
            continue
        for border in each.iterfind(f"{W}tblBorders/*"):
            side = str(border.tag).removeprefix(W)
            lines[{"start": "left", "end": "right"}.get(side, side)] = edge(border)
        margins = _margins(each.find(f"{W}tblCellMar"), margins)
    for each in reversed(style):
        for condition in each.iterchildren(f"{W}tblStylePr"):
            conditions[value(condition, "type")] = condition
    return _Manner(lines, margins, conditions, _look(properties))


def _look(properties: Element | None) -> set[str]:
    """Which conditions of its style a table uses (tblLook): by name, or as bits."""
    look = None if properties is None else properties.find(f"{W}tblLook")
    if look is None:
        return {"noHBand"}
    said_bits = value(look)
    bits = int(said_bits, 16) if _HEX.fullmatch(said_bits) else 0
    names = {
        "firstRow": ("firstRow", 0x20),
        "lastRow": ("lastRow", 0x40),
        "firstColumn": ("firstCol", 0x80),
        "lastColumn": ("lastCol", 0x100),
        "noHBand": ("noHBand", 0x200),
    }
    return {
        name
        for attribute, (name, bit) in names.items()
        if (said := value(look, attribute)) in ("1", "true")
        or (not said and bits & bit)
    }


def _margins(
    element: Element | None, default: tuple[int, int, int, int]
) -> tuple[int, int, int, int]:
    if element is None:
        return default
    names = {"left": "start", "right": "end"}
    found = [
        named(element, side, "w") or named(element, names.get(side, side), "w")
        for side in _SIDES
    ]
    top, right, bottom, left = (
        number(said) if said else old for said, old in zip(found, default, strict=True)
    )
    return top, right, bottom, left


def _lines(placed: Placed, met: list[Element], manner: _Manner, grid: Grid) -> Edges:
    """A cell's lines: its own, else those of its conditions, else the table's.

    The lowest line of a cell that covers several rows is that of its last part.
    """
    sides = grid.sides(placed)
    found = {side: manner.lines.get(line) for side, line in sides.items()}
    for each in met:
        found |= _said(each.find(f"{W}tcPr/{W}tcBorders"), sides)
    found |= _said(placed.element.find(f"{W}tcPr/{W}tcBorders"), sides)
    if placed.last is not placed.element:
        said = _said(placed.last.find(f"{W}tcPr/{W}tcBorders"), sides)
        found |= {side: line for side, line in said.items() if side == "bottom"}
    return Edges(**found)


def _said(borders: Element | None, sides: dict[str, str]) -> dict[str, Edge | None]:
    """The sides that some borders speak of; insideH and insideV mean inner sides."""
    found: dict[str, Edge | None] = {}
    for border in () if borders is None else borders:
        name = str(border.tag).removeprefix(W)
        name = {"start": "left", "end": "right"}.get(name, name)
        found |= {side: edge(border) for side in sides if name in (side, sides[side])}
    return found


def _fill(tc: Element | None, met: list[Element]) -> str:
    own = None if tc is None else tc.find(f"{W}shd")
    if own is not None:
        return shade(own)
    fills = (each.find(f"{W}tcPr/{W}shd") for each in reversed(met))
    return next((shade(fill) for fill in fills if fill is not None), "")


def _float(properties: Element | None) -> Box | None:
    place = None if properties is None else properties.find(f"{W}tblpPr")
    if place is None:
        return None
    return Box(
        (),
        number(named(properties, "tblW", "w")),
        0,
        value(place, "tblpXSpec") or number(value(place, "tblpX")),
        value(place, "tblpYSpec") or number(value(place, "tblpY")),
        value(place, "horzAnchor") or "column",
        value(place, "vertAnchor") or "page",
    )
