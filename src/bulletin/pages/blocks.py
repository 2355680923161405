"""The paragraphs and tables of one flow, in order, with their formatting worked out."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from lxml.etree import _Element as Element

from bulletin.model.layout import (
    Box,
    Paragraph,
    Run,
    Table,
)
from bulletin.model.look import (
    Align,
    Shape,
)
from bulletin.pages.docx import PARAGRAPH, SECTION, TABLE, W
from bulletin.pages.drawings import Frame, frames
from bulletin.pages.inline import ENTERED, MC, NAMES, PASSED, Inline, alternative
from bulletin.pages.looks import Values, look, look_values, number, value
from bulletin.pages.shapes import shape, shape_values
from bulletin.pages.story import Ground, Story
from bulletin.pages.tables import TableReader

_BLOCK_WRAPS = ENTERED | {f"{W}body"}


@dataclass(slots=True)
class Blocks:
    """The blocks read so far. `keeps_boxes`: text boxes stay boxes (headers, footers).

    In the text their paragraphs join the flow before the paragraph that holds them,
    and `place` names a paragraph by its number, which counts as a clerk does.
    """

    story: Story
    keeps_boxes: bool = False
    place: str = ""
    found: list[Paragraph | Table] = field(default_factory=list)
    breaks: list[tuple[int, Element]] = field(default_factory=list)
    _paragraphs: int = 0
    _tables: int = 0
    _merged: list[Element] = field(default_factory=list)

    def read(self, root: Element) -> None:
        """Read a whole flow."""
        self.enter(root)
        if self.story.fields:  # all that follows would be its code
            self.story.lose("没有结束的域", self.story.name)

    def enter(self, parent: Element) -> None:
        """Read all blocks inside an element."""
        for child in parent:
            tag = child.tag
            if not isinstance(tag, str) or tag in PASSED or tag == SECTION:
                continue
            if tag == PARAGRAPH:
                self._paragraph(child)
            elif tag == TABLE:
                self._table(child)
            elif tag == f"{MC}AlternateContent":
                self.enter(alternative(child))
            elif tag in _BLOCK_WRAPS:
                self.enter(child)
            else:
                name = NAMES.get(tag, f"不认识的内容（{tag.rpartition('}')[2]}）")
                self.story.lose(name, self._where)

    @property
    def _where(self) -> str:
        return self.place or f"第{self._paragraphs}段"

    def _paragraph(self, element: Element) -> None:
        """One paragraph; where its mark is deleted it goes on in the next one."""
        self._paragraphs += 1
        if _mark_is_deleted(element):
            self._merged.append(element)
            return
        parts, self._merged = [*self._merged, element], []
        read = self._read(element, parts)
        if read is not None:
            self.found.append(read)
        section = element.find(f"{W}pPr/{SECTION}")
        if section is not None:
            self.breaks.append((len(self.found), section))

    def _read(self, element: Element, parts: Sequence[Element]) -> Paragraph | None:
        story, book = self.story, self.story.book
        ppr = element.find(f"{W}pPr")
        style = book.styles.get(_style_id(ppr))
        own = shape_values(ppr)
        number_, lead = self._number(style.shape | own, own)
        shaped = book.styles.shape | story.base_shape | style.shape
        values = shaped | _list_indent(lead, style.shape) | own
        looks = book.styles.look | story.base | style.look
        mark = looks | _mark_look(ppr, story)
        inline = Inline(Ground(story, looks, self._where))
        if number_ is not None:
            inline.runs.append(replace(number_, look=look(mark | lead.get("look", {}))))
        for part in parts:
            inline.enter(part)
        made = shape(values, look(mark).size, story.pitch)
        boxes = self._boxes(inline.drawings)
        if not inline.runs and not boxes and inline.drawings and not self.keeps_boxes:
            return None  # it only held up the text box that now stands in its place
        paragraph = Paragraph(
            style.name, made, look(mark), tuple(inline.runs), self._where, boxes
        )
        return self._framed(ppr, paragraph)

    def _number(self, values: Values, own: Values) -> tuple[Run | None, Values]:
        """The automatic number of a paragraph as a run, and what its level says."""
        identity = values.get("list", 0)
        level = values.get("level", 0)
        if not identity or (own.get("list") == 0):
            return None, {}
        counted = self.story.book.numbering.next(identity, level)
        if counted is None:
            return None, {}
        if counted.unknown:
            self.story.lose(f"自动编号的格式（{counted.unknown}）", self._where)
        lead = {"look": counted.level.look, "shape": counted.level.shape}
        text = counted.text + (counted.gap if counted.text else "")
        return (Run(text, look({})) if text else None), lead

    def _boxes(self, drawings: list[Element]) -> tuple[Box, ...]:
        kept = []
        for drawing in drawings:
            for frame in frames(drawing):
                if isinstance(frame, str):
                    self.story.lose(frame, self._where)
                elif self.keeps_boxes:
                    kept.append(_box(frame, self._inside(frame)))
                else:
                    self.found.extend(self._inside(frame))
        return tuple(kept)

    def _inside(self, frame: Frame) -> list[Paragraph | Table]:
        inner = Blocks(self.story, place=f"{self._where}的文本框")
        inner.enter(frame.content)
        return inner.found

    def _framed(self, ppr: Element | None, paragraph: Paragraph) -> Paragraph:
        """A paragraph in a frame (图文框) of a header or footer is a box."""
        frame = None if ppr is None else ppr.find(f"{W}framePr")
        if frame is None or not self.keeps_boxes:
            return paragraph
        x: int | str = value(frame, "xAlign") or number(value(frame, "x"))
        y: int | str = value(frame, "yAlign") or number(value(frame, "y"))
        x_of = value(frame, "hAnchor") or "column"
        y_of = value(frame, "vAnchor") or "paragraph"
        size = number(value(frame, "w")), number(value(frame, "h"))
        if not size[0]:
            paragraph = _at(x, paragraph)
        box = Box((paragraph,), *size, x, y, x_of, y_of)
        return Paragraph("", Shape(), paragraph.look, (), paragraph.where, (box,))

    def _table(self, element: Element) -> None:
        self._tables += 1
        where = (
            f"{self.place}内的表{self._tables}" if self.place else f"表{self._tables}"
        )
        table = TableReader(self.story, where, inner).read(element)
        if self.keeps_boxes and (box := _boxed(table)):
            nothing = Paragraph("", Shape(), box.paragraphs[0].look, (), where, (box,))
            self.found.append(nothing)
            return
        for cell in table.cells():
            if cell.turned:
                self.story.lose("竖排的单元格", cell.paragraphs[0].where)
        self.found.append(table)


def inner(story: Story, place: str, element: Element) -> list[Paragraph | Table]:
    """The blocks of a cell."""
    blocks = Blocks(story, place=place)
    blocks.enter(element)
    return blocks.found


def _boxed(table: Table) -> Box | None:
    """A table of one cell that stands apart from the text is a box like any other."""
    cells = list(table.cells())
    if table.floats is None or len(cells) != 1 or not cells[0].paragraphs:
        return None
    cell = cells[0]
    return replace(
        table.floats,
        paragraphs=cell.paragraphs,
        width=table.columns[0],
        height=table.rows[0].height,
        turned=cell.turned,
        insets=cell.margins,
        align=cell.align,
    )


def _at(place: int | str, paragraph: Paragraph) -> Paragraph:
    """A paragraph in a box as wide as its text, which therefore stands as the box does."""
    align = {"center": Align.CENTER, "right": Align.RIGHT, "left": Align.LEFT}
    found = align.get(str(place), paragraph.shape.align)
    return replace(paragraph, shape=replace(paragraph.shape, align=found))


def _box(frame: Frame, blocks: list[Paragraph | Table]) -> Box:
    lines = tuple(each for each in blocks if isinstance(each, Paragraph))
    if not frame.width:
        lines = tuple(_at(frame.x, each) for each in lines)
    return Box(
        lines,
        frame.width,
        frame.height,
        frame.x,
        frame.y,
        frame.x_of,
        frame.y_of,
        frame.turned,
        frame.insets,
        frame.align,
    )


def _style_id(ppr: Element | None) -> str:
    return "" if ppr is None else value(ppr.find(f"{W}pStyle"))


def _mark_look(ppr: Element | None, story: Story) -> Values:
    rpr = None if ppr is None else ppr.find(f"{W}rPr")
    return look_values(rpr, story.book.styles.theme)


def _mark_is_deleted(paragraph: Element) -> bool:
    rpr = paragraph.find(f"{W}pPr/{W}rPr")
    if rpr is None:
        return False
    return rpr.find(f"{W}del") is not None or rpr.find(f"{W}moveFrom") is not None


def _list_indent(lead: Values, style: Values) -> Values:
    """A list's indents stand over the style's, unless the style is the list's own."""
    found: Values = lead.get("shape", {})
    if "list" in style and any(key in style for key in ("left", "first")):
        return {}
    return found
