"""Paper and margins of a .docx (GB/T 9704 5.1, 5.2.1 and 8)."""

from collections.abc import Iterator

from bulletin.model.layout import Geometry, Layout
from bulletin.model.remark import Remark
from bulletin.proofing.rules import Rule

MM = 1440 / 25.4
_PAPER = (210, 297)
_TOP, _LEFT, _BOTTOM, _RIGHT = 37, 28, 35, 26
_AREA = (156, 225)
_TOLERANCE, _AREA_TOLERANCE = 1.02, 0.52  # mm; Word rounds to twips


def remarks(layout: Layout) -> Iterator[Remark]:
    """Paper and margins of each section that begins a page."""
    for number, section in enumerate(layout.sections, 1):
        if number > 1 and section.is_continuous:
            continue
        where = f"第{number}节" if len(layout.sections) > 1 else "全文"
        yield from _paper(section.geometry, where)
        if section.geometry.is_landscape:
            yield from _turned(section.geometry, where)
        else:
            yield from _margins(section.geometry, where)


def _paper(geometry: Geometry, where: str) -> Iterator[Remark]:
    sides = sorted((geometry.width / MM, geometry.height / MM))
    if any(abs(a - b) > _TOLERANCE for a, b in zip(sides, _PAPER, strict=True)):
        found = f"纸张{sides[0]:.0f}×{sides[1]:.0f}毫米"
        yield Rule.PAGE_SIZE.remark(where, found, "A4，210×297毫米")


def _margins(geometry: Geometry, where: str) -> Iterator[Remark]:
    """天头 37 ± 1 mm, 订口 28 ± 1 mm, 版心 156 x 225 mm.

    A margin that is wrong is not told again as a wrong 版心.
    """
    top, left = geometry.top / MM, geometry.left / MM
    width = geometry.measure / MM
    height = (geometry.height - geometry.top - geometry.bottom) / MM
    if abs(top - _TOP) > _TOLERANCE:
        yield Rule.MARGIN_TOP.remark(where, f"上边距{top:.1f}毫米", "37毫米，上下1毫米")
    elif abs(height - _AREA[1]) > _AREA_TOLERANCE and _is_a4(geometry):
        found = f"版心高{height:.1f}毫米（下边距{geometry.bottom / MM:.1f}毫米）"
        yield Rule.TEXT_AREA.remark(where, found, "版心高225毫米（下边距35毫米）")
    if abs(left - _LEFT) > _TOLERANCE:
        found = f"左边距{left:.1f}毫米"
        yield Rule.MARGIN_LEFT.remark(where, found, "28毫米，左右1毫米")
    elif abs(width - _AREA[0]) > _AREA_TOLERANCE and _is_a4(geometry):
        found = f"版心宽{width:.1f}毫米（右边距{geometry.right / MM:.1f}毫米）"
        yield Rule.TEXT_AREA.remark(where, found, "版心宽156毫米（右边距26毫米）")


def _turned(geometry: Geometry, where: str) -> Iterator[Remark]:
    """A landscape page is a portrait page turned: its margins turn with it."""
    margins = geometry.top, geometry.bottom, geometry.left, geometry.right
    found = tuple(each / MM for each in margins)
    wanted = _LEFT, _RIGHT, _BOTTOM, _TOP
    if any(abs(a - b) > _TOLERANCE for a, b in zip(found, wanted, strict=True)):
        top, bottom, left, right = found
        text = f"上{top:.0f}下{bottom:.0f}左{left:.0f}右{right:.0f}毫米"
        expected = "上28下26左35右37毫米，即竖排页转过来"
        yield Rule.LANDSCAPE_MARGINS.remark(where, text, expected)


def _is_a4(geometry: Geometry) -> bool:
    return not any(_paper(geometry, ""))
