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
# MULRK holds several cells of a row, six bytes each.
_SEVERAL, _EACH = 0xBD, 6
_BEGIN, _SHEET, _FILTERED = 0x809, 0x85, 0x9B
# A sheet record holds its position, whether it is hidden, and at 5 what it is.
_TYPE, _WORKSHEET = 5, 0
# No program knows this record, so xlrd passes over it.
_STRUCK_OUT = struct.pack("<H", 0xFFF0)
_HEAD = struct.Struct("<HH")
_PLACE = struct.Struct("<HH")


@dataclass(frozen=True, slots=True)
class Record:
    """A record of the stream: what it is, and where its content begins and how long it is."""

    kind: int
    at: int
    length: int

    def cell(self, stream: bytes) -> tuple[int, int] | None:
        """Row and column of a cell, from 1; None for any other record."""
        if self.kind not in _CELLS or self.length < _PLACE.size:
            return None
        row, column = _PLACE.unpack_from(stream, self.at)
        return row + 1, column + 1

    def is_sheet(self, stream: bytes) -> bool:
        """Whether it names a worksheet, and says where that begins."""
        is_long = self.kind == _SHEET and self.length > _TYPE
        return is_long and stream[self.at + _TYPE] == _WORKSHEET


@dataclass(slots=True)
class Found:
    """What was seen of a worksheet."""

    edges: Edges = field(default_factory=Edges)
    is_filtered: bool = False

    def layout(self) -> Layout:
        """What is known of its layout."""
        return replace(self.edges.layout(), is_filtered=self.is_filtered)

    def hold(self, record: Record, cell: tuple[int, int]) -> None:
        """A cell of it."""
        if record.kind in _FILLED:
            self.edges.hold(*cell)
        if record.kind == _SEVERAL and cell[0] <= ROWS:
            self.edges.near += record.length // _EACH


def near(stream: bytes) -> tuple[bytes, tuple[Found, ...]]:
    """The stream without cells beyond `ROWS` and `COLUMNS`; what was seen, by worksheet."""
    kept = bytearray(stream)
    sheets: list[int] = []
    found: dict[int, Found] = {}
    current = Found()
    for record in _records(stream):
        begin, cell = record.at - _HEAD.size, record.cell(stream)
        if cell:
            current.hold(record, cell)
            if cell[0] > ROWS or cell[1] > COLUMNS:
                kept[begin : begin + len(_STRUCK_OUT)] = _STRUCK_OUT
        elif record.kind == _BEGIN:
            current = found.setdefault(begin, Found())
        elif record.kind == _FILTERED:
            current.is_filtered = True
        elif record.is_sheet(stream):
            sheets.append(int.from_bytes(stream[record.at : record.at + 4], "little"))
    return bytes(kept), tuple(found.get(at, Found()) for at in sheets)


def _records(stream: bytes) -> Iterator[Record]:
    at = 0
    while at + _HEAD.size <= len(stream):
        kind, length = _HEAD.unpack_from(stream, at)
        at += _HEAD.size
        if at + length > len(stream):
            return
        yield Record(kind, at, length)
        at += length
