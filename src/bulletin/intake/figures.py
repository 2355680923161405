"""The sheet 指标数据 as figures, with every cell that is missing or wrong."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from bulletin.intake import as_of
from bulletin.intake import table as tables
from bulletin.intake.cell import Expected, broken_cell, doubts, observe
from bulletin.intake.columns import NEEDED, areas, column_problems, columns
from bulletin.intake.sources import sources
from bulletin.intake.table import Table
from bulletin.intake.words import by_label, label, nearest
from bulletin.intake.workbook import Cell, Workbook
from bulletin.model.figure import Figures, Observation, State
from bulletin.model.handbook import Catalogue, Handbook
from bulletin.model.indicator import CITY, ELSEWHERE, Indicator, Item
from bulletin.model.period import ReportingPeriod
from bulletin.model.place import Place
from bulletin.model.problem import Code, Problem

SHEET = "指标数据"


def figures(
    workbook: Workbook,
    handbook: Handbook,
    period: ReportingPeriod | None,
) -> tuple[Figures, tuple[Problem, ...]]:
    """All figures of the month; a blank or wrong cell is a PENDING one."""
    table, problems = tables.read(workbook, SHEET, NEEDED)
    if table is None:
        return Figures({}), problems
    reading = _Reading(handbook, table, columns(table, handbook.catalogue))
    reading.problems.extend(column_problems(problems, table, handbook))
    for number, row in table.rows:
        reading.read_row(number, row)
    reading.problems.extend(_missing_rows(reading))
    _mark_missing(reading)
    ends, wrong = as_of.as_of(reading.ends, reading.catalogue.indicators, period)
    return Figures(reading.observations, ends), (*reading.problems, *wrong)


@dataclass(frozen=True, slots=True)
class _Reading:
    """The sheet so far: what was observed, and where each indicator's rows stand.

    `ends` are the cells of the column 截至.
    """

    handbook: Handbook
    table: Table
    columns: Mapping[str, str]
    observations: dict[tuple[str, str, Item], Observation] = field(default_factory=dict)
    rows: dict[tuple[str, Item], int] = field(default_factory=dict)
    ends: dict[tuple[str, Item], Cell] = field(default_factory=dict)
    current: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    @property
    def catalogue(self) -> Catalogue:
        """The catalogue as of the period."""
        return self.handbook.catalogue

    def read_row(self, number: int, row: Mapping[str, Cell]) -> None:
        """Read one row; the indicator's name may stand only on the first of its rows."""
        if "指标" in row:
            self.current[:] = [label(row["指标"].content)]
        if not self._holds_anything(row) or self._is_out_of_force(number):
            return
        indicator = self._indicator(number, row)
        item = self._item(indicator, number, row)
        if indicator is None or item is None:
            return
        if (indicator.name, item) in self.rows:
            first = self.rows[indicator.name, item]
            message = f"“{indicator.name}”的“{item}”在第{first}行已经填过"
            self._add(Code.REPEATED_ROW, message, "请删去多余的一行", number, "项")
            return
        self.rows[indicator.name, item] = number
        if as_of.HEADING in row:
            self.ends[indicator.name, item] = row[as_of.HEADING]
        self._check_unit(indicator, row)
        self._read_cells(indicator, item, number, row)

    def _holds_anything(self, row: Mapping[str, Cell]) -> bool:
        return any(heading in row for heading in ("指标", "项", *self.columns))

    def _is_out_of_force(self, number: int) -> bool:
        """Whether its indicator stands in other periods only; never left out silently."""
        name = self.current[0] if self.current else ""
        others = map(label, self.handbook.elsewhen.get("indicators", ()))
        if name not in others or name in by_label(self.catalogue.indicator_names):
            return False
        message = f"“{name}”在本期不填报，这一行不读"
        advice = "不用的行请删去；本期应填的，请主管核对 catalogue.toml 里的期限"
        self._add(Code.OUT_OF_FORCE, message, advice, number, "指标")
        return True

    def _indicator(self, number: int, row: Mapping[str, Cell]) -> Indicator | None:
        name = self.current[0] if self.current else ""
        known = by_label(self.catalogue.indicator_names)
        if name in known:
            return self.catalogue.indicators[known[name]]
        if "指标" in row or not name:
            message = f"“{name}”不在指标目录里" if name else "没有写指标名"
            advice = nearest(name, tuple(known)) + "请按指标目录填写指标名"
            self._add(Code.UNKNOWN_INDICATOR, message, advice, number, "指标")
        return None

    def _item(
        self,
        indicator: Indicator | None,
        number: int,
        row: Mapping[str, Cell],
    ) -> Item | None:
        word = label(row["项"].content) if "项" in row else ""
        allowed = tuple(Item)
        if indicator is not None and indicator.ratio is not None:
            allowed = indicator.items
        if word in allowed:
            return Item(word)
        if indicator is not None:
            message = f"“{word}”不是“{indicator.name}”的项" if word else "没有写项"
            names = "、".join(allowed)
            advice = f"只能填：{names}" if names else "该指标由程序计算，请删去这一行"
            self._add(Code.UNKNOWN_ITEM, message, advice, number, "项")
        return None

    def _check_unit(self, indicator: Indicator, row: Mapping[str, Cell]) -> None:
        cell = row.get("单位")
        if cell is not None and label(cell.content) != label(indicator.unit):
            message = f"单位写的是“{cell.content}”，“{indicator.name}”应按“{indicator.unit}”填"
            advice = f"请把数字换算成{indicator.unit}，单位改回“{indicator.unit}”"
            problem = Problem(Code.WRONG_UNIT, message, advice, cell.place)
            self.problems.append(problem)

    def _read_cells(
        self,
        indicator: Indicator,
        item: Item,
        number: int,
        row: Mapping[str, Cell],
    ) -> None:
        who = sources(row.get("来源"), areas(self.catalogue))
        for heading, area in self.columns.items():
            source = who.get(area, who.get("", ""))
            expected = Expected(indicator, item, source)
            place = self.table.blank(number, heading)
            cell = row.get(heading)
            seen = self._observed(cell, expected, area, place)
            self.observations[indicator.name, area, item] = seen

    def _observed(
        self,
        cell: Cell | None,
        expected: Expected,
        area: str,
        place: Place,
    ) -> Observation:
        blank = Observation(State.PENDING, None, place, expected.source)
        if cell is None or (isinstance(cell.content, str) and _is_blank(cell)):
            if area == ELSEWHERE or (
                area != CITY and not expected.indicator.by_district
            ):
                return Observation(State.ABSENT)
            self.problems.append(_blank(expected, area, place))
            return blank
        seen = observe(cell, expected)
        if isinstance(seen, Problem):
            self.problems.append(seen)
            return blank
        self.problems.extend(doubts(cell, seen, expected))
        return seen

    def _add(
        self, code: Code, message: str, advice: str, row: int, column: str
    ) -> None:
        place = self.table.blank(row, column)
        self.problems.append(Problem(code, message, advice, place))


def _is_blank(cell: Cell) -> bool:
    return broken_cell(cell) is None and not label(cell.content)


def _blank(expected: Expected, area: str, place: Place) -> Problem:
    owner = (expected.source or "来源未注明") if area == CITY else area
    name = expected.indicator.name
    return Problem(
        Code.BLANK,
        f"{area}“{name}”的{expected.item}没有填",
        f"请催报（{owner}）；没有数据请填“—”，数值为零请填0",
        place,
        owner=owner,
    )


def _mark_missing(reading: _Reading) -> None:
    """What has no row or no column is still owed, and prints as ×× in a draft."""
    owed = Observation(State.PENDING, None, Place(reading.table.place.file, SHEET))
    districts = tuple(district.name for district in reading.catalogue.districts)
    for indicator in reading.catalogue.indicators.values():
        for area in (CITY, *(districts if indicator.by_district else ())):
            for item in indicator.items:
                reading.observations.setdefault((indicator.name, area, item), owed)


def _missing_rows(reading: _Reading) -> Iterator[Problem]:
    place = Place(reading.table.place.file, SHEET)
    for indicator in reading.catalogue.indicators.values():
        rows = [
            row for (name, _), row in reading.rows.items() if name == indicator.name
        ]
        if indicator.items and not rows:
            message = f"缺少指标“{indicator.name}”"
            items = "、".join(indicator.items)
            advice = f"请补上该指标的行：{items}"
            yield Problem(
                Code.MISSING_INDICATOR,
                message,
                advice,
                place,
                owner="来源未注明",
            )
            continue
        for item in indicator.items:
            if (indicator.name, item) not in reading.rows:
                yield Problem(
                    Code.MISSING_ITEM,
                    f"“{indicator.name}”缺少“{item}”一行",
                    f"请在该指标下补一行“{item}”",
                    reading.table.blank(rows[0], "指标"),
                    owner="来源未注明",
                )
