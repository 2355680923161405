"""What speaks of a whole sheet of a return: titles, notes, the names of sheet and file."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from bulletin.intake.returns.general import MONTHLY, WARNINGS
from bulletin.intake.returns.lexicon import folded
from bulletin.intake.returns.page import Page, RowKind
from bulletin.intake.returns.senses import Kind, Label, Sense

_WHEN = (Kind.ITEM, Kind.TIME, Kind.MONTHLY)


@dataclass(frozen=True)
class Context:
    """A sheet and what stands around its table; `areas` are those that the file names."""

    page: Page
    name: str
    areas: tuple[str, ...] = ()

    @property
    def area(self) -> str:
        """The one area that file, sheet or titles name; empty if none or several do."""
        names = self.areas or self._titled_areas
        return names[0] if len(names) == 1 else ""

    @cached_property
    def _titled_areas(self) -> tuple[str, ...]:
        texts = (*self.texts, *self.page.notes)
        found = (name for t in texts for name in self.page.lexicon.area_named(t))
        return tuple(dict.fromkeys(found))

    @property
    def texts(self) -> tuple[str, ...]:
        """The sheet's name and its titles."""
        return (self.name, *(title.text for title in self.page.titles))

    @cached_property
    def title_senses(self) -> frozenset[Sense]:
        """What titles mean that are made up of known words only."""
        known = (t for t in self.page.titles if len(t.readings) == 1)
        return frozenset(sense for title in known for sense in title.readings[0])

    @cached_property
    def units(self) -> tuple[str, ...]:
        """The units that notes such as 单位：万元 name for the sheet."""
        notes = (text for text in self.page.notes if "单位:" in text[:5])
        words = (part for text in notes for part in text.partition(":")[2].split("、"))
        titled = (str(s.value) for s in self.title_senses if s.kind is Kind.UNIT)
        return tuple(dict.fromkeys((*words, *titled)))

    @cached_property
    def warning(self) -> str:
        """The word of a title or a note that keeps figures from being taken as 本期."""
        said = (
            *((text, WARNINGS) for text in self.texts),
            *((n, MONTHLY) for n in self.page.notes),
        )
        found = (word for text, words in said for word in words if word in folded(text))
        return next(found, "")

    @cached_property
    def named_areas(self) -> frozenset[str]:
        """Every area that a label of the sheet may mean."""
        return self._anywhere(Kind.AREA) | self._anywhere(Kind.ELSEWHEN)

    @cached_property
    def names_indicators(self) -> bool:
        """Whether any label below the titles may mean an indicator."""
        below = self.page.first_header
        found = self.page.labels.items()
        return any(e.has(Kind.INDICATOR) for (row, _), e in found if row >= below)

    def _anywhere(self, kind: Kind) -> frozenset[str]:
        labels = self.page.labels.values()
        return frozenset(str(value) for each in labels for value in each.values(kind))

    @cached_property
    def sections_agree(self) -> bool:
        """Whether sections tell rows apart by the same kind of thing, all of them."""
        below = self.page.first_header
        told = {label.told for row, label in self.page.sections if row >= below}
        return len(told - {frozenset()}) <= 1

    def may_be_current(self, row: int, column: int) -> bool:
        """Whether a figure that no label gives an item or a time can only be 本期."""
        return not (
            self.warning
            or any(s.kind in (Kind.ITEM, Kind.MONTHLY) for s in self.title_senses)
            or self._rows_tell_when
            or self._is_told_when(row, column)
        )

    @cached_property
    def _rows_tell_when(self) -> bool:
        """Whether rows or sections have items: then a blank one may be any of them."""
        page = self.page
        return any(
            label.has(*_WHEN)
            for (row, column), label in page.labels.items()
            if page.kinds[row] is not RowKind.HEADER
            and row >= page.first_header
            and (column not in page.value_columns or page.kinds[row] is RowKind.SECTION)
        )

    def _is_told_when(self, row: int, column: int) -> bool:
        """Whether the column is under another header's item, or in a row of items."""
        header = self.page.header(row)
        if any(group != header for group in self._told_in.get(column, ())):
            return True
        return header in self._items_in

    @cached_property
    def _told_in(self) -> Mapping[int, set[tuple[int, ...]]]:
        """The headers that give a column an item or a time."""
        told: dict[int, set[tuple[int, ...]]] = {}
        for group, labels in self._header_rows:
            for column, label in labels.items():
                if label.has(*_WHEN):
                    told.setdefault(column, set()).add(group)
        return told

    @cached_property
    def _items_in(self) -> frozenset[tuple[int, ...]]:
        """The headers with a row that says nothing but when."""
        return frozenset(
            group
            for group, labels in self._header_rows
            if labels and all(map(_is_of_time, labels.values()))
        )

    @cached_property
    def _header_rows(self) -> tuple[tuple[tuple[int, ...], Mapping[int, Label]], ...]:
        """Each row of each header, with its labels over figures."""
        page = self.page
        rows = ((group, row) for group in page.headers for row in group)
        return tuple((group, page.over_values(row)) for group, row in rows)


def _is_of_time(label: Label) -> bool:
    """Whether a label says only when, as every cell of a row of items does."""
    return label.has(*_WHEN) and not label.has(Kind.INDICATOR, Kind.AREA)
