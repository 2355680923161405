"""Cells of a clerk's .xlsx changed, and nothing else of the file."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from bulletin.intake.patching.formats import Formats
from bulletin.intake.patching.markup import MarkupError, position
from bulletin.intake.patching.package import Package
from bulletin.intake.patching.splice import Cell, Sheet, Value
from bulletin.intake.words import label
from bulletin.model.place import Place
from bulletin.model.problem import Code, Problem, ProblemsError

Content = Decimal | str
Where = tuple[str, str]


def patched(data: bytes, cells: Mapping[Where, Content], file: str = "") -> bytes:
    """The .xlsx with these cells, by (sheet, E13), holding these values.

    A number goes in as if typed: into a percent cell 87.5 as 87.5%. An empty text clears
    the cell. Styles stay; every other part of the file is equal byte for byte, and so is
    every other cell, saved results of formulas included (see `dependents.stale`). Raises
    ProblemsError with all that cannot be written: formulas, cells covered by a merged
    one, numbers in date cells, sheets that are not there, a file that is no .xlsx.
    `file` is what problems call it.
    """
    package = Package(data, file)
    problems: list[Problem] = []
    targets = tuple(_targets(package, tuple(cells), problems))
    formats = Formats(package)
    parts: dict[str, bytes] = {}
    for target in targets:
        values = {at: cells[key] for at, key in target.cells.items()}
        problems.extend(_faults(target, values, formats))
        parts[target.part] = target.sheet.spliced(
            {at: _value(target, at, value, formats) for at, value in values.items()}
        )
    if problems:
        raise ProblemsError(tuple(problems))
    return package.exchanged(parts)


def emptied(data: bytes, formulas: Collection[Where], file: str = "") -> bytes:
    """The .xlsx without the saved results of these formulas, so that nobody reads them.

    Excel, WPS and LibreOffice work them out anew when they open it. Raises ProblemsError
    as `patched`.
    """
    package = Package(data, file)
    problems: list[Problem] = []
    targets = tuple(_targets(package, tuple(formulas), problems))
    if problems:
        raise ProblemsError(tuple(problems))
    return package.exchanged({t.part: t.sheet.emptied(t.cells) for t in targets})


@dataclass(frozen=True, slots=True)
class _Target:
    """A sheet, its part of the file, and the cells in question as they were named."""

    file: str
    name: str
    part: str
    sheet: Sheet
    cells: Mapping[Cell, Where]

    def place(self, cell: Cell) -> Place:
        return Place(self.file, self.name, self.cells[cell][1])


def _targets(
    package: Package, wanted: Collection[Where], problems: list[Problem]
) -> Iterator[_Target]:
    """Sheet by sheet; a sheet is found by its very name, else as `label` has it."""
    parts = package.sheets()
    labels = {label(name): name for name in reversed(tuple(parts))}
    by_name: dict[str, dict[Cell, Where]] = {}
    for sheet, cell in wanted:
        name = sheet if sheet in parts else labels.get(label(sheet))
        at = position(cell)
        if name is None or at is None:
            advice = "请核对表名和单元格"
            place = Place(package.file, sheet, cell)
            problems.append(Problem(Code.UNWRITABLE, "没有这一格", advice, place))
        else:
            by_name.setdefault(name, {})[at] = (sheet, cell)
    for name, cells in by_name.items():
        try:
            sheet_markup = Sheet(package.part(parts[name]))
        except MarkupError:
            raise package.refused() from None
        yield _Target(package.file, name, parts[name], sheet_markup, cells)


def _faults(
    target: _Target, values: Mapping[Cell, Content], formats: Formats
) -> Iterator[Problem]:
    """Why the cells cannot be written."""
    for at, value in values.items():
        place, style = target.place(at), target.sheet.style(at)
        covering = target.sheet.covering(at)
        if target.sheet.holds_formula(at):
            message = "单元格里是公式，没有改写"
            advice = "请自己改公式所用的数，或先把公式换成数字"
            yield Problem(Code.FORMULA_CELL, message, advice, place)
        elif covering:
            message = (
                f"单元格被合并单元格遮住（左上角在第{covering[1]}行），写了也看不见"
            )
            advice = "请先取消合并，再试一次"
            yield Problem(Code.UNWRITABLE, message, advice, place)
        elif isinstance(value, Decimal) and formats.is_scaled(style):
            message = f"单元格格式把数缩小显示，写进{value}看到的不是这个数"
            advice = "请先把单元格格式改为常规，再试一次"
            yield Problem(Code.UNWRITABLE, message, advice, place)
        elif isinstance(value, Decimal) and formats.is_date(style):
            message = f"单元格是日期格式，写进{value}会显示成日期"
            advice = "请先把单元格格式改为常规，再试一次"
            yield Problem(Code.DATE_CELL, message, advice, place)


def _value(target: _Target, at: Cell, value: Content, formats: Formats) -> Value:
    """The value as the file holds it."""
    if isinstance(value, str):
        return Value(value)
    if formats.is_percent(target.sheet.style(at)):
        value = value.scaleb(-2)
    return Value(format(value, "f"), is_number=True)
