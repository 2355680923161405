"""The record (生成记录): which fact stands where on the page, and what it came from."""

import hashlib
import sys
from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction
from typing import Any

from bulletin import __version__
from bulletin.model.fact import Fact
from bulletin.model.page import Page
from bulletin.model.place import Place
from bulletin.model.problem import Problem, Stage
from bulletin.model.vocabulary import Sentence


def sha256(data: bytes) -> str:
    """The digest of a file's bytes."""
    return hashlib.sha256(data).hexdigest()


def fact_entry(
    fact: Fact,
    printed: str,
    exact: Callable[[Fraction], str],
) -> dict[str, Any]:
    """A fact for JSON; `printed` is its words in running text, numbers are decimals."""
    numbers = {
        "value": fact.value,
        "numerator": fact.numerator,
        "denominator": fact.denominator,
    }
    return {
        "id": fact.id,
        "indicator": fact.indicator or None,
        "area": fact.area or None,
        "measure": fact.measure.value,
        "outcome": fact.outcome.value,
        **{name: None if n is None else exact(n) for name, n in numbers.items()},
        "printed": printed,
        "formula": fact.formula,
        "sources": [_source(place) for place in fact.sources],
    }


def problem_entry(problem: Problem, stage: Stage) -> dict[str, Any]:
    """A problem for JSON; what the stage refuses is an error."""
    settled = f"（已由{problem.settled}说明）" if problem.settled else ""
    stops = problem.is_error or problem.refused_at(stage)
    return {
        "code": problem.code.slug,
        "severity": "error" if stops else "hint",
        "message": problem.message + settled,
        "advice": problem.advice,
        **_place(problem.place),
    }


def record(
    edition: Mapping[str, str],
    versions: Mapping[str, str],
    page: Page,
    facts: Iterable[Mapping[str, Any]],
    problems: Iterable[Mapping[str, Any]],
) -> dict[str, Any]:
    """The record of a page: where each fact is printed, and all facts behind it."""
    return {
        "edition": dict(edition),
        "versions": {
            "bulletin": __version__,
            "python": sys.version.split()[0],
            **versions,
        },
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
        "problems": list(problems),
    }


def commentary_entries(sentences: Iterable[Sentence]) -> list[dict[str, Any]]:
    """Each sentence for JSON: what the data say, what is printed, and by whose word."""
    return [
        {
            "rule": each.rule,
            "said": "".join(span.text for span in each.said) or None,
            "printed": "".join(span.text for span in each.printed) or None,
            "opinions": [
                {
                    "wish": opinion.wish.value,
                    "districts": list(opinion.districts),
                    "decided_by": opinion.decided_by,
                    "source": _place(opinion.place),
                }
                for opinion in each.opinions
            ],
        }
        for each in sentences
    ]


def _source(place: Place) -> dict[str, Any]:
    """A place; of a collected figure also where it stood in its return."""
    origin = {"origin": _place(place.origin)} if place.origin else {}
    return _place(place) | origin


def _place(place: Place) -> dict[str, str | None]:
    return {
        "file": place.file or None,
        "sheet": place.sheet or None,
        "cell": place.cell or None,
    }
