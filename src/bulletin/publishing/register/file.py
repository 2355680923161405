"""data/register.sqlite: always what the archive says, or made anew from it."""

import sqlite3
import tempfile
from collections.abc import Callable, Collection, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TypeVar

from bulletin.model.filing import FactEntry, FiledMonth, Kind
from bulletin.model.period import ReportingPeriod
from bulletin.model.problem import BulletinError
from bulletin.publishing import archive
from bulletin.publishing.register import rows

_Answer = TypeVar("_Answer")
_VERSION = 1
_WAIT = 2.0  # seconds, while another program writes
# What hinders us without anything being wrong with the file.
_NOT_OURS = {
    *(sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_READONLY),
    *(sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_FULL),
    *(sqlite3.SQLITE_PERM, sqlite3.SQLITE_AUTH),
}


class Register:
    """The months of an archive, ready to be asked for.

    It is brought up to date when it is opened, and made anew where the file is missing
    or damaged. Where the file cannot be written it works from memory, and `note` says
    why. Raises ProblemsError when the archive is damaged, BulletinError when a filing
    that was entered has gone; making it `anew` gives up what has gone.

    Of a month filed several times the last filing counts; of imported figures each is
    the last imported, and none counts of a month that was filed.
    """

    def __init__(self, path: Path, root: Path, *, anew: bool = False) -> None:
        self.path = path
        self.root = root
        self.note = ""
        self._image: bytes | None = None
        self._editions: tuple[rows.Edition, ...] | None = None
        if anew or not path.is_file():
            self._rebuild()
        else:
            self._asked(self._bring_up_to_date)

    def periods(self) -> dict[ReportingPeriod, Kind]:
        """The months that are known, in order, and how each came in."""
        known = self._asked(self._counting)
        return {period: Kind(own[0].kind) for period, own in known.items()}

    def month(
        self,
        period: ReportingPeriod,
        areas: Collection[str],
        kind: Kind | None = None,
    ) -> FiledMonth:
        """The figures of a month for those areas, under the names of its day.

        What counts, or with a kind what was filed, what was imported.
        """

        def asked(opened: sqlite3.Connection) -> FiledMonth:
            own = self._counting(opened, kind).get(period, [])
            return rows.month(opened, period, own, areas)

        return self._asked(asked)

    def facts(self, period: ReportingPeriod) -> tuple[FactEntry, ...]:
        """All facts of a month's edition; an imported month has none."""

        def asked(opened: sqlite3.Connection) -> tuple[FactEntry, ...]:
            return tuple(rows.facts(opened, self._counting(opened).get(period, [])))

        return self._asked(asked)

    def _counting(
        self, opened: sqlite3.Connection, kind: Kind | None = None
    ) -> dict[ReportingPeriod, list[rows.Edition]]:
        """The editions that count; they are read once for as long as the file stays."""
        if self._editions is None:
            self._editions = rows.editions(opened)
        return rows.counting(self._editions, kind)

    def _asked(self, question: Callable[[sqlite3.Connection], _Answer]) -> _Answer:
        """The answer; a damaged register is made anew, and asked once more."""
        try:
            with self._opened() as connection:
                return question(connection)
        except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
            if _primary(error) in _NOT_OURS:
                self._do_without(error)
            else:
                self._rebuild()
        with self._opened() as connection:
            return question(connection)

    @contextmanager
    def _opened(self) -> Iterator[sqlite3.Connection]:
        with closing(_connect(":memory:" if self._image else self.path)) as connection:
            if self._image:
                connection.deserialize(self._image)
            if connection.execute("PRAGMA user_version").fetchone() != (_VERSION,):
                raise sqlite3.DatabaseError
            yield connection

    def _bring_up_to_date(self, connection: sqlite3.Connection) -> None:
        """Enter what is new in the archive, or changed."""
        if rows.stamps(connection) == archive.stamps(self.root):
            return
        with _at_once(connection):
            # What another program enters meanwhile is in the archive before it is here.
            known, stamps = rows.stamps(connection), archive.stamps(self.root)
            if gone := sorted(known.keys() - stamps.keys()):
                raise _gone(self.root, gone)
            for name, stamp in stamps.items():
                if known.get(name) != stamp:
                    filing = archive.read(self.root, name)
                    rows.remove(connection, name)
                    rows.enter(connection, filing, name, stamp)

    def _fill(self, connection: sqlite3.Connection) -> None:
        with _at_once(connection):
            rows.create(connection)
            for name, stamp in archive.stamps(self.root).items():
                rows.enter(connection, archive.read(self.root, name), name, stamp)
            connection.execute(f"PRAGMA user_version = {_VERSION}")

    def _rebuild(self) -> None:
        self.note, self._editions = "", None
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryDirectory(prefix=".", dir=self.path.parent) as made:
                built = Path(made) / self.path.name
                with closing(_connect(built)) as connection:
                    self._fill(connection)
                self._replace_by(built)
        except (OSError, sqlite3.OperationalError) as error:
            self._do_without(error)

    def _replace_by(self, built: Path) -> None:
        """Exchange the file; a journal of the old one would be played into the new."""
        self.path.unlink(missing_ok=True)
        self.path.with_name(f"{self.path.name}-journal").unlink(missing_ok=True)
        built.replace(self.path)
        self._image = None

    def _do_without(self, error: Exception) -> None:
        """Work from memory where the file cannot be written or is in use."""
        with closing(_connect(":memory:")) as connection:
            self._fill(connection)
            self._image, self._editions = connection.serialize(), None
        busy = "正被另一个程序使用"
        reason = (
            busy if "locked" in str(error) else "写不进去：只读、没有权限或磁盘已满"
        )
        self.note = f"登记库 {self.path} {reason}。这次直接读归档文件夹，结果一样"


def _connect(path: Path | str) -> sqlite3.Connection:
    return sqlite3.connect(path, timeout=_WAIT, isolation_level=None)


def _primary(error: Exception) -> int | None:
    """SQLite's own number for an error, without its details."""
    code = getattr(error, "sqlite_errorcode", None)
    return None if code is None else code & 0xFF


@contextmanager
def _at_once(connection: sqlite3.Connection) -> Iterator[None]:
    """All of it or nothing, also when the program is killed."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


def _gone(root: Path, names: list[str]) -> BulletinError:
    shown = "、".join(names[:3]) + ("等" if len(names) > 3 else "")  # noqa: PLR2004 - a few
    return BulletinError(
        f"归档文件夹 {root} 里少了{shown}，共 {len(names)} 次：登记过，文件夹却不见了。"
        "请从备份恢复；确实不要了的，请运行 bulletin archive --rebuild"
    )
