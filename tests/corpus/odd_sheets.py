"""Sheets as they come back: hidden, merged, filtered, with more in them than the form."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from openpyxl.worksheet.worksheet import Worksheet

from tests.corpus.case import BEFORE, FIRST, GRANTED, NOW, SECOND, Case
from tests.corpus.making import FIGURES, book_edited, edited, page, rewritten

if TYPE_CHECKING:
    from openpyxl.workbook.workbook import Workbook

LISTS, TEXTS = "名单", "文字"


def _hide_rows(sheet: Worksheet) -> None:
    for row in (5, 6, 9):
        sheet.row_dimensions[row].hidden = True


def _hide_column(sheet: Worksheet) -> None:
    sheet.column_dimensions["E"].hidden = True


def _hide_helper(sheet: Worksheet) -> None:
    sheet.column_dimensions["M"].hidden = True


def _filter(sheet: Worksheet) -> None:
    sheet.auto_filter.ref = "A1:O33"
    _hide_rows(sheet)


def _merge_names(sheet: Worksheet) -> None:
    """Names and sources said once for several rows, as clerks like it."""
    for span in ("A2:A4", "B2:B4", "A5:A6", "A7:A8", "A10:A12"):
        sheet.merge_cells(span)
    sheet.unmerge_cells("B2:B4")
    for row in (3, 4):
        sheet[f"B{row}"].value = "件"


def _insert(sheet: Worksheet) -> None:
    sheet.insert_cols(7)
    sheet.insert_rows(4, 2)
    sheet.insert_rows(1, 2)
    sheet["A1"].value = "2022年7月指标汇总表"
    sheet.merge_cells("A1:O1")


def _unheaded(sheet: Worksheet) -> None:
    for row in (2, 3, 4, 7):
        sheet.cell(row, 17).value = row


def _more(name: str, *, filled: bool = True) -> Callable[[], bytes]:
    def edit(book: "Workbook") -> None:
        sheet = book.create_sheet(name)
        if filled:
            sheet["A1"].value = "备用"

    return book_edited(edit)


def _copied(book: "Workbook") -> None:
    copy = book.copy_worksheet(page(book, FIGURES))
    copy.title = "指标数据 (2)"


def _twice(book: "Workbook") -> None:
    copy = book.copy_worksheet(page(book, FIGURES))
    copy.title = " 指标数据"


def _state(state: str) -> Callable[[], bytes]:
    return book_edited(lambda book: setattr(page(book, LISTS), "sheet_state", state))


def _long(sheet: Worksheet) -> None:
    for row in range(14, 2010):
        sheet.cell(row, 1).value = "专利奖"
        sheet.cell(row, 3).value = f"公司{row}"
        sheet.cell(row, 4).value = "某奖"
        sheet.cell(row, 5).value = "二等奖"


def _blank_far(sheet: Worksheet) -> None:
    sheet["ZZ1048576"].number_format = "0.00"


def _two_level(sheet: Worksheet) -> None:
    sheet.insert_rows(1)
    sheet["E1"].value = "各区市"
    sheet.merge_cells("E1:K1")


def _chart(book: "Workbook") -> None:
    book.create_chartsheet("图")


F2 = (GRANTED, SECOND, NOW)
_MERGED = ("blank F2", "merged E2")
_COVERED = (
    r"</sheetData>",
    r'</sheetData><mergeCells count="1"><mergeCell ref="E2:F2"/></mergeCells>',
)
_FAR = (
    r"</row></sheetData>",
    ('</row><row r="200001"><c r="XFD200001"><v>1</v></c></row></sheetData>'),
)
_OLD_SIZE = r'<dimension ref="[^"]*"/>', '<dimension ref="A1:C3"/>'

CASES = (
    Case("隐藏的行", edited(_hide_rows), ("hidden A5",)),
    Case("隐藏的列", edited(_hide_column), ("hidden E1",)),
    Case("隐藏不读的列", edited(_hide_helper)),
    Case("隐藏的表", _state("hidden"), ("hidden A1",)),
    Case("深度隐藏的表", _state("veryHidden"), ("hidden A1",)),
    Case("筛选", edited(_filter), ("hidden A5",)),
    Case(
        "只开着筛选", edited(lambda sheet: setattr(sheet.auto_filter, "ref", "A1:O33"))
    ),
    Case(
        "宽度为零的列",
        rewritten(
            (
                '<col min="4" max="11" width="11.7109375"',
                '<col min="4" max="11" width="0"',
            )
        ),
        ("hidden D1",),
    ),
    Case("指标名合并", edited(_merge_names)),
    Case(
        "两格数合并",
        edited(lambda sheet: sheet.merge_cells("E2:F2")),
        _MERGED,
        {F2: None},
    ),
    Case("合并盖住了数", rewritten(_COVERED), _MERGED, {F2: None}),
    Case(
        "上下合并的数",
        edited(lambda sheet: sheet.merge_cells("E2:E3")),
        ("blank E3", "merged E2"),
        {(GRANTED, FIRST, BEFORE): None},
    ),
    Case("合并的空格", edited(lambda sheet: sheet.merge_cells("L2:L4"))),
    Case("插入行列和总标题", edited(_insert)),
    Case("两层表头", edited(_two_level)),
    Case("没有表头的列", edited(_unheaded), ("no-heading Q2",)),
    Case("多一张表", _more("明细"), ("extra-sheet A1",)),
    Case("多一张空表", _more("Sheet1", filled=False)),
    Case("多一张图", book_edited(_chart)),
    Case("复制的表", book_edited(_copied), ("extra-sheet A1",)),
    Case("同名的表", book_edited(_twice), ("extra-sheet A1",)),
    Case("远处一格", rewritten(_FAR), ("stray-cell XFD200001",)),
    Case("远处一格而范围写小了", rewritten(_FAR, _OLD_SIZE), ("stray-cell XFD200001",)),
    Case("范围写小了", rewritten(_OLD_SIZE)),
    Case("远处有格式没有内容", edited(_blank_far)),
    Case("名单太长", edited(_long, LISTS), ("unreadable A2001",)),
    Case(
        "表名有空格",
        book_edited(lambda book: setattr(page(book, TEXTS), "title", " 文字 ")),
    ),
    Case(
        "缺一张表",
        book_edited(lambda book: book.remove(page(book, TEXTS))),
        ("missing-sheet ",),
    ),
)
