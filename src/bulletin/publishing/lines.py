"""A part of the template as lines of text and tags, as docxtpl will see them."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from lxml.etree import _Element as Element

from bulletin.pages import docx
from bulletin.publishing import tags
from bulletin.publishing.tags import OPENERS, Tag

W = docx.W
CONTROL = re.compile(r"\{%(p|tr) (.*?)%\}", re.DOTALL)
_REVISIONS = tuple(
    f"{W}{tag}"
    for tag in (
        *("ins", "del", "moveFrom", "moveTo", "rPrChange", "pPrChange"),
        *("sectPrChange", "tblPrChange", "trPrChange", "tcPrChange", "tblGridChange"),
        *("cellIns", "cellDel", "cellMerge", "numberingChange", "tblPrExChange"),
    )
)
_REVISION = re.compile(
    rb"[<:](?:ins|del|moveFrom|moveTo|cell(?:Ins|Del|Merge)|\w+Change)\b"
)
_WORDS = re.compile(rb"<w:t(?: [^>]*)?>[^<]*</w:t>")
_QUOTED = 40


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph, or a table row that holds a {%tr %} tag (docxtpl replaces both).

    `where` says where it stands, as a clerk counts: 第16段 (without those in tables) or
    表1第3行第2格. `holder` is the path of what it stands in: the body, a cell, a table.
    `control` is p or tr where docxtpl deletes the whole line but for its tag, `beside`
    names what else than text would go with it. `hidden` is a tag that docxtpl fills in
    and no reader sees: in a field's code, an equation, a picture's description.
    """

    where: str
    text: str
    style: str = ""
    control: str = ""
    holder: str = ""
    tags: tuple[Tag, ...] = ()
    beside: tuple[str, ...] = ()
    is_revised: bool = False
    hidden: str = ""

    @property
    def quotation(self) -> str:
        """The line's text, shortened."""
        return self.text if len(self.text) <= _QUOTED else self.text[:_QUOTED] + "…"


@dataclass(frozen=True, slots=True)
class Part:
    """The lines of a part in order.

    `is_revised` is whether a table or the page itself has a change that is not accepted,
    `hidden` a tag in what stands in no paragraph: a table's caption, a control's name.
    """

    lines: tuple[Line, ...]
    is_revised: bool
    hidden: str


def read(xml: bytes) -> Part:
    """A part that docxtpl renders: the body, a header or a footer."""
    root = docx.parse(xml)
    reading = _Reading(
        _Numbers(root),
        may_be_revised=_REVISION.search(xml) is not None,
        may_hide=b"{" in _WORDS.sub(b"", xml),
    )
    found = tuple(reading.lines(root))
    return Part(found, reading.is_revised_outside(root), reading.hidden_outside(root))


class _Numbers:
    """The numbers of tables, rows, cells and paragraphs, as a clerk counts them."""

    def __init__(self, root: Element) -> None:
        self._of: dict[Element, int] = {}
        counts: Counter[tuple[Element | None, str]] = Counter()
        for each in root.iter(docx.TABLE, docx.ROW, docx.CELL, docx.PARAGRAPH):
            around = next(each.iterancestors(docx.TABLE, docx.ROW, docx.CELL), None)
            counts[around, str(each.tag)] += 1
            self._of[each] = counts[around, str(each.tag)]

    def where(self, element: Element) -> str:
        """A paragraph's or a row's place: 第16段, 表1第3行第2格, 表1第3行."""
        steps = [
            _STEPS[each.tag].format(self._of[each])
            for each in reversed([element, *element.iterancestors(*_STEPS)])
            if each.tag in _STEPS
        ]
        return "".join(steps).replace("格表", "格内表") or f"第{self._of[element]}段"


_STEPS = {docx.TABLE: "表{}", docx.ROW: "第{}行", docx.CELL: "第{}格"}


@dataclass(frozen=True, slots=True)
class _Reading:
    """Most parts have no revision and no hidden tag at all; then nothing is searched."""

    numbers: _Numbers
    may_be_revised: bool
    may_hide: bool

    def lines(self, element: Element) -> Iterator[Line]:
        for child in element:
            if child.tag == docx.ROW and (row := self._control_row(child)):
                yield row
                continue
            if child.tag == docx.PARAGRAPH:
                yield self._line(child)
            yield from self.lines(child)

    def is_revised_outside(self, root: Element) -> bool:
        return self.may_be_revised and any(
            _paragraph(each) is None for each in root.iter(*_REVISIONS)
        )

    def hidden_outside(self, root: Element) -> str:
        if not self.may_hide:
            return ""
        loose = (each for each in root.iter("*") if _paragraph(each) is None)
        return next((text for each in loose for text in _attributes(each)), "")

    def _control_row(self, row: Element) -> Line | None:
        """A row that docxtpl replaces by its tag; a table inside it would be lost."""
        own = [
            p for p in docx.paragraphs(row) if next(p.iterancestors(docx.ROW)) is row
        ]
        words = "".join(docx.text(each) for each in own)
        if not any(found[1] == "tr" for found in CONTROL.finditer(words)):
            return None
        return Line(
            self.numbers.where(row),
            words,
            control="tr",
            holder=_path(row.getparent()),
            tags=tuple(tag for each in own for tag in tags.tags(each)),
            beside=tags.kinds(row.iterdescendants("*")),
            is_revised=self._is_revised(row),
            hidden=next((text for each in own if (text := self._hidden(each))), ""),
        )

    def _line(self, paragraph: Element) -> Line:
        words = docx.text(paragraph)
        found = CONTROL.search(words)
        control = "p" if found and found[1] == "p" else ""
        has_tags = "{" in words
        return Line(
            self.numbers.where(paragraph),
            words,
            docx.style(paragraph),
            control=control,
            holder=_path(paragraph.getparent()) if has_tags else "",
            tags=tuple(tags.tags(paragraph)) if has_tags else (),
            beside=tags.kinds(paragraph.iterdescendants("*")) if control else (),
            is_revised=self._is_revised(paragraph),
            hidden=self._hidden(paragraph),
        )

    def _is_revised(self, element: Element) -> bool:
        return self.may_be_revised and next(element.iter(*_REVISIONS), None) is not None

    def _hidden(self, paragraph: Element) -> str:
        """What a tag outside the paragraph's own words says."""
        if not self.may_hide:
            return ""
        own = [
            each
            for each in paragraph.iter("*")
            if each.tag != docx.TEXT and _paragraph(each) in (paragraph, None)
        ]
        words = "".join(each.text or "" for each in own)
        found = (text for each in own for text in _attributes(each))
        return words if _opens(words) else next(found, "")


def _path(element: Element | None) -> str:
    return "" if element is None else element.getroottree().getpath(element)


def _paragraph(element: Element) -> Element | None:
    return next(element.iterancestors(docx.PARAGRAPH), None)


def _attributes(element: Element) -> Iterator[str]:
    return (str(value) for value in element.attrib.values() if _opens(str(value)))


def _opens(text: str) -> bool:
    return any(opener in text for opener in OPENERS)
