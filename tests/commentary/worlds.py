"""Random worlds: any figures, any districts, any period, any rules, as model objects."""

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction

from hypothesis import strategies as st

from bulletin.model.edition import Cover, Dataset, Edition, Text
from bulletin.model.handbook import (
    Catalogue,
    Handbook,
    Heading,
    Office,
    Over,
    Phrases,
    Rule,
    Verdict,
)
from bulletin.model.indicator import Indicator, Item
from bulletin.model.place import Place
from bulletin.model.problem import Stage
from bulletin.model.style import Rounding, Style
from tests.commentary.arithmetic import Month
from tests.commentary.grammar import COUNTS, DATES, ENDS, phrase
from tests.commentary.histories import histories
from tests.commentary.oracle import Case
from tests.commentary.reports import chance, districts, figures, indicators, periods
from tests.commentary.rulebooks import EXACT, TOPICS, opinions, rules
from tests.commentary.world import CAMPAIGN, MOVES, World, is_share

OPENINGS = ("", "{期间}，", "{年}年{截至}，", "{专项.整改}中，")
PERIOD_NAMES: tuple[Mapping[int, str], ...] = (
    {},
    {},
    {3: "一季度", 6: "上半年", 9: "前三季度", 12: "全年"},
)
NOTES = {
    "时间进度": "时间进度为{界限}",
    "上年同期为0": "{区市}{指标}上年同期为0",
    "上年同期为负": "{区市}{指标}上年同期为负",
    "本期为负": "{区市}{指标}本期为负",
    "分母为0": "{区市}{指标}分母为0",
    "口径调整": "{区市}{指标}口径调整",
    "数据滞后": "{指标}为{时间}数",
    "尾数": "{指标}尾数不等于合计",
}
SPOKEN: Mapping[Over, tuple[Verdict, ...]] = {
    Over.DISTRICTS: tuple(Verdict)[:5],
    Over.CITY: (Verdict.PASSED, Verdict.FAILED),
    Over.PAIRS: (Verdict.NONE, Verdict.PASSED, Verdict.FAILED),
    Over.SPREAD: (Verdict.PASSED, Verdict.FAILED),
    Over.INDICATORS: tuple(Verdict)[:5],
    Over.LEVELS: (Verdict.TOP, Verdict.MIDDLE, Verdict.BOTTOM),
    Over.PLACES: (Verdict.RANKED, Verdict.TIED),
}
# The sentences that a handbook must have; any other may be missing.
WANTED = {
    Over.DISTRICTS: (Verdict.ONE, Verdict.SOME, Verdict.MOST, Verdict.ALL),
    Over.CITY: (Verdict.FAILED,),
    Over.PAIRS: (Verdict.FAILED,),
    Over.SPREAD: (Verdict.FAILED,),
    Over.INDICATORS: (Verdict.SOME, Verdict.ALL),
    Over.LEVELS: (Verdict.BOTTOM,),
    Over.PLACES: (Verdict.RANKED,),
}


@st.composite
def worlds(draw: st.DrawFn) -> World:
    period = draw(periods())
    areas = draw(districts())
    known = draw(indicators(period))
    draft = chance(draw, 33)
    names = tuple(district.name for district in areas)
    seen = draw(figures(known, names, period, draft=draft))
    office = Office("工作情况通报", "", "办公室", "")
    style = draw(_styles())
    catalogue = Catalogue(office, areas, known, (), (), style=style, campaigns=CAMPAIGN)
    cover = {Cover.PERIOD: Text(period.key, Place("", "封面", "B2"))}
    edition = Edition(period, cover)
    topics = TOPICS[: draw(st.integers(1, len(TOPICS)))]
    past = draw(histories(catalogue, Dataset(edition, seen)))
    asked = draw(rules(Month(catalogue, Dataset(edition, seen), past), topics))
    said = draw(opinions(asked, names))
    phrases = draw(_phrases(asked, known, topics))
    handbook = Handbook(catalogue, topics, asked, _headings(known), phrases)
    stage = Stage.DRAFT if draft else Stage.REVIEW
    world = World(handbook, Dataset(edition, seen, opinions=said), stage, past)
    return draw(_at_quotas(world))


@st.composite
def _at_quotas(draw: st.DrawFn, world: World) -> World:
    """The share of pairs that fail is often just the quota."""
    quotas = {
        rule.name: share
        for rule in world.handbook.rules
        if rule.over is Over.PAIRS and chance(draw, 80)
        if (share := _share(world, rule)) is not None
    }
    rules = tuple(
        replace(rule, quota=quotas.get(rule.name, rule.quota))
        for rule in world.handbook.rules
    )
    return replace(world, handbook=replace(world.handbook, rules=rules))


def _share(world: World, rule: Rule) -> Fraction | None:
    """The share in %, if it can be typed."""
    judged = [pair for pair in Case(world, rule).district_pairs() if pair.is_judged]
    share = Fraction(100 * sum(pair.fails for pair in judged), len(judged) or 1)
    return share if EXACT % share.denominator == 0 else None


@st.composite
def _styles(draw: st.DrawFn) -> Style:
    return Style(
        rounding=draw(st.sampled_from(Rounding)),
        first_month=draw(st.sampled_from((1, 1, 1, 2))),
        month_range=draw(st.sampled_from("-—")),
        period_names=draw(st.sampled_from(PERIOD_NAMES)),
        times_from=draw(st.sampled_from((0, 100, 200))),
        amount_beside_under=draw(st.sampled_from((0, 0, 10, 100))),
        names_up_to=draw(st.sampled_from((0, 0, 1, 2, 3, 5))),
        schedule_word=draw(st.sampled_from(("时间进度", "序时进度"))),
        area_word=draw(st.sampled_from(("区（市）", "县（市、区）", "区县"))),
    )


@st.composite
def _phrases(
    draw: st.DrawFn,
    asked: tuple[Rule, ...],
    known: Mapping[str, Indicator],
    topics: tuple[str, ...],
) -> Phrases:
    sentences = {}
    for rule in asked:
        spoken = _spoken(rule, known)
        kept = [v for v in spoken if v in WANTED[rule.over] or chance(draw, 80)]
        share = is_share(rule, known)
        short = draw(st.sampled_from(((), COUNTS, ENDS, (*COUNTS, *ENDS), DATES)))
        sentences[rule.name] = {
            v: phrase(rule, v, share=share, without=short) for v in kept
        }
    openings = {topic: draw(st.sampled_from(OPENINGS)) for topic in topics}
    return Phrases(openings, sentences, NOTES)


def _spoken(rule: Rule, known: Mapping[str, Indicator]) -> tuple[Verdict, ...]:
    found = SPOKEN[rule.over]
    if rule.over is not Over.CITY or rule.measure not in MOVES:
        return found
    lower = known[rule.indicators[0]].lower_is_better
    return (*found, Verdict.UP if lower else Verdict.DOWN, Verdict.FLAT)


def _headings(known: Mapping[str, Indicator]) -> tuple[Heading, ...]:
    based = (name for name, each in known.items() if Item.BASE in each.items)
    return tuple(
        Heading(name, (name,), f"{name}稳步增长", f"{name}情况") for name in based
    )
