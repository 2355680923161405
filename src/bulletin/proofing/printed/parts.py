"""The parts of the document as printed: where they stand (GB/T 9704 7.2 to 7.4)."""

from collections.abc import Iterator, Sequence

from bulletin.model.remark import Remark
from bulletin.pages.sheet import Stroke
from bulletin.proofing.colors import is_red
from bulletin.proofing.parts import Parts
from bulletin.proofing.placing import placed
from bulletin.proofing.printed.lines import BOTTOM, POINT, RIGHT, TOP, Leaf
from bulletin.proofing.printed.lines import LEFT as _LEFT
from bulletin.proofing.printed.paragraphs import Block
from bulletin.proofing.rules import Rule

_MARK = 35  # mm below the top of the 版心
_LINE = 4  # mm below 发文字号
_SLACK = 2.0
_TITLE, _BODY = 44, 32  # half-points
_OUTER = 0.35 / POINT  # points


def title(parts: Parts[Block]) -> Iterator[Remark]:
    """2号, centred (7.3.1)."""
    for line in parts.title:
        if abs(line.size - _TITLE) > 1:
            yield Rule.TITLE_SIZE.remark(
                line.where, f"{line.size / 2:g}磅", "2号（22磅）"
            )
        if not line.is_centered:
            yield Rule.TITLE_CENTERED.remark(line.where, "标题没有居中", "居中")


def body(parts: Parts[Block]) -> Iterator[Remark]:
    """3号 (7.3.3), and some of it on the first page."""
    for block in parts.body:
        if abs(block.size - _BODY) > 1 and not block.is_tabular:
            found = f"“{block.text[:8]}”{block.size / 2:g}磅"
            yield Rule.BODY_SIZE.remark(block.where, found, "3号（16磅）")
    if parts.body and parts.body[0].page > 1:
        found = f"正文从第{parts.body[0].page}页开始"
        yield Rule.BODY_FIRST_PAGE.remark("第1页", found, "首页必须显示正文")


def position(parts: Parts[Block]) -> Iterator[Remark]:
    """署名 and 成文日期 as 7.3.5.1 or 7.3.5.2 has them."""
    if parts.date is None or len(parts.signature) != 1:
        return
    (signed,) = parts.signature
    if len(signed.lines) == 1:
        yield from placed(signed.span, parts.date.span, signed.where)


def company(parts: Parts[Block]) -> Iterator[Remark]:
    """Text stands on the page of 署名 and on that of 成文日期 (7.3.5.5)."""
    above = (*parts.title, *parts.body, *parts.note)
    pages = {line.page for block in above for line in block.lines}
    for block in (*parts.signature[:1], *((parts.date,) if parts.date else ())):
        if block.page not in pages:
            found = f"第{block.page}页只有“{block.text[:8]}…”，没有正文"
            expected = "调整行距、字距，使正文与署名同处一面"
            yield Rule.SIGNATURE_ALONE.remark(block.where, found, expected)
            return


def head(parts: Parts[Block], first: Leaf) -> Iterator[Remark]:
    """发文机关标志 35 mm below the top of the 版心, and the red line under it."""
    if not parts.mark:
        return
    boxes = [each.box for each in parts.mark[0].lines[0].characters]
    top = min(box.top for box in boxes) * POINT - TOP
    if abs(top - _MARK) > _SLACK:
        found = f"发文机关标志上边缘距版心上边缘{top:.1f}毫米"
        yield Rule.ISSUER_MARK.remark("第1页", found, "35毫米")
    printed = [line for block in parts.mark for line in block.lines]
    if any(abs(line.middle - (_LEFT + RIGHT) / 2) > _SLACK for line in printed):
        yield Rule.ISSUER_MARK.remark("第1页", "发文机关标志没有居中", "居中")
    lines = [s for s in first.strokes if is_red(s.color) and _is_rule(s)]
    expected = "发文字号下4毫米，红色，与版心等宽"
    if not lines:
        yield Rule.RED_LINE.remark("第1页", "没有红色分隔线", expected)
        return
    yield from _red_line(lines[0], parts, expected)


def _red_line(line: Stroke, parts: Parts[Block], expected: str) -> Iterator[Remark]:
    width = (line.box.right - line.box.left) * POINT
    if abs(width - (RIGHT - _LEFT)) > _SLACK:
        yield Rule.RED_LINE.remark("第1页", f"分隔线长{width:.0f}毫米", expected)
    if parts.number is not None:
        characters = parts.number.lines[0].characters
        bottom = max(each.box.bottom for each in characters)
        gap = (line.box.top - bottom) * POINT
        if abs(gap - _LINE) > _SLACK:
            found = f"分隔线在发文字号下{gap:.1f}毫米"
            yield Rule.RED_LINE.remark("第1页", found, expected)


def imprint(parts: Parts[Block], leaves: Sequence[Leaf]) -> Iterator[Remark]:
    """版记 on the last page, its last line on the bottom of the 版心 (7.4)."""
    if not parts.imprint:
        return
    last = parts.imprint[-1]
    if last.page != leaves[-1].number:
        expected = "版记置于最后一面"
        yield Rule.IMPRINT_PLACE.remark(last.where, "版记不在最后一页", expected)
        return
    below = last.lines[-1].y
    rules = [
        s for s in leaves[-1].strokes if _is_rule(s) and s.box.bottom * POINT > below
    ]
    if not rules:
        yield Rule.IMPRINT_LINES.remark(last.where, "没有末条分隔线", "粗线，0.35毫米")
        return
    lowest = max(rules, key=lambda rule: rule.box.bottom)
    bottom = (lowest.box.top + lowest.box.bottom) / 2 * POINT
    if abs(bottom - BOTTOM) > _SLACK:
        found = f"末条分隔线距纸上边{bottom:.0f}毫米"
        yield Rule.IMPRINT_PLACE.remark(last.where, found, "与版心下边缘重合，262毫米")
    if abs(_thickness(lowest) - _OUTER) > _OUTER / 2:
        found = f"末条分隔线宽{_thickness(lowest) * POINT:.2f}毫米"
        yield Rule.IMPRINT_LINES.remark(last.where, found, "0.35毫米")


def _is_rule(stroke: Stroke) -> bool:
    """Whether something drawn is a level line of some length."""
    box = stroke.box
    return box.right - box.left > 100 and box.bottom - box.top < 6  # noqa: PLR2004 - points


def _thickness(stroke: Stroke) -> float:
    return stroke.width or stroke.box.bottom - stroke.box.top
