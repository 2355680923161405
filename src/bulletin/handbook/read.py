"""The handbook's folder in, the handbook and its loose ends out."""

import hashlib
from pathlib import Path

from bulletin.handbook import rules as rulebook
from bulletin.handbook.catalogue import FILE, catalogue
from bulletin.handbook.crosscheck import crosscheck
from bulletin.handbook.entry import Entry
from bulletin.handbook.toml import load
from bulletin.model.handbook import Handbook
from bulletin.model.place import Place
from bulletin.model.problem import Problem, ProblemsError

FILES = (FILE, rulebook.RULES, rulebook.PHRASES)
_TABLES = {
    FILE: ("office", "pdf", "districts", "indicators", "lists", "slots"),
    rulebook.RULES: ("topics", "rules", "headings"),
    rulebook.PHRASES: ("topics", "phrases", "headings", "notes"),
}


def read(folder: Path) -> tuple[Handbook, tuple[Problem, ...]]:
    """The handbook in that folder, with hints about what is never used.

    Raises ProblemsError with every mistake of all three files.
    """
    kinds, rules, phrases = _loaded(folder)
    problems: list[Problem] = []
    _misspelt([kinds, rules, phrases], problems)
    handbook = Handbook(
        catalogue=catalogue(kinds, problems),
        topics=Entry(rules, Place(rulebook.RULES, "topics"), problems).texts("topics"),
        rules=rulebook.rules(rules, problems),
        headings=rulebook.headings(rules, phrases, problems),
        phrases=rulebook.phrases(phrases, problems),
    )
    # What hangs together with a wrong entry is put right with it.
    wrong = {problem.place.cell for problem in problems}
    loose = crosscheck(handbook)
    problems.extend(problem for problem in loose if problem.place.cell not in wrong)
    if any(problem.is_error for problem in problems):
        raise ProblemsError(tuple(problems))
    return handbook, tuple(problems)


def sha256(folder: Path) -> str:
    """The digest of the handbook's files, one after the other."""
    data = b"".join((folder / file).read_bytes() for file in FILES)
    return hashlib.sha256(data).hexdigest()


def _loaded(folder: Path) -> list[dict[str, object]]:
    contents: list[dict[str, object]] = []
    problems: list[Problem] = []
    for file in FILES:
        try:
            contents.append(load(folder / file))
        except ProblemsError as error:
            problems.extend(error.problems)
    if problems:
        raise ProblemsError(tuple(problems))
    return contents


def _misspelt(contents: list[dict[str, object]], problems: list[Problem]) -> None:
    """A table that nobody reads, such as [[rule]], would switch its entries off."""
    for file, content in zip(FILES, contents, strict=True):
        Entry(content, Place(file), problems).only(*_TABLES[file])
