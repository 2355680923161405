"""The 版头: the issuer's mark, 发文字号 and the red line (GB/T 9704 7.2)."""

from collections.abc import Iterator

from bulletin.model.remark import Remark
from bulletin.proofing.colors import is_red
from bulletin.proofing.fonts import Family, is_of
from bulletin.proofing.parts import Parts
from bulletin.proofing.rules import Rule
from bulletin.proofing.standing import Standing
from bulletin.proofing.typesetting import han_looks


def mark(parts: Parts[Standing]) -> Iterator[Remark]:
    """发文机关标志: red, centred (7.2.4); 小标宋 is recommended."""
    for line in parts.mark:
        if not line.is_centered:
            yield Rule.ISSUER_MARK.remark(line.where, "没有居中", "居中")
        fonts = {x.han for x in han_looks(line) if not is_of(x.han, Family.TITLE)}
        for font in sorted(fonts):
            yield Rule.ISSUER_MARK_FONT.remark(line.where, f"用了{font}", "小标宋体")


def line(parts: Parts[Standing]) -> Iterator[Remark]:
    """版头中的分隔线 is red (7.2.7); where it stands is measured in the PDF."""
    for piece in (*parts.mark, *((parts.number,) if parts.number else ())):
        edges = piece.paragraph.shape.edges
        for edge in (edges.top, edges.bottom):
            if edge is not None and not is_red(edge.color):
                yield Rule.RED_LINE.remark(
                    piece.where, f"分隔线颜色#{edge.color}", "红色"
                )
