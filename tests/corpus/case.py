"""What a workbook of the corpus is, and what must come of it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from bulletin.model.indicator import Item

GRANTED, PLEDGED = "发明专利授权量", "专利权质押融资金额"
NOW, BEFORE, SUPPLIED = Item.CURRENT, Item.BASE, Item.SUPPLIED
# A figure of another value than in the sample month; None where it is not read.
Changes = Mapping[tuple[str, str, Item], str | None]
CITY, FIRST, SECOND = "全市", "滕州市", "薛城区"


@dataclass(frozen=True)
class Case:
    """An odd or bad workbook: how it is made, and what must come of it.

    `problems` are those that the sample month does not have, as “code cell”. `refused`
    are words of the one problem for which the whole file is refused. All figures are
    those of the sample month, but for `figures`; `table` is a file with the sheet
    指标数据 alone, whose cells say what the sample's do. `beside` is the name of another
    file in the folder. Of a hostile file `anything` may come, but no crash.
    """

    name: str
    make: Callable[[], bytes]
    problems: tuple[str, ...] = ()
    figures: Changes = field(default_factory=dict)
    refused: str = ""
    file: str = "2022-07.xlsx"
    table: bool = False
    anything: bool = False
    beside: str = ""
