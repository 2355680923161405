"""A finished page: the document, and where each fact is printed in it."""

from dataclasses import dataclass


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
