"""The handbook's folder in, the handbook of one period and its loose ends out."""

import hashlib
from pathlib import Path
from typing import Any

from bulletin.handbook import dated
from bulletin.handbook import rules as rulebook
from bulletin.handbook.catalogue import catalogue, slogans
from bulletin.handbook.crosscheck import crosscheck
from bulletin.handbook.entry import Entry
from bulletin.handbook.headings import headings
from bulletin.handbook.naming import FILE
from bulletin.handbook.toml import load
from bulletin.model.handbook import Handbook
from bulletin.model.period import ReportingPeriod
from bulletin.model.place import Place
from bulletin.model.problem import Problem, ProblemsError

FILES = (FILE, rulebook.RULES, rulebook.PHRASES)
_TABLES = {
    FILE: (
        *("office", "style", "pdf", "campaigns"),
        *("districts", "indicators", "lists", "slots", "slogans"),
    ),
    rulebook.RULES: ("topics", "rules", "headings", "conflicts"),
    rulebook.PHRASES: ("topics", "phrases", "headings", "notes"),
}


def read(
    folder: Path,
    at: ReportingPeriod = dated.LATEST,
) -> tuple[Handbook, tuple[Problem, ...]]:
    """The handbook in that folder as of a period, with hints about what is never used.

    Raises ProblemsError with every mistake of all three files.
    """
    return _refused(*_assembled(_loaded(folder), at))


def read_throughout(folder: Path) -> tuple[Handbook, tuple[Problem, ...]]:
    """The latest handbook, with the loose ends of every period that it has entries for.

    Raises ProblemsError with every mistake of all three files in any period.
    """
    contents = _loaded(folder)
    problems: dict[Problem, None] = {}
    for at in dated.boundaries(contents):
        problems |= dict.fromkeys(_assembled(contents, at)[1])
    handbook, _ = _assembled(contents, dated.LATEST)
    return _refused(handbook, list(problems))


def _refused(
    handbook: Handbook, problems: list[Problem]
) -> tuple[Handbook, tuple[Problem, ...]]:
    if any(problem.is_error for problem in problems):
        raise ProblemsError(tuple(problems))
    return handbook, tuple(problems)


def _assembled(
    contents: list[dict[str, Any]],
    at: ReportingPeriod,
) -> tuple[Handbook, list[Problem]]:
    kinds, rules, phrases = (dated.in_force(content, at) for content in contents)
    problems: list[Problem] = []
    _misspelt(contents, problems)
    found = catalogue(kinds, contents[0], problems)
    slogans(kinds, problems)
    elsewhen = dated.names_elsewhen(contents[0], at)
    elsewhen |= dated.names_elsewhen(contents[1], at)
    elsewhen["indicators"] = dated.without(contents[0], "indicators", found.indicators)
    written = rulebook.rules(rules, elsewhen["indicators"], problems)
    elsewhen["rules"] = dated.without(
        contents[1], "rules", (rule.name for rule in written)
    )
    handbook = Handbook(
        catalogue=found,
        topics=Entry(rules, Place(rulebook.RULES, "topics"), problems).texts("topics"),
        rules=written,
        headings=headings(rules, phrases, elsewhen, problems),
        phrases=rulebook.phrases(phrases, problems),
        conflicts=rulebook.conflicts(rules, problems),
        elsewhen=elsewhen,
    )
    # What hangs together with a wrong entry is put right with it.
    wrong = {problem.place.cell for problem in problems}
    loose = crosscheck(handbook)
    problems.extend(problem for problem in loose if problem.place.cell not in wrong)
    return handbook, problems


def sha256(folder: Path) -> str:
    """The digest of the handbook's files, one after the other."""
    data = b"".join((folder / file).read_bytes() for file in FILES)
    return hashlib.sha256(data).hexdigest()


def _loaded(folder: Path) -> list[dict[str, Any]]:
    contents: list[dict[str, Any]] = []
    problems: list[Problem] = []
    for file in FILES:
        try:
            contents.append(load(folder / file))
        except ProblemsError as error:
            problems.extend(error.problems)
    if problems:
        raise ProblemsError(tuple(problems))
    return contents


def _misspelt(contents: list[dict[str, Any]], problems: list[Problem]) -> None:
    """A table that nobody reads, such as [[rule]], would switch its entries off."""
    for file, content in zip(FILES, contents, strict=True):
        Entry(content, Place(file), problems).only(*_TABLES[file])
