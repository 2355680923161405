"""Facts by hand, as analysis makes them."""

from fractions import Fraction

from bulletin.model.fact import Fact, Measure, Outcome

Number = str | int | Fraction


def fact(
    measure: Measure,
    value: Number | None,
    unit: str = "件",
    decimals: int = 0,
    **more: object,
) -> Fact:
    """A fact of a measure; a value of None needs an outcome."""
    options: dict[str, object] = {
        "outcome": Outcome.NUMBER,
        "sources": (),
        "unit": unit,
        "decimals": decimals,
        "value": None if value is None else Fraction(value),
    }
    return Fact("甲区.指标", measure, **{**options, **more})  # type: ignore[arg-type] # keywords by name


def rate(measure: Measure, value: Number, **more: object) -> Fact:
    return fact(measure, value, "%", 1, **more)


def points(measure: Measure, value: Number, **more: object) -> Fact:
    return fact(measure, value, "百分点", 1, **more)


def growth(
    now: Number,
    base: Number,
    unit: str = "件",
    decimals: int = 0,
    **more: object,
) -> Fact:
    """A growth (同比 if `measure` names no other) from the two figures compared."""
    value, before = Fraction(now), Fraction(base)
    options = {"measure": Measure.GROWTH, "numerator": value - before, **more}
    options["denominator"] = before
    outcome = outcome_of(value, before)
    if outcome is Outcome.NUMBER:
        options |= {"amount_unit": unit, "amount_decimals": decimals}
        return rate(value=(value / before - 1) * 100, **options)  # type: ignore[arg-type] # as above
    return fact(value=None, unit=unit, decimals=decimals, outcome=outcome, **options)  # type: ignore[arg-type] # as above


def outcome_of(value: Fraction, base: Fraction) -> Outcome:
    if base == 0:
        return Outcome.BOTH_ZERO if value == 0 else Outcome.BASE_ZERO
    if base < 0:
        return Outcome.BASE_NEGATIVE
    return Outcome.TURNED_NEGATIVE if value < 0 else Outcome.NUMBER
