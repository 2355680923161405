"""发文机关标志 on one line, however long the name is (GB/T 9704 7.2.4)."""

from lxml.etree import _Element as Element

from bulletin.pages import docx
from bulletin.publishing import properties, sections
from bulletin.publishing.styles import Styles

STYLE = "发文机关标志"
# Narrower than a third, Word and WPS draw strokes rather than characters.
_NARROWEST = 33


def fit(body: Element, styles: Styles) -> None:
    """Narrow the characters of a mark that is too long, as printers always have done."""
    for paragraph in styles.named(body, STYLE):
        width = styles.face(paragraph).width(docx.text(paragraph))
        room = sections.measure(body, paragraph)
        if width > room:
            scale = max(_NARROWEST, room * 100 // width)
            for run in paragraph.iter(docx.RUN):
                properties.of_run(run, "w", val=str(scale))
