"""Workbooks with all that clerks' workbooks hold: pictures, charts, text boxes, names."""

import io
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest
import xlsxwriter
from lxml import etree
from xlsxwriter.worksheet import Worksheet

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
# All sheets of a workbook as LibreOffice shows them, each in a file of its own.
CSV = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"
_DOT = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489"
    "0000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)


def crowded() -> bytes:
    """A workbook of XlsxWriter with one of everything, and saved results of formulas.

    And with parts that openpyxl knows nothing of.
    """
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    sheet = book.add_worksheet("数据 一")
    _fill(book, sheet)
    _adorn(book, sheet)
    other = book.add_worksheet("表二")
    other.write_string("A1", "='a'不是公式")
    other.write_formula("B1", "='数据 一'!B10+1", None, 361)
    other.write_formula("B2", '=INDIRECT("A1")', None, 5)
    other.write_formula("B3", "=1+1", None, 2)
    other.add_table("D1:E4", {"data": [["甲", 1], ["乙", 2], ["丙", 3]]})
    book.add_worksheet("空表").hide()
    book.define_name("总计", "='数据 一'!$B$10")
    book.close()
    more = {
        "xl/pivotCache/pivotCacheDefinition1.xml": b"<pivotCacheDefinition/>",
        "customXml/item1.xml": "<说明>别动</说明>".encode(),
        "xl/vbaProject.bin": bytes(range(256)) * 4,
    }
    return with_parts(buffer.getvalue(), more)


def _fill(book: xlsxwriter.Workbook, sheet: Worksheet) -> None:
    """Numbers, dates, percentages and formulas with their results."""
    bold, percent = book.add_format({"bold": True}), book.add_format()
    percent.set_num_format("0.0%")
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    sheet.write_row("A1", ["名称", "本期", "上年", "同比", "日期"], bold)
    for row in range(1, 9):
        sheet.write(row, 0, f"指标{row}")
        sheet.write(row, 1, row * 10)
        sheet.write(row, 2, row * 8 if row % 3 else None)
        sheet.write_formula(row, 3, f"=B{row + 1}/C{row + 1}-1", percent, 0.25)
        sheet.write(row, 4, 44743, day)
    sheet.write_formula("B10", "=SUM(B2:B9)", bold, 360)
    sheet.write_formula("C10", "=总计*2", None, 720)
    sheet.write_array_formula("F2:F3", "{=B2:B3*2}", None, 20)
    sheet.write("F3", 40)
    sheet.write_rich_string("A12", "粗", bold, "细", "尾")
    sheet.merge_range("B12:D13", "合并", bold)


def _adorn(book: xlsxwriter.Workbook, sheet: Worksheet) -> None:
    """Whatever else a sheet may have."""
    shade = book.add_format({"bg_color": "#FFFF00"})
    sheet.set_column("G:H", 12, shade)
    sheet.set_row(20, 30, shade)
    sheet.insert_textbox("J2", "文本框里的话")
    sheet.insert_image("J10", "dot.png", {"image_data": io.BytesIO(_DOT)})
    sheet.write_comment("B3", "批注：请核对")
    sheet.data_validation(
        "B2:B9", {"validate": "decimal", "criteria": ">=", "value": 0}
    )
    sheet.conditional_format("B2:B9", {"type": "2_color_scale"})
    sheet.autofilter("A1:E9")
    sheet.freeze_panes(1, 1)
    sheet.protect("", {"format_cells": True})
    chart = book.add_chart({"type": "column"})
    assert chart is not None
    chart.add_series({"values": "='数据 一'!$B$2:$B$9"})
    sheet.insert_chart("J20", chart)


def with_parts(data: bytes, more: dict[str, bytes]) -> bytes:
    """The same with more parts, some of them stored without compression."""
    buffer = io.BytesIO(data)
    with zipfile.ZipFile(buffer, "a", zipfile.ZIP_STORED) as package:
        package.comment = "备注".encode()
        for name, content in more.items():
            package.writestr(name, content)
    return buffer.getvalue()


def exchanged(data: bytes, name: str, content: bytes) -> bytes:
    """The same with another part under that name."""
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for info in old.infolist():
            new.writestr(
                info, content if info.filename == name else old.read(info.filename)
            )
    return buffer.getvalue()


def parts(data: bytes) -> dict[str, bytes]:
    """All parts by name, in order."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def prefixed(data: bytes, part: str) -> bytes:
    """The same sheet as some programs write it: x:row, x:c, and no cell says where it is.

    Cells follow each other only where none is left out, so all gaps are filled.
    """
    root = etree.fromstring(parts(data)[part])
    text = etree.tostring(root).decode()
    for name in ("worksheet", "sheetData", "row", "c", "v", "f", "is", "t"):
        text = text.replace(f"<{name} ", f"<x:{name} ").replace(
            f"<{name}>", f"<x:{name}>"
        )
        text = text.replace(f"<{name}/>", f"<x:{name}/>")
        text = text.replace(f"</{name}>", f"</x:{name}>")
    space = MAIN.strip("{}")
    text = text.replace(f'xmlns="{space}"', f'xmlns="{space}" xmlns:x="{space}"', 1)
    return exchanged(data, part, text.encode())


def libreoffice(path: Path, kind: str, folder: Path) -> Path:
    """What LibreOffice saves a workbook as; the test is skipped without it."""
    program = shutil.which("soffice")
    if program is None:
        pytest.skip("soffice is not installed")
    folder.mkdir(parents=True, exist_ok=True)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [program, profile, "--headless", "--convert-to", kind]
    subprocess.run(
        [*command, "--outdir", str(folder), str(path)],
        check=True,
        capture_output=True,
        timeout=300,
    )
    made = sorted(folder.glob(f"{path.stem}*.{kind.partition(':')[0]}"))
    if not made:
        pytest.skip("soffice cannot open workbooks")
    return made[0]
