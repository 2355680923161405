"""The month decides which handbook reads it: old names, names that rest, first editions."""

from collections.abc import Callable
from pathlib import Path

import pytest

from bulletin import pipeline
from bulletin.drafting.ledger import Ledger
from bulletin.drafting.passages import passage, with_former
from bulletin.handbook import read as handbooks
from bulletin.intake import month as months
from bulletin.intake import workbook as workbooks
from bulletin.model.edition import Paragraph
from bulletin.model.indicator import CITY, Item
from bulletin.model.period import ReportingPeriod
from bulletin.model.place import Place
from bulletin.model.problem import Code, Problem, ProblemsError, Stage
from bulletin.model.vocabulary import HOLE, Span, Term
from tests.intake.reading import add, edit, read, seen
from tests.sample import AREAS, DISTRICTS, Sample

COVER, FIGURES, LISTS, TEXTS = "封面", "指标数据", "名单", "文字"
GRANTED, NOW, BEFORE, TARGET = "发明专利授权量", "本期", "上年同期", "年度目标"
SERVED = "服务企业数"
SampleOf = Callable[[Path], Sample]


def renamed(workspace: Path, name: str, former: str) -> None:
    """Give a district or an indicator a former name."""
    old = f'name = "{name}"'
    edit(workspace, "catalogue.toml", (old, f'{old}\nformer = ["{former}"]'))


def found(sample: Sample, code: Code) -> Problem:
    """The one problem with that code."""
    [problem] = [each for each in read(sample).problems if each.code is code]
    return problem


def errors(sample: Sample) -> list[tuple[str, str]]:
    """Code and cell of each error of the workbook."""
    return seen(problem for problem in read(sample).problems if problem.is_error)


# ── the period comes first ───────────────────────────────────────────────────


def test_the_period_is_known_before_the_handbook(sample: Sample) -> None:
    sample.save()
    book = workbooks.read(sample.path)
    assert months.period(book) == ReportingPeriod(2022, 7)


@pytest.mark.parametrize("typed", [None, "七月", "#N/A", "=A1", 2022.07])
def test_a_period_that_cannot_be_read_is_none(sample: Sample, typed: object) -> None:
    sample.type(COVER, "B2", typed)
    sample.save()
    assert months.period(workbooks.read(sample.path)) is None


def test_a_workbook_without_its_cover_has_no_period(sample: Sample) -> None:
    sample.book.remove(sample.sheet(COVER))
    sample.save()
    assert months.period(workbooks.read(sample.path)) is None


def test_each_month_is_read_with_the_indicators_of_its_time(
    own_workspace: Path, sample_of: SampleOf
) -> None:
    old = f'name = "{SERVED}"'
    edit(own_workspace, "catalogue.toml", (old, f'{old}\nfrom = "2022-07"'))
    sample = sample_of(own_workspace)
    assert errors(sample) == []
    sample.type(COVER, "B2", "2022-06")
    assert ("out-of-force", "A30") in seen(read(sample).problems)


def test_the_handbook_is_checked_in_all_its_periods(own_workspace: Path) -> None:
    """What stood before 2022 lacks its phrases, which only a check of then can tell."""
    rule = """[[rules]]
name = "旧规则"
topic = "总体"
over = "全市"
indicator = "有效发明专利"
measure = "同比"
threshold = 1
until = "2021-12"
"""
    add(own_workspace, "rules.toml", rule)
    with pytest.raises(ProblemsError, match="旧规则") as caught:
        pipeline.check(Sample(own_workspace, own_workspace).workspace, None, print)
    assert "没有措辞" in str(caught.value)


# ── former names ─────────────────────────────────────────────────────────────


def test_an_indicator_is_found_under_its_former_name(
    own_workspace: Path, sample_of: SampleOf
) -> None:
    renamed(own_workspace, GRANTED, "发明授权数（旧）")
    sample = sample_of(own_workspace)
    expected = read(sample).dataset
    for row in (2, 3, 4):
        sample.type(FIGURES, f"A{row}", "发明授权数(旧)")
    assert errors(sample) == []
    assert read(sample).dataset == expected


def test_an_indicator_under_both_its_names_is_a_repeated_row(
    own_workspace: Path, sample_of: SampleOf
) -> None:
    renamed(own_workspace, SERVED, "帮扶企业数")
    sample = sample_of(own_workspace)
    sheet = sample.sheet(FIGURES)
    sheet.append([cell.value for cell in sheet[30]])
    sample.type(FIGURES, "A34", "帮扶企业数")
    assert errors(sample) == [("repeated-row", "C34")]


def test_narrative_may_name_an_indicator_by_its_former_name(
    own_workspace: Path, sample_of: SampleOf
) -> None:
    renamed(own_workspace, SERVED, "帮扶企业数")
    sample = sample_of(own_workspace)
    sample.type(TEXTS, "C2", "帮扶企业{帮扶企业数}家，时间进度{时间进度}。")
    assert errors(sample) == []


@pytest.mark.parametrize("present", [True, False])
def test_a_former_name_prints_the_figure_of_the_present_one(
    own_workspace: Path,
    present: bool,  # noqa: FBT001 - an absent figure keeps its own ××, with its cells
) -> None:
    renamed(own_workspace, SERVED, "帮扶企业数")
    catalogue = handbooks.read(own_workspace / "data" / "handbook")[0].catalogue
    figure = Term(spans=(Span("10", "f"),), present=present)
    members = dict.fromkeys(catalogue.indicators, Term(spans=()))
    city = Term(members={**members, SERVED: figure, "帮扶企业数": Term(spans=())})
    label = Term(spans=(Span("第二批"),))
    names = {CITY: city, "专项": Term(members={"核查": label})}
    paragraph = Paragraph("服务", "{专项.核查}：{帮扶企业数}家，{专项.无}", Place(""))
    spans = passage(paragraph, "文字", with_former(names, catalogue), Ledger())
    words = [span.text for span in spans]
    assert words == ["第二批", "：", "10", "家，", HOLE]


def test_a_district_s_former_name_is_taken_everywhere(
    own_workspace: Path, sample_of: SampleOf
) -> None:
    renamed(own_workspace, "滕州市", "滕县")
    sample = sample_of(own_workspace)
    sample.type(FIGURES, "E1", "滕县")
    sample.type(FIGURES, "N2", "全市：市局；滕县：滕州局")
    sample.type(LISTS, "B11", " 滕县 ")
    assert errors(sample) == []
    dataset = read(sample).dataset
    assert dataset is not None
    assert dataset.figures.get(GRANTED, "滕州市", Item.CURRENT).source == "滕州局"
    districts = {e.fields["区市"].value for e in dataset.entries}
    assert districts == {"", "滕州市"}


def test_a_district_under_both_its_names_is_repeated(
    own_workspace: Path, sample_of: SampleOf
) -> None:
    renamed(own_workspace, "滕州市", "滕县")
    sample = sample_of(own_workspace)
    sample.type(FIGURES, "P1", "滕县")
    assert errors(sample) == [("repeated-district", "P1")]


# ── what stands in other periods only is never lost silently ─────────────────


ELSEWHEN = """
[[districts]]
name = "老城区"
until = "2021-12"

[[lists]]
name = "旧名单"
needs = ["单位"]
until = "2021-12"

[[slots]]
name = "旧位置"
required = true
until = "2021-12"

[[campaigns]]
name = "旧专项"
label = "第一批"
until = "2021-12"

[[indicators]]
name = "旧指标"
unit = "件"
kind = "flow"
level = "district"
additive = true
better = "higher"
decimals = 0
items = ["本期", "上年同期"]
until = "2021-12"
"""
TYPED = [
    (FIGURES, "P1", "老城区", "这一列不读"),
    (FIGURES, "A34", "旧指标", "这一行不读"),
    (LISTS, "A13", "旧名单", "这一行不读"),
    (TEXTS, "A14", "旧位置", "这一行不读"),
    (TEXTS, "A14", "标题文字.旧标题", "这一行不读"),
]


@pytest.fixture
def resting(own_workspace: Path, sample_of: SampleOf) -> Sample:
    """The sample in a handbook with more names, none of them in July 2022."""
    add(own_workspace, "catalogue.toml", ELSEWHEN)
    heading = '[[headings]]\nname = "旧标题"\n'
    dates = f'grew = ["{GRANTED}"]\nuntil = "2021-12"\n'
    add(own_workspace, "rules.toml", heading + dates)
    words = 'praise = "甲乙"\nneutral = "甲"\nuntil = "2021-12"\n'
    add(own_workspace, "phrases.toml", heading + words)
    return sample_of(own_workspace)


@pytest.mark.parametrize(("sheet", "cell", "name", "words"), TYPED)
def test_a_name_that_rests_is_skipped_with_a_hint_at_its_cell(
    resting: Sample, sheet: str, cell: str, name: str, words: str
) -> None:
    before = read(resting).dataset
    resting.type(sheet, cell, name)
    if sheet == FIGURES and cell == "A34":
        resting.type(FIGURES, "C34", NOW)
        resting.type(FIGURES, "D34", "约四十")
    if sheet == LISTS:
        resting.type(LISTS, "G13", "约四十")
    if sheet == TEXTS:
        resting.type(TEXTS, "C14", "{无此名}")
    problem = found(resting, Code.OUT_OF_FORCE)
    assert (problem.place.sheet, problem.place.cell) == (sheet, cell)
    assert not problem.is_error
    assert f"“{name}”" in problem.message
    assert words in problem.message
    assert errors(resting) == []
    assert read(resting).dataset == before


def test_each_row_of_a_resting_indicator_has_its_hint(resting: Sample) -> None:
    resting.sheet(FIGURES).append(["旧指标", "件", NOW, *[1] * len(AREAS)])
    resting.sheet(FIGURES).append([None, "件", BEFORE, *[1] * len(AREAS)])
    hints = [p for p in read(resting).problems if p.code is Code.OUT_OF_FORCE]
    assert [p.place.cell for p in hints] == ["A34", "A35"]


@pytest.mark.parametrize("name", ["旧指标", "专项.旧专项"])
def test_narrative_cannot_print_what_rests(resting: Sample, name: str) -> None:
    resting.type(TEXTS, "C2", f"共{{{name}}}。")
    problem = found(resting, Code.UNKNOWN_NAME)
    assert (problem.place.cell, "在本期没有" in problem.message) == ("C2", True)


def test_in_their_own_period_they_are_read(resting: Sample) -> None:
    resting.type(COVER, "B2", "2021-12")
    resting.type(COVER, "B3", 2021)
    resting.type(TEXTS, "C2", "{专项.旧专项}")
    missing = {
        problem.message for problem in read(resting).problems if problem.is_error
    }
    assert any("老城区" in message for message in missing)
    assert any("旧指标" in message for message in missing)
    assert any("旧位置" in message for message in missing)
    assert not any("专项" in message for message in missing)


# ── the first edition of a year, and targets not yet issued ──────────────────


@pytest.mark.parametrize(
    ("first", "month", "wrong"), [(2, 1, True), (2, 2, False), (1, 1, False)]
)
def test_a_month_before_the_first_edition_is_a_contradiction(
    own_workspace: Path,
    sample_of: SampleOf,
    first: int,
    month: int,
    wrong: bool,  # noqa: FBT001 - a column of the table
) -> None:
    change = ("first_month = 1", f"first_month = {first}")
    edit(own_workspace, "catalogue.toml", change)
    sample = sample_of(own_workspace)
    sample.type(COVER, "B2", f"2022-{month:02}")
    assert (("wrong-month", "B2") in errors(sample)) is wrong
    if wrong:
        problem = found(sample, Code.WRONG_MONTH)
        assert "1-2月合并为第一期" in problem.message
        assert problem.can_be_settled
        assert not problem.refused_at(Stage.REVIEW)
        assert problem.refused_at(Stage.FINAL)


def no_targets(sample: Sample) -> None:
    """A dash in every cell of a yearly target."""
    sheet = sample.sheet(FIGURES)
    for row in range(2, sheet.max_row + 1):
        if sheet[f"C{row}"].value == TARGET:
            name = str(sheet[f"A{row}"].value)
            sample.set(name, TARGET, dict.fromkeys(AREAS, "—"))


@pytest.mark.parametrize("year", ["2022", "—"])
@pytest.mark.parametrize("issued", [True, False])
def test_the_target_year_and_the_targets_are_issued_together(
    sample: Sample,
    year: str,
    issued: bool,  # noqa: FBT001 - both ways
) -> None:
    sample.type(COVER, "B3", year)
    if not issued:
        no_targets(sample)
    contradict = (year == "2022") is not issued
    assert errors(sample) == ([("targets-contradict", "B3")] if contradict else [])


@pytest.mark.parametrize("district", DISTRICTS)
def test_one_target_is_enough_to_say_that_they_are_issued(
    sample: Sample, district: str
) -> None:
    no_targets(sample)
    sample.set(GRANTED, TARGET, {district: 100})
    assert errors(sample) == []
    sample.type(COVER, "B3", "—")
    assert errors(sample) == [("targets-contradict", "B3")]
    assert GRANTED in found(sample, Code.TARGETS_CONTRADICT).message


def test_targets_still_blank_are_owed_and_contradict_nothing(sample: Sample) -> None:
    no_targets(sample)
    sample.set(GRANTED, TARGET, {"滕州市": None})
    assert [code for code, _ in errors(sample)] == ["blank"]


def test_a_target_year_that_is_broken_is_only_that(sample: Sample) -> None:
    sample.type(COVER, "B3", "#N/A")
    assert errors(sample) == [("error-cell", "B3")]
