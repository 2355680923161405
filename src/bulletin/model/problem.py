"""A problem (问题): what is wrong, what to do, and where; data for clerks, never raised."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, StrEnum

from bulletin.model.place import Place


class Stage(StrEnum):
    """How far an edition has come, and so how much it may lack."""

    DRAFT = "初稿"
    REVIEW = "送审稿"
    FINAL = "印发稿"


class Weight(Enum):
    """What a problem means for the page, and so which stages refuse it."""

    UNPRINTABLE = "印不出"
    HOLE = "缺数"
    CONTRADICTION = "与数据矛盾"
    UNSIGNED = "未签发"
    HINT = "提示"


_REFUSING: Mapping[Weight, frozenset[Stage]] = {
    Weight.UNPRINTABLE: frozenset(Stage),
    Weight.HOLE: frozenset({Stage.REVIEW, Stage.FINAL}),
    Weight.CONTRADICTION: frozenset({Stage.FINAL}),
    Weight.UNSIGNED: frozenset({Stage.FINAL}),
    Weight.HINT: frozenset(),
}


class Code(Enum):
    """Every kind of problem: its name in output and docs/problems, and its weight."""

    UNREADABLE = "unreadable", Weight.UNPRINTABLE
    MISSING_SHEET = "missing-sheet", Weight.UNPRINTABLE
    MISSING_COLUMN = "missing-column", Weight.UNPRINTABLE
    REPEATED_COLUMN = "repeated-column", Weight.UNPRINTABLE
    UNKNOWN_DISTRICT = "unknown-district", Weight.UNPRINTABLE
    MISSING_DISTRICT = "missing-district", Weight.HOLE
    REPEATED_DISTRICT = "repeated-district", Weight.UNPRINTABLE
    UNKNOWN_INDICATOR = "unknown-indicator", Weight.UNPRINTABLE
    MISSING_INDICATOR = "missing-indicator", Weight.HOLE
    UNKNOWN_ITEM = "unknown-item", Weight.UNPRINTABLE
    MISSING_ITEM = "missing-item", Weight.HOLE
    REPEATED_ROW = "repeated-row", Weight.UNPRINTABLE
    WRONG_UNIT = "wrong-unit", Weight.UNPRINTABLE
    NOT_A_NUMBER = "not-a-number", Weight.UNPRINTABLE
    PERCENT_CELL = "percent-cell", Weight.UNPRINTABLE
    NEGATIVE = "negative", Weight.UNPRINTABLE
    FRACTION = "fraction", Weight.UNPRINTABLE
    TOO_PRECISE = "too-precise", Weight.UNPRINTABLE
    OVER_HUNDRED = "over-hundred", Weight.CONTRADICTION
    DATE_CELL = "date-cell", Weight.UNPRINTABLE
    UNIT_IN_CELL = "unit-in-cell", Weight.HINT
    HIDDEN = "hidden", Weight.HINT
    MERGED = "merged", Weight.HINT
    STRAY = "stray-cell", Weight.HINT
    NO_HEADING = "no-heading", Weight.HINT
    MARKED_COPY = "marked-copy", Weight.UNPRINTABLE
    OPEN_ELSEWHERE = "open-elsewhere", Weight.HINT
    EXTRA_SHEET = "extra-sheet", Weight.HINT
    ERROR_CELL = "error-cell", Weight.UNPRINTABLE
    UNSAVED_FORMULA = "unsaved-formula", Weight.UNPRINTABLE
    BLANK = "blank", Weight.HOLE
    NO_FIGURE = "no-figure", Weight.HOLE
    PART_OVER_WHOLE = "part-over-whole", Weight.CONTRADICTION
    SUM_DIFFERS = "sum-differs", Weight.CONTRADICTION
    GROWTH_DIFFERS = "growth-differs", Weight.CONTRADICTION
    BASE_DIFFERS = "base-differs", Weight.CONTRADICTION
    BELOW_LAST_MONTH = "below-last-month", Weight.CONTRADICTION
    TARGET_CHANGED = "target-changed", Weight.CONTRADICTION
    JUMP = "jump", Weight.HINT
    SWAPPED = "swapped", Weight.HINT
    TYPED_OVER = "typed-over", Weight.HINT
    WRONG_PERIOD = "wrong-period", Weight.UNPRINTABLE
    WRONG_AS_OF = "wrong-as-of", Weight.UNPRINTABLE
    WRONG_MONTH = "wrong-month", Weight.CONTRADICTION
    WRONG_YEAR = "wrong-year", Weight.CONTRADICTION
    TARGETS_CONTRADICT = "targets-contradict", Weight.CONTRADICTION
    WRONG_DATE = "wrong-date", Weight.UNPRINTABLE
    UNKNOWN_COVER_ROW = "unknown-cover-row", Weight.UNPRINTABLE
    UNSIGNED = "unsigned", Weight.UNSIGNED
    OUT_OF_FORCE = "out-of-force", Weight.HINT
    UNKNOWN_LIST = "unknown-list", Weight.UNPRINTABLE
    UNKNOWN_SLOT = "unknown-slot", Weight.UNPRINTABLE
    MISSING_TEXT = "missing-text", Weight.HOLE
    UNKNOWN_NAME = "unknown-name", Weight.UNPRINTABLE
    LOOSE_BRACE = "loose-brace", Weight.UNPRINTABLE
    BAD_CHARACTER = "bad-character", Weight.UNPRINTABLE
    TYPED_PERIOD = "typed-period", Weight.HINT
    CARRIED = "carried", Weight.HINT
    STALE_TEXT = "stale-text", Weight.CONTRADICTION
    EXPIRED_SLOGAN = "expired-slogan", Weight.CONTRADICTION
    OPINION = "opinion", Weight.HINT
    WRONG_OPINION = "wrong-opinion", Weight.UNPRINTABLE
    IDLE_OPINION = "idle-opinion", Weight.HINT
    SENTENCES_CONTRADICT = "sentences-contradict", Weight.HINT
    RULE_SKIPS = "rule-skips", Weight.HINT
    REPEATED_ENTRY = "repeated-entry", Weight.CONTRADICTION
    HEADING_CONTRADICTS = "heading-contradicts", Weight.HINT
    INCOMPLETE_SETTLEMENT = "incomplete-settlement", Weight.CONTRADICTION
    IDLE_SETTLEMENT = "idle-settlement", Weight.HINT
    TEMPLATE_SYNTAX = "template-syntax", Weight.UNPRINTABLE
    TEMPLATE_NAME = "template-name", Weight.UNPRINTABLE
    TEMPLATE_TEXT_LOST = "template-text-lost", Weight.UNPRINTABLE
    TEMPLATE_REVISION = "template-revision", Weight.UNPRINTABLE
    TEMPLATE_UNREACHED = "template-unreached", Weight.UNPRINTABLE
    TEMPLATE_TITLE = "template-title", Weight.HINT
    TEMPLATE_SLOT_UNUSED = "template-slot-unused", Weight.UNPRINTABLE
    TEMPLATE_SPLIT_TAG = "template-split-tag", Weight.HINT
    TEMPLATE_UNIT = "template-unit", Weight.CONTRADICTION
    TEMPLATE_LAG = "template-lag", Weight.HINT
    PRINT_DIFFERS = "print-differs", Weight.UNPRINTABLE
    HANDBOOK_SYNTAX = "handbook-syntax", Weight.UNPRINTABLE
    HANDBOOK_VALUE = "handbook-value", Weight.UNPRINTABLE
    HANDBOOK_REFERENCE = "handbook-reference", Weight.UNPRINTABLE
    HANDBOOK_WORDING = "handbook-wording", Weight.HINT
    HANDBOOK_UNUSED = "handbook-unused", Weight.HINT
    HANDBOOK_UNPRINTED = "handbook-unprinted", Weight.HINT
    INDICATOR_UNUSED = "indicator-unused", Weight.HINT
    NO_PDF = "no-pdf", Weight.HINT
    UNRECOGNISED = "unrecognised", Weight.HINT
    WRONG_RETURN = "wrong-return", Weight.UNPRINTABLE
    REPEATED_RETURN = "repeated-return", Weight.UNPRINTABLE
    CONFLICT = "conflict", Weight.UNPRINTABLE
    FORMULA_CELL = "formula-cell", Weight.UNPRINTABLE
    UNWRITABLE = "unwritable", Weight.UNPRINTABLE
    STALE_FORMULA = "stale-formula", Weight.UNPRINTABLE

    def __init__(self, slug: str, weight: Weight) -> None:
        self.slug = slug
        self.weight = weight


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong: `message` says what is there, `advice` what to do, both Chinese.

    `settled` names who explained it in 情况说明; a settled problem stops nothing.
    `owner` is who owes what is missing: a district, or the 来源 of the row.
    """

    code: Code
    message: str
    advice: str
    place: Place
    settled: str = ""
    owner: str = ""

    @property
    def can_be_settled(self) -> bool:
        """情况说明 settles what is only unlikely, never what cannot be printed."""
        return self.code.weight in (Weight.CONTRADICTION, Weight.HINT)

    @property
    def is_error(self) -> bool:
        """An error until it is mended or settled; otherwise a hint."""
        hints = (Weight.HINT, Weight.UNSIGNED)
        return not self.settled and self.code.weight not in hints

    def refused_at(self, stage: Stage) -> bool:
        """Whether this problem keeps the edition from being made at that stage."""
        return not self.settled and stage in _REFUSING[self.code.weight]

    def __str__(self) -> str:
        """The problem as a clerk reads it: place, what is there, what to do."""
        settled = f"（已由{self.settled}说明）" if self.settled else ""
        return f"{self.place}：{self.message}。{self.advice}{settled}"


class BulletinError(Exception):
    """An operation refused, with a Chinese sentence that says why and what to do."""


class ProblemsError(BulletinError):
    """An operation refused because of problems, all of them at once."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = problems
