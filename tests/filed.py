"""Months filed for a test: figures by (indicator, area, item), put into an archive."""

from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

from bulletin.model.figure import AsOf, Observation, State
from bulletin.model.filing import Filed, FiledMonth
from bulletin.model.indicator import Item
from bulletin.model.period import ReportingPeriod
from bulletin.model.place import Place
from bulletin.publishing import archive, filing

Values = Mapping[tuple[str, str, Item], str]


def month(
    key: str, values: Values, *, unit: str = "件", as_of: str | None = None
) -> FiledMonth:
    """A month; a value that is no number is the state of its cell."""
    file = f"{key}.xlsx"
    figures = tuple(
        Filed(
            indicator, unit, area, item, _seen(value, Place(file, "指标数据", f"D{n}"))
        )
        for n, ((indicator, area, item), value) in enumerate(values.items(), 2)
    )
    ends = {}
    if as_of:
        end = AsOf(ReportingPeriod.of(as_of), Place(file, "指标数据", "M2"))
        ends = {filed.indicator: end for filed in figures}
    return FiledMonth(ReportingPeriod.of(key), file, "0" * 64, figures, ends)


def put(root: Path, *months: FiledMonth, imported: bool = False) -> archive.Folder:
    """File one month, or import several, as the commands do."""
    period = None if imported else months[0].period
    return archive.file_away(root, period, {archive.DATA: filing.dump(months)})


def _seen(value: str, place: Place) -> Observation:
    try:
        return Observation(State(value), None, place, "某科")
    except ValueError:
        return Observation(State.GIVEN, Decimal(value), place, "某科")
