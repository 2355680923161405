"""The slots that phrases, openings and notes may have, and which phrases a rule speaks."""

import re
from collections.abc import Iterator, Mapping

from bulletin.model.fact import CHANGES, Measure
from bulletin.model.handbook import Handbook, Over, Rule, Verdict
from bulletin.model.place import Place
from bulletin.model.problem import Code, Problem

_EDITION = ("期间", "截至", "年")
_ALWAYS = (*_EDITION, "指标")
_COUNTS = ("未达数", "达到数", "总数")
_ENDS = ("最高", "最低", "最好", "最差", "最好值", "最差值")
SLOTS: Mapping[Over, tuple[str, ...]] = {
    Over.DISTRICTS: (*_ALWAYS, "区市", "例外", "均", "界限", "超过", *_COUNTS, *_ENDS),
    Over.CITY: (*_ALWAYS, "值", "界限", "份额"),
    Over.PAIRS: (*_ALWAYS, "值", "界限", "份额", "超过", *_COUNTS),
    Over.SPREAD: (*_ALWAYS, "值", "界限", *_ENDS),
    Over.INDICATORS: (*_ALWAYS, "达标指标", "均", "界限", "超过", *_COUNTS),
    Over.LEVELS: (*_ALWAYS, "区市", "均", "界限", "下一界"),
    Over.PLACES: (*_ALWAYS, "名次", "末位"),
}
NOTES: Mapping[str, tuple[str, ...]] = {
    "时间进度": ("界限",),
    "上年同期为0": ("区市", "指标"),
    "上年同期为负": ("区市", "指标"),
    "本期为负": ("区市", "指标"),
    "分母为0": ("区市", "指标"),
    "口径调整": ("区市", "指标"),
    "数据滞后": ("指标", "时间"),
    "尾数": ("指标",),
}
_BY_DISTRICT = (Verdict.ONE, Verdict.SOME, Verdict.MOST, Verdict.ALL)
_SPOKEN: Mapping[Over, tuple[Verdict, ...]] = {
    Over.DISTRICTS: (Verdict.NONE, *_BY_DISTRICT),
    Over.CITY: (Verdict.PASSED, Verdict.FAILED),
    Over.PAIRS: (Verdict.NONE, Verdict.PASSED, Verdict.FAILED),
    Over.SPREAD: (Verdict.PASSED, Verdict.FAILED),
    Over.INDICATORS: (Verdict.NONE, *_BY_DISTRICT),
    Over.LEVELS: (Verdict.TOP, Verdict.MIDDLE, Verdict.BOTTOM),
    Over.PLACES: (Verdict.RANKED, Verdict.TIED),
}
WANTED: Mapping[Over, tuple[Verdict, ...]] = {
    Over.DISTRICTS: _BY_DISTRICT,
    Over.CITY: (Verdict.FAILED,),
    Over.PAIRS: (Verdict.FAILED,),
    Over.SPREAD: (Verdict.FAILED,),
    Over.INDICATORS: (Verdict.SOME, Verdict.ALL),
    Over.LEVELS: (),
    Over.PLACES: (Verdict.RANKED,),
}
# What is empty by the verdict's own meaning, so that the sentence could never be said.
_EMPTY: Mapping[Over, Mapping[Verdict, tuple[str, ...]]] = {
    Over.DISTRICTS: {Verdict.NONE: ("区市",), Verdict.ALL: ("例外",)},
    Over.INDICATORS: {Verdict.NONE: ("指标",), Verdict.ALL: ("达标指标",)},
    Over.LEVELS: {Verdict.TOP: ("下一界",), Verdict.BOTTOM: ("界限",)},
}
_RATES = (Measure.GROWTH, Measure.YEAR_END_GROWTH, Measure.COMPLETION)
_FIXED_ALL = re.compile(r"(?<![平{])均")
_SLOT = re.compile(r"\{([^{}]*)\}")


def spoken(rule: Rule, handbook: Handbook) -> tuple[Verdict, ...]:
    """The verdicts that a rule can come to, and so the phrases that it can use."""
    found = _SPOKEN[rule.over]
    if rule.over is not Over.CITY or rule.measure not in CHANGES:
        return found
    indicator = handbook.catalogue.indicators.get(next(iter(rule.indicators), ""))
    turned = Verdict.UP if indicator and indicator.lower_is_better else Verdict.DOWN
    return (*found, turned, Verdict.FLAT)


def slots_are_known(handbook: Handbook) -> Iterator[Problem]:
    """Every slot of every text is one that can be filled there."""
    phrases = handbook.phrases
    campaigns = tuple(f"专项.{name}" for name in handbook.catalogue.campaigns)
    campaigns += tuple(f"专项.{n}" for n in handbook.elsewhen.get("campaigns", ()))
    for name, text in phrases.openings.items():
        place = Place("phrases.toml", "topics", name)
        yield from _text_slots(place, text, (*_EDITION, *campaigns))
    for name, text in phrases.notes.items():
        place = Place("phrases.toml", "notes", name)
        if name not in NOTES:
            advice = f"可用的有：{'、'.join(NOTES)}"
            message = f"情形“{name}”不认识"
            yield Problem(Code.HANDBOOK_REFERENCE, message, advice, place)
        else:
            yield from _text_slots(place, text, NOTES[name])
    for rule in handbook.rules:
        place = Place("phrases.toml", "phrases", rule.name)
        for verdict, text in phrases.sentences.get(rule.name, {}).items():
            empty = {
                *_EMPTY.get(rule.over, {}).get(verdict, ()),
                *_idle(rule, handbook),
            }
            known = (slot for slot in SLOTS[rule.over] if slot not in empty)
            yield from _text_slots(place, text, (*known, *campaigns))


def _idle(rule: Rule, handbook: Handbook) -> Iterator[str]:
    """The slots of its kind that this rule can never fill."""
    if rule.over is Over.CITY and not _is_share(rule, handbook):
        yield "份额"
    if not rule.first:
        yield "名次"
    if not rule.last:
        yield "末位"
    if not rule.indicators and rule.over is not Over.INDICATORS:
        yield "指标"


def _is_share(rule: Rule, handbook: Handbook) -> bool:
    """Only a percentage can be told as 一半 (wording rule 22)."""
    if rule.measure in _RATES:
        return True
    known = handbook.catalogue.indicators
    rates = all(known[n].unit == "%" for n in rule.indicators if n in known)
    return rule.measure is Measure.VALUE and rates


def _text_slots(place: Place, text: str, known: tuple[str, ...]) -> Iterator[Problem]:
    advice = f"这里可用的有：{'、'.join(known)}，写在英文半角的 {{ }} 里"
    for slot in _SLOT.findall(text):
        if slot not in known:
            message = f"“{text}”里的 {{{slot}}} 不认识，或不能用在这里"
            yield Problem(Code.HANDBOOK_REFERENCE, message, advice, place)
    if any(brace in _SLOT.sub("", text) for brace in "{}｛｝"):
        message = f"“{text}”里的花括号不成对或用了全角"
        yield Problem(Code.HANDBOOK_REFERENCE, message, advice, place)
    if place.sheet == "phrases" and "{区市}" in text and _FIXED_ALL.search(text):
        message = f"“{text}”里的“均”是写死的"
        advice = "请写成 {均}：点名的只有一个时就不会说“均”"
        yield Problem(Code.HANDBOOK_WORDING, message, advice, place)
