"""Earlier months by hand: figures as a workbook has them, and a history of such months."""

from collections.abc import Mapping
from decimal import Decimal

from bulletin.model.figure import AsOf, Figures, Observation, State
from bulletin.model.handbook import Catalogue, Office
from bulletin.model.history import History
from bulletin.model.indicator import District, Indicator, Item
from bulletin.model.period import ReportingPeriod
from bulletin.model.place import Place
from bulletin.model.style import PLAIN, Style

DISTRICTS = ("甲区", "乙区", "丙区", "丁区")
Typed = Mapping[tuple[str, str, Item], object]
_STATES: Mapping[object, State] = {
    None: State.PENDING,
    "—": State.NOT_APPLICABLE,
    "不可比": State.INCOMPARABLE,
}


def indicator(name: str = "授权量", unit: str = "件", **more: object) -> Indicator:
    """A running sum of counts, unless told otherwise."""
    options: dict[str, object] = {
        "decimals": 0,
        "is_flow": True,
        "by_district": True,
        "additive": False,
        "lower_is_better": False,
        "signed": False,
        "items": (Item.CURRENT,),
    }
    return Indicator(name=name, label=name, unit=unit, **{**options, **more})  # type: ignore[arg-type] # keywords by name


def catalogue(*indicators: Indicator, style: Style = PLAIN) -> Catalogue:
    """A catalogue of four districts."""
    return Catalogue(
        Office("通报", "", "办公室", ""),
        tuple(District(name) for name in DISTRICTS),
        {each.name: each for each in indicators},
        (),
        (),
        style=style,
    )


def period(key: str) -> ReportingPeriod:
    """2022-07."""
    year, month = key.split("-")
    return ReportingPeriod(int(year), int(month))


def observation(key: tuple[str, str, Item], typed: object, file: str) -> Observation:
    """What stands in a cell; the cell is named by what it is of."""
    place = Place(file, "指标数据", "".join(key))
    if typed in _STATES:
        return Observation(_STATES[typed], None, place)
    return Observation(State.GIVEN, Decimal(str(typed)), place)


def figures(key: str, typed: Typed, ends: Mapping[str, str] | None = None) -> Figures:
    """The figures of a month's workbook; `ends` are its cells of 截至."""
    file = f"{key}.xlsx"
    seen = {cell: observation(cell, value, file) for cell, value in typed.items()}
    stated = {
        name: AsOf(period(end), Place(file, "指标数据", f"{name}截至"))
        for name, end in (ends or {}).items()
    }
    return Figures(seen, stated)


def history(months: Mapping[str, Typed]) -> History:
    """The months by their keys."""
    return History({period(key): figures(key, typed) for key, typed in months.items()})


def course(
    sums: Mapping[str, object], name: str = "授权量", area: str = "甲区"
) -> History:
    """One figure through the months."""
    return history(
        {key: {(name, area, Item.CURRENT): value} for key, value in sums.items()}
    )
