"""data/2022-07.xlsx: made again by its script, typed numbers, illustrations marked."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import openpyxl
from openpyxl.cell.cell import Cell

from tests.sample import AREAS, ROOT

WORKBOOK = ROOT / "data" / "2022-07.xlsx"
FILL = "FFFFF2CC"


def cells(path: Path) -> Iterator[tuple[str, Cell]]:
    book = openpyxl.load_workbook(path)
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if isinstance(cell, Cell) and cell.value is not None:
                    yield sheet.title, cell


def test_the_script_makes_the_same_workbook_again(tmp_path: Path) -> None:
    target = tmp_path / "again.xlsx"
    script = ROOT / "data" / "sample" / "make_workbook.py"
    subprocess.run([sys.executable, str(script), str(target)], check=True)
    again = [(sheet, cell.coordinate, cell.value) for sheet, cell in cells(target)]
    assert again == [
        (sheet, cell.coordinate, cell.value) for sheet, cell in cells(WORKBOOK)
    ]


def test_figures_are_typed_numbers_and_formulas_stand_only_in_helper_columns() -> None:
    header: dict[int, object] = {}
    for sheet, cell in cells(WORKBOOK):
        if sheet == "指标数据" and cell.row == 1:
            header[cell.column] = cell.value
        elif sheet == "指标数据" and header[cell.column] in AREAS:
            assert isinstance(cell.value, int | float), cell.coordinate
        if cell.data_type == "f":
            assert header[cell.column] == "合计差"


def test_illustrative_cells_have_a_fill_and_a_comment_and_others_have_neither() -> None:
    marked = [cell for sheet, cell in cells(WORKBOOK) if cell.comment is not None]
    assert len(marked) > 80
    for sheet, cell in cells(WORKBOOK):
        filled = cell.fill.start_color.rgb == FILL
        if sheet == "说明":
            assert filled == ("示例数据" in str(cell.value))
        else:
            assert filled == (cell.comment is not None), (sheet, cell.coordinate)
            assert cell.comment is None or "示例" in cell.comment.text
