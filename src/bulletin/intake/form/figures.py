"""The form's 指标数据: a row for each item of each indicator, to be filled in."""

from collections.abc import Iterator
from dataclasses import dataclass

from xlsxwriter.utility import xl_rowcol_to_cell

from bulletin.intake.form.sheet import Heading, Sheet
from bulletin.model.handbook import Catalogue
from bulletin.model.indicator import CITY, ELSEWHERE, Indicator, Item

HELPER = "合计差"
_AS_OF = "截至"
_DASHES = ("—", "-", "/")
_INCOMPARABLE = "不可比"
_LABELS = 3
_ADDED = (Item.CURRENT, Item.BASE, Item.TARGET, Item.YEAR_END)
_LONGEST_MESSAGE = 255
_NO_FIGURE = "没有数据填“—”，数值为零填0，没有报来的留空。"


def headings(catalogue: Catalogue) -> tuple[Heading, ...]:
    """The columns, with one for each district."""
    areas = (CITY, *(district.name for district in catalogue.districts))
    return (
        Heading("指标", 26, "请不要改指标名和项的名称。"),
        Heading("单位", 7, "数字要换算成这个单位再填。"),
        Heading("项", 13, "同比、完成率、位次等由程序计算，没有这些行。"),
        *(Heading(area, max(10, 2 * len(area) + 2)) for area in areas),
        Heading(ELSEWHERE, 8, "不属于任何区（市）的数；没有就留空。"),
        Heading(HELPER, 9, "全市减去各区（市）和其他，应为0。只供核对，程序不读。"),
        Heading(_AS_OF, 10, "数据比报告期早才填，写在“本期”一行，如 2022-06。"),
        Heading("来源", 34, "单位、文件、日期。各区（市）不同的写：甲：…；乙：…"),
        Heading("说明", 24),
    )


def fill(sheet: Sheet, catalogue: Catalogue) -> None:
    """The rows of every indicator that is reported, in the catalogue's order."""
    sheet.begin(frozen_columns=_LABELS)
    for number, row in enumerate(_rows(catalogue), 1):
        _labels(sheet, number, row)
        _cells(sheet, number, row)
        _helper(sheet, number, row)
        typed = "typed" if row.item is Item.CURRENT else "closed"
        for name, style in ((_AS_OF, typed), ("来源", "text"), ("说明", "text")):
            column = sheet.column(name)
            sheet.page.write_blank(number, column, None, sheet.styles[style])


@dataclass(frozen=True, slots=True)
class _Row:
    """An item of an indicator; `is_banded` tells neighbouring indicators apart."""

    indicator: Indicator
    item: Item
    is_banded: bool

    @property
    def adds_up(self) -> bool:
        """Whether the districts' figures must come to the city's."""
        indicator = self.indicator
        return indicator.additive and indicator.by_district and self.item in _ADDED

    @property
    def is_rate(self) -> bool:
        """Whether 87.5% may be typed as it is spoken."""
        return self.indicator.unit == "%" or self.item is Item.SUPPLIED

    @property
    def unit(self) -> str:
        """The unit in its cell; growth that is supplied is not in the indicator's."""
        return "" if self.item is Item.SUPPLIED else self.indicator.unit

    def is_open(self, area: str) -> bool:
        """Whether there is anything to fill in."""
        if area == ELSEWHERE:
            return self.adds_up
        return area == CITY or self.indicator.by_district


def _rows(catalogue: Catalogue) -> Iterator[_Row]:
    reported = (each for each in catalogue.indicators.values() if each.items)
    for number, indicator in enumerate(reported):
        for item in indicator.items:
            yield _Row(indicator, item, is_banded=number % 2 == 0)


def _labels(sheet: Sheet, number: int, row: _Row) -> None:
    style = sheet.styles["label" if row.is_banded else "band"]
    for column, text in enumerate((row.indicator.name, row.unit, row.item)):
        sheet.page.write_string(number, column, text, style)


def _cells(sheet: Sheet, number: int, row: _Row) -> None:
    """Open cells in the indicator's number format, the others grey."""
    first, last = sheet.column(CITY), sheet.column(ELSEWHERE)
    opened = [
        column
        for column in range(first, last + 1)
        if row.is_open(sheet.headings[column].name)
    ]
    for column in range(first, last + 1):
        style = sheet.styles.number(_pattern(row))
        if column not in opened:
            style = sheet.styles["closed"]
        sheet.page.write_blank(number, column, None, style)
    check = _check(row, xl_rowcol_to_cell(number, first))
    sheet.page.data_validation(number, first, number, opened[-1], check)


def _pattern(row: _Row) -> str:
    """As typed, but for amounts: Excel then keeps a typed % and hides no decimal."""
    decimals = row.indicator.decimals
    return "" if row.is_rate or not decimals else "0." + "0" * decimals


def _check(row: _Row, cell: str) -> dict[str, object]:
    """A question to who types anything but a fitting number; pasting is never hindered."""
    indicator = row.indicator
    fits, words = [f"ISNUMBER({cell})"], []
    if row.item is not Item.SUPPLIED:
        decimals = indicator.decimals
        fits.append(f"ROUND({cell},{decimals})={cell}")
        words.append(f"最多{decimals}位小数" if decimals else "填整数")
        if not indicator.signed:
            fits.append(f"{cell}>=0")
            words.append("不能是负数")
    unit = "百分数" if row.item is Item.SUPPLIED else indicator.unit
    message = (
        f"{indicator.name}（{row.item}）按{unit}填，{'，'.join(words) or '填数字'}。"
    )
    others = (*_DASHES, _INCOMPARABLE) if row.item is Item.BASE else _DASHES
    dashes = ",".join(f'{cell}="{other}"' for other in others)
    return {
        "validate": "custom",
        "value": f"=IF(ISNUMBER({cell}),AND({','.join(fits)}),OR({dashes}))",
        "error_type": "warning",
        "error_title": "这个数请再看一下",
        "error_message": (message + _NO_FIGURE)[:_LONGEST_MESSAGE],
    }


def _helper(sheet: Sheet, number: int, row: _Row) -> None:
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
    sheet.page.write_formula(number, column, formula, sheet.styles["helper"], "")
    cell = xl_rowcol_to_cell(number, column)
    differs = {
        "type": "formula",
        "criteria": f"=AND(ISNUMBER({cell}),{cell}<>0)",
        "format": sheet.styles.alarm,
    }
    sheet.page.conditional_format(number, column, number, column, differs)
