"""A random world as an office keeps it: a handbook in TOML, and a workbook."""

import json
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import xlsxwriter

from bulletin.model.figure import Observation, State
from bulletin.model.handbook import Against, Over, Rule
from bulletin.model.indicator import CITY, Indicator, Item
from bulletin.model.opinion import Opinion, Wish
from tests.commentary.world import World

Values = Mapping[str, object]
_CELLS = {
    State.PENDING: None,
    State.NOT_APPLICABLE: "—",
    State.INCOMPARABLE: "不可比",
}


def write_handbook(world: World, folder: Path) -> None:
    """The three files of the handbook."""
    catalogue = world.handbook.catalogue
    style = {
        name: getattr(catalogue.style, name) for name in catalogue.style.__slots__
    } | {"period_names": {str(k): v for k, v in catalogue.style.period_names.items()}}
    files = {
        "catalogue.toml": [
            _table("[office]", {"title": catalogue.office.title, "issuer": "办公室"}),
            _table("[style]", style),
            *(_table("[[districts]]", {"name": d.name}) for d in catalogue.districts),
            *(
                _table("[[campaigns]]", {"name": name, "label": label})
                for name, label in catalogue.campaigns.items()
            ),
            *(
                _table("[[indicators]]", _indicator(each))
                for each in catalogue.indicators.values()
            ),
        ],
        "rules.toml": [
            f"topics = {_value(world.handbook.topics)}\n",
            *(_table("[[rules]]", _rule(rule)) for rule in world.handbook.rules),
            *(
                _table("[[headings]]", {"name": each.name, "grew": each.grew})
                for each in world.handbook.headings
            ),
        ],
        "phrases.toml": list(_phrases(world)),
    }
    folder.mkdir(parents=True, exist_ok=True)
    for name, tables in files.items():
        (folder / name).write_text("\n".join(tables), encoding="utf-8")


def _table(head: str, values: Values) -> str:
    lines = (f"{key} = {_value(value)}" for key, value in values.items())
    return "\n".join((head, *lines, ""))


def _value(value: object) -> str:
    """Strings of TOML are those of JSON; a fraction is a decimal."""
    match value:
        case bool():
            return "true" if value else "false"
        case Fraction():
            return format(Decimal(value.numerator) / value.denominator, "f")
        case str():
            return json.dumps(str(value), ensure_ascii=False)
        case tuple():
            return f"[{', '.join(_value(each) for each in value)}]"
        case dict():
            pairs = (f"{key} = {_value(each)}" for key, each in value.items())
            return f"{{ {', '.join(pairs)} }}"
        case _:
            return str(value)


def _indicator(indicator: Indicator) -> Values:
    found: dict[str, object] = {
        "name": indicator.name,
        "label": indicator.label,
        "unit": indicator.unit,
        "kind": "flow" if indicator.is_flow else "stock",
        "level": "district" if indicator.by_district else "city",
        "additive": indicator.additive,
        "better": "lower" if indicator.lower_is_better else "higher",
        "decimals": indicator.decimals,
        "items": indicator.items,
        "signed": indicator.signed,
        "lag": indicator.lag,
        "profit": indicator.profit,
    }
    if indicator.ratio:
        found |= {
            "numerator": indicator.ratio.numerator,
            "denominator": indicator.ratio.denominator,
            "scale": indicator.ratio.scale,
        }
    if indicator.shown_as:
        found["print_unit"] = indicator.shown_as.unit
        found["print_decimals"] = indicator.shown_as.decimals
    if indicator.rebased:
        found["rebased"] = indicator.rebased.key
    return found


def _rule(rule: Rule) -> Values:
    found: dict[str, object] = {
        "name": rule.name,
        "topic": rule.topic,
        "over": rule.over,
        "indicators": rule.indicators,
        "measure": rule.measure,
        "order": "差距" if rule.by_gap else "目录",
        "join": rule.join,
    }
    if rule.comparison:
        found["comparison"] = rule.comparison
    if rule.over is Over.LEVELS:
        return found | {"levels": rule.levels}
    if rule.over is Over.PLACES:
        return found | {"first": rule.first, "last": rule.last}
    if rule.quota is not None:
        found["quota"] = rule.quota
    own = isinstance(rule.threshold, Against)
    return found | {"threshold": str(rule.threshold) if own else rule.threshold}


def _phrases(world: World) -> Iterator[str]:
    phrases = world.handbook.phrases
    for topic, opening in phrases.openings.items():
        yield _table("[[topics]]", {"name": topic, "opening": opening})
    for rule, sentences in phrases.sentences.items():
        said = {verdict.value: text for verdict, text in sentences.items()}
        if said:
            yield _table("[[phrases]]", {"rule": rule, **said})
    for each in world.handbook.headings:
        words = {"praise": each.praise, "neutral": each.neutral}
        yield _table("[[headings]]", {"name": each.name, **words})
    for when, text in phrases.notes.items():
        yield _table("[[notes]]", {"when": when, "text": text})


def write_workbook(world: World, path: Path) -> None:
    """The month's workbook, with a row for each indicator and item."""
    period = world.dataset.edition.period
    cover = [("项目", "内容"), ("报告期", period.key), ("目标年度", period.year)]
    sheets: dict[str, Iterable[Iterable[object]]] = {
        "封面": [*cover, ("填报人", "某某")],
        "指标数据": _figures(world),
        "评议意见": _opinions(world.dataset.opinions),
    }
    with xlsxwriter.Workbook(path) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)


def _figures(world: World) -> Iterator[list[object]]:
    areas = (CITY, *world.month.areas)
    yield ["指标", "单位", "项", "截至", *areas, "来源"]
    figures = world.dataset.figures
    for name, indicator in world.month.catalogue.indicators.items():
        for item in indicator.items:
            written = figures.as_of.get(name) if item is Item.CURRENT else None
            cells = [_cell(figures.get(name, area, item)) for area in areas]
            end = written.period.key if written else None
            unit = "%" if item is Item.SUPPLIED else indicator.unit
            yield [name, unit, item, end, *cells, "某局"]


def _cell(seen: Observation) -> object:
    return _CELLS.get(seen.state) if seen.value is None else float(seen.value)


def _opinions(opinions: Iterable[Opinion]) -> Iterator[list[object]]:
    yield ["句子", "意见", "区市", "内容", "决定人", "适用", "说明"]
    for each in opinions:
        names = "、".join(each.districts)
        unnamed = names if each.wish is Wish.UNNAMED else None
        content = names if each.wish is Wish.ORDER else each.wording or None
        yield [each.rule, each.wish, unnamed, content, each.decided_by, "长期"]
