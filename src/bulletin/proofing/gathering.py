"""Many remarks made readable: the same one said once, the most binding first."""

from collections.abc import Iterable
from dataclasses import replace

from bulletin.model.remark import Remark, Strength

_ORDER = tuple(Strength)


def gathered(remarks: Iterable[Remark]) -> tuple[Remark, ...]:
    """What is said of several places alike is said once: 第3段等12处."""
    places: dict[Remark, list[str]] = {}
    for remark in remarks:
        wheres = places.setdefault(replace(remark, where=""), [])
        if remark.where not in wheres:
            wheres.append(remark.where)
    found = [replace(each, where=_where(wheres)) for each, wheres in places.items()]
    return tuple(sorted(found, key=lambda remark: _ORDER.index(remark.strength)))


def _where(wheres: list[str]) -> str:
    return wheres[0] if len(wheres) == 1 else f"{wheres[0]}等{len(wheres)}处"
