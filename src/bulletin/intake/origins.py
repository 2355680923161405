"""Where collected figures came from, as long as they are still what was collected."""

from dataclasses import replace

from bulletin.model.figure import Figures, Observation, State
from bulletin.model.journal import Journal, Origin
from bulletin.model.problem import Code, Problem

Key = tuple[str, str, str]


def with_origins(
    figures: Figures, journal: Journal
) -> tuple[Figures, tuple[Problem, ...]]:
    """The figures, each place with its origin; a hint for each that was typed over."""
    seen = dict(figures.observations)
    problems: list[Problem] = []
    for key, origin in journal.origins.items():
        now = seen.get(key)
        if now is None or now.place is None or now.state is State.PENDING:
            continue
        if now.value == origin.value:
            place = replace(now.place, origin=origin.place)
            seen[key] = replace(now, place=place)
        else:
            problems.append(_typed_over(key, now, origin))
    return replace(figures, observations=seen), tuple(problems)


def _typed_over(
    key: tuple[str, str, object], now: Observation, origin: Origin
) -> Problem:
    indicator, area, item = key
    shown = "“—”" if now.value is None else f"{now.value:f}"
    message = (
        f"{area}“{indicator}”的{item}现为{shown}，汇总时收的是{origin.value:f}"
        f"（{origin.place}）"
    )
    advice = "请核对是谁改的；改得对的不用处理，报表更正了的请重新汇总"
    return Problem(Code.TYPED_OVER, message, advice, now.at)
