"""A month of figures in a small handbook, and the words that the program finds for it."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from bulletin.analysis.facts import Facts
from bulletin.analysis.findings import findings
from bulletin.drafting import vocabulary as words
from bulletin.handbook import read as handbooks
from bulletin.model.edition import Cover, Dataset, Edition, Text
from bulletin.model.figure import Figures, Observation, State
from bulletin.model.finding import Analysis, Finding
from bulletin.model.handbook import Handbook, Verdict
from bulletin.model.history import History
from bulletin.model.indicator import CITY, Item
from bulletin.model.opinion import Opinion, Wish
from bulletin.model.period import ReportingPeriod
from bulletin.model.place import Place
from bulletin.model.problem import Stage
from bulletin.model.vocabulary import Span, Term, Vocabulary

FOLDER = Path(__file__).parent / "small"
PERIOD = ReportingPeriod(2023, 6)
_PLACE = Place("2023-06.xlsx", "指标数据", "D2")
_STATES = {
    "空": State.PENDING,
    "—": State.NOT_APPLICABLE,
    "不可比": State.INCOMPARABLE,
}
# What a case does not say.
_USUAL = {Item.CURRENT: 60, Item.BASE: 50, Item.TARGET: 100, Item.YEAR_END: 50}
_OTHERS = {"事故起数": 10, "受理件数": 100}
_SILENT = {Verdict.SILENT: "不说话", Verdict.PENDING: "空着"}
Key = tuple[str, str, Item]


@dataclass(frozen=True)
class Case:
    """A line of small/cases.txt: `head` is its rule or name, `tail` what is expected."""

    head: str
    note: str
    figures: str
    tail: tuple[str, str]


def cases() -> list[tuple[tuple[str, ...], list[Case]]]:
    """The tables of small/cases.txt: headings, and the lines below them."""
    found: list[tuple[tuple[str, ...], list[Case]]] = []
    for line in (FOLDER / "cases.txt").read_text(encoding="utf-8").splitlines():
        cells = tuple(cell.strip() for cell in line.lstrip("# ").split("|"))
        if line.startswith("#"):
            found.append((cells, []))
        elif line:
            head, note, figures, one, other = cells
            found[-1][1].append(Case(head, note, figures, (one, other)))
    return found


def handbook() -> Handbook:
    """The small handbook."""
    found, hints = handbooks.read(FOLDER, PERIOD)
    assert not hints
    return found


class Month:
    """The figures of a case, and what is made of them."""

    def __init__(self, book: Handbook, case: Case) -> None:
        self.case = case
        self._handbook = book
        self._districts = tuple(d.name for d in book.catalogue.districts)
        cover = {Cover.PERIOD: Text(PERIOD.key, Place("2023-06.xlsx", "封面", "B2"))}
        self._dataset = Dataset(
            Edition(PERIOD, cover),
            self._figures(PERIOD.month),
            opinions=tuple(self._opinions()),
        )
        self._facts = Facts(book.catalogue, self._dataset, self._history())
        self._findings = findings(book, self._facts)

    def _history(self) -> History:
        """The earlier months that the case writes something of."""
        return History(
            {
                ReportingPeriod(PERIOD.year, month): self._figures(month)
                for month in {month for month, _ in self._rows()}
                if month < PERIOD.month
            }
        )

    def _figures(self, month: int) -> Figures:
        return Figures(dict(self._usual()) | dict(self._typed(month)))

    def _rows(self) -> Iterator[tuple[int, str]]:
        """Each row with its month; 5月 stands before one of May."""
        for row in self.case.figures.split("；"):
            earlier = re.match(r"(\d+)月 ", row)
            yield (
                int(earlier[1]) if earlier else PERIOD.month,
                row[earlier.end() :] if earlier else row,
            )

    def _usual(self) -> Iterator[tuple[Key, Observation]]:
        areas = (CITY, *self._districts)
        for name, indicator in self._handbook.catalogue.indicators.items():
            for item in indicator.items:
                value = _OTHERS.get(name) or _USUAL.get(item, 0)
                for area in areas if indicator.by_district else (CITY,):
                    times = 6 if indicator.by_district and area == CITY else 1
                    if item is not Item.SUPPLIED:
                        yield (name, area, item), _observation(str(value * times))

    def _typed(self, month: int) -> Iterator[tuple[Key, Observation]]:
        """The figures as the case writes them; the city's are the sum of six."""
        for row in (row for number, row in self._rows() if number == month):
            name, *values = row.split()
            if name == CITY:
                name, *values = values
            indicator, _, item = name.partition(".")
            areas = self._districts if len(values) > 1 else (CITY,)
            if len(values) > 1:
                values, areas = [_total(values), *values], (CITY, *areas)
            for area, value in zip(areas, values, strict=True):
                yield (indicator, area, Item(item or "本期")), _observation(value)

    def _opinions(self) -> Iterator[Opinion]:
        """The leader's word, where the note begins as one."""
        word, _, rest = self.case.note.partition(" ")
        if word in tuple(Wish):
            wish, place = Wish(word), Place("2023-06.xlsx", "评议意见", "B2")
            names = () if wish is Wish.WORDING else tuple(rest.split("、"))
            wording = rest if wish is Wish.WORDING else ""
            rule = self.case.head
            yield Opinion(rule, wish, "某领导", place, names, wording)

    def _vocabulary(self) -> Vocabulary:
        analysis = Analysis(self._facts, self._findings, ())
        return words.vocabulary(self._handbook, self._dataset, analysis, Stage.DRAFT)

    @property
    def verdict(self) -> str:
        """How the rule came out; of levels, those that have members."""
        found = next(f for f in self._findings if f.rule.name == self.case.head)
        return "、".join(_verdicts(found))

    @property
    def sentence(self) -> tuple[str, str]:
        """What the data say, and what is printed."""
        sentences = self._vocabulary().sentences
        found = next(each for each in sentences if each.rule == self.case.head)
        return _words(found.said), _words(found.printed)

    @property
    def measure(self) -> tuple[str, str]:
        """What a name prints in running text and in a table; nothing if it is absent."""
        names: Mapping[str, Term] = self._vocabulary().names
        term = Term()
        for part in self.case.head.split("."):
            term = names[part]
            names = term.members
        columns = _words(term.columns or term.spans or ())
        return (_words(term.spans or ()) if term.present else "", columns)


def _verdicts(finding: Finding) -> list[str]:
    levels = finding.rule.over.value == "分档" and finding.groups
    found = [group.verdict for group in finding.groups] if levels else [finding.verdict]
    return [_SILENT.get(verdict, verdict.value) for verdict in found]


def _total(values: list[str]) -> str:
    if "空" in values:
        return "空"
    given = [Decimal(value) for value in values if value not in _STATES]
    return str(sum(given)) if given else "—"


def _observation(typed: str) -> Observation:
    if typed in _STATES:
        return Observation(_STATES[typed], None, _PLACE)
    return Observation(State.GIVEN, Decimal(typed), _PLACE)


def _words(spans: tuple[Span, ...]) -> str:
    return "".join(span.text for span in spans)
