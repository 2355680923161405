"""Checks of figures against each other: sums, parts and wholes, growth supplied."""

from collections.abc import Callable, Iterator
from decimal import Decimal
from fractions import Fraction

from bulletin.model.edition import Cover, Edition
from bulletin.model.figure import Figures, Observation, State
from bulletin.model.handbook import Catalogue
from bulletin.model.indicator import CITY, ELSEWHERE, Indicator, Item
from bulletin.model.period import ReportingPeriod
from bulletin.model.problem import Code, Problem

_A_YEAR = 12
_SETTLE = "请核对后改正；确实如此的，请在“情况说明”登记"


def consistency(figures: Figures, catalogue: Catalogue) -> Iterator[Problem]:
    """Every contradiction between the figures of a month."""
    for check in _CHECKS:
        yield from check(figures, catalogue)


def targets_agree(edition: Edition, figures: Figures) -> Iterator[Problem]:
    """目标年度 and the yearly targets: issued both, or neither."""
    year = edition.cover[Cover.TARGET_YEAR]
    targets = [
        (name, seen.state)
        for (name, _, item), seen in figures.observations.items()
        if item is Item.TARGET and seen.state is not State.ABSENT
    ]
    given = next((name for name, state in targets if state is State.GIVEN), "")
    none = {state for _, state in targets} == {State.NOT_APPLICABLE}
    if year.state is State.NOT_APPLICABLE and given:
        message = f"目标年度填的是“—”，“{given}”却有年度目标"
        advice = "目标已下达的，请填目标年度；尚未下达的，年度目标请都填“—”"
    elif year.state is State.GIVEN and none:
        message = f"目标年度填的是“{year.value}”，各指标的年度目标却都是“—”"
        advice = "目标已下达的，请填各指标的年度目标；尚未下达的，目标年度请填“—”"
    else:
        return
    advice += "；确实如此的，请在“情况说明”登记"
    yield Problem(Code.TARGETS_CONTRADICT, message, advice, year.at)


def _districts_add_up(figures: Figures, catalogue: Catalogue) -> Iterator[Problem]:
    for indicator in catalogue.indicators.values():
        if not indicator.additive:
            continue
        for item in (Item.CURRENT, Item.BASE, Item.TARGET, Item.YEAR_END):
            city = figures.get(indicator.name, CITY, item)
            total = _total(figures, indicator, item, catalogue)
            if city.value is None or total is None or city.value == total:
                continue
            message = (
                f"“{indicator.name}”的{item}，各{catalogue.style.area_word}"
                f"{_and_others(figures, indicator, item)}合计{total:f}，"
                f"与全市{city.value:f}不符，相差{abs(city.value - total):f}"
            )
            yield Problem(Code.SUM_DIFFERS, message, _SETTLE, city.at)


def _and_others(figures: Figures, indicator: Indicator, item: Item) -> str:
    elsewhere = figures.get(indicator.name, ELSEWHERE, item).value is not None
    return "及其他" if elsewhere else ""


def _total(
    figures: Figures,
    indicator: Indicator,
    item: Item,
    catalogue: Catalogue,
) -> Decimal | None:
    """The sum over the districts and 其他; None while one is blank or none is given.

    What cannot be compared with the period (不可比) is no part of a sum either.
    """
    areas = [district.name for district in catalogue.districts]
    seen = [figures.get(indicator.name, area, item) for area in areas]
    if any(one.state in (State.PENDING, State.ABSENT) for one in seen):
        return None
    seen.append(figures.get(indicator.name, ELSEWHERE, item))
    if any(one.state is State.INCOMPARABLE for one in seen):
        return None
    given = [one.value for one in seen if one.value is not None]
    return sum(given, Decimal(0)) if given else None


def _parts_fit_wholes(figures: Figures, catalogue: Catalogue) -> Iterator[Problem]:
    areas = (CITY, *(district.name for district in catalogue.districts))
    for part in catalogue.indicators.values():
        if part.part_of is None:
            continue
        for area in areas:
            for item in (Item.CURRENT, Item.BASE):
                yield from _part_fits(
                    f"{area}“{part.name}”",
                    figures.get(part.name, area, item),
                    f"“{part.part_of}”",
                    figures.get(part.part_of, area, item),
                )


def _part_fits(
    part_name: str,
    part: Observation,
    whole_name: str,
    whole: Observation,
) -> Iterator[Problem]:
    if part.value is None or whole.value is None or part.value <= whole.value:
        return
    message = f"{part_name}{part.value:f}，大于{whole_name}{whole.value:f}"
    yield Problem(Code.PART_OVER_WHOLE, message, _SETTLE, part.at)


def supplied_growth_agrees(
    figures: Figures,
    catalogue: Catalogue,
    period: ReportingPeriod,
) -> Iterator[Problem]:
    """A growth supplied by a higher office, compared where the base is known.

    After a change in the way of counting only the higher office can know it.
    """
    areas = (CITY, *(district.name for district in catalogue.districts))
    for name, indicator in catalogue.indicators.items():
        if not indicator.is_comparable(period.earlier(_A_YEAR), period):
            continue
        for area in areas:
            supplied = figures.get(name, area, Item.SUPPLIED)
            value = figures.get(name, area, Item.CURRENT).value
            base = figures.get(name, area, Item.BASE).value
            if supplied.value is None or value is None or not base:
                continue
            growth = Fraction(value - base) / Fraction(base) * 100
            if abs(growth - Fraction(supplied.value)) > Fraction(1, 10):
                message = (
                    f"{area}“{name}”上级给定同比{supplied.value:f}%，"
                    f"按本期和上年同期计算为{float(growth):.1f}%"
                )
                yield Problem(Code.GROWTH_DIFFERS, message, _SETTLE, supplied.at)


_CHECKS: tuple[Callable[[Figures, Catalogue], Iterator[Problem]], ...] = (
    _districts_add_up,
    _parts_fit_wholes,
)
