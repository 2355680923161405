"""Two copies of a month's workbook as one; with the original, only changes count."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from bulletin.intake import figures
from bulletin.intake.merging import lines as sheets
from bulletin.intake.merging.lines import Lines
from bulletin.intake.merging.pair import Pair, Taken
from bulletin.intake.patching.dependents import stale
from bulletin.intake.patching.patch import emptied, patched
from bulletin.intake.table import HELPERS
from bulletin.intake.words import label
from bulletin.intake.workbook import Workbook
from bulletin.model.handbook import Handbook
from bulletin.model.place import Place
from bulletin.model.problem import Code, Problem, ProblemsError

_NO_LINES = Lines()
_BY_HAND = "要的请自己填进结果"
# Sheets that say nothing of the month.
_OURS = ("说明", "检查结果")


@dataclass(frozen=True, slots=True)
class Copies:
    """The copies to be merged, and the original that both were made from, if known."""

    first: Workbook
    second: Workbook
    base: Workbook | None = None


@dataclass(frozen=True, slots=True)
class Merged:
    """The first copy with what the second brought, and what could not be merged."""

    data: bytes
    taken: tuple[Taken, ...]
    problems: tuple[Problem, ...]


def merge(copies: Copies, handbook: Handbook) -> Merged:
    """The first copy, patched with all that only the second copy says.

    Where both say something different (with the original: where both changed it), the
    first copy's word stays and a CONFLICT tells. Raises ProblemsError if the first copy
    is no .xlsx.
    """
    first, second = (sheets.read(c, handbook) for c in (copies.first, copies.second))
    base = sheets.read(copies.base, handbook) if copies.base else None
    taken: list[Taken] = []
    problems = list(_other_sheets(copies))
    for sheet, theirs in second.items():
        problems.extend(theirs.problems)
        place = Place(copies.first.name, sheet)
        ours = first.get(sheet, _NO_LINES)
        if theirs.lines and not ours.columns:
            message = f"第一份没有“{sheet}”表，第二份的{len(theirs.lines)}行没有合并"
            problems.append(Problem(Code.CONFLICT, message, _BY_HAND, place))
            continue
        before = base.get(sheet, _NO_LINES) if base is not None else None
        pair = Pair(place, ours, theirs, before)
        pair.merge()
        taken.extend(pair.taken)
        problems.extend(pair.problems)
    return _written(copies.first, tuple(taken), problems, _unread(first))


def _other_sheets(copies: Copies) -> Iterator[Problem]:
    """The sheets of the second copy that nobody merges, where the first has not the same."""
    ours = {label(sheet): sheet for sheet in reversed(copies.first.sheets)}
    for sheet in copies.second.sheets:
        name = label(sheet)
        if name in sheets.KEYS or name in _OURS:
            continue
        theirs = _contents(copies.second, sheet)
        if theirs and (
            name not in ours or _contents(copies.first, ours[name]) != theirs
        ):
            message = f"第二份的“{sheet}”表不是通报用的表，没有合并"
            place = Place(copies.second.name, sheet)
            yield Problem(Code.EXTRA_SHEET, message, _BY_HAND, place)


def _contents(workbook: Workbook, sheet: str) -> list[tuple[str, object]]:
    rows = workbook.rows(sheet)
    return [(c.place.cell, c.content) for _, row in rows for c in row.values()]


def _unread(first: Mapping[str, Lines]) -> tuple[str, ...]:
    """The letters of the columns of figures that are only there for the clerk's eye."""
    columns = first.get(figures.SHEET, _NO_LINES).columns
    return tuple(columns[heading] for heading in HELPERS if heading in columns)


def _written(
    first: Workbook,
    taken: tuple[Taken, ...],
    problems: list[Problem],
    unread: tuple[str, ...],
) -> Merged:
    """The file; what cannot be written into it (formulas …) becomes a problem.

    Formulas that the new cells go into lose their saved results, which are out of date.
    """
    wanted = {(t.place.sheet, t.place.cell): t for t in taken}
    try:
        data = _patched(first, taken)
    except ProblemsError as error:
        refused = {(p.place.sheet, p.place.cell): p for p in error.problems}
        if not refused.keys() <= wanted.keys():
            raise
        for at, why in refused.items():
            message = f"第二份的“{wanted[at].content}”没有写进去：{why.message}"
            problems.append(replace(why, message=message))
        taken = tuple(each for at, each in wanted.items() if at not in refused)
        data = _patched(first, taken)
    cells = [(t.place.sheet, t.place.cell) for t in taken]
    old = stale(data, cells, first.name) if cells else ()
    data = emptied(data, [(p.place.sheet, p.place.cell) for p in old]) if old else data
    told = (p for p in old if not _is_in(p.place, unread))
    return Merged(data, taken, (*problems, *told))


def _patched(first: Workbook, taken: tuple[Taken, ...]) -> bytes:
    cells = {(t.place.sheet, t.place.cell): t.content for t in taken}
    return patched(first.data, cells, first.name)


def _is_in(place: Place, columns: tuple[str, ...]) -> bool:
    is_figures = label(place.sheet) == figures.SHEET
    return is_figures and place.cell.rstrip("0123456789") in columns
