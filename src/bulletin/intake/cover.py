"""The sheet 封面 as an edition: the period, the document number, the date of issue."""

import re
from collections.abc import Iterator, Mapping

from bulletin.intake import table as tables
from bulletin.intake.cell import broken_cell
from bulletin.intake.table import Table
from bulletin.intake.words import (
    date,
    is_dash,
    label,
    line,
    month,
    nearest,
    number,
    unprintable,
)
from bulletin.intake.workbook import Cell, Workbook
from bulletin.model.edition import Cover, Edition, Text
from bulletin.model.figure import State
from bulletin.model.handbook import Catalogue, Office
from bulletin.model.period import ReportingPeriod
from bulletin.model.place import Place
from bulletin.model.problem import Code, Problem
from bulletin.model.style import Style

SHEET = "封面"
_NEEDED = ("项目", "内容")
_DATES = (Cover.ISSUED, Cover.PRINTED_ON)
_SIGNED = (Cover.NUMBER, Cover.ISSUED)
# File name and author come from these, so they are never dropped by a —.
_NAMED = (Cover.TITLE, Cover.ISSUER)
_STARTED = (Cover.TARGET_YEAR, Cover.AUTHOR)
# The page prints these words itself (GB/T 9704 7.4.2).
_AROUND_COPIES = re.compile(r"^抄送\s*[：:]\s*|[。.；;]+$")


def period(workbook: Workbook) -> ReportingPeriod | None:
    """报告期 alone, which decides how the handbook reads; `edition` tells what is wrong."""
    table, _ = tables.read(workbook, SHEET, _NEEDED)
    return _period(table, _rows(table, []), []) if table else None


def edition(
    workbook: Workbook,
    catalogue: Catalogue,
) -> tuple[Edition | None, tuple[Problem, ...]]:
    """The edition; None, with a problem, while 报告期 cannot be read."""
    table, problems = tables.read(workbook, SHEET, _NEEDED)
    if table is None:
        return None, problems
    found = list(problems)
    rows = _rows(table, found)
    end = _period(table, rows, found)
    cover = _defaults(catalogue.office) | _texts(table, rows, found)
    found.extend(_blanks(table, cover))
    if end is None:
        return None, tuple(found)
    place = table.blank(rows[Cover.PERIOD][0], "内容")
    found.extend(_wrong_month(end, catalogue.style, place))
    found.extend(_wrong_year(end, cover[Cover.TARGET_YEAR]))
    return Edition(end, cover), tuple(found)


def _rows(
    table: Table, problems: list[Problem]
) -> dict[Cover, tuple[int, Cell | None]]:
    rows: dict[Cover, tuple[int, Cell | None]] = {}
    names = tuple(cover.value for cover in Cover)
    for number_, row in table.rows:
        name = label(row["项目"].content) if "项目" in row else ""
        place = table.blank(number_, "项目")
        if name not in names:
            message = f"“{name}”不是封面的项目" if name else "没有写项目"
            advice = nearest(name, names) + "请参照样例工作簿填写项目名"
            problems.append(Problem(Code.UNKNOWN_COVER_ROW, message, advice, place))
        elif Cover(name) in rows:
            message = f"“{name}”出现了两次"
            advice = "请删去多余的一行"
            problems.append(Problem(Code.REPEATED_ROW, message, advice, place))
        else:
            rows[Cover(name)] = number_, row.get("内容")
    return rows


def _period(
    table: Table,
    rows: Mapping[Cover, tuple[int, Cell | None]],
    problems: list[Problem],
) -> ReportingPeriod | None:
    row, cell = rows.get(Cover.PERIOD, (0, None))
    found = month(cell.content) if cell else None
    if found:
        return ReportingPeriod(*found)
    if cell and broken_cell(cell):
        return None
    shown = f"“{cell.content}”不是报告期" if cell else "没有填报告期"
    place = table.blank(row, "内容") if row else table.place
    advice = "请填报告期的年和月，如 2022-07"
    problems.append(Problem(Code.WRONG_PERIOD, shown, advice, place))
    return None


def _texts(
    table: Table,
    rows: Mapping[Cover, tuple[int, Cell | None]],
    problems: list[Problem],
) -> dict[Cover, Text]:
    texts: dict[Cover, Text] = {}
    for cover, (row, cell) in rows.items():
        text = _text(cover, cell, table.blank(row, "内容"), problems)
        dropped = text.state is State.NOT_APPLICABLE and cover not in _NAMED
        if text.value or dropped or cover in (*_SIGNED, *_STARTED):
            texts[cover] = text
    return texts


def _text(
    cover: Cover,
    cell: Cell | None,
    place: Place,
    problems: list[Problem],
) -> Text:
    broken = broken_cell(cell) if cell else None
    if broken:
        problems.append(broken)
        return Text("", place, State.NOT_APPLICABLE)
    if cell is None or not label(cell.content):
        return Text("", place, State.PENDING)
    if is_dash(cell.content):
        return Text("", place, State.NOT_APPLICABLE)
    words = line(cell.content)
    if cover is Cover.COPIES:
        words = _AROUND_COPIES.sub("", words)
        if not words:
            return Text("", place, State.PENDING)
    problem = _bad_character(words, place)
    if cover in _DATES:
        day = date(cell.content)
        words = f"{day.year}年{day.month}月{day.day}日" if day else words
        problem = problem or (None if day else _not_a_date(cover, words, place))
    if problem:
        problems.append(problem)
    return Text(words, place)


def _not_a_date(cover: Cover, words: str, place: Place) -> Problem:
    message = f"{cover}“{words}”不是日期"
    return Problem(Code.WRONG_DATE, message, "请写成 2022年8月10日 的形式", place)


def _bad_character(words: str, place: Place) -> Problem | None:
    character = unprintable(words)
    if not character:
        return None
    message = f"含有印不出的字符 U+{ord(character):04X}"
    return Problem(Code.BAD_CHARACTER, message, "请删去后重新输入", place)


def _defaults(office: Office) -> dict[Cover, Text]:
    """The office's standing words, and what 封面 has no row for."""
    missing = Text("", None, State.PENDING)
    standing = {
        Cover.TITLE: office.title,
        Cover.ADDRESSEES: office.addressees,
        Cover.ISSUER: office.issuer,
        Cover.SEALED_BY: office.sealed_by,
    }
    texts = dict.fromkeys((*_SIGNED, *_STARTED), missing)
    return texts | {cover: Text(words) for cover, words in standing.items() if words}


def _blanks(table: Table, cover: Mapping[Cover, Text]) -> Iterator[Problem]:
    for name in (*_STARTED, *_SIGNED):
        text = cover[name]
        if text.state is State.PENDING:
            signed = name in _SIGNED
            code = Code.UNSIGNED if signed else Code.BLANK
            advice = "签发后请补填" if signed else f"请在“{SHEET}”填写{name}"
            place = text.place or table.place
            owner = "签发后填写" if signed else "填报人"
            yield Problem(code, f"{name}没有填", advice, place, owner=owner)


def _wrong_month(
    end: ReportingPeriod,
    style: Style,
    place: Place,
) -> Iterator[Problem]:
    """A month before the year's first edition, which takes several together."""
    if end.month < style.first_month:
        together = f"1{style.month_range}{style.first_month}月"
        message = f"本通报{together}合并为第一期，报告期却是{end.key}"
        advice = "请核对报告期；确实要单出一期的，请在“情况说明”登记"
        yield Problem(Code.WRONG_MONTH, message, advice, place)


def _wrong_year(end: ReportingPeriod, text: Text) -> Iterator[Problem]:
    if text.state is not State.GIVEN or text.place is None:
        return
    if number(text.value.removesuffix("年")) != end.year:
        message = f"目标年度是“{text.value}”，报告期却在{end.year}年"
        advice = (
            f"请核对年度目标是否已换成{end.year}年的；确实如此的，请在“情况说明”登记"
        )
        yield Problem(Code.WRONG_YEAR, message, advice, text.place)
