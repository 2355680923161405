"""The sheet 情况说明: which problems were looked into, and by whom."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from bulletin.intake import table as tables
from bulletin.intake.words import label, line
from bulletin.intake.workbook import Workbook
from bulletin.model.place import Place
from bulletin.model.problem import Code, Problem

SHEET = "情况说明"
_CELL = re.compile(r"[A-Z]{1,3}[0-9]+$")
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
        the problem is asked again. The cell may be written E13, 指标数据!E13, $E$13 or
        as problems print it, with the file's name before it; a problem of the handbook
        has the name of its entry in place of a cell.
        """
        written = label(self.cell).replace("$", "").upper()
        sheet = label(problem.place.sheet).upper()
        cell = label(problem.place.cell).upper()
        found = _CELL.search(written) if _CELL.fullmatch(cell) else None
        named = found[0] if found else cell
        if not cell or not written.endswith(cell) or named != cell:
            return False
        if label(problem.message) not in self.question:
            return False
        rest = written.removesuffix(cell).rstrip("!】")
        return not rest or rest.endswith(sheet)


def settle(
    settlements: tuple[Settlement, ...],
    problems: Iterable[Problem],
) -> Iterator[Problem]:
    """The problems, those marked that are settled; then what settles nothing."""
    used: set[Place] = set()
    for problem in problems:
        found = next((s for s in settlements if s.answers(problem)), None)
        if found and problem.can_be_settled:
            used.add(found.place)
            yield replace(problem, settled=found.name)
        else:
            yield problem
    for settlement in settlements:
        if settlement.place not in used:
            message = f"“{settlement.cell}”这一条与现在的检查结果对不上"
            advice = (
                "数字改过的请重新核对，照抄现在的问题；问题已消失的请删去这一行；"
                "印不出的问题只能改正，不能说明"
            )
            yield Problem(Code.IDLE_SETTLEMENT, message, advice, settlement.place)


def settlements(
    workbook: Workbook,
) -> tuple[tuple[Settlement, ...], tuple[Problem, ...]]:
    """The rows of 情况说明; without the sheet there are none."""
    if not any(label(sheet) == SHEET for sheet in workbook.sheets):
        return (), ()
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
            place = table.blank(row, "单元格")
            question = label(words["问题"])
            found.append(Settlement(words["单元格"], question, words["姓名"], place))
    return tuple(found), tuple(own)
