"""A folder of returns in, what each file claims out; whatever cannot be read is told."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from bulletin.intake import workbook as workbooks
from bulletin.intake.returns import files
from bulletin.intake.returns.claim import Return
from bulletin.intake.returns.files import Month
from bulletin.model.problem import Problem, ProblemsError

PROPOSALS = "待确认.xlsx"
_LOOKED_AT = 100_000
_LOCKS = ("~$", ".~", ".")
# What mail and other programs leave in a folder, and what nobody can read figures from.
_PASSED_OVER = (".json", ".ini", ".db", ".tmp", ".lnk", ".zip.part")


@dataclass(frozen=True, slots=True)
class Inbox:
    """The folder, and the workbook that is collected into, which may lie in it."""

    folder: Path
    workbook: Path

    def files(self) -> tuple[Path, ...]:
        """The files that may be returns, by name; lock files and our own are none."""
        found = sorted(path for path in self.folder.rglob("*") if path.is_file())
        return tuple(path for path in found if self._is_return(path))

    def _is_return(self, path: Path) -> bool:
        parts = path.relative_to(self.folder).parts
        is_lock = any(part.startswith(_LOCKS) for part in parts)
        is_ours = path.name == PROPOSALS or path.resolve() == self.workbook.resolve()
        return not (is_lock or is_ours or path.suffix.lower() in _PASSED_OVER)

    def name(self, path: Path) -> str:
        """A file as problems and the journal call it."""
        return path.relative_to(self.folder).as_posix()


def gathered(inbox: Inbox, month: Month) -> Iterator[Return]:
    """Every table of the folder, read."""
    for path in inbox.files():
        if not is_chat(path):
            yield _read(path, inbox.name(path), month)


def is_chat(path: Path) -> bool:
    """Whether a file is words copied from a chat, which only propose figures.

    A text with tabs in it is a table that some program has put out.
    """
    kind = path.suffix.lower()
    return kind in (".docx", ".md") or (kind == ".txt" and b"\t" not in _start(path))


def _start(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(_LOOKED_AT)
    except OSError:
        return b""


def _read(path: Path, name: str, month: Month) -> Return:
    try:
        return files.read(workbooks.read(path), name, month)
    except ProblemsError as error:
        problems = (_under(name, problem) for problem in error.problems)
        return Return(name, "", (), tuple(problems))


def _under(name: str, problem: Problem) -> Problem:
    """The problem under the file's path; an unreadable return stops nothing else."""
    return replace(problem, place=replace(problem.place, file=name))
