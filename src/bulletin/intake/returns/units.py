"""Units and what lies between them: 亿元 is 10000 万元, exactly; 家 are no 件."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from bulletin.intake.words import label

_SCALES = {
    "": 0,
    "十": 1,
    "百": 2,
    "千": 3,
    "万": 4,
    "十万": 5,
    "百万": 6,
    "千万": 7,
    "亿": 8,
}
_SCALED = re.compile(r"(十万|百万|千万|十|百|千|万|亿)?(.+)")
GENERAL = (
    "元",
    "人",
    "人次",
    "件",
    "家",
    "个",
    "项",
    "次",
    "户",
    "名",
    "篇",
    "位",
    "%",
)


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit as ten to some power of another: 万元 is (元, 4)."""

    base: str
    power: int

    @property
    def is_scaled(self) -> bool:
        """Whether somebody may well have written the figure in another scale."""
        return self.power > 0

    def into(self, other: "Unit") -> Decimal | None:
        """What a figure in this unit is multiplied by to be in the other one."""
        if self.base != other.base:
            return None
        return Decimal(1).scaleb(self.power - other.power)


def unit(written: str) -> Unit:
    """The unit of a word such as 万元; one that begins like a number is taken apart."""
    word = label(written)
    match = _SCALED.fullmatch(word)
    if match is None:
        return Unit(word, 0)
    return Unit(match[2], _SCALES[match[1] or ""])


def units(known: Iterable[str]) -> frozenset[str]:
    """Every way to write the units known and the general ones, in any scale."""
    written = {label(each) for each in (*GENERAL, *known)}
    bases = {unit(each).base for each in written} - {"%"}
    return frozenset(written | {scale + base for scale in _SCALES for base in bases})
