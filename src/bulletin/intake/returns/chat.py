"""Words copied from a chat in, proposals out: 滕州：授权128，质押27件18650万."""

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from bulletin.intake.readers.text import decoded
from bulletin.intake.returns import units
from bulletin.intake.returns.dating import Dating, dating
from bulletin.intake.returns.lexicon import Lexicon, folded
from bulletin.intake.returns.senses import Kind
from bulletin.intake.returns.spans import mentioned
from bulletin.intake.units import factor
from bulletin.model.handbook import Catalogue
from bulletin.model.indicator import CITY, Indicator, Item
from bulletin.model.period import ReportingPeriod
from bulletin.model.place import Place
from bulletin.pages import docx

_LONGEST = 1_000_000
_LARGEST = 20_000_000
_PARTS = re.compile(r"(?<!\d),|,(?!\d{3}(?!\d))|[;。、!?]")
_FIGURE = re.compile(r"([^\d]*?)([+-]?\d[\d,]*(?:\.\d+)?)([^\d\s,;]{0,3})", re.ASCII)
_JOINTS = re.compile(r"(?:累计)?(?:为|是|有|达到|达|共计|共|约|计|完成|新增|:|：|\s)+$")
_SENDER = re.compile(r"[:：]")


@dataclass(frozen=True, slots=True)
class Proposal:
    """A figure that a chat may mean; nothing of it counts before a clerk says so.

    `number` tells the figures of a line apart. `value` is as written, in `unit`.
    """

    place: Place
    line: str
    number: int
    word: str
    value: str
    unit: str
    area: str
    item: str
    candidates: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Chat:
    """A text file, and the words that its period is spoken of in."""

    name: str
    lines: tuple[str, ...]
    lexicon: Lexicon
    catalogue: Catalogue
    period: ReportingPeriod

    def proposals(self) -> Iterator[Proposal]:
        """Every figure of a district; a line on another month gives none."""
        area = ""
        for at, line in enumerate(self.lines, 1):
            named = self._named(line)
            area = named[0] if len(named) == 1 else ("" if named else area)
            is_other = dating((line,), self.period)[0] is Dating.OTHER
            if area and not is_other:
                place = Place(self.name, "", f"第{at}行")
                yield from self._in_line(place, line, area)

    def others(self) -> tuple[int, ...]:
        """The lines that name another month and hold figures."""
        return tuple(
            at
            for at, line in enumerate(self.lines, 1)
            if dating((line,), self.period)[0] is Dating.OTHER
            and _FIGURE.search(_without_times(folded(line)))
        )

    def _named(self, line: str) -> tuple[str, ...]:
        """The districts of a line: those before its colon, else those anywhere in it."""
        head = _SENDER.split(line, 1)[0]
        lead = re.match(r"[^\d\W]+", folded(line))
        found = self.lexicon.area_named(head)
        if not found and lead:
            starts = sorted(self.lexicon.short_areas, key=len, reverse=True)
            found = tuple(
                self.lexicon.short_areas[w] for w in starts if lead[0].startswith(w)
            )[:1]
        return tuple(name for name in found if name != CITY)

    def _in_line(self, place: Place, line: str, area: str) -> Iterator[Proposal]:
        figures = (
            match
            for part in _PARTS.split(self._body(line))
            for match in _FIGURE.finditer(part)
        )
        subject = item = ""
        for count, match in enumerate(figures, 1):
            word = _JOINTS.sub("", match[1].strip(":()- "))
            unit = _unit(match[3])
            if not self._is_item(word):
                subject, item = word or subject, "" if word else item
            item = self._item(word) or item or Item.CURRENT.value
            found = self._candidates(subject, unit)
            told = (subject, match[2], unit, area, item, found)
            yield Proposal(place, line, count, *told)

    def _body(self, line: str) -> str:
        """The line without its district and its times."""
        key = _without_times(folded(line))
        names = {**self.lexicon.full_areas, **self.lexicon.short_areas}
        found = [word for word in names if key.startswith(word)]
        head, colon, rest = key.partition(":")
        if colon and not re.search(r"\d", head) and self.lexicon.area_named(head):
            return rest
        return key.removeprefix(max(found, key=len, default=""))

    def _is_item(self, word: str) -> bool:
        """Whether a word such as 去年同期 says only when, of what was spoken of before."""
        return self.lexicon.read(word).told == {Kind.ITEM}

    def _item(self, word: str) -> str:
        items = self.lexicon.read(word).values(Kind.ITEM)
        return str(*items) if len(items) == 1 else ""

    def _candidates(self, word: str, unit: str) -> tuple[str, ...]:
        """The indicators that the word and its unit may mean; the clerk has the say."""
        called = (f"{word}({unit})", f"{word}({unit}元)", word) if unit else (word,)
        for each in called:
            names = self.lexicon.read(each).values(Kind.INDICATOR)
            if names:
                return tuple(sorted(map(str, names)))
        found = near(word, self.catalogue)
        return tuple(each.name for each in found if _fits(unit, each))


def near(word: str, catalogue: Catalogue) -> tuple[Indicator, ...]:
    """The indicators of districts whose name holds the word, or the other way round."""
    if not word:
        return ()
    return tuple(
        each
        for each in catalogue.indicators.values()
        if each.by_district and each.items and _is_near(word, each)
    )


def lines(name: str, data: bytes) -> tuple[str, ...]:
    """The lines of a text or a Word file; none where it is neither."""
    if len(data) > _LONGEST:
        return ()
    if name.lower().endswith(".docx"):
        return _paragraphs(data)
    return tuple((decoded(data) or "").splitlines())


def _paragraphs(data: bytes) -> tuple[str, ...]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            if package.getinfo("word/document.xml").file_size > _LARGEST:
                return ()
        body = docx.body(data)
        return tuple(docx.text(each) for each in docx.paragraphs(body))
    except (zipfile.BadZipFile, KeyError, etree.XMLSyntaxError):
        return ()


def _without_times(key: str) -> str:
    for start, end, _ in reversed(tuple(mentioned(key))):
        key = f"{key[:start]} {key[end:]}"
    return key


def _unit(written: str) -> str:
    """The unit that a figure is followed by, of what is joined to it."""
    word = written.strip("。.)）")
    known = (*units.GENERAL, "万元", "亿元", "千元", "万", "亿", "万人")
    fitting = [each for each in known if word.startswith(each)]
    return max(fitting, key=len, default="")


def full(unit: str, indicator: Indicator) -> str:
    """万 and 亿 as people say them mean the indicator's own kind: 万元, 亿元."""
    return f"{unit}{indicator.unit[-1:]}" if unit in ("万", "亿") else unit


def _fits(unit: str, indicator: Indicator) -> bool:
    if unit in ("万", "亿"):
        return units.is_scaled(indicator.unit)
    return not unit or factor(unit, indicator.unit) is not None


def _is_near(word: str, indicator: Indicator) -> bool:
    names = (folded(indicator.name), folded(indicator.label))
    return any(word in name or name in word for name in names)
