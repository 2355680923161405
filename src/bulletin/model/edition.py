"""An edition (期) and the dataset (月度数据) that a month's workbook gives for it."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from bulletin.model.figure import Figures, State
from bulletin.model.opinion import Opinion
from bulletin.model.period import ReportingPeriod
from bulletin.model.place import Place


class Cover(StrEnum):
    """The rows of 封面."""

    PERIOD = "报告期"
    TARGET_YEAR = "目标年度"
    AUTHOR = "填报人"
    NUMBER = "文号"
    ISSUED = "成文日期"
    TITLE = "标题"
    ADDRESSEES = "主送"
    ISSUER = "发文机关"
    SEALED_BY = "代章机关"
    COPIES = "抄送"
    MARK = "发文机关标志"
    PRINTED_BY = "印发机关"
    PRINTED_ON = "印发日期"


@dataclass(frozen=True, slots=True)
class Text:
    """Words from a cell; `value` is empty unless `state` is GIVEN."""

    value: str
    place: Place | None = None
    state: State = State.GIVEN

    @property
    def at(self) -> Place:
        """Its place, for a problem; only what no workbook holds is nowhere."""
        return self.place or Place("")


@dataclass(frozen=True, slots=True)
class Edition:
    """期: the reporting period and what 封面 says; dates are in their printed form."""

    period: ReportingPeriod
    cover: Mapping[Cover, Text]


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of 名单: its words by column, and its amount in 万元 where it has one."""

    category: str
    fields: Mapping[str, Text]
    amount: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph of narrative for a slot (位置) of the template."""

    slot: str
    text: str
    place: Place


@dataclass(frozen=True, slots=True)
class Dataset:
    """Everything that a month's workbook says, read and checked."""

    edition: Edition
    figures: Figures
    entries: tuple[Entry, ...] = ()
    narrative: tuple[Paragraph, ...] = ()
    opinions: tuple[Opinion, ...] = ()
