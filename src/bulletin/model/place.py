"""Where something stands: a cell of a workbook, a paragraph or an entry of a file."""

from dataclasses import dataclass, field
from typing import Optional


@dataclass(frozen=True, slots=True)
class Place:
    """A file, and in it a sheet and a cell (`sheet` and `cell` may be empty).

    `origin` is where a collected figure stood in its return; it says nothing about which
    place this is, so places are equal without it.
    """

    file: str
    sheet: str = ""
    cell: str = ""
    origin: Optional["Place"] = field(default=None, compare=False)

    def __str__(self) -> str:
        """The place as a clerk reads it: 2022-08.xlsx【指标数据】E13."""
        sheet = f"【{self.sheet}】" if self.sheet else ""
        return f"{self.file}{sheet}{self.cell}"
