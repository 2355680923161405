"""What closes the text: 附件说明, 署名, 代章 and 成文日期 (GB/T 9704 7.3.4 and 7.3.5)."""

from collections.abc import Iterator
from itertools import pairwise

from bulletin.model.look import (
    Align,
)
from bulletin.model.remark import Remark
from bulletin.proofing.parts import Parts
from bulletin.proofing.passage import quotation
from bulletin.proofing.placing import Span, placed
from bulletin.proofing.rules import Rule
from bulletin.proofing.standing import EM, LINE, Standing

_SLACK = EM // 5
_MEASURE = 8845  # the width of the 版心 in twips
_NEAR = 0.6, 1.6  # lines that pass for one blank line
_BLANK = "空一行"


def blank_lines(parts: Parts[Standing]) -> Iterator[Remark]:
    """One blank line below the title, below 正文, and above 署名 (7.3.2, 7.3.4, 7.3.5)."""
    if parts.addressee and parts.title:
        yield from _gap(parts.addressee, "标题与主送机关之间")
    if parts.note:
        yield from _gap(parts.note[0], "正文与附件说明之间")
    if parts.signature:
        first = parts.signature[0]
        if first.gap is not None and first.gap < _NEAR[0] * LINE:
            yield Rule.BLANK_LINE.remark(first.where, "署名之上没有空行", _BLANK)


def _gap(line: Standing, between: str) -> Iterator[Remark]:
    if line.gap is not None and not _NEAR[0] <= line.gap / LINE <= _NEAR[1]:
        found = f"{between}空{line.gap / LINE:.1f}行"
        yield Rule.BLANK_LINE.remark(line.where, found, _BLANK)


def note(parts: Parts[Standing]) -> Iterator[Remark]:
    """附件说明 is indented by two characters (7.3.4)."""
    for first in parts.note[:1]:
        if min(abs(first.indent - 2 * em) for em in (EM, first.size * 10)) > _SLACK:
            found = f"附件说明左空{first.indent / EM:.1f}字"
            yield Rule.ATTACHMENT_INDENT.remark(first.where, found, "左空二字")


def position(parts: Parts[Standing]) -> Iterator[Remark]:
    """Where 署名 and 成文日期 stand: as 7.3.5.1 has it with a seal, or 7.3.5.2 without."""
    if parts.date is None or len(parts.signature) != 1:
        return
    if abs(parts.date.section.geometry.measure - _MEASURE) > _SLACK:
        return  # told as a wrong 版心, and true positions cannot be known
    signed = _span(parts.signature[0])
    yield from placed(signed, _span(parts.date), parts.signature[0].where)


def _span(line: Standing) -> Span:
    """What a line of one paragraph covers between the margins, in characters of 3号."""
    shape, measure = line.paragraph.shape, line.section.geometry.measure
    width = sum(
        sum(
            _advance(mark, run.look.size) + run.look.spacing
            for mark in run.text.strip()
        )
        for run in line.paragraph.runs
    )
    if shape.align is Align.RIGHT:
        start = measure - shape.right - width
    elif shape.align is Align.CENTER:
        start = (shape.left + shape.first + measure - shape.right - width) // 2
    else:
        start = line.indent
    return Span(start / EM, (start + width) / EM, measure / EM)


def _advance(mark: str, size: int) -> int:
    return size * 5 if mark.isascii() else size * 10


def kept(parts: Parts[Standing]) -> Iterator[Remark]:
    """署名 and 成文日期 stay with the last paragraph, never on a page alone (7.3.5.5)."""
    last = (*parts.body, *parts.note)[-1:]
    seal = (parts.seal,) if parts.seal else ()
    lines = (*last, *parts.signature, *seal, *((parts.date,) if parts.date else ()))
    for line, _ in pairwise(lines):
        if parts.signature and not line.paragraph.shape.keeps_next:
            found = quotation(line.text, 0, 8)
            expected = "设为与下段同页，免得署名单独成页"
            yield Rule.SIGNATURE_KEPT.remark(line.where, found, expected)
            return
