"""What a cell of a return holds: words, a note on the whole sheet, or a figure."""

import re

from bulletin.intake.returns.lexicon import folded
from bulletin.intake.returns.senses import Label
from bulletin.intake.words import is_dash, number
from bulletin.intake.workbook import Cell, CellKind

_ODD_NUMBER = re.compile(r"[约近超]?[+-]?\d[\d.,]*[^\d年月日]{0,4}", re.ASCII)
_NOTE = re.compile(
    r"(?:计量|填报|报送|责任)?单位:|(?:填报|填表|联系|审核|负责|制表)人?:|(?:联系)?电话:"
    r"|(?:填报|报送|制表)?(?:日期|时间):|注:"
)


def is_blank(cell: Cell) -> bool:
    """Whether it holds nothing but spaces."""
    return is_text(cell) and not folded(str(cell.content))


def is_text(cell: Cell) -> bool:
    """Whether somebody wrote words into it, or a number as text."""
    return cell.kind is CellKind.ORDINARY and isinstance(cell.content, str)


def is_value(cell: Cell, text: Label) -> bool:
    """Whether a text is a figure, or odd enough to have been meant as one."""
    if number(cell.content) is not None or is_dash(cell.content):
        return True
    return not text.is_known and bool(_ODD_NUMBER.fullmatch(text.text))


def is_note(text: str) -> bool:
    """Whether a text speaks of the whole sheet: 单位：万元, 填报人：…, 注：…."""
    return bool(_NOTE.match(text))
