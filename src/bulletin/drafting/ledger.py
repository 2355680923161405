"""The ledger: every fact that is put into words leaves its id in the words."""

from collections.abc import Iterable, Mapping

from bulletin.drafting import measures
from bulletin.model.fact import Fact
from bulletin.model.style import PLAIN, Style
from bulletin.model.vocabulary import HOLE, NO_MEMBERS, Span, Term


class Ledger(dict[str, Fact]):
    """Facts by id, entered when they are put into words, in the office's style."""

    def __init__(self, style: Style = PLAIN) -> None:
        super().__init__()
        self.style = style

    def span(self, fact: Fact, words: str | None = None) -> Span:
        """The fact in running text (or in the given words); ×× where it is absent."""
        self[fact.id] = fact
        if fact.is_absent:
            return Span(HOLE, fact.id, is_hole=True)
        return Span(
            measures.text(fact, self.style) if words is None else words, fact.id
        )

    def column(self, fact: Fact) -> Span:
        """The fact in a table column; ×× while a cell that it needs is blank."""
        if fact.is_pending:
            return self.span(fact)
        self[fact.id] = fact
        return Span(measures.column(fact, self.style), fact.id)

    def term(self, fact: Fact, members: Mapping[str, Term] = NO_MEMBERS) -> Term:
        """A name that prints the fact; a blank one counts as there, to be filled in."""
        return Term(
            spans=(self.span(fact),),
            present=fact.is_pending or not fact.is_absent,
            columns=(self.column(fact),),
            fact=fact,
            members=members,
        )


def joined(parts: Iterable[tuple[Span, ...]], mark: str) -> tuple[Span, ...]:
    """The parts with a mark between them: 甲、乙、丙."""
    spans: list[Span] = []
    for part in parts:
        spans.extend((Span(mark), *part) if spans else part)
    return tuple(spans)
