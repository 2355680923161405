"""The words of a period that labels are made of, and every way to read a label in them."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from bulletin.intake.returns import units
from bulletin.intake.returns.general import general
from bulletin.intake.returns.senses import Kind, Label, Reading, Sense
from bulletin.intake.returns.spans import mentioned, spans
from bulletin.intake.words import label
from bulletin.model.alias import Aliases
from bulletin.model.handbook import Catalogue, Handbook
from bulletin.model.indicator import CITY, ELSEWHERE

_FILLERS = "()[]:,,、/·-—的"
_NUMBERING = re.compile(r"\(?(?:[一二三四五六七八九十]{1,3}|\d{1,2})(?:\)|[、.](?!\d))")
_BEFORE_UNIT = ("(", "[", ":", "、", "/")
_AFTER_UNIT = (")", "]", "、", "/", "")
_BRACKETED = re.compile(r"\(([^()]+)\)$")
_OF_WHICH = "其中:"
_REFERENCE = ("参考", "上月", "合计差")
_LONGEST = 60


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The words of a period's handbook and aliases, as `label` makes them comparable."""

    words: Mapping[str, frozenset[Sense]]
    units: frozenset[str]
    full_areas: Mapping[str, str]
    short_areas: Mapping[str, str]
    _read: dict[str, Label] = field(default_factory=dict)

    def read(self, text: str) -> Label:
        """The label, from the fewest words that make up the whole of it."""
        key = folded(text)
        if key not in self._read:
            self._read[key] = Label(key, tuple(self._readings(key)))
        return self._read[key]

    def _readings(self, key: str) -> Iterator[Reading]:
        if not key or len(key) > _LONGEST:
            return
        if key.startswith(_REFERENCE):
            yield frozenset({Sense(Kind.ASIDE, key)})
            return
        bare = _bare(key)
        senses = self.words.get(key) or self.words.get(bare)
        if senses:
            said = _BRACKETED.search(bare)
            is_unit = said is not None and said[1] in self.units
            unit = {Sense(Kind.UNIT, said[1])} if said and is_unit else set()
            yield from (frozenset({sense, *unit}) for sense in senses)
        elif bare in self.units:
            yield frozenset({Sense(Kind.UNIT, bare)})
        else:
            yield from _shortest(self._ways(bare))

    def _ways(self, text: str) -> list[tuple[int, Reading]]:
        """Each way to cut the text into words: how many they are, and what they mean."""
        ways: list[dict[Reading, int]] = [{} for _ in range(len(text) + 1)]
        ways[0][frozenset()] = 0
        for at in range(len(text)):
            if not ways[at]:
                continue
            for end, count, meant in self._words_at(text, at):
                for reading, before in ways[at].items():
                    known = ways[end].get(reading | meant, before + count)
                    ways[end][reading | meant] = min(known, before + count)
        return [(count, reading) for reading, count in ways[-1].items() if reading]

    def _words_at(self, text: str, at: int) -> Iterator[tuple[int, int, Reading]]:
        if text[at] in _FILLERS:
            yield at + 1, 0, frozenset()
        for end in range(at + 1, len(text) + 1):
            for sense in self.words.get(text[at:end], ()):
                yield end, 1, frozenset({sense})
            if text[at:end] in self.units and _is_apart(text, at, end):
                yield end, 1, frozenset({Sense(Kind.UNIT, text[at:end])})
        for end, span in spans(text, at):
            yield end, 1, frozenset({Sense(Kind.TIME, span)})

    def area_named(self, text: str) -> tuple[str, ...]:
        """The areas that a title or a file's name speaks of, by full names, else short.

        A short name counts only where nothing else is joined to it.
        """
        key = folded(text)
        full = _found(key, self.full_areas)
        if full:
            return full
        rest = key
        for start, end, _ in reversed(tuple(mentioned(key))):
            rest = f"{rest[:start]} {rest[end:]}"
        apart = re.split(
            r"[\W\d_a-z]+|报表|报送|数据|上报|填报|反馈|月报|回复|报", rest
        )
        return tuple(
            dict.fromkeys(
                self.short_areas[word] for word in apart if word in self.short_areas
            )
        )


def lexicon(handbook: Handbook, aliases: Aliases) -> Lexicon:
    """All words of the handbook's period: an alias before a name, a name before others."""
    catalogue = handbook.catalogue
    own = _sensed((*_named(catalogue), *_elsewhen(handbook))) | _sensed(
        _called(aliases)
    )
    areas = (*_areas(catalogue), *aliases.areas.items())
    full = {folded(w): name for w, name in areas if name != ELSEWHERE}
    short = {folded(w): n for w, n in _short_areas(catalogue) if folded(w) not in own}
    spoken = {word: frozenset({Sense(Kind.AREA, n)}) for word, n in short.items()}
    known = (each.unit for each in catalogue.indicators.values())
    words = _sensed(general()) | spoken | own
    return Lexicon(words, units.words(known), full, short)


def _sensed(words: Iterable[tuple[str, Sense]]) -> dict[str, Reading]:
    """The senses of each word, as words are compared."""
    found: dict[str, Reading] = {}
    for word, sense in words:
        found[folded(word)] = found.get(folded(word), frozenset()) | {sense}
    return found


def folded(text: str) -> str:
    """A label as words are compared: no spaces, one width, small letters."""
    return label(text.replace("\u200b", "").replace("\ufeff", "")).lower()


def _bare(key: str) -> str:
    """Without its number, 其中 and a colon at the end."""
    match = _NUMBERING.match(key)
    rest = key[match.end() :] if match else key
    return rest.removeprefix(_OF_WHICH).rstrip(":")


def _is_apart(text: str, start: int, end: int) -> bool:
    """Whether a unit stands in brackets or behind 单位: and so is no part of a name."""
    before, after = text[start - 1 : start], text[end : end + 1]
    return before in _BEFORE_UNIT and after in _AFTER_UNIT


def _shortest(ways: list[tuple[int, Reading]]) -> Iterator[Reading]:
    sound = [(count, reading) for count, reading in ways if not _is_torn(reading)]
    least = min((count for count, _ in sound), default=0)
    yield from (reading for count, reading in sound if count == least)


def _is_torn(reading: Reading) -> bool:
    """Whether it names two indicators, areas or items at once, and so none."""
    one_each = (Kind.INDICATOR, Kind.AREA, Kind.ITEM)
    return any(sum(s.kind is kind for s in reading) > 1 for kind in one_each)


def _named(catalogue: Catalogue) -> Iterator[tuple[str, Sense]]:
    for word, name in catalogue.indicator_names.items():
        yield word, Sense(Kind.INDICATOR, name)
    names = {folded(name) for name in catalogue.indicator_names}
    for indicator in catalogue.indicators.values():
        if folded(indicator.label) not in names:
            yield indicator.label, Sense(Kind.INDICATOR, indicator.name)
    for word, name in _areas(catalogue):
        yield word, Sense(Kind.AREA, name)


def _called(aliases: Aliases) -> Iterator[tuple[str, Sense]]:
    for word, name in aliases.indicators.items():
        yield word, Sense(Kind.INDICATOR, name)
    for word, name in aliases.areas.items():
        yield word, Sense(Kind.AREA, name)
    for word in aliases.neutral:
        yield word, Sense(Kind.HEADING, word)


def _elsewhen(handbook: Handbook) -> Iterator[tuple[str, Sense]]:
    catalogue = handbook.catalogue
    present = {*catalogue.indicator_names, *catalogue.district_names}
    for table in ("indicators", "districts"):
        for name in handbook.elsewhen.get(table, ()):
            if name not in present:
                yield name, Sense(Kind.ELSEWHEN, name)


def _areas(catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    yield CITY, CITY
    yield ELSEWHERE, ELSEWHERE
    yield from catalogue.district_names.items()


def _short_areas(catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    """滕州 for 滕州市, 高新区 for 枣庄高新区: as long as no other district is called so."""
    shorts: dict[str, set[str]] = {}
    for full, name in catalogue.district_names.items():
        for short in _shortened(full):
            shorts.setdefault(short, set()).add(name)
    for short, names in shorts.items():
        if len(names) == 1:
            yield short, next(iter(names))


def _shortened(full: str) -> Iterable[str]:
    ends = [full[n:] for n in range(len(full) - 2)]
    yield from ends[1:]
    bare = (re.sub(r"[市区县旗]$", "", each) for each in ends)
    yield from (word for word in bare if word not in ends and len(word) > 1)


def _found(key: str, names: Mapping[str, str]) -> tuple[str, ...]:
    """The names in a text, the longest first, none inside another."""
    found: dict[str, None] = {}
    for word in sorted(names, key=len, reverse=True):
        if word in key:
            found[names[word]] = None
            key = key.replace(word, "\n")
    return tuple(found)
