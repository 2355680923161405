"""What a month's figures are held against: the editions before it, and none other."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from random import Random
from statistics import median

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from bulletin.intake.continuity import continuity
from bulletin.model.history import UNKNOWN, History
from bulletin.model.indicator import CITY, ELSEWHERE, Indicator, Item
from bulletin.model.problem import Code, Problem
from tests.earlier import (
    DISTRICTS,
    Typed,
    catalogue,
    course,
    figures,
    history,
    indicator,
    period,
)
from tests.sample import SOAK

NAME = "授权量"
NOW, BASE, TARGET, END = Item.CURRENT, Item.BASE, Item.TARGET, Item.YEAR_END
JULY = "2022-07"
SUMS = {"2022-01": 10, "2022-02": 25, "2022-03": 40, "2022-04": 52, "2022-05": 70}
SUMS |= {"2022-06": 85}


def found(
    typed: Typed,
    known: History,
    *indicators: Indicator,
    at: str = JULY,
    ends: Mapping[str, str] | None = None,
) -> list[Problem]:
    """What is wrong with a month; by itself there is one indicator of running sums."""
    own = catalogue(*(indicators or (indicator(),)))
    return list(continuity(figures(at, typed, ends), known, own, period(at)))


def told(problems: Sequence[Problem]) -> list[tuple[str, str]]:
    return [(problem.code.slug, problem.place.cell) for problem in problems]


def mine(value: object, item: Item = NOW, area: str = "甲区") -> Typed:
    return {(NAME, area, item): value}


# ── bases ────────────────────────────────────────────────────────────────────


def test_a_base_that_was_reported_otherwise_is_one_question_for_the_year() -> None:
    before = {"2021-07": 85, "2021-08": 97}
    [july] = found(mine(86, BASE), course(before))
    [august] = found(mine(99, BASE), course(before), at="2022-08")
    assert july.message == "甲区“授权量”的上年同期数与2021年通报不一致"
    assert (august.message, august.place.cell) == (july.message, july.place.cell)
    assert july.code is Code.BASE_DIFFERS
    assert july.can_be_settled
    assert july.advice.startswith(
        "填的是86，通报的2021年7月数是85（2021-07.xlsx【指标数据】授权量甲区本期）。"
    )


def test_a_base_as_it_was_reported_is_no_question() -> None:
    assert found(mine("85.0", BASE), course({"2021-07": "85"})) == []


@pytest.mark.parametrize("typed", [None, "—", "不可比"])
def test_a_base_that_is_no_number_is_not_compared(typed: object) -> None:
    assert found(mine(typed, BASE), course({"2021-07": 85})) == []


def test_a_base_of_another_way_of_counting_is_not_compared() -> None:
    known = course({"2021-07": 85})
    for since, alike in (("2021-07", False), ("2021-08", True), ("2022-07", True)):
        new = indicator(rebased=period(since))
        assert (found(mine(86, BASE), known, new) == []) is alike


def test_the_end_of_last_year_is_that_of_decembers_edition() -> None:
    known = course({"2021-12": 300, "2021-11": 290})
    [problem] = found(mine(290, END), known, indicator(is_flow=False))
    assert problem.message == "甲区“授权量”的上年末数与2021年12月通报不一致"
    assert found(mine(300, END), known, indicator(is_flow=False)) == []


def test_figures_that_lag_are_held_against_those_for_the_same_months() -> None:
    late = indicator(lag=1)
    known = course({"2021-07": 70, "2021-08": 80})  # of June and of July
    assert told(found(mine(71, BASE), known, late)) == [
        ("base-differs", "授权量甲区上年同期")
    ]
    assert found(mine(70, BASE), known, late) == []
    # This time they are not late.
    assert found(mine(80, BASE), known, late, ends={NAME: JULY}) == []


# ── sums of the year ─────────────────────────────────────────────────────────


def test_a_sum_that_went_down_is_told_with_both_figures() -> None:
    [problem] = found(mine(84), course(SUMS))
    assert told([problem]) == [("below-last-month", "授权量甲区本期")]
    assert problem.message == "甲区“授权量”本期84，低于2022年6月已报的85"
    assert "2022-06.xlsx【指标数据】授权量甲区本期" in problem.advice
    assert found(mine(85), course(SUMS)) == []


def test_the_last_month_that_is_known_counts() -> None:
    assert told(found(mine(69), course({"2022-05": 70}))) == [
        ("below-last-month", "授权量甲区本期")
    ]


@pytest.mark.parametrize(
    ("key", "more"),
    [
        ("2021-12", {}),  # another year
        ("2022-06", {"signed": True}),
        ("2022-06", {"is_flow": False}),
        ("2022-06", {"unit": "%"}),
        ("2022-06", {"rebased": period(JULY)}),
    ],
)
def test_only_a_sum_of_the_year_that_cannot_fall_is_held_to_it(
    key: str, more: Mapping[str, object]
) -> None:
    kind = indicator(NAME, **{"unit": "件", **more})  # type: ignore[arg-type] # by name
    assert found(mine(84), course({key: 85}), kind) == []


# ── targets ──────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("typed", [61, "—"])
def test_a_target_that_changed_is_told_once(typed: object) -> None:
    months = {"2022-05": 60, "2022-06": "—"}
    known = history({key: mine(value, TARGET) for key, value in months.items()})
    [problem] = found(mine(typed, TARGET), known)
    assert problem.message == "甲区“授权量”的年度目标与2022年5月通报不一致"
    both = {**known.months, period(JULY): figures(JULY, mine(61, TARGET))}
    assert found(mine(61, TARGET), History(both), at="2022-08") == []


def test_a_target_may_come_late_and_be_new_in_a_new_year() -> None:
    late = history({"2022-06": mine("—", TARGET)})
    old = history({"2021-12": mine(60, TARGET)})
    assert found(mine(61, TARGET), late) == found(mine(61, TARGET), old) == []
    assert found(mine(60, TARGET), history({"2022-06": mine(60, TARGET)})) == []


# ── jumps ────────────────────────────────────────────────────────────────────


def test_a_jump_is_told_with_the_ordinary_range() -> None:
    [problem] = found(mine(435), course(SUMS))
    assert told([problem]) == [("jump", "授权量甲区本期")]
    assert problem.message == "甲区“授权量”7月增加350件，往常每月10～18件"
    assert not problem.is_error
    assert found(mine(110), course(SUMS)) == []


def test_one_odd_month_is_not_the_ordinary() -> None:
    odd = {key: value + 900 * (key > "2022-03") for key, value in SUMS.items()}
    odd |= {"2021-12": 100, "2021-11": 88}
    [problem] = found(mine(985 + 350), course(odd))
    assert problem.message == "甲区“授权量”7月增加350件，往常每月10～18件"


def test_five_months_are_too_few_to_know_what_is_ordinary() -> None:
    few = {key: value for key, value in SUMS.items() if key != "2022-01"}
    assert found(mine(4350), course(few)) == []


def test_a_stock_jumps_either_way_and_a_little_of_itself_is_none() -> None:
    stock = indicator("人口", "万人", is_flow=False, decimals=2)
    same = {f"2022-{month:02}": "385.56" for month in range(1, 7)}
    same |= {"2021-12": "385.56"}
    known = course(same, "人口")
    for typed in ("386.1", "350"):
        assert found({("人口", "甲区", NOW): typed}, known, stock) == []
    [up] = found({("人口", "甲区", NOW): "3856"}, known, stock)
    [down] = found({("人口", "甲区", NOW): "38.56"}, known, stock)
    assert up.message == "甲区“人口”7月比上月增加3470.44万人，往常每月增减0万人"
    assert down.message == "甲区“人口”7月比上月减少347万人，往常每月增减0万人"


def test_a_range_repeats_percent_and_ten_thousands() -> None:
    money = indicator("金额", "万元")
    [problem] = found({("金额", "甲区", NOW): 999}, course(SUMS, "金额"), money)
    assert problem.message.endswith("往常每月10万元～18万元")


# ── districts exchanged ──────────────────────────────────────────────────────


def two(first: object, second: object) -> Typed:
    return {**mine(first), **mine(second, area="乙区")}


def test_two_districts_that_look_exchanged_are_named() -> None:
    problems = found(two(13, 105), history({"2022-06": two(100, 12)}))
    assert told(problems) == [
        ("below-last-month", "授权量甲区本期"),
        ("swapped", "授权量甲区本期"),
    ]
    assert (
        problems[1].message
        == "“授权量”甲区13、乙区105，6月是甲区100、乙区12，像是填反了"
    )
    assert not problems[1].is_error


@pytest.mark.parametrize(
    "now",
    [
        (103, 14),
        (13, 99),  # the other way round, one would have fallen
        (50, 60),  # one fell, but to nobody's figure
    ],
)
def test_others_are_not(now: tuple[int, int]) -> None:
    problems = found(two(*now), history({"2022-06": two(100, 12)}))
    assert "swapped" not in {problem.code.slug for problem in problems}


def test_stocks_must_move_much() -> None:
    stock = indicator(is_flow=False)
    known = history({"2022-06": two(100, 60)})
    assert told(found(two(61, 99), known, stock)) == [("swapped", "授权量甲区本期")]
    for other, told_of in ((99, False), (81, False), (79, True)):
        near = history({"2022-06": two(100, other)})
        assert bool(found(two(other, 100), near, stock)) is told_of


# ── the editions that count ──────────────────────────────────────────────────


def test_without_a_history_nothing_is_asked() -> None:
    assert found({**mine(1), **mine(2, BASE), **mine(3, TARGET)}, UNKNOWN) == []


def test_the_month_itself_and_later_ones_do_not_count() -> None:
    later = {"2022-07": 90, "2022-08": 100}
    assert found(mine(86), course({**SUMS, **later})) == found(mine(86), course(SUMS))


# ── an oracle ────────────────────────────────────────────────────────────────

AREAS = (CITY, *DISTRICTS, ELSEWHERE)


@dataclass(frozen=True)
class World:
    """Random months: `typed` by edition, as (indicator, area, item) → what stands there."""

    indicators: tuple[Indicator, ...]
    typed: Mapping[int, Mapping[tuple[str, str, Item], object]]
    ends: Mapping[int, Mapping[str, int]]
    at: int


def key(number: int) -> str:
    """A month counted from January of the year 0."""
    return f"{number // 12}-{number % 12 + 1:02}"


@st.composite
def worlds(draw: st.DrawFn) -> World:
    random = draw(st.randoms(use_true_random=True))
    at = 2022 * 12 + random.randrange(12)
    kinds = tuple(_indicator(random, name, at) for name in ("甲数", "乙数", "丙数"))
    known = [
        n for n in range(at - 26, at + 2) if random.random() < random.choice((0.6, 1))
    ]
    typed: dict[int, dict[tuple[str, str, Item], object]] = {
        n: {} for n in (*known, at)
    }
    for each in kinds:
        for area in AREAS if each.by_district else (CITY, ELSEWHERE):
            _fill(random, each, area, typed)
    ends = {
        n: {
            each.name: n - random.randrange(3)
            for each in kinds
            if random.random() < 0.05
        }
        for n in typed
    }
    return World(kinds, typed, ends, at)


def _indicator(random: Random, name: str, at: int) -> Indicator:
    return indicator(
        name,
        random.choice(("件", "万元", "%")),
        decimals=random.choice((0, 1)),
        is_flow=random.random() < 0.7,
        by_district=random.random() < 0.8,
        signed=random.random() < 0.2,
        lag=random.choice((0, 0, 0, 1)),
        rebased=period(key(at - random.randrange(30)))
        if random.random() < 0.2
        else None,
    )


def _fill(
    random: Random,
    kind: Indicator,
    area: str,
    typed: Mapping[int, dict[tuple[str, str, Item], object]],
) -> None:
    """Mostly what a district would report, and sometimes anything."""
    usual, level, target = random.choice((0, 3, 20)), random.randrange(200), 60
    for edition in range(min(typed), max(typed) + 1):
        month = (edition - kind.lag) % 12
        if kind.is_flow and month == 0:
            level, target = 0, random.randrange(50, 60)
        level += random.randrange(usual + 1) * random.choice((1, 1, 1, 1, 1, 1, 1, 30))
        if edition not in typed:
            continue
        cells = {NOW: level, TARGET: target, BASE: level, END: level}
        for item, value in cells.items():
            odd = random.random()
            seen: object = (
                value if odd > 0.1 else random.choice((0, 7, level + 5, "—", None))
            )
            if odd > 0.04:
                typed[edition][kind.name, area, item] = seen
        if random.random() < 0.05:
            twin = random.choice(DISTRICTS)
            own, other = (kind.name, area, NOW), (kind.name, twin, NOW)
            if own in typed[edition] and other in typed[edition]:
                cells_ = typed[edition]
                cells_[own], cells_[other] = cells_[other], cells_[own]


class Oracle:
    """The same questions, asked one cell at a time with plain numbers."""

    def __init__(self, world: World) -> None:
        self.world = world

    def all(self) -> Iterator[tuple[Code, str]]:
        if not any(edition < self.world.at for edition in self.world.typed):
            return
        for kind in self.world.indicators:
            areas = AREAS if kind.by_district else (CITY, ELSEWHERE)
            for area in areas:
                yield from self._cell(kind, area)
            yield from self._exchanged(kind)

    def _end(self, kind: Indicator, edition: int) -> int:
        return self.world.ends[edition].get(kind.name, edition - kind.lag)

    def _typed(
        self, kind: Indicator, area: str, item: Item, edition: int
    ) -> Fraction | None:
        value = self.world.typed[edition].get((kind.name, area, item))
        return Fraction(str(value)) if isinstance(value, int) else None

    def now(self, kind: Indicator, area: str, item: Item) -> Fraction | None:
        return self._typed(kind, area, item, self.world.at)

    def then(self, kind: Indicator, area: str, month: int) -> Fraction | None:
        """Of the last edition before that is of the month and counted alike."""
        end = self._end(kind, self.world.at)
        changed = kind.rebased and kind.rebased.year * 12 + kind.rebased.month - 1
        if changed and month < changed <= end:
            return None
        editions = [
            edition
            for edition in self.world.typed
            if month <= edition < self.world.at and self._end(kind, edition) == month
        ]
        return self._typed(kind, area, NOW, max(editions)) if editions else None

    def _cell(self, kind: Indicator, area: str) -> Iterator[tuple[Code, str]]:
        end = self._end(kind, self.world.at)
        for item, month in ((BASE, end - 12), (END, end - end % 12 - 1)):
            both = self.now(kind, area, item), self.then(kind, area, month)
            if None not in both and both[0] != both[1]:
                yield Code.BASE_DIFFERS, f"{kind.name}{area}{item}"
        now = self.now(kind, area, NOW)
        sums = kind.is_flow and kind.unit != "%"
        last = self._last(kind, area)
        held = sums and not kind.signed
        if held and now is not None and last is not None and now < last[1]:
            yield Code.BELOW_LAST_MONTH, f"{kind.name}{area}本期"
        yield from self._target(kind, area)
        if self._jumps(kind, area, end):
            yield Code.JUMP, f"{kind.name}{area}本期"

    def _last(self, kind: Indicator, area: str) -> tuple[int, Fraction] | None:
        end = self._end(kind, self.world.at)
        for month in range(end - 1, end - end % 12 - 1, -1):
            value = self.then(kind, area, month)
            if value is not None:
                return month, value
        return None

    def _target(self, kind: Indicator, area: str) -> Iterator[tuple[Code, str]]:
        at, cell = self.world.at, (kind.name, area, TARGET)
        typed = self.world.typed[at].get(cell)
        given = [
            self.world.typed[edition][cell]
            for edition in range(at - at % 12, at)
            if isinstance(self.world.typed.get(edition, {}).get(cell), int)
        ]
        if typed is not None and given and typed != given[-1]:
            yield Code.TARGET_CHANGED, "".join(cell)

    def _jumps(self, kind: Indicator, area: str, end: int) -> bool:
        """More than five spreads from the middle of at least six moves."""
        if kind.is_flow and kind.unit == "%":
            return False
        falls = kind.signed or not kind.is_flow

        def at(month: int) -> Fraction | None:
            own = month == end
            return self.now(kind, area, NOW) if own else self.then(kind, area, month)

        def moved(month: int) -> Fraction | None:
            now = at(month)
            before = Fraction(0) if kind.is_flow and month % 12 == 0 else at(month - 1)
            if now is None or before is None or (now < before and not falls):
                return None
            return now - before

        own, known = moved(end), [moved(end - n) for n in range(1, 13)]
        moves = [each for each in known if each is not None]
        if own is None or len(moves) < 6:
            return False
        middle = median(moves)
        least = Fraction(1, 10**kind.decimals)
        level = None if kind.is_flow else at(end - 1)
        if level is not None:
            least = max(least, abs(level) / 50)
        spread = median(abs(each - middle) for each in moves) * Fraction(3, 2)
        return abs(own - middle) > 5 * max(spread, abs(middle) / 2, least)

    def _exchanged(self, kind: Indicator) -> Iterator[tuple[Code, str]]:
        sums = kind.is_flow and kind.unit != "%"
        if not kind.by_district or (kind.is_flow and not sums):
            return
        seen: dict[str, tuple[int, Fraction, Fraction]] = {}
        end = self._end(kind, self.world.at)
        for area in DISTRICTS:
            now = self.now(kind, area, NOW)
            then = self.then(kind, area, end - 1)
            last = (
                self._last(kind, area)
                if sums
                else (None if then is None else (end - 1, then))
            )
            if now is not None and last is not None:
                seen[area] = (last[0], now, last[1])
        for one, (month, now, then) in seen.items():
            if any(
                self._pair((now, then), other[1:], sums=sums)
                for area, other in seen.items()
                if area != one and other[0] == month
            ):
                yield Code.SWAPPED, f"{kind.name}{one}本期"

    def _pair(
        self,
        one: tuple[Fraction, Fraction],
        other: tuple[Fraction, Fraction],
        *,
        sums: bool,
    ) -> bool:
        """The first fell to about what the other had, and the other rose to its."""
        now, then = one
        risen, had = other
        if now >= then or risen <= had:
            return False
        if 4 * (abs(now - had) + abs(risen - then)) > then - now + risen - had:
            return False
        if sums:
            return now >= had and risen >= then
        return then - now > abs(then) / 5 and risen - had > abs(had) / 5


def test_any_months_are_questioned_as_the_oracle_does() -> None:
    heard: set[Code] = set()

    @given(world=worlds())
    @settings(
        max_examples=5000 if SOAK else 300,
        derandomize=not SOAK,
        deadline=None,
        database=None,
        phases=(Phase.generate,),
    )
    def agrees(world: World) -> None:
        months = {
            period(key(n)): figures(
                key(n), typed, {name: key(end) for name, end in world.ends[n].items()}
            )
            for n, typed in world.typed.items()
        }
        now = months[period(key(world.at))]
        own = catalogue(*world.indicators)
        problems = list(continuity(now, History(months), own, period(key(world.at))))
        got = sorted((problem.code.slug, problem.place.cell) for problem in problems)
        wanted = sorted((code.slug, cell) for code, cell in Oracle(world).all())
        assert got == wanted, world
        heard.update(problem.code for problem in problems)
        for problem in problems:
            assert not re.search(r"Decimal|None|E[+-]|\.0\d*(?!\d)", problem.message)

    agrees()
    assert heard == {
        *(Code.BASE_DIFFERS, Code.BELOW_LAST_MONTH, Code.TARGET_CHANGED),
        *(Code.JUMP, Code.SWAPPED),
    }


@given(st.lists(st.decimals(0, 10**6, places=2), min_size=7, max_size=12), st.data())
def test_a_jump_lies_outside_the_range_that_is_told(
    increments: list[Decimal], data: st.DataObject
) -> None:
    money = indicator("金额", "元", decimals=2)
    months = [f"2022-{number:02}" for number in range(1, len(increments) + 1)]
    sums = {m: sum(increments[: n + 1]) for n, m in enumerate(months)}
    own = data.draw(st.sampled_from(months[6:]))
    typed = {("金额", "甲区", NOW): sums[own]}
    for problem in found(typed, course(sums, "金额"), money, at=own):
        assert problem.code is Code.JUMP
        numbers = map(Decimal, re.findall(r"[\d.]+(?=[元～])", problem.message))
        moved, low, *high = numbers
        assert not low <= moved <= (high or [low])[0]
