"""A plain table of past figures (往期数据): one figure a row, or one area a column."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from bulletin.intake import table as tables
from bulletin.intake.cell import Expected, broken_cell, observe
from bulletin.intake.columns import areas
from bulletin.intake.consistency import consistency
from bulletin.intake.sources import sources
from bulletin.intake.table import Table
from bulletin.intake.words import by_label, label, month, nearest
from bulletin.intake.workbook import Cell, Workbook
from bulletin.model.figure import Figures, Observation
from bulletin.model.handbook import Catalogue, Handbook
from bulletin.model.indicator import Indicator, Item
from bulletin.model.period import ReportingPeriod
from bulletin.model.place import Place
from bulletin.model.problem import Code, Problem

_PERIOD, _INDICATOR, _ITEM, _UNIT = "报告期", "指标", "项", "单位"
_AREA, _VALUE, _SOURCE = "区市", "数值", "来源"
_NEEDED = (_PERIOD, _INDICATOR)
_UNREAD = ("说明", "备注", "序号", *tables.HELPERS)
_NAMED = (*_NEEDED, _ITEM, _UNIT, _AREA, _VALUE, _SOURCE, *_UNREAD)
_SHAPE = (
    "表头要有：报告期、指标、区市、数值（一行一个数）；"
    "或者报告期、指标，再加全市和各区（市）各一列。指标有几项的，加一列“项”"
)
_Key = tuple[str, str, Item]


@dataclass(frozen=True, slots=True)
class Bygone:
    """The figures by month, and all problems; `doubts` stop nothing.

    `sheets` are those that were read, `others` those without such a table; `blanks`
    counts the cells that were left blank, and so are not known.
    """

    sha256: str
    months: Mapping[ReportingPeriod, Figures]
    problems: tuple[Problem, ...]
    doubts: tuple[Problem, ...]
    sheets: tuple[str, ...]
    others: tuple[str, ...]
    blanks: int


def read(workbook: Workbook, handbook: Handbook, sheet: str | None = None) -> Bygone:
    """The past figures of one sheet, or of every sheet with such a table.

    Names may be present or former ones; the figures are under the present ones.
    """
    reading = _Reading(handbook)
    found: list[str] = []
    problems: list[Problem] = []
    for name in [sheet] if sheet else workbook.sheets:
        table, wrong = tables.read(workbook, name, _NEEDED)
        if table:
            found.append(name)
            reading.read(table, wrong)
        problems.extend(wrong)
    others = tuple(name for name in workbook.sheets if name not in found)
    if not found:
        message, at = "里没有往期表", Place(workbook.name)
        none = Problem(Code.MISSING_COLUMN, message, _SHAPE, at)
        wrong = tuple(map(_advised, problems)) or (none,)
        return Bygone(workbook.sha256, {}, wrong, (), (), others, 0)
    months = {period: Figures(seen) for period, seen in reading.months.items()}
    wrong = tuple(reading.problems)
    if not (months or wrong):
        place = Place(workbook.name, found[0])
        wrong = (Problem(Code.BLANK, "表里一个数也没有", "请核对填的列和表", place),)
    doubts = tuple(_doubts(months.values(), handbook.catalogue))
    blanks = reading.blanks[0]
    return Bygone(workbook.sha256, months, wrong, doubts, tuple(found), others, blanks)


def _advised(problem: Problem) -> Problem:
    is_header = problem.code is Code.MISSING_COLUMN
    return replace(problem, advice=_SHAPE) if is_header else problem


def _doubts(months: Iterable[Figures], catalogue: Catalogue) -> Iterator[Problem]:
    """Past figures were published as they are; that they do not add up stops nothing."""
    advice = "请与当时的通报核对；确实如此的，不必改"
    for figures in months:
        for problem in consistency(figures, catalogue):
            yield replace(problem, advice=advice)


@dataclass(frozen=True, slots=True)
class _Reading:
    """The tables so far, under the names of the handbook."""

    handbook: Handbook
    months: dict[ReportingPeriod, dict[_Key, Observation]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    blanks: list[int] = field(default_factory=lambda: [0])

    @property
    def areas(self) -> Mapping[str, str]:
        """The present names of areas by every label that they may have."""
        return areas(self.handbook.catalogue)

    def read(self, table: Table, wrong: tuple[Problem, ...]) -> None:
        """Read one table, whose header has the problems that are given."""
        self.problems.extend(wrong)
        header = {label(cell.content): cell.place for cell in table.header}
        columns = {name: self.areas[name] for name in header if name in self.areas}
        is_long = {_AREA, _VALUE} <= header.keys()
        if is_long == bool(columns):
            message = "表头里没有区（市），也没有“区市”和“数值”两列"
            if columns:
                message = "表头里既有“区市”“数值”，又有各区（市）的列"
            at = Place(table.place.file, table.place.sheet, table.header[0].place.cell)
            self.problems.append(Problem(Code.MISSING_COLUMN, message, _SHAPE, at))
            return
        self.problems.extend(self._unknown_columns(header))
        for number, row in table.rows:
            _Line(self, table, number, row).read(columns)

    def _unknown_columns(self, header: Mapping[str, Place]) -> Iterator[Problem]:
        names = tuple(self.areas)
        for name, place in header.items():
            if name and name not in names and name not in _NAMED:
                message = f"“{name}”不是区（市），也不是往期表的列"
                advice = nearest(name, names) + "请改成目录里的名称，或删去该列"
                yield Problem(Code.UNKNOWN_DISTRICT, message, advice, place)

    def enter(
        self, period: ReportingPeriod, key: _Key, seen: Observation | Problem
    ) -> None:
        """Take a figure over, once."""
        if isinstance(seen, Problem):
            self.problems.append(seen)
            return
        month = self.months.setdefault(period, {})
        if key in month:
            indicator, area, item = key
            message = (
                f"{period.key} {area}“{indicator}”的{item}在{month[key].at}已经有了"
            )
            advice = "请只留一个"
            self.problems.append(Problem(Code.REPEATED_ROW, message, advice, seen.at))
        month.setdefault(key, seen)


@dataclass(frozen=True, slots=True)
class _Line:
    """One row: whose figures it holds, or what is wrong with it."""

    reading: _Reading
    table: Table
    number: int
    row: Mapping[str, Cell]

    def read(self, columns: Mapping[str, str]) -> None:
        """Enter its figures; `columns` are the areas by heading, none with 区市."""
        if not any(name in self.row for name in (*_NEEDED, _VALUE, *columns)):
            return
        period, indicator, item = self._period(), self._indicator(), self._item()
        cells = [(area, name) for name, area in columns.items()] or self._named()
        if period is None or indicator is None or item is None:
            return
        self._check_unit(indicator)
        who = sources(self.row.get(_SOURCE), self.reading.areas)
        for area, heading in cells:
            cell = self.row.get(heading)
            if cell is None or (broken_cell(cell) is None and not label(cell.content)):
                self.reading.blanks[0] += 1
                continue
            source = who.get(area, who.get("", ""))
            seen = observe(cell, Expected(indicator, item, source))
            self.reading.enter(period, (indicator.name, area, item), seen)

    def _period(self) -> ReportingPeriod | None:
        cell = self.row.get(_PERIOD)
        found = month(cell.content) if cell else None
        if found:
            return ReportingPeriod(*found)
        shown = f"“{cell.content}”不是报告期" if cell else "没有写报告期"
        advice = "每一行都要写年和月，如 2022-07 或 2022年1-7月"
        self._wrong(Code.WRONG_PERIOD, shown, advice, _PERIOD)
        return None

    def _indicator(self) -> Indicator | None:
        catalogue = self.reading.handbook.catalogue
        known = by_label(catalogue.indicator_names)
        name = self._word(_INDICATOR)
        if name in known:
            return catalogue.indicators[known[name]]
        others = self.reading.handbook.elsewhen.get("indicators", ())
        if name in map(label, others):
            message = f"“{name}”现在不填报，这一行没有导入"
            advice = (
                "以后也用不到它的往期数；要用的，请主管核对 catalogue.toml 里的期限"
            )
            self._wrong(Code.OUT_OF_FORCE, message, advice, _INDICATOR)
            return None
        message = f"“{name}”不在指标目录里" if name else "没有写指标名"
        advice = nearest(name, tuple(known)) + "请按指标目录填写指标名"
        self._wrong(Code.UNKNOWN_INDICATOR, message, advice, _INDICATOR)
        return None

    def _item(self) -> Item | None:
        word = self._word(_ITEM) or Item.CURRENT
        if word in tuple(Item):
            return Item(word)
        message, advice = f"“{word}”不是指标的项", f"只能填：{'、'.join(Item)}"
        self._wrong(Code.UNKNOWN_ITEM, message, advice, _ITEM)
        return None

    def _named(self) -> list[tuple[str, str]]:
        """The area that the row names."""
        name = self._word(_AREA)
        if name in self.reading.areas:
            return [(self.reading.areas[name], _VALUE)]
        message = f"“{name}”不是目录里的区（市）" if name else "没有写区（市）"
        advice = nearest(name, tuple(self.reading.areas)) + "请改成目录里的名称"
        self._wrong(Code.UNKNOWN_DISTRICT, message, advice, _AREA)
        return []

    def _check_unit(self, indicator: Indicator) -> None:
        unit = self._word(_UNIT)
        if unit and unit != label(indicator.unit):
            message = f"单位写的是“{unit}”，“{indicator.name}”应按“{indicator.unit}”填"
            advice = f"请把数字换算成{indicator.unit}，单位改回“{indicator.unit}”"
            self._wrong(Code.WRONG_UNIT, message, advice, _UNIT)

    def _word(self, heading: str) -> str:
        return label(self.row[heading].content) if heading in self.row else ""

    def _wrong(self, code: Code, message: str, advice: str, heading: str) -> None:
        place = self.table.blank(self.number, heading)
        self.reading.problems.append(Problem(code, message, advice, place))
