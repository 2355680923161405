"""A title that is longer than a line, broken as 梯形 or 菱形 (GB/T 9704 7.3.1)."""

import copy
import re
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import combinations, pairwise

from lxml import etree
from lxml.etree import _Element as Element

from bulletin.pages import docx
from bulletin.publishing import sections
from bulletin.publishing.styles import Face, Styles

W = docx.W
STYLES = ("公文标题", "附件标题")
_BREAK = f"{W}br"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_OPENING, _CLOSING = "《“‘（〔【([", "》”’）〕】)]"
_NEVER_FIRST = "、，。：；！？％%…—·" + _CLOSING
_HANGING = "的等"
_MOST_LINES = 4
# What an end of line costs: within a word; within a name in brackets; in a number.
_TORN, _INSIDE, _NEVER = 12, 40, 99
_ANOTHER_LINE = 3
# Steps from line to line, in characters, that look meant and not too steep.
_LEAST, _MOST, _SHORT = 2, 6, 4
# A line may end after these, or before those, without tearing a word apart.
_AFTER = re.compile(
    r"(?:[的和及与暨、，：》”）〕年月日省市区县局厅]|政府|委员会|办公室|小组|部门|公司"
    r"|转发|印发)$"
)
_BEFORE = re.compile(
    r"关于|转发|印发|[《“（〔]|全[省市区县国]|(?<!工作)情况|工作|并|进行|专项|年度"
    r"|(?:通报|通知|报告|意见|方案|办法|规定|决定|公告|通告|请示|批复|纪要|函)$"
)


def set_titles(body: Element, styles: Styles) -> None:
    """Break every title that needs it; one that a clerk broke by hand stays so."""
    for name in STYLES:
        for paragraph in styles.named(body, name):
            if paragraph.find(f".//{_BREAK}") is None:
                face = styles.face(paragraph)
                room = sections.measure(body, paragraph) - face.size
                for at in reversed(breaks(docx.text(paragraph), face, room)):
                    _break(paragraph, at)


def breaks(text: str, face: Face, room: int) -> tuple[int, ...]:
    """Where the lines after the first begin; none if the text fits, or no shape does.

    Each line fits into `room` twips. The lines widen, narrow, or widen and then narrow;
    two of one width beside each other, and a narrow one between wider, never stand.
    """
    if face.width(text) <= room:
        return ()
    costs = {at: _cost(text, at) for at in range(1, len(text))}
    for most in (_INSIDE, _NEVER):
        places = {at: cost for at, cost in costs.items() if cost < most}
        if found := _best(text, places, face, room):
            return found
    return ()


def _best(
    text: str, places: Mapping[int, int], face: Face, room: int
) -> tuple[int, ...]:
    """The ends of lines that cost least; of another line only what that saves."""

    @cache
    def width(start: int, end: int) -> int:
        return face.width(text[start:end])

    found: list[tuple[int, tuple[int, ...]]] = []
    for count in range(-(-face.width(text) // room), _MOST_LINES + 1):
        for ends in combinations(places, count - 1):
            bounds = pairwise((0, *ends, len(text)))
            score = _score([width(*each) for each in bounds], room, face.size)
            if score is not None:
                torn = sum(places[at] for at in ends)
                found.append((score + torn + _ANOTHER_LINE * count, ends))
        if found and min(found)[0] < _TORN + _ANOTHER_LINE * count:
            break
    return min(found)[1] if found else ()


def _cost(text: str, at: int) -> int:
    """How badly a line ends here: 0 naturally, _NEVER not at all."""
    before, after = text[:at], text[at:]
    torn = before[-1].isascii() and after[0].isascii()
    if torn or after[0] in _NEVER_FIRST or before[-1] in _OPENING:
        return _NEVER
    if _holds_number(before, after):
        return _NEVER
    depth = sum(map(before.count, _OPENING)) - sum(map(before.count, _CLOSING))
    natural = _AFTER.search(before) or _BEFORE.match(text, at)
    is_torn = not natural or after[0] in _HANGING
    return (_INSIDE if depth else 0) + (_TORN if is_torn else 0)


def _holds_number(before: str, after: str) -> bool:
    """Whether a number would part from its unit, or from the 第 before it."""
    return before[-1].isdigit() or (before[-1] == "第" and after[0].isdigit())


def _score(widths: list[int], room: int, size: int) -> int | None:
    """How far lines are from a good shape; None for what must not be."""
    steps = [(b - a) // size for a, b in pairwise(widths)]
    signs = [step > 0 for step in steps]
    is_shaped = all(steps) and signs == sorted(signs, reverse=True)
    if max(widths) > room or not is_shaped:
        return None
    too_even = sum(abs(step) < _LEAST for step in steps)
    too_steep = sum(max(0, abs(step) - _MOST) for step in steps)
    return too_even + too_steep + _TORN * (min(widths) < _SHORT * size)


def _break(paragraph: Element, at: int) -> None:
    """Put a line break before a character of the paragraph's text."""
    start = 0
    for node in docx.texts(paragraph):
        words = node.text or ""
        if start <= at < start + len(words):
            _break_node(node, at - start)
            return
        start += len(words)


def _break_node(node: Element, at: int) -> None:
    words = node.text or ""
    line_break = etree.Element(_BREAK)
    node.addprevious(line_break)
    if at:
        first = copy.deepcopy(node)
        first.text, node.text = words[:at], words[at:]
        line_break.addprevious(first)
        for each in _edged(first, node):
            each.set(_SPACE, "preserve")


def _edged(*nodes: Element) -> Iterator[Element]:
    """Those whose text begins or ends with a space."""
    yield from (each for each in nodes if (each.text or "").strip() != each.text)
