"""The phrases of random handbooks: a small language that can be read back word by word.

规则甲报〔some〕区市〈东区、新城均未达标〉界限〈90%〉: which rule, how it came out, and then
each slot in brackets behind its key.
"""

import re

from bulletin.model.fact import Measure
from bulletin.model.handbook import Against, Over, Rule, Verdict

NAMED = "〈{区市}{均}未达标〉"
KEYS = {
    "区市": NAMED,
    "缺项": "〈{指标}{均}未达标〉",
    "例外": "〈{例外}〉",
    "指标": "〈{指标}〉",
    "达标": "〈{达标指标}〉",
    "未达": "〈{未达数}〉",
    "达到": "〈{达到数}〉",
    "总数": "〈{总数}〉",
    "值": "〈{值}〉",
    "界限": "〈{界限}〉",
    "下界": "〈{下一界}〉",
    "份额": "〈{份额}〉",
    "超过": "〈{超过}〉",
    "最高": "〈{最高}〉",
    "最低": "〈{最低}〉",
    "最优": "〈{最好值}〉",
    "最劣": "〈{最差值}〉",
    "最好": "〈{最好}〉",
    "最差": "〈{最差}〉",
    "名次": "〈{名次}〉",
    "末位": "〈{末位}〉",
    "期间": "〈{期间}〉",
    "截至": "〈{截至}〉",
    "年": "〈{年}〉",
    "专项": "〈{专项.整改}〉",
}
COUNTS = ("未达", "达到", "总数")
ENDS = ("最高", "最低", "最优", "最劣", "最好", "最差")
DATES = ("期间", "截至", "年", "专项")
REWORDED = "改"
_ONE_LIMIT = (Over.DISTRICTS, Over.CITY)
_ONE_INDICATOR = (Over.DISTRICTS, Over.CITY, Over.LEVELS, Over.PLACES)


def phrase(
    rule: Rule, verdict: Verdict, *, share: bool, without: tuple[str, ...] = ()
) -> str:
    """The sentence of a rule and a verdict, with whatever can be said of them."""
    found = (key for key in _keys(rule, verdict, share=share) if key not in without)
    return head(rule, verdict.value) + "".join(key + KEYS[key] for key in found)


def keys(text: str) -> list[str]:
    """The keys of a phrase, in order."""
    return re.findall(r"(\w+)〈", text)


def head(rule: Rule, verdict: str) -> str:
    return f"{rule.name}报〔{verdict}〕"


def _keys(rule: Rule, verdict: Verdict, *, share: bool) -> tuple[str, ...]:
    found = _BY_OVER[rule.over](rule, verdict)
    if share and rule.over in (Over.CITY, Over.PAIRS):
        found = (*found, "份额")
    if has_one_limit(rule) and rule.over not in (Over.LEVELS, Over.PLACES):
        found = (*found, "界限")
    return (*found, *DATES) if rule.over in _ONE_INDICATOR else found


def has_one_limit(rule: Rule) -> bool:
    """Whether all that is judged is held against the same number."""
    if not isinstance(rule.threshold, Against):
        return True
    if rule.threshold is Against.SCHEDULE and rule.measure is Measure.LEAD:
        return True
    if rule.threshold is Against.TARGET:
        return rule.over is Over.CITY
    return rule.over in _ONE_LIMIT


def _districts(_: Rule, verdict: Verdict) -> tuple[str, ...]:
    match verdict:
        case Verdict.NONE:
            return ("例外", "超过", "指标", *COUNTS, *ENDS)
        case Verdict.MOST:
            return ("例外", "超过", "区市", "指标", *COUNTS, *ENDS)
        case _:
            return ("区市", "指标", *COUNTS, *ENDS)


def _city(_: Rule, __: Verdict) -> tuple[str, ...]:
    return ("值", "指标")


def _pairs(_: Rule, verdict: Verdict) -> tuple[str, ...]:
    beyond = () if verdict is Verdict.FAILED else ("超过",)
    return ("值", *beyond, *COUNTS)


def _spread(_: Rule, __: Verdict) -> tuple[str, ...]:
    return ("值", *ENDS)


def _indicators(_: Rule, verdict: Verdict) -> tuple[str, ...]:
    match verdict:
        case Verdict.NONE:
            return ("达标", "超过", *COUNTS)
        case Verdict.MOST:
            return ("缺项", "达标", *COUNTS)
        case _:
            return ("缺项", *COUNTS)


def _levels(_: Rule, verdict: Verdict) -> tuple[str, ...]:
    match verdict:
        case Verdict.TOP:
            return ("区市", "界限")
        case Verdict.MIDDLE:
            return ("区市", "界限", "下界")
        case _:
            return ("区市", "下界")


def _places(rule: Rule, verdict: Verdict) -> tuple[str, ...]:
    if verdict is Verdict.TIED:
        return ("指标",)
    front = ("名次",) if rule.first else ()
    return (*front, *(("末位",) if rule.last else ()), "指标")


_BY_OVER = {
    Over.DISTRICTS: _districts,
    Over.CITY: _city,
    Over.PAIRS: _pairs,
    Over.SPREAD: _spread,
    Over.INDICATORS: _indicators,
    Over.LEVELS: _levels,
    Over.PLACES: _places,
}
