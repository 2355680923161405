"""Carried rows that nobody has looked at yet, and slogans that are out of force."""

from collections.abc import Iterator, Mapping
from itertools import groupby

from bulletin.intake import table as tables
from bulletin.intake.stale import HEADING, WORDS, marked_since, reasons
from bulletin.intake.table import Table
from bulletin.intake.words import label, line
from bulletin.intake.workbook import Cell, Workbook
from bulletin.model.edition import Dataset
from bulletin.model.handbook import Handbook
from bulletin.model.period import ReportingPeriod
from bulletin.model.place import Place
from bulletin.model.problem import Code, Problem

_QUOTES = dict.fromkeys(map(ord, "“”‘’\"'《》「」"))
_CHECK = f"请核对；改好后，清空这一行的“{HEADING}”"


def freshness(workbook: Workbook, period: ReportingPeriod | None) -> Iterator[Problem]:
    """One hint a sheet for the rows still marked, and each that has gone out of date."""
    for table in filter(None, (_marked_table(workbook, sheet) for sheet in WORDS)):
        marked = {
            number: cells
            for number, cells in table.rows
            if HEADING in cells and marked_since(cells[HEADING].content)
        }
        if marked:
            yield _carried(table, tuple(marked))
        if period:
            for number, cells in marked.items():
                yield from _stale(table, number, cells, period)


def expired(dataset: Dataset, handbook: Handbook) -> Iterator[Problem]:
    """The slogans (口号) in any text of the month that are not in force in it."""
    slogans = {_folded(name): name for name in handbook.elsewhen.get("slogans", ())}
    for text, place in _texts(dataset) if slogans else ():
        folded = _folded(text)
        for key, name in slogans.items():
            if key in folded:
                message = f"“{name}”这个提法本期不用"
                advice = (
                    "请改用现行的提法；仍在用的，请主管改 catalogue.toml 里它的期限；"
                    "确实要用的，请在“情况说明”登记"
                )
                yield Problem(Code.EXPIRED_SLOGAN, message, advice, place)


def _marked_table(workbook: Workbook, sheet: str) -> Table | None:
    """The sheet, where it has the column 沿用; what else is wrong is told elsewhere."""
    if not any(label(name) == sheet for name in workbook.sheets):
        return None
    table, _ = tables.read(workbook, sheet, (WORDS[sheet][0],))
    return table if table and table.column(HEADING) else None


def _carried(table: Table, rows: tuple[int, ...]) -> Problem:
    first = table.blank(rows[0], HEADING)
    cells = "、".join(_runs(table, rows))
    message = f"有{len(rows)}行是沿用的，还没有核对：{cells}"
    advice = f"逐行看过、改好以后，清空“{HEADING}”一栏；不要的行请删去"
    return Problem(Code.CARRIED, message, advice, first)


def _runs(table: Table, rows: tuple[int, ...]) -> Iterator[str]:
    """The marked cells, those that stand under each other as Excel writes a range."""
    for _, run in groupby(enumerate(rows), lambda at: at[1] - at[0]):
        first, *more = (table.blank(row, HEADING).cell for _, row in run)
        yield f"{first}:{more[-1]}" if more else first


def _stale(
    table: Table,
    number: int,
    cells: Mapping[str, Cell],
    period: ReportingPeriod,
) -> Iterator[Problem]:
    columns = (name for name in WORDS[table.place.sheet] if name in cells)
    text = "\n".join(line(cells[name].content) for name in columns)
    since = marked_since(cells[HEADING].content)
    found = reasons(since, text, period)
    if found and since:
        words = "".join(f"“{word}”" for word in found)
        message = f"沿用{since.key}的这一行里有{words}，可能已经过时"
        advice = f"{_CHECK}；确实不用改的，也请清空"
        place = table.blank(number, HEADING)
        yield Problem(Code.STALE_TEXT, message, advice, place)


def _texts(dataset: Dataset) -> Iterator[tuple[str, Place]]:
    for said in (
        *dataset.edition.cover.values(),
        *(text for entry in dataset.entries for text in entry.fields.values()),
    ):
        if said.value and said.place:
            yield said.value, said.place
    for paragraph in dataset.narrative:
        yield paragraph.text, paragraph.place
    for opinion in dataset.opinions:
        if opinion.wording:
            yield opinion.wording, opinion.place


def _folded(text: str) -> str:
    """Comparable whatever its spaces, widths and quotation marks."""
    return label(text).translate(_QUOTES)
