"""Cells as clerks fill them in."""

import datetime
from collections.abc import Callable

from openpyxl.comments import Comment
from openpyxl.worksheet.worksheet import Worksheet

from tests.corpus.case import CITY, FIRST, GRANTED, NOW, SUPPLIED, Case
from tests.corpus.making import (
    FIGURE_PART,
    SAMPLE,
    cell_as,
    edited,
    rewritten,
    typed,
    with_part,
)

E2 = (GRANTED, FIRST, NOW)


def _refused(name: str, make: Callable[[], bytes], code: str) -> Case:
    """A cell of which no figure is made."""
    return Case(name, make, (f"{code} E2",), {E2: None})


def _supplied(value: float | str, pattern: str = "General") -> Callable[[], bytes]:
    """A growth supplied by a higher office, which is a percentage."""

    def edit(sheet: Worksheet) -> None:
        row = sheet.max_row + 1
        sheet.append([GRANTED, "件", SUPPLIED.value, value, *("—",) * 7])
        sheet.cell(row, 4).number_format = pattern

    return edited(edit)


_GROWTH = (GRANTED, CITY, SUPPLIED)
_UNSAVED = '<c r="E2"><f>100+28</f></c>'

CASES = (
    Case("全角数字", typed("E2", "１２８")),
    Case("文本数字", typed("E2", "128")),
    Case("前后有空格的数字", typed("E2", " 128　")),
    Case("千位分隔", typed("E10", "18,650")),
    Case("全角千位分隔", typed("E10", "１８，６５０")),
    Case("带单位", typed("E2", "128件"), ("unit-in-cell E2",)),
    Case("带单位和空格", typed("E10", "18,650 万元"), ("unit-in-cell E10",)),
    Case("亿元换算", typed("E10", "1.865亿元"), ("unit-in-cell E10",)),
    Case("只写万", typed("E10", "18650万"), ("unit-in-cell E10",)),
    _refused("别的单位", typed("E2", "128项"), "not-a-number"),
    _refused("括号", typed("E2", "（128）"), "not-a-number"),
    _refused("约数", typed("E2", "约130"), "not-a-number"),
    _refused("两个小数点", typed("E2", "12..8"), "not-a-number"),
    _refused("科学记数", typed("E2", "1.28E+02"), "not-a-number"),
    _refused("零宽字符", typed("E2", "128\u200b"), "not-a-number"),
    _refused("日期", typed("E2", datetime.date(2022, 12, 8)), "date-cell"),
    _refused("日期格式的数", typed("E2", 128, "yyyy-mm-dd"), "date-cell"),
    _refused("时间", typed("E2", datetime.time(12, 8)), "date-cell"),
    _refused("逻辑值", typed("E2", True), "not-a-number"),  # noqa: FBT003
    _refused("位数太多", typed("E2", 1234567890123456789), "not-a-number"),
    _refused(
        "大得没有尽头", cell_as("E2", '<c r="E2"><v>1e999</v></c>'), "not-a-number"
    ),
    _refused("缩小显示", typed("E2", 128, '0!.0,"万"'), "not-a-number"),
    _refused("件数用百分比格式", typed("E2", 1.28, "0%"), "percent-cell"),
    _refused("错误值", typed("E2", "#DIV/0!"), "error-cell"),
    _refused("公式没有结果", cell_as("E2", _UNSAVED), "unsaved-formula"),
    _refused(
        "公式没有算过",
        cell_as("E2", '<c r="E2"><f>1</f><v>0</v></c>'),
        "unsaved-formula",
    ),
    _refused(
        "公式结果是错误",
        cell_as("E2", '<c r="E2" t="e"><f>1/0</f><v>#DIV/0!</v></c>'),
        "error-cell",
    ),
    _refused(
        "公式结果为空", cell_as("E2", '<c r="E2" t="str"><f>""</f><v></v></c>'), "blank"
    ),
    _refused("只有空格", typed("E2", "  "), "blank"),
    Case("公式有结果", cell_as("E2", '<c r="E2"><f>100+28</f><v>128</v></c>')),
    Case(
        "公式结果是文本数字",
        cell_as("E2", '<c r="E2" t="str"><f>"128"</f><v>128</v></c>'),
    ),
    Case(
        "富文本里的数字",
        cell_as(
            "E2", '<c r="E2" t="inlineStr"><is><r><t>12</t></r><r><t>8</t></r></is></c>'
        ),
    ),
    Case("二进制尾差", cell_as("D10", '<c r="D10"><v>44830.180000000008</v></c>')),
    Case(
        "批注",
        edited(lambda sheet: setattr(sheet["E2"], "comment", Comment("核过", "张三"))),
    ),
    Case("上级同比是数", _supplied(9.8), figures={_GROWTH: "9.8"}),
    Case("上级同比是百分比格式", _supplied(0.098, "0.0%"), figures={_GROWTH: "9.8"}),
    Case("上级同比写着百分号", _supplied("9.8%"), figures={_GROWTH: "9.8"}),
    Case("百分比格式里的文本", _supplied("9.8%", "0.0%"), figures={_GROWTH: "9.8"}),
    Case("百分号只是格式里的字", _supplied(9.8, '0.0"%"'), figures={_GROWTH: "9.8"}),
    Case("指标名里有换行", typed("A2", "发明专利\n授权量 ")),
    Case("表头里有空格和全角", typed("E1", " 滕 州 市 ")),
    Case(
        "数里混进字母",
        lambda: with_part(FIGURE_PART, lambda x: x.replace("<v>128</v>", "<v>12O</v>")),
        refused="已损坏",
    ),
    Case("没有改动", lambda: SAMPLE),
    Case("行没有编号", rewritten(('<row r="2" ', "<row "), ('<c r="A2"', "<c"))),
)
