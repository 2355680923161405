"""One cell of figures as an observation, or the problem that it is."""

from dataclasses import dataclass
from decimal import Decimal

from bulletin.intake.words import is_dash, label, number
from bulletin.intake.workbook import Cell, CellKind
from bulletin.model.figure import Observation, State
from bulletin.model.indicator import Indicator, Item
from bulletin.model.problem import Code, Problem

# Excel holds 15 digits; what is larger has lost some already.
_LARGEST = Decimal(10) ** 15
_HUNDRED = Decimal(100)
_ONLY_NUMBER = "请只填数字；没有数据请填“—”，数值为零请填0"


@dataclass(frozen=True, slots=True)
class Expected:
    """What a cell should hold: a figure of that indicator and item."""

    indicator: Indicator
    item: Item
    source: str = ""

    @property
    def is_rate(self) -> bool:
        """Whether the figure is a percentage."""
        return self.indicator.unit == "%" or self.item is Item.SUPPLIED


def observe(cell: Cell, expected: Expected) -> Observation | Problem:
    """The observation in a cell that is not empty, exact, or what is wrong with it."""
    broken = broken_cell(cell)
    if broken:
        return broken
    if is_dash(cell.content):
        return Observation(State.NOT_APPLICABLE, None, cell.place, expected.source)
    if expected.item is Item.BASE and label(cell.content) == State.INCOMPARABLE.value:
        return Observation(State.INCOMPARABLE, None, cell.place, expected.source)
    value = number(cell.content)
    if value is None:
        message = f"“{cell.content}”不是数字"
        return Problem(Code.NOT_A_NUMBER, message, _ONLY_NUMBER, cell.place)
    if abs(value) >= _LARGEST:
        message = f"“{cell.content}”超过15位，Excel 已丢失尾数"
        return Problem(Code.NOT_A_NUMBER, message, "请核对数字和单位", cell.place)
    if cell.is_percent and expected.is_rate:
        value *= _HUNDRED
    wrong = _wrong_value(cell, value, expected)
    return wrong or Observation(State.GIVEN, value, cell.place, expected.source)


def broken_cell(cell: Cell) -> Problem | None:
    """The problem of an error cell, or of a formula without a saved result."""
    if cell.kind is CellKind.ERROR:
        return Problem(
            Code.ERROR_CELL,
            f"单元格是错误值 {cell.content}",
            "请改正公式，或直接填数字",
            cell.place,
        )
    if cell.kind is CellKind.UNSAVED:
        return Problem(
            Code.UNSAVED_FORMULA,
            "公式没有保存计算结果",
            "请用 Excel 或 WPS 打开后保存一次，或直接填数字",
            cell.place,
        )
    return None


def _wrong_value(cell: Cell, value: Decimal, expected: Expected) -> Problem | None:
    indicator, place = expected.indicator, cell.place
    if cell.is_percent and not expected.is_rate:
        message = f"“{indicator.name}”的单位是{indicator.unit}，单元格却是百分比格式"
        advice = "请把单元格格式改为常规，再填数字"
        return Problem(Code.PERCENT_CELL, message, advice, place)
    if expected.item is Item.SUPPLIED:
        return None
    if value < 0 and not indicator.signed:
        message = f"“{indicator.name}”不能是负数，现填{value}"
        return Problem(Code.NEGATIVE, message, "请核对后改正", place)
    if indicator.decimals == 0 and value != value.to_integral_value():
        message = f"“{indicator.name}”按{indicator.unit}计，应是整数，现填{value}"
        return Problem(Code.FRACTION, message, "请核对后改正", place)
    if round(value, indicator.decimals) != value:
        message = f"“{indicator.name}”最多{indicator.decimals}位小数，现填{value}"
        return Problem(Code.TOO_PRECISE, message, "请按规定位数四舍五入后填写", place)
    return None


def over_hundred(seen: Observation, expected: Expected) -> Problem | None:
    """A percentage over 100, which only an explanation in 情况说明 lets pass."""
    rate = expected.indicator.unit == "%" and expected.item is not Item.SUPPLIED
    if not rate or seen.value is None or seen.value <= _HUNDRED or seen.place is None:
        return None
    message = f"“{expected.indicator.name}”为{seen.value}%，超过100%"
    advice = "请核对；确实如此的，请在“情况说明”登记"
    return Problem(Code.OVER_HUNDRED, message, advice, seen.place)
