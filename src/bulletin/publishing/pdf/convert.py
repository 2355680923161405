"""One way in, one way out: the bytes of a .docx in, a PDF/A that was compared with it out."""

from dataclasses import dataclass

from bulletin.model.layout import Layout, Loss
from bulletin.model.page import Engine, Manner
from bulletin.model.problem import BulletinError
from bulletin.pages import layout as layouts
from bulletin.pages import pdf as pdfs
from bulletin.pages.sheet import Pdf
from bulletin.publishing.pdf import compare, limits
from bulletin.publishing.pdf.compare import Agreement


@dataclass(frozen=True, slots=True)
class Converted:
    """A PDF that shows what its document shows, with both as they were compared.

    `changed` is what it shows in another way, though nothing of the text.
    """

    data: bytes
    layout: Layout
    shown: Pdf
    agreed: Agreement
    changed: tuple[Loss, ...] = ()

    @property
    def fonts(self) -> tuple[str, ...]:
        """The names of the fonts in it, in the order of their use."""
        return tuple(font.name for font in self.shown.fonts)


def convert(data: bytes, manner: Manner) -> Converted:
    """The PDF of a .docx.

    Raises BulletinError where something cannot be carried over, where a character has
    no glyph, or where the PDF does not show the same characters.
    """
    layout = layouts.read(data)
    if manner.engine is Engine.LIBREOFFICE:
        from bulletin.publishing.pdf import libreoffice  # noqa: PLC0415 - one engine runs

        made = libreoffice.pdf(data, manner.standard, own_fonts=manner.own_fonts)
    else:
        limits.check(layout)
        made = _set(layout, manner)
    shown = pdfs.read(made)
    changed = limits.changed(layout) if manner.engine is Engine.PANDOC else ()
    return Converted(made, layout, shown, compare.compare(layout, shown), changed)


def _set(layout: Layout, manner: Manner) -> bytes:
    """The pages by pandoc and typst, which some machines do not have."""
    try:
        from bulletin.publishing.pdf import typeset  # noqa: PLC0415 - as said above

        return typeset.pdf(layout, manner.standard, own_fonts=manner.own_fonts)
    except ImportError as error:
        raise BulletinError(
            f"本机没有装好生成 PDF 要用的 {error.name}，只缺 PDF，其他都不受影响。"
            "请重新安装本程序，或者在 Word、WPS 里另存为 PDF"
        ) from error
