"""A .docx as its parts and relations; broken, foreign and oversized files are refused."""

import io
import posixpath
import struct
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

from lxml.etree import LxmlError
from lxml.etree import _Element as Element

from bulletin.model.problem import BulletinError
from bulletin.pages import docx

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_COMPOUND = b"\xd0\xcf\x11\xe0"
# What zipfile raises for a damaged archive; for a compression it does not know, the
# NotImplementedError.
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    NotImplementedError,
    EOFError,
    OSError,
    ValueError,
)
_MOST = 200_000_000
_FOREIGN = "请用 Word 或 WPS 打开，另存为 .docx 后重试"


@dataclass(frozen=True, slots=True)
class Package:
    """The parts of a .docx by name, and the name of its main part."""

    parts: dict[str, bytes]
    main: str

    def tree(self, part: str) -> Element | None:
        """A part as XML; None where there is none."""
        data = self.parts.get(part)
        if data is None:
            return None
        try:
            return docx.parse(data)
        except LxmlError:
            raise BulletinError(f"文件里的 {part} 已损坏。{_FOREIGN}") from None

    def relations(self, part: str) -> dict[str, str]:
        """The targets of a part's relations by id; external ones are left out."""
        return {key: target for key, (_, target) in self._relations(part).items()}

    def related(self, part: str, kind: str) -> str:
        """The part that `part` relates to as styles, numbering …; empty for none."""
        wanted = _OFFICE + kind
        pairs = self._relations(part).values()
        return next((target for found, target in pairs if found == wanted), "")

    def _relations(self, part: str) -> dict[str, tuple[str, str]]:
        folder, name = posixpath.split(part)
        root = self.tree(posixpath.join(folder, "_rels", f"{name}.rels"))
        if root is None:
            return {}
        return {
            each.get("Id", ""): (
                each.get("Type", ""),
                _target(folder, each.get("Target", "")),
            )
            for each in root
            if isinstance(each.tag, str) and each.get("TargetMode") != "External"
        }


def read(path: Path) -> bytes:
    """The bytes of a document.

    Raises BulletinError if there is none or another program holds it.
    """
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise BulletinError(f"没有找到文件：{path}") from None
    except IsADirectoryError:
        raise BulletinError(f"{path} 是文件夹，请指定文件") from None
    except PermissionError:
        message = f"{path.name} 打不开：可能正在 Word/WPS 中打开，请关闭后重试"
        raise BulletinError(message) from None


def refusal() -> BulletinError:
    """The refusal of a file that is no Word document."""
    return BulletinError(f"文件不是 Word 文档。{_FOREIGN}")


def unpack(data: bytes) -> Package:
    """The package in `data`.

    Raises BulletinError where it is no .docx that can be read, and says why.
    """
    if data.startswith(_COMPOUND):
        raise BulletinError(f"文件有密码保护，或者是旧版 .doc。请去掉密码，{_FOREIGN}")
    try:
        parts = _parts(data)
    except _BROKEN:
        raise BulletinError(f"文件已损坏，或者不是 .docx。{_FOREIGN}") from None
    main = Package(parts, "").related("", "officeDocument") or "word/document.xml"
    if main not in parts:
        raise refusal()
    if _STRICT in parts[main][:4000]:
        raise BulletinError(f"文件是 Strict Open XML 格式。{_FOREIGN}（不要选 Strict）")
    return Package(parts, main)


def _parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        if sum(info.file_size for info in archive.infolist()) > _MOST:
            raise BulletinError("文件解开后超过200MB，不处理。请删去大图片后重试")
        try:
            return {
                info.filename.lstrip("/"): archive.read(info)
                for info in archive.infolist()
                if info.filename.endswith((".xml", ".rels"))
                or "/media/" in info.filename
            }
        except RuntimeError:  # zipfile's own for an encrypted member
            raise BulletinError("文件里有加密的部分。请去掉密码后重试") from None


def _target(folder: str, target: str) -> str:
    target = unquote(target)
    if target.startswith("/"):
        return target.lstrip("/")
    return posixpath.normpath(posixpath.join(folder, target)).lstrip("/")
