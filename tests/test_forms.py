"""`bulletin new`: the next month's form and the districts' returns; nothing overwritten."""

from pathlib import Path

import openpyxl
import pytest

from bulletin.handbook.read import read
from bulletin.intake import month as months
from bulletin.intake import workbook as workbooks
from bulletin.model.indicator import CITY, Item
from bulletin.model.period import ReportingPeriod
from tests import filed, form
from tests.intake.reading import add, edit
from tests.sample import DISTRICTS, Sample
from tests.test_cli import bulletin
from tests.test_init import tree

AUTHORISED = "发明专利授权量"
FORM = "data/2022-08.xlsx"


def test_the_months_form_starts_with_the_month_before(own_workspace: Path) -> None:
    said = bulletin(own_workspace, "new", "2022-08")
    assert said.code == 0
    assert "文字和名单：来自 data/2022-07.xlsx" in said.out
    assert "上月：来自 2022-07.xlsx（还没有归档）" in said.out
    assert "上年同期：没有往期的" in said.out
    assert "bulletin check" in said.out
    seen = reading(own_workspace).dataset
    assert seen is not None
    assert seen.figures.get(AUTHORISED, CITY, Item.TARGET).value == 750
    assert len(seen.narrative) == 12


def reading(workspace: Path, name: str = FORM) -> months.Reading:
    handbook, _ = read(workspace / "data" / "handbook", ReportingPeriod(2022, 8))
    return months.read(workbooks.read(workspace / name), handbook)


def test_nothing_that_is_there_is_overwritten(own_workspace: Path) -> None:
    (own_workspace / FORM).write_bytes(b"mine")
    before = tree(own_workspace)
    said = bulletin(own_workspace, "new", "2022-08")
    assert said.code == 3
    assert "已经有了，没有改动" in said.error
    assert (own_workspace / FORM).read_bytes() == b"mine"
    assert tree(own_workspace) == before


def test_last_years_figures_come_from_the_archive(own_workspace: Path) -> None:
    values = {(AUTHORISED, CITY, Item.CURRENT): "321"}
    filed.put(own_workspace / "output" / "archive", filed.month("2021-08", values))
    said = bulletin(own_workspace, "new", "2022-08", "--json")
    assert said.code == 0
    assert said.json["sources"]["上年同期"] == "2021-08（归档）"
    assert said.json["workbook"] == str((own_workspace / FORM).resolve())
    seen = reading(own_workspace).dataset
    assert seen is not None
    assert seen.figures.get(AUTHORISED, CITY, Item.BASE).value == 321


def test_words_come_from_the_archive_when_the_workbook_is_gone(
    own_workspace: Path,
) -> None:
    sample = own_workspace / "data" / "2022-07.xlsx"
    folder = filed.put(own_workspace / "output" / "archive", filed.month("2022-07", {}))
    sample.rename(folder.path / "2022-07.xlsx")
    said = bulletin(own_workspace, "new", "2022-08", "--json")
    assert said.code == 0
    where = said.json["sources"]["文字和名单"]
    assert where.startswith("output/archive/2022/07/")
    seen = reading(own_workspace).dataset
    assert seen is not None
    assert len(seen.narrative) == 12


def test_a_copy_that_still_says_another_month_is_passed_over_and_told(
    own_workspace: Path,
) -> None:
    data = own_workspace / "data"
    (data / "2022-08.xlsx").write_bytes((data / "2022-07.xlsx").read_bytes())
    said = bulletin(own_workspace, "new", "2022-09", "--json")
    assert said.json["notes"] == [
        "2022-08.xlsx 的报告期是2022-07，没有沿用它的文字和名单"
    ]
    assert said.json["sources"]["文字和名单"] == "data/2022-07.xlsx"


def test_a_broken_workbook_before_it_stops_the_form(own_workspace: Path) -> None:
    (own_workspace / "data" / "2022-07.xlsx").write_bytes(b"PK broken")
    said = bulletin(own_workspace, "new", "2022-08")
    assert said.code == 1
    assert "2022-07.xlsx" in said.error
    assert not (own_workspace / FORM).exists()


def test_renamed_districts_and_indicators_keep_their_figures(
    own_workspace: Path,
) -> None:
    edit(
        own_workspace,
        "catalogue.toml",
        ('name = "枣庄高新区"', 'name = "枣庄高新区"\nuntil = "2022-07"'),
    )
    add(
        own_workspace,
        "catalogue.toml",
        '[[districts]]\nname = "高新区"\nformer = ["枣庄高新区"]\nfrom = "2022-08"',
    )
    edit(own_workspace, "phrases.toml")
    assert bulletin(own_workspace, "new", "2022-08").code == 0
    page = form.sheet(openpyxl.load_workbook(own_workspace / FORM), "指标数据")
    columns = form.headings(page)
    [row] = [
        r
        for r in form.rows(page, "指标")
        if (page.cell(r, 1).value, page.cell(r, 3).value) == (AUTHORISED, "年度目标")
    ]
    assert page.cell(row, columns["高新区"]).value == 130
    assert "枣庄高新区" not in columns


def test_the_first_month_of_a_year_that_begins_later_is_pointed_out(
    own_workspace: Path,
) -> None:
    edit(own_workspace, "catalogue.toml", ("first_month = 1", "first_month = 2"))
    january = bulletin(own_workspace, "new", "2023-01", "--json").json["notes"]
    assert january[0] == "本通报1-2月合并为第一期，一般应运行 bulletin new 2023-02"
    february = bulletin(own_workspace, "new", "2023-02", "--json").json["notes"]
    assert any("年度目标尚未下达" in note for note in february)


@pytest.mark.parametrize("typed", ["2022-13", "8", "2022年8月", "２０２２-08"])
def test_what_is_no_month_is_a_slip_of_usage(workspace: Path, typed: str) -> None:
    said = bulletin(workspace, "new", typed)
    assert said.code == 2
    assert "请写成 2022-08 的形式" in said.error


# ── returns ──────────────────────────────────────────────────────────────────


def test_each_district_gets_a_return_and_a_filled_in_one_is_kept(
    own_workspace: Path,
) -> None:
    folder = own_workspace / "data" / "returns" / "2022-08"
    said = bulletin(own_workspace, "new", "2022-08", "--returns", "--json")
    assert said.code == 0
    names = {f"2022-08-{district}.xlsx" for district in DISTRICTS}
    assert {Path(path).name for path in said.json["returns"]} == names
    assert {path.name for path in folder.iterdir()} == names
    (folder / "2022-08-滕州市.xlsx").write_bytes(b"filled in")
    (folder / "2022-08-薛城区.xlsx").unlink()
    again = bulletin(own_workspace, "new", "2022-08", "--returns", "--json").json
    assert [Path(path).name for path in again["returns"]] == ["2022-08-薛城区.xlsx"]
    assert len(again["kept"]) == 6
    assert (folder / "2022-08-滕州市.xlsx").read_bytes() == b"filled in"


def test_a_return_asks_what_its_district_owes_and_shows_what_is_known(
    own_workspace: Path, tmp_path: Path
) -> None:
    values = {(AUTHORISED, "滕州市", Item.CURRENT): "99"}
    filed.put(own_workspace / "output" / "archive", filed.month("2021-08", values))
    assert bulletin(own_workspace, "new", "2022-08", "--returns").code == 0
    returns = own_workspace / "data" / "returns" / "2022-08"
    book = openpyxl.load_workbook(returns / "2022-08-滕州市.xlsx")
    cover = form.sheet(book, "封面")
    rows = {str(row[0].value): row[1].value for row in cover.iter_rows(min_row=6)}
    assert rows == {
        "项目": "内容",
        "报告期": "2022-08",
        "区市": "滕州市",
        "填报人": None,
        "联系电话": None,
    }
    page = form.sheet(book, "指标数据")
    columns = form.headings(page)
    asked = {
        (page.cell(r, 1).value, page.cell(r, 3).value): r
        for r in form.rows(page, "指标")
    }
    # What the archive knows of last year is shown, what it does not know is asked.
    assert (AUTHORISED, "上年同期") not in asked
    assert ("有效发明专利", "上年同期") in asked
    assert not any(item == "年度目标" for _, item in asked)
    assert not any(name == "全省位次" for name, _ in asked)
    row = asked[AUTHORISED, "本期"]
    shown = {name: page.cell(row, column).value for name, column in columns.items()}
    assert shown["滕州市"] is None
    assert (shown["参考：上月"], shown["参考：上年同期"]) == (128, 99)
    assert shown["参考：年度目标"] == 240
    sample = Sample(own_workspace, tmp_path)
    assert sample.address(AUTHORISED, "本期", "滕州市") == "E2"
