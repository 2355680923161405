"""What the words of a label mean, and the label with every way to read it."""

from dataclasses import dataclass
from enum import Enum

from bulletin.intake.returns.spans import Span
from bulletin.model.indicator import Item


class Kind(Enum):
    """What a word of a label is about."""

    INDICATOR = "指标"
    AREA = "区（市）"
    ITEM = "项"
    UNIT = "单位"
    TIME = "时间"
    HEADING = "表头"
    ASIDE = "不读"
    MONTHLY = "当月数"
    ELSEWHEN = "本期不用"


_WHEN = frozenset({Kind.ITEM, Kind.TIME, Kind.MONTHLY})
_TELLING = frozenset({Kind.INDICATOR, Kind.AREA}) | _WHEN


@dataclass(frozen=True, slots=True)
class Sense:
    """One thing that a word means; `value` is a name, an Item, a Span or a unit."""

    kind: Kind
    value: str | Item | Span


Reading = frozenset[Sense]


@dataclass(frozen=True, slots=True)
class Label:
    """A text, and every way to read all of it: none if it holds a word we do not know."""

    text: str
    readings: tuple[Reading, ...] = ()

    @property
    def is_known(self) -> bool:
        """Whether it can be read at all."""
        return bool(self.readings)

    @property
    def is_indicator(self) -> bool:
        """Whether it is one indicator's name, perhaps with a unit, and nothing else."""
        kinds = [sorted(s.kind.value for s in reading) for reading in self.readings]
        name, unit = Kind.INDICATOR.value, Kind.UNIT.value
        return kinds in ([[name]], [sorted((name, unit))])

    @property
    def told(self) -> frozenset[Kind]:
        """What it tells figures apart by; a time is an item."""
        kinds = {s.kind for reading in self.readings for s in reading} & _TELLING
        return frozenset(Kind.ITEM if k in _WHEN else k for k in kinds)

    def has(self, *kinds: Kind) -> bool:
        """Whether any reading is about that."""
        return any(s.kind in kinds for reading in self.readings for s in reading)

    def values(self, kind: Kind) -> set[str | Item | Span]:
        """All that it may mean of a kind."""
        return {s.value for reading in self.readings for s in reading if s.kind is kind}
