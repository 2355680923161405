"""Workbooks as intake reads them, in handbooks that say something else."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from bulletin.handbook import read as handbooks
from bulletin.handbook.dated import LATEST
from bulletin.intake import month as months
from bulletin.intake import workbook as workbooks
from bulletin.intake.workbook import Workbook
from bulletin.model.problem import Problem
from tests.collecting.inbox import table
from tests.sample import Sample


def edit(workspace: Path, file: str, *changes: tuple[str, str]) -> None:
    """Replace words of a handbook's file, each where it stands first."""
    path = workspace / "data" / "handbook" / file
    text = path.read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    path.write_text(text, encoding="utf-8")


def add(workspace: Path, file: str, text: str) -> None:
    """Write more at the end of a handbook's file."""
    path = workspace / "data" / "handbook" / file
    path.write_text(f"{path.read_text(encoding='utf-8')}\n{text}\n", encoding="utf-8")


def one_sheet(title: str, rows: Iterable[Sequence[object]]) -> Workbook:
    """A workbook that holds nothing but one sheet."""
    return Workbook("2022-07.xlsx", table(rows, title))


def read(sample: Sample) -> months.Reading:
    """The month as it is now, in the handbook of its period."""
    sample.save()
    book = workbooks.read(sample.path)
    at = months.period(book) or LATEST
    return months.read(book, handbooks.read(sample.workspace.handbook, at)[0])


def seen(problems: Iterable[Problem]) -> list[tuple[str, str]]:
    """Code and cell of each problem."""
    return [(problem.code.slug, problem.place.cell) for problem in problems]
