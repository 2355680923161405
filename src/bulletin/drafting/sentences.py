"""One finding in the words of its verdict, and what the leader wants of the sentence."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from bulletin.drafting import numerals
from bulletin.drafting.leader import heeded
from bulletin.drafting.ledger import Ledger
from bulletin.drafting.names import own_period_facts
from bulletin.drafting.passages import passage
from bulletin.drafting.slots import FILL, MAY_BE_EMPTY, Scene
from bulletin.model.edition import Paragraph
from bulletin.model.fact import Fact, FactBook, Measure, Outcome
from bulletin.model.finding import Finding, Group
from bulletin.model.handbook import Against, Handbook, Over, Rule, Verdict
from bulletin.model.opinion import Opinion, Wish
from bulletin.model.place import Place
from bulletin.model.vocabulary import Sentence, Span, Term

_SLOT = re.compile(r"\{([^{}]*)\}")
_FALLS_BACK = {
    Verdict.DOWN: Verdict.FAILED,
    Verdict.UP: Verdict.FAILED,
    Verdict.FLAT: Verdict.FAILED,
    Verdict.ONE: Verdict.SOME,
    Verdict.MOST: Verdict.SOME,
}
Spans = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Writer:
    """What is needed to put findings into words."""

    handbook: Handbook
    facts: FactBook
    names: Mapping[str, Term]
    ledger: Ledger
    opinions: tuple[Opinion, ...] = ()

    def sentence(self, finding: Finding) -> Sentence:
        """The sentence as the data have it, and as it is to be printed."""
        said = self._written(finding)
        own = tuple(o for o in self.opinions if o.rule == finding.rule.name)
        verdicts = self._verdicts(finding) if said else ()
        printed = self._printed(finding, said, own) if own else said
        if printed:
            fact = self.ledger[f"评议.{finding.rule.name}"]
            words = "".join(span.text for span in printed)
            self.ledger[fact.id] = replace(fact, wording=words)
        return Sentence(finding.rule.name, verdicts, said, printed, own)

    def filled(self, text: str, scene: Scene | None = None) -> Spans | None:
        """The text with its slots filled; None where a list in it would be empty."""
        spans: list[Span] = []
        for position, part in enumerate(_SLOT.split(text)):
            if position % 2 == 0:
                spans += (Span(part),) if part else ()
                continue
            filling = self._slot(part, scene)
            if not filling and part not in MAY_BE_EMPTY:
                return None
            spans += filling
        return tuple(spans)

    def _slot(self, name: str, scene: Scene | None) -> Spans:
        if scene and name in FILL:
            return FILL[name](scene)
        own = self._own_period(name, scene.finding.rule) if scene else None
        return (self.ledger.span(own),) if own else self._named(name)

    def _named(self, name: str) -> Spans:
        """年, 期间, or a member such as 专项.核查整改."""
        owner, _, member = name.partition(".")
        term = self.names[owner]
        found = term.members.get(member, Term()) if member else term
        return found.spans or ()

    def _printed(
        self,
        finding: Finding,
        said: Spans,
        opinions: tuple[Opinion, ...],
    ) -> Spans:
        wishes = {opinion.wish: opinion for opinion in opinions}
        if not said or Wish.SILENCE in wishes:
            return ()
        if Wish.WORDING in wishes:
            return self._reworded(wishes[Wish.WORDING])
        return self._written(heeded(finding, opinions))

    def _reworded(self, opinion: Opinion) -> Spans:
        """The leader's own words; their numbers are facts from that cell."""
        text = Paragraph(opinion.rule, opinion.wording, opinion.place)
        return passage(text, f"评议意见.{opinion.rule}", self.names, self.ledger)

    def _written(self, finding: Finding) -> Spans:
        """Nothing where the verdict has no phrase."""
        fact = self._verdict_fact(finding)
        if finding.verdict is Verdict.PENDING:
            return (self.ledger.span(replace(fact, outcome=Outcome.PENDING)),)
        self.ledger[fact.id] = fact
        if finding.rule.over is Over.LEVELS:
            return self._levels(finding, fact)
        phrase = self._phrase(finding.rule.name, finding.verdict)
        return self._spoken(phrase, self._scene(finding, fact)) if phrase else ()

    def _levels(self, finding: Finding, fact: Fact) -> Spans:
        """Each level by its phrase, the best first, with ； between them."""
        spans: Spans = ()
        for group in finding.groups:
            phrase = self._phrase(finding.rule.name, group.verdict)
            scene = self._scene(finding, fact, group)
            part = self._spoken(phrase, scene) if phrase else ()
            spans += (*scene.say("；"), *part) if spans and part else part
        return spans

    def _scene(self, finding: Finding, fact: Fact, group: Group | None = None) -> Scene:
        catalogue = self.handbook.catalogue
        return Scene(finding, fact, catalogue, self.facts, self.ledger, group)

    def _verdicts(self, finding: Finding) -> tuple[Verdict, ...]:
        if finding.rule.over is Over.LEVELS:
            return tuple(group.verdict for group in finding.groups)
        return (finding.verdict,)

    def _phrase(self, rule: str, verdict: Verdict) -> str | None:
        phrases = self.handbook.phrases.sentences.get(rule, {})
        other = _FALLS_BACK.get(verdict, verdict)
        return phrases.get(verdict) or phrases.get(other)

    def _spoken(self, phrase: str, scene: Scene) -> Spans:
        """The sentence; its fixed words, too, are the verdict's."""
        spans = self.filled(phrase, scene) or ()
        return tuple(
            span if span.fact else Span(span.text, scene.fact.id) for span in spans
        )

    def _own_period(self, name: str, rule: Rule) -> Fact | None:
        """期间 and 截至 of an indicator whose figures lag behind the report."""
        indicators = rule.indicators
        if len(indicators) != 1 or name not in ("期间", "截至"):
            return None
        if self.facts.as_of(indicators[0]) == self.facts.period:
            return None
        return own_period_facts(indicators[0], self.facts, self.ledger.style)[name]

    def _verdict_fact(self, finding: Finding) -> Fact:
        """The verdict as a fact, from all the cells that were looked at."""
        rule = finding.rule
        seen = [p for f in (*finding.facts, *finding.limits) for p in f.sources]
        if rule.threshold is Against.SCHEDULE:
            seen += self._period_places()
        return Fact(
            f"评议.{rule.name}",
            Measure.VERDICT,
            Outcome.WORDS,
            tuple(dict.fromkeys(seen)),
            indicator="、".join(rule.indicators),
            value=finding.value,
            formula=_formula(finding),
        )

    def _period_places(self) -> Iterable[Place]:
        fact = self.names["期间"].fact
        return fact.sources if fact else ()


def _formula(finding: Finding) -> str:
    rule = finding.rule
    if rule.over is Over.LEVELS:
        bounds = "、".join(numerals.short(level, 4) for level in rule.levels)
        return f"各区市的{rule.measure}，分档 {bounds}"
    if rule.over is Over.PLACES:
        return f"各区市的{rule.measure}，前 {rule.first} 名、后 {rule.last} 名"
    limit = rule.threshold
    shown = str(limit) if isinstance(limit, Against) else numerals.short(limit, 4)
    return f"{rule.over}的{rule.measure} {rule.comparison or '差于'} {shown}"
