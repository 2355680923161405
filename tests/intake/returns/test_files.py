"""Whose return it is, and of which month, before any of its figures count."""

import io
from dataclasses import replace

import openpyxl
import pytest

from bulletin.intake.returns import files
from bulletin.intake.returns.dating import Dating, dating
from bulletin.intake.returns.files import Month
from bulletin.intake.returns.lexicon import lexicon
from bulletin.intake.workbook import Workbook
from bulletin.model.alias import NO_ALIASES, Aliases
from bulletin.model.period import ReportingPeriod
from tests.intake.returns.tables import PERIOD, codes, month, month_with, read, seen

GRANTED, STOCK, PLEDGED = "发明专利授权量", "有效发明专利", "专利权质押融资金额"
TENGZHOU, XUECHENG = "滕州市", "薛城区"
ROWS = (("区（市）", GRANTED), (TENGZHOU, 128))
ONE = {(GRANTED, TENGZHOU, "本期"): "128"}


@pytest.mark.parametrize(
    "name",
    [
        *(
            "滕州市2022年8月.xlsx",
            "2022-08-滕州市.xlsx",
            "202208.xls",
            "滕州8月报表.xlsx",
        ),
        *(
            "滕州市1-8月.xlsx",
            "2022年1—8月.xlsx",
            "截至8月底.xlsx",
            "8月（9月5日报）.xlsx",
        ),
        *("滕州市8月20220905.xlsx", "8月数据2022.9.5改.xlsx", "2022.08.xlsx"),
    ],
)
def test_a_file_named_for_the_month_is_of_the_month(name: str) -> None:
    found = read(ROWS, name)
    assert (seen(found), codes(found)) == (ONE, [])


@pytest.mark.parametrize(
    "name",
    [
        *(
            "滕州市2022年7月.xlsx",
            "2022-07-滕州市.xlsx",
            "202207.xls",
            "滕州7月报表.xlsx",
        ),
        *("滕州市1-7月.xlsx", "2021年8月.xlsx", "上半年.xlsx", "2021年1-8月.xlsx"),
        *("2021年.xlsx", "前三季度.xlsx", "2022-07（8月报）.xlsx"),
    ],
)
def test_a_file_named_for_another_month_is_refused(name: str) -> None:
    found = read(ROWS, name)
    assert (seen(found), codes(found)) == ({}, ["wrong-return"])


def test_a_file_without_a_month_is_taken_and_told() -> None:
    found = read(ROWS, "滕州市.xlsx")
    assert (seen(found), codes(found)) == (ONE, ["unrecognised"])
    assert "没有写是哪个月的" in found.problems[0].message


@pytest.mark.parametrize(
    ("title", "wanted"),
    [
        ("2022年1-8月知识产权情况表", True),
        ("2022年8月知识产权情况表", True),
        ("知识产权情况表（截至2022年8月31日）", True),
        ("2022年8月情况表（从1月累计）", True),
        ("2022年1-7月知识产权情况表", False),
        ("2021年1-8月知识产权情况表", False),
        ("7月情况表", False),
        ("知识产权情况表（截至2022年7月31日）", False),
        ("2021年度情况表", False),
    ],
)
def test_a_title_says_which_month_it_is(title: str, *, wanted: bool) -> None:
    found = read([(title,), *ROWS], "滕州市.xlsx")
    assert (seen(found) == ONE) == wanted
    assert ("wrong-return" in codes(found)) != wanted


def book(sheets: dict[str, tuple[tuple[object, ...], ...]]) -> bytes:
    made = openpyxl.Workbook()
    made.remove(made.worksheets[0])
    for name, rows in sheets.items():
        page = made.create_sheet(name)
        for row in rows:
            page.append(list(row))
    data = io.BytesIO()
    made.save(data)
    return data.getvalue()


def test_of_a_sheet_a_month_only_the_month_is_read() -> None:
    july = (("区（市）", GRANTED), (TENGZHOU, 120))
    data = book({"7月": july, "8月": ROWS})
    found = files.read(Workbook("滕州市.xlsx", data), "滕州市.xlsx", month())
    assert seen(found) == ONE
    assert codes(found) == ["unrecognised"]
    alone = files.read(
        Workbook("滕州市.xlsx", book({"7月": july})), "滕州市.xlsx", month()
    )
    assert (seen(alone), codes(alone)) == ({}, ["wrong-return"])


COVER = (("项目", "内容"), ("报告期", "2022-08"), ("区市", TENGZHOU))
FORM = (("指标", "单位", "项", TENGZHOU), (GRANTED, "件", "本期", 128))


def test_the_cover_of_a_form_decides_of_which_month_it_is() -> None:
    data = book({"封面": COVER, "指标数据": FORM})
    found = files.read(Workbook("7月.xlsx", data), "7月.xlsx", month())
    assert (seen(found), codes(found)) == (ONE, ["unrecognised"])
    july = (*COVER[:1], ("报告期", "2022-07"), *COVER[2:])
    for name in ("2022-08-滕州市.xlsx", "滕州市.xlsx"):
        data = book({"封面": july, "指标数据": FORM})
        found = files.read(Workbook(name, data), name, month())
        assert (seen(found), codes(found)) == ({}, ["wrong-return"])


def test_a_form_of_one_district_under_the_name_of_another_is_refused() -> None:
    data = book({"封面": COVER, "指标数据": FORM})
    found = files.read(Workbook("薛城区8月.xlsx", data), "薛城区8月.xlsx", month())
    assert (seen(found), codes(found)) == ({}, ["wrong-return"])


def test_another_districts_figures_in_a_districts_file_are_not_taken() -> None:
    rows = (*ROWS, (XUECHENG, 62))
    found = read(rows, "滕州市8月.xlsx")
    assert (seen(found), codes(found)) == (ONE, ["wrong-return"])


@pytest.mark.parametrize(
    "name", ["滕州市8月.xlsx", "滕州8月.xlsx", "滕州/8月报表.xlsx"]
)
def test_a_file_or_its_folder_may_name_the_district(name: str) -> None:
    found = read([(GRANTED, STOCK), (128, 1012)], name)
    assert seen(found) == {**ONE, (STOCK, TENGZHOU, "本期"): "1012"}


@pytest.mark.parametrize(
    "name", ["8月.xlsx", "枣庄市中级人民法院8月.xlsx", "滕州市、薛城区8月.xlsx"]
)
def test_a_district_that_nothing_names_is_not_guessed(name: str) -> None:
    found = read([(GRANTED, STOCK), (128, 1012)], name)
    assert seen(found) == {}
    assert codes(found) == ["unrecognised"] * 2


@pytest.mark.parametrize(
    ("heading", "meant"),
    [
        ("发明专利授权量", GRANTED),
        ("1.发明专利授权量", GRANTED),
        ("（一）发明专利授权量", GRANTED),
        ("其中：发明专利授权量（件）", GRANTED),
        ("发明专利授权量 本期", GRANTED),
        ("2022年1-8月发明专利授权量", GRANTED),
        ("发 明 专 利\n授 权 量", GRANTED),
        ("发明专利授权量（累计）", GRANTED),
        ("专利授权量", ""),
        ("发明专利授权量（企业）", ""),
        ("当月发明专利授权量", ""),
        ("发明专利授权量同比", ""),
        ("8月发明专利授权量", ""),
        ("2021年发明专利授权量", ""),
        ("发明专利授权量、有效发明专利", ""),
        ("每万人发明专利授权量", ""),
    ],
)
def test_a_heading_is_read_whole_or_not_at_all(heading: str, meant: str) -> None:
    found = read([("区（市）", heading), (TENGZHOU, 128)])
    assert [claim.key[0] for claim in found.claims] == ([meant] if meant else [])


@pytest.mark.parametrize(
    ("words", "item"),
    [
        ("本期", "本期"),
        ("累计完成", "本期"),
        ("2022年1-8月", "本期"),
        ("上年同期", "上年同期"),
        ("2021年1-8月", "上年同期"),
        ("去年同期数", "上年同期"),
        ("2021年同期", "上年同期"),
        ("年度目标", "年度目标"),
        ("2022年目标", "年度目标"),
        ("2021年目标", ""),
        ("2020年1-8月", ""),
        ("1-7月", ""),
        ("8月", ""),
        ("2022年", ""),
        ("2021年", ""),
        ("上月", ""),
        ("预计", ""),
    ],
)
def test_an_item_or_a_time_is_what_it_says(words: str, item: str) -> None:
    rows = [("区（市）", GRANTED), ("", words), (TENGZHOU, 128)]
    found = read(rows)
    assert [claim.key[2].value for claim in found.claims] == ([item] if item else [])


def test_january_alone_is_the_year_so_far() -> None:
    wanted = month_with(NO_ALIASES, ReportingPeriod(2022, 1))
    found = read(
        [("区（市）", "1月发明专利授权量"), (TENGZHOU, 12)], "1月.xlsx", wanted=wanted
    )
    assert seen(found) == {(GRANTED, TENGZHOU, "本期"): "12"}


@pytest.mark.parametrize(
    ("title", "is_taken"),
    [
        ("2022年8月当月情况表", False),
        ("2022年度目标任务分解表", False),
        ("2022年1-8月同比情况表", False),
        ("2022年1-8月累计情况表", True),
    ],
)
def test_a_title_may_say_that_figures_are_none_of_the_year_so_far(
    title: str, *, is_taken: bool
) -> None:
    found = read([(title,), *ROWS])
    assert (seen(found) == ONE) == is_taken


def test_a_note_may_say_so_as_well() -> None:
    assert seen(read([*ROWS, ("注：以上为当月数。",)])) == {}
    assert seen(read([*ROWS, ("注：以上为快报数。",)])) == ONE


def test_items_of_rows_are_never_filled_in_for_one_that_has_none() -> None:
    rows = [
        ("指标", "项", TENGZHOU),
        (GRANTED, "本期", 128),
        ("", "上年同期", 118),
        (STOCK, "", 1012),
    ]
    found = read(rows)
    assert seen(found) == {**ONE, (GRANTED, TENGZHOU, "上年同期"): "118"}
    assert codes(found) == ["unrecognised"]


def test_a_second_table_below_the_first_is_read_by_its_own_heading() -> None:
    rows = [
        *(("区（市）", GRANTED), (TENGZHOU, 128)),
        (),
        *(("区（市）", STOCK, GRANTED), (XUECHENG, 478, 62)),
    ]
    assert seen(read(rows)) == {
        **ONE,
        (STOCK, XUECHENG, "本期"): "478",
        (GRANTED, XUECHENG, "本期"): "62",
    }


@pytest.mark.parametrize(
    "heading",
    [
        *(("区（市）", "实用新型", "外观设计"), ("区（市）", 2021, 2022)),
        *(("", "实用新型", "外观设计"), ("地区", "", "外观设计"), ("项目", 1, "")),
        *(("实用新型",), ("区（市）",)),
    ],
)
def test_a_second_table_is_never_read_by_the_heading_of_the_first(
    heading: tuple[object, ...],
) -> None:
    rows = [
        *(("区（市）", GRANTED, STOCK), (TENGZHOU, 128, 1012)),
        *((), heading, (XUECHENG, 62, 478)),
    ]
    found = read(rows)
    assert seen(found) == {**ONE, (STOCK, TENGZHOU, "本期"): "1012"}
    assert codes(found)


@pytest.mark.parametrize("unit", ["家", "人", "亿件"])
def test_a_unit_of_something_else_is_refused(unit: str) -> None:
    found = read([("区（市）", f"{GRANTED}（{unit}）"), (TENGZHOU, 128)])
    assert seen(found) == (
        {} if unit != "亿件" else {(GRANTED, TENGZHOU, "本期"): "12800000000"}
    )
    assert codes(found) == (["wrong-unit"] if unit != "亿件" else [])


@pytest.mark.parametrize(
    ("unit", "written", "read_as"),
    [
        ("亿元", 1.865, "18650"),
        ("元", 186500012, ""),
        ("元", 186500000, "18650"),
        ("千元", "186,501", "18650.1"),
        ("百万元", 186.5, "18650"),
    ],
)
def test_money_is_converted_exactly_or_refused(
    unit: str, written: object, read_as: str
) -> None:
    found = read([("区（市）", f"质押金额（{unit}）"), (TENGZHOU, written)])
    wanted = {(PLEDGED, TENGZHOU, "本期"): read_as} if read_as else {}
    assert {
        k: v.rstrip("0").rstrip(".") if "." in v else v for k, v in seen(found).items()
    } == wanted
    assert codes(found) == ([] if read_as else ["too-precise"])


def test_two_meanings_of_a_label_are_named() -> None:
    """Two indicators may bear the same label in print; nobody knows which one is meant."""
    handbook = month().handbook
    known = dict(handbook.catalogue.indicators)
    for name in (GRANTED, STOCK):
        known[name] = replace(known[name], label="专利数")
    catalogue = replace(handbook.catalogue, indicators=known)
    handbook = replace(handbook, catalogue=catalogue)
    wanted = Month(handbook, PERIOD, lexicon(handbook, NO_ALIASES))
    found = read([("区（市）", "专利数"), (TENGZHOU, 128)], wanted=wanted)
    assert (seen(found), codes(found)) == ({}, ["unrecognised"])
    assert "可能是“发明专利授权量”、“有效发明专利”" in found.problems[0].message
    called = Aliases({"专利数": STOCK})
    wanted = Month(handbook, PERIOD, lexicon(handbook, called))
    found = read([("区（市）", "专利数"), (TENGZHOU, 128)], wanted=wanted)
    assert seen(found) == {(STOCK, TENGZHOU, "本期"): "128"}


@pytest.mark.parametrize("value", ["约四十", "12..3", "未报", "128?", "一百"])
def test_what_is_no_number_is_told(value: str) -> None:
    rows = [("区（市）", GRANTED, STOCK), (TENGZHOU, value, 1012), (XUECHENG, 62, "")]
    found = read(rows)
    assert seen(found) == {
        (STOCK, TENGZHOU, "本期"): "1012",
        (GRANTED, XUECHENG, "本期"): "62",
    }
    assert codes(found) == ["not-a-number"]


def test_days_say_nothing_of_the_month() -> None:
    for text in ("9月5日报送", "2022年9月5日", "20220905", "2022-09-05"):
        assert dating((text,), PERIOD) == (Dating.SILENT, "")
