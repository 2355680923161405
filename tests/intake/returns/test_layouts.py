"""A month laid out in any way is read back exactly, or told; it is never read wrong."""

import random
from pathlib import Path

import pytest

from bulletin.handbook import read as handbooks
from bulletin.intake.returns import files
from bulletin.intake.returns.claim import Return
from bulletin.intake.returns.files import Month
from bulletin.intake.returns.lexicon import lexicon
from bulletin.intake.workbook import Workbook
from bulletin.model.alias import Aliases
from bulletin.model.handbook import Catalogue
from bulletin.model.period import ReportingPeriod
from tests.intake.returns.layouts import ASIDES, UNKNOWN, WORDS, Layout
from tests.sample import ROOT, SOAK

PERIOD = ReportingPeriod(2022, 8)
ALIASES = {"授权": "发明专利授权量", "质押额": "专利权质押融资金额", "存量": "有效发明专利"}
SEEDS = range(4000 if SOAK else 150)


@pytest.fixture(scope="module")
def month() -> Month:
    handbook, _ = handbooks.read(ROOT / "data" / "handbook", PERIOD)
    return Month(handbook, PERIOD, lexicon(handbook, Aliases(ALIASES)))


def layout(seed: int, catalogue: Catalogue) -> Layout:
    return Layout(random.Random(seed), catalogue, ALIASES)


def read(laid: Layout, month: Month, *, as_csv: bool = False) -> Return:
    name = "汇总8月.csv" if as_csv else "汇总8月.xlsx"
    data = laid.csv() if as_csv else laid.book()
    return files.read(Workbook(name, data), name, month)


def wrong(laid: Layout, found: Return) -> list[object]:
    """The claims that are not what was laid out."""
    return [
        (claim.key, claim.shown, claim.place.cell)
        for claim in found.claims
        if claim.value != laid.figures.get(claim.key)
        or laid.cells.get(claim.place.cell) != claim.key
    ]


@pytest.mark.parametrize("seed", SEEDS)
def test_every_orientation_level_name_unit_and_form_is_read_exactly(
    seed: int, month: Month
) -> None:
    laid = layout(seed, month.handbook.catalogue)
    found = read(laid, month)
    assert wrong(laid, found) == []
    assert {claim.key for claim in found.claims} == set(laid.figures), found.problems
