"""Where something stands: a cell of a workbook, a paragraph or an entry of a file."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """A file, and in it a sheet and a cell (`sheet` and `cell` may be empty)."""

    file: str
    sheet: str = ""
    cell: str = ""

    def __str__(self) -> str:
        """The place as a clerk reads it: 2022-08.xlsx【指标数据】E13."""
        sheet = f"【{self.sheet}】" if self.sheet else ""
        return f"{self.file}{sheet}{self.cell}"
