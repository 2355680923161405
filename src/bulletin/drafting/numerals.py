"""Every number and date becomes Chinese here, rounded once, half up (wording rule 10)."""

from collections.abc import Callable
from fractions import Fraction

from bulletin.model.fact import Fact, Measure, Outcome
from bulletin.model.period import ReportingPeriod

NONE_IN_TABLE = "—"
_DIGITS = "零一二三四五六七八九"
_PAIR, _TEN, _HUNDRED = 2, 10, 100
_ZERO = Fraction(0)
# Wording rule 22: within a point of these shares they are said in words, within five
# as nearly or just over.
_WIDTH = 5
_FRACTIONS = (
    (Fraction(100, 3), "三分之一"),
    (Fraction(50), "一半"),
    (Fraction(200, 3), "三分之二"),
)


def fixed(value: Fraction, decimals: int) -> str:
    """The value with just that many decimals, as tables print it: 18650.00."""
    scaled = abs(value) * 10**decimals
    whole = (scaled.numerator * 2 + scaled.denominator) // (scaled.denominator * 2)
    digits = str(whole).rjust(decimals + 1, "0")
    sign = "-" if value < 0 and whole else ""
    if decimals == 0:
        return sign + digits
    return f"{sign}{digits[:-decimals]}.{digits[-decimals:]}"


def short(value: Fraction, decimals: int) -> str:
    """The value for running text, without trailing zeros (wording rule 11): 9.8, 175."""
    text = fixed(value, decimals)
    return text.rstrip("0").rstrip(".") if "." in text else text


def exact(value: Fraction) -> str:
    """The value as a decimal with 28 significant digits at most."""
    if value == 0:
        return "0"
    whole = len(str(int(abs(value)))) if abs(value) >= 1 else 0
    zeros = 0
    while abs(value) * 10 ** (zeros + 1) < 1:
        zeros += 1
    return short(value, max(0, 28 - whole) + zeros)


def months(period: ReportingPeriod) -> str:
    """期间: 1-7月; January alone is 1月."""
    return "1月" if period.month == 1 else f"1-{period.month}月"


def up_to(period: ReportingPeriod) -> str:
    """截至: 截至7月底 (wording rule 30)."""
    return f"截至{period.month}月底"


def ordinal(number: int) -> str:
    """The number in Hanzi: 10 → 十, 12 → 十二, 105 → 一百零五."""
    if number < _TEN:
        return _DIGITS[number]
    if number < _HUNDRED:
        tens, ones = divmod(number, _TEN)
        return ("" if tens == 1 else _DIGITS[tens]) + "十" + _ones(ones)
    if number < _HUNDRED * _TEN:
        hundreds, rest = divmod(number, _HUNDRED)
        head = _DIGITS[hundreds] + "百"
        if rest == 0:
            return head
        tens, ones = divmod(rest, _TEN)
        return head + (
            f"{_DIGITS[tens]}十{_ones(ones)}" if tens else "零" + _ones(ones)
        )
    return str(number)


def count(number: int) -> str:
    """The number before a measure word: 2 → 两, else as in 汉字 (wording rule 24)."""
    return "两" if number == _PAIR else ordinal(number)


def share(value: Fraction) -> str:
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
    return f"的{short(value, 1)}%"


def text(fact: Fact) -> str:
    """The fact in running text; empty for one that is absent."""
    if fact.is_absent:
        return ""
    if fact.wording:
        return fact.wording
    return _IN_TEXT.get(fact.measure, _plain)(fact)


def column(fact: Fact) -> str:
    """The fact in a table column: the catalogue's decimals, — where there is none."""
    if fact.wording:
        return fact.wording
    if fact.value is None:
        return NONE_IN_TABLE
    return fixed(fact.value, fact.decimals)


def rate(value: Fraction) -> str:
    """A rate in running text: at most one decimal, with its %."""
    return f"{short(value, 1)}%"


def _ones(ones: int) -> str:
    return _DIGITS[ones] if ones else ""


def _plain(fact: Fact) -> str:
    """Wording rule 11: a rate has one decimal at most in running text."""
    decimals = min(fact.decimals, 1) if fact.unit == "%" else fact.decimals
    return "" if fact.value is None else short(fact.value, decimals)


def _growth(fact: Fact) -> str:
    """Wording rules 13, 15 and 17 to 19."""
    if fact.outcome is Outcome.BOTH_ZERO:
        return "与上年同期均为0"
    if fact.outcome is Outcome.BASE_ZERO:
        return f"上年同期为0，{_moved(fact)}"
    if fact.value is None:
        return f"同比{_moved(fact)}"
    return _same(fact.value, 1) or (
        f"同比{'增长' if fact.value > 0 else '下降'}{rate(abs(fact.value))}"
    )


def _moved(fact: Fact) -> str:
    difference = fact.numerator or _ZERO
    return _moved_by(difference, fact)


def _moved_by(difference: Fraction, fact: Fact) -> str:
    """增加7件, 减少3家; a rate 提高2个百分点 (wording rule 14)."""
    rates = fact.unit == "百分点"
    up, down = ("提高", "下降") if rates else ("增加", "减少")
    unit = "个百分点" if rates else fact.unit
    word = up if difference > 0 else down
    return f"{word}{short(abs(difference), fact.decimals)}{unit}"


def _change(fact: Fact) -> str:
    if fact.value is None:
        return ""
    return _same(fact.value, fact.decimals) or f"同比{_moved_by(fact.value, fact)}"


def _same(value: Fraction, decimals: int) -> str:
    """Equal, or equal once rounded: never 增长0% (wording rule 15)."""
    if value == 0:
        return "与上年同期持平"
    return "与上年同期基本持平" if _vanishes(value, decimals) else ""


def _vanishes(value: Fraction, decimals: int) -> bool:
    return fixed(abs(value), decimals) == fixed(_ZERO, decimals)


def _completion(fact: Fact) -> str:
    """Wording rule 31."""
    return "" if fact.value is None else f"完成年度目标的{rate(fact.value)}"


def _lead(fact: Fact) -> str:
    """Wording rules 14, 26 and 27: a completion at the schedule has reached it."""
    if fact.value is None:
        return ""
    if _vanishes(fact.value, 1):
        return "与时间进度持平" if fact.value == 0 else "与时间进度基本持平"
    word = "超过" if fact.value > 0 else "落后"
    return f"{word}时间进度{short(abs(fact.value), 1)}个百分点"


def _rank(fact: Fact) -> str:
    return "" if fact.value is None else f"第{ordinal(int(fact.value))}位"


_IN_TEXT: dict[Measure, Callable[[Fact], str]] = {
    Measure.GROWTH: _growth,
    Measure.SUPPLIED: _growth,
    Measure.CHANGE: _change,
    Measure.COMPLETION: _completion,
    Measure.LEAD: _lead,
    Measure.RANK: _rank,
}
