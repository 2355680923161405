"""The oracle's words: what each measure must say, taken apart as the parser does it."""

from dataclasses import dataclass
from fractions import Fraction

from bulletin.model.fact import Measure
from bulletin.model.indicator import Item, Shown
from tests.commentary import months
from tests.commentary.arithmetic import Month, has_rate, rounded

Said = tuple[str, ...]
POINTS = "个百分点"
_YEAR = ("同比", "上年同期")
_END = ("较上年末", "上年末")
_MONTH = ("环比", "上月")
_GROWTHS = (Measure.GROWTH, Measure.YEAR_END_GROWTH, Measure.MONTH_GROWTH)
_CHANGES = (Measure.CHANGE, Measure.YEAR_END_CHANGE, Measure.MONTH_CHANGE)


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
            return self._since_year_end(measure)
        if measure in months.COMPARED:
            return self._since_last_month(measure)
        value = self.month.value(self.name, self.area, measure)
        return None if value is None else self._number(measure, value)

    def _number(self, measure: Measure, value: Fraction) -> Said:
        match measure:
            case Measure.COMPLETION:
                lower = self.month.indicator(self.name).lower_is_better
                about = "占年度控制数的" if lower else "完成年度目标的"
                return (about, self.round(value, 1), "%")
            case Measure.LEAD:
                return self._lead(value)
            case Measure.MONTHS_BEHIND:
                return self._months_behind(int(value))
            case Measure.RANK:
                return ("位次", str(value))
            case Measure.BEHIND_BEST:
                return self._behind(value)
            case _:
                return (self.round(value, self.decimals),)

    def _since_year_end(self, measure: Measure) -> Said | None:
        now, end = self._amount(Item.CURRENT), self._amount(Item.YEAR_END)
        if now is not None and not self._comparable(Item.YEAR_END):
            return ("上年末", "不可比")
        rate = measure is Measure.YEAR_END_GROWTH
        return self._moved(_END, now, end, rate=rate)

    def _since_last_month(self, measure: Measure) -> Said | None:
        now, base = months.pair(self.month, self.name, self.area)
        odd = months.Odd.ODD
        if now is odd or (now is not None and base is odd):
            return ("上月", "不可比")
        if not isinstance(now, Fraction) or not isinstance(base, Fraction):
            return None
        return self._moved(_MONTH, now, base, rate=measure is Measure.MONTH_GROWTH)

    def _months_behind(self, count: int) -> Said:
        lower = self.month.indicator(self.name).lower_is_better
        much = {0: ("没有",), 1: ()}.get(count, (f"连续{count}个月",))
        schedule = self.month.catalogue.style.schedule_word
        return (*much, "高于" if lower else "落后于", schedule)

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
        elif not self._comparable(Item.BASE):
            return ("上年同期", "不可比")
        if base is None or now is None:
            given = self._amount(Item.SUPPLIED)
            blank = self.month.blank(self.name, self.area, Item.BASE)
            is_own = measure is Measure.SUPPLIED
            if given is None or (blank and not is_own):
                return None
            return self._rate(_YEAR, given)
        return self._moved(_YEAR, now, base, rate=True)

    def _last_year_change(self) -> Said | None:
        now, base = self._amount(Item.CURRENT), self._amount(Item.BASE)
        if now is None:
            return None
        if not self._comparable(Item.BASE):
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
        amount = self._by(now - base)
        if rate and has_rate(now, base):
            growth = (now - base) * 100 / base
            small = self._is_small(base) and amount[1] != "0"
            beside = self._unless_flat(growth, amount) if small else ()
            return (*self._rate(against, growth), *beside)
        word, named = against
        if rate and base == now == 0:
            return (named, "均为0")
        flat = self._flat(named, now - base, self.change_decimals)
        if flat or not rate:
            return flat or (word, *amount)
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

    def _rate(self, against: tuple[str, ...], growth: Fraction) -> Said:
        times = self.month.catalogue.style.times_from
        flat = self._flat(against[-1], growth, 1)
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

    def _comparable(self, item: Item) -> bool:
        return self.month.comparable(self.name, self.area, item)

    def _is_small(self, base: Fraction) -> bool:
        """Only a count can be a tiny base (wording rule 21)."""
        if self.month.indicator(self.name).ratio or self.shown.decimals:
            return False
        return base < self.month.catalogue.style.amount_beside_under

    def _lead(self, value: Fraction) -> Said:
        word = self.month.catalogue.style.schedule_word
        flat = self._flat(word, value, 1)
        if flat:
            return flat
        lower = self.month.indicator(self.name).lower_is_better
        ahead, behind = ("高于", "低于") if lower else ("超过", "落后")
        way = ahead if value > 0 else behind
        return (word, way, self.round(abs(value), 1), POINTS)

    def bare(self, measure: Measure, value: Fraction) -> Said:
        """Any value of a measure, without what it is held against."""
        if measure in _GROWTHS:
            level = self.round(value, 1) == "0"
            return ("持平",) if level else self._rate(("",), value)[1:]
        if measure in _CHANGES:
            level = self.round(value, self.change_decimals) == "0"
            return ("持平",) if level else self._by(value)
        if measure in (Measure.RANK, Measure.MONTHS_BEHIND):
            return (str(value), "")
        behind = measure is Measure.BEHIND_BEST and self.is_rate
        if measure is Measure.LEAD or behind:
            return (self.round(value, 1), POINTS)
        done = measure is Measure.COMPLETION
        number = self.round(value, 1 if done else self.decimals)
        return (number, "%" if done or self.is_rate else "")

    def _behind(self, value: Fraction) -> Said:
        """The distance to the best district."""
        unit = POINTS if self.is_rate else self.shown.unit
        number = self.round(value, self.change_decimals)
        flat = self._flat("最好水平", value, self.change_decimals)
        return flat or ("最好水平", "相差", number, unit)
