"""Page numbers of a .docx (GB/T 9704 7.5, and 8 for landscape pages)."""

from collections.abc import Iterator
from dataclasses import dataclass

from bulletin.model.layout import (
    Box,
    Layout,
    Paragraph,
    Run,
    Section,
)
from bulletin.model.look import (
    Align,
)
from bulletin.model.remark import Remark
from bulletin.proofing.fonts import Family, is_of
from bulletin.proofing.geometry import MM
from bulletin.proofing.rules import Rule
from bulletin.proofing.standing import EM

_SIZE, _EM = 28, 280  # 4号: half-points, and twips of a character
_LOWEST, _HIGHEST = 22, 28.1  # mm from the paper's edge to the footer, roughly
_FORM = "— 1 —，数字左右各一条一字线"
_SIDES = "单页码居右空一字，双页码居左空一字"


@dataclass(frozen=True, slots=True)
class _Folio:
    """The paragraph that prints the page number, and the box that it stands in."""

    paragraph: Paragraph
    box: Box | None = None

    @property
    def where(self) -> str:
        return self.paragraph.where

    @property
    def text(self) -> str:
        """What is printed, with 1 for the number."""
        runs = self.paragraph.runs
        return "".join(_shown(run) for run in runs).replace(" ", "").strip()


def remarks(layout: Layout) -> Iterator[Remark]:
    """Whether each page has its number, where it stands and how it looks."""
    for number, section in enumerate(layout.sections):
        if number and section.is_continuous:
            continue
        if number and section.starts_at is not None:
            found = f"从{section.starts_at}重新编"
            yield Rule.PAGE_NUMBER_COUNT.remark(f"第{number + 1}节", found, "连续编排")
        if section.number_format != "decimal":
            found = f"编号格式{section.number_format}"
            yield Rule.PAGE_NUMBER_FORM.remark(f"第{number + 1}节", found, _FORM)
        if _is_hidden(layout, section):
            continue
        if section.geometry.is_landscape:
            yield from _landscape(section, f"第{number + 1}节")
        else:
            yield from _portrait(section)


def _is_hidden(layout: Layout, section: Section) -> bool:
    """Whether the number may well stand in what a Layout cannot hold."""
    lost = any(loss.where.startswith(("页脚", "页眉")) for loss in layout.losses)
    return lost and _folio(section, "odd") is None


def _portrait(section: Section) -> Iterator[Remark]:
    odd, even, first = (_folio(section, page) for page in ("odd", "even", "first"))
    if odd is None:
        yield Rule.PAGE_NUMBER_MISSING.remark("页脚", "没有页码", _FORM)
        return
    yield from _looks(odd)
    yield from _place(section, odd)
    yield from _right(odd)
    if not section.has_even:
        if odd.box is None or odd.box.x != "outside":
            yield Rule.PAGE_NUMBER_SIDE.remark("页脚", "单双页页码在同一边", _SIDES)
    elif even is None:
        yield Rule.PAGE_NUMBER_MISSING.remark("偶数页页脚", "没有页码", _FORM)
    else:
        yield from _looks(even)
        yield from _left(even)
    if section.has_first and first is None:
        yield Rule.PAGE_NUMBER_MISSING.remark("首页页脚", "首页没有页码", _FORM)


def _landscape(section: Section, where: str) -> Iterator[Remark]:
    """The number stays where it is on a portrait page: in the left margin, turned."""
    expected = "在左边空白处，顺时针转90度"
    pages = ("odd", "even") if section.has_even else ("odd",)
    for page in pages:
        folio = _folio(section, page)
        if folio is None:
            found = "没有页码"
        elif folio.box is None:
            found = "在页的下方，没有转过来"
        elif folio.box.turned != 90:  # noqa: PLR2004 - degrees
            found = f"页码转了{folio.box.turned}度"
        else:
            yield from _looks(folio)
            continue
        yield Rule.PAGE_NUMBER_LANDSCAPE.remark(where, found, expected)
        return


def _looks(folio: _Folio) -> Iterator[Remark]:
    """4号半角宋体阿拉伯数字, with a 一字线 on either side."""
    if folio.text != "—1—":
        yield Rule.PAGE_NUMBER_FORM.remark(folio.where, folio.text, _FORM)
    for run in folio.paragraph.runs:
        if run.field == "PAGE":
            look = run.look
            if look.size != _SIZE or not is_of(look.latin, Family.SONG):
                found = f"{look.latin}，{look.size / 2:g}磅"
                expected = "4号（14磅）宋体"
                yield Rule.PAGE_NUMBER_FONT.remark(folio.where, found, expected)


def _place(section: Section, folio: _Folio) -> Iterator[Remark]:
    """7 mm below the 版心: a rough look at the footer; the PDF is measured."""
    distance = section.geometry.footer / MM
    if folio.box is None and not _LOWEST <= distance <= _HIGHEST:
        found = f"页脚距边界{distance:.1f}毫米"
        expected = "一字线在版心下7毫米，页脚距边界约25毫米"
        yield Rule.PAGE_NUMBER_PLACE.remark(folio.where, found, expected)


def _right(folio: _Folio) -> Iterator[Remark]:
    shape = folio.paragraph.shape
    if folio.box is not None:
        is_right = folio.box.x in ("right", "outside")
    else:
        is_right = shape.align is Align.RIGHT and abs(shape.right - _EM) <= EM // 4
    if not is_right:
        found = f"单页码{_align(folio)}"
        yield Rule.PAGE_NUMBER_SIDE.remark(folio.where, found, _SIDES)


def _left(folio: _Folio) -> Iterator[Remark]:
    shape = folio.paragraph.shape
    if folio.box is not None:
        is_left = folio.box.x in ("left", "outside")
    else:
        blank = folio.paragraph.text.startswith("\u3000") * _EM
        indent = shape.left + shape.first + blank
        is_left = (
            shape.align in (Align.LEFT, Align.BOTH) and abs(indent - _EM) <= EM // 4
        )
    if not is_left:
        found = f"双页码{_align(folio)}"
        yield Rule.PAGE_NUMBER_SIDE.remark(folio.where, found, _SIDES)


def _align(folio: _Folio) -> str:
    if folio.box is not None:
        return "在文本框里"
    shape = folio.paragraph.shape
    if shape.align is Align.CENTER:
        return "居中"
    if shape.align is Align.RIGHT:
        return f"居右空{shape.right / _EM:.1f}字"
    return f"居左空{(shape.left + shape.first) / _EM:.1f}字"


def _folio(section: Section, page: str) -> _Folio | None:
    """The number's paragraph in the footer or header of odd, even or first pages."""
    for margin in (section.footer, section.header):
        for paragraph in getattr(margin, page):
            if _has_number(paragraph):
                return _Folio(paragraph)
            for box in paragraph.boxes:
                for inner in box.paragraphs:
                    if _has_number(inner):
                        return _Folio(inner, box)
    return None


def _has_number(paragraph: Paragraph) -> bool:
    return any(run.field == "PAGE" for run in paragraph.runs)


def _shown(run: Run) -> str:
    return "1" if run.field == "PAGE" else run.text
