"""Words that a clerk or a leader wrote to be printed: their {names}, braces, characters."""

import re
from collections.abc import Iterator

from bulletin.intake.words import nearest, unprintable
from bulletin.model.handbook import Catalogue, Handbook
from bulletin.model.passage import PieceKind, pieces
from bulletin.model.place import Place
from bulletin.model.problem import Code, Problem

_EDITION = ("期间", "截至", "年", "时间进度")
_CAMPAIGN = "专项."
_BRACES = re.compile(r"[{}｛｝]")
_PERIOD = re.compile(
    r"(?<!\d)1\s*[-—–~～至]\s*(?:1[0-2]|[1-9])\s*月|截[至止]\s*(?:1[0-2]|[1-9])月底?",
)


def prose_problems(text: str, place: Place, handbook: Handbook) -> Iterator[Problem]:
    """What keeps a text from being printed, and a hint where it types a period."""
    known = _names(handbook.catalogue)
    words = ""
    for piece in pieces(text):
        if piece.kind is not PieceKind.NAME:
            words += piece.text
        elif piece.text not in known:
            yield _unknown(piece.text, known, place, handbook)
    if _BRACES.search(words):
        message = f"花括号不成对：“{_around(words)}”"
        yield Problem(Code.LOOSE_BRACE, message, "请补上或删去", place)
    if unprintable(text):
        message = f"含有印不出的字符 U+{ord(unprintable(text)):04X}"
        yield Problem(Code.BAD_CHARACTER, message, "请删去后重新输入", place)
    typed = _PERIOD.search(words)
    if typed:
        message = f"正文里直接写了“{typed[0]}”"
        advice = "请改为 {期间} 或 {截至}，下个月就不会忘改"
        yield Problem(Code.TYPED_PERIOD, message, advice, place)


def _names(catalogue: Catalogue) -> tuple[str, ...]:
    campaigns = (f"{_CAMPAIGN}{name}" for name in catalogue.campaigns)
    return (*_EDITION, *campaigns, *catalogue.indicator_names)


def _unknown(
    name: str,
    known: tuple[str, ...],
    place: Place,
    handbook: Handbook,
) -> Problem:
    resting = (
        *handbook.elsewhen.get("indicators", ()),
        *(f"{_CAMPAIGN}{n}" for n in handbook.elsewhen.get("campaigns", ())),
    )
    if name in resting:
        message, near = f"{{{name}}} 在本期没有", ""
    else:
        message = f"{{{name}}} 不认识（【】也当作花括号）"
        near = nearest(name, known)
    advice = f"{near}请改成指标名，或 期间、截至、年"
    return Problem(Code.UNKNOWN_NAME, message, advice, place)


def _around(words: str) -> str:
    found = _BRACES.search(words)
    at = found.start() if found else 0
    return words[max(0, at - 8) : at + 8]
