"""The form's 指标数据: a row for each item of each indicator, to be filled in."""

from collections.abc import Iterator
from decimal import Decimal

from xlsxwriter.utility import xl_rowcol_to_cell

from bulletin.intake.form.earlier import Earlier, Start
from bulletin.intake.form.row import Row, rows
from bulletin.intake.form.sheet import Heading, Sheet
from bulletin.model.handbook import Catalogue
from bulletin.model.indicator import CITY, ELSEWHERE, Item

HELPER = "合计差"
LAST_MONTH = "上月："
GUIDANCE = (
    "白格请填，灰格不填；浅绿格是程序从往期带来的，请核对，不对的直接改。",
    "没有报来的留空，数值为零填 0，不适用或尚未下达填 —。数字按“单位”填；同比、位次等不填。",
)
_TARGETS_LATER = (
    "年度目标尚未下达的，程序已填 —；下达以后请换成数，并在“封面”填目标年度。"
)
_BELOW = "“本期”数变红的，比上月的累计数还小，请核对。"
_AS_OF = "截至"
_LABELS = 3


def headings(earlier: Earlier) -> tuple[Heading, ...]:
    """The columns, with one for each district; last month's figures come last."""
    areas = _areas(earlier.catalogue)
    widths = {area: max(10, 2 * len(area) + 2) for area in areas}
    return (
        Heading("指标", 26, "请不要改指标名和项的名称。"),
        Heading("单位", 7, "数字要换算成这个单位再填。"),
        Heading("项", 13, "同比、完成率、位次等由程序计算，没有这些行。"),
        *(Heading(area, widths[area]) for area in areas),
        Heading(ELSEWHERE, 8, "不属于任何区（市）的数；没有就留空。"),
        Heading(HELPER, 9, "全市减去各区（市）和其他，应为0。只供核对，程序不读。"),
        Heading(_AS_OF, 10, "数据比报告期早才填，写在“本期”一行，如 2022-06。"),
        Heading("来源", 34, "单位、文件、日期。各区（市）不同的写：甲：…；乙：…"),
        Heading("说明", 24),
        *_last_month(earlier, areas),
    )


def guidance(earlier: Earlier) -> tuple[str, ...]:
    """What stands above the table."""
    more = _TARGETS_LATER if earlier.awaits_targets else ""
    below = _BELOW if earlier.last else ""
    return tuple(filter(None, (*GUIDANCE, more + below)))


def fill(sheet: Sheet, earlier: Earlier) -> None:
    """The rows of every indicator that is reported, in the catalogue's order."""
    sheet.begin(frozen_columns=_LABELS)
    number = sheet.first
    for number, row in enumerate(rows(earlier.catalogue), sheet.first):
        labels(sheet, number, row)
        starts = _starts(earlier, row)
        _cells(sheet, number, row, starts)
        _helper(sheet, number, row, starts)
        if earlier.last:
            _beside(sheet, number, row, earlier)
        _words(sheet, number, row, starts)
    # Last month's figures are for the screen; paper stays legible without them.
    sheet.page.print_area(0, 0, number, sheet.column("说明"))


def cell(sheet: Sheet, catalogue: Catalogue, figure: tuple[str, str, Item]) -> str:
    """The cell of a figure (indicator, area, item); empty if the form has none."""
    indicator, area, item = figure
    columns = [heading.name for heading in sheet.headings]
    for number, row in enumerate(rows(catalogue), sheet.first):
        same = (row.indicator.name, row.item) == (indicator, item)
        if same and area in columns and row.is_open(area):
            return str(xl_rowcol_to_cell(number, columns.index(area)))
    return ""


def labels(sheet: Sheet, number: int, row: Row) -> None:
    """指标, 单位 and 项."""
    style = sheet.styles[row.band]
    for column, text in enumerate((row.indicator.name, row.unit, row.item)):
        sheet.page.write_string(number, column, text, style)


def _areas(catalogue: Catalogue) -> tuple[str, ...]:
    return (CITY, *(district.name for district in catalogue.districts))


def _last_month(earlier: Earlier, areas: tuple[str, ...]) -> Iterator[Heading]:
    if earlier.last:
        note = f"{earlier.last.key}的累计数，只供核对，程序不读。"
        for area in areas:
            name = f"{LAST_MONTH}{area}"
            note = note if area == CITY else ""
            yield Heading(name, max(10, 2 * len(area) + 4), note, "aside")


def _starts(earlier: Earlier, row: Row) -> dict[str, Start]:
    """What the row's cells start with, by area."""
    areas = (*_areas(earlier.catalogue), ELSEWHERE)
    found = (
        (area, earlier.start(row.indicator, area, row.item))
        for area in areas
        if row.is_open(area)
    )
    return {area: start for area, start in found if start}


def _cells(sheet: Sheet, number: int, row: Row, starts: dict[str, Start]) -> None:
    """Open cells in the indicator's number format, the others grey."""
    first, last = sheet.column(CITY), sheet.column(ELSEWHERE)
    opened = first
    for column in range(first, last + 1):
        area = sheet.headings[column].name
        if not row.is_open(area):
            sheet.page.write_blank(number, column, None, sheet.styles["closed"])
            continue
        opened = column
        look = "carried" if area in starts else ""
        style = sheet.styles.number(row.pattern, look)
        sheet.put(number, column, starts[area].value if area in starts else "", style)
    check = row.check(xl_rowcol_to_cell(number, first))
    sheet.page.data_validation(number, first, number, opened, check)


def _helper(sheet: Sheet, number: int, row: Row, starts: dict[str, Start]) -> None:
    """合计差, empty until there is a figure of the city; red when it is not 0."""
    column = sheet.column(HELPER)
    if not row.adds_up:
        sheet.page.write_blank(number, column, None, sheet.styles["closed"])
        return
    city = xl_rowcol_to_cell(number, sheet.column(CITY))
    first = xl_rowcol_to_cell(number, sheet.column(CITY) + 1)
    last = xl_rowcol_to_cell(number, sheet.column(ELSEWHERE))
    rest = f"ROUND({city}-SUM({first}:{last}),{max(row.indicator.decimals, 4)})"
    formula = f'=IF(ISNUMBER({city}),{rest},"")'
    sheet.page.write_formula(
        number, column, formula, sheet.styles["helper"], _rest(starts)
    )
    cell = xl_rowcol_to_cell(number, column)
    sheet.alarm(number, (column, column), f"=AND(ISNUMBER({cell}),{cell}<>0)")


def _rest(starts: dict[str, Start]) -> Decimal | str:
    """The result that is saved with the formula, for programs that do not calculate."""
    values = {
        area: s.value for area, s in starts.items() if isinstance(s.value, Decimal)
    }
    city = values.pop(CITY, None)
    return "" if city is None else city - sum(values.values())


def _beside(sheet: Sheet, number: int, row: Row, earlier: Earlier) -> None:
    """Last month's figures beside those of 本期, which turn red when they are below."""
    areas = _areas(earlier.catalogue)
    first, beside = sheet.column(CITY), sheet.column(f"{LAST_MONTH}{CITY}")
    style = sheet.styles.number(row.pattern, "helper")
    for offset, area in enumerate(areas):
        known = row.item is Item.CURRENT and row.is_open(area)
        value = earlier.last_month(row.indicator, area) if known else None
        sheet.put(number, beside + offset, "" if value is None else value, style)
    if row.grows:
        now, then = (xl_rowcol_to_cell(number, column) for column in (first, beside))
        below = f"=AND(ISNUMBER({now}),ISNUMBER({then}),{now}<{then})"
        sheet.alarm(number, (first, first + len(areas) - 1), below)


def _words(sheet: Sheet, number: int, row: Row, starts: dict[str, Start]) -> None:
    """截至, which counts on the row 本期 only, 来源 of what is known, and 说明."""
    as_of = sheet.styles["typed" if row.item is Item.CURRENT else "closed"]
    sheet.put(number, sheet.column(_AS_OF), "", as_of)
    sheet.put(number, sheet.column("来源"), _source(starts), sheet.styles["typed"])
    sheet.put(number, sheet.column("说明"), "", sheet.styles["typed"])


def _source(starts: dict[str, Start]) -> str:
    """One source for the row, or one an area, as 来源 is written."""
    found = {area: start.source for area, start in starts.items() if start.source}
    if len(set(found.values())) == 1 and found.keys() == starts.keys():
        return next(iter(found.values()))
    return "；".join(f"{area}：{source}" for area, source in found.items())
