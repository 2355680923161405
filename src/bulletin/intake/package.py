"""An .xlsx as a package: its sheets' parts by name, and itself with some parts exchanged."""

import io
import posixpath
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

from bulletin.model.place import Place
from bulletin.model.problem import Code, Problem, ProblemsError

_BROKEN = (
    *(zipfile.BadZipFile, zlib.error, OSError, EOFError),
    *(RuntimeError, NotImplementedError, KeyError, ValueError),
)


@dataclass(frozen=True, slots=True)
class Package:
    """The bytes of an .xlsx, and what the file is called in problems."""

    data: bytes
    file: str

    def sheets(self) -> Mapping[str, str]:
        """The part of each worksheet by the sheet's name, in order.

        Raises ProblemsError if the file is no .xlsx.
        """
        book = self._book()
        targets = {rel: target for rel, _, target in self._related(book)}
        listed = (n for n in self.xml(book).iter() if local_name(n) == "sheet")
        named = ((n.get("name", ""), targets.get(_relation(n), "")) for n in listed)
        return {name: part for name, part in named if part}

    def styles(self) -> etree._Element | None:
        """The part that holds number formats and cell styles; None without one."""
        for _, kind, target in self._related(self._book()):
            if kind.endswith("/styles") and target:
                return self.xml(target)
        return None

    def xml(self, part: str) -> etree._Element:
        """A part, parsed; nothing outside the file is ever fetched."""
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, remove_pis=True
        )
        try:
            return etree.fromstring(self.part(part), parser)
        except etree.XMLSyntaxError:
            raise self.refused() from None

    def part(self, name: str) -> bytes:
        """The content of a part."""
        try:
            with self._open() as package:
                return package.read(name)
        except _BROKEN:
            raise self.refused() from None

    def exchanged(self, parts: Mapping[str, bytes]) -> bytes:
        """The same file with these parts; all others keep bytes, order and names."""
        buffer = io.BytesIO()
        try:
            with self._open() as old, zipfile.ZipFile(buffer, "w") as new:
                new.comment = old.comment
                for info in old.infolist():
                    found = parts.get(info.filename)
                    new.writestr(info, old.read(info) if found is None else found)
        except _BROKEN:
            raise self.refused() from None
        return buffer.getvalue()

    def names(self) -> tuple[str, ...]:
        """The names of all parts, in order."""
        try:
            with self._open() as package:
                return tuple(package.namelist())
        except _BROKEN:
            raise self.refused() from None

    def refused(self) -> ProblemsError:
        """Why such a file cannot be written into, and what to do."""
        message = "不是完好的 .xlsx 工作簿，不能往里写"
        advice = "请用 Excel 或 WPS 打开，另存为“Excel 工作簿（.xlsx）”后再试"
        place = Place(self.file)
        return ProblemsError((Problem(Code.UNREADABLE, message, advice, place),))

    def _open(self) -> zipfile.ZipFile:
        return zipfile.ZipFile(io.BytesIO(self.data))

    def _book(self) -> str:
        """The part that lists the sheets."""
        for _, kind, target in self._related(""):
            if kind.endswith("/officeDocument") and target:
                return target
        raise self.refused()

    def _related(self, part: str) -> Iterator[tuple[str, str, str]]:
        """Id, kind and existing target of each relationship of a part."""
        folder, name = posixpath.split(part)
        known = {each.lower(): each for each in self.names()}
        path = known.get(posixpath.join(folder, "_rels", f"{name}.rels").lower())
        if path is None:
            raise self.refused()
        for node in self.xml(path):
            target = posixpath.normpath(
                posixpath.join("/", folder, node.get("Target", ""))
            )
            found = known.get(target.lstrip("/").lower(), "")
            yield node.get("Id", ""), node.get("Type", ""), found


def local_name(node: etree._Element) -> str:
    """The name of a tag in whatever namespace; empty of a comment."""
    return etree.QName(node).localname if isinstance(node.tag, str) else ""


def _relation(node: etree._Element) -> str:
    """Its r:id, in the namespace of either edition of the standard."""
    named = (v for k, v in node.attrib.items() if str(k).endswith("}id"))
    return str(next(named, ""))
