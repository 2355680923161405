"""Section headings: conditions from rules.toml, words from phrases.toml."""

from collections.abc import Mapping
from typing import Any

from bulletin.handbook.entry import entries
from bulletin.handbook.rules import PHRASES, RULES
from bulletin.model.handbook import Heading
from bulletin.model.problem import Problem


def headings(
    content: Mapping[str, Any],
    wording: Mapping[str, Any],
    elsewhen: Mapping[str, tuple[str, ...]],
    problems: list[Problem],
) -> tuple[Heading, ...]:
    """The headings that praise by rule: conditions from rules.toml, words from phrases.

    Indicators of other periods (`elsewhen`) are no condition in this one.
    """
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
        present = tuple(g for g in grew if g not in elsewhen["indicators"])
        found.append(Heading(name, present, praise, neutral))
    others = elsewhen.get("headings", ())
    for name, phrase in words.items():
        if name not in others:
            phrase.refuse(f"标题“{name}”没有条件", f"请在 {RULES} 的 headings 里补上")
    return tuple(found)
