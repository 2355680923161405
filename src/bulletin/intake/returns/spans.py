"""Times as headings and titles name them (2022年1-8月, 截至8月底), held against a period."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from bulletin.model.indicator import Item
from bulletin.model.period import ReportingPeriod

_A_YEAR = 12
_COMMON_YEAR = 2001
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_MONTH = r"(?P<month>1[0-2]|0?[1-9])"
_DAY = r"(?P<day>3[01]|[12]\d|0?[1-9])"
_QUARTERS = {
    **dict.fromkeys(("上半年",), 6),
    **dict.fromkeys(("一季度", "第一季度", "1季度", "第1季度"), 3),
    **dict.fromkeys(("前三季度", "前3季度", "一至三季度"), 9),
}
_WORDS = "|".join(sorted(_QUARTERS, key=len, reverse=True))


class How(Enum):
    """What a time says of its month."""

    THROUGH = "累计到该月"
    MONTH = "该月"
    END = "该月末"
    DAY = "某日"
    SAME = "该年同期"
    YEAR = "该年"


_PATTERNS = tuple(
    (how, re.compile(pattern, re.ASCII))
    for how, pattern in (
        (
            How.DAY,
            rf"(?P<until>截至|截止到?|至)?{_YEAR}[年./-]{_MONTH}[月./-]{_DAY}[日号]?",
        ),
        (How.DAY, rf"(?P<until>截至|截止到?|至)?{_MONTH}月{_DAY}[日号]"),
        (How.DAY, r"(?P<year>(?:19|20)\d\d)(?P<month>0[1-9]|1[0-2])(?P<day>[0-3]\d)"),
        (How.THROUGH, rf"(?:{_YEAR}年?)?0?1月?[-—–~至到]{_MONTH}月份?"),
        (How.THROUGH, rf"(?:截至|截止到?|至){_YEAR}[年./-]{_MONTH}(?:月份?)?[底末]?"),
        (How.THROUGH, rf"(?:截至|截止到?|至){_MONTH}月份?[底末]?"),
        (How.THROUGH, rf"(?:{_YEAR}[年./-])?{_MONTH}月份?累计"),
        (How.THROUGH, rf"(?:{_YEAR}年?)?(?P<words>{_WORDS})"),
        (How.END, rf"{_YEAR}[年./-]{_MONTH}月份?[底末]"),
        (How.END, rf"{_MONTH}月份?[底末]"),
        (How.END, rf"{_YEAR}年?(?:年?[底末])"),
        (How.SAME, rf"{_YEAR}年?同期数?"),
        (How.MONTH, rf"{_YEAR}(?:年|[./-]){_MONTH}(?:月份?)?"),
        (How.MONTH, r"(?P<year>(?:19|20)\d\d)(?P<month>0[1-9]|1[0-2])"),
        (How.MONTH, rf"{_MONTH}月份?"),
        (How.YEAR, rf"{_YEAR}(?:年度?)?"),
    )
)
_DIGITS = re.compile(r"\d\d", re.ASCII)


@dataclass(frozen=True, slots=True)
class Span:
    """A time: the year where it is named, the month (1 to 12) where there is one."""

    how: How
    year: int | None = None
    month: int | None = None

    def end(self, period: ReportingPeriod) -> ReportingPeriod | None:
        """The month that it ends in, a year that is not named being the period's."""
        if self.month is None or self.how is How.DAY:
            return None
        return ReportingPeriod(self.year or period.year, self.month)

    def is_of(self, period: ReportingPeriod) -> bool:
        """Whether a whole table of that time would be one of the period."""
        if self.how in (How.DAY, How.SAME):
            return True
        end = self.end(period)
        return self.year == period.year if end is None else end == period

    def item(self, period: ReportingPeriod, *, is_flow: bool) -> Item | None:
        """What a figure of that time is in the period; None if it is none of its items."""
        if self.how is How.SAME and self.year == period.year - 1:
            return Item.BASE
        end = self.end(period)
        if end is None:
            return None
        if self.how is How.END and end == ReportingPeriod(period.year - 1, _A_YEAR):
            # In December the year before's end is also the same time of that year.
            return None if period.month == _A_YEAR else Item.YEAR_END
        runs = self.how is How.THROUGH or (self.how is How.MONTH and end.month == 1)
        if is_flow and not runs:
            return None
        ends = {period: Item.CURRENT, period.earlier(_A_YEAR): Item.BASE}
        return ends.get(end)


def spans(text: str, start: int) -> Iterator[tuple[int, Span]]:
    """The longest time that begins there, with where it ends; none inside a number."""
    found = (
        (match.end(), how, match)
        for how, pattern in _PATTERNS
        if (match := pattern.match(text, start))
        and not _in_number(text, start)
        and not _in_number(text, match.end())
    )
    best = max(found, key=lambda each: each[0], default=None)
    if best:
        yield best[0], _span(best[1], best[2].groupdict())


def _in_number(text: str, at: int) -> bool:
    """Whether there are digits on both sides."""
    return bool(_DIGITS.fullmatch(text[at - 1 : at + 1])) if at else False


def mentioned(text: str) -> Iterator[tuple[int, int, Span]]:
    """Every time in a text, such as a title or a file's name, with where it stands."""
    at = 0
    while at < len(text):
        end, span = next(spans(text, at), (at + 1, None))
        if span:
            yield at, end, span
        at = end


def _span(how: How, found: dict[str, str | None]) -> Span:
    year = int(found["year"] or 0) or None if "year" in found else None
    words = found.get("words") or ""
    month = _QUARTERS.get(words) or int(found.get("month") or 0) or None
    if how is How.DAY and found.get("until") and month:
        last = ReportingPeriod(year or _COMMON_YEAR, month).last_day.day
        how = How.THROUGH if int(found["day"] or 0) >= last else How.DAY
    if how is How.END and month is None:
        month = _A_YEAR
    return Span(how, year, month)
