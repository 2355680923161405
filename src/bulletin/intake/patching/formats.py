"""Number formats of a workbook's cell styles, as far as they change what a number means."""

from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format

from bulletin.intake.patching.markup import number
from bulletin.intake.patching.package import Package, local_name
from bulletin.intake.readers.formats import is_percent, is_scaled

# Dates of the East Asian editions of Excel, which openpyxl does not list.
_EAST_ASIAN_DATES = frozenset((*range(27, 37), *range(50, 59)))


class Formats:
    """The number formats of a workbook by the number of a cell's style."""

    def __init__(self, package: Package) -> None:
        own: dict[int, str] = {}
        self._formats: list[int] = []
        styles = package.styles()
        for node in styles.iter() if styles is not None else ():
            parent = node.getparent()
            inside = local_name(parent) if parent is not None else ""
            if local_name(node) == "numFmt" and inside == "numFmts":
                own[number(node.get("numFmtId"))] = node.get("formatCode", "")
            elif local_name(node) == "xf" and inside == "cellXfs":
                self._formats.append(number(node.get("numFmtId")))
        self._codes = BUILTIN_FORMATS | own

    def is_percent(self, style: int) -> bool:
        """Whether such a cell shows 0.5 as 50%."""
        return is_percent(self._code(style))

    def is_scaled(self, style: int) -> bool:
        """Whether such a cell shows a number in thousands or millions."""
        return is_scaled(self._code(style))

    def is_date(self, style: int) -> bool:
        """Whether such a cell shows a number as a day or a time."""
        return self._format(style) in _EAST_ASIAN_DATES or bool(
            is_date_format(self._code(style))
        )

    def _code(self, style: int) -> str:
        return self._codes.get(self._format(style), "General")

    def _format(self, style: int) -> int:
        return self._formats[style] if style < len(self._formats) else 0
