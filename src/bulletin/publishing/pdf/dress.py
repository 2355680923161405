"""A wardrobe as the JSON that page.typ dresses the text by; lengths become points."""

import datetime
from typing import Any

from bulletin.model.layout import (
    Box,
    Cell,
    Layout,
    Section,
    Table,
)
from bulletin.model.look import (
    Edge,
    Edges,
    Look,
    Rule,
)
from bulletin.publishing.pdf import heights
from bulletin.publishing.pdf.carrier import SPACES, Wardrobe
from bulletin.publishing.pdf.fonts import Fonts
from bulletin.publishing.pdf.lines import settled
from bulletin.publishing.pdf.worn import Worn

_TWIPS = 20
_DOTTED = {"dotted", "dotDash", "dashed", "dashSmallGap", "dotDotDash"}


def dress(layout: Layout, wardrobe: Wardrobe, fonts: Fonts) -> dict[str, Any]:
    """Everything but the text: looks, shapes, tables, boxes, sections, description."""
    return {
        "spaces": SPACES,
        "looks": [_look(each, fonts) for each in wardrobe.looks],
        "shapes": [_shape(each, fonts) for each in wardrobe.shapes],
        "tables": [_table(each) for each in wardrobe.tables],
        "boxes": [_box(each) for each in wardrobe.boxes],
        "sections": [_section(each) for each in layout.sections],
        "title": layout.title,
        "author": layout.author,
        "date": _date(layout.date),
        "tab": layout.tab / _TWIPS,
    }


def _date(text: str) -> list[int]:
    """Year, month and day; empty where the document has none that exists."""
    try:
        found = datetime.date.fromisoformat(text[:10])
    except ValueError:
        return []
    return [found.year, found.month, found.day]


def _look(look: Look, fonts: Fonts) -> dict[str, Any]:
    chain = fonts.chain(look)
    return {
        "font": chain.families,
        "weight": chain.weight,
        "size": look.size / 2,
        "fill": look.color,
        "tracking": look.spacing / _TWIPS,
        "raised": look.raised / 2,
        "stroke": look.is_bold and not chain.is_bold,
        "slant": look.is_italic,
        "underline": look.is_underlined,
        "strike": look.is_struck,
        "shade": look.shade,
        "script": look.script,
        "scale": look.scale,
    }


def _shape(worn: Worn, fonts: Fonts) -> dict[str, Any]:
    shape = worn.shape
    line = worn.line / _TWIPS
    # Where a line is lower than its type, the type stands on its lower edge.
    below = max(line / 2 - 0.38 * worn.tallest / 2, 0)
    return {
        "look": _look(worn.look, fonts),
        "line": line,
        "top": line - below,
        "bottom": -below,
        "align": shape.align.value,
        "first": shape.first / _TWIPS,
        "left": shape.left / _TWIPS,
        "right": shape.right / _TWIPS,
        "gap": worn.place.gap / _TWIPS,
        "opens": worn.place.opens,
        "joins": worn.place.joins,
        "room": worn.place.room / _TWIPS,
        "sticky": shape.keeps_next and not worn.place.room,
        "whole": shape.keeps_lines,
        "gaps": shape.sets_gaps,
        "breaks": shape.breaks_before,
        "outline": shape.outline,
        "edges": _edges(shape.edges),
        "space": {
            s: e.space
            for s in ("top", "left", "bottom", "right")
            if (e := getattr(shape.edges, s))
        },
        "shade": shape.shade,
        "tabs": [
            {"at": tab.at / _TWIPS, "kind": tab.kind, "leader": tab.leader}
            for tab in shape.tabs
        ],
    }


def _edges(edges: Edges) -> dict[str, Any]:
    sides = {s: getattr(edges, s) for s in ("top", "left", "bottom", "right")}
    return {side: _stroke(edge) for side, edge in sides.items() if edge}


def _stroke(edge: Edge) -> dict[str, Any]:
    return {
        "thickness": edge.width / 8,
        "paint": edge.color,
        "dash": "dotted"
        if edge.kind == "dotted"
        else "dashed"
        if edge.kind in _DOTTED
        else "solid",
        "double": edge.kind == "double",
    }


def _table(table: Table) -> dict[str, Any]:
    return {
        "columns": [width / _TWIPS for width in table.columns],
        "rows": [
            {
                "height": row.height / _TWIPS,
                "exact": row.rule is Rule.EXACT,
                "split": row.may_split,
                "lead": heights.lead(table, number),
                "tall": heights.is_tall(table, number),
            }
            for number, row in enumerate(table.rows)
        ],
        "heads": table.headings,
        "cells": [_cell(cell) for cell in settled(table)],
        "align": table.align.value,
        "indent": table.indent / _TWIPS,
        "floats": table.floats and _box(table.floats),
    }


def _cell(cell: Cell) -> dict[str, Any]:
    top, right, bottom, left = (each / _TWIPS for each in cell.margins)
    return {
        "x": cell.column,
        "y": cell.row,
        "colspan": cell.columns,
        "rowspan": cell.rows,
        "edges": _edges(cell.edges),
        "shade": cell.shade,
        "align": cell.align,
        "inset": {"top": top, "right": right, "bottom": bottom, "left": left},
    }


def _box(box: Box) -> dict[str, Any]:
    top, right, bottom, left = (each / _TWIPS for each in box.insets)
    return {
        "width": box.width / _TWIPS,
        "height": box.height / _TWIPS,
        "x": box.x if isinstance(box.x, str) else box.x / _TWIPS,
        "y": box.y if isinstance(box.y, str) else box.y / _TWIPS,
        "x-of": box.x_of,
        "y-of": box.y_of,
        "turned": box.turned,
        "inset": {"top": top, "right": right, "bottom": bottom, "left": left},
        "align": box.align,
    }


def _section(section: Section) -> dict[str, Any]:
    paper = section.geometry
    names = ("width", "height", "top", "right", "bottom", "left", "header", "footer")
    return {name: getattr(paper, name) / _TWIPS for name in names} | {
        "even": section.has_even,
        "first": section.has_first,
        "start": section.starts_at,
        "format": section.number_format,
        "continuous": section.is_continuous,
        "parity": section.parity,
        "align": section.align,
    }
