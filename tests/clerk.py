"""A clerk at LibreOffice: opens a workbook, types into cells, saves; by a headless macro."""

import subprocess
from collections.abc import Mapping
from pathlib import Path
from xml.sax.saxutils import escape

import pytest

from bulletin.publishing.pdf.libreoffice import soffice

Typed = Mapping[tuple[str, str], str]
_MODULE = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script"
 script:name="Module1" script:language="StarBasic">
Sub Main
 Dim hidden(0) As New com.sun.star.beans.PropertyValue
 hidden(0).Name = "Hidden" : hidden(0).Value = True
 book = StarDesktop.loadComponentFromURL("{source}", "_blank", 0, hidden())
{lines}
 Dim kind(0) As New com.sun.star.beans.PropertyValue
 kind(0).Name = "FilterName" : kind(0).Value = "Calc MS Excel 2007 XML"
 book.storeToURL("{target}", kind())
 book.close(True)
End Sub
</script:module>
"""
_LINE = ' book.Sheets.getByName("{}").getCellRangeByName("{}").FormulaLocal = "{}"'


class Clerk:
    """LibreOffice with a profile of its own; skips the test where it is missing."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._profile = folder / "profile"

    def open_and_save(self, path: Path) -> Path:
        """The workbook saved again under another folder, nothing typed."""
        out = self._folder / "saved"
        self._run("--convert-to", "xlsx", "--outdir", str(out), str(path))
        return out / path.name

    def type(self, path: Path, typed: Typed) -> Path:
        """The workbook with contents typed into cells, as in LibreOffice's own input."""
        # The first run lays down the profile, into which the macro goes.
        self.open_and_save(path)
        target = self._folder / "typed" / path.name
        target.parent.mkdir(exist_ok=True)
        lines = "\n".join(
            _LINE.format(sheet, cell, text.replace('"', '""'))
            for (sheet, cell), text in typed.items()
        )
        module = self._profile / "user" / "basic" / "Standard" / "Module1.xba"
        macro = _MODULE.format(
            source=path.as_uri(), target=target.as_uri(), lines=escape(lines)
        )
        module.write_text(macro, encoding="utf-8")
        self._run("--norestore", "macro:///Standard.Module1.Main")
        return target

    def _run(self, *arguments: str) -> None:
        if not soffice():
            pytest.skip("soffice is not installed")
        profile = f"-env:UserInstallation={self._profile.as_uri()}"
        ran = subprocess.run(
            [soffice(), profile, "--headless", *arguments],
            check=True,
            capture_output=True,
            timeout=180,
        )
        if b"could not be loaded" in ran.stderr:
            pytest.skip("soffice is installed without Calc")
