"""The text of a document as its pages must show it, without white space."""

import unicodedata
from dataclasses import dataclass, field

from bulletin.model.layout import Layout, Paragraph, Table

# PDFium reads a ligature (U+FB00 to U+FB06) as its letters.
_LIGATURES = {
    code: unicodedata.normalize("NFKC", chr(code)) for code in range(0xFB00, 0xFB07)
}


@dataclass(frozen=True, slots=True)
class Unit:
    """A paragraph, or rows of a table that hang together: these only as a set.

    An engine may draw a cell over several rows before or after its neighbours, and a
    row that is split over two pages in two turns.
    """

    text: str
    where: str
    is_rows: bool = False


@dataclass(frozen=True, slots=True)
class Heading:
    """A table's heading, and from where to where of the text it comes again."""

    text: str
    start: int
    end: int


@dataclass(slots=True)
class Script:
    """The text as it should be: its units, headings, notes and ends of sections."""

    units: list[Unit] = field(default_factory=list)
    headings: list[Heading] = field(default_factory=list)
    marks: list[tuple[int, str]] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    length: int = 0

    def add(self, unit: Unit) -> None:
        """One unit more."""
        if unit.text:
            self.units.append(unit)
            self.length += len(unit.text)


def script_of(layout: Layout) -> Script:
    """What the text areas of all pages show, one after the other."""
    script = Script()
    notes = {
        number: "".join(_letters(each) for each in paragraphs)
        for number, paragraphs in layout.notes.items()
    }
    for section in layout.sections:
        for block in section.blocks:
            if isinstance(block, Table):
                _add_table(script, block)
            else:
                _add_marks(script, block, notes)
                script.add(Unit(_letters(block), block.where))
        script.ends.append(script.length)
    return script


def _add_marks(script: Script, paragraph: Paragraph, notes: dict[int, str]) -> None:
    at = script.length
    for run in paragraph.runs:
        at += len(bare(run.text))
        if run.note is not None:
            script.marks.append((at, notes.get(run.note, "")))


def _add_table(script: Script, table: Table) -> None:
    """The rows of a table, in groups that no cell reaches out of."""
    top, group = 0, ""
    end_of_group, heading = 0, ""
    start = script.length
    for number, row in enumerate(table.rows):
        group += "".join(_letters(p) for cell in row.cells for p in cell.paragraphs)
        reach = max((cell.row + cell.rows for cell in row.cells), default=number + 1)
        end_of_group = max(end_of_group, reach, number + 1)
        if number < table.headings:
            heading += "".join(_letters(p) for c in row.cells for p in c.paragraphs)
        if number + 1 == end_of_group:
            script.add(Unit(group, f"{table.where}第{top + 1}行", is_rows=True))
            top, group = number + 1, ""
    if heading:
        begin = start + len(heading)
        script.headings.append(Heading(heading, begin, script.length))


def _letters(paragraph: Paragraph) -> str:
    return bare(paragraph.text)


def bare(text: str) -> str:
    """A text without white space, as PDFium gives it."""
    return "".join(text.split()).translate(_LIGATURES)
