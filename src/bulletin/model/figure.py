"""Reported figures (数据): a value, or why there is none, with its place and source."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import Enum

from bulletin.model.indicator import Item
from bulletin.model.period import ReportingPeriod
from bulletin.model.place import Place


class State(Enum):
    """Whether a cell holds a figure, and if not, why."""

    GIVEN = "已填"
    PENDING = "未填"
    NOT_APPLICABLE = "不适用"
    INCOMPARABLE = "不可比"
    ABSENT = "无此项"


@dataclass(frozen=True, slots=True)
class Observation:
    """数据: one reported value, exact, with its place and who reported it.

    `value` is None unless `state` is GIVEN. `place` is None only for ABSENT figures of
    a row that the workbook does not have.
    """

    state: State
    value: Decimal | None = None
    place: Place | None = None
    source: str = ""

    @property
    def at(self) -> Place:
        """Its place, for a problem; only what no workbook holds is nowhere."""
        return self.place or Place("")


NOWHERE = Observation(State.ABSENT)


@dataclass(frozen=True, slots=True)
class AsOf:
    """The period that an indicator's figures are for (截至), and the cell that says so."""

    period: ReportingPeriod
    place: Place


@dataclass(frozen=True, slots=True)
class Figures:
    """All observations of a month by (indicator, area, item); the area may be 其他.

    `as_of` holds the indicators whose month (截至) the workbook names, other than the
    reporting period of one that the handbook never has lag behind.
    """

    observations: Mapping[tuple[str, str, Item], Observation]
    as_of: Mapping[str, AsOf] = field(default_factory=dict)

    def get(self, indicator: str, area: str, item: Item) -> Observation:
        """The observation, or an ABSENT one where the workbook has no such cell."""
        return self.observations.get((indicator, area, item), NOWHERE)
