"""A worksheet's XML as rows and cells with the bytes where each stands (expat)."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from xml.parsers import expat

from openpyxl.utils import range_boundaries

Box = tuple[int, int, int, int]
_TAG = re.compile(rb"""<[^"'>]*(?:"[^"]*"[^"'>]*|'[^']*'[^"'>]*)*>""")
_CELL = re.compile(r"([A-Z]{1,3})([1-9]\d*)")
_LETTERS = 26
# Far more rows and cells than any month has, and as many as fit into memory.
_MOST = 200_000
_DEEPEST = 100
# What is looked at, and where alone it counts.
_INSIDE = {
    "dimension": "worksheet",
    "col": "cols",
    "row": "sheetData",
    "c": "row",
    "f": "c",
    "mergeCell": "mergeCells",
    "hyperlink": "hyperlinks",
}
_NOWHERE = (0, 0, 0, 0)


class MarkupError(Exception):
    """XML that is damaged, or not written as programs write worksheets."""


@dataclass(slots=True)
class Element:
    """A tag: its first byte, that of its end tag, and the one behind it all.

    `number` is the row, or of a cell the column; an empty tag has no end tag of its own:
    `close` is then `start`.
    """

    name: str
    start: int
    attributes: Mapping[str, str]
    number: int = 0
    is_empty: bool = False
    close: int = 0
    end: int = 0
    cells: list["Element"] = field(default_factory=list)
    has_formula: bool = False


@dataclass(slots=True)
class Markup:
    """The rows of a worksheet, and whatever else decides how a cell may be written.

    `arrays` are the areas of formulas with more than one result, `linked` those of
    hyperlinks. `prefix` stands before each tag's name.
    """

    rows: list[Element] = field(default_factory=list)
    merged: list[Box] = field(default_factory=list)
    arrays: list[Box] = field(default_factory=list)
    linked: list[Box] = field(default_factory=list)
    columns: list[Element] = field(default_factory=list)
    block: Element | None = None
    dimension: Element | None = None
    prefix: str = ""


def markup(data: bytes) -> Markup:
    """The rows and cells of a worksheet; raises MarkupError."""
    return _Scan(data).run()


def opening(data: bytes, start: int) -> bytes:
    """The tag that begins there, attributes and all."""
    found = _TAG.match(data, start)
    if found is None:
        raise MarkupError
    return found[0]


def box(reference: str) -> Box:
    """Left, top, right and bottom of a reference such as B2:D9."""
    try:
        found = range_boundaries(reference)
    except ValueError:
        return _NOWHERE
    left, top, right, bottom = (int(each or 0) for each in found)
    return left, top, right, bottom


def number(written: str | None, otherwise: int = 0) -> int:
    """The whole number in an attribute, or the other where there is none."""
    return (
        int(written) if written and re.fullmatch(r"[0-9]{1,9}", written) else otherwise
    )


def position(cell: str) -> tuple[int, int] | None:
    """Column and row of a cell such as B2."""
    found = _CELL.fullmatch(cell)
    if found is None:
        return None
    column = 0
    for letter in found[1]:
        column = column * _LETTERS + ord(letter) - ord("A") + 1
    return column, int(found[2])


class _Scan:
    """One walk over the XML; a row or a cell without its number follows the last one."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._found = Markup()
        self._open: list[Element] = []
        self._kept = 0
        self._handlers: Mapping[str, Callable[[Element], None]] = {
            "dimension": self._dimension,
            "col": self._column,
            "row": self._row,
            "c": self._cell,
            "f": self._formula,
            "mergeCell": self._merged,
            "hyperlink": self._linked,
        }
        self._parser = expat.ParserCreate()
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.StartDoctypeDeclHandler = self._refuse
        self._parser.XmlDeclHandler = self._declared

    def run(self) -> Markup:
        try:
            self._parser.Parse(self._data, True)  # noqa: FBT003 - expat's own
        except (expat.ExpatError, ValueError):
            raise MarkupError from None
        if self._found.block is None:
            raise MarkupError
        return self._found

    def _refuse(self, *_: object) -> None:
        raise MarkupError

    def _declared(self, _: str, encoding: str | None, __: int) -> None:
        """What is spliced in is UTF-8."""
        if encoding and encoding.lower() not in ("utf-8", "utf8", "us-ascii"):
            raise MarkupError

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        prefix, colon, local = tag.rpartition(":")
        element = Element(local, self._parser.CurrentByteIndex, attributes)
        inside = self._open[-1].name if self._open else ""
        self._open.append(element)
        if len(self._open) > _DEEPEST:
            raise MarkupError
        if local == "sheetData":
            self._found.block, self._found.prefix = element, prefix + colon
        handler = self._handlers.get(local)
        if handler and inside == _INSIDE[local]:
            self._kept += 1
            if self._kept > _MOST:
                raise MarkupError
            handler(element)

    def _dimension(self, dimension: Element) -> None:
        self._found.dimension = dimension

    def _column(self, column: Element) -> None:
        self._found.columns.append(column)

    def _row(self, row: Element) -> None:
        rows = self._found.rows
        after = (rows[-1].number if rows else 0) + 1
        row.number = number(row.attributes.get("r"), after)
        rows.append(row)

    def _cell(self, cell: Element) -> None:
        cells = self._found.rows[-1].cells
        after = (cells[-1].number if cells else 0) + 1
        at = position(cell.attributes.get("r", ""))
        cell.number = at[0] if at else after
        cells.append(cell)

    def _formula(self, formula: Element) -> None:
        self._open[-2].has_formula = True
        if formula.attributes.get("t") in ("array", "dataTable"):
            self._found.arrays.append(box(formula.attributes.get("ref", "")))

    def _merged(self, area: Element) -> None:
        self._found.merged.append(box(area.attributes.get("ref", "")))

    def _linked(self, area: Element) -> None:
        self._found.linked.append(box(area.attributes.get("ref", "")))

    def _end(self, _: str) -> None:
        element, at = self._open.pop(), self._parser.CurrentByteIndex
        tag = opening(self._data, element.start)
        element.is_empty = tag.endswith(b"/>")
        # Expat tells the end of an empty tag behind it, of any other before its end tag.
        behind = element.start + len(tag)
        element.close = element.start if element.is_empty else at
        element.end = behind if element.is_empty else self._data.index(b">", at) + 1
