"""A filing (归档、导入): months as they were filed away, under the names of their day."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from bulletin.model.figure import AsOf, Figures, Observation, State
from bulletin.model.handbook import Catalogue
from bulletin.model.indicator import Item
from bulletin.model.period import ReportingPeriod
from bulletin.model.place import Place

FactEntry = Mapping[str, Any]


class Kind(StrEnum):
    """Whether an edition was filed, or past figures were imported."""

    ARCHIVED = "归档"
    IMPORTED = "导入"


@dataclass(frozen=True, slots=True)
class Filed:
    """One filed figure: what was observed, of what, and in which unit it counts."""

    indicator: str
    unit: str
    area: str
    item: Item
    seen: Observation


def filed(figures: Figures, catalogue: Catalogue) -> tuple[Filed, ...]:
    """The figures of a month for filing; cells that the workbook does not have are not."""
    units = {name: each.unit for name, each in catalogue.indicators.items()}
    return tuple(
        Filed(indicator, units[indicator], area, item, seen)
        for (indicator, area, item), seen in figures.observations.items()
        if seen.state is not State.ABSENT
    )


def ends(
    figures: Figures, catalogue: Catalogue, period: ReportingPeriod, file: str
) -> dict[str, AsOf]:
    """The month that each indicator's figures are for, as the handbook reads it then.

    Filed for all of them: another lag in a later handbook does not move these figures.
    """
    found = {}
    for name in catalogue.indicators:
        end = catalogue.as_of(name, figures, period)
        stated = figures.as_of.get(name)
        found[name] = stated or AsOf(end, Place(file))
    return found


@dataclass(frozen=True, slots=True)
class FiledMonth:
    """A month of a filing; `workbook` is the file it came from, `sha256` its digest.

    `facts` are those of the edition as JSON has them; an imported month has none.
    """

    period: ReportingPeriod
    workbook: str
    sha256: str
    figures: tuple[Filed, ...]
    as_of: Mapping[str, AsOf] = field(default_factory=dict)
    facts: tuple[FactEntry, ...] = ()


@dataclass(frozen=True, slots=True)
class Filing:
    """What one numbered folder of the archive says: an edition, or several past months."""

    kind: Kind
    number: int
    months: tuple[FiledMonth, ...]
