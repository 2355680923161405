"""The sample month beside an archive: what is asked, what is printed, and by which cells."""

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from bulletin import pipeline
from bulletin.handbook import read as handbooks
from bulletin.intake import month as months
from bulletin.intake import workbook as workbooks
from bulletin.model.figure import Figures
from bulletin.model.indicator import Item
from bulletin.model.problem import Code, Problem
from tests import filed
from tests.intake.reading import add
from tests.sample import DISTRICTS, ROOT, Sample
from tests.test_mismatches import edit_template

GRANTED, FIGURES = "发明专利授权量", "指标数据"
NOW, BASE, TARGET = Item.CURRENT, Item.BASE, Item.TARGET
MONTHS_OF_2022 = range(1, 7)


@pytest.fixture
def sample(own_workspace: Path, sample_of: Callable[[Path], Sample]) -> Sample:
    """The sample month, after six months of which each brought a seventh of it."""
    seen = _sample_figures()
    for month in MONTHS_OF_2022:
        values = {
            (name, area, item): _share(cell.value, month if item is NOW else 7)
            for (name, area, item), cell in seen.observations.items()
            if name == GRANTED and cell.value is not None
        }
        filed.put(
            own_workspace / "output" / "archive",
            filed.month(f"2022-{month:02}", values),
        )
    return sample_of(own_workspace)


def _sample_figures() -> Figures:
    handbook, _ = handbooks.read(ROOT / "data" / "handbook")
    book = workbooks.read(ROOT / "data" / "2022-07.xlsx")
    dataset = months.read(book, handbook).dataset
    assert dataset is not None
    return dataset.figures


def _share(value: Decimal, sevenths: int) -> str:
    return str(int(value * sevenths / 7))


def archive_base(workspace: Path, key: str, value: int) -> None:
    """The edition of a year before, with the one figure of a district."""
    month = filed.month(key, {(GRANTED, DISTRICTS[0], NOW): str(value)})
    filed.put(workspace / "output" / "archive", month)


def asked(sample: Sample, code: Code) -> list[Problem]:
    return [problem for problem in sample.check() if problem.code is code]


def test_a_month_that_goes_on_as_before_is_asked_nothing(sample: Sample) -> None:
    assert sample.errors() == []


def test_one_explanation_of_a_base_holds_through_the_year(
    sample: Sample, own_workspace: Path
) -> None:
    archive_base(own_workspace, "2021-07", 1)
    archive_base(own_workspace, "2021-08", 2)
    [problem] = asked(sample, Code.BASE_DIFFERS)
    assert problem.place.cell == sample.address(GRANTED, BASE, DISTRICTS[0])
    assert "（2021-07.xlsx【指标数据】D2）" in problem.advice
    settled = (problem.place.cell, problem.message, "上级调整过", "张三")
    for column, words in zip("ABCD", settled, strict=True):
        sample.type("情况说明", f"{column}2", words)
    assert [p.settled for p in asked(sample, Code.BASE_DIFFERS)] == ["张三"]
    sample.type("封面", "B2", "2022-08")
    assert [p.settled for p in asked(sample, Code.BASE_DIFFERS)] == ["张三"]


def test_a_sum_below_that_of_the_archive_is_an_error(sample: Sample) -> None:
    sample.set(GRANTED, NOW, {DISTRICTS[0]: 100, DISTRICTS[1]: 90})
    codes = {(p.code, p.place.cell) for p in sample.check()}
    cell = sample.address(GRANTED, NOW, DISTRICTS[0])
    assert (Code.BELOW_LAST_MONTH, cell) in codes


def test_the_template_prints_a_months_figures(
    sample: Sample, own_workspace: Path
) -> None:
    name = f"全市.{GRANTED}"
    new = f"{name}.环比 }}}}，当月{{{{ {name}.当月"
    edit_template(own_workspace, f"{name}.同比", new)
    page = "".join(sample.make().page)
    # 405 now, 347 in June, 289 in May: 58 in each of the two months.
    assert "与上月持平，当月58" in page
    facts = {f["id"]: f for f in pipeline.facts(sample.workspace, sample.path, quiet)}
    growth = facts[f"{name}.环比"]
    assert [source["file"] for source in growth["sources"]] == [
        *("2022-07.xlsx", "2022-06.xlsx", "2022-06.xlsx", "2022-05.xlsx"),
    ]
    assert facts[f"{name}.当月"]["value"] == "58"


RULE = f"""
[[rules]]
name = "授权连续落后"
topic = "发明授权"
over = "各区市"
indicator = "{GRANTED}"
measure = "连续落后"
comparison = ">="
threshold = 3
"""
PHRASE = """
[[phrases]]
rule = "授权连续落后"
one = "只有{区市}连续{界限}个月落后"
some = "{区市}{均}连续{界限}个月落后"
most = "只有{例外}没有连续{界限}个月落后"
all = "各区（市）均连续{界限}个月落后"
"""


def test_a_rule_names_those_who_are_behind_for_months(
    sample: Sample, own_workspace: Path
) -> None:
    add(own_workspace, "rules.toml", RULE)
    add(own_workspace, "phrases.toml", PHRASE)
    # Six districts are behind in July, and were in each month before.
    assert "只有枣庄高新区没有连续3个月落后" in sample.make().commentary
    assert asked(sample, Code.RULE_SKIPS) == []


def test_without_the_months_the_rule_is_silent_and_says_so(
    own_workspace: Path, sample_of: Callable[[Path], Sample]
) -> None:
    add(own_workspace, "rules.toml", RULE)
    add(own_workspace, "phrases.toml", PHRASE)
    sample = sample_of(own_workspace)
    [hint] = asked(sample, Code.RULE_SKIPS)
    assert "缺以前月份的数，没有评到" in hint.message
    assert "连续3个月落后" not in sample.make().commentary


def quiet(_: str) -> None:
    """Progress that nobody watches."""
