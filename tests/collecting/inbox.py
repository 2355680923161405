"""An office that collects August: a workspace, the month's new form, an inbox."""

import io
import json
import shutil
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import openpyxl
from click.testing import CliRunner
from openpyxl.worksheet.worksheet import Worksheet

from bulletin import forms
from bulletin.cli.commands import cli
from bulletin.cli.main import ENVIRONMENT
from bulletin.model.indicator import Item
from bulletin.model.period import ReportingPeriod
from bulletin.model.problem import BulletinError
from bulletin.workspace import Workspace
from tests.sample import ROOT

AUGUST = ReportingPeriod(2022, 8)
Row = Sequence[object]


@dataclass(frozen=True)
class Office:
    """A workspace with the sample month and the form of the month after it."""

    root: Path

    @property
    def workspace(self) -> Workspace:
        return Workspace(self.root)

    @property
    def workbook(self) -> Path:
        return self.workspace.workbook(AUGUST)

    @property
    def inbox(self) -> Path:
        return self.root / "in"

    @property
    def journal(self) -> Path:
        return self.root / "data" / "2022-08.汇总记录.json"

    def run(self, *arguments: object) -> tuple[int, str]:
        words = [*map(str, arguments), "--workspace", str(self.root)]
        result = CliRunner().invoke(cli, words)
        if isinstance(result.exception, BulletinError):
            return ENVIRONMENT, str(result.exception)
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result.exit_code, result.stdout

    def collect(self, *options: object) -> dict[str, Any]:
        """What `collect --json` says."""
        _, out = self.run(
            "collect", self.inbox, "--into", self.workbook, "--json", *options
        )
        content: dict[str, Any] = json.loads(out)
        return content

    def put(self, name: str, rows: Iterable[Row], sheet: str = "Sheet1") -> Path:
        """A table as a district might send it."""
        path = self.inbox / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(table(rows, sheet))
        return path

    def say(self, text: str, name: str = "群消息.txt") -> None:
        self.inbox.mkdir(exist_ok=True)
        (self.inbox / name).write_text(text, encoding="utf-8")

    def form(self, district: str, figures: Mapping[tuple[str, str], object]) -> Path:
        """The district's own return, filled in by (indicator, item)."""
        sent = self.workspace.returns(AUGUST) / f"2022-08-{district}.xlsx"
        if not sent.exists():
            forms.returns(self.workspace, AUGUST)
        path = self.inbox / sent.name
        path.parent.mkdir(exist_ok=True)
        book = openpyxl.load_workbook(sent)
        page = book["指标数据"]
        assert isinstance(page, Worksheet)
        for row in range(1, page.max_row + 1):
            key = str(page.cell(row, 1).value), str(page.cell(row, 3).value)
            if key in figures:
                page.cell(row, 4).value = figures[key]  # type: ignore[assignment]
        book.save(path)
        return path

    def cell(self, indicator: str, area: str, item: str = Item.CURRENT) -> str:
        """The address of a figure in the month's workbook."""
        page = self.sheet()
        header = next(r for r in range(1, 20) if page.cell(r, 1).value == "指标")
        columns = {c.value: c.column_letter for c in page[header] if c.value}
        row = next(
            r
            for r in range(header + 1, page.max_row + 1)
            if (page.cell(r, 1).value, page.cell(r, 3).value) == (indicator, item)
        )
        return f"{columns[area]}{row}"

    def sheet(self) -> Worksheet:
        page = openpyxl.load_workbook(self.workbook)["指标数据"]
        assert isinstance(page, Worksheet)
        return page

    def value(self, indicator: str, area: str, item: str = Item.CURRENT) -> object:
        return self.sheet()[self.cell(indicator, area, item)].value

    def type(self, indicator: str, area: str, value: object) -> None:
        """A clerk types a figure."""
        book = openpyxl.load_workbook(self.workbook)
        book["指标数据"][self.cell(indicator, area)].value = value
        book.save(self.workbook)


def office(root: Path) -> Office:
    """A new office in that folder."""
    (root / "data").mkdir(parents=True)
    shutil.copytree(ROOT / "data" / "handbook", root / "data" / "handbook")
    shutil.copytree(ROOT / "templates", root / "templates")
    shutil.copy(ROOT / "data" / "2022-07.xlsx", root / "data")
    forms.new(Workspace(root), AUGUST)
    (root / "in").mkdir()
    return Office(root)


def table(rows: Iterable[Row], sheet: str = "Sheet1") -> bytes:
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page.title = sheet
    for row in rows:
        page.append(list(row))
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def codes(found: Mapping[str, Any]) -> list[str]:
    return [problem["code"] for problem in found["problems"]]


def changed(found: Mapping[str, Any]) -> dict[tuple[str, str, str], str]:
    return {
        (c["indicator"], c["area"], c["item"]): c["value"] for c in found["changes"]
    }
