"""A month's form takes over what earlier months know, and says what must be looked at."""

import io
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openxml_audit import OpenXmlValidator

from bulletin.handbook.read import read
from bulletin.intake import carried as carrying
from bulletin.intake import month as months
from bulletin.intake.carried import Carried
from bulletin.intake.form.blank import blank
from bulletin.intake.form.earlier import Earlier
from bulletin.intake.form.returned import returned
from bulletin.intake.workbook import Workbook
from bulletin.model.edition import Cover
from bulletin.model.figure import AsOf, Figures, Observation, State
from bulletin.model.handbook import Handbook
from bulletin.model.history import History
from bulletin.model.indicator import CITY, Indicator, Item
from bulletin.model.period import ReportingPeriod
from bulletin.model.place import Place
from bulletin.model.problem import Code, Problem, Stage
from tests import form
from tests.intake.reading import add
from tests.intake.reading import read as reading_of
from tests.intake.test_form import catalogues, handbook_folder
from tests.sample import DISTRICTS, ROOT, SOAK, Sample

JULY, AUGUST = ReportingPeriod(2022, 7), ReportingPeriod(2022, 8)
AUTHORISED = "发明专利授权量"


@pytest.fixture(scope="module")
def handbook() -> Handbook:
    return read(ROOT / "data" / "handbook", AUGUST)[0]


def book(data: bytes, name: str = "2022-08.xlsx") -> Workbook:
    return Workbook(name, data)


def taken_over(sample: Sample, handbook: Handbook) -> Carried:
    """What the form of August takes over from the sample as it is now."""
    reading = reading_of(sample)
    last = Workbook("2022-07.xlsx", sample.path.read_bytes())
    assert reading.dataset is not None
    figures = reading.dataset.figures
    history = History({JULY: figures, ReportingPeriod(2021, 8): figures})
    found = carrying.carried(last, reading, handbook.catalogue)
    return replace(found, history=history)


def august(sample: Sample, handbook: Handbook) -> months.Reading:
    """The form of August, read back."""
    data = blank(handbook, AUGUST, taken_over(sample, handbook))
    return months.read(book(data), handbook)


# ── figures ──────────────────────────────────────────────────────────────────


def test_bases_and_targets_are_filled_in_and_the_rest_is_owed(
    sample: Sample, handbook: Handbook
) -> None:
    reading = august(sample, handbook)
    assert reading.dataset is not None
    now = reading.dataset.figures
    then = reading_of(sample).dataset
    assert then is not None
    for name, indicator in handbook.catalogue.indicators.items():
        areas = (CITY, *(DISTRICTS if indicator.by_district else ()))
        for area in areas:
            for item in indicator.items:
                known = {
                    Item.BASE: then.figures.get(name, area, Item.CURRENT),
                    Item.TARGET: then.figures.get(name, area, Item.TARGET),
                }.get(item)
                seen = now.get(name, area, item)
                assert seen.value == (known.value if known else None), (
                    name,
                    area,
                    item,
                )
    owed = {p.place.cell for p in reading.problems if p.code.slug == "blank"}
    pending = [s for s in now.observations.values() if s.state is State.PENDING]
    assert {seen.at.cell for seen in pending} == owed - {"B5"}
    codes = {problem.code.slug for problem in reading.problems}
    assert codes == {"blank", "unsigned", "carried", "stale-text"}


def test_a_base_says_which_bulletin_it_comes_from(
    sample: Sample, handbook: Handbook
) -> None:
    reading = august(sample, handbook)
    assert reading.dataset is not None
    figures = reading.dataset.figures
    assert figures.get(AUTHORISED, CITY, Item.BASE).source == "2021年8月通报"


def test_last_months_figures_stand_beside_and_are_never_read(
    sample: Sample, handbook: Handbook
) -> None:
    data = blank(handbook, AUGUST, taken_over(sample, handbook))
    page = form.sheet(openpyxl.load_workbook(io.BytesIO(data)), "指标数据")
    columns = form.headings(page)
    [row] = [
        r
        for r in form.rows(page, "指标")
        if (page.cell(r, 1).value, page.cell(r, 3).value) == (AUTHORISED, "本期")
    ]
    assert page.cell(row, columns["上月：全市"]).value == 405
    assert page.cell(row, columns["上月：滕州市"]).value == 128
    assert page.cell(row, columns["全市"]).value is None
    # Doubled by somebody, they still count for nothing.
    before = months.read(book(data), handbook)
    edited = openpyxl.load_workbook(io.BytesIO(data))
    form.sheet(edited, "指标数据").cell(row, columns["上月：滕州市"]).value = "约四十"
    saved = io.BytesIO()
    edited.save(saved)
    after = months.read(book(saved.getvalue()), handbook)
    assert after.problems == before.problems
    assert after.dataset == before.dataset


def test_a_figure_below_last_months_turns_red(
    sample: Sample, handbook: Handbook
) -> None:
    data = blank(handbook, AUGUST, taken_over(sample, handbook))
    page = form.sheet(openpyxl.load_workbook(io.BytesIO(data)), "指标数据")
    rules = {
        str(cells.sqref): cells.rules[0].formula[0]
        for cells in page.conditional_formatting
    }
    assert rules["D5:K5"] == "AND(ISNUMBER(D5),ISNUMBER(Q5),D5<Q5)"
    # A stock may fall.
    [stock] = [
        r
        for r in form.rows(page, "指标")
        if (page.cell(r, 1).value, page.cell(r, 3).value) == ("有效发明专利", "本期")
    ]
    assert f"D{stock}:K{stock}" not in rules


def test_in_january_no_target_is_issued_and_no_flow_has_a_last_month(
    sample: Sample, handbook: Handbook
) -> None:
    seen = reading_of(sample).dataset
    assert seen is not None
    december, january = ReportingPeriod(2022, 12), ReportingPeriod(2023, 1)
    history = History({december: seen.figures})
    earlier = Earlier(history, january, handbook.catalogue)
    indicators = handbook.catalogue.indicators
    assert earlier.last_month(indicators[AUTHORISED], CITY) is None
    assert earlier.last_month(indicators["有效发明专利"], CITY) == 3069
    data = blank(handbook, january, Carried(history=history))
    reading = months.read(book(data, "2023-01.xlsx"), handbook)
    assert reading.dataset is not None
    edition, figures = reading.dataset.edition, reading.dataset.figures
    assert edition.cover[Cover.TARGET_YEAR].state is State.NOT_APPLICABLE
    for name, indicator in indicators.items():
        if Item.TARGET in indicator.items:
            seen_target = figures.get(name, CITY, Item.TARGET)
            assert seen_target.state is State.NOT_APPLICABLE
    assert {p.code.slug for p in reading.problems} == {
        *("blank", "unsigned", "missing-text")
    }


# Whatever month an edition reports late, a base is that of the same month a year before.

ENDS = st.integers(0, 3)


def truth(end: ReportingPeriod) -> Decimal:
    """A figure that no other month has."""
    return Decimal(end.year * 100 + end.month)


@st.composite
def histories(draw: st.DrawFn) -> tuple[Indicator, History]:
    handbook, _ = read(ROOT / "data" / "handbook", AUGUST)
    lag = draw(st.integers(0, 2))
    indicator = replace(handbook.catalogue.indicators[AUTHORISED], lag=lag)
    found = {}
    for year in (2021, 2022):
        for number in draw(st.sets(st.integers(1, 12))):
            edition = ReportingPeriod(year, number)
            end = edition.earlier(draw(ENDS))
            usual = edition.earlier(lag)
            said = {} if end == usual else {AUTHORISED: AsOf(end, Place("x"))}
            seen = Observation(State.GIVEN, truth(end))
            found[edition] = Figures({(AUTHORISED, CITY, Item.CURRENT): seen}, said)
    return indicator, History(found)


@settings(max_examples=2000 if SOAK else 100, deadline=None)
@given(case=histories(), number=st.integers(1, 12))
def test_a_base_is_the_figure_of_the_same_month_a_year_before_or_nothing(
    case: tuple[Indicator, History], number: int
) -> None:
    indicator, history = case
    catalogue = read(ROOT / "data" / "handbook", AUGUST)[0].catalogue
    period = ReportingPeriod(2022, number)
    earlier = Earlier(history, period, catalogue)
    now = period.earlier(indicator.lag)
    wanted = {Item.BASE: now.earlier(12), Item.YEAR_END: ReportingPeriod(2021, 12)}
    for item, end in wanted.items():
        start = earlier.start(indicator, CITY, item)
        assert start is None or start.value == truth(end)
        usual = end.earlier(-indicator.lag)
        plain = usual in history.months and not history.months[usual].as_of
        if plain and usual < period:
            assert start is not None
    last = earlier.last_month(indicator, CITY)
    assert (
        last is None
        or last
        == history.months[period.earlier(1)].get(AUTHORISED, CITY, Item.CURRENT).value
    )


@settings(max_examples=200 if SOAK else 15, deadline=None)
@given(text=catalogues(), number=st.integers(2, 12))
def test_the_form_of_any_handbook_owes_what_no_earlier_month_knows(
    text: str, number: int
) -> None:
    with handbook_folder(text) as folder:
        handbook, _ = read(folder)
    catalogue = handbook.catalogue
    period = ReportingPeriod(2022, number)
    areas = (CITY, *(district.name for district in catalogue.districts))
    known = Figures(
        {
            (name, area, item): Observation(State.GIVEN, Decimal(7))
            for name in catalogue.indicators
            for area in areas
            for item in (Item.CURRENT, Item.TARGET)
        }
    )
    editions = (period.earlier(12), period.earlier(1), ReportingPeriod(2021, 12))
    history = History(dict.fromkeys(editions, known))
    data = blank(handbook, period, Carried(history=history))
    reading = months.read(book(data, f"{period.key}.xlsx"), handbook)
    assert reading.dataset is not None
    for (name, area, item), seen in reading.dataset.figures.observations.items():
        filled = item in (Item.BASE, Item.TARGET, Item.YEAR_END)
        open_ = area == CITY or catalogue.indicators[name].by_district
        if open_ and area != "其他":
            assert (seen.value == 7) is filled, (name, area, item)
    codes = Counter(problem.code.slug for problem in reading.problems)
    assert codes.keys() <= {"blank", "unsigned", "missing-text", "sum-differs"}
    for district in catalogue.districts:
        page = returned(Earlier(history, period, catalogue), district.name)
        assert openpyxl.load_workbook(io.BytesIO(page)).sheetnames == [
            "封面",
            "指标数据",
        ]


# ── words ────────────────────────────────────────────────────────────────────


def test_every_entry_and_paragraph_is_taken_over_as_it_was(
    sample: Sample, handbook: Handbook
) -> None:
    before, after = reading_of(sample).dataset, august(sample, handbook).dataset
    assert before is not None
    assert after is not None
    assert [(p.slot, p.text) for p in after.narrative] == [
        (p.slot, p.text) for p in before.narrative
    ]

    def said(dataset: object) -> list[dict[str, str]]:
        return [
            {name: text.value for name, text in entry.fields.items()}
            for entry in dataset.entries  # type: ignore[attr-defined]
        ]

    assert said(after) == said(before)
    assert [entry.amount for entry in after.entries] == [
        entry.amount for entry in before.entries
    ]


def test_stale_words_are_told_row_by_row_and_stop_the_final_edition_only(
    sample: Sample, handbook: Handbook
) -> None:
    found = [
        p for p in august(sample, handbook).problems if p.code.slug == "stale-text"
    ]
    texts = [p for p in found if p.place.sheet == "文字"]
    assert [p.place.cell for p in texts] == ["D5", "D7", "D11", "D12", "D14", "D15"]
    assert "“市委书记陈平”“批示”" in texts[1].message
    assert all(p.refused_at(Stage.FINAL) for p in found)
    assert not any(p.refused_at(Stage.REVIEW) for p in found)


def edited(data: bytes, *changes: tuple[str, str, object]) -> Workbook:
    """The form with cells changed."""
    changing = openpyxl.load_workbook(io.BytesIO(data))
    for name, cell, content in changes:
        form.sheet(changing, name)[cell].value = content
    saved = io.BytesIO()
    changing.save(saved)
    return book(saved.getvalue())


def fresh(workbook: Workbook, handbook: Handbook) -> list[tuple[str, str, str]]:
    problems = months.read(workbook, handbook).problems
    return [
        (p.code.slug, p.place.sheet, p.place.cell)
        for p in problems
        if p.code.slug in ("carried", "stale-text")
    ]


def test_a_cleared_mark_or_another_word_in_its_place_settles_the_row(
    sample: Sample, handbook: Handbook
) -> None:
    data = blank(handbook, AUGUST, taken_over(sample, handbook))
    cleared = [("文字", f"D{row}", None) for row in range(4, 16)]
    looked_at = [("名单", f"I{row}", "已核对") for row in range(4, 15)]
    assert len(fresh(book(data), handbook)) == 9
    assert fresh(edited(data, *cleared, *looked_at), handbook) == []
    one = edited(data, ("文字", "D7", None))
    assert ("stale-text", "文字", "D7") not in fresh(one, handbook)
    assert len(fresh(one, handbook)) == 8


def test_a_mended_text_with_its_mark_is_a_hint_and_no_more(
    sample: Sample, handbook: Handbook
) -> None:
    data = blank(handbook, AUGUST, taken_over(sample, handbook))
    mended = edited(data, ("文字", "C7", "{期间}，开展服务活动。"))
    assert ("stale-text", "文字", "D7") not in fresh(mended, handbook)
    assert ("carried", "文字", "D4") in fresh(mended, handbook)


def test_the_rows_still_to_be_looked_at_are_told_once_a_sheet(
    sample: Sample, handbook: Handbook
) -> None:
    data = blank(handbook, AUGUST, taken_over(sample, handbook))
    some = edited(data, ("文字", "D6", None), ("文字", "D8", "看过"))
    problems = months.read(some, handbook).problems
    told = [p.message for p in problems if p.code is Code.CARRIED]
    assert told == [
        "有10行是沿用的，还没有核对：D4:D5、D7、D9:D15",
        "有11行是沿用的，还没有核对：I4:I14",
    ]


def test_an_entry_typed_again_beside_the_carried_one_is_still_told(
    sample: Sample, handbook: Handbook
) -> None:
    data = blank(handbook, AUGUST, taken_over(sample, handbook))
    page = form.sheet(openpyxl.load_workbook(io.BytesIO(data)), "名单")
    again = [("名单", f"{letter}15", page[f"{letter}4"].value) for letter in "ABCDEFGH"]
    problems = months.read(edited(data, *again), handbook).problems
    assert [p.place.cell for p in problems if p.code.slug == "repeated-entry"] == [
        "A15"
    ]


def test_standing_rows_and_lasting_opinions_are_taken_over_and_signatures_are_not(
    sample: Sample, handbook: Handbook
) -> None:
    sample.type("封面", "B5", "某组办〔2022〕4号")
    sample.type("封面", "B8", "市委办公室，市政府办公室")
    sample.type("封面", "B9", "某办公室")
    sample.type("封面", "B10", "2022年8月11日")
    rows = (
        ("撤回率", "不说", None, None, "李主任", "长期", "口径未定"),
        ("区市差异", "不说", None, None, "李主任", "2022-07", None),
    )
    for number, row in enumerate(rows, 2):
        for letter, content in zip("ABCDEFG", row, strict=True):
            sample.type("评议意见", f"{letter}{number}", content)
    dataset = august(sample, handbook).dataset
    assert dataset is not None
    cover = {name: text.value for name, text in dataset.edition.cover.items()}
    assert cover[Cover.COPIES] == "市委办公室，市政府办公室"
    assert cover[Cover.PRINTED_BY] == "某办公室"
    assert not {Cover.PRINTED_ON} & cover.keys()
    assert (cover[Cover.NUMBER], cover[Cover.ISSUED]) == ("", "")
    assert [(o.rule, o.decided_by) for o in dataset.opinions] == [("撤回率", "李主任")]


def test_a_column_of_the_clerks_own_goes_along(
    sample: Sample, handbook: Handbook
) -> None:
    sample.type("名单", "I1", "联系人")
    sample.type("名单", "I2", "王五")
    dataset = august(sample, handbook).dataset
    assert dataset is not None
    assert dataset.entries[0].fields["联系人"].value == "王五"


def test_a_form_with_everything_carried_over_is_a_valid_workbook(
    sample: Sample, handbook: Handbook, tmp_path: Path
) -> None:
    carried = taken_over(sample, handbook)
    path = tmp_path / "2022-08.xlsx"
    path.write_bytes(blank(handbook, AUGUST, carried))
    assert blank(handbook, AUGUST, carried) == path.read_bytes()
    earlier = Earlier(carried.history, AUGUST, handbook.catalogue)
    (tmp_path / "r.xlsx").write_bytes(returned(earlier, "滕州市"))
    for each in (path, tmp_path / "r.xlsx"):
        result = OpenXmlValidator().validate(str(each))
        assert result.is_valid, result.errors


def test_what_looks_like_a_formula_stays_text(
    sample: Sample, handbook: Handbook
) -> None:
    sample.type("文字", "C5", "=1+1")
    sample.sheet("文字")["C5"].data_type = "s"
    sample.type("名单", "H2", "+86")
    data = blank(handbook, AUGUST, taken_over(sample, handbook))
    with_formulas = openpyxl.load_workbook(io.BytesIO(data))
    kinds = {
        cell.data_type
        for name in ("封面", "名单", "文字")
        for row in form.sheet(with_formulas, name)
        for cell in row
    }
    assert "f" not in kinds


ASKED = "滕州市“发明专利授权量”的上年同期数与2021年通报不一致"


@pytest.mark.parametrize(
    ("code", "year", "carried"),
    [
        (Code.BASE_DIFFERS, 2022, True),
        (Code.TARGET_CHANGED, 2022, True),
        (Code.SUM_DIFFERS, 2022, False),
        (Code.BASE_DIFFERS, 2023, False),
    ],
)
def test_an_answer_for_the_year_follows_its_figure_to_its_new_cell(
    sample: Sample, handbook: Handbook, code: Code, year: int, *, carried: bool
) -> None:
    at = sample.address(AUTHORISED, "上年同期", "滕州市")
    answer = (f"指标数据!{at}", ASKED, "口径调整", "张三")
    for letter, content in zip("ABCD", answer, strict=True):
        sample.type("情况说明", f"{letter}2", content)
    reading = reading_of(sample)
    asked = Problem(code, ASKED, "", Place("2022-07.xlsx", "指标数据", at))
    reading = replace(reading, problems=(*reading.problems, asked))
    last = Workbook("2022-07.xlsx", sample.path.read_bytes())
    found = carrying.carried(last, reading, handbook.catalogue)
    data = blank(handbook, ReportingPeriod(year, 8), found)
    settled = months.read(book(data), handbook).settlements
    now = replace(asked, place=Place("2022-08.xlsx", "指标数据", "E5"))
    assert at != now.place.cell
    assert [s.answers(now) and s.name for s in settled] == (["张三"] if carried else [])


# ── slogans ──────────────────────────────────────────────────────────────────


def slogans(sample: Sample) -> Iterator[tuple[str, str]]:
    for problem in reading_of(sample).problems:
        if problem.code.slug == "expired-slogan":
            yield problem.place.sheet, problem.place.cell


@pytest.mark.parametrize(
    ("dates", "told"),
    [
        ('until = "2022-06"', True),
        ('from = "2022-08"', True),
        ('until = "2022-07"', False),
        ('from = "2022-07"', False),
        ("", False),
    ],
)
def test_a_slogan_is_told_outside_its_months_whatever_its_quotation_marks(
    own_workspace: Path,
    tmp_path: Path,
    dates: str,
    told: bool,  # noqa: FBT001
) -> None:
    add(
        own_workspace,
        "catalogue.toml",
        f'[[slogans]]\nname = "工业强市、产业兴市三年攻坚突破行动"\n{dates}',
    )
    found = list(slogans(Sample(own_workspace, tmp_path)))
    assert found == ([("文字", "C13")] if told else [])


def test_a_slogan_is_looked_for_in_every_text_of_the_month(
    own_workspace: Path, tmp_path: Path
) -> None:
    add(
        own_workspace,
        "catalogue.toml",
        '[[slogans]]\nname = "大干快上"\nuntil = "2022-01"',
    )
    sample = Sample(own_workspace, tmp_path)
    sample.type("封面", "B8", "“大干 快上”办公室")
    sample.type("名单", "H3", "大干快上")
    sample.type("文字", "C2", "我们要大干快上。")
    opinion = ("撤回率", "改为", None, "要大干快上", "李主任", "长期", None)
    for letter, content in zip("ABCDEFG", opinion, strict=True):
        sample.type("评议意见", f"{letter}2", content)
    assert sorted(slogans(sample)) == [
        ("名单", "H3"),
        ("封面", "B8"),
        ("文字", "C2"),
        ("评议意见", "D2"),
    ]
