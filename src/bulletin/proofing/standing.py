"""The paragraphs of a Layout with what surrounds them: the gap above, a new page."""

from collections.abc import Iterator
from dataclasses import dataclass

from bulletin.model.layout import (
    Layout,
    Paragraph,
    Section,
    paragraphs,
)
from bulletin.model.look import (
    Align,
    Look,
    Rule,
)
from bulletin.proofing.colors import is_red

LINE = 579  # twips from line to line when 22 fill the page
EM = 320  # twips of a character of 3号


@dataclass(frozen=True, slots=True)
class Standing:
    """A paragraph that says something, where it stands in its document.

    `gap` is the blank height above it in twips, None at the top of a page.
    """

    paragraph: Paragraph
    section: Section
    gap: int | None
    is_tabular: bool = False

    @property
    def text(self) -> str:
        """What it says, without white space."""
        return "".join(self.paragraph.text.split())

    @property
    def said(self) -> tuple[str, ...]:
        """The same, apart where a line was broken by hand."""
        lines = ("".join(line.split()) for line in self.paragraph.text.split("\n"))
        return tuple(line for line in lines if line)

    @property
    def where(self) -> str:
        """Where a clerk finds it."""
        return self.paragraph.where

    @property
    def is_centered(self) -> bool:
        """Whether its lines stand in the middle."""
        return self.paragraph.shape.align is Align.CENTER

    @property
    def is_red(self) -> bool:
        """Whether it is printed in red."""
        return any(is_red(look.color) for look in self.looks)

    @property
    def size(self) -> int:
        """Its size of type in half-points, the greatest if there are several."""
        return max((look.size for look in self.looks), default=0)

    @property
    def looks(self) -> tuple[Look, ...]:
        """The looks of its visible characters."""
        return tuple(run.look for run in self.paragraph.runs if run.text.strip())

    @property
    def indent(self) -> int:
        """Where its first line begins, white space typed before it included, in twips."""
        shape, text = self.paragraph.shape, self.paragraph.text
        blank = text[: len(text) - len(text.lstrip())]
        wide = sum(2 if mark == "\u3000" else 1 for mark in blank)
        return shape.left + shape.first + wide * EM // 2


def standings(layout: Layout) -> Iterator[Standing]:
    """The paragraphs that say something, those in tables included, in order."""
    for number, section in enumerate(layout.sections):
        starts_page = number == 0 or not section.is_continuous
        gap, fresh = 0, starts_page
        for block in section.blocks:
            if not isinstance(block, Paragraph):
                for inner in paragraphs((block,)):
                    if inner.text.strip():
                        yield Standing(inner, section, 0, is_tabular=True)
                gap, fresh = 0, False
                continue
            text = block.text.strip(" \t\n\u3000\u00a0")
            if not text.strip():
                gap += _height(block)
                fresh = fresh or "\f" in text or block.shape.breaks_before
                continue
            fresh = fresh or text.startswith("\f") or block.shape.breaks_before
            above = None if fresh else gap + block.shape.before
            yield Standing(block, section, above)
            gap, fresh = block.shape.after, text.endswith("\f")


def _height(blank: Paragraph) -> int:
    """The height of a blank paragraph with the space around it."""
    shape = blank.shape
    natural = blank.look.size * 13  # a line of Chinese type is about 1.3 times its size
    line = natural * shape.line // 240 if shape.rule is Rule.AUTO else shape.line
    return line + shape.before + shape.after
