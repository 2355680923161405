"""What a workspace knows beside a workbook: its earlier months, and what was collected."""

from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

from bulletin.analysis.renaming import Renaming
from bulletin.handbook import read as handbooks
from bulletin.intake import journal as journals
from bulletin.intake import month as months
from bulletin.intake import workbook as workbooks
from bulletin.intake.journal import JournalError
from bulletin.intake.month import Known
from bulletin.model.figure import Figures
from bulletin.model.filing import FiledMonth, Kind, ends, filed
from bulletin.model.handbook import Handbook
from bulletin.model.history import History
from bulletin.model.journal import Journal
from bulletin.model.period import ReportingPeriod
from bulletin.model.problem import ProblemsError
from bulletin.publishing.record import sha256
from bulletin.publishing.register.file import Register
from bulletin.workspace import Workspace


def register(workspace: Workspace) -> Register | None:
    """The register; None, and no file is opened, where nothing was filed or imported.

    Raises BulletinError when the archive is damaged, or lacks what was entered from it.
    """
    if not (workspace.archive.is_dir() or workspace.register.is_file()):
        return None
    return Register(workspace.register, workspace.archive)


def history(workspace: Workspace, handbook: Handbook) -> History:
    """The archived and imported months, under the names of the handbook."""
    return history_in(register(workspace), handbook)


def history_in(kept: Register | None, handbook: Handbook) -> History:
    """The months of a register that is open, under the names of the handbook."""
    origins = _origins(kept)
    return History(_Months(kept, Renaming(handbook.catalogue), origins), origins)


def recent(
    workspace: Workspace, handbook: Handbook, period: ReportingPeriod
) -> History:
    """The same, and last month's workbook in data/ while that month is not archived.

    A workbook that cannot be read, or is of another month, says nothing.
    """
    kept, last = register(workspace), period.earlier(1)
    origins, renaming = _origins(kept), Renaming(handbook.catalogue)
    fetched: dict[ReportingPeriod, Figures] = {}
    path = workspace.workbook(last)
    if origins.get(last) != Kind.ARCHIVED and path.is_file():
        month = _unfiled(workspace, path, last)
        if month is not None:
            fetched[last] = renaming.figures(month)
            origins[last] = f"{path.name}（还没有归档）"
    return History(_Months(kept, renaming, origins, fetched), origins)


def known(workspace: Workspace, workbook: Path, handbook: Handbook) -> Known:
    """The history of the workspace, and the journal beside the workbook.

    Without a sound journal nothing was collected; `collect` tells that it is damaged.
    """
    try:
        journal = journals.read(workbook, sha256(workbook.read_bytes()))
    except (JournalError, OSError):
        journal = Journal()
    return Known(history(workspace, handbook), journal)


def _origins(kept: Register | None) -> dict[ReportingPeriod, str]:
    periods = kept.periods() if kept else {}
    return {period: kind.value for period, kind in periods.items()}


def _unfiled(
    workspace: Workspace, path: Path, period: ReportingPeriod
) -> FiledMonth | None:
    """The month as its workbook in data/ says it now, under the names of that month."""
    try:
        handbook, _ = handbooks.read(workspace.handbook, period)
        reading = months.read(workbooks.read(path), handbook)
    except ProblemsError:
        return None
    data = reading.dataset
    if data is None or data.edition.period != period:
        return None
    figures = filed(data.figures, handbook.catalogue)
    until = ends(data.figures, handbook.catalogue, period, path.name)
    return FiledMonth(period, path.name, reading.sha256, figures, until)


class _Months(Mapping[ReportingPeriod, Figures]):
    """Earlier months; one of the register is fetched when it is first asked for."""

    def __init__(
        self,
        register: Register | None,
        renaming: Renaming,
        periods: Collection[ReportingPeriod],
        fetched: dict[ReportingPeriod, Figures] | None = None,
    ) -> None:
        self._register = register
        self._renaming = renaming
        self._periods = periods
        self._fetched = fetched or {}

    def __getitem__(self, period: ReportingPeriod) -> Figures:
        """The figures of the month; KeyError where it is not known."""
        if period not in self._fetched:
            if self._register is None or period not in self._periods:
                raise KeyError(period)
            month = self._register.month(period, self._renaming.areas)
            self._fetched[period] = self._renaming.figures(month)
        return self._fetched[period]

    def __contains__(self, period: object) -> bool:
        return period in self._periods

    def __iter__(self) -> Iterator[ReportingPeriod]:
        return iter(sorted(self._periods))

    def __len__(self) -> int:
        return len(self._periods)
