"""Another department's bulletin comes out of another workspace, with no change of Python.

Fewer accidents are better, bases are often zero, and a yearly number must not be reached.
"""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from lxml.etree import _Element as Element
from openpyxl.worksheet.worksheet import Worksheet

from bulletin import pipeline
from bulletin.model.problem import Problem, Stage
from bulletin.pages import docx
from bulletin.proofing.lint import lint
from bulletin.release import Made
from bulletin.workspace import Workspace

ROOT = Path(__file__).parent / "safety"
WORKBOOK = ROOT / "data" / "2023-08.xlsx"
AREAS = (
    *("全市", "城东区", "城西区", "滨河新区", "青禾县", "石桥县"),
    *("白鹭县", "云岭县", "松山市", "经开区"),
)
Figures = tuple[int, ...]
NONE: Figures = (0,) * len(AREAS)


class Month:
    """A copy of the month's workbook to change and make."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / WORKBOOK.name
        self.output = folder / "output"
        self.book = openpyxl.load_workbook(WORKBOOK)

    def sheet(self, name: str) -> Worksheet:
        sheet = self.book[name]
        assert isinstance(sheet, Worksheet)
        return sheet

    def set(self, indicator: str, item: str, figures: Figures) -> None:
        """Type the figures of the city and its districts into a row."""
        sheet = self.sheet("指标数据")
        named = ""
        for row in sheet.iter_rows(min_row=2):
            named = str(row[0].value or named)
            if (named, row[2].value) == (indicator, item):
                for cell, figure in zip(row[3:], figures, strict=False):
                    cell.value = figure
                return
        raise AssertionError((indicator, item))

    def page(self) -> list[str]:
        """The lines of the bulletin of the month as it is now."""
        self.book.save(self.path)
        order = pipeline.Order(self.path, Stage.FINAL, self.output)
        return list(lines(pipeline.generate(Workspace(ROOT), order, _quietly)))

    def lines_of(self, file: str) -> list[str]:
        """Those lines of the page that the file has."""
        wanted = expected(file)
        return [line for line in self.page() if line in wanted]


def expected(file: str) -> list[str]:
    """Lines written by hand."""
    return (ROOT / file).read_text(encoding="utf-8").splitlines()


def lines(made: Made) -> Iterator[str]:
    """The paragraphs that are not blank, and the rows of tables with ¦ between cells."""
    for block in docx.body(made.docx.read_bytes()):
        if block.tag == docx.PARAGRAPH and docx.text(block).strip():
            yield docx.text(block).strip()
        for row in block.iter(docx.ROW):
            yield " ¦ ".join(_words(cell) for cell in row.iter(docx.CELL))


def _words(cell: Element) -> str:
    return "".join(docx.text(each) for each in docx.paragraphs(cell))


def _quietly(_: str) -> None:
    """Progress that nobody watches."""


def checked(workbook: Path | None) -> list[tuple[str, str, str]]:
    """What check has to say: code, sheet and cell."""
    return [_found(each) for each in _problems(workbook)]


def _found(problem: Problem) -> tuple[str, str, str]:
    return problem.code.slug, problem.place.sheet, problem.place.cell


def _problems(workbook: Path | None) -> tuple[Problem, ...]:
    return pipeline.check(Workspace(ROOT), workbook, _quietly).problems


@pytest.fixture
def month(tmp_path: Path) -> Month:
    return Month(tmp_path)


def test_the_whole_page_is_the_one_written_by_hand(month: Month) -> None:
    assert month.page() == expected("expected.txt")


def test_handbook_and_template_fit_each_other_at_all_times() -> None:
    assert checked(None) == []


def test_only_the_leaders_word_and_the_conflict_are_hinted_at() -> None:
    assert sorted(checked(WORKBOOK)) == [
        ("idle-opinion", "评议意见", "F3"),
        ("opinion", "评议意见", "C2"),
        ("sentences-contradict", "conflicts", "第1条"),
    ]
    assert not any(problem.is_error for problem in _problems(WORKBOOK))


def test_the_page_keeps_to_the_standard(month: Month) -> None:
    month.page()
    (made,) = month.output.rglob("*.docx")
    assert [str(remark) for remark in lint(made)] == []


def test_the_script_makes_the_same_workbook_again(tmp_path: Path) -> None:
    target = tmp_path / "again.xlsx"
    script = ROOT / "make_workbook.py"
    subprocess.run([sys.executable, str(script), str(target)], check=True)
    assert _values(target) == _values(WORKBOOK)


def _values(path: Path) -> dict[str, list[tuple[object, ...]]]:
    book = openpyxl.load_workbook(path)
    return {
        sheet.title: [tuple(row) for row in sheet.iter_rows(values_only=True)]
        for sheet in book.worksheets
    }


def test_without_any_accident_nothing_is_said_to_rise_or_fall(month: Month) -> None:
    indicators = (
        *("事故起数", "死亡人数", "受伤人数", "直接经济损失", "较大事故起数"),
    )
    for indicator in indicators:
        month.set(indicator, "本期", NONE)
        month.set(indicator, "上年同期", NONE)
    month.sheet("名单").delete_rows(2)
    month.sheet("文字").delete_rows(2)
    assert month.lines_of("no-accidents.txt") == expected("no-accidents.txt")


def test_when_every_area_rises_all_are_told_and_none_is_named(month: Month) -> None:
    month.set("事故起数", "本期", (64, 16, 10, 8, 10, 5, 6, 1, 7, 1))
    month.set("死亡人数", "本期", (31, 5, 5, 4, 4, 3, 3, 1, 5, 1))
    assert month.lines_of("every-area-up.txt") == expected("every-area-up.txt")


def test_an_earlier_year_has_its_own_names_rules_and_campaign(month: Month) -> None:
    month.sheet("封面")["B2"] = "2022-12"
    month.sheet("封面")["B3"] = 2022
    header = month.sheet("指标数据")[1]
    renamed, as_of = (
        next(cell for cell in header if cell.value == name)
        for name in ("滨河新区", "截至")
    )
    renamed.value = "河滨区"
    month.sheet("指标数据").delete_cols(as_of.column)
    assert month.lines_of("december-2022.txt") == expected("december-2022.txt")
