"""Holds catalogue, rules and phrases against each other: every loose end is a problem."""

import re
from collections.abc import Callable, Iterator

from bulletin.model.fact import Measure
from bulletin.model.handbook import Handbook, Over, Rule, Verdict
from bulletin.model.indicator import Item
from bulletin.model.place import Place
from bulletin.model.problem import Code, Problem

SLOTS = ("期间", "截至", "年", "区市", "例外", "指标", "值", "界限", "份额", "超过")
NOTES = ("时间进度", "上年同期为0", "上年同期为负", "分母为0")
_IN_OPENINGS = SLOTS[:3]
_IN_NOTES = ("区市", "指标", "界限")
_SLOT = re.compile(r"\{([^{}]*)\}")
_NEEDS = {
    Measure.GROWTH: Item.BASE,
    Measure.CHANGE: Item.BASE,
    Measure.COMPLETION: Item.TARGET,
    Measure.LEAD: Item.TARGET,
}
_BY_DISTRICT = frozenset({Verdict.ONE, Verdict.SOME, Verdict.MOST, Verdict.ALL})


def crosscheck(handbook: Handbook) -> tuple[Problem, ...]:
    """All loose ends between the handbook's files."""
    return tuple(problem for check in _CHECKS for problem in check(handbook))


def _rules_name_indicators(handbook: Handbook) -> Iterator[Problem]:
    for rule in handbook.rules:
        for name in rule.indicators:
            indicator = handbook.catalogue.indicators.get(name)
            if indicator is None:
                yield _rule(rule, f"指标“{name}”不在指标目录里", "请改成目录里的指标名")
            elif rule.over is not Over.CITY and not indicator.by_district:
                yield _rule(rule, f"指标“{name}”没有分区（市）的数", "请改用全市的规则")
            elif not _has_item(handbook, name, _NEEDS.get(rule.measure)):
                item = _NEEDS[rule.measure]
                yield _rule(
                    rule,
                    f"要用“{name}”的{item}，但目录里它没有这一项",
                    f"请在 catalogue.toml 该指标的 items 里加上“{item}”",
                )
        if not rule.indicators and rule.over in (Over.DISTRICTS, Over.CITY):
            yield _rule(rule, "没有写指标", '请写 indicator = "…"')
        if len(rule.indicators) > 1 and rule.over in (Over.DISTRICTS, Over.CITY):
            yield _rule(rule, "一条规则只能看一个指标", "请拆成几条规则")


def _has_item(handbook: Handbook, name: str, item: Item | None) -> bool:
    indicator = handbook.catalogue.indicators[name]
    if item is None or item in indicator.items:
        return True
    if indicator.ratio is None or item is Item.TARGET:
        return False
    parts = (indicator.ratio.numerator, indicator.ratio.denominator)
    known = handbook.catalogue.indicators
    return all(part in known and item in known[part].items for part in parts)


def _rules_stand_once(handbook: Handbook) -> Iterator[Problem]:
    names = [rule.name for rule in handbook.rules]
    for rule in handbook.rules:
        if names.count(rule.name) > 1 and rule.since is None and rule.until is None:
            yield _rule(rule, "规则名重复", "请改名，或用 from、until 写明各自的期限")
        if rule.topic not in handbook.topics:
            yield _rule(rule, f"话题“{rule.topic}”不在 topics 里", "请加进 topics")


def _rules_have_phrases(handbook: Handbook) -> Iterator[Problem]:
    for rule in handbook.rules:
        spoken = handbook.phrases.sentences.get(rule.name)
        if not spoken:
            yield _rule(rule, "没有措辞", "请在 phrases.toml 的 phrases 里补上")
            continue
        wanted = _BY_DISTRICT if rule.over is Over.DISTRICTS else {Verdict.FAILED}
        for verdict in sorted(wanted - spoken.keys()):
            yield _phrase(rule.name, f"没有 {verdict.value} 的措辞", "请补上这一句")
    names = {rule.name for rule in handbook.rules}
    for name in handbook.phrases.sentences.keys() - names:
        yield _unused("phrases", name, "没有规则用到这些措辞")


def _topics_open(handbook: Handbook) -> Iterator[Problem]:
    for topic in handbook.topics:
        if topic not in handbook.phrases.openings:
            place = Place("phrases.toml", "topics", topic)
            yield Problem(
                Code.HANDBOOK_REFERENCE,
                f"话题“{topic}”没有开头语",
                '请补上；不要开头语的写 opening = ""',
                place,
            )
    for topic in handbook.phrases.openings.keys() - set(handbook.topics):
        yield _unused("topics", topic, "rules.toml 的 topics 里没有这个话题")


def _slots_are_known(handbook: Handbook) -> Iterator[Problem]:
    phrases = handbook.phrases
    for name, text in phrases.openings.items():
        yield from _text_slots(
            Place("phrases.toml", "topics", name), text, _IN_OPENINGS
        )
    for name, text in phrases.notes.items():
        yield from _text_slots(Place("phrases.toml", "notes", name), text, _IN_NOTES)
    for name, sentences in phrases.sentences.items():
        for text in sentences.values():
            yield from _text_slots(Place("phrases.toml", "phrases", name), text, SLOTS)


def _text_slots(place: Place, text: str, known: tuple[str, ...]) -> Iterator[Problem]:
    advice = f"这里可用的有：{'、'.join(known)}，写在英文半角的 {{ }} 里"
    for slot in _SLOT.findall(text):
        if slot not in known:
            message = f"“{text}”里的 {{{slot}}} 不认识"
            yield Problem(Code.HANDBOOK_REFERENCE, message, advice, place)
    if any(brace in _SLOT.sub("", text) for brace in "{}｛｝"):
        message = f"“{text}”里的花括号不成对或用了全角"
        yield Problem(Code.HANDBOOK_REFERENCE, message, advice, place)


def _headings_name_indicators(handbook: Handbook) -> Iterator[Problem]:
    for heading in handbook.headings:
        place = Place("rules.toml", "headings", heading.name)
        for name in heading.grew:
            if name not in handbook.catalogue.indicators:
                yield Problem(
                    Code.HANDBOOK_REFERENCE,
                    f"指标“{name}”不在指标目录里",
                    "请改成目录里的指标名",
                    place,
                )
            elif not _has_item(handbook, name, Item.BASE):
                yield Problem(
                    Code.HANDBOOK_REFERENCE,
                    f"指标“{name}”没有上年同期，判断不了是否增长",
                    "请在 catalogue.toml 该指标的 items 里加上“上年同期”",
                    place,
                )


def _notes_are_known(handbook: Handbook) -> Iterator[Problem]:
    for when in handbook.phrases.notes.keys() - set(NOTES):
        advice = f"可用的有：{'、'.join(NOTES)}"
        place = Place("phrases.toml", "notes", when)
        yield Problem(Code.HANDBOOK_REFERENCE, f"情形“{when}”不认识", advice, place)


def _rule(rule: Rule, message: str, advice: str) -> Problem:
    place = Place("rules.toml", "rules", rule.name)
    return Problem(Code.HANDBOOK_REFERENCE, message, advice, place)


def _phrase(name: str, message: str, advice: str) -> Problem:
    place = Place("phrases.toml", "phrases", name)
    return Problem(Code.HANDBOOK_REFERENCE, message, advice, place)


def _unused(table: str, name: str, message: str) -> Problem:
    advice = "不用的请删去，写错名字的请改正"
    place = Place("phrases.toml", table, name)
    return Problem(Code.HANDBOOK_UNUSED, message, advice, place)


_CHECKS: tuple[Callable[[Handbook], Iterator[Problem]], ...] = (
    _rules_name_indicators,
    _rules_stand_once,
    _rules_have_phrases,
    _topics_open,
    _slots_are_known,
    _headings_name_indicators,
    _notes_are_known,
)
