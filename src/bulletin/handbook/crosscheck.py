"""Holds catalogue, rules and phrases against each other: every loose end is a problem."""

from collections.abc import Callable, Iterator

from bulletin.handbook.slots import WANTED, slots_are_known, spoken
from bulletin.model.fact import Measure
from bulletin.model.handbook import Against, Handbook, Over, Rule
from bulletin.model.indicator import Indicator, Item
from bulletin.model.place import Place
from bulletin.model.problem import Code, Problem

_NEEDS = {
    Measure.GROWTH: Item.BASE,
    Measure.CHANGE: Item.BASE,
    Measure.YEAR_END_GROWTH: Item.YEAR_END,
    Measure.YEAR_END_CHANGE: Item.YEAR_END,
    Measure.COMPLETION: Item.TARGET,
    Measure.LEAD: Item.TARGET,
    Measure.MONTHS_BEHIND: Item.TARGET,
}
_ONE_INDICATOR = (Over.DISTRICTS, Over.CITY, Over.LEVELS, Over.PLACES)
_CITY_WIDE = (Over.CITY, Over.INDICATORS)
_AMONG_DISTRICTS = (Measure.RANK, Measure.BEHIND_BEST)
_LOWER_IS_BETTER = (*_AMONG_DISTRICTS, Measure.MONTHS_BEHIND)
_HEADING = "标题文字."


def crosscheck(handbook: Handbook) -> tuple[Problem, ...]:
    """All loose ends between the handbook's files."""
    return tuple(problem for check in _CHECKS for problem in check(handbook))


def _rules_name_indicators(handbook: Handbook) -> Iterator[Problem]:
    for rule in handbook.rules:
        for name in rule.indicators:
            indicator = handbook.catalogue.indicators.get(name)
            if indicator is None:
                yield _rule(rule, f"指标“{name}”不在指标目录里", "请改成目录里的指标名")
            else:
                yield from _indicator_fits(rule, indicator, handbook)
        if not rule.indicators and rule.over in _ONE_INDICATOR:
            yield _rule(rule, "没有写指标", '请写 indicator = "…"')
        if len(rule.indicators) > 1 and rule.over in _ONE_INDICATOR:
            yield _rule(rule, "一条规则只能看一个指标", "请拆成几条规则")


def _indicator_fits(
    rule: Rule,
    indicator: Indicator,
    handbook: Handbook,
) -> Iterator[Problem]:
    if rule.over not in _CITY_WIDE and not indicator.by_district:
        message = f"指标“{indicator.name}”没有分区（市）的数"
        yield _rule(rule, message, "请改用全市的规则")
    if rule.measure is Measure.IN_MONTH and not indicator.accumulates:
        message = f"指标“{indicator.name}”不是逐月累计的数，没有“{rule.measure}”"
        yield _rule(rule, message, '请改用 measure = "环比增减"')
    needed = {_NEEDS.get(rule.measure)}
    if rule.threshold is Against.TARGET:
        needed.add(Item.TARGET)
    for item in needed - {None}:
        if not _has_item(handbook, indicator.name, item):
            yield _rule(
                rule,
                f"要用“{indicator.name}”的{item}，但目录里它没有这一项",
                f"请在 catalogue.toml 该指标的 items 里加上“{item}”",
            )


def _has_item(handbook: Handbook, name: str, item: Item | None) -> bool:
    indicator = handbook.catalogue.indicators[name]
    if item is None or item in indicator.items:
        return True
    if indicator.ratio is None or item is Item.TARGET:
        return False
    parts = (indicator.ratio.numerator, indicator.ratio.denominator)
    known = handbook.catalogue.indicators
    return all(part in known and item in known[part].items for part in parts)


def _rules_make_sense(handbook: Handbook) -> Iterator[Problem]:
    """What a rule compares must exist for what it looks at."""
    for rule in handbook.rules:
        if rule.measure in _AMONG_DISTRICTS and rule.over in _CITY_WIDE:
            yield _rule(rule, f"全市没有“{rule.measure}”", "请改用区（市）的规则")
        if rule.over is Over.LEVELS:
            yield from _levels_descend(rule, handbook)
        if rule.over is Over.PLACES and not rule.first and not rule.last:
            yield _rule(rule, "没有写报前几名、后几名", "请写 first 或 last")
        if rule.topic not in handbook.topics:
            yield _rule(rule, f"话题“{rule.topic}”不在 topics 里", "请加进 topics")


def _thresholds_fit(handbook: Handbook) -> Iterator[Problem]:
    for rule in handbook.rules:
        if rule.threshold is Against.CITY and rule.over in _CITY_WIDE:
            yield _rule(rule, "全市不能与全市自己比", "请改成数字，或改看各区市")
        if rule.over is Over.SPREAD and isinstance(rule.threshold, Against):
            yield _rule(rule, "差距只能与数字比", "请写 threshold = 数字")
        if rule.threshold is Against.TARGET and rule.measure is not Measure.VALUE:
            yield _rule(rule, "与年度目标比的只能是本期", '请写 measure = "本期"')
        behind = rule.measure is Measure.MONTHS_BEHIND
        if behind and rule.threshold is Against.SCHEDULE:
            message = f"“{rule.measure}”是月数，不能与序时进度比"
            yield _rule(rule, message, '请写数字，如 comparison = ">="、threshold = 3')


def _levels_descend(rule: Rule, handbook: Handbook) -> Iterator[Problem]:
    """The best level stands first: descending where more is better."""
    known = handbook.catalogue.indicators
    lower = rule.measure in _LOWER_IS_BETTER or any(
        known[name].lower_is_better for name in rule.indicators if name in known
    )
    wanted = tuple(sorted(set(rule.levels), reverse=not lower))
    if not rule.levels or rule.levels != wanted:
        order = "从小到大" if lower else "从大到小"
        yield _rule(rule, "levels 没有写好", f"请从好到差写各档的界限，{order}，不重复")


def _rules_have_phrases(handbook: Handbook) -> Iterator[Problem]:
    for rule in handbook.rules:
        said = handbook.phrases.sentences.get(rule.name)
        if not said:
            yield _rule(rule, "没有措辞", "请在 phrases.toml 的 phrases 里补上")
            continue
        for verdict in WANTED[rule.over]:
            if verdict not in said:
                message = f"没有 {verdict.value} 的措辞"
                place = Place("phrases.toml", "phrases", rule.name)
                yield Problem(Code.HANDBOOK_REFERENCE, message, "请补上这一句", place)
        for verdict in sorted(said.keys() - set(spoken(rule, handbook))):
            message = f"{verdict.value} 的措辞永远用不上（规则看的是{rule.over}）"
            yield _unused("phrases", rule.name, message)
    names = {rule.name for rule in handbook.rules}
    names |= set(handbook.elsewhen.get("rules", ()))
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


def _headings_name_indicators(handbook: Handbook) -> Iterator[Problem]:
    for heading in handbook.headings:
        place = Place("rules.toml", "headings", heading.name)
        for name in heading.grew:
            if name not in handbook.catalogue.indicators:
                message, advice = f"指标“{name}”不在指标目录里", "请改成目录里的指标名"
            elif not _has_item(handbook, name, Item.BASE):
                message = f"指标“{name}”没有上年同期，判断不了是否增长"
                advice = "请在 catalogue.toml 该指标的 items 里加上“上年同期”"
            else:
                continue
            yield Problem(Code.HANDBOOK_REFERENCE, message, advice, place)


def _conflicts_name_sentences(handbook: Handbook) -> Iterator[Problem]:
    known = {f"{_HEADING}{heading.name}.praise" for heading in handbook.headings}
    for rule in handbook.rules:
        known |= {rule.name, *(f"{rule.name}.{v}" for v in spoken(rule, handbook))}
    resting = handbook.elsewhen.get("rules", ())
    names = (n for between in handbook.conflicts for side in between for n in side)
    for name in names:
        stem = name.rpartition(".")[0] or name
        if name not in known and stem not in resting:
            message = f"between 里的“{name}”不是规则会说的话"
            advice = "请写成 规则名、规则名.结果，或 标题文字.名字.praise"
            place = Place("rules.toml", "conflicts", stem)
            yield Problem(Code.HANDBOOK_UNUSED, message, advice, place)


def _rule(rule: Rule, message: str, advice: str) -> Problem:
    place = Place("rules.toml", "rules", rule.name)
    return Problem(Code.HANDBOOK_REFERENCE, message, advice, place)


def _unused(table: str, name: str, message: str) -> Problem:
    advice = "不用的请删去，写错名字的请改正"
    place = Place("phrases.toml", table, name)
    return Problem(Code.HANDBOOK_UNUSED, message, advice, place)


_CHECKS: tuple[Callable[[Handbook], Iterator[Problem]], ...] = (
    _rules_name_indicators,
    _rules_make_sense,
    _thresholds_fit,
    _rules_have_phrases,
    _topics_open,
    slots_are_known,
    _headings_name_indicators,
    _conflicts_name_sentences,
)
