"""The form's sheets of words: 名单, 文字, 情况说明 and 评议意见."""

from collections.abc import Iterable

from bulletin.intake.form.sheet import Heading, Sheet
from bulletin.model.opinion import Wish

LISTS = (
    Heading("类别", 14, "从下拉列表里选；列表和必须填的栏见“说明”表。"),
    Heading("区市", 14),
    Heading("单位", 34),
    Heading("名称", 46),
    Heading("等次", 10),
    Heading("年度", 8),
    Heading("金额（万元）", 13, "只填数字；没有金额就留空。"),
    Heading("备注", 24),
)
NARRATIVE = (
    Heading("位置", 18, "决定这一段印在哪里，从下拉列表里选。"),
    Heading("序号", 7, "同一位置有几段的，按序号排先后。"),
    Heading(
        "正文",
        110,
        "一行一段。用 {期间}、{截至}、{年}、{指标名} 代替时间和数字。不要的段落请删去整行。",
    ),
)
SETTLEMENTS = (
    Heading("单元格", 18, "照抄检查结果，如 指标数据!E13。"),
    Heading("问题", 64, "照抄检查结果里的话。"),
    Heading("说明", 46, "为什么数字属实。"),
    Heading("姓名", 12, "谁核实的。"),
)
OPINIONS = (
    Heading("句子", 22, "评议里的哪一句，从下拉列表里选。"),
    Heading("意见", 10, "不说、不点名、改为、顺序，四选一。"),
    Heading("区市", 24, "“不点名”的填区（市），几个的用顿号隔开。"),
    Heading(
        "内容", 56, "“改为”的写新句子，句末不加句号；“顺序”的写区（市），用顿号隔开。"
    ),
    Heading("决定人", 12, "必须填。"),
    Heading("适用", 12, "写 2022-07 这样的月份，只用于这一期；写“长期”的一直用。"),
    Heading("说明", 30),
)
_BLANK_ROWS = 30
_LAST = 300


def fill_lists(sheet: Sheet, kinds: str, areas: str) -> None:
    """名单, with its categories and districts to choose from."""
    _blank(sheet)
    sheet.offer("类别", kinds, _LAST, strictly=True)
    sheet.offer("区市", areas, _LAST, strictly=True)


def fill_narrative(sheet: Sheet, slots: Iterable[str], places: str) -> None:
    """文字, with a row for each slot, its text still to be written."""
    _blank(sheet)
    for row, slot in enumerate(slots, 1):
        sheet.page.write_string(row, 0, slot, sheet.styles["text"])
        sheet.page.write_number(row, 1, 1, sheet.styles["text"])
    sheet.offer("位置", places, _LAST, strictly=True)


def fill_settlements(sheet: Sheet) -> None:
    """情况说明."""
    _blank(sheet)


def fill_opinions(sheet: Sheet, rules: str, areas: str) -> None:
    """评议意见, with the commentary's sentences to choose from."""
    _blank(sheet)
    sheet.offer("句子", rules, _LAST, strictly=True)
    sheet.offer("区市", areas, _LAST, strictly=False)
    column = sheet.column("意见")
    options = {
        "validate": "list",
        "source": [wish.value for wish in Wish],
        "error_type": "warning",
    }
    sheet.page.data_validation(1, column, _LAST, column, options)
    # As text: Excel would make a date of a month.
    sheet.rule(1, _BLANK_ROWS, _styles(sheet, typed="适用"))


def _blank(sheet: Sheet) -> None:
    sheet.begin()
    sheet.rule(1, _BLANK_ROWS, _styles(sheet))


def _styles(sheet: Sheet, typed: str = "") -> list[str]:
    names = (heading.name for heading in sheet.headings)
    return ["typed" if name == typed else "text" for name in names]
