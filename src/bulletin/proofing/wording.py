"""Wording (GB/T 9704 9): what a careful reader would mark in the text of a bulletin.

Every remark but those on 层次序数 is a hint: a rule cannot read.
"""

from collections.abc import Iterator

from bulletin.model.layout import Layout
from bulletin.model.remark import Remark
from bulletin.proofing import figures, growth, headings, punctuation, slips
from bulletin.proofing.passage import Passage, passages

_SLIPS = (*punctuation.SLIPS, *figures.SLIPS, *growth.SLIPS)


def remarks(layout: Layout) -> tuple[Remark, ...]:
    """The remarks on a document's wording, in the order of its paragraphs."""
    return of(passages(layout))


def of(text: tuple[Passage, ...]) -> tuple[Remark, ...]:
    """The remarks on the wording of passages, in their order."""
    found = [*_each(text), *figures.mixed_ranges(text), *_headings(text)]
    order = {passage.where: n for n, passage in reversed(tuple(enumerate(text)))}
    return tuple(sorted(found, key=lambda remark: order[remark.where]))


def _each(text: tuple[Passage, ...]) -> Iterator[Remark]:
    for passage in text:
        yield from slips.remarks(_SLIPS, passage)
        yield from punctuation.half_width(passage)
        yield from punctuation.unpaired(passage)
        yield from figures.mixed_numerals(passage)


def _headings(text: tuple[Passage, ...]) -> Iterator[Remark]:
    for part in headings.in_body(text):
        yield from headings.sequence(part)
        yield from headings.forms(part)
