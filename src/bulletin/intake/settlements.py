"""The sheet 情况说明: which problems were looked into, and by whom."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from bulletin.intake import table as tables
from bulletin.intake.words import label, line
from bulletin.intake.workbook import Workbook
from bulletin.model.place import Place
from bulletin.model.problem import Code, Problem

SHEET = "情况说明"
_NEEDED = ("单元格", "问题", "说明", "姓名")


@dataclass(frozen=True, slots=True)
class Settlement:
    """A question settled: about which cell, what was asked, and who answered."""

    cell: str
    question: str
    name: str
    place: Place

    def answers(self, problem: Problem) -> bool:
        """Whether it is about this problem, with the figures as they are now.

        The question is the problem's own words: when a figure changes, so do they, and
        the problem is asked again.
        """
        sheet, _, cell = self.cell.rpartition("!")
        where = problem.place
        same_place = cell == where.cell and sheet in ("", label(where.sheet))
        return same_place and label(problem.message) in self.question


def settle(workbook: Workbook, problems: Iterable[Problem]) -> Iterator[Problem]:
    """The problems, those marked that 情况说明 settles, and what is wrong with it."""
    if not any(label(sheet) == SHEET for sheet in workbook.sheets):
        yield from problems
        return
    settlements, own = _settlements(workbook)
    used: set[Place] = set()
    for problem in problems:
        found = next((s for s in settlements if s.answers(problem)), None)
        if found and problem.can_be_settled:
            used.add(found.place)
            yield replace(problem, settled=found.name)
        else:
            yield problem
    yield from own
    for settlement in settlements:
        if settlement.place not in used:
            message = f"{settlement.cell} 已没有所写的问题"
            advice = "数字改过的请重新核对；问题已消失的请删去这一行"
            yield Problem(Code.IDLE_SETTLEMENT, message, advice, settlement.place)


def _settlements(workbook: Workbook) -> tuple[list[Settlement], list[Problem]]:
    table, problems = tables.read(workbook, SHEET, _NEEDED)
    found: list[Settlement] = []
    own = list(problems)
    for row, cells in table.rows if table else ():
        words = {name: line(cells[name].content) for name in _NEEDED if name in cells}
        missing = tuple(name for name in _NEEDED if not words.get(name))
        if missing and table:
            message = f"没有填{'、'.join(missing)}"
            advice = "请补填；问题一栏请照抄检查结果里的话"
            place = table.blank(row, missing[0])
            own.append(Problem(Code.INCOMPLETE_SETTLEMENT, message, advice, place))
        elif table:
            cell = label(words["单元格"]).upper().replace("】", "!").replace("【", "")
            place = table.blank(row, "单元格")
            question = label(words["问题"])
            found.append(Settlement(cell, question, words["姓名"], place))
    return found, own
