"""The corpus of odd and bad workbooks, sent in as returns: right figures, or none."""

from pathlib import Path

import pytest

from bulletin.intake import month as months
from bulletin.intake import workbook as workbooks
from bulletin.intake.returns import files
from bulletin.intake.workbook import Workbook
from bulletin.model.alias import NO_ALIASES
from bulletin.model.period import ReportingPeriod
from bulletin.model.problem import ProblemsError
from tests.corpus.case import Case
from tests.corpus.making import SAMPLE
from tests.corpus.test_corpus import EVERY, figures, made
from tests.intake.returns.tables import month_with

JULY = month_with(NO_ALIASES, ReportingPeriod(2022, 7))


@pytest.mark.parametrize("case", EVERY, ids=lambda case: case.name)
def test_an_odd_workbook_gives_right_figures_or_none(
    case: Case, tmp_path: Path
) -> None:
    path = made(case, tmp_path)
    try:
        found = files.read(workbooks.read(path), path.name, JULY)
    except ProblemsError:
        return
    dataset = months.read(Workbook("2022-07.xlsx", SAMPLE), JULY.handbook).dataset
    assert dataset
    wanted = {**figures(dataset.figures), **case.figures}
    given = [claim for claim in found.claims if claim.value is not None]
    wrong = [
        (claim.key, claim.shown, claim.place.cell)
        for claim in given
        if claim.shown != wanted.get(claim.key)
    ]
    assert case.anything or wrong == []
    assert given or found.problems
