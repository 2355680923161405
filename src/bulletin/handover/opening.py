"""A handover file opened in a new folder, whole or not at all, every digest checked."""

import hashlib
import os
import stat
import struct
import tempfile
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from bulletin.handover import manifest
from bulletin.model.problem import BulletinError
from bulletin.publishing import shelf
from bulletin.workspace import Workspace

_CHUNK = 1 << 20
_FILES = 200_000
_SIZE = 4_000_000_000
# Nothing that offices write is packed so tightly; a bomb is.
_RATIO, _FREE = 200, 50_000_000
_ENCRYPTED = 0x1
# What zipfile was seen to raise on damaged files; for a compression that it does not
# know, the NotImplementedError.
_BROKEN = (
    *(zipfile.BadZipFile, zlib.error, struct.error, EOFError),
    *(NotImplementedError, RuntimeError, ValueError, OverflowError),
)
_FOREIGN = "不是 bulletin handover 生成的移交文件"
_DAMAGED = "移交文件已损坏或被改动过，没有解开。请重新拷一份"


@dataclass(frozen=True, slots=True)
class Opened:
    """The workspace that is there now, and how many files it has."""

    workspace: Workspace
    files: int


def unpack(file: Path, folder: Path) -> Opened:
    """The workspace of a handover file, in a folder that is not there yet, or is empty.

    Raises BulletinError, and leaves nothing, for any other zip file, one that was
    damaged, leads out of the folder, holds links, or would fill the disk.
    """
    if folder.exists() and not (folder.is_dir() and not any(folder.iterdir())):
        raise BulletinError(f"{folder} 已经有内容了，没有动它。请换一个新文件夹")
    if not file.is_file() or not os.access(file, os.R_OK):
        raise BulletinError(f"{file} 打不开。请核对文件名和所在文件夹")
    try:
        with zipfile.ZipFile(file) as package:
            digests = _checked(package, file)
            _lay_down(package, digests, folder)
    except _BROKEN:
        raise BulletinError(f"{file.name} {_FOREIGN}，或已损坏") from None
    except OSError as error:
        raise shelf.unwritable(folder, error) from None
    return Opened(Workspace(folder), len(digests))


def _checked(package: zipfile.ZipFile, file: Path) -> Mapping[str, str]:
    """The digests of the files, once nothing about the package is suspicious."""
    entries = package.infolist()
    size = sum(info.file_size for info in entries)
    if len(entries) > _FILES or size > min(_SIZE, _FREE + _RATIO * file.stat().st_size):
        raise BulletinError(f"{file.name} 解开后太大，不是正常的移交文件，没有解开")
    names = [info.filename for info in entries]
    if manifest.NAME not in names:
        raise BulletinError(f"{file.name} {_FOREIGN}")
    if any(map(_is_odd, entries)):
        raise BulletinError(f"{file.name} {_DAMAGED}")
    if package.getinfo(manifest.NAME).file_size > manifest.LARGEST:
        raise BulletinError(f"{file.name} {_DAMAGED}")
    digests = manifest.read(package.read(manifest.NAME))
    if sorted(names) != sorted((*digests, manifest.NAME)):
        raise BulletinError(f"{file.name} {_DAMAGED}")
    if not any(name.startswith("data/handbook/") for name in digests):
        raise BulletinError(f"{file.name} 里没有手册（data/handbook），没有解开")
    return digests


def _is_odd(info: zipfile.ZipInfo) -> bool:
    """Whether it is anything but a plain file, packed as we pack."""
    kind = stat.S_IFMT(info.external_attr >> 16)
    is_file = kind in (0, stat.S_IFREG) and not info.is_dir()
    is_ours = info.compress_type in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
    return not (is_file and is_ours) or bool(info.flag_bits & _ENCRYPTED)


def _lay_down(
    package: zipfile.ZipFile, digests: Mapping[str, str], folder: Path
) -> None:
    """Unpack beside, then move: the folder is there whole or not at all."""
    absolute = folder.absolute()
    absolute.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".bulletin-", dir=absolute.parent) as made:
        built = Path(made) / "workspace"
        for name, digest in digests.items():
            if _unpacked(package, name, built / name) != digest:
                raise BulletinError(f"{name} 与移交清单不符：{_DAMAGED}")
        if absolute.exists():
            absolute.rmdir()
        built.rename(absolute)


def _unpacked(package: zipfile.ZipFile, name: str, path: Path) -> str:
    """The digest of a file, once it is written."""
    path.parent.mkdir(parents=True, exist_ok=True)
    digest = hashlib.sha256()
    with package.open(name) as source, path.open("xb") as target:
        while chunk := source.read(_CHUNK):
            digest.update(chunk)
            target.write(chunk)
        target.flush()
        os.fsync(target.fileno())
    return digest.hexdigest()
