"""Narrative for the template's slots: {names} become figures, digits become facts."""

import unicodedata
from collections.abc import Iterable, Mapping
from fractions import Fraction

from bulletin.drafting.ledger import Ledger
from bulletin.model.edition import Paragraph
from bulletin.model.fact import Fact, Measure, Outcome
from bulletin.model.handbook import Catalogue
from bulletin.model.indicator import CITY
from bulletin.model.passage import Piece, PieceKind, pieces
from bulletin.model.place import Place
from bulletin.model.vocabulary import Span, Term


def slot_term(
    slot: str,
    paragraphs: Iterable[Paragraph],
    names: Mapping[str, Term],
    ledger: Ledger,
) -> Term:
    """A slot to loop over; each item is a paragraph."""
    items = tuple(
        Term(spans=passage(paragraph, f"文字.{slot}.{number}", names, ledger))
        for number, paragraph in enumerate(paragraphs, 1)
    )
    return Term(present=bool(items), items=items, element=Term(spans=()))


def with_former(names: Mapping[str, Term], catalogue: Catalogue) -> dict[str, Term]:
    """The names as a passage may write them: an indicator also by a former name."""
    figures = names[CITY].members
    former = {
        name: figures[present]
        for name, present in catalogue.indicator_names.items()
        if name not in catalogue.indicators
    }
    return {**former, **names}


def passage(
    paragraph: Paragraph,
    stem: str,
    names: Mapping[str, Term],
    ledger: Ledger,
) -> tuple[Span, ...]:
    """The paragraph's spans; `stem` begins the ids of the numbers in it.

    `names` come from `with_former`, so that intake and this know the same ones.
    """
    spans: list[Span] = []
    numbers = 0
    for piece in pieces(paragraph.text):
        if piece.kind is PieceKind.WORDS:
            spans.append(Span(piece.text))
        elif piece.kind is PieceKind.NAME:
            spans.extend(_named(piece.text, names) or _unknown(piece.text, ledger))
        else:
            numbers += 1
            fact_id = f"{stem}.{numbers}"
            spans.append(ledger.span(quoted(piece, fact_id, paragraph.place)))
    return tuple(spans)


def quoted(piece: Piece, fact_id: str, place: Place) -> Fact:
    """文中数: a number that stands in a clerk's text, printed as it was typed."""
    digits = unicodedata.normalize("NFKC", piece.text).replace(",", "")
    return Fact(
        fact_id,
        Measure.QUOTED,
        Outcome.NUMBER,
        (place,),
        value=Fraction(digits),
        formula="正文中的数字",
        wording=piece.text,
    )


def _unknown(name: str, ledger: Ledger) -> tuple[Span, ...]:
    """A hole: intake refuses such a name, and so must whatever gets past it."""
    fact = Fact(name, Measure.QUOTED, Outcome.NOT_APPLICABLE, ())
    return (ledger.span(fact),)


def _named(name: str, names: Mapping[str, Term]) -> tuple[Span, ...]:
    """An edition name, 专项.X, or the city's figure; intake knows no others."""
    owner, _, member = name.partition(".")
    if name in names:
        term: Term | None = names[name]
    else:
        known = names[owner].members if member and owner in names else {}
        term = known.get(member) if member else names[CITY].members.get(name)
    return () if term is None else term.spans or ()
