"""The leader's word on a whole page: what is printed, what the record keeps, what is told."""

import itertools
from typing import Any

import pytest

from bulletin.model.problem import ProblemsError
from tests.commentary.test_subsets import read_back
from tests.sample import DISTRICTS, Sample

RULE = "撤回率"
SAID = "滕州市、薛城区、峄城区、台儿庄区的撤回率均没有达到90%，撤回率较低"
FAILING = ("滕州市", "薛城区", "峄城区", "台儿庄区")
OPENING = "第二批非正常专利核查整改中，"


def wish(sample: Sample, *row: str) -> None:
    """Type a row of 评议意见: 句子, 意见, 区市, 内容, 决定人, 适用."""
    sample.sheet("评议意见").append([cell or None for cell in row])


def sentence(sample: Sample) -> tuple[str, dict[str, Any]]:
    """What the page says of the withdrawal rate, and what the record keeps of it."""
    made = sample.make()
    (kept,) = [each for each in made.record["commentary"] if each["rule"] == RULE]
    _, _, words = made.commentary.partition(OPENING)
    return words.partition("。")[0], kept


def test_a_sentence_can_be_left_out_for_a_month(sample: Sample) -> None:
    wish(sample, RULE, "不说", "", "", "李局长", "2022-07")
    words, kept = sentence(sample)
    assert (words, kept["said"], kept["printed"]) == ("", SAID, None)
    assert OPENING not in sample.make().commentary
    (told,) = [p for p in sample.check() if p.code.slug == "opinion"]
    assert told.settled == "李局长"
    assert SAID in told.message
    assert not told.is_error


def test_an_opinion_of_another_month_changes_nothing_and_is_told(
    sample: Sample,
) -> None:
    wish(sample, RULE, "不说", "", "", "李局长", "2022-06")
    assert sentence(sample)[0] == SAID
    assert [p.code.slug for p in sample.check() if "opinion" in p.code.slug] == [
        "idle-opinion"
    ]


def test_a_sentence_can_be_worded_otherwise_and_its_numbers_are_facts(
    sample: Sample,
) -> None:
    wording = "{期间}有4个区（市）的撤回率低于全市平均水平，请抓紧整改。"
    wish(sample, RULE, "改为", "", wording, "李局长", "长期")
    words, kept = sentence(sample)
    assert words == "1-7月有4个区（市）的撤回率低于全市平均水平，请抓紧整改"
    assert kept["said"] == SAID
    assert kept["opinions"][0]["decided_by"] == "李局长"
    printed = {each["fact"]: each["text"] for each in sample.make().record["printed"]}
    assert printed["评议意见.撤回率.1"] == "4"


def test_districts_can_be_named_in_another_order(sample: Sample) -> None:
    wish(sample, RULE, "顺序", "", "台儿庄区、峄城区", "李局长", "长期")
    assert sentence(sample)[0].startswith("台儿庄区、峄城区、滕州市、薛城区的撤回率均")


HIDDEN = [
    hidden
    for size in range(1, len(FAILING) + 1)
    for hidden in itertools.combinations(FAILING, size)
]


@pytest.mark.parametrize("hidden", HIDDEN, ids="、".join)
def test_whoever_is_not_to_be_named_is_not_and_the_rest_stays_true(
    sample: Sample, hidden: tuple[str, ...]
) -> None:
    wish(sample, RULE, "不点名", "、".join(hidden), "", "李局长", "长期")
    words, kept = sentence(sample)
    left = set(FAILING) - set(hidden)
    assert read_back(words) == left
    assert kept["said"] == SAID
    assert ("均" in words) == (len(left) > 1)
    assert "只有" not in words


def test_one_not_named_of_six_takes_the_only_one_that_passes_along(
    sample: Sample,
) -> None:
    """只有X达到，其他没有 would name nobody, but 其他 would be the hidden one, too."""
    wish(sample, "发明授权进度", "不点名", "山亭区", "", "李局长", "长期")
    commentary = sample.make().commentary
    named = "、".join(d for d in DISTRICTS[:6] if d != "山亭区")
    assert f"发明授权方面，{named}均没有完成目标进度，" in commentary


def test_an_opinion_without_its_leader_stops_the_bulletin(sample: Sample) -> None:
    wish(sample, RULE, "不点名", "滕州市", "", "", "长期")
    with pytest.raises(ProblemsError, match="决定人"):
        sample.make()
