"""The oracle's months: what the editions before give, found by looking at all of them."""

from enum import Enum
from fractions import Fraction
from typing import TYPE_CHECKING

from bulletin.model.fact import Measure
from bulletin.model.figure import State
from bulletin.model.indicator import Indicator, Item
from bulletin.model.period import ReportingPeriod

if TYPE_CHECKING:
    from tests.commentary.arithmetic import Month

COMPARED = (Measure.MONTH_GROWTH, Measure.MONTH_CHANGE)
UNSAID = (State.ABSENT, State.PENDING)


class Odd(Enum):
    """A figure of a month that compares with none."""

    ODD = "不可比"


Figure = Fraction | Odd | None


def accumulates(indicator: Indicator) -> bool:
    """Amounts of the year so far; a rate of them is none."""
    return indicator.is_flow and not indicator.ratio and indicator.unit != "%"


def edition(month: "Month", name: str, when: ReportingPeriod) -> "Month | None":
    """The last edition before this one whose figures are for that month."""
    report = month.dataset.edition.period
    found = [
        each
        for period in month.history.months
        if when <= period < report and (each := month.of(period)).months(name) == when
    ]
    return max(found, key=lambda m: m.dataset.edition.period) if found else None


def figure(
    month: "Month", name: str, area: str, when: ReportingPeriod
) -> Fraction | None:
    """The amount as of a month, in this edition or the one before that has it."""
    if when == month.months(name):
        return month.amount(name, area, Item.CURRENT)
    other = edition(month, name, when)
    return other.amount(name, area, Item.CURRENT) if other else None


def begins(month: "Month", name: str, when: ReportingPeriod) -> bool:
    """January, or the first months together where January has no edition of its own."""
    first = month.catalogue.style.first_month
    return when.month == 1 or (
        when.month <= first and edition(month, name, when.earlier(1)) is None
    )


def alike(month: "Month", name: str, when: ReportingPeriod) -> bool:
    """Whether a month was counted as the one before it."""
    ratio = month.indicator(name).ratio
    names = (name, *((ratio.numerator, ratio.denominator) if ratio else ()))
    return when not in [month.indicator(each).rebased for each in names]


def in_month(month: "Month", name: str, area: str, when: ReportingPeriod) -> Figure:
    """What a month brought; odd where it was counted anew or the sum was corrected."""
    now = figure(month, name, area, when)
    if now is None or when.month == 1:
        return now
    if begins(month, name, when):
        return None
    if not alike(month, name, when):
        return Odd.ODD
    before = figure(month, name, area, when.earlier(1))
    if before is None:
        return None
    fell = now < before and not month.indicator(name).signed
    return Odd.ODD if fell else now - before


def pair(month: "Month", name: str, area: str) -> tuple[Figure, Figure]:
    """What is compared: months of a sum, else the figures as they stand."""
    when = month.months(name)
    if accumulates(month.indicator(name)):
        now = in_month(month, name, area, when)
        base = in_month(month, name, area, when.earlier(1))
    elif _is_of_year(month, name) and begins(month, name, when):
        return None, None
    else:
        now = figure(month, name, area, when)
        base = figure(month, name, area, when.earlier(1))
    if now is not None and not alike(month, name, when):
        base = Odd.ODD
    return now, base


def _is_of_year(month: "Month", name: str) -> bool:
    ratio = month.indicator(name).ratio
    names = (name, *((ratio.numerator, ratio.denominator) if ratio else ()))
    return any(month.indicator(each).is_flow for each in names)


def change(month: "Month", name: str, area: str) -> Fraction | None:
    """How much more it is than the last month; None where that cannot be said."""
    now, base = pair(month, name, area)
    if isinstance(now, Fraction) and isinstance(base, Fraction):
        return now - base
    return None


def brought(month: "Month", name: str, area: str) -> Fraction | None:
    """当月."""
    if not accumulates(month.indicator(name)):
        return None
    found = in_month(month, name, area, month.months(name))
    return found if isinstance(found, Fraction) else None


def last(month: "Month", name: str, area: str) -> Fraction | None:
    """上月."""
    when = month.months(name)
    if _is_of_year(month, name) and begins(month, name, when):
        return None
    return figure(month, name, area, when.earlier(1))


def behind(month: "Month", name: str, area: str) -> Fraction | None:
    """连续落后: counted back from this month to January, as long as all is known."""
    lead = month.value(name, area, Measure.LEAD)
    if lead is None:
        return None
    sign = -1 if month.indicator(name).lower_is_better else 1
    when, count = month.months(name), 0
    done: Fraction | None = lead + month.schedule(name)
    while done is not None and sign * (done - Fraction(when.month * 100, 12)) < 0:
        count += 1
        if begins(month, name, when):
            break
        when = when.earlier(1)
        other = edition(month, name, when)
        if other is None or _unsaid(other, name, area):
            return None
        now = other.amount(name, area, Item.CURRENT)
        target = other.amount(name, area, Item.TARGET)
        done = now * 100 / target if now is not None and target else None
    return Fraction(count)


def _unsaid(month: "Month", name: str, area: str) -> bool:
    """Whether a cell that the completion needs was not reported."""
    states = [
        state
        for item in (Item.CURRENT, Item.TARGET)
        for state in month.states(name, area, item)
    ]
    return any(state in UNSAID for state in states)


def waits(month: "Month", name: str, area: str, measure: Measure) -> bool:
    """Whether there is none only because a cell of this month is still blank."""
    if measure is Measure.MONTHS_BEHIND:
        return month.waits(name, area, Measure.LEAD)
    if measure is Measure.LAST_MONTH or not month.blank(name, area, Item.CURRENT):
        return False
    when, sums = month.months(name), accumulates(month.indicator(name))
    if measure is Measure.IN_MONTH and not sums:
        return False
    if when.month == 1:
        return sums or not _is_of_year(month, name)
    return not (_is_of_year(month, name) and begins(month, name, when))
