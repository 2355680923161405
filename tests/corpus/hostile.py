"""Files made to break or exhaust a reader; each costs seconds and little memory."""

import io
import struct
import warnings
import zipfile
from collections.abc import Callable

import xlwt

from bulletin.intake.grid import letters
from tests.corpus.case import Case
from tests.corpus.making import FIGURE_PART, SAMPLE, legacy, rewritten, with_part

_MANY = 300_000
_ENTITIES = (
    '<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa">'
    + "".join(
        f'<!ENTITY {name} "{f"&{before};" * 10}">'
        for before, name in zip("abcdefgh", "bcdefghi", strict=True)
    )
    + "]>"
)


def _full(rows: int, columns: int, content: str = "<v>1</v>") -> str:
    """Rows of cells below the table."""
    names = [letters(number) for number in range(1, columns + 1)]
    return "".join(
        f'<row r="{row}">'
        + "".join(f'<c r="{name}{row}">{content}</c>' for name in names)
        + "</row>"
        for row in range(34, 34 + rows)
    )


def _appended(xml: Callable[[], str]) -> Callable[[], bytes]:
    return lambda: with_part(
        FIGURE_PART, lambda text: text.replace("</sheetData>", f"{xml()}</sheetData>")
    )


def _merged(xml: str, count: int) -> Callable[[], bytes]:
    end = "</sheetData>"
    merged = f"{end}<mergeCells>{xml * count}</mergeCells>"
    return lambda: with_part(FIGURE_PART, lambda text: text.replace(end, merged))


def _cell(text: str) -> str:
    return f'<row r="40"><c r="A40" t="inlineStr"><is><t>{text}</t></is></c></row>'


def _attributes() -> str:
    many = " ".join(f'a{number}="1"' for number in range(_MANY))
    return f'<row r="40"><c r="A40" {many}/></row>'


def _names() -> bytes:
    names = "".join(
        f'<definedName name="n{number}">1</definedName>' for number in range(_MANY)
    )
    end = "</sheets>"
    named = f"{end}<definedNames>{names}</definedNames>"
    return with_part("xl/workbook.xml", lambda text: text.replace(end, named))


def _old_full(_: xlwt.Workbook, sheet: xlwt.Worksheet) -> None:
    for row in range(40, 700):
        for column in range(110):
            sheet.write(row, column, 1.5)


def _wide_text() -> bytes:
    return b"1," * 2_000_000


def _long_text() -> bytes:
    return b"10,10\n" * 700_000


def _long_page() -> bytes:
    return b"<table>" + b"<tr><td>1" * 300_000


def _bomb(part: str, size: int) -> Callable[[], bytes]:
    """A part that unpacks to a lot of nothing."""

    def make() -> bytes:
        data = io.BytesIO()
        with (
            zipfile.ZipFile(io.BytesIO(SAMPLE)) as old,
            zipfile.ZipFile(data, "w") as new,
        ):
            for info in old.infolist():
                content = old.read(info)
                if info.filename == part:
                    content += b" " * size
                new.writestr(info, content, zipfile.ZIP_DEFLATED)
        return data.getvalue()

    return make


def _twice() -> bytes:
    data = io.BytesIO(SAMPLE)
    with warnings.catch_warnings(), zipfile.ZipFile(data, "a") as package:
        warnings.simplefilter("ignore")
        package.writestr(
            FIGURE_PART, package.read(FIGURE_PART).replace(b">128<", b">129<")
        )
    return data.getvalue()


def _lying() -> bytes:
    """A part that says it is shorter than it is."""
    data = bytearray(SAMPLE)
    with zipfile.ZipFile(io.BytesIO(SAMPLE)) as package:
        size = package.getinfo(FIGURE_PART).file_size
    at = data.rindex(struct.pack("<I", size))
    data[at : at + 4] = struct.pack("<I", 3000)
    return bytes(data)


def _many_parts() -> bytes:
    data = io.BytesIO(SAMPLE)
    with zipfile.ZipFile(data, "a") as package:
        for number in range(5000):
            package.writestr(f"xl/media/{number}.png", b"")
    return data.getvalue()


def _many_styles() -> bytes:
    xf = '<xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>'
    return with_part(
        "xl/styles.xml",
        lambda text: text.replace("</cellXfs>", f"{xf * _MANY}</cellXfs>"),
    )


def _far_columns() -> bytes:
    """An .xls whose cells claim columns that no .xls has."""
    data = bytearray(legacy()())
    number = struct.pack("<HH", 0x27E, 10)
    at = data.find(number)
    while at >= 0:
        data[at + 6 : at + 8] = b"\xff\xff"
        at = data.find(number, at + 10)
    return bytes(data)


def _spans() -> bytes:
    cell = '<td rowspan="99999999" colspan="99999999">1</td>'
    return f"<table>{f'<tr>{cell * 20}</tr>' * 500}</table>".encode()


def _nested() -> bytes:
    return ("<table><tr><td>" * 20000 + "1").encode()


def _tables() -> bytes:
    return ("<h1><em>甲</em></h1><table><tr><td>1</td></tr></table>" * 20000).encode()


CASES = (
    Case(
        "DOCTYPE",
        rewritten((r"\?>", "?>" + _ENTITIES), part="xl/sharedStrings.xml"),
        refused="DOCTYPE",
    ),
    Case("表里的 DOCTYPE", rewritten((r"\?>", "?>" + _ENTITIES)), refused="损坏"),
    Case("解压炸弹：表", _bomb(FIGURE_PART, 50_000_000), refused="太大"),
    Case("解压炸弹：文字", _bomb("xl/sharedStrings.xml", 30_000_000), refused="太多"),
    Case("解压炸弹：图", _bomb("xl/drawings/vmlDrawing2.vml", 90_000_000)),
    Case("样式太多", _many_styles, refused="太多"),
    Case("部件太多", _many_parts, refused="部件太多"),
    Case("部件有两份", _twice, refused="两份"),
    Case("说小了的部件", _lying, refused="损坏"),
    Case("格子太多", _appended(lambda: _full(1900, 110)), refused="格子太多"),
    Case("格子太多而空着", _appended(lambda: _full(1900, 110, ""))),
    Case("文字塞满", _appended(lambda: _full(700, 80, f"<is><t>{'汉' * 30}</t></is>"))),
    Case(
        "合并太多", _merged('<mergeCell ref="A2:XFD1048576"/>', 300_000), anything=True
    ),
    Case("属性太多", _appended(_attributes), refused="损坏"),
    Case("套得太深", _appended(lambda: "<a>" * _MANY * 3), refused="损坏"),
    Case("一格太长", _appended(lambda: _cell("汉" * 1_000_000)), refused="损坏"),
    Case("名称太多", _names, refused="太多"),
    Case("行太多", _appended(lambda: "<row/>" * 2_000_000), refused="损坏"),
    Case(
        "行重复",
        _appended(lambda: '<row r="2"><c r="E2"><v>1</v></c></row>'),
        refused="损坏",
    ),
    Case(
        "格子重复",
        rewritten(('<c r="F2"', '<c r="E2"><v>1</v></c><c r="F2"')),
        refused="损坏",
    ),
    Case("格子在别的行", rewritten(('<c r="F2"', '<c r="F3"')), refused="损坏"),
    Case("没有的列", rewritten(('<c r="O1"', '<c r="ZZZZ1"')), refused="损坏"),
    Case("xls 没有的列", _far_columns, anything=True),
    Case("xls 格子太多", legacy(_old_full), refused="格子太多"),
    Case("文本太宽", _wide_text, anything=True),
    Case("文本太长", _long_text, anything=True),
    Case("网页太长", _long_page, anything=True),
    Case("网页跨满", _spans, anything=True),
    Case("网页套表", _nested, anything=True),
    Case("网页表太多", _tables, anything=True),
)
