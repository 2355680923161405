"""Reads a commentary back from its text alone, knowing only the fixed words of phrases."""

import re
from collections.abc import Callable
from functools import cache

from tests.commentary.reading import Sentence, Topic, Values

HOLE = "××"
_SENTENCE = re.compile(r"(规则[甲乙丙丁戊己庚辛])报〔(\w+)〕((?:\w{1,2}〈[^〈〉]*〉)*)")
_SLOT = re.compile(r"(\w{1,2})〈([^〈〉]*)〉")
_JOINS = "，。；"
_MANY = re.compile(r"(.+?)等(\d+)个(区（市）|县（市、区）|区县)$")
_EVERYONE = re.compile(r"各(区（市）|县（市、区）|区县)$")
_PLACE = re.compile(r"(倒数)?第([一二三四五六七八九十]+)名(.+)$")
_DIGITS = "零一二三四五六七八九"
_AMOUNT = r"(-?[\d.]+)(件|家|元|万元|亿元|个百分点)"
# Each form that a measure may take, taken apart into words and numbers.
_MEASURES = tuple(
    re.compile(form)
    for form in (
        r"(-?[\d.]+)",
        rf"(同比|较上年末|环比)(增长|下降)([\d.]+)(%|倍)(?:（(增加|减少|提高|下降){_AMOUNT}）)?",
        rf"(同比|较上年末|环比)(增加|减少|提高|下降){_AMOUNT}",
        rf"(同比|较上年末|环比)(扭亏为盈|由盈转亏|由负转正|由正转负)，(增加|减少|提高|下降){_AMOUNT}",
        rf"(同比|较上年末|环比)(减亏|增亏){_AMOUNT}",
        r"与(上年同期|上年末|上月|时间进度|序时进度|最好水平)(持平|基本持平|均为0|不可比)",
        rf"(上年同期|上年末|上月)(为0)，(增加|减少|提高|下降){_AMOUNT}",
        r"(完成年度目标的|占年度控制数的)(-?[\d.]+)(%)",
        r"(?P<lead>超过|落后|高于|低于)(时间进度|序时进度)([\d.]+)(个百分点)",
        r"(没有|连续\d+个月)?(落后于|高于)(时间进度|序时进度)",
        r"第(?P<rank>[一二三四五六七八九十]+)位",
        rf"与(最好水平)(相差){_AMOUNT}",
    )
)
_LIMIT = re.compile(
    rf"(持平)|(增长|下降)([\d.]+)(%|倍)|(增加|减少|提高|下降){_AMOUNT}|(-?[\d.]+)(%|个百分点|)"
)


class UnreadableError(ValueError):
    """The text is not in the language of the phrases."""


def topic(text: str, opening: str) -> Topic:
    """One topic of the commentary: its opening, and its sentences behind their joins."""
    if not text.startswith(opening) or not text.endswith("。"):
        raise UnreadableError(text)
    rest, join = text[len(opening) :], ""
    found: list[tuple[str, Sentence]] = []
    while rest != "。":
        if found:
            join, rest = rest[0], rest[1:]
            if join not in _JOINS:
                raise UnreadableError(text)
        sentence, rest = _sentence(rest)
        found.append((join, sentence))
    return Topic(opening, tuple(found))


def _sentence(text: str) -> tuple[Sentence, str]:
    if text.startswith(HOLE):
        return Sentence(HOLE), text[len(HOLE) :]
    match = _SENTENCE.match(text)
    if not match:
        raise UnreadableError(text)
    rule, verdict, rest = match.groups()
    slots = {key: _READERS.get(key, _word)(words) for key, words in _SLOT.findall(rest)}
    return Sentence(rule, verdict, slots), text[match.end() :]


@cache
def measure(words: str) -> tuple[str, ...]:
    """A printed measure taken apart: what it is held against, which way, how much."""
    for form in _MEASURES:
        match = form.fullmatch(words)
        if match and "rank" in match.groupdict():
            return ("位次", str(_number(match["rank"])))
        if match and "lead" in match.groupdict():
            return (match[2], match["lead"], match[3], match[4])
        if match:
            return tuple(group for group in match.groups() if group is not None)
    raise UnreadableError(words)


def _word(words: str) -> Values:
    return (words,)


def _count(words: str) -> Values:
    return (int(words),)


def _failing(words: str) -> Values:
    """Names, perhaps cut short, perhaps waiting for more, and whether 均 stands."""
    words = _without_end(words, "未达标")
    both = ("均",) if words.endswith("均") else ()
    return (*_names(words.removesuffix("均")), *both)


def _names(words: str) -> Values:
    if not words:
        return ()
    waiting = words.endswith(f"、{HOLE}")
    many = _MANY.match(words.removesuffix(f"、{HOLE}"))
    if many:
        hole = (HOLE,) if waiting else ()
        return (*many[1].split("、"), int(many[2]), *hole)
    return (words,) if _EVERYONE.match(words) else tuple(words.split("、"))


def _limit(words: str) -> Values:
    """A number with its unit, or a move without what it is held against."""
    match = _LIMIT.fullmatch(words)
    if not match:
        raise UnreadableError(words)
    return tuple(group for group in match.groups() if group is not None)


def _places(words: str) -> Values:
    found = []
    for part in words.split("；"):
        match = _PLACE.match(part)
        if not match:
            raise UnreadableError(words)
        found.append((_number(match[2]), *_names(match[3])))
    return tuple(found)


def _number(hanzi: str) -> int:
    """From 一 to 九十九."""
    if "十" not in hanzi:
        return _DIGITS.index(hanzi)
    tens, _, ones = hanzi.partition("十")
    return (_DIGITS.index(tens) if tens else 1) * 10 + (
        _DIGITS.index(ones) if ones else 0
    )


def _without_end(words: str, end: str) -> str:
    if not words.endswith(end):
        raise UnreadableError(words)
    return words.removesuffix(end)


_READERS: dict[str, Callable[[str], Values]] = {
    "区市": _failing,
    "缺项": _failing,
    "例外": _names,
    "指标": _names,
    "达标": _names,
    "最好": _names,
    "最差": _names,
    "未达": _count,
    "达到": _count,
    "总数": _count,
    "值": measure,
    "界限": _limit,
    "下界": _limit,
    "最高": _limit,
    "最低": _limit,
    "最优": _limit,
    "最劣": _limit,
    "名次": _places,
    "末位": _places,
}
