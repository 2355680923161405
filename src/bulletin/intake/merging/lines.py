"""A sheet as lines that are known by what they say, wherever they stand in it."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from bulletin.intake import cover, figures, lists, narrative, opinions, settlements
from bulletin.intake import month as months
from bulletin.intake import table as tables
from bulletin.intake.cell import broken_cell
from bulletin.intake.columns import areas
from bulletin.intake.merging.said import Said, said
from bulletin.intake.opinion import RULE, SCOPE, WISH
from bulletin.intake.table import Table
from bulletin.intake.words import by_label, label
from bulletin.intake.workbook import Cell, Workbook
from bulletin.model.figure import Observation
from bulletin.model.handbook import Catalogue, Handbook
from bulletin.model.problem import Problem

Key = tuple[str, ...]
# What a line of each sheet is known by.
KEYS: Mapping[str, Key] = {
    cover.SHEET: ("项目",),
    figures.SHEET: ("指标", "项"),
    lists.SHEET: ("类别", "区市", "单位", "名称"),
    narrative.SHEET: ("位置", "序号"),
    settlements.SHEET: ("单元格", "问题"),
    opinions.SHEET: (RULE, WISH, SCOPE),
}
# Their lines are entries, which a clerk adds and takes away.
ENTRIES = (lists.SHEET, narrative.SHEET, settlements.SHEET, opinions.SHEET)
_NAMED = "指标"


@dataclass(frozen=True, slots=True)
class Line:
    """A row: its number, what its sound cells say by heading, and the broken ones."""

    number: int
    cells: Mapping[str, Said]
    broken: tuple[str, ...] = ()

    @property
    def meaning(self) -> Mapping[str, object]:
        """What it says, wherever it stands."""
        return {heading: cell.meaning for heading, cell in self.cells.items()}


@dataclass(frozen=True, slots=True)
class Lines:
    """The lines of a sheet by key; `columns` are the letters of the columns by heading.

    `last` is the last row with anything in it; `problems` are the cells, or the header,
    that cannot be read. Districts and indicators go by their present names.
    """

    columns: Mapping[str, str] = field(default_factory=dict)
    lines: Mapping[Key, Line] = field(default_factory=dict)
    last: int = 0
    problems: tuple[Problem, ...] = ()


def read(workbook: Workbook, handbook: Handbook) -> Mapping[str, Lines]:
    """The lines of all sheets that are merged; a sheet that is not there has no entry."""
    reader = _Reader(workbook, handbook.catalogue, _observed(workbook, handbook))
    titles = {label(title): title for title in reversed(workbook.sheets)}
    found: dict[str, Lines] = {}
    for sheet, key in KEYS.items():
        if sheet in titles:
            table, problems = tables.read(workbook, sheet, key[:1])
            rows = workbook.rows(titles[sheet])
            last = rows[-1][0] if rows else 0
            known = reader.lines(table, last) if table else None
            found[sheet] = known or Lines(problems=problems)
    return found


def _observed(workbook: Workbook, handbook: Handbook) -> Mapping[str, Observation]:
    """The figures by the cell where they stand."""
    dataset = months.read(workbook, handbook).dataset
    seen = dataset.figures.observations.values() if dataset else ()
    return {each.place.cell: each for each in seen if each.place and each.place.cell}


@dataclass(frozen=True, slots=True)
class _Reader:
    """A workbook with what its names and figures mean."""

    workbook: Workbook
    catalogue: Catalogue
    observed: Mapping[str, Observation]

    def lines(self, table: Table, last: int) -> Lines:
        """The lines of a table, those with the same key told apart by their order."""
        sheet = table.place.sheet
        headings = {label(c.content): self._heading(sheet, c) for c in table.header}
        columns = {name: table.column(typed) for typed, name in headings.items()}
        found: dict[Key, Line] = {}
        counts: Counter[Key] = Counter()
        above = ""
        for number, row in table.rows:
            cells = self._cells(sheet, headings, row)
            above = str(cells[_NAMED].content) if _NAMED in cells else above
            key = self._key(sheet, cells, above)
            if any(key):
                counts[key] += 1
                key = (*key, f"第{counts[key]}条") if counts[key] > 1 else key
                broken = (headings[h] for h, cell in row.items() if broken_cell(cell))
                found[key] = Line(number, cells, tuple(broken))
        cells_read = (cell for _, row in table.rows for cell in row.values())
        return Lines(
            columns, found, last, tuple(filter(None, map(broken_cell, cells_read)))
        )

    def _heading(self, sheet: str, cell: Cell) -> str:
        typed = label(cell.content)
        known = areas(self.catalogue) if sheet == figures.SHEET else {}
        return known.get(typed, typed)

    def _cells(
        self, sheet: str, headings: Mapping[str, str], row: Mapping[str, Cell]
    ) -> dict[str, Said]:
        observed = self.observed if sheet == figures.SHEET else {}
        named = label(row["项目"].content) if "项目" in row else ""
        sound = {h: cell for h, cell in row.items() if h and not broken_cell(cell)}
        found = {
            headings[heading]: said(
                cell, named if heading == "内容" else heading, observed
            )
            for heading, cell in sound.items()
        }
        return {heading: words for heading, words in found.items() if words}

    def _key(self, sheet: str, cells: Mapping[str, Said], above: str) -> Key:
        """What the line is known by; a paragraph without 序号 by its text."""
        wanted = KEYS[sheet]
        if not any(heading in cells for heading in wanted):
            return ()
        found = {h: label(str(cells[h].meaning)) if h in cells else "" for h in wanted}
        if _NAMED in found:
            names = by_label(self.catalogue.indicator_names)
            found[_NAMED] = names.get(label(above), label(above))
        if "区市" in found:
            found["区市"] = areas(self.catalogue).get(found["区市"], found["区市"])
        if found.get("序号") == "" and "正文" in cells:
            found["序号"] = label(str(cells["正文"].content))
        return tuple(found.values())
