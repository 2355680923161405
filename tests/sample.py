"""The sample month, changed cell by cell and made again, in this process."""

import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import openpyxl
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from bulletin import pipeline
from bulletin.model.problem import Problem, ProblemsError, Stage
from bulletin.pages import docx
from bulletin.release import Made
from bulletin.workspace import Workspace

if TYPE_CHECKING:
    from openpyxl.workbook.workbook import Workbook

ROOT = Path(__file__).parent.parent
# `make soak` runs the full counts, `make test` a seeded sample of them.
SOAK = "SOAK" in os.environ
DISTRICTS = ("滕州市", "薛城区", "市中区", "山亭区", "峄城区", "台儿庄区", "枣庄高新区")
AREAS = ("全市", *DISTRICTS)


class Sample:
    """A copy of data/2022-07.xlsx to change, check and make in a workspace."""

    def __init__(self, workspace: Path, folder: Path) -> None:
        self.workspace = Workspace(workspace)
        self.path = folder / "2022-07.xlsx"
        self.output = folder / "output"
        self.book: Workbook = openpyxl.load_workbook(
            workspace / "data" / "2022-07.xlsx"
        )

    def sheet(self, name: str) -> Worksheet:
        """A sheet to change."""
        sheet = self.book[name]
        assert isinstance(sheet, Worksheet)
        return sheet

    def address(self, indicator: str, item: str, area: str) -> str:
        """The cell of a figure, such as E2."""
        sheet = self.sheet("指标数据")
        header = {
            str(cell.value): get_column_letter(number)
            for number, cell in enumerate(sheet[1], 1)
        }
        for row in range(2, sheet.max_row + 1):
            if (
                sheet[f"{header['指标']}{row}"].value == indicator
                and sheet[f"{header['项']}{row}"].value == item
            ):
                return f"{header[area]}{row}"
        raise AssertionError((indicator, item, area))

    def set(self, indicator: str, item: str, figures: Mapping[str, object]) -> None:
        """Type figures by area into a row."""
        for area, value in figures.items():
            self.type("指标数据", self.address(indicator, item, area), value)

    def set_adding_up(
        self,
        indicator: str,
        item: str,
        figures: Mapping[str, float],
    ) -> None:
        """Type all districts' figures, and their sum for the city."""
        total = round(sum(figures.values()), 4)
        self.set(indicator, item, {**figures, "全市": total})

    def type(self, sheet: str, cell: str, value: object) -> None:
        """Type something into a cell."""
        self.sheet(sheet)[cell].value = value

    def check(self) -> tuple[Problem, ...]:
        """All problems that `bulletin check` finds."""
        self.save()
        try:
            return pipeline.check(self.workspace, self.path, _quietly).problems
        except ProblemsError as error:
            return error.problems

    def errors(self) -> list[tuple[str, str]]:
        """Code and cell of each error."""
        found = [problem for problem in self.check() if problem.is_error]
        return [(problem.code.slug, problem.place.cell) for problem in found]

    def make(self, stage: Stage = Stage.REVIEW) -> "Result":
        """The bulletin of the month as it is now."""
        self.save()
        order = pipeline.Order(self.path, stage, self.output)
        return Result(pipeline.generate(self.workspace, order, _quietly))

    def save(self) -> None:
        """Write the workbook as it is now."""
        self.book.save(self.path)


@dataclass(frozen=True)
class Result:
    """A bulletin that was made, read back from its files."""

    made: Made

    @property
    def paragraphs(self) -> list[str]:
        """The text of every paragraph of the body, tables included, as in the record."""
        body = docx.body(self.made.docx.read_bytes())
        return [docx.text(paragraph) for paragraph in docx.paragraphs(body)]

    @property
    def page(self) -> list[str]:
        """The paragraphs outside tables that are not blank, without space at the ends."""
        body = docx.body(self.made.docx.read_bytes())
        texts = (docx.text(each).strip() for each in body.iterchildren(docx.PARAGRAPH))
        return [text for text in texts if text]

    @property
    def record(self) -> dict[str, Any]:
        """The record."""
        content: dict[str, Any] = json.loads(self.made.record.read_bytes())
        return content

    @property
    def commentary(self) -> str:
        """The paragraph of the commentary; empty if there is none."""
        page = self.page
        opening = "希望各区（市）"
        at = next(n for n, text in enumerate(page) if text.startswith(opening))
        before = page[at - 1]
        return "" if before.startswith("三是深入基层") else before

    def table(self) -> Iterator[list[str]]:
        """The rows of the appendix table, without its two heading rows."""
        body = docx.body(self.made.docx.read_bytes())
        rows = list(next(body.iter(docx.TABLE)).iter(docx.ROW))
        for row in rows[2:]:
            yield [
                "".join(docx.text(p) for p in docx.paragraphs(cell))
                for cell in row.iter(docx.CELL)
            ]


def _quietly(_: str) -> None:
    """Progress that nobody watches."""
