"""附注: why a column of the appendix has no figure, in the handbook's words."""

from collections.abc import Iterator, Mapping

from bulletin.drafting import numerals
from bulletin.drafting.ledger import Ledger
from bulletin.model.fact import Fact, FactBook, Measure, Outcome
from bulletin.model.handbook import Handbook
from bulletin.model.vocabulary import Span, Term

_OUTCOMES = {
    Outcome.BASE_ZERO: "上年同期为0",
    Outcome.BOTH_ZERO: "上年同期为0",
    Outcome.BASE_NEGATIVE: "上年同期为负",
    Outcome.DENOMINATOR_ZERO: "分母为0",
}


def notes(handbook: Handbook, facts: FactBook, ledger: Ledger) -> Term:
    """The notes to loop over, in the catalogue's order; each outcome has its wording."""
    items = tuple(
        Term(spans=spans) for spans in _spans(handbook, facts, ledger) if spans
    )
    return Term(present=bool(items), items=items, element=Term(spans=()))


def _spans(
    handbook: Handbook,
    facts: FactBook,
    ledger: Ledger,
) -> Iterator[tuple[Span, ...]]:
    wording = handbook.phrases.notes
    if "时间进度" in wording and handbook.catalogue.targeted:
        limit = numerals.rate(facts.period.elapsed * 100)
        yield _note("时间进度", wording["时间进度"], {"界限": limit}, (), ledger)
    for name, indicator in handbook.catalogue.indicators.items():
        measure = Measure.VALUE if indicator.ratio else Measure.GROWTH
        for when, group in _without(name, measure, facts).items():
            if when in wording:
                areas = "、".join(fact.area for fact in group)
                words = {"区市": areas, "指标": indicator.label}
                key = f"{name}.{when}"
                yield _note(key, wording[when], words, tuple(group), ledger)


def _without(name: str, measure: Measure, facts: FactBook) -> dict[str, list[Fact]]:
    """The facts that have no rate, by the reason that a note gives for it."""
    found: dict[str, list[Fact]] = {}
    for area in facts.areas:
        fact = facts.get(area, name, measure)
        if fact.outcome in _OUTCOMES:
            found.setdefault(_OUTCOMES[fact.outcome], []).append(fact)
    return found


def _note(
    key: str,
    wording: str,
    words: Mapping[str, str],
    seen: tuple[Fact, ...],
    ledger: Ledger,
) -> tuple[Span, ...]:
    text = wording
    for slot, value in words.items():
        text = text.replace("{" + slot + "}", value)
    sources = dict.fromkeys(place for fact in seen for place in fact.sources)
    fact = Fact(
        f"附注.{key}",
        Measure.VERDICT,
        Outcome.WORDS,
        tuple(sources),
        formula="附表中没有数的原因",
        wording=text,
    )
    return (ledger.span(fact),)
