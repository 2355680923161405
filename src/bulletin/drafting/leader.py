"""The leader's word (评议意见) on a finding: who is not named, and in what order."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from bulletin.model.finding import Finding
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
    changed = _renamed(finding, lambda names: _left(names, hidden))
    return replace(changed, verdict=verdict)


def _left(names: Iterable[str], hidden: Sequence[str]) -> tuple[str, ...]:
    return tuple(name for name in names if name not in hidden)


def _ordered(finding: Finding, order: Sequence[str]) -> Finding:
    """Those named in the order come first, the others after them as they were."""

    def sort(names: Sequence[str]) -> tuple[str, ...]:
        first = [name for name in order if name in names]
        return (*first, *(name for name in names if name not in first))

    return _renamed(finding, sort)


def _renamed(
    finding: Finding,
    change: Callable[[Sequence[str]], tuple[str, ...]],
) -> Finding:
    """The finding with every list of names changed; a group without names is gone."""
    groups = (replace(group, names=change(group.names)) for group in finding.groups)
    ends = finding.ends
    if ends:
        best, worst = (
            replace(end, names=change(end.names)) for end in (ends.best, ends.worst)
        )
        ends = replace(ends, best=best, worst=worst)
    return replace(
        finding,
        failing=change(finding.failing),
        passing=change(finding.passing),
        ends=ends,
        groups=tuple(group for group in groups if group.names),
    )
