"""A workbook's cells with their places, without judgement; the only openpyxl reader."""

import datetime
import hashlib
import io
import warnings
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from enum import Enum
from functools import cached_property, partial
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

import openpyxl
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException

from bulletin.model.place import Place
from bulletin.model.problem import Code, Problem, ProblemsError

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell as WrittenCell
    from openpyxl.cell.cell import MergedCell
    from openpyxl.cell.read_only import EmptyCell, ReadOnlyCell

    RawCell = WrittenCell | MergedCell | EmptyCell | ReadOnlyCell
    from openpyxl.workbook.workbook import Workbook as Book

Content = str | int | float | bool | datetime.datetime | datetime.date | datetime.time

_SAVE_AS = "请用 Excel 或 WPS 打开，取消密码，另存为“Excel 工作簿（.xlsx）”后再试"
# What openpyxl was seen to raise on damaged files.
_BROKEN = (
    *(zipfile.BadZipFile, InvalidFileException, OSError, EOFError, SyntaxError),
    *(
        zlib.error,
        RuntimeError,
        KeyError,
        ValueError,
        TypeError,
        AttributeError,
        IndexError,
    ),
)
# A stray cell at XFD200001 must not make us walk four thousand million cells.
_ROWS = 2000
_COLUMNS = 120


class CellKind(Enum):
    """What a cell is before anyone looks at its value."""

    ORDINARY = "普通"
    FORMULA = "公式"
    ERROR = "错误值"
    UNSAVED = "公式无结果"


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell that is not empty: its content as Excel holds it, and its place.

    A FORMULA holds its text until `Workbook.saved` exchanges it for its result.
    """

    content: Content
    place: Place
    kind: CellKind = CellKind.ORDINARY
    is_percent: bool = False


Row = Mapping[int, Cell]


class Workbook:
    """The sheets of a workbook file; a row maps column numbers (from 1) to cells."""

    def __init__(self, name: str, data: bytes, *, values: bool = False) -> None:
        self.name = name
        self._data = data
        self._book = _load(name, data, values=values)

    @property
    def sha256(self) -> str:
        """The digest of the file."""
        return hashlib.sha256(self._data).hexdigest()

    @property
    def sheets(self) -> tuple[str, ...]:
        """The names of the sheets with cells, in order."""
        return tuple(sheet.title for sheet in self._book.worksheets)

    def rows(self, sheet: str) -> list[tuple[int, Row]]:
        """Each row that is not empty, with its number (from 1).

        A sheet is only read as it is walked, so damage may show here as well.
        """
        try:
            with _no_warnings():
                return list(self._filled_rows(sheet))
        except _BROKEN:
            message = f"“{sheet}”表已损坏"
            raise _refusal(self.name, message, _SAVE_AS) from None

    def _filled_rows(self, sheet: str) -> Iterator[tuple[int, Row]]:
        for number, cells in enumerate(_rows(self._book, sheet), 1):
            place = partial(_place, self.name, sheet, number)
            filled = {
                column: _cell(cell, place(column))
                for column, cell in enumerate(cells[:_COLUMNS], 1)
                if cell.value is not None and cell.value != ""
            }
            if filled:
                yield number, filled

    def saved(self, cell: Cell) -> Cell:
        """The cell; a formula as its saved result, UNSAVED where it has none."""
        if cell.kind is not CellKind.FORMULA:
            return cell
        where = (cell.place.sheet, cell.place.cell)
        return self._saved.get(where, Cell("", cell.place, CellKind.UNSAVED))

    @cached_property
    def _saved(self) -> dict[tuple[str, str], Cell]:
        """The cells once more, with results in place of formulas."""
        again = Workbook(self.name, self._data, values=True)
        return {
            (sheet, cell.place.cell): cell
            for sheet in again.sheets
            for _, row in again.rows(sheet)
            for cell in row.values()
        }


def _rows(book: "Book", sheet: str) -> Iterator[tuple["RawCell", ...]]:
    found = book[sheet]
    # Other programs write a <dimension> that is too small; openpyxl would believe it.
    found.reset_dimensions()
    return islice(found.iter_rows(), _ROWS)


def _place(file: str, sheet: str, row: int, column: int) -> Place:
    return Place(file, sheet, f"{get_column_letter(column)}{row}")


def _cell(cell: "RawCell", place: Place) -> Cell:
    kinds = {"f": CellKind.FORMULA, "e": CellKind.ERROR}
    kind = kinds.get(cell.data_type, CellKind.ORDINARY)
    content = cell.value if isinstance(cell.value, Content) else str(cell.value)
    return Cell(content, place, kind, "%" in (cell.number_format or ""))


def read(path: Path) -> Workbook:
    """The workbook at `path`.

    Raises ProblemsError, saying what the file is, if it is no readable .xlsx.
    """
    try:
        data = path.read_bytes()
    except PermissionError:
        raise _refusal(
            path.name,
            "打不开",
            "文件可能正在 Word/WPS/Excel 中打开，请关闭后重试",
        ) from None
    except OSError:
        advice = "请核对文件名和所在文件夹，再试一次"
        raise _refusal(path.name, "读不出来", advice) from None
    return Workbook(path.name, data)


def _load(name: str, data: bytes, *, values: bool) -> "Book":
    if not data.startswith(b"PK"):
        raise _refusal(name, _kind(data), _SAVE_AS)
    try:
        with _no_warnings():
            return openpyxl.load_workbook(
                io.BytesIO(data),
                read_only=True,
                data_only=values,
            )
    except _BROKEN:
        raise _refusal(name, "文件已损坏，或内部结构不完整", _SAVE_AS) from None


@contextmanager
def _no_warnings() -> Iterator[None]:
    """Openpyxl warns, in English, of what it does not keep; we keep none of it."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


def _kind(data: bytes) -> str:
    """What a file that is no .xlsx probably is."""
    if not data:
        return "是空文件"
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        return "是旧版 .xls 文件，或设有打开密码"
    return "其实是网页文件" if data.lstrip()[:1] == b"<" else "不是 Excel 工作簿"


def _refusal(name: str, message: str, advice: str) -> ProblemsError:
    problem = Problem(Code.UNREADABLE, message, advice, Place(name))
    return ProblemsError((problem,))
