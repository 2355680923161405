"""Findings become sentences, sentences become topics, topics the commentary (评议)."""

from itertools import groupby

from bulletin.drafting.sentences import Writer
from bulletin.model.finding import Finding
from bulletin.model.handbook import Rule
from bulletin.model.vocabulary import Sentence, Span, Term


def commentary(
    writer: Writer,
    findings: tuple[Finding, ...],
) -> tuple[Term, tuple[Sentence, ...]]:
    """评议, with each topic as a member; absent when no rule has anything to say.

    The sentences come along as they are, printed or not.
    """
    handbook = writer.handbook
    topics = dict.fromkeys(handbook.topics, Term(spans=(), present=False))
    sentences: list[Sentence] = []
    for topic, group in groupby(findings, key=lambda finding: finding.rule.topic):
        written = [(found.rule, writer.sentence(found)) for found in group]
        sentences += (sentence for _, sentence in written)
        topics[topic] = _topic(writer, topic, written)
    spoken = tuple(term for term in topics.values() if term.present)
    spans = tuple(span for term in spoken for span in term.spans or ())
    term = Term(spans=spans, present=bool(spoken), members=topics)
    return term, tuple(sentences)


def _topic(writer: Writer, topic: str, written: list[tuple[Rule, Sentence]]) -> Term:
    """The opening stands once, before whichever sentence speaks first.

    A sentence that says what one before it has said already is not said again; ×× is
    no sentence yet.
    """
    spans: list[Span] = []
    said: set[str] = set()
    for rule, sentence in written:
        words = "".join(span.text for span in sentence.printed)
        if not words or words in said:
            continue
        if not any(span.is_hole for span in sentence.printed):
            said.add(words)
        if spans:
            spans.append(Span(rule.join))
        else:
            opening = writer.handbook.phrases.openings[topic]
            spans.extend(writer.filled(opening) or ())
        spans.extend(sentence.printed)
    if spans:
        spans.append(Span("。"))
    return Term(spans=tuple(spans), present=bool(spans))
