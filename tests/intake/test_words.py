"""What clerks type is understood exactly, or not at all."""

import datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bulletin.intake import words
from bulletin.intake.workbook import Content

FULL_WIDTH = str.maketrans("0123456789.,-+", "０１２３４５６７８９．，－＋")
DECIMALS = st.builds(
    lambda digits, places: Decimal(digits).scaleb(-places),
    st.integers(-(10**15) + 1, 10**15 - 1),
    st.integers(0, 6),
)


def cell(year: int, month: int, day: int) -> datetime.datetime:
    """A date cell, as openpyxl reads it."""
    return datetime.datetime.combine(
        datetime.date(year, month, day), datetime.time(9, 30)
    )


@given(DECIMALS)
def test_a_number_typed_as_text_comes_back_exactly(value: Decimal) -> None:
    assert words.number(f"{value:f}") == value


@given(DECIMALS)
def test_thousands_separators_change_nothing(value: Decimal) -> None:
    assert words.number(f"{value:,f}") == value


@given(DECIMALS, st.booleans())
def test_full_width_digits_are_digits(value: Decimal, grouped: bool) -> None:  # noqa: FBT001 - drawn
    typed = f"{value:,f}" if grouped else f"{value:f}"
    assert words.number(typed.translate(FULL_WIDTH)) == value


@given(DECIMALS, st.sampled_from((" ", "\u3000", "\u00a0", "\n", "\t")))
def test_space_around_a_number_changes_nothing(value: Decimal, space: str) -> None:
    assert words.number(f"{space}{value:f}{space}") == value


@given(DECIMALS)
def test_a_number_cell_keeps_the_digits_that_excel_shows(value: Decimal) -> None:
    assert words.number(float(value)) == value


def test_what_excel_stores_beyond_15_digits_is_not_read() -> None:
    assert words.number(1.1000000000000001) == Decimal("1.1")
    assert words.number(0.1 + 0.2) == Decimal("0.3")


@pytest.mark.parametrize(
    "typed",
    [
        *("约四十", "12..3", "12件", "", " ", "—", "1,23", "12,34,567", "1,2345"),
        *("1 2 . 3 .", "１２．．３", "十二", "NaN", "Infinity", "1e5", "0x10", "--1"),
        *(
            ".5",
            "5.",
            "12%",
            "（12.5）",
            "12²",
            "1/2",
            "405①",
            "⑴",
            "12\n34",
            "Ⅻ",
            "1_000",
            "٣",
        ),
    ],
)
def test_what_is_no_plain_number_is_none(typed: str) -> None:
    assert words.number(typed) is None


@pytest.mark.parametrize(
    "content", [True, False, cell(2022, 7, 1), datetime.time(1, 2)]
)
def test_a_truth_value_or_a_date_is_no_number(content: Content) -> None:
    assert words.number(content) is None


@given(st.text(max_size=20))
def test_no_text_makes_reading_fail(text: str) -> None:
    words.number(text)
    words.date(text)
    words.month(text)
    words.lines(text)


@given(st.dates(datetime.date(1000, 1, 1)))
def test_a_day_is_understood_in_every_way_of_writing_it(day: datetime.date) -> None:
    y, m, d = day.year, day.month, day.day
    typed = (f"{y}年{m}月{d}日", f"{y}-{m}-{d}", f"{y}.{m:02}.{d:02}", f"{y}/{m}/{d}")
    assert {words.date(text) for text in typed} == {day}


def test_a_day_is_understood_with_full_width_digits_and_as_a_date_cell() -> None:
    day = datetime.date(2022, 8, 10)
    assert words.date("２０２２年８月１０日") == day
    assert words.date(" 2022 年 8 月 10 日 ") == day
    assert words.date(cell(2022, 8, 10)) == day
    assert words.date(day) == day


@pytest.mark.parametrize(
    "typed",
    ["2022年2月30日", "2022年13月1日", "8月10日", "2022-08", "下周", "", "44783"],
)
def test_what_is_no_day_of_the_calendar_is_none(typed: str) -> None:
    assert words.date(typed) is None


@pytest.mark.parametrize(
    "typed",
    [
        *("2022-07", "2022-7", "2022年7月", "2022年07月", "2022年1-7月", "2022/7"),
        *("2022.7", "２０２２－０７", "2022年1—7月", "2022年1至7月", " 2022 年 7 月 "),
    ],
)
def test_a_month_is_understood_in_every_way_of_writing_it(typed: str) -> None:
    assert words.month(typed) == (2022, 7)


def test_a_date_cell_means_its_month() -> None:
    assert words.month(cell(2022, 7, 31)) == (2022, 7)


@pytest.mark.parametrize(
    "typed",
    ["2022-13", "2022-00", "2022", "7月", "七月", "", "2022年2-7月", "22-07", "202207"],
)
def test_what_is_no_month_is_none(typed: str) -> None:
    assert words.month(typed) is None


@pytest.mark.parametrize(
    "typed",
    [
        *(
            "发明专利 授权量",
            "发明专利\n授权量",
            " 发明专利授权量 ",
            "发明专利\u3000授权量",
        ),
        "发明\u00a0专利\t授权量",
    ],
)
def test_a_label_is_the_same_however_it_is_spaced(typed: str) -> None:
    assert words.label(typed) == "发明专利授权量"


def test_a_label_folds_full_width_forms() -> None:
    assert words.label("ＰＣＴ申请量（件）") == words.label("PCT申请量(件)")


@given(st.lists(st.sampled_from(("一是", "二是 夯实", "A&B", "<x>")), max_size=5))
def test_lines_are_what_stands_between_breaks_without_blank_ones(
    texts: list[str],
) -> None:
    for mark in ("\n", "\r\n", "\r", "_x000D_\n", "\u2028", "\n \n", "\v"):
        assert words.lines(mark.join(texts)) == tuple(texts)


def test_lines_lose_the_space_at_their_ends_and_keep_that_inside() -> None:
    assert words.lines("\u3000\u3000一是 夯实 \n 二是") == ("一是 夯实", "二是")


def test_a_date_or_number_cell_prints_as_a_reader_writes_it() -> None:
    assert words.lines(cell(2022, 8, 10)) == ("2022年8月10日",)
    assert words.lines(1.1) == ("1.1",)
    assert words.lines(2022) == ("2022",)


def test_one_line_joins_the_lines_of_a_cell() -> None:
    assert words.line("枣庄市\n知识产权") == "枣庄市知识产权"


@pytest.mark.parametrize(
    "character", ["\x00", "\x0b\x01", "\ud800", "\ue000", "\uffff"]
)
def test_a_character_that_no_page_carries_is_found(character: str) -> None:
    assert words.unprintable(f"专利{character}奖") == character[-1]


@given(st.text(st.characters(categories=("L", "N", "P", "Zs")), max_size=30))
def test_letters_digits_and_punctuation_are_printable(text: str) -> None:
    assert words.unprintable(text) == ""


def test_the_nearest_word_is_offered_and_nothing_where_none_is_near() -> None:
    known = ("滕州市", "薛城区", "市中区")
    assert words.nearest("滕洲市", known) == "是否应为“滕州市”？"
    assert words.nearest("ABC", known) == ""
