"""The oracle's numbers: figures and measures worked out in plain sight, with fractions.

Written from the rules for wording and the handbook's description, not from the program.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction

from bulletin.model.edition import Dataset, Edition
from bulletin.model.fact import Measure
from bulletin.model.figure import State
from bulletin.model.handbook import Catalogue
from bulletin.model.history import History
from bulletin.model.indicator import CITY, Indicator, Item
from bulletin.model.period import ReportingPeriod
from bulletin.model.style import Rounding
from tests.commentary import months

RATES = (
    Measure.GROWTH,
    Measure.COMPLETION,
    Measure.YEAR_END_GROWTH,
    Measure.MONTH_GROWTH,
)
CHANGES = (Measure.CHANGE, Measure.YEAR_END_CHANGE, Measure.BEHIND_BEST)
TARGETED = (Measure.COMPLETION, Measure.LEAD)
LAST_YEAR = (Measure.GROWTH, Measure.CHANGE)
YEAR_END = (Measure.YEAR_END_GROWTH, Measure.YEAR_END_CHANGE)
AMONG_DISTRICTS = (Measure.RANK, Measure.BEHIND_BEST)
ITEMS = {
    Measure.VALUE: Item.CURRENT,
    Measure.BASE: Item.BASE,
    Measure.TARGET: Item.TARGET,
    Measure.YEAR_END: Item.YEAR_END,
    Measure.SUPPLIED: Item.SUPPLIED,
}


MONTHLY = (
    Measure.LAST_MONTH,
    Measure.IN_MONTH,
    Measure.MONTH_GROWTH,
    Measure.MONTH_CHANGE,
    Measure.MONTHS_BEHIND,
)


@dataclass(frozen=True)
class Month:
    """A month's figures with the catalogue that explains them, and earlier months."""

    catalogue: Catalogue
    dataset: Dataset
    history: History = field(default_factory=History)

    @property
    def areas(self) -> tuple[str, ...]:
        return tuple(district.name for district in self.catalogue.districts)

    def of(self, period: ReportingPeriod) -> "Month":
        """The edition of an earlier month."""
        figures = self.history.months[period]
        return Month(self.catalogue, Dataset(Edition(period, {}), figures))

    def indicator(self, name: str) -> Indicator:
        return self.catalogue.indicators[name]

    def state(self, name: str, area: str, item: Item) -> State:
        return self.dataset.figures.get(name, area, item).state

    def amount(self, name: str, area: str, item: Item) -> Fraction | None:
        """The number in the unit in which it is printed."""
        indicator = self.indicator(name)
        seen = self.dataset.figures.get(name, area, item)
        if seen.value is not None:
            rate = item is Item.SUPPLIED
            divisor = (
                1 if rate or not indicator.shown_as else indicator.shown_as.divisor
            )
            return Fraction(seen.value) / divisor
        if indicator.ratio and len(self.parts(name, area, item)) > 1:
            top = self._typed(indicator.ratio.numerator, area, item)
            bottom = self._typed(indicator.ratio.denominator, area, item)
            if top is not None and bottom:
                return top * indicator.ratio.scale / bottom
        return None

    def _typed(self, name: str, area: str, item: Item) -> Fraction | None:
        value = self.dataset.figures.get(name, area, item).value
        return None if value is None else Fraction(value)

    def parts(self, name: str, area: str, item: Item) -> tuple[str, ...]:
        """The indicators from whose cells the number comes."""
        ratio = self.indicator(name).ratio
        if item is Item.SUPPLIED:  # a growth is given, never computed from others
            return (name,)
        if ratio and self.state(name, area, item) is State.ABSENT:
            return (ratio.numerator, ratio.denominator)
        return (name,)

    def states(self, name: str, area: str, item: Item) -> set[State]:
        return {self.state(part, area, item) for part in self.parts(name, area, item)}

    def blank(self, name: str, area: str, item: Item) -> bool:
        """Whether the number waits for a cell."""
        return State.PENDING in self.states(name, area, item)

    def comparable(self, name: str, area: str, item: Item) -> bool:
        """Whether the base, if there is one, was counted in the same way."""
        parts = self.parts(name, area, item)
        states = self.states(name, area, item)
        now = self.months(name)
        base = now.earlier(now.month if item is Item.YEAR_END else 12)
        if State.PENDING not in states and State.INCOMPARABLE in states:
            return False
        changes = [self.indicator(part).rebased for part in {name, *parts}]
        fair = all(not change or not base < change <= now for change in changes)
        return fair or states == {State.ABSENT}

    def months(self, name: str) -> ReportingPeriod:
        """The period that the indicator's figures are for."""
        written = self.dataset.figures.as_of.get(name)
        if written:
            return written.period
        return self.dataset.edition.period.earlier(self.indicator(name).lag)

    def is_this_year(self, name: str) -> bool:
        """Figures of December, in January, are not for the target of the new year."""
        return self.months(name).year == self.dataset.edition.period.year

    def schedule(self, name: str) -> Fraction:
        return Fraction(self.months(name).month * 100, 12)

    def value(self, name: str, area: str, measure: Measure) -> Fraction | None:
        """The measure in its printed unit; None where there is no number."""
        if measure in ITEMS:
            return self.amount(name, area, ITEMS[measure])
        return _MEASURES[measure](self, name, area)

    def waits(self, name: str, area: str, measure: Measure) -> bool:
        """Whether there is no number only because a cell is still blank."""
        if self.value(name, area, measure) is not None:
            return False
        if measure in MONTHLY:
            return months.waits(self, name, area, measure)
        return self._waits(name, area, measure)

    def _waits(self, name: str, area: str, measure: Measure) -> bool:
        if measure in AMONG_DISTRICTS:
            seen = [self.blank(name, each, Item.CURRENT) for each in self.areas]
            return area != CITY and self.indicator(name).by_district and any(seen)
        if measure in ITEMS:
            return self.blank(name, area, ITEMS[measure])
        if measure in TARGETED and self.amount(name, area, Item.TARGET) == 0:
            return False
        now = self.blank(name, area, Item.CURRENT)
        if not now and self.amount(name, area, Item.CURRENT) is None:
            return False
        other = other_item(measure)
        fair = other is Item.TARGET or self.comparable(name, area, other)
        return now or (fair and self.blank(name, area, other))

    def lower(self, name: str, measure: Measure) -> bool:
        """Whether less is better."""
        fewer = (*AMONG_DISTRICTS, Measure.MONTHS_BEHIND)
        return measure in fewer or self.indicator(name).lower_is_better


def other_item(measure: Measure) -> Item:
    """What the value is held against."""
    if measure in LAST_YEAR:
        return Item.BASE
    return Item.YEAR_END if measure in YEAR_END else Item.TARGET


def has_rate(now: Fraction, base: Fraction) -> bool:
    """No rate on a base of zero or below, nor for a value that fell below zero."""
    return base > 0 and now >= 0


def _growth(month: Month, name: str, area: str) -> Fraction | None:
    now = month.amount(name, area, Item.CURRENT)
    base = month.amount(name, area, Item.BASE)
    if now is not None and base is None and supplied_stands_in(month, name, area):
        return month.amount(name, area, Item.SUPPLIED)
    return _rate(month, name, area, Item.BASE)


def supplied_stands_in(month: Month, name: str, area: str) -> bool:
    """A growth that a higher office gives serves where no base is known."""
    fair = month.comparable(name, area, Item.BASE)
    return fair and not month.blank(name, area, Item.BASE)


def _rate(month: Month, name: str, area: str, item: Item) -> Fraction | None:
    now = month.amount(name, area, Item.CURRENT)
    base = month.amount(name, area, item)
    if now is None or base is None or not month.comparable(name, area, item):
        return None
    return (now - base) * 100 / base if has_rate(now, base) else None


def _month_growth(month: Month, name: str, area: str) -> Fraction | None:
    now, base = months.pair(month, name, area)
    if not isinstance(now, Fraction) or not isinstance(base, Fraction):
        return None
    return (now - base) * 100 / base if has_rate(now, base) else None


def _difference(month: Month, name: str, area: str, item: Item) -> Fraction | None:
    now = month.amount(name, area, Item.CURRENT)
    base = month.amount(name, area, item)
    if now is None or base is None or not month.comparable(name, area, item):
        return None
    return now - base


def _completion(month: Month, name: str, area: str) -> Fraction | None:
    """Nothing for figures of another year than the target's."""
    now = month.amount(name, area, Item.CURRENT)
    target = month.amount(name, area, Item.TARGET)
    same = month.is_this_year(name)
    return now * 100 / target if same and now is not None and target else None


def _lead(month: Month, name: str, area: str) -> Fraction | None:
    done = _completion(month, name, area)
    return None if done is None else done - month.schedule(name)


def _among(
    month: Month, name: str, area: str
) -> tuple[Fraction, list[Fraction]] | None:
    """The district's own value and those of all; None while one is still blank."""
    if area == CITY or not month.indicator(name).by_district:
        return None
    if any(month.blank(name, each, Item.CURRENT) for each in month.areas):
        return None
    own = month.amount(name, area, Item.CURRENT)
    seen = [month.amount(name, each, Item.CURRENT) for each in month.areas]
    return None if own is None else (own, [v for v in seen if v is not None])


def _rank(month: Month, name: str, area: str) -> Fraction | None:
    found = _among(month, name, area)
    if found is None:
        return None
    own, values = found
    if month.indicator(name).lower_is_better:
        return Fraction(1 + len([v for v in values if v < own]))
    return Fraction(1 + len([v for v in values if v > own]))


def _behind(month: Month, name: str, area: str) -> Fraction | None:
    found = _among(month, name, area)
    if found is None:
        return None
    own, values = found
    lower = month.indicator(name).lower_is_better
    return own - min(values) if lower else max(values) - own


_MEASURES: dict[Measure, Callable[[Month, str, str], Fraction | None]] = {
    Measure.GROWTH: _growth,
    Measure.CHANGE: lambda m, n, a: _difference(m, n, a, Item.BASE),
    Measure.YEAR_END_GROWTH: lambda m, n, a: _rate(m, n, a, Item.YEAR_END),
    Measure.YEAR_END_CHANGE: lambda m, n, a: _difference(m, n, a, Item.YEAR_END),
    Measure.COMPLETION: _completion,
    Measure.LEAD: _lead,
    Measure.LAST_MONTH: months.last,
    Measure.IN_MONTH: months.brought,
    Measure.MONTH_GROWTH: _month_growth,
    Measure.MONTH_CHANGE: months.change,
    Measure.MONTHS_BEHIND: months.behind,
    Measure.RANK: _rank,
    Measure.BEHIND_BEST: _behind,
}


def rounded(value: Fraction, decimals: int, rounding: Rounding) -> str:
    """At most so many decimals, without zeros at the end."""
    half = ROUND_HALF_UP if rounding is Rounding.HALF_UP else ROUND_HALF_EVEN
    with localcontext() as context:
        context.prec = 80
        exact = Decimal(value.numerator) / Decimal(value.denominator)
        near = exact.quantize(Decimal(1).scaleb(-decimals), half)
        if near == 0:
            return "0"
        text = format(near, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
