"""What the parts of a document say, whatever it is printed on (GB/T 9704 7.2.5, 7.3)."""

import re
from collections.abc import Iterator

from bulletin.model.remark import Remark
from bulletin.proofing.parts import NUMBER, Annex, P, Parts
from bulletin.proofing.passage import quotation
from bulletin.proofing.rules import Rule

_NUMBER = re.compile(r"[\u4e00-\u9fff]+〔\d{4}〕[1-9]\d*号")
_DATE = re.compile(r"\d{4}年(?:[1-9]|1[0-2])月(?:[1-9]|[12]\d|3[01])日")
_BLANK_DATE = re.compile(r"\d*年\d*月日?|\d*年月\d*日")
_ITEM = re.compile(r"(\d{1,2})(\.?)(?!\d)\s*(.+)")
_END = "。；，、：.;,:"


def remarks(parts: Parts[P]) -> Iterator[Remark]:
    """All that is wrong with what the parts say."""
    for rule in (number, addressee, note, date, attachments):
        yield from rule(parts)


def number(parts: Parts[P]) -> Iterator[Remark]:
    """发文字号: 〔2022〕5号, without 第 and without zeros before it (7.2.5)."""
    match = NUMBER.search(parts.number.text) if parts.number else None
    if parts.number and match and not _NUMBER.fullmatch(match.group()):
        expected = "年份用六角括号〔2022〕，序号不加“第”，不编虚位"
        yield Rule.DOCUMENT_NUMBER.remark(parts.number.where, match.group(), expected)


def addressee(parts: Parts[P]) -> Iterator[Remark]:
    """A colon of full width after the last of the 主送机关 (7.3.2)."""
    line = parts.addressee
    if line is not None and not line.text.endswith("："):
        found = quotation(line.text, len(line.text) - 1, len(line.text))
        yield Rule.ADDRESSEE_COLON.remark(line.where, found, "最后用全角冒号：")


def note(parts: Parts[P]) -> Iterator[Remark]:
    """附件：name, numbered when there are several, no mark at its end (7.3.4)."""
    entries = _entries(parts)
    if not entries:
        return
    first = parts.note[0]
    if not re.match(r"附件：\S", first.text):
        found = quotation(first.text, 0, 2)
        yield Rule.ATTACHMENT_NOTE.remark(first.where, found, "附件：加名称")
    for line, text in entries:
        if text.endswith(tuple(_END)):
            found = quotation(text, len(text) - 1, len(text))
            yield Rule.ATTACHMENT_NOTE.remark(line.where, found, "附件名称后不加标点")
    yield from _numbers(entries)


def _numbers(entries: list[tuple[P, str]]) -> Iterator[Remark]:
    is_alone = len(entries) == 1
    for wanted, (line, text) in enumerate(entries, 1):
        match = _ITEM.match(text)
        is_item = match is not None and match.group(1, 2) == (str(wanted), ".")
        if (is_alone and match is None) or (not is_alone and is_item):
            continue
        expected = "只有一个附件时不编序号" if is_alone else f"{wanted}.附件名称"
        yield Rule.ATTACHMENT_NOTE.remark(line.where, text[:12], expected)


def _entries(parts: Parts[P]) -> list[tuple[P, str]]:
    """Each attachment named, with the paragraph that names it."""
    found = [
        (line, re.sub(r"^附件\d*[：:.、]?", "", said))
        for line in parts.note
        for said in line.said
    ]
    return [(line, text) for line, text in found if text]


def date(parts: Parts[P]) -> Iterator[Remark]:
    """成文日期 in Arabic figures without leading zeros (7.3.5.4)."""
    expected = "年月日用阿拉伯数字标全，如2022年8月10日"
    if parts.date is None:
        yield Rule.DATE_MISSING.remark("全文", "没有找到成文日期", expected)
    elif _BLANK_DATE.fullmatch(parts.date.text):
        yield Rule.DATE_MISSING.remark(parts.date.where, "成文日期没有填", expected)
    elif not _DATE.fullmatch(parts.date.text):
        yield Rule.DATE_FORM.remark(parts.date.where, parts.date.text, expected)


def attachments(parts: Parts[P]) -> Iterator[Remark]:
    """An attachment's title is centred and equal to 附件说明 (7.3.7)."""
    texts = (text.strip(_END) for _, text in _entries(parts))
    names = [re.sub(r"^\d{1,2}[.．、]", "", text) for text in texts]
    for number_, annex in enumerate(parts.annexes):
        yield from _title(annex, names[number_] if number_ < len(names) else "")


def _title(annex: Annex[P], name: str) -> Iterator[Remark]:
    title = annex.title
    if title is None:
        yield Rule.ATTACHMENT_TITLE.remark(annex.label.where, "附件没有标题", "居中")
        return
    text = title.text
    for line in annex.rest:  # a title on several lines
        if line.is_centered and name.startswith(text + line.text):
            text += line.text
    if text != name:
        expected = f"与附件说明一致：{name}" if name else "正文后要有附件说明"
        yield Rule.ATTACHMENT_TITLE.remark(title.where, text[:30], expected)
    if not title.is_centered:
        yield Rule.ATTACHMENT_TITLE.remark(title.where, "附件标题没有居中", "居中")
