"""Lint of a .docx: its layout against GB/T 9704, and its wording."""

from collections.abc import Iterator

from bulletin.model.layout import Layout
from bulletin.model.remark import Remark
from bulletin.proofing import (
    annexes,
    closing,
    folios,
    geometry,
    heads,
    naming,
    typesetting,
    wording,
)
from bulletin.proofing.gathering import gathered
from bulletin.proofing.parts import Parts, find
from bulletin.proofing.rules import Rule
from bulletin.proofing.standing import Standing, standings

# A slip that a binding rule tells of already is not told again as a hint.
_SLIPS = {Rule.HALF_WIDTH.slug, Rule.DOUBLED.slug, Rule.DATE_IN_TEXT.slug}


def remarks(layout: Layout) -> tuple[Remark, ...]:
    """Every remark on a document, the most binding first."""
    lines = tuple(standings(layout))
    parts = find(lines)
    last = lines[-1] if lines else None
    named = (*naming.remarks(parts), *annexes.imprint(parts, last))
    told = {remark.where for remark in named}
    text = (
        remark
        for remark in wording.remarks(layout)
        if remark.where not in told or remark.code not in _SLIPS
    )
    return gathered((*_layout(layout, lines, parts), *named, *text))


def _layout(
    layout: Layout,
    lines: tuple[Standing, ...],
    parts: Parts[Standing],
) -> Iterator[Remark]:
    yield from geometry.remarks(layout)
    yield from folios.remarks(layout)
    yield from heads.mark(parts)
    yield from heads.line(parts)
    yield from typesetting.title(parts)
    yield from typesetting.addressee(parts)
    yield from typesetting.body(parts)
    yield from typesetting.color(lines, parts)
    yield from closing.blank_lines(parts)
    yield from closing.note(parts)
    yield from closing.position(parts)
    yield from closing.kept(parts)
    yield from annexes.labels(parts)
    yield from annexes.tables(layout)
