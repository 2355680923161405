"""Where 署名, 代章 and 成文日期 stand (GB/T 9704 7.3.5), worked out from their widths."""

from dataclasses import dataclass

from lxml.etree import _Element as Element

from bulletin.pages import docx
from bulletin.publishing import properties, sections
from bulletin.publishing.styles import Styles

SIGNED, SEALED, DATED = "署名", "代章", "成文日期"
# Until it is signed, the place is kept for a date of the usual length.
_USUAL = "2022年10月9日"


@dataclass(frozen=True, slots=True)
class Place:
    """The widths in twips that the places follow from: text area, character, lines."""

    area: int
    character: int
    owner: int
    date: int

    @property
    def is_centred(self) -> bool:
        """Whether 署名, centred over the date, stays in the text area (7.3.5.1)."""
        return self.owner <= self.date + 2 * 4 * self.character

    @property
    def indent(self) -> int:
        """The left indent of the date where it is not centred under 署名 (7.3.5.2).

        Its first character stands two to the right of 署名's first. A date longer than
        署名 needs no rule here: 署名 is then always centred.
        """
        return max(0, self.area - self.owner - 2 * self.character) + 2 * self.character

    @property
    def centring(self) -> int:
        """The left indent of the lines that are centred beside the right edge (7.3.5.1).

        Their axis is that of a date that ends four characters from the right.
        """
        return self.area - self.date - 2 * 4 * self.character


def place(body: Element, styles: Styles) -> None:
    """Indent the signature's lines, so that Word, WPS and LibreOffice agree on them.

    Centred lines keep their axis, and first characters their place, when a clerk types
    the date in later, and where a program spaces digits otherwise.
    """
    dates, owners = styles.named(body, DATED), styles.named(body, SIGNED)
    if not dates or not owners:
        return
    face = styles.face(owners[0])
    found = Place(
        sections.measure(body, dates[-1]),
        face.size,
        max(face.width(docx.text(each).strip()) for each in owners),
        styles.face(dates[-1]).width(docx.text(dates[-1]).strip() or _USUAL),
    )
    below = (*styles.named(body, SEALED), dates[-1])
    if found.is_centred:
        for line in (*owners, *below):
            _indent(line, "center", left=found.centring)
        return
    for line in owners:
        _indent(line, "right", right=2 * found.character)
    # 代章 begins where the date does: two lines in step below 署名.
    for line in below:
        _indent(line, "left", left=found.indent)


def _indent(line: Element, align: str, left: int = 0, right: int = 0) -> None:
    # In Word leftChars and rightChars of the style would override left and right.
    chars = {"leftChars": "0", "rightChars": "0", "firstLineChars": "0"}
    places = {"left": str(left), "right": str(right), "firstLine": "0"}
    properties.of_paragraph(line, "ind", **places, **chars)
    properties.of_paragraph(line, "jc", val=align)
