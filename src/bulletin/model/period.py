"""The reporting period (报告期): the months of a year that a bulletin speaks of."""

import calendar
import datetime
from dataclasses import dataclass
from fractions import Fraction

_MONTHS = 12


@dataclass(frozen=True, slots=True, order=True)
class ReportingPeriod:
    """January to `month` (1 to 12) of `year`."""

    year: int
    month: int

    @classmethod
    def of(cls, key: str) -> "ReportingPeriod":
        """The period that `key` names; ValueError if it names none."""
        year, _, month = key.partition("-")
        period = cls(int(year), int(month))
        if period.key != key or not 1 <= period.month <= _MONTHS:
            raise ValueError(key)
        return period

    @property
    def key(self) -> str:
        """The period as files and folders name it: 2022-07."""
        return f"{self.year}-{self.month:02d}"

    @property
    def elapsed(self) -> Fraction:
        """时间进度（序时进度）: months elapsed / 12 (wording rule 25)."""
        return Fraction(self.month, 12)

    def earlier(self, months: int) -> "ReportingPeriod":
        """The period that ends that many months before."""
        count = self.year * 12 + self.month - 1 - months
        return ReportingPeriod(count // 12, count % 12 + 1)

    @property
    def last_day(self) -> datetime.date:
        """The last day of the period."""
        days = calendar.monthrange(self.year, self.month)[1]
        return datetime.date(self.year, self.month, days)
