"""Other programs on what we make: LibreOffice opens and prints it, an auditor reads it."""

import shutil
import subprocess
from pathlib import Path

import pytest
from openxml_audit import OpenXmlValidator

from bulletin.model.problem import Stage
from tests.sample import Sample


def test_libreoffice_opens_the_bulletin_and_prints_every_paragraph(
    sample: Sample, tmp_path: Path
) -> None:
    for program in ("soffice", "pdftotext"):
        if shutil.which(program) is None:
            pytest.skip(f"{program} is not installed")
    result = sample.make()
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir"]
    subprocess.run(
        [*command, str(tmp_path), str(result.made.docx)],
        check=True,
        capture_output=True,
    )
    pdf = tmp_path / f"{result.made.docx.stem}.pdf"
    printed = subprocess.run(
        ["pdftotext", str(pdf), "-"], check=True, capture_output=True
    )
    text = "".join(printed.stdout.decode().split())
    # A paragraph may be broken by a page number, so its sentences are looked for.
    for paragraph in result.page:
        for sentence in paragraph.split("。"):
            first_line = "".join(sentence.split())[:12]
            assert first_line in text


@pytest.mark.parametrize("stage", [Stage.DRAFT, Stage.REVIEW])
def test_an_auditor_of_the_format_finds_nothing(sample: Sample, stage: Stage) -> None:
    if stage is Stage.DRAFT:
        sample.set("发明专利授权量", "本期", {"全市": None, "滕州市": None})
        sample.sheet("文字").delete_rows(2, 20)
        sample.sheet("名单").delete_rows(2, 20)
    made = sample.make(stage).made
    assert OpenXmlValidator().validate(str(made.docx)).errors == []
