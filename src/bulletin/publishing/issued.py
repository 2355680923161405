"""The files of an edition that was issued, as output/2022-07 and its record hold them."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bulletin.model.filing import FactEntry
from bulletin.model.problem import BulletinError
from bulletin.publishing.record import sha256
from bulletin.publishing.shelf import RECORD

_MADE_FROM = {
    "stage": "是初稿或送审稿，不是印发稿",
    "workbook_sha256": "是工作簿改动以前生成的",
    "template_sha256": "是模板改动以前生成的",
    "handbook_sha256": "是手册改动以前生成的",
}


@dataclass(frozen=True, slots=True)
class Issued:
    """The files by name, the record among them, and which of them were edited since."""

    files: Mapping[str, bytes]
    edited: tuple[str, ...]


def read(
    output: Path, identity: Mapping[str, str], facts: Iterable[FactEntry]
) -> Issued:
    """What lies under `output` for the edition that was made from just that.

    Raises BulletinError where it was made from something else, at another stage, or
    with other facts: an earlier month was filed or imported since.
    """
    folder = output / identity["period"]
    record = _record(folder)
    made = record.get("edition", {})
    for part, reason in _MADE_FROM.items():
        if made.get(part) != identity[part]:
            raise _refusal(folder, f"里的通报{reason}")
    now = {fact["id"]: fact["printed"] for fact in facts}
    if any(now.get(fact["id"]) != fact["printed"] for fact in record["facts"]):
        raise _refusal(folder, "里的通报与现在算出的数不一致（往期数据变了）")
    return _files(folder, record["files"])


def _record(folder: Path) -> dict[str, Any]:
    try:
        found = json.loads((folder / RECORD).read_bytes())
    except (OSError, ValueError):
        raise _refusal(folder, "里没有通报") from None
    is_whole = isinstance(found, dict) and {"edition", "facts", "files"} <= found.keys()
    if not is_whole:
        raise _refusal(folder, f"里的{RECORD}不完整")
    record: dict[str, Any] = found
    return record


def _files(folder: Path, digests: Mapping[str, str]) -> Issued:
    try:
        files = {
            name: (folder / name).read_bytes()
            for name in (*digests, RECORD)
            if Path(name).name == name
        }
    except OSError as error:
        raise _refusal(folder, f"里少了 {Path(error.filename or '').name}") from None
    edited = (n for n in files if n != RECORD and sha256(files[n]) != digests[n])
    return Issued(files, tuple(edited))


def _refusal(folder: Path, reason: str) -> BulletinError:
    return BulletinError(
        f"{folder} {reason}，没有归档。请先用 bulletin generate 加 --final 生成印发稿，"
        "再归档；通报不是本程序生成的，加 --data-only 只归档数据"
    )
