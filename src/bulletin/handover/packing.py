"""A workspace as one file: templates, handbook, workbooks, returns, register, archive."""

import hashlib
import os
import tempfile
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bulletin.handover import manifest
from bulletin.model.problem import BulletinError
from bulletin.publishing import shelf
from bulletin.workspace import Workspace

_CHUNK = 1 << 20
# What Office programs, SQLite and we ourselves leave beside files that are in use.
_PASSING = (".", "~$")
_PASSING_ENDS = ("-journal", "-wal", "-shm", ".tmp")
_CACHES = ("__pycache__",)


@dataclass(frozen=True, slots=True)
class Packed:
    """The file, how many files are in it, and how large they are in all, in bytes."""

    path: Path
    files: int
    size: int


def pack(workspace: Workspace, target: Path) -> Packed:
    """Everything of the workspace in a new file, there whole or not at all.

    Raises BulletinError where the file is there already, cannot be written, or where a
    folder of the workspace is a link: what it leads to is not the workspace's.
    """
    if target.exists():
        raise BulletinError(f"{target} 已经有了，没有动它。请换一个名字")
    files = dict(_files(workspace.root))
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".", dir=target.parent) as folder:
            made = Path(folder) / target.name
            size = _pack(files, made)
            with made.open("rb+") as handle:
                os.fsync(handle.fileno())
            made.replace(target)
    except OSError as error:
        raise shelf.unwritable(target, error) from None
    return Packed(target, len(files), size)


def _pack(files: dict[str, Path], made: Path) -> int:
    """Write the file, its manifest last; the size of all that went in."""
    digests: dict[str, str] = {}
    size = 0
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, strict_timestamps=False) as z:
        for name, path in files.items():
            info = zipfile.ZipInfo.from_file(path, name, strict_timestamps=False)
            info.compress_type = zipfile.ZIP_DEFLATED
            digest = hashlib.sha256()
            with path.open("rb") as source, z.open(info, "w") as entry:
                while chunk := source.read(_CHUNK):
                    digest.update(chunk)
                    size += len(chunk)
                    entry.write(chunk)
            digests[name] = digest.hexdigest()
        z.writestr(manifest.NAME, manifest.written(digests))
    return size


def _files(root: Path) -> Iterator[tuple[str, Path]]:
    """The files by their path in the workspace; those in passing stay behind."""
    for name in manifest.FILES:
        if (root / name).is_file():
            yield name, root / name
    for name in manifest.ROOTS:
        for folder, folders, files in os.walk(root / name):
            folders[:] = sorted(f for f in folders if not _is_passing(f))
            _refuse_links(Path(folder), folders)
            for file in sorted(files):
                path = Path(folder, file)
                if not _is_passing(file) and path.is_file():
                    yield _named(path.relative_to(root).as_posix()), path


def _is_passing(name: str) -> bool:
    ends = name.endswith(_PASSING_ENDS) or name in _CACHES
    return name.startswith(_PASSING) or ends


def _named(path: str) -> str:
    if not manifest.is_safe(path):
        raise BulletinError(f"“{path}”这个名字别的电脑上用不了，请改名后再移交")
    return path


def _refuse_links(folder: Path, names: list[str]) -> None:
    for name in names:
        if (folder / name).is_symlink():
            raise BulletinError(
                f"{folder / name} 是指向别处的链接，没有移交。请把它换成真正的文件夹"
            )
