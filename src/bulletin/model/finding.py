"""Findings (认定): a rule, how it came out, and the facts that it looked at."""

from dataclasses import dataclass
from fractions import Fraction

from bulletin.model.fact import Fact, FactBook
from bulletin.model.handbook import Heading, Rule, Verdict


@dataclass(frozen=True, slots=True)
class Group:
    """The districts of one level, or of one rank (then `rank` says which).

    `total` counts them all, also those that are not to be named. `bound` is what they
    reach, `above` what they do not; None where there is none.
    """

    names: tuple[str, ...]
    total: int
    verdict: Verdict
    bound: Fraction | None = None
    above: Fraction | None = None
    rank: int = 0
    from_back: bool = False


@dataclass(frozen=True, slots=True)
class End:
    """The best or the worst value, who has it, and how many these are in all."""

    value: Fraction
    names: tuple[str, ...]
    total: int


@dataclass(frozen=True, slots=True)
class Ends:
    """The best and the worst of the districts."""

    best: End
    worst: End

    @property
    def spread(self) -> Fraction:
        """The distance between the two."""
        return abs(self.best.value - self.worst.value)


@dataclass(frozen=True, slots=True)
class Finding:
    """认定: `failing` and `passing` areas (or indicators) in the order of naming.

    `facts` are all the facts that were looked at, named or not; `judged` of them had a
    number, and `failed` of these fail. `value` is the number that decided (a city's
    measure, a share, a spread). `threshold` is None where not all have the same;
    `limits` are the facts that thresholds came from. `waiting` says that districts with
    blank cells were left out, which only a draft may print. `exceeding` says that every
    passing district is beyond the threshold, none merely at it.
    """

    rule: Rule
    verdict: Verdict
    facts: tuple[Fact, ...]
    failing: tuple[str, ...] = ()
    passing: tuple[str, ...] = ()
    judged: int = 0
    failed: int = 0
    value: Fraction | None = None
    threshold: Fraction | None = None
    limits: tuple[Fact, ...] = ()
    ends: Ends | None = None
    groups: tuple[Group, ...] = ()
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
