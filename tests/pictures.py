"""Pictures of the sample month's pages, as the README shows them, and how they compare.

`python -m tests.pictures` draws docs/images anew.
"""

import tempfile
from pathlib import Path

import pypdfium2
from PIL import Image, ImageChops, ImageStat

from bulletin.model.page import Manner
from bulletin.publishing.pdf.convert import convert
from tests.sample import ROOT, Sample

FOLDER = ROOT / "docs" / "images"
PIXELS_PER_MM = 4
BLOCK = 5 * PIXELS_PER_MM
# A block of 5 mm may move by a tenth of the scale from black to white.
TOLERANCE = 255 / 10
_POINTS_PER_MM = 72 / 25.4


def pages(workspace: Path, folder: Path) -> list[Image.Image]:
    """The pages of the sample month, grey, four pixels to the millimetre."""
    made = Sample(workspace, folder).make().made
    data = convert(made.docx.read_bytes(), Manner()).data
    scale = PIXELS_PER_MM / _POINTS_PER_MM
    return [
        page.render(scale=scale, grayscale=True).to_pil().convert("L")
        for page in pypdfium2.PdfDocument(data)
    ]


def kept() -> list[Image.Image]:
    """The pages as they are kept in docs/images."""
    paths = sorted(FOLDER.glob("page-*.png"))
    return [Image.open(path).convert("L") for path in paths]


def moved(one: Image.Image, other: Image.Image) -> float:
    """By how much the mean grey of the block that differs most has moved."""
    if one.size != other.size:
        return 255
    size = (one.width // BLOCK, one.height // BLOCK)
    whole = (0, 0, size[0] * BLOCK, size[1] * BLOCK)
    blocks = [
        image.crop(whole).resize(size, Image.Resampling.BOX) for image in (one, other)
    ]
    return float(ImageStat.Stat(ImageChops.difference(*blocks)).extrema[0][1])


def draw() -> None:
    """Draw docs/images anew."""
    for path in FOLDER.glob("page-*.png"):
        path.unlink()
    with tempfile.TemporaryDirectory() as folder:
        for number, image in enumerate(pages(ROOT, Path(folder)), 1):
            small = image.quantize(16)
            small.save(FOLDER / f"page-{number}.png", optimize=True)


if __name__ == "__main__":
    draw()
