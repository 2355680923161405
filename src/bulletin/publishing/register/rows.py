"""A filing as rows of the register and back; every row carries a seal over its words."""

import json
import sqlite3
import zlib
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from bulletin.model.figure import AsOf, Observation, State
from bulletin.model.filing import FactEntry, Filed, FiledMonth, Filing, Kind
from bulletin.model.indicator import Item
from bulletin.model.period import ReportingPeriod
from bulletin.model.place import Place

Row = tuple[Any, ...]
_JSON = json.JSONEncoder(ensure_ascii=False)


class Edition(NamedTuple):
    """A month of a filing: a row of the table of that name.

    It knows how many rows there are of each of its areas (as JSON), and of the others,
    for a damaged file may also have lost some.
    """

    id: int
    name: str
    stamp: str
    kind: str
    number: int
    period: str
    workbook: str
    sha256: str
    areas: str
    ends: int
    facts: int


_FACT = (
    *("area", "indicator", "measure", "id", "outcome", "value", "numerator"),
    *("denominator", "printed", "formula"),
)
_PLACE = ("file", "sheet", "cell")
# The columns of each table, and how many of the first are its key.
_TABLES: Mapping[str, tuple[int, tuple[str, ...]]] = {
    "edition": (1, Edition._fields),
    "observation": (
        4,
        (
            *("edition", "area", "indicator", "item", "unit", "state", "value"),
            *(*_PLACE, "source", *(f"origin_{part}" for part in _PLACE)),
        ),
    ),
    "as_of": (2, ("edition", "indicator", "period", *_PLACE)),
    "fact": (5, ("edition", *_FACT, "sources")),
}
_OF_EDITION = tuple(_TABLES)[1:]


def create(connection: sqlite3.Connection) -> None:
    """Lay out an empty register."""
    for table, (key, columns) in _TABLES.items():
        connection.execute(
            f"CREATE TABLE {table} ({', '.join(columns)}, seal,"
            f" PRIMARY KEY ({', '.join(columns[:key])})) WITHOUT ROWID"
        )


def stamps(connection: sqlite3.Connection) -> dict[str, str]:
    """The filings that were entered, with their stamps."""
    return {row[1]: row[2] for row in _select(connection, "edition", "1")}


def enter(
    connection: sqlite3.Connection, filing: Filing, name: str, stamp: str
) -> None:
    """Enter each month of a filing."""
    for month in filing.months:
        last = connection.execute("SELECT max(id) FROM edition").fetchone()[0]
        edition = (last or 0) + 1
        filed = (filing.kind.value, filing.number, month.period.key)
        areas = json.dumps(Counter(filed.area for filed in month.figures))
        sizes = (areas, len(month.as_of), len(month.facts))
        own = (edition, name, stamp, *filed, month.workbook, month.sha256, *sizes)
        _insert(connection, "edition", [own])
        for table, rows in _rows(month).items():
            _insert(connection, table, ((edition, *row) for row in rows))


def remove(connection: sqlite3.Connection, name: str) -> None:
    """Take out all months of a filing."""
    chosen = "IN (SELECT id FROM edition WHERE name = ?)"
    for table in _OF_EDITION:
        statement = f"DELETE FROM {table} WHERE edition {chosen}"  # noqa: S608 - ours
        connection.execute(statement, (name,))
    connection.execute("DELETE FROM edition WHERE name = ?", (name,))


def editions(connection: sqlite3.Connection) -> tuple[Edition, ...]:
    """All that were entered, each by the month, the kind and the number of its filing."""
    found = [Edition(*row) for row in _select(connection, "edition", "1")]
    return tuple(sorted(found, key=lambda row: (row.period, row.kind, row.number)))


def counting(
    found: Iterable[Edition], kind: Kind | None = None
) -> dict[ReportingPeriod, list[Edition]]:
    """By month what counts: its last edition, or else all that was imported.

    With a kind the others are left out of account.
    """
    months: dict[ReportingPeriod, list[Edition]] = {}
    for row in found:
        if kind in (None, row.kind):
            month = months.setdefault(ReportingPeriod.of(row.period), [])
            if month and (row.kind == Kind.ARCHIVED or month[0].kind != row.kind):
                month.clear()
            month.append(row)
    return months


def month(
    connection: sqlite3.Connection,
    period: ReportingPeriod,
    found: Sequence[Edition],
    areas: Collection[str],
) -> FiledMonth:
    """The figures of its editions for those areas, of several the last that has one."""
    figures: dict[tuple[Any, ...], Filed] = {}
    ends: dict[str, AsOf] = {}
    chosen = f"edition = ? AND area IN ({', '.join('?' * len(areas))})"
    for edition in found:
        sizes = json.loads(edition.areas)
        rows = _select(connection, "observation", chosen, edition.id, *areas)
        figures |= {row[1:4]: _filed(row) for row in rows}
        _expect(sum(sizes.get(area, 0) for area in areas), rows)
        rows = _select(connection, "as_of", "edition = ?", edition.id)
        _expect(edition.ends, rows)
        for row in rows:
            ends[row[1]] = AsOf(ReportingPeriod.of(row[2]), Place(*row[3:]))
    source = (found[-1].workbook, found[-1].sha256) if found else ("", "")
    return FiledMonth(period, *source, tuple(figures.values()), ends)


def facts(
    connection: sqlite3.Connection, found: Iterable[Edition]
) -> Iterator[FactEntry]:
    """The facts of the editions."""
    for edition in found:
        rows = _select(connection, "fact", "edition = ?", edition.id)
        _expect(edition.facts, rows)
        for row in rows:
            named = dict(zip(_FACT, row[1:], strict=False))
            yield {**named, "sources": json.loads(row[-1])}


def _rows(month: FiledMonth) -> dict[str, Iterable[Row]]:
    return {
        "observation": map(_observation, month.figures),
        "as_of": (
            (name, end.period.key, *_place(end.place))
            for name, end in month.as_of.items()
        ),
        "fact": map(_fact, month.facts),
    }


def _observation(filed: Filed) -> Row:
    seen = filed.seen
    value = None if seen.value is None else f"{seen.value:f}"
    origin = seen.at.origin
    return (
        *(filed.area, filed.indicator, filed.item.value, filed.unit),
        *(seen.state.value, value, *_place(seen.at), seen.source),
        *(_place(origin) if origin else (None, None, None)),
    )


def _filed(row: Row) -> Filed:
    _, area, indicator, item, unit, state, value, *rest = row
    at, source, back = rest[:3], rest[3], rest[4:]
    origin = None if back[0] is None else Place(*back)
    place = Place(at[0], at[1], at[2], origin)
    number = None if value is None else Decimal(value)
    seen = Observation(State(state), number, place, source)
    return Filed(indicator, unit, area, Item(item), seen)


def _fact(fact: FactEntry) -> Row:
    named = tuple(fact[column] or "" for column in _FACT[:4])
    sources = _JSON.encode(fact["sources"])
    return (*named, *(fact[column] for column in _FACT[4:]), sources)


def _place(place: Place) -> tuple[str, str, str]:
    return place.file, place.sheet, place.cell


def _insert(connection: sqlite3.Connection, table: str, rows: Iterable[Row]) -> None:
    marks = ", ".join("?" * (len(_TABLES[table][1]) + 1))
    statement = f"INSERT INTO {table} VALUES ({marks})"  # noqa: S608 - our own words
    connection.executemany(statement, ((*row, _seal(row)) for row in rows))


def _select(
    connection: sqlite3.Connection, table: str, chosen: str, *values: object
) -> list[Row]:
    """The rows, each as it was entered; sqlite3.DatabaseError where one is not."""
    statement = f"SELECT * FROM {table} WHERE {chosen}"  # noqa: S608 - our own words
    found: list[Row] = connection.execute(statement, values).fetchall()
    if any(_seal(row[:-1]) != row[-1] for row in found):
        raise sqlite3.DatabaseError(table)
    return [row[:-1] for row in found]


def _expect(count: int, rows: list[Row]) -> None:
    if len(rows) != count:
        raise sqlite3.DatabaseError(count)


def _seal(row: Row) -> int:
    return zlib.crc32(repr(row).encode())
