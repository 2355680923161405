"""来源: who reported a row of 指标数据, or each area of it."""

from collections.abc import Mapping

from bulletin.intake.words import label, line
from bulletin.intake.workbook import Cell

_PARTED = "；;"
_NAMED = "：:"


def sources(cell: Cell | None, areas: Mapping[str, str]) -> dict[str, str]:
    """One source for the row under "", or one an area (滕州市：…；…) by its present name.

    `areas` are the present names by every label that an area may be written with.
    """
    text = line(cell.content) if cell else ""
    found: dict[str, str] = {"": text} if text else {}
    for part in text.translate(dict.fromkeys(map(ord, _PARTED), "；")).split("；"):
        name, colon, rest = part.translate(
            dict.fromkeys(map(ord, _NAMED), "："),
        ).partition("：")
        area = areas.get(label(name))
        if colon and area:
            found[area] = rest.strip()
            found.pop("", None)
    return found
