"""The oracle's fillings: what each slot of a phrase must give, taken apart."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from bulletin.model.fact import Measure
from bulletin.model.handbook import Against, Over
from bulletin.model.indicator import CITY
from bulletin.model.period import ReportingPeriod
from bulletin.model.vocabulary import HOLE
from tests.commentary.arithmetic import RATES, rounded
from tests.commentary.grammar import ENDS
from tests.commentary.oracle import Case, Pair
from tests.commentary.reading import Values
from tests.commentary.said import POINTS, Sayer
from tests.commentary.world import CAMPAIGN, World

_THIRDS = (
    (Fraction(100, 3), "三分之一"),
    (Fraction(50), "一半"),
    (Fraction(200, 3), "三分之二"),
)

WHOLE = (Measure.RANK, Measure.MONTHS_BEHIND)


def dates(world: World, period: ReportingPeriod) -> dict[str, Values]:
    """The year is the edition's; months of another year have theirs with them."""
    style, edition = world.handbook.catalogue.style, world.dataset.edition.period
    alone = "1月" if period.month == 1 else f"1{style.month_range}{period.month}月"
    year = "" if period.year == edition.year else f"{period.year}年"
    return {
        "期间": (year + style.period_names.get(period.month, alone),),
        "截至": (f"截至{year}{period.month}月底",),
        "年": (str(edition.year),),
        "专项": (CAMPAIGN["整改"],),
    }


@dataclass(frozen=True)
class Filling:
    """Fills the slots of one rule's phrases."""

    case: Case

    def counts(self, judged: Sequence[Pair]) -> dict[str, Values]:
        failing = sum(pair.fails for pair in judged)
        passing = len(judged) - failing
        return {"未达": (failing,), "达到": (passing,), "总数": (len(judged),)}

    def ends(self, pairs: Sequence[Pair]) -> dict[str, Values]:
        """Highest and lowest, best and worst, of those that have a figure."""
        values = {pair.area: pair.value for pair in pairs if pair.value is not None}
        if not values:
            return dict.fromkeys(ENDS, ())
        high, low = max(values.values()), min(values.values())
        lower = self.case.month.lower(pairs[0].name, self.case.rule.measure)
        best, worst = (low, high) if lower else (high, low)
        return {
            "最高": self.bare(high),
            "最低": self.bare(low),
            "最优": self.bare(best),
            "最劣": self.bare(worst),
            "最好": self.unqualified([n for n in values if values[n] == best]),
            "最差": self.unqualified([n for n in values if values[n] == worst]),
        }

    def bare(self, value: Fraction) -> Values:
        sayer = Sayer(self.case.month, self.case.names[0], CITY)
        return sayer.bare(self.case.rule.measure, value)

    def amount(self, value: Fraction) -> str:
        """A rate with one decimal at most, an amount with its indicator's."""
        rates = self.is_rate or self.is_points
        shown = self.case.month.indicator(self.case.names[0]).shown
        whole = self.case.rule.measure in WHOLE
        return self.round(value, 1 if rates else 0 if whole else shown.decimals)

    @property
    def is_rate(self) -> bool:
        if self.case.rule.measure in RATES:
            return True
        units = {self.case.month.indicator(name).unit for name in self.case.names}
        return self.case.rule.measure is Measure.VALUE and units == {"%"}

    @property
    def is_points(self) -> bool:
        if self.case.rule.measure is Measure.LEAD:
            return True
        own = (Measure.VALUE, Measure.IN_MONTH)
        moved = self.case.rule.measure not in (*own, *RATES, *WHOLE)
        units = {self.case.month.indicator(name).unit for name in self.case.names}
        return moved and units == {"%"}

    def limit(self, value: Fraction) -> Values:
        if self.case.rule.threshold is Against.CITY:
            return self.bare(value)
        return self.limit_words(value)

    def limit_words(self, value: Fraction) -> Values:
        """Rates in %, distances of rates in 百分点; what was typed stands as typed."""
        unit = "%" if self.is_rate else ""
        spread = self.case.rule.over is Over.SPREAD
        if self.is_points or (self.is_rate and spread):
            unit = POINTS
        typed = value in (self.case.rule.threshold, *self.case.rule.levels)
        return (self.round(value, 6) if typed else self.amount(value), unit)

    def round(self, value: Fraction, decimals: int) -> str:
        return rounded(value, decimals, self.case.month.catalogue.style.rounding)

    def label(self, pair: Pair) -> str:
        return self.case.month.indicator(pair.name).label

    def listed(self, names: list[str], *, waits: bool = False) -> Values:
        """The names, or the first of them and how many there are; 均 for several.

        The number counts also those whom the leader does not want named.
        """
        most = self.case.month.catalogue.style.names_up_to
        shown = self.case.visible(names)
        if waits:
            return (*shown, HOLE, *self.both((*shown, HOLE)))
        if most and len(shown) > most:
            return (*shown[:most], len(names), *self.both(shown))
        return (*shown, *self.both(shown))

    def unqualified(self, names: list[str]) -> Values:
        return tuple(n for n in self.listed(names) if n != "均")

    def group(self, names: list[str]) -> Values:
        areas = self.case.month.areas
        if len(areas) > 1 and set(self.case.visible(names)) == set(areas):
            return (f"各{self.case.month.catalogue.style.area_word}", "均")
        return self.listed(names)

    def both(self, names: Sequence[str]) -> tuple[str, ...]:
        return ("均",) if len(names) > 1 else ()

    def beyond(self, judged: Sequence[Pair]) -> Values:
        """Where less is better they are below, or at least not beyond."""
        at = [pair for pair in judged if not pair.fails and pair.value == pair.limit]
        known, measure = self.case.month, self.case.rule.measure
        ways = {known.lower(name, measure) for name in self.case.judged_names()}
        if ways == {True}:
            return ("没有超过" if at else "低于",)
        return ("达到" if at or len(ways) > 1 else "超过",)

    def share(self, value: Fraction) -> str:
        """Wording rule 22, with the particle that it needs."""
        for middle, name in _THIRDS:
            if middle - 1 <= value <= middle + 1:
                return f"的{name}"
            if middle - 5 <= value < middle - 1:
                return f"的近{name}"
            if middle + 1 < value <= middle + 5:
                return "过半" if name == "一半" else f"的{name}以上"
        return f"的{self.round(value, 1)}%"
