"""The names of the edition and of the areas with their figures and measures."""

from collections.abc import Callable, Mapping
from functools import partial

from bulletin.drafting import numerals
from bulletin.drafting.ledger import Ledger
from bulletin.model.edition import Cover, Edition, Text
from bulletin.model.fact import FIGURE_MEASURES, Fact, FactBook, Measure, Outcome
from bulletin.model.figure import State
from bulletin.model.indicator import CITY, Indicator
from bulletin.model.place import Place
from bulletin.model.problem import Stage
from bulletin.model.vocabulary import Members, Term

_SIGNED = (Cover.NUMBER, Cover.ISSUED)


def edition_names(edition: Edition, stage: Stage, ledger: Ledger) -> dict[str, Term]:
    """年, 期间, 截至 and what 封面 says."""
    names = {name: ledger.term(fact) for name, fact in period_facts(edition).items()}
    for cover in Cover:
        if cover is not Cover.PERIOD:
            text = edition.cover.get(cover, Text("", None, State.ABSENT))
            names[cover.value] = _cover_term(cover, text, stage, ledger)
    return names


def period_facts(edition: Edition) -> dict[str, Fact]:
    """The period's three ways to be named, each from the one cell that says it."""
    period = edition.period
    place = edition.cover.get(Cover.PERIOD, Text("")).place
    words = {
        "年": str(period.year),
        "期间": numerals.months(period),
        "截至": numerals.up_to(period),
    }
    return {name: _words(name, text, place) for name, text in words.items()}


def _cover_term(cover: Cover, text: Text, stage: Stage, ledger: Ledger) -> Term:
    """A row of 封面; number and date may be blank until the edition is signed."""
    if text.state is State.GIVEN:
        return ledger.term(_words(cover.value, text.value, text.place))
    if cover in _SIGNED and stage is not Stage.DRAFT:
        return Term(spans=(), present=False)
    waits = text.state is State.PENDING
    outcome = Outcome.PENDING if waits else Outcome.NOT_APPLICABLE
    return ledger.term(_words(cover.value, "", text.place, outcome))


def _words(
    name: str,
    words: str,
    place: Place | None,
    outcome: Outcome = Outcome.WORDS,
) -> Fact:
    sources = (place,) if place else ()
    formula = "封面所填"
    return Fact(name, Measure.EDITION, outcome, sources, formula=formula, wording=words)


def area_names(
    facts: FactBook,
    indicators: Mapping[str, Indicator],
    ledger: Ledger,
) -> dict[str, Term]:
    """全市, each district by its name, and 区市 to loop over."""
    areas = {area: _area(area, facts, indicators, ledger) for area in facts.areas}
    districts = tuple(term for area, term in areas.items() if area != CITY)
    element = districts[0] if districts else areas[CITY]
    return {**areas, "区市": Term(items=districts, element=element)}


def _area(
    area: str,
    facts: FactBook,
    indicators: Mapping[str, Indicator],
    ledger: Ledger,
) -> Term:
    figure = partial(_figure, area, facts, ledger)
    makers: dict[str, Callable[[], Term]] = {
        name: partial(figure, name) for name in indicators
    }
    name = Fact(f"{area}.名称", Measure.EDITION, Outcome.WORDS, (), wording=area)
    return Term(members=Members({"名称": partial(ledger.term, name), **makers}))


def _figure(area: str, facts: FactBook, ledger: Ledger, indicator: str) -> Term:
    """A figure and its measures; without the figure there are no measures either."""
    makers = {
        measure.value: partial(_measure, area, facts, ledger, indicator, measure)
        for measure in FIGURE_MEASURES
        if measure is not Measure.VALUE
    }
    return ledger.term(facts.get(area, indicator, Measure.VALUE), Members(makers))


def _measure(
    area: str,
    facts: FactBook,
    ledger: Ledger,
    indicator: str,
    measure: Measure,
) -> Term:
    return ledger.term(facts.get(area, indicator, measure))
