"""The month's workbook opened to be collected into: its figures, cells, journal, past."""

from dataclasses import dataclass
from pathlib import Path

from bulletin import past
from bulletin.collecting.deciding import Desk
from bulletin.handbook import read as handbooks
from bulletin.handbook.dated import LATEST
from bulletin.intake import journal as journals
from bulletin.intake import month as months
from bulletin.intake import workbook as workbooks
from bulletin.intake.figures import SHEET
from bulletin.intake.journal import JournalError
from bulletin.intake.month import Known
from bulletin.intake.readers.refusing import SAVE_AS
from bulletin.intake.words import label
from bulletin.intake.workbook import Cell, Workbook
from bulletin.model.edition import Dataset
from bulletin.model.handbook import Handbook
from bulletin.model.journal import Journal
from bulletin.model.place import Place
from bulletin.model.problem import BulletinError, Code, Problem, ProblemsError
from bulletin.workspace import Workspace

_NO_TABLE = (Code.MISSING_SHEET, Code.MISSING_COLUMN)


@dataclass(frozen=True, slots=True)
class Opened:
    """The workbook as it stands, with all that a decision needs."""

    path: Path
    workbook: Workbook
    handbook: Handbook
    dataset: Dataset
    desk: Desk


def opened(workspace: Workspace, path: Path) -> Opened:
    """The workbook to collect into.

    Raises ProblemsError when it is no .xlsx, or its month or figures cannot be read;
    BulletinError when its journal is damaged.
    """
    workbook = workbooks.read(path)
    if not workbook.data.startswith(b"PK"):
        message, advice = "不是 .xlsx，不能写入", f"{SAVE_AS}，再汇总到新的文件里"
        place = Place(path.name)
        raise ProblemsError((Problem(Code.UNREADABLE, message, advice, place),))
    handbook, _ = handbooks.read(workspace.handbook, months.period(workbook) or LATEST)
    journal = _journal(path, workbook)
    reading = months.read(workbook, handbook, Known(journal=journal))
    broken = tuple(p for p in reading.problems if p.code in _NO_TABLE)
    fatal = tuple(p for p in broken if label(p.place.sheet) == SHEET)
    if reading.dataset is None or fatal:
        raise ProblemsError(fatal or reading.problems)
    period = reading.dataset.edition.period
    desk = Desk(
        reading.dataset.figures,
        _cells(workbook),
        journal,
        past.recent(workspace, handbook, period),
        period,
    )
    return Opened(path, workbook, handbook, reading.dataset, desk)


def _journal(path: Path, workbook: Workbook) -> Journal:
    try:
        return journals.read(path, workbook.sha256)
    except JournalError:
        name = journals.path(path).name
        raise BulletinError(
            f"{name} 读不出来，不知道哪些数是以前汇总的。请从备份恢复；"
            "实在没有的，把它移走后再汇总，这时与报表不同的数都会问一遍"
        ) from None


def _cells(workbook: Workbook) -> dict[str, Cell]:
    """The cells of 指标数据 that hold anything, by address."""
    found: dict[str, Cell] = {}
    for sheet in workbook.sheets:
        if label(sheet) == SHEET:
            for _, row in workbook.rows(sheet):
                filled = (cell for cell in row.values() if label(cell.content))
                found |= {cell.place.cell: cell for cell in filled}
    return found
