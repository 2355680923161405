"""One indicator, area and item as an exact number, or the reason why there is none."""

from dataclasses import dataclass
from fractions import Fraction

from bulletin.model.fact import Outcome
from bulletin.model.figure import Figures, Observation, State
from bulletin.model.handbook import Catalogue
from bulletin.model.indicator import Item
from bulletin.model.place import Place

_OUTCOMES = {
    State.GIVEN: Outcome.NUMBER,
    State.PENDING: Outcome.PENDING,
    State.NOT_APPLICABLE: Outcome.NOT_APPLICABLE,
    State.INCOMPARABLE: Outcome.INCOMPARABLE,
    State.ABSENT: Outcome.NOT_APPLICABLE,
}


@dataclass(frozen=True, slots=True)
class Quantity:
    """`value` in the printed unit; a ratio keeps what was divided."""

    outcome: Outcome
    sources: tuple[Place, ...]
    value: Fraction | None = None
    numerator: Fraction | None = None
    denominator: Fraction | None = None


@dataclass(frozen=True, slots=True)
class Quantities:
    """The numbers of a month: as reported, or computed from the parts of a ratio."""

    catalogue: Catalogue
    figures: Figures

    def get(self, indicator: str, area: str, item: Item) -> Quantity:
        """The number of an indicator; a ratio's parts are taken from the same item.

        A growth that is supplied is never computed, and in no unit of amounts.
        """
        known = self.catalogue.indicators[indicator]
        reported = self.figures.get(indicator, area, item)
        if item is Item.SUPPLIED:
            return _reported(reported)
        if known.ratio is None or reported.state is not State.ABSENT:
            return _reported(reported, known.shown.divisor)
        top = _reported(self.figures.get(known.ratio.numerator, area, item))
        bottom = _reported(self.figures.get(known.ratio.denominator, area, item))
        return _divided(top, bottom, known.ratio.scale)


def _reported(seen: Observation, divisor: int = 1) -> Quantity:
    """Wording rule 32: 万元 that are printed as 亿元 are divided before anything else."""
    sources = () if seen.place is None else (seen.place,)
    if seen.value is None:
        return Quantity(_OUTCOMES[seen.state], sources)
    top, bottom = seen.value.as_integer_ratio()
    return Quantity(Outcome.NUMBER, sources, Fraction(top, bottom * divisor))


def _divided(top: Quantity, bottom: Quantity, scale: int) -> Quantity:
    sources = top.sources + bottom.sources
    if top.value is None or bottom.value is None:
        outcomes = (top.outcome, bottom.outcome)
        order = (Outcome.PENDING, Outcome.INCOMPARABLE, Outcome.NOT_APPLICABLE)
        return Quantity(next(o for o in order if o in outcomes), sources)
    if bottom.value == 0:
        outcome = Outcome.DENOMINATOR_ZERO
        return Quantity(outcome, sources, None, top.value, bottom.value)
    value = top.value / bottom.value * scale
    return Quantity(Outcome.NUMBER, sources, value, top.value, bottom.value)
