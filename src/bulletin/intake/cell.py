"""One cell of figures as an observation, or the problem that it is."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from bulletin.intake.numberless import no_number, shown
from bulletin.intake.units import amount
from bulletin.intake.words import is_dash, label, number
from bulletin.intake.workbook import Cell, CellKind
from bulletin.model.figure import Observation, State
from bulletin.model.indicator import Indicator, Item
from bulletin.model.problem import Code, Problem

# Excel holds 15 digits; what is larger has lost some already.
_LARGEST = Decimal(10) ** 15
_HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class Expected:
    """What a cell should hold: a figure of that indicator and item."""

    indicator: Indicator
    item: Item
    source: str = ""

    @property
    def unit(self) -> str:
        """What it is counted in."""
        return "%" if self.item is Item.SUPPLIED else self.indicator.unit

    @property
    def is_rate(self) -> bool:
        """Whether the figure is a percentage."""
        return self.unit == "%"


def observe(cell: Cell, expected: Expected) -> Observation | Problem:
    """The observation in a cell that is not empty, exact, or what is wrong with it."""
    broken = broken_cell(cell)
    if broken:
        return broken
    if is_dash(cell.content):
        return Observation(State.NOT_APPLICABLE, None, cell.place, expected.source)
    if expected.item is Item.BASE and label(cell.content) == State.INCOMPARABLE.value:
        return Observation(State.INCOMPARABLE, None, cell.place, expected.source)
    value = _value(cell, expected)
    if value is None:
        return no_number(cell, expected.unit)
    wrong = _unreadable_value(cell, value) or _wrong_value(cell, value, expected)
    return wrong or Observation(State.GIVEN, value, cell.place, expected.source)


def _value(cell: Cell, expected: Expected) -> Decimal | None:
    """The number in a cell; with a unit behind it, what that is in the indicator's."""
    value = number(cell.content)
    if value is None:
        typed = amount(cell.content)
        return typed.in_unit(expected.unit) if typed else None
    return value * _HUNDRED if cell.is_percent and expected.is_rate else value


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
        message = f"“{indicator.name}”不能是负数，现填{value:f}"
        return Problem(Code.NEGATIVE, message, "请核对后改正", place)
    if indicator.decimals == 0 and value != value.to_integral_value():
        message = f"“{indicator.name}”按{indicator.unit}计，应是整数，现填{value:f}"
        return Problem(Code.FRACTION, message, "请核对后改正", place)
    if round(value, indicator.decimals) != value:
        message = f"“{indicator.name}”最多{indicator.decimals}位小数，现填{value:f}"
        return Problem(Code.TOO_PRECISE, message, "请按规定位数四舍五入后填写", place)
    return None


def _unreadable_value(cell: Cell, value: Decimal) -> Problem | None:
    """A number of which Excel lost or hides a part."""
    if abs(value) >= _LARGEST:
        message = f"“{shown(cell)}”超过15位，Excel 已丢失尾数"
        return Problem(Code.NOT_A_NUMBER, message, "请核对数字和单位", cell.place)
    if cell.is_scaled:
        message = f"格子里存的是{value:f}，单元格格式却把它缩小显示，看到的不是这个数"
        advice = "请把单元格格式改为常规，再按指标的单位核对数字"
        return Problem(Code.NOT_A_NUMBER, message, advice, cell.place)
    return None


def doubts(cell: Cell, seen: Observation, expected: Expected) -> Iterator[Problem]:
    """What should be looked at again in a figure that was read."""
    yield from _unit_in_cell(cell, seen, expected)
    yield from _over_hundred(seen, expected)


def _unit_in_cell(
    cell: Cell, seen: Observation, expected: Expected
) -> Iterator[Problem]:
    """A unit typed behind the number; the % of a percentage is no news."""
    typed = amount(cell.content)
    if typed is None or seen.value is None or expected.unit == typed.unit == "%":
        return
    if typed.value == seen.value:
        message = f"“{shown(cell)}”里带着单位，读作{seen.value:f}{expected.unit}"
        advice = "读对了就不必改；以后请只填数字"
    else:
        message = f"“{shown(cell)}”已换算为{seen.value:f}{expected.unit}"
        advice = f"请核对；这个指标按{expected.unit}填，以后请只填数字"
    yield Problem(Code.UNIT_IN_CELL, message, advice, cell.place)


def _over_hundred(seen: Observation, expected: Expected) -> Iterator[Problem]:
    """A percentage over 100, which only an explanation in 情况说明 lets pass."""
    rate = expected.indicator.unit == "%" and expected.item is not Item.SUPPLIED
    if not rate or seen.value is None or seen.value <= _HUNDRED:
        return
    message = f"“{expected.indicator.name}”为{seen.value}%，超过100%"
    advice = "请核对；确实如此的，请在“情况说明”登记"
    yield Problem(Code.OVER_HUNDRED, message, advice, seen.at)
