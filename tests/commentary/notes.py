"""The oracle's notes: which columns have no figure, or another one, and where."""

from collections.abc import Iterator
from fractions import Fraction

from bulletin.model.figure import State
from bulletin.model.indicator import CITY, Item
from tests.commentary.arithmetic import Month, rounded
from tests.commentary.filling import dates
from tests.commentary.world import World


def notes(world: World) -> Iterator[str]:
    """Each note as the handbook words it; the same reason in the same places is one."""
    month = world.month
    if _some_target(month):
        elapsed = Fraction(world.dataset.edition.period.month * 100, 12)
        words = rounded(elapsed, 1, month.catalogue.style.rounding)
        yield f"时间进度为{words}%"
    found: dict[tuple[str, str], list[str]] = {}
    for name, indicator in month.catalogue.indicators.items():
        for reason in _reasons(world, name):
            found.setdefault(reason, []).append(indicator.label)
    for (why, where), labels in found.items():
        joined = "、".join(labels)
        yield (
            f"{joined}{why}"
            if why in ("尾数不等于合计", "数")
            else f"{where}{joined}{why}"
        )


def _some_target(month: Month) -> bool:
    areas = (CITY, *month.areas)
    states = {
        month.state(name, area, Item.TARGET)
        for name in month.catalogue.targeted
        for area in areas
    }
    return bool(states & {State.GIVEN, State.PENDING})


def _reasons(world: World, name: str) -> Iterator[tuple[str, str]]:
    """Why, and where; nowhere in particular if it is everywhere."""
    month = world.month
    areas = (CITY, *month.areas)
    missing: dict[str, list[str]] = {}
    for area in areas:
        why = _why(month, name, area)
        if why:
            missing.setdefault(why, []).append(area)
    for why, where in missing.items():
        yield why, "" if len(where) == len(areas) else "、".join(where)
    own = month.months(name)
    if own != world.dataset.edition.period:
        flow = month.indicator(name).is_flow
        time = dates(world, own)["期间" if flow else "截至"][0]
        yield f"为{time}数", ""
    if any(_is_apart(month, name, item) for item in (Item.CURRENT, Item.TARGET)):
        yield "尾数不等于合计", ""


def _why(month: Month, name: str, area: str) -> str:
    """Why there is no rate of growth."""
    ratio = month.indicator(name).ratio
    if ratio and _is_over_nothing(month, name, area, Item.CURRENT):
        return "分母为0"
    now = month.amount(name, area, Item.CURRENT)
    base = month.amount(name, area, Item.BASE)
    if now is None:
        return ""
    if not month.comparable(name, area, Item.BASE):
        return "口径调整"
    if base is None:
        over = ratio and _is_over_nothing(month, name, area, Item.BASE)
        return "分母为0" if over else ""
    if base <= 0:
        return "上年同期为负" if base else "上年同期为0"
    return "本期为负" if now < 0 else ""


def _is_over_nothing(month: Month, name: str, area: str, item: Item) -> bool:
    parts = month.parts(name, area, item)
    amounts = [month.dataset.figures.get(part, area, item).value for part in parts]
    return len(parts) > 1 and amounts[0] is not None and amounts[1] == 0


def _is_apart(month: Month, name: str, item: Item) -> bool:
    """Whether the printed parts of an exact sum do not add up to its printed total."""
    indicator = month.indicator(name)
    values = [month.amount(name, area, item) for area in (CITY, *month.areas)]
    given = [value for value in values if value is not None]
    if not indicator.additive or not indicator.shown_as or len(given) < len(values):
        return False
    style, decimals = month.catalogue.style, indicator.shown.decimals
    printed = [Fraction(rounded(value, decimals, style.rounding)) for value in given]
    return given[0] == sum(given[1:]) and printed[0] != sum(printed[1:])
