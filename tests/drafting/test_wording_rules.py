"""The 34 rules for numbers and wording in a statistical 通报: what shows each of them.

Some are kept by what is printed, some are watched by lint in what people write, and
some are shown by a test elsewhere, which is named.
"""

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

import pytest

from bulletin.drafting import measures, numerals
from bulletin.model.fact import Fact, Measure
from bulletin.model.period import ReportingPeriod
from bulletin.model.style import PLAIN, Rounding, Style
from tests.drafting.facts import fact, growth, points, rate
from tests.proofing.test_wording import codes
from tests.sample import ROOT

JULY = ReportingPeriod(2022, 7)
DASH = Style(month_range="—")
HALF_EVEN = Style(rounding=Rounding.HALF_EVEN)
TIMES = Style(times_from=50)
TINY = Style(amount_beside_under=10)
YEAR_END = Measure.YEAR_END_GROWTH
LOWER = {"lower_is_better": True}
WITHDRAWN = rate(Measure.VALUE, Fraction(169 * 100, 193))
AHEAD = points(Measure.LEAD, Fraction("62900") / Fraction("647.4") - Fraction(1000, 12))
ACCIDENTS = growth(148, 180, "起", **LOWER)
SUBSETS = "tests/commentary/test_subsets.py"
RULES_TEST = "tests/commentary/test_rules.py"
FACTS = "tests/analysis/test_facts.py"


@dataclass(frozen=True)
class Printed:
    """What the program prints, the right form of it and one that would be wrong."""

    make: Callable[[], str]
    right: str
    wrong: str


@dataclass(frozen=True)
class Watched:
    """Paragraphs that lint remarks by a code, and the same as they should be."""

    code: str
    wrong: tuple[str, ...]
    right: tuple[str, ...]


@dataclass(frozen=True)
class Elsewhere:
    """A test in another module that shows the rule."""

    module: str
    test: str


Shown = Printed | Watched | Elsewhere


def text(each: Fact, right: str, wrong: str, style: Style = PLAIN) -> Printed:
    return Printed(lambda: measures.text(each, style), right, wrong)


def column(each: Fact, right: str, wrong: str, style: Style = PLAIN) -> Printed:
    return Printed(lambda: measures.column(each, style), right, wrong)


def share(value: str, right: str, wrong: str) -> Printed:
    return Printed(lambda: numerals.share(Fraction(value)), right, wrong)


def watched(code: str, wrong: str, right: str) -> Watched:
    return Watched(code, (wrong,), (right,))


def value(number: str | int, unit: str = "件", decimals: int = 0) -> Fact:
    return fact(Measure.VALUE, number, unit, decimals)


def thirds() -> str:
    """Three equal parts of a whole and the whole, each rounded for itself."""
    parts = [rate(Measure.VALUE, Fraction(100, 3))] * 3
    return " ".join(map(measures.column, (*parts, rate(Measure.VALUE, 100))))


RULES: dict[int, tuple[Shown, ...]] = {
    1: (
        Printed(lambda: numerals.months(JULY), "1-7月", "1—7月"),
        Printed(lambda: numerals.months(JULY, DASH), "1—7月", "1-7月"),
        Watched(
            "mixed-ranges",
            ("1-7月，甲。", "1—7月，乙。"),
            ("1-7月，甲。", "1-7月，乙。"),
        ),
    ),
    2: (
        Printed(
            lambda: numerals.span(Fraction(63), Fraction(68), "%"),
            "63%～68%",
            "63～68%",
        ),
        Printed(
            lambda: numerals.span(Fraction(4), Fraction(5), "万元"),
            "4万元～5万元",
            "4～5",
        ),
        watched("range-unit", "力争达到63-68%。", "力争达到63%～68%。"),
    ),
    3: (watched("pause-between-quotes", "印发《甲》、《乙》。", "印发《甲》《乙》。"),),
    4: (watched("half-width-punctuation", "1-7月,全市66件。", "1-7月，全市66件。"),),
    5: (watched("pause-before-etc", "甲区、乙区、等。", "甲区、乙区等。"),),
    6: (
        Watched("heading-sequence", ("一、创造", "三、运用"), ("一、创造", "二、运用")),
        Watched(
            "heading-sequence",
            ("一、创造", "（一）甲", "（三）乙"),
            ("（一）甲", "（二）乙"),
        ),
    ),
    7: (watched("mixed-numerals", "发明5件、外观三件。", "发明5件、外观3件。"),),
    8: (watched("double-approximation", "近200余人参加。", "近200人参加。"),),
    9: (
        text(value("44830.18", "万元", 2), "44830.18", "44830.2"),
        text(fact(Measure.CHANGE, "0.18", "万元", 2), "同比增加0.18万元", "0.2"),
        column(value("44830.5", "万元", 2), "44830.50", "44830.5 "),
    ),
    10: (
        text(WITHDRAWN, "87.6", "87.5"),
        text(growth(10225, 10000), "同比增长2.3%", "2.2"),
        text(growth(10225, 10000), "同比增长2.2%", "2.3", HALF_EVEN),
        column(growth(10225, 10000), "2.2", "2.3", HALF_EVEN),
        text(growth("102249.9", 100000), "同比增长2.2%", "2.3"),
    ),
    11: (
        text(growth(405, 369), "同比增长9.8%", "9.76"),
        text(growth(11, 4), "同比增长175%", "175.0"),
        text(growth(44, 10), "同比增长340%", "340.0"),
        text(rate(Measure.COMPLETION, 100), "完成年度目标的100%", "100.0"),
        text(fact(Measure.CHANGE, "1.00", "件", 2), "同比增加1件", "1.0"),
        text(value("7.96", "件", 2), "7.96", "8"),
        text(value("18650", "万元", 2), "18650", ".0"),
        column(value("18650", "万元", 2), "18650.00", "18650 "),
        watched("trailing-zero", "PCT申请同比增长175.0%。", "PCT申请同比增长175%。"),
    ),
    12: (
        text(growth(1032, 1000), "同比增长3.2%", "上年末"),
        text(growth(1032, 1000, measure=YEAR_END), "较上年末增长3.2%", "同比"),
        text(growth(60, 50, measure=Measure.MONTH_GROWTH), "环比增长20%", "同比"),
        watched("month-on-month", "较上月同比增长2件。", "较上月环比增长2件。"),
    ),
    13: (
        text(growth(369, 405), "同比下降8.9%", "-"),
        text(growth(369, 405, measure=YEAR_END), "较上年末下降8.9%", "-"),
        watched("negative-growth", "同比增长-8.9%。", "同比下降8.9%。"),
    ),
    14: (
        text(points(Measure.CHANGE, 2), "同比提高2个百分点", "%"),
        text(points(Measure.CHANGE, -2), "同比下降2个百分点", "%"),
        text(points(Measure.BEHIND_BEST, 2), "与最好水平相差2个百分点", "%"),
        watched("percentage-point", "撤回率提高2%。", "撤回率提高2个百分点。"),
    ),
    15: (
        text(growth(5, 5), "与上年同期持平", "0"),
        text(growth(5, 5, measure=YEAR_END), "与上年末持平", "0"),
        text(growth(100001, 100000), "与上年同期基本持平", "0"),
        text(points(Measure.LEAD, 0), "与时间进度持平", "0"),
        watched("zero-growth", "同比增长0%。", "与上年同期持平。"),
    ),
    16: (
        text(growth(44, 10), "同比增长3.4倍", "4.4", TIMES),
        text(growth(44, 10), "同比增长340%", "倍"),
        text(growth(0, 4), "同比下降100%", "倍", TIMES),
        watched("fall-by-times", "同比下降一倍。", "同比增长一倍。"),
    ),
    17: (
        text(growth(2, 0), "上年同期为0，增加2件", "%"),
        text(growth(2, 0, measure=YEAR_END), "上年末为0，增加2件", "%"),
        column(growth(2, 0), "—", "100"),
        Elsewhere(
            "tests/test_seed.py",
            "test_the_appendix_follows_with_its_title_unit_and_note",
        ),
    ),
    18: (
        text(growth(0, 0), "与上年同期均为0", "增长"),
        column(growth(0, 0), "—", "0"),
    ),
    19: (
        text(growth(3, -2, "万元"), "同比由负转正，增加5万元", "%"),
        text(growth(3, -2, "万元", profit=True), "同比扭亏为盈，增加5万元", "%"),
        text(growth(-2, 3, "万元", profit=True), "同比由盈转亏，减少5万元", "%"),
        text(growth(-1, -3, "万元", profit=True), "同比减亏2万元", "%"),
        text(growth(-3, -1, "万元", profit=True), "同比增亏2万元", "%"),
        column(growth(3, -2, "万元"), "—", "-250.0"),
        watched("negative-growth", "同比增长-150%。", "同比增加3万元。"),
    ),
    20: (
        text(value(0), "0", "—"),
        column(value(0), "0", "—"),
        Elsewhere(
            SUBSETS, "test_each_of_the_128_subsets_is_said_as_its_size_class_asks"
        ),
    ),
    21: (
        text(growth(11, 4), "同比增长175%（增加7件）", "增长7件", TINY),
        text(growth(1, 2), "同比下降50%（减少1件）", "增加", TINY),
        text(growth(11, 10), "同比增长10%", "件", TINY),
        text(fact(Measure.CHANGE, 7), "同比增加7件", "%"),
    ),
    22: (
        share("50", "的一半", "50"),
        share("49", "的一半", "近"),
        share("51", "的一半", "过"),
        share("45", "的近一半", "45"),
        share("55", "过半", "55"),
        share("33.3", "的三分之一", "33"),
        share("62", "的近三分之二", "62"),
        share("44.9", "的44.9%", "半"),
        Elsewhere(
            RULES_TEST, "test_a_share_is_only_under_sixty_percent_and_stands_in_words"
        ),
    ),
    23: (
        text(fact(Measure.RANK, 5, ""), "第五位", "5"),
        Elsewhere(FACTS, "test_ranks_are_shared_by_equals_and_turn_with_the_direction"),
    ),
    24: (
        text(fact(Measure.RANK, 10, ""), "第十位", "10"),
        Printed(lambda: numerals.ordinal(2), "二", "两"),
        Printed(lambda: numerals.count(2), "两", "二"),
        Printed(lambda: numerals.count(3), "三", "3"),
        Printed(lambda: numerals.count(12), "十二", "两"),
        watched("two-before-measure", "获批二项项目。", "获批两项项目。"),
    ),
    25: (Printed(lambda: numerals.rate(JULY.elapsed * 100), "58.3%", "58.33"),),
    26: (
        text(AHEAD, "超过时间进度13.8个百分点", "%"),
        column(AHEAD, "13.8", "13.9"),
    ),
    27: (
        text(points(Measure.LEAD, 0), "与时间进度持平", "落后"),
        Elsewhere(
            RULES_TEST, "test_a_withdrawal_rate_of_ninety_percent_has_reached_it"
        ),
        Elsewhere(RULES_TEST, "test_reaching_the_schedule_is_not_exceeding_it"),
    ),
    28: (
        Elsewhere(
            SUBSETS, "test_each_of_the_128_subsets_is_said_as_its_size_class_asks"
        ),
        Elsewhere(SUBSETS, "test_jun_never_stands_with_a_single_district"),
    ),
    29: (
        # One rule of the four there orders its list by the gap, the others do not.
        Elsewhere(
            SUBSETS, "test_each_of_the_128_subsets_is_said_as_its_size_class_asks"
        ),
    ),
    30: (
        Printed(lambda: numerals.up_to(JULY), "截至7月底", "截止"),
        Printed(lambda: numerals.months(JULY), "1-7月", "截"),
        watched("until-date", "截止7月底，共3069件。", "截至7月底，共3069件。"),
    ),
    31: (text(rate(Measure.COMPLETION, "87.56"), "完成年度目标的87.6%", "87.56"),),
    32: (
        text(value("4.483018", "亿元", 2), "4.48", "44830"),
        text(fact(Measure.CHANGE, "0.483", "亿元", 2), "同比增加0.48亿元", "万"),
        text(growth("4.48", 0, "亿元", 2), "上年同期为0，增加4.48亿元", "万"),
        column(value("4.5", "亿元", 2), "4.50", "4.5 "),
    ),
    33: (Printed(thirds, "33.3 33.3 33.3 100.0", "33.4"),),
    34: (
        text(ACCIDENTS, "同比下降17.8%", "增长"),
        column(ACCIDENTS, "-17.8", "17.7"),
        text(rate(Measure.COMPLETION, 60, **LOWER), "占年度控制数的60%", "完成"),
        text(points(Measure.LEAD, 3, **LOWER), "高于时间进度3个百分点", "超过"),
        Elsewhere(FACTS, "test_ranks_are_shared_by_equals_and_turn_with_the_direction"),
    ),
}


def cases(kind: type[Shown]) -> list[object]:
    """The cases of one kind, each under the number of its rule."""
    return [
        pytest.param(case, id=f"{number}-{place}")
        for number, shown in RULES.items()
        for place, case in enumerate(shown, 1)
        if isinstance(case, kind)
    ]


def test_each_of_the_34_rules_is_shown() -> None:
    assert list(RULES) == list(range(1, 35))
    assert all(RULES.values())


@pytest.mark.parametrize("case", cases(Printed))
def test_what_is_printed_has_the_right_form(case: Printed) -> None:
    printed = case.make()
    assert printed == case.right
    assert case.wrong not in printed
    assert not codes(f"全市{printed}。")


@pytest.mark.parametrize("case", cases(Watched))
def test_lint_remarks_the_wrong_form_and_not_the_right_one(case: Watched) -> None:
    assert set(codes(*case.wrong)) == {case.code}
    assert not codes(*case.right)


@pytest.mark.parametrize("case", cases(Elsewhere))
def test_a_rule_that_is_shown_elsewhere_is_shown_there(case: Elsewhere) -> None:
    assert f"\ndef {case.test}(" in (ROOT / case.module).read_text(encoding="utf-8")
