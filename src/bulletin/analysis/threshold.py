"""What a rule holds a fact against, and whether the fact fails."""

import operator
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from bulletin.analysis.facts import Facts
from bulletin.model.fact import Fact, Measure
from bulletin.model.handbook import Against, Comparison, Rule
from bulletin.model.indicator import CITY

_COMPARE: Mapping[Comparison, Callable[[Fraction, Fraction], bool]] = {
    Comparison.LESS: operator.lt,
    Comparison.LESS_OR_EQUAL: operator.le,
    Comparison.MORE: operator.gt,
    Comparison.MORE_OR_EQUAL: operator.ge,
    Comparison.EQUAL: operator.eq,
}
_ZERO = Fraction(0)


@dataclass(frozen=True, slots=True)
class Judged:
    """A fact with its number and its threshold, and how it came out."""

    fact: Fact
    value: Fraction
    limit: Fraction
    fails: bool

    @property
    def gap(self) -> Fraction:
        """How far the number is from the threshold."""
        return abs(self.value - self.limit)


@dataclass(frozen=True, slots=True)
class Bench:
    """A rule's facts on the bench, judged in their order: these fail, those pass.

    `limits` are the facts that thresholds came from, of those who can be held against
    them. `waiting` says that a cell that decides is still blank.
    """

    rule: Rule
    facts: tuple[Fact, ...]
    judged: tuple[Judged, ...]
    failing: tuple[Judged, ...]
    passing: tuple[Judged, ...]
    limits: tuple[Fact, ...]
    waiting: bool

    @property
    def threshold(self) -> Fraction | None:
        """The threshold that all have; None where they differ or there is none."""
        first = self.judged[0].limit if self.judged else None
        same = all(each.limit == first for each in self.judged)
        return first if same else None


def bench(rule: Rule, facts: Facts, seen: Iterable[Fact]) -> Bench:
    """The facts held against the rule's threshold, each against its own."""
    looked_at = tuple(seen)
    judged: list[Judged] = []
    limits: dict[str, Fact] = {}
    for fact in looked_at:
        limit, source = _limit(rule, fact, facts)
        if source and fact.value is not None:
            limits[source.id] = source
        if fact.value is not None and limit is not None:
            fails = _fails(rule, fact.value, limit, lower=fact.lower_is_better)
            judged.append(Judged(fact, fact.value, limit, fails))
    return Bench(
        rule,
        looked_at,
        tuple(judged),
        tuple(each for each in judged if each.fails),
        tuple(each for each in judged if not each.fails),
        tuple(limits.values()),
        any(fact.is_pending for fact in (*looked_at, *limits.values())),
    )


def exceeds(number: Fraction, limit: Fraction, rule: Rule) -> bool:
    """Whether a number that no fact has, such as a spread, meets the comparison."""
    return rule.comparison is not None and _COMPARE[rule.comparison](number, limit)


def _fails(rule: Rule, value: Fraction, limit: Fraction, *, lower: bool) -> bool:
    """Without a comparison: worse than the threshold; just at it passes (rule 27)."""
    if rule.comparison is not None:
        return _COMPARE[rule.comparison](value, limit)
    return value > limit if lower else value < limit


def _limit(rule: Rule, fact: Fact, facts: Facts) -> tuple[Fraction | None, Fact | None]:
    """The threshold for a fact, and the fact that it is, if it is one."""
    if isinstance(rule.threshold, Fraction):
        return rule.threshold, None
    if rule.threshold is Against.SCHEDULE:
        lead = rule.measure is Measure.LEAD
        return _ZERO if lead else facts.schedule(fact.indicator), None
    if rule.threshold is Against.CITY:
        source = facts.get(CITY, fact.indicator, rule.measure)
    elif facts.is_this_year(fact.indicator):
        source = facts.get(fact.area, fact.indicator, Measure.TARGET)
    else:
        return None, None
    return source.value, source
