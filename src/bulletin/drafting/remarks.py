"""What to look at in a commentary: contradictions, areas left out, the leader's word."""

from collections.abc import Iterator
from itertools import combinations

from bulletin.model.fact import Measure, Outcome
from bulletin.model.finding import Finding, HeadingFinding
from bulletin.model.handbook import Handbook
from bulletin.model.opinion import Opinion, Wish
from bulletin.model.place import Place
from bulletin.model.problem import Code, Problem
from bulletin.model.vocabulary import Sentence, Span

_GROWTHS = {
    Measure.GROWTH: Measure.CHANGE,
    Measure.YEAR_END_GROWTH: Measure.YEAR_END_CHANGE,
    Measure.MONTH_GROWTH: Measure.MONTH_CHANGE,
}
_RATELESS = (Outcome.BASE_ZERO, Outcome.BASE_NEGATIVE, Outcome.TURNED_NEGATIVE)


def contradictions(
    handbook: Handbook,
    sentences: tuple[Sentence, ...],
    headings: tuple[HeadingFinding, ...],
) -> Iterator[Problem]:
    """A hint for each two that contradict each other."""
    spoken = _spoken(sentences)
    for found in headings:
        if found.holds:
            heading = found.heading
            spoken[f"标题文字.{heading.name}.praise"] = heading.praise
    for number, between in enumerate(handbook.conflicts, 1):
        sides = [[key for key in side if key in spoken] for side in between]
        for one, other in combinations([side[0] for side in sides if side], 2):
            message = (
                f"“{spoken[one]}”与“{spoken[other]}”不应同时出现（{one}、{other}）"
            )
            advice = "请核对数据；需要改说法的，请在“评议意见”登记，或改手册的措辞"
            place = Place("rules.toml", "conflicts", f"第{number}条")
            yield Problem(Code.SENTENCES_CONTRADICT, message, advice, place)


def skipped(findings: tuple[Finding, ...]) -> Iterator[Problem]:
    """A hint for each rule that cannot judge some areas, and so leaves them out.

    They can have no growth, or need months that nobody has archived.
    """
    for finding in findings:
        measure = finding.rule.measure
        if measure in _GROWTHS:
            reason = "的基数为0或为负，没有增长率，没有评到"
            advice = (
                f"请核对；要评到的，请把这条规则的 measure 改为“{_GROWTHS[measure]}”"
            )
            yield from _skipped(finding, _RATELESS, reason, advice)
        reason = "缺以前月份的数，没有评到"
        advice = "要评到的，请归档以前的通报，或导入以前的数"
        yield from _skipped(finding, (Outcome.NO_HISTORY,), reason, advice)


def _skipped(
    finding: Finding, outcomes: tuple[Outcome, ...], reason: str, advice: str
) -> Iterator[Problem]:
    """The hint, where any fact has one of the outcomes."""
    skipped = [fact for fact in finding.facts if fact.outcome in outcomes]
    if skipped:
        rule = finding.rule
        names = "、".join(f"{fact.area}{fact.indicator}" for fact in skipped)
        message = f"“{rule.name}”看的是{rule.measure}，但{names}{reason}"
        place = Place("rules.toml", "rules", rule.name)
        yield Problem(Code.RULE_SKIPS, message, advice, place)


def _spoken(sentences: tuple[Sentence, ...]) -> dict[str, str]:
    """Each sentence as the data have it, by rule and by rule and verdict.

    One that the leader worded otherwise is the leader's own.
    """
    found: dict[str, str] = {}
    for sentence in sentences:
        wishes = {opinion.wish for opinion in sentence.opinions}
        if sentence.printed and Wish.WORDING not in wishes:
            words = _words(sentence.printed)
            found[sentence.rule] = words
            for verdict in sentence.verdicts:
                found[f"{sentence.rule}.{verdict}"] = words
    return found


def opinions_heeded(sentences: tuple[Sentence, ...]) -> Iterator[Problem]:
    """Each opinion in force, settled: what the data said, and what is printed."""
    for sentence in sentences:
        for opinion in sentence.opinions:
            message = f"评议“{opinion.rule}”按意见{_wish(opinion)}，{_effect(sentence)}"
            advice = "不再需要的，请删去这一行"
            place = opinion.place
            name = opinion.decided_by
            yield Problem(Code.OPINION, message, advice, place, settled=name)


def _effect(sentence: Sentence) -> str:
    said, printed = _words(sentence.said), _words(sentence.printed)
    if said == printed:
        return "本期没有影响" if said else "本期数据没有这一句"
    return f"数据原为“{said}”，" + (f"印为“{printed}”" if printed else "不印")


def _wish(opinion: Opinion) -> str:
    if opinion.wish in (Wish.UNNAMED, Wish.ORDER):
        return f"{opinion.wish}{'、'.join(opinion.districts)}"
    return "改写" if opinion.wish is Wish.WORDING else str(opinion.wish)


def _words(spans: tuple[Span, ...]) -> str:
    return "".join(span.text for span in spans)
