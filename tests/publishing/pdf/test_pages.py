"""Lines, characters and margins, measured in PDFs of 1 to 12 pages (GB/T 9704 5.2)."""

from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import docx
import pytest

from bulletin.pages.sheet import Character
from tests.publishing.pdf.documents import (
    BODY,
    BOTTOM,
    LEFT,
    MM,
    PITCH,
    RIGHT,
    TOP,
    converted,
    lines,
    page_of,
    with_paragraphs,
)
from tests.sample import SOAK, Sample

HAN = "天地玄黄宇宙洪荒日月盈昃辰宿列张寒来暑往秋收冬藏"
PAGE = 22 * 28
PAGES = range(1, 13) if SOAK else (1, 2, 7, 12)
TITLES = {
    1: "全市知识产权工作情况通报",
    2: "关于2022年上半年全市知识产权工作情况的通报",
    3: "关于对2022年第二批非正常专利申请核查整改工作情况进行督导检查并予以通报的通知",
}


@pytest.fixture(scope="module")
def page(workspace: Path, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return page_of(Sample(workspace, tmp_path_factory.mktemp("page")))


def text(length: int) -> str:
    return (HAN * (length // len(HAN) + 1))[:length]


def edges(line: Sequence[Character]) -> tuple[float, float]:
    """Where its first character begins, and its last one, as wide as high, ends."""
    last = line[-1]
    is_wide = not last.text.isascii()
    return line[0].x, last.x + last.face.size * (1 if is_wide else 0.5)


@pytest.mark.parametrize("count", PAGES)
def test_pages_have_22_lines_of_28_characters_in_the_text_area(
    page: bytes, count: int
) -> None:
    # The first line is two characters shorter.
    data = with_paragraphs(page, [(BODY, text(count * PAGE - 2))])
    sheets = converted(data).shown.sheets
    assert len(sheets) == count
    for sheet in sheets:
        found = lines(sheet)
        assert len(found) == 22
        short = 26 if sheet.number == 1 else 28
        assert [len(line) for line in found] == [short, *[28] * 21]
        for line in found:
            left, right = edges(line)
            indent = 32 if len(line) == 26 else 0
            assert left == pytest.approx(LEFT + indent, abs=0.1 * MM)
            assert right == pytest.approx(RIGHT, abs=0.5 * MM)
        ys = [line[0].y for line in found]
        assert [b - a for a, b in pairwise(ys)] == pytest.approx([PITCH] * 21, abs=0.02)
        assert ys[0] - TOP == pytest.approx(PITCH / 2 + 0.38 * 16, abs=0.1)
        assert ys[-1] < BOTTOM


@pytest.mark.parametrize("count", PAGES)
def test_every_page_has_its_number_at_its_place(page: bytes, count: int) -> None:
    data = with_paragraphs(page, [(BODY, text(count * PAGE - 2))])
    for sheet in converted(data).shown.sheets:
        number = [each for each in sheet.characters if each.y > BOTTOM + 1]
        assert "".join(each.text for each in number) == f"—{sheet.number}—"
        assert {each.face.size for each in number} == {14}
        dash = (number[0].box.top + number[0].box.bottom) / 2
        assert dash == pytest.approx(269 * MM, abs=2 * MM)
        left, right = edges(number)
        if sheet.number % 2:
            assert right == pytest.approx(RIGHT - 14, abs=0.6 * MM)
        else:
            assert left == pytest.approx(LEFT + 14, abs=0.6 * MM)


@pytest.mark.parametrize("count", TITLES)
def test_a_title_is_centred_on_each_of_its_lines(
    own_workspace: Path, tmp_path: Path, count: int
) -> None:
    retitle(own_workspace / "templates" / "bulletin.docx", TITLES[count])
    sheet = converted(page_of(Sample(own_workspace, tmp_path))).shown.sheets[0]
    found = [line for line in lines(sheet) if line[0].face.size == 22]
    assert len(found) == count
    for line in found:
        left, right = edges(line)
        assert (left + right) / 2 == pytest.approx((LEFT + RIGHT) / 2, abs=1 * MM)
    assert "".join(each.text for line in found for each in line) == TITLES[count]


def retitle(template: Path, title: str) -> None:
    document = docx.Document(str(template))
    for paragraph in document.paragraphs:
        if paragraph.style is not None and paragraph.style.name == "公文标题":
            paragraph.text = title
    document.save(str(template))
