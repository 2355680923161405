"""The sheet 评议意见 as opinions in force: the leader's word on the commentary."""

from collections.abc import Iterator, Mapping

from bulletin.intake import table as tables
from bulletin.intake.opinion import COLUMNS, RULE, SCOPE, Row, opinion, problems
from bulletin.intake.words import label, month
from bulletin.intake.workbook import Workbook
from bulletin.model.handbook import Handbook
from bulletin.model.opinion import Opinion, Wish
from bulletin.model.period import ReportingPeriod
from bulletin.model.place import Place
from bulletin.model.problem import Code, Problem

SHEET = "评议意见"
Read = Mapping[Place, Opinion]


def opinions(
    workbook: Workbook,
    handbook: Handbook,
    period: ReportingPeriod | None,
) -> tuple[tuple[Opinion, ...], tuple[Problem, ...]]:
    """The opinions in force; none without the sheet, or while no period is known."""
    if not any(label(sheet) == SHEET for sheet in workbook.sheets):
        return (), ()
    table, repeated = tables.read(workbook, SHEET, COLUMNS)
    if table is None or period is None:
        return (), repeated
    found = list(repeated)
    read: dict[Place, Opinion] = {}
    for number, cells in table.rows:
        row = Row(table, number, cells, handbook)
        idle = _idle(row, period)
        wrong = (idle,) if idle else () if row.is_blank else tuple(problems(row))
        found.extend(wrong)
        wanted = None if idle or any(p.is_error for p in wrong) else opinion(row)
        against = tuple(_contradictions(row, wanted, read)) if wanted else ()
        found.extend(against)
        if wanted and not against:
            read[row.place(RULE)] = wanted
    found.extend(_named_all_the_same(read, handbook))
    return tuple(read.values()), tuple(found)


def _idle(row: Row, period: ReportingPeriod) -> Problem | None:
    """A hint for a row that is for another month, or for a sentence of other periods."""
    scope = row.cells.get(SCOPE)
    typed = month(scope.content) if scope else None
    if typed and ReportingPeriod(*typed) != period:
        key = ReportingPeriod(*typed).key
        message = f"这条意见只用于{key}，本期是{period.key}，没有用它"
        advice = "不再用的请删去；本期还要用的，请把适用改为本期或长期"
        return Problem(Code.IDLE_OPINION, message, advice, row.place(SCOPE))
    rule = row.words(RULE)
    if row.rule is None and label(rule) in map(
        label, row.handbook.elsewhen.get("rules", ())
    ):
        message = f"规则“{rule}”不在本期，这条意见没有用"
        return Problem(Code.IDLE_OPINION, message, "不再用的请删去", row.place(RULE))
    return None


def _contradictions(row: Row, wanted: Opinion, read: Read) -> Iterator[Problem]:
    """The opinions before it that leave it no room: one wish twice, or words for silence."""
    for place, other in read.items():
        wishes = {other.wish, wanted.wish}
        same = len(wishes) == 1 or wishes == {Wish.SILENCE, Wish.WORDING}
        if other.rule == wanted.rule and same:
            message = f"“{wanted.rule}”在{place.cell}已有“{other.wish}”的意见"
            advice = "两条只能留一条；几个区（市）请写在同一行里，用、隔开"
            yield row.wrong(RULE, message, advice)


def _named_all_the_same(read: Read, handbook: Handbook) -> Iterator[Problem]:
    """A new wording that names a district which is not to be named."""
    unnamed = {o.rule: o.districts for o in read.values() if o.wish is Wish.UNNAMED}
    names = handbook.catalogue.district_names
    for wanted in read.values():
        avoided = unnamed.get(wanted.rule, ()) if wanted.wording else ()
        for name, present in names.items():
            if present in avoided and name in wanted.wording:
                message = f"改成的话里点了“{name}”的名，另一条意见却说不点它的名"
                advice = "两条意见请改成一致"
                yield Problem(Code.WRONG_OPINION, message, advice, wanted.place)
