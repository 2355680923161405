"""Attachments, their tables, and the 版记 (GB/T 9704 7.3.7, 7.4 and 8)."""

import re
from collections.abc import Iterator

from bulletin.model.layout import (
    Layout,
    Table,
)
from bulletin.model.look import (
    Align,
)
from bulletin.model.remark import Remark
from bulletin.proofing.fonts import Family, is_of
from bulletin.proofing.parts import Parts
from bulletin.proofing.rules import Rule
from bulletin.proofing.standing import EM, Standing
from bulletin.proofing.typesetting import han_looks

_SIZE, _SMALL = 32, 28  # 3号 and 4号 in half-points
_SMALL_EM = 280
_LONG_TABLE = 8  # rows, from which a table may well reach the next page
_OUTER, _SLACK = 8, 2  # eighths of a point: 0.35 mm
_PRINTED = re.compile(r".*\d{4}年([1-9]|1[0-2])月([1-9]|[12]\d|3[01])日印发")


def labels(parts: Parts[Standing]) -> Iterator[Remark]:
    """附件 in 3号黑体, flush left at the top of a new page (7.3.7)."""
    for annex in parts.annexes:
        yield from _label(annex.label)


def _label(label: Standing) -> Iterator[Remark]:
    if label.gap is not None:
        yield Rule.ATTACHMENT_PAGE.remark(label.where, "附件接排在正文之后", "另面编排")
    fonts = {look.han for look in han_looks(label) if not is_of(look.han, Family.HEI)}
    shape = label.paragraph.shape
    is_flush = shape.align in (Align.LEFT, Align.BOTH) and abs(label.indent) <= EM // 5
    if fonts or label.size != _SIZE:
        found = f"{'、'.join(sorted(fonts)) or '黑体'}，{label.size / 2:g}磅"
    elif not is_flush:
        found = "“附件”没有顶格"
    elif not re.fullmatch(r"附件\d*", label.text):
        found = label.text
    else:
        return
    expected = "“附件”二字及顺序号用3号黑体，左上角顶格，不加冒号"
    yield Rule.ATTACHMENT_LABEL.remark(label.where, found, expected)


def tables(layout: Layout) -> Iterator[Remark]:
    """A table that may reach the next page: its heading repeats, its rows stay whole."""
    for section in layout.sections:
        for table in section.blocks:
            if isinstance(table, Table) and len(table.rows) >= _LONG_TABLE:
                yield from _table(table)


def _table(table: Table) -> Iterator[Remark]:
    if not any(row.is_header for row in table.rows):
        found = "没有设置重复的标题行"
        yield Rule.TABLE_HEADING.remark(table.where, found, "表头在各页顶端重复")
    if any(row.may_split for row in table.rows):
        found = "有的行允许跨页断开"
        yield Rule.TABLE_ROW_SPLIT.remark(table.where, found, "行不跨页")


def imprint(parts: Parts[Standing], last: Standing | None) -> Iterator[Remark]:
    """版记: 4号仿宋, one character in, between lines, at the very end (7.4)."""
    if not parts.imprint:
        return
    for line in parts.imprint:
        is_copy = not line.text.endswith("印发")
        rule = Rule.COPY_TO if is_copy else Rule.PRINTED_BY
        yield from _imprint_line(line, rule)
        if is_copy and not re.fullmatch(r"[抄主分]送：.+。", line.text):
            yield rule.remark(line.where, line.text[-12:], "抄送：…，末尾用句号")
        if not is_copy and not _PRINTED.fullmatch(line.text):
            yield rule.remark(line.where, line.text[-12:], "2022年8月10日印发")
    if last is not None and last not in parts.imprint:
        found = f"版记之后还有“{last.text[:10]}”"
        yield Rule.IMPRINT_PLACE.remark(last.where, found, "版记置于最后一面末尾")
    yield from _edges(parts.imprint)


def _imprint_line(line: Standing, rule: Rule) -> Iterator[Remark]:
    fonts = {look.han for look in han_looks(line) if not is_of(look.han, Family.FANG)}
    if fonts or line.size != _SMALL:
        found = f"{'、'.join(sorted(fonts)) or '仿宋'}，{line.size / 2:g}磅"
        yield rule.remark(line.where, found, "4号（14磅）仿宋体")
    shape = line.paragraph.shape
    sides = shape.left + min(shape.first, 0), shape.right
    if not line.is_tabular and any(abs(s - _SMALL_EM) > EM // 4 for s in sides):
        found = f"左空{sides[0] / _SMALL_EM:.1f}字，右空{sides[1] / _SMALL_EM:.1f}字"
        yield rule.remark(line.where, found, "左右各空一字")


def _edges(lines: tuple[Standing, ...]) -> Iterator[Remark]:
    """The first and the last line of the 版记 are 0.35 mm wide (7.4.1)."""
    first, last = lines[0], lines[-1]
    top, bottom = first.paragraph.shape.edges.top, last.paragraph.shape.edges.bottom
    table = _around(first) if first.is_tabular else None
    if table is not None:
        top = table.rows[0].cells[0].edges.top
        bottom = table.rows[-1].cells[0].edges.bottom
    for edge, name in ((top, "首条"), (bottom, "末条")):
        if edge is None or abs(edge.width - _OUTER) > _SLACK:
            found = f"{name}分隔线" + (f"{edge.width / 8:g}磅" if edge else "没有画")
            expected = "首末两条分隔线宽0.35毫米（1磅）"
            yield Rule.IMPRINT_LINES.remark(first.where, found, expected)


def _around(line: Standing) -> Table | None:
    """The table that a paragraph stands in."""
    tables_ = (each for each in line.section.blocks if isinstance(each, Table))
    inside = (
        table
        for table in tables_
        if any(line.paragraph in cell.paragraphs for cell in table.cells())
    )
    return next(inside, None)
