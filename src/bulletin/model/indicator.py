"""Indicators (指标) and districts (区、市): the lines and columns of the catalogue."""

from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from bulletin.model.period import ReportingPeriod

CITY = "全市"
ELSEWHERE = "其他"


class Item(StrEnum):
    """What a row of 指标数据 reports of an indicator."""

    CURRENT = "本期"
    BASE = "上年同期"
    TARGET = "年度目标"
    YEAR_END = "上年末"
    SUPPLIED = "上级给定同比"


@dataclass(frozen=True, slots=True)
class District:
    """区（市）: a district as it is called in the period, and its other names."""

    name: str
    former: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Ratio:
    """How an indicator is computed: numerator / denominator x scale, by their names."""

    numerator: str
    denominator: str
    scale: int


@dataclass(frozen=True, slots=True)
class Shown:
    """How an indicator's amounts are printed: 万元 as 亿元 is divided by 10000."""

    unit: str
    decimals: int
    divisor: int = 1


@dataclass(frozen=True, slots=True)
class Indicator:
    """指标: a line of the catalogue, as it stands in one period.

    `decimals` is the number of decimals in tables; with 0 it is a count, and a fraction
    is refused. `signed` allows negative values, which are 盈 and 亏 where `profit` says
    so. `part_of` names the indicator that it can never exceed. `items` are the rows that
    the workbook must have. `lag` is how many months its figures are behind the report.
    Nothing before `rebased`, the first month of the present way of counting, can be
    compared with what came after (口径调整).
    """

    name: str
    label: str
    unit: str
    decimals: int
    is_flow: bool
    by_district: bool
    additive: bool
    lower_is_better: bool
    signed: bool
    items: tuple[Item, ...]
    part_of: str | None = None
    ratio: Ratio | None = None
    former: tuple[str, ...] = ()
    lag: int = 0
    shown_as: Shown | None = None
    profit: bool = False
    rebased: ReportingPeriod | None = None

    def is_comparable(self, base: ReportingPeriod, now: ReportingPeriod) -> bool:
        """Whether the figures of both periods were counted in the same way."""
        return self.rebased is None or not base < self.rebased <= now

    @property
    def accumulates(self) -> bool:
        """Whether what its months bring adds up to its figure: no rate does."""
        return self.is_flow and self.ratio is None and self.unit not in _RATES

    @property
    def shown(self) -> Shown:
        """The unit and decimals of its amounts in print (wording rule 32)."""
        return self.shown_as or _as_reported(self.unit, self.decimals)


_RATES = ("%", "‰")


@cache
def _as_reported(unit: str, decimals: int) -> Shown:
    return Shown(unit, decimals)
