"""Differences in words: 增加7件, 提高2个百分点, 与上年同期持平."""

from dataclasses import dataclass
from fractions import Fraction

from bulletin.drafting.numerals import short, vanishes
from bulletin.model.style import Rounding

_POINTS = ("%", "百分点")


@dataclass(frozen=True, slots=True)
class Difference:
    """A difference of two figures; that of two rates is in 百分点 (wording rule 14)."""

    value: Fraction
    unit: str
    decimals: int
    rounding: Rounding

    @property
    def vanishes(self) -> bool:
        """Whether it would print as 0."""
        return vanishes(self.value, self.decimals, self.rounding)

    @property
    def size(self) -> str:
        """7件; 2个百分点."""
        unit = "个百分点" if self.unit in _POINTS else self.unit
        return short(abs(self.value), self.decimals, self.rounding) + unit

    @property
    def moved(self) -> str:
        """增加7件, 减少3家; a rate 提高2个百分点."""
        up, down = ("提高", "下降") if self.unit in _POINTS else ("增加", "减少")
        return (up if self.value > 0 else down) + self.size

    def level_with(self, name: str) -> str:
        """That it is none, or none once rounded (wording rule 15); else empty."""
        if self.value == 0:
            return f"与{name}持平"
        return f"与{name}基本持平" if self.vanishes else ""
