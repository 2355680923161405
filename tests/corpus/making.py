"""Ways to make a workbook: the sample month edited, its XML rewritten, or told again."""

import csv
import io
import re
import zipfile
from collections.abc import Callable, Iterator
from html import escape
from typing import TYPE_CHECKING

import openpyxl
import xlwt
from openpyxl.worksheet.worksheet import Worksheet

from tests.sample import ROOT

if TYPE_CHECKING:
    from openpyxl.workbook.workbook import Workbook

SAMPLE = (ROOT / "data" / "2022-07.xlsx").read_bytes()
FIGURES = "指标数据"
FIGURE_PART = "xl/worksheets/sheet2.xml"
Edit = Callable[[Worksheet], object]


def edited(edit: Edit, sheet: str = FIGURES) -> Callable[[], bytes]:
    """The sample month after an edit of one of its sheets."""
    return book_edited(lambda book: edit(page(book, sheet)))


def book_edited(edit: "Callable[[Workbook], object]") -> Callable[[], bytes]:
    """The sample month after an edit."""

    def make() -> bytes:
        book = openpyxl.load_workbook(io.BytesIO(SAMPLE))
        edit(book)
        data = io.BytesIO()
        book.save(data)
        return data.getvalue()

    return make


def typed(cell: str, value: object, pattern: str = "") -> Callable[[], bytes]:
    """The sample month with something else typed into a cell of 指标数据."""

    def edit(sheet: Worksheet) -> None:
        sheet[cell].value = value
        if pattern:
            sheet[cell].number_format = pattern

    return edited(edit)


def page(book: "Workbook", sheet: str) -> Worksheet:
    found = book[sheet]
    assert isinstance(found, Worksheet)
    return found


def rewritten(
    *changes: tuple[str, str], part: str = FIGURE_PART
) -> Callable[[], bytes]:
    """The sample month with a part's XML rewritten: pattern and replacement, each once."""

    def change(text: str) -> str:
        for pattern, new in changes:
            text, count = re.subn(pattern, new, text, count=1, flags=re.DOTALL)
            assert count, pattern
        return text

    return lambda: with_part(part, change)


def cell_as(cell: str, xml: str) -> Callable[[], bytes]:
    """The sample month with a cell of 指标数据 written as that XML."""
    return rewritten((f'<c r="{cell}"[^>]*?(/>|>.*?</c>)', xml))


def with_part(part: str, change: Callable[[str], str]) -> bytes:
    """The sample month with one part changed."""
    data = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(SAMPLE)) as old, zipfile.ZipFile(data, "w") as new:
        for info in old.infolist():
            content = old.read(info)
            if info.filename == part:
                content = change(content.decode()).encode()
            new.writestr(info, content, zipfile.ZIP_DEFLATED)
    return data.getvalue()


def zipped(**parts: bytes) -> bytes:
    """A zip file of parts, their names written with __ for / and _DOT_ for a dot."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name.replace("__", "/").replace("_DOT_", "."), content)
    return data.getvalue()


def sheets() -> Iterator[tuple[str, list[list[object]]]]:
    """The sheets of the sample month, row by row; formulas are left out."""
    book = openpyxl.load_workbook(io.BytesIO(SAMPLE), read_only=True)
    for sheet in book.worksheets:
        rows = sheet.iter_rows(values_only=True)
        yield sheet.title, [[_plain(value) for value in row] for row in rows]


def _plain(value: object) -> object:
    is_formula = isinstance(value, str) and value.startswith("=")
    return None if value == "" or is_formula else value


def figure_rows() -> list[list[str]]:
    """指标数据 as texts."""
    rows = dict(sheets())[FIGURES]
    return [["" if value is None else str(value) for value in row] for row in rows]


def separated(encoding: str, separator: str = ",") -> Callable[[], bytes]:
    """指标数据 as a text with separators."""

    def make() -> bytes:
        text = io.StringIO(newline="")
        csv.writer(text, delimiter=separator).writerows(figure_rows())
        return text.getvalue().encode(encoding)

    return make


Old = Callable[["xlwt.Workbook", "xlwt.Worksheet"], object]


def legacy(edit: Old | None = None) -> Callable[[], bytes]:
    """The sample month as .xls; `edit` gets the book, and 指标数据 to write over."""

    def make() -> bytes:
        book = xlwt.Workbook(encoding="utf-8")
        for name, rows in sheets():
            sheet = book.add_sheet(name, cell_overwrite_ok=True)
            for number, row in enumerate(rows):
                for column, value in enumerate(row):
                    if value is not None:
                        sheet.write(number, column, value)
        if edit:
            edit(book, book.get_sheet(FIGURES))
        data = io.BytesIO()
        book.save(data)
        return data.getvalue()

    return make


def web_page(encoding: str = "utf-8", head: str = "") -> Callable[[], bytes]:
    """The sample month as one web page, each sheet a table, as LibreOffice writes it."""
    return lambda: _web_page(head).encode(encoding)


def _web_page(head: str) -> str:
    body = "".join(
        f"<h1>Sheet: <em>{name}</em></h1>{web_table(rows)}" for name, rows in sheets()
    )
    return f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>"


def web_table(rows: list[list[object]]) -> str:
    """Rows as a table; what stands in 指标 for several rows spans them."""
    return "<table>" + "".join(_web_row(row) for row in rows) + "</table>"


def _web_row(row: list[object]) -> str:
    cells = ("" if value is None else escape(str(value)) for value in row)
    return "<tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>"
