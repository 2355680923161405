"""Lint of a PDF: what is measured on the pages that LibreOffice prints."""

import shutil
import subprocess
from pathlib import Path

import docx
import pytest

from bulletin.model.problem import BulletinError
from bulletin.model.remark import Strength
from bulletin.proofing.lint import lint, lint_bytes
from tests.proofing.faults import PRINTED, Fault
from tests.proofing.samples import full_sample
from tests.sample import Sample

GOOD, FULL = "good", "full"


@pytest.fixture(scope="module")
def printed(workspace: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a PDF of the good documents and of each fault, by one call."""
    if shutil.which("soffice") is None:
        pytest.skip("soffice is not installed")
    folder = tmp_path_factory.mktemp("printed")
    good = Sample(workspace, tmp_path_factory.mktemp("month")).make().made.docx
    full = full_sample(workspace, tmp_path_factory.mktemp("whole")).make().made.docx
    shutil.copy(good, folder / f"{GOOD}.docx")
    shutil.copy(full, folder / f"{FULL}.docx")
    for number, fault in enumerate(PRINTED):
        document = docx.Document(str(good))
        fault.plant(document)
        document.save(str(folder / f"{number}.docx"))
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir"]
    files = sorted(str(path) for path in folder.glob("*.docx"))
    done = subprocess.run(
        [*command, str(folder), *files], capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return folder


def codes(path: Path) -> set[str]:
    return {remark.code for remark in lint(path)}


@pytest.mark.parametrize("name", [GOOD, FULL])
def test_our_own_bulletin_as_printed_has_nothing_binding(
    name: str, printed: Path
) -> None:
    found = lint(printed / f"{name}.pdf")
    assert not {r for r in found if r.strength is not Strength.HINT}


@pytest.mark.parametrize(
    ("number", "fault"),
    list(enumerate(PRINTED)),
    ids=[f"{fault.code}-{fault.name}" for fault in PRINTED],
)
def test_a_fault_as_printed_brings_its_code_and_no_other(
    number: int, fault: Fault, printed: Path
) -> None:
    found = codes(printed / f"{number}.pdf") - codes(printed / f"{GOOD}.pdf")
    assert found == {fault.code}


def test_a_font_that_is_not_embedded_is_a_hint() -> None:
    page = "/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>"
    text = "BT /F 14 Tf 80 700 Td (abc) Tj ET"
    objects = (
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        f"<</Type/Page/Parent 2 0 R{page}>>",
        f"<</Length {len(text)}>>stream\n{text}\nendstream",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    )
    body = "".join(f"{n} 0 obj{each}endobj\n" for n, each in enumerate(objects, 1))
    # PDFium finds the objects again where there is no table of them.
    data = f"%PDF-1.4\n{body}trailer<</Size 6/Root 1 0 R>>\n%%EOF\n".encode()
    found = {(r.code, r.found) for r in lint_bytes(data, "a.pdf")}
    assert ("font-embedded", "Helvetica没有嵌入") in found


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7 and no more", b"PK\x03\x04", b"text"])
def test_what_is_no_document_is_refused_in_chinese(data: bytes) -> None:
    with pytest.raises(BulletinError, match=r"[\u4e00-\u9fff]"):
        lint_bytes(data, "文件")
