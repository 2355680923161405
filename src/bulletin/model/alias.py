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

    def everything(self) -> dict[str, str]:
        """What every alias stands for; a neutral word for nothing."""
        return {**dict.fromkeys(self.neutral, ""), **self.indicators, **self.areas}

    def extended(self, more: "Aliases") -> "Aliases":
        """These and more."""
        return Aliases(
            {**self.indicators, **more.indicators},
            {**self.areas, **more.areas},
            self.neutral | more.neutral,
        )


NO_ALIASES = Aliases()
