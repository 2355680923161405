"""Returns into the month's workbook: what is written, kept, asked about and told."""

import itertools
import json
import random
import zipfile
from pathlib import Path

import openpyxl
import pytest

from tests.collecting.inbox import Office, changed, codes, office, table
from tests.sample import DISTRICTS, SOAK

GRANTED, PLEDGED, STOCK = "发明专利授权量", "专利权质押融资金额", "有效发明专利"
TENGZHOU, XUECHENG = "滕州市", "薛城区"


@pytest.fixture
def desk(tmp_path: Path) -> Office:
    return office(tmp_path / "office")


def test_a_form_fills_the_cells_of_its_district_and_nothing_else(desk: Office) -> None:
    before = cells(desk)
    desk.form(TENGZHOU, {(GRANTED, "本期"): 140, (PLEDGED, "本期"): 19000.5})
    found = desk.collect()
    written = {desk.cell(GRANTED, TENGZHOU): 140, desk.cell(PLEDGED, TENGZHOU): 19000.5}
    assert cells(desk) == {**before, **written}
    assert changed(found) == {
        (GRANTED, TENGZHOU, "本期"): "140",
        (PLEDGED, TENGZHOU, "本期"): "19000.5",
    }


def cells(desk: Office) -> dict[str, object]:
    page = desk.sheet()
    rows = page.iter_rows()
    return {c.coordinate: c.value for row in rows for c in row if c.value is not None}


def test_every_other_part_of_the_workbook_stays_as_it_was(desk: Office) -> None:
    def parts() -> dict[str, bytes]:
        with zipfile.ZipFile(desk.workbook) as package:
            return {name: package.read(name) for name in package.namelist()}

    before = parts()
    desk.form(TENGZHOU, {(GRANTED, "本期"): 140})
    desk.collect()
    after = parts()
    assert list(before) == list(after)
    assert len([name for name in before if before[name] != after[name]]) == 1


def subsets() -> list[tuple[str, ...]]:
    every = [
        chosen
        for size in range(len(DISTRICTS) + 1)
        for chosen in itertools.combinations(DISTRICTS, size)
    ]
    return every if SOAK else random.Random(8).sample(every, 12)  # noqa: S311 - no secret


@pytest.mark.parametrize("answered", subsets(), ids="、".join)
def test_whoever_answers_is_told_from_whoever_does_not(
    answered: tuple[str, ...], desk: Office
) -> None:
    rows = [("区（市）", GRANTED, STOCK)]
    for number, district in enumerate(answered):
        desk.put(f"{district}8月.xlsx", [*rows, (district, 500 + number, 5000)])
    found = desk.collect("--due", "9月5日")
    told = {each["district"]: each["files"] for each in found["districts"]}
    assert told == {d: [f"{d}8月.xlsx"] if d in answered else [] for d in DISTRICTS}
    for district in DISTRICTS:
        wanted = 500 + answered.index(district) if district in answered else None
        assert desk.value(GRANTED, district) == wanted
        line = next(x for x in found["reminder"].split("\n") if district in x)
        assert ("还没有报来" in line) == (district not in answered)
    assert "请于9月5日前报来" in found["reminder"]


def test_nobody_is_reminded_who_owes_nothing(desk: Office) -> None:
    page = desk.sheet()
    rows = [
        row
        for row in page.iter_rows(values_only=True)
        if row[2] in ("本期", "上年同期")
    ]
    owed = [(r[0], r[2]) for r in rows]
    heads = ("指标", "项", "单位", XUECHENG)
    units = {r[0]: r[1] for r in rows}
    city = ("常住人口", "全省位次")
    desk.put(
        "薛城区8月.xlsx",
        [heads, *((n, i, units[n], 9999) for n, i in owed if n not in city)],
    )
    found = desk.collect()
    assert XUECHENG not in found["reminder"]
    assert TENGZHOU in found["reminder"]


def test_collecting_twice_changes_nothing(desk: Office) -> None:
    desk.form(TENGZHOU, {(GRANTED, "本期"): 140})
    desk.collect()
    before = desk.workbook.read_bytes(), desk.journal.read_bytes()
    assert desk.collect()["changes"] == []
    assert (desk.workbook.read_bytes(), desk.journal.read_bytes()) == before


def test_a_rehearsal_tells_the_same_and_writes_nothing(desk: Office) -> None:
    desk.form(TENGZHOU, {(GRANTED, "本期"): 140})
    desk.say("薛城：授权70")
    before = tree(desk.root)
    told = desk.collect("--dry-run", "--alias", "授权=发明专利授权量")
    assert tree(desk.root) == before
    done = desk.collect("--alias", "授权=发明专利授权量")
    assert told["changes"] == done["changes"] != []
    assert (told["written"], done["written"]) == (False, True)


def tree(root: Path) -> dict[str, bytes]:
    files = (path for path in root.rglob("*") if path.is_file())
    return {str(path): path.read_bytes() for path in files}


def test_a_corrected_return_is_written_and_told(desk: Office) -> None:
    desk.form(TENGZHOU, {(GRANTED, "本期"): 140})
    desk.collect()
    desk.form(TENGZHOU, {(GRANTED, "本期"): 143})
    found = desk.collect()
    assert [(c["before"], c["value"]) for c in found["changes"]] == [("140", "143")]
    assert desk.value(GRANTED, TENGZHOU) == 143
    assert codes(found) == []


def test_a_figure_that_a_clerk_typed_is_only_replaced_when_told_to(
    desk: Office,
) -> None:
    desk.type(GRANTED, TENGZHOU, 150)
    desk.form(TENGZHOU, {(GRANTED, "本期"): 140})
    found = desk.collect()
    assert codes(found) == ["conflict"]
    assert desk.value(GRANTED, TENGZHOU) == 150
    assert codes(desk.collect("--replace")) == []
    assert desk.value(GRANTED, TENGZHOU) == 140


def test_a_word_that_a_clerk_typed_is_a_figure_typed(desk: Office) -> None:
    desk.type(GRANTED, TENGZHOU, "待核")
    desk.form(TENGZHOU, {(GRANTED, "本期"): 140})
    assert codes(desk.collect()) == ["conflict"]
    assert desk.value(GRANTED, TENGZHOU) == "待核"


def test_a_collected_figure_typed_over_is_kept_and_told_when_checked(
    desk: Office,
) -> None:
    desk.form(TENGZHOU, {(GRANTED, "本期"): 140})
    desk.collect()
    desk.type(GRANTED, TENGZHOU, 141)
    assert codes(desk.collect()) == ["conflict"]
    _, out = desk.run("check", desk.workbook, "--json")
    (told,) = [p for p in json.loads(out)["problems"] if p["code"] == "typed-over"]
    assert "140" in told["message"]
    assert "2022-08-滕州市.xlsx" in told["message"]


def test_two_answers_that_differ_are_asked_about_until_one_is_preferred(
    desk: Office,
) -> None:
    desk.form(TENGZHOU, {(GRANTED, "本期"): 140})
    desk.collect()
    desk.put("滕州市更正8月.xlsx", [("区（市）", GRANTED), (TENGZHOU, 143)])
    assert codes(desk.collect()) == ["repeated-return"]
    assert desk.value(GRANTED, TENGZHOU) == 140
    assert codes(desk.collect("--prefer", "滕州市更正8月.xlsx")) == []
    assert desk.value(GRANTED, TENGZHOU) == 143
    later = desk.collect()
    assert (codes(later), later["changes"]) == ([], [])


def test_two_answers_that_are_equal_are_one(desk: Office) -> None:
    desk.form(TENGZHOU, {(GRANTED, "本期"): 140})
    desk.put("滕州市8月.xlsx", [("区（市）", GRANTED), (TENGZHOU, 140)])
    found = desk.collect()
    assert codes(found) == []
    (district,) = [d for d in found["districts"] if d["district"] == TENGZHOU]
    assert district["files"] == ["2022-08-滕州市.xlsx", "滕州市8月.xlsx"]


def test_one_file_that_contradicts_itself_writes_nothing(desk: Office) -> None:
    rows = [("区（市）", GRANTED), (TENGZHOU, 140), (TENGZHOU, 143)]
    desk.put("8月.xlsx", rows)
    assert codes(desk.collect()) == ["conflict"]
    assert desk.value(GRANTED, TENGZHOU) is None


def test_less_than_last_month_is_written_and_told(desk: Office) -> None:
    desk.put("8月.xlsx", [("区（市）", GRANTED), (TENGZHOU, 12)])
    found = desk.collect()
    assert codes(found) == ["below-last-month"]
    assert desk.value(GRANTED, TENGZHOU) == 12


def test_two_districts_that_look_exchanged_are_told(desk: Office) -> None:
    rows = [("区（市）", STOCK), (TENGZHOU, 478), (XUECHENG, 1012)]
    desk.put("8月.xlsx", rows)
    assert "swapped" in codes(desk.collect())


def test_a_file_that_cannot_be_read_stops_no_other(desk: Office) -> None:
    (desk.inbox / "坏.xlsx").write_bytes(b"PK\x03\x04nothing")
    (desk.inbox / "图.pdf").write_bytes(b"%PDF-1.7")
    (desk.inbox / "~$滕州.xlsx").write_bytes(b"lock")
    desk.form(TENGZHOU, {(GRANTED, "本期"): 140})
    found = desk.collect()
    assert codes(found) == ["unreadable", "unreadable"]
    assert {p["file"] for p in found["problems"]} == {"坏.xlsx", "图.pdf"}
    assert desk.value(GRANTED, TENGZHOU) == 140


def test_facts_show_the_return_that_a_figure_came_from(desk: Office) -> None:
    desk.put("省局/8月.xlsx", [("区（市）", GRANTED), (TENGZHOU, 140)])
    desk.collect()
    _, out = desk.run("facts", desk.workbook, "--json")
    facts = {fact["id"]: fact for fact in json.loads(out)["facts"]}
    (source,) = facts[f"{TENGZHOU}.{GRANTED}"]["sources"]
    assert source["cell"] == desk.cell(GRANTED, TENGZHOU)
    origin = {"file": "省局/8月.xlsx", "sheet": "Sheet1", "cell": "B2"}
    assert source["origin"] == origin
    (other,) = facts[f"{XUECHENG}.{GRANTED}"]["sources"]
    assert "origin" not in other
    _, text = desk.run("facts", desk.workbook)
    assert "← 省局/8月.xlsx【Sheet1】B2" in text


def test_an_alias_is_remembered(desk: Office) -> None:
    desk.put("8月.xlsx", [("区（市）", "授权数量"), (TENGZHOU, 140)])
    assert codes(desk.collect()) == ["unrecognised"]
    assert desk.value(GRANTED, TENGZHOU) is None
    found = desk.collect("--alias", "授权数量=发明专利授权量")
    assert (codes(found), found["aliases"]) == ([], {"授权数量": GRANTED})
    desk.put("8月.xlsx", [("区（市）", "授权数量"), (XUECHENG, 70)])
    assert changed(desk.collect()) == {(GRANTED, XUECHENG, "本期"): "70"}


@pytest.mark.parametrize(
    "alias", ["授权=没有这个", "有效发明专利=发明专利授权量", "滕州市=发明专利授权量"]
)
def test_an_alias_that_means_nothing_or_two_things_is_refused(
    alias: str, desk: Office
) -> None:
    desk.form(TENGZHOU, {(GRANTED, "本期"): 140})
    before = tree(desk.root)
    assert codes(desk.collect("--alias", alias)) == ["handbook-reference"]
    assert tree(desk.root) == before


def test_money_without_a_unit_is_only_taken_where_it_is_near_what_is_known(
    desk: Office,
) -> None:
    """July had 18650 万元 of 滕州市 and 9280.5 of 薛城区."""
    rows = [("区（市）", PLEDGED), (TENGZHOU, 19000), (XUECHENG, 1.02)]
    desk.put("8月.xlsx", rows)
    found = desk.collect()
    assert changed(found) == {(PLEDGED, TENGZHOU, "本期"): "19000"}
    assert codes(found) == ["unrecognised"]


def test_the_city_of_a_district_is_not_the_city(desk: Office) -> None:
    desk.put("滕州市8月.xlsx", [("地区", GRANTED), ("全市", 140)])
    found = desk.collect()
    assert codes(found) == ["wrong-return"]
    assert desk.value(GRANTED, "全市") is None


def test_a_formula_of_the_workbook_is_never_written_over(desk: Office) -> None:
    desk.type(GRANTED, TENGZHOU, "=100+40")
    desk.form(TENGZHOU, {(GRANTED, "本期"): 141})
    assert codes(desk.collect("--replace")) == ["formula-cell"]
    assert desk.value(GRANTED, TENGZHOU) == "=100+40"


def test_a_cell_that_cannot_be_written_is_told_and_all_others_are(desk: Office) -> None:
    """The cell has a date format: a number in it would be shown as a day."""
    book = openpyxl.load_workbook(desk.workbook)
    book["指标数据"][desk.cell(GRANTED, TENGZHOU)].number_format = "yyyy/m/d"
    book.save(desk.workbook)
    desk.form(TENGZHOU, {(GRANTED, "本期"): 141, (STOCK, "本期"): 1100})
    found = desk.collect()
    assert codes(found) == ["date-cell"]
    assert changed(found) == {(STOCK, TENGZHOU, "本期"): "1100"}
    assert desk.value(GRANTED, TENGZHOU) is None
    origins = [
        each["indicator"] for each in json.loads(desk.journal.read_text())["entries"]
    ]
    assert origins == [STOCK]


def test_an_xls_cannot_be_collected_into(desk: Office) -> None:
    path = desk.root / "data" / "2022-08.csv"
    path.write_text("报告期,2022-08\n", encoding="utf-8")
    code, out = desk.run("collect", desk.inbox, "--into", path)
    assert code == 1
    assert "不是 .xlsx，不能写入" in out


def test_a_damaged_journal_is_told_before_anything_is_written(desk: Office) -> None:
    desk.form(TENGZHOU, {(GRANTED, "本期"): 140})
    desk.journal.write_text("{", encoding="utf-8")
    before = tree(desk.root)
    code, _ = desk.run("collect", desk.inbox, "--into", desk.workbook)
    assert (code, tree(desk.root)) == (3, before)
    assert desk.run("check", desk.workbook)[0] == 1


def test_a_dash_of_our_own_form_is_an_answer_and_of_no_other(desk: Office) -> None:
    desk.form(TENGZHOU, {(GRANTED, "本期"): "—"})
    desk.put("8月.xlsx", [("区（市）", GRANTED), (XUECHENG, "—")])
    desk.collect()
    assert desk.value(GRANTED, TENGZHOU) == "—"
    assert desk.value(GRANTED, XUECHENG) is None


def test_the_report_is_for_a_clerk_to_read(desk: Office) -> None:
    desk.form(TENGZHOU, {(GRANTED, "本期"): 140})
    code, out = desk.run("collect", desk.inbox, "--into", desk.workbook)
    assert code == 0
    assert "2022年8月：读了 1 个文件，写入 1 个数。" in out
    assert "薛城区　　　没有报来" in out
    assert "【催报】全市知识产权工作情况通报（2022年8月）" in out
    assert f"接着检查：bulletin check {desk.workbook}" in out


def test_a_workbook_in_the_folder_is_no_return(desk: Office) -> None:
    desk.put("8月.xlsx", [("区（市）", GRANTED), (TENGZHOU, 140)])
    (desk.root / "data" / "8月.xlsx").write_bytes(
        table([("区（市）", GRANTED), (XUECHENG, 70)])
    )
    _, out = desk.run("collect", desk.root / "data", "--into", desk.workbook, "--json")
    assert "2022-08.xlsx" not in json.loads(out)["files"]


def test_what_is_read_of_a_workbook_is_never_the_old_result_of_a_formula(
    desk: Office,
) -> None:
    """全市 is a sum with a saved result; a district's new figure makes it out of date."""
    book = openpyxl.load_workbook(desk.workbook)
    cell = desk.cell(GRANTED, "全市")
    districts = [desk.cell(GRANTED, name) for name in DISTRICTS]
    book["指标数据"][cell].value = f"=SUM({districts[0]}:{districts[-1]})"
    book.save(desk.workbook)
    saved(desk.workbook, cell, 405)
    desk.form(TENGZHOU, {(GRANTED, "本期"): 140})
    assert "stale-formula" in codes(desk.collect())
    _, out = desk.run("check", desk.workbook, "--json")
    found = [p["code"] for p in json.loads(out)["problems"] if p["cell"] == cell]
    assert "unsaved-formula" in found


def saved(path: Path, cell: str, result: int) -> None:
    """Give a formula a saved result, as Excel does."""
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    for name, data in parts.items():
        start = data.find(f'r="{cell}"'.encode())
        if name.startswith("xl/worksheets/") and b"SUM(" in data[start : start + 200]:
            end = data.index(b"</f>", start) + 4
            rest = (
                data[end:].replace(b"<v></v>", b"", 1)
                if data[end:].startswith(b"<v></v>")
                else data[end:]
            )
            rest = rest.removeprefix(b"<v />").removeprefix(b"<v/>")
            parts[name] = data[:end] + f"<v>{result}</v>".encode() + rest
    with zipfile.ZipFile(path, "w") as package:
        for name, data in parts.items():
            package.writestr(name, data)
