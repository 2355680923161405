"""What clerks type, made comparable: labels, numbers, dates, and words fit to print."""

import datetime
import math
import re
import unicodedata
from collections.abc import Mapping
from decimal import Decimal

from bulletin.intake.workbook import Content

_GROUPED = re.compile(r"[+-]?\d{1,3}(,\d{3})+(\.\d+)?", re.ASCII)
_PLAIN = re.compile(r"[+-]?\d+(\.\d+)?", re.ASCII)
_DATE = re.compile(r"(\d{4})\D(\d{1,2})\D(\d{1,2})日?", re.ASCII)
_MONTH = re.compile(r"([12]\d{3})(?:年|[-/.])(0?[1-9]|1[0-2])月?", re.ASCII)
_MONTHS = re.compile(r"([12]\d{3})年1月?[-—–~～至](0?[1-9]|1[0-2])月", re.ASCII)
# Only full-width forms are folded: 12² and 405① are no numbers.
_FULL_WIDTH = {0xFF01 + n: 0x21 + n for n in range(94)}
_DASHES = frozenset({"—", "——", "-", "–", "―", "/"})
# Excel writes a typed line break as _x000D_ when the file passed through other tools.
_BREAKS = re.compile(r"_x000D_|[\r\n\v\f\u2028\u2029]+")
_UNPRINTABLE = re.compile(
    r"[\x00-\x08\x0e-\x1f\x7f\ud800-\udfff\ue000-\uf8ff\ufffe\uffff]"
)
# A Chinese character is a little wider than two digits.
_LATIN, _SLACK = "\u2e80", 12


def label(content: Content) -> str:
    """A heading or a name without spaces and line breaks, full-width forms folded."""
    return "".join(unicodedata.normalize("NFKC", str(content)).split())


def by_label(names: Mapping[str, str]) -> dict[str, str]:
    """What names stand for, by the names as `label` makes them comparable."""
    return {label(name): meant for name, meant in names.items()}


def folded(text: str) -> str:
    """A text without space at its ends, its full-width forms as plain ones."""
    return text.translate(_FULL_WIDTH).strip()


def is_dash(content: Content) -> bool:
    """Whether a cell says that there is nothing to report: — in any of its shapes."""
    return isinstance(content, str) and label(content) in _DASHES


def number(content: Content) -> Decimal | None:
    """The number that was typed, exact; None if it is none.

    '1,234', '１２３' and ' 12 ' are understood, 约四十 and 12..3 are not. A number cell
    keeps the 15 digits that Excel shows (1.1 is stored as 1.1000000000000001).
    """
    if isinstance(content, bool):
        return None
    if isinstance(content, int):
        return Decimal(content)
    if isinstance(content, float):
        return Decimal(format(content, ".15g")) if math.isfinite(content) else None
    if not isinstance(content, str):
        return None
    typed = folded(content)
    if _GROUPED.fullmatch(typed):
        typed = typed.replace(",", "")
    return Decimal(typed) if _PLAIN.fullmatch(typed) else None


def date(content: Content) -> datetime.date | None:
    """A day: a date cell, 2022年8月10日, 2022-8-10, 2022.8.10 or 2022/8/10."""
    if isinstance(content, datetime.datetime):
        return content.date()
    if isinstance(content, datetime.date):
        return content
    match = _DATE.fullmatch(label(content))
    try:
        return datetime.date(*(int(part) for part in match.groups())) if match else None
    except ValueError:
        return None


def month(content: Content) -> tuple[int, int] | None:
    """Year and month: 2022-07, 2022年7月, 2022年1-7月, or a date cell of that month."""
    if isinstance(content, datetime.date):
        return content.year, content.month
    if not isinstance(content, str):
        return None  # 2022.10 as a number is 2022.1
    typed = label(content)
    match = _MONTH.fullmatch(typed) or _MONTHS.fullmatch(typed)
    return (int(match[1]), int(match[2])) if match else None


def lines(content: Content) -> tuple[str, ...]:
    """The lines of a text cell, without space at their ends; blank ones are dropped."""
    parts = _BREAKS.split(_plain(content))
    return tuple(line.strip() for line in parts if line.strip())


def line(content: Content) -> str:
    """The words of a cell on one line."""
    return "".join(lines(content))


def lines_within(text: str, width: int) -> int:
    """How many lines a text takes in a column that many digits wide."""
    units = (
        sum(2 if char > _LATIN else 1 for char in part) for part in text.split("\n")
    )
    return sum(1 + each // (width - 1 - width // _SLACK) for each in units)


def unprintable(text: str) -> str:
    """The first character that a page cannot carry; empty if there is none."""
    found = _UNPRINTABLE.search(text)
    return found[0] if found else ""


def nearest(word: str, known: tuple[str, ...]) -> str:
    """“是否应为X？” for a word that was probably meant; empty if nothing is near."""
    from difflib import get_close_matches  # noqa: PLC0415 - only a mistake needs it

    close = get_close_matches(word, known, n=1, cutoff=0.5)
    return f"是否应为“{close[0]}”？" if close else ""


def _plain(content: Content) -> str:
    if isinstance(content, datetime.datetime):
        content = content.date()
    if isinstance(content, datetime.date):
        return f"{content.year}年{content.month}月{content.day}日"
    if isinstance(content, bool):
        return str(content).upper()
    if isinstance(content, float):
        return format(content, ".15g")
    return str(content)
