"""The manifest (移交清单.json) of a handover file: every file in it with its digest."""

import json
import re
from collections import Counter
from collections.abc import Mapping
from pathlib import PurePosixPath

from bulletin import __version__
from bulletin.model.problem import BulletinError

NAME = "移交清单.json"
LARGEST = 50_000_000
# What of a workspace is handed over; all else is a program, or of one machine.
ROOTS = ("templates", "data", "output")
FILES = ("README.md",)
_KIND, _FORMAT = "bulletin-handover", 1
_DIGEST = re.compile(r"[0-9a-f]{64}")
# What Windows does not allow in a name, or takes to be something else.
_FORBIDDEN = re.compile(r'[\\:*?"<>|\x00-\x1f\ud800-\udfff]|[. ]$')
_DEVICES = re.compile(r"(?:CON|PRN|AUX|NUL|COM\d|LPT\d)(?:\..*)?", re.IGNORECASE)


def written(files: Mapping[str, str]) -> bytes:
    """The manifest of files by their path in the workspace, with their SHA-256."""
    content = {
        "kind": _KIND,
        "format": _FORMAT,
        "bulletin": __version__,
        "files": dict(sorted(files.items())),
    }
    return json.dumps(content, ensure_ascii=False, indent=1).encode() + b"\n"


def read(data: bytes) -> Mapping[str, str]:
    """The digests by path; raises BulletinError if it is no manifest that we can take."""
    try:
        content = json.loads(data)
        kind, version, files = (content[name] for name in ("kind", "format", "files"))
    except (ValueError, KeyError, TypeError, RecursionError):
        raise BulletinError("移交清单读不出来，文件可能已损坏，请重新拷一份") from None
    if kind != _KIND or not isinstance(files, dict):
        raise BulletinError("这不是 bulletin handover 生成的移交文件")
    if version != _FORMAT:
        raise BulletinError("这份移交文件是更新的版本生成的，请先升级 bulletin")
    for path, digest in files.items():
        if not is_safe(path) or not _DIGEST.fullmatch(str(digest)):
            raise BulletinError(f"移交清单里的“{path}”不合规，没有解开")
    _refuse_clashes(tuple(files))
    return files


def is_safe(path: str) -> bool:
    """Whether it is a path in a workspace, on any system, and leads nowhere else."""
    parts = path.split("/")
    if any(_FORBIDDEN.search(part) or _DEVICES.fullmatch(part) for part in parts):
        return False
    if any(part in ("", ".", "..") for part in parts):
        return False
    return path in FILES or (len(parts) > 1 and parts[0] in ROOTS)


def _refuse_clashes(paths: tuple[str, ...]) -> None:
    """No two files may be one where capitals do not count, and no file a folder."""
    folded = [path.casefold() for path in paths]
    counts = Counter(folded)
    folders = {str(p) for path in folded for p in PurePosixPath(path).parents}
    for path, low in zip(paths, folded, strict=True):
        if counts[low] > 1 or low in folders:
            raise BulletinError(f"移交清单里“{path}”与另一个文件重名，没有解开")
