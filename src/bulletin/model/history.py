"""The earlier months (往期): what was reported then, under the names of today."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from bulletin.model.figure import Figures, Observation
from bulletin.model.indicator import Item
from bulletin.model.period import ReportingPeriod


@dataclass(frozen=True, slots=True)
class History:
    """The figures of earlier months by period; a month that is not known is not there.

    `months` may fetch a month only when it is asked for. Districts and indicators bear
    the names of the handbook that the history was read for. `origins` says in Chinese
    where each month comes from: 归档, 导入, or a workbook that is not archived yet.
    """

    months: Mapping[ReportingPeriod, Figures] = field(default_factory=dict)
    origins: Mapping[ReportingPeriod, str] = field(default_factory=dict)

    def get(
        self, period: ReportingPeriod, indicator: str, area: str, item: Item
    ) -> Observation:
        """The observation of that month, or an ABSENT one where nothing is known."""
        return self.month(period).get(indicator, area, item)

    def month(self, period: ReportingPeriod) -> Figures:
        """The figures of that month; none where it is not known."""
        return self.months.get(period, _NOTHING)

    def last_of_year(self, period: ReportingPeriod) -> ReportingPeriod | None:
        """The latest known month before this one in the same year."""
        earlier = (
            ReportingPeriod(period.year, n) for n in range(period.month - 1, 0, -1)
        )
        return next((each for each in earlier if each in self.months), None)


_NOTHING = Figures({})
UNKNOWN = History()
