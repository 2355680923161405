"""Competition ranking: equal values share a place (wording rule 23)."""

from collections.abc import Iterable
from fractions import Fraction


def rank(value: Fraction, among: Iterable[Fraction], *, lower: bool) -> int:
    """The place of a value, from 1; `lower` is better where less of it is."""
    return 1 + sum(other < value if lower else other > value for other in among)
