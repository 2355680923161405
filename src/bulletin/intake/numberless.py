"""A cell that should hold a number and does not: what it is, and what to do about it."""

import datetime
import re

from bulletin.intake.units import amount
from bulletin.intake.words import folded
from bulletin.intake.workbook import Cell
from bulletin.model.problem import Code, Problem

_ONLY_NUMBER = "请只填数字；没有数据请填“—”，数值为零请填0"
_BRACKETS = re.compile(r"\([+-]?[\d,]+(\.\d+)?\)", re.ASCII)
_LONGEST = 40


def no_number(cell: Cell, unit: str) -> Problem:
    """The problem of a cell that is not empty and holds no number in that unit."""
    content = cell.content
    if isinstance(content, datetime.date | datetime.time):
        return _date(cell)
    advice = _ONLY_NUMBER
    if isinstance(content, str):
        typed = amount(content)
        if typed and typed.unit.isalpha():
            advice = f"这里按{unit}填，请换算成{unit}，只填数字"
        elif _BRACKETS.fullmatch(folded(content)):
            advice = "括号里是负数的，请写成-12.5的样子；是备注的，请写在“说明”一栏"
    return Problem(Code.NOT_A_NUMBER, f"“{shown(cell)}”不是数字", advice, cell.place)


def _date(cell: Cell) -> Problem:
    """Excel makes a date of 12-8, and of any number in a cell formatted as one."""
    what = "时间" if isinstance(cell.content, datetime.time) else "日期"
    message = f"这一格是{what}“{shown(cell)}”，不是数字"
    advice = "像12-8这样的写法会被 Excel 变成日期；请把单元格格式改为“常规”，再核对或重填数字"
    return Problem(Code.DATE_CELL, message, advice, cell.place)


def shown(cell: Cell) -> str:
    """The content of a cell as a message repeats it: a day without its hour, not too long."""
    content = cell.content
    if isinstance(content, datetime.datetime) and content.time() == datetime.time():
        content = content.date()
    text = str(content)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
