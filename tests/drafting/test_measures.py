"""Each measure and each of its outcomes in words and in a table column."""

import re
from dataclasses import replace
from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from bulletin.drafting import measures
from bulletin.model.fact import Fact, Measure, Outcome
from bulletin.model.style import Rounding, Style
from tests.drafting.facts import fact, growth, points, rate

YEAR_END = Measure.YEAR_END_GROWTH


def said(each: Fact, **style: object) -> tuple[str, str]:
    office = Style(**style)  # type: ignore[arg-type] # keywords by name
    return measures.text(each, office), measures.column(each, office)


@pytest.mark.parametrize(
    ("now", "base", "words", "column"),
    [
        (405, 369, "同比增长9.8%", "9.8"),
        (369, 405, "同比下降8.9%", "-8.9"),
        (11, 4, "同比增长175%", "175.0"),
        (0, 4, "同比下降100%", "-100.0"),
        (5, 5, "与上年同期持平", "0.0"),
        (10001, 10000, "与上年同期基本持平", "0.0"),
        (9999, 10000, "与上年同期基本持平", "0.0"),
        (2, 0, "上年同期为0，增加2件", "—"),
        (-2, 0, "上年同期为0，减少2件", "—"),
        (0, 0, "与上年同期均为0", "—"),
    ],
)
def test_growth(now: int, base: int, words: str, column: str) -> None:
    assert said(growth(now, base)) == (words, column)


@pytest.mark.parametrize(
    ("now", "base", "words", "column"),
    [
        ("1032", "1000", "较上年末增长3.2%", "3.2"),
        ("960", "1000", "较上年末下降4%", "-4.0"),
        ("7", "7", "与上年末持平", "0.0"),
        ("10000.1", "10000", "与上年末基本持平", "0.0"),
        ("2", "0", "上年末为0，增加2件", "—"),
        ("0", "0", "与上年末均为0", "—"),
        ("3", "-2", "较上年末由负转正，增加5件", "—"),
    ],
)
def test_growth_since_the_end_of_the_year(
    now: str, base: str, words: str, column: str
) -> None:
    assert said(growth(now, base, measure=YEAR_END)) == (words, column)


@pytest.mark.parametrize(
    ("now", "base", "profit", "plain"),
    [
        (3, -2, "同比扭亏为盈，增加5万元", "同比由负转正，增加5万元"),
        (-2, 3, "同比由盈转亏，减少5万元", "同比由正转负，减少5万元"),
        (-1, -3, "同比减亏2万元", "同比增加2万元"),
        (-3, -1, "同比增亏2万元", "同比减少2万元"),
        (0, -3, "同比减亏3万元", "同比增加3万元"),
        ("-2.5", -3, "同比减亏0.5万元", "同比增加0.5万元"),
        (-3, -3, "与上年同期持平", "与上年同期持平"),
        ("-3.001", -3, "与上年同期基本持平", "与上年同期基本持平"),
        (-3, 0, "上年同期为0，减少3万元", "上年同期为0，减少3万元"),
    ],
)
def test_below_zero_there_are_amounts_and_no_rate(
    now: int | str, base: int, profit: str, plain: str
) -> None:
    assert said(growth(now, base, "万元", 2, profit=True)) == (profit, "—")
    assert said(growth(now, base, "万元", 2)) == (plain, "—")


def test_a_rate_that_turns_its_sign_moves_by_points() -> None:
    assert said(growth(3, -2, "百分点", 1))[0] == "同比由负转正，提高5个百分点"


def test_a_growth_that_is_supplied_is_worded_like_one_that_is_computed() -> None:
    assert said(rate(Measure.SUPPLIED, "5.25")) == ("同比增长5.3%", "5.3")
    supplied = rate(Measure.GROWTH, "-5.25", outcome=Outcome.SUPPLIED)
    assert said(supplied) == ("同比下降5.3%", "-5.3")


@pytest.mark.parametrize(
    ("now", "base", "words"),
    [
        (44, 10, "同比增长3.4倍"),
        (4456, 1000, "同比增长3.5倍"),  # 3.456: rounded once, not by way of 345.6%
        (30, 10, "同比增长2倍"),
        ("29.99", 10, "同比增长199.9%"),  # below the setting, however it prints
        (11, 4, "同比增长175%"),
        (0, 4, "同比下降100%"),
    ],
)
def test_times_are_used_from_the_setting_on_and_never_for_a_fall(
    now: int | str, base: int, words: str
) -> None:
    assert said(growth(now, base, decimals=2), times_from=200)[0] == words


def test_times_that_would_print_as_none_stay_a_rate() -> None:
    assert said(growth(104, 100), times_from=1)[0] == "同比增长4%"


@pytest.mark.parametrize(
    ("now", "base", "words"),
    [
        (11, 4, "同比增长175%（增加7件）"),
        (1, 2, "同比下降50%（减少1件）"),
        (20, 9, "同比增长122.2%（增加11件）"),
        (20, 10, "同比增长100%"),
        (4, 4, "与上年同期持平"),
        (4, 0, "上年同期为0，增加4件"),
        ("4.4", 4, "同比增长10%"),  # 增加0件 would say nothing
    ],
)
def test_on_a_tiny_base_the_change_stands_beside_the_rate(
    now: int | str, base: int, words: str
) -> None:
    assert said(growth(now, base), amount_beside_under=10)[0] == words


def test_beside_the_growth_of_a_rate_stands_its_change_in_points() -> None:
    each = growth(3, 2, "百分点", 1)
    words = said(each, amount_beside_under=10)[0]
    assert words == "同比增长50%（提高1个百分点）"


def test_the_change_stands_beside_times_and_the_end_of_the_year_alike() -> None:
    style = {"amount_beside_under": 10, "times_from": 200}
    each = growth(44, 8, measure=YEAR_END)
    assert said(each, **style)[0] == "较上年末增长4.5倍（增加36件）"


@pytest.mark.parametrize(
    ("each", "words", "column"),
    [
        (fact(Measure.CHANGE, "-1.5", "万元", 2), "同比减少1.5万元", "-1.50"),
        (fact(Measure.CHANGE, 12), "同比增加12件", "12"),
        (points(Measure.CHANGE, 2), "同比提高2个百分点", "2.0"),
        (points(Measure.CHANGE, -2), "同比下降2个百分点", "-2.0"),
        (fact(Measure.CHANGE, 0), "与上年同期持平", "0"),
        (
            fact(Measure.CHANGE, "-0.004", "亿元", 2),
            "与上年同期基本持平",
            "0.00",
        ),
        (fact(Measure.YEAR_END_CHANGE, 12), "较上年末增加12件", "12"),
        (points(Measure.YEAR_END_CHANGE, 2), "较上年末提高2个百分点", "2.0"),
        (fact(Measure.YEAR_END_CHANGE, 0), "与上年末持平", "0"),
    ],
)
def test_changes(each: Fact, words: str, column: str) -> None:
    assert said(each) == (words, column)


@pytest.mark.parametrize(
    ("each", "words", "column"),
    [
        (rate(Measure.COMPLETION, "97.16"), "完成年度目标的97.2%", "97.2"),
        (rate(Measure.COMPLETION, 100), "完成年度目标的100%", "100.0"),
        (points(Measure.LEAD, "13.83"), "超过时间进度13.8个百分点", "13.8"),
        (points(Measure.LEAD, -3), "落后时间进度3个百分点", "-3.0"),
        (points(Measure.LEAD, 0), "与时间进度持平", "0.0"),
        (points(Measure.LEAD, "-0.04"), "与时间进度基本持平", "0.0"),
        (points(Measure.BEHIND_BEST, "3.2"), "与最好水平相差3.2个百分点", "3.2"),
        (fact(Measure.BEHIND_BEST, 12), "与最好水平相差12件", "12"),
        (fact(Measure.BEHIND_BEST, 0), "与最好水平持平", "0"),
        (fact(Measure.RANK, 10, ""), "第十位", "10"),
        (fact(Measure.VALUE, "18650", "万元", 2), "18650", "18650.00"),
        (fact(Measure.VALUE, "7.96", "件", 2), "7.96", "7.96"),
        (fact(Measure.VALUE, 0), "0", "0"),
        (fact(Measure.VALUE, "-3.50", "万元", 2), "-3.5", "-3.50"),
        (fact(Measure.VALUE, "-0.004", "万元", 2), "0", "0.00"),
        (fact(Measure.VALUE, "87.56", "%", 2), "87.6", "87.56"),
        (fact(Measure.BASE, 369), "369", "369"),
        (fact(Measure.TARGET, 800), "800", "800"),
        (fact(Measure.YEAR_END, 2968), "2968", "2968"),
        (fact(Measure.COUNT, 2, "项"), "2", "2"),
        (fact(Measure.ENTRY, None, wording="某公司"), "某公司", "某公司"),
    ],
)
def test_the_other_measures(each: Fact, words: str, column: str) -> None:
    assert said(each) == (words, column)


def test_what_is_lower_is_better_is_no_achievement() -> None:
    lower = {"lower_is_better": True}
    done = rate(Measure.COMPLETION, "64.5", **lower)
    assert said(done) == ("占年度控制数的64.5%", "64.5")
    above = points(Measure.LEAD, "6.2", **lower)
    assert said(above) == ("高于时间进度6.2个百分点", "6.2")
    below = points(Measure.LEAD, "-6.2", **lower)
    assert said(below) == ("低于时间进度6.2个百分点", "-6.2")
    assert said(points(Measure.LEAD, 0, **lower))[0] == "与时间进度持平"


@pytest.mark.parametrize(
    ("measure", "words"),
    [
        (Measure.GROWTH, "与上年同期不可比"),
        (Measure.CHANGE, "与上年同期不可比"),
        (YEAR_END, "与上年末不可比"),
        (Measure.YEAR_END_CHANGE, "与上年末不可比"),
        (Measure.BASE, "不可比"),
    ],
)
def test_a_base_of_another_scope_cannot_be_compared_with(
    measure: Measure, words: str
) -> None:
    assert said(fact(measure, None, outcome=Outcome.INCOMPARABLE)) == (words, "—")


@pytest.mark.parametrize("outcome", Outcome)
def test_what_has_words_is_not_absent_and_what_is_absent_has_none(
    outcome: Outcome,
) -> None:
    each = replace(growth(3, -2), outcome=outcome)
    if outcome in (Outcome.NUMBER, Outcome.SUPPLIED):
        each = rate(Measure.GROWTH, 5, outcome=outcome)
    if outcome is Outcome.WORDS:
        each = fact(Measure.EDITION, None, outcome=outcome, wording="7月")
    assert bool(measures.text(each)) is not each.is_absent


@pytest.mark.parametrize(
    ("value", "half_up", "half_even"),
    [
        ("0.05", ("同比增长0.1%", "0.1"), ("与上年同期基本持平", "0.0")),
        ("2.25", ("同比增长2.3%", "2.3"), ("同比增长2.2%", "2.2")),
        ("2.35", ("同比增长2.4%", "2.4"), ("同比增长2.4%", "2.4")),
        ("2.2500001", ("同比增长2.3%", "2.3"), ("同比增长2.3%", "2.3")),
        ("-2.25", ("同比下降2.3%", "-2.3"), ("同比下降2.2%", "-2.2")),
        ("345", ("同比增长3.5倍", "345.0"), ("同比增长3.4倍", "345.0")),
    ],
)
def test_a_five_is_rounded_as_the_office_rounds(
    value: str, half_up: tuple[str, str], half_even: tuple[str, str]
) -> None:
    each = rate(Measure.GROWTH, value)
    assert said(each, times_from=200) == half_up
    even = {"rounding": Rounding.HALF_EVEN, "times_from": 200}
    assert said(each, **even) == half_even


@pytest.mark.parametrize(
    ("each", "half_up", "half_even"),
    [
        (fact(Measure.VALUE, "2.5"), "3", "2"),
        (fact(Measure.CHANGE, "2.5"), "同比增加3件", "同比增加2件"),
        (
            rate(Measure.COMPLETION, "87.25"),
            "完成年度目标的87.3%",
            "完成年度目标的87.2%",
        ),
        (
            points(Measure.LEAD, "2.25"),
            "超过时间进度2.3个百分点",
            "超过时间进度2.2个百分点",
        ),
        (fact(Measure.BEHIND_BEST, "0.5"), "与最好水平相差1件", "与最好水平基本持平"),
    ],
)
def test_each_measure_is_rounded_so(each: Fact, half_up: str, half_even: str) -> None:
    assert said(each)[0] == half_up
    assert said(each, rounding=Rounding.HALF_EVEN)[0] == half_even


def test_without_its_unit_or_its_figures_no_amount_is_told() -> None:
    no_unit = replace(growth(11, 4), amount_unit="")
    assert said(no_unit, amount_beside_under=10)[0] == "同比增长175%"
    no_figures = replace(growth(3, -2), numerator=None)
    assert said(no_figures) == ("", "—")


# From here on the words are read back by a parser that knows only the language.

_DECIMAL = {
    Rounding.HALF_UP: ROUND_HALF_UP,
    Rounding.HALF_EVEN: ROUND_HALF_EVEN,
}
_UP = ("增长", "增加", "提高", "超过", "高于", "相差", "完成", "占")
_SAID = re.compile(
    r"(?:同比|较上年末|与最好水平)?(增长|下降|增加|减少|提高|超过|落后|高于|低于|相差|完成|占)"
    r"(?:年度目标的|年度控制数的|时间进度)?(-?\d+(?:\.\d*[1-9])?)(%|倍|件|亿元|个百分点)"
)
_LEVEL = re.compile(r"与(?:上年同期|上年末|时间进度|最好水平)(基本)?持平")

values = st.one_of(
    st.fractions(max_denominator=10**6, min_value=-(10**6), max_value=10**6),
    st.integers(-200_000, 200_000).map(lambda n: Fraction(n, 200)),  # many a five
    st.fractions(max_denominator=10**6, min_value=-1, max_value=1),
)
roundings = st.sampled_from(Rounding)
SIGNED = (
    Measure.GROWTH,
    Measure.SUPPLIED,
    Measure.CHANGE,
    Measure.YEAR_END_GROWTH,
    Measure.YEAR_END_CHANGE,
    Measure.LEAD,
)


def rounded(value: Fraction, decimals: int, rounding: Rounding) -> Decimal:
    with localcontext(prec=80):
        exact = Decimal(value.numerator) / Decimal(value.denominator)
        return exact.quantize(Decimal(1).scaleb(-decimals), _DECIMAL[rounding])


def heard(words: str) -> tuple[Decimal, str]:
    """The number that the words say, and its unit."""
    match = _SAID.fullmatch(words)
    assert match, words
    number = Decimal(match[2])
    return (number if match[1] in _UP else -number), match[3]


def assert_says(words: str, value: Fraction, decimals: int, rounding: Rounding) -> None:
    expected = rounded(value, decimals, rounding)
    level = _LEVEL.fullmatch(words)
    assert (level is not None) == (expected == 0)
    if level:
        assert (level[1] is None) == (value == 0)
    else:
        assert heard(words)[0] == expected


@given(
    measure=st.sampled_from(SIGNED),
    value=values,
    rounding=roundings,
    lower=st.booleans(),
)
def test_every_difference_in_words_reads_back_as_the_rounded_value(
    measure: Measure, value: Fraction, rounding: Rounding, *, lower: bool
) -> None:
    maker = rate if "GROWTH" in measure.name or measure is Measure.SUPPLIED else points
    each = maker(measure, value, lower_is_better=lower)
    words, column = said(each, rounding=rounding)
    assert_says(words, value, 1, rounding)
    assert_column(column, value, 1, rounding)


@given(values, st.integers(0, 4), roundings)
def test_every_amount_in_words_reads_back_as_the_rounded_value(
    value: Fraction, decimals: int, rounding: Rounding
) -> None:
    each = fact(Measure.CHANGE, value, "亿元", decimals)
    words, column = said(each, rounding=rounding)
    assert_says(words, value, decimals, rounding)
    assert_column(column, value, decimals, rounding)
    gap = fact(Measure.BEHIND_BEST, abs(value), "亿元", decimals)
    assert_says(said(gap, rounding=rounding)[0], abs(value), decimals, rounding)


@given(values, roundings)
def test_every_completion_reads_back(value: Fraction, rounding: Rounding) -> None:
    words, _ = said(rate(Measure.COMPLETION, value), rounding=rounding)
    assert heard(words) == (rounded(value, 1, rounding), "%")
    assert "-0%" not in words


@given(values, st.integers(100, 1000), roundings)
def test_times_read_back_and_stand_only_for_a_rise_that_reaches_the_setting(
    value: Fraction, start: int, rounding: Rounding
) -> None:
    assume(rounded(value, 1, rounding) != 0)
    words, _ = said(rate(Measure.GROWTH, value), times_from=start, rounding=rounding)
    number, unit = heard(words)
    assert (unit == "倍") == (value >= start)
    shown = value / 100 if unit == "倍" else value
    assert number == rounded(shown, 1, rounding)


@given(now=st.integers(-500, 500), base=st.integers(-500, 500), profit=st.booleans())
def test_two_figures_in_words_read_back(now: int, base: int, *, profit: bool) -> None:
    """What is said of a pair of figures is true of them, and tells the whole change."""
    words, column = said(growth(now, base, profit=profit), amount_beside_under=1000)
    assert (column == "—") == (base <= 0 or now < 0)
    amount = re.search(r"(增加|减少|减亏|增亏)(\d+)件", words)
    if amount:
        sign = 1 if amount[1] in ("增加", "减亏") else -1
        assert sign * int(amount[2]) == now - base != 0
    else:
        assert now == base
    assert ("上年同期为0" in words) == (base == 0 != now)
    assert ("均为0" in words) == (base == 0 == now)
    turned_up, turned_down = base < 0 < now, now < 0 < base
    assert any(word in words for word in ("扭亏为盈", "由负转正")) == turned_up
    assert any(word in words for word in ("由盈转亏", "由正转负")) == turned_down
    assert ("亏" in words) <= profit
    assert "-" not in words


def assert_column(
    column: str, value: Fraction, decimals: int, rounding: Rounding
) -> None:
    expected = rounded(value, decimals, rounding)
    assert Decimal(column) == expected
    assert len(column.partition(".")[2]) == decimals
    assert column.startswith("-") == (expected < 0)
