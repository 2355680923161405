"""Makes data/2023-10.xlsx, a month of an invented city's key projects.

Run: python tests/editions/projects/make_workbook.py [TARGET]
"""

import datetime
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

TARGET = Path(__file__).parent / "data" / "2023-10.xlsx"
DISTRICTS = (
    *("临江区", "东湖区", "西屏区", "南岭区", "北岗区", "沅阳县", "清沅县", "云岭县"),
    *("石桥县", "白石县", "青山县", "松岗县", "高新区", "经开区", "综合保税区"),
    "空港新区",
)
AREAS = ("全市", *DISTRICTS)
HEAD = ("指标", "单位", "项", "截至", *AREAS, "其他", "来源", "说明")
DASH = "—"
DASHES = (DASH,) * len(DISTRICTS)
NEW = "不可比"
COVER = (
    ("报告期", "2023-10"),
    ("目标年度", 2023),
    ("填报人", "示例填报人"),
    ("文号", "临重指办〔2023〕18号"),
    ("成文日期", "2023年11月20日"),
    ("发文机关标志", "临沅市重点项目建设指挥部办公室文件"),
    ("抄送", "市委办公室，市人大常委会办公室，市政协办公室"),
    ("印发机关", "临沅市重点项目建设指挥部办公室"),
    ("印发日期", "2023年11月20日"),
)
PROJECTS, REFORM = "市重点项目库", "市发展改革委"
TAX, STATISTICS = "市税务局", "市统计局"
# 指标, 单位, 来源, 截至; then 项: the city, the districts in order, 其他 where it has any.
Rows = Mapping[str, tuple[object, ...]]
FIGURES: tuple[tuple[str, str, str, str, Rows], ...] = (
    (
        *("重点项目年度投资", "万元", PROJECTS, ""),
        {
            "本期": (
                *(2864000, 364000, 263200, 201600, 158000, 150000),
                *(136800, 130500, 90000, 68000, 85000, 78300, 57200),
                *(455000, 423000, 38700, 164700),
            ),
            "上年同期": (
                *(2623000, 330000, 250000, 195000, 165000, 150000),
                *(120000, 116000, 96000, 74000, 80000, 72000, 65000),
                *(400000, 360000, 0, 150000),
            ),
            "年度目标": (
                *(3375000, 400000, 320000, 240000, 200000, 180000),
                *(160000, 150000, 120000, 100000, 125000, 90000, 80000),
                *(500000, 450000, 60000, 200000),
            ),
        },
    ),
    (
        *("新开工项目数", "个", PROJECTS, ""),
        {
            "本期": (
                *(313, 42, 27, 25, 15, 17, 16, 13, 9, 5, 7, 10, 6),
                *(53, 45, 4, 19),
            ),
            "上年同期": (
                *(288, 36, 25, 22, 16, 18, 14, 12, 10, 6, 8, 9, 7),
                *(46, 40, 3, 16),
            ),
            "年度目标": (
                *(340, 40, 32, 25, 20, 20, 16, 15, 12, 10, 12, 10, 8),
                *(50, 45, 5, 20),
            ),
        },
    ),
    (
        *("竣工项目数", "个", PROJECTS, ""),
        {
            "本期": (
                *(202, 26, 18, 16, 11, 13, 10, 9, 8, 5, 6, 6, 4),
                *(31, 28, 2, 9),
            ),
            "年度目标": (
                *(250, 30, 24, 18, 15, 15, 12, 12, 10, 8, 8, 7, 6),
                *(36, 32, 4, 13),
            ),
        },
    ),
    (
        *("签约项目数", "个", "市投资促进局", ""),
        {
            "本期": (
                *(279, 36, 24, 20, 14, 15, 13, 12, 9, 6, 8, 10, 7),
                *(45, 38, 4, 17, 2),
            ),
            "上年同期": (
                *(248, 30, 22, 18, 15, 13, 10, 11, 9, 8, 7, 8, 7),
                *(40, 33, NEW, 14, 3),
            ),
            "年度目标": (DASH, *DASHES),
        },
    ),
    # 曾用名
    (
        *("项目到位资金", "万元", "市财政局", ""),
        {
            "本期": (
                *(1067164, 131250, 98460, 76545, 60375, 59990),
                *(50436, 47267, 35104, 26638, 33655, 30149, 22215),
                *(172435, 157755, 15005, 49885),
            ),
            "年度目标": (
                *(1250000, 150000, 120000, 90000, 75000, 70000),
                *(60000, 55000, 45000, 38000, 42000, 35000, 30000),
                *(190000, 170000, 20000, 60000),
            ),
        },
    ),
    (
        *("重点项目数", "个", PROJECTS, ""),
        {
            "本期": (
                *(680, 80, 64, 50, 40, 40, 32, 30, 24, 20, 24, 20, 16),
                *(100, 90, 10, 40),
            ),
        },
    ),
    (
        *("已开工项目数", "个", PROJECTS, ""),
        {
            "本期": (
                *(621, 76, 58, 47, 35, 37, 30, 27, 20, 13, 17, 19, 13),
                *(98, 87, 7, 37),
            ),
        },
    ),
    (
        *("开工率", "%", REFORM, ""),
        {
            "年度目标": (
                *(92, 95, 92, 92, 90, 90, 90, 90, 85, 85, 85, 90, 80),
                *(95, 95, 80, 92),
            ),
        },
    ),
    (
        *("未办结手续数", "件", "市行政审批局", ""),
        {
            "本期": (108, 9, 14, 8, 7, 5, 4, 6, 3, 10, 5, 2, 4, 11, 12, 0, 8),
            "上年同期": (127, 11, 16, 9, 8, 6, 5, 7, 4, 9, 6, 3, 5, 13, 14, 1, 10),
            "年度目标": (130, 12, 12, 8, 8, 8, 6, 6, 6, 6, 6, 5, 5, 15, 15, 2, 10),
        },
    ),
    (
        *("固定资产投资", "亿元", STATISTICS, ""),
        {
            "本期": (
                *(725, 96.4, 71.25, 52.8, 40.15, 38.6, 33.2, 30.75, 22.1),
                *(16.85, 20.4, 19.95, 14.3, 118.6, 104.45, 9.85, 35.35),
            ),
            "上年同期": (
                *(675, 91, 66.5, 50, 41, 36, 30, 29, 22.5),
                *(18, 19, 18, 14, 106, 93, 9, 32),
            ),
            "上级给定同比": (6.8, *DASHES),
        },
    ),
    (
        *("入库税收", "万元", TAX, ""),
        {
            "本期": (
                *(354000, 46800, 33300, 24800, 18200, 18000),
                *(15300, 13700, 8700, 6600, 8500, 8400, 5900),
                *(64800, 61000, 5000, 15000),
            ),
            "上年同期": (
                *(327000, 43000, 31500, 22800, 17500, 17000),
                *(14000, 12800, 8600, 6800, 8100, 7800, 5700),
                *(58000, 55000, 4400, 14000),
            ),
            "年度目标": (
                *(460000, 60000, 45000, 32000, 25000, 24000),
                *(20000, 18000, 12000, 10000, 12000, 11000, 8000),
                *(80000, 75000, 8000, 20000),
            ),
        },
    ),
    (
        *("利润总额", "亿元", STATISTICS, "2023-08"),
        {
            "本期": (
                *(80, 12.5, 6.2, 3.6, 0.85, 2.1, 1.9, 1.45, 0.6),
                *(-0.9, -0.3, 0.95, -0.2, 28.4, 21.75, 0, 1.1),
            ),
            "上年同期": (
                *(71.6, 11.8, 5.5, 4, -0.4, 2, 1.75, 1.5, 0.55),
                *(-0.5, 0.2, 0.9, -0.65, 24.6, 19.4, 0, 0.95),
            ),
        },
    ),
    (
        *("集中开工项目数", "个", PROJECTS, ""),
        {"本期": (40, 6, 4, 3, 2, 2, 2, 1, 1, 0, 0, 1, 1, 8, 7, 0, 2)},
    ),
    (*("在库项目数", "个", PROJECTS, ""), {"本期": (1280,), "上年末": (1160,)}),
    (*("省级重点项目数", "个", REFORM, ""), {"本期": (12,), "上年同期": (4,)}),
    (*("中央预算内投资项目数", "个", REFORM, ""), {"本期": (11,), "上年同期": (4,)}),
    (*("外资项目数", "个", "市商务局", ""), {"本期": (9,), "上年同期": (5,)}),
    (
        *("专项债券资金", "万元", "市财政局", ""),
        {"本期": (204000,), "上年同期": (60000,)},
    ),
)
# 区市里有一个曾用名
LISTS = (
    ("类别", "区市", "单位", "名称", "金额（万元）", "备注"),
    ("重大项目", "高新区", "", "新能源电池产业园", 320000, ""),
    ("重大项目", "湖东县", "", "智能物流装备基地", 185000, ""),
    ("督办项目", "石桥县", "", "石桥水库除险加固工程", "", "用地手续未办结"),
)
NARRATIVE = (
    ("位置", "序号", "正文"),
    (
        *("做法", 1),
        (
            "{期间}，市指挥部办公室坚持每月调度、每季观摩，组织现场推进会6次，协调解决用地、"
            "用能、融资等问题132个，推动项目到位资金{项目到位资金}亿元。"
        ),
    ),
    (
        *("下一步", 1),
        (
            "各县（区）、各有关部门要紧盯年度目标，倒排工期、挂图作战，进度落后的要逐个项目"
            "分析原因、拿出措施。"
        ),
    ),
    (
        *("下一步", 2),
        (
            "要强化用地、资金、审批等要素保障，{截至}仍未开工的项目，要逐个明确开工时限和"
            "责任人，确保完成全年任务。"
        ),
    ),
)
SETTLED = (
    ("单元格", "问题", "说明", "姓名"),
    (
        "指标数据!E10",
        "“签约项目数”的本期，各县（区）及其他合计280，与全市279不符，相差1",
        "有1个跨县（区）项目，两地各计1个，全市只计1个。",
        "示例填报人",
    ),
)
OPINIONS = (
    ("句子", "意见", "区市", "内容", "决定人", "适用", "说明"),
    (
        *("竣工进度", "不点名", "石桥县", "", "示例负责人", "2023-10"),
        "水库工程按省里批复调整工期。",
    ),
)
GUIDE = (
    "临沅市和这里的全部数字、项目都是为演示而编的，不是真实的城市，也不是正式统计数。",
    "本工作簿是2023年1—10月的样例。填法与仓库 data/2022-07.xlsx 的“说明”相同。",
    "截至：数字比报告期晚的，在“本期”一行写到哪个月；不写的，按手册的 lag。",
    "上年同期没有可比数的，填“不可比”；年度目标还没有下达的，填“—”。",
    "评议意见：领导对某一句评议的意见，写明决定人和适用的月份。",
)


def main(target: Path = TARGET) -> None:
    """Write the workbook."""
    with xlsxwriter.Workbook(target) as book:
        # A fixed date keeps the file the same at every run.
        book.set_properties(
            {"title": "2023年1—10月样例", "created": datetime.datetime(2023, 11, 20)}  # noqa: DTZ001
        )
        formats = _formats(book)
        cover = (("项目", "内容"), *COVER)
        _plain(book.add_worksheet("封面"), formats, cover, (14, 50))
        _figures(book.add_worksheet("指标数据"), formats)
        _plain(book.add_worksheet("名单"), formats, LISTS, (10, 10, 12, 30, 12, 20))
        _plain(book.add_worksheet("文字"), formats, NARRATIVE, (10, 6, 100))
        _plain(book.add_worksheet("情况说明"), formats, SETTLED, (16, 60, 40, 12))
        widths = (12, 10, 14, 30, 12, 10, 30)
        _plain(book.add_worksheet("评议意见"), formats, OPINIONS, widths)
        guide = ((line,) for line in GUIDE)
        _plain(book.add_worksheet("说明"), formats, guide, (100,), has_head=False)


def _formats(book: Workbook) -> dict[str, Format]:
    base = {"font_name": "宋体", "font_size": 11, "valign": "vcenter", "border": 1}
    made = {
        "head": {**base, "bold": True, "align": "center", "bg_color": "#D9E2F3"},
        "text": {**base, "text_wrap": True},
        "number0": {**base, "num_format": "0"},
        "number2": {**base, "num_format": "0.00"},
    }
    return {name: book.add_format(options) for name, options in made.items()}


def _figures(sheet: Worksheet, formats: Mapping[str, Format]) -> None:
    widths = (22, 6, 12, 9, *(10 for _ in AREAS), 6, 14, 14)
    _write(sheet, formats["head"], 0, HEAD)
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width)
    sheet.freeze_panes(1, 4)
    row = 1
    for name, unit, source, until, items in FIGURES:
        for item, values in items.items():
            as_of = until if item == "本期" else ""
            _write(sheet, formats["text"], row, (name, unit, item, as_of))
            style = formats["number2" if unit in ("万元", "亿元") else "number0"]
            _write(sheet, style, row, values, first=4)
            _write(sheet, formats["text"], row, (source,), first=len(HEAD) - 2)
            row += 1


def _plain(
    sheet: Worksheet,
    formats: Mapping[str, Format],
    rows: Iterable[tuple[object, ...]],
    widths: tuple[int, ...],
    *,
    has_head: bool = True,
) -> None:
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width)
    for row, values in enumerate(rows):
        is_head = has_head and row == 0
        _write(sheet, formats["head" if is_head else "text"], row, values)


def _write(
    sheet: Worksheet,
    style: Format,
    row: int,
    values: tuple[object, ...],
    *,
    first: int = 0,
) -> None:
    """Write a row from a column on; what is empty stays blank."""
    for column, value in enumerate(values, first):
        if value != "":
            sheet.write(row, column, value, style)


if __name__ == "__main__":
    main(*(Path(argument) for argument in sys.argv[1:2]))
