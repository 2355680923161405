"""A marked copy shows each problem on its cell, and reads as the original does."""

import csv
import io
import random
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from bulletin.handbook import read as handbooks
from bulletin.intake import month as months
from bulletin.intake.marking import copy as copies
from bulletin.intake.marking.seal import is_untouched, sealed
from bulletin.intake.merging.merge import Copies, merge
from bulletin.intake.workbook import Workbook
from bulletin.model.place import Place
from bulletin.model.problem import BulletinError, Code, Problem
from tests.corpus.case import Case
from tests.corpus.test_corpus import CASES
from tests.intake.books import CSV, crowded, libreoffice
from tests.intake.test_patch import seen
from tests.sample import SOAK, Sample
from tests.test_cli import bulletin

SHEET = "检查结果"
RED, YELLOW, GREEN = "FFFFC7CE", "FFFFEB9C", "FFC6EFCE"
TYPED = ("12..3", None, 999999, "=D2+1", "约四十", 0.5, "１２", "#DIV/0!", "—", " ")


def said(data: bytes, workspace: Path) -> object:
    """All that a month's workbook says, by cells, whatever the file is called."""
    book = Workbook("2022-07.xlsx", data)
    period = months.period(book)
    assert period
    handbook = handbooks.read(workspace / "data" / "handbook", period)[0]
    read = months.read(book, handbook)
    own = Code.MARKED_COPY
    return read.dataset, [p for p in read.problems if p.code is not own]


def spoil(sample: Sample, seed: int) -> None:
    """Type things into cells of figures that are likely to be wrong."""
    chance = random.Random(seed)  # noqa: S311 - no secret
    for _ in range(12):
        cell = f"{chance.choice('DEFGHIJ')}{chance.randrange(2, 60)}"
        sample.type("指标数据", cell, chance.choice(TYPED))
    sample.save()


@pytest.mark.parametrize("seed", range(60 if SOAK else 3))
def test_the_copy_reads_as_the_original_and_shows_each_problem(
    sample: Sample, seed: int
) -> None:
    spoil(sample, seed)
    problems = sample.check()
    original = sample.path.read_bytes()
    data = copies.marked(Workbook(sample.path.name, original), problems)
    workspace = sample.workspace.root
    assert said(data, workspace) == said(original, workspace)
    book = openpyxl.load_workbook(io.BytesIO(data))
    assert book.sheetnames == [SHEET, *sample.book.sheetnames]
    before = sample.book["指标数据"]["E2"].comment
    assert before is not None
    for problem in problems:
        place = problem.place
        if place.cell and place.sheet in book.sheetnames:
            cell = book[place.sheet][place.cell]
            assert cell.comment is not None
            assert f"{problem.message}。{problem.advice}" in cell.comment.text
            assert cell.fill.fgColor.rgb in (RED, YELLOW)
            if problem.is_error:
                assert cell.fill.fgColor.rgb == RED
    after = book["指标数据"]["E2"].comment
    assert after is not None
    assert after.text.startswith(before.text)
    _lists(book[SHEET], problems)


def _lists(page: object, problems: tuple[Problem, ...]) -> None:
    assert hasattr(page, "iter_rows")
    rows = list(page.iter_rows(min_row=4))
    listed = {(r[2].value, r[3].value, r[4].value, r[5].value) for r in rows}
    assert listed == {
        (p.place.sheet or p.place.file, p.place.cell or None, p.message, p.advice)
        for p in problems
    }
    for row in rows:
        if row[3].value:
            assert row[3].hyperlink.location == f"'{row[2].value}'!{row[3].value}"


def test_cells_without_a_problem_keep_all_that_openpyxl_sees() -> None:
    data = copies.marked(Workbook("x.xlsx", crowded()), _problems())
    for values in (False, True):
        before, after = seen(crowded(), values=values), seen(data, values=values)
        changed = {at for at in before if before[at] != after[at] and at[0] != SHEET}
        assert changed == {("数据 一", "B3"), ("数据 一", "D4"), ("数据 一", "B12")}
        assert all(before[at][0] == after[at][0] for at in changed)


def _problems() -> tuple[Problem, ...]:
    """A settled one, a hint at a formula, an error at a merged cell, one of no cell."""

    def at(cell: str) -> Place:
        return Place("x.xlsx", "数据 一", cell)

    return (
        Problem(Code.SUM_DIFFERS, "=1+1", "+怎么办", at("B3"), settled="张三"),
        Problem(Code.UNSIGNED, "@提示", "-怎么办", at("D4")),
        Problem(Code.NOT_A_NUMBER, "遮住的\x00", "改", at("C13")),
        Problem(Code.MISSING_SHEET, "缺表", "补", Place("x.xlsx", "没有")),
        Problem(Code.HANDBOOK_VALUE, "手册", "改", Place("rules.toml", "数据 一")),
    )


def test_colours_and_the_first_line_say_what_is_the_matter() -> None:
    data = copies.marked(Workbook("x.xlsx", crowded()), _problems())
    book = openpyxl.load_workbook(io.BytesIO(data))
    page = book["数据 一"]
    shades = [page[cell].fill.fgColor.rgb for cell in ("B3", "D4", "B12")]
    assert shades == [GREEN, YELLOW, RED]
    first = str(book[SHEET]["A1"].value)
    assert "没有带出：文本框和图形1处、宏1处。" in first
    assert book.active is not None
    assert book.active.title == SHEET
    selected = [s.title for s in book.worksheets if s.sheet_view.tabSelected]
    assert selected in ([], [SHEET])


def test_no_text_becomes_a_formula(tmp_path: Path) -> None:
    data = copies.marked(Workbook("x.xlsx", crowded()), _problems())
    page = openpyxl.load_workbook(io.BytesIO(data))[SHEET]
    texts = [cell for row in page.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in texts} == {"s", "n"}
    for cell in texts:
        if str(cell.value)[0] in "=+-@":
            assert cell.quotePrefix
    path = tmp_path / "marked.xlsx"
    path.write_bytes(data)
    libreoffice(path, CSV, tmp_path)
    (table,) = tmp_path.glob(f"*-{SHEET}.csv")
    rows = list(csv.reader(table.read_text(encoding="utf-8").splitlines()))
    shown = {word for row in rows for word in row}
    assert {"=1+1", "+怎么办", "@提示", "-怎么办"} <= shown


def test_of_other_kinds_of_file_the_contents_are_kept(
    sample: Sample, tmp_path: Path
) -> None:
    spoil(sample, 5)
    old = libreoffice(sample.path, "xls", tmp_path / "old")
    book = Workbook(old.name, old.read_bytes())
    data = copies.marked(book, ())
    workspace = sample.workspace.root
    assert said(data, workspace) == said(old.read_bytes(), workspace)
    first = openpyxl.load_workbook(io.BytesIO(data))[SHEET]["A1"].value
    assert "没有带出：原文件的格式" in str(first)


def test_a_csv_and_a_vast_sheet_are_marked_as_well() -> None:
    table = "指标,滕州市\n=1+1,１２\n".encode("gbk")
    problem = Problem(Code.NOT_A_NUMBER, "不是", "改", Place("a.csv", "", "B2"))
    book = Workbook("a.csv", table)
    place = Place("a.csv", book.sheets[0], "B2")
    data = copies.marked(book, (Problem(problem.code, "不是", "改", place),))
    page = openpyxl.load_workbook(io.BytesIO(data)).worksheets[1]
    assert [page[cell].value for cell in ("A2", "B2")] == ["=1+1", "１２"]
    assert page["A2"].data_type == "s"
    assert page["B2"].fill.fgColor.rgb == RED


def test_a_seal_breaks_when_another_program_saves() -> None:
    data = sealed(crowded())
    assert is_untouched(data)
    assert not is_untouched(crowded())
    book = openpyxl.load_workbook(io.BytesIO(data))
    buffer = io.BytesIO()
    book.save(buffer)
    assert not is_untouched(buffer.getvalue())
    assert not is_untouched(b"")


def test_a_copy_is_not_marked_again() -> None:
    data = copies.marked(Workbook("x.xlsx", crowded()), ())
    with pytest.raises(BulletinError, match="原来的工作簿"):
        copies.marked(Workbook("y.xlsx", data), ())


def test_the_command_leaves_the_workbook_alone_and_edited_copies_too(
    sample: Sample,
) -> None:
    spoil(sample, 1)
    original = sample.path.read_bytes()
    copy = sample.path.with_name("2022-07（检查结果）.xlsx")
    workspace = ("--workspace", sample.workspace.root)
    for _ in range(2):
        said = bulletin(sample.path.parent, "check", sample.path, "--mark", *workspace)
        assert said.code == 1
        assert f"问题已标在副本上：{copy}" in said.out
        assert "已移到" not in said.out
    book = openpyxl.load_workbook(copy)
    book["指标数据"]["E2"].value = Decimal(131)
    book.save(copy)
    edited = copy.read_bytes()
    said = bulletin(
        sample.path.parent, "check", sample.path, "--mark", "--json", *workspace
    )
    assert said.json["marked"] == str(copy)
    kept = copy.parent / "历史版本" / "2022-07（检查结果）.1.xlsx"
    assert kept.read_bytes() == edited
    assert sample.path.read_bytes() == original
    refused = bulletin(sample.path.parent, "generate", copy, "--draft", *workspace)
    assert refused.code == 1
    assert "不是当月的工作簿" in refused.out
    again = bulletin(sample.path.parent, "check", copy, "--mark", *workspace)
    assert again.code == 3
    assert "本身就是一份检查结果" in again.error


@pytest.mark.parametrize("options", [("--mark",), ("x.xlsx", "--output", ".")])
def test_options_that_make_no_sense_are_told(
    sample: Sample, options: tuple[str, ...]
) -> None:
    sample.save()
    given = [sample.path if o == "x.xlsx" else o for o in options]
    assert bulletin(sample.workspace.root, "check", *given).code == 2


UNDERSTOOD = [case for case in CASES if not case.refused and not case.table]


@pytest.mark.parametrize(
    "case", UNDERSTOOD if SOAK else UNDERSTOOD[::5], ids=lambda case: case.name
)
def test_the_copy_of_an_odd_workbook_reads_as_it_does(
    case: Case, workspace: Path
) -> None:
    book = Workbook(case.file, case.make())
    handbook = handbooks.read(workspace / "data" / "handbook")[0]
    reading = months.read(book, handbook)
    again = Workbook(case.file, copies.marked(book, reading.problems))
    copy = months.read(again, handbook)
    assert (copy.dataset is None) == (reading.dataset is None)
    if reading.dataset and copy.dataset:
        assert copy.dataset.figures == reading.dataset.figures
        assert copy.dataset.entries == reading.dataset.entries
        assert copy.dataset.narrative == reading.dataset.narrative


def test_what_was_mended_on_the_copy_can_be_merged_back(
    sample: Sample,
) -> None:
    spoil(sample, 2)
    original = Workbook("2022-07.xlsx", sample.path.read_bytes())
    book = openpyxl.load_workbook(io.BytesIO(copies.marked(original, sample.check())))
    book["指标数据"]["E2"].value = 131
    buffer = io.BytesIO()
    book.save(buffer)
    handbook = handbooks.read(sample.workspace.handbook)[0]
    mended = Workbook("（检查结果）.xlsx", buffer.getvalue())
    merged = merge(Copies(original, mended, original), handbook)
    assert [(t.place.cell, t.content) for t in merged.taken] == [("E2", Decimal(131))]
