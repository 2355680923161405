"""The journal (汇总记录): which return each collected figure of a workbook came from."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from bulletin.model.indicator import Item
from bulletin.model.place import Place


@dataclass(frozen=True, slots=True)
class Origin:
    """The value that was collected, the cell of the return, and that file's digest.

    `passed_over` are the digests of files with another value that a clerk decided against.
    """

    value: Decimal
    place: Place
    sha256: str
    passed_over: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Journal:
    """Origins by (indicator, area, item), under the names of the month's handbook."""

    origins: Mapping[tuple[str, str, Item], Origin] = field(default_factory=dict)
