"""Every problem of a workbook is found, with its code, at its cell."""

import datetime
import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from bulletin import pipeline
from bulletin.model.problem import Code, Problem, ProblemsError, Stage
from tests.sample import DISTRICTS, ROOT, SOAK, Sample

COVER, FIGURES, LISTS, TEXTS = "封面", "指标数据", "名单", "文字"
GRANTED, PLEDGED = "发明专利授权量", "专利权质押融资金额"
NOW, BEFORE, TARGET = "本期", "上年同期", "年度目标"


def found(sample: Sample, code: Code) -> Problem:
    """The one problem with that code."""
    [problem] = [each for each in sample.check() if each.code is code]
    return problem


def test_the_sample_month_has_no_error(sample: Sample) -> None:
    assert sample.errors() == []


# ── sheets, columns, rows ────────────────────────────────────────────────────


@pytest.mark.parametrize("name", [COVER, FIGURES, LISTS, TEXTS])
def test_a_missing_sheet_is_named(sample: Sample, name: str) -> None:
    sample.book.remove(sample.sheet(name))
    assert sample.errors() == [("missing-sheet", "")]
    assert found(sample, Code.MISSING_SHEET).place.sheet == name


def test_a_sheet_renamed_with_spaces_around_it_is_still_found(sample: Sample) -> None:
    sample.sheet(FIGURES).title = " 指标数据 "
    assert sample.errors() == []


@pytest.mark.parametrize(
    ("sheet", "cell"), [(COVER, "A1"), (FIGURES, "A1"), (LISTS, "A1"), (TEXTS, "A1")]
)
def test_a_sheet_without_its_heading_is_a_missing_column(
    sample: Sample, sheet: str, cell: str
) -> None:
    sample.type(sheet, cell, "甲")
    assert ("missing-column", "A1") in sample.errors()


def test_columns_may_stand_in_any_order(sample: Sample) -> None:
    expected = sample.make().paragraphs
    for row in sample.sheet(FIGURES).iter_rows():
        values = [cell.value for cell in row]
        for cell, value in zip(row, reversed(values), strict=True):
            cell.value = value
    assert sample.make().paragraphs == expected


def test_guidance_above_the_table_and_blank_rows_in_it_are_skipped(
    sample: Sample,
) -> None:
    sample.sheet(FIGURES).insert_rows(1, 3)
    sample.sheet(FIGURES).insert_rows(10, 2)
    sample.type(FIGURES, "A1", "请各区（市）于每月5日前报送")
    assert sample.errors() == []


def test_a_district_mistyped_in_the_heading_is_unknown_and_missing(
    sample: Sample,
) -> None:
    sample.type(FIGURES, "E1", "滕洲市")
    assert sample.errors() == [("unknown-district", "E1"), ("missing-district", "A1")]
    assert "是否应为“滕州市”" in found(sample, Code.UNKNOWN_DISTRICT).advice
    assert found(sample, Code.MISSING_DISTRICT).owner == "滕州市"


def test_a_district_whose_column_was_deleted_is_missing(sample: Sample) -> None:
    sample.sheet(FIGURES).delete_cols(5)
    problem = found(sample, Code.MISSING_DISTRICT)
    assert (problem.place.cell, problem.owner) == ("A1", "滕州市")
    assert problem.refused_at(Stage.REVIEW)
    assert not problem.refused_at(Stage.DRAFT)


def test_a_district_that_heads_two_columns_is_repeated(sample: Sample) -> None:
    sample.type(FIGURES, "P1", "滕州市")
    assert sample.errors() == [("repeated-district", "P1")]


def test_another_heading_twice_is_a_repeated_column(sample: Sample) -> None:
    sample.type(FIGURES, "P1", "来源")
    assert sample.errors() == [("repeated-column", "P1")]


def test_a_district_is_found_under_its_former_name(
    own_workspace: Path, sample_of: Callable[[Path], Sample]
) -> None:
    catalogue = own_workspace / "data" / "handbook" / "catalogue.toml"
    text = catalogue.read_text(encoding="utf-8")
    named = text.replace('name = "滕州市"', 'name = "滕州市"\nformer = ["滕县"]')
    catalogue.write_text(named, encoding="utf-8")
    sample = sample_of(own_workspace)
    sample.type(FIGURES, "E1", "滕县")
    assert sample.errors() == []


def test_an_unknown_indicator_is_shown_with_the_nearest(sample: Sample) -> None:
    sample.type(FIGURES, "A9", "专利质押融资件数")
    errors = sample.errors()
    assert ("unknown-indicator", "A9") in errors
    assert ("missing-indicator", "") in errors
    assert "专利权质押融资件数" in found(sample, Code.UNKNOWN_INDICATOR).advice


def test_a_missing_indicator_is_named(sample: Sample) -> None:
    sample.sheet(FIGURES).delete_rows(9)
    assert "专利权质押融资件数" in found(sample, Code.MISSING_INDICATOR).message


def test_an_indicator_and_item_twice_is_a_repeated_row(sample: Sample) -> None:
    sheet = sample.sheet(FIGURES)
    sheet.append([cell.value for cell in sheet[9]])
    assert sample.errors() == [("repeated-row", "C34")]
    assert "第9行" in found(sample, Code.REPEATED_ROW).message


def test_an_unknown_item_is_shown_and_the_item_it_was_meant_for_missing(
    sample: Sample,
) -> None:
    sample.type(FIGURES, "C3", "去年同期")
    assert ("unknown-item", "C3") in sample.errors()
    problem = found(sample, Code.MISSING_ITEM)
    assert problem.place.cell == "A2"
    assert "上年同期" in problem.message


def test_an_indicator_that_is_computed_may_not_be_typed(sample: Sample) -> None:
    sample.sheet(FIGURES).append(["撤回率", "%", NOW, 88.2])
    assert sample.errors() == [("unknown-item", "C34")]


def test_an_indicator_named_once_covers_the_items_under_it(sample: Sample) -> None:
    sample.type(FIGURES, "A3", None)
    sample.type(FIGURES, "A4", None)
    assert sample.errors() == []


def test_a_wrong_unit_is_found_at_its_cell(sample: Sample) -> None:
    sample.type(FIGURES, "B10", "亿元")
    assert sample.errors() == [("wrong-unit", "B10")]
    assert "万元" in found(sample, Code.WRONG_UNIT).advice


# ── figures ──────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "typed",
    [
        *("约四十", "12..3", "12项", "1,23", "十二", "12%", "=", "#N/A?", "N/A", "无"),
        *("1e3", "０x", True, 10**15, "99999999999999999"),
    ],
)
def test_what_is_no_number_is_found_at_its_cell(sample: Sample, typed: object) -> None:
    sample.set(GRANTED, NOW, {"滕州市": typed})
    assert sample.errors() == [("not-a-number", "E2")]


@pytest.mark.parametrize(
    ("indicator", "typed", "code"),
    [
        (GRANTED, -1, "negative"),
        (GRANTED, "-128", "negative"),
        (GRANTED, "－128", "negative"),
        (PLEDGED, -0.5, "negative"),
        (GRANTED, 128.5, "fraction"),
        (GRANTED, "128.5", "fraction"),
        (PLEDGED, 18650.123, "too-precise"),
        (PLEDGED, "18650.001", "too-precise"),
    ],
)
def test_a_figure_that_cannot_be_is_found_at_its_cell(
    sample: Sample, indicator: str, typed: object, code: str
) -> None:
    sample.set(indicator, NOW, {"滕州市": typed})
    assert sample.errors() == [(code, sample.address(indicator, NOW, "滕州市"))]


def test_a_count_in_a_percent_cell_is_found(sample: Sample) -> None:
    sample.sheet(FIGURES)["E2"].number_format = "0.0%"
    assert sample.errors() == [("percent-cell", "E2")]


def test_an_error_cell_is_found(sample: Sample) -> None:
    cell = sample.sheet(FIGURES)["E2"]
    cell.value = "#DIV/0!"
    assert cell.data_type == "e"
    assert sample.errors() == [("error-cell", "E2")]
    assert "#DIV/0!" in found(sample, Code.ERROR_CELL).message


@pytest.mark.parametrize(
    ("sheet", "cell"),
    [(FIGURES, "E2"), (COVER, "B2"), (COVER, "B6"), (LISTS, "C2"), (TEXTS, "C2")],
)
def test_a_formula_without_a_saved_value_is_found(
    sample: Sample, sheet: str, cell: str
) -> None:
    sample.type(sheet, cell, "=100+28")
    assert sample.errors() == [("unsaved-formula", cell)]


def test_a_formula_with_its_value_saved_is_that_value(sample: Sample) -> None:
    sample.type(FIGURES, "E2", "=100+28")
    sample.save()
    mended = io.BytesIO()
    with zipfile.ZipFile(sample.path) as old, zipfile.ZipFile(mended, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            new.writestr(name, data.replace(b"28</f><v></v>", b"28</f><v>128</v>"))
    sample.path.write_bytes(mended.getvalue())
    checked = pipeline.check(sample.workspace, sample.path, print)
    assert [each for each in checked.problems if each.is_error] == []


@pytest.mark.parametrize("item", [NOW, BEFORE, TARGET])
def test_a_blank_figure_is_one_problem_owed_by_its_district(
    sample: Sample, item: str
) -> None:
    sample.set(GRANTED, item, {"滕州市": None})
    assert sample.errors() == [("blank", sample.address(GRANTED, item, "滕州市"))]
    assert found(sample, Code.BLANK).owner == "滕州市"


@pytest.mark.parametrize("typed", ["", " ", "\u3000"])
def test_a_cell_with_nothing_but_space_is_blank(sample: Sample, typed: str) -> None:
    sample.set(GRANTED, BEFORE, {"滕州市": typed})
    assert sample.errors() == [("blank", "E3")]


@pytest.mark.parametrize("item", [BEFORE, TARGET])
def test_a_blank_figure_of_the_city_is_owed_by_its_source(
    sample: Sample, item: str
) -> None:
    address = sample.address(GRANTED, item, "全市")
    sample.set(GRANTED, item, {"全市": None})
    sample.type(FIGURES, f"N{address[1:]}", "市市场监管局知识产权科")
    problem = found(sample, Code.BLANK)
    assert (problem.place.cell, problem.owner) == (address, "市市场监管局知识产权科")
    assert "市市场监管局知识产权科" in problem.advice


def test_a_source_may_name_each_area(sample: Sample) -> None:
    sample.type(FIGURES, "N2", "全市：市局；滕州市：滕州局；薛城区：薛城局，8月2日")
    sources = {
        entry["area"]: entry["sources"][0]["cell"]
        for entry in pipeline.facts(sample.workspace, saved(sample), print)
        if entry["id"] in (f"全市.{GRANTED}", f"滕州市.{GRANTED}")
    }
    assert sources == {"全市": "D2", "滕州市": "E2"}
    sample.type(FIGURES, "D2", None)
    assert found(sample, Code.BLANK).owner == "市局"


def test_without_a_source_the_city_s_blank_says_so(sample: Sample) -> None:
    sample.type(FIGURES, "N2", None)
    sample.type(FIGURES, "D2", None)
    assert found(sample, Code.BLANK).owner == "来源未注明"


def test_a_source_that_names_only_districts_leaves_the_city_without_one(
    sample: Sample,
) -> None:
    sample.type(FIGURES, "N2", "滕州市：甲；薛城区：乙")
    sample.type(FIGURES, "D2", None)
    sample.type(FIGURES, "E2", None)
    owners = {p.place.cell: p.owner for p in sample.check() if p.code is Code.BLANK}
    assert owners == {"D2": "来源未注明", "E2": "滕州市"}


def test_zero_is_a_figure_and_a_dash_is_none(sample: Sample) -> None:
    sample.set("PCT申请量", BEFORE, {"滕州市": 0, "全市": 2})
    assert sample.errors() == []
    sample.set("PCT申请量", BEFORE, {"滕州市": "—"})
    assert sample.errors() == []


@pytest.mark.parametrize("dash", ["—", "——", "-", "–", "/", "／", " — "])
def test_a_dash_in_any_shape_says_that_there_is_no_target(
    sample: Sample, dash: str
) -> None:
    areas = ("全市", *DISTRICTS)
    sample.set(GRANTED, TARGET, dict.fromkeys(areas, dash))
    assert sample.errors() == []


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        *(("1,012", "1012"), ("１０１２", "1012"), (" 1012 ", "1012")),
        *(("１，０１２", "1012"), ("1012.0", "1012"), ("\u30001012\n", "1012")),
    ],
)
def test_a_figure_typed_as_text_is_on_the_page_exactly(
    sample: Sample, typed: str, printed: str
) -> None:
    sample.set("有效发明专利", NOW, {"滕州市": typed})
    rows = {row[0]: row for row in sample.make().table()}
    assert rows["滕州市"][6] == printed


def test_a_dash_in_place_of_a_figure_is_a_dash_on_the_page(sample: Sample) -> None:
    sample.set("PCT申请量", NOW, {"台儿庄区": "—"})
    rows = {row[0]: row for row in sample.make().table()}
    assert rows["台儿庄区"][8:10] == ["—", "—"]


# ── figures against each other ───────────────────────────────────────────────


def test_districts_that_do_not_add_up_are_reported_at_the_city_with_their_sum(
    sample: Sample,
) -> None:
    sample.set(GRANTED, NOW, {"滕州市": 129})
    assert sample.errors() == [("sum-differs", "D2")]
    message = found(sample, Code.SUM_DIFFERS).message
    assert all(part in message for part in ("合计406", "全市405", "相差1"))


@pytest.mark.parametrize(("item", "row"), [(BEFORE, 11), (TARGET, 12)])
def test_bases_and_targets_must_add_up_as_well(
    sample: Sample, item: str, row: int
) -> None:
    sample.set(PLEDGED, item, {"薛城区": 0.01})
    assert sample.errors() == [("sum-differs", f"D{row}")]


def test_what_belongs_to_no_district_counts_in_the_sum(sample: Sample) -> None:
    sample.set(GRANTED, NOW, {"全市": 410})
    assert sample.errors() == [("sum-differs", "D2")]
    sample.set(GRANTED, NOW, {"其他": 5})
    assert sample.errors() == []


@pytest.mark.parametrize(
    ("part", "whole", "row"),
    [
        ("质押发明专利数", "质押专利数", 14),
        ("非正常专利撤回量", "非正常专利应整改量", 18),
    ],
)
def test_a_part_over_its_whole_is_reported_at_the_part(
    sample: Sample, part: str, whole: str, row: int
) -> None:
    over = 200
    address = sample.address(part, NOW, "薛城区")
    before = sample.sheet(FIGURES)[address].value
    city = sample.sheet(FIGURES)[f"D{row}"].value
    assert isinstance(before, int)
    assert isinstance(city, int)
    sample.set(part, NOW, {"薛城区": over, "全市": city + over - before})
    sample.set(whole, NOW, {"其他": 1000})
    sample.set(whole, NOW, {"全市": 1000 + sum_of(sample, whole)})
    assert sample.errors() == [("part-over-whole", f"F{row}")]
    message = found(sample, Code.PART_OVER_WHOLE).message
    assert f"薛城区“{part}”200，大于“{whole}”" in message


@pytest.mark.parametrize(
    ("part", "row", "whole"),
    [("质押发明专利数", 14, 237), ("非正常专利撤回量", 18, 524)],
)
def test_the_city_s_part_over_its_whole_is_reported_at_the_city(
    sample: Sample, part: str, row: int, whole: int
) -> None:
    districts = sum_of(sample, part)
    sample.set(part, NOW, {"全市": whole, "其他": whole - districts})
    assert sample.errors() == []
    sample.set(part, NOW, {"全市": whole + 1, "其他": whole + 1 - districts})
    assert sample.errors() == [("part-over-whole", f"D{row}")]


def sum_of(sample: Sample, indicator: str) -> int:
    """The districts' sum of the period."""
    cells = (sample.address(indicator, NOW, district) for district in DISTRICTS)
    values = [sample.sheet(FIGURES)[cell].value for cell in cells]
    return sum(value for value in values if isinstance(value, int))


def test_a_growth_supplied_that_the_figures_contradict_is_reported(
    sample: Sample,
) -> None:
    sample.sheet(FIGURES).append(["有效发明专利", "件", "上级给定同比", 14.4])
    sample.set("有效发明专利", "上级给定同比", dict.fromkeys(DISTRICTS, "—"))
    assert sample.errors() == []
    sample.set("有效发明专利", "上级给定同比", {"全市": 15.4})
    assert sample.errors() == [("growth-differs", "D34")]


# ── the cover ────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("typed", ["2022-13", None, "", "七月", "2022", 2022])
def test_a_wrong_period_is_found_and_everything_else_with_it(
    sample: Sample, typed: object
) -> None:
    sample.type(COVER, "B2", typed)
    sample.set(GRANTED, NOW, {"滕州市": "约四十"})
    assert sample.errors() == [("wrong-period", "B2"), ("not-a-number", "E2")]


def test_october_typed_as_a_number_is_not_taken_for_january(sample: Sample) -> None:
    """Excel keeps 2022.10 as 2022.1."""
    sample.type(COVER, "B2", 2022.10)
    assert sample.errors() == [("wrong-period", "B2")]


def test_a_year_that_no_calendar_has_is_a_wrong_period(sample: Sample) -> None:
    sample.type(COVER, "B2", "0000-07")
    sample.type(COVER, "B6", None)
    assert ("wrong-period", "B2") in sample.errors()


def test_a_period_without_its_row_is_a_wrong_period(sample: Sample) -> None:
    sample.sheet(COVER).delete_rows(2)
    assert sample.errors() == [("wrong-period", "")]


@pytest.mark.parametrize(
    "typed",
    [
        "2022-07",
        "2022年7月",
        "2022年1-7月",
        "２０２２-０７",
        datetime.date(2022, 7, 31),
    ],
)
def test_the_period_is_understood_as_clerks_write_it(
    sample: Sample, typed: object
) -> None:
    sample.type(COVER, "B2", typed)
    assert sample.make().made.period.key == "2022-07"


@pytest.mark.parametrize("typed", [2021, "2023", "2021年", "去年"])
def test_a_target_year_of_another_year_is_found(sample: Sample, typed: object) -> None:
    sample.type(COVER, "B3", typed)
    assert sample.errors() == [("wrong-year", "B3")]


@pytest.mark.parametrize("typed", ["2022", "2022年", " 2022 ", "２０２２"])
def test_a_target_year_may_be_typed_as_text(sample: Sample, typed: str) -> None:
    sample.type(COVER, "B3", typed)
    assert sample.errors() == []


def test_a_blank_target_year_is_owed_by_the_clerk(sample: Sample) -> None:
    sample.type(COVER, "B3", None)
    problem = found(sample, Code.BLANK)
    assert (problem.place.cell, problem.owner) == ("B3", "填报人")


@pytest.mark.parametrize("typed", ["2022年2月30日", "下周", "8月10日", 44783])
def test_a_date_of_issue_that_is_no_day_is_found(sample: Sample, typed: object) -> None:
    sample.type(COVER, "B6", typed)
    assert sample.errors() == [("wrong-date", "B6")]


@pytest.mark.parametrize(
    "typed", ["2022-08-10", "2022.8.10", "2022/8/10", datetime.date(2022, 8, 10)]
)
def test_a_date_of_issue_prints_in_its_official_form(
    sample: Sample, typed: object
) -> None:
    sample.type(COVER, "B6", typed)
    assert "2022年8月10日" in sample.make().page


def test_an_unknown_cover_row_is_found_with_the_nearest(sample: Sample) -> None:
    sample.type(COVER, "A5", "文号号")
    assert sample.errors() == [("unknown-cover-row", "A5")]
    assert "是否应为“文号”" in found(sample, Code.UNKNOWN_COVER_ROW).advice


def test_a_cover_row_twice_is_a_repeated_row(sample: Sample) -> None:
    sample.type(COVER, "A7", "文号")
    sample.type(COVER, "B7", "枣知组办〔2022〕5号")
    assert sample.errors() == [("repeated-row", "A7")]


def test_what_is_filled_in_after_signing_is_only_a_hint_before(sample: Sample) -> None:
    sample.type(COVER, "B6", None)
    unsigned = [p for p in sample.check() if p.code is Code.UNSIGNED]
    assert [p.place.cell for p in unsigned] == ["B5", "B6"]
    assert not any(problem.is_error for problem in unsigned)
    assert all(problem.refused_at(Stage.FINAL) for problem in unsigned)
    assert not any(problem.refused_at(Stage.REVIEW) for problem in unsigned)


# ── lists and texts ──────────────────────────────────────────────────────────


def test_an_unknown_list_is_found_with_the_nearest(sample: Sample) -> None:
    sample.type(LISTS, "A2", "专利将")
    assert sample.errors() == [("unknown-list", "A2")]
    assert "是否应为“专利奖”" in found(sample, Code.UNKNOWN_LIST).advice


@pytest.mark.parametrize("cell", ["C2", "D2", "E2", "F5"])
@pytest.mark.parametrize("typed", [None, "", " "])
def test_an_entry_without_what_its_list_needs_is_found(
    sample: Sample, cell: str, typed: object
) -> None:
    sample.type(LISTS, cell, typed)
    assert sample.errors() == [("missing-text", cell)]


@pytest.mark.parametrize(
    ("cell", "typed", "code"),
    [
        ("G12", "约50", "not-a-number"),
        ("G12", -50, "negative"),
        ("B11", "高新", "unknown-district"),
        ("C2", "#REF!", "error-cell"),
        ("C2", "山东\ue000泰和", "bad-character"),
    ],
)
def test_a_wrong_cell_of_an_entry_is_found(
    sample: Sample, cell: str, typed: object, code: str
) -> None:
    sample.type(LISTS, cell, typed)
    assert sample.errors() == [(code, cell)]


def test_an_unknown_slot_is_found_with_all_that_there_are(sample: Sample) -> None:
    sample.type(TEXTS, "A2", "保戶")
    assert sample.errors() == [("unknown-slot", "A2")]
    assert "保护、服务、宣传、结语" in found(sample, Code.UNKNOWN_SLOT).advice


@pytest.mark.parametrize("cell", ["C2", "C13"])
@pytest.mark.parametrize("typed", [None, "", " \n "])
def test_a_row_without_its_text_is_found(
    sample: Sample, cell: str, typed: object
) -> None:
    sample.type(TEXTS, cell, typed)
    assert sample.errors() == [("missing-text", cell)]


def test_a_required_slot_without_rows_is_found(sample: Sample) -> None:
    sample.sheet(TEXTS).delete_rows(13)
    assert sample.errors() == [("missing-text", "")]
    assert "结语" in found(sample, Code.MISSING_TEXT).message


def test_an_optional_slot_without_rows_is_no_problem(sample: Sample) -> None:
    sample.sheet(TEXTS).delete_rows(2, 3)
    assert sample.errors() == []


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("{发明专利授权}件。", "unknown-name"),
        ("{滕州市}", "unknown-name"),
        ("{}件", "unknown-name"),
        ("{ 3*4 }", "unknown-name"),
        ("共{服务企业数家。", "loose-brace"),
        ("共服务企业数}家。", "loose-brace"),
        ("共｛服务企业数家。", "loose-brace"),
        ("{{ 全市 }}", "loose-brace"),
        ("专利\ue001奖", "bad-character"),
        ("#NAME?", "error-cell"),
    ],
)
def test_a_wrong_text_is_found_at_its_cell(
    sample: Sample, text: str, code: str
) -> None:
    sample.type(TEXTS, "C2", text)
    assert (code, "C2") in sample.errors()
    assert {cell for _, cell in sample.errors()} == {"C2"}


def test_an_unknown_name_is_shown_with_the_nearest(sample: Sample) -> None:
    sample.type(TEXTS, "C2", "全市{发明专利授权}件。")
    problem = found(sample, Code.UNKNOWN_NAME)
    assert "{发明专利授权}" in problem.message
    assert "是否应为“发明专利授权量”" in problem.advice


@pytest.mark.parametrize(
    "text",
    [
        "{服务企业数}",
        "【服务企业数】",
        "｛服务企业数｝",
        "{ 服务企业数 }",
        "{服务企业数】",
    ],
)
def test_braces_from_a_chinese_keyboard_name_a_figure(
    sample: Sample, text: str
) -> None:
    sample.type(TEXTS, "C2", f"{{期间}}，服务企业{text}家。")
    assert "1-7月，服务企业10家。" in sample.make().page


@pytest.mark.parametrize("text", ["1-7月，", "截至7月底，", "截止7月，", "1—7月"])
def test_a_period_typed_into_a_text_is_only_a_hint(sample: Sample, text: str) -> None:
    sample.type(TEXTS, "C2", f"{text}不断健全保护机制。")
    problem = found(sample, Code.TYPED_PERIOD)
    assert (problem.place.cell, problem.is_error) == ("C2", False)
    assert sample.errors() == []


# ── 情况说明 ─────────────────────────────────────────────────────────────────


def settle(sample: Sample, problem: Problem, row: int = 2) -> None:
    """Answer a problem with its own words."""
    where = f"{problem.place.sheet}!{problem.place.cell}"
    answer = (where, problem.message, "已与填报单位核实", "王科员")
    for column, words in zip("ABCD", answer, strict=True):
        sample.type("情况说明", f"{column}{row}", words)


@pytest.mark.parametrize(
    ("indicator", "figures", "code"),
    [
        (GRANTED, {"滕州市": 129}, Code.SUM_DIFFERS),
        ("质押发明专利数", {"全市": 300, "其他": 182}, Code.PART_OVER_WHOLE),
    ],
)
def test_an_explanation_settles_what_is_only_unlikely(
    sample: Sample, indicator: str, figures: dict[str, object], code: Code
) -> None:
    sample.set(indicator, NOW, figures)
    sample.type(COVER, "B5", "枣知组办〔2022〕5号")
    with pytest.raises(ProblemsError):
        sample.make(Stage.FINAL)
    settle(sample, found(sample, code))
    assert sample.errors() == []
    problem = found(sample, code)
    assert problem.settled == "王科员"
    assert "已由王科员说明" in str(problem)
    assert sample.make(Stage.FINAL).made.docx.exists()


def test_a_contradiction_stops_only_the_final_bulletin(sample: Sample) -> None:
    sample.set(GRANTED, NOW, {"滕州市": 129})
    assert sample.make(Stage.DRAFT).made.docx.exists()
    assert sample.make(Stage.REVIEW).made.docx.exists()


@pytest.mark.parametrize(
    ("typed", "code"),
    [("约四十", Code.NOT_A_NUMBER), (-1, Code.NEGATIVE), (None, Code.BLANK)],
)
def test_an_explanation_never_settles_what_cannot_be_printed(
    sample: Sample, typed: object, code: Code
) -> None:
    sample.set("专利权质押融资件数", NOW, {"滕州市": typed})
    settle(sample, found(sample, code))
    assert (code.slug, "E9") in sample.errors()
    with pytest.raises(ProblemsError):
        sample.make()


def test_a_settled_question_is_asked_again_when_the_figure_changes(
    sample: Sample,
) -> None:
    sample.set(GRANTED, NOW, {"滕州市": 129})
    settle(sample, found(sample, Code.SUM_DIFFERS))
    sample.set(GRANTED, NOW, {"滕州市": 130})
    assert sample.errors() == [("sum-differs", "D2")]
    assert found(sample, Code.IDLE_SETTLEMENT).place.cell == "A2"


def test_an_explanation_of_another_cell_settles_nothing(sample: Sample) -> None:
    sample.set(GRANTED, NOW, {"滕州市": 129})
    settle(sample, found(sample, Code.SUM_DIFFERS))
    sample.type("情况说明", "A2", "指标数据!D22")
    assert sample.errors() == [("sum-differs", "D2")]


@pytest.mark.parametrize("cell", ["D2", "d2", "指标数据!D2", "【指标数据】D2"])
def test_the_cell_of_an_explanation_may_be_written_as_it_is_shown(
    sample: Sample, cell: str
) -> None:
    sample.set(GRANTED, NOW, {"滕州市": 129})
    settle(sample, found(sample, Code.SUM_DIFFERS))
    sample.type("情况说明", "A2", cell)
    assert sample.errors() == []


def test_an_explanation_of_nothing_is_a_hint(sample: Sample) -> None:
    sample.sheet("情况说明").append(["指标数据!D2", "合计不符", "已核实", "王科员"])
    assert sample.errors() == []
    assert found(sample, Code.IDLE_SETTLEMENT).place.cell == "A2"


@pytest.mark.parametrize("column", ["A", "B", "C", "D"])
def test_an_incomplete_explanation_is_found_and_settles_nothing(
    sample: Sample, column: str
) -> None:
    sample.set(GRANTED, NOW, {"滕州市": 129})
    settle(sample, found(sample, Code.SUM_DIFFERS))
    sample.type("情况说明", f"{column}2", None)
    expected = [("sum-differs", "D2"), ("incomplete-settlement", f"{column}2")]
    assert sample.errors() == expected


# ── all at once; files that are no workbook ──────────────────────────────────


def test_many_problems_are_reported_together(sample: Sample) -> None:
    planted = [
        *(
            (COVER, "A4", "填报人员", "unknown-cover-row"),
            (COVER, "B3", 2021, "wrong-year"),
        ),
        *((COVER, "B6", "下周", "wrong-date"), (FIGURES, "B10", "元", "wrong-unit")),
        *((FIGURES, "E2", "约四十", "not-a-number"), (FIGURES, "F3", None, "blank")),
        *((FIGURES, "G5", -1, "negative"), (FIGURES, "H6", 0.5, "fraction")),
        *((FIGURES, "I10", 0.001, "too-precise"), (FIGURES, "D7", 12, "sum-differs")),
        *(
            (FIGURES, "F18", 80, "part-over-whole"),
            (FIGURES, "D32", "#N/A", "error-cell"),
        ),
        *(
            (FIGURES, "D33", "=850", "unsaved-formula"),
            (LISTS, "A2", "奖", "unknown-list"),
        ),
        *((LISTS, "C3", None, "missing-text"), (TEXTS, "A2", "保戶", "unknown-slot")),
        *((TEXTS, "C3", "{甲}", "unknown-name"), (TEXTS, "C4", "{甲", "loose-brace")),
    ]
    for sheet, cell, typed, _ in planted:
        sample.type(sheet, cell, typed)
    seen = {(p.place.sheet, p.place.cell, p.code.slug) for p in sample.check()}
    assert {(sheet, cell, code) for sheet, cell, _, code in planted} <= seen


def saved(sample: Sample) -> Path:
    """The path of the workbook as it is now."""
    sample.save()
    return sample.path


def refusal(sample: Sample, data: bytes) -> Problem:
    """The one problem for which a file is refused."""
    sample.path.write_bytes(data)
    with pytest.raises(ProblemsError) as caught:
        pipeline.check(sample.workspace, sample.path, print)
    [problem] = caught.value.problems
    return problem


XLSX = (ROOT / "data" / "2022-07.xlsx").read_bytes()


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "损坏"),
        (b"\n<html><p>1</p></html>", "网页文件，里面没有表格"),
        (b"", "空文件"),
        (bytes(4096), "没有内容"),
        (bytes(range(256)) * 8, "不是 Excel"),
        ("请各区市\n按时报送\n".encode("gb18030"), "文本文件"),
        (XLSX[: len(XLSX) // 2], "损坏"),
        (XLSX[:100], "损坏"),
        (b"PK\x03\x04", "损坏"),
        ((ROOT / "templates" / "bulletin.docx").read_bytes(), "Word"),
    ],
)
def test_a_file_that_is_no_workbook_is_refused_and_said_what_it_is(
    sample: Sample, data: bytes, words: str
) -> None:
    problem = refusal(sample, data)
    assert problem.code is Code.UNREADABLE
    assert words in problem.message
    assert problem.place.file == "2022-07.xlsx"
    assert problem.advice.startswith("请")


def test_a_workbook_that_is_a_folder_is_refused(sample: Sample) -> None:
    sample.path.mkdir()
    with pytest.raises(ProblemsError) as caught:
        pipeline.check(sample.workspace, sample.path, print)
    assert [each.code for each in caught.value.problems] == [Code.UNREADABLE]


@pytest.mark.parametrize("seed", range(2000 if SOAK else 20))
def test_a_damaged_file_is_read_or_refused_and_never_crashes(
    sample: Sample, seed: int
) -> None:
    draw = Random(seed)  # noqa: S311 - mutations, no secrets
    data = bytearray(XLSX)
    for _ in range(draw.choice((1, 3, 30))):
        at = draw.randrange(4, len(data))
        data[at] = draw.randrange(256)
    if seed % 4 == 0:
        del data[draw.randrange(len(data)) :]
    assert_read_or_refused(sample, bytes(data))


@pytest.mark.parametrize("seed", range(2000 if SOAK else 40))
def test_a_workbook_with_damaged_xml_is_read_or_refused_and_never_crashes(
    sample: Sample, seed: int
) -> None:
    draw = Random(seed)  # noqa: S311 - mutations, no secrets
    damaged = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(XLSX)) as old, zipfile.ZipFile(damaged, "w") as new:
        victim = draw.choice([each for each in old.namelist() if "comment" not in each])
        for name in old.namelist():
            data = bytearray(old.read(name))
            if name == victim:
                at = draw.randrange(len(data))
                kept = draw.choice((b"", b"0", b"A9", b">", b'"', b"-1"))
                data[at : at + draw.choice((1, 2, 8))] = kept
            new.writestr(name, bytes(data))
    assert_read_or_refused(sample, damaged.getvalue())


def assert_read_or_refused(sample: Sample, data: bytes) -> None:
    """Nothing but a list of problems comes out."""
    sample.path.write_bytes(data)
    try:
        problems = pipeline.check(sample.workspace, sample.path, print).problems
    except ProblemsError as error:
        problems = error.problems
        assert problems
    assert all(isinstance(problem, Problem) for problem in problems)
