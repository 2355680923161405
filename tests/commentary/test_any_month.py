"""Any figures, any districts, any period: what is printed is what the oracle found.

The commentary is read back by a parser that knows only the fixed words of the phrases,
and every measure's words are taken apart and held against the oracle's.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from bulletin.analysis.facts import Facts
from bulletin.analysis.findings import findings, headings
from bulletin.drafting import measures
from bulletin.drafting.vocabulary import vocabulary
from bulletin.model.fact import FIGURE_MEASURES, Measure
from bulletin.model.finding import Analysis
from bulletin.model.handbook import Over, Verdict
from bulletin.model.indicator import CITY
from bulletin.model.vocabulary import HOLE, Term, Vocabulary
from tests.commentary import notes, parser, sentences
from tests.commentary.reading import Sentence, Topic
from tests.commentary.rulebooks import MEASURES
from tests.commentary.said import Sayer
from tests.commentary.world import World
from tests.commentary.worlds import worlds
from tests.sample import SOAK

EXAMPLES = 5000 if SOAK else 400
any_world = settings(
    max_examples=EXAMPLES,
    derandomize=not SOAK,
    deadline=None,
    database=None,
    phases=(Phase.generate,),
    suppress_health_check=(HealthCheck.too_slow, HealthCheck.data_too_large),
)
Topics = Mapping[str, Topic]
CHINESE = r"[\u4e00-\u9fff（）〈〉〔〕，。、；]"
MOVES = "增长|下降|增加|减少|提高|增亏|减亏"
# What no text may hold, and why.
_BLEMISHES = {
    r"、、|、[，。；〉]|[，。；〈]、|、等": "a list with a gap",
    rf"({MOVES}|超过|落后|高于|低于)-": "a way with a sign",
    rf"({MOVES})0(?![.\d])": "a move by nothing",
    r"nan|None|Fraction|inf": "a value of the program",
    r"\.\d*0(?!\d)": "zeros at the end of a number",
    r"-0(?![.\d])": "a negative zero",
    rf"{CHINESE}[,;:!?()]|[,;:!?()]{CHINESE}": "half-width punctuation",
    r"[{}]": "a slot that nothing filled",
    r"〈〉|〈均?未达标": "an empty list",
    r"〈[^、〈〉]*(?<![）区县])均未达标|〈[^、等各〈〉]*均未达标": "均 of one",
    r"，，|。。|；；|，。|。，": "two marks",
}
BLEMISHES = {re.compile(form): why for form, why in _BLEMISHES.items()}
# What a sample must hear of, and what thousands of months.
OFTEN = {(Over.DISTRICTS, verdict) for verdict in tuple(Verdict)[:5]}
SAID = OFTEN | {
    *((Over.CITY, verdict) for verdict in tuple(Verdict)[5:10]),
    *((Over.PAIRS, v) for v in (Verdict.NONE, Verdict.PASSED, Verdict.FAILED)),
    *((Over.SPREAD, v) for v in (Verdict.PASSED, Verdict.FAILED)),
    *((Over.INDICATORS, verdict) for verdict in tuple(Verdict)[:5]),
    *((Over.LEVELS, v) for v in (Verdict.TOP, Verdict.MIDDLE, Verdict.BOTTOM)),
    *((Over.PLACES, v) for v in (Verdict.RANKED, Verdict.TIED)),
}


def spoken(world: World) -> Vocabulary:
    facts = Facts(world.handbook.catalogue, world.dataset, world.history)
    analysis = Analysis(
        facts, findings(world.handbook, facts), headings(world.handbook, facts)
    )
    return vocabulary(world.handbook, world.dataset, analysis, world.stage)


@dataclass(frozen=True)
class Heard:
    """What was wrong in any of the worlds, by what was looked at; and what was said."""

    wrong: Mapping[str, list[str]]
    said: set[tuple[str, str]]
    judged: set[Measure]
    printed: dict[Measure, set[str]]


@pytest.fixture(scope="module")
def heard() -> Heard:
    """Every world is made once, and looked at in every respect."""
    found = Heard({name: [] for name in CHECKS}, set(), set(), {})

    @given(world=worlds())
    @any_world
    def listen(world: World) -> None:
        expected = sentences.commentary(world)
        words = spoken(world)
        for name, check in CHECKS.items():
            found.wrong[name].extend(
                f"{each}\n{world}" for each in check(world, words, expected)
            )
        for measure, form in forms(words):
            found.printed.setdefault(measure, set()).add(form)
        over = {rule.name: rule.over for rule in world.handbook.rules}
        spoken_of = {s.rule for s in words.sentences if s.said}
        found.judged.update(
            rule.measure for rule in world.handbook.rules if rule.name in spoken_of
        )
        said = [each for topic in expected.values() for each in topic.sentences]
        found.said.update((over.get(s.rule, HOLE), s.verdict) for _, s in said)

    listen()
    return found


def test_the_commentary_read_back_is_what_the_rules_say(heard: Heard) -> None:
    assert not heard.wrong["评议"], heard.wrong["评议"][0]


def test_every_measure_read_back_is_what_the_figures_give(heard: Heard) -> None:
    assert not heard.wrong["指标"], heard.wrong["指标"][0]


def test_the_notes_tell_what_the_figures_lack(heard: Heard) -> None:
    assert not heard.wrong["附注"], heard.wrong["附注"][0]


def test_no_text_has_a_blemish(heard: Heard) -> None:
    assert not heard.wrong["文字"], heard.wrong["文字"][0]


def test_no_sentence_stands_twice(heard: Heard) -> None:
    assert not heard.wrong["重复"], heard.wrong["重复"][0]


def test_the_worlds_say_whatever_can_be_said(heard: Heard) -> None:
    assert {over for over, _ in heard.said} == {*Over, HOLE}
    assert heard.said >= (SAID if SOAK else OFTEN)


def test_the_worlds_print_every_measure_and_judge_by_each(heard: Heard) -> None:
    assert heard.judged == set(MEASURES)
    assert heard.printed.keys() == {*FIGURE_MEASURES}
    compared = {"环比增长", "环比下降", "与上月持平", "与上月均为", "与上月不可比"}
    assert heard.printed[Measure.MONTH_GROWTH] >= {*compared, "上月为"}
    behind = {
        "没有落后于",
        "落后于",
        "连续个月落后于",
        "没有高于",
        "高于",
        "连续个月高于",
    }
    assert heard.printed[Measure.MONTHS_BEHIND] == behind


def forms(words: Vocabulary) -> Iterator[tuple[Measure, str]]:
    """Each measure that is printed, with the words that begin it."""
    for fact in words.ledger.values():
        said = measures.text(fact)
        if said and fact.indicator and fact.measure in FIGURE_MEASURES:
            bare = re.sub(r"[-\d.]+", "", said)
            yield fact.measure, re.split("时间进度|序时进度|[，%倍（]", bare)[0]


def commentary_differs(_: World, words: Vocabulary, expected: Topics) -> Iterator[str]:
    yield from differences(words.names["评议"], expected)


def measures_differ(world: World, words: Vocabulary, _: Topics) -> Iterator[str]:
    for area in (CITY, *world.month.areas):
        for name in world.month.catalogue.indicators:
            figure = words.names[area].members[name]
            for measure in FIGURE_MEASURES:
                wrong = unlike(world, figure, measure, area, name)
                if wrong:
                    yield f"{area}{name}{measure}: {wrong}"


def notes_differ(world: World, words: Vocabulary, _: Topics) -> Iterator[str]:
    printed = [note.words for note in words.names["附注"]]
    expected = list(notes.notes(world))
    if sorted(printed) != sorted(expected):
        yield f"{printed} for {expected}"


def blemished(_: World, words: Vocabulary, __: Topics) -> Iterator[str]:
    for name, text in texts(words):
        for form, why in BLEMISHES.items():
            if form.search(text):
                yield f"{name}: {text}: {why}"


def repeated(_: World, words: Vocabulary, __: Topics) -> Iterator[str]:
    said = re.split("[。；]|，(?=规则)", words.names["评议"].words)
    whole = [sentence for sentence in said if sentence.startswith("规则")]
    if len(whole) > len(set(whole)):
        yield words.names["评议"].words


def differences(term: Term, expected: Topics) -> Iterator[str]:
    """Where the commentary says something else than was expected, in short."""
    whole = ""
    for name, topic in term.members.items():
        whole += topic.words if topic.present else ""
        if topic.present != (name in expected):
            yield f"{topic.words}: expected {expected.get(name)}"
        elif topic.present:
            read = parser.topic(topic.words, expected[name].opening)
            pairs = zip_longest(read.sentences, expected[name].sentences)
            for (mark, got), (join, wanted) in pairs:
                if (mark, got) != (join, wanted):
                    yield f"{topic.words}: {mark}{got} for {join}{wanted}"
    if term.present != bool(expected) or (expected and term.words != whole):
        yield f"{term.words}: the topics make {whole}"


def zip_longest(
    read: tuple[tuple[str, Sentence], ...], expected: tuple[tuple[str, Sentence], ...]
) -> Iterator[tuple[tuple[str, Sentence], tuple[str, Sentence]]]:
    nothing = ("", Sentence("nothing"))
    for number in range(max(len(read), len(expected))):
        rest = [side[number : number + 1] or (nothing,) for side in (read, expected)]
        yield rest[0][0], rest[1][0]


def unlike(
    world: World, figure: Term, measure: Measure, area: str, name: str
) -> str | None:
    """How the printed measure differs from the oracle's; None if it does not."""
    whole = measure is Measure.VALUE
    term = figure if whole else figure.members[measure.value]
    said = Sayer(world.month, name, area).said(measure)
    printed = term.words if term.present else ""
    if printed in ("", HOLE):
        waits = world.month.waits(name, area, measure)
        right = said is None and (printed == HOLE) == waits
    else:
        right = parser.measure(printed) == said
    return None if right else f"{printed} for {said}"


def texts(words: Vocabulary) -> Iterator[tuple[str, str]]:
    """The commentary and its topics, headings, notes and measures."""
    for name, text in words.walk():
        yield name, "" if text == "（本期无）" else text
    for note in words.names["附注"]:
        yield "附注", note.words


CHECKS: Mapping[str, Callable[[World, Vocabulary, Topics], Iterator[str]]] = {
    "评议": commentary_differs,
    "指标": measures_differ,
    "附注": notes_differ,
    "文字": blemished,
    "重复": repeated,
}
