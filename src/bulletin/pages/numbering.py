"""Automatic numbers (自动编号) as the text that Word shows before a paragraph."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from lxml.etree import _Element as Element

from bulletin.pages import symbols
from bulletin.pages.docx import W
from bulletin.pages.looks import Values, look_values, number, value
from bulletin.pages.numerals import FORMATS
from bulletin.pages.shapes import shape_values

_PLACE = re.compile(r"%(\d)")
_LEVELS = 9
_GAPS = {"tab": "\t", "space": " ", "nothing": ""}


@dataclass(frozen=True, slots=True)
class Level:
    """A level of a list: how it counts, how its number reads, looks and stands."""

    start: int = 1
    format: str = "decimal"
    text: str = ""
    gap: str = "\t"
    restart: int | None = None  # the level after which it starts again; 0 never
    is_legal: bool = False
    look: Values = field(default_factory=dict)
    shape: Values = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class List:
    """A numbered list: the levels, and the definition whose count it shares."""

    abstract: str
    levels: tuple[Level, ...]
    starts: Mapping[int, int]


@dataclass(frozen=True, slots=True)
class Number:
    """A paragraph's automatic number; `unknown` names a way of counting not known."""

    text: str
    gap: str
    level: Level
    unknown: str = ""


class Numbering:
    """The lists of a document, and how far each has counted."""

    def __init__(self, root: Element | None, theme: Mapping[str, str]) -> None:
        self._lists = {} if root is None else _lists(root, theme)
        self._counts: dict[str, list[int | None]] = {}
        self._begun: set[tuple[int, int]] = set()

    def level(self, identity: int, level: int) -> Level | None:
        """The level of a list; None where the list is not defined."""
        found = self._lists.get(identity)
        return found.levels[level] if found and level < len(found.levels) else None

    def next(self, identity: int, level: int) -> Number | None:
        """Count one on in a list, and say the number; None for no list."""
        found = self._lists.get(identity)
        if found is None or not 0 <= level < len(found.levels):
            return None
        counts = self._counts.setdefault(found.abstract, [None] * _LEVELS)
        self._count(found, identity, level, counts)
        return _number(found, level, counts)

    def _count(
        self,
        found: List,
        identity: int,
        level: int,
        counts: list[int | None],
    ) -> None:
        if level in found.starts and (identity, level) not in self._begun:
            counts[level] = None
            self._begun.add((identity, level))
        begun = counts[level]
        start = found.starts.get(level, found.levels[level].start)
        counts[level] = start if begun is None else begun + 1
        for above in range(level):
            if counts[above] is None:
                counts[above] = found.levels[above].start
        for below in range(level + 1, len(found.levels)):
            restart = found.levels[below].restart
            if restart is None or level < restart:
                counts[below] = None


def _number(found: List, level: int, counts: list[int | None]) -> Number:
    rule = found.levels[level]
    if rule.format == "bullet":
        font = str(rule.look.get("latin", ""))
        text = symbols.shown(rule.text, font)
        return Number(
            text or "", rule.gap, rule, "" if text is not None else "项目符号"
        )
    unknown: list[str] = []

    def numeral(match: re.Match[str]) -> str:
        at = int(match[1]) - 1
        used = "decimal" if rule.is_legal else found.levels[at].format
        form: Callable[[int], str] | None = FORMATS.get(used)
        if form is None:
            unknown.append(used)
            return ""
        return form(counts[at] or 0)

    return Number(_PLACE.sub(numeral, rule.text), rule.gap, rule, "".join(unknown[:1]))


def _lists(root: Element, theme: Mapping[str, str]) -> dict[int, List]:
    abstracts = {value(e, "abstractNumId"): e for e in root.iter(f"{W}abstractNum")}
    styled = {value(e.find(f"{W}styleLink")): e for e in abstracts.values()}
    styled.pop("", None)
    found = {}
    for num in root.iter(f"{W}num"):
        identity = value(num.find(f"{W}abstractNumId"))
        abstract = abstracts.get(identity)
        if abstract is None:
            continue
        link = abstract.find(f"{W}numStyleLink")
        levels = _levels(styled.get(value(link), abstract), theme)
        starts: dict[int, int] = {}
        for each in num.iter(f"{W}lvlOverride"):
            at = number(value(each, "ilvl"))
            start, own = each.find(f"{W}startOverride"), each.find(f"{W}lvl")
            if start is not None:
                starts[at] = number(value(start))
            if own is not None:
                levels[at] = _level(own, theme)
        found[number(value(num, "numId"))] = List(identity, tuple(levels), starts)
    return found


def _levels(abstract: Element, theme: Mapping[str, str]) -> list[Level]:
    levels = [Level(format="none")] * _LEVELS
    for each in abstract.iterchildren(f"{W}lvl"):
        at = number(value(each, "ilvl"))
        if 0 <= at < _LEVELS:
            levels[at] = _level(each, theme)
    return levels


def _level(element: Element, theme: Mapping[str, str]) -> Level:
    start, restart = element.find(f"{W}start"), element.find(f"{W}lvlRestart")
    return Level(
        number(value(start), 0) if start is not None else 0,
        value(element.find(f"{W}numFmt")) or "decimal",
        value(element.find(f"{W}lvlText")),
        _GAPS.get(value(element.find(f"{W}suff")), "\t"),
        None if restart is None else number(value(restart)),
        element.find(f"{W}isLgl") is not None,
        look_values(element.find(f"{W}rPr"), theme),
        shape_values(element.find(f"{W}pPr")),
    )
