"""Marks tie printed words to facts: put in before rendering, made runs of after it.

A figure renders as U+E000 fact-id U+E001 words U+E002; a hole has U+E003 in the middle.
"""

import copy
import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree
from lxml.etree import _Element as Element

from bulletin.model.vocabulary import Span
from bulletin.pages import docx

W = docx.W
_MARK = re.compile("\ue000([^\ue001\ue003]*)([\ue001\ue003])([^\ue002]*)\ue002")
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_BEGIN, _SHOWN, _END, _HOLE = "\ue000", "\ue001", "\ue002", "\ue003"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a text node: the words, the fact that they print, whether a hole."""

    words: str
    fact: str = ""
    is_hole: bool = False


def marked(spans: tuple[Span, ...]) -> str:
    """The words of spans, those that print a fact between marks."""
    return "".join(
        f"{_BEGIN}{span.fact}{_HOLE if span.is_hole else _SHOWN}{span.text}{_END}"
        if span.fact
        else span.text
        for span in spans
    )


def plain(text: str) -> str:
    """The words of a marked text."""
    return _MARK.sub(r"\3", text)


def resolve(paragraph: Element) -> list[Piece]:
    """Give each marked figure of a paragraph a run of its own, with its formatting.

    Returns the paragraph's pieces in order; holes are highlighted yellow.
    """
    pieces: list[Piece] = []
    for node in docx.texts(paragraph):
        text = node.text or ""
        own = list(_pieces(text)) if _BEGIN in text else [Piece(text)]
        pieces.extend(own)
        if _BEGIN in text:
            _split(node, own)
    return pieces


def _pieces(text: str) -> Iterator[Piece]:
    end = 0
    for match in _MARK.finditer(text):
        if match.start() > end:
            yield Piece(text[end : match.start()])
        yield Piece(match[3], match[1], match[2] == _HOLE)
        end = match.end()
    if end < len(text):
        yield Piece(text[end:])


def _split(node: Element, pieces: list[Piece]) -> None:
    """Replace a text node's run by one run a piece; its other children keep theirs."""
    run = node.getparent()
    if run is None:
        return
    properties = run.find(f"{W}rPr")
    children = [child for child in run if child is not properties]
    at = children.index(node)
    runs = [_run(properties, children[:at])] if at else []
    runs += [_text_run(properties, piece) for piece in pieces if piece.words]
    rest = children[at + 1 :]
    runs += [_run(properties, rest)] if rest else []
    for new in runs:
        run.addprevious(new)
    parent = run.getparent()
    if parent is not None:
        parent.remove(run)


def _run(properties: Element | None, children: list[Element]) -> Element:
    run = etree.Element(docx.RUN)
    if properties is not None:
        run.append(copy.deepcopy(properties))
    run.extend(children)
    return run


def _text_run(properties: Element | None, piece: Piece) -> Element:
    text = etree.Element(docx.TEXT)
    text.text = piece.words
    if piece.words != piece.words.strip():
        text.set(_SPACE, "preserve")
    run = _run(properties, [text])
    if piece.is_hole:
        _highlight(run)
    return run


def _highlight(run: Element) -> None:
    properties = run.find(f"{W}rPr")
    if properties is None:
        properties = etree.Element(f"{W}rPr")
        run.insert(0, properties)
    highlight = etree.Element(f"{W}highlight")
    highlight.set(f"{W}val", "yellow")
    later = [child for child in properties if child.tag in _AFTER_HIGHLIGHT]
    if later:
        later[0].addprevious(highlight)
    else:
        properties.append(highlight)


# The schema orders run properties; highlight stands before these.
_AFTER_HIGHLIGHT = tuple(
    f"{W}{name}"
    for name in (
        *("u", "effect", "bdr", "shd", "fitText", "vertAlign", "rtl", "cs", "em"),
        *("lang", "eastAsianLayout", "specVanish", "oMath"),
    )
)
