"""Page numbers as printed (GB/T 9704 7.5, and 8 for landscape pages)."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bulletin.model.remark import Remark
from bulletin.proofing.printed.lines import LEFT, POINT, RIGHT, Leaf, Line
from bulletin.proofing.rules import Rule

_FOLIO = re.compile(r"[-—–―－~·.\s]*(?:第)?(\d{1,3})(?:页)?[-—–―－~·.\s]*")
_RIGHT = re.compile(r"—(\d{1,3})—")
_SIZE = 14  # 4号
_EM = _SIZE * POINT
_HEIGHT, _SLACK = 269, 2  # mm from the top of the page; of its 一字线
_SIDE = 1.5  # mm to either side
_FORM = "— 1 —，数字左右各一条一字线"


@dataclass(frozen=True, slots=True)
class Folio:
    """The line that prints a page's number."""

    line: Line
    number: int


def folio(leaf: Leaf) -> Folio | None:
    """The number of a page: its lowest line, turned where the page is landscape."""
    for lines in (leaf.turned, leaf.lines) if leaf.is_landscape else (leaf.lines,):
        match = _FOLIO.fullmatch(lines[-1].text) if lines else None
        if match:
            return Folio(lines[-1], int(match[1]))
    return None


def remarks(leaves: Iterable[Leaf]) -> Iterator[Remark]:
    """Every page has its number, one more than the page before, where it belongs."""
    before: int | None = None
    for leaf in leaves:
        found = folio(leaf)
        where = f"第{leaf.number}页"
        if found is None:
            yield Rule.PAGE_NUMBER_MISSING.remark(where, "没有页码", _FORM)
            before = None if before is None else before + 1
            continue
        if before is not None and found.number != before + 1:
            told = f"页码{found.number}，上一页{before}"
            yield Rule.PAGE_NUMBER_COUNT.remark(where, told, "连续编排")
        before = found.number
        yield from _looks(found, where)
        if leaf.is_landscape and found.line not in leaf.turned:
            expected = "在左边空白处，顺时针转90度"
            told = "没有转过来"
            yield Rule.PAGE_NUMBER_LANDSCAPE.remark(where, told, expected)
        else:
            yield from _place(found, where)


def _looks(found: Folio, where: str) -> Iterator[Remark]:
    line = found.line
    if not _RIGHT.fullmatch(line.text):
        yield Rule.PAGE_NUMBER_FORM.remark(where, line.text, _FORM)
    digits = [each for each in line.characters if each.text.isdecimal()]
    size = digits[0].face.size
    if abs(size - _SIZE) > 0.3:  # noqa: PLR2004 - points
        yield Rule.PAGE_NUMBER_FONT.remark(where, f"{size:g}磅", "4号（14磅）宋体")


def _place(found: Folio, where: str) -> Iterator[Remark]:
    """Odd ones end one character from the right, even ones begin one from the left."""
    line, is_odd = found.line, found.number % 2 == 1
    free = RIGHT - line.end if is_odd else line.start - LEFT
    if abs(free - _EM) > _SIDE:
        told = (
            f"{'单' if is_odd else '双'}页码距{'右' if is_odd else '左'}{free:.0f}毫米"
        )
        expected = "单页码居右空一字，双页码居左空一字"
        yield Rule.PAGE_NUMBER_SIDE.remark(where, told, expected)
    height = _height(line)
    if abs(height - _HEIGHT) > _SLACK:
        told = f"页码距纸上边{height:.1f}毫米"
        expected = "一字线在版心下7毫米，距纸上边267—271毫米"
        yield Rule.PAGE_NUMBER_PLACE.remark(where, told, expected)


def _height(line: Line) -> float:
    """How low the 一字线 stands; without one, where it would."""
    boxes = [each.box for each in line.characters if each.text == "—"]
    if not boxes:
        return line.y - 0.3 * _EM
    return (boxes[0].top + boxes[0].bottom) / 2 * POINT
