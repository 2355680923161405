"""Which month a return says it is of: its cover, its name, the names and titles of sheets."""

from collections.abc import Iterable
from enum import Enum

from bulletin.intake.returns.lexicon import folded
from bulletin.intake.returns.spans import How, Span, mentioned
from bulletin.model.period import ReportingPeriod


class Dating(Enum):
    """What a text says of the month that is collected."""

    SILENT = "没有写"
    SAME = "是本期"
    OTHER = "是别的月份"


def dating(texts: Iterable[str], period: ReportingPeriod) -> tuple[Dating, str]:
    """What the texts say together, and the words of the first that names another month.

    A month with its year must be the period. A bare one may stand beside it (从1月累计);
    days of the month, on which a return was written, say nothing.
    """
    said = Dating.SILENT
    for text in texts:
        key = folded(text)
        found = [(key[a:b], s) for a, b, s in mentioned(key) if s.how not in _IDLE]
        wrong = [(words, s) for words, s in found if not s.is_of(period)]
        is_same = len(wrong) < len(found)
        for words, span in wrong:
            if not is_same or _is_full(span):
                return Dating.OTHER, words
        said = Dating.SAME if is_same and any(map(_has_month, found)) else said
    return said, ""


_IDLE = (How.DAY, How.SAME)


def _is_full(span: Span) -> bool:
    return span.year is not None and span.month is not None


def _has_month(found: tuple[str, Span]) -> bool:
    return found[1].month is not None
