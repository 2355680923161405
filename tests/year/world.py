"""A city whose figures are known for every month: made up, the same at every run."""

import random
from dataclasses import dataclass
from decimal import Decimal

from bulletin.model.handbook import Catalogue
from bulletin.model.indicator import CITY, Indicator, Item
from bulletin.model.period import ReportingPeriod

_ISSUED = 3
_MONTHS = 12
_SHARE = 2


@dataclass(frozen=True)
class World:
    """Figures by indicator, area and month. A district is known by its place in the list,

    so that its figures stay the same when it is given another name.
    """

    catalogue: Catalogue

    @property
    def districts(self) -> tuple[str, ...]:
        return tuple(district.name for district in self.catalogue.districts)

    @property
    def reported(self) -> tuple[Indicator, ...]:
        return tuple(each for each in self.catalogue.indicators.values() if each.items)

    def areas(self, indicator: Indicator) -> tuple[str, ...]:
        return (CITY, *(self.districts if indicator.by_district else ()))

    def figure(
        self, indicator: Indicator, area: str, item: Item, period: ReportingPeriod
    ) -> Decimal | None:
        """What is reported; None for a target that is not issued yet."""
        if item is Item.BASE:
            return self.value(indicator, area, period.earlier(_MONTHS))
        if item is Item.TARGET:
            return self.target(indicator, area, period)
        return self.value(indicator, area, period)

    def value(self, indicator: Indicator, area: str, at: ReportingPeriod) -> Decimal:
        """The cumulative value of a flow, or the level of a stock, at the end of a month."""
        if area == CITY and indicator.by_district:
            return sum(
                (self.value(indicator, each, at) for each in self.districts), Decimal(0)
            )
        months = range(1, at.month + 1)
        if not indicator.is_flow:
            months = range(1, (at.year - 2020) * _MONTHS + at.month + 1)
        year = at.year if indicator.is_flow else 2020
        steps = (self._step(indicator, area, (year, month)) for month in months)
        return sum(steps, Decimal(0))

    def target(
        self, indicator: Indicator, area: str, at: ReportingPeriod
    ) -> Decimal | None:
        """About what the year brings; issued in March."""
        if at.month < _ISSUED:
            return None
        if area == CITY and indicator.by_district:
            parts = (self.target(indicator, each, at) for each in self.districts)
            return sum((part for part in parts if part is not None), Decimal(0))
        december = ReportingPeriod(at.year, _MONTHS)
        return self.value(indicator, area, december).to_integral_value() + 1

    def _step(self, indicator: Indicator, area: str, at: tuple[int, int]) -> Decimal:
        """What one month adds; a part adds at most half of what its whole does."""
        if indicator.part_of:
            whole = self.catalogue.indicators[indicator.part_of]
            return Decimal(int(self._step(whole, area, at)) // _SHARE)
        place = self.districts.index(area) if area in self.districts else area
        seeded = random.Random(f"{indicator.name}.{place}.{at}")  # noqa: S311 - no secret
        unit = Decimal(10) ** indicator.decimals
        return seeded.randint(10 * int(unit), 20 * int(unit)) / unit
