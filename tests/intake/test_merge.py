"""Two copies of a month's workbook merged by what their cells mean, not where they stand."""

import io
import random
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from openpyxl.cell.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from bulletin.handbook import read as handbooks
from bulletin.intake import journal as journals
from bulletin.intake import month as months
from bulletin.intake.merging.merge import Copies, Merged, merge
from bulletin.intake.workbook import Workbook
from bulletin.model.edition import Dataset
from bulletin.model.handbook import Handbook
from bulletin.model.indicator import Item
from bulletin.model.journal import Journal, Origin
from bulletin.model.place import Place
from bulletin.model.problem import Code, ProblemsError
from tests.intake.books import libreoffice, parts
from tests.sample import AREAS, ROOT, SOAK
from tests.test_cli import bulletin

ORIGINAL = (ROOT / "data" / "2022-07.xlsx").read_bytes()
Edits = Mapping[tuple[str, str, str], object]


@pytest.fixture(scope="module")
def handbook() -> Handbook:
    book = Workbook("2022-07.xlsx", ORIGINAL)
    period = months.period(book)
    assert period
    return handbooks.read(ROOT / "data" / "handbook", period)[0]


def dataset(data: bytes, handbook: Handbook) -> Dataset:
    found = months.read(Workbook("2022-07.xlsx", data), handbook).dataset
    assert found
    return found


def edited(edits: Edits, chance: random.Random | None = None) -> bytes:
    """The original with figures typed by (indicator, item, area), perhaps shuffled."""
    book = openpyxl.load_workbook(io.BytesIO(ORIGINAL))
    page = book["指标数据"]
    for key, cell in cells(page).items():
        if key in edits:
            cell.value = edits[key]  # type: ignore[assignment]
    if chance:
        _shuffle(page, chance)
    return saved(book)


def cells(page: Worksheet) -> dict[tuple[str, str, str], Cell]:
    """The cells of the figures by indicator, item and area."""
    rows = list(page.iter_rows())
    at = next(n for n, row in enumerate(rows) if "指标" in [c.value for c in row])
    columns = {str(cell.value): n for n, cell in enumerate(rows[at])}
    found: dict[tuple[str, str, str], Cell] = {}
    for row in rows[at + 1 :]:
        names = [str(row[columns[heading]].value) for heading in ("指标", "项")]
        for area in AREAS:
            cell = row[columns[area]]
            assert isinstance(cell, Cell)
            found[names[0], names[1], area] = cell
    return found


def saved(book: openpyxl.Workbook) -> bytes:
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _shuffle(page: Worksheet, chance: random.Random) -> None:
    """The same rows and columns in another order, below a line of guidance."""
    rows = [[cell.value for cell in row] for row in page.iter_rows()]
    order = chance.sample(range(len(rows[0])), len(rows[0]))
    below = chance.sample(rows[1:], len(rows) - 1)
    page.delete_rows(1, page.max_row)
    page.append(["填报说明：请只填数字"])
    for row in (rows[0], *below):
        page.append([row[n] for n in order])


def figures(data: bytes) -> dict[tuple[str, str, str], object]:
    """The figures as openpyxl has them."""
    page = openpyxl.load_workbook(io.BytesIO(data), data_only=True)["指标数据"]
    return {key: cell.value for key, cell in cells(page).items()}


def some_edits(chance: random.Random) -> dict[tuple[str, str, str], object]:
    """A dozen cells of a small corner, so that two clerks meet; some are cleared."""
    keys = [key for key in figures(ORIGINAL) if key[1] in ("本期", "上年同期")][:48]
    values = (None, "—", *range(1, 5), "１２", "3", 7.5)
    return {key: chance.choice(values) for key in chance.sample(keys, 14)}


def meaning(value: object) -> object:
    """What a typed value says, by hand."""
    if value in ("１２", "3"):
        return {"１２": 12, "3": 3}[str(value)]
    return value


def run(first: bytes, second: bytes, handbook: Handbook, base: bytes | None) -> Merged:
    books = [Workbook(f"{n}.xlsx", d) for n, d in enumerate((first, second, base)) if d]
    return merge(Copies(*books), handbook)


@pytest.mark.parametrize("has_base", [True, False])
@pytest.mark.parametrize("seed", range(300 if SOAK else 6))
def test_each_cell_is_what_only_one_changed_and_the_rest_is_told(
    handbook: Handbook, seed: int, *, has_base: bool
) -> None:
    chance = random.Random(seed)  # noqa: S311 - no secret
    ours, theirs = some_edits(chance), some_edits(chance)
    first = edited(ours)
    second = edited(theirs, chance if seed % 2 else None)
    merged = run(first, second, handbook, ORIGINAL if has_base else None)
    old, result = figures(ORIGINAL), figures(merged.data)
    told = {p.message.partition("两份不一样")[0] for p in merged.problems}
    for key, before in old.items():
        mine, new = (meaning(e.get(key, before)) for e in (ours, theirs))
        base = meaning(before) if has_base else None
        if new in (mine, base):
            wanted, is_conflict = mine, False
        elif mine == base:
            wanted, is_conflict = new, False
        else:
            wanted, is_conflict = mine, True
        assert meaning(result[key]) == wanted, key
        assert (f"“{key[0]} {key[1]}”的“{key[2]}”" in told) is is_conflict, key
    for name, content in parts(first).items():
        assert name == "xl/worksheets/sheet2.xml" or parts(merged.data)[name] == content


@pytest.mark.parametrize("seed", range(60 if SOAK else 3))
def test_merging_again_brings_nothing(handbook: Handbook, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - no secret
    first, second = edited(some_edits(chance)), edited(some_edits(chance), chance)
    same = run(first, first, handbook, None)
    assert (same.taken, same.problems) == ((), ())
    once = run(first, second, handbook, None)
    assert run(once.data, second, handbook, None).taken == ()
    assert run(first, once.data, handbook, first).problems == ()
    everything = run(ORIGINAL, second, handbook, ORIGINAL)
    assert everything.problems == ()
    wanted = dataset(second, handbook).figures.observations
    got = dataset(everything.data, handbook).figures.observations
    assert {k: o.value for k, o in wanted.items()} == {
        k: o.value for k, o in got.items()
    }


def changed(*changes: tuple[str, str, object]) -> bytes:
    """The original with cells typed by sheet and cell."""
    book = openpyxl.load_workbook(io.BytesIO(ORIGINAL))
    for sheet, cell, value in changes:
        book[sheet][cell].value = value
    return saved(book)


def test_entries_are_added_changed_and_taken_away(handbook: Handbook) -> None:
    rows = len(dataset(ORIGINAL, handbook).entries)
    new = ("A40", "专利奖"), ("C40", "新单位"), ("D40", "新奖"), ("E40", "一等奖")
    added = changed(*(("名单", cell, value) for cell, value in new))
    gone = changed(*(("名单", f"{c}2", None) for c in "ABCDEFGH"))
    grade = changed(("名单", "E3", "特等奖"))
    names = [
        [e.fields["名称"].value for e in dataset(m.data, handbook).entries]
        for m in (
            run(gone, added, handbook, ORIGINAL),
            run(added, gone, handbook, ORIGINAL),
            run(ORIGINAL, added, handbook, None),
            run(gone, ORIGINAL, handbook, None),
        )
    ]
    first = dataset(ORIGINAL, handbook).entries[0].fields["名称"].value
    assert [len(each) for each in names] == [rows, rows, rows + 1, rows]
    assert names[0] == names[1]
    assert names[0][-1] == "新奖"
    assert names[3][-1] == first
    merged = run(added, grade, handbook, ORIGINAL)
    assert [e.fields["等次"].value for e in dataset(merged.data, handbook).entries][
        1
    ] == "特等奖"


def test_what_one_took_away_and_the_other_changed_is_told(handbook: Handbook) -> None:
    gone = changed(*(("名单", f"{c}3", None) for c in "ABCDEFGH"))
    grade = changed(("名单", "E3", "特等奖"))
    for first, second in ((gone, grade), (grade, gone)):
        merged = run(first, second, handbook, ORIGINAL)
        assert [p.code for p in merged.problems] == [Code.CONFLICT]
        assert "删去了" in merged.problems[0].message
        assert merged.taken == ()


def test_words_of_the_cover_and_the_narrative_are_merged(handbook: Handbook) -> None:
    first = changed(("封面", "B5", "甲组办〔2022〕5号"), ("文字", "C2", "改了一。"))
    second = changed(("封面", "B6", "2022年8月10日"), ("文字", "C2", "改了二。"))
    merged = run(first, second, handbook, ORIGINAL)
    (conflict,) = merged.problems
    assert (conflict.place.sheet, conflict.place.cell) == ("文字", "C2")
    assert "第一份填的是“改了一。”，第二份（C2）填的是“改了二。”" in conflict.message
    cover = openpyxl.load_workbook(io.BytesIO(merged.data))["封面"]
    assert [cover[c].value for c in ("B5", "B6")] == [
        "甲组办〔2022〕5号",
        "2022年8月10日",
    ]
    assert dataset(merged.data, handbook).narrative[0].text == "改了一。"


@pytest.mark.parametrize("other", [None, "改过的话。"])
def test_a_text_that_one_has_checked_is_checked(
    handbook: Handbook, other: str | None
) -> None:
    """Only where both copies say the same: nobody has looked at another wording."""
    mark = ("文字", "D1", "沿用"), ("文字", "D2", "沿用2022-06")
    checked = changed(mark[0])
    marked = changed(*mark, *([("文字", "C2", other)] if other else []))
    for first, second in ((checked, marked), (marked, checked)):
        merged = run(first, second, handbook, None)
        book = openpyxl.load_workbook(io.BytesIO(merged.data))
        assert book["文字"]["D2"].value == (mark[1][2] if other else None)
        assert len(merged.problems) == (1 if other else 0)


def test_what_cannot_be_merged_is_told_and_not_lost_silently(
    handbook: Handbook,
) -> None:
    book = openpyxl.load_workbook(io.BytesIO(ORIGINAL))
    del book["文字"]
    book["指标数据"]["E2"].value = "=100+28"
    first = saved(book)
    book = openpyxl.load_workbook(io.BytesIO(ORIGINAL))
    book.create_sheet("底稿")["A1"] = "草稿"
    page = book["指标数据"]
    page["Q1"], page["Q2"], page["F3"] = "备考", "看一下", "#DIV/0!"
    second = saved(book)
    told = [p.message for p in run(first, second, handbook, None).problems]
    assert sum("没有“文字”表" in message for message in told) == 1
    assert sum("“底稿”表" in message for message in told) == 1
    assert sum("没有“备考”列" in message for message in told) == 1
    assert sum("错误值" in message for message in told) == 1
    assert sum("没有写进去：单元格里是公式" in message for message in told) == 0


def test_a_formula_of_the_first_copy_stays_and_stale_results_go(
    handbook: Handbook, tmp_path: Path
) -> None:
    path = tmp_path / "first.xlsx"
    path.write_bytes(
        changed(("指标数据", "D2", "=SUM(E2:L2)"), ("指标数据", "E2", None))
    )
    first = libreoffice(path, "xlsx", tmp_path / "saved").read_bytes()
    merged = run(first, changed(("指标数据", "D2", 999)), handbook, None)
    codes = [(p.code, p.place.cell) for p in merged.problems]
    assert codes == [(Code.CONFLICT, "D2"), (Code.STALE_FORMULA, "D2")]
    assert figures(merged.data)["发明专利授权量", "本期", "滕州市"] == 128
    unread = months.read(Workbook("x.xlsx", merged.data), handbook).problems
    assert (Code.UNSAVED_FORMULA, "D2") in [(p.code, p.place.cell) for p in unread]


def test_other_kinds_of_file_may_be_the_second_but_not_the_first(
    handbook: Handbook, tmp_path: Path
) -> None:
    path = tmp_path / "second.xlsx"
    path.write_bytes(edited({("发明专利授权量", "本期", "滕州市"): 131}))
    old = libreoffice(path, "xls", tmp_path / "old").read_bytes()
    book, other = Workbook("1.xlsx", ORIGINAL), Workbook("2.xls", old)
    merged = merge(Copies(book, other, book), handbook)
    assert [(t.place.cell, t.content) for t in merged.taken] == [("E2", Decimal(131))]
    with pytest.raises(ProblemsError):
        merge(Copies(other, book, book), handbook)


def test_the_origins_of_collected_figures_come_along(tmp_path: Path) -> None:
    key = ("发明专利授权量", "本期")
    paths = [tmp_path / f"{name}.xlsx" for name in ("甲", "乙")]
    areas = ("滕州市", "薛城区", "市中区")
    for path, figures_of in zip(paths, ((1, None, 5), (1, 2, 6)), strict=True):
        edits = {(*key, a): n for a, n in zip(areas, figures_of, strict=True)}
        path.write_bytes(edited(edits))
        origins = {
            (key[0], area, Item.CURRENT): Origin(
                Decimal(n), Place(f"{path.stem}报.xlsx", "表", "B2"), "0" * 64
            )
            for area, n in zip(areas, figures_of, strict=True)
            if n
        }
        journals.path(path).write_bytes(journals.written(Journal(origins)))
    into = tmp_path / "合并.xlsx"
    bulletin(tmp_path, "merge", *paths, "--workspace", ROOT, "--into", into)
    found = journals.read(into, "").origins
    assert {k[1]: o.place.file for k, o in found.items()} == {
        "滕州市": "甲报.xlsx",
        "薛城区": "乙报.xlsx",
        "市中区": "甲报.xlsx",
    }


def test_the_command_writes_a_new_file_and_no_other(tmp_path: Path) -> None:
    names = [tmp_path / f"{name}.xlsx" for name in ("甲", "乙", "原件")]
    key = ("发明专利授权量", "本期")
    for path, figure in zip(names, (128, 131, 128), strict=True):
        path.write_bytes(edited({(*key, "滕州市"): figure}))
    contents = [path.read_bytes() for path in names]
    into = tmp_path / "合并.xlsx"
    given = ("merge", names[0], names[1], "--workspace", ROOT, "--into", into)
    said = bulletin(tmp_path, *given, "--json")
    assert said.code == 1
    assert [p["code"] for p in said.json["problems"]] == ["conflict"]
    again = bulletin(tmp_path, *given)
    assert again.code == 3
    assert "已经有了" in again.error
    into.unlink()
    said = bulletin(tmp_path, *given, "--base", names[2])
    assert said.code == 0
    assert "从第二份取来 1 格" in said.out
    assert [path.read_bytes() for path in names] == contents
    names[1].write_bytes(changed(("封面", "B2", "2022-08")))
    said = bulletin(tmp_path, *given[:-1], tmp_path / "又.xlsx")
    assert said.code == 1
    assert "乙.xlsx【封面】：报告期是2022-08，另一份是2022-07" in said.error
    assert not (tmp_path / "又.xlsx").exists()
