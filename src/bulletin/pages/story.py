"""What the reading of one flow of text needs to know, and what it found out of reach."""

from dataclasses import dataclass, field, replace

from lxml.etree import _Element as Element

from bulletin.model.layout import (
    Loss,
)
from bulletin.model.look import (
    Look,
)
from bulletin.pages.docx import W
from bulletin.pages.looks import Values, look, look_values, value
from bulletin.pages.numbering import Numbering
from bulletin.pages.styles import Styles


@dataclass(frozen=True, slots=True)
class Book:
    """What all flows of a document share: its styles, lists, notes and losses."""

    styles: Styles
    numbering: Numbering
    note_format: str = "decimal"
    notes: dict[str, int] = field(default_factory=dict)
    losses: list[Loss] = field(default_factory=list)


@dataclass(slots=True)
class Field:
    """A field (域) that is open: its code, and whether its result has begun."""

    code: str = ""
    shows: bool = False


@dataclass(frozen=True, slots=True)
class Story:
    """One flow: the text, a header, a note. `fields` are those open at this point.

    `base` are the values of the table style around, under the paragraphs' own.
    """

    book: Book
    name: str
    pitch: int = 0
    base: Values = field(default_factory=dict)
    base_shape: Values = field(default_factory=dict)
    fields: list[Field] = field(default_factory=list)
    note: int | None = None

    def lose(self, what: str, where: str) -> None:
        """Take note of something that a Layout cannot hold."""
        loss = Loss(what, where)
        if loss not in self.book.losses:
            self.book.losses.append(loss)

    def within(self, base: Values, base_shape: Values) -> "Story":
        """The same flow inside a table whose style says so much."""
        return replace(self, base=base, base_shape=base_shape)


@dataclass(frozen=True, slots=True)
class Ground:
    """A paragraph while it is read: the values under its runs, and where it stands."""

    story: Story
    look: Values
    where: str

    def look_of(self, run: Element) -> Values:
        """The values of a run: paragraph, character style, its own."""
        rpr = run.find(f"{W}rPr")
        if rpr is None:
            return self.look
        styles = self.story.book.styles
        identity = value(rpr.find(f"{W}rStyle"))
        named = styles.get(identity, "character").look if identity else {}
        return self.look | named | look_values(rpr, styles.theme)

    def finished(self, values: Values) -> Look:
        """The look that values come to."""
        return look(values)
