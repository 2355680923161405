"""Numbers in words, by the rules for a statistical 通报."""

from decimal import ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bulletin.drafting import numerals
from bulletin.model.period import ReportingPeriod


@given(
    numerator=st.integers(-(10**12), 10**12),
    denominator=st.integers(1, 10**6),
    places=st.integers(0, 4),
)
def test_rounding_is_once_and_half_up(
    numerator: int, denominator: int, places: int
) -> None:
    value = Fraction(numerator, denominator)
    with localcontext(prec=80):
        exact = Decimal(numerator) / Decimal(denominator)
        expected = exact.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    text = numerals.fixed(value, places)
    assert Decimal(text) == expected
    assert not (text.startswith("-") and Decimal(text) == 0)


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
        *(
            (110, "一百一十", "一百一十"),
            (215, "二百一十五", "二百一十五"),
            (1000, "1000", "1000"),
        ),
    ],
)
def test_numbers_in_hanzi(number: int, ordinal: str, count: str) -> None:
    assert numerals.ordinal(number) == ordinal
    assert numerals.count(number) == count


@pytest.mark.parametrize(
    ("month", "range_", "up_to"),
    [(1, "1月", "截至1月底"), (7, "1-7月", "截至7月底"), (12, "1-12月", "截至12月底")],
)
def test_months(month: int, range_: str, up_to: str) -> None:
    period = ReportingPeriod(2022, month)
    assert numerals.months(period) == range_
    assert numerals.up_to(period) == up_to
