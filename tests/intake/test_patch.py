"""A corrected cell changes that cell and nothing else of a clerk's workbook."""

import csv
import io
import random
import zipfile
from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from pathlib import Path

import openpyxl
import pytest
from lxml import etree
from openpyxl.utils.cell import coordinate_to_tuple

from bulletin.intake.patching.dependents import stale
from bulletin.intake.patching.package import Package
from bulletin.intake.patching.patch import emptied, patched
from bulletin.model.problem import ProblemsError
from tests.intake.books import (
    CSV,
    MAIN,
    crowded,
    exchanged,
    libreoffice,
    parts,
    prefixed,
)
from tests.sample import ROOT, SOAK, Sample

FIRST = "xl/worksheets/sheet1.xml"
Cells = Mapping[tuple[str, str], Decimal | str]
TEXTS = ("一＆<&>\"'", "=1+1", "两\n行", " 空格 ", "\x0b控制", "+8", "")


@cache
def book(name: str) -> bytes:
    """The workbooks that cells are changed in, by what made them."""
    if name == "sample":
        return (ROOT / "data" / "2022-07.xlsx").read_bytes()
    if name == "prefixed":
        return prefixed(crowded(), FIRST)
    if name == "spaced":
        spaced = parts(crowded())[FIRST].replace(b"><row", b">\r\n <row")
        return exchanged(crowded(), FIRST, spaced)
    return crowded()


BOOKS = ("sample", "crowded", "prefixed", "spaced")


def seen(data: bytes, *, values: bool) -> dict[tuple[str, str], tuple[object, ...]]:
    """All that every cell holds and looks like, by openpyxl."""
    read = openpyxl.load_workbook(io.BytesIO(data), data_only=values)
    found: dict[tuple[str, str], tuple[object, ...]] = {}
    for sheet in read.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                content = getattr(cell.value, "text", cell.value)
                looks = (cell.number_format, cell.font, cell.fill, cell.border)
                note = cell.comment.text if cell.comment else None
                if content is not None or cell.has_style or note:
                    found[sheet.title, cell.coordinate] = (
                        content,
                        *map(str, looks),
                        note,
                    )
    return found


def chosen(data: bytes, seed: int) -> dict[tuple[str, str], Decimal | str]:
    """Some cells that may be written, there and not there yet, with new contents."""
    chance = random.Random(seed)  # noqa: S311 - no secret
    sheets = openpyxl.load_workbook(io.BytesIO(data)).sheetnames
    found: dict[tuple[str, str], Decimal | str] = {}
    while len(found) < 8:
        column, row = chance.choice("ABCDEFGHIZ"), chance.choice((*range(1, 30), 400))
        at = (chance.choice(sheets), f"{column}{row}")
        number = Decimal(chance.randrange(10**6)) / 100
        value = chance.choice((number, -number, *TEXTS))
        try:
            patched(data, {at: value})
        except ProblemsError:
            continue
        found[at] = value
    return found


def holds(content: object, value: Decimal | str, number_format: str) -> bool:
    """Whether a cell read back holds what was to be written."""
    if isinstance(value, str):
        return (content or "") == value.replace("\x0b", "_x000B_")
    shown = value / 100 if "%" in number_format else value
    return isinstance(content, int | float) and Decimal(str(content)) == shown


@pytest.mark.parametrize("name", BOOKS)
@pytest.mark.parametrize("seed", range(150 if SOAK else 3))
def test_the_cells_are_changed_and_nothing_else_is(name: str, seed: int) -> None:
    data = book(name)
    cells = chosen(data, seed)
    new = patched(data, cells)
    for values in (False, True):
        before, after = seen(data, values=values), seen(new, values=values)
        for at in before.keys() | after.keys():
            if at in cells:
                content, number_format, *_ = after.get(at, (None, "General"))
                assert holds(content, cells[at], str(number_format)), at
                if at in before and at in after:
                    assert after[at][1:] == before[at][1:], at
                elif at in before:
                    assert (cells[at], before[at][1]) == ("", "General"), at
            else:
                assert before.get(at) == after.get(at), at
    _same_package(data, new, {sheet for sheet, _ in cells})


def _same_package(old: bytes, new: bytes, sheets: set[str]) -> None:
    """All parts but those of the sheets are the same bytes, in the same order."""
    touched = {Package(old, "").sheets()[name] for name in sheets}
    before, after = parts(old), parts(new)
    assert list(before) == list(after)
    for name, content in before.items():
        assert (content == after[name]) or name in touched, name
    for name in touched:
        _is_in_order(after[name])
    with zipfile.ZipFile(io.BytesIO(old)) as a, zipfile.ZipFile(io.BytesIO(new)) as b:
        assert a.comment == b.comment
        for x, y in zip(a.infolist(), b.infolist(), strict=True):
            assert (x.date_time, x.compress_type) == (y.date_time, y.compress_type)


def _is_in_order(xml: bytes) -> None:
    """Rows under each other, and in each the cells from left to right: Excel insists."""
    rows = list(etree.fromstring(xml).iter(f"{MAIN}row"))
    numbers = [int(row.get("r", 0)) for row in rows]
    assert numbers == sorted(set(numbers))
    for row in rows:
        columns = [
            coordinate_to_tuple(str(cell.get("r"))) for cell in row.iter(f"{MAIN}c")
        ]
        assert columns == sorted(set(columns))


@pytest.mark.parametrize("name", BOOKS)
def test_all_other_markup_of_the_sheet_stays(name: str) -> None:
    data = book(name)
    sheets = Package(data, "").sheets()
    cells = chosen(data, 99)
    new = patched(data, cells)
    for sheet, part in sheets.items():
        gone = {cell for each, cell in cells if each == sheet}
        old_tree, new_tree = (_without(parts(d)[part], gone) for d in (data, new))
        assert old_tree == new_tree


def _without(xml: bytes, cells: set[str]) -> bytes:
    """The sheet's XML without some cells, the rows that held only them, and sizes."""
    root = etree.fromstring(xml)
    for node in list(root.iter(f"{MAIN}c")):
        parent = node.getparent()
        if node.get("r") in cells and parent is not None:
            parent.remove(node)
    for row in list(root.iter(f"{MAIN}row")):
        row.attrib.pop("spans", None)
        parent = row.getparent()
        if not len(row) and set(row.attrib) <= {"r"} and parent is not None:
            parent.remove(row)
    for node in list(root.iter(f"{MAIN}dimension")):
        node.attrib.clear()
    for block in root.iter(f"{MAIN}sheetData"):
        block.text = block.tail = None
        for row in block:
            row.text = row.tail = None
    return etree.tostring(root, method="c14n")


def test_a_number_in_a_percent_cell_is_that_percentage() -> None:
    formats = ("0%", "0.00%", "General")
    blank = openpyxl.Workbook()
    sheet = blank.worksheets[0]
    for row, code in enumerate(formats, 1):
        sheet.cell(row, 1, 0.1).number_format = code
    buffer = io.BytesIO()
    blank.save(buffer)
    typed = {("Sheet", f"A{row}"): Decimal("87.5") for row in (1, 2, 3)}
    read = openpyxl.load_workbook(io.BytesIO(patched(buffer.getvalue(), typed)))
    assert [cell.value for cell in read["Sheet"]["A"]] == [0.875, 0.875, 87.5]


def test_a_new_cell_looks_like_its_row_or_its_column() -> None:
    new = patched(crowded(), {("数据 一", "A21"): "行", ("数据 一", "G30"): "列"})
    sheet = openpyxl.load_workbook(io.BytesIO(new))["数据 一"]
    fills = [sheet[cell].fill.fgColor.rgb for cell in ("A21", "G30", "A30")]
    assert fills == ["FFFFFF00", "FFFFFF00", "00000000"]


def test_every_cell_that_cannot_be_written_is_told_at_once() -> None:
    wrong: Cells = {
        ("数据 一", "D2"): Decimal(1),
        ("数据 一", "F3"): Decimal(1),
        ("数据 一", "C13"): "遮住",
        ("数据 一", "E3"): Decimal(1),
        ("没有", "A1"): "x",
        ("数据 一", "A0"): "x",
        ("数据 一", "B2"): Decimal(1),
    }
    with pytest.raises(ProblemsError) as refused:
        patched(crowded(), wrong, "八月.xlsx")
    found = {(p.code.slug, p.place.cell) for p in refused.value.problems}
    assert found == {
        ("formula-cell", "D2"),
        ("formula-cell", "F3"),
        ("unwritable", "C13"),
        ("date-cell", "E3"),
        ("unwritable", "A1"),
        ("unwritable", "A0"),
    }
    assert all(p.place.file == "八月.xlsx" for p in refused.value.problems)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"PK\x03\x04",
        b"\xd0\xcf\x11\xe0" + bytes(600),
        "指标,本期\n".encode("gbk"),
        exchanged(crowded(), FIRST, b"<worksheet><sheetData>"),
        exchanged(crowded(), FIRST, b'<!DOCTYPE a [<!ENTITY b "c">]><worksheet/>'),
        exchanged(
            crowded(),
            FIRST,
            "<?xml version='1.0' encoding='utf-16'?><a/>".encode("utf-16"),
        ),
        exchanged(crowded(), "xl/workbook.xml", b"<workbook"),
        exchanged(crowded(), "xl/_rels/workbook.xml.rels", b"<Relationship"),
    ],
)
def test_what_is_no_sound_xlsx_is_refused(data: bytes) -> None:
    with pytest.raises(ProblemsError) as refused:
        patched(data, {("数据 一", "B2"): Decimal(1)}, "x.xls")
    assert [p.code.slug for p in refused.value.problems] == ["unreadable"]


def test_a_formula_is_stale_when_a_cell_it_looks_at_has_changed() -> None:
    def cells(*changed: tuple[str, str]) -> set[str]:
        found = stale(crowded(), changed, "x.xlsx")
        return {f"{p.place.sheet}!{p.place.cell}" for p in found}

    unknown = {"表二!B2"}
    through = {"数据 一!B10", "数据 一!C10", "表二!B1"}
    assert cells(("数据 一", "C4")) == {"数据 一!D4"} | unknown
    assert cells(("数据 一", "B3")) == {"数据 一!D3", "数据 一!F2"} | through | unknown
    assert cells(("表二", "A9")) == unknown
    assert cells() == set()


def test_a_stale_result_is_emptied_and_no_other() -> None:
    data = patched(crowded(), {("数据 一", "B3"): Decimal(25)})
    old = stale(data, [("数据 一", "B3")])
    new = emptied(data, [(p.place.sheet, p.place.cell) for p in old])
    gone = {"D3", "F2", "F3", "B10", "C10", "B1", "B2"}
    before, after = seen(data, values=True), seen(new, values=True)
    lost = {at for at in before if before[at][0] != after.get(at, (None,))[0]}
    assert {cell for _, cell in lost} == gone
    assert all(after[at][0] is None for at in lost if at in after)
    formulas = [seen(each, values=False) for each in (data, new)]
    assert {k: v for k, v in formulas[0].items() if k != ("数据 一", "F3")} == {
        k: v for k, v in formulas[1].items() if k != ("数据 一", "F3")
    }


@pytest.mark.parametrize("name", ["sample", "crowded"])
def test_libreoffice_opens_it_and_shows_the_new_values(
    name: str, tmp_path: Path
) -> None:
    path = tmp_path / "book.xlsx"
    path.write_bytes(book(name))
    saved = libreoffice(path, "xlsx", tmp_path / "saved").read_bytes()
    for number, data in enumerate((book(name), saved)):
        first = next(iter(Package(data, "").sheets()))
        cells: dict[str, Decimal | str] = {
            "B7": Decimal("131.25"),
            "H40": "新的话=1",
            "A18": "=SUM(A1)",
        }
        new = patched(data, {(first, cell): value for cell, value in cells.items()})
        path.write_bytes(new)
        rows = shown(path, first, tmp_path / str(number))
        assert (rows[6][1], rows[39][7]) == ("131.25", "新的话=1")
        assert rows[17][0] == "=SUM(A1)"
        _same_package(data, new, {first})
        before, after = seen(data, values=True), seen(new, values=True)
        assert {at for at in before if before[at] != after[at]} <= {
            (first, cell) for cell in cells
        }


def test_libreoffice_works_an_emptied_result_out_anew(tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    data = patched(crowded(), {("数据 一", "B3"): Decimal(25)})
    path.write_bytes(data)
    assert shown(path, "数据 一", tmp_path / "before")[9][1:3] == ["360", "720"]
    old = stale(data, [("数据 一", "B3")])
    path.write_bytes(emptied(data, [(p.place.sheet, p.place.cell) for p in old]))
    assert shown(path, "数据 一", tmp_path / "after")[9][1:3] == ["365", "730"]


def shown(path: Path, sheet: str, folder: Path) -> list[list[str]]:
    """The rows of a sheet as LibreOffice shows them."""
    libreoffice(path, CSV, folder)
    (table,) = folder.glob(f"*-{sheet}.csv")
    return list(csv.reader(table.read_text(encoding="utf-8").splitlines()))


def test_the_sample_month_reads_the_new_figure(sample: Sample) -> None:
    sample.save()
    at = ("指标数据", sample.address("发明专利授权量", "本期", "滕州市"))
    sample.path.write_bytes(patched(sample.path.read_bytes(), {at: Decimal(131)}))
    sample.book = openpyxl.load_workbook(sample.path)
    assert sample.sheet("指标数据")[at[1]].value == 131
