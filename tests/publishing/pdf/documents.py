"""Small documents in the bulletin's own styles, made from the sample month's page."""

import io
from collections.abc import Sequence

import docx
from docx.document import Document
from docx.oxml.ns import qn

from bulletin.model.page import Engine, Manner
from bulletin.pages import pdf as pdfs
from bulletin.pages.sheet import Character, Sheet
from bulletin.publishing.pdf.convert import Converted, convert
from tests.archival import faults
from tests.sample import Sample

BODY = "公文正文"
# Points: the text area, the height of a line, millimetres in points.
LEFT, RIGHT, TOP, BOTTOM = 79.35, 595.3 - 73.7, 104.9, 841.9 - 99.2
PITCH = 28.95
MM = 72 / 25.4


def with_paragraphs(made: bytes, paragraphs: Sequence[tuple[str, str]]) -> bytes:
    """The first section of a made page with these paragraphs only: style and text."""
    document = docx.Document(io.BytesIO(made))
    body = document.element.body
    first = next(body.iter(qn("w:sectPr")))
    for child in list(body):
        body.remove(child)
    body.append(first)
    for style, text in paragraphs:
        document.add_paragraph(text, style=style)
    return saved(document)


def saved(document: Document) -> bytes:
    """The document's bytes."""
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def page_of(sample: Sample) -> bytes:
    """The sample month's .docx."""
    return sample.make().made.docx.read_bytes()


def converted(data: bytes, engine: Engine = Engine.PANDOC) -> Converted:
    """The PDF, which the validator has passed."""
    made = convert(data, Manner(engine=engine))
    assert faults(made.data) == []
    return made


def lines(sheet: Sheet) -> list[list[Character]]:
    """The characters inside the text area by base line, from top to bottom."""
    found: dict[float, list[Character]] = {}
    for each in sheet.characters:
        if TOP - 1 <= each.y <= BOTTOM + 1:
            found.setdefault(round(each.y, 1), []).append(each)
    return [sorted(found[y], key=lambda each: each.x) for y in sorted(found)]


def shown(data: bytes) -> tuple[Sheet, ...]:
    """The pages of a PDF."""
    return pdfs.read(data).sheets
