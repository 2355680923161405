"""The earlier months (往期): what was reported then, under the names of today."""

from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass, field

from bulletin.model.figure import Figures, Observation
from bulletin.model.handbook import Catalogue
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


@dataclass(frozen=True, slots=True)
class Past:
    """The known editions before one, by the month that an indicator's figures are for.

    Nothing of the edition itself or of later ones is ever seen. `editions` are in order.
    """

    history: History
    catalogue: Catalogue
    editions: tuple[ReportingPeriod, ...]
    _found: dict[tuple[str, ReportingPeriod], ReportingPeriod | None] = field(
        default_factory=dict
    )

    @classmethod
    def before(
        cls, period: ReportingPeriod, history: History, catalogue: Catalogue
    ) -> "Past":
        """What was known when the edition of that period was made."""
        earlier = sorted(each for each in history.months if each < period)
        return cls(history, catalogue, tuple(earlier))

    def edition(self, indicator: str, month: ReportingPeriod) -> ReportingPeriod | None:
        """The last edition with the indicator's figures for that month; None if unknown.

        Mostly it is the month's own edition, a later one for figures that lag behind.
        """
        key = (indicator, month)
        if key not in self._found:
            self._found[key] = self._edition(indicator, month)
        return self._found[key]

    def _edition(
        self, indicator: str, month: ReportingPeriod
    ) -> ReportingPeriod | None:
        since = bisect_left(self.editions, month)
        for edition in reversed(self.editions[since:]):
            figures = self.history.month(edition)
            if self.catalogue.as_of(indicator, figures, edition) == month:
                return edition
        return None

    def figures(self, indicator: str, month: ReportingPeriod) -> Figures:
        """The figures of the edition that has the indicator's for that month."""
        edition = self.edition(indicator, month)
        return self.history.month(edition) if edition else _NOTHING

    def get(
        self, indicator: str, area: str, item: Item, month: ReportingPeriod
    ) -> Observation:
        """What was reported for that month, or an ABSENT observation."""
        return self.figures(indicator, month).get(indicator, area, item)
