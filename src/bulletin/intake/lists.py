"""The sheet 名单 as entries: prizes, projects, pilots and the like."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal

from bulletin.intake import stale
from bulletin.intake import table as tables
from bulletin.intake.cell import broken_cell
from bulletin.intake.table import Table
from bulletin.intake.words import (
    by_label,
    is_dash,
    label,
    line,
    nearest,
    number,
    unprintable,
)
from bulletin.intake.workbook import Cell, Workbook
from bulletin.model.edition import Entry, Text
from bulletin.model.figure import State
from bulletin.model.handbook import Handbook, ListKind
from bulletin.model.indicator import CITY
from bulletin.model.problem import Code, Problem

SHEET = "名单"
AMOUNT = "金额"
_DISTRICT = "区市"
_CATEGORY = "类别"
_NEEDED = (_CATEGORY, "单位")
_UNIT = re.compile(r"\(.*\)$")


def entries(
    workbook: Workbook,
    handbook: Handbook,
) -> tuple[tuple[Entry, ...], tuple[Problem, ...]]:
    """The entries in the order of the rows; a district by its present name."""
    catalogue = handbook.catalogue
    # The heading of amounts names their unit, so it is found when rows are read.
    wanted = (n for kind in catalogue.lists for n in kind.needs if n != AMOUNT)
    needs = dict.fromkeys((*_NEEDED, *wanted))
    table, problems = tables.read(workbook, SHEET, tuple(needs))
    if table is None:
        return (), problems
    found = list(problems)
    areas = by_label({CITY: CITY} | catalogue.district_names)
    read: list[Entry] = []
    for row, cells in table.rows:
        kind = _kind(table, row, cells, handbook)
        if isinstance(kind, Problem):
            found.append(kind)
            continue
        entry = _entry(table, row, cells, kind)
        found.extend(_problems(cells, entry, kind, areas))
        read.append(_renamed(entry, areas))
    found.extend(_repeated(read))
    return tuple(read), tuple(found)


def _kind(
    table: Table,
    row: int,
    cells: Mapping[str, Cell],
    handbook: Handbook,
) -> ListKind | Problem:
    kinds = {label(kind.name): kind for kind in handbook.catalogue.lists}
    place = table.blank(row, _CATEGORY)
    word = label(cells[_CATEGORY].content) if _CATEGORY in cells else ""
    if word in kinds:
        return kinds[word]
    if word in map(label, handbook.elsewhen.get("lists", ())):
        message = f"本期没有“{word}”这一类名单，这一行不读"
        advice = "不用的行请删去；本期应有的，请主管核对 catalogue.toml 里的期限"
        return Problem(Code.OUT_OF_FORCE, message, advice, place)
    message = f"“{word}”不是名单的类别" if word else "没有写类别"
    advice = nearest(word, tuple(kinds)) + f"只能填：{'、'.join(kinds)}"
    return Problem(Code.UNKNOWN_LIST, message, advice, place)


def _entry(
    table: Table,
    row: int,
    cells: Mapping[str, Cell],
    kind: ListKind,
) -> Entry:
    fields: dict[str, Text] = {}
    for heading in (label(header.content) for header in table.header):
        if heading == stale.HEADING:
            continue
        name = _UNIT.sub("", heading)
        cell = cells.get(heading)
        place = table.blank(row, heading)
        if cell is not None and broken_cell(cell):
            fields[name] = Text("", place, State.NOT_APPLICABLE)
        elif cell is None or not label(cell.content):
            state = State.PENDING if name in kind.needs else State.ABSENT
            fields[name] = Text("", place, state)
        elif is_dash(cell.content):
            fields[name] = Text("", place, State.NOT_APPLICABLE)
        else:
            fields[name] = Text(line(cell.content), place)
    missing = Text("", table.blank(row, "类别"), State.PENDING)
    fields = dict.fromkeys(kind.needs, missing) | fields
    amount = fields.get(AMOUNT)
    value = number(amount.value) if amount and amount.value else None
    return Entry(kind.name, fields, value)


def _renamed(entry: Entry, areas: Mapping[str, str]) -> Entry:
    """The entry with its district's present name; what is unknown stays as typed."""
    text = entry.fields.get(_DISTRICT)
    if text is None or label(text.value) not in areas:
        return entry
    present = replace(text, value=areas[label(text.value)])
    return replace(entry, fields={**entry.fields, _DISTRICT: present})


def _repeated(read: list[Entry]) -> Iterator[Problem]:
    """Entries of which all that is filled in has stood before in the same list."""
    seen: dict[tuple[str, frozenset[tuple[str, str]]], Text] = {}
    for entry in read:
        filled = frozenset(
            (name, label(text.value))
            for name, text in entry.fields.items()
            if text.value and name != _CATEGORY
        )
        here = entry.fields[_CATEGORY]
        first = seen.setdefault((entry.category, filled), here)
        if filled and first is not here:
            message = f"“{entry.category}”的这一条与{first.at.cell}那一条完全相同"
            advice = "请删去多余的一行；确实是两条的，请在“情况说明”登记"
            yield Problem(Code.REPEATED_ENTRY, message, advice, here.at)


def _problems(
    cells: Mapping[str, Cell],
    entry: Entry,
    kind: ListKind,
    areas: Mapping[str, str],
) -> Iterator[Problem]:
    yield from filter(None, (broken_cell(cell) for cell in cells.values()))
    for name, text in entry.fields.items():
        if text.state is State.PENDING:
            message = f"“{kind.name}”这一条没有填{name}"
            advice = "请补填；确实没有的请填“—”"
            owner = "填报人"
            yield Problem(Code.MISSING_TEXT, message, advice, text.at, owner=owner)
        if unprintable(text.value):
            message = f"含有印不出的字符 U+{ord(unprintable(text.value)):04X}"
            yield Problem(Code.BAD_CHARACTER, message, "请删去后重新输入", text.at)
        if name == _DISTRICT and text.value and label(text.value) not in areas:
            advice = nearest(text.value, tuple(areas)) + "请改成目录里的区（市）名"
            message = f"“{text.value}”不是目录里的区（市）"
            yield Problem(Code.UNKNOWN_DISTRICT, message, advice, text.at)
        if name == AMOUNT and text.value:
            yield from _amount_problems(text, entry.amount)


def _amount_problems(text: Text, amount: Decimal | None) -> Iterator[Problem]:
    if amount is None:
        message = f"金额“{text.value}”不是数字"
        advice = "请只填数字，单位是万元；没有金额请留空"
        yield Problem(Code.NOT_A_NUMBER, message, advice, text.at)
    elif amount < 0:
        message = f"金额不能是负数，现填{text.value}"
        yield Problem(Code.NEGATIVE, message, "请核对后改正", text.at)
