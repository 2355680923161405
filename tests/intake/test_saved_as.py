"""The sample month as LibreOffice saves it in other formats: the same figures and words."""

import subprocess
from pathlib import Path

import pytest

from bulletin.handbook import read as handbooks
from bulletin.intake import month as months
from bulletin.intake.workbook import read
from bulletin.model.period import ReportingPeriod
from bulletin.model.problem import Code
from bulletin.publishing.pdf.libreoffice import soffice
from tests.corpus.test_corpus import refusal
from tests.sample import ROOT

WORKBOOK = ROOT / "data" / "2022-07.xlsx"


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The sample month by the format in which LibreOffice saved it."""
    if not soffice():
        pytest.skip("soffice is not installed")
    folder = tmp_path_factory.mktemp("saved")
    profile = f"-env:UserInstallation=file://{folder}/profile"
    found: dict[str, Path] = {}
    for kind in ("xls", "html", "xlsx", "ods"):
        command = [soffice(), profile, "--headless", "--convert-to", kind, "--outdir"]
        subprocess.run(
            [*command, str(folder), str(WORKBOOK)], check=True, capture_output=True
        )
        # Problems and places name the file, so each has the name that the sample has.
        path = folder / f"2022-07.{kind}"
        if not path.exists():
            pytest.skip("soffice is installed without Calc")
        (folder / f"from-{kind}").mkdir()
        found[kind] = path.rename(folder / f"from-{kind}" / WORKBOOK.name)
    return found


@pytest.mark.parametrize("kind", ["xls", "html", "xlsx"])
def test_the_month_is_the_same_in_every_format(
    saved: dict[str, Path], kind: str
) -> None:
    handbook, _ = handbooks.read(ROOT / "data" / "handbook", ReportingPeriod(2022, 7))
    wanted = months.read(read(WORKBOOK), handbook)
    found = months.read(read(saved[kind]), handbook)
    assert wanted.dataset is not None
    assert found.dataset == wanted.dataset
    assert found.problems == wanted.problems


def test_an_opendocument_table_is_refused_by_its_name(saved: dict[str, Path]) -> None:
    handbook, _ = handbooks.read(ROOT / "data" / "handbook", ReportingPeriod(2022, 7))
    [problem] = refusal(saved["ods"], handbook)
    assert problem.code is Code.UNREADABLE
    assert "OpenDocument" in problem.message
