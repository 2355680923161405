"""Sheets that were read as a whole, as a source."""

from collections.abc import Mapping

from bulletin.intake.grid import Cell, Sheet


class Tables:
    """The tables of a text or a web page: no formulas, only what they show."""

    def __init__(self, tables: Mapping[str, Sheet]) -> None:
        self._tables = tables

    @property
    def sheets(self) -> tuple[str, ...]:
        """The names of the tables, in order."""
        return tuple(self._tables)

    def is_blank(self, name: str) -> bool:
        """Whether a table holds nothing."""
        return not self._tables[name].rows

    def sheet(self, name: str) -> Sheet:
        """A table."""
        return self._tables[name]

    def saved(self, cell: Cell) -> Cell:
        """The cell, which is its own result."""
        return cell
