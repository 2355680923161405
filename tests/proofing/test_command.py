"""`bulletin lint` as a clerk runs it."""

import json
import subprocess
import sys
from pathlib import Path

import docx
import pytest

from tests.proofing.faults import dated, say
from tests.sample import Sample


def run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "bulletin", "lint", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def good(workspace: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return Sample(workspace, tmp_path_factory.mktemp("good")).make().made.docx


def test_hints_alone_pass(good: Path) -> None:
    done = run(good)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("没有发现不合标准的地方。\n\n提示 6 处：\n  1. ")


def test_a_binding_remark_fails_and_comes_first(good: Path, tmp_path: Path) -> None:
    document = docx.Document(str(good))
    say(dated(document), "2022年08月10日")
    faulty = tmp_path / "faulty.docx"
    document.save(str(faulty))
    done = run(faulty)
    assert done.returncode == 1
    assert done.stdout.lstrip().startswith(
        "规定 1 处：\n  1. 第32段：2022年08月10日 → "
    )
    assert "[date-form]\n\n提示 6 处：" in done.stdout
    found = json.loads(run(faulty, "--json").stdout)["findings"]
    assert found[0] == {
        "code": "date-form",
        "strength": "R",
        "where": "第32段",
        "found": "2022年08月10日",
        "expected": "年月日用阿拉伯数字标全，如2022年8月10日",
    }
    assert [each["strength"] for each in found[1:]] == ["H"] * 6


def test_what_is_no_document_is_refused(tmp_path: Path) -> None:
    text = tmp_path / "a.docx"
    text.write_text("text", encoding="utf-8")
    done = run(text)
    assert done.returncode == 3
    assert done.stderr == "未完成：a.docx 不是 .docx，也不是 PDF\n"
    assert run(tmp_path / "none.pdf").returncode == 2
