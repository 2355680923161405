"""How the districts stand to one another: levels, places, and the two ends."""

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction

from bulletin.analysis.facts import Facts
from bulletin.analysis.ranking import rank
from bulletin.analysis.threshold import Judged
from bulletin.model.fact import Fact
from bulletin.model.finding import End, Ends, Group
from bulletin.model.handbook import Rule, Verdict


def by_district(rule: Rule, facts: Facts) -> tuple[Fact, ...]:
    """The rule's measure in each district, in the catalogue's order."""
    name = rule.indicators[0]
    return tuple(facts.get(area, name, rule.measure) for area in facts.areas[1:])


def ends(facts: Iterable[Fact]) -> Ends | None:
    """The best and the worst of all that have a number, also of those without a threshold.

    None without anybody.
    """
    numbers = [(fact.value, fact) for fact in facts if fact.value is not None]
    if not numbers:
        return None
    high, low = max(n for n, _ in numbers), min(n for n, _ in numbers)
    lower = numbers[0][1].lower_is_better
    best, worst = (low, high) if lower else (high, low)
    return Ends(_end(numbers, best), _end(numbers, worst))


def _end(numbers: Iterable[tuple[Fraction, Fact]], value: Fraction) -> End:
    names = tuple(fact.area for number, fact in numbers if number == value)
    return End(value, names, len(names))


def levels(rule: Rule, judged: Sequence[Judged]) -> tuple[Group, ...]:
    """The levels that have members, the best first; a bound belongs to its level."""
    lower = judged[0].fact.lower_is_better
    bounds = (*rule.levels, None)
    found: list[Group] = []
    left = list(judged)
    for number, bound in enumerate(bounds):
        reached = [
            each
            for each in left
            if bound is None or (each.value <= bound if lower else each.value >= bound)
        ]
        left = [each for each in left if each not in reached]
        if reached:
            names = tuple(each.fact.area for each in reached)
            above = rule.levels[number - 1] if number else None
            verdict = _level(number, len(bounds))
            found.append(Group(names, len(names), verdict, bound, above))
    return tuple(found)


def _level(number: int, total: int) -> Verdict:
    if number == 0:
        return Verdict.TOP
    return Verdict.BOTTOM if number == total - 1 else Verdict.MIDDLE


def places(rule: Rule, judged: Sequence[Judged]) -> tuple[Group, ...]:
    """The first ranks, then the last ones without those who are among the first."""
    lower = judged[0].fact.lower_is_better
    front = tuple(_ranks(judged, rule.first, lower=lower, from_back=False))
    named = {name for group in front for name in group.names}
    back = _ranks(judged, rule.last, lower=not lower, from_back=True)
    return (*front, *(group for group in back if named.isdisjoint(group.names)))


def _ranks(
    judged: Sequence[Judged],
    until: int,
    *,
    lower: bool,
    from_back: bool,
) -> Iterator[Group]:
    """Everybody with a rank up to `until`, those with the same rank together."""
    values = [each.value for each in judged]
    by_rank: dict[int, list[str]] = {}
    for each in judged:
        place = rank(each.value, values, lower=lower)
        if place <= until:
            by_rank.setdefault(place, []).append(each.fact.area)
    for place in sorted(by_rank):
        names = tuple(by_rank[place])
        verdict = Verdict.RANKED
        yield Group(names, len(names), verdict, rank=place, from_back=from_back)
