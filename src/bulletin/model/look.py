"""How characters and paragraphs look: fonts, sizes, places, lines around them.

Lengths are whole twips (1/20 pt), sizes of type whole half-points, as in Word.
"""

from dataclasses import dataclass
from enum import StrEnum


class Align(StrEnum):
    """How the lines of a paragraph stand between the margins."""

    LEFT = "left"
    CENTER = "center"
    RIGHT = "right"
    BOTH = "justify"
    SPREAD = "distribute"  # the last line, too, is drawn out


class Rule(StrEnum):
    """What a height means; AUTO counts 240ths of the natural line."""

    AUTO = "auto"
    EXACT = "exact"
    AT_LEAST = "atLeast"


@dataclass(frozen=True, slots=True)
class Look:
    """How characters look. `han` is the font of Chinese characters, `latin` of ASCII.

    `color` and `shade` are RRGGBB, `shade` empty for none. `spacing` is added after each
    character, `scale` its width in percent, `raised` in half-points above the baseline.
    """

    han: str = ""
    latin: str = ""
    size: int = 20
    is_bold: bool = False
    is_italic: bool = False
    is_underlined: bool = False
    is_struck: bool = False
    script: str = ""  # superscript, subscript or empty
    color: str = "000000"
    shade: str = ""
    spacing: int = 0
    scale: int = 100
    raised: int = 0


@dataclass(frozen=True, slots=True)
class Edge:
    """A border line: its width in eighths of a point, kind (Word's names) and colour."""

    width: int
    kind: str = "single"
    color: str = "000000"
    space: int = 0  # whole points between line and text


@dataclass(frozen=True, slots=True)
class Edges:
    """The border lines of a paragraph or cell; None where there is none."""

    top: Edge | None = None
    left: Edge | None = None
    bottom: Edge | None = None
    right: Edge | None = None


NO_EDGES = Edges()


@dataclass(frozen=True, slots=True)
class Tab:
    """A tab stop: how far from the left margin, what stands there, what leads to it."""

    at: int
    kind: str = "left"  # or center, right, decimal
    leader: str = ""  # or dot, hyphen, underscore


@dataclass(frozen=True, slots=True)
class Shape:
    """How a paragraph stands. `first` is relative to `left`, and negative if it hangs."""

    align: Align = Align.LEFT
    first: int = 0
    left: int = 0
    right: int = 0
    before: int = 0
    after: int = 0
    line: int = 240
    rule: Rule = Rule.AUTO
    keeps_next: bool = False
    keeps_lines: bool = False
    breaks_before: bool = False
    outline: int | None = None  # 0 for a heading of the first level
    edges: Edges = NO_EDGES
    shade: str = ""
    tabs: tuple["Tab", ...] = ()
    snaps: bool = True  # lines of automatic height keep to the document grid
    is_contextual: bool = False  # no space between paragraphs of the same style
    sets_gaps: bool = True  # a little space between Chinese and ASCII characters
