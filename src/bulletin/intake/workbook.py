"""A workbook's cells with their places, without judgement: the one way to read a file."""

import hashlib
from pathlib import Path

from bulletin.intake.grid import Cell, CellKind, Content, Layout, Row, Sheet
from bulletin.intake.readers.opening import opened
from bulletin.intake.readers.refusing import refusal

__all__ = ["Cell", "CellKind", "Content", "Row", "Workbook", "read"]
_LOCKS = ("~${}", ".~{}", ".~lock.{}#")
_LARGEST = 100_000_000


class Workbook:
    """The sheets of a file; a row maps column numbers (from 1) to cells.

    `data` is the file itself, `lock` the name of the file beside it that says another
    program has it open. A file that is no table refuses with ProblemsError, in
    which it says what it is; so does a sheet that is damaged, once it is looked at.
    """

    def __init__(self, name: str, data: bytes, lock: str = "") -> None:
        self.name = name
        self.data = data
        self.lock = lock
        self._source = opened(name, data)
        self._sheets: dict[str, Sheet] = {}

    @property
    def sha256(self) -> str:
        """The digest of the file."""
        return hashlib.sha256(self.data).hexdigest()

    @property
    def sheets(self) -> tuple[str, ...]:
        """The names of the sheets with cells, in order."""
        return self._source.sheets

    def is_blank(self, sheet: str) -> bool:
        """Whether a sheet holds nothing."""
        return self._source.is_blank(sheet)

    def rows(self, sheet: str) -> list[tuple[int, Row]]:
        """Each row that is not empty, with its number (from 1)."""
        return list(self._sheet(sheet).rows)

    def layout(self, sheet: str) -> Layout:
        """What the sheet merges, hides, and holds too far away to be read."""
        return self._sheet(sheet).layout

    def saved(self, cell: Cell) -> Cell:
        """The cell; a formula as its saved result, UNSAVED where it has none."""
        return self._source.saved(cell)

    def _sheet(self, name: str) -> Sheet:
        if name not in self._sheets:
            self._sheets[name] = self._source.sheet(name)
        return self._sheets[name]


def read(path: Path) -> Workbook:
    """The workbook at `path`: .xlsx, .xls, .et, .csv, .txt, or a web page's tables.

    Raises ProblemsError, saying what the file is and what to do, if it is none of them.
    """
    try:
        if path.stat().st_size > _LARGEST:
            raise refusal(path.name, "太大了，不是正常的工作簿", "请核对选的文件")
        data = path.read_bytes()
    except PermissionError:
        advice = "文件可能正在 Word/WPS/Excel 中打开，请关闭后重试"
        raise refusal(path.name, "打不开", advice) from None
    except OSError:
        advice = "请核对文件名和所在文件夹，再试一次"
        raise refusal(path.name, "读不出来", advice) from None
    return Workbook(path.name, data, _lock(path))


def _lock(path: Path) -> str:
    """The file by which Excel, WPS or LibreOffice says that it has this one open."""
    names = (lock.format(path.name) for lock in _LOCKS)
    return next((name for name in names if path.with_name(name).exists()), "")
