"""Fifteen months from form to archive, as a clerk goes through them, by commands alone."""

import csv
import json
import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from bulletin.cli.commands import cli
from bulletin.handbook import read as handbooks
from bulletin.model.indicator import CITY, Item
from bulletin.model.period import ReportingPeriod
from tests.sample import ROOT
from tests.year import clerk
from tests.year.world import World

FIRST = ReportingPeriod(2022, 1)
MONTHS = 15
WRONG, CORRECTED = ReportingPeriod(2022, 2), ReportingPeriod(2022, 6)
LATE = ReportingPeriod(2022, 8)
RENAMED = ReportingPeriod(2022, 10)
COUNTED = "PCT申请量"
OLD, NEW = "枣庄高新区", "枣庄高新技术产业开发区"


@dataclass
class Office:
    """A workspace of its own, and the figures of its city."""

    root: Path

    def run(self, *arguments: object, code: int = 0) -> str:
        """A command, which must end with that exit code."""
        words = [*map(str, arguments), "--workspace", str(self.root)]
        result = CliRunner().invoke(cli, words, standalone_mode=False)
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        assert (result.exit_code or 0) == code, result.output
        return result.stdout

    def json(self, *arguments: object, code: int = 0) -> dict[str, Any]:
        content: dict[str, Any] = json.loads(self.run(*arguments, "--json", code=code))
        return content

    def workbook(self, at: ReportingPeriod) -> Path:
        return self.root / "data" / f"{at.key}.xlsx"

    def world(self, at: ReportingPeriod) -> World:
        handbook, _ = handbooks.read(self.root / "data" / "handbook", at)
        return World(handbook.catalogue)

    def month(self, at: ReportingPeriod, late: Iterable[str] = ()) -> None:
        """A month from the form to the archive; those who are late answer later."""
        self.run("new", at.key)
        self.run("new", at.key, "--returns")
        inbox = self.root / "inbox" / at.key
        self.receive(at, inbox, without=tuple(late))
        self.run("collect", inbox, "--into", self.workbook(at))
        clerk.complete(self.workbook(at), self.world(at), at)
        if late:
            self.draft_and_wait(at, inbox, tuple(late))
        self.issue(at)
        self.run("archive", at.key)

    def receive(
        self,
        at: ReportingPeriod,
        inbox: Path,
        *,
        without: tuple[str, ...] = (),
        only: tuple[str, ...] = (),
    ) -> None:
        """Returns as they come in: filled in, under names of the districts' own."""
        world = self.world(at)
        for form in (self.root / "data" / "returns" / at.key).glob("*.xlsx"):
            district = next(name for name in world.districts if name in form.name)
            if district not in without and (not only or district in only):
                clerk.answer(form, inbox / f"回复-{form.name}", world, at)

    def draft_and_wait(
        self, at: ReportingPeriod, inbox: Path, late: tuple[str, ...]
    ) -> None:
        """What is owed is printed as ×× and named; then it comes, and is collected."""
        told = self.run("generate", self.workbook(at), "--draft", "--no-pdf")
        assert all(name in told for name in late)
        self.run("generate", self.workbook(at), "--no-pdf", code=1)
        self.receive(at, inbox, only=late)
        self.run("collect", inbox, "--into", self.workbook(at))

    def issue(self, at: ReportingPeriod) -> None:
        """Checked without an error, and made as it goes out."""
        checked = self.json("check", self.workbook(at))
        errors = [p for p in checked["problems"] if p["severity"] == "error"]
        assert errors == []
        self.run("generate", self.workbook(at), "--final", "--no-pdf")

    def facts(self, at: ReportingPeriod) -> dict[str, dict[str, Any]]:
        listed = self.json("facts", self.workbook(at))["facts"]
        return {fact["id"]: fact for fact in listed}


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """An office after fifteen months, that began with the figures of the year before."""
    root = tmp_path_factory.mktemp("office")
    shutil.copytree(ROOT / "data" / "handbook", root / "data" / "handbook")
    shutil.copytree(ROOT / "templates", root / "templates")
    office = Office(root)
    office.run("import", _past_figures(office))
    for number in range(MONTHS):
        at = FIRST.earlier(-number)
        if at == RENAMED:
            _rename(root)
        office.month(at, late=("滕州市",) if at == LATE else ())
        if at == CORRECTED:
            _correct(office)
    return office


def _past_figures(office: Office) -> Path:
    """The year before, as a plain table."""
    world = office.world(FIRST)
    path = office.root / "2021.csv"
    with path.open("w", encoding="gb18030", newline="") as file:
        table = csv.writer(file)
        table.writerow(("报告期", "指标", CITY, *world.districts))
        for month in range(1, 13):
            at = ReportingPeriod(2021, month)
            for indicator in world.reported:
                areas = world.areas(indicator)
                figures = [world.value(indicator, area, at) for area in areas]
                table.writerow((at.key, indicator.name, *figures))
    return path


def _correct(office: Office) -> None:
    """In June the office finds that February's bulletin had one too many."""
    workbook = office.workbook(WRONG)
    seen = office.facts(WRONG)
    for area in (CITY, "滕州市"):
        fact = seen[f"{area}.{COUNTED}"]
        cell = fact["sources"][0]["cell"]
        clerk.correct(workbook, cell, Decimal(fact["value"]) - 1)
    office.issue(WRONG)
    office.run("archive", WRONG.key)


def _rename(root: Path) -> None:
    """From one month on a district bears another name."""
    path = root / "data" / "handbook" / "catalogue.toml"
    entry = f'[[districts]]\nname = "{OLD}"\n'
    dated = (
        f'{entry}until = "{RENAMED.earlier(1).key}"\n\n'
        f'[[districts]]\nname = "{NEW}"\nformer = ["{OLD}"]\nfrom = "{RENAMED.key}"\n'
    )
    text = path.read_text(encoding="utf-8")
    assert entry in text
    path.write_text(text.replace(entry, dated), encoding="utf-8")


SECOND_YEAR = tuple(ReportingPeriod(2023, month) for month in (1, 2, 3))


def reported(world: World, at: ReportingPeriod, name: str, area: str) -> Decimal:
    """What was last issued for that month."""
    value = world.value(world.catalogue.indicators[name], area, at)
    corrected = (at, name) == (WRONG, COUNTED) and area in (CITY, "滕州市")
    return value - 1 if corrected else value


@pytest.mark.parametrize("at", SECOND_YEAR, ids=str)
def test_the_bases_of_the_second_year_are_what_the_first_year_issued(
    office: Office, at: ReportingPeriod
) -> None:
    world, facts = office.world(at), office.facts(at)
    before = at.earlier(12)
    seen = 0
    for indicator in world.reported:
        if Item.BASE not in indicator.items:
            continue
        for area in world.areas(indicator):
            base = reported(world, before, indicator.name, area)
            now = reported(world, at, indicator.name, area)
            stem = f"{area}.{indicator.name}"
            assert Decimal(facts[f"{stem}.上年同期"]["value"]) == base
            growth = facts[f"{stem}.同比"]["value"]
            assert abs(Decimal(growth) - (now - base) / base * 100) < Decimal("1e-20")
            seen += 1
    assert seen > 30


def test_figures_come_with_the_return_that_they_came_from(office: Office) -> None:
    facts = office.facts(LATE)
    for district in office.world(LATE).districts:
        (source,) = facts[f"{district}.{COUNTED}"]["sources"]
        assert district in source["origin"]["file"]
        assert source["origin"]["cell"]


def test_history_tells_every_month_under_the_names_of_today(office: Office) -> None:
    told = office.json("history", "--indicator", COUNTED, "--area", NEW)
    world = office.world(SECOND_YEAR[-1])
    series = {row["period"]: row["value"] for row in told["series"]}
    months = [ReportingPeriod(2021, 1).earlier(-n) for n in range(12 + MONTHS)]
    assert {at.key for at in months} == set(series)
    for at in months:
        assert Decimal(series[at.key]) == reported(world, at, COUNTED, NEW)


def test_the_register_made_anew_says_the_same(office: Office) -> None:
    before = office.json("history")
    office.run("archive", "--rebuild")
    assert office.json("history") == before


def test_a_base_typed_otherwise_is_asked_about_once_a_year(
    office: Office, tmp_path: Path
) -> None:
    at, later = SECOND_YEAR[0], SECOND_YEAR[1]
    asked = [typed_otherwise(office, tmp_path, each) for each in (at, later)]
    assert [problem["code"] for problem in asked] == ["base-differs"] * 2
    assert asked[0]["message"] == asked[1]["message"]


def typed_otherwise(
    office: Office, folder: Path, at: ReportingPeriod
) -> dict[str, Any]:
    """The one new error after a base, and the city's with it, were typed one higher."""
    copy = folder / office.workbook(at).name
    shutil.copy(office.workbook(at), copy)
    facts = office.facts(at)
    for area in ("薛城区", CITY):
        fact = facts[f"{area}.{COUNTED}.上年同期"]
        cell = fact["sources"][0]["cell"]
        clerk.correct(copy, cell, Decimal(fact["value"]) + 1)
    problems = office.json("check", copy, code=1)["problems"]
    found = [
        p for p in problems if p["severity"] == "error" and "薛城区" in p["message"]
    ]
    (problem,) = found
    return dict(problem)
