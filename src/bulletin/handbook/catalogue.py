"""catalogue.toml as the catalogue: office, districts, indicators, lists and slots."""

from collections.abc import Mapping
from typing import Any

from bulletin.handbook.entry import Entry, entries
from bulletin.model.handbook import Catalogue, ListKind, Office, Slot
from bulletin.model.indicator import CITY, ELSEWHERE, District, Indicator, Item, Ratio
from bulletin.model.page import STANDARDS, Manner
from bulletin.model.place import Place
from bulletin.model.problem import Problem

FILE = "catalogue.toml"
_RESERVED = (
    "名称",
    CITY,
    ELSEWHERE,
    "区市",
    "名单",
    "文字",
    "标题文字",
    "评议",
    "附注",
)
_COLUMNS = ("区市", "单位", "名称", "等次", "年度", "金额", "备注")


def catalogue(content: Mapping[str, Any], problems: list[Problem]) -> Catalogue:
    """The catalogue; mistakes join `problems`."""
    found = Catalogue(
        office=_office(content, problems),
        districts=tuple(
            _district(entry) for entry in entries(FILE, content, "districts", problems)
        ),
        indicators=_indicators(content, problems),
        lists=tuple(
            _list_kind(entry) for entry in entries(FILE, content, "lists", problems)
        ),
        slots=tuple(
            _slot(entry) for entry in entries(FILE, content, "slots", problems)
        ),
        pdf=_pdf(content, problems),
    )
    _check_parts(found, problems)
    return found


def _office(content: Mapping[str, Any], problems: list[Problem]) -> Office:
    values = content.get("office")
    table = values if isinstance(values, dict) else {}
    entry = Entry(table, Place(FILE, "office"), problems)
    entry.only("title", "addressees", "issuer", "sealed_by")
    return Office(
        title=entry.text("title"),
        addressees=entry.text("addressees", ""),
        issuer=entry.text("issuer"),
        sealed_by=entry.text("sealed_by", ""),
    )


def _pdf(content: Mapping[str, Any], problems: list[Problem]) -> Manner:
    values = content.get("pdf")
    entry = Entry(
        values if isinstance(values, dict) else {}, Place(FILE, "pdf"), problems
    )
    entry.only("own_fonts", "standard")
    return Manner(
        standard=entry.word("standard", STANDARDS, STANDARDS[0]),
        own_fonts=entry.flag("own_fonts", default=False),
    )


def _district(entry: Entry) -> District:
    entry.only("name", "former")
    return District(_name(entry), entry.texts("former"))


def _indicators(
    content: Mapping[str, Any],
    problems: list[Problem],
) -> dict[str, Indicator]:
    found: dict[str, Indicator] = {}
    for entry in entries(FILE, content, "indicators", problems):
        indicator = _indicator(entry)
        if indicator.name in found:
            entry.refuse(f"指标“{indicator.name}”写了两次", "请删去一条")
        found[indicator.name] = indicator
    return found


def _indicator(entry: Entry) -> Indicator:
    entry.only(
        *("name", "label", "unit", "kind", "level", "additive", "better", "decimals"),
        *("items", "signed", "part_of", "numerator", "denominator", "scale"),
    )
    name = _name(entry)
    ratio = _ratio(entry)
    kinds = ("flow", "stock")
    return Indicator(
        name=name,
        label=entry.text("label", "") or name,
        unit=entry.text("unit"),
        decimals=entry.count("decimals", 0),
        is_flow=entry.word("kind", kinds, "stock" if ratio else "") == "flow",
        by_district=entry.word("level", ("district", "city")) == "district",
        additive=entry.flag("additive", default=False),
        lower_is_better=entry.word("better", ("higher", "lower")) == "lower",
        signed=entry.flag("signed", default=False),
        items=_items(entry, ratio),
        part_of=entry.text("part_of", "") or None,
        ratio=ratio,
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


def _list_kind(entry: Entry) -> ListKind:
    entry.only("name", "needs")
    needs = entry.texts("needs")
    for column in needs:
        if column not in _COLUMNS:
            entry.refuse(
                f"needs 里的“{column}”不是名单的栏", f"可用的有：{'、'.join(_COLUMNS)}"
            )
    return ListKind(_name(entry), needs)


def _slot(entry: Entry) -> Slot:
    entry.only("name", "required")
    return Slot(_name(entry), entry.flag("required", default=False))


def _name(entry: Entry) -> str:
    """A name that templates can use: letters, digits, Chinese; no （）, no digit first."""
    name = entry.text("name")
    if name and (not name.isidentifier() or name in _RESERVED):
        entry.refuse(
            f"名称“{name}”不能用",
            "名称只能由汉字、字母、数字组成，不能以数字开头，不能含括号和标点，"
            f"也不能是：{'、'.join(_RESERVED)}；要印成别的样子请另写 label",
        )
    return name


def _check_parts(found: Catalogue, problems: list[Problem]) -> None:
    names = [district.name for district in found.districts]
    for name in {name for name in names if names.count(name) > 1}:
        entry = Entry({}, Place(FILE, "districts", name), problems)
        entry.refuse(f"区（市）“{name}”写了两次", "请删去一条")
    for indicator in found.indicators.values():
        entry = Entry({}, Place(FILE, "indicators", indicator.name), problems)
        ratio = indicator.ratio
        parts = (ratio.numerator, ratio.denominator) if ratio else (indicator.part_of,)
        for part in parts:
            other = found.indicators.get(part) if part else None
            if part and (other is None or other.ratio is not None):
                entry.refuse(
                    f"所引用的指标“{part}”不在目录里", "请改成目录里已有的填报指标"
                )
