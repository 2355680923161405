"""What was collected, written down: the workbook and its journal as before, or both new."""

from dataclasses import dataclass
from pathlib import Path

from bulletin.collecting.deciding import Decision
from bulletin.collecting.opening import Opened
from bulletin.intake import dependents
from bulletin.intake import journal as journals
from bulletin.intake.patch import Content, Where, emptied, patched
from bulletin.model.problem import BulletinError, Problem
from bulletin.publishing import shelf
from bulletin.publishing.record import sha256


@dataclass(frozen=True, slots=True)
class Sheets:
    """The workbook's new bytes, and the formulas whose saved results are out of date."""

    data: bytes
    problems: tuple[Problem, ...]


def sheets(opened: Opened, decision: Decision) -> Sheets:
    """The workbook with the changes, and nothing else of it changed.

    A formula that is read as a figure and depends on a change loses its saved result:
    the old one would be printed. Raises ProblemsError for cells that cannot be written.
    """
    workbook = opened.workbook
    cells: dict[Where, Content] = {
        (change.at.at.sheet, change.at.at.cell): change.claim.content
        for change in decision.changes
    }
    if not cells:
        return Sheets(workbook.data, ())
    data = patched(workbook.data, cells, workbook.name)
    read = {
        (seen.at.sheet, seen.at.cell)
        for seen in opened.dataset.figures.observations.values()
    }
    stale = dependents.stale(data, tuple(cells), workbook.name)
    mine = [p for p in stale if (p.place.sheet, p.place.cell) in read]
    old = [(problem.place.sheet, problem.place.cell) for problem in mine]
    return Sheets(emptied(data, old, workbook.name) if old else data, tuple(mine))


def write(opened: Opened, decision: Decision, data: bytes) -> None:
    """Workbook and journal, both or neither, whenever the program is stopped.

    The journal goes first and says what counts until the workbook is the new one.
    Raises BulletinError when either cannot be written; both are then as before.
    """
    path, old = opened.path, opened.workbook.data
    if path.read_bytes() != old:
        raise BulletinError(f"{path.name} 在汇总时被改动了，没有写入。请再汇总一次")
    final = journals.written(decision.journal)
    if data == old:
        if decision.journal != opened.desk.journal:
            shelf.write(journals.path(path), final)
        return
    before = (sha256(old), opened.desk.journal)
    shelf.write(journals.path(path), journals.written(decision.journal, before))
    try:
        shelf.write(path, data)
    except BulletinError:
        _restore(path, opened)
        raise
    shelf.write(journals.path(path), final)


def _restore(path: Path, opened: Opened) -> None:
    """The journal as it was before."""
    if opened.desk.journal.origins:
        shelf.write(journals.path(path), journals.written(opened.desk.journal))
    else:
        journals.path(path).unlink(missing_ok=True)
