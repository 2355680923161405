"""Facts held against the handbook's rules and headings: what may be said of them."""

import operator
from collections.abc import Callable, Iterable
from fractions import Fraction

from bulletin.analysis.facts import Facts
from bulletin.model.fact import Fact, Measure
from bulletin.model.finding import Finding, HeadingFinding
from bulletin.model.handbook import Comparison, Handbook, Heading, Over, Rule, Verdict
from bulletin.model.indicator import CITY

_COMPARE: dict[Comparison, Callable[[Fraction, Fraction], bool]] = {
    Comparison.LESS: operator.lt,
    Comparison.LESS_OR_EQUAL: operator.le,
    Comparison.MORE: operator.gt,
    Comparison.MORE_OR_EQUAL: operator.ge,
    Comparison.EQUAL: operator.eq,
}


def findings(handbook: Handbook, facts: Facts) -> tuple[Finding, ...]:
    """How each rule in force came out, in the order of topics and rules."""
    in_force = [rule for rule in handbook.rules if rule.in_force(facts.period)]
    ordered = sorted(in_force, key=lambda rule: handbook.topics.index(rule.topic))
    return tuple(_OVER[rule.over](rule, handbook, facts) for rule in ordered)


def headings(handbook: Handbook, facts: Facts) -> tuple[HeadingFinding, ...]:
    """Which headings may praise: every indicator that they name grew in the city."""
    return tuple(_heading(heading, facts) for heading in handbook.headings)


def _heading(heading: Heading, facts: Facts) -> HeadingFinding:
    seen = tuple(facts.get(CITY, name, Measure.CHANGE) for name in heading.grew)
    holds = all(fact.value is not None and fact.value > 0 for fact in seen)
    return HeadingFinding(heading, holds, seen)


def _over_districts(rule: Rule, _: Handbook, facts: Facts) -> Finding:
    """Wording rule 28: which districts fail decides how they are named.

    Claims about all districts (none, most, all) need a figure from each of them: where
    one has none, only those that fail are listed.
    """
    limit = _limit(rule, facts)
    districts = facts.areas[1:]
    seen = [facts.get(area, rule.indicators[0], rule.measure) for area in districts]
    judged = [fact for fact in seen if fact.value is not None]
    failing = [fact for fact in judged if _fails(rule, fact, limit)]
    passing = [fact for fact in judged if fact not in failing]
    if rule.by_gap:
        failing.sort(key=lambda fact: -abs(_number(fact) - limit))
    waiting = any(fact.is_pending for fact in seen)
    complete = len(judged) == len(districts)
    verdict = _by_number(len(failing), len(districts), complete=complete)
    if waiting:
        verdict = Verdict.SOME if failing else Verdict.ONE
    return Finding(
        rule,
        verdict,
        tuple(seen),
        failing=tuple(fact.area for fact in failing),
        passing=tuple(fact.area for fact in passing),
        threshold=limit,
        waiting=waiting,
        exceeding=all(_number(fact) != limit for fact in passing),
    )


def _by_number(failing: int, total: int, *, complete: bool) -> Verdict:
    if failing == 0:
        return Verdict.NONE if complete and total else Verdict.SILENT
    if failing == 1:
        return Verdict.ONE
    if complete and failing == total:
        return Verdict.ALL
    if complete and failing == total - 1:
        return Verdict.MOST
    return Verdict.SOME


def _over_city(rule: Rule, _: Handbook, facts: Facts) -> Finding:
    """The city's own measure; a fall or a standstill is not 增长较慢."""
    limit = _limit(rule, facts)
    fact = facts.get(CITY, rule.indicators[0], rule.measure)
    if fact.value is None:
        verdict = Verdict.PENDING if fact.is_pending else Verdict.SILENT
        waiting = fact.is_pending
        return Finding(rule, verdict, (fact,), threshold=limit, waiting=waiting)
    fails = _fails(rule, fact, limit)
    verdict = Verdict.FAILED if fails else Verdict.PASSED
    if fails and rule.measure in (Measure.GROWTH, Measure.CHANGE) and fact.value <= 0:
        verdict = Verdict.DOWN if fact.value < 0 else Verdict.FLAT
    return Finding(rule, verdict, (fact,), value=fact.value, threshold=limit)


def _over_pairs(rule: Rule, handbook: Handbook, facts: Facts) -> Finding:
    """The share of the pairs of district and indicator that fail, against the quota."""
    limit = _limit(rule, facts)
    seen = _pairs(rule, handbook, facts)
    judged = [fact for fact in seen if fact.value is not None]
    if any(fact.is_pending for fact in seen) or not judged:
        return _undecided(rule, seen, limit)
    failing = sum(_fails(rule, fact, limit) for fact in judged)
    share = Fraction(failing, len(judged)) * 100
    quota = rule.quota if rule.quota is not None else Fraction(50)
    verdict = Verdict.FAILED if share > quota else Verdict.PASSED
    if failing == 0:
        verdict = Verdict.NONE
    exceeding = all(_number(fact) != limit for fact in judged)
    return Finding(
        rule,
        verdict,
        seen,
        value=share,
        threshold=limit,
        exceeding=exceeding,
    )


def _over_spread(rule: Rule, handbook: Handbook, facts: Facts) -> Finding:
    """The widest distance between the best and the worst district of an indicator."""
    limit = _limit(rule, facts)
    seen = _pairs(rule, handbook, facts)
    if any(fact.is_pending for fact in seen):
        return _undecided(rule, seen, limit)
    spreads = [
        max(values) - min(values)
        for name in _indicators(rule, handbook)
        if (
            values := [
                _number(f) for f in seen if f.indicator == name and f.value is not None
            ]
        )
    ]
    if not spreads:
        return _undecided(rule, seen, limit)
    widest = max(spreads)
    fails = _COMPARE[rule.comparison](widest, limit)
    verdict = Verdict.FAILED if fails else Verdict.PASSED
    return Finding(rule, verdict, seen, value=widest, threshold=limit)


def _undecided(rule: Rule, seen: tuple[Fact, ...], limit: Fraction) -> Finding:
    waiting = any(fact.is_pending for fact in seen)
    verdict = Verdict.PENDING if waiting else Verdict.SILENT
    return Finding(rule, verdict, seen, threshold=limit, waiting=waiting)


def _pairs(rule: Rule, handbook: Handbook, facts: Facts) -> tuple[Fact, ...]:
    return tuple(
        facts.get(area, name, rule.measure)
        for name in _indicators(rule, handbook)
        for area in facts.areas[1:]
    )


def _indicators(rule: Rule, handbook: Handbook) -> Iterable[str]:
    if rule.indicators:
        return rule.indicators
    known = handbook.catalogue.indicators
    return (name for name in handbook.catalogue.targeted if known[name].by_district)


def _limit(rule: Rule, facts: Facts) -> Fraction:
    """The threshold; 序时进度 is months/12 in % (for 进度差 it is zero)."""
    if rule.threshold is not None:
        return rule.threshold
    return Fraction(0) if rule.measure is Measure.LEAD else facts.period.elapsed * 100


def _fails(rule: Rule, fact: Fact, limit: Fraction) -> bool:
    return _COMPARE[rule.comparison](_number(fact), limit)


def _number(fact: Fact) -> Fraction:
    assert fact.value is not None  # noqa: S101 - callers keep only facts with a number
    return fact.value


_OVER: dict[Over, Callable[[Rule, Handbook, Facts], Finding]] = {
    Over.DISTRICTS: _over_districts,
    Over.CITY: _over_city,
    Over.PAIRS: _over_pairs,
    Over.SPREAD: _over_spread,
}
