"""A file of a return in, its claims out: whose it is, which month, and sheet by sheet."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import pairwise
from pathlib import PurePath

from bulletin.intake.oddities import Looked, sheet_oddities
from bulletin.intake.returns.claim import Return
from bulletin.intake.returns.context import Context
from bulletin.intake.returns.dating import Dating, dating
from bulletin.intake.returns.lexicon import Lexicon
from bulletin.intake.returns.meaning import Reader
from bulletin.intake.returns.page import Page
from bulletin.intake.returns.tables import Table
from bulletin.intake.words import label, month
from bulletin.intake.workbook import Cell, Workbook
from bulletin.model.handbook import Handbook
from bulletin.model.period import ReportingPeriod
from bulletin.model.place import Place
from bulletin.model.problem import Code, Problem

_COVER = "封面"
_FORM = {"指标", "单位", "项"}
_OURS = (_COVER, "名单", "文字", "情况说明", "评议意见", "说明", "检查结果")
_MOST = 50_000
_PERIOD, _AREA = "报告期", "区市"


@dataclass(frozen=True, slots=True)
class Month:
    """The month that is collected, and the words that its returns are read by."""

    handbook: Handbook
    period: ReportingPeriod
    lexicon: Lexicon


def read(workbook: Workbook, name: str, wanted: Month) -> Return:
    """The claims of a file, whose places bear the name by which the folder knows it.

    Raises ProblemsError for a sheet that is damaged.
    """
    return _File(workbook, PurePath(name), wanted).read()


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A sheet that was read, and what its name and titles say of the month."""

    table: Table
    said: Dating
    words: str


@dataclass(frozen=True, slots=True)
class _File:
    workbook: Workbook
    path: PurePath
    month: Month
    problems: list[Problem] = field(default_factory=list)

    def read(self) -> Return:
        cover = self._cover()
        areas = self._areas(cover.get(_AREA, ""))
        said, words = dating((self.path.stem,), self.month.period)
        is_dated = _PERIOD in cover
        if said is Dating.OTHER and is_dated:
            message = f"文件名写的是“{words}”，封面的报告期是{cover[_PERIOD]}，按封面收"
            self._add(Code.UNRECOGNISED, message, "请核对是不是这个月报的")
        elif said is Dating.OTHER:
            self._refuse_month(words, "")
        if any(problem.code is Code.WRONG_RETURN for problem in self.problems):
            return self._returned((), areas)
        sheets = tuple(self._sheets(areas, is_form=is_dated))
        kept = tuple(each.table for each in sheets if each.said is not Dating.OTHER)
        self._tell_others(sheets, is_kept=any(table.claims for table in kept))
        dated = is_dated or Dating.SAME in (said, *(each.said for each in sheets))
        if not dated and any(table.claims for table in kept):
            message = f"没有写是哪个月的，按{self.month.period.key}收"
            self._add(Code.UNRECOGNISED, message, "请核对不是上月的表")
        return self._returned(kept, areas)

    def _returned(self, tables: tuple[Table, ...], areas: tuple[str, ...]) -> Return:
        claims = tuple(claim for table in tables for claim in table.claims)
        told = tuple(problem for table in tables for problem in table.problems)
        if not (claims or told or self.problems):
            advice = "请核对：表里要写明指标名、区（市）名；空白的表不用放进来"
            self._add(Code.UNRECOGNISED, "没有找到要收的数", advice)
        name = self.path.as_posix()
        problems = (*self.problems, *told)
        return Return(name, self.workbook.sha256, claims, problems, areas)

    def _cover(self) -> dict[str, str]:
        """What 封面 says of the month and the district."""
        found: dict[str, str] = {}
        sheets = (sheet for sheet in self.workbook.sheets if label(sheet) == _COVER)
        for sheet in sheets:
            for _, row in self.workbook.rows(sheet):
                cells = [self.workbook.saved(cell) for _, cell in sorted(row.items())]
                for cell, value in pairwise(cells):
                    name = label(cell.content)
                    if name == _PERIOD:
                        self._check_period(value)
                    if name in (_PERIOD, _AREA):
                        found.setdefault(name, label(value.content))
        return found

    def _check_period(self, cell: Cell) -> None:
        typed, wanted = month(cell.content), self.month.period
        if typed is None:
            message = f"封面的报告期“{cell.content}”读不出来，整个文件没有收"
            advice = "请改成 2022-08 的形式"
        elif ReportingPeriod(*typed) != wanted:
            key = ReportingPeriod(*typed).key
            message = f"封面的报告期是{key}，要收的是{wanted.key}，整个文件没有收"
            advice = "请核对：是别的月份的请移走；忘了改报告期的，请报送单位改正"
        else:
            return
        place = replace(cell.place, file=self.path.as_posix())
        self.problems.append(Problem(Code.WRONG_RETURN, message, advice, place))

    def _areas(self, covered: str) -> tuple[str, ...]:
        """Whose file it is: by 封面, by its name, or by the folder that it lies in."""
        named_in = self.month.lexicon.area_named
        said, named = named_in(covered), named_in(self.path.stem)
        if len(said) == len(named) == 1 and said != named:
            message = f"封面写的是{said[0]}，文件名却是{named[0]}，整个文件没有收"
            self._add(Code.WRONG_RETURN, message, "请核对是谁报的，改正封面或文件名")
        folders = (named_in(each) for each in reversed(self.path.parent.parts))
        return said or named or next((found for found in folders if found), ())

    def _sheets(self, areas: tuple[str, ...], *, is_form: bool) -> Iterator[_Sheet]:
        for sheet in self.workbook.sheets:
            if label(sheet) in _OURS or self._is_too_full(sheet):
                continue
            page = self._page(sheet)
            context = Context(page, sheet, areas)
            reader = Reader(context, self.month.handbook.catalogue, self.month.period)
            place = Place(self.path.as_posix(), sheet)
            headed = {label.text for label in page.labels.values()} >= _FORM
            table = Table(reader, place, self.workbook.sha256, is_form and headed)
            table.read()
            if table.claims:
                self.problems.extend(self._oddities(sheet, place))
            said = Dating.SAME, ""
            if not is_form:
                said = dating(context.texts, self.month.period)
            yield _Sheet(table, *said)

    def _is_too_full(self, sheet: str) -> bool:
        """Whether it holds more than anyone reports; told, since nothing of it is read."""
        count = sum(len(row) for _, row in self.workbook.rows(sheet))
        if count > _MOST:
            message = f"这张表有{count}格，太大，没有读"
            advice = "请只留要报的数，另存一个文件"
            self._add(Code.UNRECOGNISED, message, advice, sheet)
        return count > _MOST

    def _oddities(self, sheet: str, place: Place) -> Iterator[Problem]:
        """What the sheet hides, and what lies too far away to be read."""
        rows, layout = self.workbook.rows(sheet), self.workbook.layout(sheet)
        columns = frozenset(column for _, row in rows for column in row)
        shown = replace(layout, merged=())
        looked = Looked(place, shown, tuple(rows), columns, headed=columns)
        yield from sheet_oddities(looked)

    def _page(self, sheet: str) -> Page:
        """The sheet with formulas as their results, its places under the file's path."""
        name = self.path.as_posix()

        def seen(cell: Cell) -> Cell:
            found = self.workbook.saved(cell)
            return replace(found, place=replace(found.place, file=name))

        rows = self.workbook.rows(sheet)
        saved = [(row, {c: seen(x) for c, x in cells.items()}) for row, cells in rows]
        merged = self.workbook.layout(sheet).merged
        return Page(saved, merged, self.month.lexicon)

    def _tell_others(self, sheets: tuple[_Sheet, ...], *, is_kept: bool) -> None:
        """The sheets of other months: one among others is told, alone it refuses all."""
        for sheet in sheets:
            if sheet.said is not Dating.OTHER or not sheet.table.claims:
                continue
            name = sheet.table.place.sheet
            if is_kept:
                message = f"写的是“{sheet.words}”，不是本期，这张表没有读"
                self._add(Code.UNRECOGNISED, message, "不用改", name)
            else:
                self._refuse_month(sheet.words, name)

    def _refuse_month(self, words: str, sheet: str) -> None:
        where = "表上" if sheet else "文件名"
        wanted = self.month.period.key
        message = f"{where}写的是“{words}”，要收的是{wanted}，整个文件没有收"
        advice = "请核对：是别的月份的请移走；写错了的，请改正"
        self._add(Code.WRONG_RETURN, message, advice, sheet)

    def _add(self, code: Code, message: str, advice: str, sheet: str = "") -> None:
        place = Place(self.path.as_posix(), sheet)
        self.problems.append(Problem(code, message, advice, place))
