"""A Layout as the plainest .docx for pandoc: paragraphs, runs and tables, all named.

Every paragraph and run has a style whose name is its number in the wardrobe; white space
and what only the page knows travel as private characters. So pandoc, which drops
formatting, empty paragraphs and runs of spaces, finds nothing to drop.
"""

import html
import io
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from bulletin.model.layout import Box, Layout, Paragraph, Run, Table
from bulletin.model.look import Look
from bulletin.publishing.pdf.worn import Flow, Place, Worn, tallest, width_of

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_LOOSE = Place()  # in a margin, a note or a box
EMPTY = "\ue000"
_FIELDS = {"PAGE": "\ue001", "NUMPAGES": "\ue002"}
_BREAKS = {"\n": "\ue003", "\t": "\ue004"}
_SPACES = " \u00a0\u1680\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
SPACES = {chr(0xE010 + at): space for at, space in enumerate(_SPACES)}
_CODES = {ord(space): code for code, space in SPACES.items()} | {
    ord(text): code for text, code in _BREAKS.items()
}
_PACKAGE = {
    "[Content_Types].xml": (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package'
        '.relationships+xml"/><Default Extension="xml" ContentType="application/vnd.'
        'openxmlformats-officedocument.wordprocessingml.document.main+xml"/>'
        '<Override PartName="/word/styles.xml" ContentType="application/vnd.'
        'openxmlformats-officedocument.wordprocessingml.styles+xml"/></Types>'
    ),
    "_rels/.rels": (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/'
        'relationships"><Relationship Id="r" Type="http://schemas.openxmlformats.org/'
        'officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/>'
        "</Relationships>"
    ),
    "word/_rels/document.xml.rels": (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/'
        'relationships"><Relationship Id="r" Type="http://schemas.openxmlformats.org/'
        'officeDocument/2006/relationships/styles" Target="styles.xml"/>'
        "</Relationships>"
    ),
}


@dataclass(frozen=True, slots=True)
class Wardrobe:
    """The looks and shapes in use; a style's number is its place here."""

    looks: dict[Look, int] = field(default_factory=dict)
    shapes: dict[Worn, int] = field(default_factory=dict)
    tables: list[Table] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)

    def look(self, look: Look) -> str:
        """The name of a run's style."""
        return f"r{self.looks.setdefault(look, len(self.looks))}"

    def shape(self, worn: Worn) -> str:
        """The name of a paragraph's style."""
        return f"p{self.shapes.setdefault(worn, len(self.shapes))}"


def carrier(layout: Layout) -> tuple[bytes, Wardrobe]:
    """The .docx for pandoc, and what its style names mean."""
    wardrobe = Wardrobe()
    writer = _Writer(wardrobe)
    body = "".join(writer.document(layout))
    names = [f"p{n}" for n in wardrobe.shapes.values()]
    styles = [_style(name, "paragraph") for name in ("flow", *names)]
    styles += [_style(f"r{n}", "character") for n in wardrobe.looks.values()]
    parts = _PACKAGE | {
        "word/document.xml": f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>',
        "word/styles.xml": f'<w:styles xmlns:w="{W}">{"".join(styles)}</w:styles>',
    }
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as package:
        for name, text in parts.items():
            package.writestr(name, text)
    return buffer.getvalue(), wardrobe


@dataclass(frozen=True, slots=True)
class _Writer:
    wardrobe: Wardrobe

    def document(self, layout: Layout) -> Iterator[str]:
        """Footnotes, headers and footers first: the text refers to them."""
        for number, paragraphs in layout.notes.items():
            yield _flow(f"note {number}")
            yield from self.blocks(paragraphs)
        for number, section in enumerate(layout.sections):
            for kind, margin in (
                ("header", section.header),
                ("footer", section.footer),
            ):
                for side in ("odd", "even", "first"):
                    yield _flow(f"{kind} {number} {side}")
                    yield from self.margin(getattr(margin, side))
        for number, section in enumerate(layout.sections):
            yield _flow(f"section {number}")
            paper = section.geometry
            height = paper.height - paper.top - paper.bottom
            place = Place(0, section.pitch, paper.measure, height, opens=True)
            yield from self.blocks(section.blocks, place)

    def margin(self, paragraphs: Sequence[Paragraph]) -> Iterator[str]:
        """A header or footer; the paragraphs of its boxes stand in flows of their own."""
        for paragraph in paragraphs:
            yield from self.blocks(
                [paragraph] if paragraph.runs or not paragraph.boxes else []
            )
            for box in paragraph.boxes:
                yield _flow(f"box {len(self.wardrobe.boxes)}")
                self.wardrobe.boxes.append(box)
                yield from self.blocks(box.paragraphs)
                yield _flow("end")

    def blocks(
        self,
        blocks: Iterable[Paragraph | Table],
        place: Place = _LOOSE,
    ) -> Iterator[str]:
        """Paragraphs and tables in order, each paragraph with its gap from the last."""
        flow = Flow(tuple(blocks), place)
        for at, block in enumerate(flow.blocks):
            if isinstance(block, Table):
                yield from self.table(block, place.pitch)
            else:
                yield from self.paragraph(flow.shaped(at, block), flow.place_of(at))

    def paragraph(self, paragraph: Paragraph, place: Place) -> Iterator[str]:
        """A paragraph; a page break in it makes two of one."""
        pieces = _pages(paragraph.runs)
        for number, runs in enumerate(pieces):
            if number and not place.inside:
                yield _flow("break")
            if not runs and len(pieces) > 1:
                continue
            worn = Worn(paragraph.shape, paragraph.look, tallest(paragraph), place)
            inside = "".join(map(self.run, runs)) or self.run(
                Run(EMPTY, paragraph.look)
            )
            name = self.wardrobe.shape(worn)
            yield f'<w:p><w:pPr><w:pStyle w:val="{name}"/></w:pPr>{inside}</w:p>'

    def run(self, run: Run) -> str:
        """A run; a note's mark and number stand between private brackets."""
        text = _FIELDS.get(run.field) or html.escape(run.text.translate(_CODES))
        if run.note is not None:
            text = f"\ue009{text}\ue005{run.note}\ue006"
        name = self.wardrobe.look(run.look)
        return f'<w:r><w:rPr><w:rStyle w:val="{name}"/></w:rPr><w:t>{text}</w:t></w:r>'

    def table(self, table: Table, pitch: int) -> Iterator[str]:
        """A table; each cell's text begins with its number, by which it finds its place."""
        yield _flow(f"table {len(self.wardrobe.tables)}")
        yield "<w:tbl><w:tblPr/><w:tblGrid>"
        yield "".join(f'<w:gridCol w:w="{width}"/>' for width in table.columns)
        yield "</w:tblGrid>"
        self.wardrobe.tables.append(table)
        number = 0
        widest = max((len(row.cells) for row in table.rows), default=0)
        for row in table.rows:
            yield "<w:tr>"
            for cell in row.cells:
                width = width_of(cell, table)
                place = Place(pitch=pitch, measure=width, inside=True)
                inside = "".join(self.blocks(cell.blocks, place))
                # A paragraph of its own for the number would double pandoc's time.
                inside = inside.replace("<w:t>", f"<w:t>\ue007{number}\ue008", 1)
                yield f"<w:tc><w:tcPr/>{inside}</w:tc>"
                number += 1
            # pandoc takes the number of columns from one row and drops further cells.
            yield "<w:tc><w:tcPr/><w:p/></w:tc>" * (widest - len(row.cells))
            yield "</w:tr>"
        yield "</w:tbl>"


def _pages(runs: Iterable[Run]) -> list[list[Run]]:
    """The runs between page breaks."""
    pages: list[list[Run]] = [[]]
    for run in runs:
        first, *others = run.text.split("\f")
        if first or run.field or run.note is not None:
            pages[-1].append(replace(run, text=first))
        pages += [[replace(run, text=text)] if text else [] for text in others]
    return pages


def _flow(name: str) -> str:
    """A paragraph that says what the following ones are."""
    style = '<w:pPr><w:pStyle w:val="flow"/></w:pPr>'
    return f"<w:p>{style}<w:r><w:t>{name}</w:t></w:r></w:p>"


def _style(name: str, kind: str) -> str:
    own = f'w:type="{kind}" w:customStyle="1" w:styleId="{name}"'
    return f'<w:style {own}><w:name w:val="{name}"/></w:style>'
