"""A rule of each kind and each of its outcomes, in the words of docs/commentary.md.

What is expected was written by hand in small/cases.txt;
`python -m tests.commentary.test_outcomes` writes the page anew.
"""

from collections.abc import Iterator

import pytest

from bulletin.handbook.slots import spoken
from bulletin.model.handbook import Handbook, Over
from bulletin.model.opinion import Wish
from tests.commentary.outcomes import FOLDER, Case, Month, cases, handbook
from tests.sample import ROOT

PAGE = ROOT / "docs" / "commentary.md"
RULES, DRAFTS, OPINIONS, MEASURES = (lines for _, lines in cases())
NOTHING = "（不说）"
HEAD = """\
# 评议对照表：什么数，印什么话

这一页由程序生成，不要手改：话变了，测试就通不过，要运行
`python -m tests.commentary.test_outcomes` 重新生成。规则怎么写，见
[手册说明](../data/handbook/README.md)。

某市有甲市、乙区、丙区、丁县、戊县、己县，报告期是 2023 年 1-6 月，时间进度 50%。
“数字”一栏，六个数依次是这六个县（市、区）的，全市是它们的和；只有一个数的，是全市的。
指标后面没有注明的是本期。没有写出来的，各县（市、区）的年度目标是 100（事故起数是 10，
它越低越好，年度目标是控制数），受理件数是 100。空是还没有填，— 是没有数。
办结率、网办率是办结件数、网办件数除以受理件数。入库税收晚一个月出数。
前面写了月份的，是那个月归档的通报里的数；没有写到的月份没有归档。

手册里写了 `times_from = 200`、`amount_beside_under = 10`、`names_up_to = 3`、
`area_word = "县（市、区）"`。
"""


@pytest.fixture(scope="module")
def book() -> Handbook:
    return handbook()


@pytest.mark.parametrize("case", RULES + DRAFTS, ids=str)
def test_an_outcome_is_in_the_words_written_by_hand(case: Case, book: Handbook) -> None:
    month = Month(book, case)
    assert (month.verdict, month.sentence[1]) == case.tail


@pytest.mark.parametrize("case", OPINIONS, ids=str)
def test_the_leaders_word_changes_what_is_printed(case: Case, book: Handbook) -> None:
    assert Month(book, case).sentence == case.tail


@pytest.mark.parametrize("case", MEASURES, ids=str)
def test_a_measure_is_in_the_words_written_by_hand(case: Case, book: Handbook) -> None:
    assert Month(book, case).measure == case.tail


def test_each_kind_of_rule_each_of_its_verdicts_and_each_wish_is_shown(
    book: Handbook,
) -> None:
    for over in Over:
        rules = {rule.name: rule for rule in book.rules if rule.over is over}
        wanted = {verdict for rule in rules.values() for verdict in spoken(rule, book)}
        assert rules
        assert wanted == {v for case in RULES if case.head in rules for v in told(case)}
    assert {case.note.split()[0] for case in OPINIONS} == set(Wish)


def told(case: Case) -> list[str]:
    """The verdicts that a case expects; silence is none."""
    return [word for word in case.tail[0].split("、") if word != "不说话"]


def test_the_page_shows_what_the_program_says_now() -> None:
    assert PAGE.read_text(encoding="utf-8") == page()


def page() -> str:
    """docs/commentary.md."""
    return "\n".join(_lines(handbook()))


def _lines(book: Handbook) -> Iterator[str]:
    yield HEAD
    yield "## 一、每种规则、每种结果\n"
    yield f"{NOTHING}的，是这种结果没有话说，或者没有写措辞。\n"
    for over in Over:
        yield from _over(over, book)
    yield "## 二、初稿里还空着的数\n"
    yield from _table("规则 | 情形 | 数字 | 结果 | 印出的话")
    for case in DRAFTS:
        month = Month(book, case)
        yield _row(case, month.verdict, month.sentence[1])
    yield "\n## 三、领导的意见\n"
    yield "工作簿“评议意见”表里有一行，说的是左边的规则。\n"
    yield from _table("规则 | 意见 | 数字 | 数据原来的话 | 印出的话")
    for case in OPINIONS:
        yield _row(case, *Month(book, case).sentence)
    yield "\n## 四、一个数的各种说法\n"
    yield "正文里空着的，是没有这个数：模板里 {% if %} 判断为假，不能印。\n"
    yield from _table("名称 | 情形 | 数字 | 正文里 | 附表里")
    for case in MEASURES:
        text, column = Month(book, case).measure
        yield f"| {case.head} | {case.note} | {case.figures} | {text} | {column} |"
    yield ""


def _over(over: Over, book: Handbook) -> Iterator[str]:
    """The rules of a kind as the handbook writes them, and their outcomes."""
    names = [rule.name for rule in book.rules if rule.over is over]
    yield f"### {over.value}\n"
    yield "```toml"
    yield "\n\n".join(_written(name) for name in names)
    yield "```\n"
    yield from _table("规则 | 情形 | 数字 | 结果 | 印出的话")
    for case in RULES:
        if case.head in names:
            month = Month(book, case)
            yield _row(case, month.verdict, month.sentence[1])
    yield ""


def _written(rule: str) -> str:
    """The rule and its phrases as they stand in the handbook's files."""
    lines = {"rules.toml": f'name = "{rule}"', "phrases.toml": f'rule = "{rule}"'}
    return "\n\n".join(
        block.strip()
        for file, line in lines.items()
        for block in (FOLDER / file).read_text(encoding="utf-8").split("\n\n")
        if line in block.splitlines()
    )


def _table(heads: str) -> Iterator[str]:
    yield f"| {heads} |"
    yield "|" + "---|" * len(heads.split(" | "))


def _row(case: Case, *tail: str) -> str:
    cells = (case.head, case.note, case.figures, *(each or NOTHING for each in tail))
    return f"| {' | '.join(cells)} |"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
