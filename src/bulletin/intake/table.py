"""A sheet as a table: columns found by their headings, rows as heading → cell."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bulletin.intake.grid import Rows
from bulletin.intake.oddities import Looked, sheet_oddities
from bulletin.intake.words import label
from bulletin.intake.workbook import Cell, Row, Workbook
from bulletin.model.place import Place
from bulletin.model.problem import Code, Problem

HELPERS = ("合计差",)
_HELPERS_BEGIN = ("上月", "参考")
# Words that a merged cell says for all of its rows; a figure is never for several.
_SHARED = ("指标", "单位", "来源", "类别", "区市", "位置")
_HEADER_WITHIN = 20


@dataclass(frozen=True, slots=True)
class Table:
    """The header's cells in order and the rows below it; guidance above is skipped."""

    place: Place
    header: tuple[Cell, ...]
    rows: tuple[tuple[int, Mapping[str, Cell]], ...]

    def column(self, heading: str) -> str:
        """The letter of the column with that heading."""
        found = (cell for cell in self.header if label(cell.content) == heading)
        return next((cell.place.cell.rstrip("0123456789") for cell in found), "")

    def blank(self, row: int, heading: str) -> Place:
        """The place of a cell of the table, also of one that is not filled in."""
        return Place(self.place.file, self.place.sheet, f"{self.column(heading)}{row}")


def is_helper(heading: str) -> bool:
    """Whether a column is ours, for clerks to compare with, and never read."""
    return heading in HELPERS or heading.startswith(_HELPERS_BEGIN)


def read(
    workbook: Workbook,
    sheet: str,
    needed: tuple[str, ...],
) -> tuple[Table | None, tuple[Problem, ...]]:
    """The table of a sheet whose header holds the needed headings.

    Without the sheet or the header there is no table, and a problem says so.
    """
    place = Place(workbook.name, sheet)
    name = next((s for s in workbook.sheets if label(s) == label(sheet)), None)
    if name is None:
        advice = f"请恢复该表，表名必须是“{sheet}”；可从样例工作簿复制"
        return None, (Problem(Code.MISSING_SHEET, f"缺少“{sheet}”表", advice, place),)
    rows = tuple(workbook.rows(name))
    for at, (number, row) in enumerate(rows[:_HEADER_WITHIN]):
        headings = [label(cell.content) for cell in row.values()]
        missing = tuple(heading for heading in needed if heading not in headings)
        if needed[0] in headings or len(missing) * 2 <= len(needed):
            looked = _looked(Place(workbook.name, name), workbook, number, row)
            odd = tuple(sheet_oddities(looked))
            if missing:
                return None, (_no_columns(place, number, missing), *odd)
            below = tuple(_filled_down(looked, rows[at + 1 :]))
            table = Table(place, tuple(row.values()), _named(workbook, row, below))
            return table, (*_repeats(row), *odd)
    return None, (_no_columns(place, 1, needed),)


def _looked(place: Place, workbook: Workbook, number: int, header: Row) -> Looked:
    """The sheet for whoever tells what is odd about it."""
    headings = {column: label(cell.content) for column, cell in header.items()}
    return Looked(
        place,
        workbook.layout(place.sheet),
        tuple(workbook.rows(place.sheet)),
        frozenset(c for c, heading in headings.items() if not is_helper(heading)),
        number,
        frozenset(c for c, heading in headings.items() if heading),
        frozenset(c for c, heading in headings.items() if heading in _SHARED),
    )


def _filled_down(looked: Looked, rows: Rows) -> Iterator[tuple[int, Row]]:
    """The rows with the words that a merged cell says for all of them (指标, 来源 …)."""
    spans = [
        span
        for span in looked.layout.merged
        if span.is_column and span.left in looked.shared and span.top > looked.header
    ]
    said = {
        (row, column): cell for row, cells in rows for column, cell in cells.items()
    }
    for number, row in rows:
        filled = dict(row)
        for span in spans:
            cell = said.get((span.top, span.left))
            if span.top < number <= span.bottom and cell:
                filled[span.left] = cell
        yield number, filled


def _named(
    workbook: Workbook,
    header: Row,
    rows: Rows,
) -> tuple[tuple[int, Mapping[str, Cell]], ...]:
    """The rows by heading; helper columns are ours and never read."""
    headings = {column: label(cell.content) for column, cell in header.items()}
    wanted = {c: heading for c, heading in headings.items() if not is_helper(heading)}
    named = (
        (number, {wanted[c]: workbook.saved(x) for c, x in row.items() if c in wanted})
        for number, row in rows
    )
    return tuple((number, row) for number, row in named if row)


def _repeats(header: Row) -> Iterator[Problem]:
    seen: dict[str, str] = {}
    for cell in header.values():
        heading = label(cell.content)
        if heading in seen:
            yield Problem(
                Code.REPEATED_COLUMN,
                f"“{heading}”列出现了两次（另一列在{seen[heading]}）",
                "请删去多余的一列",
                cell.place,
            )
        seen.setdefault(heading, cell.place.cell)


def _no_columns(place: Place, row: int, missing: tuple[str, ...]) -> Problem:
    return Problem(
        Code.MISSING_COLUMN,
        f"表头缺少：{'、'.join(missing)}",
        "请恢复表头；可从样例工作簿复制第一行",
        Place(place.file, place.sheet, f"A{row}"),
    )
