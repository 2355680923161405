"""The blank return (报送表) of a district: what it owes for a month, and nothing else.

What is read back of it:

- 封面, headings 项目 | 内容 | 说明: the rows 报告期 (2022-08, as text), 区市 (the
  district's name in the period), 填报人, 联系电话.
- 指标数据, headings 指标 | 单位 | 项 | <the district's name> | 说明 | 参考：上月 |
  参考：上年同期 | 参考：上年末 | 参考：年度目标 (of these what is known): a row 本期 for
  each indicator that districts report, below it a row 上年同期 and 上年末 where no
  earlier month knows them.

Guidance stands above both tables. Columns whose heading begins with 参考 hold earlier
figures for comparison and are never read.
"""

import io
from collections.abc import Iterator

from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.workbook import Workbook

from bulletin.intake.form.earlier import Earlier, Start
from bulletin.intake.form.figures import labels
from bulletin.intake.form.row import Row, rows
from bulletin.intake.form.sheet import Heading, Sheet, Styles, created
from bulletin.model.indicator import Item

PERIOD, DISTRICT, AUTHOR, PHONE = "报告期", "区市", "填报人", "联系电话"
BESIDE = "参考："
LAST_MONTH = f"{BESIDE}上月"
_KNOWN = (Item.BASE, Item.YEAR_END, Item.TARGET)
_OWED = (Item.CURRENT, Item.BASE, Item.YEAR_END)
_LABELS = 3
_COVER = (Heading("项目", 16), Heading("内容", 40), Heading("说明", 60))
_NOTES = {
    PERIOD: "已填好，请不要改",
    DISTRICT: "已填好，请不要改",
    AUTHOR: "请填姓名",
    PHONE: "有疑问时联系谁",
}


def returned(earlier: Earlier, district: str) -> bytes:
    """The .xlsx to send to the district; the same months give the same bytes."""
    buffer = io.BytesIO()
    period, office = earlier.period, earlier.catalogue.office
    title = f"{office.title}：{period.year}年{period.month}月报送表（{district}）"
    with Workbook(buffer, {"in_memory": True}) as book:
        book.set_properties({"title": title, "created": created(period)})
        styles = Styles(book)
        page = book.add_worksheet("封面")
        _cover(Sheet(page, styles, _COVER, tuple(_guide()), title), earlier, district)
        page = book.add_worksheet("指标数据")
        headings = _headings(earlier, district)
        guidance = (_figures_guide(earlier),)
        _figures(Sheet(page, styles, headings, guidance), earlier, district)
    return buffer.getvalue()


def _guide() -> Iterator[str]:
    yield "一、先填本表的填报人和联系电话，再填“指标数据”表的白格；灰格是往期的数，供核对，不填。"
    yield "二、数字按“单位”一列填；数值为零填 0，没有这项工作的填 —。累计数从 1 月算起。"
    yield "三、同比、完成率、位次等由程序计算，不填。有特殊情况的，写在同一行的“说明”里。"
    yield "四、可以整块粘贴；表名、表头、指标名不要改。填好后原样发回，文件名可以改。"


def _figures_guide(earlier: Earlier) -> str:
    below = "数字变红的，比上月的累计数还小，请核对。" if earlier.last else ""
    return f"白格请填，灰格不填。{below}数值为零填 0，没有这项工作的填 —。"


def _cover(sheet: Sheet, earlier: Earlier, district: str) -> None:
    sheet.begin()
    contents = {PERIOD: earlier.period.key, DISTRICT: district, AUTHOR: "", PHONE: ""}
    for number, (name, content) in enumerate(contents.items(), sheet.first):
        sheet.put(number, 0, name, sheet.styles["label"])
        sheet.put(number, 1, content, sheet.styles["typed"])
        sheet.put(number, 2, _NOTES[name], sheet.styles["note"])


def _headings(earlier: Earlier, district: str) -> tuple[Heading, ...]:
    return (
        Heading("指标", 26),
        Heading("单位", 7),
        Heading("项", 10),
        Heading(district, max(14, 2 * len(district) + 2)),
        Heading("说明", 30),
        *(
            Heading(name, 16, style="aside")
            for name in _beside_names(earlier, district)
        ),
    )


def _beside_names(earlier: Earlier, district: str) -> Iterator[str]:
    """The headings of what is known of the district, last month first."""
    if earlier.last:
        yield LAST_MONTH
    for item in _KNOWN:
        if any(_known(earlier, row, district, item) for row in rows(earlier.catalogue)):
            yield f"{BESIDE}{item}"


def _known(earlier: Earlier, row: Row, district: str, item: Item) -> Start | None:
    """What stands beside 本期 in the column of an item."""
    indicator = row.indicator
    asked = row.item is Item.CURRENT and indicator.by_district
    asked = asked and item in indicator.items
    return earlier.start(indicator, district, item) if asked else None


def _figures(sheet: Sheet, earlier: Earlier, district: str) -> None:
    sheet.begin(frozen_columns=_LABELS)
    owed = (row for row in rows(earlier.catalogue) if _is_owed(earlier, row, district))
    for number, row in enumerate(owed, sheet.first):
        labels(sheet, number, row)
        cell = xl_rowcol_to_cell(number, _LABELS)
        sheet.put(number, _LABELS, "", sheet.styles.number(row.pattern))
        sheet.page.data_validation(cell, row.check(cell))
        sheet.put(number, sheet.column("说明"), "", sheet.styles["typed"])
        _beside(sheet, number, row, (earlier, district))


def _is_owed(earlier: Earlier, row: Row, district: str) -> bool:
    """Whether the district must report it: what is known already is not asked again."""
    if not row.indicator.by_district or row.item not in _OWED:
        return False
    return earlier.start(row.indicator, district, row.item) is None


def _beside(sheet: Sheet, number: int, row: Row, whose: tuple[Earlier, str]) -> None:
    """The grey columns, filled in beside 本期."""
    earlier, district = whose
    style = sheet.styles.number(row.pattern, "helper")
    for column in range(sheet.column("说明") + 1, len(sheet.headings)):
        name = sheet.headings[column].name
        if name == LAST_MONTH:
            is_current = row.item is Item.CURRENT
            last = earlier.last_month(row.indicator, district) if is_current else None
            sheet.put(number, column, "" if last is None else last, style)
            _redden(sheet, number, row, column)
            continue
        start = _known(earlier, row, district, Item(name.removeprefix(BESIDE)))
        sheet.put(number, column, start.value if start else "", style)


def _redden(sheet: Sheet, number: int, row: Row, column: int) -> None:
    """Red for a figure below last month's, which no cumulative one can be."""
    if row.grows:
        now, then = (xl_rowcol_to_cell(number, each) for each in (_LABELS, column))
        below = f"=AND(ISNUMBER({now}),ISNUMBER({then}),{now}<{then})"
        sheet.alarm(number, (_LABELS, _LABELS), below)
