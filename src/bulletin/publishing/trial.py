"""The names of months that never were: one in which everything is there, one nothing."""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from bulletin.model.vocabulary import Members, Span, Term, Vocabulary

_SHOWN = (Span("××", "试填"),)
_TWICE = 2


def vocabularies(vocabulary: Vocabulary) -> Iterator[Vocabulary]:
    """The same names in the two months, to try out both ways of every {% if %}."""
    for is_there in (True, False):
        names = {
            name: _term(term, is_there=is_there)
            for name, term in vocabulary.names.items()
        }
        yield replace(vocabulary, names=names)


def _term(term: Term, *, is_there: bool) -> Term:
    makers = {
        name: partial(_member, term, name, is_there=is_there) for name in term.members
    }
    element = term.element and _term(term.element, is_there=is_there)
    items = (element,) * (_TWICE * is_there) if element else None
    return Term(
        None if term.spans is None else _SHOWN,
        present=is_there,
        members=Members(makers),
        items=items,
        element=element,
    )


def _member(term: Term, name: str, *, is_there: bool) -> Term:
    return _term(term.members[name], is_there=is_there)
