"""A workbook's cells with their places, without judgement; the only openpyxl reader."""

import datetime
import hashlib
import io
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import openpyxl
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException

from bulletin.model.place import Place
from bulletin.model.problem import BulletinError

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell as RawCell
    from openpyxl.workbook.workbook import Workbook as Book

Content = str | int | float | bool | datetime.datetime | datetime.date | datetime.time

# A stray cell at XFD200001 must not make us walk four thousand million cells.
_ROWS = 2000
_COLUMNS = 120


class CellKind(Enum):
    """What is wrong with a cell before anyone looks at its value."""

    ORDINARY = "普通"
    ERROR = "错误值"
    UNSAVED = "公式无结果"


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell that is not empty: its content as Excel holds it, and its place."""

    content: Content
    place: Place
    kind: CellKind = CellKind.ORDINARY
    is_percent: bool = False


Row = Mapping[int, Cell]


class Workbook:
    """The sheets of a workbook file; a row maps column numbers (from 1) to cells."""

    def __init__(self, name: str, data: bytes) -> None:
        self.name = name
        self._data = data
        self._formulas = _load(name, data, values=False)

    @property
    def sha256(self) -> str:
        """The digest of the file."""
        return hashlib.sha256(self._data).hexdigest()

    @property
    def sheets(self) -> tuple[str, ...]:
        """The names of the sheets, in order."""
        return tuple(self._formulas.sheetnames)

    def rows(self, sheet: str) -> Iterator[tuple[int, Row]]:
        """Each row that is not empty, with its number (from 1)."""
        walk = self._formulas[sheet].iter_rows(max_row=_ROWS, max_col=_COLUMNS)
        for number, cells in enumerate(walk, 1):
            row = {
                column: self._cell(sheet, number, column, cell)
                for column, cell in enumerate(cells, 1)
                if cell.value is not None and cell.value != ""
            }
            if row:
                yield number, row

    def _cell(self, sheet: str, row: int, column: int, cell: "RawCell") -> Cell:
        place = Place(self.name, sheet, f"{get_column_letter(column)}{row}")
        if cell.data_type == "f":
            cell = self._saved[sheet].cell(row, column)
            if cell.value is None:
                return Cell("", place, CellKind.UNSAVED)
        kind = CellKind.ERROR if cell.data_type == "e" else CellKind.ORDINARY
        return Cell(cell.value, place, kind, "%" in (cell.number_format or ""))

    @cached_property
    def _saved(self) -> "Book":
        """The book again, with the saved results of its formulas."""
        return _load(self.name, self._data, values=True)


def read(path: Path) -> Workbook:
    """The workbook at `path`.

    Raises BulletinError, saying what the file is, if it is no readable .xlsx.
    """
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        raise BulletinError(f"没有找到文件：{path}。请核对文件名和所在文件夹") from None
    except IsADirectoryError:
        raise BulletinError(f"{path} 是文件夹。请指定其中的工作簿文件") from None
    except PermissionError:
        raise BulletinError(
            f"{path.name} 打不开：可能正在 Word/WPS/Excel 中打开，请关闭后重试",
        ) from None
    return Workbook(path.name, data)


def _load(name: str, data: bytes, *, values: bool) -> "Book":
    _refuse_other_kinds(name, data)
    try:
        return openpyxl.load_workbook(io.BytesIO(data), data_only=values)
    except (zipfile.BadZipFile, InvalidFileException, KeyError, ValueError, EOFError):
        raise BulletinError(
            f"{name} 已损坏，无法读取。请用 Excel 或 WPS 打开后另存为 .xlsx 再试",
        ) from None
    except (TypeError, AttributeError, IndexError, SyntaxError, OSError):
        raise BulletinError(
            f"{name} 的内部结构不完整。请用 Excel 或 WPS 打开后另存为 .xlsx 再试",
        ) from None


def _refuse_other_kinds(name: str, data: bytes) -> None:
    if data.startswith(b"PK"):
        return
    kinds = (
        (b"", "是空文件", data == b""),
        (
            b"\xd0\xcf\x11\xe0",
            "是旧版 .xls 文件或设有打开密码",
            data.startswith(b"\xd0\xcf\x11\xe0"),
        ),
        (b"<", "其实是网页文件", data.lstrip()[:1] == b"<"),
    )
    what = next((words for _, words, matches in kinds if matches), "不是 Excel 工作簿")
    advice = "请用 Excel 或 WPS 打开，取消密码，另存为“Excel 工作簿（.xlsx）”后再试"
    raise BulletinError(f"{name} {what}。{advice}")
