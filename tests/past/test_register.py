"""The register says what the archive says, however it came to be, or says nothing."""

import os
import random
import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from bulletin.model.filing import FiledMonth, Kind
from bulletin.model.indicator import Item
from bulletin.model.period import ReportingPeriod
from bulletin.model.problem import BulletinError, ProblemsError
from bulletin.publishing import archive
from bulletin.publishing.register.file import Register
from tests.filed import month, put
from tests.sample import SOAK

NOW, BASE = Item.CURRENT, Item.BASE
JULY = ReportingPeriod(2022, 7)
AREAS = ("全市", "甲区", "乙区")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """An archive with nothing in it."""
    return tmp_path / "archive"


def a_month(key: str, figure: int) -> FiledMonth:
    return month(
        key,
        {
            ("授权量", "全市", NOW): str(figure + 2),
            ("授权量", "甲区", NOW): str(figure),
            ("授权量", "乙区", NOW): "2",
            ("授权量", "乙区", BASE): "不可比",
            ("金额", "甲区", NOW): f"{figure}.50",
            ("金额", "甲区", Item.TARGET): "不适用",
        },
        as_of="2022-06",
    )


def opened(root: Path) -> Register:
    return Register(root.parent / "register.sqlite", root)


def said(register: Register) -> dict[ReportingPeriod, tuple[Kind, FiledMonth]]:
    """Everything that a register says of its months."""
    return {
        period: (kind, register.month(period, AREAS))
        for period, kind in register.periods().items()
    }


def rows(root: Path) -> dict[str, list[tuple[object, ...]]]:
    """All rows of the file, each part of an edition under its name and month."""
    connection = sqlite3.connect(root.parent / "register.sqlite")
    found = {
        table: sorted(
            connection.execute(
                f"SELECT own.name, own.period, {table}.* FROM {table}"  # noqa: S608 - ours
                f" JOIN edition AS own ON own.id = {table}.{key}"
            ),
            key=repr,
        )
        for table, key in (
            ("edition", "id"),
            ("observation", "edition"),
            ("as_of", "edition"),
            ("fact", "edition"),
        )
    }
    connection.close()
    # The numbers of the editions, and so the seals, follow the order of entry.
    return {table: [(*row[:2], *row[3:-1]) for row in found[table]] for table in found}


def test_a_month_comes_back_as_it_was_filed(root: Path) -> None:
    filed = a_month("2022-07", 128)
    put(root, filed)
    register = opened(root)
    assert register.periods() == {JULY: Kind.ARCHIVED}
    found = register.month(JULY, AREAS)
    assert sorted(map(repr, found.figures)) == sorted(map(repr, filed.figures))
    assert (found.workbook, found.sha256) == (filed.workbook, filed.sha256)
    assert found.as_of == filed.as_of


def test_only_the_areas_asked_for_come_back(root: Path) -> None:
    put(root, a_month("2022-07", 128))
    found = opened(root).month(JULY, ("甲区", "丙区"))
    assert {each.area for each in found.figures} == {"甲区"}


def test_the_last_filing_of_a_month_counts(root: Path) -> None:
    for figure in (*range(10, 22), 5):
        put(root, a_month("2022-07", figure))
    assert said(opened(root))[JULY][1].figures == a_month_by_area("2022-07", 5)


def a_month_by_area(key: str, figure: int) -> tuple[object, ...]:
    """The figures in the order of the register's key."""
    order = {area: n for n, area in enumerate(sorted(AREAS))}
    figures = a_month(key, figure).figures
    return tuple(sorted(figures, key=lambda f: (order[f.area], f.indicator, f.item)))


def test_the_same_again_is_no_new_filing(root: Path) -> None:
    first = put(root, a_month("2022-07", 128))
    again = put(root, a_month("2022-07", 128))
    assert (again.path, again.is_new) == (first.path, False)
    assert put(root, a_month("2022-07", 129)).number == 2
    assert put(root, a_month("2022-07", 128)).number == 3


def test_of_imports_the_last_figure_counts_and_none_beside_an_edition(
    root: Path,
) -> None:
    put(root, month("2022-06", {("授权量", "甲区", NOW): "1"}), imported=True)
    put(
        root,
        month("2022-06", {("授权量", "甲区", NOW): "2", ("授权量", "乙区", NOW): "7"}),
        month("2022-07", {("其他", "甲区", NOW): "3"}),
        imported=True,
    )
    put(root, month("2022-06", {("金额", "甲区", NOW): "4"}), imported=True)
    before = said(opened(root))
    june = before[ReportingPeriod(2022, 6)][1].figures
    assert {(f.indicator, f.area): str(f.seen.value) for f in june} == {
        ("授权量", "甲区"): "2",
        ("授权量", "乙区"): "7",
        ("金额", "甲区"): "4",
    }
    put(root, a_month("2022-06", 128))
    kind, after = said(opened(root))[ReportingPeriod(2022, 6)]
    assert kind is Kind.ARCHIVED
    assert after.figures == a_month_by_area("2022-06", 128)


def test_a_register_rebuilt_says_what_one_that_grew_says(root: Path) -> None:
    chance = random.Random(5)  # noqa: S311 - no secret
    for _ in range(200 if SOAK else 30):
        key = f"202{chance.randrange(3)}-{chance.randrange(1, 13):02d}"
        put(root, a_month(key, chance.randrange(100)), imported=chance.random() < 0.3)
        if chance.random() < 0.5:
            opened(root)
    grown, grown_rows = said(opened(root)), rows(root)
    (root.parent / "register.sqlite").unlink()
    assert said(opened(root)) == grown
    assert rows(root) == grown_rows


def test_a_filing_that_was_restored_from_a_copy_is_entered_again(root: Path) -> None:
    folder = put(root, a_month("2022-07", 128)).path
    opened(root)
    other = root.parent / "other"
    restored = put(other, a_month("2022-07", 64)).path
    shutil.rmtree(folder)
    shutil.copytree(restored, folder)
    assert said(opened(root))[JULY][1].figures == a_month_by_area("2022-07", 64)


def test_a_filing_that_has_gone_is_missed_until_it_is_given_up(root: Path) -> None:
    put(root, a_month("2022-06", 64))
    gone = put(root, a_month("2022-07", 128)).path
    opened(root)
    shutil.rmtree(gone)
    with pytest.raises(BulletinError, match="2022/07/第1次归档") as caught:
        opened(root)
    assert "--rebuild" in str(caught.value)


@pytest.mark.parametrize("name", [archive.DATA, archive.CONTENTS])
@pytest.mark.parametrize("damage", ["changed", "cut", "gone", "empty"])
def test_damage_in_the_archive_is_told_and_never_read(
    root: Path, name: str, damage: str
) -> None:
    folder = put(root, a_month("2022-07", 128)).path
    opened(root)
    data = (folder / name).read_bytes()
    changed = {
        "changed": data.replace(b"128", b"138").replace(b"0.2.0", b"0.2"),
        "cut": data[: len(data) // 2],
        "empty": b"",
    }
    if damage == "gone":
        (folder / name).unlink()
    else:
        (folder / name).write_bytes(changed[damage])
    if (name, damage) == (archive.CONTENTS, "changed"):
        assert said(opened(root))[JULY][1].figures == a_month_by_area("2022-07", 128)
        return
    with pytest.raises(ProblemsError) as caught:
        opened(root)
    assert [problem.code.slug for problem in caught.value.problems] == ["unreadable"]
    assert "第1次归档" in caught.value.problems[0].place.file


def test_a_month_moved_to_another_folder_is_not_that_month(root: Path) -> None:
    put(root, a_month("2022-07", 128))
    (root / "2022" / "07").rename(root / "2022" / "06")
    with pytest.raises(ProblemsError, match="放错了文件夹"):
        opened(root)


def test_a_register_with_any_damage_is_made_anew_or_says_the_same(root: Path) -> None:
    for number in range(1, 8):
        put(root, a_month(f"2022-{number:02d}", number * 11))
    expected = said(opened(root))
    path = root.parent / "register.sqlite"
    sound = path.read_bytes()
    chance = random.Random(7)  # noqa: S311 - no secret
    for _ in range(3000 if SOAK else 150):
        path.write_bytes(damaged(sound, chance))
        register = opened(root)
        assert said(register) == expected
        assert register.note == ""


def damaged(sound: bytes, chance: random.Random) -> bytes:
    """The file cut off, or with a few bytes changed, or a page of it lost."""
    kind = chance.randrange(4)
    at = chance.randrange(len(sound))
    if kind == 0:
        return sound[:at]
    if kind == 1:
        page = at // 4096 * 4096
        return sound[:page] + bytes(4096) + sound[page + 4096 :]
    changed = bytearray(sound)
    for _ in range(1 if kind == 2 else 20):
        changed[chance.randrange(len(sound))] = chance.randrange(256)
    return bytes(changed)


@pytest.fixture
def locked(root: Path) -> Iterator[Path]:
    """An archive whose register another program has locked, with one filing to enter."""
    put(root, a_month("2022-06", 64))
    opened(root)
    put(root, a_month("2022-07", 128))
    other = sqlite3.connect(root.parent / "register.sqlite")
    other.execute("BEGIN EXCLUSIVE")
    yield root
    other.close()


def test_a_locked_register_is_done_without_and_said(locked: Path) -> None:
    register = opened(locked)
    assert said(register)[JULY][1].figures == a_month_by_area("2022-07", 128)
    assert "正被另一个程序使用" in register.note


@pytest.mark.skipif(os.name == "nt", reason="folders have no such permission")
def test_a_register_in_a_folder_that_cannot_be_written_is_done_without(
    root: Path,
) -> None:
    put(root, a_month("2022-07", 128))
    nowhere = root.parent / "file"
    nowhere.write_bytes(b"")
    register = Register(nowhere / "register.sqlite", root)
    assert said(register)[JULY][1].figures == a_month_by_area("2022-07", 128)
    assert "写不进去" in register.note
