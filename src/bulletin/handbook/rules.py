"""rules.toml and phrases.toml as rules, headings and phrases."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from bulletin.handbook.entry import Entry, entries
from bulletin.model.fact import Measure
from bulletin.model.handbook import (
    Comparison,
    Heading,
    Over,
    Phrases,
    Rule,
    Verdict,
)
from bulletin.model.problem import Problem

RULES = "rules.toml"
PHRASES = "phrases.toml"
_MEASURES = (
    Measure.VALUE,
    Measure.GROWTH,
    Measure.CHANGE,
    Measure.COMPLETION,
    Measure.LEAD,
)
_SCHEDULE = "序时进度"
_SPOKEN = tuple(v for v in Verdict if v not in (Verdict.PENDING, Verdict.SILENT))


def rules(content: Mapping[str, Any], problems: list[Problem]) -> tuple[Rule, ...]:
    """The commentary's rules in the order in which they are written."""
    found = (_rule(entry) for entry in entries(RULES, content, "rules", problems))
    return tuple(found)


def _rule(entry: Entry) -> Rule:
    entry.only(
        *("name", "topic", "over", "indicator", "indicators", "measure", "comparison"),
        *("threshold", "quota", "order", "join", "from", "until"),
    )
    one = entry.text("indicator", "")
    over = entry.choice("over", Over)
    return Rule(
        name=entry.text("name"),
        topic=entry.text("topic"),
        over=over,
        indicators=(one,) if one else entry.texts("indicators"),
        measure=Measure(entry.word("measure", tuple(m.value for m in _MEASURES))),
        comparison=entry.choice("comparison", Comparison),
        threshold=_threshold(entry),
        quota=entry.number("quota") if over is Over.PAIRS else None,
        by_gap=entry.word("order", ("目录", "差距"), "目录") == "差距",
        join=entry.word("join", ("，", "。"), "。"),
        since=entry.period("from"),
        until=entry.period("until"),
    )


def _threshold(entry: Entry) -> Fraction | None:
    if entry.values.get("threshold") == _SCHEDULE:
        return None
    return entry.number("threshold")


def headings(
    content: Mapping[str, Any],
    wording: Mapping[str, Any],
    problems: list[Problem],
) -> tuple[Heading, ...]:
    """The headings that praise by rule: conditions from rules.toml, words from phrases."""
    words = {
        entry.text("name"): entry
        for entry in entries(PHRASES, wording, "headings", problems)
    }
    found: list[Heading] = []
    for entry in entries(RULES, content, "headings", problems):
        entry.only("name", "grew")
        name = entry.text("name")
        phrase = words.pop(name, None)
        if phrase is None:
            entry.refuse(f"标题“{name}”没有措辞", f"请在 {PHRASES} 的 headings 里补上")
            continue
        phrase.only("name", "praise", "neutral")
        praise, neutral = phrase.text("praise"), phrase.text("neutral")
        grew = entry.texts("grew")
        if not grew:
            entry.refuse("没有写 grew", '请写明要哪些指标增长，如 grew = ["指标名"]')
        found.append(Heading(name, grew, praise, neutral))
    for name, phrase in words.items():
        phrase.refuse(f"标题“{name}”没有条件", f"请在 {RULES} 的 headings 里补上")
    return tuple(found)


def phrases(content: Mapping[str, Any], problems: list[Problem]) -> Phrases:
    """Openings by topic, sentences by rule and verdict, notes by outcome."""
    openings = {
        entry.text("name"): _opening(entry)
        for entry in entries(PHRASES, content, "topics", problems)
    }
    sentences = {
        entry.text("rule"): _sentences(entry)
        for entry in entries(PHRASES, content, "phrases", problems)
    }
    notes = {
        entry.text("when"): _note(entry)
        for entry in entries(PHRASES, content, "notes", problems)
    }
    return Phrases(openings, sentences, notes)


def _note(entry: Entry) -> str:
    entry.only("when", "text")
    return entry.text("text")


def _opening(entry: Entry) -> str:
    """May be blank, but must be written: a topic without its opening is a slip."""
    entry.only("name", "opening")
    return entry.text("opening", "" if "opening" in entry.values else None)


def _sentences(entry: Entry) -> dict[Verdict, str]:
    entry.only("rule", *(verdict.value for verdict in _SPOKEN))
    return {
        verdict: entry.text(verdict.value)
        for verdict in _SPOKEN
        if verdict.value in entry.values
    }
