"""Returns as a few rows, read for August 2022 in the sample's handbook."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from bulletin.handbook import read as handbooks
from bulletin.intake.returns import files
from bulletin.intake.returns.claim import Return
from bulletin.intake.returns.files import Month
from bulletin.intake.returns.lexicon import lexicon
from bulletin.intake.workbook import Workbook
from bulletin.model.alias import NO_ALIASES, Aliases
from bulletin.model.period import ReportingPeriod
from tests.collecting.inbox import table
from tests.sample import ROOT

PERIOD = ReportingPeriod(2022, 8)
Row = Sequence[object]


@cache
def month() -> Month:
    return month_with(NO_ALIASES)


def month_with(aliases: Aliases, period: ReportingPeriod = PERIOD) -> Month:
    handbook, _ = handbooks.read(ROOT / "data" / "handbook", period)
    return Month(handbook, period, lexicon(handbook, aliases))


def read(
    rows: Iterable[Row],
    name: str = "8月.xlsx",
    sheet: str = "Sheet1",
    wanted: Month | None = None,
) -> Return:
    book = Workbook(name.rpartition("/")[2], table(rows, sheet))
    return files.read(book, name, wanted or month())


def seen(found: Return) -> Mapping[tuple[str, str, str], str]:
    return {(*claim.key[:2], claim.key[2].value): claim.shown for claim in found.claims}


def codes(found: Return) -> list[str]:
    return [problem.code.slug for problem in found.problems]
