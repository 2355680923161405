"""The names of the edition and of the areas with their figures and measures."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

from bulletin.drafting import numerals
from bulletin.drafting.ledger import Ledger
from bulletin.model.edition import Cover, Edition, Text
from bulletin.model.fact import FIGURE_MEASURES, Fact, FactBook, Measure, Outcome
from bulletin.model.figure import State
from bulletin.model.handbook import Handbook
from bulletin.model.indicator import CITY
from bulletin.model.place import Place
from bulletin.model.problem import Stage
from bulletin.model.style import Style
from bulletin.model.vocabulary import Members, Term

_SIGNED = (Cover.NUMBER, Cover.ISSUED)


def edition_names(edition: Edition, stage: Stage, ledger: Ledger) -> dict[str, Term]:
    """年, 期间, 截至, 时间进度 and what 封面 says."""
    facts = period_facts(edition, ledger.style)
    names = {name: ledger.term(fact) for name, fact in facts.items()}
    for cover in Cover:
        if cover is not Cover.PERIOD:
            text = edition.cover.get(cover, Text("", None, State.ABSENT))
            names[cover.value] = _cover_term(cover, text, stage, ledger)
    return names


def period_facts(edition: Edition, style: Style) -> dict[str, Fact]:
    """The period's ways to be named, each from the one cell that says it."""
    period = edition.period
    place = edition.cover.get(Cover.PERIOD, Text("")).place
    words = {
        "年": str(period.year),
        "期间": numerals.months(period, style),
        "截至": numerals.up_to(period),
        "时间进度": numerals.rate(period.elapsed * 100, style.rounding),
    }
    return {name: _words(name, text, place) for name, text in words.items()}


def own_period_facts(
    indicator: str,
    facts: FactBook,
    style: Style,
) -> dict[str, Fact]:
    """期间, 截至 and 时间进度 of an indicator, whose figures may lag behind the report."""
    own, report = facts.as_of(indicator), facts.period
    words = {
        "期间": numerals.months(own, style, report),
        "截至": numerals.up_to(own, report),
        "时间进度": numerals.rate(own.elapsed * 100, style.rounding),
    }
    return {
        name: Fact(
            f"{indicator}.{name}",
            Measure.EDITION,
            Outcome.WORDS,
            facts.as_of_places(indicator),
            indicator=indicator,
            formula="该指标数据的截止月份",
            wording=text,
        )
        for name, text in words.items()
    }


def campaign_names(handbook: Handbook, ledger: Ledger) -> Term:
    """专项: the labels in force; a campaign of another period is absent."""
    labels = handbook.catalogue.campaigns
    absent = (n for n in handbook.elsewhen.get("campaigns", ()) if n not in labels)
    facts = {name: _campaign(name, label) for name, label in labels.items()}
    facts |= {name: _campaign(name, "") for name in absent}
    members = {name: ledger.term(fact) for name, fact in facts.items()}
    return Term(members=members)


def _campaign(name: str, label: str) -> Fact:
    outcome = Outcome.WORDS if label else Outcome.NOT_APPLICABLE
    return Fact(
        f"专项.{name}", Measure.EDITION, outcome, (), formula="手册所写", wording=label
    )


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
    handbook: Handbook,
    ledger: Ledger,
) -> dict[str, Term]:
    """全市, each district by its name, and 区市 to loop over.

    Districts and indicators that stand only in other periods are absent.
    """
    namer = _Namer(facts, handbook, ledger)
    areas = {area: namer.area(area) for area in facts.areas}
    districts = tuple(term for area, term in areas.items() if area != CITY)
    element = districts[0] if districts else areas[CITY]
    others = handbook.elsewhen.get("districts", ())
    absent = {name: namer.absent(name) for name in others if name not in areas}
    return {**absent, **areas, "区市": Term(items=districts, element=element)}


@dataclass(frozen=True, slots=True)
class _Namer:
    facts: FactBook
    handbook: Handbook
    ledger: Ledger

    def area(self, area: str) -> Term:
        """An area with its figures."""
        makers: dict[str, Callable[[], Term]] = {
            name: partial(self._absent_figure, area, name) for name in self._elsewhen
        }
        for name in self.handbook.catalogue.indicators:
            makers[name] = partial(self._figure, area, name)
        title = Fact(f"{area}.名称", Measure.EDITION, Outcome.WORDS, (), wording=area)
        makers["名称"] = partial(self.ledger.term, title)
        return Term(members=Members(makers))

    def absent(self, area: str) -> Term:
        """An area of another period: none of its names has anything to print."""
        names = (*self.handbook.catalogue.indicators, *self._elsewhen)
        makers: dict[str, Callable[[], Term]] = {
            name: partial(self._absent_figure, area, name) for name in names
        }
        makers["名称"] = partial(self._absent, f"{area}.名称")
        return Term(present=False, members=Members(makers))

    @property
    def _elsewhen(self) -> tuple[str, ...]:
        return self.handbook.elsewhen.get("indicators", ())

    def _figure(self, area: str, indicator: str) -> Term:
        """A figure and its measures; without the figure there are no measures either."""
        makers: dict[str, Callable[[], Term]] = {
            measure.value: partial(self._measure, area, indicator, measure)
            for measure in FIGURE_MEASURES
            if measure is not Measure.VALUE
        }
        own = own_period_facts(indicator, self.facts, self.ledger.style)
        makers |= {name: partial(self.ledger.term, fact) for name, fact in own.items()}
        makers["单位"] = partial(self._unit, indicator)
        fact = self.facts.get(area, indicator, Measure.VALUE)
        return self.ledger.term(fact, Members(makers))

    def _measure(self, area: str, indicator: str, measure: Measure) -> Term:
        return self.ledger.term(self.facts.get(area, indicator, measure))

    def _unit(self, indicator: str) -> Term:
        unit = self.handbook.catalogue.indicators[indicator].shown.unit
        key = f"{indicator}.单位"
        return self.ledger.term(
            Fact(key, Measure.EDITION, Outcome.WORDS, (), wording=unit)
        )

    def _absent_figure(self, area: str, indicator: str) -> Term:
        stem = f"{area}.{indicator}"
        members = (*FIGURE_MEASURES[1:], "期间", "截至", "时间进度", "单位")
        makers: dict[str, Callable[[], Term]] = {
            str(member): partial(self._absent, f"{stem}.{member}") for member in members
        }
        return self._absent(stem, Members(makers))

    def _absent(self, key: str, members: Mapping[str, Term] | None = None) -> Term:
        fact = Fact(key, Measure.EDITION, Outcome.NOT_APPLICABLE, ())
        return self.ledger.term(fact, members or Members({}))
