"""The lines of a page, made of the characters that stand on one base line.

Places are millimetres from the top left corner of the page as a reader holds it; a
landscape page is read both as it lies and turned back to portrait.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from statistics import mode

from bulletin.pages.sheet import Box, Character, Sheet, Stroke

POINT = 25.4 / 72
LEFT, RIGHT, TOP, BOTTOM = 28.0, 184.0, 37.0, 262.0  # the 版心 of GB/T 9704 5.2.1
EM = 16 * POINT  # a character of 3号
_SAME_LINE = 0.35  # of a character's size
_QUARTER = 90


@dataclass(frozen=True, slots=True)
class Line:
    """Characters on one base line from left to right, on the page of that number."""

    characters: tuple[Character, ...]
    page: int
    is_landscape: bool = False

    @property
    def text(self) -> str:
        """What the line says, without white space."""
        return "".join(character.text for character in self.characters)

    @property
    def size(self) -> float:
        """Its usual size of type in points."""
        return mode(round(each.face.size, 1) for each in self.characters)

    @property
    def y(self) -> float:
        """Its base line."""
        return self.characters[0].y * POINT

    @property
    def start(self) -> float:
        """Where its first character begins."""
        return self.characters[0].x * POINT

    @property
    def end(self) -> float:
        """Where its last character ends, its side bearing included."""
        *_, before, last = (*self.characters[:1], *self.characters)
        if last.text.isascii():
            return last.box.right * POINT
        step = last.x - before.x
        # Narrow type (a mark in red, say) is as narrow at the end as before it.
        is_narrow = 0 < step < last.face.size and not before.text.isascii()
        width = step if is_narrow else last.face.size
        return max(last.x + width, last.box.right) * POINT

    @property
    def middle(self) -> float:
        """Halfway between its ends."""
        return (self.start + self.end) / 2


@dataclass(frozen=True, slots=True)
class Leaf:
    """A page taken apart: its upright lines, and those turned by 90° clockwise.

    The turned ones have the places that they have when the page is held upright.
    """

    number: int
    width: float
    height: float
    lines: tuple[Line, ...]
    turned: tuple[Line, ...]
    strokes: tuple[Stroke, ...]

    @property
    def is_landscape(self) -> bool:
        """Whether the page lies on its long side."""
        return self.width > self.height

    def is_tabular(self, line: Line) -> bool:
        """Whether a line stands between the vertical rules of a table."""
        tall = [s.box for s in self.strokes if _is_vertical(s.box)]
        heights = [(box.top * POINT, box.bottom * POINT) for box in tall]
        return len(tall) > 1 and any(top <= line.y <= end for top, end in heights)


def leaf(sheet: Sheet) -> Leaf:
    """A page as lines."""
    upright = [c for c in sheet.characters if c.face.turned == 0]
    turned = [_turned(c, sheet) for c in sheet.characters if c.face.turned == _QUARTER]
    return Leaf(
        sheet.number,
        sheet.width * POINT,
        sheet.height * POINT,
        _lines(upright, sheet),
        _lines(turned, sheet),
        sheet.strokes,
    )


def _lines(characters: Iterable[Character], sheet: Sheet) -> tuple[Line, ...]:
    """Characters gathered by base line, from top to bottom."""
    found: list[list[Character]] = []
    for character in sorted(characters, key=lambda each: each.y):
        reach = _SAME_LINE * character.face.size
        if found and character.y - found[-1][0].y <= reach:
            found[-1].append(character)
        else:
            found.append([character])
    rows = (sorted(line, key=lambda each: each.x) for line in found)
    lies = sheet.width > sheet.height
    return tuple(Line(tuple(row), sheet.number, lies) for row in rows)


def _turned(character: Character, sheet: Sheet) -> Character:
    """Where a character of a landscape page is when the page is turned upright."""
    box, width = character.box, sheet.width
    upright = Box(box.top, width - box.right, box.bottom, width - box.left)
    x, y = character.y, width - character.x
    return Character(character.text, x, y, upright, character.face)


def _is_vertical(box: Box) -> bool:
    width, height = box.right - box.left, box.bottom - box.top
    return height > 10 and height > 4 * width  # noqa: PLR2004 - points, a rule not a dot
