"""A quantity as a fact: its id, and the unit and decimals in which it prints."""

from bulletin.analysis.quantity import Quantity
from bulletin.model.fact import Fact, Measure
from bulletin.model.indicator import Indicator, Shown

RATE, POINTS, PLACE = Shown("%", 1), Shown("百分点", 1), Shown("", 0)
MONTHS = Shown("个月", 0)
# Those of which less is better, whatever the indicator.
_LESS_IS_BETTER = (Measure.BEHIND_BEST, Measure.RANK, Measure.MONTHS_BEHIND)


def as_fact(
    key: tuple[str, Indicator, Measure],
    found: Quantity,
    formula: str,
    form: Shown,
    amount: Shown = PLACE,
) -> Fact:
    """The fact in its form; `amount` is that of what was divided, if it has another."""
    area, indicator, measure = key
    stem = f"{area}.{indicator.name}"
    return Fact(
        stem if measure is Measure.VALUE else f"{stem}.{measure}",
        measure,
        found.outcome,
        found.sources,
        area=area,
        indicator=indicator.name,
        unit=form.unit,
        decimals=form.decimals,
        value=found.value,
        numerator=found.numerator,
        denominator=found.denominator,
        amount_unit=amount.unit,
        amount_decimals=amount.decimals,
        formula=formula,
        lower_is_better=indicator.lower_is_better or measure in _LESS_IS_BETTER,
        profit=indicator.profit,
        limited=indicator.lower_is_better,
    )


def form_of_change(indicator: Indicator) -> Shown:
    """A rate changes by 百分点 (wording rule 14)."""
    return POINTS if indicator.unit == "%" else indicator.shown


def growth_as_fact(
    key: tuple[str, Indicator, Measure], found: Quantity, now: str, base: str
) -> Fact:
    """A rate of growth, or the difference where there can be no rate.

    `now` and `base` name what is compared.
    """
    indicator = key[1]
    amount = form_of_change(indicator)
    if found.value is None and found.numerator is not None:
        return as_fact(key, found, f"{now} − {base}，不计算比率", amount)
    formula = f"（{now} − {base}）÷ {base} × 100"
    # Wording rule 21 speaks of small counts; a small rate or amount is no such base.
    counted = indicator.ratio is None and not indicator.shown.decimals
    return as_fact(key, found, formula, RATE, amount if counted else PLACE)


def reported_as(indicator: Indicator, measure: Measure) -> str:
    """The formula of a figure as reported, or of a ratio computed from its parts."""
    if indicator.ratio is None or measure not in _COMPUTED:
        divisor = indicator.shown.divisor
        return "填报数" if divisor == 1 else f"填报数 ÷ {divisor}"
    ratio = indicator.ratio
    scale = "" if ratio.scale == 1 else f" × {ratio.scale}"
    return f"{ratio.numerator} ÷ {ratio.denominator}{scale}"


_COMPUTED = (Measure.VALUE, Measure.BASE, Measure.LAST_MONTH)
