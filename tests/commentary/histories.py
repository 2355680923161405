"""Strategies for what earlier months reported: mostly what led to the month, at times not."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from random import Random

from hypothesis import strategies as st

from bulletin.model.edition import Dataset
from bulletin.model.figure import AsOf, Figures, Observation, State
from bulletin.model.handbook import Catalogue
from bulletin.model.history import UNKNOWN, History
from bulletin.model.indicator import Indicator, Item
from bulletin.model.period import ReportingPeriod
from bulletin.model.place import Place

MONTHS = 15
Key = tuple[str, str, Item]
_ODD = (State.NOT_APPLICABLE, State.NOT_APPLICABLE, State.ABSENT, State.PENDING)


@st.composite
def histories(draw: st.DrawFn, catalogue: Catalogue, dataset: Dataset) -> History:
    """Some, many or all of the months before, and two that must not be looked at."""
    density = draw(st.sampled_from((0, 50, 90, 100, 100)))
    if not density:
        return UNKNOWN
    random = draw(st.randoms(use_true_random=True))
    period = dataset.edition.period
    cells: dict[ReportingPeriod, dict[Key, Observation]] = {
        period.earlier(number): {}
        for number in range(-1, MONTHS)
        if random.randrange(100) < density
    }
    for (name, area, item), seen in dataset.figures.observations.items():
        if item in (Item.CURRENT, Item.TARGET) and seen.value is not None:
            kind = catalogue.indicators[name]
            now = _end(kind, dataset).month
            course = _course(random, kind, item, (seen.value, now))
            for number, value in zip(range(-1, MONTHS), course, strict=False):
                edition = period.earlier(number)
                if edition in cells:
                    key = (name, area, item)
                    cells[edition][key] = _seen(random, key, edition, value)
    return History(
        {p: Figures(c, _ends(random, catalogue, p)) for p, c in cells.items()}
    )


def _end(kind: Indicator, dataset: Dataset) -> ReportingPeriod:
    stated = dataset.figures.as_of.get(kind.name)
    return stated.period if stated else dataset.edition.period.earlier(kind.lag)


def _course(
    random: Random, kind: Indicator, item: Item, now: tuple[Decimal, int]
) -> Iterator[Decimal]:
    """Backwards from the month after this one; sums of the year begin anew."""
    value, month = now
    step = Decimal(1).scaleb(-kind.decimals)
    usual = random.choice((0, 1, 5, abs(int(value / 12 / step))))
    yield value
    while True:
        yield value
        if item is Item.TARGET:
            value += step * random.choice((0,) * 9 + (7,))
        elif kind.is_flow and month == 1:
            value = abs(value) * 12
        else:
            value -= step * random.randint(0, 2 * usual)
            value = value if kind.signed else max(value, Decimal(0))
        month = month - 1 or 12


def _seen(
    random: Random, key: Key, edition: ReportingPeriod, value: Decimal
) -> Observation:
    place = Place(f"{edition.key}.xlsx", "指标数据", "".join(key))
    luck = random.randrange(100)
    if luck < 6:
        state = random.choice(_ODD)
        found = place if state is not State.ABSENT else None
        return Observation(state, None, found)
    if luck < 12:
        value = random.choice((Decimal(0), value * 2, value + 3))
    return Observation(State.GIVEN, value, place)


def _ends(
    random: Random, catalogue: Catalogue, edition: ReportingPeriod
) -> Mapping[str, AsOf]:
    """Months of their own; what a ratio is computed from is of the edition's month."""
    ratios = [each.ratio for each in catalogue.indicators.values() if each.ratio]
    parts = {part for each in ratios for part in (each.numerator, each.denominator)}
    return {
        name: AsOf(edition.earlier(random.randrange(3)), Place("", "指标数据", name))
        for name, each in catalogue.indicators.items()
        if each.ratio is None and name not in parts and random.randrange(100) < 4
    }
