"""Every number and date becomes Chinese here, rounded once (wording rule 10)."""

import math
from fractions import Fraction

from bulletin.model.period import ReportingPeriod
from bulletin.model.style import PLAIN, Rounding, Style
from bulletin.pages.numerals import spoken

_HALF_UP = Rounding.HALF_UP
_LARGEST_IN_HANZI = 9999
# Signs and multiples that stand with both ends of a range (GB/T 15835).
_REPEATED = "%‰万亿"
# Wording rule 22: within a point of these shares they are said in words, within five
# as nearly or just over.
_WIDTH = 5
_FRACTIONS = (
    (Fraction(100, 3), "三分之一"),
    (Fraction(50), "一半"),
    (Fraction(200, 3), "三分之二"),
)


def fixed(value: Fraction, decimals: int, rounding: Rounding = _HALF_UP) -> str:
    """The value with just that many decimals, as tables print it: 18650.00.

    What rounds to zero has no sign.
    """
    whole = _rounded(abs(value) * 10**decimals, rounding)
    digits = str(whole).rjust(decimals + 1, "0")
    sign = "-" if value < 0 and whole else ""
    if decimals == 0:
        return sign + digits
    return f"{sign}{digits[:-decimals]}.{digits[-decimals:]}"


def short(value: Fraction, decimals: int, rounding: Rounding = _HALF_UP) -> str:
    """The value for running text, without trailing zeros (wording rule 11): 9.8, 175."""
    text = fixed(value, decimals, rounding)
    return text.rstrip("0").rstrip(".") if "." in text else text


def vanishes(value: Fraction, decimals: int, rounding: Rounding = _HALF_UP) -> bool:
    """Whether the value prints as zero with so many decimals."""
    return _rounded(abs(value) * 10**decimals, rounding) == 0


def exact(value: Fraction) -> str:
    """The value as a decimal with 28 significant digits at most."""
    if value == 0:
        return "0"
    whole = len(str(int(abs(value)))) if abs(value) >= 1 else 0
    zeros = 0
    while abs(value) * 10 ** (zeros + 1) < 1:
        zeros += 1
    return short(value, max(0, 28 - whole) + zeros)


def rate(value: Fraction, rounding: Rounding = _HALF_UP) -> str:
    """A rate in running text: at most one decimal, with its %."""
    return f"{short(value, 1, rounding)}%"


def share(value: Fraction, rounding: Rounding = _HALF_UP) -> str:
    """A share in % in words (wording rule 22), with the particle that it needs.

    的一半, 的近一半, 过半, thirds likewise, else 的41.2%.
    """
    for middle, name in _FRACTIONS:
        gap = value - middle
        if abs(gap) <= 1:
            return f"的{name}"
        if -_WIDTH <= gap < 0:
            return f"的近{name}"
        if 0 < gap <= _WIDTH:
            return "过半" if name == "一半" else f"的{name}以上"
    return f"的{rate(value, rounding)}"


def span(
    low: Fraction,
    high: Fraction,
    unit: str,
    decimals: int = 1,
    rounding: Rounding = _HALF_UP,
) -> str:
    """A range of values (wording rule 2): 63%～68%, 10万元～20万元, 5～7件.

    Ends that print alike are one value.
    """
    first, last = short(low, decimals, rounding), short(high, decimals, rounding)
    if first == last:
        return last + unit
    return f"{first}{unit if unit[:1] in _REPEATED else ''}～{last}{unit}"


def ordinal(number: int) -> str:
    """The number in Hanzi: 10 → 十, 105 → 一百零五; in digits beyond 9999."""
    if number == 0:
        return "零"
    return spoken(number) if 0 < number <= _LARGEST_IN_HANZI else str(number)


def count(number: int) -> str:
    """The number before a measure word: 2 → 两, 2005 → 两千零五 (wording rule 24)."""
    words = ordinal(number)
    return f"两{words[1:]}" if words == "二" or words.startswith("二千") else words


def months(
    period: ReportingPeriod,
    style: Style = PLAIN,
    report: ReportingPeriod | None = None,
) -> str:
    """期间: 1-7月 (wording rule 1), 1月, or the office's name for it: 上半年.

    With the year where it is not the report's: 2021年1-12月.
    """
    several = f"1{style.month_range}{period.month}月" if period.month > 1 else "1月"
    return _year(period, report) + style.period_names.get(period.month, several)


def up_to(period: ReportingPeriod, report: ReportingPeriod | None = None) -> str:
    """截至: 截至7月底 (wording rule 30); with the year where it is not the report's."""
    return f"截至{_year(period, report)}{period.month}月底"


def _rounded(value: Fraction, rounding: Rounding) -> int:
    """四舍五入, or 五成双 (GB/T 8170), which is how Python rounds a fraction."""
    if rounding is Rounding.HALF_EVEN:
        return round(value)
    return math.floor(value + Fraction(1, 2))


def _year(period: ReportingPeriod, report: ReportingPeriod | None) -> str:
    return "" if report is None or report.year == period.year else f"{period.year}年"
