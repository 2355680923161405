"""The geometry of 署名 and 成文日期 (GB/T 9704 7.3.5.1 and 7.3.5.2), in characters."""

from collections.abc import Iterator
from dataclasses import dataclass

from bulletin.model.remark import Remark
from bulletin.proofing.rules import Rule

_SEALED, _UNSEALED, _FURTHER = 4, 2, 2  # characters
_SLACK = 0.75  # of a character, for what a font does with digits and brackets


@dataclass(frozen=True, slots=True)
class Span:
    """What a line covers, in characters from the left edge of the 版心; `measure` wide."""

    start: float
    end: float
    measure: float

    @property
    def right(self) -> float:
        """The characters left free on the right."""
        return self.measure - self.end

    @property
    def middle(self) -> float:
        """The middle of the line."""
        return (self.start + self.end) / 2


def placed(signature: Span, date: Span, where: str) -> Iterator[Remark]:
    """Nothing where the two stand as one of the two clauses has it.

    A 署名 too long to be centred over the date takes the second, and is a hint.
    """
    if _is_unsealed(signature, date):
        if _is_too_long(signature, date):
            found = f"署名{signature.end - signature.start:.0f}字，不能以成文日期居中"
            expected = "按不加盖印章的位置编排，请领导或办公室确认"
            yield Rule.SIGNATURE_LONG.remark(where, found, expected)
    elif not _is_sealed(signature, date):
        found = (
            f"署名右空{signature.right:.1f}字，成文日期右空{date.right:.1f}字、"
            f"首字比署名首字{_further(signature, date)}"
        )
        expected = (
            "加盖印章：成文日期右空四字，署名以它居中；"
            "不加盖：署名右空二字，成文日期首字比署名首字右移二字"
        )
        yield Rule.SIGNATURE_POSITION.remark(where, found, expected)


def _is_sealed(signature: Span, date: Span) -> bool:
    return _near(date.right, _SEALED) and _near(signature.middle, date.middle)


def _is_unsealed(signature: Span, date: Span) -> bool:
    """If the date is the longer one it is the one two characters from the right."""
    is_shifted = _near(date.start - signature.start, _FURTHER)
    shorter = signature.end - signature.start < date.end - date.start - _SLACK
    return is_shifted and _near((date if shorter else signature).right, _UNSEALED)


def _is_too_long(signature: Span, date: Span) -> bool:
    """Whether 署名 centred over a date in its place would leave the 版心."""
    half = (signature.end - signature.start) / 2
    middle = _SEALED + (date.end - date.start) / 2
    return half > middle


def _further(signature: Span, date: Span) -> str:
    shift = date.start - signature.start
    return f"右移{shift:.1f}字" if shift >= 0 else f"左移{-shift:.1f}字"


def _near(found: float, wanted: float) -> bool:
    return abs(found - wanted) <= _SLACK
