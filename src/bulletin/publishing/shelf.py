"""output/2022-07: a set of files is built beside, moved in whole, its record last."""

import errno
import json
import os
import shutil
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from bulletin.model.problem import BulletinError
from bulletin.publishing.record import sha256

RECORD = "生成记录.json"
HISTORY = "历史版本"
_REASONS = {
    errno.ENOSPC: "磁盘空间不足，请清理后重试",
    errno.ENOTDIR: "路径中有一段不是文件夹，请核对",
    errno.EEXIST: "同名的文件占住了文件夹的位置，请移开后重试",
    errno.EROFS: "磁盘是只读的，请换一个文件夹",
    errno.ENAMETOOLONG: "路径太长，请换一个短些的文件夹",
}


@dataclass(frozen=True, slots=True)
class Shelved:
    """Where the files of a set lie now, and which edited ones had to make room."""

    paths: Mapping[str, Path]
    kept: tuple[Path, ...]


def shelve(
    folder: Path, files: Mapping[str, bytes], record: Mapping[str, object]
) -> Shelved:
    """Put the files and their record into the folder; what stood there before goes.

    A file that somebody has edited since it was made is kept in 历史版本. Raises
    BulletinError when the folder cannot be written or a file is open elsewhere.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        known = _known(folder)
        _refuse_open(folder, (*files, *known))
        with tempfile.TemporaryDirectory(prefix=".", dir=folder) as made:
            built = _build(Path(made), files, record)
            kept = _clear(folder, known, files)
            for name in (*files, RECORD):
                (built / name).replace(folder / name)
    except OSError as error:
        raise unwritable(folder, error) from None
    paths = {name: folder / name for name in (*files, RECORD)}
    return Shelved(paths, kept)


def write(path: Path, data: bytes) -> None:
    """One file, whole or not at all; raises BulletinError where it cannot be written."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _refuse_open(path.parent, (path.name,))
        with tempfile.TemporaryDirectory(prefix=".", dir=path.parent) as made:
            (Path(made) / path.name).write_bytes(data)
            (Path(made) / path.name).replace(path)
    except OSError as error:
        raise unwritable(path, error) from None


def set_aside(path: Path) -> Path:
    """Make room for a new file: one that somebody edited moves to 历史版本.

    Returns where it is now; raises BulletinError where it cannot be moved.
    """
    try:
        _refuse_open(path.parent, (path.name,))
        return _keep(path)
    except OSError as error:
        raise unwritable(path, error) from None


def unwritable(path: Path, error: OSError) -> BulletinError:
    """Why nothing could be written there, and what to do."""
    if isinstance(error, PermissionError):
        name = Path(error.filename or path).name
        return BulletinError(
            f"{name} 写不进去：文件可能正在 Word/WPS/Excel 中打开，请关闭后重试；"
            f"或 {path} 没有写入权限",
        )
    reason = _REASONS.get(error.errno or 0, "请检查磁盘空间和文件夹权限")
    return BulletinError(f"写入 {path} 失败：{reason}")


def _known(folder: Path) -> dict[str, str]:
    """The digests of the files that the last record lists."""
    with suppress(OSError, ValueError):
        content = json.loads((folder / RECORD).read_bytes())
        files = content.get("files") if isinstance(content, dict) else None
        listed = files.items() if isinstance(files, dict) else ()
        return {name: digest for name, digest in listed if _is_ours(folder, name)}
    return {}


def _is_ours(folder: Path, name: str) -> bool:
    """A plain file in this very folder: a record may come from anywhere."""
    path = folder / name
    return Path(name).name == name and path.is_file() and not path.is_symlink()


def _refuse_open(folder: Path, names: tuple[str, ...]) -> None:
    """Word, WPS and LibreOffice leave a file beside each document that they hold."""
    for name in names:
        beside = {
            f"~${name}",
            f"~${name[1:]}",
            f"~${name[2:]}",
            f".~{name}",
            f".~lock.{name}#",
        }
        if any((folder / mark).exists() for mark in beside):
            raise BulletinError(f"{name} 正在 Word/WPS 中打开，请关闭后重试")


def _build(
    folder: Path,
    files: Mapping[str, bytes],
    record: Mapping[str, object],
) -> Path:
    digests = {name: sha256(data) for name, data in files.items()}
    listed = {**record, "files": digests}
    text = json.dumps(listed, ensure_ascii=False, separators=(",", ":"))
    for name, data in {**files, RECORD: text.encode() + b"\n"}.items():
        path = folder / name
        path.write_bytes(data)
        with path.open("rb+") as handle:
            os.fsync(handle.fileno())
    return folder


def _clear(
    folder: Path,
    known: Mapping[str, str],
    files: Mapping[str, bytes],
) -> tuple[Path, ...]:
    """Make room: our own untouched files go, edited ones move to 历史版本."""
    kept: list[Path] = []
    for name in dict.fromkeys((*known, *files)):
        path = folder / name
        if path.exists() and sha256(path.read_bytes()) != known.get(name):
            kept.append(_keep(path))
    (folder / RECORD).unlink(missing_ok=True)
    for name in known.keys() - files.keys():
        (folder / name).unlink(missing_ok=True)
    return tuple(kept)


def _keep(path: Path) -> Path:
    history = path.parent / HISTORY
    history.mkdir(exist_ok=True)
    number = 1
    while (target := history / f"{path.stem}.{number}{path.suffix}").exists():
        number += 1
    shutil.move(path, target)
    return target
