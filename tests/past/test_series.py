"""`bulletin history`: each month's figure exactly, and nothing for a month not known."""

import csv
import io
import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bulletin.cli.commands import cli
from bulletin.model.indicator import Item
from bulletin.model.problem import BulletinError
from bulletin.workspace import Workspace
from tests.filed import month, put
from tests.sample import SOAK

COUNT, MONEY, STOCK = "发明专利授权量", "专利权质押融资金额", "有效发明专利"
NOW, BASE, TARGET = Item.CURRENT, Item.BASE, Item.TARGET


@pytest.fixture
def workspace(own_workspace: Path) -> Workspace:
    """The bulletin's workspace, with nothing filed."""
    return Workspace(own_workspace)


def run(workspace: Workspace, *arguments: str) -> Result:
    where = ("--workspace", str(workspace.root))
    return CliRunner().invoke(cli, ["history", *arguments, *where])


def series(workspace: Workspace, *arguments: str) -> dict[tuple[str, str], str]:
    """The values by month and fact."""
    told = run(workspace, *arguments, "--json")
    assert told.exit_code == 0, (told.output, told.exception)
    rows: list[dict[str, Any]] = json.loads(told.stdout)["series"]
    return {(row["period"], row["id"]): row["value"] for row in rows}


@pytest.fixture
def filed(workspace: Workspace) -> Workspace:
    """Some months of two years, one of them imported, with a gap in each year."""
    for at, key in enumerate(("2021-01", "2021-02", "2021-04", "2022-01", "2022-02")):
        values = {
            (COUNT, "全市", NOW): str(10 + at * 7),
            (COUNT, "滕州市", NOW): str(3 + at),
            (COUNT, "全市", TARGET): "120",
        }
        put(workspace.archive, month(key, values), imported=key == "2021-02")
    return workspace


def test_the_months_come_in_order_with_where_they_came_from(filed: Workspace) -> None:
    told = json.loads(run(filed, "--indicator", COUNT, "--json").stdout)
    rows = told["series"]
    assert [row["period"] for row in rows] == sorted(row["period"] for row in rows)
    assert {row["period"]: row["origin"] for row in rows} == {
        "2021-01": "归档",
        "2021-02": "导入",
        "2021-04": "归档",
        "2022-01": "归档",
        "2022-02": "归档",
    }
    first = rows[0]
    assert (first["value"], first["area"]) == ("10", "全市")
    (source,) = first["sources"]
    assert (source["file"], source["cell"]) == ("2021-01.xlsx", "D2")


def test_a_month_that_is_not_known_is_an_empty_line(filed: Workspace) -> None:
    lines = run(filed, "--indicator", COUNT).output.splitlines()
    assert lines[0].split() == ["报告期", f"全市.{COUNT}（件）"]
    cells = [line.split() for line in lines[1:]]
    assert len(cells) == 14
    assert cells[:4] == [
        ["2021-01", "10"],
        ["2021-02", "17"],
        ["2021-03"],
        ["2021-04", "24"],
    ]
    assert cells[-2:] == [["2022-01", "31"], ["2022-02", "38"]]


def test_measures_are_those_of_the_bulletin(filed: Workspace) -> None:
    """A growth on the month's own base, or, where none was filed, on the year before."""
    measures = ("--measure", "同比", "--measure", "当月", "--measure", "完成率")
    found = series(filed, "--indicator", COUNT, *measures)
    stem = f"全市.{COUNT}"
    assert found["2022-01", f"{stem}.同比"] == "210"
    assert Decimal(found["2022-02", f"{stem}.同比"]).quantize(
        Decimal("0.1")
    ) == Decimal("123.5")
    assert found["2022-02", f"{stem}.当月"] == "7"
    assert found["2022-01", f"{stem}.当月"] == "31"
    assert found["2021-04", f"{stem}.当月"] is None
    assert found["2021-04", f"{stem}.完成率"] == "20"


def test_a_base_that_was_filed_counts_and_a_supplied_growth_stays(
    workspace: Workspace,
) -> None:
    put(workspace.archive, month("2021-07", {(COUNT, "全市", NOW): "10"}))
    values = {(COUNT, "全市", NOW): "30", (COUNT, "全市", BASE): "20"}
    put(workspace.archive, month("2022-07", values))
    given_growth = {
        (COUNT, "全市", NOW): "30",
        (COUNT, "全市", Item.SUPPLIED): "55.5",
    }
    put(workspace.archive, month("2021-08", {(COUNT, "全市", NOW): "10"}))
    put(workspace.archive, month("2022-08", given_growth))
    found = series(workspace, "--indicator", COUNT, "--measure", "同比")
    assert found["2022-07", f"全市.{COUNT}.同比"] == "50"
    assert found["2022-08", f"全市.{COUNT}.同比"] == "55.5"


def test_the_range_and_the_districts_asked_for(filed: Workspace) -> None:
    found = series(filed, "--area", "区市", "--from", "2021-04", "--until", "2022-01")
    assert found == {
        ("2021-04", f"滕州市.{COUNT}"): "5",
        ("2022-01", f"滕州市.{COUNT}"): "6",
    }


def test_csv_is_what_the_table_shows_and_opens_in_excel(
    filed: Workspace, tmp_path: Path
) -> None:
    path = tmp_path / "历年.csv"
    said = run(filed, "--area", "全市", "--area", "滕州市", "--csv", str(path))
    assert str(path) in said.output
    data = path.read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))
    assert rows[0] == ["报告期", f"全市.{COUNT}（件）", f"滕州市.{COUNT}（件）"]
    assert rows[3] == ["2021-03", "", ""]
    assert rows[4] == ["2021-04", "24", "5"]
    assert len(rows) == 15


@pytest.mark.parametrize("suffix", ["png", "svg", "pdf"])
def test_a_chart_is_written_whole_or_refused(
    filed: Workspace, tmp_path: Path, suffix: str
) -> None:
    path = tmp_path / f"图.{suffix}"
    said = run(filed, "--indicator", COUNT, "--chart", str(path))
    assert "已画" in said.output
    assert path.stat().st_size > 1000
    refused = run(filed, "--indicator", COUNT, "--chart", str(tmp_path / "图.jpg"))
    assert isinstance(refused.exception, BulletinError)
    assert not (tmp_path / "图.jpg").exists()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--indicator", "发明专利授权"), f"是否应为“{COUNT}”"),
        (("--area", "滕洲市"), "是否应为“滕州市”"),
        (("--measure", "同期"), "同期"),
        (("--from", "去年"), "2022-08"),
    ],
)
def test_a_wrong_name_is_a_wrong_use(
    filed: Workspace, arguments: tuple[str, ...], said: str
) -> None:
    told = run(filed, *arguments)
    assert told.exit_code == 2
    assert said in told.output


def test_without_anything_known_it_says_what_to_do(
    workspace: Workspace, filed: Workspace
) -> None:
    told = run(filed, "--indicator", STOCK)
    assert "2021-01 至 2022-02" in str(told.exception)
    for path in sorted(workspace.root.glob("output/**/*"), reverse=True):
        path.unlink() if path.is_file() else path.rmdir()
    workspace.register.unlink()
    told = run(workspace)
    assert isinstance(told.exception, BulletinError)
    assert "bulletin import" in str(told.exception)


def shown(name: str, n: int) -> str:
    """A figure as it is filed: money with two decimals."""
    return f"{n // 100}.{n % 100:02d}" if name == MONEY else str(n)


FIGURES = st.dictionaries(
    st.tuples(
        st.sampled_from([f"{y}-{m:02d}" for y in (2019, 2020) for m in range(1, 13)]),
        st.sampled_from([COUNT, MONEY, STOCK]),
        st.sampled_from(["全市", "滕州市", "枣庄高新区"]),
    ),
    st.integers(0, 10**9),
    min_size=1,
    max_size=40,
)


@settings(
    max_examples=150 if SOAK else 10,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    deadline=None,
    derandomize=not SOAK,
)
@given(FIGURES)
def test_every_figure_is_told_exactly_once(
    tmp_path_factory: pytest.TempPathFactory,
    own_workspace: Path,
    figures: dict[tuple[str, str, str], int],
) -> None:
    root = tmp_path_factory.mktemp("series")
    (root / "data").mkdir()
    (root / "data" / "handbook").symlink_to(own_workspace / "data" / "handbook")
    workspace = Workspace(root)
    for key in sorted({key for key, _, _ in figures}):
        values = {
            (name, area, NOW): shown(name, n)
            for (at, name, area), n in figures.items()
            if at == key
        }
        # Money is counted in 万元, and what is filed in another unit is unknown.
        for unit, names in (("件", (COUNT, STOCK)), ("万元", (MONEY,))):
            own = {each: value for each, value in values.items() if each[0] in names}
            if own:
                put(workspace.archive, month(key, own, unit=unit), imported=True)
    found = series(workspace, "--area", "全市", "--area", "区市")
    # A rate of which one part is known has no number, and says so.
    known = {key: Decimal(value) for key, value in found.items() if value}
    assert known == {
        (at, f"{area}.{name}"): Decimal(shown(name, n))
        for (at, name, area), n in figures.items()
    }
