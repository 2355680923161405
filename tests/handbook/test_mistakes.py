"""A handbook's mistakes: each with its file and entry, all of them at once."""

import codecs
from pathlib import Path

import pytest

from bulletin import pipeline
from bulletin.handbook.read import read
from bulletin.model.problem import Problem, ProblemsError
from bulletin.workspace import Workspace


def mistakes(workspace: Path) -> list[Problem]:
    try:
        _, hints = read(workspace / "data" / "handbook")
    except ProblemsError as error:
        return list(error.problems)
    return list(hints)


def edit(workspace: Path, file: str, *changes: tuple[str, str]) -> None:
    path = workspace / "data" / "handbook" / file
    text = path.read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    path.write_text(text, encoding="utf-8")


def test_the_handbook_of_the_sample_has_no_loose_ends(workspace: Path) -> None:
    assert mistakes(workspace) == []
    found = pipeline.check(Workspace(workspace), None, lambda _: None).problems
    assert not [problem for problem in found if problem.is_error]


# What is changed in which file, and what the problem must say (⏎ is a line's end).
MISTAKES = """
catalogue.toml | name = "滕州市" | name = "滕州市 | handbook-syntax | 第
rules.toml | threshold = 10⏎ | threshold 10⏎ | handbook-syntax | 第
catalogue.toml | kind = "flow" | kind = "流量" | handbook-value | kind
catalogue.toml | decimals = 0 | decimals = "0" | handbook-value | decimals
catalogue.toml | decimals = 0 | decimals = -1 | handbook-value | decimals
catalogue.toml | additive = true | additive = "是" | handbook-value | additive
catalogue.toml | unit = "件" |  | handbook-value | unit
catalogue.toml | unit = "件" | unit = "件"⏎units = 1 | handbook-value | units
catalogue.toml | "年度目标"] | "全年目标"] | handbook-reference | 全年目标
catalogue.toml | name = "滕州市" | name = "滕州（市）" | handbook-reference | 滕州
catalogue.toml | name = "滕州市" | name = "薛城区" | handbook-reference | 薛城区
catalogue.toml | name = "PCT申请量" | name = "有效发明专利" | handbook-reference | 两次
catalogue.toml | part_of = "质押专利数" | part_of = "质押" | handbook-reference | 质押
catalogue.toml | numerator = "质押 | numerator = "抵押 | handbook-reference | 抵押
rules.toml | over = "全市" | over = "全国" | handbook-value | over
rules.toml | measure = "同比" | measure = "月比" | handbook-value | measure
rules.toml | threshold = 15 | threshold = "十五" | handbook-value | threshold
rules.toml | indicator = "撤回率" | indicator = "撤销率" | handbook-reference | 撤销率
rules.toml | topic = "总体" | topic = "全体" | handbook-reference | 全体
rules.toml | name = "区市差异" | name = "总体进度" | handbook-reference | 重复
rules.toml | indicator = "有效贯标认证企业数"⏎ |  | handbook-reference | 没有写指标
rules.toml | "PCT申请量"] | "专利权质押融资件数"] | handbook-reference | 上年同期
phrases.toml | {份额} | {比例} | handbook-reference | 比例
phrases.toml | opening = "贯标认证方面，"⏎ |  | handbook-value | opening
phrases.toml | one = "只有{区市}有效 | none = "只有{区市}有效 | handbook-reference | one
phrases.toml | rule = "撤回率" | rule = "退回率" | handbook-reference | 没有措辞
phrases.toml | rule = "撤回率" | rule = "退回率" | handbook-unused | 没有规则
phrases.toml | when = "分母为0" | when = "分子为0" | handbook-reference | 分子为0
phrases.toml | praise = "知识产权运用 | prize = "知识产权运用 | handbook-value | praise
phrases.toml | opening = "{期间}，" | opening = "{区市}，" | handbook-reference | 区市
phrases.toml | some = "{区市}有效 | some = "｛区市｝有效 | handbook-reference | 全角
rules.toml | [[rules]] | [[rule]] | handbook-value | rule
rules.toml | threshold = 15 | threshold = "15" | handbook-value | 不加引号
rules.toml | = 90 | = 90⏎from = "2023-01"⏎until = "2022-01" | handbook-value | 不能早于
rules.toml | threshold = 90 | threshold = 90⏎from = "2023年1月" | handbook-value | 2023年1月
rules.toml | over = "各区市" | over = "分档" | handbook-reference | levels
rules.toml | over = "各区市" | over = "名次" | handbook-reference | first
rules.toml | threshold = 60 | threshold = "全市" | handbook-reference | 自己
rules.toml | threshold = 10 | threshold = "年度目标" | handbook-reference | 差距
rules.toml | measure = "同比" | measure = "位次" | handbook-reference | 位次
rules.toml | measure = "同比" | measure = "当月" | handbook-reference | 逐月累计
rules.toml | measure = "同比" | measure = "连续落后" | handbook-reference | 年度目标
rules.toml | measure = "完成率" | measure = "连续落后" | handbook-reference | 是月数
rules.toml | measure = "同比" | measure = "较上年末" | handbook-reference | 上年末
rules.toml | ["区市差异.passed" | ["区市差异.well" | handbook-unused | .well
phrases.toml | all = "各区（市）均未完成 | all = "{例外}未完成 | handbook-reference | 例外
phrases.toml | down = "有效 | up = "有效 | handbook-unused | up
catalogue.toml | first_month = 1 | first_month = "1" | handbook-value | first_month
catalogue.toml | { 12 = "全年" } | { 13 = "全年" } | handbook-reference | 13
catalogue.toml | rounding = "四舍五入" | rounding = "银行家" | handbook-value | 银行家
catalogue.toml | campaign = "核查整改" | campaign = "核查" | handbook-reference | 核查
catalogue.toml | label = "质押金额" | label = "质押金额"⏎print_unit = "亿" | handbook-reference | 亿
rules.toml | grew = ["专利权质押融资金额"] | grew = [] | handbook-reference | grew
"""


@pytest.mark.parametrize("row", MISTAKES.strip().splitlines())
def test_a_mistake_names_its_file_entry_and_value(
    own_workspace: Path, row: str
) -> None:
    file, old, new, code, words = row.replace("⏎", "\n").split(" | ")
    edit(own_workspace, file, (old, new))
    found = [p for p in mistakes(own_workspace) if p.code.slug == code]
    assert any(words in str(problem) for problem in found), mistakes(own_workspace)


def test_all_mistakes_of_all_files_are_reported_together(own_workspace: Path) -> None:
    edit(
        own_workspace,
        "catalogue.toml",
        ('unit = "件"', ""),
        ("decimals = 2", "decimals = 2.5"),
    )
    edit(own_workspace, "rules.toml", ('over = "全市"', 'over = "全国"'))
    edit(own_workspace, "phrases.toml", ("{份额}", "{比例}"))
    files = {problem.place.file for problem in mistakes(own_workspace)}
    assert files == {"catalogue.toml", "rules.toml", "phrases.toml"}
    assert len(mistakes(own_workspace)) == 4


def test_a_file_that_windows_saved_is_read(own_workspace: Path) -> None:
    folder = own_workspace / "data" / "handbook"
    for file, encoding in (("rules.toml", "gb18030"), ("phrases.toml", "utf-8")):
        text = (folder / file).read_text(encoding="utf-8").replace("\n", "\r\n")
        mark = codecs.BOM_UTF8 if encoding == "utf-8" else b""
        (folder / file).write_bytes(mark + text.encode(encoding))
    assert mistakes(own_workspace) == []


def test_a_missing_file_is_named(own_workspace: Path) -> None:
    (own_workspace / "data" / "handbook" / "rules.toml").unlink()
    assert [p.place.file for p in mistakes(own_workspace)] == ["rules.toml"]


def test_a_base_that_a_rule_needs_must_be_in_the_catalogue(own_workspace: Path) -> None:
    edit(
        own_workspace,
        "catalogue.toml",
        ('name = "专利权质押融资金额"', 'name = "专利权质押融资金额" #'),
        (
            'decimals = 2\nitems = ["本期", "上年同期", "年度目标"]',
            'decimals = 2\nitems = ["本期"]',
        ),
    )
    found = [str(problem) for problem in mistakes(own_workspace)]
    assert any("质押金额进度" in text and "年度目标" in text for text in found)
    assert any("运用" in text and "上年同期" in text for text in found)
