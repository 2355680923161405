"""Aliases (别名): what returns call an indicator or an area, beside its own names."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Aliases:
    """Present names by alias, of indicators and of areas (全市 and 其他 are areas).

    `neutral` are words that may stand beside a figure and change nothing of its meaning.
    """

    indicators: Mapping[str, str] = field(default_factory=dict)
    areas: Mapping[str, str] = field(default_factory=dict)
    neutral: frozenset[str] = frozenset()


NO_ALIASES = Aliases()
