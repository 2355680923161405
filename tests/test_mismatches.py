"""Where handbook, template and workbook do not go together."""

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from bulletin import pipeline
from bulletin.model.problem import ProblemsError, Stage
from bulletin.workspace import Workspace
from tests.sample import DISTRICTS, Sample

OnCopy = Callable[[Path], Sample]


def edit_template(workspace: Path, old: str, new: str) -> None:
    path = workspace / "templates" / "bulletin.docx"
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    text = parts["word/document.xml"].decode()
    assert old in text
    parts["word/document.xml"] = text.replace(old, new, 1).encode()
    with zipfile.ZipFile(path, "w") as package:
        for name, data in parts.items():
            package.writestr(name, data)


def test_a_percentage_over_a_hundred_must_be_explained(
    own_workspace: Path, sample_of: OnCopy
) -> None:
    catalogue = own_workspace / "data" / "handbook" / "catalogue.toml"
    text = catalogue.read_text(encoding="utf-8")
    entry = 'name = "全省位次"\nunit = "位"'
    assert entry in text
    new = entry.replace('"位"', '"%"')
    catalogue.write_text(text.replace(entry, new), encoding="utf-8")
    sample = sample_of(own_workspace)
    cell = sample.address("全省位次", "本期", "全市")
    sample.type("指标数据", cell.replace("D", "B"), "%")
    sample.type("指标数据", cell, 100)
    assert sample.errors() == []
    sample.type("指标数据", cell, 101)
    assert sample.errors() == [("over-hundred", cell)]
    sample.make()
    with pytest.raises(ProblemsError):
        sample.make(Stage.FINAL)


def test_a_base_that_the_page_prints_may_not_be_a_dash(sample: Sample) -> None:
    sample.set("PCT申请量", "上年同期", {"全市": "—"})
    cell = sample.address("PCT申请量", "上年同期", "全市")
    assert sample.errors() == [("no-figure", cell)]
    with pytest.raises(ProblemsError):
        sample.make()
    page = "".join(sample.make(Stage.DRAFT).page)
    assert "PCT申请11件，××。" in page


def test_a_dash_prints_as_one_in_the_table_and_needs_no_mending(sample: Sample) -> None:
    sample.set("PCT申请量", "上年同期", dict.fromkeys(DISTRICTS, "—"))
    assert sample.errors() == []
    rows = list(sample.make().table())
    assert [row[9] for row in rows] == ["175.0", *["—"] * 7]


def test_a_title_that_differs_from_the_handbooks_is_pointed_out(
    own_workspace: Path,
) -> None:
    edit_template(own_workspace, "全市知识产权工作情况通报", "知识产权工作通报")
    found = pipeline.check(Workspace(own_workspace), None, lambda _: None).problems
    codes = [problem.code.slug for problem in found]
    assert codes == ["template-title", "indicator-unused"]


def test_text_that_the_template_nowhere_prints_is_not_lost_in_silence(
    own_workspace: Path, sample_of: OnCopy
) -> None:
    edit_template(own_workspace, "for 段 in 文字.宣传", "for 段 in 文字.服务")
    edit_template(own_workspace, "if 文字.宣传", "if 文字.服务")
    errors = sample_of(own_workspace).errors()
    assert errors == [("template-slot-unused", f"C{row}") for row in range(9, 13)]
