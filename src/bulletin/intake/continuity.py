"""A month's figures held against earlier editions: bases, running sums, targets."""

from collections.abc import Callable, Iterator

from bulletin.intake.course import Course, courses, plain
from bulletin.intake.jumps import jumps, swapped
from bulletin.model.figure import Figures, Observation, State
from bulletin.model.handbook import Catalogue
from bulletin.model.history import History
from bulletin.model.indicator import Item
from bulletin.model.period import ReportingPeriod
from bulletin.model.problem import Code, Problem

_A_YEAR, _DECEMBER = 12, 12
_SETTLE = "请核对后改正；确实调整过的，请在“情况说明”登记，一年有效"


def continuity(
    figures: Figures, history: History, catalogue: Catalogue, period: ReportingPeriod
) -> Iterator[Problem]:
    """Every contradiction with what was reported before, and what looks unlikely.

    Only editions before the period count. Nothing is said of what cannot be compared.
    """
    every = tuple(courses(figures, history, catalogue, period))
    for check in CHECKS:
        for course in every:
            yield from check(course)


def bases_differ(course: Course) -> Iterator[Problem]:
    """上年同期 and 上年末 that are not what was reported then.

    The message has no figures, so that one 情况说明 settles it for the year.
    """
    bases = {
        Item.BASE: course.end.earlier(_A_YEAR),
        Item.YEAR_END: ReportingPeriod(course.end.year - 1, _DECEMBER),
    }
    for item, month in bases.items():
        for area in course.areas:
            typed, then = course.now(area, item), course.then(area, month)
            if typed.value is None or then.value in (None, typed.value):
                continue
            about = f"的{item}数与{month.year}年"
            message = f"{course.title(area)}{about}{_of(item)}通报不一致"
            yield Problem(
                Code.BASE_DIFFERS, message, _both(typed, then, month), typed.at
            )


def _of(item: Item) -> str:
    return f"{_DECEMBER}月" if item is Item.YEAR_END else ""


def _both(typed: Observation, then: Observation, month: ReportingPeriod) -> str:
    """What stands in both places, and what to do."""
    reported = f"通报的{month.year}年{month.month}月数是{_shown(then)}（{then.at}）"
    return f"填的是{_shown(typed)}，{reported}。{_SETTLE}"


def _shown(seen: Observation) -> str:
    return "“—”" if seen.value is None else plain(seen.value)


def below_last_month(course: Course) -> Iterator[Problem]:
    """A sum of the year so far that is less than it was in an earlier month."""
    if not course.indicator.accumulates or course.indicator.signed:
        return
    for area in course.areas:
        now, last = course.now(area), course.last(area)
        if now.value is None or last is None:
            continue
        month, then = last
        if then.value is None or now.value >= then.value:
            continue
        message = (
            f"{course.title(area)}本期{plain(now.value)}，"
            f"低于{month.year}年{month.month}月已报的{plain(then.value)}"
        )
        advice = (
            f"累计数不应减少（已报的见{then.at}）。"
            "请核对后改正；确实更正过的，请在“情况说明”登记"
        )
        yield Problem(Code.BELOW_LAST_MONTH, message, advice, now.at)


def targets_change(course: Course) -> Iterator[Problem]:
    """The year's target that is another one than in the last edition that had it."""
    name, period = course.indicator.name, course.period
    earlier = [each for each in course.past.editions if each.year == period.year]
    for area in course.areas:
        typed = course.now(area, Item.TARGET)
        if typed.state not in (State.GIVEN, State.NOT_APPLICABLE):
            continue
        for edition in reversed(earlier):
            then = course.past.history.get(edition, name, area, Item.TARGET)
            if then.value is not None:
                if then.value != typed.value:
                    yield _target(course.title(area), typed, then, edition)
                break


def _target(
    title: str, typed: Observation, then: Observation, edition: ReportingPeriod
) -> Problem:
    message = f"{title}的年度目标与{edition.year}年{edition.month}月通报不一致"
    reported = f"通报的是{_shown(then)}（{then.at}）"
    advice = f"填的是{_shown(typed)}，{reported}。{_SETTLE}"
    return Problem(Code.TARGET_CHANGED, message, advice, typed.at)


CHECKS: tuple[Callable[[Course], Iterator[Problem]], ...] = (
    bases_differ,
    below_last_month,
    targets_change,
    jumps,
    swapped,
)
