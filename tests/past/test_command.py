"""`bulletin archive`: what is filed of an edition, and what is refused."""

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bulletin import archiving, past
from bulletin.archiving import Archived, Order
from bulletin.cli.commands import cli
from bulletin.handbook import read as handbooks
from bulletin.model.indicator import Item
from bulletin.model.period import ReportingPeriod
from bulletin.model.problem import BulletinError, ProblemsError, Stage
from bulletin.publishing.record import sha256
from bulletin.workspace import Workspace
from tests.filed import month, put
from tests.sample import Sample

JULY = ReportingPeriod(2022, 7)
INDICATOR = "发明专利授权量"


@pytest.fixture
def edition(own_workspace: Path) -> Sample:
    """The sample month, signed, its workbook in data/ and its pages in output/."""
    sample = Sample(own_workspace, own_workspace / "data")
    sample.output = sample.workspace.output
    sample.type("封面", "B5", "枣知组办〔2022〕5号")
    sample.save()
    return sample


def archive(sample: Sample, *, data_only: bool = False) -> Archived:
    issued = None if data_only else sample.output
    order = Order(JULY, sample.path, issued)
    return archiving.archive(sample.workspace, order, lambda _: None)


def run(sample: Sample, *arguments: str) -> Result:
    where = ("--workspace", str(sample.workspace.root))
    return CliRunner().invoke(cli, ["archive", *arguments, *where])


def files(folder: Path) -> dict[str, bytes]:
    found = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


def test_an_edition_is_filed_with_all_it_was_made_from(edition: Sample) -> None:
    made = edition.make(Stage.FINAL).made
    journal = edition.path.with_name("2022-07.汇总记录.json")
    journal.write_text("{}", encoding="utf-8")
    folder = archive(edition).folder
    assert folder.path == edition.workspace.archive / "2022" / "07" / "第1次归档"
    filed = files(folder.path)
    assert filed["2022-07.xlsx"] == edition.path.read_bytes()
    assert filed["2022-07.汇总记录.json"] == b"{}"
    assert filed["模板/bulletin.docx"] == edition.workspace.template.read_bytes()
    for name in handbooks.FILES:
        written = (edition.workspace.handbook / name).read_bytes()
        assert filed[f"手册/{name}"] == written
    pages = {path.name: path.read_bytes() for path in made.docx.parent.iterdir()}
    assert {n: filed[f"印发/{n}"] for n in pages} == pages
    listed = json.loads(filed["清单.json"])["files"]
    assert listed == {n: sha256(d) for n, d in filed.items() if n != "清单.json"}


def test_the_register_knows_each_figure_and_fact_with_its_cell(edition: Sample) -> None:
    archive(edition, data_only=True)
    book, _ = handbooks.read(edition.workspace.handbook)
    history = past.history(edition.workspace, book)
    cell = edition.address(INDICATOR, "本期", "滕州市")
    seen = history.get(JULY, INDICATOR, "滕州市", Item.CURRENT)
    assert seen.value == edition.sheet("指标数据")[cell].value
    assert str(seen.place) == f"2022-07.xlsx【指标数据】{cell}"
    register = past.register(edition.workspace)
    assert register
    filed = register.month(JULY, ["滕州市"])
    assert filed.sha256 == sha256(edition.path.read_bytes())
    facts = {fact["id"]: fact for fact in register.facts(JULY)}
    growth = facts[f"滕州市.{INDICATOR}.同比"]
    base = edition.sheet("指标数据")[edition.address(INDICATOR, "上年同期", "滕州市")]
    assert growth["numerator"] == str(seen.value - base.value if seen.value else "")
    assert growth["printed"].startswith("同比")
    assert [place["cell"] for place in growth["sources"]] == [cell, base.coordinate]


def test_the_same_again_is_not_filed_twice_and_a_correction_is(edition: Sample) -> None:
    edition.make(Stage.FINAL)
    first = archive(edition)
    again = archive(edition)
    assert (again.folder.path, again.folder.is_new) == (first.folder.path, False)
    before = files(first.folder.path)
    edition.type("封面", "B5", "枣知组办〔2022〕6号")
    edition.make(Stage.FINAL)
    corrected = archive(edition)
    assert corrected.folder.path.name == "第2次归档"
    assert files(first.folder.path) == before


def test_a_page_that_was_edited_after_it_was_made_is_filed_as_it_is(
    edition: Sample,
) -> None:
    made = edition.make(Stage.FINAL).made
    made.docx.write_bytes(made.docx.read_bytes() + b"edited")
    archived = archive(edition)
    assert archived.edited == (made.docx.name,)
    assert files(archived.folder.path)[f"印发/{made.docx.name}"].endswith(b"edited")


def refusal(sample: Sample) -> str:
    with pytest.raises(BulletinError) as caught:
        archive(sample)
    assert not sample.workspace.archive.exists()
    return str(caught.value)


def test_without_a_final_page_of_just_that_nothing_is_filed(edition: Sample) -> None:
    assert "里没有通报" in refusal(edition)
    edition.make(Stage.REVIEW)
    assert "是初稿或送审稿" in refusal(edition)
    made = edition.make(Stage.FINAL).made
    edition.type("封面", "B4", "另一个人")
    edition.save()
    assert "工作簿改动以前" in refusal(edition)
    edition.make(Stage.FINAL)
    rules = edition.workspace.handbook / "rules.toml"
    rules.write_text(rules.read_text(encoding="utf-8") + "\n# 一句话\n", "utf-8")
    assert "手册改动以前" in refusal(edition)
    edition.make(Stage.FINAL)
    made.docx.unlink()
    said = refusal(edition)
    assert f"少了 {made.docx.name}" in said
    assert "--final" in said


def test_a_page_whose_facts_have_changed_since_is_not_filed(edition: Sample) -> None:
    """As when an earlier month was imported in between, and a measure stands on it."""
    record = edition.make(Stage.FINAL).made.record
    content = json.loads(record.read_bytes())
    content["facts"][3]["printed"] += "0"
    record.write_text(json.dumps(content, ensure_ascii=False), "utf-8")
    assert "往期数据变了" in refusal(edition)


@pytest.mark.parametrize("content", [b"", b"[]", b"{}", b'{"edition": 1}', b"\xff"])
def test_a_broken_record_is_no_edition(edition: Sample, content: bytes) -> None:
    edition.make(Stage.FINAL).made.record.write_bytes(content)
    assert "没有归档" in refusal(edition)


def test_what_a_final_bulletin_refuses_is_not_filed(edition: Sample) -> None:
    edition.type("指标数据", edition.address(INDICATOR, "本期", "滕州市"), 127)
    edition.save()
    with pytest.raises(ProblemsError) as caught:
        archive(edition, data_only=True)
    slugs = [p.code.slug for p in caught.value.problems if p.refused_at(Stage.FINAL)]
    assert slugs == ["sum-differs"]
    assert not edition.workspace.archive.exists()
    done = run(edition, "2022-07")
    assert done.exit_code == 1
    assert "没有归档，请先改正 1 处" in done.output
    told = json.loads(run(edition, "2022-07", "--json").stdout)
    assert (told["folder"], told["is_new"]) == (None, False)
    assert "sum-differs" in [problem["code"] for problem in told["problems"]]


def test_a_workbook_of_another_month_is_not_filed(edition: Sample) -> None:
    done = run(edition, "2022-06", str(edition.path), "--data-only")
    assert done.exit_code == 1
    assert "【封面】B2：报告期是2022-07，要归档的却是2022-06" in done.stdout


def test_the_command_says_where_and_speaks_json(edition: Sample) -> None:
    said = run(edition, "2022-07", "--data-only").output
    assert "2022-07 已归档（第1次）" in said
    assert "第1次归档" in said
    assert "没有重复归档" in run(edition, "2022-07", "--data-only").output
    told = json.loads(run(edition, "2022-07", "--data-only", "--json").stdout)
    assert told["number"] == 1
    assert Path(told["folder"]).is_dir()


@pytest.mark.parametrize(
    "arguments", [(), ("2022-13",), ("七月",), ("2022-08",), ("--data-only",)]
)
def test_a_month_that_is_none_is_a_wrong_use(
    edition: Sample, arguments: tuple[str, ...]
) -> None:
    assert run(edition, *arguments).exit_code == 2


def test_rebuilding_gives_up_what_has_gone(edition: Sample) -> None:
    root = edition.workspace.archive
    put(root, month("2022-05", {(INDICATOR, "全市", Item.CURRENT): "5"}))
    gone = put(root, month("2022-06", {(INDICATOR, "全市", Item.CURRENT): "6"}))
    past.register(edition.workspace)
    shutil.rmtree(gone.path.parent)
    done = run(edition, "--rebuild")
    assert "共 1 个月（2022-05 至 2022-05）" in done.output
    assert json.loads(run(edition, "--rebuild", "--json").stdout)["months"] == [
        "2022-05"
    ]
    assert past.register(Workspace(edition.workspace.root))


def test_what_is_checked_does_not_change_by_filing_it(edition: Sample) -> None:
    before = edition.check()
    archive(edition, data_only=True)
    assert edition.check() == before
