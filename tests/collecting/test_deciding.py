"""Every way in which two files, the workbook and the journal may agree or not."""

import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from bulletin.collecting.deciding import Decision, Desk, Wishes, decide
from bulletin.intake.returns.claim import Claim
from bulletin.intake.workbook import Cell
from bulletin.model.figure import Figures, Observation, State
from bulletin.model.history import UNKNOWN
from bulletin.model.indicator import Item
from bulletin.model.journal import Journal, Origin
from bulletin.model.period import ReportingPeriod
from bulletin.model.place import Place

KEY = ("甲", "某区", Item.CURRENT)
HERE = Place("2022-08.xlsx", "指标数据", "E2")
OLD, NEW, THIRD = Decimal(128), Decimal(131), Decimal(140)
VALUES = (None, OLD, NEW)


@dataclass(frozen=True)
class Case:
    """The cell, where it came from (nothing: typed), what two files say, and the wishes."""

    cell: Decimal | None
    origin: str
    first: Decimal | None
    second: Decimal | None
    prefer: str
    replace: bool


def cases() -> Iterator[Case]:
    for cell in (None, OLD, THIRD):
        origins = ("", "a.xlsx", "gone.xlsx") if cell is not None else ("",)
        wishes = itertools.product(("", "a.xlsx", "b.xlsx"), (False, True))
        for origin, first, second, (prefer, anew) in itertools.product(
            origins, VALUES, VALUES, wishes
        ):
            yield Case(cell, origin, first, second, prefer, anew)


def claim(file: str, value: Decimal) -> Claim:
    return Claim(KEY, State.GIVEN, value, Place(file, "表", "B2"), f"sha-{file}")


def decided(case: Case) -> Decision:
    seen = Observation(
        State.PENDING if case.cell is None else State.GIVEN, case.cell, HERE
    )
    cells = {} if case.cell is None else {"E2": Cell(float(case.cell), HERE)}
    journal = Journal()
    if case.origin and case.cell is not None:
        place = Place(case.origin, "表", "B2")
        journal = Journal({KEY: Origin(case.cell, place, f"sha-{case.origin}")})
    desk = Desk(Figures({KEY: seen}), cells, journal, UNKNOWN, ReportingPeriod(2022, 8))
    said = (("a.xlsx", case.first), ("b.xlsx", case.second))
    claims = [claim(file, value) for file, value in said if value is not None]
    wishes = Wishes((case.prefer,) if case.prefer else (), case.replace)
    return decide(claims, desk, wishes)


def expected(case: Case) -> tuple[Decimal | None, str]:
    """What is written, and the problem, as the clerk was promised."""
    said = {"a.xlsx": case.first, "b.xlsx": case.second}
    values = {value for value in said.values() if value is not None}
    preferred = said.get(case.prefer)
    if preferred is not None:
        values = {preferred}
    if not values:
        return None, ""
    if len(values) > 1:
        return None, "repeated-return"
    (value,) = values
    if value == case.cell:
        return None, ""
    if case.cell is None or case.origin or case.replace:
        return value, ""
    return None, "conflict"


def test_what_is_written_is_what_a_clerk_was_promised() -> None:
    for case in cases():
        decision = decided(case)
        written = [change.claim.value for change in decision.changes]
        told = [problem.code.slug for problem in decision.problems]
        value, problem = expected(case)
        assert written == ([] if value is None else [value]), case
        assert told == ([problem] if problem else []), case


def test_the_journal_says_where_the_cell_as_it_is_now_came_from() -> None:
    for case in cases():
        decision = decided(case)
        now = decision.changes[0].claim.value if decision.changes else case.cell
        origin = decision.journal.origins.get(KEY)
        said = {("a.xlsx", case.first), ("b.xlsx", case.second)}
        if origin is None:
            is_silent = decision.problems or now is None
            assert is_silent or now not in (case.first, case.second), case
        else:
            place = origin.place.file
            before = {(case.origin, case.cell)} if not decision.changes else set()
            assert origin.value == now, case
            assert (place, now) in said | before, case


def test_a_preference_is_remembered_until_the_other_file_changes() -> None:
    case = Case(None, "", OLD, NEW, "b.xlsx", replace=False)
    journal = decided(case).journal
    seen = Observation(State.GIVEN, NEW, HERE)
    cells = {"E2": Cell(131, HERE)}
    desk = Desk(Figures({KEY: seen}), cells, journal, UNKNOWN, ReportingPeriod(2022, 8))
    again = decide([claim("a.xlsx", OLD), claim("b.xlsx", NEW)], desk, Wishes())
    assert (again.changes, again.problems) == ((), ())
    changed = Claim(KEY, State.GIVEN, THIRD, Place("a.xlsx", "表", "B2"), "sha-other")
    asked = decide([changed, claim("b.xlsx", NEW)], desk, Wishes())
    assert [p.code.slug for p in asked.problems] == ["repeated-return"]
