"""A .docx as it stands in its PDF: what a test looks for, and where that is."""

from dataclasses import dataclass

from bulletin.model.page import Manner
from bulletin.pages import pdf
from bulletin.pages.sheet import Character, Pdf, Sheet
from bulletin.publishing.pdf.convert import Converted, convert
from tests.archival import faults


@dataclass(frozen=True, slots=True)
class Spot:
    """Words on a page: their characters, in points from the top left corner."""

    sheet: Sheet
    characters: tuple[Character, ...]

    @property
    def page(self) -> int:
        """The page that they stand on, from 1."""
        return self.sheet.number

    @property
    def left(self) -> float:
        """The left end of the first character's place."""
        return self.characters[0].x

    @property
    def right(self) -> float:
        """The right end of the last character's ink."""
        return max(each.box.right for each in self.characters)

    @property
    def line(self) -> float:
        """The base line of the first character."""
        return self.characters[0].y

    @property
    def lines(self) -> list[float]:
        """The base lines that the words stand on."""
        return sorted({round(each.y, 1) for each in self.characters})

    @property
    def font(self) -> str:
        """The font of the first character."""
        return self.characters[0].face.font.name

    @property
    def size(self) -> float:
        """The size of the first character."""
        return self.characters[0].face.size

    @property
    def color(self) -> str:
        """The colour of the first character."""
        return self.characters[0].face.color


@dataclass(frozen=True, slots=True)
class Seen:
    """A PDF made from a .docx."""

    converted: Converted
    pdf: Pdf

    @property
    def text(self) -> str:
        """All characters of all pages in the order of the file."""
        return "".join(sheet.text for sheet in self.pdf.sheets)

    @property
    def pages(self) -> list[str]:
        """The characters of each page."""
        return [sheet.text for sheet in self.pdf.sheets]

    def __getitem__(self, words: str) -> Spot:
        """The first place where the words stand together on a page."""
        for sheet in self.pdf.sheets:
            at = sheet.text.find(words)
            if at >= 0:
                return Spot(sheet, sheet.characters[at : at + len(words)])
        raise KeyError(words)


def see(data: bytes) -> Seen:
    """Convert a .docx by pandoc and typst, have the PDF validated, and read it."""
    made = convert(data, Manner())
    found = faults(made.data)
    assert found == [], found
    return Seen(made, pdf.read(made.data))
