"""A sheet of a return in, its claims out, with every row and column that was not read."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal

from bulletin.intake.cell import Expected, doubts, observe
from bulletin.intake.grid import letters
from bulletin.intake.returns import units
from bulletin.intake.returns.claim import Claim
from bulletin.intake.returns.labels import Puzzle
from bulletin.intake.returns.meaning import Meant, Reader
from bulletin.intake.returns.page import Page, RowKind, Spot
from bulletin.intake.units import factor
from bulletin.intake.words import is_dash, number
from bulletin.intake.workbook import Cell
from bulletin.model.indicator import Indicator, Item
from bulletin.model.place import Place
from bulletin.model.problem import Code, Problem


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet with what reads it; in our own form a — counts as an answer."""

    reader: Reader
    place: Place
    sha256: str
    is_form: bool
    claims: list[Claim] = field(default_factory=list)
    problems: dict[Problem, None] = field(default_factory=dict)

    def read(self) -> None:
        """Claims and problems of every figure, each row or column told once."""
        page = self.reader.context.page
        values = set(page.values)
        puzzled: dict[tuple[str, Spot | None], tuple[Puzzle, list[Spot]]] = {}
        for spot in sorted(values | set(_odd(page))):
            try:
                meant = self.reader.meant(spot)
            except Puzzle as puzzle:
                if spot in values and puzzle.message:
                    at = puzzle.at if puzzle.at != spot else (0, spot[1])
                    puzzled.setdefault((puzzle.message, at), (puzzle, []))[1].append(
                        spot
                    )
                continue
            self._observe(page.cells[spot], meant)
        for first, spots in puzzled.values():
            self._tell(first, spots)

    def _observe(self, cell: Cell, meant: Meant) -> None:
        name, _, item = meant.key
        indicator = self.reader.catalogue.indicators[name]
        if is_dash(cell.content) and not self.is_form:
            return
        unit = "%" if item is Item.SUPPLIED else indicator.unit
        times = factor(meant.unit or unit, unit)
        if times is None:
            self._refuse_unit(cell, meant.unit, indicator)
            return
        expected = Expected(_counted_in(indicator, meant.unit, times), item)
        seen = observe(cell, expected)
        if isinstance(seen, Problem):
            self.problems[seen] = None
            return
        value = None if seen.value is None else seen.value * times
        if value is not None and round(value, indicator.decimals) != value:
            self._refuse_decimals(cell, value, indicator)
            return
        for doubt in doubts(cell, seen, expected):
            self.problems[doubt] = None
        is_bare = not meant.unit and number(cell.content) is not None
        blindly = is_bare and bool(value) and units.is_scaled(unit)
        claim = Claim(meant.key, seen.state, value, cell.place, self.sha256, blindly)
        self.claims.append(claim)

    def _refuse_unit(self, cell: Cell, unit: str, indicator: Indicator) -> None:
        message = f"单位写的是“{unit}”，“{indicator.name}”应按“{indicator.unit}”报"
        advice = "请核对是不是同一个指标；换算后改正单位再收"
        self.problems[Problem(Code.WRONG_UNIT, message, advice, cell.place)] = None

    def _refuse_decimals(
        self, cell: Cell, value: Decimal, indicator: Indicator
    ) -> None:
        shown = f"{value.normalize():f}{indicator.unit}"
        message = f"“{indicator.name}”换算成{shown}，最多{indicator.decimals}位小数"
        advice = "请按规定位数四舍五入后填写"
        self.problems[Problem(Code.TOO_PRECISE, message, advice, cell.place)] = None

    def _tell(self, puzzle: Puzzle, spots: list[Spot]) -> None:
        row, column = puzzle.at or spots[0]
        if not column:
            column = min(self.reader.context.page.row_labels(row))
        place = replace(self.place, cell=f"{letters(column)}{row}")
        message = f"{puzzle.message}，{len(spots)}个数没有读"
        self.problems[Problem(puzzle.code, message, puzzle.advice, place)] = None


def _odd(page: Page) -> Iterator[Spot]:
    """Words that stand where a figure should."""
    for spot, label in page.labels.items():
        row, column = spot
        is_inner = page.kinds[row] in (RowKind.DATA, RowKind.OTHER)
        if is_inner and column in page.value_columns and not label.is_known:
            yield spot


def _counted_in(indicator: Indicator, unit: str, times: Decimal) -> Indicator:
    """The indicator as it is reported in another unit, with as many decimals more."""
    if times == 1:
        return indicator
    decimals = max(0, indicator.decimals + times.adjusted())
    return replace(indicator, unit=unit, decimals=decimals)
