"""The column 截至 of 指标数据: the month that an indicator's figures end in."""

from collections.abc import Iterator, Mapping

from bulletin.intake.cell import broken_cell
from bulletin.intake.words import is_dash, label, month
from bulletin.intake.workbook import Cell
from bulletin.model.figure import AsOf
from bulletin.model.indicator import Indicator, Item
from bulletin.model.period import ReportingPeriod
from bulletin.model.problem import Code, Problem

HEADING = "截至"
_A_YEAR = 12
Cells = Mapping[tuple[str, Item], Cell]


def as_of(
    cells: Cells,
    indicators: Mapping[str, Indicator],
    period: ReportingPeriod | None,
) -> tuple[dict[str, AsOf], tuple[Problem, ...]]:
    """The months by indicator, from the cells of its rows; it counts on the row 本期.

    A month that is the reporting period says nothing, unless the indicator lags as a
    rule: then it says that this time it does not.
    """
    found: dict[str, AsOf] = {}
    problems: list[Problem] = []
    ends: dict[str, ReportingPeriod] = {}
    for (name, item), cell in cells.items():
        if item is not Item.CURRENT or _is_blank(cell):
            continue
        end = _month(cell, period)
        if isinstance(end, Problem):
            problems.append(end)
            continue
        ends[name] = end
        if end != period or indicators[name].lag:
            found[name] = AsOf(end, cell.place)
    problems.extend(_elsewhere(cells, ends, period))
    return found, tuple(problems)


def _is_blank(cell: Cell) -> bool:
    if broken_cell(cell):
        return False
    return is_dash(cell.content) or not label(cell.content)


def _month(cell: Cell, period: ReportingPeriod | None) -> ReportingPeriod | Problem:
    broken = broken_cell(cell)
    if broken:
        return broken
    typed = month(cell.content)
    if typed is None:
        message = f"截至“{cell.content}”不是月份"
        advice = "请填年和月，如 2022-06；与报告期相同的请留空"
        return Problem(Code.WRONG_AS_OF, message, advice, cell.place)
    end = ReportingPeriod(*typed)
    if period and end > period:
        message = f"截至{end.key}，晚于报告期{period.key}"
        advice = "请核对后改正；与报告期相同的请留空"
        return Problem(Code.WRONG_AS_OF, message, advice, cell.place)
    return end


def _elsewhere(
    cells: Cells,
    ends: Mapping[str, ReportingPeriod],
    period: ReportingPeriod | None,
) -> Iterator[Problem]:
    """Months on other rows, which count for nothing and so may say nothing else."""
    for (name, item), cell in cells.items():
        if item is Item.CURRENT or _is_blank(cell):
            continue
        typed = month(cell.content)
        end = ends.get(name, period)
        if broken_cell(cell) is None and (end is None or _agrees(typed, item, end)):
            continue
        message = f"“{name}”的{item}行也填了截至“{cell.content}”，与本期行不同"
        advice = "截至只填在“本期”一行，其他行请留空"
        yield Problem(Code.WRONG_AS_OF, message, advice, cell.place)


def _agrees(typed: tuple[int, int] | None, item: Item, end: ReportingPeriod) -> bool:
    """Whether it repeats the month; the base may say the same month a year before."""
    same = {end} | ({end.earlier(_A_YEAR)} if item is Item.BASE else set())
    return typed is not None and ReportingPeriod(*typed) in same
