"""Paragraphs put together again from the lines of a PDF."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from bulletin.proofing.colors import is_red
from bulletin.proofing.placing import Span
from bulletin.proofing.printed.folios import folio
from bulletin.proofing.printed.lines import EM, LEFT, POINT, RIGHT, Leaf, Line

_FULL = 178.5  # mm; a line that ends before this is the last of its paragraph
_NEW, _HANGING = 1.2, 2.6  # characters: an indent is a new paragraph, but for lists
_GAP = 1.6  # lines; more than that between two lines parts them


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph as printed, over as many lines and pages as it has."""

    lines: tuple[Line, ...]
    is_tabular: bool = False

    @property
    def text(self) -> str:
        """What it says, without white space."""
        return "".join(line.text for line in self.lines)

    @property
    def said(self) -> tuple[str, ...]:
        """The same; a line break typed by hand cannot be told from another."""
        return (self.text,)

    @property
    def where(self) -> str:
        """The page that it begins on."""
        return f"第{self.page}页"

    @property
    def page(self) -> int:
        """The number of that page."""
        return self.lines[0].page

    @property
    def is_centered(self) -> bool:
        """Whether its lines stand in the middle, away from both edges."""
        return all(_is_centered(line) for line in self.lines)

    @property
    def is_red(self) -> bool:
        """Whether it begins in red."""
        return is_red(self.lines[0].characters[0].face.color)

    @property
    def size(self) -> int:
        """The size of type of its first line, in half-points."""
        return round(self.lines[0].size * 2)

    @property
    def span(self) -> Span:
        """What its first line covers, in characters of 3号."""
        line = self.lines[0]
        start, end = (line.start - LEFT) / EM, (line.end - LEFT) / EM
        return Span(start, end, (RIGHT - LEFT) / EM)


def _is_centered(line: Line) -> bool:
    left, right = (35, 260) if line.is_landscape else (LEFT, RIGHT)
    middle = (left + right) / 2
    return abs(line.middle - middle) < EM / 2 and line.start > left + EM / 2


def blocks(leaves: Iterable[Leaf], pitch: float) -> tuple[Block, ...]:
    """The paragraphs of the pages, without page numbers; pitch in mm."""
    lines = [line for leaf in leaves for line in _text(leaf)]
    found: list[list[tuple[Line, bool]]] = [lines[:1]] if lines else []
    for before, line in pairwise(lines):
        if _goes_on(before, line, pitch):
            found[-1].append(line)
        else:
            found.append([line])
    return tuple(Block(tuple(line for line, _ in each), each[0][1]) for each in found)


def _text(leaf: Leaf) -> Iterator[tuple[Line, bool]]:
    number = folio(leaf)
    for line in leaf.lines:
        if number is None or line is not number.line:
            yield line, leaf.is_tabular(line)


def _goes_on(before: tuple[Line, bool], after: tuple[Line, bool], pitch: float) -> bool:
    """Whether a line continues the paragraph of the one before."""
    (above, _), (line, is_tabular) = before, after
    if before[1] or is_tabular or line.is_landscape:
        return False
    if abs(above.size - line.size) > 1:
        return False
    if above.end < _FULL or line.size * POINT > EM * 1.1:
        return False
    if line.page == above.page and line.y - above.y > _GAP * pitch:
        return False
    indent = (line.start - LEFT) / EM
    return indent < _NEW or indent > _HANGING
