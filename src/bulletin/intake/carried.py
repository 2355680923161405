"""What a month's form takes over from the workbook before it: words, lists, standing rows."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal

from bulletin.intake import stale
from bulletin.intake import table as tables
from bulletin.intake.cell import broken_cell
from bulletin.intake.month import Reading
from bulletin.intake.opinion import ALWAYS, SCOPE
from bulletin.intake.table import Table
from bulletin.intake.words import label, line, lines, number
from bulletin.intake.workbook import Cell, Workbook
from bulletin.model.edition import Cover
from bulletin.model.handbook import Catalogue
from bulletin.model.history import History
from bulletin.model.indicator import Item
from bulletin.model.period import ReportingPeriod
from bulletin.model.problem import Code, Problem

STANDING = (
    *(Cover.TITLE, Cover.ADDRESSEES, Cover.ISSUER, Cover.SEALED_BY),
    *(Cover.MARK, Cover.COPIES, Cover.PRINTED_BY),
)
# What is settled once for the whole year: the next month asks in the same words.
_YEARLY = (Code.BASE_DIFFERS, Code.TARGET_CHANGED)
Row = Mapping[str, str | Decimal]


@dataclass(frozen=True, slots=True)
class Settled:
    """An answer that holds for the year: its figure (indicator, area, item), its row."""

    figure: tuple[str, str, Item]
    row: Row


@dataclass(frozen=True, slots=True)
class Carried:
    """What a form starts with: earlier figures, and rows of the workbook of `since`.

    Rows are by heading, as `label` makes it comparable; `left` says what could not be
    taken over, and why.
    """

    history: History = field(default_factory=History)
    since: ReportingPeriod | None = None
    cover: Mapping[Cover, str] = field(default_factory=dict)
    entries: tuple[Row, ...] = ()
    narrative: tuple[Row, ...] = ()
    opinions: tuple[Row, ...] = ()
    settled: tuple[Settled, ...] = ()
    left: tuple[Problem, ...] = ()


NOTHING = Carried()


def carried(last: Workbook, reading: Reading, catalogue: Catalogue) -> Carried:
    """The rows to take over from a workbook that was read, for that catalogue's month.

    Its figures are not taken from here; without 报告期 there is nothing to take over.
    """
    if reading.dataset is None:
        return NOTHING
    left: list[Problem] = []
    listed = _rows(last, "名单", ("类别",), left)
    written = _rows(last, "文字", ("位置", "正文"), left)
    opinions = _rows(last, "评议意见", (SCOPE,), left)
    found = Carried(
        since=reading.dataset.edition.period,
        cover=dict(_standing(last, left)),
        entries=tuple(_unmarked(row) for _, row in listed),
        narrative=tuple(_unmarked(row) for _, row in written if row.get("正文")),
        opinions=tuple(
            row for _, row in opinions if label(str(row.get(SCOPE, ""))) == ALWAYS
        ),
        settled=tuple(_settled(last, reading, catalogue, left)),
    )
    return replace(found, left=tuple(left))


def _rows(
    last: Workbook, sheet: str, needed: tuple[str, ...], left: list[Problem]
) -> Iterator[tuple[int, Row]]:
    table = _table(last, sheet, needed, left)
    for at, cells in table.rows if table else ():
        left.extend(filter(None, (broken_cell(cell) for cell in cells.values())))
        row = {heading: _content(cell) for heading, cell in cells.items()}
        if any(row.values()):
            yield at, row


def _table(
    last: Workbook, sheet: str, needed: tuple[str, ...], left: list[Problem]
) -> Table | None:
    """The sheet's table; one that nobody keeps has nothing to take over."""
    if not any(label(name) == sheet for name in last.sheets):
        return None
    table, problems = tables.read(last, sheet, needed)
    left.extend(problems if table is None else ())
    return table


def _content(cell: Cell) -> str | Decimal:
    """What was typed, fit to be typed again."""
    if broken_cell(cell):
        return ""
    if isinstance(cell.content, int | float) and not isinstance(cell.content, bool):
        return number(cell.content) or Decimal(0)
    return "\n".join(lines(cell.content))


def _unmarked(row: Row) -> Row:
    """The row without its old mark; it gets a new one."""
    return {name: said for name, said in row.items() if name != stale.HEADING}


def _standing(last: Workbook, left: list[Problem]) -> Iterator[tuple[Cover, str]]:
    """The rows of 封面 that hold for every month."""
    table = _table(last, "封面", ("项目", "内容"), left)
    for _, cells in table.rows if table else ():
        name, content = cells.get("项目"), cells.get("内容")
        if name is None or content is None or broken_cell(content):
            continue
        if label(name.content) in STANDING:
            yield Cover(label(name.content)), line(content.content)


def _settled(
    last: Workbook, reading: Reading, catalogue: Catalogue, left: list[Problem]
) -> Iterator[Settled]:
    """The rows of 情况说明 that answer for the year, with the figures of their cells."""
    rows = dict(_rows(last, "情况说明", ("单元格", "问题"), left))
    asked = [each for each in reading.problems if each.code in _YEARLY]
    numbers = {
        int(settlement.place.cell.strip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")): settlement
        for settlement in reading.settlements
    }
    for at, row in rows.items():
        for problem in asked:
            if at in numbers and numbers[at].answers(problem):
                yield from _about(problem, row, reading, catalogue)


def _about(
    problem: Problem, row: Row, reading: Reading, catalogue: Catalogue
) -> Iterator[Settled]:
    """The figure that the problem is about, under its present names."""
    observations = reading.dataset.figures.observations if reading.dataset else {}
    for (indicator, area, item), seen in observations.items():
        if seen.place == problem.place:
            name = catalogue.indicator_names.get(indicator, indicator)
            present = catalogue.district_names.get(area, area)
            yield Settled((name, present, item), row)
