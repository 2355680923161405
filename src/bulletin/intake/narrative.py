"""The sheet 文字 as paragraphs: narrative for the template's slots, and headings."""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from bulletin.intake import table as tables
from bulletin.intake.cell import broken_cell
from bulletin.intake.prose import prose_problems
from bulletin.intake.table import Table
from bulletin.intake.words import label, lines, nearest, number
from bulletin.intake.workbook import Cell, Workbook
from bulletin.model.edition import Paragraph
from bulletin.model.handbook import Handbook
from bulletin.model.problem import Code, Problem

SHEET = "文字"
HEADING = "标题文字."
_NEEDED = ("位置", "正文")


def narrative(
    workbook: Workbook,
    handbook: Handbook,
) -> tuple[tuple[Paragraph, ...], tuple[Problem, ...]]:
    """The paragraphs, in each slot by 序号; a line break in a cell begins another."""
    table, problems = tables.read(workbook, SHEET, _NEEDED)
    if table is None:
        return (), problems
    found = list(problems)
    slots = _slots(handbook)
    read: list[tuple[Decimal, Paragraph]] = []
    for row, cells in table.rows:
        problem = _unusable(table, row, cells, handbook)
        if problem:
            found.append(problem)
            continue
        place = cells["正文"].place
        slot = slots[label(cells["位置"].content)]
        order = number(cells["序号"].content) if "序号" in cells else None
        for text in lines(cells["正文"].content):
            found.extend(prose_problems(text, place, handbook))
            read.append((order or Decimal(row), Paragraph(slot, text, place)))
    paragraphs = tuple(paragraph for _, paragraph in sorted(read, key=_order))
    found.extend(_repeated(paragraphs))
    found.extend(_empty_slots(table, handbook))
    return paragraphs, tuple(found)


def _order(numbered: tuple[Decimal, Paragraph]) -> Decimal:
    return numbered[0]


def _unusable(
    table: Table,
    row: int,
    cells: Mapping[str, Cell],
    handbook: Handbook,
) -> Problem | None:
    """Why a row is not read, if it is not."""
    slots = _slots(handbook)
    slot = label(cells["位置"].content) if "位置" in cells else ""
    if slot not in slots and slot in _elsewhen(handbook):
        message = f"本期没有“{slot}”这个位置，这一行不读"
        advice = "不用的行请删去；本期应有的，请主管核对手册里的期限"
        return Problem(Code.OUT_OF_FORCE, message, advice, table.blank(row, "位置"))
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


def _slots(handbook: Handbook) -> dict[str, str]:
    """The positions by what a clerk may type for them."""
    names = (
        *(slot.name for slot in handbook.catalogue.slots),
        *(f"{HEADING}{heading.name}" for heading in handbook.headings),
    )
    return {label(name): name for name in names}


def _elsewhen(handbook: Handbook) -> tuple[str, ...]:
    headings = handbook.elsewhen.get("headings", ())
    slots = handbook.elsewhen.get("slots", ())
    return (*slots, *(f"{HEADING}{name}" for name in headings))


def _repeated(paragraphs: tuple[Paragraph, ...]) -> Iterator[Problem]:
    """Paragraphs that have stood before, in their own slot or in another."""
    seen: dict[str, Paragraph] = {}
    for paragraph in paragraphs:
        first = seen.setdefault(label(paragraph.text), paragraph)
        if first is not paragraph:
            where = f"“{first.slot}”的{first.place.cell}"
            message = f"“{paragraph.slot}”的这一段与{where}完全相同"
            advice = "请删去多余的一段；确实要印两次的，请在“情况说明”登记"
            yield Problem(Code.REPEATED_ENTRY, message, advice, paragraph.place)


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
