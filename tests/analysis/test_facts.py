"""Each measure, for the city and each district, and each reason why there is none."""

from decimal import Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from bulletin.analysis.facts import Facts
from bulletin.drafting import measures
from bulletin.model.edition import Dataset, Edition
from bulletin.model.fact import Fact, Measure, Outcome
from bulletin.model.figure import Figures, Observation, State
from bulletin.model.handbook import Catalogue, Office
from bulletin.model.indicator import District, Indicator, Item, Ratio
from bulletin.model.period import ReportingPeriod
from bulletin.model.place import Place

NAMES = ("甲区", "乙区", "丙区", "丁区")
CELLS = {Item.CURRENT: "D2", Item.BASE: "D3", Item.TARGET: "D4", Item.SUPPLIED: "D5"}


def indicator(name: str = "产值", unit: str = "万元", **more: object) -> Indicator:
    options: dict[str, object] = {
        "decimals": 2,
        "is_flow": True,
        "by_district": True,
        "additive": True,
        "lower_is_better": False,
        "signed": True,
        "items": (Item.CURRENT,),
    }
    return Indicator(name=name, label=name, unit=unit, **{**options, **more})  # type: ignore[arg-type] # keywords by name


def book(
    figures: dict[tuple[str, str, Item], object],
    *indicators: Indicator,
    month: int = 7,
) -> Facts:
    catalogue = Catalogue(
        Office("通报", "", "办公室", ""),
        tuple(District(name) for name in NAMES),
        {each.name: each for each in indicators},
        (),
        (),
    )
    seen = {key: observation(key, value) for key, value in figures.items()}
    edition = Edition(ReportingPeriod(2022, month), {})
    return Facts(catalogue, Dataset(edition, Figures(seen)))


def observation(key: tuple[str, str, Item], value: object) -> Observation:
    place = Place("2022-07.xlsx", "指标数据", f"{key[0]}{key[1]}{CELLS[key[2]]}")
    if value is None:
        return Observation(State.PENDING, None, place)
    if value == "—":
        return Observation(State.NOT_APPLICABLE, None, place)
    return Observation(State.GIVEN, Decimal(str(value)), place)


def city(measure: Measure, **items: object) -> Fact:
    figures = {("产值", "全市", Item[name]): value for name, value in items.items()}
    return book(figures, indicator()).get("全市", "产值", measure)


def said(fact: Fact) -> tuple[Outcome, str, str]:
    return fact.outcome, measures.text(fact), measures.column(fact)


def test_growth_is_a_rate_on_a_positive_base() -> None:
    fact = city(Measure.GROWTH, CURRENT=405, BASE=369)
    assert fact.value == Fraction(36, 369) * 100
    assert (fact.numerator, fact.denominator) == (Fraction(36), Fraction(369))
    assert said(fact) == (Outcome.NUMBER, "同比增长9.8%", "9.8")
    assert [place.cell for place in fact.sources] == ["产值全市D2", "产值全市D3"]
    fact = city(Measure.GROWTH, CURRENT=369, BASE=405)
    assert said(fact) == (Outcome.NUMBER, "同比下降8.9%", "-8.9")


def test_growth_that_is_none_or_rounds_to_none_is_not_growth() -> None:
    assert said(city(Measure.GROWTH, CURRENT=5, BASE=5))[1:] == (
        "与上年同期持平",
        "0.0",
    )
    near = said(city(Measure.GROWTH, CURRENT=10001, BASE=10000))
    assert near[1:] == ("与上年同期基本持平", "0.0")
    under = said(city(Measure.GROWTH, CURRENT=9999, BASE=10000))
    assert under[1:] == ("与上年同期基本持平", "0.0")


def test_no_rate_stands_on_a_base_of_zero_or_below() -> None:
    zero = said(city(Measure.GROWTH, CURRENT=2, BASE=0))
    assert zero == (Outcome.BASE_ZERO, "上年同期为0，增加2万元", "—")
    both = said(city(Measure.GROWTH, CURRENT=0, BASE=0))
    assert both == (Outcome.BOTH_ZERO, "与上年同期均为0", "—")
    negative = said(city(Measure.GROWTH, CURRENT=3, BASE=-2))
    assert negative == (Outcome.BASE_NEGATIVE, "同比由负转正，增加5万元", "—")


def test_what_is_not_known_has_an_outcome_of_its_own() -> None:
    assert city(Measure.GROWTH, CURRENT=2).outcome is Outcome.NO_BASE
    assert city(Measure.GROWTH, CURRENT=2, BASE="—").outcome is Outcome.NO_BASE
    assert city(Measure.GROWTH, CURRENT=2, BASE=None).outcome is Outcome.PENDING
    assert city(Measure.GROWTH, CURRENT=None, BASE=2).outcome is Outcome.PENDING
    assert city(Measure.GROWTH, CURRENT="—", BASE=2).outcome is Outcome.NOT_APPLICABLE
    assert city(Measure.COMPLETION, CURRENT=2).outcome is Outcome.NO_TARGET
    assert city(Measure.COMPLETION, CURRENT=2, TARGET="—").outcome is Outcome.NO_TARGET
    assert city(Measure.COMPLETION, CURRENT=2, TARGET=0).outcome is Outcome.TARGET_ZERO
    assert city(Measure.COMPLETION, CURRENT=2, TARGET=None).outcome is Outcome.PENDING
    assert city(Measure.LEAD, CURRENT=2).outcome is Outcome.NO_TARGET


def test_a_growth_that_is_supplied_stands_in_for_a_base_that_is_not_known() -> None:
    fact = city(Measure.GROWTH, CURRENT=2, SUPPLIED="5.25")
    assert said(fact) == (Outcome.SUPPLIED, "同比增长5.3%", "5.3")
    item = city(Measure.SUPPLIED, CURRENT=2, SUPPLIED="5.25")
    assert said(item) == (Outcome.NUMBER, "同比增长5.3%", "5.3")
    known = city(Measure.GROWTH, CURRENT=2, BASE=1, SUPPLIED="5.25")
    assert said(known) == (Outcome.NUMBER, "同比增长100%", "100.0")


def test_the_change_is_an_amount_and_for_a_rate_in_points() -> None:
    assert (
        measures.text(city(Measure.CHANGE, CURRENT="7.5", BASE=9)) == "同比减少1.5万元"
    )
    rate = indicator("覆盖率", "%", decimals=1)
    figures: dict[tuple[str, str, Item], object] = {
        ("覆盖率", "全市", Item.CURRENT): "92.5",
        ("覆盖率", "全市", Item.BASE): "90.5",
    }
    fact = book(figures, rate).get("全市", "覆盖率", Measure.CHANGE)
    assert measures.text(fact) == "同比提高2个百分点"


def test_completion_and_lead_are_subtracted_before_they_are_rounded() -> None:
    figures: dict[tuple[str, str, Item], object] = {
        ("产值", "全市", Item.CURRENT): "629.0",
        ("产值", "全市", Item.TARGET): "647.4",
    }
    facts = book(figures, indicator(), month=10)
    assert (
        measures.text(facts.get("全市", "产值", Measure.COMPLETION))
        == "完成年度目标的97.2%"
    )
    lead = facts.get("全市", "产值", Measure.LEAD)
    assert lead.value == Fraction("629.0") / Fraction("647.4") * 100 - Fraction(
        1000, 12
    )
    assert measures.text(lead) == "超过时间进度13.8个百分点"
    at = book(
        {**figures, ("产值", "全市", Item.TARGET): "754.8"}, indicator(), month=10
    )
    assert measures.text(at.get("全市", "产值", Measure.LEAD)) == "与时间进度持平"


def ranks(values: tuple[object, ...], **more: object) -> list[str]:
    figures = {("产值", n, Item.CURRENT): v for n, v in zip(NAMES, values, strict=True)}
    facts = book(figures, indicator(**more))  # type: ignore[arg-type] # keywords by name
    return [measures.text(facts.get(name, "产值", Measure.RANK)) for name in NAMES]


def test_ranks_are_shared_by_equals_and_turn_with_the_direction() -> None:
    assert ranks((5, 9, 5, 1)) == ["第二位", "第一位", "第二位", "第四位"]
    lower = ranks((5, 9, 5, 1), lower_is_better=True)
    assert lower == ["第二位", "第四位", "第二位", "第一位"]
    assert ranks((5, "—", 5, 1)) == ["第一位", "", "第一位", "第三位"]
    assert ranks((5, None, 5, 1)) == ["", "", "", ""]


def test_a_ratio_is_computed_from_its_parts_in_the_same_item() -> None:
    parts = (indicator("撤回", "件"), indicator("应改", "件"))
    rate = indicator(
        "撤回率", "%", decimals=1, items=(), ratio=Ratio("撤回", "应改", 100)
    )
    figures: dict[tuple[str, str, Item], object] = {
        ("撤回", "甲区", Item.CURRENT): 169,
        ("应改", "甲区", Item.CURRENT): 193,
        ("撤回", "甲区", Item.BASE): 1,
        ("应改", "甲区", Item.BASE): 2,
        ("撤回", "乙区", Item.CURRENT): 0,
        ("应改", "乙区", Item.CURRENT): 0,
    }
    facts = book(figures, *parts, rate)
    fact = facts.get("甲区", "撤回率", Measure.VALUE)
    assert said(fact) == (Outcome.NUMBER, "87.6", "87.6")
    assert (fact.numerator, fact.denominator) == (Fraction(169), Fraction(193))
    change = facts.get("甲区", "撤回率", Measure.CHANGE)
    assert measures.text(change) == "同比提高37.6个百分点"
    assert len(change.sources) == 4
    none = facts.get("乙区", "撤回率", Measure.VALUE)
    assert said(none) == (Outcome.DENOMINATOR_ZERO, "", "—")


amounts = st.decimals(min_value=0, max_value=10**8, places=2, allow_nan=False)


@given(now=amounts, base=amounts)
def test_growth_turned_back_gives_the_value(now: object, base: object) -> None:
    fact = city(Measure.GROWTH, CURRENT=now, BASE=base)
    if fact.value is not None:
        assert Fraction(str(base)) * (1 + fact.value / 100) == Fraction(str(now))
    else:
        assert Fraction(str(base)) == 0
