"""The records of an .xls stream before xlrd takes them in: far cells are struck out."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from bulletin.intake.grid import COLUMNS, ROWS, Layout
from bulletin.intake.readers.edges import Edges

# FORMULA, NUMBER, LABEL, RK, LABELSST, BOOLERR, RSTRING and MULRK hold something;
# BLANK and MULBLANK only a format. All begin with their row and column.
_FILLED = frozenset({0x06, 0x203, 0x204, 0x27E, 0xFD, 0x205, 0xD6, 0xBD})
_CELLS = _FILLED | {0x201, 0xBE}
_BEGIN, _SHEET, _FILTERED = 0x809, 0x85, 0x9B
# A sheet record holds its position, whether it is hidden, and at 5 what it is.
_TYPE, _WORKSHEET = 5, 0
# No program knows this record, so xlrd passes over it.
_STRUCK_OUT = struct.pack("<H", 0xFFF0)
_HEAD = struct.Struct("<HH")
_PLACE = struct.Struct("<HH")


@dataclass(slots=True)
class _Page:
    edges: Edges = field(default_factory=Edges)
    is_filtered: bool = False

    def layout(self) -> Layout:
        return replace(self.edges.layout(), is_filtered=self.is_filtered)


def near(stream: bytes) -> tuple[bytes, tuple[Layout, ...]]:
    """The stream without cells beyond `ROWS` and `COLUMNS`; what that is, by worksheet."""
    kept = bytearray(stream)
    sheets: list[int] = []
    found: dict[int, _Page] = {}
    current = _Page()
    for record, at, length in _records(stream):
        if record == _BEGIN:
            current = found.setdefault(at - _HEAD.size, _Page())
        elif record == _SHEET and length > _TYPE and stream[at + _TYPE] == _WORKSHEET:
            sheets.append(int.from_bytes(stream[at : at + 4], "little"))
        elif record == _FILTERED:
            current.is_filtered = True
        elif record in _CELLS and length >= _PLACE.size:
            row, column = (n + 1 for n in _PLACE.unpack_from(stream, at))
            if row > ROWS or column > COLUMNS:
                kept[at - _HEAD.size : at - _HEAD.size + 2] = _STRUCK_OUT
            if record in _FILLED:
                current.edges.hold(row, column)
    return bytes(kept), tuple(found.get(at, _Page()).layout() for at in sheets)


def _records(stream: bytes) -> Iterator[tuple[int, int, int]]:
    """Each record's number, and where its content begins and how long it is."""
    at = 0
    while at + _HEAD.size <= len(stream):
        record, length = _HEAD.unpack_from(stream, at)
        at += _HEAD.size
        if at + length > len(stream):
            return
        yield record, at, length
        at += length
