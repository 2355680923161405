"""The handbook over the years: what changes in 2023 leaves the bulletins of 2022 as they were."""

from collections.abc import Callable
from pathlib import Path

from openpyxl.worksheet.worksheet import Worksheet

from tests.sample import Sample

OnCopy = Callable[[Path], Sample]
NEXT_YEAR = '\nfrom = "2023-01"\n'
THIS_YEAR = '\nuntil = "2022-12"\n'


def edit(path: Path, *changes: tuple[str, str]) -> None:
    text = path.read_text(encoding="utf-8")
    for old, new in changes:
        assert text.count(old) == 1, (path.name, old)
        text = text.replace(old, new)
    path.write_text(text, encoding="utf-8")


def entry(text: str, start: str) -> str:
    """The entry of a handbook file that begins so, up to the blank line behind it."""
    return start + text.partition(start)[2].partition("\n\n")[0]


def both(path: Path, start: str, *changes: tuple[str, str]) -> None:
    """Date an entry to the end of 2022 and put its successor, changed, behind it."""
    was = entry(path.read_text(encoding="utf-8"), start)
    will_be = was
    for old, new in changes:
        assert old in was
        will_be = will_be.replace(old, new)
    edit(path, (was, f"{was}{THIS_YEAR}\n{will_be}{NEXT_YEAR}"))


def a_new_year(workspace: Path) -> None:
    """A district is renamed, a threshold raised, a campaign goes on, an office moves."""
    handbook = workspace / "data" / "handbook"
    catalogue = handbook / "catalogue.toml"
    both(
        catalogue,
        '[[districts]]\nname = "枣庄高新区"',
        ('name = "枣庄高新区"', 'name = "高新区"\nformer = ["枣庄高新区"]'),
    )
    both(catalogue, '[[campaigns]]\nname = "核查整改"', ("第二批", "第三批"))
    edit(catalogue, ("[office]\n", "[[office]]\n"))
    both(
        catalogue,
        "[[office]]\n",
        ('sealed_by = "枣庄市市场监管局"', 'sealed_by = "枣庄市知识产权局"'),
    )
    edit(
        catalogue,
        ('name = "专利保险公司数"', f'name = "专利保险公司数"{THIS_YEAR.rstrip()}'),
    )
    both(
        handbook / "rules.toml",
        '[[rules]]\nname = "撤回率"',
        ("threshold = 90", "threshold = 95"),
    )
    both(
        handbook / "phrases.toml",
        '[[phrases]]\nrule = "区市差异"',
        ("差异较大", "很不平衡"),
    )


def test_last_years_bulletin_reprints_as_it_was(
    own_workspace: Path, sample_of: OnCopy
) -> None:
    before = sample_of(own_workspace).make()
    page, table = before.page, list(before.table())
    a_new_year(own_workspace)
    again = sample_of(own_workspace).make()
    assert again.page == page
    assert list(again.table()) == table


def test_this_years_bulletin_has_all_that_is_new(
    own_workspace: Path, sample_of: OnCopy
) -> None:
    a_new_year(own_workspace)
    sample = sample_of(own_workspace)
    cover = sample.sheet("封面")
    cover["B2"].value, cover["B3"].value = "2023-07", 2023
    delete_rows_of(sample.sheet("指标数据"), "专利保险公司数")
    result = sample.make()
    assert "区（市）之间很不平衡。" in result.commentary
    assert "第三批非正常专利核查整改中，" in result.commentary
    assert "只有高新区的撤回率达到95%，其他区（市）" in result.commentary
    assert "只有高新区超过时间进度" in result.commentary
    assert [row[0] for row in result.table()][-1] == "高新区"
    assert "（枣庄市知识产权局代章）" in result.page
    assert not [text for text in result.page if "专利保险" in text]


def delete_rows_of(sheet: Worksheet, indicator: str) -> None:
    for row in range(sheet.max_row, 1, -1):
        if sheet[f"A{row}"].value == indicator:
            sheet.delete_rows(row)
