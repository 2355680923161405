"""A .docx as a Layout: what its reader sees, with every style and number worked out."""

from lxml.etree import _Element as Element

from bulletin.model.layout import Layout, Loss, Paragraph
from bulletin.pages import package as packages
from bulletin.pages import styles
from bulletin.pages.blocks import Blocks
from bulletin.pages.docx import SECTION, W
from bulletin.pages.looks import number, theme_fonts, value
from bulletin.pages.numbering import Numbering
from bulletin.pages.package import Package
from bulletin.pages.sections import Sections, pitch
from bulletin.pages.story import Book, Story
from bulletin.pages.styles import is_on

_DC = "{http://purl.org/dc/elements/1.1/}"
_TERMS = "{http://purl.org/dc/terms/}"
_CORE = "docProps/core.xml"
_TAB, _LEAST_TAB = 720, 20


def read(data: bytes) -> Layout:
    """The Layout of a .docx.

    Raises BulletinError where the file is none that can be read.
    """
    package = packages.unpack(data)
    root = package.tree(package.main)
    body = None if root is None else root.find(f"{W}body")
    if body is None:
        raise packages.refusal()
    book = _book(package)
    last = next(body.iterchildren(SECTION), None)
    text = Blocks(Story(book, "正文", pitch(last)))
    text.read(body)
    settings = package.tree(package.related(package.main, "settings"))
    sections = Sections(package, book, has_even=is_on(settings, "evenAndOddHeaders"))
    made = sections.read(text.found, text.breaks, last)
    core = package.tree(_CORE)
    return Layout(
        made,
        _notes(package, book),
        _said(core, f"{_DC}title"),
        _said(core, f"{_DC}creator"),
        _said(core, f"{_DC}language"),
        _said(core, f"{_TERMS}modified") or _said(core, f"{_TERMS}created"),
        tuple(book.losses),
        _tab(settings),
    )


def _tab(settings: Element | None) -> int:
    """From one tab stop to the next, where a paragraph has none of its own."""
    said = None if settings is None else settings.find(f"{W}defaultTabStop")
    return max(number(value(said), _TAB), _LEAST_TAB)


def _book(package: Package) -> Book:
    theme = theme_fonts(package.tree(package.related(package.main, "theme")))
    numbering = package.tree(package.related(package.main, "numbering"))
    settings = package.tree(package.related(package.main, "settings"))
    notes = None if settings is None else settings.find(f"{W}footnotePr")
    book = Book(
        styles.read(package.tree(package.related(package.main, "styles")), theme),
        Numbering(numbering, theme),
        "decimal" if notes is None else value(notes.find(f"{W}numFmt")) or "decimal",
    )
    restart = "" if notes is None else value(notes.find(f"{W}numRestart"))
    if restart not in ("", "continuous"):
        book.losses.append(Loss("每页或每节重新编号的脚注", "全文"))
    return book


def _notes(package: Package, book: Book) -> dict[int, tuple[Paragraph, ...]]:
    """The footnotes that the text refers to, by their number."""
    root = package.tree(package.related(package.main, "footnotes"))
    elements = {} if root is None else {value(each, "id"): each for each in root}
    return {
        number: _note(book, number, elements[identity])
        for identity, number in book.notes.items()
        if identity in elements
    }


def _note(book: Book, number: int, element: Element) -> tuple[Paragraph, ...]:
    place = f"脚注{number}"
    blocks = Blocks(Story(book, place, note=number), place=place)
    blocks.read(element)
    return tuple(each for each in blocks.found if isinstance(each, Paragraph))


def _said(core: Element | None, tag: str) -> str:
    return "" if core is None else (core.findtext(tag) or "").strip()
