"""A passage (正文): a text that a clerk typed, with {names} that stand for figures."""

import re
from dataclasses import dataclass
from enum import Enum

_PIECES = re.compile(
    r"[{｛【](?P<name>[^{}｛｝【】]*)[}｝】]|(?P<number>\d[\d,，]*(?:[.．]\d+)?)",
)
_TRAILING = ",，"


class PieceKind(Enum):
    """What a piece of a passage is."""

    WORDS = "文字"
    NAME = "名"
    NUMBER = "文中数"


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words, the name inside {}, or the digits of a number as typed."""

    kind: PieceKind
    text: str


def pieces(text: str) -> tuple[Piece, ...]:
    """A passage taken apart, in order; the words and numbers stand as they were typed.

    ｛名｝ and 【名】 from a Chinese keyboard are names as well.
    """
    found: list[Piece] = []
    end = 0
    for match in _PIECES.finditer(text):
        stop = match.end()
        if match["name"] is not None:
            piece = Piece(PieceKind.NAME, match["name"].strip())
        else:
            digits = match["number"].rstrip(_TRAILING)
            stop = match.start() + len(digits)
            piece = Piece(PieceKind.NUMBER, digits)
        if match.start() > end:
            found.append(Piece(PieceKind.WORDS, text[end : match.start()]))
        found.append(piece)
        end = stop
    if end < len(text):
        found.append(Piece(PieceKind.WORDS, text[end:]))
    return tuple(found)
