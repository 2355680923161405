"""Lint of a PDF: what can be measured on its pages, and its wording."""

from collections.abc import Iterator

from bulletin.model.remark import Remark
from bulletin.pages.sheet import Pdf
from bulletin.proofing import naming, wording
from bulletin.proofing.gathering import gathered
from bulletin.proofing.parts import Parts, find
from bulletin.proofing.passage import Passage
from bulletin.proofing.printed import folios, pages, parts
from bulletin.proofing.printed.lines import Leaf, leaf
from bulletin.proofing.printed.paragraphs import Block, blocks
from bulletin.proofing.rules import Rule

# Where the margins are wrong these follow, and are not told as faults of their own.
_FOLLOWING = {
    rule.slug
    for rule in (
        Rule.CHARACTERS_PER_LINE,
        Rule.PAGE_NUMBER_SIDE,
        Rule.TITLE_CENTERED,
        Rule.SIGNATURE_POSITION,
    )
}


def remarks(pdf: Pdf) -> tuple[Remark, ...]:
    """Every remark on a PDF, the most binding first."""
    leaves = tuple(leaf(sheet) for sheet in pdf.sheets)
    text = blocks(leaves, pages.pitch(leaves))
    margins = tuple(pages.margins(leaves))
    found = (*margins, *_pages(pdf, leaves), *_text(leaves, text))
    silent = _FOLLOWING if margins else set()
    return gathered(remark for remark in found if remark.code not in silent)


def _pages(pdf: Pdf, leaves: tuple[Leaf, ...]) -> Iterator[Remark]:
    yield from pages.paper(leaves)
    yield from pages.lines(leaves)
    yield from pages.color(leaves)
    yield from folios.remarks(leaves)
    for font in pdf.fonts:
        if not font.is_embedded:
            yield Rule.FONT_EMBEDDED.remark("全文", f"{font.name}没有嵌入", "嵌入字体")


def _text(leaves: tuple[Leaf, ...], text: tuple[Block, ...]) -> Iterator[Remark]:
    found = find(text)
    yield from parts.head(found, leaves[0])
    yield from parts.title(found)
    yield from parts.body(found)
    yield from parts.position(found)
    yield from parts.company(found)
    yield from parts.imprint(found, leaves)
    yield from naming.remarks(found)
    said = (Passage(each.text, each.where) for each in text if not each.is_tabular)
    known = {each.text for each in _named(found)}
    yield from wording.of(tuple(each for each in said if each.text not in known))


def _named(found: Parts[Block]) -> Iterator[Block]:
    """The parts whose words have rules of their own."""
    yield from (each for each in (found.number, found.addressee, found.date) if each)
    yield from found.note
