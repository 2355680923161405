"""The record (生成记录): which fact stands where on the page, and what it came from."""

import hashlib
import json
import platform
from collections.abc import Iterable, Mapping
from importlib.metadata import version
from typing import Any

from bulletin.model.fact import Fact
from bulletin.model.page import Page
from bulletin.model.place import Place
from bulletin.model.problem import Problem

_LIBRARIES = ("docxtpl", "python-docx", "jinja2", "lxml", "openpyxl")


def sha256(data: bytes) -> str:
    """The digest of a file's bytes."""
    return hashlib.sha256(data).hexdigest()


def fact_entry(fact: Fact, printed: str, value: str | None) -> dict[str, Any]:
    """A fact for JSON; `printed` is its words in running text, `value` a decimal."""
    return {
        "id": fact.id,
        "indicator": fact.indicator or None,
        "area": fact.area or None,
        "measure": fact.measure.value,
        "outcome": fact.outcome.value,
        "value": value,
        "numerator": None if fact.numerator is None else str(fact.numerator),
        "denominator": None if fact.denominator is None else str(fact.denominator),
        "printed": printed,
        "formula": fact.formula,
        "sources": [_place(place) for place in fact.sources],
    }


def problem_entry(problem: Problem) -> dict[str, Any]:
    """A problem for JSON."""
    settled = f"（已由{problem.settled}说明）" if problem.settled else ""
    return {
        "code": problem.code.slug,
        "severity": "error" if problem.is_error else "hint",
        "message": problem.message + settled,
        "advice": problem.advice,
        **_place(problem.place),
    }


def record(
    edition: Mapping[str, str],
    page: Page,
    facts: Iterable[Mapping[str, Any]],
    problems: Iterable[Problem],
) -> dict[str, Any]:
    """The record of a page: where each fact is printed, and all facts behind it."""
    return {
        "edition": dict(edition),
        "versions": versions(),
        "facts": list(facts),
        "printed": [
            {
                "fact": each.fact,
                "part": each.part,
                "paragraph": each.paragraph,
                "start": each.start,
                "end": each.end,
                "text": each.text,
            }
            for each in page.prints
        ],
        "problems": [problem_entry(problem) for problem in problems],
    }


def versions() -> dict[str, str]:
    """The versions of this program and of what it stands on."""
    found = {name: version(name) for name in _LIBRARIES}
    return {"bulletin": version("bulletin"), "python": platform.python_version()} | found


def encoded(content: Mapping[str, Any]) -> bytes:
    """The record as a file."""
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return text.replace('},{"', '},\n{"').encode() + b"\n"


def _place(place: Place) -> dict[str, str | None]:
    return {
        "file": place.file or None,
        "sheet": place.sheet or None,
        "cell": place.cell or None,
    }
