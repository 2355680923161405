"""A workspace goes over in one file, whole and unchanged, or not at all."""

import hashlib
import json
import random
import shutil
import stat
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from bulletin.handover.manifest import NAME, is_safe, read, written
from bulletin.handover.opening import unpack
from bulletin.handover.packing import pack
from bulletin.model.problem import BulletinError
from bulletin.workspace import Workspace
from tests.sample import SOAK
from tests.test_cli import bulletin

Damage = Callable[[dict[str, bytes]], object]


def contents(root: Path) -> dict[str, bytes]:
    """All files by their path."""
    paths = (path for path in root.rglob("*") if path.is_file())
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in paths}


@pytest.fixture
def small(tmp_path: Path) -> Workspace:
    """A workspace of a few short files, and what programs leave beside them."""
    root = tmp_path / "工作区"
    kept = {
        "README.md": "怎么用",
        "templates/bulletin.docx": "模板",
        "data/handbook/catalogue.toml": "手册",
        "data/2022-08.xlsx": "工作簿",
        "data/2022-08.汇总记录.json": "记录",
        "data/returns/2022-08/2022-08-某市.xlsx": "报表",
        "data/register.sqlite": "册",
        "output/archive/2022/07/第1次归档/清单.json": "清单",
        "output/2022-08/通报（2022年1—8月）.docx": "通报",
        "output/archive/2022/07/第1次归档/空": "",
    }
    passing = {
        "data/~$2022-08.xlsx": "锁",
        "data/.~lock.2022-08.xlsx#": "锁",
        "data/register.sqlite-wal": "日志",
        "output/.abc/x.docx": "半成品",
        "src/x.py": "程序",
    }
    for name, text in {**kept, **passing}.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return Workspace(root)


@pytest.fixture
def packed(small: Workspace, tmp_path: Path) -> Path:
    return pack(small, tmp_path / "移交.zip").path


def kept(workspace: Workspace) -> dict[str, bytes]:
    """What is to go over."""
    return {
        name: data
        for name, data in contents(workspace.root).items()
        if "~" not in name
        and not name.endswith("-wal")
        and not name.startswith(("output/.", "src"))
    }


def test_what_is_opened_is_what_was_packed(
    small: Workspace, packed: Path, tmp_path: Path
) -> None:
    opened = unpack(packed, tmp_path / "新" / "这里")
    assert contents(opened.workspace.root) == kept(small)
    assert opened.files == len(kept(small))
    again = pack(opened.workspace, tmp_path / "再.zip").path
    with zipfile.ZipFile(packed) as a, zipfile.ZipFile(again) as b:
        assert a.read(NAME) == b.read(NAME)


def test_an_archived_month_is_known_where_it_is_opened(
    own_workspace: Path, tmp_path: Path
) -> None:
    workbook = own_workspace / "data" / "2022-07.xlsx"
    signed = ("--workspace", own_workspace)
    made = bulletin(own_workspace, "archive", "2022-07", workbook, *signed)
    file = tmp_path / "移交.zip"
    said = bulletin(own_workspace, "handover", file)
    assert said.code == 0, said.error
    before = contents(own_workspace)
    shutil.rmtree(own_workspace)
    there = tmp_path / "别处"
    said = bulletin(tmp_path, "handover", "--open", file, there, "--json")
    assert said.json["files"] == len(contents(there))
    assert contents(there).items() <= before.items()
    for command in (("check", "data/2022-07.xlsx"), ("archive", "2022-07")):
        assert bulletin(there, *command).code in (0, made.code)


@pytest.mark.parametrize("seed", range(400 if SOAK else 25))
def test_a_damaged_file_opens_as_it_was_or_not_at_all(
    small: Workspace, packed: Path, tmp_path: Path, seed: int
) -> None:
    chance = random.Random(seed)  # noqa: S311 - no secret
    data = bytearray(packed.read_bytes())
    for _ in range(chance.choice((1, 1, 3, 20))):
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    if seed % 5 == 0:
        data = data[: chance.randrange(len(data))]
    packed.write_bytes(data)
    target = tmp_path / "新"
    try:
        opened = unpack(packed, target)
    except BulletinError:
        assert not target.exists()
        assert not [p for p in tmp_path.iterdir() if p.name.startswith(".")]
    else:
        assert contents(opened.workspace.root) == kept(small)


def forged(path: Path, files: dict[str, bytes], manifest: bytes | None = None) -> None:
    """A zip file with these entries, and a manifest that is right about them."""
    digests = {name: hashlib.sha256(data).hexdigest() for name, data in files.items()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in files.items():
            package.writestr(name, data)
        package.writestr(NAME, written(digests) if manifest is None else manifest)


GOOD = {"data/handbook/catalogue.toml": b"1", "templates/bulletin.docx": b"2"}
PATHS = (
    "../outside.txt",
    "data/../../outside.txt",
    "/etc/passwd",
    "C:/windows/x",
    "data\\..\\x",
    "data//x",
    "data/./x",
    "data/nul.txt",
    "data/x.",
    "src/evil.py",
    "data",
    "data/handbook/Catalogue.toml",
    "data/handbook/catalogue.toml/x",
)


@pytest.mark.parametrize("name", PATHS)
def test_no_path_leads_out_of_the_folder_or_onto_another(
    tmp_path: Path, name: str
) -> None:
    file = tmp_path / "坏.zip"
    forged(file, {**GOOD, name: b"x"})
    _refused(file, tmp_path)


@pytest.mark.parametrize(
    "manifest",
    [
        b"",
        b"[]",
        b"{}",
        b"\xff",
        b"[" * 100_000,
        json.dumps({"kind": "bulletin-handover", "format": 2, "files": {}}).encode(),
        json.dumps({"kind": "other", "format": 1, "files": {}}).encode(),
        json.dumps({"kind": "bulletin-handover", "format": 1, "files": []}).encode(),
        written({}),
        written(dict.fromkeys(GOOD, "0" * 64)),
        written({**dict.fromkeys(GOOD, "0" * 64), "data/more": "0" * 64}),
    ],
)
def test_a_manifest_that_does_not_fit_is_refused(
    tmp_path: Path, manifest: bytes
) -> None:
    file = tmp_path / "坏.zip"
    forged(file, GOOD, manifest)
    _refused(file, tmp_path)


def test_links_bombs_and_foreign_files_are_refused(tmp_path: Path) -> None:
    file = tmp_path / "坏.zip"
    forged(file, {**GOOD, "data/bomb": bytes(200_000_000)})
    _refused(file, tmp_path)
    digests = {n: hashlib.sha256(d).hexdigest() for n, d in GOOD.items()}
    digests["data/link"] = hashlib.sha256(b"/etc/passwd").hexdigest()
    with zipfile.ZipFile(file, "w") as package:
        for name, data in GOOD.items():
            package.writestr(name, data)
        link = zipfile.ZipInfo("data/link")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        package.writestr(link, "/etc/passwd")
        package.writestr(NAME, written(digests))
    _refused(file, tmp_path)
    with zipfile.ZipFile(file, "w") as package:
        package.writestr("照片.jpg", b"x")
    _refused(file, tmp_path)
    forged(file, {"data/2022-07.xlsx": b"x"})
    _refused(file, tmp_path)
    file.write_bytes(b"not a zip")
    _refused(file, tmp_path)
    forged(file, GOOD)
    unpack(file, tmp_path / "新")


def _refused(file: Path, tmp_path: Path) -> None:
    before = {path.name for path in tmp_path.iterdir()}
    with pytest.raises(BulletinError):
        unpack(file, tmp_path / "新")
    assert {path.name for path in tmp_path.iterdir()} == before


def test_nothing_that_is_there_is_touched(
    small: Workspace, packed: Path, tmp_path: Path
) -> None:
    data = packed.read_bytes()
    with pytest.raises(BulletinError, match="已经有了"):
        pack(small, packed)
    assert packed.read_bytes() == data
    with pytest.raises(BulletinError, match="已经有内容"):
        unpack(packed, small.root)
    with pytest.raises(BulletinError, match="打不开"):
        unpack(tmp_path / "没有.zip", tmp_path / "新")
    (tmp_path / "空").mkdir()
    assert unpack(packed, tmp_path / "空").files == len(kept(small))


def test_what_cannot_go_over_is_told_and_not_left_out(
    small: Workspace, tmp_path: Path
) -> None:
    elsewhere = tmp_path / "共享"
    elsewhere.mkdir()
    link = small.root / "data" / "link"
    link.symlink_to(elsewhere, target_is_directory=True)
    with pytest.raises(BulletinError, match="指向别处的链接"):
        pack(small, tmp_path / "移交.zip")
    link.unlink()
    (small.root / "data" / "说明?.txt").write_text("x", encoding="utf-8")
    with pytest.raises(BulletinError, match="请改名"):
        pack(small, tmp_path / "移交.zip")
    assert not (tmp_path / "移交.zip").exists()


def test_the_manifest_reads_back(small: Workspace) -> None:
    names = tuple(kept(small))
    assert all(map(is_safe, names))
    digests = dict.fromkeys(names, "a" * 64)
    assert read(written(digests)) == digests
