"""catalogue.toml as the catalogue: office, style, districts, lists and slots."""

from collections.abc import Mapping
from typing import Any

from bulletin.handbook.entry import Entry, entries
from bulletin.handbook.indicators import campaigns, indicators
from bulletin.handbook.naming import FILE, name
from bulletin.model.handbook import Catalogue, ListKind, Office, Slot
from bulletin.model.indicator import District
from bulletin.model.page import STANDARDS, Manner
from bulletin.model.place import Place
from bulletin.model.problem import Problem
from bulletin.model.style import Rounding, Style

_COLUMNS = ("区市", "单位", "名称", "等次", "年度", "金额", "备注")
_MONTHS = tuple(str(month) for month in range(1, 13))


def catalogue(
    content: Mapping[str, Any],
    everything: Mapping[str, Any],
    problems: list[Problem],
) -> Catalogue:
    """The catalogue of the entries in force; mistakes join `problems`.

    `everything` is the file with its entries of all periods.
    """
    return Catalogue(
        office=_office(content, problems),
        districts=tuple(
            _district(entry) for entry in entries(FILE, content, "districts", problems)
        ),
        indicators=indicators(content, everything, problems),
        lists=tuple(
            _list_kind(entry) for entry in entries(FILE, content, "lists", problems)
        ),
        slots=tuple(
            _slot(entry) for entry in entries(FILE, content, "slots", problems)
        ),
        pdf=_pdf(content, problems),
        style=_style(content, problems),
        campaigns=campaigns(content, problems),
    )


def slogans(content: Mapping[str, Any], problems: list[Problem]) -> tuple[str, ...]:
    """The slogans (口号) in force; a text that uses one of other periods is held up."""
    return tuple(
        _slogan(entry) for entry in entries(FILE, content, "slogans", problems)
    )


def _single(
    content: Mapping[str, Any],
    table: str,
    problems: list[Problem],
) -> Entry:
    """A [table]; of a dated [[table]] the one entry in force."""
    values = content.get(table)
    found = values if isinstance(values, list) else [values]
    first = found[0] if len(found) == 1 and isinstance(found[0], dict) else {}
    entry = Entry(first, Place(FILE, table), problems)
    if isinstance(values, dict) and {"from", "until"} & values.keys():
        entry.refuse(f"[{table}] 不能写期限", f"要分时期的，请改写成几个 [[{table}]]")
    if len(found) > 1:
        entry.refuse(f"同一时期有{len(found)}个 [[{table}]]", "请用 from、until 错开")
    return entry


def _office(content: Mapping[str, Any], problems: list[Problem]) -> Office:
    entry = _single(content, "office", problems)
    entry.only("title", "addressees", "issuer", "sealed_by")
    return Office(
        title=entry.text("title"),
        addressees=entry.text("addressees", ""),
        issuer=entry.text("issuer"),
        sealed_by=entry.text("sealed_by", ""),
    )


def _pdf(content: Mapping[str, Any], problems: list[Problem]) -> Manner:
    entry = _single(content, "pdf", problems)
    entry.only("own_fonts", "standard")
    return Manner(
        standard=entry.word("standard", STANDARDS, STANDARDS[0]),
        own_fonts=entry.flag("own_fonts", default=False),
    )


def _style(content: Mapping[str, Any], problems: list[Problem]) -> Style:
    entry = _single(content, "style", problems)
    entry.only(
        *("rounding", "month_range", "period_names", "first_month", "times_from"),
        *("amount_beside_under", "names_up_to", "area_word", "schedule_word"),
    )
    plain = Style()
    kinds = tuple(rounding.value for rounding in Rounding)
    return Style(
        rounding=Rounding(entry.word("rounding", kinds, plain.rounding)),
        month_range=entry.word("month_range", ("-", "—"), plain.month_range),
        period_names=_period_names(entry),
        first_month=entry.count("first_month", plain.first_month),
        times_from=entry.count("times_from", plain.times_from),
        amount_beside_under=entry.count("amount_beside_under", 0),
        names_up_to=entry.count("names_up_to", plain.names_up_to),
        area_word=entry.text("area_word", plain.area_word),
        schedule_word=entry.text("schedule_word", plain.schedule_word),
    )


def _period_names(entry: Entry) -> dict[int, str]:
    values = entry.values.get("period_names", {})
    if not isinstance(values, dict):
        values = {"": values}
    wrong = [k for k, v in values.items() if k not in _MONTHS or not isinstance(v, str)]
    if wrong:
        entry.refuse(
            f"period_names 里的“{'、'.join(wrong)}”不对",
            '要写成 { 6 = "上半年", 12 = "全年" } 的形式，等号前是 1 到 12 的月份',
        )
        return {}
    return {int(month): words for month, words in values.items()}


def _district(entry: Entry) -> District:
    entry.only("name", "former")
    return District(name(entry), entry.texts("former"))


def _list_kind(entry: Entry) -> ListKind:
    entry.only("name", "needs")
    needs = entry.texts("needs")
    for column in needs:
        if column not in _COLUMNS:
            entry.refuse(
                f"needs 里的“{column}”不是名单的栏", f"可用的有：{'、'.join(_COLUMNS)}"
            )
    return ListKind(name(entry), needs)


def _slot(entry: Entry) -> Slot:
    entry.only("name", "required")
    return Slot(name(entry), entry.flag("required", default=False))


def _slogan(entry: Entry) -> str:
    entry.only("name")
    return entry.text("name")
