"""The facts of one edition: every measure of every indicator, computed when asked for."""

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from bulletin.analysis.quantity import Quantities, Quantity
from bulletin.model.edition import Dataset
from bulletin.model.fact import FIGURE_MEASURES, Fact, Measure, Outcome
from bulletin.model.handbook import Catalogue
from bulletin.model.indicator import CITY, Indicator, Item

_ITEMS = {
    Measure.VALUE: Item.CURRENT,
    Measure.BASE: Item.BASE,
    Measure.TARGET: Item.TARGET,
    Measure.YEAR_END: Item.YEAR_END,
    Measure.SUPPLIED: Item.SUPPLIED,
}


class Facts:
    """Facts by area, indicator and measure; each is computed once."""

    def __init__(self, catalogue: Catalogue, dataset: Dataset) -> None:
        self.catalogue = catalogue
        self.period = dataset.edition.period
        self.areas = (CITY, *(district.name for district in catalogue.districts))
        self._quantities = Quantities(catalogue, dataset.figures)
        self._made: dict[tuple[str, str, Measure], Fact] = {}

    def get(self, area: str, indicator: str, measure: Measure) -> Fact:
        """The fact; KeyError for an indicator that the catalogue does not have."""
        key = (area, indicator, measure)
        if key not in self._made:
            self._made[key] = self._make(area, indicator, measure)
        return self._made[key]

    def all(self) -> Iterator[Fact]:
        """Every fact that has a number, or that says why it has none.

        Measures of items that the workbook does not report are left out.
        """
        for area in self.areas:
            for name in self.catalogue.indicators:
                for measure in FIGURE_MEASURES:
                    fact = self.get(area, name, measure)
                    if fact.outcome not in _NOTHING:
                        yield fact

    def _make(self, area: str, name: str, measure: Measure) -> Fact:
        indicator = self.catalogue.indicators[name]
        if measure in _ITEMS:
            return self._item(area, indicator, measure)
        if measure is Measure.GROWTH:
            return self._growth(area, indicator)
        if measure is Measure.CHANGE:
            return self._change(area, indicator)
        if measure is Measure.COMPLETION:
            return self._completion(area, indicator)
        if measure is Measure.LEAD:
            return self._lead(area, indicator)
        return self._rank(area, indicator)

    def _quantity(self, area: str, indicator: Indicator, item: Item) -> Quantity:
        return self._quantities.get(indicator.name, area, item)

    def _item(self, area: str, indicator: Indicator, measure: Measure) -> Fact:
        """A figure as reported, or a ratio as computed from its parts."""
        found = self._quantity(area, indicator, _ITEMS[measure])
        key = (area, indicator, measure)
        if measure is Measure.SUPPLIED:
            return self._fact(key, found, "上级给定", "%")
        fact = self._fact(key, found, _item_formula(indicator, measure), indicator.unit)
        return replace(fact, decimals=indicator.decimals)

    def _growth(self, area: str, indicator: Indicator) -> Fact:
        """同比: (value - base) / base, in %; no rate on a base of zero or below.

        A growth that a higher office supplies stands in where the base is not known.
        """
        supplied = self._quantity(area, indicator, Item.SUPPLIED)
        change = self._difference(area, indicator)
        key = (area, indicator, Measure.GROWTH)
        if change.outcome is Outcome.NO_BASE and supplied.value is not None:
            given = Quantity(Outcome.SUPPLIED, supplied.sources, supplied.value)
            return self._fact(key, given, "上级给定", "%")
        if change.value is None and change.numerator is not None:
            unit = _unit_of_change(indicator)
            return self._fact(key, change, "本期 − 上年同期，不计算同比", unit)
        return self._fact(key, change, "（本期 − 上年同期）÷ 上年同期 × 100", "%")

    def _difference(self, area: str, indicator: Indicator) -> Quantity:
        now = self._quantity(area, indicator, Item.CURRENT)
        base = self._quantity(area, indicator, Item.BASE)
        sources = now.sources + base.sources
        if now.value is None or base.value is None:
            return Quantity(_why_no_base(now, base), sources)
        change = now.value - base.value
        outcome = Outcome.NUMBER
        if base.value == 0:
            outcome = Outcome.BOTH_ZERO if now.value == 0 else Outcome.BASE_ZERO
        elif base.value < 0:
            outcome = Outcome.BASE_NEGATIVE
        rate = change / base.value * 100 if outcome is Outcome.NUMBER else None
        return Quantity(outcome, sources, rate, change, base.value)

    def _change(self, area: str, indicator: Indicator) -> Fact:
        """同比增减: value - base, in the indicator's unit (百分点 for a rate)."""
        found = self._difference(area, indicator)
        if found.numerator is not None:
            found = Quantity(Outcome.NUMBER, found.sources, found.numerator)
        key = (area, indicator, Measure.CHANGE)
        unit = _unit_of_change(indicator)
        return self._fact(key, found, "本期 − 上年同期", unit)

    def _completion(self, area: str, indicator: Indicator) -> Fact:
        """完成率: value / yearly target, in %."""
        now = self._quantity(area, indicator, Item.CURRENT)
        target = self._quantity(area, indicator, Item.TARGET)
        sources = now.sources + target.sources
        if now.value is None or target.value is None:
            found = Quantity(_why_no_target(now, target), sources)
        elif target.value == 0:
            found = Quantity(Outcome.TARGET_ZERO, sources)
        else:
            rate = now.value / target.value * 100
            found = Quantity(Outcome.NUMBER, sources, rate, now.value, target.value)
        key = (area, indicator, Measure.COMPLETION)
        return self._fact(key, found, "本期 ÷ 年度目标 × 100", "%")

    def _lead(self, area: str, indicator: Indicator) -> Fact:
        """进度差: 完成率 - months/12, in 百分点, subtracted before rounding (rule 26)."""
        done = self.get(area, indicator.name, Measure.COMPLETION)
        found = Quantity(done.outcome, done.sources)
        if done.value is not None:
            lead = done.value - self.period.elapsed * 100
            numerator, denominator = done.numerator, done.denominator
            found = Quantity(done.outcome, done.sources, lead, numerator, denominator)
        formula = f"本期 ÷ 年度目标 × 100 − {self.period.month} ÷ 12 × 100"
        return self._fact((area, indicator, Measure.LEAD), found, formula, "百分点")

    def _rank(self, area: str, indicator: Indicator) -> Fact:
        """位次 among the districts: equal values share a place (wording rule 23)."""
        districts = self.areas[1:]
        key = (area, indicator, Measure.RANK)
        if area == CITY or not indicator.by_district:
            return self._fact(key, Quantity(Outcome.NOT_APPLICABLE, ()), "", "")
        seen = {d: self._quantity(d, indicator, Item.CURRENT) for d in districts}
        sources = tuple(place for one in seen.values() for place in one.sources)
        own = seen[area].value
        waiting = any(one.outcome is Outcome.PENDING for one in seen.values())
        outcome = Outcome.PENDING if waiting else seen[area].outcome
        found = Quantity(outcome, sources)
        if own is not None and not waiting:
            values = [one.value for one in seen.values() if one.value is not None]
            lower = indicator.lower_is_better
            ahead = sum(value < own if lower else value > own for value in values)
            found = Quantity(Outcome.NUMBER, sources, Fraction(ahead + 1))
        order = "从低到高" if indicator.lower_is_better else "从高到低"
        return self._fact(key, found, f"本期在各区（市）中{order}的位次", "")

    def _fact(
        self,
        key: tuple[str, Indicator, Measure],
        found: Quantity,
        formula: str,
        unit: str,
    ) -> Fact:
        area, indicator, measure = key
        decimals = _DECIMALS.get(unit, indicator.decimals)
        return Fact(
            _id(area, indicator, measure),
            measure,
            found.outcome,
            found.sources,
            area=area,
            indicator=indicator.name,
            unit=unit,
            decimals=decimals,
            value=found.value,
            numerator=found.numerator,
            denominator=found.denominator,
            formula=formula,
        )


_DECIMALS = {"%": 1, "百分点": 1, "": 0}
_NOTHING = frozenset({Outcome.NOT_APPLICABLE, Outcome.NO_BASE, Outcome.NO_TARGET})


def _id(area: str, indicator: Indicator, measure: Measure) -> str:
    stem = f"{area}.{indicator.name}"
    return stem if measure is Measure.VALUE else f"{stem}.{measure}"


def _unit_of_change(indicator: Indicator) -> str:
    """A rate changes by 百分点 (wording rule 14)."""
    return "百分点" if indicator.unit == "%" else indicator.unit


def _item_formula(indicator: Indicator, measure: Measure) -> str:
    if indicator.ratio is None or measure not in (Measure.VALUE, Measure.BASE):
        return "填报数"
    ratio = indicator.ratio
    scale = "" if ratio.scale == 1 else f" × {ratio.scale}"
    return f"{ratio.numerator} ÷ {ratio.denominator}{scale}"


def _why_no_base(now: Quantity, base: Quantity) -> Outcome:
    if now.value is None and now.outcome is not Outcome.PENDING:
        return now.outcome
    if Outcome.PENDING in (now.outcome, base.outcome):
        return Outcome.PENDING
    zero = Outcome.DENOMINATOR_ZERO
    return zero if base.outcome is zero else Outcome.NO_BASE


def _why_no_target(now: Quantity, target: Quantity) -> Outcome:
    if now.value is None and now.outcome is not Outcome.PENDING:
        return now.outcome
    if Outcome.PENDING in (now.outcome, target.outcome):
        return Outcome.PENDING
    return Outcome.NO_TARGET
