"""A month's workbook as a dataset with its problems: the one way into intake."""

from dataclasses import dataclass
from pathlib import Path

from bulletin.intake import workbook as workbooks
from bulletin.intake.consistency import consistency
from bulletin.intake.cover import edition
from bulletin.intake.figures import figures
from bulletin.intake.lists import entries
from bulletin.intake.narrative import narrative
from bulletin.intake.settlements import Settlement, settlements
from bulletin.model.edition import Dataset
from bulletin.model.handbook import Handbook
from bulletin.model.problem import Problem


@dataclass(frozen=True, slots=True)
class Reading:
    """What a workbook says; no dataset while its period cannot be read."""

    file: str
    sha256: str
    dataset: Dataset | None
    problems: tuple[Problem, ...]
    settlements: tuple[Settlement, ...]


def read(path: Path, handbook: Handbook) -> Reading:
    """The month in the workbook at `path`, with all its problems at once.

    Raises BulletinError when the file is no readable workbook.
    """
    workbook = workbooks.read(path)
    cover, cover_problems = edition(workbook, handbook.catalogue.office)
    seen, figure_problems = figures(workbook, handbook.catalogue)
    listed, list_problems = entries(workbook, handbook.catalogue)
    written, text_problems = narrative(workbook, handbook)
    settled, own_problems = settlements(workbook)
    problems = (
        *cover_problems,
        *figure_problems,
        *consistency(seen, handbook.catalogue),
        *list_problems,
        *text_problems,
        *own_problems,
    )
    dataset = Dataset(cover, seen, listed, written) if cover else None
    return Reading(workbook.name, workbook.sha256, dataset, problems, settled)
