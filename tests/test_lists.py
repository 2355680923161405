"""名单 on the page: none, one, two and forty entries, and entries without optional parts."""

import pytest
from openpyxl.worksheet.worksheet import Worksheet

from tests.sample import Sample

CATEGORY, UNIT, NAME, GRADE, YEAR = "A", "C", "D", "E", "F"
PRIZE = "第四届山东省专利奖"


def clear(sample: Sample, category: str) -> Worksheet:
    """Take a category out of 名单, and whatever the sheet has behind it."""
    sheet = sample.sheet("名单")
    for row in range(sheet.max_row, 1, -1):
        if sheet[f"{CATEGORY}{row}"].value in (category, None):
            sheet.delete_rows(row)
    return sheet


def add(sheet: Worksheet, category: str, **fields: str | int) -> None:
    row = sheet.max_row + 1
    sheet[f"{CATEGORY}{row}"].value = category
    columns = {"单位": UNIT, "名称": NAME, "等次": GRADE, "年度": YEAR, "金额": "G"}
    for name, value in fields.items():
        sheet[f"{columns[name]}{row}"].value = value


def prizes(sample: Sample, count: int) -> str:
    """The sentence on prizes, with so many second prizes."""
    sheet = clear(sample, "专利奖")
    for number in range(1, count + 1):
        add(sheet, "专利奖", 单位=f"第{number}公司", 名称=PRIZE, 等次="二等奖")
    (paragraph,) = [p for p in sample.make().page if "PCT申请11件" in p]
    return paragraph.partition("同比增加1件。")[2]


COMPANIES = "、".join(f"第{number}公司" for number in range(1, 41))


@pytest.mark.parametrize(
    ("count", "words"),
    [
        (0, ""),
        (1, f"第1公司的专利荣获{PRIZE}二等奖。"),
        (2, f"两家企业的专利荣获{PRIZE}。其中，第1公司、第2公司荣获二等奖。"),
        (40, f"四十家企业的专利荣获{PRIZE}。其中，{COMPANIES}荣获二等奖。"),
    ],
)
def test_a_list_of_none_one_two_and_forty_reads_as_one_would_write_it(
    sample: Sample, count: int, words: str
) -> None:
    assert prizes(sample, count) == words


def test_a_company_with_two_prizes_of_a_grade_is_named_once(sample: Sample) -> None:
    sheet = clear(sample, "专利奖")
    for number in (1, 2):
        for unit in ("甲公司", "乙公司"):
            note = f"第{number}项"
            add(sheet, "专利奖", 单位=unit, 名称=PRIZE, 等次="二等奖")
            sheet[f"H{sheet.max_row}"].value = note
    (paragraph,) = [p for p in sample.make().page if "PCT申请11件" in p]
    assert paragraph.endswith(
        f"两家企业的专利荣获{PRIZE}。其中，甲公司、乙公司荣获二等奖。"
    )


def navigation(sample: Sample) -> str:
    (paragraph,) = [p for p in sample.make().page if "省级专利导航项目" in p]
    return paragraph


def test_a_single_project_is_not_counted_and_a_missing_part_leaves_no_gap(
    sample: Sample,
) -> None:
    clear(sample, "导航获批")
    sheet = clear(sample, "导航验收")
    add(sheet, "导航验收", 单位="甲公司", 名称="—", 年度="—")
    assert navigation(sample) == "1-7月，甲公司省级专利导航项目顺利通过验收。"
    add(sheet, "导航获批", 单位="乙公司", 名称="节能", 年度=2022)
    assert navigation(sample) == (
        "1-7月，甲公司省级专利导航项目顺利通过验收。"
        "乙公司的《节能》获批2022年度省级专利导航项目。"
    )
    add(sheet, "导航验收", 单位="丙公司", 名称="储能", 年度="—")
    assert navigation(sample).startswith(
        "1-7月，甲公司、丙公司的《储能》2项省级专利导航项目顺利通过验收。"
    )


def test_without_any_entry_the_paragraph_is_not_there(sample: Sample) -> None:
    for category in ("导航获批", "导航验收", "试点项目"):
        clear(sample, category)
    page = sample.make().page
    assert not [p for p in page if "导航" in p or "试点" in p]
