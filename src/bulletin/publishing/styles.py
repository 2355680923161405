"""The named styles of a document: which style a paragraph has, how wide its text runs."""

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lxml.etree import _Element as Element

from bulletin.pages import docx

W = docx.W
_WIDE = ("W", "F", "A")
# In percent of the size, where Times New Roman is not half as wide as it is high.
_LATIN = dict.fromkeys("%@mMW", 95) | dict.fromkeys(".,:;'|!/ ijlt", 30)
_CAPITAL, _HALF, _GAP = 73, 50, 25


@dataclass(frozen=True, slots=True)
class Face:
    """The type of a style: size and extra spacing in twips.

    `gaps` is whether Word sets a quarter of a character between Chinese and digits.
    """

    name: str = ""
    size: int = 200
    spacing: int = 0
    gaps: bool = True

    def width(self, text: str) -> int:
        """How wide a text runs on one line, in twips.

        A Chinese character is as wide as its size, a digit half of that.
        """
        gaps = sum(map(_meet, text, text[1:])) if self.gaps else 0
        percent = sum(map(_percent, text)) + _GAP * gaps
        return self.size * percent // 100 + self.spacing * len(text)


@dataclass(frozen=True, slots=True)
class Styles:
    """The faces of a document's paragraph styles by their ids."""

    faces: Mapping[str, Face]

    def face(self, paragraph: Element) -> Face:
        """The face of a paragraph's style."""
        return self.faces.get(docx.style(paragraph), Face())

    def table_name(self, table: Element) -> str:
        """The name of a table's style."""
        found = table.find(f"{W}tblPr/{W}tblStyle")
        key = "" if found is None else found.get(f"{W}val", "")
        return self.faces.get(key, Face()).name

    def named(self, root: Element, name: str) -> list[Element]:
        """The paragraphs below an element that have the style of that name."""
        return [p for p in docx.paragraphs(root) if self.face(p).name == name]


def read(root: Element) -> Styles:
    """The styles of a styles part; a style has from its ancestors what it lacks."""
    found = {each.get(f"{W}styleId", ""): each for each in root.iter(f"{W}style")}
    return Styles({key: _face(_line(key, found)) for key in found})


def is_wide(character: str) -> bool:
    """Whether a character takes the place of a Chinese one, as “ and — do here."""
    return unicodedata.east_asian_width(character) in _WIDE


def _line(key: str, found: Mapping[str, Element]) -> list[Element]:
    """A style and those that it is based on, nearest first."""
    line: list[Element] = []
    while key in found and found[key] not in line:
        line.append(found[key])
        key = next(_values(found[key], "basedOn"), "")
    return line


def _face(line: list[Element]) -> Face:
    def value(path: str, default: str) -> str:
        return next((v for each in line for v in _values(each, path)), default)

    return Face(
        next(_values(line[0], "name"), ""),
        int(value("rPr/sz", "20")) * 10,
        int(value("rPr/spacing", "0")),
        value("pPr/autoSpaceDN", "1") not in ("0", "false", "off"),
    )


def _values(style: Element, path: str) -> Iterator[str]:
    found = style.find("/".join(f"{W}{step}" for step in path.split("/")))
    if found is not None and found.get(f"{W}val") is not None:
        yield found.get(f"{W}val", "")


def _percent(character: str) -> int:
    if is_wide(character):
        return 100
    return _LATIN.get(character, _CAPITAL if character.isupper() else _HALF)


def _meet(left: str, right: str) -> bool:
    """Whether a letter or digit meets a Chinese character, punctuation aside."""
    pair = sorted((left, right))
    return pair[0].isascii() and pair[0].isalnum() and "\u3400" <= pair[1] <= "\u9fff"
