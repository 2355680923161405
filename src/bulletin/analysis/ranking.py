"""Competition ranking: equal values share a place (wording rule 23)."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from bulletin.analysis.quantity import Quantity
from bulletin.model.fact import Outcome
from bulletin.model.place import Place


def rank(value: Fraction, among: Iterable[Fraction], *, lower: bool) -> int:
    """The place of a value, from 1; `lower` is better where less of it is."""
    return 1 + sum(other < value if lower else other > value for other in among)


@dataclass(frozen=True, slots=True)
class Peers:
    """The districts' figures side by side: those that are there, and all their cells."""

    values: tuple[Fraction, ...]
    sources: tuple[Place, ...]
    waiting: bool

    @classmethod
    def of(cls, quantities: Iterable[Quantity]) -> "Peers":
        """The peers of an indicator."""
        seen = tuple(quantities)
        return cls(
            tuple(one.value for one in seen if one.value is not None),
            tuple(place for one in seen for place in one.sources),
            any(one.outcome is Outcome.PENDING for one in seen),
        )

    def placed(self, own: Quantity, *, lower: bool) -> Quantity:
        """The rank of one of them; unknown while a cell of any is blank."""
        if own.value is None or self.waiting:
            return self._without(own)
        place = rank(own.value, self.values, lower=lower)
        return Quantity(Outcome.NUMBER, self.sources, Fraction(place))

    def behind_best(self, own: Quantity, *, lower: bool) -> Quantity:
        """How far one of them is from the best, 0 for the best itself."""
        if own.value is None or self.waiting:
            return self._without(own)
        best = min(self.values) if lower else max(self.values)
        return Quantity(Outcome.NUMBER, self.sources, abs(best - own.value))

    def _without(self, own: Quantity) -> Quantity:
        return Quantity(Outcome.PENDING if self.waiting else own.outcome, self.sources)
