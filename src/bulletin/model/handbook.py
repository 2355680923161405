"""The handbook (手册): catalogue, commentary rules and phrases of one kind of bulletin."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction

from bulletin.model.fact import Measure
from bulletin.model.figure import Figures
from bulletin.model.indicator import District, Indicator
from bulletin.model.page import Manner
from bulletin.model.period import ReportingPeriod
from bulletin.model.style import PLAIN, Style


class Over(StrEnum):
    """What a rule looks at."""

    DISTRICTS = "各区市"
    CITY = "全市"
    PAIRS = "区市与指标"
    SPREAD = "区市差距"
    INDICATORS = "各指标"
    LEVELS = "分档"
    PLACES = "名次"


class Verdict(StrEnum):
    """How a rule came out; the keys of its phrases (wording rule 28)."""

    NONE = "none"
    ONE = "one"
    SOME = "some"
    MOST = "most"
    ALL = "all"
    PASSED = "passed"
    FAILED = "failed"
    DOWN = "down"
    UP = "up"
    FLAT = "flat"
    TOP = "top"
    MIDDLE = "middle"
    BOTTOM = "bottom"
    RANKED = "ranked"
    TIED = "tied"
    PENDING = "pending"
    SILENT = "silent"


class Comparison(StrEnum):
    """How a rule compares; it speaks of failing when the comparison holds."""

    LESS = "<"
    LESS_OR_EQUAL = "<="
    MORE = ">"
    MORE_OR_EQUAL = ">="
    EQUAL = "="


class Against(StrEnum):
    """A threshold that is no fixed number: it moves with the month or the area."""

    SCHEDULE = "序时进度"
    CITY = "全市"
    TARGET = "年度目标"


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of the commentary: whose measure fails, and against what.

    `comparison` None means worse than the threshold, by the indicator's direction.
    `threshold` is in the printed unit of the measure. `indicators` may be empty for
    PAIRS, SPREAD and INDICATORS: every indicator with a yearly target. `quota` is the
    share of PAIRS that must be exceeded to fail. `levels` are the bounds of LEVELS, the
    best first; `first` and `last` say how many ranks PLACES names from either end.
    `join` is the mark that links the sentence to the one before it in the topic.
    """

    name: str
    topic: str
    over: Over
    indicators: tuple[str, ...]
    measure: Measure
    comparison: Comparison | None
    threshold: Fraction | Against
    quota: Fraction | None = None
    levels: tuple[Fraction, ...] = ()
    first: int = 0
    last: int = 0
    by_gap: bool = False
    join: str = "。"


@dataclass(frozen=True, slots=True)
class Heading:
    """A section heading that may praise only when every indicator in `grew` grew."""

    name: str
    grew: tuple[str, ...]
    praise: str
    neutral: str


@dataclass(frozen=True, slots=True)
class ListKind:
    """A kind of 名单, and the columns that its entries must fill."""

    name: str
    needs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Slot:
    """A place (位置) for narrative in the template; a required one is never empty."""

    name: str
    required: bool


@dataclass(frozen=True, slots=True)
class Office:
    """The words that stand for the office in every edition, unless 封面 says other."""

    title: str
    addressees: str
    issuer: str
    sealed_by: str


@dataclass(frozen=True, slots=True)
class Catalogue:
    """What is reported, by whom, and in what order; `campaigns` are labels by name."""

    office: Office
    districts: tuple[District, ...]
    indicators: Mapping[str, Indicator]
    lists: tuple[ListKind, ...]
    slots: tuple[Slot, ...]
    pdf: Manner = field(default_factory=Manner)
    style: Style = PLAIN
    campaigns: Mapping[str, str] = field(default_factory=dict)

    @property
    def targeted(self) -> tuple[str, ...]:
        """The indicators with a yearly target, in the catalogue's order."""
        return tuple(
            name
            for name, indicator in self.indicators.items()
            if Measure.TARGET.value in indicator.items
        )

    def as_of(
        self, indicator: str, figures: Figures, period: ReportingPeriod
    ) -> ReportingPeriod:
        """The period of the indicator's figures in a month's report.

        As the workbook or the handbook says; a ratio is as old as the older of its parts.
        """
        stated = figures.as_of.get(indicator)
        if stated:
            return stated.period
        known = self.indicators[indicator]
        if known.ratio and not known.lag:
            parts = (known.ratio.numerator, known.ratio.denominator)
            return min(self.as_of(part, figures, period) for part in parts)
        return period.earlier(known.lag)

    def with_parts(self, indicator: Indicator) -> tuple[Indicator, ...]:
        """The indicator, and of a ratio those that it is computed from."""
        ratio = indicator.ratio
        parts = (ratio.numerator, ratio.denominator) if ratio else ()
        return (indicator, *(self.indicators[part] for part in parts))

    @property
    def district_names(self) -> dict[str, str]:
        """The districts' present names by every name that they have had."""
        return _present_names(self.districts)

    @property
    def indicator_names(self) -> dict[str, str]:
        """The indicators' present names by every name that they have had."""
        return _present_names(self.indicators.values())


def _present_names(nouns: Iterable[District | Indicator]) -> dict[str, str]:
    """A name that is used again means whatever bears it now."""
    bearers = tuple(nouns)
    former = {name: each.name for each in bearers for name in each.former}
    return former | {each.name: each.name for each in bearers}


@dataclass(frozen=True, slots=True)
class Phrases:
    """The wording: openings by topic, sentences by rule and verdict, notes by outcome."""

    openings: Mapping[str, str]
    sentences: Mapping[str, Mapping[Verdict, str]]
    notes: Mapping[str, str]


Conflict = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Handbook:
    """The whole handbook as of one period, read and cross-checked.

    `conflicts` are groups of which no two sides may stand in one edition; a side is a
    sentence or alternatives (rule, rule.verdict, 标题文字.name.praise). `elsewhen` holds,
    by table, the names that stand only in other periods.
    """

    catalogue: Catalogue
    topics: tuple[str, ...]
    rules: tuple[Rule, ...]
    headings: tuple[Heading, ...]
    phrases: Phrases
    conflicts: tuple[Conflict, ...] = ()
    elsewhen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
