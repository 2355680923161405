"""New values spliced into a worksheet's XML: all bytes but those of the cells stay."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import product
from xml.sax.saxutils import escape

from openpyxl.utils import get_column_letter

from bulletin.intake.patching.markup import Box, Element, box, markup, number, opening

Cell = tuple[int, int]
_Edit = tuple[int, int, bytes]
_SPANS = re.compile(rb"""\s+spans=(?:"[^"]*"|'[^']*')""")
_REF = re.compile(rb"""\s+ref=(?:"[^"]*"|'[^']*')""")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\ufffe\uffff]")
_TYPE = re.compile(rb"""\s+t=(?:"[^"]*"|'[^']*')""")
# The kinds of results that stand in the cell itself.
_KINDS = ("", "n", "str", "b", "e")
_NO_BOX = (0, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Value:
    """What goes into a cell: the digits of a number, or a text; an empty one clears it."""

    text: str
    is_number: bool = False


@dataclass(frozen=True, slots=True)
class Result:
    """The saved result of a formula: what kind (t) it is, and its text as XML."""

    kind: str
    text: bytes


class Sheet:
    """A worksheet's XML, read once; cells are (column, row), both from 1.

    Raises MarkupError.
    """

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._markup = markup(data)
        self._rows = {row.number: row for row in self._markup.rows}
        name = self._markup.prefix + "v"
        result = rf"<{name}(?:\s[^>]*?)?(?:/>|>([^<]*)</{name}\s*>)"
        self._result = re.compile(result.encode())

    def holds_formula(self, cell: Cell) -> bool:
        """Whether a formula makes what the cell shows, also one of a whole area."""
        written = self._written(cell)
        in_area = any(_inside(cell, area) for area in self._markup.arrays)
        return in_area or (written is not None and written.has_formula)

    def covering(self, cell: Cell) -> Cell | None:
        """The first cell of the merged ones that cover this cell; None if it is seen."""
        for area in self._markup.merged:
            if _inside(cell, area) and cell != area[:2]:
                return area[0], area[1]
        return None

    def style(self, cell: Cell) -> int:
        """The number of its style; of a cell not written yet that of row or column."""
        column, row = cell
        written, line = self._written(cell), self._rows.get(row)
        if written is not None:
            return number(written.attributes.get("s"))
        if line is not None and line.attributes.get("customFormat") in ("1", "true"):
            return number(line.attributes.get("s"))
        for found in self._markup.columns:
            marks = found.attributes
            if number(marks.get("min")) <= column <= number(marks.get("max")):
                return number(marks.get("style"))
        return 0

    def spliced(self, values: Mapping[Cell, Value]) -> bytes:
        """The XML with these values; whatever else it says stays byte for byte."""
        by_row: dict[int, list[Cell]] = {}
        for cell in sorted(values):
            by_row.setdefault(cell[1], []).append(cell)
        edits: list[_Edit] = []
        for row in sorted(by_row):
            tags = {cell: self._cell_tag(cell, values[cell]) for cell in by_row[row]}
            line = self._rows.get(row)
            edits += self._into(line, tags) if line else [self._new_row(row, tags)]
        block = self._markup.block
        if edits and block and block.is_empty:
            rows = b"".join(content for _, _, content in edits)
            edits = [(block.start, block.end, self._tag("sheetData", "", rows))]
        return self._edited([*edits, *self._widened(values)])

    def emptied(self, cells: Iterable[Cell]) -> bytes:
        """The XML without the saved results of the formulas in these cells."""
        edits: list[_Edit] = []
        for cell in self._with_areas(cells):
            found = self._written(cell)
            if found is not None:
                kept = self._result.sub(b"", self._data[found.start : found.end])
                edits.append((found.start, found.end, kept))
        return self._edited(edits)

    def results(self) -> dict[Cell, Result]:
        """The saved results of all formulas that have one."""
        found: dict[Cell, Result] = {}
        for cell, element in self._formulas():
            saved = self._result.search(self._data, element.start, element.end)
            kind = element.attributes.get("t", "")
            if saved and saved[1] and kind in _KINDS:
                found[cell] = Result(kind, saved[1])
        return found

    def with_results(self, results: Mapping[Cell, Result]) -> bytes:
        """The XML with these as the saved results of its formulas."""
        edits: list[_Edit] = []
        for cell, element in self._formulas():
            if cell in results and not element.is_empty:
                written = self._data[element.start : element.close]
                tag = opening(self._data, element.start)
                rest = self._result.sub(b"", written[len(tag) :])
                kind, name = results[cell].kind, self._markup.prefix + "v"
                new = _TYPE.sub(b"", tag)
                if kind:
                    new = new[:-1] + f' t="{kind}">'.encode()
                value = (
                    f"<{name}>".encode() + results[cell].text + f"</{name}>".encode()
                )
                edits.append((element.start, element.close, new + rest + value))
        return self._edited(edits)

    def _formulas(self) -> Iterator[tuple[Cell, Element]]:
        for row in self._markup.rows:
            for element in row.cells:
                if element.has_formula:
                    yield (element.number, row.number), element

    def _with_areas(self, cells: Iterable[Cell]) -> set[Cell]:
        """The cells that hold a formula, with all those that show its results."""
        held = {cell for cell in cells if self.holds_formula(cell)}
        for left, top, right, bottom in self._markup.arrays:
            if (left, top) in held:
                columns, rows = range(left, right + 1), range(top, bottom + 1)
                held |= set(product(columns, rows))
        return held

    def _written(self, cell: Cell) -> Element | None:
        line = self._rows.get(cell[1])
        cells = line.cells if line else []
        return next((each for each in cells if each.number == cell[0]), None)

    def _into(self, line: Element, tags: Mapping[Cell, bytes]) -> Iterator[_Edit]:
        """The edits to a row that is there."""
        old = opening(self._data, line.start)
        new = _SPANS.sub(b"", old) if _reaches_farther(line, tags) else old
        if line.is_empty:
            new = new[:-2].rstrip() + b">"
            closing = f"</{self._markup.prefix}row>".encode()
            yield line.start, line.end, new + b"".join(tags.values()) + closing
            return
        if new != old:
            yield line.start, line.start + len(old), new
        for cell, tag in tags.items():
            there = self._written(cell)
            after = (each.start for each in line.cells if each.number > cell[0])
            at = next(after, line.close)
            yield (there.start, there.end, tag) if there else (at, at, tag)

    def _new_row(self, row: int, tags: Mapping[Cell, bytes]) -> _Edit:
        after = (line.start for line in self._markup.rows if line.number > row)
        block = self._markup.block
        at = next(after, block.close if block else 0)
        return at, at, self._tag("row", f' r="{row}"', b"".join(tags.values()))

    def _widened(self, cells: Iterable[Cell]) -> Iterator[_Edit]:
        """<dimension>, where the new cells lie outside of what it says."""
        found = self._markup.dimension
        old = box(found.attributes.get("ref", "")) if found else _NO_BOX
        if found is None or old == _NO_BOX:
            return
        columns, rows = zip(*cells, (old[0], old[1]), (old[2], old[3]), strict=True)
        new = (min(columns), min(rows), max(columns), max(rows))
        if new != old:
            tag = opening(self._data, found.start)
            ends = f' ref="{_name(new[:2])}:{_name(new[2:])}"'
            yield found.start, found.start + len(tag), _REF.sub(ends.encode(), tag)

    def _cell_tag(self, cell: Cell, value: Value) -> bytes:
        style, prefix = self.style(cell), self._markup.prefix
        marks = f' r="{_name(cell)}"' + (f' s="{style}"' if style else "")
        if not value.text:
            return self._tag("c", marks, b"")
        if value.is_number:
            content = f"<{prefix}v>{value.text}</{prefix}v>"
            return self._tag("c", marks, content.encode())
        text = escape(_CONTROL.sub(_escaped, value.text))
        name = f"{prefix}t"
        content = f'<{name} xml:space="preserve">{text}</{name}>'
        inside = self._tag("is", "", content.encode())
        return self._tag("c", f'{marks} t="inlineStr"', inside)

    def _tag(self, name: str, marks: str, inside: bytes) -> bytes:
        name = self._markup.prefix + name
        if not inside:
            return f"<{name}{marks}/>".encode()
        return f"<{name}{marks}>".encode() + inside + f"</{name}>".encode()

    def _edited(self, edits: Iterable[_Edit]) -> bytes:
        """Edits at one byte keep their order: what is put in comes before what stands."""
        parts, at = [], 0
        for start, end, content in sorted(edits, key=lambda edit: edit[:2]):
            parts += [self._data[at:start], content]
            at = end
        return b"".join((*parts, self._data[at:]))


def _inside(cell: Cell, area: Box) -> bool:
    left, top, right, bottom = area
    return left <= cell[0] <= right and top <= cell[1] <= bottom


def _reaches_farther(line: Element, cells: Iterable[Cell]) -> bool:
    """Whether the row says (spans) that it ends before these cells."""
    low, _, high = line.attributes.get("spans", "").partition(":")
    if not (low.isdecimal() and high.isdecimal()):
        return False
    return any(not int(low) <= column <= int(high) for column, _ in cells)


def _name(cell: tuple[int, ...]) -> str:
    return f"{get_column_letter(cell[0])}{cell[1]}"


def _escaped(character: re.Match[str]) -> str:
    """As Excel writes what XML cannot hold."""
    return f"_x{ord(character[0]):04X}_"
