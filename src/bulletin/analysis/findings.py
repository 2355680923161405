"""Facts held against the handbook's rules and headings: what may be said of them."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from fractions import Fraction

from bulletin.analysis import standings
from bulletin.analysis.facts import Facts
from bulletin.analysis.threshold import Bench, Judged, bench, exceeds
from bulletin.model.fact import CHANGES, Fact, Measure
from bulletin.model.finding import Finding, HeadingFinding
from bulletin.model.handbook import Handbook, Heading, Over, Rule, Verdict
from bulletin.model.indicator import CITY

_HALF = Fraction(50)


def findings(handbook: Handbook, facts: Facts) -> tuple[Finding, ...]:
    """How each rule came out, in the order of topics and rules."""
    order = {topic: number for number, topic in enumerate(handbook.topics)}
    ordered = sorted(handbook.rules, key=lambda rule: order[rule.topic])
    return tuple(_OVER[rule.over](rule, handbook, facts) for rule in ordered)


def headings(handbook: Handbook, facts: Facts) -> tuple[HeadingFinding, ...]:
    """Which headings may praise: every indicator that they name became better."""
    return tuple(_heading(heading, facts) for heading in handbook.headings)


def _heading(heading: Heading, facts: Facts) -> HeadingFinding:
    seen = tuple(facts.get(CITY, name, Measure.CHANGE) for name in heading.grew)
    holds = bool(seen) and all(fact.has_improved for fact in seen)
    return HeadingFinding(heading, holds, seen)


def _over_districts(rule: Rule, _: Handbook, facts: Facts) -> Finding:
    """Wording rule 28: which districts fail decides how they are named.

    Claims about all districts (none, most, all), and 只有 of one, need a figure from
    each of them: where one has none, only those that fail are listed.
    """
    seen = standings.by_district(rule, facts)
    held = bench(rule, facts, seen)
    if held.waiting and not held.judged:
        return _undecided(held)
    complete = len(held.judged) == len(seen)
    verdict = _by_number(len(held.failing), len(seen), complete=complete)
    if held.waiting:
        verdict = Verdict.SOME if held.failing else Verdict.ONE
    failing, passing = _named(held.failing, rule), _named(held.passing, rule)
    ends = standings.ends(seen)
    found = _finding(held, verdict)
    return replace(found, failing=failing, passing=passing, ends=ends)


def _named(judged: Iterable[Judged], rule: Rule) -> tuple[str, ...]:
    """The areas in the catalogue's order, or those with the widest gap first."""
    found = list(judged)
    if rule.by_gap:
        found.sort(key=lambda each: -each.gap)
    return tuple(each.fact.area for each in found)


def _by_number(failing: int, total: int, *, complete: bool) -> Verdict:
    if failing == 0:
        return Verdict.NONE if complete and total else Verdict.SILENT
    if failing == 1 and complete:
        return Verdict.ONE
    if complete and failing == total:
        return Verdict.ALL
    if complete and failing == total - 1:
        return Verdict.MOST
    return Verdict.SOME


def _over_city(rule: Rule, _: Handbook, facts: Facts) -> Finding:
    """The city's own measure; a fall or a standstill is not 增长较慢."""
    fact = facts.get(CITY, rule.indicators[0], rule.measure)
    held = bench(rule, facts, (fact,))
    if held.waiting or not held.judged:
        return _undecided(held)
    value = held.judged[0].value
    verdict = Verdict.FAILED if held.failing else Verdict.PASSED
    if held.failing and rule.measure in CHANGES:
        verdict = _turned(value, lower=fact.lower_is_better)
    return replace(_finding(held, verdict), value=value)


def _turned(value: Fraction, *, lower: bool) -> Verdict:
    """How a change fails: it stood still, went the wrong way, or was only too small."""
    if value == 0:
        return Verdict.FLAT
    if lower:
        return Verdict.UP if value > 0 else Verdict.FAILED
    return Verdict.DOWN if value < 0 else Verdict.FAILED


def _over_pairs(rule: Rule, handbook: Handbook, facts: Facts) -> Finding:
    """The share of the pairs of district and indicator that fail, against the quota."""
    held = bench(rule, facts, _pairs(rule, handbook, facts))
    if held.waiting or not held.judged:
        return _undecided(held)
    share = Fraction(len(held.failing), len(held.judged)) * 100
    quota = rule.quota if rule.quota is not None else _HALF
    verdict = Verdict.FAILED if share > quota else Verdict.PASSED
    if not held.failing:
        verdict = Verdict.NONE
    return replace(_finding(held, verdict), value=share)


def _over_spread(rule: Rule, handbook: Handbook, facts: Facts) -> Finding:
    """The widest distance between the best and the worst district of an indicator."""
    held = bench(rule, facts, _pairs(rule, handbook, facts))
    if held.waiting or not held.judged:
        return _undecided(held)
    groups: dict[str, list[Fact]] = {}
    for fact in held.facts:
        groups.setdefault(fact.indicator, []).append(fact)
    ends = filter(None, (standings.ends(group) for group in groups.values()))
    widest = max(ends, key=lambda found: found.spread)
    spread = widest.spread
    fails = exceeds(spread, held.judged[0].limit, rule)
    verdict = Verdict.FAILED if fails else Verdict.PASSED
    return replace(_finding(held, verdict), value=spread, ends=widest)


def _over_indicators(rule: Rule, handbook: Handbook, facts: Facts) -> Finding:
    """The city's value of each indicator; those without a figure are left out."""
    names = rule.indicators or handbook.catalogue.targeted
    seen = [facts.get(CITY, name, rule.measure) for name in names]
    held = bench(rule, facts, seen)
    if held.waiting or not held.judged:
        return _undecided(held)
    verdict = _by_number(len(held.failing), len(held.judged), complete=True)
    return replace(
        _finding(held, verdict),
        failing=tuple(each.fact.indicator for each in held.failing),
        passing=tuple(each.fact.indicator for each in held.passing),
    )


def _over_levels(rule: Rule, _: Handbook, facts: Facts) -> Finding:
    """The districts of each level; those without a figure are in none."""
    held = bench(rule, facts, standings.by_district(rule, facts))
    if held.waiting or not held.judged:
        return _undecided(held)
    groups = standings.levels(rule, held.judged)
    return replace(_finding(held, groups[0].verdict), groups=groups)


def _over_places(rule: Rule, _: Handbook, facts: Facts) -> Finding:
    """The first and the last districts by competition ranking (wording rule 23)."""
    held = bench(rule, facts, standings.by_district(rule, facts))
    if held.waiting or len(held.judged) <= 1:
        return _undecided(held)
    tied = len({each.value for each in held.judged}) == 1
    verdict = Verdict.TIED if tied else Verdict.RANKED
    return replace(_finding(held, verdict), groups=standings.places(rule, held.judged))


def _undecided(held: Bench) -> Finding:
    verdict = Verdict.PENDING if held.waiting else Verdict.SILENT
    return _finding(held, verdict)


def _finding(held: Bench, verdict: Verdict) -> Finding:
    """What all findings have from the bench."""
    return Finding(
        held.rule,
        verdict,
        held.facts,
        judged=len(held.judged),
        failed=len(held.failing),
        threshold=held.threshold,
        limits=held.limits,
        waiting=held.waiting,
        exceeding=all(each.value != each.limit for each in held.passing),
    )


def _pairs(rule: Rule, handbook: Handbook, facts: Facts) -> Iterable[Fact]:
    known = handbook.catalogue.indicators
    names = rule.indicators or tuple(
        name for name in handbook.catalogue.targeted if known[name].by_district
    )
    return (
        facts.get(area, name, rule.measure)
        for name in names
        for area in facts.areas[1:]
    )


_OVER: Mapping[Over, Callable[[Rule, Handbook, Facts], Finding]] = {
    Over.DISTRICTS: _over_districts,
    Over.CITY: _over_city,
    Over.PAIRS: _over_pairs,
    Over.SPREAD: _over_spread,
    Over.INDICATORS: _over_indicators,
    Over.LEVELS: _over_levels,
    Over.PLACES: _over_places,
}
