"""The Word template: its bytes, and each of its parts as lines of text and tags."""

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

from lxml.etree import LxmlError

from bulletin.model.place import Place
from bulletin.model.problem import BulletinError
from bulletin.pages import docx, package
from bulletin.publishing import lines
from bulletin.publishing.lines import Line

BODY = "word/document.xml"
_RENDERED = re.compile(r"word/(?:document|header\d*|footer\d*)\.xml")
_XML = re.compile(r"word/.*\.xml")


@dataclass(frozen=True, slots=True)
class Template:
    """A template file: its bytes, the lines of each part that is rendered, the rest.

    `revised` are the parts with a change to a table or page that is not accepted yet,
    `hidden` has by part a tag where nobody sees it, outside of all paragraphs.
    """

    name: str
    data: bytes
    parts: dict[str, tuple[Line, ...]]
    others: dict[str, bytes]
    title: str
    revised: tuple[str, ...] = ()
    hidden: tuple[tuple[str, str], ...] = ()

    @property
    def sha256(self) -> str:
        """The digest of the file."""
        return hashlib.sha256(self.data).hexdigest()

    def place(self, part: str, line: Line | None = None) -> Place:
        """Where a line stands, as a clerk finds it; without one, the whole part."""
        names = {"d": "正文", "h": "页眉", "f": "页脚"}
        sheet = names[part.removeprefix("word/")[0]]
        return Place(self.name, sheet, line.where if line else "")


def read(path: Path) -> Template:
    """The template at `path`.

    Raises BulletinError if there is none or it is no .docx.
    """
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        raise BulletinError(f"没有找到模板：{path}。请从备份恢复") from None
    except PermissionError:
        raise BulletinError(
            f"模板 {path.name} 打不开：可能正在 Word/WPS 中打开，请关闭后重试",
        ) from None
    try:
        return _read(path.name, data)
    except BulletinError as error:
        raise BulletinError(f"模板 {path.name}：{error}") from None
    except (KeyError, LxmlError):
        raise BulletinError(
            f"模板 {path.name} 不是有效的 .docx 文件。请用 Word 或 WPS 另存为 .docx",
        ) from None


def _read(name: str, data: bytes) -> Template:
    found = package.unpack(data).parts
    rendered = {
        part: lines.read(xml)
        for part, xml in found.items()
        if _RENDERED.fullmatch(part)
    }
    parts = {part: each.lines for part, each in rendered.items()}
    others = {
        part: xml
        for part, xml in found.items()
        if _XML.fullmatch(part) and part not in rendered
    }
    titles = _style_ids(others["word/styles.xml"], "公文标题")
    return Template(
        name,
        data,
        parts,
        others,
        next((line.text for line in parts[BODY] if line.style in titles), ""),
        tuple(part for part, each in rendered.items() if each.is_revised),
        tuple((part, each.hidden) for part, each in rendered.items() if each.hidden),
    )


def _style_ids(styles: bytes, name: str) -> tuple[str, ...]:
    w = docx.W
    return tuple(
        found.get(f"{w}styleId", "")
        for found in docx.parse(styles).iter(f"{w}style")
        if (label := found.find(f"{w}name")) is not None
        and label.get(f"{w}val") == name
    )
