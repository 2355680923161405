"""Stopped anywhere, workbook and journal are both as before, or both new."""

import hashlib
import subprocess
import sys
from pathlib import Path

import pytest

from bulletin.intake import journal as journals
from bulletin.model.journal import Journal
from tests.collecting.inbox import Office, office

GRANTED, DISTRICT = "发明专利授权量", "滕州市"
# The program ends, as if the power did, at the given step that changes a file.
KILLER = """
import os, pathlib, sys
from bulletin.cli.main import main
left = int(sys.argv.pop(1))
def counted(change):
    def told(*given, **named):
        global left
        left -= 1
        if left < 0:
            os._exit(9)
        return change(*given, **named)
    return told
for name in ("replace", "write_bytes", "unlink"):
    setattr(pathlib.Path, name, counted(getattr(pathlib.Path, name)))
main()
"""
STEPS = 12


@pytest.fixture
def desk(tmp_path: Path) -> Office:
    found = office(tmp_path / "office")
    found.form(DISTRICT, {(GRANTED, "本期"): 140})
    found.collect()
    found.form(DISTRICT, {(GRANTED, "本期"): 143, ("有效发明专利", "本期"): 1100})
    return found


def pair(desk: Office) -> tuple[bytes, Journal]:
    """The workbook, and the journal as whoever reads it with that workbook sees it."""
    data = desk.workbook.read_bytes()
    return data, journals.read(desk.workbook, hashlib.sha256(data).hexdigest())


def collect(desk: Office, steps: int) -> int:
    command = ["collect", desk.inbox, "--into", desk.workbook, "--workspace", desk.root]
    done = subprocess.run(
        [sys.executable, "-c", KILLER, str(steps), *map(str, command)],
        check=False,
        capture_output=True,
    )
    return done.returncode


def test_workbook_and_journal_are_both_old_or_both_new(desk: Office) -> None:
    before = {p: p.read_bytes() for p in desk.root.rglob("*") if p.is_file()}
    old = pair(desk)
    assert collect(desk, 1000) == 0
    new = pair(desk)
    assert old[0] != new[0]
    assert old[1] != new[1]
    killed = 0
    for steps in range(STEPS):
        desk.journal.unlink(missing_ok=True)
        for path, data in before.items():
            path.write_bytes(data)
        killed += collect(desk, steps) == 9
        assert pair(desk) in (old, new), steps
        assert collect(desk, 1000) == 0
        assert pair(desk) == new, steps
    assert 2 <= killed < STEPS
