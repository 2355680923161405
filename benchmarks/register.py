"""The register with ten years of one city, and with ten years of 300 cities.

Timed are a month's join (this month, last month, the year before) of one city, the same
three months as the program fetches them, opening the register, and making it anew.
Run: python benchmarks/register.py [CITIES]
"""

import resource
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from bulletin.model.filing import Filed, FiledMonth, Filing, Kind, filed
from bulletin.model.period import ReportingPeriod
from bulletin.model.problem import Stage
from bulletin.preparation import account, prepare
from bulletin.publishing import archive, filing
from bulletin.publishing.register import rows
from bulletin.publishing.register.file import Register
from bulletin.workspace import Workspace

ROOT = Path(__file__).parent.parent
LAST = ReportingPeriod(2022, 7)
MONTHS, ROUNDS = 120, 200
JOIN = """
SELECT now.area, now.indicator, now.item, now.value, last.value, before.value
FROM observation AS now
LEFT JOIN observation AS last ON (last.edition, last.area, last.indicator, last.item)
    = (?, now.area, now.indicator, now.item)
LEFT JOIN observation AS before
    ON (before.edition, before.area, before.indicator, before.item)
    = (?, now.area, now.indicator, now.item)
WHERE now.edition = ? AND now.area IN ({})
"""


def main(cities: int = 300) -> None:
    """Time both registers and print a line for each measure."""
    sample = sample_month()
    print(f"a month: {len(sample.figures)} figures, {len(sample.facts)} facts")
    with tempfile.TemporaryDirectory() as folder:
        ten_years(Path(folder), sample)
        many_cities(Path(folder) / "cities.sqlite", sample, cities)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"peak memory of this benchmark {peak:.0f} MB")


def sample_month() -> FiledMonth:
    """The sample month as the archive would hold it."""
    workbook = ROOT / "data" / "2022-07.xlsx"
    month = prepare(Workspace(ROOT), workbook, Stage.DRAFT, lambda _: None)
    figures = month.dataset.figures
    own = filed(figures, month.handbook.catalogue)
    source = (month.reading.file, month.reading.sha256)
    return FiledMonth(LAST, *source, own, figures.as_of, tuple(account(month)))


def ten_years(folder: Path, sample: FiledMonth) -> None:
    """One city, from an archive as the program writes it."""
    root, path = folder / "archive", folder / "register.sqlite"
    for at in range(MONTHS):
        month = replace(sample, period=LAST.earlier(at))
        data = {archive.DATA: filing.dump([month])}
        archive.file_away(root, month.period, data)
    print(f"\nten years of one city: {MONTHS} filings")
    tell("made anew from the archive", lambda: Register(path, root, anew=True), 3)
    print(f"  size {path.stat().st_size / 2**20:.1f} MB")
    tell("opened, nothing new", lambda: Register(path, root))
    register = Register(path, root)
    areas = sorted({each.area for each in sample.figures})
    tell("three months as the program fetches them", lambda: fetch(register, areas))
    join(path, areas)


def many_cities(path: Path, sample: FiledMonth, cities: int) -> None:
    """Ten years of so many cities in one file; the join is of one of them."""
    began = time.perf_counter()
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA synchronous = OFF")
    rows.create(connection)
    for at in range(MONTHS):
        period = LAST.earlier(at)
        figures = tuple(
            named(each, city) for city in range(cities) for each in sample.figures
        )
        month = replace(sample, period=period, figures=figures, facts=())
        connection.execute("BEGIN")
        rows.enter(connection, Filing(Kind.ARCHIVED, 1, (month,)), period.key, "")
        connection.execute("COMMIT")
    connection.close()
    count = MONTHS * cities * len(sample.figures)
    size = path.stat().st_size / 2**20
    print(f"\nten years of {cities} cities: {count} figures, {size:.0f} MB")
    print(f"  entered in {time.perf_counter() - began:.0f} s")
    own = sorted({named(each, cities // 2).area for each in sample.figures})
    connection = sqlite3.connect(path)
    known = rows.counting(rows.editions(connection))
    months = [(at, known[at]) for at in (LAST, LAST.earlier(1), LAST.earlier(12))]
    tell(
        "three months of one city as the program fetches them",
        lambda: [rows.month(connection, *month, own) for month in months],
    )
    connection.close()
    join(path, own)


def named(each: Filed, city: int) -> Filed:
    """The same figure of another city."""
    return replace(each, area=f"城{city:03d}{each.area}")


def fetch(register: Register, areas: list[str]) -> None:
    """Three months: the last one, the one before it, the one a year before."""
    for months in (0, 1, 12):
        register.month(LAST.earlier(months), areas)


def join(path: Path, areas: list[str]) -> None:
    """A month's join in SQL alone."""
    connection = sqlite3.connect(path)
    known = dict(connection.execute("SELECT period, id FROM edition"))
    now, last, before = (known[LAST.earlier(n).key] for n in (0, 1, 12))
    question = JOIN.format(", ".join("?" * len(areas)))
    asked = (last, before, now, *areas)
    found = connection.execute(question, asked).fetchall()
    tell(
        f"a month's join, {len(found)} rows",
        lambda: connection.execute(question, asked).fetchall(),
    )
    only = f"{question} AND now.item = '本期'"
    found = connection.execute(only, asked).fetchall()
    tell(
        f"  of 本期 alone, {len(found)} rows",
        lambda: connection.execute(only, asked).fetchall(),
    )
    connection.close()


def tell(name: str, work: Callable[[], object], rounds: int = ROUNDS) -> None:
    """The median and the worst of many rounds."""
    times = []
    for _ in range(rounds):
        began = time.perf_counter()
        work()
        times.append((time.perf_counter() - began) * 1000)
    print(f"  {name:52} {statistics.median(times):9.3f} ms, at most {max(times):9.3f}")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
