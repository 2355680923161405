"""Files of other kinds than their names say, in other formats and encodings."""

import io
import re
import struct
import zipfile

import xlwt

from tests.corpus.case import FIRST, GRANTED, NOW, Case
from tests.corpus.making import (
    FIGURE_PART,
    FIGURES,
    SAMPLE,
    figure_rows,
    legacy,
    separated,
    sheets,
    web_page,
    web_table,
    with_part,
    zipped,
)
from tests.sample import ROOT

E2 = {(GRANTED, FIRST, NOW): None}
_META = '<meta http-equiv="Content-Type" content="text/html; charset=gb2312">'


def _named(name: str) -> bytes:
    """The container of an .xls, its stream called something else."""
    data = legacy()()
    old, new = ("Workbook".encode("utf-16-le"), name.encode("utf-16-le"))
    at = data.index(old)
    entry = new.ljust(64, b"\0") + struct.pack("<H", len(new) + 2)
    return data[:at] + entry + data[at + len(entry) :]


def _locked_legacy() -> bytes:
    """An .xls with a password: its records begin with FILEPASS."""
    begin = struct.pack("<HHHHHHII", 0x809, 16, 0x600, 5, 0, 1997, 0, 0)
    locked = struct.pack("<HHHHHH", 0x2F, 6, 1, 1, 1, 1)
    return begin + locked + struct.pack("<HH", 0x0A, 0)


def _old_percent(_: xlwt.Workbook, sheet: xlwt.Worksheet) -> None:
    sheet.write(1, 4, 1.28, xlwt.easyxf(num_format_str="0%"))


def _old_date(_: xlwt.Workbook, sheet: xlwt.Worksheet) -> None:
    sheet.write(1, 4, 44903, xlwt.easyxf(num_format_str="yyyy-mm-dd"))


def _old_impossible_date(_: xlwt.Workbook, sheet: xlwt.Worksheet) -> None:
    sheet.write(1, 4, -5, xlwt.easyxf(num_format_str="yyyy-mm-dd"))


def _old_hidden(_: xlwt.Workbook, sheet: xlwt.Worksheet) -> None:
    sheet.row(4).hidden = True
    sheet.col(5).hidden = True


def _old_merged(_: xlwt.Workbook, sheet: xlwt.Worksheet) -> None:
    sheet.merge(1, 1, 4, 5)


def _old_far(_: xlwt.Workbook, sheet: xlwt.Worksheet) -> None:
    sheet.write(60000, 255, 1)


def _old_error(_: xlwt.Workbook, sheet: xlwt.Worksheet) -> None:
    sheet.row(1).set_cell_error(4, "#DIV/0!")


def _old_sheet(book: xlwt.Workbook, _: xlwt.Worksheet) -> None:
    book.get_sheet("名单").visibility = 1
    book.add_sheet("明细").write(0, 0, "备用")


def _old_formula(_: xlwt.Workbook, sheet: xlwt.Worksheet) -> None:
    sheet.write(1, 4, xlwt.Formula("100+28"))


def _spanning() -> bytes:
    """指标数据 from a reporting system, which spans an indicator's rows."""
    rows = dict(sheets())
    text = web_page()().decode()
    table = web_table(rows[FIGURES])
    spanning = table.replace(
        "<tr><td>发明专利授权量</td>", '<tr><td rowspan="3">发明专利授权量</td>', 1
    ).replace("<tr><td>发明专利授权量</td>", "<tr>", 2)
    assert spanning.count("发明专利授权量") == 1
    return text.replace(table, spanning).encode()


def _islands() -> bytes:
    """One sheet as Excel saves it, with its name in a comment."""
    name = "<!--[if gte mso 9]><xml><x:Name>指标数据</x:Name></xml><![endif]-->"
    rows: list[list[object]] = [list(row) for row in figure_rows()]
    return f"<html><head>{name}</head>{web_table(rows)}</html>".encode()


def _strict() -> bytes:
    old = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    new = "http://purl.oclc.org/ooxml/spreadsheetml/main"
    return with_part("xl/workbook.xml", lambda text: text.replace(old, new))


def _prefixed() -> bytes:
    """A writer that gives every element of a sheet a prefix."""

    def change(text: str) -> str:
        head, body = text.split("<worksheet xmlns=", 1)
        for tag in ("sheetData", "row", "c", "v", "f", "cols", "col", "dimension"):
            for end in (" ", ">", "/>"):
                body = body.replace(f"<{tag}{end}", f"<x:{tag}{end}")
            body = body.replace(f"</{tag}>", f"</x:{tag}>")
        body = body.replace("</worksheet>", "</x:worksheet>")
        rest = body[body.index("</x:sheetData>") + len("</x:sheetData>") :]
        body = body.replace(rest, "</x:worksheet>")
        views = body[body.index("<sheetViews>") : body.index("<x:cols>")]
        return f"{head}<x:worksheet xmlns:x={body.replace(views, '')}"

    return with_part(FIGURE_PART, change)


def _styleless() -> bytes:
    """Styles that refer to others that are not there."""
    pattern = re.compile("<cellStyleXfs.*?</cellStyleXfs>", re.DOTALL)
    return with_part("xl/styles.xml", lambda text: pattern.sub("", text))


def _mht() -> bytes:
    return b"MIME-Version: 1.0\r\nContent-Type: multipart/related\r\n\r\n"


def _xml_2003() -> bytes:
    return (
        b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook '
        b'xmlns="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet/></Workbook>'
    )


def _unlocked_elsewhere() -> bytes:
    """A zip file with a password on its parts."""
    data = bytearray(SAMPLE)
    with zipfile.ZipFile(io.BytesIO(SAMPLE)) as package:
        first = package.infolist()[0].filename.encode()
    at = data.rindex(b"PK\x01\x02", 0, data.rindex(first))
    data[at + 8] |= 1
    return bytes(data)


def _cut_text() -> bytes:
    """A text of which the last character came only in part."""
    text = separated("utf-8")().strip() + "，薛".encode()
    return text[:-1]


CASES = (
    Case("xls", legacy(), file="2022-07.xls"),
    Case("et", legacy(), file="2022-07.et"),
    Case("xls 改名为 xlsx", legacy()),
    Case("xlsx 改名为 xls", lambda: SAMPLE, file="2022-07.xls"),
    Case("xlsx 改名为 csv", lambda: SAMPLE, file="2022-07.csv"),
    Case("xls 百分比", legacy(_old_percent), ("percent-cell E2",), E2),
    Case("xls 日期", legacy(_old_date), ("date-cell E2",), E2),
    Case("xls 日期为负", legacy(_old_impossible_date), ("date-cell E2",), E2),
    Case("xls 错误值", legacy(_old_error), ("error-cell E2",), E2),
    Case("xls 公式没有结果", legacy(_old_formula), ("blank E2",), E2),
    Case("xls 隐藏", legacy(_old_hidden), ("hidden A5",)),
    Case(
        "xls 合并",
        legacy(_old_merged),
        ("blank F2", "merged E2"),
        {(GRANTED, "薛城区", NOW): None},
    ),
    Case("xls 远处一格", legacy(_old_far), ("stray-cell IV60001",)),
    Case("xls 隐藏和多余的表", legacy(_old_sheet), ("hidden A1", "extra-sheet A1")),
    Case("xls 有密码", _locked_legacy, refused="设有打开密码"),
    Case("xlsx 有密码", lambda: _named("EncryptedPackage"), refused="设有打开密码"),
    Case("旧版 Word", lambda: _named("WordDocument"), refused="旧版 Word"),
    Case("别的容器", lambda: _named("别的"), refused="不是工作簿"),
    Case("xls 只有一半", lambda: legacy()()[:9000], refused="损坏"),
    Case("网页", web_page(), file="2022-07.xls"),
    Case("网页 gb2312", web_page("gb18030", _META), file="2022-07.xls"),
    Case("网页没写编码", web_page("gb18030"), file="2022-07.xls"),
    Case("网页 UTF-16", web_page("utf-16"), file="2022-07.xls"),
    Case("网页跨行", _spanning, file="2022-07.xls"),
    Case("网页一张表", _islands, file="2022-07.xls", table=True),
    Case("网页没有表", "<html><p>请登录</p></html>".encode, refused="没有表格"),
    Case("单个文件网页", _mht, refused="单个文件网页"),
    Case("XML 表格 2003", _xml_2003, refused="XML 表格 2003"),
    Case("csv GBK", separated("gb18030"), file="指标数据.csv", table=True),
    Case("csv UTF-8", separated("utf-8"), file="指标数据.csv", table=True),
    Case("csv UTF-8 带标记", separated("utf-8-sig"), file="指标数据.csv", table=True),
    Case("csv UTF-16", separated("utf-16", "\t"), file="指标数据.csv", table=True),
    Case("csv UTF-16 无标记", separated("utf-16-le"), file="指标数据.csv", table=True),
    Case("csv 分号", separated("gb18030", ";"), file="指标数据.csv", table=True),
    Case("txt 制表符", separated("gb18030", "\t"), file="指标数据.txt", table=True),
    Case("文本存成 xls", separated("gb18030", "\t"), file="指标数据.xls", table=True),
    Case("csv 没有传完", _cut_text, refused="不是文本表格", file="指标数据.csv"),
    Case("一段话改名", lambda: "请于5日前报送\n".encode("gb18030"), refused="文本文件"),
    Case("严格格式", _strict, refused="Strict"),
    Case("标签带前缀", _prefixed),
    Case("样式不全", _styleless, refused="损坏"),
    Case("网页只有一个标签", lambda: b"<!--", refused="网页文件"),
    Case("xlsb", lambda: zipped(xl__workbook_DOT_bin=b"1"), refused="xlsb"),
    Case(
        "docx",
        (ROOT / "templates" / "bulletin.docx").read_bytes,
        refused="Word",
    ),
    Case("ods", lambda: zipped(content_DOT_xml=b"<a/>"), refused="OpenDocument"),
    Case("压缩包", lambda: zipped(a_DOT_xlsx=SAMPLE), refused="压缩包"),
    Case("rar", lambda: b"Rar!\x1a\x07\x00" + bytes(90), refused="压缩包"),
    Case("pdf", lambda: b"%PDF-1.7\n%\xe2\xe3", refused="PDF"),
    Case("图片", lambda: b"\x89PNG\r\n\x1a\n" + bytes(90), refused="图片"),
    Case("空文件", lambda: b"", refused="空文件"),
    Case("全是零", lambda: bytes(4096), refused="没有内容"),
    Case("乱字节", lambda: bytes(range(256)) * 8, refused="不是 Excel 工作簿"),
    Case("xlsx 只有一半", lambda: SAMPLE[: len(SAMPLE) // 2], refused="损坏"),
    Case("部件设了密码", _unlocked_elsewhere, refused="设有密码"),
    Case("Excel 开着", lambda: SAMPLE, ("open-elsewhere ",), beside="~$2022-07.xlsx"),
    Case("WPS 开着", lambda: SAMPLE, ("open-elsewhere ",), beside=".~2022-07.xlsx"),
    Case(
        "LibreOffice 开着",
        lambda: SAMPLE,
        ("open-elsewhere ",),
        beside=".~lock.2022-07.xlsx#",
    ),
)
