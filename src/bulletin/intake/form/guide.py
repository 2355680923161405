"""The form's 说明: how to fill it in, and the words to choose from; never read back."""

from collections.abc import Iterable

from xlsxwriter.utility import xl_range_abs
from xlsxwriter.worksheet import Worksheet

from bulletin.intake.form.sheet import Styles, set_up
from bulletin.model.handbook import Handbook
from bulletin.model.indicator import CITY

Words = dict[str, tuple[str, ...]]
SHEET = "说明"
KINDS, SLOTS, RULES, AREAS = "名单类别", "文字位置", "评议句子", "区（市）"
_LINES = (
    "一、白色的格子请填，灰色的不填。没有报来的留空，数值为零填 0，不适用或尚未下达填 —。",
    "　　浅绿的格子是程序从往期带来的，请核对，不对的直接改。",
    "二、封面：报告期决定是哪个月的通报，与文件名无关。文号、成文日期签发后再填。",
    "三、指标数据：数字按“单位”一列填；百分数填 87.5，不填 0.875。",
    "　　同比、完成率、位次等由程序计算，不填。上年同期口径不同、不能比的，填 不可比。",
    "　　某个指标的数据比报告期早的，在它“本期”一行的“截至”填到哪个月，如 2022-06。",
    "四、名单：一行一条，类别从下拉列表里选；没有的类别不写。各类别必须填的栏见下表。",
    "五、文字：一行一段，“位置”决定印在哪里，“序号”决定先后；要加一段就加一行，不要的删去整行。",
    "　　正文里用 {期间}、{截至}、{年}、{指标名} 代替时间和数字，由程序换成当月的，下月不必再改。",
    "六、情况说明：数字属实但看上去不对的，照抄检查结果里的单元格和问题，写明原因和姓名。",
    "七、评议意见：领导对评议某一句有意见的才填，必须写决定人；没有就空着。",
    "八、“沿用”一栏有字的行，是从往期带来的：看过、改好，再清空这一格；不要的删去整行。",
    "九、行和列可以挪动，但表名、表头和指标名不要改。可以整块粘贴。",
    "十、填完存盘，运行 bulletin check 和这个文件名，程序一次列出全部问题。",
)
_TABLES = len(_LINES) + 2
_WIDTHS = (28, 9, 24, 18, 30, 20, 24, 16)


def words(handbook: Handbook) -> Words:
    """What may be chosen: columns of words under their headings."""
    catalogue = handbook.catalogue
    reported = catalogue.indicators.values()
    slots = (slot.name for slot in catalogue.slots)
    headings = (f"标题文字.{heading.name}" for heading in handbook.headings)
    return {
        "指标": tuple(each.name for each in reported),
        "单位": tuple(each.unit for each in reported),
        "填报的项": tuple("、".join(each.items) or "由程序计算" for each in reported),
        KINDS: tuple(kind.name for kind in catalogue.lists),
        "必须填的栏": tuple("、".join(kind.needs) for kind in catalogue.lists),
        SLOTS: (*slots, *headings),
        RULES: tuple(rule.name for rule in handbook.rules),
        AREAS: (CITY, *(district.name for district in catalogue.districts)),
    }


def source(columns: Words, name: str) -> str:
    """The range that holds the words of a column, for a list to choose from."""
    number, count = list(columns).index(name), len(columns[name])
    if not count:
        return ""
    cells = xl_range_abs(_TABLES + 1, number, _TABLES + count, number)
    return f"='{SHEET}'!{cells}"


def fill(page: Worksheet, styles: Styles, columns: Words, title: str) -> None:
    """The title, what to do, and the words below it."""
    set_up(page)
    for column, width in enumerate(_WIDTHS):
        page.set_column(column, column, width)
    page.write_string(0, 0, title, styles["title"])
    _down(page, styles, (0, 1), _LINES)
    for column, (name, listed) in enumerate(columns.items()):
        page.write_string(_TABLES, column, name, styles["head"])
        _down(page, styles, (column, _TABLES + 1), listed, "text")


def _down(
    page: Worksheet,
    styles: Styles,
    start: tuple[int, int],
    lines: Iterable[str],
    style: str = "plain",
) -> None:
    column, first = start
    for row, line in enumerate(lines, first):
        page.write_string(row, column, line, styles[style])
