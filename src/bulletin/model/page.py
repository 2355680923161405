"""A finished page: the document, where each fact is printed, and how it becomes a PDF."""

from dataclasses import dataclass
from enum import StrEnum

STANDARDS = ("a-2b", "a-1b", "a-2a", "a-2u", "a-3b", "a-3a", "a-3u", "a-4", "ua-1")


@dataclass(frozen=True, slots=True)
class Print:
    """A fact's words on the page: characters `start` to `end` of a paragraph's text.

    Paragraphs count from 0 over all of the part's paragraphs, those in tables included.
    """

    fact: str
    part: str
    paragraph: int
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Page:
    """A .docx file, what it prints, and the facts that it lacked (printed as ××)."""

    data: bytes
    prints: tuple[Print, ...]
    holes: tuple[str, ...]


class Engine(StrEnum):
    """What sets the pages of a PDF."""

    PANDOC = "pandoc"
    LIBREOFFICE = "libreoffice"


@dataclass(frozen=True, slots=True)
class Manner:
    """How to make a PDF: engine, one of STANDARDS, and whether own fonts may serve.

    `own_fonts`: the office's licensed fonts, where this machine has them.
    """

    engine: Engine = Engine.PANDOC
    standard: str = STANDARDS[0]
    own_fonts: bool = False
