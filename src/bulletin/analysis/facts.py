"""The facts of one edition: every measure of every indicator, computed when asked for."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from fractions import Fraction

from bulletin.analysis.change import completion, difference, growth
from bulletin.analysis.form import (
    PLACE,
    POINTS,
    RATE,
    as_fact,
    form_of_change,
    growth_as_fact,
    reported_as,
)
from bulletin.analysis.monthly import MEASURES as MONTHLY
from bulletin.analysis.monthly import Monthly
from bulletin.analysis.quantity import Quantities, Quantity
from bulletin.analysis.ranking import Peers
from bulletin.model.edition import Dataset
from bulletin.model.fact import FIGURE_MEASURES, Fact, Measure, Outcome
from bulletin.model.handbook import Catalogue
from bulletin.model.history import UNKNOWN, History, Past
from bulletin.model.indicator import CITY, Indicator, Item
from bulletin.model.period import ReportingPeriod
from bulletin.model.place import Place

_ITEMS = {
    Measure.VALUE: Item.CURRENT,
    Measure.BASE: Item.BASE,
    Measure.TARGET: Item.TARGET,
    Measure.YEAR_END: Item.YEAR_END,
    Measure.SUPPLIED: Item.SUPPLIED,
}
_BASES = {
    Measure.GROWTH: Item.BASE,
    Measure.CHANGE: Item.BASE,
    Measure.YEAR_END_GROWTH: Item.YEAR_END,
    Measure.YEAR_END_CHANGE: Item.YEAR_END,
}
_A_YEAR = 12
_AMONG = (Measure.BEHIND_BEST, Measure.RANK)
_MONTHS = (
    Measure.LAST_MONTH,
    Measure.IN_MONTH,
    Measure.MONTH_GROWTH,
    Measure.MONTH_CHANGE,
)
_WITHOUT_MONTHS = tuple(each for each in FIGURE_MEASURES if each not in _MONTHS)
_STANDS_ON: Mapping[Measure, tuple[Item, ...]] = {
    **{measure: (item,) for measure, item in _ITEMS.items()},
    **{measure: (item,) for measure, item in _BASES.items()},
    Measure.GROWTH: (Item.BASE, Item.SUPPLIED),
    Measure.COMPLETION: (Item.TARGET,),
    Measure.LEAD: (Item.TARGET,),
    Measure.MONTHS_BEHIND: (Item.TARGET,),
    **dict.fromkeys(_MONTHS, (Item.CURRENT,)),
}
_Maker = Callable[[str, Indicator, Measure], Fact]
_NONE = Quantity(Outcome.NOT_APPLICABLE, ())
_NOTHING = frozenset(
    {
        Outcome.NOT_APPLICABLE,
        Outcome.NO_BASE,
        Outcome.NO_TARGET,
        Outcome.NO_HISTORY,
    }
)


class Facts:
    """Facts by area, indicator and measure; each is computed once."""

    def __init__(
        self, catalogue: Catalogue, dataset: Dataset, history: History = UNKNOWN
    ) -> None:
        self.catalogue = catalogue
        self.history = history
        self.period = dataset.edition.period
        self.areas = (CITY, *(district.name for district in catalogue.districts))
        self._figures = dataset.figures
        self._quantities = Quantities(catalogue, dataset.figures)
        self._made: dict[tuple[str, str, Measure], Fact] = {}
        self._seen: dict[tuple[str, str, Item], Quantity] = {}
        self._monthly = Monthly(self, Past.before(self.period, history, catalogue))
        self._schedules: dict[str, Fraction] = {}
        self._compared: dict[str, Peers] = {}
        self._makers: Mapping[Measure, _Maker] = {
            **dict.fromkeys(_ITEMS, self._item),
            Measure.GROWTH: self._growth,
            Measure.CHANGE: self._difference,
            Measure.YEAR_END_GROWTH: self._growth,
            Measure.YEAR_END_CHANGE: self._difference,
            Measure.COMPLETION: self._completion,
            Measure.LEAD: self._lead,
            Measure.BEHIND_BEST: self._behind_best,
            Measure.RANK: self._rank,
            **dict.fromkeys(MONTHLY, self._monthly.fact),
        }

    def get(self, area: str, indicator: str, measure: Measure) -> Fact:
        """The fact; KeyError for an indicator that the catalogue does not have."""
        key = (area, indicator, measure)
        if key not in self._made:
            known = self.catalogue.indicators[indicator]
            self._made[key] = self._makers[measure](area, known, measure)
        return self._made[key]

    def as_of(self, indicator: str) -> ReportingPeriod:
        """The period of the indicator's figures: as the workbook or the handbook says."""
        return self.catalogue.as_of(indicator, self._figures, self.period)

    def is_this_year(self, indicator: str) -> bool:
        """Not in January, for figures that end in December: the target is another's."""
        return self.as_of(indicator).year == self.period.year

    def schedule(self, indicator: str) -> Fraction:
        """时间进度 (months/12) of the indicator's own month, in %."""
        if indicator not in self._schedules:
            self._schedules[indicator] = self.as_of(indicator).elapsed * 100
        return self._schedules[indicator]

    def as_of_places(self, indicator: str) -> tuple[Place, ...]:
        """The cell that says how old the indicator's figures are, if one does."""
        stated = self._figures.as_of.get(indicator)
        return (stated.place,) if stated else ()

    def all(self) -> Iterator[Fact]:
        """Every fact that has a number, or that says why it has none.

        Measures of items that the workbook does not report are left out.
        """
        for area in self.areas:
            for name, indicator in self.catalogue.indicators.items():
                for measure in self._listed(indicator):
                    if self._may_exist(area, indicator, measure):
                        fact = self.get(area, name, measure)
                        if fact.outcome not in _NOTHING:
                            yield fact

    def _listed(self, indicator: Indicator) -> tuple[Measure, ...]:
        """The measures that there can be; some need other months."""
        known = self._monthly.is_known(indicator)
        return FIGURE_MEASURES if known else _WITHOUT_MONTHS

    def _may_exist(self, area: str, indicator: Indicator, measure: Measure) -> bool:
        """Whether the workbook has the item that the measure stands on."""
        if measure in _AMONG:
            return self._competes(area, indicator)
        return any(
            self.quantity(area, indicator, item).sources for item in _STANDS_ON[measure]
        )

    def quantity(self, area: str, indicator: Indicator, item: Item) -> Quantity:
        """The number of the edition's own workbook."""
        key = (indicator.name, area, item)
        if key not in self._seen:
            self._seen[key] = self._quantities.get(*key)
        return self._seen[key]

    def _item(self, area: str, indicator: Indicator, measure: Measure) -> Fact:
        """A figure as reported, or a ratio as computed from its parts."""
        found = self.quantity(area, indicator, _ITEMS[measure])
        if found.outcome is Outcome.INCOMPARABLE:
            found = replace(found, outcome=Outcome.NOT_APPLICABLE)
        key = (area, indicator, measure)
        if measure is Measure.SUPPLIED:
            return as_fact(key, found, "上级给定", RATE)
        shown = indicator.shown
        return as_fact(key, found, reported_as(indicator, measure), shown)

    def _growth(self, area: str, indicator: Indicator, measure: Measure) -> Fact:
        """同比, 较上年末: in %; no rate on a base of zero or below.

        A growth that a higher office supplies stands in where the base is not known.
        """
        found = self._change(area, indicator, measure)
        key = (area, indicator, measure)
        base = _BASES[measure]
        if found.outcome is Outcome.NO_BASE and base is Item.BASE:
            supplied = self.quantity(area, indicator, Item.SUPPLIED)
            if supplied.value is not None:
                given = Quantity(Outcome.SUPPLIED, supplied.sources, supplied.value)
                return as_fact(key, given, "上级给定", RATE)
        return growth_as_fact(key, found, "本期", base)

    def _change(self, area: str, indicator: Indicator, measure: Measure) -> Quantity:
        item = _BASES[measure]
        now = self.quantity(area, indicator, Item.CURRENT)
        base = self.quantity(area, indicator, item)
        return growth(now, base, comparable=self._comparable(indicator, item))

    def _comparable(self, indicator: Indicator, item: Item) -> bool:
        """Whether a base was counted as the figures are now; a ratio, in both parts."""
        own = self.catalogue.with_parts(indicator)
        until = self.as_of(indicator.name)
        months = until.month if item is Item.YEAR_END else _A_YEAR
        base = until.earlier(months)
        return all(each.is_comparable(base, until) for each in own)

    def _difference(self, area: str, indicator: Indicator, measure: Measure) -> Fact:
        """同比增减, 较上年末增减: in the indicator's unit (百分点 for a rate)."""
        found = difference(self._change(area, indicator, measure))
        key = (area, indicator, measure)
        formula = f"本期 − {_BASES[measure]}"
        return as_fact(key, found, formula, form_of_change(indicator))

    def _completion(self, area: str, indicator: Indicator, measure: Measure) -> Fact:
        """完成率: value / yearly target, in %."""
        now = self.quantity(area, indicator, Item.CURRENT)
        target = self.quantity(area, indicator, Item.TARGET)
        found = completion(now, target)
        if found.value is not None and not self.is_this_year(indicator.name):
            found = Quantity(Outcome.OTHER_YEAR, found.sources)
        return as_fact((area, indicator, measure), found, "本期 ÷ 年度目标 × 100", RATE)

    def _lead(self, area: str, indicator: Indicator, measure: Measure) -> Fact:
        """进度差: 完成率 - months/12, in 百分点, subtracted before rounding (rule 26)."""
        done = self.get(area, indicator.name, Measure.COMPLETION)
        until = self.as_of(indicator.name)
        sources = done.sources + self.as_of_places(indicator.name)
        found = Quantity(done.outcome, sources)
        if done.value is not None:
            lead = done.value - self.schedule(indicator.name)
            numerator, denominator = done.numerator, done.denominator
            found = Quantity(done.outcome, sources, lead, numerator, denominator)
        formula = f"本期 ÷ 年度目标 × 100 − {until.month} ÷ 12 × 100"
        return as_fact((area, indicator, measure), found, formula, POINTS)

    def _rank(self, area: str, indicator: Indicator, measure: Measure) -> Fact:
        """位次 among the districts: equal values share a place (wording rule 23)."""
        lower = indicator.lower_is_better
        formula = f"本期在各区（市）中{'从低到高' if lower else '从高到低'}的位次"
        found = _NONE
        if self._competes(area, indicator):
            own = self.quantity(area, indicator, Item.CURRENT)
            found = self._peers(indicator).placed(own, lower=lower)
        return as_fact((area, indicator, measure), found, formula, PLACE)

    def _behind_best(self, area: str, indicator: Indicator, measure: Measure) -> Fact:
        """与最好差距: how far the district is from the best one, 0 for itself."""
        found = _NONE
        if self._competes(area, indicator):
            own = self.quantity(area, indicator, Item.CURRENT)
            lower = indicator.lower_is_better
            found = self._peers(indicator).behind_best(own, lower=lower)
        form = form_of_change(indicator)
        formula = "与各区（市）中最好的本期相差"
        return as_fact((area, indicator, measure), found, formula, form)

    def _competes(self, area: str, indicator: Indicator) -> bool:
        return area != CITY and indicator.by_district

    def _peers(self, indicator: Indicator) -> Peers:
        if indicator.name not in self._compared:
            self._compared[indicator.name] = Peers.of(
                self.quantity(area, indicator, Item.CURRENT) for area in self.areas[1:]
            )
        return self._compared[indicator.name]
