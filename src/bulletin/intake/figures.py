"""The sheet 指标数据 as figures, with every cell that is missing or wrong."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from bulletin.intake import table as tables
from bulletin.intake.cell import Expected, broken_cell, observe, over_hundred
from bulletin.intake.table import Table
from bulletin.intake.words import label, line, nearest
from bulletin.intake.workbook import Cell, Workbook
from bulletin.model.figure import Figures, Observation, State
from bulletin.model.handbook import Catalogue
from bulletin.model.indicator import CITY, ELSEWHERE, Indicator, Item
from bulletin.model.place import Place
from bulletin.model.problem import Code, Problem

SHEET = "指标数据"
_NEEDED = ("指标", "项", CITY)
_OTHERS = (*_NEEDED, "单位", ELSEWHERE, "来源", "说明", *tables.HELPERS)
_PARTED = "；;"
_NAMED = "：:"


def figures(
    workbook: Workbook,
    catalogue: Catalogue,
) -> tuple[Figures, tuple[Problem, ...]]:
    """All figures of the month; a blank or wrong cell is a PENDING one."""
    table, problems = tables.read(workbook, SHEET, _NEEDED)
    if table is None:
        return Figures({}), problems
    reading = _Reading(catalogue, table, _areas(table, catalogue))
    reading.problems.extend(_column_problems(problems, reading))
    for number, row in table.rows:
        reading.read_row(number, row)
    reading.problems.extend(_missing_rows(reading))
    _mark_missing(reading)
    return Figures(reading.observations), tuple(reading.problems)


def _areas(table: Table, catalogue: Catalogue) -> dict[str, str]:
    """Area names by the headings that stand for them, former names included."""
    names = {label(CITY): CITY, label(ELSEWHERE): ELSEWHERE}
    for district in catalogue.districts:
        names |= {label(name): district.name for name in district.former}
        names[label(district.name)] = district.name
    headings = {label(cell.content) for cell in table.header}
    return {heading: area for heading, area in names.items() if heading in headings}


@dataclass(frozen=True, slots=True)
class _Reading:
    """The sheet so far: what was observed, and where each indicator's rows stand."""

    catalogue: Catalogue
    table: Table
    areas: Mapping[str, str]
    observations: dict[tuple[str, str, Item], Observation] = field(default_factory=dict)
    rows: dict[tuple[str, Item], int] = field(default_factory=dict)
    current: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def read_row(self, number: int, row: Mapping[str, Cell]) -> None:
        """Read one row; the indicator's name may stand only on the first of its rows."""
        if "指标" in row:
            self.current[:] = [label(row["指标"].content)]
        if not self._holds_anything(row):
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
        self._check_unit(indicator, row)
        self._read_cells(indicator, item, number, row)

    def _holds_anything(self, row: Mapping[str, Cell]) -> bool:
        return any(heading in row for heading in ("指标", "项", *self.areas))

    def _indicator(self, number: int, row: Mapping[str, Cell]) -> Indicator | None:
        name = self.current[0] if self.current else ""
        known = {label(name): each for name, each in self.catalogue.indicators.items()}
        found = known.get(name)
        if found is None and ("指标" in row or not name):
            message = f"“{name}”不在指标目录里" if name else "没有写指标名"
            advice = nearest(name, tuple(known)) + "请按指标目录填写指标名"
            self._add(Code.UNKNOWN_INDICATOR, message, advice, number, "指标")
        return found

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
        sources = _sources(row.get("来源"), tuple(self.areas.values()))
        for heading, area in self.areas.items():
            source = sources.get(area, sources.get("", ""))
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
        problem = over_hundred(seen, expected)
        self.problems.extend((problem,) if problem else ())
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


def _sources(cell: Cell | None, areas: tuple[str, ...]) -> dict[str, str]:
    """Who reported: one source for the row under "", or one an area (滕州市：…；…)."""
    text = line(cell.content) if cell else ""
    found: dict[str, str] = {"": text} if text else {}
    for part in text.translate(dict.fromkeys(map(ord, _PARTED), "；")).split("；"):
        name, colon, rest = part.translate(
            dict.fromkeys(map(ord, _NAMED), "："),
        ).partition("：")
        if colon and name.strip() in areas:
            found[name.strip()] = rest.strip()
            found.pop("", None)
    return found


def _column_problems(
    repeated: tuple[Problem, ...],
    reading: _Reading,
) -> Iterator[Problem]:
    header = {cell.place: label(cell.content) for cell in reading.table.header}
    for problem in repeated:
        is_area = header[problem.place] in reading.areas
        code = Code.REPEATED_DISTRICT if is_area else problem.code
        yield replace(problem, code=code)
    names = tuple(district.name for district in reading.catalogue.districts)
    yield from _renamed_twice(header, reading.areas)
    for place, heading in header.items():
        if heading not in reading.areas and heading not in _OTHERS:
            advice = nearest(heading, names) + "请改成目录里的区（市）名，或删去该列"
            message = f"“{heading}”不是目录里的区（市）"
            yield Problem(Code.UNKNOWN_DISTRICT, message, advice, place)
    for name in names:
        if name not in reading.areas.values():
            message = f"缺少“{name}”列"
            advice = f"请在表头加上“{name}”"
            place = reading.table.header[0].place
            yield Problem(Code.MISSING_DISTRICT, message, advice, place, owner=name)


def _renamed_twice(
    header: Mapping[Place, str],
    areas: Mapping[str, str],
) -> Iterator[Problem]:
    """A district's former and present name side by side: nobody knows which one counts."""
    seen: dict[str, str] = {}
    for place, heading in header.items():
        area = areas.get(heading)
        if area and seen.setdefault(area, heading) != heading:
            message = f"“{heading}”和“{seen[area]}”是同一个区（市）"
            yield Problem(Code.REPEATED_DISTRICT, message, "请只留一列", place)


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
