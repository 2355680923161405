"""What every reader makes of a file: sheets of cells with their places, and their looks."""

import datetime
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Protocol

from bulletin.model.place import Place

Content = str | int | float | bool | datetime.datetime | datetime.date | datetime.time

# No month needs more; a stray cell at XFD200001 must not make us walk what is between.
ROWS = 2000
COLUMNS = 120
_LETTERS = 26


class CellKind(Enum):
    """What a cell is before anyone looks at its value."""

    ORDINARY = "普通"
    FORMULA = "公式"
    ERROR = "错误值"
    UNSAVED = "公式无结果"


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell that is not empty: its content as the file holds it, and its place.

    A FORMULA holds its text until `Workbook.saved` exchanges it for its result. A number
    may be shown as a percentage, or `is_scaled`: as so many thousands or millions.
    """

    content: Content
    place: Place
    kind: CellKind = CellKind.ORDINARY
    is_percent: bool = False
    is_scaled: bool = False


Row = Mapping[int, Cell]
Rows = tuple[tuple[int, Row], ...]


@dataclass(frozen=True, slots=True)
class Span:
    """A rectangle of merged cells, its edges counted from 1; they show the first one."""

    top: int
    left: int
    bottom: int
    right: int

    def __str__(self) -> str:
        """The range as Excel writes it: A2:A4."""
        return f"{letters(self.left)}{self.top}:{letters(self.right)}{self.bottom}"

    @property
    def is_column(self) -> bool:
        """Whether it joins cells under each other only."""
        return self.left == self.right


@dataclass(frozen=True, slots=True)
class Layout:
    """What a sheet shows and hides of its cells.

    `far` are the first cells beyond `ROWS` and `COLUMNS`, which are not read, of
    `far_count` in all; the sheet `is_cut` where filled rows go on behind the last one read.
    """

    is_hidden: bool = False
    is_filtered: bool = False
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    merged: tuple[Span, ...] = ()
    far: tuple[str, ...] = ()
    far_count: int = 0
    is_cut: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """The rows of a sheet that are not empty, with their numbers from 1, and its layout."""

    rows: Rows
    layout: Layout = field(default_factory=Layout)


class Source(Protocol):
    """A file that was opened; its sheets are read when they are asked for."""

    @property
    def sheets(self) -> tuple[str, ...]:
        """The names of the sheets with cells, in order."""

    def is_blank(self, name: str) -> bool:
        """Whether a sheet holds nothing."""

    def sheet(self, name: str) -> Sheet:
        """A sheet; ProblemsError if it is damaged."""

    def saved(self, cell: Cell) -> Cell:
        """The cell; a formula as its saved result, UNSAVED where it has none."""


def letters(column: int) -> str:
    """The name of a column: 1 is A, 28 is AB."""
    name = ""
    while column:
        column, rest = divmod(column - 1, _LETTERS)
        name = chr(ord("A") + rest) + name
    return name


def uncovered(rows: Iterable[tuple[int, Row]], merged: Iterable[Span]) -> Rows:
    """The rows without what merged cells hide: only the first of them is ever seen."""
    hidden = _covered(merged)
    kept = (
        (
            number,
            {
                column: cell
                for column, cell in row.items()
                if (number, column) not in hidden
            },
        )
        for number, row in rows
    )
    return tuple((number, row) for number, row in kept if row)


def _covered(merged: Iterable[Span]) -> set[tuple[int, int]]:
    """The cells that spans hide; of spans that overlap, as no program writes them, some."""
    hidden: set[tuple[int, int]] = set()
    for span in merged:
        for cell in _below(span):
            if cell in hidden:
                break
            hidden.add(cell)
        hidden.discard((span.top, span.left))
    return hidden


def _below(span: Span) -> Iterator[tuple[int, int]]:
    for row in range(span.top, min(span.bottom, ROWS) + 1):
        for column in range(span.left, min(span.right, COLUMNS) + 1):
            yield row, column
