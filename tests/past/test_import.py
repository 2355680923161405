"""Past figures come in from a plain table exactly, all or none, and only once."""

import datetime
import json
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner, Result
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bulletin import past
from bulletin.cli.commands import cli
from bulletin.handbook import read as handbooks
from bulletin.importing import Imported, import_table
from bulletin.model.history import History
from bulletin.model.indicator import Item
from bulletin.model.period import ReportingPeriod
from bulletin.model.problem import ProblemsError
from bulletin.workspace import Workspace
from tests.filed import month, put
from tests.sample import AREAS, SOAK

COUNT, MONEY = "发明专利授权量", "专利权质押融资金额"
NOW, BASE = Item.CURRENT, Item.BASE
JUNE = ReportingPeriod(2021, 6)
LONG = ("报告期", "指标", "项", "区市", "数值")
WIDE = ("报告期", "指标", "项", *AREAS)
Rows = Sequence[Sequence[object]]


@pytest.fixture
def workspace(own_workspace: Path) -> Workspace:
    return Workspace(own_workspace)


def table(folder: Path, *rows: Sequence[object], name: str = "往期.xlsx") -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append([*row])
    book.save(folder / name)
    return folder / name


def text(folder: Path, *rows: Sequence[object], encoding: str = "gbk") -> Path:
    lines = ("\t".join("" if c is None else str(c) for c in row) for row in rows)
    path = folder / "往期.txt"
    path.write_text("\r\n".join(lines), encoding=encoding)
    return path


def enter(workspace: Workspace, path: Path) -> Imported:
    return import_table(workspace, path, None)


def history(workspace: Workspace) -> History:
    book, _ = handbooks.read(workspace.handbook)
    return past.history(workspace, book)


def value(workspace: Workspace, indicator: str, area: str, item: Item = NOW) -> str:
    seen = history(workspace).get(JUNE, indicator, area, item)
    return seen.state.value if seen.value is None else str(seen.value)


def wrong(workspace: Workspace, path: Path) -> list[tuple[str, str]]:
    """What the table is refused for; nothing of it is entered."""
    with pytest.raises(ProblemsError) as caught:
        enter(workspace, path)
    assert not workspace.archive.exists()
    assert not workspace.register.exists()
    return [(p.code.slug, p.place.cell) for p in caught.value.problems if p.is_error]


def test_one_figure_a_row(workspace: Workspace, tmp_path: Path) -> None:
    rows = (
        LONG,
        ("2021-06", COUNT, "本期", "滕州市", 101),
        ("2021年1-6月", COUNT, "上年同期", "滕州市", "不可比"),
        (datetime.date(2021, 6, 1), COUNT, None, "全市", "1,234"),
        ("2021年6月", MONEY, "本期", "薛城区", "１８６５０．５"),
        ("2021-06", COUNT, "年度目标", "薛城区", "—"),
    )
    made = enter(workspace, table(tmp_path, *rows))
    assert made.figures == 5
    assert value(workspace, COUNT, "滕州市") == "101"
    assert value(workspace, COUNT, "滕州市", BASE) == "不可比"
    assert value(workspace, COUNT, "全市") == "1234"
    assert value(workspace, MONEY, "薛城区") == "18650.5"
    assert value(workspace, COUNT, "薛城区", Item.TARGET) == "不适用"
    seen = history(workspace).get(JUNE, MONEY, "薛城区", NOW)
    assert str(seen.place) == "往期.xlsx【Sheet】E5"
    assert history(workspace).origins == {JUNE: "导入"}


def test_one_area_a_column(workspace: Workspace, tmp_path: Path) -> None:
    figures = dict(zip(AREAS, (70, 10, 10, 10, 10, 10, 10, 10), strict=True))
    rows = (
        ("历年各区（市）数据",),
        WIDE,
        ("2021-06", COUNT, "本期", *figures.values()),
        ("2021-06", COUNT, "上年同期", 60, None, None),
    )
    made = enter(workspace, table(tmp_path, *rows))
    assert (made.figures, made.table.blanks) == (9, 7)
    assert {area: value(workspace, COUNT, area) for area in AREAS} == {
        area: str(figure) for area, figure in figures.items()
    }
    assert value(workspace, COUNT, "全市", BASE) == "60"
    assert value(workspace, COUNT, "滕州市", BASE) == "无此项"


@pytest.mark.parametrize("encoding", ["gbk", "utf-8", "utf-8-sig", "utf-16"])
def test_a_text_file_of_any_encoding(
    workspace: Workspace, tmp_path: Path, encoding: str
) -> None:
    row = ("2021-06", COUNT, "本期", "滕州市", "101")
    enter(workspace, text(tmp_path, LONG, row, encoding=encoding))
    assert value(workspace, COUNT, "滕州市") == "101"


def test_every_sheet_with_such_a_table_is_read_or_the_one_asked_for(
    workspace: Workspace, tmp_path: Path
) -> None:
    path = table(tmp_path, LONG, ("2021-06", COUNT, None, "滕州市", 1))
    book = openpyxl.load_workbook(path)
    second, third = book.create_sheet("二"), book.create_sheet("说明")
    second.append(LONG)
    second.append(("2021-06", COUNT, None, "薛城区", 2))
    third.append(("这里只有话",))
    book.save(path)
    one = import_table(workspace, path, "二")
    assert (one.figures, one.table.others) == (1, ("Sheet", "说明"))
    both = import_table(workspace, path, None)
    assert (both.figures, both.table.others) == (2, ("说明",))


def test_all_that_is_wrong_is_told_at_once_with_its_cell(
    workspace: Workspace, tmp_path: Path
) -> None:
    rows = (
        (*LONG, "单位"),
        ("七月", COUNT, "本期", "滕州市", 1),
        ("2021-06", "发明专利授权", "本期", "滕州市", 1),
        ("2021-06", COUNT, "本月", "滕州市", 1),
        ("2021-06", COUNT, "本期", "滕洲市", 1),
        ("2021-06", COUNT, "本期", "滕州市", "约四十"),
        ("2021-06", COUNT, "本期", "薛城区", 1.5),
        ("2021-06", COUNT, "本期", "山亭区", -1),
        ("2021-06", COUNT, "本期", "市中区", 1, "万元"),
        ("2021-06", COUNT, "本期", "市中区", 2),
        (None, COUNT, "本期", "峄城区", 1),
        ("2021-06", COUNT, "本期", "峄城区", "=1+1"),
    )
    assert sorted(wrong(workspace, table(tmp_path, *rows))) == [
        ("fraction", "E7"),
        ("negative", "E8"),
        ("not-a-number", "E6"),
        ("repeated-row", "E10"),
        ("unknown-district", "D5"),
        ("unknown-indicator", "B3"),
        ("unknown-item", "C4"),
        ("unsaved-formula", "E12"),
        ("wrong-period", "A11"),
        ("wrong-period", "A2"),
        ("wrong-unit", "F9"),
    ]


@pytest.mark.parametrize(
    ("rows", "slugs"),
    [
        ((("指标", "区市", "数值"), (COUNT, "滕州市", 1)), ["missing-column"]),
        ((("报告期", "指标", "数值"), ("2021-06", COUNT, 1)), ["missing-column"]),
        (((*LONG, "薛城区"), ("2021-06", COUNT, "本期", "滕州市", 1, 2)), None),
        (((*WIDE, "滕洲市"), ("2021-06", COUNT, "本期", 1)), ["unknown-district"]),
        (((*WIDE, "滕州市"), ("2021-06", COUNT, "本期", 1)), ["repeated-column"]),
        ((LONG,), ["blank"]),
        ((("随便", "什么"),), ["missing-column"]),
        ((), ["missing-column"]),
    ],
)
def test_a_table_of_another_shape_is_refused(
    workspace: Workspace, tmp_path: Path, rows: Rows, slugs: list[str] | None
) -> None:
    found = wrong(workspace, table(tmp_path, *rows))
    assert [slug for slug, _ in found] == (slugs or ["missing-column"])


def test_past_figures_that_do_not_add_up_are_entered_and_shown(
    workspace: Workspace, tmp_path: Path
) -> None:
    rows = (WIDE, ("2021-06", COUNT, "本期", 71, 10, 10, 10, 10, 10, 10, 10))
    made = enter(workspace, table(tmp_path, *rows))
    assert [problem.code.slug for problem in made.table.doubts] == ["sum-differs"]
    assert value(workspace, COUNT, "全市") == "71"


def test_the_same_again_changes_nothing(workspace: Workspace, tmp_path: Path) -> None:
    first = table(tmp_path, LONG, ("2021-06", COUNT, None, "滕州市", 1), name="一.xlsx")
    other = table(tmp_path, LONG, ("2021-06", COUNT, None, "薛城区", 2), name="二.xlsx")
    same = table(
        tmp_path,
        ("报告期", "指标", "全市", "滕州市"),
        ("2021年6月", COUNT, None, "1"),
        name="三.xlsx",
    )
    folder = enter(workspace, first).folder
    assert folder
    assert folder.path == workspace.archive / "往期" / "第1次导入"
    assert enter(workspace, other).folder
    assert enter(workspace, first).folder is None
    assert enter(workspace, same).folder is None
    assert sorted(p.name for p in folder.path.parent.iterdir()) == [
        "第1次导入",
        "第2次导入",
    ]


def test_a_later_table_corrects_an_earlier_one_and_says_so(
    workspace: Workspace, tmp_path: Path
) -> None:
    enter(workspace, table(tmp_path, LONG, ("2021-06", COUNT, None, "滕州市", 128)))
    rows = (
        LONG,
        ("2021-06", COUNT, None, "滕州市", 131),
        ("2021-06", COUNT, None, "薛城区", 9),
    )
    made = enter(workspace, table(tmp_path, *rows))
    assert made.corrected == (f"2021-06 滕州市“{COUNT}”的本期：128 改为 131",)
    assert value(workspace, COUNT, "滕州市") == "131"


def test_an_archived_month_counts_before_an_imported_one(
    workspace: Workspace, tmp_path: Path
) -> None:
    put(workspace.archive, month("2021-06", {(COUNT, "滕州市", NOW): "7"}))
    rows = (LONG, ("2021-06", COUNT, None, "滕州市", 128))
    made = enter(workspace, table(tmp_path, *rows))
    assert made.archived == (JUNE,)
    assert value(workspace, COUNT, "滕州市") == "7"


CELLS = st.dictionaries(
    st.tuples(
        st.sampled_from(["2019-12", "2020-01", "2021-06"]),
        st.sampled_from([COUNT, MONEY]),
        st.sampled_from(AREAS),
        st.sampled_from([NOW, BASE, Item.TARGET]),
    ),
    st.integers(0, 10**12),
    min_size=1,
    max_size=60,
)


@settings(
    max_examples=200 if SOAK else 12,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    deadline=None,
    derandomize=not SOAK,
)
@given(CELLS)
def test_both_shapes_say_the_same_whatever_the_order(
    tmp_path_factory: pytest.TempPathFactory,
    own_workspace: Path,
    cells: dict[tuple[str, str, str, Item], int],
) -> None:
    """A table of one figure a row, and one of an area a column, with the same figures."""
    book, _ = handbooks.read(own_workspace / "data" / "handbook")
    found = []
    for shape in (_long(cells), _wide(cells)):
        root = tmp_path_factory.mktemp("import")
        (root / "data").mkdir()
        (root / "data" / "handbook").symlink_to(own_workspace / "data" / "handbook")
        workspace = Workspace(root)
        enter(workspace, table(root, *shape))
        months = past.history(workspace, book).months
        found.append(
            {
                (period.key, indicator, area, item): seen.value
                for period, figures in months.items()
                for (indicator, area, item), seen in figures.observations.items()
            }
        )
    expected = {
        key: Decimal(cell) / (100 if key[1] == MONEY else 1)
        for key, cell in cells.items()
    }
    assert found == [expected, expected]


def _typed(indicator: str, cell: int) -> object:
    return cell if indicator == COUNT else f"{cell // 100}.{cell % 100:02d}"


def _long(cells: dict[tuple[str, str, str, Item], int]) -> Rows:
    rows = [
        (key, indicator, item.value, area, _typed(indicator, cell))
        for (key, indicator, area, item), cell in reversed(cells.items())
    ]
    return [LONG, *rows]


def _wide(cells: dict[tuple[str, str, str, Item], int]) -> Rows:
    lines = dict.fromkeys((key, i, item) for key, i, _, item in cells)
    areas = sorted(AREAS)
    rows = [
        (
            *(key, indicator, item.value),
            *(
                _typed(indicator, cells[key, indicator, area, item])
                if (key, indicator, area, item) in cells
                else None
                for area in areas
            ),
        )
        for key, indicator, item in lines
    ]
    return [("报告期", "指标", "项", *areas), *rows]


# ── the command ──────────────────────────────────────────────────────────────


def run(workspace: Workspace, *arguments: str) -> Result:
    where = ("--workspace", str(workspace.root))
    return CliRunner().invoke(cli, ["import", *arguments, *where])


def test_the_command_says_what_came_of_it(workspace: Workspace, tmp_path: Path) -> None:
    rows = [(f"20{n}-06", COUNT, None, "滕州市", n) for n in range(10, 22)]
    path = str(table(tmp_path, LONG, *rows))
    said = run(workspace, path)
    assert said.exit_code == 0
    assert "已导入：2010-06 至 2021-06，12 个月，12 个数" in said.output
    assert "什么都没有变" in run(workspace, path).output
    rows = [(key, name, item, area, n + 1) for key, name, item, area, n in rows]
    said = run(workspace, str(table(tmp_path, LONG, *rows)))
    assert "与以前导入的不同 12 处" in said.output
    assert "其余 2 处" in said.output
    rows = [(key, name, item, area, n + 2) for key, name, item, area, n in rows]
    path = str(table(tmp_path, LONG, *rows))
    told = json.loads(run(workspace, path, "--json").stdout)
    assert (told["is_new"], told["figures"], len(told["corrected"])) == (True, 12, 12)


def test_the_command_refuses_with_every_cell(
    workspace: Workspace, tmp_path: Path
) -> None:
    row = ("2021-06", COUNT, None, "滕州市", "约四十")
    path = str(table(tmp_path, LONG, row, row))
    said = run(workspace, path)
    assert said.exit_code == 1
    assert "一个数也没有导入，请先改正 2 处" in said.output
    told = json.loads(run(workspace, path, "--json").stdout)
    assert [each["cell"] for each in told["problems"]] == ["E2", "E3"]
    assert told["folder"] is None
