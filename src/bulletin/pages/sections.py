"""Sections: paper, margins, headers and footers, page numbers, with what they inherit."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from lxml.etree import _Element as Element

from bulletin.model.layout import Geometry, Margin, Paragraph, Section, Table
from bulletin.pages.blocks import Blocks
from bulletin.pages.docx import W
from bulletin.pages.grids import named
from bulletin.pages.looks import number, value
from bulletin.pages.package import Package
from bulletin.pages.story import Book, Story
from bulletin.pages.styles import is_on

_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_KINDS = {"default": "odd", "even": "even", "first": "first"}
_LOST = {"pgBorders": "页面边框", "lnNumType": "行号"}
_PARITY = {"oddPage": "odd", "evenPage": "even"}
_STANDS = {"center": "center", "bottom": "bottom"}
_FIELDS = ("top", "right", "bottom", "left", "header", "footer")


@dataclass(frozen=True, slots=True)
class Sections:
    """Reads the sections of a document; parts of headers are read once each."""

    package: Package
    book: Book
    has_even: bool
    _read: dict[str, tuple[Paragraph, ...]] = field(default_factory=dict)

    def read(
        self,
        blocks: Sequence[Paragraph | Table],
        breaks: Sequence[tuple[int, Element]],
        last: Element | None,
    ) -> tuple[Section, ...]:
        """The sections of `blocks`, of which each break ends one, and `last` the last."""
        ends = [*breaks, (len(blocks), last)]
        made: list[Section] = []
        margins: dict[str, dict[str, tuple[Paragraph, ...]]] = {
            "header": {},
            "footer": {},
        }
        start = 0
        for end, element in ends:
            margins = {
                kind: inherited | self._margin(element, kind)
                for kind, inherited in margins.items()
            }
            made.append(self._section(element, tuple(blocks[start:end]), margins))
            start = end
        return tuple(made)

    def _section(
        self,
        element: Element | None,
        blocks: tuple[Paragraph | Table, ...],
        margins: dict[str, dict[str, tuple[Paragraph, ...]]],
    ) -> Section:
        self._lose(element)
        numbers = None if element is None else element.find(f"{W}pgNumType")
        start = value(numbers, "start")
        return Section(
            geometry(element),
            blocks,
            Margin(**margins["header"]),
            Margin(**margins["footer"]),
            self.has_even,
            is_on(element, "titlePg"),
            max(number(start), 0) if start else None,
            value(numbers, "fmt") or "decimal",
            named(element, "type") == "continuous",
            pitch(element),
            _PARITY.get(named(element, "type"), ""),
            _STANDS.get(named(element, "vAlign"), "top"),
        )

    def _margin(
        self, element: Element | None, kind: str
    ) -> dict[str, tuple[Paragraph, ...]]:
        """The headers or footers that a section has of its own."""
        relations = self.package.relations(self.package.main)
        found = {}
        for each in () if element is None else element.iter(f"{W}{kind}Reference"):
            part = relations.get(each.get(f"{_R}id", ""), "")
            field_ = _KINDS.get(value(each, "type"), "odd")
            found[field_] = self._story(part, kind)
        return found

    def _story(self, part: str, kind: str) -> tuple[Paragraph, ...]:
        if part not in self._read:
            name = "页眉" if kind == "header" else "页脚"
            root = self.package.tree(part)
            blocks = Blocks(Story(self.book, name), keeps_boxes=True, place=name)
            if root is not None:
                blocks.read(root)
            if any(isinstance(each, Table) for each in blocks.found):
                blocks.story.lose(f"{name}里的表格", name)
            paragraphs = (e for e in blocks.found if isinstance(e, Paragraph))
            self._read[part] = tuple(paragraphs)
        return self._read[part]

    def _lose(self, element: Element | None) -> None:
        story = Story(self.book, "全文")
        for each in () if element is None else element:
            name = str(each.tag).removeprefix(W)
            if name in _LOST:
                story.lose(_LOST[name], "全文")
            elif name == "cols" and number(value(each, "num"), 1) > 1:
                story.lose("分栏", "全文")
            elif name == "textDirection" and value(each) not in ("", "lrTb"):
                story.lose("竖排的页面", "全文")


def geometry(element: Element | None) -> Geometry:
    """The paper and margins that a section asks for; Word's defaults where it is silent."""
    if element is None:
        return Geometry()
    size, margins = element.find(f"{W}pgSz"), element.find(f"{W}pgMar")
    default = Geometry()
    found = {
        name: number(value(margins, name), getattr(default, name)) for name in _FIELDS
    }
    # A negative margin keeps the text from giving way to a tall header.
    found["top"], found["bottom"] = abs(found["top"]), abs(found["bottom"])
    found["left"] += number(value(margins, "gutter"))
    return Geometry(
        number(value(size, "w"), default.width),
        number(value(size, "h"), default.height),
        **found,
    )


def pitch(element: Element | None) -> int:
    """The line pitch of a section's document grid; 0 where lines keep to none."""
    grid = None if element is None else element.find(f"{W}docGrid")
    if value(grid, "type") not in ("lines", "linesAndChars", "snapToChars"):
        return 0
    return number(value(grid, "linePitch"))
