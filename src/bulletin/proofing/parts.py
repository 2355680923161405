"""The parts of an official document (公文要素), found by what they say and how they look.

Styles are not asked: a bulletin of anyone's has the parts that GB/T 9704 7 names.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

NUMBER = re.compile(r"[\u4e00-\u9fff]{1,14}[〔\[［【（(]\d{2,4}[〕\]］】）)]第?\d+号")
DATE = re.compile(
    r"(?:\d{2,4}|[一二][〇○零ＯOo0一二三四五六七八九]{3})年.{0,6}月.{0,4}[日号]?"
)
_OPENING = re.compile(r"\d{6}|(?:绝密|机密|秘密).{0,8}|特急|加急|签发人.*")
_LABEL = re.compile(r"附件\d*[：:]?")
_NOTE = re.compile(r"附件\d*[：:.、]?(?!\d*$).{2,}")
_ITEM = re.compile(r"\d{1,2}[.．、]")
_SEAL = re.compile(r"[（(]?.+代章[）)]?")
_IMPRINT = re.compile(r"(?:抄送|主送|分送)[：:].*|.*\d日印发")
_HEADING = re.compile(r"[一二三四五六七八九十]+、|[（(][一二三四五六七八九十\d]+[）)]")
_OFFICE = re.compile("[各府局委办会厅院校处]|公司|企业|单位|部门")
_ENDED = tuple("。！？；：，:;,、")
_SHORT, _LONG = 40, 80


class Piece(Protocol):
    """A paragraph as far as finding parts goes."""

    @property
    def text(self) -> str:
        """Its text without any white space."""

    @property
    def said(self) -> tuple[str, ...]:
        """The same, apart where a line was broken by hand."""

    @property
    def where(self) -> str:
        """Where a clerk finds it."""

    @property
    def is_centered(self) -> bool:
        """Whether its lines stand in the middle."""

    @property
    def is_red(self) -> bool:
        """Whether it is printed in red."""

    @property
    def size(self) -> int:
        """Its size of type in half-points."""

    @property
    def is_tabular(self) -> bool:
        """Whether it stands in a table."""


P = TypeVar("P", bound=Piece)


@dataclass(frozen=True, slots=True)
class Annex(Generic[P]):
    """An attachment (附件): the word 附件, its title, and what follows."""

    label: P
    title: P | None
    rest: tuple[P, ...]


@dataclass(frozen=True, slots=True)
class Parts(Generic[P]):
    """The parts in the order of the page; None or empty where there is none."""

    mark: tuple[P, ...]
    number: P | None
    title: tuple[P, ...]
    addressee: P | None
    body: tuple[P, ...]
    note: tuple[P, ...]
    signature: tuple[P, ...]
    seal: P | None
    date: P | None
    annexes: tuple[Annex[P], ...]
    imprint: tuple[P, ...]


def find(pieces: Iterable[P]) -> Parts[P]:
    """The parts of a document, given its paragraphs without the blank ones."""
    all_ = list(pieces)
    imprint = tuple(each for each in all_ if _IMPRINT.fullmatch(each.text))
    text = [each for each in all_ if not each.is_tabular and each not in imprint]
    starts = [n for n, each in enumerate(text) if n and _LABEL.fullmatch(each.text)]
    main = text[: starts[0]] if starts else text
    ends = [*starts[1:], len(text)]
    annexes = (_annex(text[a:b]) for a, b in zip(starts, ends, strict=False))
    head, rest = _head(main)
    title, addressee, rest = _title(rest)
    body, note, closing = _note(rest)
    dates = [each for each in closing if DATE.fullmatch(each.text)]
    date = dates[-1] if dates else None
    signed = closing[: closing.index(date)] if date else closing
    seal = next((each for each in signed if _SEAL.fullmatch(each.text)), None)
    return Parts(
        tuple(each for each in head if each.is_red and not NUMBER.search(each.text)),
        next((each for each in head if NUMBER.search(each.text)), None),
        tuple(title),
        addressee,
        tuple(body),
        tuple(note),
        tuple(each for each in signed if each is not seal),
        seal,
        date,
        tuple(annexes),
        imprint,
    )


def _annex(pieces: Sequence[P]) -> Annex[P]:
    label, *rest = pieces
    return Annex(label, rest[0] if rest else None, tuple(rest[1:]))


def _head(main: list[P]) -> tuple[list[P], list[P]]:
    """What stands above the title: the 版头, and the rest of the text."""
    for place, piece in enumerate(main):
        known = _OPENING.fullmatch(piece.text) or NUMBER.match(piece.text)
        if not piece.is_red and not known:
            return main[:place], main[place:]
    return main, []


def _title(main: list[P]) -> tuple[list[P], P | None, list[P]]:
    """The title's paragraphs, the 主送机关 if there is one, and the rest."""
    if not main or len(main[0].text) > _LONG or main[0].text.endswith("。"):
        return [], None, main
    end = 1
    while end < len(main) and _goes_on(main[0], main[end]):
        end += 1
    title = [each for each in main[:end] if not re.fullmatch("（.*）", each.text)]
    if end < len(main) and is_addressee(main[end].text):
        return title, main[end], main[end + 1 :]
    return title, None, main[end:]


def _goes_on(title: P, piece: P) -> bool:
    centered = title.is_centered and piece.is_centered
    return centered and not piece.text.endswith(_ENDED) and len(piece.text) < _SHORT


def is_addressee(text: str) -> bool:
    """Whether the paragraph after the title names those whom the document goes to."""
    if re.search("如下[：:。]$|。", text) or _HEADING.match(text):
        return False
    if text.endswith(("：", ":")):
        return True
    return not text.endswith(_ENDED[:3]) and bool(_OFFICE.search(text))


def _note(main: list[P]) -> tuple[list[P], list[P], list[P]]:
    """正文, 附件说明, and what closes the document."""
    start = len(main) - len(_closing(main))
    body, closing = main[:start], main[start:]
    first = next((n for n, p in enumerate(main) if _NOTE.fullmatch(p.text)), None)
    if first is None:
        return body, [], closing
    end = first + 1
    while end < len(main) and _ITEM.match(main[end].text):
        end += 1
    return main[:first], main[first:end], main[end:]


def _closing(main: list[P]) -> list[P]:
    """The lines at the end that are no sentences: 署名, 代章, 成文日期."""
    place = len(main)
    while place and _is_line(main[place - 1].text):
        place -= 1
    return main[place:]


def _is_line(text: str) -> bool:
    is_prose = text.endswith(_ENDED) or len(text) > _SHORT or _HEADING.match(text)
    return not is_prose
