"""What a commentary says, taken apart: the oracle finds it, the parser reads it back."""

from collections.abc import Mapping
from dataclasses import dataclass, field

Values = tuple[object, ...]


@dataclass(frozen=True)
class Sentence:
    """What one sentence says; `rule` is ×× where a draft waits for a figure."""

    rule: str
    verdict: str = ""
    slots: Mapping[str, Values] = field(default_factory=dict)


@dataclass(frozen=True)
class Topic:
    """A topic that speaks: its opening and its sentences, each behind its join."""

    opening: str
    sentences: tuple[tuple[str, Sentence], ...]
