"""Wording: each slip is found by its own rule only, and good usage passes."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bulletin.proofing import wording
from bulletin.proofing.passage import Passage

SLIPS = (
    ("half-width-punctuation", "1-7月,全市共办理专利权质押融资66件。"),
    ("half-width-punctuation", "撤回率没有达到90%,撤回率较低。"),
    ("half-width-punctuation", "专利合作条约(PCT）申请11件。"),
    ("half-width-punctuation", "工作取得突破.各区市要再接再厉。"),
    ("half-width-punctuation", "要求如下:加大力度。"),
    ("half-width-punctuation", "力争达到63%~68%。"),
    ("full-width-digit", "全市发明专利授权量４０５件。"),
    ("unpaired-punctuation", "开展“我为群众办实事活动。"),
    ("unpaired-punctuation", "印发《规划〉，提出七大工程。"),
    ("unpaired-punctuation", "各区市）工作进展较快。"),
    ("doubled-punctuation", "加大力度，，细化措施。"),
    ("doubled-punctuation", "加大力度，。"),
    ("doubled-punctuation", "他指出：“要抓紧。”。"),
    ("pause-between-quotes", "发布《年度报告》、《宣传册》。"),
    ("pause-between-quotes", "“甲”、“乙”两个商标。"),
    ("pause-before-etc", "商标、专利、等案件。"),
    ("space-in-text", "实行“ 一企一策”。"),
    ("space-in-text", "加大 工作力度。"),
    ("repeated-word", "培育高价值的的专利。"),
    ("repeated-word", "做好核查核查工作。"),
    ("mixed-numerals", "发明专利5件、实用新型三件。"),
    ("mixed-numerals", "获批两项国家级项目和3项省级项目。"),
    ("two-before-measure", "获批二项省级项目。"),
    ("double-approximation", "近200余名执法人员参加。"),
    ("double-approximation", "约200人左右参加。"),
    ("double-approximation", "金额超过4亿多元。"),
    ("range-unit", "撤回率在63-68%之间。"),
    ("range-unit", "金额10～20万元。"),
    ("range-unit", "占63%-68%。"),
    ("trailing-zero", "同比增长175.0%。"),
    ("trailing-zero", "金额18650.00万元。"),
    ("date-in-text", "2022年08月印发。"),
    ("date-in-text", "2022年8月05日印发。"),
    ("date-in-text", "二〇二二年八月十日印发。"),
    ("date-in-text", "22年8月印发。"),
    ("date-in-text", "2022年8月10号印发。"),
    ("until-date", "截止7月底，全市有效发明专利3069件。"),
    ("until-date", "截止到目前，进展顺利。"),
    ("month-on-month", "较上月同比增长2件。"),
    ("negative-growth", "专利授权量同比增长-8.9%。"),
    ("zero-growth", "专利授权量同比增长0%。"),
    ("zero-growth", "专利授权量同比增加0件。"),
    ("percentage-point", "撤回率提高2%。"),
    ("percentage-point", "完成率为87.6%，同比提高2.1%。"),
    ("percentage-point", "撤回率提高2%个百分点。"),
    ("fall-by-times", "案件数量下降一倍。"),
    ("fall-by-times", "事故减少了1.5倍。"),
    ("heading-form", "1、加强领导。"),
    ("heading-form", "（一）、加强领导。"),
)

GOOD = (
    "一、知识产权创造量质齐增",
    "1-7月，全市发明专利授权量405件，同比增长9.8%，位居全省第十位。",
    "PCT申请11件，同比增长175%，金额1,000.5万元，比分3:2，8:30开会。",
    "详见https://www.cnipa.gov.cn/art/2022/7/1.html，版本v1.2。",
    "《甲规划》（2021版）、《乙规划》，“甲”和“乙”，商标、专利等案件。",
    "获得一等奖、二等奖的企业三家，第二批项目两项，十二个重点产业。",
    "撤回率提高2个百分点，完成率提高到87.6%，工作效率提高20%，率先增长5%。",
    "完成率为87.6%，专利授权量同比增长2%。",
    "力争达到63%～68%，2021-2022年建成，1-2项。",
    "截至7月底，报名截止日期为8月10日，近200人，最近3年，约200人。",
    "目的的确定，为了了解参与与否，以及及时报送，一个一个核对。",
    "同比下降8.9%，与上年同期持平，增加0.5万元，增长10%，增长3.4倍。",
    "与上月相比环比增长2%，较上年同期增长3%。",
    "“十四五”规划，“4.26”宣传周，“双随机、一公开”，沿黄9省（区）。",
    "要求：1）核对数据；2）按时报送。",
    "L’Oréal公司说：“这项《规划》很好！”",
    "附件：1.工作情况表",
    "2022年8月10日",
    "三、四级响应分别启动。",
    "1、2月份情况较好。",
)


def codes(*texts: str) -> list[str]:
    return [remark.code for remark in wording.of(passages(*texts))]


def passages(*texts: str) -> tuple[Passage, ...]:
    return tuple(Passage(text, f"第{n}段") for n, text in enumerate(texts, 1))


@pytest.mark.parametrize(("code", "text"), SLIPS)
def test_a_slip_is_found_by_its_own_rule_only(code: str, text: str) -> None:
    assert set(codes(text)) == {code}


@pytest.mark.parametrize("text", GOOD)
def test_good_usage_passes(text: str) -> None:
    assert not codes(text)


def test_forms_of_a_month_range_may_not_be_mixed() -> None:
    (found,) = wording.of(passages("1-7月，甲。", "1—7月，乙。", "1-6月，丙。"))
    assert (found.code, found.where) == ("mixed-ranges", "第2段")
    assert "1—7月" in found.found


def test_a_remark_quotes_the_place_and_says_where_it_is() -> None:
    (found,) = wording.of(passages("前面一段。", "第二段里，全市近200余人参加培训。"))
    assert found.where == "第2段"
    assert "近200余" in found.found


def test_figures_in_tables_keep_their_zeros() -> None:
    assert not wording.of((Passage("18650.00万元", "表1第2行第3列", is_tabular=True),))


HANZI = "一二三四五六七八九十"
SHAPES = (
    lambda n: f"{HANZI[n - 1]}、",
    lambda n: f"（{HANZI[n - 1]}）",
    lambda n: f"{n}.",
    lambda n: f"（{n}）",
)


def outline(counts: list[int], level: int = 0) -> list[str]:
    """A text whose headings are right: so many of a level under each of that above."""
    lines: list[str] = []
    for number in range(1, counts[0] + 1):
        lines.append(f"{SHAPES[level](number)}加强工作领导")
        if len(counts) > 1:
            lines += outline(counts[1:], level + 1)
        lines.append("各单位要认真落实。")
    return lines


outlines = st.lists(st.integers(1, 4), min_size=1, max_size=4).map(outline)


@given(outlines)
def test_headings_in_order_give_no_remark(lines: list[str]) -> None:
    assert not codes(*lines)


@given(outlines, st.data())
def test_a_heading_removed_gives_one_remark_of_its_own(
    lines: list[str], data: st.DataObject
) -> None:
    starts = [n for n, line in enumerate(lines) if "领导" in line]
    # Of the last one of its level nobody can miss anything.
    followed = [n for n in starts if has_a_next(lines, n)]
    if not followed:
        return
    gone = data.draw(st.sampled_from(followed))
    end = next(n for n in range(gone + 1, len(lines)) if is_same_level(lines, gone, n))
    left = lines[:gone] + lines[end:]
    assert codes(*left) == ["heading-sequence"]


def level_of(line: str) -> int:
    patterns = (rf"[{HANZI}]+、", rf"（[{HANZI}]+）", r"\d+\.", r"（\d+）")
    found = (n for n, each in enumerate(patterns) if re.match(each, line))
    return next(found, 9)


def is_same_level(lines: list[str], one: int, other: int) -> bool:
    return level_of(lines[one]) == level_of(lines[other])


def has_a_next(lines: list[str], start: int) -> bool:
    for line in lines[start + 1 :]:
        if level_of(line) < level_of(lines[start]):
            return False
        if level_of(line) == level_of(lines[start]):
            return True
    return False


def test_annexes_and_notes_count_for_themselves() -> None:
    lines = [
        "一、甲",
        "二、乙",
        "附件：1.表一",
        "2.表二",
        "附件1",
        "一、丙",
        "附件2",
        "一、丁",
    ]
    assert not codes(*lines)


def test_a_level_left_out_is_a_hint() -> None:
    assert codes("一、甲", "1.乙") == ["heading-level"]
