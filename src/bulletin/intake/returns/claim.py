"""A claim (报送数): that a return has this figure for an indicator, an area and an item."""

from dataclasses import dataclass
from decimal import Decimal

from bulletin.intake.returns.meaning import Key
from bulletin.model.figure import State
from bulletin.model.place import Place
from bulletin.model.problem import Problem


@dataclass(frozen=True, slots=True)
class Claim:
    """One figure of a return, in the indicator's own unit.

    `value` is None unless `state` is GIVEN. It is `is_scaled_blindly` where the unit is
    one of 万元 and the like and the return says no unit at all.
    """

    key: Key
    state: State
    value: Decimal | None
    place: Place
    sha256: str
    is_scaled_blindly: bool = False

    @property
    def content(self) -> Decimal | str:
        """What it puts into the cell of a workbook."""
        return self.shown if self.value is None else self.value

    @property
    def shown(self) -> str:
        """The figure as clerks read it."""
        if self.value is None:
            return "不可比" if self.state is State.INCOMPARABLE else "—"
        return f"{self.value.normalize():f}"


@dataclass(frozen=True, slots=True)
class Return:
    """What a file gave: its claims and what is to be told of it; named by its path.

    `areas` are those that the file itself says it comes from.
    """

    name: str
    sha256: str
    claims: tuple[Claim, ...] = ()
    problems: tuple[Problem, ...] = ()
    areas: tuple[str, ...] = ()
