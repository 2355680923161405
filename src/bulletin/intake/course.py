"""The course (走势) of an indicator: a month's figures beside those of earlier editions."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from bulletin.model.figure import NOWHERE, Figures, Observation
from bulletin.model.handbook import Catalogue
from bulletin.model.history import History, Past
from bulletin.model.indicator import CITY, ELSEWHERE, Indicator, Item
from bulletin.model.period import ReportingPeriod


@dataclass(frozen=True, slots=True)
class Course:
    """An indicator of the edition `period`; its figures are for the months up to `end`.

    `areas` are those that report it, the city first and 其他 last.
    """

    indicator: Indicator
    areas: tuple[str, ...]
    period: ReportingPeriod
    end: ReportingPeriod
    figures: Figures
    past: Past

    @property
    def districts(self) -> tuple[str, ...]:
        """The areas that are districts."""
        return self.areas[1:-1]

    def now(self, area: str, item: Item = Item.CURRENT) -> Observation:
        """What the month's workbook says."""
        return self.figures.get(self.indicator.name, area, item)

    def then(
        self, area: str, month: ReportingPeriod, item: Item = Item.CURRENT
    ) -> Observation:
        """What was reported for an earlier month; nothing where that was another count."""
        if not self.indicator.is_comparable(month, self.end):
            return NOWHERE
        return self.past.get(self.indicator.name, area, item, month)

    def title(self, area: str) -> str:
        """How a problem names it: 甲区“指标”."""
        return f"{area}“{self.indicator.name}”"

    def last(self, area: str) -> tuple[ReportingPeriod, Observation] | None:
        """The last month of the same year that has a figure, and the figure."""
        for month in range(self.end.month - 1, 0, -1):
            then = self.then(area, ReportingPeriod(self.end.year, month))
            if then.value is not None:
                return ReportingPeriod(self.end.year, month), then
        return None


def courses(
    figures: Figures, history: History, catalogue: Catalogue, period: ReportingPeriod
) -> Iterator[Course]:
    """Every indicator that anything was reported of before; none without a history."""
    past = Past.before(period, history, catalogue)
    if not past.editions:
        return
    districts = tuple(district.name for district in catalogue.districts)
    for name, indicator in catalogue.indicators.items():
        areas = (CITY, *(districts if indicator.by_district else ()), ELSEWHERE)
        end = catalogue.as_of(name, figures, period)
        yield Course(indicator, areas, period, end, figures, past)


def plain(value: Decimal) -> str:
    """The number without zeros at its end (wording rule 11)."""
    return format(value.normalize(), "f") if value else "0"
