"""Columns of a table give each other room: figures first, then headings."""

from hypothesis import given
from hypothesis import strategies as st

from bulletin.publishing.columns import shared

COLUMNS = st.lists(
    st.tuples(st.integers(200, 2000), st.integers(60, 1500), st.integers(0, 800)),
    min_size=1,
    max_size=25,
)


@given(COLUMNS)
def test_a_table_stays_as_wide_as_it_was(columns: list[tuple[int, int, int]]) -> None:
    widths, needs, more = (list(each) for each in zip(*columns, strict=True))
    wishes = [need + wish for need, wish in zip(needs, more, strict=True)]
    assert sum(shared(widths, needs, wishes)) == sum(widths)


@given(COLUMNS)
def test_no_column_is_narrower_than_its_figures_while_the_paper_is_wide_enough(
    columns: list[tuple[int, int, int]],
) -> None:
    widths, needs, more = (list(each) for each in zip(*columns, strict=True))
    wishes = [need + wish for need, wish in zip(needs, more, strict=True)]
    found = shared(widths, needs, wishes)
    if sum(needs) < sum(widths):
        assert all(f >= n for f, n in zip(found, needs, strict=True))
    if sum(wishes) <= sum(widths):
        assert all(f >= w for f, w in zip(found, wishes, strict=True))


def test_columns_that_are_wide_enough_stay_as_drawn() -> None:
    assert shared([900, 700, 800], [300, 200, 100], [800, 700, 100]) == [900, 700, 800]


def test_the_roomier_columns_give_the_more() -> None:
    assert shared([500, 1000, 800], [800, 400, 600], [800, 400, 600]) == [800, 775, 725]
