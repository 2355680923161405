"""rules.toml and phrases.toml as rules and phrases."""

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from typing import Any

from bulletin.handbook.entry import Entry, entries
from bulletin.model.fact import Measure
from bulletin.model.handbook import (
    Against,
    Comparison,
    Conflict,
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
    Measure.YEAR_END_GROWTH,
    Measure.YEAR_END_CHANGE,
    Measure.IN_MONTH,
    Measure.MONTH_GROWTH,
    Measure.MONTH_CHANGE,
    Measure.COMPLETION,
    Measure.LEAD,
    Measure.MONTHS_BEHIND,
    Measure.BEHIND_BEST,
    Measure.RANK,
)
_AGAINST = tuple(against.value for against in Against)
_PAIR = 2
_SPOKEN = tuple(v for v in Verdict if v not in (Verdict.PENDING, Verdict.SILENT))


def rules(
    content: Mapping[str, Any],
    elsewhen: tuple[str, ...],
    problems: list[Problem],
) -> tuple[Rule, ...]:
    """The commentary's rules in the order in which they are written.

    A rule is not in force while none of its indicators (`elsewhen`) is.
    """
    found = (_rule(entry) for entry in entries(RULES, content, "rules", problems))
    return tuple(filter(None, (_in_force(rule, elsewhen) for rule in found)))


def _in_force(rule: Rule, elsewhen: tuple[str, ...]) -> Rule | None:
    left = tuple(name for name in rule.indicators if name not in elsewhen)
    if rule.indicators and not left:
        return None
    return replace(rule, indicators=left)


def _rule(entry: Entry) -> Rule:
    entry.only(
        *("name", "topic", "over", "indicator", "indicators", "measure", "comparison"),
        *("threshold", "quota", "levels", "first", "last", "order", "join"),
    )
    one = entry.text("indicator", "")
    over = entry.choice("over", Over)
    return Rule(
        name=entry.text("name"),
        topic=entry.text("topic"),
        over=over,
        indicators=(one,) if one else entry.texts("indicators"),
        measure=Measure(entry.word("measure", tuple(m.value for m in _MEASURES))),
        comparison=_comparison(entry, over),
        threshold=_threshold(entry, over),
        quota=entry.number("quota") if over is Over.PAIRS else None,
        levels=entry.numbers("levels"),
        first=entry.count("first", 0),
        last=entry.count("last", 0),
        by_gap=entry.word("order", ("目录", "差距"), "目录") == "差距",
        join=entry.word("join", ("，", "。"), "。"),
    )


def _comparison(entry: Entry, over: Over) -> Comparison | None:
    """Left out, it is worse than the threshold; a spread has no better or worse."""
    if "comparison" not in entry.values and over is not Over.SPREAD:
        return None
    return entry.choice("comparison", Comparison)


def _threshold(entry: Entry, over: Over) -> Fraction | Against:
    """Levels and places are held against nothing."""
    given = entry.values.get("threshold")
    if over in (Over.LEVELS, Over.PLACES) and given is None:
        return Fraction(0)
    if given in _AGAINST:
        return Against(given)
    return entry.number("threshold", or_one_of=_AGAINST)


def conflicts(
    content: Mapping[str, Any],
    problems: list[Problem],
) -> tuple[Conflict, ...]:
    """The sentences that may not stand together; 规则名.one|some are alternatives."""
    found = []
    for entry in entries(RULES, content, "conflicts", problems):
        entry.only("between")
        between = entry.texts("between")
        if len(between) < _PAIR:
            entry.refuse("between 里不足两句", '请写成 ["规则名.none", "规则名"]')
        found.append(tuple(_alternatives(name) for name in between))
    return tuple(found)


def _alternatives(name: str) -> tuple[str, ...]:
    stem, dot, verdicts = name.rpartition(".")
    return tuple(f"{stem}.{v}" for v in verdicts.split("|")) if dot else (name,)


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
