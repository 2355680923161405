"""What needs the editions before: 上月, 当月, 环比 and 连续落后; nothing is ever guessed."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Protocol

from bulletin.analysis.change import completion, difference, growth
from bulletin.analysis.form import (
    MONTHS,
    as_fact,
    form_of_change,
    growth_as_fact,
    reported_as,
)
from bulletin.analysis.quantity import Quantities, Quantity
from bulletin.model.fact import Fact, Measure, Outcome
from bulletin.model.figure import Figures, State
from bulletin.model.history import Past
from bulletin.model.indicator import Indicator, Item
from bulletin.model.period import ReportingPeriod

_NONE = Quantity(Outcome.NOT_APPLICABLE, ())


class Edition(Protocol):
    """The edition whose measures are asked for."""

    def as_of(self, indicator: str) -> ReportingPeriod:
        """The period of the indicator's figures."""

    def quantity(self, area: str, indicator: Indicator, item: Item) -> Quantity:
        """The number of the edition's own workbook."""

    def get(self, area: str, indicator: str, measure: Measure) -> Fact:
        """Another fact of the edition."""


@dataclass(frozen=True, slots=True)
class Monthly:
    """The measures of an edition that need those before it."""

    edition: Edition
    past: Past

    def is_known(self, indicator: Indicator) -> bool:
        """Whether there can be any: in January a month's figure needs no other."""
        return bool(self.past.editions) or self.edition.as_of(indicator.name).month == 1

    def fact(self, area: str, indicator: Indicator, measure: Measure) -> Fact:
        """上月, 当月, 环比, 环比增减 or 连续落后."""
        return MEASURES[measure](_Line(self.edition, self.past, area, indicator))


@dataclass(frozen=True, slots=True)
class _Line:
    """An indicator in an area, through the months."""

    edition: Edition
    past: Past
    area: str
    indicator: Indicator

    @property
    def end(self) -> ReportingPeriod:
        """The month of the edition's own figure."""
        return self.edition.as_of(self.indicator.name)

    @property
    def is_of_year(self) -> bool:
        """Whether the figure is of the year so far, itself or by its parts."""
        own = self.past.catalogue.with_parts(self.indicator)
        return any(each.is_flow for each in own)

    def at(self, month: ReportingPeriod, item: Item = Item.CURRENT) -> Quantity:
        """The figure as of a month; NO_HISTORY where no known edition has it."""
        if month == self.end:
            return self.edition.quantity(self.area, self.indicator, item)
        figures = self.past.figures(self.indicator.name, month)
        quantities = Quantities(self.past.catalogue, figures)
        found = quantities.get(self.indicator.name, self.area, item)
        if found.value is None and self._is_unknown(figures, item):
            return Quantity(Outcome.NO_HISTORY, found.sources)
        return found

    def _is_unknown(self, figures: Figures, item: Item) -> bool:
        """Whether any cell that it needs was not reported; a — was."""
        names = [each.name for each in self.past.catalogue.with_parts(self.indicator)]
        own, *parts = (figures.get(name, self.area, item).state for name in names)
        states = parts if parts and own is State.ABSENT else [own]
        return any(state in (State.ABSENT, State.PENDING) for state in states)

    def in_month(self, month: ReportingPeriod) -> Quantity:
        """What one month brought; nothing where the year's first edition takes several.

        A sum that went down without being able to was corrected: it compares with none.
        """
        now = self.at(month)
        if month.month == 1:
            return now
        if self.begins(month):
            return Quantity(Outcome.NOT_APPLICABLE, now.sources)
        before = self.at(month.earlier(1))
        found = difference(self._grown(month, now, before))
        if found.value is not None and found.value < 0 and not self.indicator.signed:
            return Quantity(Outcome.INCOMPARABLE, found.sources)
        return found

    def begins(self, month: ReportingPeriod) -> bool:
        """Whether the year's first edition is of that month."""
        if month.month == 1:
            return True
        first = self.past.catalogue.style.first_month
        before = self.past.edition(self.indicator.name, month.earlier(1))
        return month.month <= first and before is None

    def change(self) -> Quantity:
        """What became of a month's figure, or of a rate or a stock, since the last one."""
        month, before = self.end, self.end.earlier(1)
        if self.indicator.accumulates:
            now, base = self.in_month(month), self.in_month(before)
        elif self.is_of_year and self.begins(month):
            return _NONE
        else:
            now, base = self.at(month), self.at(before)
        return self._grown(month, now, base)

    def _grown(self, month: ReportingPeriod, now: Quantity, base: Quantity) -> Quantity:
        """The growth since the month before; none where it was counted in another way."""
        own = self.past.catalogue.with_parts(self.indicator)
        fair = all(each.is_comparable(month.earlier(1), month) for each in own)
        if not fair and now.value is not None:
            return Quantity(Outcome.INCOMPARABLE, now.sources + base.sources)
        found = growth(now, base, comparable=True)
        if found.outcome is Outcome.NO_BASE:
            return Quantity(Outcome.NOT_APPLICABLE, found.sources)
        return found

    def behind(self, lead: Fact) -> Quantity:
        """How many months in a row the year's target was behind, this one included.

        Each year begins anew. A month that is not known leaves the number unknown.
        """
        if lead.value is None:
            return Quantity(lead.outcome, lead.sources)
        count, sources, month = 0, lead.sources, self.end
        distance: Fraction | None = lead.value
        while distance is not None and self._is_behind(distance):
            count += 1
            if self.begins(month):
                break
            month = month.earlier(1)
            now, target = self.at(month), self.at(month, Item.TARGET)
            sources += now.sources + target.sources
            if Outcome.NO_HISTORY in (now.outcome, target.outcome):
                return Quantity(Outcome.NO_HISTORY, sources)
            done = completion(now, target).value
            distance = None if done is None else done - month.elapsed * 100
        return Quantity(Outcome.NUMBER, sources, Fraction(count))

    def _is_behind(self, distance: Fraction) -> bool:
        return distance > 0 if self.indicator.lower_is_better else distance < 0

    def key(self, measure: Measure) -> tuple[str, Indicator, Measure]:
        """What the fact is of."""
        return self.area, self.indicator, measure


def _last_month(line: _Line) -> Fact:
    measure, month = Measure.LAST_MONTH, line.end.earlier(1)
    found = _NONE
    if not (line.is_of_year and line.begins(line.end)):
        found = line.at(month)
    formula = f"{month.key}的{reported_as(line.indicator, measure)}"
    return as_fact(line.key(measure), found, formula, line.indicator.shown)


def _in_month(line: _Line) -> Fact:
    found = line.in_month(line.end) if line.indicator.accumulates else _NONE
    if found.outcome is Outcome.INCOMPARABLE:
        found = Quantity(Outcome.NOT_APPLICABLE, found.sources)
    formula = "本期" if line.end.month == 1 else "本期 − 上月"
    shown = line.indicator.shown
    return as_fact(line.key(Measure.IN_MONTH), found, formula, shown)


def _compared(line: _Line) -> tuple[str, str]:
    return ("当月", "上月当月") if line.indicator.accumulates else ("本期", "上月")


def _month_growth(line: _Line) -> Fact:
    key = line.key(Measure.MONTH_GROWTH)
    return growth_as_fact(key, line.change(), *_compared(line))


def _month_change(line: _Line) -> Fact:
    found = difference(line.change())
    form = form_of_change(line.indicator)
    formula = " − ".join(_compared(line))
    return as_fact(line.key(Measure.MONTH_CHANGE), found, formula, form)


def _months_behind(line: _Line) -> Fact:
    lead = line.edition.get(line.area, line.indicator.name, Measure.LEAD)
    worse = "高于" if line.indicator.lower_is_better else "低于"
    formula = f"完成率连续{worse}时间进度的月数"
    found = line.behind(lead)
    return as_fact(line.key(Measure.MONTHS_BEHIND), found, formula, MONTHS)


MEASURES: Mapping[Measure, Callable[[_Line], Fact]] = {
    Measure.LAST_MONTH: _last_month,
    Measure.IN_MONTH: _in_month,
    Measure.MONTH_GROWTH: _month_growth,
    Measure.MONTH_CHANGE: _month_change,
    Measure.MONTHS_BEHIND: _months_behind,
}
