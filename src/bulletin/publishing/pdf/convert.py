"""One way in, one way out: the bytes of a .docx in, a PDF/A that was compared with it out."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from bulletin.model.layout import Layout, Loss
from bulletin.model.problem import BulletinError
from bulletin.pages import layout as layouts
from bulletin.pages import pdf as pdfs
from bulletin.publishing.pdf import compare

STANDARDS = ("a-2b", "a-1b", "a-2a", "a-2u", "a-3b", "a-3a", "a-3u", "a-4", "ua-1")


class Engine(StrEnum):
    """What sets the pages."""

    PANDOC = "pandoc"
    LIBREOFFICE = "libreoffice"


@dataclass(frozen=True, slots=True)
class Manner:
    """How to make a PDF: engine, standard, and whether the machine's own fonts may serve."""

    engine: Engine = Engine.PANDOC
    standard: str = STANDARDS[0]
    own_fonts: bool = False


@dataclass(frozen=True, slots=True)
class Converted:
    """A PDF that shows what its document shows; the fonts in it by name."""

    data: bytes
    pages: int
    characters: int
    repeated_headings: int
    fonts: tuple[str, ...]


def convert(data: bytes, manner: Manner) -> Converted:
    """The PDF of a .docx.

    Raises BulletinError where something cannot be carried over, where a character has
    no glyph, or where the PDF does not show the same characters.
    """
    layout = layouts.read(data)
    if manner.engine is Engine.LIBREOFFICE:
        from bulletin.publishing.pdf import libreoffice  # noqa: PLC0415 - one engine runs

        made = libreoffice.pdf(data, manner.standard)
    else:
        _refuse(tuple(_uncarried(layout)))
        from bulletin.publishing.pdf import typeset  # noqa: PLC0415 - as above

        made = typeset.pdf(layout, manner.standard, own_fonts=manner.own_fonts)
    shown = pdfs.read(made)
    agreed = compare.compare(layout, shown)
    fonts = tuple(font.name for font in shown.fonts)
    return Converted(
        made, agreed.pages, agreed.characters, agreed.repeated_headings, fonts
    )


def _uncarried(layout: Layout) -> Iterator[Loss]:
    """What a reader sees and our pages could not show."""
    yield from layout.losses
    for paragraph in layout.paragraphs():
        for run in paragraph.runs:
            if run.field:
                yield Loss("正文里的页码域", paragraph.where)


def _refuse(losses: tuple[Loss, ...]) -> None:
    if not losses:
        return
    lines = "；".join(f"{loss.where}的{loss.what}" for loss in losses)
    raise BulletinError(
        f"这些内容带不进 PDF：{lines}。请删去或改成文字，"
        "或者加 --engine libreoffice，由 LibreOffice 转换"
    )
