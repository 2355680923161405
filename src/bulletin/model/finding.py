"""Findings (认定): a rule, how it came out, and the facts that it looked at."""

from dataclasses import dataclass
from fractions import Fraction

from bulletin.model.fact import Fact, FactBook
from bulletin.model.handbook import Heading, Rule, Verdict


@dataclass(frozen=True, slots=True)
class Finding:
    """认定: `failing` and `passing` districts in the order in which they are named.

    `facts` are all the facts that were looked at, named or not. `value` is the number
    that decided (a city's measure, a share, a spread). `waiting` says that districts
    with blank cells were left out, which only a draft may print. `exceeding` says that
    every passing district is beyond the threshold, none merely at it.
    """

    rule: Rule
    verdict: Verdict
    facts: tuple[Fact, ...]
    failing: tuple[str, ...] = ()
    passing: tuple[str, ...] = ()
    value: Fraction | None = None
    threshold: Fraction | None = None
    waiting: bool = False
    exceeding: bool = False


@dataclass(frozen=True, slots=True)
class HeadingFinding:
    """Whether a heading's condition holds, and the facts that say so."""

    heading: Heading
    holds: bool
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Analysis:
    """All that was worked out for an edition: its facts, and what may be said of them."""

    facts: FactBook
    findings: tuple[Finding, ...]
    headings: tuple[HeadingFinding, ...]
