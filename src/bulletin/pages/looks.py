"""Word's formatting of characters, and the attributes that all formatting is made of."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from lxml.etree import _Element as Element

from bulletin.model.look import (
    Look,
)
from bulletin.pages.docx import W

Values = dict[str, Any]
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_HEX = re.compile("[0-9A-Fa-f]{6}")
_TOO_MUCH = 2**31
_HIGHLIGHTS = {
    "yellow": "FFFF00",
    "green": "00FF00",
    "cyan": "00FFFF",
    "magenta": "FF00FF",
    "blue": "0000FF",
    "red": "FF0000",
    "darkBlue": "000080",
    "darkCyan": "008080",
    "darkGreen": "008000",
    "darkMagenta": "800080",
    "darkRed": "800000",
    "darkYellow": "808000",
    "darkGray": "808080",
    "lightGray": "C0C0C0",
    "black": "000000",
    "white": "FFFFFF",
}
_FLAGS = {
    "b": "is_bold",
    "i": "is_italic",
    "strike": "is_struck",
    "dstrike": "is_struck",
    "vanish": "hidden",
    "caps": "caps",
    "smallCaps": "caps",
}
# A field of Look, and between what numbers Word takes it.
_NUMBERS = {
    "sz": ("size", 2, 3276),
    "spacing": ("spacing", -31680, 31680),
    "w": ("scale", 1, 600),
    "position": ("raised", -3168, 3168),
}


def value(element: Element | None, name: str = "val") -> str:
    """An attribute of Word's namespace; empty where it or the element is missing."""
    return "" if element is None else element.get(W + name, "")


def flag(element: Element) -> bool:
    """Whether an on/off element is on: present, and not 0, false or off."""
    return value(element) not in ("0", "false", "off", "none")


def number(text: str, default: int = 0) -> int:
    """A length or count as a whole number; files hold 12.0 and worse, too.

    Word's own numbers have 32 bits: what is longer is as good as nothing.
    """
    try:
        found = int(float(text.removesuffix("pt")))
    except (ValueError, OverflowError):
        return default
    return found if abs(found) < _TOO_MUCH else default


def look_values(rpr: Element | None, theme: Mapping[str, str]) -> Values:
    """What an rPr says of its characters: fields of Look, and hidden and caps."""
    found: Values = {}
    for each in () if rpr is None else rpr:
        if not isinstance(each.tag, str):
            continue
        tag = each.tag.removeprefix(W)
        if tag in _FLAGS:
            found[_FLAGS[tag]] = flag(each)
        elif tag in _NUMBERS:
            field, least, most = _NUMBERS[tag]
            said = number(value(each), most + 1)
            if least <= said <= most:
                found[field] = said
        elif tag == "rFonts":
            found.update(_fonts(each, theme))
        elif tag in _COLOURS:
            field, meaning = _COLOURS[tag]
            found[field] = meaning(each)
    return found


def _fonts(fonts: Element, theme: Mapping[str, str]) -> Values:
    found = {}
    for key, name in (("han", "eastAsia"), ("latin", "ascii")):
        font = theme.get(value(fonts, f"{name}Theme")) or value(fonts, name)
        if font:
            found[key] = font
    return found


def colour(text: str) -> str:
    """RRGGBB; automatic colour is black."""
    return text.upper() if _HEX.fullmatch(text) else "000000"


def shade(shd: Element | None) -> str:
    """The fill of a shading as RRGGBB; empty for none."""
    fill = value(shd, "fill")
    return fill.upper() if _HEX.fullmatch(fill) else ""


def theme_fonts(theme: Element | None) -> dict[str, str]:
    """The fonts that a theme gives its names (minorEastAsia …)."""
    found: dict[str, str] = {}
    for kind in ("major", "minor"):
        fonts = None if theme is None else theme.find(f".//{_A}{kind}Font")
        if fonts is None:
            continue
        latin = _typeface(fonts.find(f"{_A}latin"))
        hans = fonts.find(f"{_A}font[@script='Hans']")
        asian = _typeface(fonts.find(f"{_A}ea")) or _typeface(hans)
        names = {"Ascii": latin, "HAnsi": latin, "EastAsia": asian, "Bidi": latin}
        found |= {kind + name: font for name, font in names.items() if font}
    return found


def _typeface(element: Element | None) -> str:
    return "" if element is None else element.get("typeface", "")


def look(values: Values) -> Look:
    """The look that values come to."""
    return Look(**{k: v for k, v in values.items() if k in Look.__slots__})


# An rPr's element: the field of Look that it sets, and how it is read.
_COLOURS: dict[str, tuple[str, Callable[[Element], object]]] = {
    "u": ("is_underlined", lambda each: value(each) not in ("", "none")),
    "vertAlign": ("script", lambda each: value(each).removeprefix("baseline")),
    "color": ("color", lambda each: colour(value(each))),
    "highlight": ("shade", lambda each: _HIGHLIGHTS.get(value(each), "")),
    "shd": ("shade", shade),
}
