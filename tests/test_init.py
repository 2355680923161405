"""`bulletin init`: a workspace that works at once, whole or not at all."""

import datetime
import os
import subprocess
import sys
from pathlib import Path

import pytest

from bulletin.pages import docx
from tests import form
from tests.sample import ROOT
from tests.test_cli import Said, bulletin

STARTERS: dict[str, tuple[str, ...]] = {"full": (), "minimal": ("--minimal",)}
FILES = (
    "README.md",
    "data/2022-08.xlsx",
    "data/handbook/README.md",
    "data/handbook/catalogue.toml",
    "data/handbook/phrases.toml",
    "data/handbook/rules.toml",
    "templates/bulletin.docx",
)
WORKBOOK = "data/2022-08.xlsx"
ENTRIES: dict[str, form.Entries] = {
    "full": {
        "专利奖": {"单位": "甲公司", "名称": "某省专利奖", "等次": "一等奖"},
        "导航获批": {"单位": "乙公司", "名称": "某项目", "年度": 2022},
    },
    "minimal": {"重点项目": {"区市": "甲区", "名称": "一号项目"}},
}


def init(folder: Path, *options: str) -> Said:
    return bulletin(folder.parent, "init", folder.name, "--period", "2022-08", *options)


def tree(folder: Path) -> list[str]:
    """All files below a folder."""
    paths = (path for path in folder.rglob("*") if path.is_file())
    return sorted(path.relative_to(folder).as_posix() for path in paths)


@pytest.fixture(params=STARTERS)
def starter(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def laid_down(starter: str, tmp_path: Path) -> Path:
    """A new workspace."""
    assert init(tmp_path / "通报", *STARTERS[starter]).code == 0
    return tmp_path / "通报"


# ── what is there ────────────────────────────────────────────────────────────


# Eight of the full starter's indicators are printed by narrative alone.
HINTS: dict[str, list[str]] = {"full": ["indicator-unused"], "minimal": []}


def codes(said: Said) -> list[str]:
    return [each["code"] for each in said.json["problems"]]


def test_a_workspace_holds_handbook_template_workbook_and_readme(
    laid_down: Path,
) -> None:
    assert tree(laid_down) == sorted(FILES)
    assert [each.name for each in laid_down.parent.iterdir()] == ["通报"]


def test_handbook_and_template_agree(laid_down: Path, starter: str) -> None:
    said = bulletin(laid_down, "check", "--json")
    assert (said.code, codes(said)) == (0, HINTS[starter])


def test_the_full_starter_is_this_bulletin_itself(tmp_path: Path) -> None:
    init(tmp_path / "a")
    same = [name for name in FILES if name.startswith(("data/handbook", "templates"))]
    for name in same:
        assert (tmp_path / "a" / name).read_bytes() == (ROOT / name).read_bytes()


def test_the_handbook_is_explained_in_the_same_words_everywhere(
    laid_down: Path,
) -> None:
    readme = laid_down / "data" / "handbook" / "README.md"
    assert readme.read_bytes() == (ROOT / "data/handbook/README.md").read_bytes()


def test_the_readme_is_that_of_the_workspace(laid_down: Path, starter: str) -> None:
    readme = (laid_down / "README.md").read_text(encoding="utf-8")
    title = {"full": "全市知识产权工作情况通报", "minimal": "工作情况通报"}[starter]
    assert readme.startswith(f"# {title}\n")
    assert "bulletin check data/2022-08.xlsx" in readme
    assert "《" not in readme


# ── the first month ──────────────────────────────────────────────────────────


def test_the_blank_month_is_a_list_of_what_is_owed_by_whom(
    laid_down: Path, starter: str
) -> None:
    said = bulletin(laid_down, "check", WORKBOOK, "--json")
    assert said.code == 1
    assert said.json["period"] == "2022-08"
    wanted = {"blank", "missing-text", "unsigned", *HINTS[starter]}
    assert set(codes(said)) == wanted
    districts = [
        each["advice"]
        for each in said.json["problems"]
        if str(each["cell"]).startswith("E")
    ]
    assert districts
    assert all("请催报（" in advice for advice in districts)


def test_the_blank_month_makes_a_draft_full_of_holes(laid_down: Path) -> None:
    said = bulletin(laid_down, "generate", WORKBOOK, "--draft", "--no-pdf")
    assert said.code == 0
    assert "文中印为××" in said.out
    assert "Traceback" not in said.words


def test_the_month_filled_in_makes_the_bulletin_and_has_no_problem(
    laid_down: Path, starter: str
) -> None:
    form.fill(laid_down / WORKBOOK, ENTRIES[starter])
    checked = bulletin(laid_down, "check", WORKBOOK, "--json")
    assert (checked.code, codes(checked)) == (0, HINTS[starter])
    made = bulletin(laid_down, "generate", WORKBOOK, "--final", "--no-pdf", "--json")
    assert (made.code, made.json["problems"]) == (0, [])
    linted = bulletin(laid_down, "lint", made.json["docx"], "--json")
    strengths = {each["strength"] for each in linted.json["findings"]}
    assert (linted.code, strengths - {"H"}) == (0, set())


PAGE = """\
工作情况通报
各区（县）人民政府，市政府各有关部门：
现将全市2022年1-8月工作情况通报如下：
一、主要工作取得积极进展
1-8月，全市新增项目120个，同比增长33.3%，完成年度目标的66.7%；到位资金120万元，同比增长33.3%。
分区（县）看，甲区新增项目40个，到位资金40万元；乙区新增项目40个，到位资金40万元；\
丙县新增项目40个，到位资金40万元。
1-8月，列入重点项目1个：甲区一号项目。
二、工作评议
1-8月，项目建设方面，各区（县）均达到时间进度。资金到位方面，全市到位资金同比增长33.3%，增长较快。
希望各单位对照2022年目标，抓好落实。
附件：2022年1-8月全市主要指标完成情况
甲市某某工作领导小组办公室
2022年9月8日
附件
2022年1-8月全市主要指标完成情况
单位：个、万元、%、百分点
注：时间进度为66.7%，进度差为完成率与时间进度之差。
"""


def test_a_minimal_month_reads_well_and_has_a_pdf(tmp_path: Path) -> None:
    init(tmp_path / "a", "--minimal")
    form.fill(tmp_path / "a" / WORKBOOK, ENTRIES["minimal"])
    said = bulletin(tmp_path / "a", "generate", WORKBOOK, "--json")
    assert said.code == 0
    assert Path(said.json["pdf"]).is_file()
    body = docx.body(Path(said.json["docx"]).read_bytes())
    texts = (docx.text(each).strip() for each in body.iterchildren(docx.PARAGRAPH))
    assert [text for text in texts if text] == PAGE.splitlines()


# ── what is said ─────────────────────────────────────────────────────────────


def test_init_says_where_things_lie_and_what_comes_next(tmp_path: Path) -> None:
    said = init(tmp_path / "通报")
    assert str(tmp_path / "通报") in said.out
    commands = [line.strip() for line in said.out.splitlines() if "bulletin " in line]
    assert [line.split("  ")[0] for line in commands] == [
        f"bulletin check {WORKBOOK}",
        f"bulletin generate {WORKBOOK} --draft",
        f"bulletin generate {WORKBOOK}",
    ]


def test_init_says_in_json_what_it_laid_down(tmp_path: Path) -> None:
    said = init(tmp_path / "通报", "--json")
    folder = tmp_path / "通报"
    assert said.json["workspace"] == str(folder)
    assert said.json["workbook"] == str(folder / WORKBOOK)
    assert sorted(said.json["files"]) == sorted(str(folder / name) for name in FILES)


def test_the_month_is_the_one_before_today_unless_it_is_given(tmp_path: Path) -> None:
    said = bulletin(tmp_path, "init", "a", "--json")
    today = datetime.datetime.now().astimezone().date()  # noqa: TID251 - as a clerk does
    before = today.replace(day=1) - datetime.timedelta(days=1)
    assert Path(said.json["workbook"]).stem == f"{before:%Y-%m}"


# ── what is refused ──────────────────────────────────────────────────────────


@pytest.mark.parametrize("there", FILES)
def test_nothing_is_ever_overwritten(tmp_path: Path, there: str) -> None:
    path = tmp_path / "a" / there
    path.parent.mkdir(parents=True)
    path.write_text("原有")
    said = init(tmp_path / "a")
    assert said.code == 3
    assert "没有改动任何文件" in said.error
    assert tree(tmp_path) == [f"a/{there}"]
    assert path.read_text() == "原有"


def test_a_folder_with_other_files_takes_the_workspace_in(tmp_path: Path) -> None:
    (tmp_path / "a" / "data").mkdir(parents=True)
    (tmp_path / "a" / "data" / "旧表.xlsx").write_text("原有")
    assert init(tmp_path / "a").code == 0
    assert tree(tmp_path / "a") == sorted((*FILES, "data/旧表.xlsx"))


def test_a_new_folder_may_lie_in_new_folders(tmp_path: Path) -> None:
    said = bulletin(tmp_path, "init", "a/b/c", "--period", "2022-08")
    assert said.code == 0
    assert tree(tmp_path / "a" / "b" / "c") == sorted(FILES)


def test_the_present_folder_may_become_the_workspace(tmp_path: Path) -> None:
    said = bulletin(tmp_path, "init", ".", "--period", "2022-08")
    assert said.code == 0
    assert tree(tmp_path) == sorted(FILES)


@pytest.mark.parametrize("there", ["data", "templates"])
def test_what_cannot_be_laid_down_whole_leaves_nothing(
    tmp_path: Path, there: str
) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / there).write_text("是文件")
    said = init(tmp_path / "a")
    assert said.code == 3
    assert "Traceback" not in said.words
    assert [each.name for each in (tmp_path / "a").iterdir()] == [there]


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("是文件")
    said = init(tmp_path / "a")
    assert said.code == 3
    assert "是文件，不是文件夹" in said.error


@pytest.mark.parametrize(
    "arguments",
    [(), ("a", "--period", "2022-13"), ("a", "--period", "8月"), ("a", "b")],
)
def test_a_bad_call_is_answered_in_chinese(
    tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    said = bulletin(tmp_path, "init", *arguments)
    assert said.code == 2
    assert "用法" in said.error
    assert "Error" not in said.error
    assert list(tmp_path.iterdir()) == []


# ── the wheel ────────────────────────────────────────────────────────────────


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The package as pip installs it from its wheel, without the repository."""
    folder = tmp_path_factory.mktemp("wheel")
    built = pip("wheel", "--no-deps", "--wheel-dir", folder, ROOT)
    if "No matching distribution found for hatchling" in built.error:
        pytest.skip("hatchling cannot be fetched")
    assert built.code == 0, built.error
    [wheel] = folder.glob("*.whl")
    put = pip("install", "--no-deps", "--target", folder / "site", wheel)
    assert put.code == 0, put.error
    return folder / "site"


def pip(*arguments: object) -> Said:
    command = [sys.executable, "-m", "pip", "--disable-pip-version-check"]
    ran = subprocess.run(
        [*command, *map(str, arguments)],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    return Said(ran.returncode, ran.stdout, ran.stderr)


def from_wheel(site: Path, folder: Path, *arguments: object) -> Said:
    ran = subprocess.run(
        [sys.executable, "-m", "bulletin", *map(str, arguments)],
        cwd=folder,
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONPATH": str(site)},
        check=False,
    )
    return Said(ran.returncode, ran.stdout, ran.stderr)


def test_the_starters_travel_in_the_wheel(
    installed: Path, starter: str, tmp_path: Path
) -> None:
    options = ("--period", "2022-08", *STARTERS[starter])
    said = from_wheel(installed, tmp_path, "init", "通报", *options)
    assert said.code == 0, said.error
    assert tree(tmp_path / "通报") == sorted(FILES)
    checked = from_wheel(installed, tmp_path / "通报", "check", "--json")
    assert (checked.code, codes(checked)) == (0, HINTS[starter])
    assert from_wheel(installed, tmp_path / "通报", "check", WORKBOOK).code == 1


def test_the_wheel_holds_the_whole_package_and_no_more(installed: Path) -> None:
    source = ROOT / "src" / "bulletin"
    ours = {name for name in tree(source) if "__pycache__" not in name}
    full = {
        f"starters/full/{name}"
        for name in FILES
        if name.startswith(("data/handbook", "templates"))
    }
    theirs = {n for n in tree(installed / "bulletin") if "__pycache__" not in n}
    assert theirs == ours | full
