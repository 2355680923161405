"""Word's formatting of paragraphs, and the lines that frame paragraphs and cells."""

from collections.abc import Callable

from lxml.etree import _Element as Element

from bulletin.model.look import (
    Align,
    Edge,
    Edges,
    Rule,
    Shape,
    Tab,
)
from bulletin.pages.docx import W
from bulletin.pages.looks import Values, colour, flag, number, shade, value

_ALIGN = {
    "left": Align.LEFT,
    "start": Align.LEFT,
    "center": Align.CENTER,
    "right": Align.RIGHT,
    "end": Align.RIGHT,
    "both": Align.BOTH,
    "distribute": Align.SPREAD,
    "thaiDistribute": Align.SPREAD,
}
_SIDES = {
    "top": "top",
    "left": "left",
    "start": "left",
    "bottom": "bottom",
    "right": "right",
    "end": "right",
}
_SHAPE_FLAGS = {
    "keepNext": "keeps_next",
    "keepLines": "keeps_lines",
    "pageBreakBefore": "breaks_before",
    "contextualSpacing": "is_contextual",
    "snapToGrid": "snaps",
    "autoSpaceDE": "sets_gaps",
    "autoSpaceDN": "sets_gaps",
}
_INDENTS = {
    "left": ("left", 1),
    "start": ("left", 1),
    "right": ("right", 1),
    "end": ("right", 1),
    "firstLine": ("first", 1),
    "hanging": ("first", -1),
}
_STOP = "tab at "
_STOPS = ("left", "center", "right", "decimal")
_LEADERS = {
    "dot": "dot",
    "middleDot": "dot",
    "hyphen": "hyphen",
    "underscore": "underscore",
    "heavy": "underscore",
}
_SPACING = ("before", "after", "line", "beforeLines", "afterLines")
_HTML_SPACE = 280  # beforeAutospacing: 14 pt
_BODY_LEVEL = 9


def shape_values(ppr: Element | None) -> Values:
    """What a pPr says of its paragraph: fields of Shape, and what they are made from."""
    found: Values = {}
    for each in () if ppr is None else ppr:
        if not isinstance(each.tag, str):
            continue
        tag = each.tag.removeprefix(W)
        if tag in _SHAPE_FLAGS:
            found[_SHAPE_FLAGS[tag]] = flag(each)
        elif tag in _GROUPS:
            found.update(_GROUPS[tag](each))
        elif tag in _STANDING:
            field, meaning = _STANDING[tag]
            found[field] = meaning(each)
    return found


def _numbered(each: Element) -> Values:
    found: Values = {}
    for key, name in (("list", "numId"), ("level", "ilvl")):
        element = each.find(W + name)
        if element is not None:
            found[key] = number(value(element))
    return found


def _spacing(spacing: Element) -> Values:
    found: Values = {
        name: number(text) for name in _SPACING if (text := value(spacing, name))
    }
    for side in ("before", "after"):
        if value(spacing, f"{side}Autospacing") in ("1", "true", "on"):
            found[side] = _HTML_SPACE
    rule = value(spacing, "lineRule")
    if found.get("line", 1) <= 0:
        del found["line"]
    if "line" in found:
        found["rule"] = Rule(rule) if rule in set(Rule) else Rule.AUTO
    return found


def _indents(indents: Element) -> Values:
    found: Values = {}
    for name, (field, sign) in _INDENTS.items():
        if chars := value(indents, f"{name}Chars"):
            found[f"{field}_chars"] = sign * number(chars)
        if twips := value(indents, name):
            found[field] = sign * number(twips)
    return found


def _tabs(tabs: Element) -> Values:
    """Each stop under its own name: a style's stay beside the paragraph's."""
    return {
        f"{_STOP}{number(value(tab, 'pos'))}": Tab(
            number(value(tab, "pos")),
            {"end": "right", "start": "left"}.get(value(tab), value(tab)),
            _LEADERS.get(value(tab, "leader"), ""),
        )
        for tab in tabs.iterchildren(f"{W}tab")
    }


def shape(values: Values, size: int, pitch: int) -> Shape:
    """The shape that values come to, for type of `size` on a grid of `pitch`.

    Indents in characters go before those in twips, as in Word; hundredths of a line
    are of the grid's pitch, or of 12 pt.
    """
    fields = {k: v for k, v in values.items() if k in Shape.__slots__}
    for field in ("first", "left", "right"):
        if chars := values.get(f"{field}_chars"):
            fields[field] = chars * size // 10
    for field in ("before", "after"):
        if lines := values.get(f"{field}Lines"):
            fields[field] = lines * (pitch or 240) // 100
    stops = (v for k, v in values.items() if k.startswith(_STOP))
    tabs = (stop for stop in stops if stop.kind in _STOPS)
    return Shape(**fields, tabs=tuple(sorted(tabs, key=lambda tab: tab.at)))


def edge(element: Element | None) -> Edge | None:
    """A border line; None where there is none."""
    kind = value(element)
    if kind in ("", "nil", "none"):
        return None
    width, space = number(value(element, "sz"), 4), number(value(element, "space"))
    return Edge(width, kind, colour(value(element, "color")), space)


def edges(borders: Element | None) -> Edges:
    """The lines of a pBdr, tcBorders or tblBorders, without the inner ones."""
    found = {
        _SIDES[tag]: edge(each)
        for each in (() if borders is None else borders)
        if isinstance(each.tag, str) and (tag := each.tag.removeprefix(W)) in _SIDES
    }
    return Edges(**found)


def _outline(level: Element) -> int | None:
    """Word counts from 0, and calls body text 9."""
    return found if 0 <= (found := number(value(level), 9)) < _BODY_LEVEL else None


# A pPr's element: the field of Shape that it sets, and how it is read.
_STANDING: dict[str, tuple[str, Callable[[Element], object]]] = {
    "jc": ("align", lambda each: _ALIGN.get(value(each), Align.LEFT)),
    "outlineLvl": ("outline", _outline),
    "pBdr": ("edges", edges),
    "shd": ("shade", shade),
}
# Those that set several fields.
_GROUPS: dict[str, Callable[[Element], Values]] = {
    "spacing": _spacing,
    "ind": _indents,
    "numPr": _numbered,
    "tabs": _tabs,
}
