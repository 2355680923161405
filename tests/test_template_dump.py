"""The template's words, tags and styles as text, so that a change of it shows in a diff.

After a change that is meant: python -m tests.test_template_dump
"""

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

from docx import Document
from docx.text.paragraph import Paragraph
from lxml.etree import _Element as Element

from bulletin.pages import docx
from tests.sample import ROOT

TEMPLATE = ROOT / "templates" / "bulletin.docx"
DUMP = Path(__file__).parent / "editions" / "template.txt"
STYLES = (
    "公文标题",
    "主送机关",
    "公文正文",
    "一级标题",
    "附件说明",
    "署名",
    "成文日期",
)


def dump() -> str:
    document = Document(io.BytesIO(TEMPLATE.read_bytes()))
    lines = [*body_lines(document.element.body), "", "样式"]
    for style in document.styles:
        font = getattr(style, "font", None)
        if font is not None and style.element.rPr is not None:
            fonts = style.element.rPr.rFonts
            east = "" if fonts is None else fonts.get(f"{docx.W}eastAsia")
            size = font.size.pt if font.size else ""
            lines.append(f"{style.name}\t{east}\t{size}")
    with zipfile.ZipFile(TEMPLATE) as package:
        lines += ["", "部件", *sorted(package.namelist())]
    return "\n".join(lines) + "\n"


def body_lines(body: Element) -> Iterator[str]:
    for child in body:
        if child.tag == docx.PARAGRAPH:
            yield f"{docx.style(child)}\t{docx.text(child)}"
        for row in child.iter(docx.ROW):
            cells = [
                "".join(map(docx.text, docx.paragraphs(c))) for c in row.iter(docx.CELL)
            ]
            yield "表格行\t" + " ¦ ".join(cells)


def test_the_template_is_the_one_that_was_looked_at() -> None:
    assert dump() == DUMP.read_text(encoding="utf-8")


def test_paragraphs_are_formatted_by_named_styles_alone() -> None:
    document = Document(str(TEMPLATE))
    names = {style.name for style in document.styles}
    assert set(STYLES) <= names
    for paragraph in document.paragraphs:
        assert paragraph.style is not None
        assert paragraph.style.name != "Normal"
        assert_no_direct_formatting(paragraph)
    for table in document.tables:
        for row in table.rows:
            for cell in row.cells:
                for paragraph in cell.paragraphs:
                    assert_no_direct_formatting(paragraph)


def assert_no_direct_formatting(paragraph: Paragraph) -> None:
    properties = paragraph._p.pPr  # noqa: SLF001 - python-docx has no other way in
    assert properties is not None
    kinds = {str(child.tag).rpartition("}")[2] for child in properties}
    assert kinds <= {"pStyle", "sectPr"}, paragraph.text
    for run in paragraph.runs:
        assert run._r.rPr is None, paragraph.text  # noqa: SLF001 - as above


def test_no_paragraph_is_numbered_by_word() -> None:
    with zipfile.ZipFile(TEMPLATE) as package:
        for part in ("word/document.xml", "word/styles.xml"):
            assert b"numPr" not in package.read(part)


if __name__ == "__main__":
    DUMP.write_text(dump(), encoding="utf-8")
