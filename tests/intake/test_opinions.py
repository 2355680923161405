"""The leader's word on the commentary is read exactly, or refused at its cell."""

import datetime
from collections.abc import Callable, Mapping
from functools import cache
from itertools import permutations
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bulletin.handbook import read as handbooks
from bulletin.intake.opinions import SHEET, opinions
from bulletin.model.handbook import Handbook
from bulletin.model.opinion import Opinion, Wish
from bulletin.model.period import ReportingPeriod
from bulletin.model.problem import Code, Problem, ProblemsError, Stage
from tests.intake.reading import add, edit, one_sheet, read, seen
from tests.sample import DISTRICTS, ROOT, Sample

COLUMNS = ("句子", "意见", "区市", "内容", "决定人", "适用", "说明")
JULY = ReportingPeriod(2022, 7)
DISTRICT_RULE, CITY_RULE, PAIRS_RULE = "有效贯标", "有效发明增长", "总体进度"
Row = Mapping[str, object]
ROWS: Mapping[Wish, Row] = {
    Wish.SILENCE: {"意见": "不说"},
    Wish.UNNAMED: {"意见": "不点名", "区市": "山亭区、台儿庄区"},
    Wish.WORDING: {"意见": "改为", "内容": "个别区（市）有效贯标偏少。"},
    Wish.ORDER: {"意见": "顺序", "内容": "台儿庄区、山亭区"},
}
CASES = [(wish, column) for wish in Wish for column in COLUMNS[:-1]]


@cache
def handbook() -> Handbook:
    """The sample's handbook in July."""
    return handbooks.read(ROOT / "data" / "handbook", JULY)[0]


def row(wish: Wish, **changes: object) -> Row:
    """A row that is in force and right, but for what is changed."""
    right = {"句子": DISTRICT_RULE, "决定人": "李主任", "适用": "2022-07"}
    return {**right, **ROWS[wish], **changes}


def opined(*rows: Row) -> tuple[tuple[Opinion, ...], tuple[Problem, ...]]:
    """What the sheet with these rows (from row 2) says in July."""
    cells = ([each.get(column) for column in COLUMNS] for each in rows)
    return opinions(one_sheet(SHEET, [COLUMNS, *cells]), handbook(), JULY)


def refused(*rows: Row) -> Problem:
    """The one problem of rows that make no opinion but the first of several."""
    found, [problem] = opined(*rows)
    assert len(found) == len(rows) - 1
    return problem


# ── what is right ────────────────────────────────────────────────────────────


def test_without_the_sheet_there_are_no_opinions(sample: Sample) -> None:
    dataset = read(sample).dataset
    assert dataset is not None
    assert dataset.opinions == ()


@given(
    st.lists(st.sampled_from(DISTRICTS), min_size=1, max_size=9),
    st.sampled_from(("、", "，", ",", " ", "、 ", "\u3000", "\n", "，\n")),
)
def test_districts_not_to_be_named_are_read_however_they_are_parted(
    names: list[str], mark: str
) -> None:
    [opinion], problems = opined(row(Wish.UNNAMED, 区市=mark.join(names)))
    assert problems == ()
    assert opinion.districts == tuple(dict.fromkeys(names))
    assert (opinion.rule, opinion.wish) == (DISTRICT_RULE, Wish.UNNAMED)
    assert (opinion.decided_by, opinion.place.cell) == ("李主任", "C2")


@given(st.permutations(DISTRICTS), st.integers(1, len(DISTRICTS)))
def test_an_order_is_read_as_it_is_written(names: list[str], number: int) -> None:
    [opinion], problems = opined(row(Wish.ORDER, 内容="、".join(names[:number])))
    assert problems == ()
    assert opinion.districts == tuple(names[:number])
    assert opinion.place.cell == "D2"


@pytest.mark.parametrize(
    "typed",
    [
        "个别区（市）偏少",
        "个别区（市）偏少。",
        " 个别区（市）偏少 。。 ",
        "个别区（市）\n偏少。\n",
    ],
)
def test_a_wording_loses_the_mark_that_closes_it(typed: str) -> None:
    [opinion], problems = opined(row(Wish.WORDING, 内容=typed))
    assert problems == ()
    assert opinion.wording == "个别区（市）偏少"
    assert opinion.place.cell == "D2"


def test_a_wording_may_use_the_names_of_narrative() -> None:
    typed = "{期间}共{有效贯标认证企业数}家，时间进度{时间进度}"
    [opinion], problems = opined(row(Wish.WORDING, 内容=typed))
    assert problems == ()
    assert opinion.wording == typed


def test_silence_needs_nothing_more() -> None:
    [opinion], problems = opined(row(Wish.SILENCE, 句子=PAIRS_RULE))
    assert problems == ()
    assert opinion == Opinion(PAIRS_RULE, Wish.SILENCE, "李主任", opinion.place)


@pytest.mark.parametrize("wish", Wish)
@pytest.mark.parametrize(
    "scope",
    [
        *("2022-07", "2022-7", "2022年7月", "2022年1-7月", "２０２２．７", "2022/07"),
        *("长期", " 长 期 ", datetime.date(2022, 7, 31)),
    ],
)
def test_a_scope_is_this_month_in_any_form_or_always(wish: Wish, scope: object) -> None:
    found, problems = opined(row(wish, 适用=scope))
    assert (len(found), problems) == (1, ())


@pytest.mark.parametrize("seed", range(10))
def test_columns_may_stand_in_any_order_and_blank_rows_are_skipped(seed: int) -> None:
    columns = list(COLUMNS)
    Random(seed).shuffle(columns)  # noqa: S311 - an order, no secret
    right = row(Wish.ORDER)
    cells = [right.get(column) for column in columns]
    note = ["只是备注" if column == "说明" else None for column in columns]
    rows: list[list[object]] = [[*columns], [" "] * 7, [*note], cells]
    [opinion], problems = opinions(one_sheet(SHEET, rows), handbook(), JULY)
    assert problems == ()
    assert opinion.districts == ("台儿庄区", "山亭区")


def test_a_dash_says_that_a_column_is_not_used() -> None:
    found, problems = opined(row(Wish.SILENCE, 区市="—", 内容="—"))
    assert (len(found), problems) == (1, ())


def test_two_wishes_that_leave_each_other_room_are_both_heeded() -> None:
    found, problems = opined(row(Wish.UNNAMED), row(Wish.ORDER))
    assert ([o.wish for o in found], problems) == ([Wish.UNNAMED, Wish.ORDER], ())
    found, problems = opined(row(Wish.SILENCE), row(Wish.SILENCE, 句子="撤回率"))
    assert (len(found), problems) == (2, ())


# ── what is broken, cell by cell ─────────────────────────────────────────────


@pytest.mark.parametrize(("wish", "column"), CASES)
@pytest.mark.parametrize(
    ("typed", "code"), [("#N/A", Code.ERROR_CELL), ("=A1", Code.UNSAVED_FORMULA)]
)
def test_a_broken_cell_is_one_problem_at_that_cell(
    wish: Wish, column: str, typed: str, code: Code
) -> None:
    problem = refused(row(wish, **{column: typed}))
    assert problem.code is code
    assert problem.place.cell == f"{'ABCDEF'[COLUMNS.index(column)]}2"


NEEDED = [
    *((wish, column) for wish in Wish for column in ("句子", "意见", "决定人", "适用")),
    *((Wish.UNNAMED, "区市"), (Wish.WORDING, "内容"), (Wish.ORDER, "内容")),
]


@pytest.mark.parametrize(("wish", "column"), NEEDED)
@pytest.mark.parametrize("typed", [None, "", " ", "—"])
def test_a_needed_cell_left_blank_is_one_problem_at_that_cell(
    wish: Wish, column: str, typed: object
) -> None:
    problem = refused(row(wish, **{column: typed}))
    assert problem.code is Code.WRONG_OPINION
    assert problem.refused_at(Stage.DRAFT)
    assert not problem.can_be_settled
    assert problem.place.cell == f"{'ABCDEF'[COLUMNS.index(column)]}2"
    assert column in problem.message


@pytest.mark.parametrize(
    ("wish", "column", "typed", "near"),
    [
        (Wish.SILENCE, "句子", "有效贯标认证", "是否应为“有效贯标”"),
        (Wish.SILENCE, "句子", "甲乙丙", "请写规则名"),
        (Wish.SILENCE, "意见", "不说了", "是否应为“不说”"),
        (Wish.SILENCE, "意见", 3, "只能填：不说、不点名、改为、顺序"),
        (Wish.UNNAMED, "区市", "山亭", "是否应为“山亭区”"),
        (Wish.UNNAMED, "区市", "山亭区、全市", "区（市）名"),
        (Wish.ORDER, "内容", "山亭区；薛城区", "区（市）名"),
        (Wish.ORDER, "内容", "山亭区、薛城、滕州市", "是否应为“薛城区”"),
        (Wish.ORDER, "内容", "山亭区、薛城区、山亭区", "请只留一处"),
        (Wish.UNNAMED, "区市", "、，", "写在区市"),
        (Wish.WORDING, "内容", "。", "写在内容"),
        *((wish, "适用", "7月", "长期") for wish in Wish),
        *((wish, "适用", 2022.07, "长期") for wish in Wish),
        *((wish, "适用", "2022-07至2022-09", "长期") for wish in Wish),
        *((wish, "适用", datetime.time(7), "长期") for wish in Wish),
    ],
)
def test_what_is_not_understood_is_said_with_what_would_be(
    wish: Wish, column: str, typed: object, near: str
) -> None:
    problem = refused(row(wish, **{column: typed}))
    assert problem.code is Code.WRONG_OPINION
    assert problem.place.cell == f"{'ABCDEF'[COLUMNS.index(column)]}2"
    assert near in problem.advice


@pytest.mark.parametrize(
    ("wish", "column", "typed"),
    [
        (Wish.SILENCE, "区市", "山亭区"),
        (Wish.SILENCE, "内容", "山亭区偏少"),
        (Wish.UNNAMED, "内容", "山亭区"),
        (Wish.WORDING, "区市", "山亭区"),
        (Wish.ORDER, "区市", "山亭区"),
    ],
)
def test_what_a_wish_has_no_use_for_is_never_passed_over(
    wish: Wish, column: str, typed: str
) -> None:
    problem = refused(row(wish, **{column: typed}))
    assert problem.code is Code.WRONG_OPINION
    assert problem.place.cell == f"{'ABCDEF'[COLUMNS.index(column)]}2"
    assert typed in problem.message


@pytest.mark.parametrize("wish", [Wish.UNNAMED, Wish.ORDER])
@pytest.mark.parametrize("rule", [CITY_RULE, PAIRS_RULE, "质押发明占比"])
def test_a_sentence_that_names_no_district_has_none_to_leave_out(
    wish: Wish, rule: str
) -> None:
    problem = refused(row(wish, 句子=rule))
    assert (problem.code, problem.place.cell) == (Code.WRONG_OPINION, "B2")
    over = next(each.over for each in handbook().rules if each.name == rule)
    assert over in problem.message


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("共{有效贯标}家", "unknown-name"),
        ("{区市}偏少", "unknown-name"),
        ("共{有效贯标认证企业数家", "loose-brace"),
        ("偏\ue001少", "bad-character"),
    ],
)
def test_a_wording_is_checked_as_narrative_is(typed: str, code: str) -> None:
    problem = refused(row(Wish.WORDING, 内容=typed))
    assert (problem.code.slug, problem.place.cell) == (code, "D2")


def test_a_period_typed_into_a_wording_is_only_a_hint() -> None:
    [opinion], problems = opined(row(Wish.WORDING, 内容="1-7月偏少"))
    assert opinion.wording == "1-7月偏少"
    assert seen(problems) == [("typed-period", "D2")]


def test_a_leader_whose_name_cannot_be_printed_is_found() -> None:
    problem = refused(row(Wish.SILENCE, 决定人="李\ue000主任"))
    assert (problem.code, problem.place.cell) == (Code.BAD_CHARACTER, "E2")


def test_everything_wrong_with_a_row_is_said_at_once() -> None:
    _, problems = opined({"句子": "甲", "意见": "不点名", "区市": "乙、丙"})
    cells = ["A2", "C2", "C2", "E2", "F2"]
    assert seen(problems) == [("wrong-opinion", cell) for cell in cells]


@pytest.mark.parametrize("column", COLUMNS[:-1])
def test_a_sheet_without_a_column_is_refused(column: str) -> None:
    columns = [each for each in COLUMNS if each != column]
    found, [problem] = opinions(one_sheet(SHEET, [columns]), handbook(), JULY)
    assert (found, problem.code) == ((), Code.MISSING_COLUMN)
    assert column in problem.message


# ── rows against each other ──────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("first", "second"),
    [
        *((wish, wish) for wish in Wish),
        *permutations((Wish.SILENCE, Wish.WORDING), 2),
    ],
)
def test_a_second_word_on_the_same_sentence_is_refused(
    first: Wish, second: Wish
) -> None:
    problem = refused(row(first), row(second, 适用="长期"))
    assert (problem.code, problem.place.cell) == (Code.WRONG_OPINION, "A3")
    assert "A2" in problem.message


@pytest.mark.parametrize("unnamed_first", [True, False])
def test_a_wording_may_not_name_what_is_not_to_be_named(
    unnamed_first: bool,  # noqa: FBT001 - both orders
) -> None:
    rows = [row(Wish.UNNAMED), row(Wish.WORDING, 内容="山亭区偏少")]
    _, [problem] = opined(*(rows if unnamed_first else rows[::-1]))
    assert problem.code is Code.WRONG_OPINION
    assert problem.place.cell == ("D3" if unnamed_first else "D2")
    assert "山亭区" in problem.message
    _, problems = opined(rows[0], row(Wish.WORDING, 内容="峄城区偏少"))
    assert problems == ()


# ── what is not in force ─────────────────────────────────────────────────────


@given(
    st.sampled_from(Wish),
    st.dates(datetime.date(2000, 1, 1), datetime.date(2050, 12, 31)).filter(
        lambda day: (day.year, day.month) != (2022, 7)
    ),
    st.sampled_from(("{0}-{1:02}", "{0}年{1}月", "{0}年1-{1}月", "")),
)
def test_a_row_for_another_month_is_idle_whatever_else_it_says(
    wish: Wish, day: datetime.date, form: str
) -> None:
    scope = form.format(day.year, day.month) if form else day
    for each in (row(wish, 适用=scope), {"句子": "甲", "适用": scope}):
        found, [problem] = opined(each)
        assert found == ()
        assert (problem.code, problem.place.cell) == (Code.IDLE_OPINION, "F2")
        assert not problem.is_error
        assert f"{day.year}-{day.month:02}" in problem.message


def test_an_idle_row_contradicts_nothing() -> None:
    found, problems = opined(row(Wish.WORDING, 适用="2022-06"), row(Wish.SILENCE))
    assert [opinion.wish for opinion in found] == [Wish.SILENCE]
    assert seen(problems) == [("idle-opinion", "F2")]


def with_sheet(sample: Sample, *rows: Row) -> Sample:
    """The sample month with opinions."""
    sheet = sample.sheet(SHEET)
    for each in rows:
        sheet.append([each.get(column) for column in COLUMNS])
    return sample


def test_a_rule_of_other_periods_makes_its_opinion_idle(
    own_workspace: Path, sample_of: Callable[[Path], Sample]
) -> None:
    change = ('name = "撤回率"\ntopic', 'name = "撤回率"\nuntil = "2022-06"\ntopic')
    edit(own_workspace, "rules.toml", change)
    always = row(Wish.SILENCE, 句子="撤回率", 适用="长期")
    reading = read(with_sheet(sample_of(own_workspace), always))
    assert reading.dataset is not None
    assert reading.dataset.opinions == ()
    assert seen(reading.problems)[-1:] == [("idle-opinion", "A2")]


def test_a_district_is_taken_by_its_former_name_and_left_out_when_it_is_gone(
    own_workspace: Path, sample_of: Callable[[Path], Sample]
) -> None:
    old = 'name = "山亭区"'
    edit(own_workspace, "catalogue.toml", (old, f'{old}\nformer = ["山亭县"]'))
    add(
        own_workspace,
        "catalogue.toml",
        '[[districts]]\nname = "老城区"\nuntil = "2021-12"',
    )
    rows = (
        row(Wish.UNNAMED, 区市="老城区、山亭县"),
        row(Wish.UNNAMED, 句子="撤回率", 区市="老城区"),
    )
    reading = read(with_sheet(sample_of(own_workspace), *rows))
    assert reading.dataset is not None
    assert [o.districts for o in reading.dataset.opinions] == [("山亭区",)]
    idle = [("idle-opinion", "C2"), ("idle-opinion", "C3")]
    assert seen(reading.problems)[-2:] == idle


def test_an_order_may_not_name_a_district_by_two_of_its_names(
    own_workspace: Path, sample_of: Callable[[Path], Sample]
) -> None:
    old = 'name = "山亭区"'
    edit(own_workspace, "catalogue.toml", (old, f'{old}\nformer = ["山亭县"]'))
    twice = row(Wish.ORDER, 内容="山亭县、山亭区")
    reading = read(with_sheet(sample_of(own_workspace), twice))
    assert seen(p for p in reading.problems if p.is_error) == [("wrong-opinion", "D2")]


# ── on the page ──────────────────────────────────────────────────────────────


def test_a_wrong_opinion_stops_even_a_draft_and_an_idle_one_stops_nothing(
    sample: Sample,
) -> None:
    before = sample.make().commentary
    with_sheet(sample, row(Wish.SILENCE, 适用="2022-08"))
    assert sample.make().commentary == before
    sample.type(SHEET, "F2", "七月")
    with pytest.raises(ProblemsError) as caught:
        sample.make(Stage.DRAFT)
    assert ("wrong-opinion", "F2") in seen(caught.value.problems)


def test_an_opinion_in_force_is_listed_as_settled_by_who_decided_it(
    sample: Sample,
) -> None:
    with_sheet(sample, row(Wish.WORDING))
    [problem] = [p for p in sample.check() if p.code is Code.OPINION]
    assert (problem.settled, problem.place.cell) == ("李主任", "D2")
    assert not problem.is_error
    assert "个别区（市）有效贯标偏少。" in sample.make().commentary
