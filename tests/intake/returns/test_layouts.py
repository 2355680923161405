"""A month laid out in any way is read back exactly, or told; it is never read wrong."""

import random
import string

import pytest
from openpyxl.utils import column_index_from_string

from bulletin.handbook import read as handbooks
from bulletin.intake.returns import files
from bulletin.intake.returns.claim import Return
from bulletin.intake.returns.files import Month
from bulletin.intake.returns.lexicon import lexicon
from bulletin.intake.workbook import Workbook
from bulletin.model.alias import Aliases
from bulletin.model.handbook import Catalogue
from bulletin.model.period import ReportingPeriod
from tests.intake.returns.layouts import ASIDES, UNKNOWN, Layout
from tests.sample import ROOT, SOAK

PERIOD = ReportingPeriod(2022, 8)
ALIASES = {
    "授权": "发明专利授权量",
    "质押额": "专利权质押融资金额",
    "存量": "有效发明专利",
}
LETTERS = string.ascii_uppercase
SEEDS = range(4000 if SOAK else 150)


@pytest.fixture(scope="module")
def month() -> Month:
    handbook, _ = handbooks.read(ROOT / "data" / "handbook", PERIOD)
    return Month(handbook, PERIOD, lexicon(handbook, Aliases(ALIASES)))


def layout(seed: int, catalogue: Catalogue) -> Layout:
    return Layout(random.Random(seed), catalogue, ALIASES)  # noqa: S311 - no secret


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


@pytest.mark.parametrize("seed", SEEDS)
def test_where_merged_cells_are_lost_nothing_is_read_wrong(
    seed: int, month: Month
) -> None:
    laid = layout(seed, month.handbook.catalogue)
    found = read(laid, month, as_csv=True)
    assert wrong(laid, found) == []
    assert {claim.key for claim in found.claims} == set(laid.figures), found.problems


@pytest.mark.parametrize("seed", SEEDS)
def test_what_stands_around_the_figures_changes_none_of_them(
    seed: int, month: Month
) -> None:
    """Growth, ranks and what we do not know, as columns and rows; remarks; blank rows."""
    laid = layout(seed, month.handbook.catalogue)
    pick = laid.seeded
    count = len(laid.rows) - laid.first + 1
    for heading in pick.sample((*ASIDES, *UNKNOWN), pick.randint(0, 3)):
        laid.append_column(heading, [pick.randint(0, 999) for _ in range(count)])
    for _ in range(pick.randint(0, 2)):
        width = len(laid.rows[-1])
        junk = [
            pick.choice((*UNKNOWN, "合计")),
            *(pick.randint(0, 99) for _ in range(width)),
        ]
        laid.rows.append([*junk[:1], *[""] * (len(laid.down) - 1), *junk[1:]][:width])
    laid.rows.append(["注：以上数据为快报数，请于9月5日前核对。"])
    if pick.random() < 0.5:
        laid.insert_row(1, [])
    found = read(laid, month)
    assert wrong(laid, found) == []
    assert {claim.key for claim in found.claims} == set(laid.figures), found.problems


OTHERS = ("企业", "其中：高校", "同比", "省级", "新口径")
QUALIFIERS = (*OTHERS, "当月", "2021年1-7月", "1-7月")


@pytest.mark.parametrize("seed", SEEDS)
def test_a_word_that_may_change_the_meaning_keeps_figures_from_being_read(
    seed: int, month: Month
) -> None:
    """One more level of headings, one more column of labels, or a row between the rows."""
    laid = layout(seed, month.handbook.catalogue)
    pick = laid.seeded
    way = pick.choice(("heading", "label", "section"))
    # A time alone among items is one more item, whose row is blank.
    is_item = way == "section" and laid.down[0] == "item"
    word = pick.choice(QUALIFIERS if not is_item else OTHERS)
    touched = {"heading": over, "label": beside, "section": between}[way](laid, word)
    found = read(laid, month)
    assert touched
    assert [c.place.cell for c in found.claims if c.place.cell in touched] == []
    assert wrong(laid, found) == []


def over(laid: Layout, word: str) -> set[str]:
    """The word in a row of its own between two rows of headings, over some columns."""
    columns = sorted(
        {cell.rstrip("0123456789") for cell in laid.cells}, key=column_index_from_string
    )
    chosen = laid.seeded.sample(columns, laid.seeded.randint(1, len(columns)))
    row: list[object] = [""] * column_index_from_string(columns[-1])
    for letter in chosen:
        row[column_index_from_string(letter) - 1] = word
    levels = len(laid.across)
    laid.insert_row(laid.first - laid.seeded.randint(0, levels), row)
    laid.first += 1
    return {c for c in laid.cells if c.rstrip("0123456789") in chosen}


def beside(laid: Layout, word: str) -> set[str]:
    """The word in a column of labels of its own, before the first."""
    rows = range(laid.first, len(laid.rows) + 1)
    chosen = laid.seeded.sample(rows, laid.seeded.randint(1, len(rows)))
    laid.insert_column(dict.fromkeys(chosen, word))
    return {c for c in laid.cells if int(c.lstrip(LETTERS)) in chosen}


def between(laid: Layout, word: str) -> set[str]:
    """The word alone in a row, in the column of labels, over all rows below it."""
    at = laid.seeded.randint(laid.first, len(laid.rows))
    laid.insert_row(at, [word])
    return {c for c in laid.cells if int(c.lstrip(LETTERS)) > at}
