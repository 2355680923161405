"""How a marked copy is known: by the sheet that lists the problems."""

from bulletin.intake.words import label
from bulletin.intake.workbook import Workbook
from bulletin.model.place import Place
from bulletin.model.problem import Code, Problem

SHEET = "检查结果"


def is_marked(workbook: Workbook) -> bool:
    """Whether the workbook is a marked copy."""
    return any(label(sheet) == SHEET for sheet in workbook.sheets)


def marked_copy(workbook: Workbook) -> tuple[Problem, ...]:
    """The problem of a marked copy that is given out as a month's workbook."""
    if not is_marked(workbook):
        return ()
    message = f"这是标出问题的副本（有“{SHEET}”表），不是当月的工作簿"
    advice = f"请改原来的工作簿；一定要接着用这一份的，请先删去“{SHEET}”表"
    place = Place(workbook.name, SHEET)
    return (Problem(Code.MARKED_COPY, message, advice, place),)
