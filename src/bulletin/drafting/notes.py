"""附注: why the appendix has no figure, or another one, in the handbook's words."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from bulletin.drafting import numerals
from bulletin.drafting.ledger import Ledger
from bulletin.drafting.names import own_period_facts
from bulletin.model.edition import Dataset
from bulletin.model.fact import Fact, FactBook, Measure, Outcome
from bulletin.model.handbook import Handbook
from bulletin.model.indicator import ELSEWHERE, Indicator, Item
from bulletin.model.place import Place
from bulletin.model.vocabulary import Span, Term

_OUTCOMES = {
    Outcome.BASE_ZERO: "上年同期为0",
    Outcome.BOTH_ZERO: "上年同期为0",
    Outcome.BASE_NEGATIVE: "上年同期为负",
    Outcome.TURNED_NEGATIVE: "本期为负",
    Outcome.INCOMPARABLE: "口径调整",
    Outcome.DENOMINATOR_ZERO: "分母为0",
}
_ITEMS = {
    Measure.VALUE: Item.CURRENT,
    Measure.TARGET: Item.TARGET,
}


def notes(
    handbook: Handbook,
    dataset: Dataset,
    facts: FactBook,
    ledger: Ledger,
) -> Term:
    """The notes to loop over, in the catalogue's order; each has the handbook's wording."""
    noter = _Noter(handbook, dataset, facts, ledger)
    items = tuple(Term(spans=spans) for spans in noter.all() if spans)
    return Term(present=bool(items), items=items, element=Term(spans=()))


@dataclass(frozen=True, slots=True)
class _Reason:
    """Why a column of an indicator has no figure, or another one, and where."""

    when: str
    where: str
    label: str
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class _Noter:
    handbook: Handbook
    dataset: Dataset
    facts: FactBook
    ledger: Ledger

    def all(self) -> Iterator[tuple[Span, ...]]:
        """Every note that the month needs and the handbook words.

        Indicators with the same reason in the same areas are told together.
        """
        yield from self._schedule()
        groups: dict[tuple[str, str], list[_Reason]] = {}
        for name, indicator in self.handbook.catalogue.indicators.items():
            for reason in self._reasons(name, indicator):
                groups.setdefault((reason.when, reason.where), []).append(reason)
        for (when, where), reasons in groups.items():
            labels = "、".join(reason.label for reason in reasons)
            words = {"指标": labels, "区市": where, "时间": where}
            places = [place for reason in reasons for place in reason.places]
            yield self._note(when, words, places)

    def _schedule(self) -> Iterator[tuple[Span, ...]]:
        """What 进度差 is measured against, once a target has been issued."""
        targets = (
            self.facts.get(area, name, Measure.TARGET)
            for name in self.handbook.catalogue.targeted
            for area in self.facts.areas
        )
        if any(f.value is not None or f.is_pending for f in targets):
            elapsed = self.facts.period.elapsed * 100
            limit = numerals.rate(elapsed, self.ledger.style.rounding)
            yield self._note("时间进度", {"界限": limit}, ())

    def _reasons(self, name: str, indicator: Indicator) -> Iterator["_Reason"]:
        yield from self._without(name, indicator)
        if self.facts.as_of(name) != self.facts.period:
            own = own_period_facts(name, self.facts, self.ledger.style)
            time = own["期间" if indicator.is_flow else "截至"].wording
            places = self.facts.as_of_places(name)
            yield _Reason("数据滞后", time, indicator.label, places)
        yield from self._rounded_apart(name, indicator)

    def _without(self, name: str, indicator: Indicator) -> Iterator["_Reason"]:
        """The areas without a rate, by the reason for it; none named where it is all."""
        found: dict[str, list[Fact]] = {}
        for area in self.facts.areas:
            for measure in _LOOKED_AT[indicator.ratio is not None]:
                fact = self.facts.get(area, name, measure)
                if fact.outcome in _OUTCOMES:
                    found.setdefault(_OUTCOMES[fact.outcome], []).append(fact)
                    break
        for when, group in found.items():
            everywhere = len(group) == len(self.facts.areas)
            where = "" if everywhere else "、".join(fact.area for fact in group)
            places = tuple(place for fact in group for place in fact.sources)
            yield _Reason(when, where, indicator.label, places)

    def _rounded_apart(
        self,
        name: str,
        indicator: Indicator,
    ) -> Iterator["_Reason"]:
        """Printed parts that do not add up to the printed total (wording rule 33)."""
        if not indicator.additive or indicator.shown.divisor == 1:
            return
        for measure, item in _ITEMS.items():
            parts = [self.facts.get(a, name, measure) for a in self.facts.areas]
            other = self.dataset.figures.get(name, ELSEWHERE, item).value
            values = [p.value for p in parts if p.value is not None]
            more = Fraction(other or 0) / indicator.shown.divisor
            if len(values) == len(parts) and self._apart(values, more, indicator):
                places = tuple(place for part in parts for place in part.sources)
                yield _Reason("尾数", "", indicator.label, places)
                return

    def _apart(
        self,
        values: list[Fraction],
        other: Fraction,
        indicator: Indicator,
    ) -> bool:
        """Whether an exact sum is no sum in print; the first value is the city's."""
        city, *districts = values
        if city != sum(districts) + other:
            return False
        decimals, rounding = indicator.shown.decimals, self.ledger.style.rounding
        printed = [
            Fraction(numerals.fixed(value, decimals, rounding))
            for value in (city, *districts, other)
        ]
        return printed[0] != sum(printed[1:])

    def _note(
        self,
        when: str,
        words: Mapping[str, str],
        places: Iterable[Place],
    ) -> tuple[Span, ...]:
        text = self.handbook.phrases.notes.get(when, "")
        for slot, value in words.items():
            text = text.replace("{" + slot + "}", value)
        fact = Fact(
            ".".join(
                filter(None, ("附注", when, words.get("指标"), words.get("区市")))
            ),
            Measure.VERDICT,
            Outcome.WORDS,
            tuple(dict.fromkeys(places)),
            formula="附表的说明",
            wording=text,
        )
        return (self.ledger.span(fact),) if text else ()


_LOOKED_AT: Mapping[bool, tuple[Measure, ...]] = {
    False: (Measure.GROWTH,),
    True: (Measure.VALUE, Measure.GROWTH),
}
