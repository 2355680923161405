"""Facts (事实): a number with its measure, formula and the cells that it came from."""

from dataclasses import dataclass
from enum import Enum, StrEnum
from fractions import Fraction
from typing import Protocol

from bulletin.model.period import ReportingPeriod
from bulletin.model.place import Place


class Measure(StrEnum):
    """What a fact says of an indicator and an area, or what else it is."""

    VALUE = "本期"
    BASE = "上年同期"
    TARGET = "年度目标"
    YEAR_END = "上年末"
    SUPPLIED = "上级给定同比"
    LAST_MONTH = "上月"
    GROWTH = "同比"
    CHANGE = "同比增减"
    COMPLETION = "完成率"
    LEAD = "进度差"
    YEAR_END_GROWTH = "较上年末"
    YEAR_END_CHANGE = "较上年末增减"
    IN_MONTH = "当月"
    MONTH_GROWTH = "环比"
    MONTH_CHANGE = "环比增减"
    MONTHS_BEHIND = "连续落后"
    BEHIND_BEST = "与最好差距"
    RANK = "位次"
    EDITION = "期"
    COUNT = "数量"
    ENTRY = "名单项"
    QUOTED = "文中数"
    VERDICT = "认定"


FIGURE_MEASURES = tuple(Measure)[: tuple(Measure).index(Measure.RANK) + 1]
# Those that say how far a figure moved, and so may turn out to be a fall.
CHANGES = (
    Measure.GROWTH,
    Measure.CHANGE,
    Measure.YEAR_END_GROWTH,
    Measure.YEAR_END_CHANGE,
    Measure.MONTH_GROWTH,
    Measure.MONTH_CHANGE,
)


class Outcome(Enum):
    """Whether a fact has a number, and if not, why (each prints in its own way)."""

    NUMBER = "有数"
    SUPPLIED = "上级给定"
    BASE_ZERO = "上年同期为0"
    BOTH_ZERO = "本期与上年同期均为0"
    BASE_NEGATIVE = "上年同期为负"
    TURNED_NEGATIVE = "本期转负"
    INCOMPARABLE = "不可比"
    NO_BASE = "无上年同期数"
    NO_TARGET = "无年度目标"
    NO_HISTORY = "缺以前月份的数"
    TARGET_ZERO = "年度目标为0"
    OTHER_YEAR = "不是年度目标那一年的数"
    DENOMINATOR_ZERO = "分母为0"
    NOT_APPLICABLE = "不适用"
    PENDING = "未填"
    WORDS = "文字"


@dataclass(frozen=True, slots=True)
class Fact:
    """事实: exact, computed once, rounded only when printed (wording rule 10).

    `value` stands in the printed unit: a rate in %, 进度差 in 百分点, a rank as 1, 2, …;
    None where `outcome` says why. `numerator` and `denominator` are what was divided;
    without a rate, `numerator` keeps the difference and `denominator` the base.
    `amount_unit` and `amount_decimals` are those of the two, where they are not the
    fact's own: a growth in % of so many 件. `wording` is the printed form of a fact that
    is words (an edition's name, a list entry, a verdict). `sources` are the cells that
    it was computed from, also those that are still blank. `lower_is_better` is the
    measure's direction (a rank's, too); `profit` is the indicator's, and `limited` whether
    its target is a limit (控制数): they choose words.
    """

    id: str
    measure: Measure
    outcome: Outcome
    sources: tuple[Place, ...]
    area: str = ""
    indicator: str = ""
    unit: str = ""
    decimals: int = 0
    value: Fraction | None = None
    numerator: Fraction | None = None
    denominator: Fraction | None = None
    formula: str = ""
    wording: str = ""
    lower_is_better: bool = False
    profit: bool = False
    limited: bool = False
    amount_unit: str = ""
    amount_decimals: int = 0

    @property
    def is_pending(self) -> bool:
        """Whether a cell that it needs is not filled in yet."""
        return self.outcome is Outcome.PENDING

    @property
    def is_absent(self) -> bool:
        """Whether there is nothing to print in running text.

        A base of zero, below zero or of another scope is not absent: it prints in words
        (wording rules 17 to 19).
        """
        return self.outcome in _ABSENT

    @property
    def has_improved(self) -> bool:
        """Whether a change is for the better; a standstill is not."""
        if self.value is None:
            return False
        return self.value < 0 if self.lower_is_better else self.value > 0


class FactBook(Protocol):
    """The facts of one edition by area, indicator and measure."""

    period: ReportingPeriod
    areas: tuple[str, ...]

    def as_of(self, indicator: str) -> ReportingPeriod:
        """The period that the indicator's figures are for; it may lag behind."""

    def as_of_places(self, indicator: str) -> tuple[Place, ...]:
        """The cell that says so, if one does."""

    def get(self, area: str, indicator: str, measure: Measure) -> Fact:
        """The fact; KeyError for an indicator that the catalogue does not have."""


_ABSENT = frozenset(
    {
        Outcome.NO_BASE,
        Outcome.NO_TARGET,
        Outcome.NO_HISTORY,
        Outcome.TARGET_ZERO,
        Outcome.OTHER_YEAR,
        Outcome.DENOMINATOR_ZERO,
        Outcome.NOT_APPLICABLE,
        Outcome.PENDING,
    },
)
