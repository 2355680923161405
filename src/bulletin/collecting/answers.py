"""Who has answered and who has not, and the words to remind them with."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bulletin.intake.returns.claim import Claim
from bulletin.model.figure import Figures, State
from bulletin.model.handbook import Handbook
from bulletin.model.indicator import Item
from bulletin.model.period import ReportingPeriod

# A target is set for a district; it reports the rest.
_REPORTED = (Item.CURRENT, Item.BASE, Item.YEAR_END)
_LISTED = 8


@dataclass(frozen=True, slots=True)
class Answer:
    """A district: the files that its figures are in, and what is still missing of it."""

    district: str
    files: tuple[str, ...]
    missing: tuple[tuple[str, Item], ...]

    @property
    def is_silent(self) -> bool:
        """Whether nothing came, and something is missing."""
        return bool(self.missing) and not self.files


def answers(
    figures: Figures, claims: Iterable[Claim], handbook: Handbook
) -> tuple[Answer, ...]:
    """Every district, by the figures as they are once all is written."""
    files: dict[str, dict[str, None]] = {}
    for claim in claims:
        files.setdefault(claim.key[1], {})[claim.place.file] = None
    catalogue = handbook.catalogue
    return tuple(
        Answer(
            district.name,
            tuple(files.get(district.name, ())),
            tuple(
                (indicator.name, item)
                for indicator in catalogue.indicators.values()
                for item in indicator.items
                if indicator.by_district
                and item in _REPORTED
                and figures.get(indicator.name, district.name, item).state
                is State.PENDING
            ),
        )
        for district in catalogue.districts
    )


def reminder(
    given: Iterable[Answer], title: str, period: ReportingPeriod, due: str
) -> str:
    """A message to paste into the districts' chat; empty when nothing is missing."""
    owing = [answer for answer in given if answer.missing]
    if not owing:
        return ""
    when = f"请于{due}前报来" if due else "请尽快报来"
    lines = [f"【催报】{title}（{period.year}年{period.month}月）", *map(_owed, owing)]
    closing = f"{when}。数值为零请填0，没有数据请填“—”。已经报了的请告知，谢谢！"
    return "\n".join((*lines, closing))


def _owed(answer: Answer) -> str:
    if answer.is_silent:
        return f"· {answer.district}：还没有报来，共{len(answer.missing)}个数"
    items = _by_indicator(answer.missing)
    named = [f"{name}（{'、'.join(items[name])}）" for name in items]
    more = f"等{len(answer.missing)}个数" if len(named) > _LISTED else ""
    return f"· {answer.district}：还缺{'、'.join(named[:_LISTED])}{more}"


def _by_indicator(missing: Iterable[tuple[str, Item]]) -> Mapping[str, list[Item]]:
    found: dict[str, list[Item]] = {}
    for name, item in missing:
        found.setdefault(name, []).append(item)
    return found
