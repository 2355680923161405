"""Units as clerks write them: 12件 in a cell, 亿元 where 万元 is asked for."""

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from bulletin.intake.words import folded, label, number

_TYPED = re.compile(
    r"([+-]?[0-9][0-9,]*(?:\.[0-9]+)?)\s*((?:[^\W\d_]|[%‰]).*)", re.DOTALL
)
# What has more is no figure that anyone counted, and could not be converted exactly.
_DIGITS = 18
_TENS = {"亿": 100_000_000, "万": 10_000, "千": 1000, "百": 100}


@dataclass(frozen=True, slots=True)
class Amount:
    """A number and the unit that stands behind it in the same cell."""

    value: Decimal
    unit: str

    def in_unit(self, wanted: str) -> Decimal | None:
        """The value in another unit, exact; None where one is not so many of the other."""
        times = factor(self.unit, wanted)
        if times is None or len(self.value.as_tuple().digits) > _DIGITS:
            return None
        return Decimal(f"{(self.value * times).normalize():f}")


def amount(content: object) -> Amount | None:
    """What “12件” or “1.865亿元” says; None for a plain number, and for anything else."""
    if not isinstance(content, str):
        return None
    match = _TYPED.fullmatch(folded(content))
    value = number(match[1]) if match else None
    if match is None or value is None:
        return None
    return Amount(value, label(match[2]))


@cache
def factor(unit: str, wanted: str) -> Decimal | None:
    """How many of `wanted` one `unit` is; 万 alone is so many of what is wanted.

    None for units of different things.
    """
    given, thing = _parts(label(unit))
    asked, wanted_thing = _parts(label(wanted))
    if thing not in (wanted_thing, "") or (not thing and given == 1):
        return None
    return Decimal(given) / Decimal(asked)


def _parts(unit: str) -> tuple[int, str]:
    """万元 as 10000 and 元."""
    tens = 1
    while unit and unit[0] in _TENS:
        tens *= _TENS[unit[0]]
        unit = unit[1:]
    return tens, unit
