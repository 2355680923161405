"""A row of figures in a form: what it asks for, and what a typed figure is held against."""

from collections.abc import Iterator
from dataclasses import dataclass

from bulletin.model.handbook import Catalogue
from bulletin.model.indicator import CITY, ELSEWHERE, Indicator, Item

_DASHES = ("—", "-", "/")
_INCOMPARABLE = "不可比"
_ADDED = (Item.CURRENT, Item.BASE, Item.TARGET, Item.YEAR_END)
_LONGEST_MESSAGE = 255
_NO_FIGURE = "没有数据填“—”，数值为零填0，没有报来的留空。"


@dataclass(frozen=True, slots=True)
class Row:
    """An item of an indicator; `is_banded` tells neighbouring indicators apart."""

    indicator: Indicator
    item: Item
    is_banded: bool

    @property
    def adds_up(self) -> bool:
        """Whether the districts' figures must come to the city's."""
        indicator = self.indicator
        return indicator.additive and indicator.by_district and self.item in _ADDED

    @property
    def is_rate(self) -> bool:
        """Whether 87.5% may be typed as it is spoken."""
        return self.indicator.unit == "%" or self.item is Item.SUPPLIED

    @property
    def grows(self) -> bool:
        """Whether no month can report less than the month before it in the year."""
        indicator = self.indicator
        is_sum = indicator.is_flow and not indicator.signed and not indicator.ratio
        return is_sum and self.item is Item.CURRENT

    @property
    def unit(self) -> str:
        """The unit in its cell; growth that is supplied is not in the indicator's."""
        return "" if self.item is Item.SUPPLIED else self.indicator.unit

    @property
    def band(self) -> str:
        """The style of its labels."""
        return "label" if self.is_banded else "band"

    @property
    def pattern(self) -> str:
        """As typed, but for amounts: Excel then keeps a typed % and hides no decimal."""
        decimals = self.indicator.decimals
        return "" if self.is_rate or not decimals else "0." + "0" * decimals

    def is_open(self, area: str) -> bool:
        """Whether there is anything to fill in."""
        if area == ELSEWHERE:
            return self.adds_up
        return area == CITY or self.indicator.by_district

    def check(self, cell: str) -> dict[str, object]:
        """A question to who types anything but a fitting number; pasting is not hindered.

        `cell` is the first of those that are checked.
        """
        indicator = self.indicator
        fits, words = [f"ISNUMBER({cell})"], []
        if self.item is not Item.SUPPLIED:
            decimals = indicator.decimals
            fits.append(f"ROUND({cell},{decimals})={cell}")
            words.append(f"最多{decimals}位小数" if decimals else "填整数")
            if not indicator.signed:
                fits.append(f"{cell}>=0")
                words.append("不能是负数")
        others = (*_DASHES, _INCOMPARABLE) if self.item is Item.BASE else _DASHES
        dashes = ",".join(f'{cell}="{other}"' for other in others)
        return {
            "validate": "custom",
            "value": f"=IF(ISNUMBER({cell}),AND({','.join(fits)}),OR({dashes}))",
            "error_type": "warning",
            "error_title": "这个数请再看一下",
            "error_message": self._message("，".join(words)),
        }

    def _message(self, words: str) -> str:
        indicator = self.indicator
        unit = "百分数" if self.item is Item.SUPPLIED else indicator.unit
        message = f"{indicator.name}（{self.item}）按{unit}填，{words or '填数字'}。"
        return (message + _NO_FIGURE)[:_LONGEST_MESSAGE]


def rows(catalogue: Catalogue) -> Iterator[Row]:
    """The rows of every indicator that is reported, in the catalogue's order."""
    reported = (each for each in catalogue.indicators.values() if each.items)
    for number, indicator in enumerate(reported):
        for item in indicator.items:
            yield Row(indicator, item, is_banded=number % 2 == 0)
