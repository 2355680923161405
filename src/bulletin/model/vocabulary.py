"""The vocabulary: every name that a template may use, already in words."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from bulletin.model.fact import Fact
from bulletin.model.handbook import Verdict
from bulletin.model.opinion import Opinion

HOLE = "××"


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of printed words and the fact that they print (None: fixed words)."""

    text: str
    fact: str | None = None
    is_hole: bool = False


@dataclass(frozen=True, slots=True)
class Term:
    """What one name means: how it prints, what it holds, whether it is there.

    `spans` is None for a name that is not printed by itself (an area, a list to loop
    over). `present` is what {% if %} sees. `columns` is the form for a table column.
    `items` is None unless it can be looped over; `element` then stands for any item,
    also when there is none, so that names can be checked without data.
    """

    spans: tuple[Span, ...] | None = None
    present: bool = True
    columns: tuple[Span, ...] | None = None
    fact: Fact | None = None
    members: Mapping[str, "Term"] = field(default_factory=lambda: NO_MEMBERS)
    items: tuple["Term", ...] | None = None
    element: "Term | None" = None

    @property
    def words(self) -> str:
        """What it prints; for a list, how many items there are."""
        if not self.present:
            return "（本期无）"
        if self.spans is not None:
            return "".join(span.text for span in self.spans)
        return f"（{len(self.items)}项）" if self.items is not None else ""

    def __bool__(self) -> bool:
        """What {% if %} sees: a figure of 0 is there, an absent one is not."""
        return self.present

    def __iter__(self) -> Iterator["Term"]:
        """The items, for {% for %}."""
        return iter(self.items or ())

    def __len__(self) -> int:
        """The number of items."""
        return len(self.items or ())


NO_MEMBERS: Mapping[str, Term] = MappingProxyType({})


class Members(Mapping[str, Term]):
    """Names made when they are first asked for: a month has thousands, a page tens."""

    def __init__(self, makers: Mapping[str, Callable[[], Term]]) -> None:
        self._makers = makers
        self._made: dict[str, Term] = {}

    def __getitem__(self, name: str) -> Term:
        """The term of that name; KeyError if the handbook knows none."""
        if name not in self._made:
            self._made[name] = self._makers[name]()
        return self._made[name]

    def __iter__(self) -> Iterator[str]:
        """The names, in order."""
        return iter(self._makers)

    def __len__(self) -> int:
        """The number of names."""
        return len(self._makers)

    def __contains__(self, name: object) -> bool:
        """Whether the name is known, without making its term."""
        return name in self._makers


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of the commentary: what the data say, and what is printed of it.

    The two differ only where `opinions` (the leader's word) say so; `printed` is empty
    where the sentence is left out. `verdicts` are those whose phrases were used.
    """

    rule: str
    verdicts: tuple[Verdict, ...]
    said: tuple[Span, ...]
    printed: tuple[Span, ...]
    opinions: tuple[Opinion, ...] = ()


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All names of an edition, the filters, and every fact that was put into words."""

    names: Mapping[str, Term]
    filters: Mapping[str, Callable[[Term], Term]]
    ledger: Mapping[str, Fact]
    sentences: tuple[Sentence, ...] = ()

    def walk(self) -> Iterator[tuple[str, str]]:
        """Every name, as a template writes it, with what it prints now."""
        for name, term in self.names.items():
            yield from _walk(name, term)


def _walk(name: str, term: Term) -> Iterator[tuple[str, str]]:
    yield name, term.words
    for member in term.members:
        yield from _walk(f"{name}.{member}", term.members[member])
    if term.element:
        for member, inner in term.element.members.items():
            if inner.items is None:
                yield f"{name}[每一项].{member}", ""
