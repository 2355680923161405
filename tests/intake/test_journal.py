"""The journal beside a workbook says what it was told, and which workbook it is for."""

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bulletin.intake import journal as journals
from bulletin.intake.journal import JournalError
from bulletin.model.indicator import Item
from bulletin.model.journal import Journal, Origin
from bulletin.model.place import Place

words = st.text(st.characters(codec="utf-8", categories=["L", "N", "P"]), max_size=9)
places = st.builds(Place, words, words, words)
values = st.decimals(allow_nan=False, allow_infinity=False)
origins = st.builds(Origin, values, places, words, st.lists(words).map(tuple))
journal = st.dictionaries(
    st.tuples(words, words, st.sampled_from(Item)), origins, max_size=5
).map(Journal)


@given(journal, journal)
def test_what_is_written_is_read_back(
    tmp_path_factory: pytest.TempPathFactory, old: Journal, new: Journal
) -> None:
    workbook = tmp_path_factory.mktemp("journal") / "2022-08.xlsx"
    assert journals.read(workbook, "new") == Journal()
    journals.path(workbook).write_bytes(journals.written(new, ("old", old)))
    assert journals.read(workbook, "old") == old
    assert journals.read(workbook, "new") == new
    journals.path(workbook).write_bytes(journals.written(new))
    assert journals.read(workbook, "old") == new


@pytest.mark.parametrize(
    "text",
    [
        *("", "{", "[]", "null", "{}", '{"version": 2, "entries": []}'),
        *('{"version": 1}', '{"version": 1, "entries": [1]}'),
        '{"version": 1, "entries": [{"indicator": "a"}]}',
        '{"version": 1, "entries": {"a": 1}}',
    ],
)
def test_a_damaged_journal_is_told(text: str, tmp_path: Path) -> None:
    workbook = tmp_path / "2022-08.xlsx"
    journals.path(workbook).write_text(text, encoding="utf-8")
    with pytest.raises(JournalError):
        journals.read(workbook, "any")


def test_numbers_are_kept_exactly(tmp_path: Path) -> None:
    workbook = tmp_path / "2022-08.xlsx"
    origin = Origin(Decimal("18650.10"), Place("甲.xlsx", "表", "B2"), "sha")
    told = Journal({("甲", "某区", Item.CURRENT): origin})
    journals.path(workbook).write_bytes(journals.written(told))
    (found,) = journals.read(workbook, "any").origins.values()
    assert f"{found.value}" == "18650.10"
