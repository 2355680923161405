"""Findings become sentences, sentences become topics, topics the commentary (评议)."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from itertools import groupby

from bulletin.drafting import numerals
from bulletin.drafting.ledger import Ledger, joined
from bulletin.model.fact import Fact, Measure, Outcome
from bulletin.model.finding import Finding
from bulletin.model.handbook import Handbook, Over, Verdict
from bulletin.model.place import Place
from bulletin.model.vocabulary import HOLE, Span, Term

_SLOT = re.compile(r"\{([^{}]*)\}")
_FALLS_BACK = (Verdict.DOWN, Verdict.FLAT)


@dataclass(frozen=True, slots=True)
class Writer:
    """What is needed to put findings into words."""

    handbook: Handbook
    names: Mapping[str, Term]
    ledger: Ledger

    def commentary(self, findings: tuple[Finding, ...]) -> Term:
        """评议, with each topic as a member; absent when no rule has anything to say."""
        topics = dict.fromkeys(self.handbook.topics, Term(spans=(), present=False))
        for topic, group in groupby(findings, key=lambda finding: finding.rule.topic):
            topics[topic] = self._topic(topic, tuple(group))
        spoken = tuple(term for term in topics.values() if term.present)
        spans = tuple(span for term in spoken for span in term.spans or ())
        return Term(spans=spans, present=bool(spoken), members=topics)

    def _topic(self, topic: str, findings: tuple[Finding, ...]) -> Term:
        """The opening stands once, before whichever sentence speaks first."""
        spans: list[Span] = []
        for finding in findings:
            sentence = self._sentence(finding)
            if not sentence:
                continue
            if spans:
                spans.append(Span(finding.rule.join))
            else:
                spans.extend(self._words(self.handbook.phrases.openings[topic]))
            spans.extend(sentence)
        if spans:
            spans.append(Span("。"))
        return Term(spans=tuple(spans), present=bool(spans))

    def _sentence(self, finding: Finding) -> tuple[Span, ...]:
        """The finding in the words of its verdict; nothing where it has none."""
        fact = _verdict(finding, self._period_place())
        if finding.verdict is Verdict.PENDING:
            return (self.ledger.span(replace(fact, outcome=Outcome.PENDING)),)
        phrases = self.handbook.phrases.sentences.get(finding.rule.name, {})
        phrase = phrases.get(finding.verdict)
        if phrase is None and finding.verdict in _FALLS_BACK:
            phrase = phrases.get(Verdict.FAILED)
        if phrase is None:
            return ()
        spans = self._filled(phrase, finding, fact)
        words = "".join(span.text for span in spans)
        self.ledger[fact.id] = replace(fact, wording=words)
        return spans

    def _filled(
        self,
        phrase: str,
        finding: Finding,
        fact: Fact,
    ) -> tuple[Span, ...]:
        spans: list[Span] = []
        for position, part in enumerate(_SLOT.split(phrase)):
            if position % 2 and part in _SLOTS:
                spans.extend(_SLOTS[part](finding, fact, self))
            elif position % 2:
                spans.extend(self.names[part].spans or ())
            elif part:
                spans.append(Span(part, fact.id))
        return tuple(spans)

    def _words(self, opening: str) -> tuple[Span, ...]:
        spans: list[Span] = []
        for position, part in enumerate(_SLOT.split(opening)):
            if position % 2:
                spans.extend(self.names[part].spans or ())
            elif part:
                spans.append(Span(part))
        return tuple(spans)

    def _period_place(self) -> tuple[Place, ...]:
        fact = self.names["期间"].fact
        return fact.sources if fact else ()

    def failing(self, finding: Finding, fact: Fact) -> tuple[Span, ...]:
        """{区市}: the districts that fail; ×× for those whose cells are blank."""
        names = [(Span(name, fact.id),) for name in finding.failing]
        if finding.waiting:
            names.append((Span(HOLE, fact.id, is_hole=True),))
        return joined(names, "、")

    def passing(self, finding: Finding, fact: Fact) -> tuple[Span, ...]:
        """{例外}: the districts that do not fail."""
        return joined(((Span(name, fact.id),) for name in finding.passing), "、")

    def label(self, finding: Finding, fact: Fact) -> tuple[Span, ...]:
        """{指标}: the labels of the rule's indicators."""
        known = self.handbook.catalogue.indicators
        labels = (known[name].label for name in finding.rule.indicators)
        return joined(((Span(label, fact.id),) for label in labels), "、")

    def value(self, finding: Finding, fact: Fact) -> tuple[Span, ...]:
        """{值}: the number that decided."""
        if finding.value is None:
            return ()
        if len(finding.facts) == 1:
            return (self.ledger.span(finding.facts[0]),)
        return (Span(numerals.short(finding.value, 1), fact.id),)

    def limit(self, finding: Finding, fact: Fact) -> tuple[Span, ...]:
        """{界限}: the threshold; a rate in %, a distance of rates in 百分点."""
        if finding.threshold is None:
            return ()
        unit = finding.facts[0].unit if finding.facts else ""
        if unit == "百分点" or (unit == "%" and finding.rule.over is Over.SPREAD):
            unit = "个百分点"
        shown = unit if unit in ("%", "个百分点") else ""
        return (Span(numerals.short(finding.threshold, 1) + shown, fact.id),)

    def share(self, finding: Finding, fact: Fact) -> tuple[Span, ...]:
        """{份额}: the number that decided as a share in words (wording rule 22)."""
        if finding.value is None:
            return ()
        return (Span(numerals.share(finding.value), fact.id),)

    def beyond(self, finding: Finding, fact: Fact) -> tuple[Span, ...]:
        """{超过}: 超过 when all who pass are beyond the threshold, 达到 if one is at it."""
        return (Span("超过" if finding.exceeding else "达到", fact.id),)


_SLOTS: dict[str, Callable[[Finding, Fact, Writer], tuple[Span, ...]]] = {
    "区市": lambda finding, fact, writer: writer.failing(finding, fact),
    "例外": lambda finding, fact, writer: writer.passing(finding, fact),
    "指标": lambda finding, fact, writer: writer.label(finding, fact),
    "值": lambda finding, fact, writer: writer.value(finding, fact),
    "界限": lambda finding, fact, writer: writer.limit(finding, fact),
    "份额": lambda finding, fact, writer: writer.share(finding, fact),
    "超过": lambda finding, fact, writer: writer.beyond(finding, fact),
}


def _verdict(finding: Finding, period: tuple[Place, ...]) -> Fact:
    """The verdict as a fact, from all the cells that were looked at."""
    rule = finding.rule
    seen = (place for fact in finding.facts for place in fact.sources)
    limit = "序时进度" if rule.threshold is None else numerals.short(rule.threshold, 4)
    return Fact(
        f"评议.{rule.name}",
        Measure.VERDICT,
        Outcome.WORDS,
        tuple(dict.fromkeys((*seen, *(period if rule.threshold is None else ())))),
        indicator="、".join(rule.indicators),
        value=finding.value,
        formula=f"{rule.over}的{rule.measure} {rule.comparison} {limit}",
    )
