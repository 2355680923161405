"""Running text as wording rules see it, taken from a document of either kind."""

from collections.abc import Iterator
from dataclasses import dataclass

from bulletin.model.layout import Layout, Paragraph, paragraphs
from bulletin.model.remark import Remark
from bulletin.proofing.rules import Rule

_QUOTED = 6


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph's text and where it stands; figures in tables have rules of their own."""

    text: str
    where: str
    is_tabular: bool = False

    def remark(self, rule: Rule, start: int, end: int, expected: str) -> Remark:
        """A remark on the characters from `start` to `end`, quoted with some around."""
        return rule.remark(self.where, quotation(self.text, start, end), expected)


def quotation(text: str, start: int, end: int) -> str:
    """The characters with a few on either side, so that a clerk can search for them."""
    left, right = max(0, start - _QUOTED), min(len(text), end + _QUOTED)
    head, tail = "…" if left else "", "…" if right < len(text) else ""
    return f"{head}{text[left:right].strip()}{tail}"


def passages(layout: Layout) -> tuple[Passage, ...]:
    """Every paragraph of the text, those in tables and boxes included."""
    return tuple(
        passage
        for section in layout.sections
        for block in section.blocks
        for passage in (
            _said(block, is_tabular=False)
            if isinstance(block, Paragraph)
            else (
                each
                for paragraph in paragraphs((block,))
                for each in _said(paragraph, is_tabular=True)
            )
        )
    )


def _said(paragraph: Paragraph, *, is_tabular: bool) -> Iterator[Passage]:
    if paragraph.text.strip():
        yield Passage(paragraph.text, paragraph.where, is_tabular)
    for box in paragraph.boxes:
        for inner in box.paragraphs:
            yield from _said(inner, is_tabular=is_tabular)
