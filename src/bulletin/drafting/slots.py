"""The {slots} of a phrase, filled from a finding; an empty list leaves a sentence out."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from bulletin.drafting import measures, numerals
from bulletin.drafting.ledger import Ledger
from bulletin.drafting.naming import enumerated, shortened
from bulletin.model.fact import Fact, FactBook
from bulletin.model.finding import End, Ends, Finding, Group
from bulletin.model.handbook import Against, Catalogue, Over
from bulletin.model.style import Style
from bulletin.model.vocabulary import Span

Spans = tuple[Span, ...]
_PLURAL = 2
_RATES = ("%", "百分点")
# A threshold is printed as the handbook writes it.
_AS_WRITTEN = 6


@dataclass(frozen=True, slots=True)
class Scene:
    """A phrase on its way to be a sentence: the finding, its verdict as a fact.

    `group` is the level that the phrase speaks of.
    """

    finding: Finding
    fact: Fact
    catalogue: Catalogue
    facts: FactBook
    ledger: Ledger
    group: Group | None = None

    @property
    def style(self) -> Style:
        """The office's ways."""
        return self.catalogue.style

    @property
    def like(self) -> Fact | None:
        """A fact that shows in what unit the rule's measure is."""
        numbers = (fact for fact in self.finding.facts if fact.value is not None)
        return next(numbers, None)

    @property
    def unit(self) -> str:
        """The unit of the rule's measure."""
        return self.like.unit if self.like else ""

    def say(self, words: str) -> Spans:
        """Words that the finding decided."""
        return (Span(words, self.fact.id),) if words else ()


def _districts(scene: Scene) -> Spans:
    """{区市}: those that fail, or the members of a level; ×× for blank cells."""
    finding, style = scene.finding, scene.style
    if scene.group:
        names = scene.group.names
        if len(names) == len(finding.facts) >= _PLURAL:
            return scene.say(f"各{style.area_word}")
        return shortened(names, scene.group.total, scene.fact.id, style)
    if finding.waiting:
        return enumerated(finding.failing, scene.fact.id, waiting=True)
    return shortened(finding.failing, finding.failed, scene.fact.id, style)


def _others(scene: Scene) -> Spans:
    """{例外}: the districts that do not fail."""
    finding = scene.finding
    total = finding.judged - finding.failed
    return shortened(finding.passing, total, scene.fact.id, scene.style)


def _all(scene: Scene) -> Spans:
    """{均}: only with two or more (wording rule 28)."""
    if scene.group:
        number = len(scene.group.names)
    else:
        number = len(scene.finding.failing) + scene.finding.waiting
    return scene.say("均") if number >= _PLURAL else ()


def _labels(names: tuple[str, ...], scene: Scene) -> Spans:
    known = scene.catalogue.indicators
    return enumerated((known[name].label for name in names), scene.fact.id)


def _indicators(scene: Scene) -> Spans:
    """{指标}: the labels of the rule's indicators; of 各指标 those that fail."""
    failing = scene.finding.rule.over is Over.INDICATORS
    rule = scene.finding.rule
    return _labels(scene.finding.failing if failing else rule.indicators, scene)


def _value(scene: Scene) -> Spans:
    """{值}: the number that decided."""
    finding = scene.finding
    if finding.value is None:
        return ()
    if finding.rule.over is Over.CITY:
        return (scene.ledger.span(finding.facts[0]),)
    decimals = 1
    if finding.rule.over is Over.SPREAD and scene.like and scene.unit not in _RATES:
        decimals = scene.like.decimals
    return scene.say(numerals.short(finding.value, decimals, scene.style.rounding))


def _with_unit(number: str, unit: str, *, spread: bool = False) -> str:
    """A rate with its %, a distance of rates in 百分点; amounts only as numbers."""
    if unit == "百分点" or (unit == "%" and spread):
        return f"{number}个百分点"
    return f"{number}%" if unit == "%" else number


def _limit(scene: Scene) -> Spans:
    """{界限}: the threshold, or the bound of a level."""
    finding, rule = scene.finding, scene.finding.rule
    if scene.group:
        return _bound(scene.group.bound, scene)
    if finding.threshold is None:
        return scene.say(_limit_word(scene))
    spread = rule.over is Over.SPREAD
    if finding.limits:
        fact = finding.limits[0]
        words = measures.bare(finding.threshold, fact, scene.style)
        same = len(finding.limits) == 1
        return (scene.ledger.span(fact, words),) if same else scene.say(words)
    decimals = 1 if rule.threshold is Against.SCHEDULE else _AS_WRITTEN
    number = numerals.short(finding.threshold, decimals, scene.style.rounding)
    return scene.say(_with_unit(number, scene.unit, spread=spread))


def _limit_word(scene: Scene) -> str:
    """What is said of thresholds that differ from one to the other."""
    if scene.finding.rule.threshold is Against.SCHEDULE:
        return scene.style.schedule_word
    return "年度目标" if scene.finding.rule.threshold is Against.TARGET else ""


def _bound(bound: Fraction | None, scene: Scene) -> Spans:
    if bound is None:
        return ()
    return scene.say(_with_unit(numerals.short(bound, _AS_WRITTEN), scene.unit))


def _next_bound(scene: Scene) -> Spans:
    """{下一界}: what the members of a level did not reach."""
    return _bound(scene.group.above, scene) if scene.group else ()


def _value_of(choose: Callable[[Ends], Fraction]) -> Callable[[Scene], Spans]:
    """{最高}, {最低}, {最好值}, {最差值}."""

    def fill(scene: Scene) -> Spans:
        ends, like = scene.finding.ends, scene.like
        if ends is None or like is None:
            return ()
        return scene.say(measures.bare(choose(ends), like, scene.style))

    return fill


def _names_of(choose: Callable[[Ends], End]) -> Callable[[Scene], Spans]:
    """{最好}, {最差}: who has the best and the worst value."""

    def fill(scene: Scene) -> Spans:
        if scene.finding.ends is None:
            return ()
        end = choose(scene.finding.ends)
        return shortened(end.names, end.total, scene.fact.id, scene.style)

    return fill


def _places(*, from_back: bool) -> Callable[[Scene], Spans]:
    """{名次}: 第一名甲；第二名乙、丙；第四名丁; {末位}: 倒数第一名戊."""

    def fill(scene: Scene) -> Spans:
        spans: list[Span] = []
        for group in scene.finding.groups:
            if group.from_back is from_back:
                word = "倒数第" if from_back else "第"
                place = f"{word}{numerals.ordinal(group.rank)}名"
                spans += scene.say("；") if spans else ()
                spans += scene.say(place)
                key, style = scene.fact.id, scene.style
                spans += shortened(group.names, group.total, key, style)
        return tuple(spans)

    return fill


def _beyond(scene: Scene) -> Spans:
    """{超过}: 超过 when all who pass are beyond the threshold, 达到 if one is at it.

    Where lower is better they are 低于 it, or 没有超过 it.
    """
    lower = {fact.lower_is_better for fact in scene.finding.facts}
    beyond, at = ("低于", "没有超过") if lower == {True} else ("超过", "达到")
    exceeding = scene.finding.exceeding and len(lower) == 1
    return scene.say(beyond if exceeding else at)


def _share(scene: Scene) -> Spans:
    """{份额}: the number that decided as a share in words (wording rule 22)."""
    value = scene.finding.value
    if value is None:
        return ()
    return scene.say(numerals.share(value, scene.style.rounding))


def _passed(scene: Scene) -> Spans:
    return scene.say(str(scene.finding.judged - scene.finding.failed))


FILL: Mapping[str, Callable[[Scene], Spans]] = {
    "区市": _districts,
    "例外": _others,
    "均": _all,
    "指标": _indicators,
    "达标指标": lambda scene: _labels(scene.finding.passing, scene),
    "未达数": lambda scene: scene.say(str(scene.finding.failed)),
    "达到数": _passed,
    "总数": lambda scene: scene.say(str(scene.finding.judged)),
    "值": _value,
    "界限": _limit,
    "下一界": _next_bound,
    "份额": _share,
    "超过": _beyond,
    "最高": _value_of(lambda ends: max(ends.best.value, ends.worst.value)),
    "最低": _value_of(lambda ends: min(ends.best.value, ends.worst.value)),
    "最好值": _value_of(lambda ends: ends.best.value),
    "最差值": _value_of(lambda ends: ends.worst.value),
    "最好": _names_of(lambda ends: ends.best),
    "最差": _names_of(lambda ends: ends.worst),
    "名次": _places(from_back=False),
    "末位": _places(from_back=True),
}
MAY_BE_EMPTY = frozenset({"均"})
