"""LibreOffice as the second engine: it lays the .docx out itself, with our fonts."""

import io
import os
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

from bulletin.model.problem import BulletinError
from bulletin.publishing.pdf import fontconfig
from bulletin.publishing.pdf.fonts import FACES, has_own_title_font

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
_TEXTS = ("word/document.xml", "word/styles.xml")
_CLOSER = re.compile(rb'<w:spacing w:val="-(\d+)"/>')
_SETTINGS = re.compile(rb"(<w:settings\b[^>]*>)")
_SIZE = 320  # 16 pt
_WORDS = "|".join(word for face in FACES if face.is_bold for word in face.words)
_BOLD = re.compile(rf"(<w:rFonts\b[^>]*(?:{_WORDS})[^>]*/>)".encode(), re.IGNORECASE)


def soffice() -> str:
    """The program; empty where LibreOffice is not installed."""
    names = (shutil.which(name) for name in ("soffice", "libreoffice"))
    places = (place for place in _PLACES.get(sys.platform, ()) if Path(place).exists())
    return next((found for found in (*names, *places) if found), "")


def pdf(data: bytes, standard: str, *, own_fonts: bool = False) -> bytes:
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
        folder = Path(name)
        text = eased(data, emboldens=not (own_fonts and has_own_title_font()))
        (folder / "page.docx").write_bytes(text)
        rules = fontconfig.configuration(folder, own_fonts=own_fonts)
        (folder / "fonts.conf").write_text(rules, encoding="utf-8")
        return _convert(program, standard, folder)


def _convert(program: str, standard: str, folder: Path) -> bytes:
    source, made = folder / "page.docx", folder / "page.pdf"
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
    environment = os.environ | {"FONTCONFIG_FILE": str(folder / "fonts.conf")}
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


def eased(data: bytes, *, emboldens: bool = True) -> bytes:
    """The .docx without what LibreOffice prints wrongly.

    Where characters are set closer and lines justified, LibreOffice 7.4 drops the comma
    at the end of a line: narrower characters come to the same. Deletions are printed
    struck through unless the document says that revisions are not shown. A face that
    is drawn bold needs the bold font of ours that stands for it (`emboldens`).
    """
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as package,
        zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as made,
    ):
        for info in package.infolist():
            part = package.read(info)
            if info.filename in _TEXTS:
                part = _CLOSER.sub(_narrower, part)
                part = _BOLD.sub(rb"\1<w:b/>", part) if emboldens else part
            elif info.filename == "word/settings.xml":
                part = _SETTINGS.sub(
                    rb'\1<w:revisionView w:insDel="0"/>', part, count=1
                )
            made.writestr(info.filename, part)
    return buffer.getvalue()


def _narrower(spacing: re.Match[bytes]) -> bytes:
    """Closer by some twips as narrower by some percent, for type of 16 pt."""
    percent = 100 - -(-int(spacing[1]) * 100 // _SIZE)
    return b'<w:w w:val="%d"/>' % max(percent, 50)
