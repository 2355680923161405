"""Pandoc and typst: a Layout in, a PDF/A out; the only module that runs either."""

import json
import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pypandoc
import typst

from bulletin.model.layout import Layout
from bulletin.model.problem import BulletinError
from bulletin.publishing.pdf import writer
from bulletin.publishing.pdf.carrier import carrier
from bulletin.publishing.pdf.dress import dress
from bulletin.publishing.pdf.fonts import Fonts, fonts

_FOLDER = Path(__file__).parent
_PAGE = tuple(
    _FOLDER / f"{name}.typ" for name in ("letters", "paragraphs", "tables", "page")
)
_NO_DATE = 315_532_800  # 1980-01-01, the first day that a zip file knows
_NO_GLYPH = re.compile(r'the text `"(.+?)"` could not be displayed')


def pdf(layout: Layout, standard: str, *, own_fonts: bool = False) -> bytes:
    """The PDF of a layout, tagged, to a standard such as a-2b.

    Raises BulletinError where a character has no glyph, with all of them.
    """
    data, wardrobe = carrier(layout)
    # While pandoc reads, the fonts are read and the looks are worked out.
    with ThreadPoolExecutor(1) as beside:
        reading = beside.submit(pandoc, data)
        found = fonts(own=own_fonts)
        inputs = json.dumps(dress(layout, wardrobe, found), ensure_ascii=False)
        ast = reading.result()
    try:
        return typst_pdf(ast, inputs, found, standard)
    except typst.TypstError as error:
        raise _refusal(error.diagnostic, layout) from error


def pandoc(data: bytes) -> str:
    """What pandoc reads in the carrier, as JSON; nothing is fetched or read beside it.

    A writer in pandoc's own Lua took as long again as the reading.
    """
    try:
        made: str = pypandoc.convert_text(
            data,
            to="json",
            format="docx+styles",
            extra_args=["--sandbox"],
            verify_format=False,
        )
    except (OSError, RuntimeError) as error:
        raise BulletinError(f"pandoc 没有读懂这个文件：{error}") from error
    return made


def typst_pdf(ast: str, inputs: str, found: Fonts, standard: str) -> bytes:
    """The PDF of what pandoc read, dressed by the inputs; TypstError where it cannot be."""
    # The types of typst admit standards by name only.
    made: Any = typst.compile(  # type: ignore[call-overload] # as said above
        b"".join(path.read_bytes() for path in _PAGE) + writer.typst(ast).encode(),
        font_paths=found.handle,
        sys_inputs={"dress": inputs},
        format="pdf",
        pdf_standards=[standard],
        timestamp=_NO_DATE,
    )
    return bytes(made)


def _refusal(diagnostic: str, layout: Layout) -> BulletinError:
    """What typst complains of: a missing glyph by its character and place."""
    missing = dict.fromkeys("".join(_NO_GLYPH.findall(diagnostic)))
    if not missing:
        return BulletinError(f"typst 没有排成版：{diagnostic.splitlines()[0]}")
    lines = "；".join(line for each in missing for line in _places(each, layout))
    return BulletinError(
        f"这些字在现有字体里没有字形，印不出来：{lines}。"
        "请核对是否打错；确实要用的，请安装有这个字的字体，或者换一种写法"
    )


def _places(character: str, layout: Layout) -> Iterator[str]:
    name = f"“{character}”（U+{ord(character):04X}）"
    found = [each.where for each in layout.paragraphs() if character in each.text]
    yield f"{'、'.join(dict.fromkeys(found)) or '页眉、页脚或脚注'}的{name}"
