"""Earlier months under the names of today, fetched when asked for, or unknown."""

import shutil
from pathlib import Path

import pytest

from bulletin import past
from bulletin.handbook import read as handbooks
from bulletin.model.figure import State
from bulletin.model.handbook import Handbook
from bulletin.model.history import History
from bulletin.model.indicator import CITY, Item
from bulletin.model.period import ReportingPeriod
from bulletin.workspace import Workspace
from tests.filed import month, put
from tests.sample import ROOT, Sample

JULY, JUNE = ReportingPeriod(2022, 7), ReportingPeriod(2022, 6)
NOW = Item.CURRENT
STARTER = ROOT / "src" / "bulletin" / "starters" / "minimal"
OFFICE = '[office]\ntitle = "通报"\nissuer = "某办"\n'


@pytest.fixture
def small(tmp_path: Path) -> Workspace:
    """A small workspace whose handbook a test writes."""
    shutil.copytree(STARTER, tmp_path / "workspace")
    return Workspace(tmp_path / "workspace")


def handbook(
    small: Workspace, districts: dict[str, list[str]], indicators: dict[str, str]
) -> Handbook:
    """Districts with their former names, indicators with theirs and their unit."""
    text = OFFICE
    for name, former in districts.items():
        text += f'\n[[districts]]\nname = "{name}"\nformer = {former}\n'
    for name, rest in indicators.items():
        text += f'\n[[indicators]]\nname = "{name}"\n{rest}\n'
    path = small.handbook / "catalogue.toml"
    path.write_text(text.replace("'", '"'), encoding="utf-8")
    for file in ("rules.toml", "phrases.toml"):
        (small.handbook / file).write_text("", encoding="utf-8")
    found, _ = handbooks.read(small.handbook)
    return found


def counted(former: str = "[]", unit: str = "件") -> str:
    return "\n".join(
        (
            f'unit = "{unit}"',
            'kind = "flow"\nlevel = "district"\nbetter = "higher"\nitems = ["本期"]',
            f"former = {former}",
        )
    )


def value(history: History, indicator: str, area: str) -> str | None:
    seen = history.get(JUNE, indicator, area, NOW)
    return None if seen.value is None else str(seen.value)


def test_without_archive_and_register_no_file_is_made_or_opened(
    small: Workspace,
) -> None:
    book = handbook(small, {"甲区": [], "乙区": []}, {"授权量": counted()})
    before = sorted(small.root.rglob("*"))
    history = past.history(small, book)
    assert not history.months
    assert history.last_of_year(JULY) is None
    assert sorted(small.root.rglob("*")) == before


def test_a_month_is_asked_for_by_the_names_of_today(small: Workspace) -> None:
    book = handbook(
        small,
        {"新区": ["旧县"], "乙区": []},
        {"授权数": counted("['授权量']"), "质押量": counted()},
    )
    june = {
        ("授权量", CITY, NOW): "12",
        ("授权量", "旧县", NOW): "5",
        ("授权量", "乙区", NOW): "7",
        ("停报量", CITY, NOW): "9",
        ("授权量", "撤销区", NOW): "1",
    }
    put(small.archive, month("2022-06", june, as_of="2022-05"))
    history = past.history(small, book)
    assert value(history, "授权数", CITY) == "12"
    assert value(history, "授权数", "新区") == "5"
    assert value(history, "授权数", "乙区") == "7"
    assert history.get(JUNE, "质押量", "乙区", NOW).state is State.ABSENT
    assert len(history.month(JUNE).observations) == 3
    assert history.month(JUNE).as_of["授权数"].period.key == "2022-05"
    assert history.origins == {JUNE: "归档"}
    assert history.last_of_year(JULY) == JUNE
    assert history.last_of_year(ReportingPeriod(2023, 1)) is None


def test_merged_districts_are_not_one_of_them(small: Workspace) -> None:
    book = handbook(
        small, {"合区": ["东县", "西县"], "乙区": []}, {"授权量": counted()}
    )
    june = {("授权量", "东县", NOW): "5", ("授权量", "西县", NOW): "5"}
    put(small.archive, month("2022-06", june | {("授权量", "乙区", NOW): "1"}))
    history = past.history(small, book)
    assert value(history, "授权量", "合区") is None
    assert value(history, "授权量", "乙区") == "1"


def test_a_name_used_again_means_nobody_where_it_may_have_meant_another(
    small: Workspace,
) -> None:
    """老县 became 新区, and what is called 老县 now is another district."""
    book = handbook(small, {"新区": ["老县"], "老县": []}, {"授权量": counted()})
    put(small.archive, month("2022-06", {("授权量", "老县", NOW): "5"}))
    assert value(past.history(small, book), "授权量", "老县") is None
    both = {("授权量", "老县", NOW): "6", ("授权量", "新区", NOW): "7"}
    put(small.archive, month("2022-06", both))
    again = past.history(small, book)
    assert value(again, "授权量", "老县") == "6"
    assert value(again, "授权量", "新区") == "7"


def test_a_figure_in_another_unit_is_unknown(small: Workspace) -> None:
    book = handbook(small, {"甲区": [], "乙区": []}, {"金额": counted(unit="亿元")})
    june = {("金额", "甲区", NOW): "18650"}
    put(small.archive, month("2022-06", june, unit="万元"))
    assert value(past.history(small, book), "金额", "甲区") is None
    put(small.archive, month("2022-06", june, unit="亿元"))
    assert value(past.history(small, book), "金额", "甲区") == "18650"


# ── last month, while it is not archived ─────────────────────────────────────


def test_last_months_workbook_stands_in_until_the_month_is_archived(
    sample: Sample, own_workspace: Path
) -> None:
    workspace = Workspace(own_workspace)
    book, _ = handbooks.read(workspace.handbook)
    august = ReportingPeriod(2022, 8)
    recent = past.recent(workspace, book, august)
    assert recent.origins == {JULY: "2022-07.xlsx（还没有归档）"}
    indicator, area = next(iter(book.catalogue.indicators)), "滕州市"
    cell = sample.address(indicator, NOW, area)
    typed = sample.sheet("指标数据")[cell].value
    seen = recent.get(JULY, indicator, area, NOW)
    assert seen.value == typed
    assert str(seen.place) == f"2022-07.xlsx【指标数据】{cell}"
    assert recent.last_of_year(august) == JULY
    assert past.history(workspace, book).last_of_year(august) is None

    put(workspace.archive, month("2022-07", {(indicator, area, NOW): "1"}, unit="件"))
    archived = past.recent(workspace, book, august)
    assert archived.origins == {JULY: "归档"}
    assert archived.get(JULY, indicator, area, NOW).value == 1


def test_a_workbook_of_another_month_or_none_is_not_last_months(
    own_workspace: Path,
) -> None:
    workspace = Workspace(own_workspace)
    book, _ = handbooks.read(workspace.handbook)
    september = ReportingPeriod(2022, 9)
    august = workspace.workbook(september.earlier(1))
    shutil.copy(workspace.workbook(JULY), august)
    assert not past.recent(workspace, book, september).months
    august.write_bytes(b"nothing")
    assert not past.recent(workspace, book, september).months
