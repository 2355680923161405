"""Tables as offices lay them out: the same figures in any orientation, names and units."""

import io
import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

import openpyxl
from openpyxl.utils import column_index_from_string, get_column_letter

from bulletin.model.handbook import Catalogue
from bulletin.model.indicator import Indicator, Item

Key = tuple[str, str, Item]
Line = tuple[str, ...]
SHORT = {"枣庄高新区": "高新区"}
WORDS: Mapping[Item, Sequence[str]] = {
    Item.CURRENT: (
        "本期",
        "本期累计",
        "累计完成",
        "2022年1-8月",
        "1—8月",
        "截至2022年8月底",
    ),
    Item.BASE: (
        "上年同期",
        "去年同期数",
        "2021年1-8月",
        "同期",
        "上年同期（2021年1-8月）",
    ),
    Item.TARGET: ("年度目标", "目标任务", "2022年目标", "全年目标"),
}
SCALES = {"万元": {"万元": 0, "亿元": 4, "元": -4, "千元": -1, "百万元": 2}}
ASIDES = ("同比", "同比增长（%）", "排名", "完成率", "上月累计", "序号", "备注")
UNKNOWN = ("利润总额", "实用新型", "省级下达", "口径B")


@dataclass
class Layout:
    """One way to lay a month out; what is true of it stands in `figures`."""

    seeded: random.Random
    catalogue: Catalogue
    aliases: Mapping[str, str]
    figures: dict[Key, Decimal] = field(default_factory=dict)
    cells: dict[str, Key] = field(default_factory=dict)
    merges: list[str] = field(default_factory=list)
    rows: list[list[object]] = field(default_factory=list)

    def __post_init__(self) -> None:
        pick = self.seeded
        by_district = [i for i in self.catalogue.indicators.values() if _reported(i)]
        self.indicators = pick.sample(by_district, pick.randint(1, 5))
        names = [district.name for district in self.catalogue.districts]
        self.areas = pick.sample(names, pick.randint(1, len(names)))
        self.items = pick.sample(list(WORDS), pick.randint(1, 3))
        self.is_merged = pick.random() < 0.5
        self.styles = {item: pick.choice(WORDS[item]) for item in self.items}
        self.unit_in = pick.choice(("heading", "title", "cell"))
        self.units = {i.name: self._unit(i) for i in self.indicators}
        for indicator in self.indicators:
            for area in self.areas:
                for item in self.items:
                    key = (indicator.name, area, item)
                    self.figures[key] = self._figure(indicator)
        self._build()

    def _figure(self, indicator: Indicator) -> Decimal:
        step = Decimal(10) ** -indicator.decimals
        return step * self.seeded.randint(0, 10**7)

    def _unit(self, indicator: Indicator) -> str:
        scales = SCALES.get(indicator.unit)
        if scales is None:
            return indicator.unit
        if self.unit_in == "title":
            return "万元"
        return self.seeded.choice(list(scales))

    def _build(self) -> None:
        """Rows and columns by which things they tell apart; titles and junk around."""
        pick = self.seeded
        kinds = ["indicator", "area", "item"]
        pick.shuffle(kinds)
        split = pick.randint(1, 2)
        self.down, self.across = kinds[:split], kinds[split:]
        if self.items == [Item.CURRENT] and pick.random() < 0.5:
            self.down = [k for k in self.down if k != "item"] or self.down
            self.across = [k for k in self.across if k != "item"] or self.across
        lines = list(self._product(self.down))
        heads = list(self._product(self.across))
        self._title(len(self.down) + len(heads))
        self._head(heads)
        self.first = len(self.rows) + 1
        for number, line in enumerate(lines):
            self._line(
                line, heads, is_new=number == 0 or lines[number - 1][0] != line[0]
            )
        self._merge_down(lines)

    def _product(self, kinds: Sequence[str]) -> Iterator[Line]:
        values: dict[str, list[str]] = {
            "indicator": [i.name for i in self.indicators],
            "area": self.areas,
            "item": list(self.items),
        }
        first = list(values[kinds[0]])
        self.seeded.shuffle(first)
        for one in first:
            if len(kinds) == 1:
                yield (one,)
                continue
            for two in values[kinds[1]]:
                yield one, two

    def _title(self, width: int) -> None:
        pick = self.seeded
        titles = [
            "2022年1-8月各区（市）知识产权工作情况表",
            "2022年8月报表",
            "知识产权指标情况",
        ]
        for _ in range(pick.randint(0, 2)):
            self.rows.append([pick.choice(titles)])
            if pick.random() < 0.5 and width > 1:
                at = len(self.rows)
                self.merges.append(f"A{at}:{get_column_letter(width)}{at}")
        if self.unit_in == "title":
            self.rows.append(["", "单位：件、家、万元"])

    def _head(self, heads: Sequence[Line]) -> None:
        for level in range(len(self.across)):
            row: list[object] = [""] * len(self.down)
            if level == len(self.across) - 1 or self.seeded.random() < 0.5:
                row = [_corner(kind) for kind in self.down]
            start = len(row)
            for number, head in enumerate(heads):
                is_same = level == 0 and number and heads[number - 1][0] == head[0]
                goes_on = is_same and len(self.across) > 1
                row.append(
                    "" if goes_on else self._name(self.across[level], head[level])
                )
            self.rows.append(row)
            if level == 0 and len(self.across) > 1 and self.is_merged:
                self._merge_across(heads, start)

    def _merge_across(self, heads: Sequence[Line], start: int) -> None:
        at, row = 0, len(self.rows)
        while at < len(heads):
            size = sum(head[0] == heads[at][0] for head in heads)
            if size > 1:
                one, two = (get_column_letter(start + at + n) for n in (1, size))
                self.merges.append(f"{one}{row}:{two}{row}")
            at += size

    def _line(self, line: Line, heads: Sequence[Line], *, is_new: bool) -> None:
        row: list[object] = []
        for level, kind in enumerate(self.down):
            is_shown = level or is_new or len(self.down) == 1
            row.append(self._name(kind, line[level]) if is_shown else "")
        number = len(self.rows) + 1
        for head in heads:
            key = self._key(line, head)
            self.cells[f"{get_column_letter(len(row) + 1)}{number}"] = key
            row.append(self._shown(key))
        self.rows.append(row)

    def _merge_down(self, lines: Sequence[Line]) -> None:
        if len(self.down) < 2 or not self.is_merged:
            return
        at = 0
        while at < len(lines):
            size = sum(line[0] == lines[at][0] for line in lines)
            if size > 1:
                self.merges.append(f"A{self.first + at}:A{self.first + at + size - 1}")
            at += size

    def _key(self, line: Line, head: Line) -> Key:
        told = dict(zip((*self.down, *self.across), (*line, *head), strict=True))
        return told["indicator"], told["area"], Item(told.get("item", Item.CURRENT))

    def _shown(self, key: Key) -> object:
        value, unit = self.figures[key], self.units[key[0]]
        scale = SCALES.get("万元", {}).get(unit, 0)
        value = value.scaleb(-scale)
        if self.unit_in == "cell" and unit in SCALES["万元"]:
            return f"{value:f}{unit}"
        return pick_form(self.seeded, value)

    def _name(self, kind: str, name: str) -> str:
        pick = self.seeded
        if kind == "item":
            return self.styles[Item(name)]
        if kind == "area":
            short = SHORT.get(name, name.rstrip("市区"))
            return pick.choice((name, short, f"{name[:1]} {name[1:]}"))
        alias = next((a for a, n in self.aliases.items() if n == name), name)
        label = self.catalogue.indicators[name].label
        shown = pick.choice((name, alias, label, f"{pick.randint(1, 9)}.{name}"))
        unit = self.units[name]
        is_said = self.unit_in == "heading" and (unit != "件" or pick.random() < 0.5)
        return f"{shown}（{unit}）" if is_said else shown

    def book(self) -> bytes:
        book = openpyxl.Workbook()
        sheet = book.active
        assert sheet is not None
        for row in self.rows:
            sheet.append([None if cell == "" else cell for cell in row])
        for merge in self.merges:
            sheet.merge_cells(merge)
        data = io.BytesIO()
        book.save(data)
        return data.getvalue()

    def csv(self) -> bytes:
        """The same where merged cells are lost, as text in GB 18030."""
        lines = [",".join(f'"{cell}"' for cell in row) for row in self.rows]
        return "\r\n".join(lines).encode("gb18030")

    def insert_row(self, at: int, row: list[object]) -> None:
        """A row put in before the row `at` (from 1), the figures below moved down."""
        self.rows.insert(at - 1, row)
        moved = {}
        for cell, key in self.cells.items():
            letters, number = _split(cell)
            moved[f"{letters}{number + (number >= at)}"] = key
        self.cells = moved
        kept = [merge for merge in self.merges if not _is_torn(merge, at)]
        self.merges = [_moved(merge, at) for merge in kept]

    def insert_column(self, cells: Mapping[int, str]) -> None:
        """A column put in before the first, with these cells by row."""
        for number, row in enumerate(self.rows, 1):
            row.insert(0, cells.get(number, ""))
        self.cells = {_right(cell): key for cell, key in self.cells.items()}
        self.merges = [":".join(map(_right, m.split(":"))) for m in self.merges]

    def append_column(self, heading: str, cells: Sequence[object]) -> None:
        """A column put at the right, with a heading in the last header row."""
        width = max(map(len, self.rows))
        for number, row in enumerate(self.rows, 1):
            row.extend([""] * (width - len(row)))
            if number == self.first - 1:
                row.append(heading)
            elif number >= self.first and number - self.first < len(cells):
                row.append(cells[number - self.first])


def pick_form(seeded: random.Random, value: Decimal) -> object:
    """A number as number, text, with thousands, or in full-width digits."""
    whole = value == value.to_integral_value()
    number: int | float = int(value) if whole else float(value)
    wide = f"{value:f}".translate({ord(str(n)): chr(0xFF10 + n) for n in range(10)})
    return seeded.choice((number, number, f"{value:f}", f"{value:,f}", wide))


def _reported(indicator: Indicator) -> bool:
    return indicator.by_district and bool(indicator.items)


def _corner(kind: str) -> str:
    return {"indicator": "指标", "area": "区（市）", "item": "项"}[kind]


def _split(cell: str) -> tuple[str, int]:
    letters = cell.rstrip("0123456789")
    return letters, int(cell[len(letters) :])


def _right(cell: str) -> str:
    letters, number = _split(cell)
    return f"{get_column_letter(column_index_from_string(letters) + 1)}{number}"


def _is_torn(merge: str, at: int) -> bool:
    first, last = (_split(end)[1] for end in merge.split(":"))
    return first < at <= last


def _moved(merge: str, at: int) -> str:
    ends = (_split(end) for end in merge.split(":"))
    return ":".join(f"{c}{n + (n >= at)}" for c, n in ends)
