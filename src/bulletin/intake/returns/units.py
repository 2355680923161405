"""The words that are units, so that a heading's brackets are told from its name."""

from collections.abc import Iterable

from bulletin.intake.words import label

GENERAL = (
    "元",
    "人",
    "人次",
    "件",
    "家",
    "个",
    "项",
    "次",
    "户",
    "名",
    "篇",
    "位",
    "%",
)
_SCALES = ("", "百", "千", "万", "十万", "百万", "千万", "亿")
_SCALED = ("百", "千", "万", "亿")


def words(known: Iterable[str]) -> frozenset[str]:
    """Every way to write the units known and the general ones, in any scale."""
    written = {label(each) for each in (*GENERAL, *known)}
    bases = {each.lstrip("".join(_SCALED)) for each in written} - {"%", ""}
    return frozenset(written | {scale + base for scale in _SCALES for base in bases})


def is_scaled(unit: str) -> bool:
    """Whether somebody may well write the figure in another scale: 万元, but no 件."""
    return unit.startswith(_SCALED)
