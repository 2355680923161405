"""What became of a quantity: against a base, and against a yearly target."""

from fractions import Fraction

from bulletin.analysis.quantity import Quantity
from bulletin.model.fact import Outcome

_UNKNOWN = (Outcome.PENDING, Outcome.DENOMINATOR_ZERO, Outcome.NO_HISTORY)


def growth(now: Quantity, base: Quantity, *, comparable: bool) -> Quantity:
    """(now - base) / base in %; the difference and the base are what was divided.

    No rate on a base of zero or below, nor for a fall below zero (wording rules 17 to
    19); nothing at all where the two were counted in different ways.
    """
    sources = now.sources + base.sources
    hindrance = _hindrance(now, base, comparable=comparable)
    if hindrance or now.value is None or base.value is None:
        return Quantity(hindrance or Outcome.NO_BASE, sources)
    change = now.value - base.value
    outcome = _rated(now.value, base.value)
    rate = change / base.value * 100 if outcome is Outcome.NUMBER else None
    return Quantity(outcome, sources, rate, change, base.value)


def difference(grown: Quantity) -> Quantity:
    """The difference that a growth was, or could not be, computed from."""
    if grown.numerator is None:
        return grown
    return Quantity(Outcome.NUMBER, grown.sources, grown.numerator)


def completion(now: Quantity, target: Quantity) -> Quantity:
    """Now / target in %."""
    sources = now.sources + target.sources
    if target.value == 0:
        return Quantity(Outcome.TARGET_ZERO, sources)
    hindrance = _missing(now)
    if target.outcome is Outcome.PENDING:
        hindrance = hindrance or Outcome.PENDING
    if hindrance or now.value is None or target.value is None:
        return Quantity(hindrance or Outcome.NO_TARGET, sources)
    rate = now.value / target.value * 100
    return Quantity(Outcome.NUMBER, sources, rate, now.value, target.value)


def _missing(now: Quantity) -> Outcome | None:
    return now.outcome if now.value is None else None


def _hindrance(now: Quantity, base: Quantity, *, comparable: bool) -> Outcome | None:
    """Why the two cannot be compared, unless the base is simply not known."""
    if _missing(now):
        return now.outcome
    if base.outcome is Outcome.INCOMPARABLE or (base.sources and not comparable):
        return Outcome.INCOMPARABLE
    return base.outcome if base.outcome in _UNKNOWN else None


def _rated(now: Fraction, base: Fraction) -> Outcome:
    if base == 0:
        return Outcome.BOTH_ZERO if now == 0 else Outcome.BASE_ZERO
    if base < 0:
        return Outcome.BASE_NEGATIVE
    return Outcome.TURNED_NEGATIVE if now < 0 else Outcome.NUMBER
