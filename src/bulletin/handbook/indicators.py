"""The indicators of catalogue.toml as they stand in one period."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from bulletin.handbook.entry import Entry, entries
from bulletin.handbook.naming import FILE, name
from bulletin.model.indicator import Indicator, Item, Ratio, Shown
from bulletin.model.period import ReportingPeriod
from bulletin.model.place import Place
from bulletin.model.problem import Problem

_TEN_THOUSAND = 10_000
# Wording rule 32: from the unit of the workbook to the unit of the page.
_CONVERSIONS = {
    ("万元", "亿元"): _TEN_THOUSAND,
    ("元", "万元"): _TEN_THOUSAND,
    ("元", "亿元"): _TEN_THOUSAND**2,
    ("人", "万人"): _TEN_THOUSAND,
}
Campaigns = Mapping[str, str]


def campaigns(content: Mapping[str, Any], problems: list[Problem]) -> Campaigns:
    """The campaigns' labels by name (专项)."""
    found = {}
    for entry in entries(FILE, content, "campaigns", problems):
        entry.only("name", "label")
        found[name(entry)] = entry.text("label")
    return found


def indicators(
    content: Mapping[str, Any],
    everything: Mapping[str, Any],
    problems: list[Problem],
) -> dict[str, Indicator]:
    """The indicators in force; `everything` is the file with its entries of all periods.

    One that belongs to a campaign is in force while the campaign is. Nothing before
    the campaign, or before a change in the way of counting, can be compared with it.
    """
    running = _since(content)
    known = {e.get("name") for e in everything.get("campaigns", ())}
    found: dict[str, Indicator] = {}
    for entry in entries(FILE, content, "indicators", problems):
        campaign = entry.text("campaign", "")
        if campaign and campaign not in known:
            advice = "请在 [[campaigns]] 里写上它，或改成已有的"
            entry.refuse(f"专项“{campaign}”没有写在目录里", advice)
        begun = (entry.period("rebased"), running.get(campaign))
        rebased = max(filter(None, begun), default=None)
        indicator = replace(_indicator(entry), rebased=rebased)
        if not campaign or campaign in running or campaign not in known:
            found[indicator.name] = indicator
    _check_parts(found, problems)
    return found


def _since(content: Mapping[str, Any]) -> dict[str, ReportingPeriod | None]:
    """The first month of each campaign in force."""
    found = entries(FILE, content, "campaigns", [])
    return {entry.text("name"): entry.period("from") for entry in found}


def _indicator(entry: Entry) -> Indicator:
    entry.only(
        *("name", "label", "unit", "kind", "level", "additive", "better", "decimals"),
        *("items", "signed", "part_of", "numerator", "denominator", "scale"),
        *("former", "campaign", "lag", "print_unit", "print_decimals", "profit"),
        *("rebased",),
    )
    called = name(entry)
    ratio = _ratio(entry)
    kinds = ("flow", "stock")
    profit = entry.flag("profit", default=False)
    return Indicator(
        name=called,
        label=entry.text("label", "") or called,
        unit=entry.text("unit"),
        decimals=entry.count("decimals", 0),
        is_flow=entry.word("kind", kinds, "stock" if ratio else "") == "flow",
        by_district=entry.word("level", ("district", "city")) == "district",
        additive=entry.flag("additive", default=False),
        lower_is_better=entry.word("better", ("higher", "lower")) == "lower",
        signed=entry.flag("signed", default=False) or profit,
        items=_items(entry, ratio),
        part_of=entry.text("part_of", "") or None,
        ratio=ratio,
        former=entry.texts("former"),
        lag=entry.count("lag", 0),
        shown_as=_shown(entry, ratio),
        profit=profit,
    )


def _ratio(entry: Entry) -> Ratio | None:
    if "numerator" not in entry.values and "denominator" not in entry.values:
        return None
    scale = entry.count("scale", 1)
    return Ratio(entry.text("numerator"), entry.text("denominator"), scale)


def _items(entry: Entry, ratio: Ratio | None) -> tuple[Item, ...]:
    allowed = tuple(item.value for item in Item)
    words = entry.texts("items")
    for word in words:
        if word not in allowed:
            entry.refuse(f"items 里的“{word}”不是项", f"只能是：{'、'.join(allowed)}")
    items = tuple(Item(word) for word in words if word in allowed)
    if ratio is None and Item.CURRENT not in items:
        entry.refuse("items 里没有“本期”", '至少写 items = ["本期"]')
    return items


def _shown(entry: Entry, ratio: Ratio | None) -> Shown | None:
    unit = entry.text("print_unit", "")
    if not unit:
        return None
    written = entry.text("unit", "")
    divisor = _CONVERSIONS.get((written, unit))
    if divisor is None or ratio is not None:
        pairs = "、".join(f"{a}→{b}" for a, b in _CONVERSIONS)
        advice = f"只能是：{pairs}；算出来的指标不能换单位"
        entry.refuse(f"print_unit：不能把“{written}”印成“{unit}”", advice)
        return None
    return Shown(unit, entry.count("print_decimals", 2), divisor)


def _check_parts(found: Mapping[str, Indicator], problems: list[Problem]) -> None:
    for indicator in found.values():
        entry = Entry({}, Place(FILE, "indicators", indicator.name), problems)
        ratio = indicator.ratio
        parts = (ratio.numerator, ratio.denominator) if ratio else (indicator.part_of,)
        for part in parts:
            other = found.get(part) if part else None
            if part and (other is None or other.ratio is not None):
                entry.refuse(
                    f"所引用的指标“{part}”不在目录里", "请改成目录里已有的填报指标"
                )
