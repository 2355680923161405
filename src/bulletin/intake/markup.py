"""A worksheet's XML as rows and cells with the bytes where each stands (expat)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from xml.parsers import expat

from openpyxl.utils import range_boundaries

Box = tuple[int, int, int, int]
_TAG = re.compile(rb"""<[^"'>]*(?:"[^"]*"[^"'>]*|'[^']*'[^"'>]*)*>""")
_CELL = re.compile(r"([A-Z]{1,3})([1-9]\d*)")
_LETTERS = 26
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

    `arrays` are the areas of formulas with more than one result. `prefix` stands before
    each tag's name.
    """

    rows: list[Element] = field(default_factory=list)
    merged: list[Box] = field(default_factory=list)
    arrays: list[Box] = field(default_factory=list)
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
        found, at = self._found, self._parser.CurrentByteIndex
        element = Element(local, at, attributes)
        inside = self._open[-1].name if self._open else ""
        self._open.append(element)
        if local == "sheetData":
            found.block, found.prefix = element, prefix + colon
        elif local == "row" and inside == "sheetData":
            last = found.rows[-1].number if found.rows else 0
            element.number = number(attributes.get("r"), last + 1)
            found.rows.append(element)
        elif local == "c" and inside == "row":
            self._cell(element)
        elif local == "f" and inside == "c":
            self._formula(attributes)
        elif local == "mergeCell":
            found.merged.append(box(attributes.get("ref", "")))
        elif local == "col":
            found.columns.append(element)
        elif local == "dimension":
            found.dimension = element

    def _cell(self, cell: Element) -> None:
        cells = self._found.rows[-1].cells
        after = (cells[-1].number if cells else 0) + 1
        at = position(cell.attributes.get("r", ""))
        cell.number = at[0] if at else after
        cells.append(cell)

    def _formula(self, attributes: dict[str, str]) -> None:
        self._open[-2].has_formula = True
        if attributes.get("t") in ("array", "dataTable"):
            self._found.arrays.append(box(attributes.get("ref", "")))

    def _end(self, _: str) -> None:
        element, at = self._open.pop(), self._parser.CurrentByteIndex
        tag = opening(self._data, element.start)
        element.is_empty = tag.endswith(b"/>")
        # Expat tells the end of an empty tag behind it, of any other before its end tag.
        behind = element.start + len(tag)
        element.close = element.start if element.is_empty else at
        element.end = behind if element.is_empty else self._data.index(b">", at) + 1
