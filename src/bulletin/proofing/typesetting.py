"""Fonts, sizes, colour, lines and indents of the text (GB/T 9704 5.2, 7.3.1 to 7.3.3)."""

import re
from collections.abc import Iterable, Iterator

from bulletin.model.look import (
    Align,
    Look,
)
from bulletin.model.look import (
    Rule as LineRule,
)
from bulletin.model.remark import Remark
from bulletin.proofing.colors import is_black, is_red
from bulletin.proofing.fonts import Family, is_of
from bulletin.proofing.headings import Heading, heading
from bulletin.proofing.parts import Parts
from bulletin.proofing.passage import Passage
from bulletin.proofing.rules import Rule
from bulletin.proofing.slips import HAN
from bulletin.proofing.standing import EM, Standing

_TITLE_SIZE, _SIZE = 44, 32  # 2号 and 3号 in half-points
_AREA = 12756, 8845  # height and width of the 版心 in twips
_LINES, _CHARACTERS = 22, 28
_SLACK = EM // 5
_HEADINGS = (Family.HEI, Family.KAI, Family.FANG, Family.FANG)
_LEVELS = ("一、", "（一）", "1.", "（1）")
_ENDS = ("。", "：", "，")


def title(parts: Parts[Standing]) -> Iterator[Remark]:
    """The title: 2号小标宋, centred (7.3.1)."""
    for line in parts.title:
        for look in {look.han: look for look in han_looks(line)}.values():
            if not is_of(look.han, Family.TITLE):
                yield Rule.TITLE_FONT.remark(
                    line.where, f"标题用{look.han}", "小标宋体"
                )
        if line.size != _TITLE_SIZE:
            yield Rule.TITLE_SIZE.remark(
                line.where, f"{line.size / 2:g}磅", "2号（22磅）"
            )
        if not line.is_centered:
            yield Rule.TITLE_CENTERED.remark(line.where, "标题没有居中", "居中")


def addressee(parts: Parts[Standing]) -> Iterator[Remark]:
    """主送机关: flush left (7.3.2), in 3号仿宋."""
    line = parts.addressee
    if line is None:
        return
    if abs(line.indent) > _SLACK or line.paragraph.shape.align in (
        Align.CENTER,
        Align.RIGHT,
    ):
        yield Rule.ADDRESSEE_INDENT.remark(line.where, "主送机关没有顶格", "居左顶格")
    yield from _face(line, Rule.BODY_FONT, Family.FANG, han_looks(line))


def body(parts: Parts[Standing]) -> Iterator[Remark]:
    """正文 and its headings: fonts, sizes, indents, lines and characters (7.3.3)."""
    for line in parts.body:
        found = heading(Passage(line.paragraph.text, line.where))
        if found:
            yield from _heading(line, found)
        else:
            yield from _body_face(line)
        yield from _indent(line)
        yield from _lines(line)
    for line in parts.note:
        yield from _body_face(line)
    for closing in (*parts.signature, parts.seal, parts.date):
        if closing is not None:
            yield from _body_face(closing)


def color(lines: Iterable[Standing], parts: Parts[Standing]) -> Iterator[Remark]:
    """Text is black (5.2.4), but for the issuer's mark."""
    for line in lines:
        if line in parts.mark:
            continue
        for run in line.paragraph.runs:
            if run.text.strip() and not is_black(run.look.color):
                found = f"“{run.text.strip()[:12]}”是{_color_name(run.look.color)}"
                yield Rule.TEXT_COLOR.remark(line.where, found, "黑色")


def han_looks(line: Standing) -> tuple[Look, ...]:
    """The looks of the runs that hold Chinese characters."""
    runs = line.paragraph.runs
    return tuple(run.look for run in runs if re.search(f"[{HAN}]", run.text))


def _heading(line: Standing, found: Heading) -> Iterator[Remark]:
    """A heading's own sentence; what follows it in the paragraph is 正文."""
    own: list[Look] = []
    rest: list[Look] = []
    place, end = 0, line.paragraph.text.find("。")
    for run in line.paragraph.runs:
        if re.search(f"[{HAN}]", run.text):
            (own if end < 0 or place < end else rest).append(run.look)
        place += len(run.text)
    family = _HEADINGS[found.level - 1]
    yield from _face(line, Rule.HEADING_FONT, family, tuple(own))
    yield from _size(line, Rule.HEADING_SIZE, tuple(own))
    yield from _face(line, Rule.BODY_FONT, Family.FANG, tuple(rest))
    yield from _size(line, Rule.BODY_SIZE, tuple(rest))


def _body_face(line: Standing) -> Iterator[Remark]:
    looks = han_looks(line)
    lead = [run for run in line.paragraph.runs if run.text.strip()][:1]
    # 一是…。 in another face, before the sentence goes on in 仿宋.
    if len(looks) > 1 and lead and lead[0].text.rstrip().endswith(_ENDS):
        looks = looks[1:]
    yield from _face(line, Rule.BODY_FONT, Family.FANG, looks)
    yield from _size(line, Rule.BODY_SIZE, looks)


def _face(
    line: Standing,
    rule: Rule,
    family: Family,
    looks: tuple[Look, ...],
) -> Iterator[Remark]:
    for font in dict.fromkeys(look.han for look in looks):
        if not is_of(font, family):
            found = f"用了{font or '未指明的字体'}"
            yield rule.remark(line.where, found, family.title)


def _size(line: Standing, rule: Rule, looks: tuple[Look, ...]) -> Iterator[Remark]:
    for size in dict.fromkeys(look.size for look in looks):
        if size != _SIZE:
            yield rule.remark(line.where, f"{size / 2:g}磅", "3号（16磅）")


def _indent(line: Standing) -> Iterator[Remark]:
    """Two characters before the first line, nothing before and after the others."""
    shape = line.paragraph.shape
    if shape.align in (Align.CENTER, Align.RIGHT):
        found = "居中" if shape.align is Align.CENTER else "居右"
    elif min(abs(line.indent - 2 * em) for em in (EM, line.size * 10)) > _SLACK:
        found = f"首行空{line.indent / EM:.1f}字"
    elif abs(shape.left) > _SLACK or abs(shape.right) > _SLACK:
        found = f"左缩进{shape.left / EM:.1f}字、右缩进{shape.right / EM:.1f}字"
    else:
        return
    yield Rule.BODY_INDENT.remark(line.where, found, "每个自然段左空二字，回行顶格")


def _lines(line: Standing) -> Iterator[Remark]:
    """22 lines a page and 28 characters a line (5.2.3), as the paragraph asks for.

    With a document grid Word itself spaces lines and characters.
    """
    shape = line.paragraph.shape
    has_grid = bool(line.section.pitch) and shape.snaps
    if shape.rule is LineRule.AUTO and has_grid:
        pitch = line.section.pitch * shape.line / 240
    elif shape.rule is LineRule.AUTO:
        pitch = 0
    else:
        pitch = shape.line
    if not pitch or int(_AREA[0] / pitch) != _LINES:
        found = f"行距{shape.line / 240:g}倍" if not pitch else f"行距{pitch / 20:g}磅"
        expected = "每页22行，行距固定值28.95磅"
        yield Rule.LINES_PER_PAGE.remark(line.where, found, expected)
    for look in dict.fromkeys(han_looks(line)):
        advance = look.size * 10 * look.scale / 100 + look.spacing
        count = int((_AREA[1] + 1) / advance)
        if look.size == _SIZE and count != _CHARACTERS and not line.section.pitch:
            found = f"每行{count}字（字间距{look.spacing / 20:+g}磅）"
            expected = "每行28字，字间距紧缩0.25磅"
            yield Rule.CHARACTERS_PER_LINE.remark(line.where, found, expected)


def _color_name(color_: str) -> str:
    return "红色" if is_red(color_) else f"#{color_}"
