"""Past figures from a plain table into the archive, so that an office has its history."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bulletin import past
from bulletin.analysis.renaming import Renaming
from bulletin.handbook import read as handbooks
from bulletin.intake import bygone as tables
from bulletin.intake import workbook as workbooks
from bulletin.intake.bygone import Bygone
from bulletin.model.figure import Figures, Observation, State
from bulletin.model.filing import FiledMonth, Kind, filed
from bulletin.model.handbook import Catalogue
from bulletin.model.period import ReportingPeriod
from bulletin.model.problem import BulletinError, ProblemsError
from bulletin.publishing import archive as archives
from bulletin.publishing import filing
from bulletin.publishing.record import sha256
from bulletin.publishing.register.file import Register
from bulletin.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Imported:
    """What a table came to; `folder` is None where all of it was known already.

    `corrected` are figures that had been imported otherwise, in words; `archived` the
    months whose editions are in the archive and count instead.
    """

    folder: archives.Folder | None
    table: Bygone
    corrected: tuple[str, ...]
    archived: tuple[ReportingPeriod, ...]
    note: str = ""

    @property
    def figures(self) -> int:
        """How many figures the table holds."""
        return sum(len(each.observations) for each in self.table.months.values())


def import_table(workspace: Workspace, path: Path, sheet: str | None) -> Imported:
    """Enter the figures of a table, all or none.

    Raises ProblemsError with every wrong cell; nothing is entered then.
    """
    book = workbooks.read(path)
    handbook, _ = handbooks.read(workspace.handbook)
    table = tables.read(book, handbook, sheet)
    if any(problem.is_error for problem in table.problems):
        raise ProblemsError(table.problems)
    register = past.register(workspace)
    changes = dict(_changes(table, register, handbook.catalogue))
    folder = None
    if changes:
        folder = _file_away(workspace, path, table, handbook.catalogue)
        register = past.register(workspace)
    kinds = register.periods() if register else {}
    archived = tuple(p for p in table.months if kinds.get(p) is Kind.ARCHIVED)
    corrected = tuple(said for said in changes.values() if said)
    return Imported(
        folder, table, corrected, archived, register.note if register else ""
    )


def _changes(
    table: Bygone, register: Register | None, catalogue: Catalogue
) -> Iterator[tuple[object, str]]:
    """What the table brings; words for what had been imported otherwise before."""
    renaming = Renaming(catalogue)
    for period, figures in table.months.items():
        before = Figures({})
        if register:
            month = register.month(period, renaming.areas, Kind.IMPORTED)
            before = renaming.figures(month)
        for key, seen in figures.observations.items():
            then = before.get(*key)
            if (then.state, then.value) == (seen.state, seen.value):
                continue
            indicator, area, item = key
            what = f"{period.key} {area}“{indicator}”的{item}"
            is_known = then.state is not State.ABSENT
            words = f"{what}：{_shown(then)} 改为 {_shown(seen)}"
            yield (period, key), words if is_known else ""


def _shown(seen: Observation) -> str:
    return seen.state.value if seen.value is None else f"{seen.value:f}"


def _file_away(
    workspace: Workspace, path: Path, table: Bygone, catalogue: Catalogue
) -> archives.Folder:
    """Keep the table itself beside the figures that were read in it."""
    data = path.read_bytes()
    if sha256(data) != table.sha256:
        raise BulletinError(f"{path.name} 刚刚被改动过，没有导入。请存盘后重试")
    months = (
        FiledMonth(period, path.name, table.sha256, filed(figures, catalogue))
        for period, figures in sorted(table.months.items())
    )
    files = {path.name: data, archives.DATA: filing.dump(months)}
    return archives.file_away(workspace.archive, None, files)
