"""Web pages saved as .xls, whose tables are sheets of cells, merged ones included."""

import re
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import PurePath

import lxml.html
from lxml import etree

from bulletin.intake.grid import COLUMNS, ROWS, Cell, Sheet, Span, letters
from bulletin.intake.readers.edges import MOST_CELLS, Edges
from bulletin.intake.readers.refusing import (
    BROKEN,
    SAVE_AS,
    refusal,
    refusing,
    too_full,
)
from bulletin.intake.readers.tables import Tables
from bulletin.intake.readers.text import decoded
from bulletin.model.place import Place

_CHARSET = re.compile(rb"charset\s*=\s*[\"']?([\w-]+)", re.IGNORECASE)
# Pages that call themselves gb2312 hold names that only gb18030 has.
_CHARSETS = dict.fromkeys((b"gb2312", b"gbk", b"gb18030"), "gb18030") | {
    b"big5": "big5",
    b"utf-8": "utf-8",
    b"utf8": "utf-8",
}
_SPREADSHEET = b"urn:schemas-microsoft-com:office:spreadsheet"
_HEAD = 4096
_INVISIBLE = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_BREAK = "\u2028"
# LibreOffice writes what is noted on a cell into it.
_UNSEEN = ("comment", "script", "style")
_TABLES = 60
# Excel and LibreOffice write a sheet's name into the page, each in its own way.
_NAME = re.compile(r"<x:Name>([^<]+)</x:Name>")
_HEADING = "preceding::h1[1]/em/text()"


def opened(name: str, data: bytes) -> Tables:
    """The tables of a page; ProblemsError if it has none, or is another kind of XML."""
    if _SPREADSHEET in data[:_HEAD] and b"<html" not in data[:_HEAD].lower():
        raise refusal(name, "是“XML 表格 2003”文件")
    text = _text(data)
    if text is None:
        raise refusal(name, "是网页文件，文字编码认不出来")
    with refusing(name, "是网页文件，已损坏", (*BROKEN, etree.LxmlError)):
        parser = lxml.html.HTMLParser(encoding="utf-8", huge_tree=False)
        page = lxml.html.document_fromstring(text.encode("utf-8"), parser=parser)
        etree.strip_elements(page, *_UNSEEN, with_tail=False)
        tables = _tables(Place(name), page, _NAME.findall(text))
    if not tables:
        raise refusal(
            name, "其实是网页文件，里面没有表格", f"请核对选的文件。{SAVE_AS}"
        )
    return Tables(tables)


def _text(data: bytes) -> str | None:
    declared = _CHARSET.search(data[:_HEAD])
    try:
        return (
            data.decode(_CHARSETS[declared[1].lower()]) if declared else decoded(data)
        )
    except (KeyError, UnicodeDecodeError):
        return decoded(data)


def _tables(place: Place, page: etree._Element, named: list[str]) -> dict[str, Sheet]:
    """The tables that lie in no other, by name."""
    outer = (each for each in page.iter("table") if not _within(each, "table"))
    sheets: dict[str, Sheet] = {}
    for number, table in enumerate(islice(outer, _TABLES)):
        heading = table.xpath(_HEADING)
        title = str(heading[0]) if heading else "".join(named[number : number + 1])
        title = title or PurePath(place.file).stem
        title = title if title not in sheets else f"{title}（{number + 1}）"
        grid = _Grid(Place(place.file, title))
        grid.fill(table)
        if grid.rows:
            sheets[title] = grid.sheet()
    return sheets


def _within(element: etree._Element, tag: str) -> bool:
    return next(element.iterancestors(tag), None) is not None


@dataclass(slots=True)
class _Grid:
    """A table as its rows are laid out, each cell where those above and before leave room."""

    place: Place
    rows: dict[int, dict[int, Cell]] = field(default_factory=dict)
    taken: set[tuple[int, int]] = field(default_factory=set)
    merged: list[Span] = field(default_factory=list)
    hidden: set[int] = field(default_factory=set)
    edges: Edges = field(default_factory=Edges)
    row: int = 0

    def fill(self, table: etree._Element) -> None:
        """All rows of a table, as far as they are read."""
        for row in table.iter("tr"):
            if next(row.iterancestors("table")) is table:
                self.add(row)
            if self.edges.near > MOST_CELLS:
                raise too_full(self.place.file, self.place.sheet)
            if self.edges.is_cut:
                break

    def add(self, row: etree._Element) -> None:
        """The next row of the table."""
        self.row += 1
        if _INVISIBLE.search(row.get("style", "")):
            self.hidden.add(self.row)
        column = 1
        for cell in row.iterchildren("td", "th"):
            while (self.row, column) in self.taken:
                column += 1
            self._lay(cell, column)
            text = _shown(cell)
            if text and self.edges.hold(self.row, column):
                where = f"{letters(column)}{self.row}"
                place = Place(self.place.file, self.place.sheet, where)
                self.rows.setdefault(self.row, {})[column] = Cell(text, place)
            column += 1

    def _lay(self, cell: etree._Element, column: int) -> None:
        """Take the room of a cell, as far as cells are read."""
        if self.row > ROWS or column > COLUMNS:
            return
        height, width = _extent(cell, "rowspan"), _extent(cell, "colspan")
        span = Span(self.row, column, self.row + height - 1, column + width - 1)
        for row in range(span.top, min(span.bottom, ROWS) + 1):
            for at in range(column, min(span.right, COLUMNS) + 1):
                self.taken.add((row, at))
        if height > 1 or width > 1:
            self.merged.append(span)

    def sheet(self) -> Sheet:
        """All of it."""
        hidden, merged = frozenset(self.hidden), tuple(self.merged)
        layout = replace(self.edges.layout(), hidden_rows=hidden, merged=merged)
        return Sheet(tuple(sorted(self.rows.items())), layout)


def _extent(cell: etree._Element, name: str) -> int:
    typed = cell.get(name, "1").strip()
    return max(1, int(typed)) if typed.isascii() and typed.isdigit() else 1


def _shown(cell: etree._Element) -> str:
    """The words of a cell as a browser shows them: white space is one space."""
    for mark in cell.iter("br"):
        mark.tail = f"{_BREAK}{mark.tail or ''}"
    lines = str(cell.xpath("string()")).split(_BREAK)
    return "\n".join(" ".join(line.split()) for line in lines).strip()
