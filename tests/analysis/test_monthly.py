"""Measures that need the editions before: each by hand, and that nothing is guessed."""

from collections.abc import Mapping
from fractions import Fraction

import pytest

from bulletin.analysis.facts import Facts
from bulletin.drafting import measures
from bulletin.model.edition import Dataset, Edition
from bulletin.model.fact import FIGURE_MEASURES, Fact, Measure, Outcome
from bulletin.model.history import UNKNOWN, History
from bulletin.model.indicator import Indicator, Item, Ratio, Shown
from bulletin.model.place import Place
from bulletin.model.style import Style
from tests.earlier import (
    Typed,
    catalogue,
    course,
    figures,
    history,
    indicator,
    period,
)

NAME, AREA = "授权量", "甲区"
NOW, TARGET = Item.CURRENT, Item.TARGET
LAST, MONTH = Measure.LAST_MONTH, Measure.IN_MONTH
GROWTH, CHANGE = Measure.MONTH_GROWTH, Measure.MONTH_CHANGE
BEHIND = Measure.MONTHS_BEHIND
SUMS: Mapping[str, object] = {"2022-05": 50, "2022-06": 60}


def facts(
    typed: Typed,
    known: History,
    *indicators: Indicator,
    at: str = "2022-07",
    first_month: int = 1,
) -> Facts:
    """The facts of a month; by itself there is one indicator of running sums."""
    own = catalogue(
        *(indicators or (indicator(),)), style=Style(first_month=first_month)
    )
    return Facts(own, Dataset(Edition(period(at), {}), figures(at, typed)), known)


def fact(
    measure: Measure,
    now: object,
    earlier: Mapping[str, object],
    at: str = "2022-07",
    **more: object,
) -> Fact:
    """The measure of one figure through the months."""
    own = facts({(NAME, AREA, NOW): now}, course(earlier), indicator(**more), at=at)  # type: ignore[arg-type] # by name
    return own.get(AREA, NAME, measure)


def said(each: Fact) -> str:
    return measures.text(each) or each.outcome.value


# ── 上月, 当月, 环比 ─────────────────────────────────────────────────────────


def test_a_months_figure_is_the_sum_less_the_last_one() -> None:
    assert said(fact(LAST, 72, SUMS)) == "60"
    assert said(fact(MONTH, 72, SUMS)) == "12"
    assert said(fact(GROWTH, 72, SUMS)) == "环比增长20%"
    assert said(fact(CHANGE, 72, SUMS)) == "环比增加2件"


def test_each_figure_names_the_cells_that_it_came_from() -> None:
    growth = fact(GROWTH, 72, SUMS)
    assert growth.sources == tuple(
        Place(f"2022-{month}.xlsx", "指标数据", f"{NAME}{AREA}本期")
        for month in ("07", "06", "06", "05")
    )
    assert growth.formula == "（当月 − 上月当月）÷ 上月当月 × 100"
    assert (growth.numerator, growth.denominator) == (Fraction(2), Fraction(10))
    assert fact(LAST, 72, SUMS).formula == "2022-06的填报数"


def test_a_year_begins_anew() -> None:
    december = {"2022-11": 100, "2022-12": 110}
    january = [said(fact(m, 12, december, at="2023-01")) for m in (LAST, MONTH, GROWTH)]
    assert january == ["不适用", "12", "环比增长20%"]
    february = fact(GROWTH, 24, {"2023-01": 10}, at="2023-02")
    assert said(february) == "环比增长40%"
    assert said(fact(MONTH, 12, {}, at="2023-01")) == "12"


@pytest.mark.parametrize(
    "known", [{}, {"2022-05": 50}, {"2021-06": 60}, {"2022-07": 60}]
)
def test_a_month_that_nobody_archived_is_never_guessed(
    known: Mapping[str, object],
) -> None:
    for measure in (LAST, MONTH, GROWTH, CHANGE):
        found = fact(measure, 72, known)
        assert found.outcome is Outcome.NO_HISTORY
        assert found.is_absent
        assert measures.text(found) == ""


@pytest.mark.parametrize("lacking", ["—", None])
def test_a_month_without_a_figure_is_none_either(lacking: object) -> None:
    assert fact(GROWTH, 72, {"2022-05": 50, "2022-06": lacking}).is_absent
    assert fact(GROWTH, 72, {"2022-05": lacking, "2022-06": 60}).is_absent


def test_a_cell_of_this_month_that_is_blank_is_waited_for() -> None:
    for measure in (MONTH, GROWTH, CHANGE):
        assert fact(measure, None, SUMS).is_pending
    assert not fact(LAST, None, SUMS).is_pending


def test_a_sum_that_was_corrected_downwards_compares_with_nothing() -> None:
    down = {"2022-05": 50, "2022-06": 80}
    assert [said(fact(m, 72, down)) for m in (MONTH, GROWTH)] == [
        "不适用",
        "与上月不可比",
    ]
    before = {"2022-05": 70, "2022-06": 60}
    assert [said(fact(m, 72, before)) for m in (MONTH, GROWTH)] == [
        "12",
        "与上月不可比",
    ]
    signed = [said(fact(m, 72, down, signed=True)) for m in (MONTH, GROWTH)]
    assert signed == ["-8", "环比由正转负，减少38件"]


@pytest.mark.parametrize(
    ("since", "words"),
    [
        ("2022-07", ["不适用", "与上月不可比"]),
        ("2022-06", ["12", "与上月不可比"]),
        ("2022-05", ["12", "环比增长20%"]),
    ],
)
def test_months_counted_otherwise_are_not_compared(
    since: str, words: list[str]
) -> None:
    found = [said(fact(m, 72, SUMS, rebased=period(since))) for m in (MONTH, GROWTH)]
    assert found == words


def test_a_stock_is_compared_as_it_stands_through_the_turn_of_the_year() -> None:
    stock = {"is_flow": False}
    known = {"2022-12": 50}
    found = [
        said(fact(m, 60, known, at="2023-01", **stock))
        for m in (LAST, MONTH, GROWTH, CHANGE)
    ]
    assert found == ["50", "不适用", "环比增长20%", "环比增加10件"]


def test_a_rate_of_sums_is_compared_within_the_year() -> None:
    rate = indicator(
        "占比", "%", is_flow=False, decimals=1, ratio=Ratio("甲", "乙", 100)
    )
    parts = (indicator("甲"), indicator("乙"), rate)

    def typed(top: int) -> Typed:
        return {("甲", AREA, NOW): top, ("乙", AREA, NOW): 100}

    july = facts(typed(52), history({"2022-06": typed(50)}), *parts)
    assert said(july.get(AREA, "占比", CHANGE)) == "环比提高2个百分点"
    assert said(july.get(AREA, "占比", LAST)) == "50"
    assert said(july.get(AREA, "占比", MONTH)) == "不适用"
    january = facts(typed(52), history({"2022-12": typed(50)}), *parts, at="2023-01")
    assert said(january.get(AREA, "占比", CHANGE)) == "不适用"


def test_figures_that_lag_are_of_their_own_months() -> None:
    known = {"2022-05": 40, "2022-06": 50}  # of April and of May
    assert said(fact(GROWTH, 62, known, lag=1)) == "环比增长20%"
    january = {"2022-12": 90, "2023-01": 100}  # of November and of December
    assert said(fact(MONTH, 12, january, at="2023-02", lag=1)) == "12"


def test_the_first_edition_of_several_months_has_no_months_figure() -> None:
    typed = {(NAME, AREA, NOW): 30}
    february = facts(typed, course({"2022-12": 9}), at="2023-02", first_month=2)
    assert said(february.get(AREA, NAME, MONTH)) == "不适用"
    typed = {(NAME, AREA, NOW): 50}
    march = facts(typed, course({"2023-02": 30}), at="2023-03", first_month=2)
    found = [said(march.get(AREA, NAME, each)) for each in (MONTH, GROWTH)]
    assert found == ["20", "不适用"]


def test_an_amount_is_in_its_printed_unit() -> None:
    money: dict[str, object] = {"unit": "万元", "shown_as": Shown("亿元", 2, 10_000)}
    found = fact(MONTH, 35000, {"2022-06": 10000}, **money)  # type: ignore[arg-type] # by name
    assert (said(found), found.unit) == ("2.5", "亿元")


# ── 连续落后 ─────────────────────────────────────────────────────────────────


def behind(
    months: Mapping[str, tuple[object, object]], at: str = "2022-07", **more: object
) -> str:
    """The months in a row that a sum was behind, from sums and targets by month."""
    typed = {
        key: {(NAME, AREA, NOW): now, (NAME, AREA, TARGET): target}
        for key, (now, target) in months.items()
    }
    known = history({key: cells for key, cells in typed.items() if key != at})
    first = more.pop("first_month", 1)
    assert isinstance(first, int)
    own = facts(typed[at], known, indicator(**more), at=at, first_month=first)  # type: ignore[arg-type] # by name
    return said(own.get(AREA, NAME, BEHIND))


SLOW = {f"2022-{month:02}": (month * 9, 120) for month in range(1, 8)}


def test_months_behind_are_counted_back_to_the_first_that_was_not() -> None:
    assert behind(SLOW) == "连续7个月落后于时间进度"
    assert behind({**SLOW, "2022-04": (40, 120)}) == "连续3个月落后于时间进度"
    assert behind({**SLOW, "2022-06": (60, 120)}) == "落后于时间进度"
    assert behind({**SLOW, "2022-07": (70, 120)}) == "没有落后于时间进度"


def test_the_year_is_counted_by_itself() -> None:
    months = {"2022-11": (9, 120), "2022-12": (9, 120), "2023-01": (9, 120)}
    assert behind(months, at="2023-01") == "落后于时间进度"


def test_a_gap_leaves_the_number_unknown_but_only_where_it_matters() -> None:
    gap = {key: value for key, value in SLOW.items() if key != "2022-04"}
    assert behind(gap) == "缺以前月份的数"
    assert behind({**gap, "2022-06": (60, 120)}) == "落后于时间进度"
    assert behind({"2022-07": (70, 120)}) == "没有落后于时间进度"
    assert behind({**SLOW, "2022-04": (36, None)}) == "缺以前月份的数"


def test_a_month_without_a_target_was_not_behind_it() -> None:
    assert behind({**SLOW, "2022-04": (36, "—")}) == "连续3个月落后于时间进度"


def test_each_month_is_held_against_the_target_of_its_time() -> None:
    assert behind({**SLOW, "2022-05": (45, 100)}) == "连续2个月落后于时间进度"


def test_a_limit_is_behind_when_it_is_exceeded() -> None:
    fast = {key: (now + 20, target) for key, (now, target) in SLOW.items()}
    found = behind({**fast, "2022-01": (9, 120)}, lower_is_better=True)
    assert found == "连续6个月高于时间进度"
    assert behind(SLOW, lower_is_better=True) == "没有高于时间进度"


def test_without_a_target_nobody_is_behind() -> None:
    assert behind({**SLOW, "2022-07": (63, "—")}) == "无年度目标"


def test_the_first_edition_of_several_months_counts_once() -> None:
    months = {key: value for key, value in SLOW.items() if key != "2022-01"}
    assert behind(months, first_month=2) == "连续6个月落后于时间进度"


# ── what an edition may know ─────────────────────────────────────────────────


def test_an_edition_reprints_as_it_was_whatever_came_after() -> None:
    typed = {(NAME, AREA, NOW): 72, (NAME, AREA, TARGET): 100}
    before = history({key: {(NAME, AREA, NOW): value} for key, value in SUMS.items()})
    later = {
        period(key): figures(key, {(NAME, AREA, NOW): 1, (NAME, AREA, TARGET): 1})
        for key in ("2022-07", "2022-08", "2023-06", "2023-07")
    }
    own = facts(typed, before)
    again = facts(typed, History({**before.months, **later}))
    for measure in FIGURE_MEASURES:
        assert own.get(AREA, NAME, measure) == again.get(AREA, NAME, measure)
    assert list(own.all()) == list(again.all())


def test_facts_that_need_other_months_are_listed_only_where_they_are_known() -> None:
    typed = {(NAME, AREA, NOW): 72}
    without = {each.measure for each in facts(typed, UNKNOWN).all()}
    assert without == {Measure.VALUE, Measure.RANK, Measure.BEHIND_BEST}
    more = {each.measure for each in facts(typed, course(SUMS)).all()} - without
    assert more == {LAST, MONTH, GROWTH, CHANGE}
