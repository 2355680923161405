"""Dated entries: the handbook's files as they stand in one period.

Any entry may have `from` and `until`, so that last year's bulletin reprints as it was.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from bulletin.model.period import ReportingPeriod

Content = Mapping[str, Any]
LATEST = ReportingPeriod(9999, 12)
_PERIOD = re.compile(r"(\d{4})-(0[1-9]|1[0-2])")
_NAMED = ("name", "rule", "when")


def period(value: object) -> ReportingPeriod | None:
    """A month such as "2022-07"; None if it is none."""
    match = _PERIOD.fullmatch(value) if isinstance(value, str) else None
    return ReportingPeriod(int(match[1]), int(match[2])) if match else None


def in_force(content: Content, at: ReportingPeriod) -> dict[str, Any]:
    """The file without the entries that do not stand in that period."""
    return {
        table: [entry for entry in value if _holds(entry, at)]
        if isinstance(value, list)
        else value
        for table, value in content.items()
    }


def names_elsewhen(content: Content, at: ReportingPeriod) -> dict[str, tuple[str, ...]]:
    """By table, the names that stand in other periods only."""
    present = in_force(content, at)
    found = {}
    for table, value in content.items():
        if isinstance(value, list):
            now = _names(present[table])
            names = dict.fromkeys(n for n in _names(value) if n not in now)
            found[table] = tuple(names)
    return found


def without(
    content: Content,
    table: str,
    present: Iterable[str],
) -> tuple[str, ...]:
    """The names in a table, of all periods, that are not among those present.

    Besides the dates, a campaign that is over takes its indicators along, and these
    the rules that look at nothing else.
    """
    now = set(present)
    return tuple(
        dict.fromkeys(n for n in _names(content.get(table, ())) if n not in now)
    )


def boundaries(contents: Iterable[Content]) -> tuple[ReportingPeriod, ...]:
    """One period of each stretch in which the handbook stays the same, in order."""
    found = {LATEST}
    for content in contents:
        for value in content.values():
            for entry in value if isinstance(value, list) else ():
                found |= _edges(entry)
    return tuple(sorted(found))


def _edges(entry: object) -> set[ReportingPeriod]:
    if not isinstance(entry, dict):
        return set()
    since, until = period(entry.get("from")), period(entry.get("until"))
    edges = {until} if until else set()
    if since:
        edges |= {since, since.earlier(1)}
    return edges


def _holds(entry: object, at: ReportingPeriod) -> bool:
    """Whether an entry stands; what is wrongly dated does, and is reported as it is read."""
    if not isinstance(entry, dict):
        return True
    since, until = period(entry.get("from")), period(entry.get("until"))
    if since and until and until < since:
        return True
    return (since is None or since <= at) and (until is None or at <= until)


def _names(entries: Iterable[object]) -> list[str]:
    found: list[str] = []
    for entry in entries:
        if isinstance(entry, dict):
            found.extend(str(entry[key]) for key in _NAMED if key in entry)
    return found
