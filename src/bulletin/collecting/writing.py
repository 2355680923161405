"""What was collected, written down: the workbook and its journal as before, or both new."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from bulletin.collecting.deciding import Change, Decision
from bulletin.collecting.opening import Opened
from bulletin.intake import journal as journals
from bulletin.intake.patching import dependents
from bulletin.intake.patching.patch import Where, emptied, patched
from bulletin.model.figure import Observation
from bulletin.model.journal import Journal
from bulletin.model.problem import BulletinError, Problem, ProblemsError
from bulletin.publishing import shelf
from bulletin.publishing.record import sha256


@dataclass(frozen=True, slots=True)
class Sheets:
    """The workbook's new bytes, the decision as far as it could be written, and the rest.

    Among the problems are formulas whose saved results are out of date now.
    """

    data: bytes
    decision: Decision
    problems: tuple[Problem, ...]


def sheets(opened: Opened, decision: Decision) -> Sheets:
    """The workbook with the changes, and nothing else of it changed.

    A cell that cannot be written is told and left as it is. A formula that is read as a
    figure and depends on a change loses its saved result: the old one would be printed.
    Raises ProblemsError for a file that cannot be written at all.
    """
    workbook = opened.workbook
    try:
        cells = {_where(c): c.claim.content for c in decision.changes}
        data = patched(workbook.data, cells, workbook.name) if cells else workbook.data
    except ProblemsError as error:
        rest = _without(opened, decision, error.problems)
        if len(rest.changes) == len(decision.changes):
            raise
        done = sheets(opened, rest)
        return replace(done, problems=(*error.problems, *done.problems))
    stale = dependents.stale(data, tuple(cells), workbook.name) if cells else ()
    read = {(seen.at.sheet, seen.at.cell) for seen in _figures(opened)}
    mine = [p for p in stale if (p.place.sheet, p.place.cell) in read]
    old = [(problem.place.sheet, problem.place.cell) for problem in mine]
    data = emptied(data, old, workbook.name) if old else data
    return Sheets(data, decision, tuple(mine))


def _where(change: Change) -> Where:
    return change.at.at.sheet, change.at.at.cell


def _figures(opened: Opened) -> Iterable[Observation]:
    return opened.dataset.figures.observations.values()


def _without(
    opened: Opened, decision: Decision, problems: Iterable[Problem]
) -> Decision:
    """The decision without the cells that the problems are about."""
    wrong = {(problem.place.sheet, problem.place.cell) for problem in problems}
    left = tuple(c for c in decision.changes if _where(c) not in wrong)
    origins = dict(decision.journal.origins)
    for change in decision.changes:
        if change not in left:
            origins.pop(change.claim.key, None)
            before = opened.desk.journal.origins.get(change.claim.key)
            origins |= {change.claim.key: before} if before else {}
    return replace(decision, changes=left, journal=Journal(origins))


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
