"""A long title is broken into 梯形 or 菱形, and nothing is torn apart."""

from itertools import pairwise
from pathlib import Path

import docx as python_docx
import pytest

from bulletin.pages import docx
from bulletin.publishing import title
from bulletin.publishing.styles import Face
from tests.sample import Sample

FACE = Face("公文标题", 440)
ROOM = 19 * 440
TITLES = (
    "关于2022年1-7月全市知识产权工作情况和下一步工作安排的通报",
    "枣庄市政府知识产权战略实施工作领导小组办公室关于全市知识产权工作情况的通报",
    "关于贯彻落实《知识产权强国建设纲要（2021—2035年）》进展情况的通报",
    "关于印发《枣庄市深入推进“工业强市、产业兴市”三年攻坚突破行动知识产权支撑方案》的通知",
    "枣庄市市场监督管理局等十二部门关于2022年上半年全市PCT国际专利申请工作情况的通报",
    "关于转发《国家知识产权局关于专利开放许可试点工作的通知》的通知",
    "全市知识产权工作情况、存在问题和下一步打算的通报",
    "关于对2022年第二批非正常专利申请核查整改工作情况进行督导检查并予以通报的通知",
)


def lines(text: str) -> list[str]:
    bounds = pairwise((0, *title.breaks(text, FACE, ROOM), len(text)))
    return [text[start:end] for start, end in bounds]


def is_trapezoid_or_diamond(widths: list[int]) -> bool:
    """Strictly wider down to the widest line, strictly narrower below it."""
    top = widths.index(max(widths))
    rising, falling = widths[: top + 1], widths[top:]
    return all(a < b for a, b in pairwise(rising)) and all(
        a > b for a, b in pairwise(falling)
    )


@pytest.mark.parametrize("text", TITLES)
def test_the_lines_of_a_long_title_are_a_trapezoid_or_a_diamond(text: str) -> None:
    widths = [FACE.width(line) for line in lines(text)]
    assert len(widths) > 1
    assert max(widths) <= ROOM
    assert is_trapezoid_or_diamond(widths)


@pytest.mark.parametrize("text", TITLES)
def test_no_name_number_or_word_is_torn(text: str) -> None:
    for before, after in pairwise(lines(text)):
        assert not (before[-1].isascii() and after[0].isascii())
        assert not before[-1].isdigit()
        assert after[0] not in "、，。》”）"
    parts = lines(text)
    for opening, closing in ("《》", "“”", "（）"):
        if len(max(text.split(opening))) < 15:
            assert all(part.count(opening) == part.count(closing) for part in parts)


@pytest.mark.parametrize("text", TITLES)
def test_a_line_ends_where_a_reader_pauses(text: str) -> None:
    for before, after in pairwise(lines(text)):
        pauses = before.endswith(
            ("的", "和", "、", "》", "”", "月", "年", "市", "关于", "小组", "门")
        )
        begins = ("关于", "工作", "情况", "通报", "通知", "全市", "《", "实施", "专项")
        assert pauses or after.startswith(
            (*begins, "（", "“", "并", "进行", "知识产权")
        )


@pytest.mark.parametrize("count", [1, 12, 19])
def test_a_title_that_fits_on_a_line_stays_there(count: int) -> None:
    assert title.breaks("通" * count, FACE, ROOM) == ()


@pytest.mark.parametrize("count", range(20, 70))
def test_every_length_has_a_shape(count: int) -> None:
    widths = [FACE.width(line) for line in lines("通" * count)]
    assert len(widths) > 1
    assert is_trapezoid_or_diamond(widths)


def test_the_page_has_the_breaks_and_the_same_words(
    own_workspace: Path, tmp_path: Path
) -> None:
    text = TITLES[0].replace("2022", "{{ 年 }}").replace("1-7月", "{{ 期间 }}")
    path = own_workspace / "templates" / "bulletin.docx"
    document = python_docx.Document(str(path))
    for paragraph in document.paragraphs:
        if paragraph.style is not None and paragraph.style.name == "公文标题":
            paragraph.text = text
    document.save(str(path))
    made = Sample(own_workspace, tmp_path).make().made
    found = [
        paragraph
        for paragraph in python_docx.Document(str(made.docx)).paragraphs
        if paragraph.style is not None and paragraph.style.name == "公文标题"
    ]
    assert found[0].text.split("\n") == lines(TITLES[0])
    body = docx.body(made.docx.read_bytes())
    assert TITLES[0] in [docx.text(each) for each in docx.paragraphs(body)]
