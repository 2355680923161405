"""Every measure in words: 同比增长9.8%, 与上年末持平, 完成年度目标的87.6%, 第十位."""

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from bulletin.drafting.difference import Difference
from bulletin.drafting.numerals import fixed, ordinal, rate, short, vanishes
from bulletin.model.fact import Fact, Measure, Outcome
from bulletin.model.style import PLAIN, Style

NONE_IN_TABLE = "—"
_ZERO = Fraction(0)


def text(fact: Fact, style: Style = PLAIN) -> str:
    """The fact in running text; empty for one that is absent."""
    if fact.is_absent:
        return ""
    if fact.wording:
        return fact.wording
    if fact.value is None:
        return _without_number(fact, style)
    return _IN_TEXT.get(fact.measure, _plain)(fact, fact.value, style)


def column(fact: Fact, style: Style = PLAIN) -> str:
    """The fact in a table column: all its decimals, — where there is no number."""
    if fact.wording:
        return fact.wording
    if fact.value is None:
        return NONE_IN_TABLE
    return fixed(fact.value, fact.decimals, style.rounding)


@dataclass(frozen=True, slots=True)
class _Past:
    """The figure that one is compared with, and how a comparison with it begins."""

    name: str
    since: str


def _plain(fact: Fact, value: Fraction, style: Style) -> str:
    """Wording rules 11 and 20: a rate has one decimal at most in running text."""
    decimals = min(fact.decimals, 1) if fact.unit == "%" else fact.decimals
    return short(value, decimals, style.rounding)


def _growth(fact: Fact, value: Fraction, style: Style) -> str:
    """Wording rules 13, 15, 16 and 21."""
    past = _PASTS[fact.measure]
    level = Difference(value, "%", 1, style.rounding).level_with(past.name)
    return level or past.since + _pace(value, style) + _beside(fact, style)


def _pace(value: Fraction, style: Style) -> str:
    """增长9.8%, 下降8.9%, 增长3.4倍; a fall is never told in 倍 (wording rule 16)."""
    if value < 0:
        return f"下降{rate(-value, style.rounding)}"
    times = value / 100
    if 0 < style.times_from <= value and not vanishes(times, 1, style.rounding):
        return f"增长{short(times, 1, style.rounding)}倍"
    return f"增长{rate(value, style.rounding)}"


def _beside(fact: Fact, style: Style) -> str:
    """（增加7件）: on a tiny base the change stands beside the rate (wording rule 21)."""
    base = fact.denominator or _ZERO
    if not (fact.amount_unit and 0 < base < style.amount_beside_under):
        return ""
    change = _amount(fact, style)
    return "" if change.vanishes else f"（{change.moved}）"


def _without_number(fact: Fact, style: Style) -> str:
    """No rate on a base of zero or below, nor when the figure turns negative."""
    past = _PASTS.get(fact.measure)
    if fact.outcome is Outcome.INCOMPARABLE:
        return f"与{past.name}不可比" if past else "不可比"
    if past is None or fact.numerator is None:
        return ""
    if fact.outcome is Outcome.BOTH_ZERO:
        return f"与{past.name}均为0"
    change = _amount(fact, style)
    if change.vanishes:
        return change.level_with(past.name)
    if fact.outcome is Outcome.BASE_ZERO:
        return f"{past.name}为0，{change.moved}"
    return past.since + _through_zero(fact, change)


def _through_zero(fact: Fact, change: Difference) -> str:
    """扭亏为盈 or 由负转正 when the sign turns, else how far it went (rule 19)."""
    base = fact.denominator or _ZERO
    value = base + change.value
    if base < 0 < value:
        return f"{'扭亏为盈' if fact.profit else '由负转正'}，{change.moved}"
    if value < 0 < base:
        return f"{'由盈转亏' if fact.profit else '由正转负'}，{change.moved}"
    if fact.profit:
        return ("减亏" if change.value > 0 else "增亏") + change.size
    return change.moved


def _amount(fact: Fact, style: Style) -> Difference:
    """The difference that a growth was, or could not be, computed from."""
    unit, decimals = fact.unit, fact.decimals
    if fact.amount_unit:
        unit, decimals = fact.amount_unit, fact.amount_decimals
    return Difference(fact.numerator or _ZERO, unit, decimals, style.rounding)


def _own(fact: Fact, value: Fraction, style: Style) -> Difference:
    """A fact that is a difference itself."""
    return Difference(value, fact.unit, fact.decimals, style.rounding)


def _change(fact: Fact, value: Fraction, style: Style) -> str:
    past = _PASTS[fact.measure]
    change = _own(fact, value, style)
    return change.level_with(past.name) or past.since + change.moved


def _completion(fact: Fact, value: Fraction, style: Style) -> str:
    """Wording rule 31; a target that is a limit is a 控制数 (rule 34)."""
    target = "占年度控制数" if fact.lower_is_better else "完成年度目标"
    return f"{target}的{rate(value, style.rounding)}"


def _lead(fact: Fact, value: Fraction, style: Style) -> str:
    """Wording rules 14, 26 and 27: a completion at the schedule has reached it."""
    lead = _own(fact, value, style)
    ahead, behind = ("高于", "低于") if fact.lower_is_better else ("超过", "落后")
    word = ahead if value > 0 else behind
    schedule = style.schedule_word
    return lead.level_with(schedule) or f"{word}{schedule}{lead.size}"


def bare(value: Fraction, like: Fact, style: Style) -> str:
    """Another value of a fact's measure, without what it is measured against.

    增长9.8%, 下降3.6%, 增加12件 (wording rule 13); 87.5%, 13.8个百分点; amounts without
    their unit.
    """
    rounding = style.rounding
    if like.measure in _PASTS:
        if like.unit != "%":
            change = _own(like, value, style)
            return "持平" if change.vanishes else change.moved
        return "持平" if vanishes(value, 1, rounding) else _pace(value, style)
    unit = {"%": "%", "百分点": "个百分点"}.get(like.unit, "")
    decimals = min(like.decimals, 1) if unit else like.decimals
    return short(value, decimals, rounding) + unit


def _months_behind(fact: Fact, value: Fraction, style: Style) -> str:
    """连续3个月落后于时间进度; above it where the target is a limit (rule 34)."""
    worse = f"{'高于' if fact.limited else '落后于'}{style.schedule_word}"
    if value == 0:
        return f"没有{worse}"
    return worse if value == 1 else f"连续{value}个月{worse}"


def _behind_best(fact: Fact, value: Fraction, style: Style) -> str:
    gap = _own(fact, value, style)
    return gap.level_with("最好水平") or f"与最好水平相差{gap.size}"


def _rank(_fact: Fact, value: Fraction, _style: Style) -> str:
    """Wording rule 24."""
    return f"第{ordinal(int(value))}位"


_LAST_YEAR = _Past("上年同期", "同比")
_YEAR_END = _Past("上年末", "较上年末")
_LAST_MONTH = _Past("上月", "环比")
_PASTS = {
    Measure.GROWTH: _LAST_YEAR,
    Measure.SUPPLIED: _LAST_YEAR,
    Measure.CHANGE: _LAST_YEAR,
    Measure.YEAR_END_GROWTH: _YEAR_END,
    Measure.YEAR_END_CHANGE: _YEAR_END,
    Measure.MONTH_GROWTH: _LAST_MONTH,
    Measure.MONTH_CHANGE: _LAST_MONTH,
}
_IN_TEXT: dict[Measure, Callable[[Fact, Fraction, Style], str]] = {
    Measure.GROWTH: _growth,
    Measure.SUPPLIED: _growth,
    Measure.CHANGE: _change,
    Measure.YEAR_END_GROWTH: _growth,
    Measure.YEAR_END_CHANGE: _change,
    Measure.MONTH_GROWTH: _growth,
    Measure.MONTH_CHANGE: _change,
    Measure.MONTHS_BEHIND: _months_behind,
    Measure.COMPLETION: _completion,
    Measure.LEAD: _lead,
    Measure.BEHIND_BEST: _behind_best,
    Measure.RANK: _rank,
}
