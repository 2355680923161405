"""Formulas whose saved results are out of date once some cells of a workbook changed."""

import io
import re
import warnings
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

import openpyxl
from openpyxl.formula import Tokenizer
from openpyxl.formula.tokenizer import Token, TokenizerError
from openpyxl.utils import get_column_letter
from openpyxl.workbook.workbook import Workbook as Book

from bulletin.intake.patching.markup import box, position
from bulletin.intake.patching.patch import Where
from bulletin.intake.readers.refusing import refusing
from bulletin.intake.words import label
from bulletin.model.place import Place
from bulletin.model.problem import Code, Problem

_Cell = tuple[str, int, int]
_END = 2**21
# No month is so long; what lies below is not read either.
_ROWS = 20_000
_REFERENCE = re.compile(
    r"[A-Z]{1,3}[0-9]+(:[A-Z]{1,3}[0-9]+)?|[A-Z]{1,3}:[A-Z]{1,3}|\d+:\d+"
)
# What these look at is known only once they are worked out.
_ANYWHERE = re.compile(r"INDIRECT\(|OFFSET\(|:|_xlfn\.ANCHORARRAY", re.IGNORECASE)
_ELSEWHERE = re.compile(r"'?\[\d+\]")
_DEEPEST = 20


def stale(
    data: bytes, changed: Collection[Where], file: str = ""
) -> tuple[Problem, ...]:
    """The formulas with a saved result that these cells, by (sheet, E13), go into.

    Also by way of other formulas, names and other sheets; one whose cells cannot be told
    (INDIRECT, tables) counts. `data` is an .xlsx, `file` its name; raises ProblemsError
    if it is damaged.
    """
    with refusing(file):
        book = _load(data, values=False)
        formulas = _formulas(book)
        saved = _saved(data) if formulas else frozenset()
    names = {label(name): name for name in reversed(book.sheetnames)}
    at = ((names.get(label(sheet), sheet), position(cell)) for sheet, cell in changed)
    reached = {(sheet, *found) for sheet, found in at if found}
    news = set(reached)
    while news:
        touched = {
            c for c, uses in formulas.items() if any(u.meets(news) for u in uses)
        }
        news = touched - reached
        reached |= news
    return tuple(_problem(file, cell) for cell in formulas if cell in reached & saved)


@dataclass(frozen=True, slots=True)
class _Area:
    """Cells of a sheet that a formula looks at; without a sheet, any cell at all."""

    sheet: str
    box: tuple[int, int, int, int] = (1, 1, _END, _END)

    def meets(self, cells: Collection[_Cell]) -> bool:
        left, top, right, bottom = self.box
        return any(
            not self.sheet
            or (
                sheet == self.sheet and left <= column <= right and top <= row <= bottom
            )
            for sheet, column, row in cells
        )


_ANY = _Area("")


def _formulas(book: Book) -> dict[_Cell, tuple[_Area, ...]]:
    """What each formula looks at."""
    names = {name: str(found.value) for name, found in book.defined_names.items()}
    found = {}
    for sheet in book.worksheets:
        own = getattr(sheet, "defined_names", {})
        known = names | {name: str(each.value) for name, each in own.items()}
        for row in islice(sheet.iter_rows(), _ROWS):
            for cell in row:
                if cell.data_type == "f" and cell.row and cell.column:
                    text = getattr(cell.value, "text", cell.value)
                    uses = tuple(_areas(str(text), sheet.title, known))
                    found[sheet.title, int(cell.column), cell.row] = uses
    return found


def _areas(
    formula: str, sheet: str, names: Mapping[str, str], depth: int = 0
) -> Iterator[_Area]:
    """The areas that a formula names; what cannot be told is anywhere."""
    try:
        tokens = Tokenizer(f"={formula.removeprefix('=')}").items
    except (TokenizerError, IndexError):
        yield _ANY
        return
    for token in tokens:
        if token.type == Token.FUNC and _ANYWHERE.search(token.value):
            yield _ANY
        elif token.type == Token.OPERAND and token.subtype == Token.RANGE:
            if token.value in names and depth < _DEEPEST:
                yield from _areas(names[token.value], sheet, names, depth + 1)
            elif not _ELSEWHERE.match(token.value):
                yield _area(token.value, sheet)


def _area(reference: str, sheet: str) -> _Area:
    name, mark, cells = reference.rpartition("!")
    cells = cells.replace("$", "").upper()
    if not _REFERENCE.fullmatch(cells):
        return _ANY
    left, top, right, bottom = box(cells)
    named = name.removeprefix("'").removesuffix("'").replace("''", "'")
    if ":" in named:
        return _ANY
    whole = (left, top, right or _END, bottom or _END)
    return _Area(named if mark else sheet, whole)


def _saved(data: bytes) -> frozenset[_Cell]:
    """The cells that hold anything: of a formula, its saved result."""
    book = _load(data, values=True)
    return frozenset(
        (sheet.title, int(cell.column), cell.row)
        for sheet in book.worksheets
        for row in islice(sheet.iter_rows(), _ROWS)
        for cell in row
        if cell.value is not None and cell.row and cell.column
    )


def _load(data: bytes, *, values: bool) -> Book:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        book = openpyxl.load_workbook(
            io.BytesIO(data), read_only=True, data_only=values
        )
    for sheet in book.worksheets:
        sheet.reset_dimensions()
    return book


def _problem(file: str, cell: _Cell) -> Problem:
    sheet, column, row = cell
    place = Place(file, sheet, f"{get_column_letter(column)}{row}")
    message = "公式的保存结果还是旧的，它用到的单元格已经改了"
    advice = "请用 Excel 或 WPS 打开工作簿，保存一次"
    return Problem(Code.STALE_FORMULA, message, advice, place)
