"""The journal beside a workbook: 2022-08.汇总记录.json, read and written."""

import json
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from bulletin.model.indicator import Item
from bulletin.model.journal import Journal, Origin
from bulletin.model.place import Place

_VERSION = 1
_NAME = "汇总记录.json"
_FIELDS = ("file", "sheet", "cell", "sha256")


class JournalError(ValueError):
    """A journal that cannot be read, or that a later version wrote."""


def path(workbook: Path) -> Path:
    """Where the journal of a workbook lies."""
    return workbook.with_name(f"{workbook.stem}.{_NAME}")


def read(workbook: Path, sha256: str) -> Journal:
    """The journal of the workbook with that digest; an empty one where there is none.

    A journal is written before its workbook. Until that is, it says what the workbook
    as it stands was collected from. Raises JournalError for one that is damaged.
    """
    try:
        content = json.loads(path(workbook).read_bytes())
    except FileNotFoundError:
        return Journal()
    except (OSError, ValueError) as error:
        raise JournalError from error
    try:
        if content["version"] != _VERSION:
            raise JournalError
        before = content.get("before")
        is_old = before is not None and before["workbook"] == sha256
        entries = before["entries"] if is_old else content["entries"]
        return Journal(dict(_origin(entry) for entry in entries))
    except (KeyError, TypeError, ValueError, AttributeError, InvalidOperation) as error:
        raise JournalError from error


def written(journal: Journal, before: tuple[str, Journal] | None = None) -> bytes:
    """The file; `before` are the digest and journal that count until the workbook is new."""
    content: dict[str, Any] = {"version": _VERSION, "entries": _entries(journal)}
    if before:
        digest, old = before
        content["before"] = {"workbook": digest, "entries": _entries(old)}
    return json.dumps(content, ensure_ascii=False, indent=1).encode() + b"\n"


def _entries(journal: Journal) -> list[dict[str, Any]]:
    return [
        {
            "indicator": indicator,
            "area": area,
            "item": item.value,
            "value": f"{origin.value:f}",
            "file": origin.place.file,
            "sheet": origin.place.sheet,
            "cell": origin.place.cell,
            "sha256": origin.sha256,
            "passed_over": list(origin.passed_over),
        }
        for (indicator, area, item), origin in sorted(journal.origins.items())
    ]


def _origin(entry: Mapping[str, Any]) -> tuple[tuple[str, str, Item], Origin]:
    file, sheet, cell, digest = (str(entry[name]) for name in _FIELDS)
    key = str(entry["indicator"]), str(entry["area"]), Item(entry["item"])
    value, others = Decimal(entry["value"]), tuple(map(str, entry["passed_over"]))
    return key, Origin(value, Place(file, sheet, cell), digest, others)
