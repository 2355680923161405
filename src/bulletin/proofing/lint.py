"""Lint: a finished document in, what it departs from GB/T 9704 in and good usage out."""

from pathlib import Path

from bulletin.model.problem import BulletinError
from bulletin.model.remark import Remark

_PDF, _ZIP = b"%PDF-", b"PK"
_HEAD = 1024  # bytes in which a PDF may have something before its mark


def lint(path: Path) -> tuple[Remark, ...]:
    """The remarks on a .docx or a PDF, told apart by content; the most binding first.

    Raises BulletinError, where the file is neither or cannot be read.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        message = f"{path.name} 打不开，请检查文件是否存在、有没有权限"
        raise BulletinError(message) from error
    return lint_bytes(data, path.name)


def lint_bytes(data: bytes, name: str) -> tuple[Remark, ...]:
    """The same for a file in memory; `name` is for the message only."""
    # Each reader takes its time to load, and one is enough.
    if _PDF in data[:_HEAD]:
        from bulletin.pages import pdf  # noqa: PLC0415 - slow, as said above
        from bulletin.proofing.printed import document as printed  # noqa: PLC0415 - as above

        return printed.remarks(pdf.read(data))
    if data.startswith(_ZIP):
        from bulletin.pages import layout  # noqa: PLC0415 - slow, as said above
        from bulletin.proofing import document  # noqa: PLC0415 - as above

        return document.remarks(layout.read(data))
    raise BulletinError(f"{name} 不是 .docx，也不是 PDF")
