"""Of a PDF that does not show what its document shows, the comparison refuses each fault."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from bulletin.model.layout import Layout
from bulletin.model.problem import BulletinError
from bulletin.pages import layout as layouts
from bulletin.pages.sheet import Character, Pdf, Sheet
from bulletin.publishing.pdf.compare import compare
from tests.pages.foreign import document, field, p, r, row, section, table, tag, val
from tests.pages.seen import see

FOOTER = p(r("— ") + field("PAGE", r("9")) + r(" —"), val(jc="center"))
HEAD = row("区市", "件数", properties=val(tblHeader=""))
ROWS = "".join(
    row(f"第{n}行", f"{n}", properties=tag("trHeight", val=700)) for n in range(30)
)
NOTE = tag("footnote", p(r("<w:footnoteRef/>") + r("注文")), id=2)
MARK = r(tag("footnoteReference", id=2))
DATA = document(
    p("甲乙丙丁戊己庚辛")
    + p(r("有注") + MARK + r("。"))
    + table(HEAD, ROWS)
    + p("结尾"),
    last=section(before='<w:footerReference w:type="default" r:id="footer1"/>'),
    parts={"footer1": FOOTER, "footnotes": NOTE},
)
Change = Callable[[list[Character]], list[Character]]


@pytest.fixture(scope="module")
def good() -> tuple[Layout, Pdf]:
    return layouts.read(DATA), see(DATA).pdf


def changed(pdf: Pdf, page: int, change: Change) -> Pdf:
    """The PDF with the characters of one page changed."""
    sheets: list[Sheet] = list(pdf.sheets)
    characters = change(list(sheets[page].characters))
    sheets[page] = replace(sheets[page], characters=tuple(characters))
    return replace(pdf, sheets=tuple(sheets))


def place(characters: list[Character], words: str) -> int:
    return "".join(each.text for each in characters).index(words)


def dropped(words: str) -> Change:
    def change(given: list[Character]) -> list[Character]:
        at = place(given, words)
        return given[:at] + given[at + len(words) :]

    return change


def doubled(words: str) -> Change:
    def change(given: list[Character]) -> list[Character]:
        at = place(given, words)
        end = at + len(words)
        return given[:end] + given[at:end] + given[end:]

    return change


def turned_round(words: str) -> Change:
    def change(given: list[Character]) -> list[Character]:
        at = place(given, words)
        end = at + len(words)
        return given[:at] + given[at:end][::-1] + given[end:]

    return change


def another(words: str, text: str) -> Change:
    def change(given: list[Character]) -> list[Character]:
        at = place(given, words)
        return [*given[:at], replace(given[at], text=text), *given[at + 1 :]]

    return change


def lifted(words: str) -> Change:
    def change(given: list[Character]) -> list[Character]:
        at = place(given, words)
        end = at + len(words)
        moved = [replace(each, y=each.y - 200) for each in given[at:end]]
        return given[:at] + moved + given[end:]

    return change


def test_a_good_pdf_agrees_and_its_repeated_heading_is_counted(
    good: tuple[Layout, Pdf],
) -> None:
    agreed = compare(*good)
    assert agreed.pages == len(good[1].sheets) == 2
    assert agreed.repeated_headings == 1


@pytest.mark.parametrize(
    ("page", "change", "refusal"),
    [
        (0, dropped("丙"), "第1段应为“丙"),
        (0, dropped("甲乙丙丁戊己庚辛"), "第1段"),
        (0, doubled("丁"), "第1段应为“戊"),
        (0, turned_round("己庚"), "第1段应为“己庚"),
        (0, another("辛", "幸"), "第1段应为“辛"),
        (0, dropped("第3行"), "表1"),
        (0, another("第3行", "共"), "表1"),
        (1, dropped("结尾"), "第[0-9]+段应为“结尾"),
        (1, doubled("结尾"), "末尾多出了“结尾"),
        (1, doubled("区市件数"), "表1"),
        (1, dropped("区市件数"), "续表的表头"),
        (1, another("区市", "县"), "续表的表头"),
        (0, doubled("区市件数"), "表1"),
        (0, dropped("—1—"), "第1页的页眉、页脚、页边上是“”，应为“—1—”"),
        (0, another("1—", "3"), "应为“—1—”"),
        (1, doubled("—2—"), "应为“—2—”"),
        (1, lifted("—2—"), "应为“—2—”"),
        (0, dropped("1注文"), "脚注"),
        (0, another("注文", "主"), "脚注"),
    ],
)
def test_each_fault_is_refused_where_it_is(
    good: tuple[Layout, Pdf],
    page: int,
    change: Change,
    refusal: str,
) -> None:
    layout, pdf = good
    with pytest.raises(BulletinError, match=refusal):
        compare(layout, changed(pdf, page, change))


def test_a_missing_page_and_two_pages_the_wrong_way_round_are_refused(
    good: tuple[Layout, Pdf],
) -> None:
    layout, pdf = good
    for sheets in (pdf.sheets[:1], pdf.sheets[1:], pdf.sheets[::-1]):
        with pytest.raises(BulletinError):
            compare(layout, replace(pdf, sheets=sheets))
