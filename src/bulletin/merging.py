"""Two copies of a month's workbook merged into a new file, with its journal."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from bulletin.handbook import read as handbooks
from bulletin.handbook.dated import LATEST
from bulletin.intake import journal as journals
from bulletin.intake import month as months
from bulletin.intake import workbook as workbooks
from bulletin.intake.cover import SHEET as COVER
from bulletin.intake.journal import JournalError
from bulletin.intake.merging import merge as merging
from bulletin.intake.merging.merge import Copies, Merged
from bulletin.intake.workbook import Workbook
from bulletin.model.handbook import Handbook
from bulletin.model.journal import Journal
from bulletin.model.period import ReportingPeriod
from bulletin.model.place import Place
from bulletin.model.problem import BulletinError, Code, Problem, ProblemsError
from bulletin.publishing import shelf
from bulletin.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Order:
    """Two copies of a month's workbook, the original if known, and the file to be."""

    first: Path
    second: Path
    into: Path
    base: Path | None = None


def merge(workspace: Workspace, order: Order, report: Callable[[str], None]) -> Merged:
    """The copies as one new workbook; where a figure was collected, its origin too.

    Raises BulletinError where that file is there already, ProblemsError where a copy
    cannot be read, is of another month, or where the first cannot be written into.
    """
    for path in (order.into, journals.path(order.into)):
        if path.exists():
            raise BulletinError(f"{path} 已经有了，没有动它。请换一个名字")
    report("读取工作簿")
    copies = _read(order)
    handbook, _ = handbooks.read(workspace.handbook, _period(copies) or LATEST)
    report("合并")
    merged = merging.merge(copies, handbook)
    journal = _journal(order, copies, Workbook(order.into.name, merged.data), handbook)
    if journal.origins:
        shelf.write(journals.path(order.into), journals.written(journal))
    shelf.write(order.into, merged.data)
    return merged


def _read(order: Order) -> Copies:
    base = workbooks.read(order.base) if order.base else None
    return Copies(workbooks.read(order.first), workbooks.read(order.second), base)


def _period(copies: Copies) -> ReportingPeriod | None:
    """The month that all of the copies are of."""
    first: ReportingPeriod | None = None
    for book in (copies.first, copies.second, copies.base):
        found = months.period(book) if book else None
        first = first or found
        if book and found and first and found != first:
            message = f"报告期是{found.key}，另一份是{first.key}，没有合并"
            advice = "请核对，只合并同一个月的工作簿"
            place = Place(book.name, COVER)
            raise ProblemsError((Problem(Code.CONFLICT, message, advice, place),))
    return first


def _journal(
    order: Order, copies: Copies, result: Workbook, handbook: Handbook
) -> Journal:
    """The origins of the figures as they now are; the first copy's where both have one."""
    dataset = months.read(result, handbook).dataset
    journal = Journal()
    for path, book in ((order.second, copies.second), (order.first, copies.first)):
        with suppress(JournalError):
            known = journals.read(path, book.sha256).origins
            kept = {
                key: origin
                for key, origin in known.items()
                if dataset and dataset.figures.get(*key).value == origin.value
            }
            journal = Journal({**journal.origins, **kept})
    return journal
