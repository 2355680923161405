"""One pass over a sheet's XML before it is read: what it hides, and whether it is sane."""

import re
from collections.abc import Callable
from dataclasses import replace
from typing import IO
from xml.parsers import expat

from bulletin.intake.grid import COLUMNS, ROWS, Layout, Span
from bulletin.intake.readers.edges import MOST_CELLS, Edges
from bulletin.intake.readers.gaps import DistortedError, Gaps

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main "
_CELL = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})", re.ASCII)
_OTHERS = 300_000
_LAST_ROW = 1 << 20
_CHUNK = 1 << 16
_MERGES = 20_000
_TRUE = ("1", "true")
Attributes = dict[str, str]


class Structure:
    """What is found out of a sheet as its XML passes by.

    `last_row` is the last one worth reading, for only blank cells come after it.
    `text_results` are the formulas whose saved result is a text, perhaps an empty one,
    which openpyxl does not tell from no result at all.
    """

    def __init__(self) -> None:
        self.text_results: set[str] = set()
        self.last_row = 0
        self._row = self._column = self._count = self._needed = self._others = 0
        self._cell = ""
        self._is_text = self._is_filled = self._is_filtered = False
        self._is_any_filled = False
        self._edges = Edges()
        self._hidden_rows: set[int] = set()
        self._hidden_columns: set[int] = set()
        self._merged: list[Span] = []

    @property
    def is_blank(self) -> bool:
        """Whether no cell holds anything."""
        return not self._is_any_filled

    @property
    def is_too_full(self) -> bool:
        """Whether more cells have to be read than seconds allow."""
        return self._needed > MOST_CELLS

    def layout(self, *, is_hidden: bool) -> Layout:
        """The sheet's layout, once all has passed."""
        return replace(
            self._edges.layout(),
            is_hidden=is_hidden,
            is_filtered=self._is_filtered,
            hidden_rows=frozenset(self._hidden_rows),
            hidden_columns=frozenset(self._hidden_columns),
            merged=tuple(self._merged),
        )

    def pass_by(self, part: IO[bytes]) -> None:
        """Let the XML of a sheet pass; DistortedError or ExpatError if it is no sheet."""
        handlers, gaps = self._handlers(), Gaps()
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True

        def start(tag: str, attributes: Attributes) -> None:
            handler = handlers.get(tag)
            if handler:
                handler(attributes)
            else:
                self._on_other()

        parser.StartElementHandler = start
        parser.StartDoctypeDeclHandler = _refuse_doctype
        while chunk := part.read(_CHUNK):
            gaps.pass_by(chunk)
            parser.Parse(chunk, False)  # noqa: FBT003 - positional in expat
        parser.Parse(b"", True)  # noqa: FBT003 - as above

    def _handlers(self) -> dict[str, Callable[[Attributes], None]]:
        return {
            f"{_MAIN}col": self._on_column,
            f"{_MAIN}row": self._on_row,
            f"{_MAIN}c": self._on_cell,
            f"{_MAIN}v": self._on_content,
            f"{_MAIN}is": self._on_content,
            f"{_MAIN}f": self._on_formula,
            f"{_MAIN}mergeCell": self._on_merge,
            f"{_MAIN}autoFilter": self._on_filter,
        }

    def _on_column(self, found: Attributes) -> None:
        if found.get("hidden") in _TRUE or found.get("width") == "0":
            last = min(int(found["max"]), COLUMNS)
            self._hidden_columns.update(range(max(int(found["min"]), 1), last + 1))

    def _on_row(self, found: Attributes) -> None:
        number = int(found.get("r", self._row + 1))
        if not self._row < number <= _LAST_ROW:
            raise DistortedError
        self._row, self._column = number, 0
        if number <= ROWS and (found.get("hidden") in _TRUE or found.get("ht") == "0"):
            self._hidden_rows.add(number)

    def _on_cell(self, found: Attributes) -> None:
        self._cell = found.get("r", "")
        column = self._column + 1
        if self._cell:
            match = _CELL.fullmatch(self._cell)
            if not match or int(match[2]) != self._row:
                raise DistortedError
            column = _number(match[1])
        if column <= self._column:
            raise DistortedError
        self._column = column
        self._is_text = found.get("t") == "str"
        self._is_filled = False
        self._count += self._row <= ROWS

    def _on_content(self, _: Attributes) -> None:
        if not self._is_filled:
            self._is_filled = self._is_any_filled = True
            if self._edges.hold(self._row, self._column):
                self.last_row, self._needed = self._row, self._count

    def _on_formula(self, _: Attributes) -> None:
        if self._is_text and self._row <= ROWS:
            self.text_results.add(self._cell)

    def _on_merge(self, found: Attributes) -> None:
        first, _, last = found["ref"].partition(":")
        matches = _CELL.fullmatch(first), _CELL.fullmatch(last or first)
        if matches[0] and matches[1] and len(self._merged) < _MERGES:
            top, bottom = int(matches[0][2]), int(matches[1][2])
            left, right = _number(matches[0][1]), _number(matches[1][1])
            self._merged.append(Span(top, left, bottom, right))

    def _on_other(self) -> None:
        """An element that says nothing of cells; nested a million deep it would."""
        self._others += 1
        if self._others > _OTHERS:
            raise DistortedError

    def _on_filter(self, _: Attributes) -> None:
        self._is_filtered = True


def _number(column: str) -> int:
    """A column's number from 1: AB is 28."""
    number = 0
    for letter in column:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def _refuse_doctype(*_: object) -> None:
    raise DistortedError
