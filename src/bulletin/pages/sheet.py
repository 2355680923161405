"""The nouns of a PDF: its pages with each character and line at its place on the paper.

Lengths are points, measured from the top left corner of the page as it is seen.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Font:
    """A font by its PostScript name, without the prefix of a subset."""

    name: str
    is_embedded: bool


@dataclass(frozen=True, slots=True)
class Face:
    """How a character looks: `size` in points, `color` RRGGBB, `turned` clockwise."""

    font: Font
    size: float
    color: str
    turned: int


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on the page, y growing downwards."""

    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Character:
    """A visible character: its origin (left end of its base line) and its ink."""

    text: str
    x: float
    y: float
    box: Box
    face: Face


@dataclass(frozen=True, slots=True)
class Stroke:
    """A line or filled shape, by what it covers, with its width and colour."""

    box: Box
    width: float
    color: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page as it is seen: characters in the order of the file, and what is drawn."""

    number: int
    width: float
    height: float
    characters: tuple[Character, ...]
    strokes: tuple[Stroke, ...]

    @property
    def text(self) -> str:
        """Its characters in the order of the file, without any space."""
        return "".join(character.text for character in self.characters)


@dataclass(frozen=True, slots=True)
class Pdf:
    """A whole file: its pages, the fonts that they use, and its description."""

    sheets: tuple[Sheet, ...]
    fonts: tuple[Font, ...]
    title: str
    author: str
    language: str
