"""The office's ways with numbers, months and long lists: one form throughout."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType


class Rounding(StrEnum):
    """How a figure is rounded, once, when it is printed (wording rule 10)."""

    HALF_UP = "四舍五入"
    HALF_EVEN = "五成双"


@dataclass(frozen=True, slots=True)
class Style:
    """What an office may choose; the defaults are the sample bulletin's own ways.

    `month_range` joins the months of a period (wording rule 1); `period_names` are
    names by last month, such as 上半年 for 6. `first_month` is the year's first edition.
    `times_from` is the growth in % from which 倍 is used (rule 16), and a base below
    `amount_beside_under` has the change beside its rate (rule 21). `names_up_to` is how
    many districts are named before 等N个. 0 switches each of these three off.
    `area_word` is what an area is called, `schedule_word` what months/12 is.
    """

    rounding: Rounding = Rounding.HALF_UP
    month_range: str = "-"
    period_names: Mapping[int, str] = field(default_factory=lambda: NO_NAMES)
    first_month: int = 1
    times_from: int = 0
    amount_beside_under: int = 0
    names_up_to: int = 0
    area_word: str = "区（市）"
    schedule_word: str = "时间进度"


NO_NAMES: Mapping[int, str] = MappingProxyType({})
PLAIN = Style()
