"""Odd and bad workbooks: each is understood, told of, or refused, by every command."""

import gc
import json
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bulletin.cli import main
from bulletin.handbook import read as handbooks
from bulletin.intake import month as months
from bulletin.intake.words import label, number
from bulletin.intake.workbook import Workbook, read
from bulletin.model.figure import Figures
from bulletin.model.handbook import Handbook
from bulletin.model.indicator import Item
from bulletin.model.period import ReportingPeriod
from bulletin.model.problem import Problem, ProblemsError
from tests.corpus import cells, hostile, odd_files, odd_sheets
from tests.corpus.case import Case
from tests.corpus.making import FIGURES, SAMPLE, figure_rows
from tests.sample import ROOT, SOAK

USUAL = ROOT / "data" / "2022-07.xlsx"
CASES = (*cells.CASES, *odd_sheets.CASES, *odd_files.CASES)
EVERY = (*CASES, *hostile.CASES)
Arguments = Callable[[Path, Path], list[str]]
Typed = Callable[[list[str]], tuple[int, str, str]]
# Every command that takes a workbook: what is typed, for a workbook and a free folder.
COMMANDS: dict[str, Arguments] = {
    "check": lambda book, _: ["check", str(book)],
    "generate": lambda book, free: [
        *("generate", str(book), "--draft", "--no-pdf", "--output", str(free))
    ],
    "facts": lambda book, _: ["facts", str(book), "--json"],
    "vocabulary": lambda book, _: ["vocabulary", str(book)],
    "mark": lambda book, free: ["check", str(book), "--mark", "--output", str(free)],
    # Not signed, and no table of past figures: neither is entered in the workspace.
    "archive": lambda book, _: ["archive", "2022-07", str(book), "--data-only"],
    "import": lambda book, _: ["import", str(book)],
    "merge into it": lambda book, free: [
        *("merge", str(book), str(USUAL), "--into", str(free / "合并.xlsx"))
    ],
    "merge it": lambda book, free: [
        *("merge", str(USUAL), str(book), "--into", str(free / "合并.xlsx"))
    ],
    "collect it": lambda book, _: [
        *("collect", str(book.parent), "--into", str(USUAL), "--dry-run")
    ],
    "collect into it": lambda book, free: [
        *("collect", made_folder(free), "--into", str(book))
    ],
}


@pytest.fixture(scope="module")
def handbook() -> Handbook:
    at = ReportingPeriod(2022, 7)
    return handbooks.read(ROOT / "data" / "handbook", at)[0]


@pytest.fixture(scope="module")
def usual(handbook: Handbook) -> months.Reading:
    """The sample month."""
    return months.read(Workbook("2022-07.xlsx", SAMPLE), handbook)


def test_there_are_enough_of_them_and_each_has_a_name_of_its_own() -> None:
    assert len(EVERY) >= 100
    assert max(Counter(case.name for case in EVERY).values()) == 1


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_what_is_read_of_it_is_right_or_it_is_refused(
    case: Case, handbook: Handbook, usual: months.Reading, tmp_path: Path
) -> None:
    path = made(case, tmp_path)
    if case.refused:
        [problem] = refusal(path, handbook)
        assert case.refused in problem.message
        assert problem.advice.startswith("请")
        assert problem.place.file == case.file
        return
    if case.table:
        assert same(read(path))
        return
    reading = months.read(read(path), handbook)
    more = Counter(map(told, reading.problems)) - Counter(map(told, usual.problems))
    assert more == Counter(case.problems)
    assert usual.dataset
    if reading.dataset:
        wanted = {**figures(usual.dataset.figures), **case.figures}
        given = {at: value for at, value in wanted.items() if value is not None}
        assert figures(reading.dataset.figures) == given


PAIRS = [
    pytest.param(case, command, id=f"{case.name}-{command}")
    for number, case in enumerate(EVERY)
    for at, command in enumerate(COMMANDS)
    if SOAK or number % len(COMMANDS) == at
]


@pytest.mark.parametrize(("case", "command"), PAIRS)
def test_every_command_ends_in_words(
    case: Case, command: str, tmp_path: Path, typed: Typed
) -> None:
    path = made(case, tmp_path)
    before = path.read_bytes()
    code, out, error = typed(COMMANDS[command](path, tmp_path / "output"))
    said = out + error
    # Collecting into what is no .xlsx is refused before anything of it is read.
    assert code in ((1, 3) if case.refused else (0, 1, 3))
    assert code != 3 or (command == "collect into it" and case.file in said)
    assert "Traceback" not in said
    assert path.read_bytes() == before
    if command == "facts":
        assert not out if code else json.loads(out)
    if code:
        assert case.file in said
        assert not list(tmp_path.glob("output/**/*.docx"))


@pytest.fixture
def typed(
    own_workspace: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Iterator[Typed]:
    """Runs a command in the sample's workspace: its exit code, and all that it says."""
    # What a process that ends at once need not undo.
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setenv("LANGUAGE", "zh_CN")

    def run(arguments: list[str]) -> tuple[int, str, str]:
        argv = ["bulletin", *arguments, "--workspace", str(own_workspace)]
        monkeypatch.setattr(sys, "argv", argv)
        with pytest.raises(SystemExit) as ended:
            main.main()
        said = capsys.readouterr()
        assert isinstance(ended.value.code, int)
        return ended.value.code, said.out, said.err

    yield run
    gc.enable()


def made_folder(path: Path) -> str:
    path.mkdir()
    return str(path)


def made(case: Case, folder: Path) -> Path:
    """The file of a case, alone in a folder but for what is to lie beside it."""
    path = folder / case.file
    path.write_bytes(case.make())
    if case.beside:
        (folder / case.beside).write_bytes(b"")
    return path


def refusal(path: Path, handbook: Handbook) -> tuple[Problem, ...]:
    with pytest.raises(ProblemsError) as caught:
        months.read(read(path), handbook)
    return caught.value.problems


def told(problem: Problem) -> str:
    return f"{problem.code.slug} {problem.place.cell}"


def figures(read_: Figures) -> dict[tuple[str, str, Item], str | None]:
    """The figures that are given, by indicator, area and item."""
    return {
        key: f"{seen.value.normalize():f}"
        for key, seen in read_.observations.items()
        if seen.value is not None
    }


def same(book: Workbook) -> bool:
    """Whether its one sheet says, cell by cell, what the sample's figures do."""
    [sheet] = [name for name in book.sheets if name == FIGURES]
    wanted = {
        (row, column): text
        for row, cells_ in enumerate(figure_rows(), 1)
        for column, text in enumerate(cells_, 1)
        if text
    }
    found = {
        (row, column): cell.content
        for row, cells_ in book.rows(sheet)
        for column, cell in cells_.items()
    }
    return {at: plain(text) for at, text in found.items()} == {
        at: plain(text) for at, text in wanted.items()
    }


def plain(content: object) -> object:
    assert isinstance(content, str | int | float)
    return number(content) if number(content) is not None else label(content)
