"""A blank form as a clerk fills it in: figures that add up, names, words, a signature."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

if TYPE_CHECKING:
    from openpyxl.workbook.workbook import Workbook

Entries = Mapping[str, Mapping[str, str | int]]
COVER = {
    "填报人": "张三",
    "文号": "某组办〔2022〕5号",
    "成文日期": "2022年9月8日",
}
# A year's target is more than what is done of it, and a part less than its whole.
FIGURES = {"本期": 40, "上年同期": 30, "年度目标": 60}
GREY = "FFEDEDED"
NOT_AREAS = ("指标", "单位", "项", "其他", "合计差", "截至", "来源", "说明")


def fill(path: Path, entries: Entries) -> None:
    """Fill in every open cell, and an entry of 名单 by category and column."""
    book = openpyxl.load_workbook(path)
    _fill_cover(sheet(book, "封面"))
    _fill_figures(sheet(book, "指标数据"))
    _fill_lists(sheet(book, "名单"), entries)
    texts = sheet(book, "文字")
    for row in rows(texts, "位置"):
        first = row == header(texts) + 1
        place = "" if first else f"{texts.cell(row, 1).value}方面，"
        texts.cell(row, 3).value = f"{place}希望各单位对照{{年}}年目标，抓好落实。"
    book.save(path)


def sheet(book: "Workbook", name: str) -> Worksheet:
    found = book[name]
    assert isinstance(found, Worksheet)
    return found


def header(page: Worksheet) -> int:
    """The row of the headings; above it stands guidance, a line a row."""
    filled = ([cell.value for cell in row if cell.value is not None] for row in page)
    return next(number for number, row in enumerate(filled, 1) if len(row) > 1)


def headings(page: Worksheet) -> dict[str, int]:
    """The columns by their headings."""
    cells = page[header(page)]
    return {str(c.value): n for n, c in enumerate(cells, 1) if c.value is not None}


def rows(page: Worksheet, heading: str) -> list[int]:
    """The rows that say anything under a heading."""
    column = headings(page)[heading]
    numbers = range(header(page) + 1, page.max_row + 1)
    return [row for row in numbers if page.cell(row, column).value is not None]


def _fill_cover(page: Worksheet) -> None:
    for row in rows(page, "项目"):
        value = COVER.get(str(page.cell(row, 1).value))
        if value:
            page.cell(row, 2).value = value


def _fill_figures(page: Worksheet) -> None:
    columns = headings(page)
    areas = [name for name in columns if name not in NOT_AREAS]
    for row in rows(page, "指标"):
        figure = FIGURES[str(page.cell(row, columns["项"]).value)]
        opened = [a for a in areas if _is_open(page, row, columns[a])]
        for area in opened:
            page.cell(row, columns[area]).value = figure
        if len(opened) > 1:
            page.cell(row, columns["全市"]).value = figure * (len(opened) - 1)
        page.cell(row, columns["来源"]).value = "某科，2022年9月1日"


def _is_open(page: Worksheet, row: int, column: int) -> bool:
    return bool(page.cell(row, column).fill.fgColor.rgb != GREY)


def _fill_lists(page: Worksheet, entries: Entries) -> None:
    columns = headings(page)
    for row, (category, fields) in enumerate(entries.items(), header(page) + 1):
        page.cell(row, columns["类别"]).value = category
        for name, value in fields.items():
            page.cell(row, columns[name]).value = value
