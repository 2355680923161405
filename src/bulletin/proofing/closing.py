"""What closes the text: 附件说明, 署名, 代章 and 成文日期 (GB/T 9704 7.3.4 and 7.3.5)."""

import re
from collections.abc import Iterator
from itertools import pairwise

from bulletin.model.layout import Align
from bulletin.model.remark import Remark
from bulletin.proofing.parts import Parts
from bulletin.proofing.passage import quotation
from bulletin.proofing.placing import Span, placed
from bulletin.proofing.rules import Rule
from bulletin.proofing.standing import EM, LINE, Standing

_DATE = re.compile(r"\d{4}年(?:[1-9]|1[0-2])月(?:[1-9]|[12]\d|3[01])日")
_BLANK_DATE = re.compile(r"\d*年\d*月日?|\d*年月\d*日")
_ITEM = re.compile(r"(\d{1,2})(\.?)(?!\d)\s*(.+)")
_END = "。；，、：.;,:"
_SLACK = EM // 5
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
    """附件：name, indented two, numbered when there are several, no mark at its end."""
    entries = _entries(parts)
    if not entries:
        return
    first = parts.note[0]
    if not re.match(r"附件：\S", first.text):
        found = quotation(first.text, 0, 2)
        yield Rule.ATTACHMENT_NOTE.remark(first.where, found, "附件：加名称")
    if min(abs(first.indent - 2 * em) for em in (EM, first.size * 10)) > _SLACK:
        found = f"附件说明左空{first.indent / EM:.1f}字"
        yield Rule.ATTACHMENT_INDENT.remark(first.where, found, "左空二字")
    for line, text in entries:
        if text.endswith(tuple(_END)):
            found = quotation(text, len(text) - 1, len(text))
            yield Rule.ATTACHMENT_NOTE.remark(line.where, found, "附件名称后不加标点")
    yield from _numbers(entries)


def _numbers(entries: list[tuple[Standing, str]]) -> Iterator[Remark]:
    for wanted, (line, text) in enumerate(entries, 1):
        match = _ITEM.match(text)
        is_right = match is None if len(entries) == 1 else _is_item(text, wanted)
        if not is_right:
            expected = (
                "只有一个附件时不编序号" if len(entries) == 1 else f"{wanted}.附件名称"
            )
            yield Rule.ATTACHMENT_NOTE.remark(line.where, text[:12], expected)


def _is_item(text: str, number: int) -> bool:
    match = _ITEM.match(text)
    return match is not None and match.group(1, 2) == (str(number), ".")


def names(parts: Parts[Standing]) -> tuple[str, ...]:
    """The attachments that 附件说明 names, without numbers and closing marks."""
    texts = (text.strip(_END) for _, text in _entries(parts))
    return tuple(re.sub(r"^\d{1,2}[.．、]", "", text) for text in texts)


def _entries(parts: Parts[Standing]) -> list[tuple[Standing, str]]:
    """Each attachment named, with the paragraph that names it."""
    found = []
    for line in parts.note:
        for text in line.paragraph.text.split("\n"):
            bare = "".join(text.split())
            found.append((line, re.sub(r"^附件\d*[：:.、]?", "", bare)))
    return [(line, text) for line, text in found if text]


def date(parts: Parts[Standing]) -> Iterator[Remark]:
    """成文日期 in Arabic figures without leading zeros (7.3.5.4)."""
    expected = "年月日用阿拉伯数字标全，如2022年8月10日"
    if parts.date is None:
        yield Rule.DATE_MISSING.remark("全文", "没有找到成文日期", expected)
    elif _BLANK_DATE.fullmatch(parts.date.text):
        yield Rule.DATE_MISSING.remark(parts.date.where, "成文日期没有填", expected)
    elif not _DATE.fullmatch(parts.date.text):
        yield Rule.DATE_FORM.remark(parts.date.where, parts.date.text, expected)


def position(parts: Parts[Standing]) -> Iterator[Remark]:
    """Where 署名 and 成文日期 stand: as 7.3.5.1 has it with a seal, or 7.3.5.2 without."""
    if parts.date is None or len(parts.signature) != 1:
        return
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
