"""The numbers before headings: 一、 （一） 1. （1） in order (GB/T 9704 7.3.3)."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bulletin.model.remark import Remark
from bulletin.proofing.passage import Passage
from bulletin.proofing.rules import Rule

_DIGITS = {digit: n for n, digit in enumerate("〇一二三四五六七八九")}
_NUMBER = r"[一二三四五六七八九十]{1,3}"
_FORMS = (
    re.compile(rf"({_NUMBER})、(?!{_NUMBER}[级等季月批项])"),
    re.compile(rf"[（(]({_NUMBER})[）)]"),
    re.compile(r"(\d{1,2})[.．](?!\d)"),
    re.compile(r"[（(](\d{1,2})[）)]"),
)
_WRONG = (
    (re.compile(rf"{_NUMBER}[.．,，:：](?!\d)"), "一、"),
    (re.compile(rf"[（(]{_NUMBER}[）)]、"), "（一）后不加顿号"),
    (re.compile(r"\d{1,2}、(?!\d)"), "1."),
    (re.compile(r"[（(]\d{1,2}[）)]、"), "（1）后不加顿号"),
    (re.compile(r"\d{1,2}[)）]"), "（1）"),
)
_ANNEX = re.compile(r"附\s*件\s*\d*\s*")
_NOTE = re.compile(r"附\s*件\s*\d*\s*[：:]")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading's level from 1 and its number, with the passage that it begins."""

    level: int
    number: int
    passage: Passage
    mark: str


def heading(passage: Passage) -> Heading | None:
    """The heading that a paragraph begins with; None where it begins with none."""
    text = passage.text.lstrip()
    for level, form in enumerate(_FORMS, 1):
        match = form.match(text)
        if match:
            return Heading(level, _value(match[1]), passage, match.group())
    return None


def in_body(passages: Iterable[Passage]) -> Iterator[tuple[Passage, ...]]:
    """The text in parts that count for themselves: the 正文, and each annex.

    What a 附件说明 numbers are no headings.
    """
    part: list[Passage] = []
    is_noting = False
    for passage in passages:
        text = passage.text.strip()
        if _ANNEX.fullmatch(text):
            yield tuple(part)
            part, is_noting = [], False
        elif _NOTE.match(text):
            is_noting = True
        elif not passage.is_tabular and not is_noting:
            part.append(passage)
    yield tuple(part)


def sequence(passages: Iterable[Passage]) -> Iterator[Remark]:
    """Numbers that skip, repeat or start in the middle; each level begins anew."""
    reached = [0] * (len(_FORMS) + 1)
    for found in filter(None, map(heading, passages)):
        level, wanted = found.level, reached[found.level] + 1
        above = reached[level - 1]
        if found.number != wanted:
            expected = f"此处应为第{wanted}个，序数要连续"
            yield _remark(Rule.HEADING_SEQUENCE, found.passage, found.mark, expected)
        elif level > 1 and not above and any(reached[: level - 1]):
            expected = "层次依次为一、（一）1.（1），不跳级"
            yield _remark(Rule.HEADING_LEVEL, found.passage, found.mark, expected)
        reached[level] = found.number
        reached[level + 1 :] = [0] * (len(_FORMS) - level)


def forms(passages: Iterable[Passage]) -> Iterator[Remark]:
    """Numbers that are none of 一、 （一） 1. （1）."""
    for passage in passages:
        text = passage.text.lstrip()
        for wrong, right in _WRONG:
            match = wrong.match(text)
            if match:
                yield _remark(Rule.HEADING_FORM, passage, match.group(), right)
                break


def _remark(rule: Rule, passage: Passage, mark: str, expected: str) -> Remark:
    start = passage.text.index(mark)
    return passage.remark(rule, start, start + len(mark), expected)


def _value(number: str) -> int:
    """一 to 九十九, or digits."""
    if number.isdecimal():
        return int(number)
    tens, ten, ones = number.rpartition("十")
    return (_DIGITS.get(tens, 1) * 10 if ten else 0) + _DIGITS.get(ones, 0)
