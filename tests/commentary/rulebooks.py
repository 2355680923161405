"""Strategies for what a handbook asks: rules of every kind, and opinions on them."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from hypothesis import strategies as st

from bulletin.model.fact import Measure
from bulletin.model.handbook import Against, Comparison, Over, Rule
from bulletin.model.indicator import CITY, Item
from bulletin.model.opinion import Opinion, Wish
from bulletin.model.place import Place
from tests.commentary.arithmetic import AMONG_DISTRICTS, RATES, Month
from tests.commentary.filling import WHOLE
from tests.commentary.grammar import REWORDED, head
from tests.commentary.months import accumulates
from tests.commentary.reports import chance

NAMES = tuple(f"规则{sign}" for sign in "甲乙丙丁戊己庚辛")
TOPICS = ("进度", "增长", "质量", "整改")
MEASURES = (
    Measure.VALUE,
    Measure.GROWTH,
    Measure.CHANGE,
    Measure.YEAR_END_GROWTH,
    Measure.YEAR_END_CHANGE,
    Measure.COMPLETION,
    Measure.LEAD,
    Measure.RANK,
    Measure.BEHIND_BEST,
    Measure.IN_MONTH,
    Measure.MONTH_GROWTH,
    Measure.MONTH_CHANGE,
    Measure.MONTHS_BEHIND,
)
NEEDS = {
    Measure.GROWTH: Item.BASE,
    Measure.CHANGE: Item.BASE,
    Measure.YEAR_END_GROWTH: Item.YEAR_END,
    Measure.YEAR_END_CHANGE: Item.YEAR_END,
    Measure.COMPLETION: Item.TARGET,
    Measure.LEAD: Item.TARGET,
    Measure.MONTHS_BEHIND: Item.TARGET,
}
CITY_WIDE = (Over.CITY, Over.INDICATORS)
SEVERAL = (Over.PAIRS, Over.SPREAD, Over.INDICATORS)
NAMING = (Over.DISTRICTS, Over.SPREAD, Over.LEVELS, Over.PLACES)
USUAL = tuple(Fraction(n) for n in (0, 5, 10, 15, 50, 60, 90, 100))
# What can be typed has four decimals at most.
EXACT = 10_000


@dataclass(frozen=True)
class Book:
    """The month that rules are written for, so that figures often meet thresholds."""

    month: Month

    def fitting(self, over: Over, measure: Measure) -> tuple[str, ...]:
        """The indicators of which such a rule can be written."""
        if over in CITY_WIDE and measure in AMONG_DISTRICTS:
            return ()
        return tuple(
            name
            for name, indicator in self.month.catalogue.indicators.items()
            if (over in CITY_WIDE or indicator.by_district) and self._has(name, measure)
        )

    def _has(self, name: str, measure: Measure) -> bool:
        if measure is Measure.IN_MONTH and not accumulates(self.month.indicator(name)):
            return False
        needed = NEEDS.get(measure)
        return needed is None or self.has_item(name, needed)

    def has_item(self, name: str, item: Item) -> bool:
        indicator = self.month.indicator(name)
        if item in indicator.items or not indicator.ratio:
            return item in indicator.items
        if item in (Item.TARGET, Item.SUPPLIED):
            return False
        parts = (indicator.ratio.numerator, indicator.ratio.denominator)
        return all(item in self.month.indicator(part).items for part in parts)

    def numbers(self, names: Iterable[str], measure: Measure) -> list[Fraction]:
        """Values of the measure that can be typed, and values near the others."""
        areas = (CITY, *self.month.areas)
        seen = [
            self.month.value(name, area, measure) for name in names for area in areas
        ]
        values = {value for value in seen if value is not None}
        exact = sorted(v for v in values if EXACT % v.denominator == 0)
        near = sorted({Fraction(round(v * 10), 10) for v in values})
        ends = [exact[0], exact[-1]] * len(exact) if exact else []
        return [*ends, *exact, *exact, *exact, *near, *USUAL]


@st.composite
def rules(draw: st.DrawFn, month: Month, topics: tuple[str, ...]) -> tuple[Rule, ...]:
    count = draw(st.sampled_from((1, 2, 3, 4, 5, 6, 7, 7, 8, 8, 8, 8)))
    book = Book(month)
    return tuple(draw(_rule(book, name, topics)) for name in NAMES[:count])


@st.composite
def _rule(draw: st.DrawFn, book: Book, name: str, topics: tuple[str, ...]) -> Rule:
    possible = [
        (over, measure)
        for over in Over
        for measure in MEASURES
        if book.fitting(over, measure)
    ]
    kinds = sorted({over for over, _ in possible})
    over = draw(
        st.sampled_from(kinds + [Over.DISTRICTS] * 3 * (Over.DISTRICTS in kinds))
    )
    measure = draw(st.sampled_from([m for o, m in possible if o is over]))
    names = draw(_indicators(book, over, measure))
    first = draw(st.integers(0, 4)) if over is Over.PLACES else 0
    last = draw(st.integers(0 if first else 1, 3)) if over is Over.PLACES else 0
    every = Over.SPREAD is over or chance(draw, 60)
    comparison = draw(st.sampled_from(Comparison)) if every else None
    plain = over in (Over.LEVELS, Over.PLACES)
    return Rule(
        name=name,
        topic=draw(st.sampled_from(topics)),
        over=over,
        indicators=names,
        measure=measure,
        comparison=None if plain else comparison,
        threshold=Fraction(0)
        if plain
        else draw(_threshold(book, over, measure, names)),
        quota=draw(st.sampled_from(USUAL)) if over is Over.PAIRS else None,
        levels=draw(_levels(book, measure, names)) if over is Over.LEVELS else (),
        first=first,
        last=last,
        by_gap=over is Over.DISTRICTS and chance(draw, 35),
        join=draw(st.sampled_from("，。")),
    )


@st.composite
def _indicators(
    draw: st.DrawFn, book: Book, over: Over, measure: Measure
) -> tuple[str, ...]:
    """Several have one unit in common, unless the measure gives them one."""
    fitting = book.fitting(over, measure)
    first = draw(st.sampled_from(fitting))
    if over not in SEVERAL:
        return (first,)
    if measure in (Measure.COMPLETION, Measure.LEAD) and chance(draw, 25):
        return ()
    known = book.month.catalogue.indicators
    if measure not in (*RATES, Measure.LEAD, *WHOLE):
        fitting = tuple(n for n in fitting if known[n].shown == known[first].shown)
    count = draw(st.integers(1, len(fitting)))
    return tuple(draw(st.permutations(fitting))[:count])


@st.composite
def _threshold(
    draw: st.DrawFn, book: Book, over: Over, measure: Measure, names: tuple[str, ...]
) -> Fraction | Against:
    own: list[Against] = []
    known = names or book.month.catalogue.targeted
    if measure in (Measure.COMPLETION, Measure.LEAD):
        own.append(Against.SCHEDULE)
    if over not in CITY_WIDE and measure not in AMONG_DISTRICTS:
        own.append(Against.CITY)
    if measure is Measure.VALUE and all(book.has_item(n, Item.TARGET) for n in known):
        own.append(Against.TARGET)
    if own and over is not Over.SPREAD and chance(draw, 45):
        return draw(st.sampled_from(own))
    if over is Over.SPREAD:
        return draw(st.sampled_from(_spreads(book, measure, names)))
    return draw(st.sampled_from(book.numbers(known, measure)))


def _spreads(book: Book, measure: Measure, names: tuple[str, ...]) -> list[Fraction]:
    numbers = book.numbers(names or book.month.catalogue.targeted, measure)
    return [*USUAL, *sorted({abs(a - b) for a in numbers[:5] for b in numbers[-9:]})]


@st.composite
def _levels(
    draw: st.DrawFn, book: Book, measure: Measure, names: tuple[str, ...]
) -> tuple[Fraction, ...]:
    numbers = st.sampled_from(book.numbers(names, measure))
    found = draw(st.lists(numbers, min_size=1, max_size=4, unique=True))
    return tuple(sorted(found, reverse=not book.month.lower(names[0], measure)))


@st.composite
def opinions(
    draw: st.DrawFn, rules: tuple[Rule, ...], areas: tuple[str, ...]
) -> tuple[Opinion, ...]:
    found: list[Opinion] = []
    for rule in rules:
        if chance(draw, 35):
            found.extend(draw(_opinion(rule, areas)))
    return tuple(found)


@st.composite
def _opinion(draw: st.DrawFn, rule: Rule, areas: tuple[str, ...]) -> list[Opinion]:
    """One wish; of a rule that names districts also two that go together."""
    place = Place("", "评议意见", rule.name)
    silence = Opinion(rule.name, Wish.SILENCE, "王", place)
    wording = head(rule, REWORDED) + "期间〈{期间}〉年〈{年}〉"
    reworded = Opinion(rule.name, Wish.WORDING, "王", place, wording=wording)
    if rule.over not in NAMING:
        return [draw(st.sampled_from((silence, reworded)))]
    some = st.permutations(areas)
    unnamed = draw(some)[: draw(st.integers(1, 3))]
    order = draw(some)[: draw(st.integers(1, len(areas)))]
    hidden = Opinion(rule.name, Wish.UNNAMED, "王", place, tuple(unnamed))
    ordered = Opinion(rule.name, Wish.ORDER, "王", place, tuple(order))
    choice = ([silence], [reworded], [hidden], [hidden], [ordered], [hidden, ordered])
    return draw(st.sampled_from(choice))
