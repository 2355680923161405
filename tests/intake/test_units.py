"""Figures as clerks type them: units behind them, other units, dates, formats that lie."""

import datetime
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bulletin.intake.readers.formats import is_percent, is_scaled
from bulletin.intake.units import amount, factor
from bulletin.model.problem import Code, Problem
from tests.sample import Sample

FIGURES, GRANTED, PLEDGED, NOW = (
    "指标数据",
    "发明专利授权量",
    "专利权质押融资金额",
    "本期",
)
TENS = {"": 1, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8, "百万": 10**6}


def hints(sample: Sample, code: Code) -> list[Problem]:
    return [problem for problem in sample.check() if problem.code is code]


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("18650万元", "读作18650万元"),
        ("18,650 万元", "读作18650万元"),
        ("18650万", "读作18650万元"),
        ("１８６５０万元", "读作18650万元"),
        ("1.865亿元", "已换算为18650万元"),
        ("1.865亿", "已换算为18650万元"),
        ("186500000元", "已换算为18650万元"),
        ("186500千元", "已换算为18650万元"),
    ],
)
def test_a_unit_in_the_cell_is_understood_exactly_and_told(
    sample: Sample, typed: str, words: str
) -> None:
    cell = sample.address(PLEDGED, NOW, "滕州市")
    assert sample.sheet(FIGURES)[cell].value == 18650
    sample.type(FIGURES, cell, typed)
    assert sample.errors() == []
    [hint] = hints(sample, Code.UNIT_IN_CELL)
    assert hint.place.cell == cell
    assert words in hint.message


def test_a_count_with_its_unit_is_understood(sample: Sample) -> None:
    sample.set(GRANTED, NOW, {"滕州市": "128件"})
    assert sample.errors() == []
    assert [hint.place.cell for hint in hints(sample, Code.UNIT_IN_CELL)] == ["E2"]


@pytest.mark.parametrize(
    ("typed", "advice"),
    [
        ("128项", "这里按件填"),
        ("128万元", "这里按件填"),
        ("128件左右", "换算成件"),
        ("128件(含PCT3件)", "只填数字"),
        ("（128）", "括号里是负数的"),
        ("(1,280.5)", "括号里是负数的"),
    ],
)
def test_what_is_not_understood_gets_the_advice_that_it_needs(
    sample: Sample, typed: str, advice: str
) -> None:
    sample.set(GRANTED, NOW, {"滕州市": typed})
    [problem] = [each for each in sample.check() if each.is_error]
    assert (problem.code, problem.place.cell) == (Code.NOT_A_NUMBER, "E2")
    assert advice in problem.advice


@pytest.mark.parametrize(
    "typed",
    [
        datetime.date(2022, 12, 8),
        datetime.datetime(2022, 12, 8, 1, 30),  # noqa: DTZ001 - Excel knows no zone
        datetime.time(12, 8),
    ],
)
def test_a_date_that_excel_made_of_a_figure_is_called_one(
    sample: Sample, typed: object
) -> None:
    sample.set(GRANTED, NOW, {"滕州市": typed})
    assert sample.errors() == [("date-cell", "E2")]


def test_a_percent_sign_that_is_typed_counts_once(sample: Sample) -> None:
    """A text keeps its own %, whatever the format of its cell is."""
    row = sample.sheet(FIGURES).max_row + 1
    cells = ["专利授权量", "件", "上级给定同比", "9.8%"]
    for column, value in enumerate(cells, 1):
        sample.sheet(FIGURES).cell(row, column).value = value
    before = [(p.code, p.message) for p in sample.check()]
    sample.sheet(FIGURES)[f"D{row}"].number_format = "0.0%"
    assert [(p.code, p.message) for p in sample.check()] == before
    sample.type(FIGURES, f"D{row}", 0.098)
    assert [(p.code, p.message) for p in sample.check()] == before


def test_a_number_shown_smaller_than_it_is_is_refused(sample: Sample) -> None:
    sample.sheet(FIGURES)["E10"].number_format = '0!.0,"万"'
    assert sample.errors() == [("not-a-number", "E10")]


def test_a_cell_of_any_length_makes_a_short_message(sample: Sample) -> None:
    sample.set(GRANTED, NOW, {"滕州市": "很" * 30000})
    [problem] = [each for each in sample.check() if each.is_error]
    assert len(problem.message) < 60


@pytest.mark.parametrize(
    ("pattern", "percent", "scaled"),
    [
        ("General", False, False),
        ("0%", True, False),
        ("0.00%;[Red]-0.00%", True, False),
        ('0.0"%"', False, False),
        (r"0.0\%", False, False),
        ("#,##0", False, False),
        ("#,##0.00_);(#,##0.00)", False, False),
        ('_(* #,##0_);_(* "-"_);_(@_)', False, False),
        ("#,##0,", False, True),
        ("0!.0,", False, True),
        (r"0\.0,", False, True),
        ("0.00,,", False, True),
        ('0"0,"', False, False),
        ("G/通用格式", False, False),
        ("[$-804]0.0%", True, False),
    ],
)
def test_formats_tell_how_a_number_is_shown(
    pattern: str, *, percent: bool, scaled: bool
) -> None:
    assert (is_percent(pattern), is_scaled(pattern)) == (percent, scaled)


@given(
    st.integers(0, 10**12),
    st.integers(0, 4),
    st.sampled_from(sorted(TENS)),
    st.sampled_from(sorted(TENS)),
    st.sampled_from(["元", "件", "家", ""]),
)
def test_amounts_are_converted_exactly(
    digits: int, decimals: int, given_in: str, asked_in: str, thing: str
) -> None:
    typed = Decimal(digits).scaleb(-decimals)
    read = amount(f"{typed:f}{given_in}{thing}")
    if not given_in + thing:
        assert read is None
        return
    assert read is not None
    wanted = Fraction(typed) * TENS[given_in] / TENS[asked_in]
    found = read.in_unit(f"{asked_in}元")
    if thing == "元" or (not thing and given_in):
        assert found is not None
        assert Fraction(found) == wanted
    else:
        assert found is None


def test_units_of_different_things_are_never_converted() -> None:
    assert factor("项", "件") is None
    assert factor("%", "件") is None
    assert factor("美元", "元") is None
    assert factor("万人次", "人次") == 10_000
    assert factor("", "件") is None
