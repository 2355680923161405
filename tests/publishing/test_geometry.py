"""Where things stand on the printed page, measured in the PDFs of several months by both engines.

Lengths are millimetres from the left and upper edge of the paper (GB/T 9704-2012).
"""

import ctypes
import shutil
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import pypdfium2
import pytest
from pypdfium2 import raw

from bulletin.model.page import Engine, Manner
from bulletin.publishing.pdf.convert import convert
from bulletin.publishing.pdf.libreoffice import soffice
from tests.archival import faults
from tests.conftest import copy_workspace
from tests.districts import add_districts, report_ones
from tests.sample import Sample

LONG_MARK = "枣庄市政府知识产权战略实施工作领导小组办公室文件"
COPIES = "市委办公室，市人大常委会办公室，市政协办公室，市纪委监委，市法院，市检察院，枣庄军分区"
MONTHS: Mapping[str, Mapping[str, object]] = {
    "plain": {},
    "headed": {
        "发文机关标志": "枣庄市人民政府文件",
        "文号": "枣政字〔2022〕5号",
        "抄送": COPIES,
        "印发机关": "枣庄市人民政府办公室",
        "印发日期": "2022年8月10日",
        "发文机关": "枣庄市知识产权局",
        "代章机关": "—",
    },
    "unsigned": {
        "发文机关标志": LONG_MARK,
        "成文日期": None,
        "抄送": "抄送：市委办公室。",
    },
}
DISTRICTS = {"plain": 0, "headed": 9, "unsigned": 33}
GREAT = {"滕州市": 1234567.89, "薛城区": 987654.32}


@dataclass(frozen=True)
class Mark:
    """A character and its box."""

    text: str
    left: float
    top: float
    right: float
    bottom: float


class Print:
    """A PDF to measure."""

    def __init__(self, data: bytes) -> None:
        self.document = pypdfium2.PdfDocument(data)
        self.pages = [list(self._marks(n)) for n in range(len(self.document))]

    def size(self, page: int) -> tuple[float, float]:
        width, height = self.document[page].get_size()
        return width / 72 * 25.4, height / 72 * 25.4

    def landscape(self) -> list[int]:
        return [n for n in range(len(self.pages)) if self.size(n)[0] > 250]

    def text(self, page: int) -> str:
        return "".join(mark.text for mark in self.pages[page])

    def find(self, page: int, words: str) -> list[Mark]:
        """The boxes of words, which stand on one line."""
        at = self.text(page).index(words)
        return self.pages[page][at : at + len(words)]

    def page_of(self, words: str) -> int:
        return next(n for n in range(len(self.pages)) if words in self.text(n))

    def rules(self, page: int) -> list[tuple[float, float, float]]:
        """The horizontal lines: their height, left and right end."""
        height = self.size(page)[1]
        found = []
        for each in self.document[page].get_objects():
            if each.type == raw.FPDF_PAGEOBJ_PATH:
                left, low, right, high = (x / 72 * 25.4 for x in each.get_bounds())
                if right - left > 100 and high - low < 2:
                    found.append((height - (low + high) / 2, left, right))
        found.sort()
        return [
            rule
            for before, rule in pairwise([(0.0, 0.0, 0.0), *found])
            if rule[0] - before[0] > 1
        ]

    def _marks(self, number: int) -> Iterator[Mark]:
        page = self.document[number]
        text, (_, height) = page.get_textpage(), page.get_size()
        for index in range(text.count_chars()):
            character = chr(raw.FPDFText_GetUnicode(text, index))
            if not character.isspace():
                ends = [ctypes.c_double() for _ in range(4)]
                raw.FPDFText_GetCharBox(text, index, *ends)
                left, right, low, high = (end.value for end in ends)
                box = (left, height - high, right, height - low)
                yield Mark(character, *(x / 72 * 25.4 for x in box))


@pytest.fixture(scope="module")
def months(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The .docx of each month."""
    folder = tmp_path_factory.mktemp("months")
    return {name: make(folder, name).read_bytes() for name in MONTHS}


@pytest.fixture(scope="module", params=list(Engine), ids=lambda engine: engine.value)
def prints(
    request: pytest.FixtureRequest, months: dict[str, bytes]
) -> dict[str, Print]:
    """The months as each engine prints them, with nothing lost."""
    if request.param is Engine.LIBREOFFICE and not soffice():
        pytest.skip("soffice is not installed")
    manner = Manner(engine=request.param)
    made = {name: convert(data, manner).data for name, data in months.items()}
    assert [faults(data) for data in made.values()] == [[], [], []]
    return {name: Print(data) for name, data in made.items()}


def make(folder: Path, name: str) -> Path:
    workspace = copy_workspace(folder / name)
    names = add_districts(workspace, DISTRICTS[name])
    sample = Sample(workspace, folder / name)
    report_ones(sample, names)
    cover = sample.sheet("封面")
    known = {str(row[0].value): row[0].row for row in cover.iter_rows()}
    for row, value in MONTHS[name].items():
        at = known.get(row) or cover.max_row + 1
        cover[f"A{at}"].value, cover[f"B{at}"].value = row, value
    if name == "headed":
        others = {"市中区": 0, "山亭区": 0, "峄城区": 0, "台儿庄区": 0, "枣庄高新区": 0}
        sample.set_adding_up("专利权质押融资金额", "本期", {**GREAT, **others})
    path = folder / f"{name}.docx"
    shutil.copy(sample.make().made.docx, path)
    return path


# ── lines and characters (5.2.3) ─────────────────────────────────────────────


def test_a_page_has_22_lines_of_28_characters(prints: dict[str, Print]) -> None:
    pitch = 28.95 / 72 * 25.4
    text = [mark for mark in prints["plain"].pages[2] if mark.bottom < 262]
    lines = Counter(
        int((mark.top + mark.bottom - 2 * 37) / 2 // pitch) for mark in text
    )
    assert sorted(lines) == list(range(22))
    [(usual, _)] = Counter(lines.values()).most_common(1)
    assert usual == 28
    assert min(mark.left for mark in text) == pytest.approx(28, abs=0.5)
    assert max(mark.right for mark in text) == pytest.approx(184, abs=1.5)


# ── page numbers (7.5, 8) ────────────────────────────────────────────────────


@pytest.mark.parametrize("name", MONTHS)
def test_the_number_stands_seven_below_the_text_odd_right_even_left(
    prints: dict[str, Print], name: str
) -> None:
    found = prints[name]
    portrait = set(range(len(found.pages))) - set(found.landscape())
    assert len(portrait) > 5
    for page in portrait:
        number = found.find(page, f"—{page + 1}—")
        assert number[0].top == pytest.approx(269, abs=2)
        if page % 2:
            assert number[0].left == pytest.approx(28 + 4.94, abs=0.5)
        else:
            assert number[-1].right == pytest.approx(184 - 4.94, abs=0.5)


@pytest.mark.parametrize("name", MONTHS)
def test_the_number_of_a_landscape_page_stands_where_it_stands_on_the_others(
    prints: dict[str, Print], name: str
) -> None:
    found = prints[name]
    for page in found.landscape():
        number = found.find(page, f"—{page + 1}—")
        assert number[0].left == pytest.approx(297 - 269, abs=2)
        assert number[0].top < number[-1].top
        if page % 2:
            assert number[0].top == pytest.approx(28 + 4.94, abs=0.5)
        else:
            assert number[-1].bottom == pytest.approx(184 - 4.94, abs=0.5)


# ── signature (7.3.5) ────────────────────────────────────────────────────────


@pytest.mark.parametrize("name", ["plain", "unsigned"])
def test_a_long_signature_stands_two_characters_from_the_right(
    prints: dict[str, Print], name: str
) -> None:
    page = prints[name].page_of("领导小组办公室（枣庄市")
    signed = prints[name].find(page, "枣庄市政府知识产权战略实施工作领导小组办公室（")
    assert signed[-2].right == pytest.approx(184 - 2 * 5.64, abs=1)


def test_the_date_begins_two_characters_right_of_a_long_signature(
    prints: dict[str, Print],
) -> None:
    found = prints["plain"]
    page = found.page_of("2022年8月10日")
    signed = found.find(page, "枣庄市政府知识产权战略实施工作领导小组办公室（")
    date = found.find(page, "2022年8月10日")
    assert date[0].left - signed[0].left == pytest.approx(2 * 5.64, abs=1)
    assert date[0].top - signed[0].top == pytest.approx(2 * 28.95 / 72 * 25.4, abs=1)


def test_a_short_signature_is_centred_over_a_date_four_characters_from_the_right(
    prints: dict[str, Print],
) -> None:
    found = prints["headed"]
    page = found.page_of("枣庄市知识产权局2022年8月10日")
    signed = found.find(page, "枣庄市知识产权局2022")[:8]
    date = found.find(page, "2022年8月10日")
    axes = [(line[0].left + line[-1].right) / 2 for line in (signed, date)]
    assert axes[0] == pytest.approx(axes[1], abs=0.7)
    # LibreOffice spaces digits and characters apart; Word, told not to, does not.
    assert date[-1].right == pytest.approx(184 - 4 * 5.64, abs=4)


@pytest.mark.parametrize("name", MONTHS)
def test_the_signature_never_stands_without_text(
    prints: dict[str, Print], name: str
) -> None:
    page = prints[name].page_of("附件：2022年1-7月")
    assert "注入强劲动力。" in prints[name].text(page)
    assert ("办公室（" if name != "headed" else "知识产权局2022") in prints[name].text(
        page
    )


# ── letterhead and imprint (7.2, 7.4) ────────────────────────────────────────


@pytest.mark.parametrize(
    ("name", "mark"), [("headed", "枣庄市人民政府文件"), ("unsigned", LONG_MARK)]
)
def test_the_mark_stands_on_one_line_35_below_the_head_of_the_text(
    prints: dict[str, Print], name: str, mark: str
) -> None:
    found = prints[name].find(0, mark)
    assert min(each.top for each in found) == pytest.approx(37 + 35, abs=2)
    assert found[0].left >= 27.5
    assert found[-1].right <= 184.5
    middle = (found[0].left + found[-1].right) / 2
    assert middle == pytest.approx(28 + 156 / 2, abs=1)


@pytest.mark.parametrize("name", ["headed", "unsigned"])
def test_the_red_line_is_as_wide_as_the_text(
    prints: dict[str, Print], name: str
) -> None:
    [(_, left, right)] = prints[name].rules(0)
    assert (left, right) == pytest.approx((28, 184), abs=0.6)


def test_the_red_line_is_4_below_the_number_and_the_title_two_lines_below_it(
    prints: dict[str, Print],
) -> None:
    found = prints["headed"]
    [(height, _, _)] = found.rules(0)
    number = found.find(0, "枣政字〔2022〕5号")
    assert height - number[-1].bottom == pytest.approx(4, abs=1)
    title = found.find(0, "全市知识产权工作情况通报")
    assert title[0].top - height == pytest.approx(2 * 28.95 / 72 * 25.4, abs=4)
    assert "为进一步加强" in found.text(0)


@pytest.mark.parametrize(("name", "count"), [("headed", 3), ("unsigned", 2)])
def test_the_imprint_ends_at_the_foot_of_the_text_of_the_last_page(
    prints: dict[str, Print], name: str, count: int
) -> None:
    last = len(prints[name].pages) - 1
    rules = prints[name].rules(last)
    assert len(rules) == count
    assert rules[-1][0] == pytest.approx(297 - 35, abs=1)
    for _, left, right in rules:
        assert (left, right) == pytest.approx((28, 184), abs=0.6)


def test_copies_align_after_the_colon_and_the_printer_stands_between_the_edges(
    prints: dict[str, Print],
) -> None:
    found = prints["headed"]
    last = len(found.pages) - 1
    copies = found.find(last, f"抄送：{COPIES}。")
    assert copies[0].left == pytest.approx(28 + 4.94, abs=0.7)
    second = next(mark for mark in copies if mark.top > copies[0].bottom + 2)
    assert second.left == pytest.approx(copies[3].left, abs=0.7)
    printer = found.find(last, "枣庄市人民政府办公室")
    day = found.find(last, "2022年8月10日印发")
    assert printer[0].left == pytest.approx(28 + 4.94, abs=0.7)
    assert day[-1].right == pytest.approx(184 - 4.94, abs=0.7)
    assert day[0].top == pytest.approx(printer[0].top, abs=1.5)


def test_what_the_clerk_typed_around_the_copies_is_not_printed_twice(
    prints: dict[str, Print],
) -> None:
    found = prints["unsigned"]
    text = found.text(-1).replace(f"—{len(found.pages)}—", "")
    assert text == "抄送：市委办公室。"


def test_without_those_rows_the_appendix_is_the_last_page(
    prints: dict[str, Print],
) -> None:
    assert prints["plain"].landscape() == [len(prints["plain"].pages) - 1]
    assert prints["plain"].rules(0) == []


# ── the appendix (7.3.7, 8) ──────────────────────────────────────────────────


@pytest.mark.parametrize("name", MONTHS)
def test_the_appendix_begins_with_its_word_and_a_centred_title_two_lines_below(
    prints: dict[str, Print], name: str
) -> None:
    found = prints[name]
    page = found.landscape()[0]
    word, title = found.find(page, "附件"), found.find(page, "2022年1-7月全市知识产权")
    assert word[0].left == pytest.approx(35, abs=1)
    assert word[0].top == pytest.approx(28 + 4, abs=3)
    whole = found.find(page, "2022年1-7月全市知识产权工作情况")
    assert (whole[0].left + whole[-1].right) / 2 == pytest.approx(35 + 112.5, abs=1)
    lines = (title[4].top - word[0].top) / (28.95 / 72 * 25.4)
    assert lines == pytest.approx(2, abs=0.3)


@pytest.mark.parametrize(
    ("name", "pages"), [("plain", 1), ("headed", 2), ("unsigned", 4)]
)
def test_the_heading_rows_repeat_and_no_row_leaves_the_text_area(
    prints: dict[str, Print], name: str, pages: int
) -> None:
    found = prints[name]
    headed = [
        page for page in found.landscape() if "发明专利授权量（件）" in found.text(page)
    ]
    assert len(headed) >= pages
    for page in headed:
        assert "完成率/%" in found.text(page)
        assert max(mark.bottom for mark in found.pages[page]) < 185
        rows = [rule for rule in found.rules(page) if rule[2] - rule[1] > 200]
        assert all(rule[0] < 184.5 for rule in rows)


def test_no_figure_wraps(prints: dict[str, Print]) -> None:
    found = prints["headed"]
    page = found.landscape()[0]
    for figure in ("2222222.21", "1234567.89", "987654.32", "75009.00"):
        marks = found.find(page, figure)
        assert max(mark.bottom for mark in marks) - min(mark.top for mark in marks) < 4
