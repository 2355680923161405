"""The oracle's words: what each measure must say, taken apart as the parser does it."""

from dataclasses import dataclass
from fractions import Fraction

from bulletin.model.fact import Measure
from bulletin.model.indicator import Item, Shown
from tests.commentary.arithmetic import Month, has_rate, rounded

Said = tuple[str, ...]
POINTS = "个百分点"
_YEAR = ("同比", "上年同期")
_END = ("较上年末", "上年末")


@dataclass(frozen=True)
class Sayer:
    """Puts the measures of one indicator in one area into words taken apart."""

    month: Month
    name: str
    area: str

    def said(self, measure: Measure) -> Said | None:
        """None where there is nothing to print."""
        if measure in (Measure.GROWTH, Measure.SUPPLIED):
            return self._last_year_growth(measure)
        if measure is Measure.CHANGE:
            return self._last_year_change()
        if measure in (Measure.YEAR_END_GROWTH, Measure.YEAR_END_CHANGE):
            end = self._amount(Item.YEAR_END)
            rate = measure is Measure.YEAR_END_GROWTH
            return self._moved(_END, self._amount(Item.CURRENT), end, rate=rate)
        value = self.month.value(self.name, self.area, measure)
        if value is None:
            return None
        if measure is Measure.COMPLETION:
            lower = self.month.indicator(self.name).lower_is_better
            about = "占年度控制数的" if lower else "完成年度目标的"
            return (about, self.round(value, 1), "%")
        if measure is Measure.LEAD:
            return self._lead(value)
        if measure is Measure.RANK:
            return ("位次", str(value))
        if measure is Measure.BEHIND_BEST:
            return self._behind(value)
        return (self.round(value, self.decimals),)

    @property
    def shown(self) -> Shown:
        return self.month.indicator(self.name).shown

    @property
    def is_rate(self) -> bool:
        return self.shown.unit == "%"

    @property
    def decimals(self) -> int:
        """In running text; a rate has one at most."""
        return min(1, self.shown.decimals) if self.is_rate else self.shown.decimals

    def round(self, value: Fraction, decimals: int) -> str:
        return rounded(value, decimals, self.month.catalogue.style.rounding)

    def _amount(self, item: Item) -> Fraction | None:
        return self.month.amount(self.name, self.area, item)

    def _last_year_growth(self, measure: Measure) -> Said | None:
        now, base = self._amount(Item.CURRENT), self._amount(Item.BASE)
        if measure is Measure.SUPPLIED:
            now = base = None
        elif now is None:
            return None
        elif not self.month.comparable(self.name, self.area):
            return ("上年同期", "不可比")
        if base is None or now is None:
            given = self._amount(Item.SUPPLIED)
            if given is None or self.month.blank(self.name, self.area, Item.BASE):
                return None
            return self._rate(_YEAR, given)
        return self._moved(_YEAR, now, base, rate=True)

    def _last_year_change(self) -> Said | None:
        now, base = self._amount(Item.CURRENT), self._amount(Item.BASE)
        if now is None:
            return None
        if not self.month.comparable(self.name, self.area):
            return ("上年同期", "不可比")
        return self._moved(_YEAR, now, base, rate=False)

    def _moved(
        self,
        against: tuple[str, str],
        now: Fraction | None,
        base: Fraction | None,
        *,
        rate: bool,
    ) -> Said | None:
        """Against last year or the end of it, as a rate or as an amount."""
        if now is None or base is None:
            return None
        word, named = against
        amount = self._by(now - base)
        if not rate or (now == base != 0):
            return self._flat(named, now - base, self.change_decimals) or (word, *amount)
        if has_rate(now, base):
            growth = (now - base) * 100 / base
            beside = amount if self._is_small(base) and amount[1] != "0" else ()
            return (*self._rate(against, growth), *self._unless_flat(growth, beside))
        if base == now == 0:
            return (named, "均为0")
        flat = self._flat(named, now - base, self.change_decimals)
        if flat:
            return flat
        if base == 0:
            return (named, "为0", *amount)
        return (word, *self._over_zero(now, base, amount))

    def _over_zero(self, now: Fraction, base: Fraction, amount: Said) -> Said:
        """No rate where one of the two is below zero (wording rule 19)."""
        profit = self.month.indicator(self.name).profit
        if now > 0 > base:
            return ("扭亏为盈" if profit else "由负转正", *amount)
        if now < 0 < base:
            return ("由盈转亏" if profit else "由正转负", *amount)
        if profit:
            return ("减亏" if now > base else "增亏", *amount[1:])
        return amount

    def _rate(self, against: tuple[str, str], growth: Fraction) -> Said:
        times = self.month.catalogue.style.times_from
        flat = self._flat(against[1], growth, 1)
        if flat:
            return flat
        way = "增长" if growth > 0 else "下降"
        if times and growth >= times:
            return (against[0], way, self.round(growth / 100, 1), "倍")
        return (against[0], way, self.round(abs(growth), 1), "%")

    def _unless_flat(self, growth: Fraction, beside: Said) -> Said:
        return () if self._flat("", growth, 1) else beside

    def _flat(self, named: str, change: Fraction, decimals: int) -> Said | None:
        if change == 0:
            return (named, "持平")
        return (named, "基本持平") if self.round(change, decimals) == "0" else None

    @property
    def change_decimals(self) -> int:
        return 1 if self.is_rate else self.shown.decimals

    def _by(self, change: Fraction) -> Said:
        up, down = ("提高", "下降") if self.is_rate else ("增加", "减少")
        unit = POINTS if self.is_rate else self.shown.unit
        number = self.round(abs(change), self.change_decimals)
        return (up if change > 0 else down, number, unit)

    def _is_small(self, base: Fraction) -> bool:
        return base < self.month.catalogue.style.amount_beside_under

    def _lead(self, value: Fraction) -> Said:
        flat = self._flat("时间进度", value, 1)
        if flat:
            return flat
        lower = self.month.indicator(self.name).lower_is_better
        ahead, behind = ("高于", "低于") if lower else ("超过", "落后")
        way = ahead if value > 0 else behind
        return ("时间进度", way, self.round(abs(value), 1), POINTS)

    def _behind(self, value: Fraction) -> Said:
        """The distance to the best district."""
        unit = POINTS if self.is_rate else self.shown.unit
        number = self.round(value, self.change_decimals)
        flat = self._flat("最好水平", value, self.change_decimals)
        return flat or ("最好水平", "相差", number, unit)
