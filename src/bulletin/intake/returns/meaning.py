"""What a figure of a return is, by all its labels; or why nobody can be certain."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bulletin.intake.returns.context import Context
from bulletin.intake.returns.labels import Puzzle, labels
from bulletin.intake.returns.page import Spot
from bulletin.intake.returns.senses import Kind, Label, Reading, Sense
from bulletin.intake.returns.spans import How, Span
from bulletin.intake.units import factor
from bulletin.intake.words import nearest
from bulletin.model.handbook import Catalogue
from bulletin.model.indicator import CITY, ELSEWHERE, Indicator, Item
from bulletin.model.period import ReportingPeriod
from bulletin.model.problem import Code

Key = tuple[str, str, Item]
_OTHER_TIME = "不是本期、也不是上年同期的数"
_TELLING = {Kind.INDICATOR, Kind.AREA, Kind.UNIT, Kind.ITEM, Kind.TIME}
_WHEN = (Kind.ITEM, Kind.TIME)


@dataclass(frozen=True, slots=True)
class Meant:
    """The figure that a cell holds, and the unit that its labels say (perhaps none)."""

    key: Key
    unit: str


@dataclass(frozen=True, slots=True)
class Reader:
    """How the figures of a sheet are read in a period."""

    context: Context
    catalogue: Catalogue
    period: ReportingPeriod

    def meant(self, spot: Spot) -> Meant:
        """What the figure there is; raises Puzzle where that is not certain."""
        found = labels(self.context.page, spot)
        if any(label.has(Kind.ASIDE) for label in found.values()):
            raise Puzzle
        senses = self._completed(self._own(found), spot[0])
        indicator = self.catalogue.indicators[self._indicator(senses, spot)]
        area = self._area(senses, indicator, spot)
        item = self._item(senses, indicator, spot)
        if indicator.ratio is not None and item not in indicator.items:
            raise Puzzle
        return Meant((indicator.name, area, item), self._unit(senses, indicator, spot))

    def _own(self, found: Mapping[Spot, Label]) -> Reading:
        """What the labels mean together, which must not contradict each other."""
        senses = frozenset(
            s for at, each in found.items() for s in self._sure(each, at)
        )
        return _undivided(senses, next(iter(found), None))

    def _sure(self, label: Label, at: Spot) -> Reading:
        """The only reading of a label."""
        if not label.is_known:
            known = tuple(self.catalogue.indicator_names) + tuple(
                self.catalogue.district_names
            )
            advice = (
                f"{nearest(label.text, known)}请改成目录里的名称，或用 --alias "
                f"{label.text}=目录里的名称 记下；与数的意思无关的写 {label.text}=略"
            )
            raise Puzzle(f"“{label.text}”不认识", advice, at)
        if len(label.readings) > 1:
            names = "、".join(f"“{name}”" for name in sorted(_names(label)))
            advice = f"请写全称，或用 --alias {label.text}=目录里的名称 记下"
            raise Puzzle(f"“{label.text}”可能是{names}", advice, at)
        reading = self._plain(label.readings[0])
        for sense in reading:
            if sense.kind is Kind.MONTHLY:
                message = f"“{label.text}”是一个月的数，通报要的是累计数"
                raise Puzzle(message, "请报从1月累计的数", at)
            if sense.kind is Kind.ELSEWHEN:
                raise Puzzle(
                    f"“{sense.value}”本期不用", "不用改；不该停用的，请主管核对目录", at
                )
        return reading

    def _plain(self, reading: Reading) -> Reading:
        """Without a time that only repeats the item beside it: 上年同期（2021年1-8月）."""
        items = _values(reading, Kind.ITEM)
        return frozenset(
            sense
            for sense in reading
            if not isinstance(sense.value, Span)
            or items.isdisjoint(
                sense.value.item(self.period, is_flow=flows) for flows in (True, False)
            )
        )

    def _completed(self, senses: Reading, row: int) -> Reading:
        """With what the section above the row and the title say beside the labels."""
        context = self.context
        at, section = context.page.section(row)
        if section is None:
            more: Reading = frozenset()
        elif section.is_known and not section.has(Kind.ASIDE):
            more = self._sure(section, (at, 0))
        else:
            message = (
                f"第{at}行只写着“{section.text}”，不知道是不是小标题，下面的数没有读"
            )
            advice = (
                f"请写成认识的名称；与数的意思无关的，用 --alias {section.text}=略 记下"
            )
            raise Puzzle(message, advice, (at, 0))
        if _kinds(_lacking(more, senses)) & _TELLING and not context.sections_agree:
            message = "几个小标题分的不是同一样东西，不知道管到哪一行"
            raise Puzzle(message, "请把指标、区（市）和项写在各行、各列上", (at, 0))
        told = _undivided(senses | more, (at, 0))
        titled = _lacking(context.title_senses, told)
        if context.names_indicators:
            titled = frozenset(s for s in titled if s.kind is not Kind.INDICATOR)
        kept = (Kind.INDICATOR, Kind.ITEM)
        return told | frozenset(s for s in titled if s.kind in kept)

    def _indicator(self, senses: Reading, spot: Spot) -> str:
        names = _values(senses, Kind.INDICATOR)
        if len(names) == 1:
            return str(*names)
        raise Puzzle("没有写明是哪个指标", "请在行或列上写指标名", spot)

    def _area(self, senses: Reading, indicator: Indicator, spot: Spot) -> str:
        context = self.context
        area = str(next(iter(_values(senses, Kind.AREA)), "")) or self._implied(
            indicator
        )
        if not area:
            advice = "请在行、列或文件名上写区（市）名"
            raise Puzzle("没有写明是哪个区（市）", advice, spot)
        if area == ELSEWHERE:
            raise Puzzle(f"“{ELSEWHERE}”不从报表收", "请核对后自己填", spot)
        whose = context.area
        if whose not in ("", CITY, area) and (area == CITY or indicator.by_district):
            message = f"这是{whose}报的，表里却是“{area}”的数"
            advice = "请核对；是别处报的请另存一个文件"
            raise Puzzle(message, advice, spot, Code.WRONG_RETURN)
        if area != CITY and not indicator.by_district:
            raise Puzzle(f"“{indicator.name}”只要全市数，不分区（市）", "不用改", spot)
        return area

    def _implied(self, indicator: Indicator) -> str:
        """The area that nobody needs to name: the file's, or else the city's."""
        context = self.context
        whose = context.area
        if context.named_areas - {whose}:
            return ""
        return CITY if not indicator.by_district and whose in ("", CITY) else whose

    def _item(self, senses: Reading, indicator: Indicator, spot: Spot) -> Item:
        spans = [s.value for s in senses if isinstance(s.value, Span)]
        items = _values(senses, Kind.ITEM)
        stated = next((i for i in items if isinstance(i, Item)), None)
        found = {self._at(span, stated, indicator) for span in spans}
        if None in found or len(found) > 1:
            raise Puzzle(_OTHER_TIME, "不用改；要用的，请写明是本期还是上年同期", spot)
        if found:
            return next(item for item in found if item)
        if stated:
            return stated
        if not self.context.may_be_current(*spot):
            advice = "请在行或列上写明：本期、上年同期、年度目标"
            raise Puzzle("没有写明是本期、上年同期还是年度目标", advice, spot)
        return Item.CURRENT

    def _at(self, span: Span, stated: Item | None, indicator: Indicator) -> Item | None:
        """What a figure of that time is; one of the period may be any item as well."""
        if span.how is How.YEAR:
            return stated if span.year == self.period.year else None
        found = span.item(self.period, is_flow=indicator.is_flow)
        if stated is None or found is stated is Item.CURRENT:
            return found
        return stated if found is Item.CURRENT else None

    def _unit(self, senses: Reading, indicator: Indicator, spot: Spot) -> str:
        """The unit of the labels; else of the sheet, if it can be the indicator's."""
        written = _values(senses, Kind.UNIT)
        if written:
            return str(*written)
        own = indicator.unit
        fitting = [unit for unit in self.context.units if factor(unit, own) is not None]
        if len(fitting) > 1:
            message = f"单位同时写着“{'”和“'.join(fitting)}”，不知道是哪个"
            raise Puzzle(message, "请在指标名后面写上单位", spot)
        return fitting[0] if fitting else ""


def _undivided(senses: Reading, at: Spot | None) -> Reading:
    """The same; raises Puzzle where they name two of what there can be only one of."""
    for kind in (Kind.INDICATOR, Kind.AREA, Kind.ITEM, Kind.UNIT):
        values = _values(senses, kind)
        if len(values) > 1:
            named = "”和“".join(sorted(map(str, values)))
            message = f"这里的数同时写着“{named}”，不知道是哪个"
            raise Puzzle(message, "请改成只写一个", at)
    return senses


def _values(senses: Iterable[Sense], kind: Kind) -> set[object]:
    return {sense.value for sense in senses if sense.kind is kind}


def _kinds(senses: Iterable[Sense]) -> set[Kind]:
    return {sense.kind for sense in senses}


def _lacking(more: Reading, senses: Reading) -> Reading:
    """What more says of kinds that are not spoken of yet; item and time are one."""
    there = _kinds(senses)
    there |= set(_WHEN) if there & set(_WHEN) else set()
    return frozenset(sense for sense in more if sense.kind not in there)


def _names(label: Label) -> set[str]:
    kinds = (Kind.INDICATOR, Kind.AREA, Kind.ITEM, Kind.UNIT)
    return {str(s.value) for r in label.readings for s in r if s.kind in kinds}
