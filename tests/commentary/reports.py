"""Strategies for what a month reports: periods, districts, indicators and figures."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from hypothesis import strategies as st

from bulletin.model.figure import AsOf, Figures, Observation, State
from bulletin.model.indicator import CITY, District, Indicator, Item, Ratio, Shown
from bulletin.model.period import ReportingPeriod
from bulletin.model.place import Place

# Some are the beginning or the end of others.
DISTRICTS = (
    "东区", "东区新城", "新城", "新城区", "城区", "西市", "西市高新区", "高新区", "南山区",
    "南山", "北港市", "河口区", "河口", "口岸区", "云州市", "云州",
)  # fmt: skip
INDICATORS = ("产值", "事故起数", "融资额", "授权量", "存量", "盈余")
LABELS = ("{}", "{}（规上）", "新增{}")
RATIO = "占比"
YUAN, WAN, YI = "元", "万元", "亿元"
UNITS = (
    ("件", None),
    ("家", None),
    ("%", None),
    (WAN, None),
    (WAN, (YI, 10_000)),
    (YUAN, (WAN, 10_000)),
    (YUAN, (YI, 100_000_000)),
)
PIECES = ("件", "家")
ROUND = (0, 1, 2, 5, 10, 20, 50, 100, 100, 100, 200, 1200, 10_000, 1_000_000)
ODD = (3, 7, 12, 19, 69, 70, 71, 99, 115, 129, 200, 300, 349, 351, 719, 999, 100_001)
BASES = (Item.BASE, Item.YEAR_END)
SUMMED = (Item.CURRENT, Item.BASE, Item.TARGET)
Key = tuple[str, str, Item]


@st.composite
def periods(draw: st.DrawFn) -> ReportingPeriod:
    return ReportingPeriod(draw(st.integers(2020, 2030)), draw(st.integers(1, 12)))


def chance(draw: st.DrawFn, percent: int) -> bool:
    return draw(st.integers(0, 99)) >= 100 - percent


@st.composite
def districts(draw: st.DrawFn) -> tuple[District, ...]:
    count = draw(st.integers(1, len(DISTRICTS)))
    order = draw(st.permutations(DISTRICTS))
    return tuple(District(name) for name in order[:count])


@st.composite
def indicators(draw: st.DrawFn, period: ReportingPeriod) -> Mapping[str, Indicator]:
    """One to five reported indicators, and sometimes a ratio of two of them."""
    names = INDICATORS[: draw(st.integers(1, 5))]
    found = {name: draw(_indicator(name, period)) for name in names}
    whole = [each for each in found.values() if each.lag == 0]
    if len(whole) > 1 and chance(draw, 60):
        top, bottom = whole[:2]
        ratio = draw(_ratio(top, bottom))
        return {ratio.name: ratio, **found}
    return found


@st.composite
def _indicator(draw: st.DrawFn, name: str, period: ReportingPeriod) -> Indicator:
    unit, shown = draw(st.sampled_from(UNITS))
    items = [Item.CURRENT]
    for item, percent in ((Item.BASE, 75), (Item.TARGET, 60), (Item.YEAR_END, 40)):
        if chance(draw, percent):
            items.append(item)
    if chance(draw, 20):
        items.append(Item.SUPPLIED)
    profit = unit in (YUAN, WAN) and chance(draw, 35)
    lower = not profit and chance(draw, 35)
    decimals = 0 if unit in PIECES else draw(st.integers(0, 2))
    return Indicator(
        name=name,
        label=draw(st.sampled_from(LABELS)).format(name),
        unit=unit,
        decimals=decimals,
        is_flow=chance(draw, 60),
        by_district=chance(draw, 85),
        additive=chance(draw, 50),
        lower_is_better=lower,
        signed=profit or (not lower and chance(draw, 15)),
        items=tuple(items),
        lag=draw(st.sampled_from((0, 0, 0, 0, 1, 2))),
        shown_as=Shown(shown[0], draw(st.integers(0, 2)), shown[1]) if shown else None,
        profit=profit,
        rebased=period.earlier(draw(st.integers(0, 15))) if chance(draw, 15) else None,
    )


@st.composite
def _ratio(draw: st.DrawFn, top: Indicator, bottom: Indicator) -> Indicator:
    unit, scale = draw(st.sampled_from((("%", 100), ("件", 1))))
    return replace(
        top,
        name=RATIO,
        label=RATIO,
        additive=False,
        unit=unit,
        decimals=draw(st.integers(1, 2)),
        is_flow=False,
        by_district=top.by_district and bottom.by_district,
        lower_is_better=chance(draw, 30),
        signed=False,
        items=(Item.TARGET,) if chance(draw, 30) else (),
        ratio=Ratio(top.name, bottom.name, scale),
        shown_as=None,
        profit=False,
        rebased=None,
    )


@st.composite
def figures(
    draw: st.DrawFn,
    known: Mapping[str, Indicator],
    areas: tuple[str, ...],
    period: ReportingPeriod,
    *,
    draft: bool,
) -> Figures:
    """A figure for every cell, or a reason why there is none; in a draft also blanks."""
    cells: dict[Key, Observation] = {}
    for indicator in known.values():
        columns = (CITY, *areas) if indicator.by_district else (CITY,)
        for item in indicator.items:
            palette = draw(_palette(indicator, item, draft=draft))
            for area in columns:
                place = Place("", "指标数据", f"{indicator.name}{item}{area}")
                cells[indicator.name, area, item] = replace(
                    draw(st.sampled_from(palette)), place=place
                )
            if draft and chance(draw, 15):
                cells[indicator.name, CITY, item] = replace(
                    cells[indicator.name, CITY, item], state=State.PENDING, value=None
                )
            if item in BASES and chance(draw, 40):
                relate(cells, indicator, item, draw(st.integers(1, 3)))
            if item is Item.CURRENT and indicator.by_district and chance(draw, 50):
                stand_out(cells, indicator.name, draw(st.sampled_from(areas)))
            if indicator.additive:
                add_up(cells, indicator.name, item, areas)
    return Figures(cells, draw(_as_of(known, period)))


def relate(
    cells: dict[Key, Observation], indicator: Indicator, item: Item, times: int
) -> None:
    """What is reported now is just so many times the base, where that can be typed."""
    for (name, area, other), seen in list(cells.items()):
        now = cells.get((name, area, Item.CURRENT), Observation(State.ABSENT)).value
        if (name, other) != (indicator.name, item) or seen.value is None or not now:
            continue
        if now.scaleb(indicator.decimals) % times == 0:
            cells[name, area, item] = replace(seen, value=now / times)


def stand_out(cells: dict[Key, Observation], name: str, district: str) -> None:
    """One district is far ahead of all others."""
    mine = (name, district, Item.CURRENT)
    values = [seen.value for (n, _, i), seen in cells.items() if (n, i) == mine[::2]]
    given = [value for value in values if value is not None]
    if given and cells[mine].value is not None:
        cells[mine] = replace(cells[mine], value=2 * max(given) + 1)


def add_up(
    cells: dict[Key, Observation], name: str, item: Item, areas: tuple[str, ...]
) -> None:
    """The city's figure is the sum of the districts', where all of them have one."""
    values = [cells[name, a, item].value for a in areas if (name, a, item) in cells]
    given = [value for value in values if value is not None]
    city = cells[name, CITY, item]
    if len(given) == len(areas) and city.value is not None and item in SUMMED:
        cells[name, CITY, item] = replace(city, value=sum(given, Decimal(0)))


@st.composite
def _as_of(
    draw: st.DrawFn, known: Mapping[str, Indicator], period: ReportingPeriod
) -> Mapping[str, AsOf]:
    """What the cells of 截至 say; the parts of a ratio are of the report's month."""
    ratios = [each.ratio for each in known.values() if each.ratio]
    parts = {RATIO} | {p for r in ratios for p in (r.numerator, r.denominator)}
    return {
        name: AsOf(period.earlier(draw(st.integers(1, 3))), Place("", "指标数据", name))
        for name in known
        if name not in parts and chance(draw, 8)
    }


@st.composite
def _palette(
    draw: st.DrawFn, indicator: Indicator, item: Item, *, draft: bool
) -> list[Observation]:
    """The few different things that may stand in a row, so that many are equal."""
    numbers = draw(st.lists(_mantissas(item), min_size=1, max_size=9))
    signed = indicator.signed and item is not Item.TARGET
    decimals = 1 if item is Item.SUPPLIED else indicator.decimals
    if signed or item is Item.SUPPLIED:
        numbers = [-n if chance(draw, 40) else n for n in numbers]
    if indicator.shown_as and item is not Item.SUPPLIED and chance(draw, 70):
        numbers = [n * indicator.shown_as.divisor // 100 for n in numbers]
    found = [
        Observation(State.GIVEN, Decimal(n).scaleb(-decimals))
        for n in numbers
        for _ in "12"
    ]
    if chance(draw, 15):
        found.append(Observation(State.NOT_APPLICABLE))
    if item is Item.BASE and chance(draw, 10):
        found.append(Observation(State.INCOMPARABLE))
    if draft and chance(draw, 45):
        found.append(Observation(State.PENDING))
    return found


def _mantissas(item: Item) -> st.SearchStrategy[int]:
    round_ones = st.sampled_from(ROUND)
    if item in (Item.BASE, Item.TARGET, Item.YEAR_END):
        return st.one_of(round_ones, round_ones, st.integers(0, 100_000))
    return st.one_of(round_ones, st.sampled_from(ODD), st.integers(0, 1_000_000))
