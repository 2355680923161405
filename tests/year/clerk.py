"""What people type in a month: districts their returns, the clerk the rest of the form."""

from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from bulletin.model.indicator import CITY, Item
from bulletin.model.period import ReportingPeriod
from tests.year.world import World

if TYPE_CHECKING:
    from openpyxl.workbook.workbook import Workbook

Changed = Callable[[str, str, Item], Decimal | None]


def answer(form: Path, reply: Path, world: World, period: ReportingPeriod) -> None:
    """A district fills in whatever is open in its form, and sends it back."""
    book = openpyxl.load_workbook(form)
    page = sheet(book, "指标数据")
    columns = headings(page)
    (district,) = (name for name in columns if name in world.districts)
    for row, name, item in rows(page):
        figure = world.figure(world.catalogue.indicators[name], district, item, period)
        if figure is not None:
            page.cell(row, columns[district]).value = plain(figure)
    for row in range(2, 12):
        if sheet(book, "封面").cell(row, 1).value == "填报人":
            sheet(book, "封面").cell(row, 2).value = f"{district}填报人"
    reply.parent.mkdir(parents=True, exist_ok=True)
    book.save(reply)


def complete(workbook: Path, world: World, period: ReportingPeriod) -> None:
    """The clerk types what no district reports, and every base that is still open."""
    book = openpyxl.load_workbook(workbook)
    page = sheet(book, "指标数据")
    columns = headings(page)
    for row, name, item in rows(page):
        indicator = world.catalogue.indicators[name]
        for area in world.areas(indicator):
            cell = page.cell(row, columns[area])
            figure = world.figure(indicator, area, item, period)
            own = area == CITY or item is Item.TARGET
            if own and item is not Item.BASE and figure is not None:
                cell.value = plain(figure)
    _sign(sheet(book, "封面"), period, world)
    for name in ("名单", "文字"):
        _look_over(sheet(book, name))
    book.save(workbook)


def correct(workbook: Path, cell: str, value: Decimal) -> None:
    """One figure of 指标数据 typed anew."""
    book = openpyxl.load_workbook(workbook)
    sheet(book, "指标数据")[cell].value = plain(value)
    book.save(workbook)


def sheet(book: "Workbook", name: str) -> Worksheet:
    found = book[name]
    assert isinstance(found, Worksheet)
    return found


def headings(page: Worksheet) -> dict[str, int]:
    """The columns by their headings, which stand in the row that has 指标."""
    first = header(page)
    return {str(c.value): n for n, c in enumerate(page[first], 1) if c.value}


def header(page: Worksheet) -> int:
    return next(r for r in range(1, 20) if page.cell(r, 1).value == "指标")


def rows(page: Worksheet) -> Iterator[tuple[int, str, Item]]:
    """The rows with a figure of an indicator."""
    columns = headings(page)
    for row in range(header(page) + 1, page.max_row + 1):
        name, item = (page.cell(row, columns[each]).value for each in ("指标", "项"))
        if name and item in tuple(Item):
            yield row, str(name), Item(str(item))


def plain(figure: Decimal) -> int | float:
    whole = figure == figure.to_integral_value()
    return int(figure) if whole else float(figure)


def _sign(page: Worksheet, period: ReportingPeriod, world: World) -> None:
    issued = world.target(world.reported[0], CITY, period) is not None
    said = {
        "目标年度": period.year if issued else "—",
        "填报人": "张三",
        "文号": f"某组办〔{period.year}〕{period.month}号",
        "成文日期": f"{period.year}年{period.month}月28日",
    }
    for row in range(2, page.max_row + 1):
        name = str(page.cell(row, 1).value)
        if name in said:
            page.cell(row, 2).value = said[name]


def _look_over(page: Worksheet) -> None:
    """Each carried row is looked at and its mark taken away; what is missing is written."""
    first = next(r for r in range(1, 20) if page.cell(r, 1).value in ("类别", "位置"))
    columns = {str(c.value): n for n, c in enumerate(page[first], 1) if c.value}
    for row in range(first + 1, page.max_row + 1):
        if "沿用" in columns:
            page.cell(row, columns["沿用"]).value = None
        if "正文" in columns and page.cell(row, columns["位置"]).value:
            text = page.cell(row, columns["正文"])
            place = page.cell(row, columns["位置"]).value
            text.value = text.value or f"{place}方面，{{期间}}各单位抓好落实。"
