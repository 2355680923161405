"""What goes out of date in a text that is carried over, and what does not."""

import pytest

from bulletin.intake.stale import mark, marked_since, reasons, stale
from bulletin.model.period import ReportingPeriod

AUGUST = ReportingPeriod(2022, 8)
JULY = ReportingPeriod(2022, 7)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("市委书记陈平对此作出重要批示", ("市委书记陈平", "批示")),
        ("副市长张建国到会讲话", ("副市长张建国", "讲话")),
        ("市委副书记、市长李明出席", ("市委副书记", "市长李明")),
        ("陈平同志指出", ("陈平同志",)),
        ("开展2021年春节期间执法", ("2021年", "春节")),
        ("二〇二一年以来", ("二〇二一年",)),
        ("1-7月，授权128件", ("1-7月",)),
        ("截至7月底", ("7月",)),
        ("2022年4月，举办培训班", ("4月",)),
        ("组织“4.26”宣传周活动", ("4.26", "宣传周")),
        ("近日，省局来我市调研", ("近日", "调研")),
        ("国庆、中秋两节", ("国庆", "中秋", "两节")),
    ],
)
def test_leaders_days_years_and_months_of_another_time_are_pointed_out(
    text: str, found: tuple[str, ...]
) -> None:
    assert stale(text, AUGUST) == found


@pytest.mark.parametrize(
    "text",
    [
        "2022年1-8月，全市授权128件",
        "8月，举办培训班3次，为期3个月",
        "{期间}，同比增长4.26%，质押金额1.865亿元",
        "园区长期规划，市长热线，市长质量奖",
        "同志们辛苦了",
        "截至8月底，完成12个项目，服务企业2021家",
        "【年】年第4期",
    ],
)
def test_what_holds_in_the_month_is_left_alone(text: str) -> None:
    assert stale(text, AUGUST) == ()


@pytest.mark.parametrize("month", range(1, 13))
def test_a_month_is_stale_in_every_other_month(month: int) -> None:
    text = f"2022年{month}月，举办培训班"
    for now in range(1, 13):
        found = stale(text, ReportingPeriod(2022, now))
        assert found == (() if now == month else (f"{month}月",))


def test_what_comes_from_another_year_must_be_looked_at_in_any_case() -> None:
    assert reasons(JULY, "举办培训班", ReportingPeriod(2023, 1)) == ("跨年",)
    assert reasons(JULY, "举办培训班", AUGUST) == ()


def test_a_mark_is_known_again_until_somebody_changes_it() -> None:
    written = mark(JULY, "近日，市长李明调研", AUGUST)
    assert written == "沿用2022-07，请核对“近日”“市长李明”“调研”"
    assert marked_since(written) == JULY
    assert marked_since(" 沿用 ２０２２-07") == JULY
    assert [
        marked_since(said) for said in ("", "已核对", "√", "沿用", "沿用2022-13")
    ] == [None] * 5
