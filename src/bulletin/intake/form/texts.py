"""The form's sheets of words: 名单, 文字, 情况说明 and 评议意见."""

import re
from collections.abc import Callable, Iterable, Iterator

from bulletin.intake import stale
from bulletin.intake.carried import Carried, Row
from bulletin.intake.form.sheet import Heading, Sheet
from bulletin.intake.words import label
from bulletin.model.opinion import Wish
from bulletin.model.period import ReportingPeriod

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
_MARK = Heading(
    stale.HEADING, 34, "从往期带来的行。看过、改好的，请清空这一格；不要的行请删去。"
)
# What Excel does not take for a date, or shows as ##### when long and typed as text.
_AS_TYPED = (
    "类别",
    "区市",
    "位置",
    "序号",
    "正文",
    "年度",
    "金额（万元）",
    "问题",
    "内容",
)
LISTS_GUIDE = (
    "一行一条，类别从下拉列表里选；没有的类别不写。各类别必须填的栏见“说明”表。"
)
NARRATIVE_GUIDE = (
    "一行一段，不要的删去整行。用 {期间}、{截至}、{年}、{指标名} 代替时间和数字。"
)
SETTLEMENTS_GUIDE = (
    "数字属实但看上去不对的，照抄检查结果里的单元格和问题，写明原因和姓名；没有就空着。"
)
OPINIONS_GUIDE = "领导对评议某一句有意见的才填，必须写决定人；没有就空着。"
_CARRIED_GUIDE = (
    "“沿用”一栏有字的，是从往期带来的：逐行看过、改好以后清空这一格，不要的删去整行。"
    "红字多半过时了，没有清空的不能出印发稿。"
)


def guidance(words: str, rows: tuple[Row, ...]) -> tuple[str, ...]:
    """What stands above a sheet, and more where rows were carried over."""
    return (words, _CARRIED_GUIDE) if rows else (words,)


def with_mark(
    headings: tuple[Heading, ...], rows: tuple[Row, ...]
) -> tuple[Heading, ...]:
    """The headings with those of columns that a clerk has added, and 沿用 at the end."""
    added = with_added(headings, rows)
    return (*added, _MARK) if rows else added


def with_added(
    headings: tuple[Heading, ...], rows: tuple[Row, ...]
) -> tuple[Heading, ...]:
    """The headings, and columns of carried rows that the form does not have itself."""
    ours = {label(heading.name) for heading in headings}
    names = dict.fromkeys(name for row in rows for name in row if name not in ours)
    return (*headings, *(Heading(name, 20) for name in names))


def fill_lists(sheet: Sheet, carried: Carried, now: ReportingPeriod) -> None:
    """名单, with the entries of the workbook before."""
    sheet.begin()
    _write(sheet, carried.entries, _marker("名单", carried, now))


def fill_narrative(
    sheet: Sheet, carried: Carried, now: ReportingPeriod, slots: Iterable[str]
) -> None:
    """文字, with the paragraphs of the workbook before, and a row for each slot without."""
    sheet.begin()
    written = {label(str(row["位置"])) for row in carried.narrative}
    rest = [slot for slot in slots if label(slot) not in written]
    _write(sheet, carried.narrative, _marker("文字", carried, now))
    at = sheet.first + len(carried.narrative)
    for row, slot in enumerate(rest, at):
        sheet.page.write_string(row, 0, slot, sheet.styles["text"])
        sheet.page.write_number(row, 1, 1, sheet.styles["text"])
    for row, said in enumerate(carried.narrative, sheet.first):
        text = str(said["正文"])
        _redden(sheet, row, text, stale.stale(text, now))


def fill_settlements(sheet: Sheet, rows: tuple[Row, ...]) -> None:
    """情况说明, with the answers that hold for the year."""
    sheet.begin()
    _write(sheet, rows)


def fill_opinions(sheet: Sheet, rows: tuple[Row, ...]) -> None:
    """评议意见, with the opinions that always hold."""
    sheet.begin()
    _write(sheet, rows)
    sheet.offer("意见", [wish.value for wish in Wish])


Marker = Callable[[Row], str]


def _marker(sheet: str, carried: Carried, now: ReportingPeriod) -> Marker:
    def marked(row: Row) -> str:
        said = (row.get(column, "") for column in stale.WORDS[sheet])
        text = "\n".join(map(str, said))
        return stale.mark(carried.since, text, now) if carried.since else ""

    return marked


def _write(sheet: Sheet, rows: tuple[Row, ...], marker: Marker | None = None) -> None:
    """The carried rows, then blank ones."""
    names = [heading.name for heading in sheet.headings]
    for number, row in enumerate(rows, sheet.first):
        said = {**row, stale.HEADING: marker(row)} if marker else row
        contents = [said.get(label(name), "") for name in names]
        sheet.fit(number, contents)
        for column, content in enumerate(contents):
            style = sheet.styles[_style(names[column], "carried")]
            sheet.put(number, column, content, style)
    sheet.rule(len(rows), [_style(name) for name in names])


def _style(name: str, look: str = "text") -> str:
    if name == stale.HEADING:
        return "mark" if look == "carried" else look
    return look if name in _AS_TYPED else f"{look} typed"


def _redden(sheet: Sheet, row: int, text: str, words: tuple[str, ...]) -> None:
    """The paragraph once more, what may be out of date in red."""
    parts = tuple(_parts(text, words))
    if parts in ((text,), ()):
        return
    plain, red = sheet.styles["plain"], sheet.styles["stale"]
    dressed = [each for p in parts for each in (red if p in words else plain, p)]
    column = sheet.column("正文")
    sheet.page.write_rich_string(row, column, *dressed, sheet.styles["carried"])


def _parts(text: str, words: tuple[str, ...]) -> Iterator[str]:
    longest_first = sorted(words, key=len, reverse=True)
    pattern = "|".join(map(re.escape, longest_first))
    yield from filter(None, re.split(f"({pattern})", text) if words else (text,))
