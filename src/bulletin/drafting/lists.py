"""名单 for the template: loop over entries, count them, group them by any column."""

from collections.abc import Callable, Mapping
from fractions import Fraction
from functools import partial
from types import MappingProxyType

from bulletin.drafting.ledger import Ledger, joined
from bulletin.model.edition import Entry, Text
from bulletin.model.fact import Fact, Measure, Outcome
from bulletin.model.figure import State
from bulletin.model.place import Place
from bulletin.model.vocabulary import Members, Term

COLUMNS = ("区市", "单位", "名称", "等次", "年度", "金额", "备注")
MISSING = Text("", None, State.ABSENT)
NO_MAKERS: Mapping[str, Callable[[], Term]] = MappingProxyType({})
_OUTCOMES = {
    State.GIVEN: Outcome.WORDS,
    State.PENDING: Outcome.PENDING,
    State.NOT_APPLICABLE: Outcome.NOT_APPLICABLE,
    State.ABSENT: Outcome.NOT_APPLICABLE,
}


def list_term(name: str, entries: tuple[Entry, ...], ledger: Ledger) -> Term:
    """The list of that name."""
    return _List(name, tuple(enumerate(entries, 1)), ledger).term()


class _List:
    """Entries with their numbers in the whole list, so that ids stay the same.

    `name` is the list's name, in a group followed by the group's value.
    """

    def __init__(
        self,
        name: str,
        numbered: tuple[tuple[int, Entry], ...],
        ledger: Ledger,
    ) -> None:
        self._name = name
        self._numbered = numbered
        self._ledger = ledger

    def term(self, more: Mapping[str, Callable[[], Term]] = NO_MAKERS) -> Term:
        """The entries to loop over, with counts, columns and groups as members."""
        items = tuple(self._entry(number, entry) for number, entry in self._numbered)
        makers: dict[str, Callable[[], Term]] = {
            "数量": partial(self._count, "数量", len(items)),
            "单位数": partial(self._count, "单位数", len(self._values("单位"))),
            "仅一项": lambda: Term(present=len(items) == 1),
            "各项": lambda: Term(None, bool(items), items=items, element=element),
        }
        makers |= {column: partial(self._column, column) for column in COLUMNS}
        makers |= {f"按{c}": partial(self._groups, c) for c in COLUMNS}
        element = items[0] if items else self._entry(0, Entry(self._name, {}))
        members = Members({**makers, **more})
        return Term(None, bool(items), members=members, items=items, element=element)

    def _entry(self, number: int, entry: Entry) -> Term:
        makers = {c: partial(self._field, c, number, entry) for c in COLUMNS}
        return Term(members=Members(makers))

    def _field(self, column: str, number: int, entry: Entry) -> Term:
        return self._ledger.term(
            _field_fact(f"名单.{entry.category}.{number}", column, entry)
        )

    def _column(self, column: str) -> Term:
        """One column of all entries, joined by 、; what comes twice is printed once."""
        first = {
            entry.fields.get(column, MISSING).value: (number, entry)
            for number, entry in reversed(self._numbered)
        }
        items = tuple(self._field(column, *first[v]) for v in self._values(column))
        spans = joined((item.spans or () for item in items), "、")
        return Term(spans, bool(items), items=items, element=Term(spans=()))

    def _count(self, what: str, number: int) -> Term:
        places = [place for _, entry in self._numbered for place in _places(entry)]
        return self._ledger.term(
            Fact(
                f"名单.{self._name}.{what}",
                Measure.COUNT,
                Outcome.NUMBER,
                tuple(places),
                value=Fraction(number),
                formula="名单所列的条数" if what == "数量" else "名单所列的单位数",
            ),
        )

    def _values(self, column: str) -> tuple[str, ...]:
        """The different values of a column, in the order in which they come."""
        seen = (entry.fields.get(column, MISSING).value for _, entry in self._numbered)
        return tuple(dict.fromkeys(seen))

    def _groups(self, column: str) -> Term:
        items = tuple(self._group(column, value) for value in self._values(column))
        element = items[0] if items else self._group(column, "")
        return Term(None, bool(items), items=items, element=element)

    def _group(self, column: str, value: str) -> Term:
        """The entries with that value, which the group's column prints."""
        numbered = tuple(
            (number, entry)
            for number, entry in self._numbered
            if entry.fields.get(column, MISSING).value == value
        )
        group = _List(f"{self._name}.{value}", numbered, self._ledger)
        first = numbered[0] if numbered else (0, Entry(self._name, {}))
        return group.term({column: partial(self._field, column, *first)})


def _field_fact(stem: str, column: str, entry: Entry) -> Fact:
    text = entry.fields.get(column, MISSING)
    sources = (text.place,) if text.place else ()
    fact_id = f"{stem}.{column}"
    if column == "金额" and entry.amount is not None:
        return Fact(
            fact_id,
            Measure.ENTRY,
            Outcome.NUMBER,
            sources,
            unit="万元",
            decimals=2,
            value=Fraction(entry.amount),
            formula="名单所填",
        )
    outcome = _OUTCOMES[text.state]
    words = text.value
    return Fact(
        fact_id, Measure.ENTRY, outcome, sources, formula="名单所填", wording=words
    )


def _places(entry: Entry) -> tuple[Place, ...]:
    """The cell that says that the entry is there: the first one that is filled in."""
    filled = (text.place for text in entry.fields.values() if text.value)
    return tuple(place for place in filled if place)[:1]
