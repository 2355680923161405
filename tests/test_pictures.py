"""The pages look as the README shows them."""

from pathlib import Path

import pytest
from PIL import Image, ImageChops

from tests.pictures import PIXELS_PER_MM, TOLERANCE, kept, moved, pages


@pytest.fixture(scope="module")
def drawn(
    workspace: Path, tmp_path_factory: pytest.TempPathFactory
) -> list[Image.Image]:
    return pages(workspace, tmp_path_factory.mktemp("pages"))


def test_each_page_looks_like_its_picture(drawn: list[Image.Image]) -> None:
    pictures = kept()
    assert len(drawn) == len(pictures)
    differences = [moved(a, b) for a, b in zip(drawn, pictures, strict=True)]
    assert max(differences) <= TOLERANCE, differences


@pytest.mark.parametrize(
    ("across", "down"), [(0, 3), (0, -3), (3, 0), (-3, 0)], ids=str
)
def test_three_millimetres_would_be_seen(
    drawn: list[Image.Image], across: int, down: int
) -> None:
    for page, picture in zip(drawn, kept(), strict=True):
        shifted = ImageChops.offset(page, across * PIXELS_PER_MM, down * PIXELS_PER_MM)
        assert moved(shifted, picture) > TOLERANCE
