"""Lint of a .docx: its layout against GB/T 9704, and its wording."""

from collections.abc import Iterable, Iterator

from bulletin.model.layout import Layout
from bulletin.model.remark import Remark
from bulletin.proofing import (
    annexes,
    closing,
    folios,
    geometry,
    heads,
    typesetting,
    wording,
)
from bulletin.proofing.gathering import gathered
from bulletin.proofing.parts import Parts, find
from bulletin.proofing.rules import Rule
from bulletin.proofing.standing import Standing, standings


def remarks(layout: Layout) -> tuple[Remark, ...]:
    """Every remark on a document, the most binding first."""
    lines = tuple(standings(layout))
    parts = find(lines)
    text = _without_date(wording.remarks(layout), parts)
    return gathered((*_layout(layout, lines, parts), *text))


def _layout(
    layout: Layout,
    lines: tuple[Standing, ...],
    parts: Parts[Standing],
) -> Iterator[Remark]:
    yield from geometry.remarks(layout)
    yield from folios.remarks(layout)
    yield from heads.mark(parts)
    yield from heads.number(parts)
    yield from heads.line(parts)
    yield from typesetting.title(parts)
    yield from typesetting.addressee(parts)
    yield from typesetting.body(parts)
    yield from typesetting.color(lines, parts)
    yield from closing.blank_lines(parts)
    yield from closing.note(parts)
    yield from closing.date(parts)
    yield from closing.position(parts)
    yield from closing.kept(parts)
    yield from annexes.attachments(parts, closing.names(parts))
    yield from annexes.tables(layout)
    yield from annexes.imprint(parts, lines[-1] if lines else None)


def _without_date(found: Iterable[Remark], parts: Parts[Standing]) -> Iterator[Remark]:
    """成文日期 has a rule of its own, stricter than that for dates in the text."""
    for remark in found:
        is_date = remark.code == Rule.DATE_IN_TEXT.slug and parts.date is not None
        if not (is_date and parts.date and remark.where == parts.date.where):
            yield remark
