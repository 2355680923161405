"""output/archive: numbered folders, built beside and moved in whole, never changed again."""

import json
import os
import re
import secrets
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import Any

from bulletin import __version__
from bulletin.model.filing import FiledMonth, Filing, Kind
from bulletin.model.period import ReportingPeriod
from bulletin.model.place import Place
from bulletin.model.problem import BulletinError, Code, Problem, ProblemsError
from bulletin.publishing import filing
from bulletin.publishing.record import sha256
from bulletin.publishing.shelf import unwritable

DATA, CONTENTS, IMPORTS = "数据.json", "清单.json", "往期"
_FORMAT = 1
_NUMBERED = re.compile(rf"第([1-9]\d*)次({'|'.join(Kind)})")
_YEAR, _MONTH = re.compile(r"\d{4}"), re.compile(r"\d{2}")
_UNFINISHED, _LOCK = ".归档-", ".归档锁"
_WAIT = 20.0  # seconds, while another program files


@dataclass(frozen=True, slots=True)
class Folder:
    """A filing's folder; `is_new` unless the last one held the very same files."""

    path: Path
    number: int
    is_new: bool


def file_away(
    root: Path, period: ReportingPeriod | None, files: Mapping[str, bytes]
) -> Folder:
    """Put the files, by their path in the folder, into the next folder of the period.

    Without a period they are past figures. The folder is there whole or not at all;
    where the last one holds the same files, that one stays the last. Raises
    ProblemsError when the last one is damaged, BulletinError when nothing can be written.
    """
    kind = Kind.ARCHIVED if period else Kind.IMPORTED
    drawer = root / (f"{period.year}/{period.month:02d}" if period else IMPORTS)
    digests = {name: sha256(data) for name, data in files.items()}
    try:
        root.mkdir(parents=True, exist_ok=True)
        with _alone(root):
            number = max(_numbers(drawer, kind), default=0)
            if number and _verified(root, drawer / _name(number, kind)) == digests:
                return Folder(drawer / _name(number, kind), number, is_new=False)
            target = drawer / _name(number + 1, kind)
            contents = {"format": _FORMAT, "kind": kind, "number": number + 1}
            contents |= {"period": period.key if period else None}
            contents |= {"bulletin": __version__, "files": digests}
            listed = json.dumps(contents, ensure_ascii=False, indent=1)
            _lay_down(target, {**files, CONTENTS: listed.encode() + b"\n"})
    except OSError as error:
        raise unwritable(drawer, error) from None
    return Folder(target, number + 1, is_new=True)


def stamps(root: Path) -> dict[str, str]:
    """Every filing by its path under the root, with what changes when its data do."""
    return {
        folder.relative_to(root).as_posix(): _stamp(folder)
        for drawer, kind in _drawers(root)
        for folder in (drawer / _name(n, kind) for n in sorted(_numbers(drawer, kind)))
    }


def last(root: Path, period: ReportingPeriod) -> str | None:
    """The path under the root of the last filing of that month; None without any."""
    drawer = Path(str(period.year), f"{period.month:02d}")
    number = max(_numbers(root / drawer, Kind.ARCHIVED), default=0)
    return (drawer / _name(number, Kind.ARCHIVED)).as_posix() if number else None


def read(root: Path, name: str) -> Filing:
    """What the filing at that path says.

    Raises ProblemsError when its data are not those that were filed.
    """
    folder = root / name
    match = _NUMBERED.fullmatch(folder.name)
    data = _listed(root, folder, (DATA,))[DATA]
    try:
        months = filing.load(data)
    except ValueError:
        raise _damaged(root, folder / DATA, "不是本程序认得的格式") from None
    if match is None or not _belong(months, folder):
        raise _damaged(root, folder, "放错了文件夹")
    return Filing(Kind(match[2]), int(match[1]), months)


def _drawers(root: Path) -> Iterator[tuple[Path, Kind]]:
    yield root / IMPORTS, Kind.IMPORTED
    for year in _folders(root, _YEAR):
        for month in _folders(year, _MONTH):
            yield month, Kind.ARCHIVED


def _folders(parent: Path, names: re.Pattern[str]) -> list[Path]:
    found = _entries(parent)
    return [parent / name for name in sorted(found) if names.fullmatch(name)]


def _numbers(drawer: Path, kind: Kind) -> list[int]:
    found = (_NUMBERED.fullmatch(name) for name in _entries(drawer))
    return [int(match[1]) for match in found if match and match[2] == kind]


def _entries(folder: Path) -> list[str]:
    try:
        return os.listdir(folder)  # noqa: PTH208 - a network drive is slow enough
    except (FileNotFoundError, NotADirectoryError):
        return []
    except OSError:
        raise BulletinError(
            f"归档文件夹 {folder} 读不出来。请核对权限和磁盘后重试"
        ) from None


def _name(number: int, kind: Kind) -> str:
    return f"第{number}次{kind}"


def _stamp(folder: Path) -> str:
    parts = []
    for name in (CONTENTS, DATA):
        with suppress(OSError):
            seen = (folder / name).stat()
            parts.append(f"{seen.st_size}-{seen.st_mtime_ns}")
    return " ".join(parts)


def _belong(months: tuple[FiledMonth, ...], folder: Path) -> bool:
    """Whether a filing lies where it was put, and no clerk has moved it elsewhere."""
    drawer = folder.parent
    if drawer.name == IMPORTS:
        return True
    where = f"{drawer.parent.name}-{drawer.name}"
    return [month.period.key for month in months] == [where]


def _verified(root: Path, folder: Path) -> dict[str, str]:
    """The digests of its files, which are still what was filed."""
    return {name: sha256(data) for name, data in _listed(root, folder).items()}


def _listed(root: Path, folder: Path, names: tuple[str, ...] = ()) -> dict[str, bytes]:
    """Those files of a filing, or all that its 清单 lists, as they were filed."""
    try:
        contents: Any = json.loads((folder / CONTENTS).read_bytes())
        digests: dict[str, str] = contents["files"]
        found = {name: (folder / name).read_bytes() for name in names or digests}
        changed = [name for name in found if sha256(found[name]) != digests[name]]
    except (OSError, ValueError, KeyError, TypeError) as error:
        path = Path(getattr(error, "filename", None) or folder / CONTENTS)
        raise _damaged(root, path, "读不出来") from None
    if changed:
        raise _damaged(root, folder / changed[0], "归档以后被改动过，或已损坏")
    return found


def _damaged(root: Path, path: Path, message: str) -> ProblemsError:
    where = path.relative_to(root.parent).as_posix()
    advice = (
        "请从备份恢复；恢复不了的，请把这一次的文件夹移走，"
        "运行 bulletin archive --rebuild，再归档一次"
    )
    return ProblemsError((Problem(Code.UNREADABLE, message, advice, Place(where)),))


@contextmanager
def _alone(root: Path) -> Iterator[None]:
    """While no other program files anything here; BulletinError when one takes long.

    A drive that knows no locks goes without: _lay_down and _tidy keep a filing whole
    also then, but of two at once both may be refused.
    """
    from filelock import FileLock, Timeout  # noqa: PLC0415 - slow, and only filing locks

    lock = FileLock(root / _LOCK, timeout=_WAIT)
    try:
        with suppress(NotImplementedError):
            lock.acquire()
    except Timeout:
        raise BulletinError(
            f"另一个程序正在往 {root} 归档，没有归档。请等它做完后重试"
        ) from None
    try:
        yield
    finally:
        lock.release()


def _lay_down(target: Path, files: Mapping[str, bytes]) -> None:
    """Build beside, then rename; a folder is complete or is not there."""
    drawer = target.parent
    drawer.mkdir(parents=True, exist_ok=True)
    _tidy(drawer)
    built = drawer / f"{_UNFINISHED}{secrets.token_hex(4)}"
    built.mkdir()
    try:
        for name, data in files.items():
            for inner in reversed(PurePath(name).parents[:-1]):
                # never `built` itself: it may have been cleared away under our hands
                (built / inner).mkdir(exist_ok=True)
            with (built / name).open("wb") as handle:
                handle.write(data)
                handle.flush()
                os.fsync(handle.fileno())
        built.rename(target)
    except OSError:
        shutil.rmtree(built, ignore_errors=True)
        raise
    _settle(drawer)


def _tidy(drawer: Path) -> None:
    """Clear away what an interrupted filing left.

    Renamed first: if its maker is still at work, its own rename fails, and nothing that
    is half cleared away can become a filing.
    """
    for name in _entries(drawer):
        if name.startswith(_UNFINISHED):
            dead = drawer / f"{name}-弃"
            with suppress(OSError):
                (drawer / name).rename(dead)
                shutil.rmtree(dead)


def _settle(drawer: Path) -> None:
    """Let the rename itself reach the disk, where the system can say so of a folder."""
    with suppress(OSError):
        handle = os.open(drawer, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
