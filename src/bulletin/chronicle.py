"""The series over the months, as the register knows them: told, written out and drawn.

It brings pandas, which is slow to import, so only `history` opens this module.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bulletin import past
from bulletin.analysis import series
from bulletin.analysis.series import Asked, Point, Table
from bulletin.drafting import measures
from bulletin.handbook import read as handbooks
from bulletin.intake.words import by_label, label, nearest
from bulletin.model.fact import Fact, Measure
from bulletin.model.handbook import Handbook
from bulletin.model.indicator import CITY, ELSEWHERE
from bulletin.model.period import ReportingPeriod
from bulletin.model.problem import BulletinError
from bulletin.preparation import entry
from bulletin.publishing import chart, shelf
from bulletin.publishing.chart import Line
from bulletin.workspace import Workspace

_DISTRICTS = "区市"
_CUMULATIVE = (Measure.VALUE, Measure.BASE, Measure.COMPLETION, Measure.LEAD)


class UnknownNameError(BulletinError):
    """An indicator or an area was asked for that the handbook does not have."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """The series as a clerk names them; nothing named is the whole city, or all."""

    indicators: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    measures: tuple[Measure, ...] = ()
    since: ReportingPeriod | None = None
    until: ReportingPeriod | None = None


@dataclass(frozen=True, slots=True)
class Chronicle:
    """The points of the series, and where each month comes from (归档 or 导入).

    `note` says why the register was not written.
    """

    points: tuple["Point", ...]
    origins: Mapping[ReportingPeriod, str]
    handbook: Handbook
    note: str = ""

    @property
    def entries(self) -> list[dict[str, Any]]:
        """Each point for JSON: its month, where that comes from, and the fact."""
        style = self.handbook.catalogue.style
        return [
            {
                "period": point.period.key,
                "origin": self.origins[point.period],
                **entry(point.fact, style),
            }
            for point in self.points
        ]

    def table(self) -> Table:
        """The points as words, a line a month."""
        return series.table(self.points, self._shown)

    def write_csv(self, path: Path) -> None:
        """Write the table for Excel, which takes a BOM for UTF-8."""
        text = series.csv(self.points, self._shown)
        shelf.write(path, text.encode("utf-8-sig"))

    def draw(self, path: Path) -> None:
        """Draw the series as .png, .svg or .pdf, after the file's name."""
        shelf.write(path, chart.draw(tuple(_lines(self)), path.suffix))

    def _shown(self, fact: Fact) -> str:
        """A cell: the number, or the reason why there is none; empty if unknown."""
        if fact.value is not None:
            return measures.column(fact, self.handbook.catalogue.style)
        return "" if fact.is_absent else fact.outcome.value


def chronicle(workspace: Workspace, wanted: Wanted) -> Chronicle:
    """The series that were asked for, over all filed and imported months.

    Raises BulletinError where no month is known, or a name is none.
    """
    handbook, _ = handbooks.read(workspace.handbook)
    asked = _asked(wanted, handbook)
    register = past.register(workspace)
    history = past.history_in(register, handbook)
    found = tuple(series.points(handbook.catalogue, history, asked))
    if not any(point.fact.value is not None for point in found):
        raise BulletinError(_nothing(history.origins))
    note = register.note if register else ""
    return Chronicle(found, history.origins, handbook, note)


def _asked(wanted: Wanted, handbook: Handbook) -> Asked:
    """The series by the names of today; UnknownNameError for a name that is none."""
    catalogue = handbook.catalogue
    districts = tuple(district.name for district in catalogue.districts)
    places = {CITY: CITY, ELSEWHERE: ELSEWHERE} | catalogue.district_names
    labels = {each.label: name for name, each in catalogue.indicators.items()}
    areas: list[str] = []
    for name in wanted.areas or (CITY,):
        areas += districts if name == _DISTRICTS else [_named(name, places, "区（市）")]
    known = labels | catalogue.indicator_names
    indicators = [_named(name, known, "指标") for name in wanted.indicators]
    return Asked(
        tuple(dict.fromkeys(indicators)) or tuple(catalogue.indicators),
        tuple(dict.fromkeys(areas)),
        wanted.measures or (Measure.VALUE,),
        wanted.since,
        wanted.until,
    )


def _named(name: str, known: Mapping[str, str], kind: str) -> str:
    found = by_label(known).get(label(name))
    if found is None:
        advice = nearest(name, tuple(known)) or "可用的名称见 bulletin vocabulary"
        raise UnknownNameError(f"“{name}”不是{kind}。{advice}")
    return found


def _nothing(origins: Mapping[ReportingPeriod, str]) -> str:
    if not origins:
        return (
            "还没有归档或导入过任何一个月。请先用 bulletin archive 或 bulletin import"
        )
    span = f"{min(origins).key} 至 {max(origins).key}"
    return f"登记库里有 {span} 的数，但没有要的这几个。请核对指标、区（市）和月份"


def _lines(told: Chronicle) -> Iterator[Line]:
    """The series of which anything is known, to be drawn."""
    known = told.handbook.catalogue.indicators
    for key, fact in {point.fact.id: point.fact for point in told.points}.items():
        values = dict(_values(told.points, key))
        by_year = fact.measure in _CUMULATIVE and known[fact.indicator].is_flow
        if values:
            name = (fact.area, fact.indicator, fact.measure.value)
            yield Line(name, fact.unit, values, by_year=by_year)


def _values(
    points: Iterable["Point"], key: str
) -> Iterator[tuple[ReportingPeriod, float]]:
    for point in points:
        if point.fact.id == key and point.fact.value is not None:
            yield point.period, float(point.fact.value)
