"""Figures that look unlikely beside earlier months: out of all proportion, or exchanged."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from bulletin.intake.course import Course, plain
from bulletin.model.period import ReportingPeriod
from bulletin.model.problem import Code, Problem

_MONTHS = 12
# So many months must be known before any can be called out of the ordinary.
_ENOUGH = 6
# Ordinary is what lies within so many spreads of the middle.
_SPREADS = 5
_PART = Decimal("0.02")
# The exchange of two figures must explain this many times more than it leaves open.
_CLEARLY = 4
_MUCH = Decimal("0.2")
# Signs and multiples that stand with both ends of a range (wording rule 2).
_REPEATED = ("%", "‰", "万", "亿")
_CHECK = "请核对；属实的可以不管，也可以在“情况说明”登记"


@dataclass(frozen=True, slots=True)
class Ordinary:
    """What the earlier months brought, save those that were extraordinary themselves."""

    low: Decimal
    high: Decimal

    def words(self, unit: str) -> str:
        """10～25件; 10万元～25万元."""
        low, high = plain(self.low), plain(self.high)
        if low == high:
            return high + unit
        return f"{low}{unit if unit.startswith(_REPEATED) else ''}～{high}{unit}"


def jumps(course: Course) -> Iterator[Problem]:
    """A month that brought far more, or far less, than months ordinarily do."""
    if course.indicator.is_flow and not course.indicator.accumulates:
        return
    for area in course.areas:
        moves = _moves(course, area)
        earlier = _usable(course, moves[1:])
        for moved in _usable(course, moves[:1]):
            ordinary = beyond(moved, earlier, _least(course, area))
            if ordinary:
                yield _jump(course, area, moved, ordinary)


def _jump(course: Course, area: str, moved: Decimal, ordinary: Ordinary) -> Problem:
    """A sum grew in the month; a stock moved since the last one."""
    since, usually = ("", "") if course.indicator.is_flow else ("比上月", "增减")
    unit, month = course.indicator.unit, course.end.month
    way = "增加" if moved > 0 else "减少"
    message = (
        f"{course.title(area)}{month}月{since}{way}{plain(abs(moved))}{unit}，"
        f"往常每月{usually}{ordinary.words(unit)}"
    )
    return Problem(Code.JUMP, message, _CHECK, course.now(area).at)


def _least(course: Course, area: str) -> Decimal:
    """The least spread: a unit of the last decimal, of a stock also a part of itself."""
    step = Decimal(1).scaleb(-course.indicator.decimals)
    before = course.then(area, course.end.earlier(1)).value
    if course.indicator.is_flow or before is None:
        return step
    return max(step, abs(before) * _PART)


def beyond(
    moved: Decimal, earlier: Sequence[Decimal], least: Decimal
) -> Ordinary | None:
    """The ordinary range, if the move is out of all proportion to it.

    The middle and the spread are medians, so that one odd month moves neither; the
    spread is never taken to be less than `least`, or half of the middle.
    """
    if len(earlier) < _ENOUGH:
        return None
    middle = _median(earlier)
    spread = _median([abs(each - middle) for each in earlier])
    reach = _SPREADS * max(spread * 3 / 2, abs(middle) / 2, least)
    if abs(moved - middle) <= reach:
        return None
    usual = [each for each in earlier if abs(each - middle) <= reach]
    return Ordinary(min(usual), max(usual))


def _median(values: Sequence[Decimal]) -> Decimal:
    """The middle one, or the mean of the two in the middle."""
    ordered, half = sorted(values), len(values) // 2
    if len(values) % 2:
        return ordered[half]
    return (ordered[half - 1] + ordered[half]) / 2


def _moves(course: Course, area: str) -> list[Decimal | None]:
    """What this month brought, and each before it; a sum begins anew with the year."""
    own = course.now(area).value
    if own is None:
        return [None]
    months = [course.end.earlier(number) for number in range(_MONTHS + 2)]
    values = [own, *(course.then(area, month).value for month in months[1:])]
    sums = course.indicator.is_flow
    return [
        now if sums and month.month == 1 else _difference(now, before)
        for month, now, before in zip(months, values, values[1:], strict=False)
    ]


def _difference(now: Decimal | None, before: Decimal | None) -> Decimal | None:
    return None if now is None or before is None else now - before


def _usable(course: Course, moves: Iterable[Decimal | None]) -> list[Decimal]:
    """Those that are known, without sums that were corrected downwards."""
    falls = not course.indicator.is_flow or course.indicator.signed
    return [each for each in moves if each is not None and (falls or each >= 0)]


def swapped(course: Course) -> Iterator[Problem]:
    """Two districts of which each has about what the other one had before."""
    sums = course.indicator.accumulates
    if course.indicator.is_flow and not sums:
        return
    moves = [move for area in course.districts for move in _move(course, area)]
    for fallen in (move for move in moves if move.now < move.then):
        risen = [move for move in moves if fallen.is_exchanged(move, sums=sums)]
        if risen:
            other = min(risen, key=fallen.left_open)
            yield _exchanged(course, fallen, other)


def _exchanged(course: Course, fallen: "_Move", other: "_Move") -> Problem:
    pair = (fallen, other)
    now = "、".join(f"{each.area}{plain(each.now)}" for each in pair)
    then = "、".join(f"{each.area}{plain(each.then)}" for each in pair)
    name, month = course.indicator.name, fallen.month.month
    message = f"“{name}”{now}，{month}月是{then}，像是填反了"
    return Problem(Code.SWAPPED, message, _CHECK, course.now(fallen.area).at)


@dataclass(frozen=True, slots=True)
class _Move:
    """A district's figure, now and in an earlier month."""

    area: str
    month: ReportingPeriod
    now: Decimal
    then: Decimal

    def left_open(self, other: "_Move") -> Decimal:
        """What an exchange of the two would leave unexplained."""
        return abs(self.now - other.then) + abs(other.now - self.then)

    def is_exchanged(self, other: "_Move", *, sums: bool) -> bool:
        """Whether the other one rose as this one fell, and exchanged both make sense.

        Running sums would then not have fallen; other figures must have moved much, as
        small ones do so by themselves.
        """
        if other.now <= other.then or other.month != self.month:
            return False
        moved = (self.then - self.now) + (other.now - other.then)
        if self.left_open(other) * _CLEARLY > moved:
            return False
        if sums:
            return self.now >= other.then and other.now >= self.then
        return all(abs(m.now - m.then) > abs(m.then) * _MUCH for m in (self, other))


def _move(course: Course, area: str) -> Iterator[_Move]:
    """A running sum since the year's last known month, a stock since last month."""
    before = course.end.earlier(1)
    stock = before, course.then(area, before)
    last = course.last(area) if course.indicator.accumulates else stock
    now, then = course.now(area).value, last[1].value if last else None
    if last and now is not None and then is not None:
        yield _Move(area, last[0], now, then)
