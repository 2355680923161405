"""The house keeps its rules: short modules, no float, no figure of this bulletin in src."""

import ast
import gettext
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from bulletin.handbook.read import read
from bulletin.model.problem import Code
from tests.sample import ROOT

SOURCES = sorted((ROOT / "src").rglob("*.py"))
CORE = ("model", "analysis", "drafting")
FORBIDDEN_NAMES = ("utils", "helpers", "common", "manager", "service", "base")


def functions(path: Path) -> Iterator[ast.FunctionDef]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef):
            yield node


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.stem)
def test_modules_and_functions_are_short(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 300
    assert path.stem not in FORBIDDEN_NAMES
    for function in functions(path):
        assert function.end_lineno is not None
        assert function.end_lineno - function.lineno < 40, function.name
        arguments = [a for a in function.args.args if a.arg not in ("self", "cls")]
        assert len(arguments) <= 5, function.name


@pytest.mark.parametrize(
    "path",
    [p for p in SOURCES if p.relative_to(ROOT / "src" / "bulletin").parts[0] in CORE],
    ids=lambda path: path.stem,
)
def test_the_core_computes_without_floats(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        assert not (isinstance(node, ast.Name) and node.id == "float")
        assert not (isinstance(node, ast.Constant) and isinstance(node.value, float))


def test_the_source_names_no_district_indicator_or_phrase_of_this_bulletin() -> None:
    handbook, _ = read(ROOT / "data" / "handbook")
    catalogue = handbook.catalogue
    words = {district.name for district in catalogue.districts}
    words |= set(catalogue.indicators) | {kind.name for kind in catalogue.lists}
    words |= {catalogue.office.title, catalogue.office.issuer, *handbook.topics}
    words |= {rule.name for rule in handbook.rules} - {"撤回率"}
    for phrases in handbook.phrases.sentences.values():
        words |= set(phrases.values())
    words -= {"总体"}
    for path in SOURCES:
        tree = ast.parse(path.read_text(encoding="utf-8"))
        texts = [n.value for n in ast.walk(tree) if isinstance(n, ast.Constant)]
        docstrings = {ast.get_docstring(n, clean=False) for n in documented(tree)}
        for text in texts:
            if isinstance(text, str) and text not in docstrings:
                found = {word for word in words if word in text}
                assert not found, (path.name, found)


def documented(
    tree: ast.Module,
) -> Iterator[ast.Module | ast.ClassDef | ast.FunctionDef]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef):
            yield node


def test_each_problem_code_has_a_page_and_each_page_a_code() -> None:
    pages = {path.stem for path in (ROOT / "docs" / "problems").glob("*.md")}
    assert pages - {"README"} == {code.slug for code in Code}
    index = (ROOT / "docs" / "problems" / "README.md").read_text(encoding="utf-8")
    for code in Code:
        assert index.count(f"| [{code.slug}]({code.slug}.md) |") == 1
        page = (ROOT / "docs" / "problems" / f"{code.slug}.md").read_text(
            encoding="utf-8"
        )
        assert len(page) > 100


def test_the_chinese_words_of_click_are_compiled_from_their_source() -> None:
    folder = ROOT / "src" / "bulletin" / "locale"
    chinese = gettext.translation("messages", folder, ["zh_CN"])
    source = (folder / "zh_CN" / "LC_MESSAGES" / "messages.po").read_text(
        encoding="utf-8"
    )
    pairs = dict(pairs_of(source))
    assert len(pairs) > 20
    for english, wanted in pairs.items():
        assert chinese.gettext(english) == wanted


def pairs_of(source: str) -> Iterator[tuple[str, str]]:
    for block in source.split("\n\n")[1:]:
        lines = dict(line.split(" ", 1) for line in block.strip().splitlines())
        if "msgid_plural" not in lines:
            yield ast.literal_eval(lines["msgid"]), ast.literal_eval(lines["msgstr"])


def test_help_starts_without_the_slow_libraries() -> None:
    code = (
        "import sys; sys.argv=['bulletin','--help']\n"
        "from bulletin.cli.main import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "slow={'openpyxl','docx','docxtpl','jinja2','lxml','xlsxwriter'} & set(sys.modules)\n"
        "sys.exit(str(slow) if slow else 0)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr
