"""Any figures, any districts, any period: what is printed is what the oracle found.

The commentary is read back by a parser that knows only the fixed words of the phrases,
and every measure's words are taken apart and held against the oracle's.
"""

import re
from collections.abc import Iterator

from hypothesis import HealthCheck, given, settings

from bulletin.analysis.facts import Facts
from bulletin.analysis.findings import findings, headings
from bulletin.drafting.vocabulary import vocabulary
from bulletin.model.fact import FIGURE_MEASURES, Measure
from bulletin.model.finding import Analysis
from bulletin.model.indicator import CITY
from bulletin.model.vocabulary import HOLE, Vocabulary
from tests.commentary import parser, sentences
from tests.commentary.said import Sayer
from tests.commentary.worlds import World, worlds
from tests.sample import SOAK

EXAMPLES = 5000 if SOAK else 150
any_world = settings(
    max_examples=EXAMPLES,
    derandomize=not SOAK,
    deadline=None,
    database=None,
    suppress_health_check=(HealthCheck.too_slow, HealthCheck.data_too_large),
)
CHINESE = r"[\u4e00-\u9fff（）〈〉〔〕，。、；]"
# What no text may hold, and why.
BLEMISHES = {
    r"、、|、[，。；〉]|[，。；〈]、|、等": "a list with a gap",
    r"(增长|下降|增加|减少|提高|增亏|减亏|超过|落后|高于|低于)-": "a way with a sign",
    r"(增长|下降|增加|减少|提高|增亏|减亏)0(?![.\d])": "a move by nothing",
    r"nan|None|Fraction|inf": "a value of the program",
    r"\.\d*0(?!\d)": "zeros at the end of a number",
    r"-0(?![.\d])": "a negative zero",
    rf"{CHINESE}[,;:!?()]|[,;:!?()]{CHINESE}": "half-width punctuation",
    r"[{}]": "a slot that nothing filled",
    r"〈〉|〈均?未达标": "an empty list",
    r"，，|。。|；；|，。|。，": "two marks",
}


def spoken(world: World) -> Vocabulary:
    facts = Facts(world.handbook.catalogue, world.dataset)
    analysis = Analysis(
        facts, findings(world.handbook, facts), headings(world.handbook, facts)
    )
    return vocabulary(world.handbook, world.dataset, analysis, world.stage)


def blemishes(text: str) -> list[str]:
    return [why for form, why in BLEMISHES.items() if re.search(form, text)]


@given(world=worlds())
@any_world
def test_the_commentary_read_back_is_what_the_rules_say(world: World) -> None:
    expected = sentences.commentary(world)
    term = spoken(world).names["评议"]
    assert term.present == bool(expected)
    assert list(term.members) == list(world.handbook.topics)
    for name, topic in term.members.items():
        assert topic.present == (name in expected), (name, topic.words)
        if name in expected:
            opening = expected[name].opening
            assert parser.topic(topic.words, opening) == expected[name], topic.words
    whole = "".join(term.members[name].words for name in expected)
    assert not expected or term.words == whole


@given(world=worlds())
@any_world
def test_every_measure_read_back_is_what_the_figures_give(world: World) -> None:
    names = spoken(world).names
    for area in (CITY, *world.month.areas):
        for name in world.month.catalogue.indicators:
            figure = names[area].members[name]
            for measure in FIGURE_MEASURES:
                whole = measure is Measure.VALUE
                term = figure if whole else figure.members[measure.value]
                said = Sayer(world.month, name, area).said(measure)
                waits = world.month.waits(name, area, measure)
                printed = term.words if term.present else ""
                if printed in ("", HOLE):
                    assert said is None, (area, name, measure)
                    assert (printed == HOLE) == waits, (area, name, measure)
                else:
                    assert parser.measure(printed) == said, (area, name, printed)


@given(world=worlds())
@any_world
def test_no_text_has_a_blemish(world: World) -> None:
    words = spoken(world)
    for name, text in texts(words):
        assert not blemishes(text), (name, text, blemishes(text))
    said = re.split("[。；]|，(?=规则)", words.names["评议"].words)
    whole = [sentence for sentence in said if sentence and sentence != HOLE]
    assert len(whole) == len(set(whole))


def texts(words: Vocabulary) -> Iterator[tuple[str, str]]:
    """The commentary and its topics, headings, notes and measures."""
    for name, text in words.walk():
        yield name, "" if text == "（本期无）" else text
    for note in words.names["附注"]:
        yield "附注", note.words
