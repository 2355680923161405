"""Series (往期): the facts of many editions as one table; the only module with pandas."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

import pandas as pd

from bulletin.analysis.facts import Facts
from bulletin.model.edition import Dataset, Edition
from bulletin.model.fact import Fact, Measure
from bulletin.model.figure import Figures, State
from bulletin.model.handbook import Catalogue
from bulletin.model.history import History
from bulletin.model.indicator import Item
from bulletin.model.period import ReportingPeriod

_A_YEAR = 12
_PERIOD = "报告期"


@dataclass(frozen=True, slots=True)
class Asked:
    """Which series, and over which months; None is as far as there are any."""

    indicators: tuple[str, ...]
    areas: tuple[str, ...]
    measures: tuple[Measure, ...]
    since: ReportingPeriod | None = None
    until: ReportingPeriod | None = None


@dataclass(frozen=True, slots=True)
class Point:
    """A fact of one month."""

    period: ReportingPeriod
    fact: Fact


@dataclass(frozen=True, slots=True)
class Table:
    """One line a month without a gap, one column a series; a cell is words or empty."""

    periods: tuple[str, ...]
    columns: Mapping[str, tuple[str, ...]]


def points(catalogue: Catalogue, history: History, asked: Asked) -> Iterator[Point]:
    """The facts of every known month, in order, as the catalogue defines them today.

    Where no base was filed and no growth supplied, the figure of the year before is it.
    """
    for period in sorted(history.months):
        if (asked.since or period) <= period <= (asked.until or period):
            figures = _with_bases(history, period)
            book = Facts(catalogue, Dataset(Edition(period, {}), figures), history)
            for indicator in asked.indicators:
                for area in asked.areas:
                    for measure in asked.measures:
                        fact = book.get(area, indicator, measure)
                        if fact.sources:
                            yield Point(period, fact)


def table(found: Iterable[Point], shown: Callable[[Fact], str]) -> Table:
    """The points as a table; what is known of no month at all has no column."""
    frame = _frame(found, shown)
    columns = {str(name): tuple(map(str, frame[name])) for name in frame.columns}
    return Table(tuple(map(str, frame.index)), columns)


def csv(found: Iterable[Point], shown: Callable[[Fact], str]) -> str:
    """The same as comma-separated values."""
    written: str = _frame(found, shown).to_csv(lineterminator="\r\n")
    return written


def _frame(found: Iterable[Point], shown: Callable[[Fact], str]) -> pd.DataFrame:
    """Words by month and series, with every month between the first and the last."""
    rows = [(each.period.key, _heading(each.fact), shown(each.fact)) for each in found]
    known = [row for row in rows if row[2]]
    listed = pd.DataFrame(known or rows, columns=[_PERIOD, "series", "words"])
    names = listed["series"].unique()
    wide = listed.pivot_table("words", _PERIOD, "series", aggfunc="first")[names]
    months = pd.period_range(wide.index.min(), wide.index.max(), freq="M")
    filled = wide.reindex(months.strftime("%Y-%m")).fillna("")
    return filled.rename_axis(index=_PERIOD, columns=None)


def _heading(fact: Fact) -> str:
    return f"{fact.id}（{fact.unit}）" if fact.unit else fact.id


def _with_bases(history: History, period: ReportingPeriod) -> Figures:
    """The figures of a month, with bases from the year before where none was filed."""
    figures = history.month(period)
    before = period.earlier(_A_YEAR)
    added = {
        (indicator, area, Item.BASE): history.get(before, indicator, area, item)
        for indicator, area, item in figures.observations
        if item is Item.CURRENT
        and figures.get(indicator, area, Item.BASE).state is State.ABSENT
        and figures.get(indicator, area, Item.SUPPLIED).state is State.ABSENT
        and indicator not in figures.as_of
        and indicator not in history.month(before).as_of
    }
    known = {key: seen for key, seen in added.items() if seen.state is State.GIVEN}
    return replace(figures, observations={**figures.observations, **known})
