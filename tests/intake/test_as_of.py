"""Months that an indicator's figures end in (截至), and bases that compare with nothing."""

import datetime
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bulletin.intake.as_of import as_of
from bulletin.intake.workbook import Cell, CellKind
from bulletin.model.figure import AsOf, State
from bulletin.model.indicator import Indicator, Item
from bulletin.model.period import ReportingPeriod
from bulletin.model.place import Place
from bulletin.model.problem import Code, Stage
from tests.intake.reading import edit, read, seen
from tests.sample import DISTRICTS, Sample

FIGURES, HEADING, COLUMN = "指标数据", "截至", "P"
GRANTED, NOW, BEFORE, TARGET = "发明专利授权量", "本期", "上年同期", "年度目标"
JULY = ReportingPeriod(2022, 7)
PERIODS = st.builds(ReportingPeriod, st.integers(2000, 2050), st.integers(1, 12))
FORMS = ("{0}-{1:02}", "{0}年{1}月", "{0}/{1}", "{0}年1-{1}月")


def indicator(lag: int = 0) -> Indicator:
    """An indicator of some bulletin."""
    words = ("甲", "甲", "件", 0, True, True, True, False, False)
    return Indicator(*words, items=(Item.CURRENT,), lag=lag)


def cell(content: str, at: str = "P2", kind: CellKind = CellKind.ORDINARY) -> Cell:
    """A cell of the column 截至."""
    return Cell(content, Place("2022-07.xlsx", FIGURES, at), kind)


def typed(sample: Sample, item: str, content: object) -> str:
    """Type a month for an indicator's row; the cell."""
    sample.type(FIGURES, f"{COLUMN}1", HEADING)
    at = f"{COLUMN}{sample.address(GRANTED, item, '全市')[1:]}"
    sample.type(FIGURES, at, content)
    return at


def stated(sample: Sample) -> dict[str, str]:
    """The months that the workbook states, by indicator."""
    dataset = read(sample).dataset
    assert dataset is not None
    return {name: end.period.key for name, end in dataset.figures.as_of.items()}


# ── 截至 ─────────────────────────────────────────────────────────────────────


@given(PERIODS, PERIODS, st.sampled_from(FORMS), st.sampled_from((0, 1, 3)))
def test_a_month_before_the_period_counts_and_a_later_one_is_refused(
    period: ReportingPeriod, end: ReportingPeriod, form: str, lag: int
) -> None:
    at = cell(form.format(end.year, end.month))
    cells = {("甲", Item.CURRENT): at}
    found, problems = as_of(cells, {"甲": indicator(lag)}, period)
    if end > period:
        assert found == {}
        assert seen(problems) == [("wrong-as-of", "P2")]
        return
    assert problems == ()
    said = end != period or lag > 0
    assert found == ({"甲": AsOf(end, at.place)} if said else {})


@given(PERIODS, st.sampled_from([i for i in Item if i is not Item.CURRENT]), PERIODS)
def test_another_row_may_only_repeat_the_month(
    end: ReportingPeriod, item: Item, other: ReportingPeriod
) -> None:
    cells = {("甲", item): cell(other.key, "P3"), ("甲", Item.CURRENT): cell(end.key)}
    _, problems = as_of(cells, {"甲": indicator()}, max(end, JULY))
    repeats = (end, end.earlier(12)) if item is Item.BASE else (end,)
    assert seen(problems) == ([] if other in repeats else [("wrong-as-of", "P3")])


@pytest.mark.parametrize("item", Item)
@pytest.mark.parametrize("content", ["—", "/", "", " "])
def test_a_blank_or_a_dash_says_nothing(item: Item, content: str) -> None:
    cells = {("甲", item): cell(content)}
    assert as_of(cells, {"甲": indicator()}, JULY) == ({}, ())


@pytest.mark.parametrize("item", [Item.BASE, Item.TARGET])
def test_a_month_on_another_row_alone_must_be_the_period(item: Item) -> None:
    for content, wrong in (("2022-07", []), ("2022-06", [("wrong-as-of", "P2")])):
        found, problems = as_of({("甲", item): cell(content)}, {}, JULY)
        assert (found, seen(problems)) == ({}, wrong)


def test_a_broken_cell_is_what_it_is() -> None:
    for kind, code in (
        (CellKind.ERROR, "error-cell"),
        (CellKind.UNSAVED, "unsaved-formula"),
    ):
        cells = {("甲", Item.CURRENT): cell("#N/A", kind=kind)}
        found, problems = as_of(cells, {"甲": indicator()}, JULY)
        assert (found, seen(problems)) == ({}, [(code, "P2")])


def test_the_column_is_read_with_its_cell(sample: Sample) -> None:
    at = typed(sample, NOW, "2022年6月")
    assert stated(sample) == {GRANTED: "2022-06"}
    assert sample.errors() == []
    typed(sample, NOW, datetime.date(2021, 12, 31))
    dataset = read(sample).dataset
    assert dataset is not None
    place = Place("2022-07.xlsx", FIGURES, at)
    assert dataset.figures.as_of == {GRANTED: AsOf(ReportingPeriod(2021, 12), place)}


@pytest.mark.parametrize("content", ["6月", "2022-13", "上月", 2022.06, 6])
def test_what_is_no_month_stops_even_a_draft(sample: Sample, content: object) -> None:
    at = typed(sample, NOW, content)
    assert sample.errors() == [("wrong-as-of", at)]
    [problem] = [p for p in sample.check() if p.code is Code.WRONG_AS_OF]
    assert problem.refused_at(Stage.DRAFT)


def test_the_period_itself_is_stated_only_for_what_lags_as_a_rule(
    own_workspace: Path, sample_of: Callable[[Path], Sample]
) -> None:
    sample = sample_of(own_workspace)
    typed(sample, NOW, "2022-07")
    assert stated(sample) == {}
    old = f'name = "{GRANTED}"'
    edit(own_workspace, "catalogue.toml", (old, f"{old}\nlag = 1"))
    assert stated(sample) == {GRANTED: "2022-07"}


def test_without_a_period_nothing_is_too_late(sample: Sample) -> None:
    typed(sample, NOW, "2030-01")
    sample.type("封面", "B2", None)
    assert seen(p for p in read(sample).problems if p.is_error) == [
        ("wrong-period", "B2")
    ]


# ── 不可比 ───────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("words", ["不可比", " 不可比 ", "不 可\n比"])
@pytest.mark.parametrize("area", ["全市", *DISTRICTS[:2]])
def test_a_base_may_be_one_that_compares_with_nothing(
    sample: Sample, area: str, words: str
) -> None:
    sample.set(GRANTED, BEFORE, {area: words})
    reading = read(sample)
    assert [p for p in reading.problems if p.is_error] == []
    assert reading.dataset is not None
    observed = reading.dataset.figures.get(GRANTED, area, Item.BASE)
    assert (observed.state, observed.value) == (State.INCOMPARABLE, None)
    assert observed.at.cell == sample.address(GRANTED, BEFORE, area)


@pytest.mark.parametrize("item", [NOW, TARGET])
def test_only_a_base_may_say_so(sample: Sample, item: str) -> None:
    sample.set(GRANTED, item, {"滕州市": "不可比"})
    at = sample.address(GRANTED, item, "滕州市")
    assert sample.errors() == [("not-a-number", at)]


def test_elsewhere_incomparable_leaves_the_sum_alone_as_well(sample: Sample) -> None:
    sample.set(GRANTED, BEFORE, {"全市": 1})
    assert ("sum-differs", "D3") in seen(read(sample).problems)
    sample.set(GRANTED, BEFORE, {"其他": "不可比"})
    assert ("sum-differs", "D3") not in seen(read(sample).problems)
