"""What earlier months say of a new form's cells: bases, targets, last month's figures."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from bulletin.model.figure import Observation, State
from bulletin.model.handbook import Catalogue
from bulletin.model.history import History
from bulletin.model.indicator import CITY, ELSEWHERE, Indicator, Item
from bulletin.model.period import ReportingPeriod

NOT_SET = "—"
_A_YEAR, _DECEMBER = 12, 12
# An edition that reports a month later than this after it is not looked for.
_LATEST = 3


@dataclass(frozen=True, slots=True)
class Start:
    """What a cell of the form starts with, and where that was reported."""

    value: Decimal | str
    source: str = ""


@dataclass(frozen=True, slots=True)
class Earlier:
    """The earlier months as a form of `period` needs them."""

    history: History
    period: ReportingPeriod
    catalogue: Catalogue

    @property
    def is_first(self) -> bool:
        """Whether it is the first edition of its year, when no target is issued yet."""
        return self.period.month <= max(1, self.catalogue.style.first_month)

    @property
    def last(self) -> ReportingPeriod | None:
        """The month before, where it is known."""
        before = self.period.earlier(1)
        return before if before in self.history.months else None

    @property
    def awaits_targets(self) -> bool:
        """Whether the year's targets are not issued yet, as far as is known."""
        starts = [
            self.start(each, CITY, Item.TARGET)
            for each in self.catalogue.indicators.values()
            if Item.TARGET in each.items
        ]
        return bool(starts) and all(
            s is not None and s.value == NOT_SET for s in starts
        )

    def start(self, indicator: Indicator, area: str, item: Item) -> Start | None:
        """What the cell starts with; None where nobody knows anything."""
        if item is Item.BASE:
            return self._base(indicator, area)
        if item is Item.YEAR_END:
            year_end = ReportingPeriod(self.period.year - 1, _DECEMBER)
            found = self._reported(indicator, area, year_end)
            return found or self._of_year(indicator, area, item)
        if item is Item.TARGET and not (self.is_first and area == ELSEWHERE):
            first = Start(NOT_SET) if self.is_first else None
            return first or self._of_year(indicator, area, item)
        return None

    def last_month(self, indicator: Indicator, area: str) -> Decimal | None:
        """Last month's figure; none of last year's for what starts anew in January."""
        last, now = self.last, self._now(indicator)
        if last is None:
            return None
        if indicator.is_flow and self._end(last, indicator).year != now.year:
            return None
        return self.history.get(last, indicator.name, area, Item.CURRENT).value

    def _base(self, indicator: Indicator, area: str) -> Start | None:
        now = self._now(indicator)
        base = now.earlier(_A_YEAR)
        if not indicator.is_comparable(base, now):
            return Start(State.INCOMPARABLE.value)
        return self._reported(indicator, area, base)

    def _now(self, indicator: Indicator) -> ReportingPeriod:
        """The month that this form's figures will be for, unless 截至 says other."""
        return self.period.earlier(indicator.lag)

    def _reported(
        self, indicator: Indicator, area: str, end: ReportingPeriod
    ) -> Start | None:
        """The figure of that month, from the edition that reported it."""
        edition = next(self._editions(indicator, end), None)
        if edition is None:
            return None
        seen = self.history.get(edition, indicator.name, area, Item.CURRENT)
        return _start(seen, f"{edition.year}年{edition.month}月通报")

    def _editions(
        self, indicator: Indicator, end: ReportingPeriod
    ) -> Iterator[ReportingPeriod]:
        for later in range(_LATEST + 1):
            edition = end.earlier(-later)
            known = edition < self.period and edition in self.history.months
            if known and self._end(edition, indicator) == end:
                yield edition

    def _end(self, edition: ReportingPeriod, indicator: Indicator) -> ReportingPeriod:
        """The month that an edition's figures of an indicator were for."""
        said = self.history.month(edition).as_of.get(indicator.name)
        return said.period if said else edition.earlier(indicator.lag)

    def _of_year(self, indicator: Indicator, area: str, item: Item) -> Start | None:
        """What the last edition of the same year says."""
        last = self.history.last_of_year(self.period)
        if last is None:
            return None
        seen = self.history.get(last, indicator.name, area, item)
        return _start(seen, seen.source)


def _start(seen: Observation, source: str) -> Start | None:
    if seen.state is State.NOT_APPLICABLE:
        return Start(NOT_SET, source)
    return None if seen.value is None else Start(seen.value, source)
