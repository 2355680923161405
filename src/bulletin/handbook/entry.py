"""One table of a handbook file: typed values out, a problem for each that is wrong."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import Any, TypeVar

from bulletin.handbook import dated
from bulletin.model.period import ReportingPeriod
from bulletin.model.place import Place
from bulletin.model.problem import Code, Problem

Choice = TypeVar("Choice", bound=StrEnum)
_DATES = ("from", "until")


@dataclass(frozen=True, slots=True)
class Entry:
    """A table such as [[rules]], where it stands, and the list that problems join.

    Each reader returns the value of a key; a missing or wrong one is a problem, and a
    harmless value stands in for it, so that all mistakes are found at once.
    """

    values: Mapping[str, Any]
    place: Place
    problems: list[Problem]

    def text(self, key: str, default: str | None = None) -> str:
        """Words; without a default they must be there and not be blank."""
        value = self.values.get(key, default)
        if isinstance(value, str) and (value.strip() or default is not None):
            return value
        self._wrong(key, value, "要填一段文字，用英文引号括起来")
        return ""

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of words; none when the key is missing."""
        value = self.values.get(key, [])
        if isinstance(value, list) and all(isinstance(word, str) for word in value):
            return tuple(value)
        self._wrong(key, value, '要写成 ["甲", "乙"] 的形式')
        return ()

    def flag(self, key: str, *, default: bool) -> bool:
        """True or false."""
        value = self.values.get(key, default)
        if isinstance(value, bool):
            return value
        self._wrong(key, value, "只能是 true 或 false")
        return default

    def count(self, key: str, default: int | None = None) -> int:
        """A whole number from 0."""
        value = self.values.get(key, default)
        if isinstance(value, int) and not isinstance(value, bool) and value >= 0:
            return value
        self._wrong(key, value, "要填一个不小于0的整数，不加引号")
        return 0

    def number(self, key: str, or_one_of: tuple[str, ...] = ()) -> Fraction:
        """A number, exact as it is written; `or_one_of` are other words for the advice."""
        value = self.values.get(key)
        if _is_number(value):
            return Fraction(str(value))
        others = f"，或写 {'、'.join(or_one_of)}" if or_one_of else ""
        self._wrong(key, value, f"要填一个数，不加引号{others}")
        return Fraction(0)

    def word(self, key: str, allowed: tuple[str, ...], default: str = "") -> str:
        """One of the allowed words."""
        value = self.values.get(key, default)
        if value in allowed:
            return str(value)
        self._wrong(key, self.values.get(key), f"只能是：{'、'.join(allowed)}")
        return allowed[0]

    def choice(self, key: str, kind: type[Choice]) -> Choice:
        """One of the words of an enumeration."""
        return kind(self.word(key, tuple(member.value for member in kind)))

    def period(self, key: str) -> ReportingPeriod | None:
        """A month such as "2022-07"; None when the key is missing."""
        value = self.values.get(key)
        found = dated.period(value)
        if value is not None and found is None:
            self._wrong(key, value, '要写成 "2022-07" 的形式')
        return found

    def numbers(self, key: str) -> tuple[Fraction, ...]:
        """A list of numbers; none when the key is missing."""
        value = self.values.get(key, [])
        numbers = value if isinstance(value, list) else [value]
        if all(_is_number(number) for number in numbers):
            return tuple(Fraction(str(number)) for number in numbers)
        self._wrong(key, value, "要写成 [90, 60] 的形式")
        return ()

    def only(self, *known: str) -> None:
        """A key that nobody reads is a slip of the pen, and so a problem.

        Every entry may be dated by from and until.
        """
        since, until = self.period("from"), self.period("until")
        if since and until and until < since:
            self._wrong("until", until.key, f"不能早于 from（{since.key}）")
        for key in self.values.keys() - {*known, *_DATES}:
            self._wrong(
                key, self.values[key], f"没有这一项；可用的有：{'、'.join(known)}"
            )

    def refuse(self, message: str, advice: str) -> None:
        """Add a problem about the entry as a whole."""
        problem = Problem(Code.HANDBOOK_REFERENCE, message, advice, self.place)
        self.problems.append(problem)

    def _wrong(self, key: str, value: object, advice: str) -> None:
        shown = "没有填" if value is None else f"现为“{value}”"
        if isinstance(value, dict | list) and any(isinstance(v, dict) for v in value):
            shown = "是一组条目"
        message = f"{key} {shown}"
        self.problems.append(
            Problem(Code.HANDBOOK_VALUE, message, advice, self.place),
        )


def entries(
    file: str,
    content: Mapping[str, Any],
    table: str,
    problems: list[Problem],
) -> Iterator[Entry]:
    """The entries of a [[table]], each placed by its name or its number."""
    found = content.get(table, [])
    if not isinstance(found, list) or not all(isinstance(e, dict) for e in found):
        problems.append(
            Problem(
                Code.HANDBOOK_VALUE,
                f"{table} 不是一组条目",
                f"每一条都以单独一行 [[{table}]] 开头",
                Place(file),
            ),
        )
        return
    seen: set[str] = set()
    for number, values in enumerate(found, 1):
        name = values.get("name") or values.get("rule") or values.get("when")
        label = name if isinstance(name, str) else f"第{number}条"
        entry = Entry(values, Place(file, table, label), problems)
        if label in seen:
            advice = "请删去一条；先后不同的，请用 from、until 写明期限，不要重叠"
            entry.refuse(f"“{label}”重复：同一时期写了两次", advice)
        seen.add(label)
        yield entry


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
