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

from bulletin.model.layout import (
    Box,
    Layout,
    Look,
    Paragraph,
    Run,
    Shape,
    Table,
)

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
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
class Place:
    """The gap above a paragraph, and the pitch of the grid that its lines keep to.

    The first one `opens` its section; `inside` a table no page can break.
    """

    gap: int = 0
    pitch: int = 0
    opens: bool = False
    inside: bool = False


@dataclass(frozen=True, slots=True)
class Worn:
    """A paragraph's whole look: its shape, its mark's look, its place.

    `tallest` is the size of its largest type, which an automatic line must hold.
    """

    shape: Shape
    look: Look
    tallest: int
    place: Place


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
            yield from self.blocks(section.blocks, Place(0, section.pitch, opens=True))

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
        place: Place = Place(),
    ) -> Iterator[str]:
        """Paragraphs and tables in order, each paragraph with its gap from the last."""
        last: Paragraph | None = None
        for block in blocks:
            if isinstance(block, Table):
                yield from self.table(block, place.pitch)
                last = None
            else:
                yield from self.paragraph(block, replace(place, gap=_gap(last, block)))
                last = block
            place = replace(place, opens=False)

    def paragraph(self, paragraph: Paragraph, place: Place) -> Iterator[str]:
        """A paragraph; a page break in it makes two of one."""
        pieces = _pages(paragraph.runs)
        shape = paragraph.shape
        if place.inside and shape.breaks_before:
            shape = replace(shape, breaks_before=False)
        tallest = max(
            (r.look.size for r in paragraph.runs), default=paragraph.look.size
        )
        for number, runs in enumerate(pieces):
            if number and not place.inside:
                yield _flow("break")
            if not runs and len(pieces) > 1:
                continue
            worn = Worn(shape, paragraph.look, tallest, place)
            inside = "".join(map(self.run, runs)) or self.run(
                Run(EMPTY, paragraph.look)
            )
            name = self.wardrobe.shape(worn)
            yield f'<w:p><w:pPr><w:pStyle w:val="{name}"/></w:pPr>{inside}</w:p>'

    def run(self, run: Run) -> str:
        """A run; a note's mark is followed by its number between private brackets."""
        text = _FIELDS.get(run.field) or html.escape(run.text.translate(_CODES))
        if run.note is not None:
            text += f"\ue005{run.note}\ue006"
        name = self.wardrobe.look(run.look)
        return f'<w:r><w:rPr><w:rStyle w:val="{name}"/></w:rPr><w:t>{text}</w:t></w:r>'

    def table(self, table: Table, pitch: int) -> Iterator[str]:
        """A table; each cell begins with its number, by which it finds its place."""
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
                yield f"<w:tc><w:tcPr/>{_flow(f'cell {number}')}"
                yield from self.blocks(cell.blocks, Place(0, pitch, inside=True))
                yield f"{_flow('end')}</w:tc>"
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


def _gap(above: Paragraph | None, paragraph: Paragraph) -> int:
    """The space between two paragraphs: that after the one and before the other.

    Contextual spacing leaves out both between paragraphs of one style.
    """
    before = paragraph.shape.before
    if above is None:
        return before
    alike = above.style == paragraph.style
    after = 0 if alike and above.shape.is_contextual else above.shape.after
    return after + (0 if alike and paragraph.shape.is_contextual else before)


def _flow(name: str) -> str:
    """A paragraph that says what the following ones are."""
    style = '<w:pPr><w:pStyle w:val="flow"/></w:pPr>'
    return f"<w:p>{style}<w:r><w:t>{name}</w:t></w:r></w:p>"


def _style(name: str, kind: str) -> str:
    own = f'w:type="{kind}" w:customStyle="1" w:styleId="{name}"'
    return f'<w:style {own}><w:name w:val="{name}"/></w:style>'
