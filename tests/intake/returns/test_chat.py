"""Words of a chat are only ever proposals: what they propose, and what confirms them."""

from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from bulletin.intake.returns.chat import Chat, Proposal, lines
from tests.collecting.inbox import Office, changed, codes, office
from tests.intake.returns.tables import PERIOD, month

GRANTED, CASES, PLEDGED = "发明专利授权量", "专利权质押融资件数", "专利权质押融资金额"
TENGZHOU, GAOXIN = "滕州市", "枣庄高新区"
LINE = "滕州：授权128，质押27件18650万"


def proposals(text: str) -> list[Proposal]:
    found = lines("群.txt", text.encode())
    chat = Chat("群.txt", found, month().lexicon, month().handbook.catalogue, PERIOD)
    return list(chat.proposals())


def told(text: str) -> list[tuple[str, str, str, str]]:
    return [(p.area, p.item, p.value, p.unit) for p in proposals(text)]


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        (
            LINE,
            [(TENGZHOU, "128", ""), (TENGZHOU, "27", "件"), (TENGZHOU, "18650", "万")],
        ),
        ("高新区 授权83件", [(GAOXIN, "83", "件")]),
        ("高新：授权83；PCT 3", [(GAOXIN, "83", ""), (GAOXIN, "3", "")]),
        (
            "滕州市\n授权128\n质押1.865亿元",
            [(TENGZHOU, "128", ""), (TENGZHOU, "1.865", "亿元")],
        ),
        (
            "滕州：质押18,650万元，授权1,280件",
            [(TENGZHOU, "18,650", "万元"), (TENGZHOU, "1,280", "件")],
        ),
        ("滕州1-8月授权128", [(TENGZHOU, "128", "")]),
        ("滕州（截至8月底）：有效发明专利1012件", [(TENGZHOU, "1012", "件")]),
        ("滕州7月授权120", []),
        ("收到，谢谢", []),
        ("张三 2022-09-03 10:21", []),
    ],
)
def test_each_figure_of_a_district_is_proposed(
    text: str, figures: list[tuple[str, str, str]]
) -> None:
    assert [(area, value, unit) for area, _, value, unit in told(text)] == figures


def test_the_same_time_last_year_is_that_of_what_was_spoken_of() -> None:
    one, two = proposals("高新区授权83，去年同期70")
    assert one.candidates == two.candidates == (GRANTED,)
    assert (one.item, two.item) == ("本期", "上年同期")


def test_a_word_for_several_indicators_names_them_all() -> None:
    _, cases, amount = proposals(LINE)
    assert set(cases.candidates) > {CASES}
    assert amount.candidates == (PLEDGED,)


@pytest.fixture
def desk(tmp_path: Path) -> Office:
    found = office(tmp_path / "office")
    found.say(LINE)
    return found


def test_nothing_of_a_chat_is_written_before_it_is_confirmed(desk: Office) -> None:
    before = desk.workbook.read_bytes()
    found = desk.collect()
    assert found["proposals"] == {"added": 3, "waiting": 3}
    assert found["changes"] == []
    assert desk.workbook.read_bytes() == before
    assert desk.collect()["proposals"] == {"added": 0, "waiting": 3}


def confirm(desk: Office, changes: dict[int, dict[str, object]]) -> None:
    """A clerk corrects rows of 待确认, counted from 0, by heading."""
    path = desk.inbox / "待确认.xlsx"
    book = openpyxl.load_workbook(path)
    page = book["待确认"]
    assert isinstance(page, Worksheet)
    head = next(r for r in range(1, 9) if page.cell(r, 1).value == "原文")
    columns = {str(c.value): n for n, c in enumerate(page[head], 1)}
    for row, cells in changes.items():
        for name, value in cells.items():
            page.cell(head + 1 + row, columns[name]).value = value  # type: ignore[assignment]
    book.save(path)


def test_what_is_confirmed_is_written_with_its_line_and_its_words_remembered(
    desk: Office,
) -> None:
    desk.collect()
    confirm(
        desk, {0: {"确认": "是"}, 1: {"确认": "是", "指标": CASES}, 2: {"确认": "否"}}
    )
    found = desk.collect()
    assert changed(found) == {
        (GRANTED, TENGZHOU, "本期"): "128",
        (CASES, TENGZHOU, "本期"): "27",
    }
    assert found["changes"][0]["origin"] == {
        "file": "群消息.txt",
        "sheet": None,
        "cell": "第1行",
    }
    assert found["aliases"] == {"授权": GRANTED, "质押（件）": CASES}
    desk.say(f"{LINE}\n高新：质押3件")
    again = desk.collect()
    assert again["proposals"] == {"added": 1, "waiting": 1}
    page = openpyxl.load_workbook(desk.inbox / "待确认.xlsx")["待确认"]
    assert [cell.value for cell in page[page.max_row]][2] == CASES


def test_a_correction_of_the_clerk_counts(desk: Office) -> None:
    desk.collect()
    confirm(desk, {2: {"确认": "是", "数值": "1.9", "单位": "亿元"}})
    assert changed(desk.collect()) == {(PLEDGED, TENGZHOU, "本期"): "19000"}


@pytest.mark.parametrize(
    "cells",
    [
        *({"区市": "某某区"}, {"指标": "没有这个"}, {"指标": ""}, {"项": "下月"}),
        *({"数值": "约128"}, {"数值": ""}, {"单位": "家"}, {"数值": "12.5"}),
        {"原文": "滕州：授权129"},
    ],
)
def test_a_confirmed_row_that_is_not_clear_is_told(
    cells: dict[str, object], desk: Office
) -> None:
    desk.collect()
    confirm(desk, {0: {"确认": "是", **cells}})
    found = desk.collect()
    assert found["changes"] == []
    assert codes(found) in (["unrecognised"], ["fraction"])
    assert found["problems"][0]["file"] == "待确认.xlsx"


def test_a_line_that_was_changed_is_no_longer_confirmed(desk: Office) -> None:
    desk.collect()
    confirm(desk, {0: {"确认": "是"}})
    desk.say(LINE.replace("128", "129"))
    found = desk.collect()
    assert found["changes"] == []
    assert codes(found) == ["unrecognised"]
    assert found["proposals"]["added"] == 3


def test_a_text_with_tabs_is_a_table(desk: Office) -> None:
    desk.say("区市\t发明专利授权量\n滕州市\t140\n", "8月导出.txt")
    assert changed(desk.collect()) == {(GRANTED, TENGZHOU, "本期"): "140"}


def test_a_text_of_nothing_is_told(desk: Office) -> None:
    desk.say("大家辛苦了")
    assert codes(desk.collect()) == ["unrecognised"]
