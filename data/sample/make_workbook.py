"""Makes data/2022-07.xlsx, the sample month, from the three tables beside this file.

Run: python data/sample/make_workbook.py [TARGET]
"""

import csv
import datetime
import sys
from collections.abc import Iterable, Mapping
from decimal import Decimal
from pathlib import Path

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_col_to_name, xl_rowcol_to_cell
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

HERE = Path(__file__).parent
TARGET = HERE.parent / "2022-07.xlsx"
DISTRICTS = ("滕州市", "薛城区", "市中区", "山亭区", "峄城区", "台儿庄区", "枣庄高新区")
AREAS = ("全市", *DISTRICTS)
ILLUSTRATIVE = "示例数据：为演示而编，不是正式统计数。"
COVER = (
    ("报告期", "2022-07", ""),
    ("目标年度", 2022, ""),
    ("填报人", "示例填报人", ILLUSTRATIVE),
    ("文号", "", ""),
    ("成文日期", "2022年8月10日", "示例：原通报没有成文日期。"),
    ("发文机关标志", "", ""),
    ("抄送", "", ""),
    ("印发机关", "", ""),
    ("印发日期", "", ""),
)
OPINIONS = ("句子", "意见", "区市", "内容", "决定人", "适用", "说明")
GUIDE = (
    "本工作簿是 2022 年 1-7 月的样例，可直接用来生成通报。",
    "浅黄底色并带批注的是示例数据，不是正式统计数；其余来自或推算自 2022 年 1-7 月通报。",
    "一、封面：报告期是唯一决定月份的地方，与文件名无关；文号和成文日期签发后再填。",
    "封面填了发文机关标志才印红头，文号印在红头里；抄送、印发机关、印发日期印在末页。不用的留空。",
    "二、指标数据：没有报来的留空，数值为零填 0，不适用或尚未下达填 —。",
    "三、同比、完成率、撤回率、位次等由程序计算，不填；灰色的合计差只供核对，程序不读。",
    "四、名单：一行一条；试点项目中本期新获批的填金额，往期的留空。",
    "五、文字：一行一段。用 {期间}、{截至}、{年}、{指标名} 代替时间和数字，下月不必再改。",
    "六、情况说明：数字属实但看上去不对的，照抄检查结果的单元格和问题，写明原因和姓名。",
    "七、评议意见：领导对评议某一句有意见的才填。句子写规则名；意见写不说、不点名、改为或顺序；",
    "　　适用写月份（只用于那一期）或长期；必须写决定人。",
)


def main(target: Path = TARGET) -> None:
    """Write the workbook."""
    with xlsxwriter.Workbook(target) as book:
        # A fixed date keeps the file the same at every run.
        book.set_properties(
            {"title": "2022年1-7月样例", "created": datetime.datetime(2022, 8, 10)}  # noqa: DTZ001
        )
        formats = _formats(book)
        _cover(book.add_worksheet("封面"), formats)
        _figures(book.add_worksheet("指标数据"), formats)
        _plain(
            book.add_worksheet("名单"),
            formats,
            "lists.csv",
            (10, 12, 36, 52, 8, 8, 14, 12),
        )
        _plain(book.add_worksheet("文字"), formats, "narrative.csv", (14, 6, 110))
        sheet = book.add_worksheet("情况说明")
        _header(sheet, formats, ("单元格", "问题", "说明", "姓名"), (16, 60, 40, 12))
        sheet = book.add_worksheet("评议意见")
        _header(sheet, formats, OPINIONS, (20, 10, 24, 50, 12, 12, 30))
        _guide(book.add_worksheet("说明"), formats)


def _formats(book: Workbook) -> dict[str, Format]:
    base = {"font_name": "宋体", "font_size": 11, "valign": "vcenter", "border": 1}
    illustrative = {**base, "bg_color": "#FFF2CC"}
    made = {
        "head": {**base, "bold": True, "align": "center", "bg_color": "#D9E2F3"},
        "text": {**base, "text_wrap": True},
        "helper": {**base, "font_color": "#808080", "bg_color": "#EDEDED"},
        "illustrative": illustrative,
    }
    for decimals in (0, 2, 4):
        number = "0" if decimals == 0 else "0." + "0" * decimals
        made[f"number{decimals}"] = {**base, "num_format": number}
        made[f"illustrative{decimals}"] = {**illustrative, "num_format": number}
    return {name: book.add_format(options) for name, options in made.items()}


def _cover(sheet: Worksheet, formats: Mapping[str, Format]) -> None:
    _header(sheet, formats, ("项目", "内容"), (14, 40))
    for row, (name, value, note) in enumerate(COVER, 1):
        sheet.write(row, 0, name, formats["text"])
        style = "illustrative" if note else "text"
        sheet.write(row, 1, value, formats[style])
        if note:
            sheet.write_comment(row, 1, note)


def _figures(sheet: Worksheet, formats: Mapping[str, Format]) -> None:
    head = ("指标", "单位", "项", *AREAS, "其他", "合计差", "来源", "说明")
    widths = (24, 6, 10, *(11 for _ in AREAS), 8, 8, 40, 24)
    _header(sheet, formats, head, widths)
    sheet.freeze_panes(1, 3)
    for row, line in enumerate(_table("figures.csv"), 1):
        for column, name in enumerate(("指标", "单位", "项")):
            sheet.write(row, column, line[name], formats["text"])
        by_district = bool(line[DISTRICTS[0]])
        decimals = {"万元": 2, "万人": 4}.get(line["单位"], 0)
        for column, area in enumerate(AREAS, 3):
            _figure(sheet, formats, (row, column), line, (area, decimals))
        last = 3 + len(AREAS)
        sheet.write_blank(row, last, None, formats["text"])
        if by_district:
            first, final = xl_col_to_name(4), xl_col_to_name(last)
            formula = f"=D{row + 1}-SUM({first}{row + 1}:{final}{row + 1})"
            sheet.write_formula(row, last + 1, formula, formats["helper"], 0)
        sheet.write(row, last + 2, line["来源"], formats["text"])
        sheet.write_blank(row, last + 3, None, formats["text"])


def _figure(
    sheet: Worksheet,
    formats: Mapping[str, Format],
    at: tuple[int, int],
    line: Mapping[str, str],
    what: tuple[str, int],
) -> None:
    area, decimals = what
    value = line[area]
    if not value:
        sheet.write_blank(*at, None, formats["text"])
        return
    marked = _is_illustrative(line["示例"], area, value)
    style = f"{'illustrative' if marked else 'number'}{decimals}"
    sheet.write_number(*at, float(Decimal(value)), formats[style])
    if marked:
        sheet.write_comment(xl_rowcol_to_cell(*at), ILLUSTRATIVE)


def _is_illustrative(extent: str, area: str, value: str) -> bool:
    return (
        extent == "全部"
        or (extent == "区市" and area != "全市")
        or (extent == "非零" and value != "0")
    )


def _plain(
    sheet: Worksheet,
    formats: Mapping[str, Format],
    file: str,
    widths: Iterable[int],
) -> None:
    lines = _table(file)
    _header(sheet, formats, tuple(lines[0]), widths)
    sheet.freeze_panes(1, 0)
    numbers = ("序号", "年度", "金额（万元）")
    for row, line in enumerate(lines, 1):
        for column, (name, value) in enumerate(line.items()):
            if value and name in numbers:
                sheet.write_number(row, column, int(value), formats["text"])
            else:
                sheet.write_string(row, column, value, formats["text"])


def _guide(sheet: Worksheet, formats: Mapping[str, Format]) -> None:
    sheet.set_column(0, 0, 100)
    for row, text in enumerate(GUIDE):
        style = "illustrative" if row == 1 else "text"
        sheet.write_string(row, 0, text, formats[style])


def _header(
    sheet: Worksheet,
    formats: Mapping[str, Format],
    names: Iterable[str],
    widths: Iterable[int],
) -> None:
    for column, (name, width) in enumerate(zip(names, widths, strict=True)):
        sheet.write_string(0, column, name, formats["head"])
        sheet.set_column(column, column, width)


def _table(file: str) -> list[dict[str, str]]:
    with (HERE / file).open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


if __name__ == "__main__":
    main(*(Path(argument) for argument in sys.argv[1:2]))
