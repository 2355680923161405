"""The office's own fonts: used where installed and allowed, and never by accident."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from bulletin.model.page import Engine
from bulletin.publishing.pdf.fonts import FOLDER
from bulletin.publishing.pdf.libreoffice import soffice
from tests.publishing.pdf.documents import page_of
from tests.sample import Sample

FAMILY, POSTSCRIPT = "FangSong_GB2312", "FangSong_GB2312"
_FAMILY_NAMES, _POSTSCRIPT_NAME = (1, 4, 16), 6


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home folder in which a font called 仿宋_GB2312 is installed."""
    folder = tmp_path_factory.mktemp("home")
    (folder / ".fonts").mkdir()
    font = TTFont(FOLDER / "FandolFang-Regular.ttf")
    for record in font["name"].names:
        if record.nameID in _FAMILY_NAMES:
            record.string = FAMILY
        elif record.nameID == _POSTSCRIPT_NAME:
            record.string = POSTSCRIPT
    font.save(folder / ".fonts" / "fangsong.ttf")
    return folder


def fonts_used(
    workspace: Path, home: Path, document: Path, engine: Engine
) -> list[str]:
    command = [sys.executable, "-m", "bulletin", "pdf", str(document), "--json"]
    ran = subprocess.run(
        [*command, "--engine", engine.value],
        cwd=workspace,
        env=os.environ | {"HOME": str(home)},
        capture_output=True,
        check=True,
    )
    found: list[str] = json.loads(ran.stdout)["fonts"]
    return found


@pytest.mark.skipif(sys.platform != "linux", reason="HOME/.fonts is Linux's place")
@pytest.mark.parametrize("engine", Engine)
@pytest.mark.parametrize("allowed", [True, False])
def test_an_installed_font_is_used_only_where_the_handbook_allows_it(
    own_workspace: Path, home: Path, *, allowed: bool, engine: Engine
) -> None:
    if engine is Engine.LIBREOFFICE and not soffice():
        pytest.skip("soffice is not installed")
    tmp_path = own_workspace.parent
    document = tmp_path / "page.docx"
    document.write_bytes(page_of(Sample(own_workspace, tmp_path)))
    catalogue = own_workspace / "data" / "handbook" / "catalogue.toml"
    text = catalogue.read_text(encoding="utf-8")
    text = text.replace("own_fonts = false", f"own_fonts = {str(allowed).lower()}")
    catalogue.write_text(text, encoding="utf-8")
    used = fonts_used(own_workspace, home, document, engine)
    assert (POSTSCRIPT in used) is allowed
    assert ("FandolFang-Regular" in used) is not allowed
    assert "FandolHei-Regular" in used


def test_every_font_of_the_package_has_its_licence_beside_it() -> None:
    families = {path.stem.split("-")[0] for path in FOLDER.glob("*.ttf")}
    assert families == {
        *("FandolFang", "FandolKai", "FandolHei", "FandolSong", "LiberationSerif")
    }
    assert "GNU GENERAL PUBLIC LICENSE" in (FOLDER / "Fandol-COPYING.txt").read_text()
    assert "GPL font exception" in (FOLDER / "Fandol-README.txt").read_text()
    assert "SIL-OFL-1.1" in (FOLDER / "Liberation-COPYING.txt").read_text()
