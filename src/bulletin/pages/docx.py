"""The visible text of a .docx: paragraphs, and tables with their spans, by section."""

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree
from lxml.etree import _Element as Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
PARAGRAPH, ROW, CELL, TABLE = f"{W}p", f"{W}tr", f"{W}tc", f"{W}tbl"
RUN, TEXT, SECTION = f"{W}r", f"{W}t", f"{W}sectPr"
# No entities and no network: a page comes from anywhere.
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)


@dataclass(frozen=True, slots=True)
class TableCell:
    """A cell of a table: its paragraphs on lines, and the grid places that it covers."""

    text: str
    row: int
    column: int
    rows: int = 1
    columns: int = 1


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph (`cells` is None) or a table, and whether its section is landscape."""

    text: str
    style: str
    is_landscape: bool
    cells: tuple[TableCell, ...] | None = None
    header_rows: int = 0


def parse(xml: bytes) -> Element:
    """An XML part as a tree."""
    return etree.fromstring(xml, _PARSER)


def body(data: bytes) -> Element:
    """The body of a .docx file's main part."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        root = parse(package.read("word/document.xml"))
    return root[0]


def paragraphs(root: Element) -> Iterator[Element]:
    """Every paragraph below an element in document order, those in tables included."""
    return root.iter(PARAGRAPH)


def text(paragraph: Element) -> str:
    """A paragraph's own text, without that of text boxes anchored in it."""
    return "".join(node.text or "" for node in texts(paragraph))


def texts(paragraph: Element) -> list[Element]:
    """The text nodes of a paragraph's own runs, in order."""
    nodes = list(paragraph.iter(TEXT))
    if len(list(paragraph.iter(PARAGRAPH))) == 1:
        return nodes
    return [node for node in nodes if _owner(node) is paragraph]


def _owner(node: Element) -> Element | None:
    return next(node.iterancestors(PARAGRAPH), None)


def style(paragraph: Element) -> str:
    """The id of a paragraph's style; empty for the default one."""
    found = paragraph.find(f"{W}pPr/{W}pStyle")
    return "" if found is None else found.get(f"{W}val", "")


def blocks(root: Element) -> tuple[Block, ...]:
    """The body's paragraphs and tables in order, each with its section's orientation."""
    found: list[Block] = []
    open_: list[Element] = []
    for child in root:
        if child.tag in (PARAGRAPH, TABLE):
            open_.append(child)
        section = child if child.tag == SECTION else child.find(f"{W}pPr/{SECTION}")
        if section is not None:
            landscape = _is_landscape(section)
            found.extend(_block(each, is_landscape=landscape) for each in open_)
            open_.clear()
    return tuple(found)


def _is_landscape(section: Element) -> bool:
    size = section.find(f"{W}pgSz")
    return size is not None and size.get(f"{W}orient") == "landscape"


def _block(element: Element, *, is_landscape: bool) -> Block:
    if element.tag == PARAGRAPH:
        return Block(text(element), style(element), is_landscape)
    rows = list(element.iter(ROW))
    heads = sum(row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows)
    return Block("", "", is_landscape, _cells(rows), heads)


def _cells(rows: list[Element]) -> tuple[TableCell, ...]:
    """The table's cells; one that goes on from the row above adds to its height."""
    found: dict[tuple[int, int], TableCell] = {}
    top: dict[int, int] = {}
    for number, row in enumerate(rows):
        column = 0
        for cell in row.iter(CELL):
            width = _span(cell)
            merge = cell.find(f"{W}tcPr/{W}vMerge")
            goes_on = merge is not None and merge.get(f"{W}val") != "restart"
            if goes_on and column in top:
                above = found[top[column], column]
                height = number - above.row + 1
                found[top[column], column] = TableCell(
                    above.text, above.row, column, height, above.columns
                )
            else:
                top[column] = number
                lines = "\n".join(text(each) for each in cell.iter(PARAGRAPH))
                found[number, column] = TableCell(lines, number, column, 1, width)
            column += width
    return tuple(found.values())


def _span(cell: Element) -> int:
    span = cell.find(f"{W}tcPr/{W}gridSpan")
    return 1 if span is None else int(span.get(f"{W}val", "1"))
