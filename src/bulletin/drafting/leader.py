"""The leader's word (评议意见) on a finding: who is not named, and in what order."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from bulletin.model.finding import Ends, Finding, Group
from bulletin.model.handbook import Verdict
from bulletin.model.opinion import Opinion, Wish

_LISTED = (Verdict.ONE, Verdict.SOME, Verdict.MOST)


def heeded(finding: Finding, opinions: Iterable[Opinion]) -> Finding:
    """The finding as the leader wants it named; wording and silence are not its matter."""
    for opinion in opinions:
        if opinion.wish is Wish.UNNAMED:
            finding = _without(finding, opinion.districts)
        elif opinion.wish is Wish.ORDER:
            finding = _ordered(finding, opinion.districts)
    return finding


def _without(finding: Finding, hidden: Sequence[str]) -> Finding:
    """The names go, and with them 只有 and 其他, which would no longer be true."""
    verdict = finding.verdict
    touched = set(hidden) & {*finding.failing, *finding.passing}
    if verdict in _LISTED and touched:
        failing = _left(finding.failing, hidden)
        verdict = Verdict.SOME if failing or finding.waiting else Verdict.SILENT
    return replace(
        finding,
        verdict=verdict,
        failing=_left(finding.failing, hidden),
        passing=_left(finding.passing, hidden),
        ends=_ends(finding.ends, hidden),
        groups=tuple(_groups(finding.groups, hidden)),
    )


def _left(names: Iterable[str], hidden: Sequence[str]) -> tuple[str, ...]:
    return tuple(name for name in names if name not in hidden)


def _ends(ends: Ends | None, hidden: Sequence[str]) -> Ends | None:
    if ends is None:
        return None
    best, worst = _left(ends.best, hidden), _left(ends.worst, hidden)
    return replace(ends, best=best, worst=worst)


def _groups(groups: Iterable[Group], hidden: Sequence[str]) -> Iterable[Group]:
    for group in groups:
        names = _left(group.names, hidden)
        if names:
            yield replace(group, names=names)


def _ordered(finding: Finding, order: Sequence[str]) -> Finding:
    """Those named in the order come first, the others after them as they were."""

    def sort(names: Sequence[str]) -> tuple[str, ...]:
        first = [name for name in order if name in names]
        return (*first, *(name for name in names if name not in first))

    groups = (replace(group, names=sort(group.names)) for group in finding.groups)
    failing, passing = sort(finding.failing), sort(finding.passing)
    return replace(finding, failing=failing, passing=passing, groups=tuple(groups))
