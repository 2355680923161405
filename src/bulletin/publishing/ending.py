"""The last paragraph before the signature stays with it (GB/T 9704 7.3.5.5)."""

from lxml.etree import _Element as Element

from bulletin.pages import docx
from bulletin.publishing import properties
from bulletin.publishing.styles import Styles

# What follows the text: each of these styles keeps with the next by itself.
_FOLLOWS = ("附件说明", "署名")


def hold(body: Element, styles: Styles) -> None:
    """Keep the end of the text, two lines at least, on the page of the signature.

    Whatever the last paragraph is this month: with no closing words it is another.
    """
    found = (styles.named(body, name) for name in _FOLLOWS)
    for paragraph in next((each for each in found if each), []):
        last = paragraph.getprevious()
        if last is not None and last.tag == docx.PARAGRAPH:
            # Word and WPS keep only its last two lines with the next paragraph.
            # LibreOffice never splits a paragraph that keeps with the next: it moves
            # the whole, and leaves the page before as much emptier. No other property
            # holds lines to the paragraph after them.
            properties.of_paragraph(last, "keepNext", val="1")
            properties.of_paragraph(last, "widowControl", val="1")
