"""Filed months under the names of today; what cannot be the same thing is left out."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from bulletin.model.figure import Figures
from bulletin.model.filing import FiledMonth
from bulletin.model.handbook import Catalogue
from bulletin.model.indicator import CITY, ELSEWHERE, District, Indicator

_EVERYWHERE = {CITY: CITY, ELSEWHERE: ELSEWHERE}


@dataclass(frozen=True, slots=True)
class Renaming:
    """The present names of areas and indicators, by the names that they have had."""

    catalogue: Catalogue
    areas: Mapping[str, str] = field(init=False)
    indicators: Mapping[str, str] = field(init=False)

    def __post_init__(self) -> None:
        """Work out both once; a history asks for several months."""
        areas = _EVERYWHERE | self.catalogue.district_names
        object.__setattr__(self, "areas", areas)
        object.__setattr__(self, "indicators", self.catalogue.indicator_names)

    def figures(self, month: FiledMonth) -> Figures:
        """The figures of the month that have a name today, in the unit of today.

        A name that two bore then, or that meant another one then, is nobody's: two
        merged districts are not one of them.
        """
        areas, indicators = self.present(
            {filed.area for filed in month.figures},
            {filed.indicator for filed in month.figures},
        )
        known = self.catalogue.indicators
        observations = {
            (indicators[each.indicator], areas[each.area], each.item): each.seen
            for each in month.figures
            if each.area in areas
            and each.indicator in indicators
            and each.unit == known[indicators[each.indicator]].unit
        }
        ends = month.as_of.items()
        return Figures(
            observations,
            {indicators[name]: end for name, end in ends if name in indicators},
        )

    def present(
        self, areas: Iterable[str], indicators: Iterable[str]
    ) -> tuple[dict[str, str], dict[str, str]]:
        """The present names of a month's areas and indicators; of some there is none."""
        nouns = self.catalogue
        return (
            _present(areas, self.areas, nouns.districts),
            _present(indicators, self.indicators, tuple(nouns.indicators.values())),
        )


def _present(
    found: Iterable[str],
    known: Mapping[str, str],
    nouns: Sequence[District | Indicator],
) -> dict[str, str]:
    there = set(found)
    bearers = Counter(known[name] for name in there if name in known)
    return {
        name: known[name]
        for name in there
        if name in known
        and bearers[known[name]] == 1
        and not _meant_another(name, there, nouns)
    }


def _meant_another(
    name: str, there: set[str], nouns: Sequence[District | Indicator]
) -> bool:
    """Whether another one may have borne the name then, for it bears no other there."""
    others = (each for each in nouns if name in each.former and name != each.name)
    is_used_again = any(each.name == name for each in nouns)
    return is_used_again and any(each.name not in there for each in others)
