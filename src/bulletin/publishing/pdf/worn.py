"""How paragraphs stand among their neighbours: gaps, joined lines, what must follow."""

import math
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace

from bulletin.model.layout import Cell, Paragraph, Table
from bulletin.model.look import Edges, Look, Rule, Shape

_NATURAL = 1.3  # the line of a Chinese font, in sizes, as Word sets it
_SHORT = 3  # a paragraph of so many lines goes to the next page whole
_KEPT = 2  # lines of a paragraph that stay together
_CAUTION = 1.05  # too much room moves two lines early, too little parts a signature


@dataclass(frozen=True, slots=True)
class Place:
    """The gap above a paragraph, the pitch of its grid, the size of the text area.

    The first paragraph `opens` its section; `inside` a table no page can break. One that
    `joins` shares its frame with the one before. `room` is what must stand below the last
    line on the same page: the paragraph is too long to go to the next page whole.
    """

    gap: int = 0
    pitch: int = 0
    measure: int = 0
    height: int = 0
    opens: bool = False
    inside: bool = False
    joins: bool = False
    room: int = 0


@dataclass(frozen=True, slots=True)
class Worn:
    """A paragraph's whole look: its shape, its mark's look, its place.

    `tallest` is the size of its largest type, which an automatic line must hold.
    """

    shape: Shape
    look: Look
    tallest: int
    place: Place

    @property
    def line(self) -> int:
        """The height of a line in twips, as Word works it out."""
        shape = self.shape
        natural = self.tallest * 10 * _NATURAL
        if shape.rule is Rule.EXACT:
            return shape.line
        if shape.rule is Rule.AT_LEAST:
            return max(round(natural), shape.line)
        if self.place.pitch and shape.snaps:
            natural = math.ceil(natural / self.place.pitch) * self.place.pitch
        return round(natural * shape.line / 240)


@dataclass(frozen=True, slots=True)
class Flow:
    """Blocks one below the other, at a place of which the first one `opens` the section."""

    blocks: tuple[Paragraph | Table, ...]
    place: Place

    def place_of(self, at: int) -> Place:
        """The place of a paragraph."""
        return replace(
            self.place,
            gap=self._gap(at),
            opens=self.place.opens and not at,
            joins=self._joins(at),
            room=self._room(at),
        )

    def shaped(self, at: int, paragraph: Paragraph) -> Paragraph:
        """A paragraph with its shape as it is among its neighbours.

        Paragraphs with the same lines around share one frame. In a table nothing begins
        a page or stays on one; nothing that is higher than a page does.
        """
        shape = paragraph.shape
        edges = Edges(
            None if self._joins(at) else shape.edges.top,
            shape.edges.left,
            None if self._joins(at + 1) else shape.edges.bottom,
            shape.edges.right,
        )
        is_free = not self.place.inside
        left, right = self._indents(paragraph)
        shape = replace(
            shape,
            edges=edges,
            left=left,
            right=right,
            breaks_before=shape.breaks_before and is_free,
            keeps_lines=shape.keeps_lines and is_free and self._fits(paragraph),
        )
        return replace(paragraph, shape=shape)

    def _indents(self, paragraph: Paragraph) -> tuple[int, int]:
        """Left and right indents, which leave at least room for a character."""
        shape = paragraph.shape
        most = self.place.measure - tallest(paragraph) * 10
        if not self.place.measure or shape.left + shape.right <= most:
            return shape.left, shape.right
        left = max(min(shape.left, most), -max(shape.first, 0))
        return left, min(shape.right, max(most - left, 0))

    def _fits(self, paragraph: Paragraph) -> bool:
        """Whether a paragraph is surely no higher than a page."""
        line = Worn(
            paragraph.shape, paragraph.look, tallest(paragraph), self.place
        ).line
        return self._lines(paragraph) * line * _CAUTION < self.place.height

    def _gap(self, at: int) -> int:
        """The space after the paragraph above and before this one.

        Contextual spacing leaves out both between paragraphs of one style.
        """
        above, below = self._pair(at)
        if below is None:
            return 0
        before = below.shape.before
        if above is None:
            return before
        alike = above.style == below.style
        after = 0 if alike and above.shape.is_contextual else above.shape.after
        return after + (0 if alike and below.shape.is_contextual else before)

    def _joins(self, at: int) -> bool:
        above, below = self._pair(at)
        return above is not None and below is not None and _alike(above, below)

    def _pair(self, at: int) -> tuple[Paragraph | None, Paragraph | None]:
        found = (
            self.blocks[n] if 0 <= n < len(self.blocks) else None for n in (at - 1, at)
        )
        above, below = (each if isinstance(each, Paragraph) else None for each in found)
        return above, below

    def _room(self, at: int) -> int:
        """What a paragraph that keeps with the next one needs below its last line."""
        paragraph = self.blocks[at]
        if not isinstance(paragraph, Paragraph) or self.place.inside:
            return 0
        shape = paragraph.shape
        is_plain = shape.edges == Edges() and not shape.shade and not shape.keeps_lines
        if not shape.keeps_next or not is_plain or self._lines(paragraph) <= _SHORT:
            return 0
        return round(sum(self._following(at + 1)) * _CAUTION)

    def _following(self, at: int) -> Iterator[float]:
        """The heights of what hangs together from a block on."""
        for number in range(at, len(self.blocks)):
            block = self.blocks[number]
            if isinstance(block, Table):
                yield sum(self._row(block, row) for row in range(_first_rows(block)))
                return
            lines = self._lines(block)
            keeps = block.shape.keeps_next and lines <= _SHORT
            line = Worn(block.shape, block.look, tallest(block), self.place).line
            yield self._gap(number) + line * (lines if keeps else min(lines, _KEPT))
            if not keeps:
                return

    def _row(self, table: Table, number: int) -> int:
        row = table.rows[number]
        inside = (p for cell in row.cells for p in cell.paragraphs)
        lines = (Worn(p.shape, p.look, tallest(p), self.place).line for p in inside)
        return max(row.height, max(lines, default=0))

    def _lines(self, paragraph: Paragraph) -> int:
        """About how many lines a paragraph has."""
        shape = paragraph.shape
        room = max(self.place.measure - shape.left - shape.right, 1)
        width = shape.first + sum(
            sum(map(_width, run.text)) * run.look.size * run.look.scale / 100
            + len(run.text) * run.look.spacing
            for run in paragraph.runs
        )
        return math.ceil(width * _CAUTION / room) + paragraph.text.count("\n") or 1


def tallest(paragraph: Paragraph) -> int:
    """The size of a paragraph's largest type."""
    sizes = (run.look.size for run in paragraph.runs)
    return max(sizes, default=paragraph.look.size)


def width_of(cell: Cell, table: Table) -> int:
    """The width that the text of a cell has."""
    columns = table.columns[cell.column : cell.column + cell.columns]
    _, right, _, left = cell.margins
    return max(sum(columns) - left - right, 1)


def _alike(above: Paragraph, below: Paragraph) -> bool:
    """Whether two paragraphs stand in one frame."""
    one, other = (
        (each.edges, each.left + min(each.first, 0), each.right)
        for each in (above.shape, below.shape)
    )
    return one == other and above.shape.edges != Edges()


def _first_rows(table: Table) -> int:
    heads = sum(row.is_header for row in table.rows)
    return min(heads + 1, len(table.rows))


def _width(character: str) -> int:
    """A character's width in half-points times twips: a wide one is a square."""
    return 10 if unicodedata.east_asian_width(character) in "WFA" else 6
