"""All names that a template may use, put together for one edition."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from bulletin.drafting import numerals
from bulletin.drafting.commentary import commentary
from bulletin.drafting.ledger import Ledger, joined
from bulletin.drafting.lists import list_term
from bulletin.drafting.names import area_names, campaign_names, edition_names
from bulletin.drafting.notes import notes
from bulletin.drafting.passages import passage, slot_term, with_former
from bulletin.drafting.sentences import Writer
from bulletin.model.edition import Dataset, Paragraph
from bulletin.model.fact import Fact, Measure, Outcome
from bulletin.model.finding import Analysis, HeadingFinding
from bulletin.model.handbook import Handbook
from bulletin.model.problem import Code, Problem, Stage
from bulletin.model.vocabulary import Span, Term, Vocabulary

_HEADING = "标题文字."
_TABLES = {"lists": "名单", "slots": "文字", "headings": "标题文字"}


def vocabulary(
    handbook: Handbook,
    dataset: Dataset,
    analysis: Analysis,
    stage: Stage,
) -> Vocabulary:
    """The names of the edition in words; a draft shows what is missing as ××."""
    ledger = Ledger(handbook.catalogue.style)
    names = edition_names(dataset.edition, stage, ledger)
    names["专项"] = campaign_names(handbook, ledger)
    names |= area_names(analysis.facts, handbook, ledger)
    names["名单"] = _lists(handbook, dataset, ledger)
    typed = with_former(names, handbook.catalogue)
    names["文字"] = _slots(handbook, dataset, typed, ledger)
    names["标题文字"] = _headings(dataset, analysis, typed, ledger)
    writer = Writer(handbook, analysis.facts, typed, ledger, dataset.opinions)
    names["评议"], sentences = commentary(writer, analysis.findings)
    names["附注"] = notes(handbook, dataset, analysis.facts, ledger)
    for table, owner in _TABLES.items():
        names[owner] = _with_absent(names[owner], handbook.elsewhen.get(table, ()))
    return Vocabulary(names, FILTERS, ledger, sentences)


def _with_absent(term: Term, elsewhen: tuple[str, ...]) -> Term:
    """The same with what stands only in other periods, which is not there now."""
    empty = Term(spans=(), present=False, items=(), element=Term(spans=()))
    absent = {name: empty for name in elsewhen if name not in term.members}
    return replace(term, members={**absent, **term.members})


def heading_problems(dataset: Dataset, analysis: Analysis) -> tuple[Problem, ...]:
    """A hint for each heading typed in 文字 that praises what did not grow."""
    return tuple(
        _contradiction(finding, typed)
        for finding in analysis.headings
        for typed in _typed(finding, dataset)
        if not finding.holds and _praises(typed.text, finding)
    )


def _praises(text: str, finding: HeadingFinding) -> bool:
    """Whether a heading keeps any of the words that only praise adds."""
    neutral, praise = finding.heading.neutral, finding.heading.praise
    common = next(
        (
            n
            for n in range(min(len(neutral), len(praise)), 0, -1)
            if neutral[:n] == praise[:n]
        ),
        0,
    )
    return text != neutral and praise[common:] in text


def _contradiction(finding: HeadingFinding, typed: Paragraph) -> Problem:
    names = "、".join(fact.indicator for fact in finding.facts if not fact.has_improved)
    message = f"标题写的是“{typed.text}”，但{names}没有同比向好"
    advice = f"请核对；按规则应为“{finding.heading.neutral}”"
    return Problem(Code.HEADING_CONTRADICTS, message, advice, typed.place)


def _typed(finding: HeadingFinding, dataset: Dataset) -> list[Paragraph]:
    slot = _HEADING + finding.heading.name
    return [paragraph for paragraph in dataset.narrative if paragraph.slot == slot][:1]


def _lists(handbook: Handbook, dataset: Dataset, ledger: Ledger) -> Term:
    return Term(
        members={
            kind.name: list_term(
                kind.name,
                tuple(e for e in dataset.entries if e.category == kind.name),
                ledger,
            )
            for kind in handbook.catalogue.lists
        },
    )


def _slots(
    handbook: Handbook,
    dataset: Dataset,
    names: Mapping[str, Term],
    ledger: Ledger,
) -> Term:
    return Term(
        members={
            slot.name: slot_term(
                slot.name,
                [each for each in dataset.narrative if each.slot == slot.name],
                names,
                ledger,
            )
            for slot in handbook.catalogue.slots
        },
    )


def _headings(
    dataset: Dataset,
    analysis: Analysis,
    names: Mapping[str, Term],
    ledger: Ledger,
) -> Term:
    """The words typed in 文字, else praise or neutral words by the rule."""
    terms: dict[str, Term] = {}
    for finding in analysis.headings:
        stem = _HEADING + finding.heading.name
        typed = _typed(finding, dataset)
        if typed:
            spans = passage(typed[0], stem, names, ledger)
        else:
            spans = (ledger.span(_heading_fact(finding)),)
        terms[finding.heading.name] = Term(spans=spans)
    return Term(members=terms)


def _heading_fact(finding: HeadingFinding) -> Fact:
    heading = finding.heading
    return Fact(
        _HEADING + heading.name,
        Measure.VERDICT,
        Outcome.WORDS,
        tuple(dict.fromkeys(p for fact in finding.facts for p in fact.sources)),
        indicator="、".join(heading.grew),
        formula=f"{'、'.join(heading.grew)}均同比向好",
        wording=heading.praise if finding.holds else heading.neutral,
    )


def _in_columns(term: Term) -> Term:
    """表格: the form for a table column, — where there is no figure."""
    return Term(term.columns or term.spans, term.present, fact=term.fact)


def _in_hanzi(term: Term) -> Term:
    """汉字: 10 → 十, for ordinals."""
    return _number_words(term, numerals.ordinal)


def _as_count(term: Term) -> Term:
    """几: 2 → 两, before a measure word."""
    return _number_words(term, numerals.count)


def _number_words(term: Term, words: Callable[[int], str]) -> Term:
    fact = term.fact
    if fact is None or fact.value is None or fact.value.denominator != 1:
        return term
    span = Span(words(int(fact.value)), fact.id)
    return Term((span,), term.present, fact=fact)


def _enumerated(term: Term) -> Term:
    """顿号: joins items with 、."""
    return Term(joined((item.spans or () for item in term), "、"), term.present)


FILTERS: Mapping[str, Callable[[Term], Term]] = {
    "汉字": _in_hanzi,
    "几": _as_count,
    "顿号": _enumerated,
    "表格": _in_columns,
}
