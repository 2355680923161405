"""The oracle: what the commentary must say, found by trying every rule on every figure."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from bulletin.model.fact import Measure
from bulletin.model.handbook import Against, Comparison, Over, Rule, Verdict
from bulletin.model.indicator import CITY
from bulletin.model.opinion import Wish
from tests.commentary.arithmetic import Month
from tests.commentary.world import World

MARKS = {
    Comparison.LESS: (-1,),
    Comparison.LESS_OR_EQUAL: (-1, 0),
    Comparison.MORE: (1,),
    Comparison.MORE_OR_EQUAL: (1, 0),
    Comparison.EQUAL: (0,),
}
FALLBACKS = {
    Verdict.ONE: Verdict.SOME,
    Verdict.MOST: Verdict.SOME,
    Verdict.DOWN: Verdict.FAILED,
    Verdict.UP: Verdict.FAILED,
    Verdict.FLAT: Verdict.FAILED,
}


@dataclass(frozen=True)
class Pair:
    """One indicator in one area: its value, what it is held against, how it comes out."""

    name: str
    area: str
    value: Fraction | None
    limit: Fraction | None
    waits: bool
    fails: bool

    @property
    def is_judged(self) -> bool:
        return self.value is not None and self.limit is not None

    @property
    def gap(self) -> Fraction:
        assert self.value is not None
        assert self.limit is not None
        return abs(self.value - self.limit)


@dataclass(frozen=True)
class Case:
    """A rule in a world."""

    world: World
    rule: Rule

    @property
    def month(self) -> Month:
        return self.world.month

    @property
    def name(self) -> str:
        """The indicator of a rule that looks at one."""
        return self.rule.indicators[0]

    @property
    def names(self) -> tuple[str, ...]:
        return self.rule.indicators or self.month.catalogue.targeted

    def judged_names(self) -> list[str]:
        """The indicators that the rule looks at, where it looks."""
        known = self.month.catalogue.indicators
        wide = self.rule.over in (Over.CITY, Over.INDICATORS)
        return [name for name in self.names if wide or known[name].by_district]

    def wished(self, wish: Wish) -> tuple[str, ...] | None:
        """The districts of the opinion, None if there is no such opinion."""
        for opinion in self.world.dataset.opinions:
            if opinion.rule == self.rule.name and opinion.wish is wish:
                return opinion.districts
        return None

    def wording(self, verdict: Verdict) -> Verdict | None:
        """The verdict by whose phrase it is said; None for silence."""
        said = self.world.handbook.phrases.sentences[self.rule.name]
        if verdict in said:
            return verdict
        other = FALLBACKS.get(verdict)
        return other if other in said else None

    def pair(self, name: str, area: str) -> Pair:
        value = self.month.value(name, area, self.rule.measure)
        limit = self.limit(name, area)
        waits = self.month.waits(name, area, self.rule.measure)
        if value is not None and limit is None:
            waits = self._limit_waits(name, area)
        fails = (
            value is not None and limit is not None and self.fails(name, value, limit)
        )
        return Pair(name, area, value, limit, waits, fails)

    def limit(self, name: str, area: str) -> Fraction | None:
        match self.rule.threshold:
            case Against.SCHEDULE:
                lead = self.rule.measure is Measure.LEAD
                return Fraction(0) if lead else self.month.schedule(name)
            case Against.CITY:
                return self.month.value(name, CITY, self.rule.measure)
            case Against.TARGET:
                if not self.month.is_this_year(name):
                    return None
                return self.month.value(name, area, Measure.TARGET)
            case number:
                return number

    def _limit_waits(self, name: str, area: str) -> bool:
        if self.rule.threshold is Against.CITY:
            return self.month.waits(name, CITY, self.rule.measure)
        target = self.month.waits(name, area, Measure.TARGET)
        return target and self.month.is_this_year(name)

    def fails(self, name: str, value: Fraction, limit: Fraction) -> bool:
        """The comparison holds; without one, the value is worse than the limit."""
        sign = (value > limit) - (value < limit)
        if self.rule.comparison:
            return sign in MARKS[self.rule.comparison]
        return sign == (1 if self.month.lower(name, self.rule.measure) else -1)

    def district_pairs(self) -> list[Pair]:
        """Every indicator that districts report, in every district."""
        known = self.month.catalogue.indicators
        return [
            self.pair(name, area)
            for name in self.names
            if known[name].by_district
            for area in self.month.areas
        ]

    def sorted_by_wish(self, names: list[str]) -> list[str]:
        """The order that the leader wants, first; the others keep theirs."""
        order = self.wished(Wish.ORDER) or ()
        first = [name for name in order if name in names]
        return first + [name for name in names if name not in first]

    def visible(self, names: list[str]) -> list[str]:
        hidden = self.wished(Wish.UNNAMED) or ()
        return [name for name in self.sorted_by_wish(names) if name not in hidden]


def verdict_by_count(failing: int, total: int, *, complete: bool) -> Verdict | None:
    """Wording rule 28; None for silence."""
    if failing == 0:
        return Verdict.NONE if complete and total else None
    if failing == 1 and complete:
        return Verdict.ONE
    if complete and failing == total:
        return Verdict.ALL
    if complete and failing == total - 1:
        return Verdict.MOST
    return Verdict.SOME


def ranked(
    scores: dict[str, Fraction], *, lower: bool
) -> Iterator[tuple[int, list[str]]]:
    """The ranks that occur, best first, with everyone who has them."""
    for score in sorted(set(scores.values()), reverse=not lower):
        better = [s for s in scores.values() if (s < score if lower else s > score)]
        yield len(better) + 1, [name for name, s in scores.items() if s == score]
