"""The Fandol fonts as TrueType, as the package ships them; a developer runs it once.

    apt-get download texlive-lang-chinese && dpkg-deb -x texlive-lang-chinese_*.deb x
    python data/fonts/make_fonts.py x/usr/share/texlive/texmf-dist/fonts/opentype/public/fandol

TrueType outlines make smaller PDFs, let LibreOffice write PDF/A-1b, and keep validators
from false alarms. The outlines stay within one unit of the originals.
"""

import sys
from pathlib import Path

from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont, newTable

FACES = ("Fang-Regular", "Kai-Regular", "Hei-Regular", "Song-Regular", "Song-Bold")
TARGET = Path(__file__).parents[2] / "src/bulletin/publishing/pdf/fonts"
TOLERANCE = 1.0
BOLD = 700


def convert(source: Path, target: Path) -> None:
    """Write the font in `source` with quadratic outlines to `target`."""
    font = TTFont(source, recalcTimestamp=False)
    _outlines(font)
    _tables(font)
    if "Bold" in source.stem:
        _embolden(font)
    font["head"].modified = font["head"].created
    font.save(target)


def _outlines(font: TTFont) -> None:
    shapes, order = font.getGlyphSet(), font.getGlyphOrder()
    glyphs = {}
    for name in order:
        pen = TTGlyphPen(shapes)
        shapes[name].draw(Cu2QuPen(pen, TOLERANCE, reverse_direction=True))
        glyphs[name] = pen.glyph()
    font["loca"] = newTable("loca")
    table = font["glyf"] = newTable("glyf")
    table.glyphOrder, table.glyphs = order, glyphs
    for name in order:
        table[name].recalcBounds(table)
        side = table[name].xMin if table[name].numberOfContours else 0
        font["hmtx"][name] = (font["hmtx"][name][0], side)


def _tables(font: TTFont) -> None:
    """What TrueType has and CFF has not, and the other way round."""
    most = font["maxp"]
    most.tableVersion = 0x00010000
    most.maxZones = 1
    for field in (
        *("maxTwilightPoints", "maxStorage", "maxFunctionDefs", "maxInstructionDefs"),
        *("maxStackElements", "maxSizeOfInstructions", "maxComponentElements"),
    ):
        setattr(most, field, 0)
    most.recalc(font)
    names = font["post"]
    names.formatType, names.extraNames, names.mapping = 3.0, [], {}
    names.glyphOrder = font.getGlyphOrder()
    del font["CFF "]
    if "VORG" in font:
        del font["VORG"]
    font.sfntVersion = "\000\001\000\000"


def _embolden(font: TTFont) -> None:
    """Say that the bold font is bold: the original says so in its name only."""
    font["OS/2"].usWeightClass = BOLD
    font["OS/2"].fsSelection = font["OS/2"].fsSelection & ~0x40 | 0x20
    font["head"].macStyle |= 1


if __name__ == "__main__":
    for face in FACES:
        name = f"Fandol{face}"
        convert(Path(sys.argv[1]) / f"{name}.otf", TARGET / f"{name}.ttf")
        print(name, (TARGET / f"{name}.ttf").stat().st_size)
