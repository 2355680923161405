"""LibreOffice as the second engine: it lays the .docx out itself, with our fonts."""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from xml.sax.saxutils import escape

from bulletin.model.problem import BulletinError
from bulletin.publishing.pdf.fonts import FACES, FOLDER, RARE_FOLDER

# LibreOffice's numbers for the standards that it knows.
_STANDARDS = {"a-1b": 1, "a-2b": 2, "a-3b": 3}
_FILTER = (
    'pdf:writer_pdf_Export:{"SelectPdfVersion":{"type":"long","value":"%d"},'
    '"UseTaggedPDF":{"type":"boolean","value":"true"},'
    '"ExportBookmarks":{"type":"boolean","value":"true"}}'
)
_PLACES = {
    "win32": (
        "C:/Program Files/LibreOffice/program/soffice.com",
        "C:/Program Files (x86)/LibreOffice/program/soffice.com",
    ),
    "darwin": ("/Applications/LibreOffice.app/Contents/MacOS/soffice",),
}
_SECONDS = 180


def soffice() -> str:
    """The program; empty where LibreOffice is not installed."""
    names = (shutil.which(name) for name in ("soffice", "libreoffice"))
    places = (place for place in _PLACES.get(sys.platform, ()) if Path(place).exists())
    return next((found for found in (*names, *places) if found), "")


def pdf(data: bytes, standard: str) -> bytes:
    """The PDF/A of a .docx as LibreOffice sets it, with fonts aliased to ours.

    Raises BulletinError where there is no LibreOffice, or where it makes nothing.
    """
    if standard not in _STANDARDS:
        known = "、".join(_STANDARDS)
        raise BulletinError(f"LibreOffice 只能生成 {known}，不能生成 {standard}")
    program = soffice()
    if not program:
        raise BulletinError(
            "本机没有 LibreOffice，不能用 --engine libreoffice。"
            "请安装 LibreOffice，或者不加这个选项，用自带的方式转换"
        )
    with tempfile.TemporaryDirectory(prefix="bulletin-") as name:
        return _convert(program, data, standard, Path(name))


def _convert(program: str, data: bytes, standard: str, folder: Path) -> bytes:
    source, made = folder / "page.docx", folder / "page.pdf"
    source.write_bytes(data)
    config = folder / "fonts.conf"
    config.write_text(_configuration(folder), encoding="utf-8")
    command = [
        program,
        f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        "--headless",
        "--convert-to",
        _FILTER % _STANDARDS[standard],
        "--outdir",
        str(folder),
        str(source),
    ]
    environment = os.environ | {"FONTCONFIG_FILE": str(config)}
    try:
        subprocess.run(  # noqa: S603 - the program was found, the file is ours
            command, env=environment, capture_output=True, timeout=_SECONDS, check=False
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise BulletinError(f"LibreOffice 没有运行成功：{error}") from error
    if not made.exists():
        raise BulletinError(
            "LibreOffice 没有生成 PDF。请先关闭已打开的 LibreOffice 再试"
        )
    return made.read_bytes()


def _configuration(folder: Path) -> str:
    """Only our fonts, each by the names that Word has for its face."""
    aliases = [
        f"<alias binding='same'><family>{escape(name)}</family>"
        f"<prefer><family>{face.packaged}</family></prefer></alias>"
        for face in FACES
        for name in face.names
    ]
    return (
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>'
        f"<dir>{escape(str(FOLDER))}</dir><dir>{escape(str(RARE_FOLDER))}</dir>"
        f"<cachedir>{escape(str(folder / 'cache'))}</cachedir>"
        f"{''.join(aliases)}"
        "<alias binding='same'><family>Times New Roman</family>"
        "<prefer><family>Liberation Serif</family></prefer></alias></fontconfig>"
    )
