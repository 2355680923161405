"""Numbers in words, by the rules for a statistical 通报."""

import re
from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bulletin.drafting import numerals
from bulletin.model.period import ReportingPeriod
from bulletin.model.style import PLAIN, Rounding, Style

DECIMAL = {Rounding.HALF_UP: ROUND_HALF_UP, Rounding.HALF_EVEN: ROUND_HALF_EVEN}


@given(
    numerator=st.integers(-(10**12), 10**12),
    denominator=st.one_of(st.integers(1, 10**6), st.sampled_from([2, 20, 200, 2000])),
    places=st.integers(0, 4),
    rounding=st.sampled_from(Rounding),
)
def test_rounding_is_once_and_as_the_office_rounds(
    numerator: int, denominator: int, places: int, rounding: Rounding
) -> None:
    value = Fraction(numerator, denominator)
    with localcontext(prec=80):
        exact = Decimal(numerator) / Decimal(denominator)
        expected = exact.quantize(Decimal(1).scaleb(-places), DECIMAL[rounding])
    text = numerals.fixed(value, places, rounding)
    assert Decimal(text) == expected
    assert len(text.partition(".")[2]) == places
    assert text.startswith("-") == (expected < 0)
    assert numerals.vanishes(value, places, rounding) == (expected == 0)
    brief = numerals.short(value, places, rounding)
    assert Decimal(brief) == expected
    assert not re.search(r"\.\d*0$|\.$|^-0$", brief)


@given(st.decimals(-(10**9), 10**9, places=3, allow_nan=False))
def test_running_text_drops_trailing_zeros_and_nothing_else(value: Decimal) -> None:
    text = numerals.short(Fraction(value), 3)
    assert Decimal(text) == value
    assert "." not in text or text[-1] not in "0."


@given(st.integers(1, 10**9), st.integers(1, 10**9))
def test_an_exact_value_keeps_28_significant_digits(top: int, bottom: int) -> None:
    text = numerals.exact(Fraction(top, bottom))
    error = abs(Fraction(text) - Fraction(top, bottom))
    assert error <= Fraction(top, bottom) / 10**27
    assert len(text.replace(".", "").lstrip("0")) <= 28


@pytest.mark.parametrize(
    ("number", "ordinal", "count"),
    [
        *((0, "零", "零"), (2, "二", "两"), (3, "三", "三"), (10, "十", "十")),
        *((12, "十二", "十二"), (20, "二十", "二十"), (22, "二十二", "二十二")),
        *(
            (99, "九十九", "九十九"),
            (100, "一百", "一百"),
            (105, "一百零五", "一百零五"),
        ),
        *((110, "一百一十", "一百一十"), (215, "二百一十五", "二百一十五")),
        *((1000, "一千", "一千"), (1005, "一千零五", "一千零五")),
        *((1010, "一千零一十", "一千零一十"), (1200, "一千二百", "一千二百")),
        *((2000, "二千", "两千"), (2022, "二千零二十二", "两千零二十二")),
        *((9999, "九千九百九十九", "九千九百九十九"), (10000, "10000", "10000")),
        (-3, "-3", "-3"),
    ],
)
def test_numbers_in_hanzi(number: int, ordinal: str, count: str) -> None:
    assert numerals.ordinal(number) == ordinal
    assert numerals.count(number) == count


DIGIT = "[一二三四五六七八九]"
UNDER_100 = f"(?:{DIGIT}十{DIGIT}?|零{DIGIT})"
UNDER_1000 = f"(?:{DIGIT}百{UNDER_100}?)"
WELL_FORMED = re.compile(
    f"零|{DIGIT}|{DIGIT}?十{DIGIT}?|{UNDER_1000}"
    f"|{DIGIT}千(?:{UNDER_1000}|零{DIGIT}十{DIGIT}?|零{DIGIT})?"
)
PLACES = {"千": 1000, "百": 100, "十": 10}


def read_back(words: str) -> int:
    """The number, by a reader who knows only the digits and the places."""
    total, digit = 0, 0
    for letter in words.replace("两", "二"):
        if letter in PLACES:
            total += (digit or 1) * PLACES[letter]
            digit = 0
        else:
            digit = "零一二三四五六七八九".index(letter)
    return total + digit


def test_every_number_in_hanzi_is_well_formed_and_reads_back() -> None:
    for number in range(10_000):
        ordinal, count = numerals.ordinal(number), numerals.count(number)
        assert WELL_FORMED.fullmatch(ordinal), ordinal
        assert not ordinal.startswith("一十")
        assert read_back(ordinal) == read_back(count) == number
        assert count.replace("两", "二") == ordinal
        assert ("两" in count) == (number == 2 or 2000 <= number < 3000)


NAMES = {3: "一季度", 6: "上半年", 9: "前三季度", 12: "全年"}


@pytest.mark.parametrize(
    ("month", "range_", "dashed", "named", "up_to"),
    [
        (1, "1月", "1月", "1月", "截至1月底"),
        (6, "1-6月", "1—6月", "上半年", "截至6月底"),
        (7, "1-7月", "1—7月", "1—7月", "截至7月底"),
        (12, "1-12月", "1—12月", "全年", "截至12月底"),
    ],
)
def test_months(month: int, range_: str, dashed: str, named: str, up_to: str) -> None:
    period = ReportingPeriod(2022, month)
    assert numerals.months(period) == range_
    assert numerals.months(period, Style(month_range="—")) == dashed
    office = Style(month_range="—", period_names=NAMES)
    assert numerals.months(period, office) == named
    assert numerals.up_to(period) == up_to


def test_a_period_of_the_year_before_has_its_year() -> None:
    report, before = ReportingPeriod(2022, 1), ReportingPeriod(2021, 12)
    assert numerals.months(before, PLAIN, report) == "2021年1-12月"
    assert numerals.months(before, Style(period_names=NAMES), report) == "2021年全年"
    assert numerals.up_to(before, report) == "截至2021年12月底"
    assert numerals.months(report, PLAIN, report) == "1月"
    assert numerals.up_to(report, report) == "截至1月底"


@pytest.mark.parametrize(
    ("low", "high", "unit", "printed"),
    [
        ("63", "68", "%", "63%～68%"),
        ("62.96", "68.04", "%", "63%～68%"),
        ("10", "20.5", "万元", "10万元～20.5万元"),
        ("5", "7", "件", "5～7件"),
        ("5", "7", "", "5～7"),
        ("67.98", "68.04", "%", "68%"),
    ],
)
def test_a_range_of_values(low: str, high: str, unit: str, printed: str) -> None:
    assert numerals.span(Fraction(low), Fraction(high), unit) == printed


@pytest.mark.parametrize(
    ("share", "words"),
    [
        *(("50", "的一半"), ("49", "的一半"), ("51", "的一半")),
        *(("48.99", "的近一半"), ("45", "的近一半"), ("44.99", "的45%")),
        *(("51.01", "过半"), ("55", "过半"), ("55.01", "的55%")),
        *(("33.3", "的三分之一"), ("29", "的近三分之一"), ("36", "的三分之一以上")),
        *(("66.7", "的三分之二"), ("63", "的近三分之二"), ("70", "的三分之二以上")),
        *(("41.25", "的41.3%"), ("0", "的0%"), ("100", "的100%")),
    ],
)
def test_shares_in_words(share: str, words: str) -> None:
    assert numerals.share(Fraction(share)) == words


def test_a_share_that_is_no_fraction_is_rounded_as_the_office_rounds() -> None:
    assert numerals.share(Fraction("41.25"), Rounding.HALF_EVEN) == "的41.2%"
