"""The sample month as tests use it: a workspace of its own, and a workbook to change."""

import os
import shutil
from collections.abc import Callable, Generator
from pathlib import Path

import pytest

from bulletin.publishing.pdf import fontconfig
from tests.sample import ROOT, Sample


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--no-skips", action="store_true", help="a skipped test fails")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item,
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """On CI every program is there, so a skip is a hole in the tests."""
    report = yield
    if report.skipped and item.config.getoption("--no-skips"):
        report.outcome = "failed"
    return report


@pytest.fixture(scope="session", autouse=True)
def fonts(tmp_path_factory: pytest.TempPathFactory) -> None:
    """LibreOffice finds our fonts by Word's names, and none of the machine's."""
    folder = tmp_path_factory.mktemp("fonts")
    path = folder / "fonts.conf"
    path.write_text(fontconfig.configuration(folder), encoding="utf-8")
    os.environ["FONTCONFIG_FILE"] = str(path)


@pytest.fixture(scope="session")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the repository's workspace that no test changes."""
    return copy_workspace(tmp_path_factory.mktemp("workspace"))


@pytest.fixture
def own_workspace(tmp_path: Path) -> Path:
    """A copy that the test may change."""
    return copy_workspace(tmp_path / "workspace")


@pytest.fixture
def sample(workspace: Path, tmp_path: Path) -> Sample:
    """The sample month, to be changed and made."""
    return Sample(workspace, tmp_path)


@pytest.fixture
def sample_of(tmp_path: Path) -> Callable[[Path], Sample]:
    """The sample month in another workspace."""
    return lambda workspace: Sample(workspace, tmp_path)


def copy_workspace(target: Path) -> Path:
    """Copy what makes a workspace."""
    shutil.copytree(ROOT / "data", target / "data")
    shutil.copytree(ROOT / "templates", target / "templates")
    return target
