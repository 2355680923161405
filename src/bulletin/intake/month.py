"""A month's workbook as a dataset with its problems: the one way into intake."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from bulletin.intake import cover as covers
from bulletin.intake.consistency import (
    consistency,
    supplied_growth_agrees,
    targets_agree,
)
from bulletin.intake.continuity import continuity
from bulletin.intake.figures import SHEET as FIGURES
from bulletin.intake.figures import figures
from bulletin.intake.freshness import expired, freshness
from bulletin.intake.lists import SHEET as LISTS
from bulletin.intake.lists import entries
from bulletin.intake.marking.sign import SHEET as MARKED
from bulletin.intake.marking.sign import marked_copy
from bulletin.intake.narrative import SHEET as TEXTS
from bulletin.intake.narrative import narrative
from bulletin.intake.oddities import book_oddities
from bulletin.intake.opinions import SHEET as OPINIONS
from bulletin.intake.opinions import opinions
from bulletin.intake.origins import with_origins
from bulletin.intake.settlements import SHEET as SETTLEMENTS
from bulletin.intake.settlements import Settlement, settlements
from bulletin.intake.workbook import Workbook
from bulletin.model.edition import Cover, Dataset, Edition
from bulletin.model.figure import Figures
from bulletin.model.handbook import Handbook
from bulletin.model.history import History
from bulletin.model.journal import Journal
from bulletin.model.period import ReportingPeriod
from bulletin.model.problem import Problem

_GUIDE = "说明"
_SHEETS = (covers.SHEET, FIGURES, LISTS, TEXTS, SETTLEMENTS, OPINIONS, _GUIDE, MARKED)


@dataclass(frozen=True, slots=True)
class Known:
    """What is known beside a workbook: the earlier months, and what was collected."""

    history: History = field(default_factory=History)
    journal: Journal = field(default_factory=Journal)


NOTHING_KNOWN = Known()


@dataclass(frozen=True, slots=True)
class Reading:
    """What a workbook says; no dataset while its period cannot be read."""

    file: str
    sha256: str
    dataset: Dataset | None
    problems: tuple[Problem, ...]
    settlements: tuple[Settlement, ...]


def period(workbook: Workbook) -> ReportingPeriod | None:
    """The month of a workbook, known before anything else of it is judged.

    None while 报告期 cannot be read; `read` then says why.
    """
    return covers.period(workbook)


def read(
    workbook: Workbook, handbook: Handbook, known: Known = NOTHING_KNOWN
) -> Reading:
    """The month in the workbook, with all its problems at once.

    The handbook must be read as of its period. Raises ProblemsError for a damaged sheet.
    """
    catalogue, month = handbook.catalogue, covers.period(workbook)
    cover, cover_problems = covers.edition(workbook, catalogue)
    typed, figure_problems = figures(workbook, handbook, month)
    seen, typed_over = with_origins(typed, known.journal)
    listed, list_problems = entries(workbook, handbook)
    written, text_problems = narrative(workbook, handbook)
    wanted, opinion_problems = opinions(workbook, handbook, month)
    settled, own_problems = settlements(workbook)
    dataset = Dataset(cover, seen, listed, written, wanted) if cover else None
    problems = (
        *marked_copy(workbook),
        *cover_problems,
        *(_targets(cover, seen, cover_problems) if cover else ()),
        *figure_problems,
        *typed_over,
        *consistency(seen, catalogue),
        *(supplied_growth_agrees(seen, catalogue, month) if month else ()),
        *(continuity(seen, known.history, catalogue, month) if month else ()),
        *list_problems,
        *text_problems,
        *freshness(workbook, month),
        *(expired(dataset, handbook) if dataset else ()),
        *opinion_problems,
        *own_problems,
        *book_oddities(workbook, _SHEETS),
    )
    return Reading(workbook.name, workbook.sha256, dataset, problems, settled)


def _targets(
    cover: Edition,
    seen: Figures,
    known: tuple[Problem, ...],
) -> Iterator[Problem]:
    """Whether targets were issued; not asked while the cell cannot be read."""
    place = cover.cover[Cover.TARGET_YEAR].place
    broken = {p.place for p in known if p.is_error and not p.can_be_settled}
    if place not in broken:
        yield from targets_agree(cover, seen)
