"""The axes of a chart: round values that hold all figures, and months that have room."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

_TICKS = 5
_ROUND = (1, 2, 2.5, 5, 10)
# What moves by less than this share of its size is looked at from nearer than from zero.
_NEAR = 0.25
_EACH, _QUARTERS, _HALVES = 18, 54, 96
_YEARS = 13


@dataclass(frozen=True, slots=True)
class Axis:
    """The values that have a line across, from the lowest to the highest."""

    ticks: tuple[float, ...]
    decimals: int

    def share(self, value: float) -> float:
        """How far up the axis a value stands, from 0 to 1."""
        low, high = self.ticks[0], self.ticks[-1]
        return (value - low) / (high - low)

    def label(self, tick: float) -> str:
        """A tick as it is written."""
        return f"{tick:.{self.decimals}f}"


def axis(values: Sequence[float]) -> Axis:
    """An axis with zero on it, unless the values hardly move far away from it."""
    low, high = min(values), max(values)
    if not (low > 0 and high - low < _NEAR * high and high > low):
        low, high = min(low, 0), max(high, 0)
    if low == high:
        high = low + 1
    are_whole = all(float(value).is_integer() for value in values)
    step = _step((high - low) / _TICKS, 1 if are_whole else 0)
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    ticks = tuple(number * step for number in range(first, last + 1))
    return Axis(ticks, _decimals(step))


def labelled(months: int) -> range:
    """The months of the year that are named under the axis."""
    steps = {_EACH: 1, _QUARTERS: 3, _HALVES: 6}
    step = next((steps[limit] for limit in steps if months <= limit), 0)
    return range(1, 13, step) if step else range(0)


def every(months: int) -> int:
    """Of how many years one is named."""
    return max(1, math.ceil(months / 12 / _YEARS))


def _step(least: float, unit: float) -> float:
    """The next round number: 1, 2, 2.5, 5 or 10 of some power of ten; of units, whole."""
    least = max(least, unit)
    power = 10.0 ** math.floor(math.log10(least))
    steps = (power * each for each in _ROUND)
    fits = (step for step in steps if step >= least * (1 - 1e-9))
    return next(step for step in fits if not unit or step.is_integer())


def _decimals(step: float) -> int:
    """As many as the step needs: 0.25 has two."""
    for decimals in range(12):
        if abs(round(step, decimals) - step) < step * 1e-6:
            return decimals
    return 12
