"""A filing that is killed, or fails, at any step: the archive is as before, or complete."""

import errno
import json
import os
import random
import resource
import shutil
import signal
import sqlite3
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import filelock
import pytest

from bulletin.model.filing import FiledMonth
from bulletin.model.indicator import Item
from bulletin.model.problem import BulletinError
from bulletin.publishing import archive, filing
from bulletin.publishing.record import sha256
from bulletin.publishing.register.file import Register
from tests.filed import month, put
from tests.sample import SOAK

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
STEPS = {
    *("open", "os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.listdir"),
    *("os.scandir", "shutil.rmtree", "tempfile.mkdtemp", "sqlite3.connect"),
}
FILES = {
    "2022-08.xlsx": b"workbook",
    "手册/rules.toml": b"rules",
    "印发/页.docx": b"page",
}
DONE, REFUSED, BROKEN = 0, 251, 252
Halt = Callable[[str], None]


def a_month(key: str, figure: int) -> FiledMonth:
    return month(key, {("授权量", "全市", Item.CURRENT): str(figure)})


def august(figure: int = 8) -> dict[str, bytes]:
    return {**FILES, archive.DATA: filing.dump([a_month("2022-08", figure)])}


def opened(root: Path) -> Register:
    return Register(root.parent / "register.sqlite", root)


def file_away(root: Path, figure: int = 8) -> archive.Folder:
    """What the command does once the edition is prepared."""
    period = a_month("2022-08", figure).period
    folder = archive.file_away(root, period, august(figure))
    opened(root)
    return folder


class Steps:
    """Counts each touch of a file under a folder, and halts before the n-th."""

    def __init__(self, folder: Path, number: int = 0, halt: Halt | None = None) -> None:
        self.folder = str(folder)
        self.number = number
        self.halt = halt
        self.seen = 0

    def watch(self, event: str, arguments: tuple[object, ...]) -> None:
        if event in STEPS and any(str(a).startswith(self.folder) for a in arguments):
            self.seen += 1
            if self.seen == self.number and self.halt:
                self.halt(event)


def in_a_child(work: Callable[[], object], steps: Steps | None = None) -> int:
    """The exit code of a process that does it: DONE, or how many steps were counted."""
    child = os.fork()
    if child == 0:
        code = BROKEN
        try:
            if steps:
                sys.addaudithook(steps.watch)
            work()
            code = steps.seen if steps and not steps.halt else DONE
        except BulletinError:
            code = REFUSED
        finally:
            os._exit(code)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def kill(_: str) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def fail(event: str) -> None:
    if event == "sqlite3.connect":
        raise sqlite3.OperationalError
    raise OSError(errno.ENOSPC, "no space")


def contents(root: Path) -> dict[str, bytes]:
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file() and ".归档-" not in str(path)
    }


def months(register: Register) -> dict[str, str]:
    return {
        period.key: str(register.month(period, ["全市"]).figures[0].seen.value)
        for period in register.periods()
    }


def prepared(folder: Path, *, again: bool) -> Path:
    """An archive with a month in it and its register; `again`: August is filed, too."""
    root = folder / "archive"
    put(root, a_month("2022-07", 7))
    opened(root)
    if again:
        file_away(root, 80)
    return root


def copied(root: Path, folder: Path) -> Path:
    """The same in a folder of its own, with the times that the register goes by."""
    shutil.copytree(root.parent, folder)
    return folder / root.name


def check_and_enter_again(root: Path, before: dict[str, bytes], number: int) -> str:
    """Everything that was there is there; the new filing is whole, or not there."""
    name = f"2022/08/第{number}次归档"
    now = contents(root)
    assert {n: data for n, data in now.items() if not n.startswith(name)} == before
    is_there = (root / name).exists()
    if is_there:
        archive.read(root, name)
        assert {n: now[f"{name}/{n}"] for n in august()} == august()
    folder = file_away(root)
    assert (folder.path, folder.is_new) == (root / name, not is_there)
    assert not list(root.rglob(".归档-*"))
    register = opened(root)
    assert (months(register), register.note) == ({"2022-07": "7", "2022-08": "8"}, "")
    return "complete" if is_there else "before"


@pytest.mark.parametrize("halt", [kill, fail], ids=["killed", "failing"])
@pytest.mark.parametrize("again", [False, True], ids=["first", "second"])
@pytest.mark.parametrize("anew", [False, True], ids=["grown", "anew"])
def test_interrupted_at_any_step_it_is_as_before_or_complete(
    tmp_path: Path, halt: Halt, *, again: bool, anew: bool
) -> None:
    root = prepared(tmp_path / "prepared", again=again)
    if anew:
        (root.parent / "register.sqlite").unlink()
    before = contents(root)
    trial = copied(root, tmp_path / "trial")
    count = in_a_child(lambda: file_away(trial), Steps(trial.parent))
    assert 10 < count < REFUSED
    ends = set()
    for step in range(count, 0, -1 if SOAK else -4):
        own = copied(root, tmp_path / str(step))
        code = in_a_child(lambda: file_away(own), Steps(own.parent, step, halt))  # noqa: B023
        assert code in (DONE, REFUSED, -signal.SIGKILL), (step, code)
        ends.add(check_and_enter_again(own, before, 2 if again else 1))
    assert ends == {"before", "complete"}


@pytest.mark.parametrize("limit", [0, 7, 100, 600, 5000, 30_000])
def test_a_disk_that_fills_up_leaves_all_as_before_or_complete(
    tmp_path: Path, limit: int
) -> None:
    root = prepared(tmp_path / "prepared", again=True)
    before = contents(root)

    def crowded() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
        file_away(root)

    code = in_a_child(crowded)
    assert code in (DONE, REFUSED), code
    check_and_enter_again(root, before, 2)


def test_a_register_killed_while_it_grows_or_is_made_says_what_the_archive_says(
    tmp_path: Path,
) -> None:
    chance = random.Random(3)  # noqa: S311 - no secret
    root = prepared(tmp_path / "prepared", again=False)
    for number in range(1, 60):
        put(root, a_month(f"20{number + 23}-05", number))
    expected = months(opened(copied(root, tmp_path / "sound")))
    for attempt in range(200 if SOAK else 6):
        own = copied(root, tmp_path / str(attempt))
        if attempt % 2:
            (own.parent / "register.sqlite").unlink()
        child = os.fork()
        if child == 0:
            opened(own)
            os._exit(DONE)
        time.sleep(chance.random() / 20)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        register = opened(own)
        assert (months(register), register.note) == (expected, "")
        shutil.rmtree(own.parent)


@pytest.mark.parametrize("locks", [True, False], ids=["locks", "no-locks"])
def test_several_who_file_the_same_month_at_once_leave_whole_filings(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, locks: bool
) -> None:
    if not locks:
        monkeypatch.setattr(filelock, "FileLock", NoLock)
    for attempt in range(40 if SOAK else 4):
        root = prepared(tmp_path / str(attempt), again=False)
        codes = at_once([partial(file_away, root, 100 + figure) for figure in range(5)])
        assert set(codes) <= ({DONE} if locks else {DONE, REFUSED})
        filed = [n for n in archive.stamps(root) if n.startswith("2022/08")]
        assert len(filed) == codes.count(DONE)
        for name in filed:
            listed = json.loads((root / name / archive.CONTENTS).read_bytes())["files"]
            assert listed.keys() == august().keys()
            for file, digest in listed.items():
                assert sha256((root / name / file).read_bytes()) == digest
        known = {"2022-07", "2022-08"} if filed else {"2022-07"}
        assert months(opened(root)).keys() == known


class NoLock(filelock.FileLock):
    """A drive that knows no locks."""

    def _acquire(self) -> None:
        raise NotImplementedError


def at_once(works: list[Callable[[], object]]) -> list[int]:
    """How each of several processes ends that do something together."""
    children = []
    for work in works:
        child = os.fork()
        if child == 0:
            code = BROKEN
            try:
                work()
                code = DONE
            except BulletinError:
                code = REFUSED
            finally:
                os._exit(code)
        children.append(child)
    return [os.waitstatus_to_exitcode(os.waitpid(c, 0)[1]) for c in children]
