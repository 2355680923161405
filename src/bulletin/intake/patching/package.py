"""An .xlsx as a package: its sheets' parts by name, and itself with some parts exchanged."""

import io
import posixpath
import shutil
import zipfile
from collections.abc import Iterator, Mapping

from lxml import etree

from bulletin.intake.readers.package import weighed
from bulletin.intake.readers.refusing import refusal, refusing
from bulletin.model.problem import ProblemsError

_LARGEST = 500_000_000
_CHUNK = 1 << 20
_ZIP = b"PK\x03\x04"
_BOOK = "xl/workbook.xml"
_ADVICE = "请用 Excel 或 WPS 打开，另存为“Excel 工作簿（.xlsx）”后再试"


class Package:
    """The parts of an .xlsx, called `file` in problems.

    Raises ProblemsError if the file is none, here or where it turns out to be damaged.
    """

    def __init__(self, data: bytes, file: str) -> None:
        self.file = file
        if not data.startswith(_ZIP):
            raise self.refused("不是 .xlsx 工作簿，不能往里写")
        self._package = weighed(file, data)
        if self.size > _LARGEST:
            raise self.refused("里面的图片等内容太大，不能往里写")

    @property
    def size(self) -> int:
        """How many bytes all parts are once unpacked."""
        return sum(info.file_size for info in self._package.infolist())

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all parts, in order."""
        return tuple(self._package.namelist())

    def sheets(self) -> Mapping[str, str]:
        """The part of each worksheet by the sheet's name, in order."""
        targets = {rel: target for rel, _, target in self._related()}
        listed = (n for n in self._xml(_BOOK).iter() if local_name(n) == "sheet")
        named = ((n.get("name", ""), targets.get(_relation(n), "")) for n in listed)
        return {name: part for name, part in named if part}

    def styles(self) -> etree._Element | None:
        """The part that holds number formats and cell styles; None without one."""
        related = (target for _, kind, target in self._related() if _is_styles(kind))
        found = next(related, "")
        return self._xml(found) if found else None

    def part(self, name: str) -> bytes:
        """The content of a part."""
        with refusing(self.file):
            return self._package.read(name)

    def exchanged(self, parts: Mapping[str, bytes]) -> bytes:
        """The same file with these parts; all others keep bytes, order and names."""
        buffer = io.BytesIO()
        with refusing(self.file), zipfile.ZipFile(buffer, "w") as new:
            new.comment = self._package.comment
            for info in self._package.infolist():
                same = _as_it_was(info)
                if info.filename in parts:
                    new.writestr(same, parts[info.filename])
                    continue
                with self._package.open(info) as old, new.open(same, "w") as copy:
                    shutil.copyfileobj(old, copy, _CHUNK)
        return buffer.getvalue()

    def refused(
        self, message: str = "内部结构不寻常，或格子太多，不能往里写"
    ) -> ProblemsError:
        """Why such a file cannot be written into, and what to do."""
        return refusal(self.file, message, _ADVICE)

    def _xml(self, part: str) -> etree._Element:
        """A part, parsed; nothing outside the file is ever fetched."""
        parser = etree.XMLParser(resolve_entities=False, no_network=True)
        try:
            return etree.fromstring(self.part(part), parser)
        except etree.XMLSyntaxError:
            raise self.refused() from None

    def _related(self) -> Iterator[tuple[str, str, str]]:
        """Id, kind and existing target of each relationship of the workbook."""
        known = {each.lower(): each for each in self.names}
        path = known.get("xl/_rels/workbook.xml.rels")
        for node in self._xml(path) if path else ():
            target = posixpath.join("/xl", node.get("Target", ""))
            found = known.get(posixpath.normpath(target).lstrip("/").lower(), "")
            yield node.get("Id", ""), node.get("Type", ""), found


def local_name(node: etree._Element) -> str:
    """The name of a tag in whatever namespace; empty of a comment."""
    return etree.QName(node).localname if isinstance(node.tag, str) else ""


def _relation(node: etree._Element) -> str:
    """Its r:id."""
    named = (value for key, value in node.attrib.items() if str(key).endswith("}id"))
    return str(next(named, ""))


def _is_styles(kind: str) -> bool:
    return kind.endswith("/styles")


def _as_it_was(info: zipfile.ZipInfo) -> zipfile.ZipInfo:
    """What is said of a part, for another package: writing changes where it stands."""
    new = zipfile.ZipInfo(info.filename, info.date_time)
    for name in ("compress_type", "comment", "create_system", "external_attr"):
        setattr(new, name, getattr(info, name))
    return new
