"""One row of 评议意见: what is wrong with it, and the opinion that it gives."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from bulletin.intake.cell import broken_cell
from bulletin.intake.prose import prose_problems
from bulletin.intake.table import Table
from bulletin.intake.words import (
    by_label,
    is_dash,
    label,
    line,
    lines,
    month,
    nearest,
    unprintable,
)
from bulletin.intake.workbook import Cell
from bulletin.model.handbook import Handbook, Over, Rule
from bulletin.model.opinion import Opinion, Wish
from bulletin.model.place import Place
from bulletin.model.problem import Code, Problem

RULE, WISH, DISTRICTS, CONTENT = "句子", "意见", "区市", "内容"
LEADER, SCOPE = "决定人", "适用"
COLUMNS = (RULE, WISH, DISTRICTS, CONTENT, LEADER, SCOPE)
ALWAYS = "长期"
# The column that says the rest of a wish; what stands in the other would be lost.
_SAID_IN = {Wish.UNNAMED: DISTRICTS, Wish.WORDING: CONTENT, Wish.ORDER: CONTENT}
_HOW = {
    Wish.SILENCE: "不说的，区市和内容都留空；只不点某个区（市）的名，请写“不点名”",
    Wish.UNNAMED: "不点哪些区（市）的名，请只写在区市一栏，用、隔开",
    Wish.WORDING: "改成怎么说，请只写在内容一栏",
    Wish.ORDER: "区（市）请按先后只写在内容一栏，用、隔开",
}
_NAMING = (Over.DISTRICTS, Over.SPREAD, Over.LEVELS, Over.PLACES)
_BETWEEN = re.compile(r"[、，,\s]+")


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the sheet, as the handbook of the period understands it."""

    table: Table
    number: int
    cells: Mapping[str, Cell]
    handbook: Handbook

    @property
    def is_blank(self) -> bool:
        """Whether nothing but a note (说明) is written."""
        cells = (self.cells[column] for column in COLUMNS if column in self.cells)
        return all(not broken_cell(cell) and not label(cell.content) for cell in cells)

    @property
    def rule(self) -> Rule | None:
        """The rule whose sentence it is."""
        rules = {label(rule.name): rule for rule in self.handbook.rules}
        return rules.get(label(self.words(RULE)))

    @property
    def wish(self) -> Wish | None:
        """What is wanted of the sentence."""
        word = label(self.words(WISH))
        return Wish(word) if word in tuple(Wish) else None

    @property
    def wording(self) -> str:
        """The new sentence, without the mark that closes it."""
        return self.words(CONTENT).rstrip("。 \u3000")

    def words(self, column: str) -> str:
        """What a cell says on one line; nothing if it is blank, — or broken."""
        cell = self.cells.get(column)
        if cell is None or broken_cell(cell) or is_dash(cell.content):
            return ""
        return line(cell.content)

    def names(self, column: str) -> tuple[str, ...]:
        """The names in a cell, as labels."""
        cell = self.cells.get(column)
        if cell is None or not self.words(column):
            return ()
        parts = (part for text in lines(cell.content) for part in _BETWEEN.split(text))
        return tuple(label(part) for part in parts if part)

    def districts(self, column: str) -> tuple[str, ...]:
        """The districts that a cell names, by their present names."""
        known = by_label(self.handbook.catalogue.district_names)
        return tuple(known[name] for name in self.names(column) if name in known)

    def place(self, column: str) -> Place:
        """The place of one of its cells."""
        return self.table.blank(self.number, column)

    def wrong(self, column: str, message: str, advice: str) -> Problem:
        """A problem at one of its cells."""
        return Problem(Code.WRONG_OPINION, message, advice, self.place(column))


def problems(row: Row) -> Iterator[Problem]:
    """Everything that is wrong with a row in force; a broken cell is only that."""
    cells = (row.cells[column] for column in COLUMNS if column in row.cells)
    broken = tuple(filter(None, (broken_cell(cell) for cell in cells)))
    yield from broken
    places = {problem.place for problem in broken}
    for check in _CHECKS:
        yield from (found for found in check(row) if found.place not in places)


def opinion(row: Row) -> Opinion | None:
    """The opinion of a row without errors; None if it names districts of other periods.

    Its place is the cell that says what is wanted.
    """
    rule, wish = row.rule, row.wish
    if rule is None or wish is None:
        return None
    column = _SAID_IN.get(wish, WISH)
    leader, place = row.words(LEADER), row.place(column)
    if wish is Wish.SILENCE:
        return Opinion(rule.name, wish, leader, place)
    if wish is Wish.WORDING:
        return Opinion(rule.name, wish, leader, place, wording=row.wording)
    named = tuple(dict.fromkeys(row.districts(column)))
    return Opinion(rule.name, wish, leader, place, named) if named else None


def _sentence(row: Row) -> Iterator[Problem]:
    if row.rule is None:
        word, names = row.words(RULE), tuple(rule.name for rule in row.handbook.rules)
        message = f"没有“{word}”这条评议规则" if word else "没有填句子"
        advice = nearest(word, names) + f"请写规则名：{'、'.join(names)}"
        yield row.wrong(RULE, message, advice)


def _wish(row: Row) -> Iterator[Problem]:
    if row.wish is None:
        word = row.words(WISH)
        message = f"“{word}”不是可以提的意见" if word else "没有填意见"
        advice = nearest(word, tuple(Wish)) + f"只能填：{'、'.join(Wish)}"
        yield row.wrong(WISH, message, advice)


def _rest(row: Row) -> Iterator[Problem]:
    """What the wish needs besides, and what it has no use for."""
    wish = row.wish
    if wish is None:
        return
    column = _SAID_IN.get(wish, "")
    for other in (DISTRICTS, CONTENT):
        if other != column and row.words(other):
            message = f"“{wish}”不看{other}一栏，却填了“{row.words(other)}”"
            yield row.wrong(other, message, _HOW[wish])
    said = row.wording if wish is Wish.WORDING else row.names(column)
    if column and not said:
        yield row.wrong(column, f"“{wish}”没有填{column}", _HOW[wish])
    elif wish is Wish.WORDING:
        yield from prose_problems(row.wording, row.place(CONTENT), row.handbook)
    elif column:
        yield from _fits(row, wish)
        yield from _districts(row, column)


def _fits(row: Row, wish: Wish) -> Iterator[Problem]:
    if row.rule and row.rule.over not in _NAMING:
        message = (
            f"“{row.rule.name}”看的是{row.rule.over}，不点区（市）的名，不能“{wish}”"
        )
        advice = "要这句话不说或换个说法的，请写“不说”或“改为”"
        yield row.wrong(WISH, message, advice)


def _districts(row: Row, column: str) -> Iterator[Problem]:
    known = by_label(row.handbook.catalogue.district_names)
    resting = tuple(map(label, row.handbook.elsewhen.get("districts", ())))
    for name in row.names(column):
        if name not in known and name in resting:
            message = f"“{name}”在本期不是区（市），这里不用它"
            advice = "不再用的请删去"
            yield Problem(Code.IDLE_OPINION, message, advice, row.place(column))
        elif name not in known:
            advice = nearest(name, tuple(known)) + "请改成目录里的区（市）名，用、隔开"
            yield row.wrong(column, f"“{name}”不是目录里的区（市）", advice)
    named = row.districts(column)
    twice = dict.fromkeys(name for name in named if named.count(name) > 1)
    if row.wish is Wish.ORDER:
        for name in twice:
            yield row.wrong(column, f"顺序里“{name}”写了两次", "请只留一处")


def _decided(row: Row) -> Iterator[Problem]:
    leader = row.words(LEADER)
    if not leader:
        yield row.wrong(LEADER, "没有填决定人", "请填写由谁决定")
    elif unprintable(leader):
        message = f"含有印不出的字符 U+{ord(unprintable(leader)):04X}"
        place = row.place(LEADER)
        yield Problem(Code.BAD_CHARACTER, message, "请删去后重新输入", place)


def _scope(row: Row) -> Iterator[Problem]:
    word, cell = row.words(SCOPE), row.cells.get(SCOPE)
    if cell is None or not word or not (month(cell.content) or label(word) == ALWAYS):
        message = f"适用“{word}”看不懂" if word else "没有填适用"
        advice = f"只用于一期的，请填年和月，如 2022-07；一直用的，请填“{ALWAYS}”"
        yield row.wrong(SCOPE, message, advice)


_CHECKS: tuple[Callable[[Row], Iterator[Problem]], ...] = (
    _sentence,
    _wish,
    _rest,
    _decided,
    _scope,
)
