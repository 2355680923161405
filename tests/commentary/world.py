"""A world: a handbook, what a month reports, and how far the edition has come."""

from collections.abc import Mapping
from dataclasses import dataclass

from hypothesis.vendor.pretty import RepresentationPrinter

from bulletin.model.edition import Dataset
from bulletin.model.fact import Measure
from bulletin.model.handbook import Handbook, Over, Rule
from bulletin.model.history import UNKNOWN, History
from bulletin.model.indicator import Indicator
from bulletin.model.problem import Stage
from tests.commentary.arithmetic import Month

CAMPAIGN = {"整改": "第二批整改"}
MOVES = (
    Measure.GROWTH,
    Measure.CHANGE,
    Measure.YEAR_END_GROWTH,
    Measure.YEAR_END_CHANGE,
    Measure.MONTH_GROWTH,
    Measure.MONTH_CHANGE,
)


@dataclass(frozen=True, repr=False)
class World:
    """A handbook and a month's dataset, and how far the edition has come."""

    handbook: Handbook
    dataset: Dataset
    stage: Stage
    history: History = UNKNOWN

    def __repr__(self) -> str:
        """Short: a failing test names what differs."""
        edition = self.dataset.edition.period.key
        return f"World({edition}, {self.handbook.rules}, {self.dataset.opinions})"

    def _repr_pretty_(self, printer: RepresentationPrinter, _: object) -> None:
        printer.text(repr(self))

    @property
    def month(self) -> Month:
        return Month(self.handbook.catalogue, self.dataset, self.history)


def is_share(rule: Rule, known: Mapping[str, Indicator]) -> bool:
    """Whether the number that decides is a share of something."""
    if rule.over is not Over.CITY:
        return rule.over is Over.PAIRS
    is_rate = known[rule.indicators[0]].unit == "%"
    return rule.measure is Measure.COMPLETION or (
        rule.measure is Measure.VALUE and is_rate
    )
