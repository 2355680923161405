"""Any figures, any districts, any period: what is printed is what the oracle found.

The commentary is read back by a parser that knows only the fixed words of the phrases,
and every measure's words are taken apart and held against the oracle's.
"""

import re
from collections.abc import Iterator

from hypothesis import HealthCheck, Phase, given, settings

from bulletin.analysis.facts import Facts
from bulletin.analysis.findings import findings, headings
from bulletin.drafting.vocabulary import vocabulary
from bulletin.model.fact import FIGURE_MEASURES, Measure
from bulletin.model.finding import Analysis
from bulletin.model.handbook import Over, Verdict
from bulletin.model.indicator import CITY
from bulletin.model.vocabulary import HOLE, Term, Vocabulary
from tests.commentary import notes, parser, sentences
from tests.commentary.reading import Sentence, Topic
from tests.commentary.said import Sayer
from tests.commentary.world import World
from tests.commentary.worlds import worlds
from tests.sample import SOAK

EXAMPLES = 5000 if SOAK else 200
any_world = settings(
    max_examples=EXAMPLES,
    derandomize=not SOAK,
    deadline=None,
    database=None,
    phases=(Phase.generate,),  # a failure says in short what differs, and at once
    suppress_health_check=(HealthCheck.too_slow, HealthCheck.data_too_large),
)
CHINESE = r"[\u4e00-\u9fff（）〈〉〔〕，。、；]"
MOVES = "增长|下降|增加|减少|提高|增亏|减亏"
# What no text may hold, and why.
BLEMISHES = {
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
    facts = Facts(world.handbook.catalogue, world.dataset)
    analysis = Analysis(
        facts, findings(world.handbook, facts), headings(world.handbook, facts)
    )
    return vocabulary(world.handbook, world.dataset, analysis, world.stage)


def test_the_commentary_read_back_is_what_the_rules_say() -> None:
    """And the random months say whatever can be said."""
    seen: set[tuple[str, str]] = set()

    @given(world=worlds())
    @any_world
    def is_read_back(world: World) -> None:
        expected = sentences.commentary(world)
        term = spoken(world).names["评议"]
        found = list(differences(term, expected))
        assert not found, "\n".join(found)
        over = {rule.name: rule.over for rule in world.handbook.rules}
        said = [each for topic in expected.values() for each in topic.sentences]
        seen.update((over.get(s.rule, HOLE), s.verdict) for _, s in said)

    is_read_back()
    assert {over for over, _ in seen} == {*Over, HOLE}
    assert seen >= (SAID if SOAK else OFTEN), sorted(SAID - seen)


def differences(term: Term, expected: dict[str, Topic]) -> Iterator[str]:
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


@given(world=worlds())
@any_world
def test_every_measure_read_back_is_what_the_figures_give(world: World) -> None:
    names = spoken(world).names
    found = [
        f"{area}{name}{measure}: {wrong}"
        for area in (CITY, *world.month.areas)
        for name in world.month.catalogue.indicators
        for measure in FIGURE_MEASURES
        if (wrong := unlike(world, names[area].members[name], measure, area, name))
    ]
    assert not found, "\n".join(found)


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


@given(world=worlds())
@any_world
def test_the_notes_tell_what_the_figures_lack(world: World) -> None:
    printed = {note.words for note in spoken(world).names["附注"]}
    assert printed == set(notes.notes(world))


@given(world=worlds())
@any_world
def test_no_text_has_a_blemish_and_no_sentence_stands_twice(world: World) -> None:
    words = spoken(world)
    for name, text in texts(words):
        found = [why for form, why in BLEMISHES.items() if re.search(form, text)]
        assert not found, (name, text, found)
    said = re.split("[。；]|，(?=规则)", words.names["评议"].words)
    whole = [sentence for sentence in said if sentence.startswith("规则")]
    assert len(whole) == len(set(whole))


def texts(words: Vocabulary) -> Iterator[tuple[str, str]]:
    """The commentary and its topics, headings, notes and measures."""
    for name, text in words.walk():
        yield name, "" if text == "（本期无）" else text
    for note in words.names["附注"]:
        yield "附注", note.words
