"""The signature never stands on a page without text, wherever on a page the text ends."""

import shutil
import subprocess
from itertools import product
from pathlib import Path

import docx as python_docx
import pypdfium2
import pytest
from docx.document import Document

from bulletin.pages import docx
from bulletin.publishing import ending, styles
from tests.sample import ROOT, SOAK, Sample

LENGTHS = range(1, 16) if SOAK else (1, 2, 7, 15)
STARTS = range(22)
SIGNATURE = ("附件说明", "署名", "代章", "成文日期")


def add_case(document: Document, length: int, start: int) -> None:
    """A closing paragraph of so many lines that begins on that line of a page."""
    for line in range(start + 22):
        paragraph = document.add_paragraph("行", "公文正文")
        paragraph.paragraph_format.page_break_before = line == 0
    document.add_paragraph("结" * (28 * length - 5), "公文结语")
    for style in SIGNATURE:
        document.add_paragraph("署名", style)


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """The pages that LibreOffice makes of all cases."""
    if shutil.which("soffice") is None:
        pytest.skip("soffice is not installed")
    folder = tmp_path_factory.mktemp("endings")
    document = python_docx.Document(str(ROOT / "templates" / "bulletin.docx"))
    body = document.element.body
    portrait = next(body.iter(docx.SECTION))
    for element in list(body):
        body.remove(element)
    body.append(portrait)
    for length, start in product(LENGTHS, STARTS):
        add_case(document, length, start)
    ending.hold(body, styles.read(document.styles.element))
    document.save(str(folder / "endings.docx"))
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir"]
    subprocess.run(
        [*command, str(folder), str(folder / "endings.docx")],
        check=True,
        capture_output=True,
    )
    printed = pypdfium2.PdfDocument(folder / "endings.pdf")
    return [page.get_textpage().get_text_range() for page in printed]


def test_no_page_has_the_signature_alone(pages: list[str]) -> None:
    signed = [page for page in pages if "署名" in page]
    assert len(signed) == len(LENGTHS) * len(STARTS)
    assert [page for page in signed if "结" not in page] == []


def test_the_last_paragraph_is_held_in_whatever_style_it_is(
    own_workspace: Path, tmp_path: Path
) -> None:
    path = str(own_workspace / "templates" / "bulletin.docx")
    document = python_docx.Document(path)
    for paragraph in document.paragraphs:
        if paragraph.style is not None and paragraph.style.name == "公文结语":
            paragraph.style = document.styles["公文正文"]
    document.save(path)
    [found] = held(Sample(own_workspace, tmp_path).make().made.docx)
    assert found.startswith("希望各区")


def test_only_the_last_of_several_closing_paragraphs_is_held(sample: Sample) -> None:
    sheet = sample.sheet("文字")
    sheet.append(["结语", 2, "特此通报。"])
    assert held(sample.make().made.docx) == ["特此通报。"]


def held(path: Path) -> list[str]:
    """The paragraphs that keep with the next by themselves, not by their style."""
    body = docx.body(path.read_bytes())
    mark = f"{docx.W}pPr/{docx.W}keepNext"
    return [
        docx.text(paragraph)
        for paragraph in docx.paragraphs(body)
        if paragraph.find(mark) is not None
    ]
