"""Number formats: whether a cell shows its number a hundredfold, or in thousands."""

import re

# What a format prints as it stands: "件", \件, !件, the gap _) and the filler *-; and [Red].
_LITERAL = re.compile(r'"[^"]*"|[\\!_*].|\[[^\]]*\]')
# A comma after the last digit divides by a thousand: 0!.0, shows 12.8 for 128000.
_THOUSANDS = re.compile(r"[0#?],+(?![0#?,])")


def is_percent(pattern: str) -> bool:
    """Whether the format shows 0.875 as 87.5%; in 0.0"%" the sign is only a word."""
    return "%" in _LITERAL.sub("", pattern)


def is_scaled(pattern: str) -> bool:
    """Whether the format shows less than the number: thousands, 万, millions."""
    return bool(_THOUSANDS.search(_LITERAL.sub("", pattern)))
