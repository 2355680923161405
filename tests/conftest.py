"""The sample month as tests use it: a workspace of its own, and a workbook to change."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.sample import ROOT, Sample


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
