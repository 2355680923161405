"""The handbook (手册): catalogue, commentary rules and phrases of one kind of bulletin."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction

from bulletin.model.fact import Measure
from bulletin.model.indicator import District, Indicator
from bulletin.model.page import Manner
from bulletin.model.period import ReportingPeriod


class Over(StrEnum):
    """What a rule looks at."""

    DISTRICTS = "各区市"
    CITY = "全市"
    PAIRS = "区市与指标"
    SPREAD = "区市差距"


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
    FLAT = "flat"
    PENDING = "pending"
    SILENT = "silent"


class Comparison(StrEnum):
    """How a rule compares; it speaks of failing when the comparison holds."""

    LESS = "<"
    LESS_OR_EQUAL = "<="
    MORE = ">"
    MORE_OR_EQUAL = ">="
    EQUAL = "="


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of the commentary: whose measure fails, and against what.

    `threshold` is in the printed unit of the measure; None is 序时进度. `indicators`
    may be empty for PAIRS and SPREAD: every indicator with a yearly target. `quota` is
    the share of PAIRS that must be exceeded to fail. `join` is the mark that links the
    sentence to the one before it in the topic. It holds from `since` to `until`.
    """

    name: str
    topic: str
    over: Over
    indicators: tuple[str, ...]
    measure: Measure
    comparison: Comparison
    threshold: Fraction | None
    quota: Fraction | None = None
    by_gap: bool = False
    join: str = "。"
    since: ReportingPeriod | None = None
    until: ReportingPeriod | None = None

    def in_force(self, period: ReportingPeriod) -> bool:
        """Whether the rule holds for that period."""
        begun = self.since is None or self.since <= period
        return begun and (self.until is None or period <= self.until)


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
    """What is reported, by whom, and in what order."""

    office: Office
    districts: tuple[District, ...]
    indicators: Mapping[str, Indicator]
    lists: tuple[ListKind, ...]
    slots: tuple[Slot, ...]
    pdf: Manner = field(default_factory=Manner)

    @property
    def targeted(self) -> tuple[str, ...]:
        """The indicators with a yearly target, in the catalogue's order."""
        return tuple(
            name
            for name, indicator in self.indicators.items()
            if Measure.TARGET.value in indicator.items
        )


@dataclass(frozen=True, slots=True)
class Phrases:
    """The wording: openings by topic, sentences by rule and verdict, notes by outcome."""

    openings: Mapping[str, str]
    sentences: Mapping[str, Mapping[Verdict, str]]
    notes: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Handbook:
    """The whole handbook, read and cross-checked."""

    catalogue: Catalogue
    topics: tuple[str, ...]
    rules: tuple[Rule, ...]
    headings: tuple[Heading, ...]
    phrases: Phrases
