"""All 128 subsets of the districts: the sentence of each size, and the subset read back.

The expected sentences are written by hand, one for each size class of wording rule 28:
none, one, two to five, six, and seven of seven districts that fail.
"""

import itertools
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.sample import DISTRICTS, Result, Sample

Subset = tuple[str, ...]
# All that the parser knows of the language besides the districts' names.
FAILING_WORDS = ("没有", "未", "为0", "较低")
EVERYONE = "各区（市）"
OTHERS = "其他区（市）"
ONLY = "只有"


def subsets() -> Iterator[Subset]:
    for size in range(len(DISTRICTS) + 1):
        yield from itertools.combinations(DISTRICTS, size)


def month_with(sample: Sample, failing: Subset) -> Result:
    """A month in which just these districts fail in all four respects.

    The further down the handbook's order a district stands, the wider its gap in 质押.
    """
    sample.set(
        "发明专利授权量", "年度目标", dict.fromkeys(DISTRICTS, 120) | {"全市": 840}
    )
    sample.set(
        "专利权质押融资金额",
        "年度目标",
        dict.fromkeys(DISTRICTS, 1200) | {"全市": 8400},
    )
    sample.set(
        "非正常专利应整改量", "本期", dict.fromkeys(DISTRICTS, 100) | {"全市": 700}
    )
    for indicator, good, bad in (
        ("发明专利授权量", 71, 69),
        ("有效贯标认证企业数", 5, 0),
        ("非正常专利撤回量", 90, 89),
    ):
        figures = {d: bad if d in failing else good for d in DISTRICTS}
        sample.set_adding_up(indicator, "本期", figures)
    pledged = {
        d: 690 - 10 * number if d in failing else 710
        for number, d in enumerate(DISTRICTS)
    }
    sample.set_adding_up("专利权质押融资金额", "本期", pledged)
    return sample.make()


def expected_grants(failing: Subset) -> str:
    passing = tuple(d for d in DISTRICTS if d not in failing)
    match len(failing):
        case 0:
            return "各区（市）均超过时间进度"
        case 1:
            return f"只有{failing[0]}没有完成目标进度"
        case 6:
            return f"只有{passing[0]}超过时间进度，其他区（市）没有完成目标进度"
        case 7:
            return "各区（市）均未完成目标进度"
        case _:
            return f"{'、'.join(failing)}均没有完成目标进度"


def expected_pledges(failing: Subset) -> str:
    passing = tuple(d for d in DISTRICTS if d not in failing)
    match len(failing):
        case 0:
            return "各区（市）质押金额均完成时间节点进展"
        case 1:
            return f"只有{failing[0]}质押金额较低，没有完成时间节点进展"
        case 6:
            return (
                f"只有{passing[0]}质押金额完成时间节点进展，"
                "其他区（市）质押金额较低，没有完成时间节点进展"
            )
        case 7:
            return "各区（市）质押金额均较低，均未完成时间节点进展"
        case _:
            return f"{'、'.join(reversed(failing))}质押金额较低，没有完成时间节点进展"


def expected_certificates(failing: Subset) -> str:
    passing = tuple(d for d in DISTRICTS if d not in failing)
    match len(failing):
        case 0:
            return ""
        case 1:
            return f"只有{failing[0]}有效贯标认证企业为0"
        case 6:
            return (
                f"只有{passing[0]}有有效贯标认证企业，其他区（市）有效贯标认证企业为0"
            )
        case 7:
            return "各区（市）有效贯标认证企业均为0"
        case _:
            return f"{'、'.join(failing)}有效贯标认证企业为0"


def expected_withdrawals(failing: Subset) -> str:
    passing = tuple(d for d in DISTRICTS if d not in failing)
    match len(failing):
        case 0:
            return "各区（市）的撤回率均达到90%"
        case 1:
            return f"只有{failing[0]}的撤回率没有达到90%，撤回率较低"
        case 6:
            return (
                f"只有{passing[0]}的撤回率达到90%，"
                "其他区（市）的撤回率没有达到90%，撤回率较低"
            )
        case 7:
            return "各区（市）的撤回率均未达到90%，撤回率较低"
        case _:
            return f"{'、'.join(failing)}的撤回率均没有达到90%，撤回率较低"


def expected_commentary(failing: Subset) -> str:
    """The whole paragraph; growth (14.4%) and share (一半) stay as in the sample."""
    behind = len(failing) * 2
    if behind == 0:
        overall = "各区（市）、枣庄高新区知识产权工作目标均达到时间进度"
    elif behind > 7:
        overall = "各区（市）、枣庄高新区知识产权工作目标进度缓慢"
    else:
        overall = "各区（市）、枣庄高新区知识产权工作目标半数以上达到时间进度"
    # 质押 passes with 710/1200; the worst in the subset is at 690/1200 less a tenth a place.
    worst = min((690 - 10 * DISTRICTS.index(d) for d in failing), default=710)
    best = 710 if len(failing) < 7 else 690
    wide = (best - worst) / 12 >= 10
    spread = "区（市）之间差异较大" if wide else "区（市）之间进展较为均衡"
    certificates = expected_certificates(failing)
    return (
        f"1-7月，{overall}，{spread}。"
        f"发明授权方面，{expected_grants(failing)}，有效发明专利增长较慢。"
        "知识产权质押融资方面，质押的发明专利数量仅占全部质押专利数量的一半，"
        f"不利于高价值发明专利的增长。{expected_pledges(failing)}。"
        + (f"贯标认证方面，{certificates}。" if certificates else "")
        + f"第二批非正常专利核查整改中，{expected_withdrawals(failing)}。"
    )


def read_back(sentence: str) -> set[str]:
    """The districts that a sentence says fail, from names and verdict words alone."""
    fails = any(word in sentence for word in FAILING_WORDS)
    named = {d for d in DISTRICTS if d in sentence}
    if OTHERS in sentence:
        return set(DISTRICTS) - named
    if sentence.startswith(EVERYONE):
        return set(DISTRICTS) if fails else set()
    return named if fails else set()


@pytest.fixture(scope="module")
def months(
    workspace: Path, tmp_path_factory: pytest.TempPathFactory
) -> dict[Subset, str]:
    sample = Sample(workspace, tmp_path_factory.mktemp("subsets"))
    return {subset: month_with(sample, subset).commentary for subset in subsets()}


def test_each_of_the_128_subsets_is_said_as_its_size_class_asks(
    months: dict[Subset, str],
) -> None:
    assert len(months) == 128
    for subset, commentary in months.items():
        assert commentary == expected_commentary(subset)


def test_a_parser_that_knows_only_names_and_verdicts_reads_each_subset_back(
    months: dict[Subset, str],
) -> None:
    openings = {
        "发明授权方面，": "，有效发明专利",
        "不利于高价值发明专利的增长。": "。",
        "贯标认证方面，": "。",
        "第二批非正常专利核查整改中，": "。",
    }
    for subset, commentary in months.items():
        for opening, end in openings.items():
            _, found, rest = commentary.partition(opening)
            sentence = rest.split(end)[0]
            assert read_back(sentence) == set(subset), (subset, opening)
            assert found or not subset


def test_jun_never_stands_with_a_single_district(months: dict[Subset, str]) -> None:
    for subset, commentary in months.items():
        if len(subset) == 1:
            for mark in ("均没有", "均未", "均较低"):
                assert f"{subset[0]}{mark}" not in commentary
                assert f"{subset[0]}的撤回率{mark}" not in commentary
