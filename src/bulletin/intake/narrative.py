"""The sheet 文字 as paragraphs: narrative for the template's slots, and headings."""

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal

from bulletin.intake import table as tables
from bulletin.intake.cell import broken_cell
from bulletin.intake.table import Table
from bulletin.intake.words import label, lines, nearest, number, unprintable
from bulletin.intake.workbook import Cell, Workbook
from bulletin.model.edition import Paragraph
from bulletin.model.handbook import Handbook
from bulletin.model.passage import PieceKind, pieces
from bulletin.model.place import Place
from bulletin.model.problem import Code, Problem

SHEET = "文字"
HEADING = "标题文字."
NAMES = ("期间", "截至", "年")
_NEEDED = ("位置", "正文")
_BRACES = re.compile(r"[{}｛｝]")
_PERIOD = re.compile(
    r"(?<!\d)1\s*[-—–~～至]\s*(?:1[0-2]|[1-9])\s*月|截[至止]\s*(?:1[0-2]|[1-9])月底?",
)


def narrative(
    workbook: Workbook,
    handbook: Handbook,
) -> tuple[tuple[Paragraph, ...], tuple[Problem, ...]]:
    """The paragraphs, in each slot by 序号; a line break in a cell begins another."""
    table, problems = tables.read(workbook, SHEET, _NEEDED)
    if table is None:
        return (), problems
    found = list(problems)
    names = (
        *(slot.name for slot in handbook.catalogue.slots),
        *(f"{HEADING}{heading.name}" for heading in handbook.headings),
    )
    slots = {label(name): name for name in names}
    read: list[tuple[Decimal, Paragraph]] = []
    for row, cells in table.rows:
        problem = _unusable(table, row, cells, slots)
        if problem:
            found.append(problem)
            continue
        place = cells["正文"].place
        slot = slots[label(cells["位置"].content)]
        order = number(cells["序号"].content) if "序号" in cells else None
        for text in lines(cells["正文"].content):
            found.extend(_text_problems(text, place, handbook))
            read.append((order or Decimal(row), Paragraph(slot, text, place)))
    paragraphs = tuple(paragraph for _, paragraph in sorted(read, key=_order))
    found.extend(_empty_slots(table, handbook))
    return paragraphs, tuple(found)


def _order(numbered: tuple[Decimal, Paragraph]) -> Decimal:
    return numbered[0]


def _unusable(
    table: Table,
    row: int,
    cells: Mapping[str, Cell],
    slots: Mapping[str, str],
) -> Problem | None:
    slot = label(cells["位置"].content) if "位置" in cells else ""
    if slot not in slots:
        message = f"“{slot}”不是可用的位置" if slot else "没有写位置"
        advice = nearest(slot, tuple(slots)) + f"只能填：{'、'.join(slots.values())}"
        return Problem(Code.UNKNOWN_SLOT, message, advice, table.blank(row, "位置"))
    cell = cells.get("正文")
    if cell is None or (not lines(cell.content) and broken_cell(cell) is None):
        return Problem(
            Code.MISSING_TEXT,
            f"“{slot}”这一段没有写正文",
            "请补写；不要这一段的请删去整行",
            table.blank(row, "正文"),
            owner="填报人",
        )
    return broken_cell(cell)


def _text_problems(text: str, place: Place, handbook: Handbook) -> Iterator[Problem]:
    known = (*NAMES, *handbook.catalogue.indicators)
    words = ""
    for piece in pieces(text):
        if piece.kind is not PieceKind.NAME:
            words += piece.text
        elif piece.text not in known:
            message = f"{{{piece.text}}} 不认识（【】也当作花括号）"
            advice = nearest(piece.text, known) + "请改成指标名，或 期间、截至、年"
            yield Problem(Code.UNKNOWN_NAME, message, advice, place)
    if _BRACES.search(words):
        message = f"花括号不成对：“{_around(words)}”"
        yield Problem(Code.LOOSE_BRACE, message, "请补上或删去", place)
    if unprintable(text):
        message = f"含有印不出的字符 U+{ord(unprintable(text)):04X}"
        yield Problem(Code.BAD_CHARACTER, message, "请删去后重新输入", place)
    typed = _PERIOD.search(words)
    if typed:
        message = f"正文里直接写了“{typed[0]}”"
        advice = "请改为 {期间} 或 {截至}，下个月就不会忘改"
        yield Problem(Code.TYPED_PERIOD, message, advice, place)


def _around(words: str) -> str:
    found = _BRACES.search(words)
    at = found.start() if found else 0
    return words[max(0, at - 8) : at + 8]


def _empty_slots(table: Table, handbook: Handbook) -> Iterator[Problem]:
    """The required slots without a row; a row without its text is told already."""
    written = {label(row["位置"].content) for _, row in table.rows if "位置" in row}
    for slot in handbook.catalogue.slots:
        if slot.required and label(slot.name) not in written:
            message = f"“{slot.name}”没有文字"
            advice = f"请加一行，位置填“{slot.name}”"
            place = table.place
            owner = "填报人"
            yield Problem(Code.MISSING_TEXT, message, advice, place, owner=owner)
