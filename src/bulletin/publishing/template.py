"""The Word template as lines of text and tags, as docxtpl will see them."""

import hashlib
import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from lxml.etree import LxmlError
from lxml.etree import _Element as Element

from bulletin.model.place import Place
from bulletin.model.problem import BulletinError
from bulletin.pages import docx

BODY = "word/document.xml"
_RENDERED = re.compile(r"word/(?:document|header\d*|footer\d*)\.xml")
_XML = re.compile(r"word/.*\.xml")
CONTROL = re.compile(r"\{%(p|tr)\s(.*?)%\}")
_REVISIONS = tuple(f"{docx.W}{tag}" for tag in ("ins", "del", "moveFrom", "moveTo"))
_SECTION = f"{docx.W}pPr/{docx.SECTION}"
_QUOTED = 40


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph, or a table row that holds a {%tr %} tag (docxtpl replaces both).

    `number` counts paragraphs as a clerk does, from 1 and without those in tables.
    `control` is p or tr where docxtpl deletes the whole line but for its tag.
    """

    number: int | None
    text: str
    style: str = ""
    control: str = ""
    ends_section: bool = False
    is_revised: bool = False

    @property
    def quotation(self) -> str:
        """The line's text, shortened."""
        return self.text if len(self.text) <= _QUOTED else self.text[:_QUOTED] + "…"


@dataclass(frozen=True, slots=True)
class Template:
    """A template file: its bytes, the lines of each part that is rendered, the rest."""

    name: str
    data: bytes
    parts: dict[str, tuple[Line, ...]]
    others: dict[str, bytes]
    title: str

    @property
    def sha256(self) -> str:
        """The digest of the file."""
        return hashlib.sha256(self.data).hexdigest()

    def place(self, part: str, line: Line) -> Place:
        """Where a line stands, as a clerk finds it."""
        names = {"d": "正文", "h": "页眉", "f": "页脚"}
        sheet = names[part.removeprefix("word/")[0]]
        where = "表格内" if line.number is None else f"第{line.number}段"
        return Place(self.name, sheet, where)


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
    except (zipfile.BadZipFile, KeyError, LxmlError, IndexError):
        raise BulletinError(
            f"模板 {path.name} 不是有效的 .docx 文件。请用 Word 或 WPS 另存为 .docx",
        ) from None


def _read(name: str, data: bytes) -> Template:
    parts: dict[str, tuple[Line, ...]] = {}
    others: dict[str, bytes] = {}
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        for part in package.namelist():
            if _RENDERED.fullmatch(part):
                parts[part] = tuple(_lines(docx.parse(package.read(part))))
            elif _XML.fullmatch(part):
                others[part] = package.read(part)
    titles = _style_ids(others["word/styles.xml"], "公文标题")
    title = next((x.text for x in parts[BODY] if x.style in titles), "")
    return Template(name, data, parts, others, title)


def _style_ids(styles: bytes, name: str) -> tuple[str, ...]:
    w = docx.W
    return tuple(
        found.get(f"{w}styleId", "")
        for found in docx.parse(styles).iter(f"{w}style")
        if (label := found.find(f"{w}name")) is not None
        and label.get(f"{w}val") == name
    )


def _lines(root: Element) -> Iterator[Line]:
    outside = (
        p
        for p in docx.paragraphs(root)
        if next(p.iterancestors(docx.TABLE), None) is None
    )
    yield from _walk(root, {each: n for n, each in enumerate(outside, 1)})


def _walk(element: Element, numbers: dict[Element, int]) -> Iterator[Line]:
    for child in element:
        if child.tag == docx.ROW and (row := _control_row(child)):
            yield row
            continue
        if child.tag == docx.PARAGRAPH:
            yield _line(child, numbers.get(child))
        yield from _walk(child, numbers)


def _control_row(row: Element) -> Line | None:
    paragraphs = list(docx.paragraphs(row))
    words = "".join(docx.text(each) for each in paragraphs)
    found = CONTROL.search(words)
    if not found or found[1] != "tr":
        return None
    return Line(None, words, control="tr")


def _line(paragraph: Element, number: int | None) -> Line:
    words = docx.text(paragraph)
    found = CONTROL.search(words)
    return Line(
        number,
        words,
        docx.style(paragraph),
        control=found[1] if found else "",
        ends_section=paragraph.find(_SECTION) is not None,
        is_revised=any(
            next(paragraph.iter(tag), None) is not None for tag in _REVISIONS
        ),
    )
