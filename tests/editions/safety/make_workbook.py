"""Makes data/2023-08.xlsx, a month of another department's bulletin, all of it invented.

Run: python tests/editions/safety/make_workbook.py [TARGET]
"""

import datetime
import sys
from collections.abc import Iterable
from pathlib import Path

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook

TARGET = Path(__file__).parent / "data" / "2023-08.xlsx"
DISTRICTS = (
    *("城东区", "城西区", "滨河新区", "青禾县", "石桥县"),
    *("白鹭县", "云岭县", "松山市", "经开区"),
)
Row = tuple[str | float, ...]
COVER: tuple[Row, ...] = (
    ("报告期", "2023-08"),
    ("目标年度", 2023),
    ("填报人", "示例填报人"),
    ("发文机关标志", "清渠市安全生产委员会办公室文件"),
    ("文号", "清安办〔2023〕18号"),
    ("成文日期", "2023年9月12日"),
    ("抄送", "省安委会办公室，市委办公室，市政府办公室"),
    ("印发机关", "清渠市安全生产委员会办公室"),
    ("印发日期", "2023年9月12日"),
)
SOURCES = {
    "事故": "市应急局事故统计系统，9月5日",
    "控制": "清安委〔2023〕2号",
    "月报": "各县（市、区）月报；河滨区：区安委办，9月6日",
    "统计": "市统计局",
}
# 排查隐患数 is a former name of the indicator, which the catalogue knows.
FIGURES = """
指标            单位 项       全市    城东  城西 滨河  青禾  石桥 白鹭  云岭 松山 经开 来源
事故起数         起  本期      53      12    9    8     7    6    3    0    5   3   事故
事故起数         起  上年同期  55      15    9    7     9    4    5    0    6   0   事故
死亡人数         人  本期      22       3    4    2     5    3    1    0    4   0   事故
死亡人数         人  上年同期  22       4    4    3     3    2    2    0    4   0   事故
死亡人数         人  年度目标  34       6    6    4     3    4    3    2    6   0   控制
受伤人数         人  本期      30       5    6    4     9    0    1    0    3   2   事故
受伤人数         人  上年同期  25       8    3    4     2    3    0    0    4   1   事故
直接经济损失   万元  本期      1300   210.5  88  150.2  640  96.3  12    0   75  28  事故
直接经济损失   万元  上年同期  810    260    88  120   125.5  90  30.5   0   96   0  事故
较大事故起数     起  本期      1        0    0    0     1    0    0    0    0   0   事故
较大事故起数     起  上年同期  0        0    0    0     0    0    0    0    0   0   事故
排查隐患数       项  本期      5600   1200  900  800   600  500  400  300  700 200  月报
排查隐患数       项  上年同期  5480   1100 1000  750   640  480  380  250  720 160  月报
隐患整改数       项  本期      5152   1092  810  784   510  455  392  285  644 180  月报
隐患整改数       项  上年同期  5028    990  920  720   560  440  361  235  655 147  月报
重大隐患排查数   项  本期      60      12    9   10     6    5    4    3    7   4   月报
重大隐患排查数   项  上年同期  40       8    7    6     5    4    3    2    4   1   月报
重点监管企业数   家  本期      680    120   96   88    64   58   45   30   70 109   月报
重点监管企业数   家  上年末    666    118   96   80    66   58   44   30   69 105   月报
季度死亡人数     人  本期      15       .    .    .     .    .    .    .    .   .   事故
季度死亡人数     人  上年同期  17       .    .    .     .    .    .    .    .   .   事故
地区生产总值   亿元  本期      1520.6   .    .    .     .    .    .    .    .   .   统计
地区生产总值   亿元  上年同期  1441.3   .    .    .     .    .    .    .    .   .   统计
"""
AS_OF = {"季度死亡人数": "2023-06", "地区生产总值": "2023-06"}
LISTS: tuple[Row, ...] = (
    ("较大事故", "青禾县", "康禾化工有限公司", "“6·18”中毒窒息较大事故"),
    # The district's former name, which the catalogue knows.
    ("挂牌督办", "河滨区", "远航仓储有限公司", ""),
    ("挂牌督办", "松山市", "宏岩矿业有限公司", ""),
)
# The month's own words, 位置：正文.
NARRATIVE = """
简况：6月18日，青禾县康禾化工有限公司清理污水池时发生中毒窒息事故，造成3人死亡、2人受伤。事故暴露出企业违章进入有限空间作业、盲目施救等问题。
要求：一要压紧压实责任。{期间}，全市已有{死亡人数}人在生产安全事故中死亡。各县（市、区）要逐起查清原因、追究责任，坚决防范和遏制重特大事故发生。
要求：二要深化隐患整治。全市隐患整改率为{隐患整改率}%，低于平均水平的要建立台账，限期整改销号。
要求：三要强化督导问责。对工作不力、事故多发的，依法依规约谈、通报、问责。
"""
OPINION: Row = ("句子", "意见", "区市", "内容", "决定人", "适用", "说明")
COUNTIES, WORDS = "河滨区、石桥县", "全市事故起数有所下降"
OPINIONS: tuple[Row, ...] = (
    ("事故上升", "不点名", COUNTIES, "", "示例分管领导", "长期", "省里已单独通报"),
    ("事故压降", "改为", "", WORDS, "示例分管领导", "2023-07", "只用于上一期"),
)
GUIDE: tuple[Row, ...] = (
    (
        "本工作簿是示例：清渠市及所辖县（市、区）、单位、事故和全部数字都是编的，不是统计数。",
    ),
    ("事故类指标越低越好；“年度目标”填死亡人数年度控制数，没有分配控制数的填 0。",),
    ("没有报来的留空，数值为零填 0，不适用的填 —。",),
    ("地区生产总值按季度公布，“截至”填数据所到的月份，如 2023-06。",),
)


def main(target: Path = TARGET) -> None:
    """Write the workbook."""
    with xlsxwriter.Workbook(target) as book:
        # A fixed date keeps the file the same at every run.
        book.set_properties(
            {"title": "2023年1—8月示例", "created": datetime.datetime(2023, 9, 12)}  # noqa: DTZ001
        )
        base = {"font_name": "宋体", "font_size": 11, "valign": "vcenter", "border": 1}
        head = book.add_format({**base, "bold": True, "bg_color": "#D9E2F3"})
        text = book.add_format({**base, "text_wrap": True})
        sheets: dict[str, Iterable[Row]] = {
            "封面": (("项目", "内容"), *COVER),
            "指标数据": _figures(),
            "名单": (("类别", "区市", "单位", "名称"), *LISTS),
            "文字": _narrative(),
            "情况说明": (("单元格", "问题", "说明", "姓名"),),
            "评议意见": (OPINION, *OPINIONS),
            "说明": (("说明",), *GUIDE),
        }
        for name, rows in sheets.items():
            _sheet(book, name, tuple(rows), (head, text))


def _figures() -> Iterable[Row]:
    yield "指标", "单位", "项", "全市", *DISTRICTS, "其他", "截至", "来源"
    before = ""
    for line in FIGURES.strip().splitlines()[1:]:
        name, unit, item, *cells, source = line.split()
        # An indicator is named on the first of its rows only, as clerks do.
        head = (name, unit) if name != before else ("", "")
        figures = ("" if cell == "." else float(cell) for cell in cells)
        as_of = AS_OF.get(name, "") if item == "本期" else ""
        yield (*head, item, *figures, "", as_of, SOURCES[source])
        before = name


def _narrative() -> Iterable[Row]:
    yield "位置", "序号", "正文"
    for number, line in enumerate(NARRATIVE.strip().splitlines(), 1):
        slot, _, words = line.partition("：")
        yield slot, number, words


def _sheet(
    book: Workbook,
    name: str,
    rows: tuple[Row, ...],
    formats: tuple[Format, Format],
) -> None:
    sheet = book.add_worksheet(name)
    wide = {"内容", "正文", "说明", "来源", "问题"}
    for column, heading in enumerate(rows[0]):
        sheet.set_column(column, column, 60 if heading in wide else 14)
    for number, row in enumerate(rows):
        for column, value in enumerate(row):
            style = formats[number > 0]
            if value == "":
                sheet.write_blank(number, column, None, style)
            else:
                sheet.write(number, column, value, style)


if __name__ == "__main__":
    main(*(Path(argument) for argument in sys.argv[1:2]))
