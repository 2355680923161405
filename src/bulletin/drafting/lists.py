"""名单 for the template: loop over entries, count them, group them by any column."""

from collections.abc import Callable, Iterable
from functools import partial
from fractions import Fraction

from bulletin.drafting.ledger import Ledger, joined
from bulletin.model.edition import Entry, Text
from bulletin.model.fact import Fact, Measure, Outcome
from bulletin.model.figure import State
from bulletin.model.place import Place
from bulletin.model.vocabulary import Members, Term

COLUMNS = ("区市", "单位", "名称", "等次", "年度", "金额", "备注")
_MISSING = Text("", None, State.ABSENT)


def list_term(name: str, entries: tuple[Entry, ...], ledger: Ledger) -> Term:
    """The list of that name."""
    numbered = tuple(enumerate(entries, 1))
    return _List(name, numbered, ledger).term()


class _List:
    """Entries with their numbers in the whole list, so that ids stay the same."""

    def __init__(
        self,
        name: str,
        numbered: tuple[tuple[int, Entry], ...],
        ledger: Ledger,
    ) -> None:
        self._name = name
        self._numbered = numbered
        self._ledger = ledger

    def term(self, grouped_by: tuple[str, Text] | None = None) -> Term:
        """The list, or a group of it with the value of its column."""
        items = tuple(self._entry(number, entry) for number, entry in self._numbered)
        makers: dict[str, Callable[[], Term]] = {
            "数量": partial(self._count, "数量", len(items)),
            "单位数": partial(self._count, "单位数", len(self._values("单位"))),
            "各项": partial(self._plain, items),
        }
        makers |= {column: partial(self._column, column) for column in COLUMNS}
        if grouped_by is None or items:
            makers |= {f"按{c}": partial(self._groups, c) for c in COLUMNS}
        if grouped_by is not None:
            column, text = grouped_by
            makers[column] = partial(self._group_name, column, text)
        element = items[0] if items else self._entry(0, Entry(self._name, {}))
        return Term(
            present=bool(items),
            members=Members(makers),
            items=items,
            element=element,
        )

    def _plain(self, items: tuple[Term, ...]) -> Term:
        makers = {column: partial(self._column, column) for column in COLUMNS}
        return Term(
            present=bool(items),
            members=Members(makers),
            items=items,
            element=items[0] if items else self._entry(0, Entry(self._name, {})),
        )

    def _entry(self, number: int, entry: Entry) -> Term:
        stem = f"名单.{self._name}.{number}"
        makers = {
            column: partial(self._field, f"{stem}.{column}", column, entry)
            for column in COLUMNS
        }
        return Term(members=Members(makers))

    def _field(self, fact_id: str, column: str, entry: Entry) -> Term:
        text = entry.fields.get(column, _MISSING)
        return self._ledger.term(_field_fact(fact_id, column, entry, text))

    def _column(self, column: str) -> Term:
        """One column of all entries, to be joined by 顿号."""
        items = tuple(
            self._field(f"名单.{self._name}.{number}.{column}", column, entry)
            for number, entry in self._numbered
        )
        spans = joined((item.spans or () for item in items), "、")
        return Term(spans=spans, present=bool(items), items=items)

    def _count(self, what: str, number: int) -> Term:
        suffix = f".{self._numbered[0][0]}起" if self._is_group() else ""
        return self._ledger.term(
            Fact(
                f"名单.{self._name}{suffix}.{what}",
                Measure.COUNT,
                Outcome.NUMBER,
                tuple(_places(entry for _, entry in self._numbered)),
                value=Fraction(number),
                formula="名单所列的条数" if what == "数量" else "名单所列的单位数",
            ),
        )

    def _is_group(self) -> bool:
        return bool(self._numbered) and self._numbered[-1][0] != len(self._numbered)

    def _values(self, column: str) -> dict[str, Text]:
        """The different values of a column, in the order in which they come."""
        found: dict[str, Text] = {}
        for _, entry in self._numbered:
            text = entry.fields.get(column, _MISSING)
            found.setdefault(text.value, text)
        return found

    def _groups(self, column: str) -> Term:
        items = tuple(
            _List(self._name, self._with(column, value), self._ledger).term(
                (column, text),
            )
            for value, text in self._values(column).items()
        )
        empty = _List(self._name, (), self._ledger).term((column, _MISSING))
        element = items[0] if items else empty
        return Term(present=bool(items), items=items, element=element)

    def _with(self, column: str, value: str) -> tuple[tuple[int, Entry], ...]:
        return tuple(
            (number, entry)
            for number, entry in self._numbered
            if entry.fields.get(column, _MISSING).value == value
        )

    def _group_name(self, column: str, text: Text) -> Term:
        number = self._numbered[0][0] if self._numbered else 0
        entry = self._numbered[0][1] if self._numbered else Entry(self._name, {})
        fact_id = f"名单.{self._name}.{number}.{column}"
        return self._ledger.term(_field_fact(fact_id, column, entry, text))


def _field_fact(fact_id: str, column: str, entry: Entry, text: Text) -> Fact:
    outcome = Outcome.WORDS
    if text.state is not State.GIVEN:
        waits = text.state is State.PENDING
        outcome = Outcome.PENDING if waits else Outcome.NOT_APPLICABLE
    is_amount = column == "金额" and entry.amount is not None
    return Fact(
        fact_id,
        Measure.ENTRY,
        Outcome.NUMBER if is_amount else outcome,
        (text.place,) if text.place else (),
        unit="万元" if is_amount else "",
        decimals=2,
        value=Fraction(entry.amount) if entry.amount is not None and is_amount else None,
        formula="名单所填",
        wording="" if is_amount else text.value,
    )


def _places(entries: Iterable[Entry]) -> Iterable[Place]:
    for entry in entries:
        for text in entry.fields.values():
            if text.place and text.value:
                yield text.place
                break
