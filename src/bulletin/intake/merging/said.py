"""What a cell says: its meaning, to compare with another, and how to say the same."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from bulletin.intake import as_of
from bulletin.intake.words import date, label, line, month, number
from bulletin.intake.workbook import Cell
from bulletin.model.edition import Cover
from bulletin.model.figure import Observation, State
from bulletin.model.period import ReportingPeriod
from bulletin.model.place import Place

Content = Decimal | str
_HUNDRED = Decimal(100)
_MONTHS = (Cover.PERIOD.value, as_of.HEADING)


@dataclass(frozen=True, slots=True)
class Said:
    """A cell's place, its meaning, and what to write elsewhere to say the same."""

    place: Place
    meaning: object
    content: Content

    def __str__(self) -> str:
        """As it is told to a clerk."""
        text = str(self.content)
        return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}……"


_SHOWN = 30


def said(cell: Cell, name: str, observed: Mapping[str, Observation]) -> Said | None:
    """What a sound cell says; None if it is blank.

    `name` is the heading of its column, or of a line with one cell that line's name;
    `observed` are the figures of its sheet by cell.
    """
    place, typed = cell.place, cell.content
    seen = observed.get(place.cell)
    if seen is not None and seen.value is not None:
        return Said(place, seen.value, seen.value)
    if seen is not None and seen.state in _WORDS:
        return Said(place, seen.state, _WORDS[seen.state])
    if not label(typed):
        return None
    at = month(typed) if name in _MONTHS else None
    if at:
        return Said(place, at, ReportingPeriod(*at).key)
    value = number(typed)
    if value is not None:
        value = value * _HUNDRED if cell.is_percent else value
        return Said(place, value, typed if isinstance(typed, str) else value)
    day = date(typed)
    words = typed if isinstance(typed, str) else line(typed)
    return Said(place, day or label(typed), words)


_WORDS = {State.NOT_APPLICABLE: "—", State.INCOMPARABLE: State.INCOMPARABLE.value}
