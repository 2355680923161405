"""New forms: the month's workbook and one return a district, with what is known filled in.

Nothing that is there is ever overwritten.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from bulletin import past
from bulletin.handbook import read as handbooks
from bulletin.intake import carried as carrying
from bulletin.intake import month as months
from bulletin.intake import workbook as workbooks
from bulletin.intake.carried import Carried
from bulletin.intake.form.blank import blank
from bulletin.intake.form.earlier import Earlier
from bulletin.intake.form.returned import returned
from bulletin.model.handbook import Handbook
from bulletin.model.history import History
from bulletin.model.indicator import Item
from bulletin.model.period import ReportingPeriod
from bulletin.model.problem import BulletinError
from bulletin.publishing import archive, shelf
from bulletin.workspace import Workspace

_A_YEAR = 12
_WORDS = "文字和名单"


@dataclass(frozen=True, slots=True)
class Form:
    """A month's workbook that was laid down.

    `sources` says where what it starts with came from, empty for what nobody knows;
    `notes` are what the clerk should know besides.
    """

    period: ReportingPeriod
    path: Path
    carried: Carried
    sources: Mapping[str, str]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Returns:
    """The districts' returns of a month: those laid down now, those that were there."""

    period: ReportingPeriod
    folder: Path
    made: tuple[Path, ...]
    kept: tuple[Path, ...]


def new(workspace: Workspace, period: ReportingPeriod) -> Form:
    """The month's workbook in data/.

    Raises BulletinError when it is there already or cannot be written, ProblemsError
    when the handbook or the workbook before it cannot be read.
    """
    path = workspace.workbook(period)
    if path.exists() or path.is_symlink():
        raise BulletinError(
            f"{path} 已经有了，没有改动。要重新生成，请先把它移走或改名"
        )
    handbook, _ = handbooks.read(workspace.handbook, period)
    history = past.recent(workspace, handbook, period)
    last, notes = _last_workbook(workspace, period)
    carried = replace(_carried(workspace, handbook, last), history=history)
    earlier = Earlier(history, period, handbook.catalogue)
    sources = {**dict(_sources(earlier)), _WORDS: _shown(workspace, last)}
    form = Form(period, path, carried, sources, (*notes, *_notes(earlier)))
    shelf.write(path, blank(handbook, period, carried))
    return form


def returns(workspace: Workspace, period: ReportingPeriod) -> Returns:
    """A return for each district in data/returns/2022-08, but for those that are there."""
    handbook, _ = handbooks.read(workspace.handbook, period)
    history = past.recent(workspace, handbook, period)
    earlier = Earlier(history, period, handbook.catalogue)
    folder = workspace.returns(period)
    paths = {
        district.name: folder / f"{period.key}-{district.name}.xlsx"
        for district in handbook.catalogue.districts
    }
    kept = tuple(path for path in paths.values() if path.exists())
    missing = {name: path for name, path in paths.items() if path not in kept}
    for district, path in missing.items():
        shelf.write(path, returned(earlier, district))
    return Returns(period, folder, tuple(missing.values()), kept)


def _last_workbook(
    workspace: Workspace, period: ReportingPeriod
) -> tuple[Path | None, tuple[str, ...]]:
    """The latest workbook before the month, and what is said of those passed over."""
    notes: list[str] = []
    for count in range(1, _A_YEAR + 1):
        earlier = period.earlier(count)
        path = _workbook(workspace, earlier)
        if path is None:
            continue
        found = months.period(workbooks.read(path))
        if found == earlier:
            return path, tuple(notes)
        said = f"报告期是{found.key}" if found else "报告期读不出来"
        notes.append(f"{path.name} 的{said}，没有沿用它的文字和名单")
    return None, tuple(notes)


def _workbook(workspace: Workspace, period: ReportingPeriod) -> Path | None:
    """The month's workbook where the clerk works on it, else as it was filed last."""
    path = workspace.workbook(period)
    return path if path.is_file() else _filed_workbook(workspace.archive, period)


def _filed_workbook(root: Path, period: ReportingPeriod) -> Path | None:
    last = archive.last(root, period)
    if last is None:
        return None
    (month,) = archive.read(root, last).months
    files = (root / last).rglob("*")
    return next((path for path in files if path.name == month.workbook), None)


def _carried(workspace: Workspace, handbook: Handbook, last: Path | None) -> Carried:
    """The rows to take over, as the handbook of their own month reads them."""
    if last is None:
        return carrying.NOTHING
    book = workbooks.read(last)
    at = months.period(book)
    if at is None:
        return carrying.NOTHING
    then, _ = handbooks.read(workspace.handbook, at)
    reading = months.read(book, then, past.known(workspace, last, then))
    return carrying.carried(book, reading, handbook.catalogue)


def _sources(earlier: Earlier) -> Iterator[tuple[str, str]]:
    """Where the figures came from, by what they are in the form."""
    period, history = earlier.period, earlier.history
    items = {i for each in earlier.catalogue.indicators.values() for i in each.items}
    has_targets = Item.TARGET in items and not earlier.awaits_targets
    year_end = ReportingPeriod(period.year - 1, _A_YEAR)
    asked = (
        (Item.BASE in items, Item.BASE, period.earlier(_A_YEAR)),
        (Item.YEAR_END in items, Item.YEAR_END, year_end),
        (has_targets, Item.TARGET, history.last_of_year(period)),
        (True, "上月", period.earlier(1)),
    )
    for wanted, name, month in asked:
        if wanted:
            yield name, _origin(history, month) if month else ""


def _origin(history: History, month: ReportingPeriod) -> str:
    """A month and where it is known from; empty where it is not known."""
    if month not in history.months:
        return ""
    origin = history.origins.get(month, "")
    return origin if month.key in origin else f"{month.key}（{origin}）"


def _shown(workspace: Workspace, path: Path | None) -> str:
    """A path as a clerk in the workspace knows it."""
    if path is None:
        return ""
    root = workspace.root
    return str(path.relative_to(root) if path.is_relative_to(root) else path)


def _notes(earlier: Earlier) -> Iterator[str]:
    first, style = earlier.catalogue.style.first_month, earlier.catalogue.style
    if earlier.period.month < first:
        together = f"1{style.month_range}{first}月"
        key = ReportingPeriod(earlier.period.year, first).key
        yield f"本通报{together}合并为第一期，一般应运行 bulletin new {key}"
    if earlier.awaits_targets:
        yield "年度目标尚未下达，已填“—”；下达以后请换成数，“封面”的目标年度也要填"
