"""The command as a clerk runs it: exit codes, Chinese words, JSON, and no traceback."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from bulletin.cli.commands import cli
from bulletin.pages import docx
from tests.sample import Sample

WORKBOOK = "data/2022-07.xlsx"
DOCX = "全市知识产权工作情况通报（2022年1-7月）.docx"
PDF = "全市知识产权工作情况通报（2022年1-7月）.pdf"
APPENDIX = "2022年1-7月全市知识产权工作情况.xlsx"
RECORD = "生成记录.json"
ENGLISH = (
    *(
        "Usage",
        "Options",
        "Commands",
        "Error",
        "Missing",
        "No such",
        "Try '",
        "Invalid",
    ),
    *("does not exist", "Show this", "requires", "unexpected", "Did you", "Got "),
    *("directory", "denied", "None", "null"),
)


@dataclass(frozen=True)
class Said:
    """What a run of the command left: its exit code and its words."""

    code: int
    out: str
    error: str

    @property
    def words(self) -> str:
        return self.out + self.error

    @property
    def json(self) -> dict[str, Any]:
        """Standard output as the one JSON object that it is."""
        content: dict[str, Any] = json.loads(self.out)
        return content


def bulletin(folder: Path, *arguments: object) -> Said:
    """Run the command in a folder."""
    ran = subprocess.run(
        [sys.executable, "-m", "bulletin", *map(str, arguments)],
        cwd=folder,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    return Said(ran.returncode, ran.stdout, ran.stderr)


@pytest.fixture
def signed(sample: Sample) -> Path:
    """The sample month with its document number."""
    sample.type("封面", "B5", "枣知组办〔2022〕5号")
    sample.save()
    return sample.path


@pytest.fixture
def incomplete(sample: Sample) -> Path:
    """The sample month with figures missing of two districts and of the city."""
    for cell in ("E2", "G3", "E10", "D21"):
        sample.type("指标数据", cell, None)
    sample.save()
    return sample.path


@pytest.fixture
def wrong(sample: Sample) -> Path:
    """The sample month with a text where a number belongs."""
    sample.type("指标数据", "E2", "约四十")
    sample.save()
    return sample.path


# ── what a run leaves ────────────────────────────────────────────────────────


def test_generate_leaves_the_set_in_the_workspace(own_workspace: Path) -> None:
    said = bulletin(own_workspace, "generate", WORKBOOK)
    folder = own_workspace / "output" / "2022-07"
    assert said.code == 0
    assert sorted(each.name for each in folder.iterdir()) == sorted(
        [DOCX, PDF, APPENDIX, RECORD]
    )
    assert str(folder / DOCX) in said.out
    assert str(folder / PDF) in said.out
    assert "逐字核对一致" in said.out


def test_the_workspace_is_found_from_a_folder_inside_it(own_workspace: Path) -> None:
    said = bulletin(own_workspace / "data" / "handbook", "generate", "../2022-07.xlsx")
    assert said.code == 0
    assert (own_workspace / "output" / "2022-07" / DOCX).is_file()


def test_the_workspace_may_be_given(workspace: Path, tmp_path: Path) -> None:
    workbook = workspace / WORKBOOK
    said = bulletin(
        tmp_path, "generate", workbook, "--workspace", workspace, "--output", "出"
    )
    assert said.code == 0
    assert (tmp_path / "出" / "2022-07" / DOCX).is_file()


def test_the_period_comes_from_the_cover_and_not_from_the_files_name(
    workspace: Path, tmp_path: Path
) -> None:
    elsewhere = tmp_path / "7月 报送（定稿）.xlsx"
    elsewhere.write_bytes((workspace / WORKBOOK).read_bytes())
    output = tmp_path / "output"
    said = bulletin(workspace, "generate", elsewhere, "--output", output)
    assert said.code == 0
    assert [each.name for each in output.iterdir()] == ["2022-07"]


@pytest.mark.parametrize(
    "options",
    [
        ("--no-pdf", "--no-review"),
        ("--draft", "--no-pdf"),
        ("--no-review", "--json", "--draft"),
    ],
)
def test_saying_no_to_what_is_not_made_is_fine(
    workspace: Path, tmp_path: Path, options: tuple[str, ...]
) -> None:
    said = bulletin(workspace, "generate", WORKBOOK, "--output", tmp_path, *options)
    assert said.code == 0


# ── stages ───────────────────────────────────────────────────────────────────


def test_missing_figures_stop_the_bulletin_and_nothing_is_written(
    workspace: Path, incomplete: Path, tmp_path: Path
) -> None:
    output = tmp_path / "output"
    said = bulletin(workspace, "generate", incomplete, "--output", output)
    assert said.code == 1
    assert "没有生成送审稿" in said.out
    assert "--draft" in said.out
    assert not output.exists()


def test_a_draft_prints_what_is_missing_as_a_yellow_mark(
    workspace: Path, incomplete: Path, tmp_path: Path
) -> None:
    said = bulletin(
        workspace, "generate", incomplete, "--draft", "--json", "--output", tmp_path
    )
    assert said.code == 0
    body = docx.body(Path(said.json["docx"]).read_bytes())
    marked = {
        "".join(run.itertext(docx.TEXT)): run.find(f"{docx.W}rPr/{docx.W}highlight")
        for run in body.iter(docx.RUN)
        if "××" in "".join(run.itertext(docx.TEXT))
    }
    assert list(marked) == ["××"]
    highlight = marked["××"]
    assert highlight is not None
    assert highlight.get(f"{docx.W}val") == "yellow"


def test_a_draft_lists_what_is_owed_by_whom(
    workspace: Path, incomplete: Path, tmp_path: Path
) -> None:
    said = bulletin(workspace, "generate", incomplete, "--draft", "--output", tmp_path)
    lines = said.out.splitlines()
    owners = [line.strip() for line in lines if line.endswith("：")]
    assert said.code == 0
    assert {"滕州市：", "市中区：", "见2022年1-7月通报："} <= set(owners)
    under = lines[lines.index("  滕州市：") + 1 :][:2]
    assert [line.split("：")[0].strip() for line in under] == [
        "2022-07.xlsx【指标数据】E2",
        "2022-07.xlsx【指标数据】E10",
    ]


def test_the_final_bulletin_waits_for_its_document_number(
    workspace: Path, tmp_path: Path
) -> None:
    output = tmp_path / "output"
    said = bulletin(workspace, "generate", WORKBOOK, "--final", "--output", output)
    assert said.code == 1
    assert "【封面】B5：文号没有填" in said.out
    assert not output.exists()


def test_the_final_bulletin_is_made_once_signed(
    workspace: Path, signed: Path, tmp_path: Path
) -> None:
    said = bulletin(workspace, "generate", signed, "--final", "--output", tmp_path)
    assert said.code == 0
    assert (tmp_path / "2022-07" / DOCX).is_file()


@pytest.mark.parametrize("stage", [(), ("--draft",), ("--final",)])
def test_what_cannot_be_printed_stops_every_stage(
    workspace: Path, wrong: Path, tmp_path: Path, stage: tuple[str, ...]
) -> None:
    output = tmp_path / "output"
    said = bulletin(workspace, "generate", wrong, *stage, "--output", output)
    assert said.code == 1
    assert "2022-07.xlsx【指标数据】E2：“约四十”不是数字" in said.out
    assert not output.exists()


def test_check_tells_errors_by_its_exit_code(workspace: Path, wrong: Path) -> None:
    assert bulletin(workspace, "check", wrong).code == 1
    assert bulletin(workspace, "check", WORKBOOK).code == 0
    assert bulletin(workspace, "check").code == 0


# ── JSON ─────────────────────────────────────────────────────────────────────

MADE = {
    *("period", "docx", "pdf", "review", "appendix", "record", "problems", "findings")
}
PROBLEM = {"code", "severity", "message", "advice", "file", "sheet", "cell"}


def test_generate_says_in_json_what_it_made(workspace: Path, tmp_path: Path) -> None:
    out = os.path.relpath(tmp_path, workspace)
    said = bulletin(workspace, "generate", WORKBOOK, "--json", "--output", out)
    made = said.json
    assert set(made) == MADE
    assert (made["period"], made["review"]) == ("2022-07", None)
    files = (("docx", DOCX), ("pdf", PDF), ("appendix", APPENDIX), ("record", RECORD))
    for kind, name in files:
        path = Path(made[kind])
        assert path.is_absolute()
        assert path == tmp_path / "2022-07" / name
        assert path.is_file()
    assert [(set(p), p["severity"]) for p in made["problems"]] == [(PROBLEM, "hint")]


def test_a_refusal_in_json_has_the_problems_and_no_files(
    workspace: Path, wrong: Path
) -> None:
    said = bulletin(workspace, "generate", wrong, "--json")
    made = said.json
    assert said.code == 1
    assert set(made) == MADE
    assert made["docx"] is made["appendix"] is made["record"] is None
    assert {
        "code": "not-a-number",
        "severity": "error",
        "message": "“约四十”不是数字",
        "advice": "请只填数字；没有数据请填“—”，数值为零请填0",
        "file": "2022-07.xlsx",
        "sheet": "指标数据",
        "cell": "E2",
    } in made["problems"]


def test_check_says_in_json_the_period_and_every_problem(
    workspace: Path, wrong: Path
) -> None:
    checked = bulletin(workspace, "check", wrong, "--json").json
    assert set(checked) == {"period", "problems"}
    assert checked["period"] == "2022-07"
    assert all(set(problem) == PROBLEM for problem in checked["problems"])
    checked = bulletin(workspace, "check", "--json").json
    assert checked["period"] is None
    assert [each["code"] for each in checked["problems"]] == ["indicator-unused"]


def test_check_of_no_workbook_at_all_is_json_as_well(
    workspace: Path, tmp_path: Path
) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"")
    said = bulletin(workspace, "check", path, "--json")
    assert said.code == 1
    assert [each["code"] for each in said.json["problems"]] == ["unreadable"]


def test_facts_in_json_are_exact_and_know_their_cells(workspace: Path) -> None:
    said = bulletin(workspace, "facts", WORKBOOK, "--json")
    assert said.code == 0
    assert set(said.json) == {"facts"}
    needed = {
        *("id", "indicator", "area", "measure", "value", "numerator", "denominator"),
        *("printed", "formula", "sources"),
    }
    for fact in said.json["facts"]:
        assert needed <= set(fact)
        for name in ("value", "numerator", "denominator"):
            assert fact[name] is None or isinstance(fact[name], str)
            Decimal(fact[name] or 0)
        assert all(set(each) == {"file", "sheet", "cell"} for each in fact["sources"])
    facts = {fact["id"]: fact for fact in said.json["facts"]}
    growth = facts["全市.发明专利授权量.同比"]
    assert growth["value"] == str(Decimal("9.756097560975609756097560976"))
    assert growth["printed"] == "同比增长9.8%"
    assert [each["cell"] for each in growth["sources"]] == ["D2", "D3"]


def test_facts_of_one_month_have_ids_of_their_own(workspace: Path) -> None:
    facts = bulletin(workspace, "facts", WORKBOOK, "--json").json["facts"]
    assert len({fact["id"] for fact in facts}) == len(facts)


def test_the_vocabulary_in_json_has_the_values_of_the_month(workspace: Path) -> None:
    listed = bulletin(workspace, "vocabulary", WORKBOOK, "--json").json["names"]
    values = {each["name"]: each["value"] for each in listed}
    assert values["期间"] == "1-7月"
    assert values["全市.发明专利授权量"] == "405"
    assert values["全市.发明专利授权量.同比"] == "同比增长9.8%"


def test_the_vocabulary_without_a_workbook_has_the_same_names(workspace: Path) -> None:
    plain = bulletin(workspace, "vocabulary").out.splitlines()
    valued = bulletin(workspace, "vocabulary", WORKBOOK).out.splitlines()
    assert {"期间", "滕州市.名称", "名单.专利奖.数量", "文字.保护", "评议"} <= set(
        plain
    )
    assert {line.split("\t")[0] for line in valued} >= set(plain)


def test_facts_for_reading_name_form_formula_and_cells(workspace: Path) -> None:
    said = bulletin(workspace, "facts", WORKBOOK)
    assert said.code == 0
    assert (
        "全市.发明专利授权量.同比：同比增长9.8% = 9.756097560975609756097560976"
        in said.out
    )
    assert "指标数据!D2、指标数据!D3" in said.out


# ── words, and what goes wrong ───────────────────────────────────────────────


@pytest.mark.parametrize(
    "command",
    [(), *((name,) for name in cli.commands)],
    ids="".join,
)
def test_help_is_in_chinese(workspace: Path, command: tuple[str, ...]) -> None:
    said = bulletin(workspace, *command, "--help")
    assert said.code == 0
    assert "用法" in said.out
    untold = (*ENGLISH, "[required]", "TEXT")
    assert not [word for word in untold if word in said.words]


BAD: tuple[tuple[int, tuple[str, ...]], ...] = (
    (2, ()),
    (2, ("nosuch",)),
    (2, ("--nope",)),
    (2, ("generate",)),
    (2, ("generate", "没有.xlsx")),
    (2, ("generate", "data")),
    (2, ("generate", WORKBOOK, "多余")),
    (2, ("generate", WORKBOOK, "--drafts")),
    (2, ("generate", WORKBOOK, "--output")),
    (2, ("generate", WORKBOOK, "--engine", "word")),
    (2, ("pdf",)),
    (2, ("pdf", "没有.docx")),
    (2, ("pdf", "templates/bulletin.docx", "--standard", "a-9")),
    (3, ("pdf", WORKBOOK)),
    (2, ("generate", WORKBOOK, "--review")),
    (2, ("check", "--workspace", "没有", WORKBOOK)),
    (2, ("check", WORKBOOK, "--json=1")),
    (2, ("facts",)),
    (2, ("vocabulary", "没有.xlsx")),
    (1, ("generate", "templates/bulletin.docx")),
    (1, ("check", "data/handbook/rules.toml")),
    (1, ("facts", "data/handbook/rules.toml")),
    (3, ("generate", WORKBOOK, "--output", WORKBOOK)),
    (3, ("generate", WORKBOOK, "--output", "data/handbook/rules.toml/x")),
)


@pytest.mark.parametrize(("code", "arguments"), BAD)
def test_a_bad_call_is_answered_in_chinese_without_a_traceback(
    workspace: Path, code: int, arguments: tuple[str, ...]
) -> None:
    said = bulletin(workspace, *arguments)
    assert said.code == code
    assert not [word for word in ("Traceback", *ENGLISH) if word in said.words]
    assert "意外" not in said.words
    assert any("\u4e00" <= character <= "\u9fff" for character in said.words)


@pytest.mark.parametrize("command", ["generate", "check", "facts", "vocabulary"])
def test_without_a_workspace_each_command_says_where_it_looked(
    workspace: Path, tmp_path: Path, command: str
) -> None:
    said = bulletin(tmp_path, command, workspace / WORKBOOK)
    assert said.code == 3
    assert str(tmp_path) in said.error
    assert "--workspace" in said.error


def test_without_its_template_the_workspace_is_not_one_to_work_in(
    own_workspace: Path,
) -> None:
    (own_workspace / "templates" / "bulletin.docx").unlink()
    said = bulletin(own_workspace, "generate", WORKBOOK)
    assert said.code == 3
    assert "没有找到模板" in said.error


def test_output_is_utf_8_whatever_the_console_says(workspace: Path) -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "bulletin", "check"],
        cwd=workspace,
        capture_output=True,
        env={**os.environ, "PYTHONIOENCODING": "ascii", "LC_ALL": "C"},
        check=False,
    )
    assert ran.returncode == 0
    assert "没有发现错误。" in ran.stdout.decode("utf-8")
