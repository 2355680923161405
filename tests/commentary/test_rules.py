"""Rules on both sides of their thresholds, and handbooks that say something else."""

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from bulletin.model.problem import ProblemsError, Stage
from tests.sample import DISTRICTS, Sample

OnCopy = Callable[[Path], Sample]


def completions(sample: Sample, indicator: str, done: dict[str, float]) -> None:
    """Every district's target is 120; 70 is just at the schedule of seven months."""
    sample.set(indicator, "年度目标", dict.fromkeys(DISTRICTS, 120) | {"全市": 840})
    sample.set_adding_up(indicator, "本期", done)


def behind(number: int, short: float = 69) -> dict[str, float]:
    """The first districts are behind, the others just at the schedule."""
    return {d: short if n < number else 70 for n, d in enumerate(DISTRICTS)}


@pytest.mark.parametrize(
    ("grants", "pledges", "words"),
    [
        (0, 0, "知识产权工作目标均达到时间进度，"),
        (1, 0, "知识产权工作目标半数以上达到时间进度，"),
        (
            7,
            0,
            "知识产权工作目标半数以上达到时间进度，",
        ),  # 7 of 14 is not more than half
        (7, 1, "知识产权工作目标进度缓慢，"),  # 8 of 14 is
        (7, 7, "知识产权工作目标进度缓慢，"),
    ],
)
def test_slow_progress_means_more_than_half_of_the_pairs(
    sample: Sample, grants: int, pledges: int, words: str
) -> None:
    completions(sample, "发明专利授权量", behind(grants))
    completions(sample, "专利权质押融资金额", behind(pledges))
    assert words in sample.make().commentary


@pytest.mark.parametrize(
    ("best", "words"), [(82, "差异较大"), (81, "进展较为均衡")]
)  # (82 - 70) / 120 is just 10 points
def test_a_wide_spread_is_ten_points_or_more(
    sample: Sample, best: int, words: str
) -> None:
    completions(sample, "发明专利授权量", behind(0) | {"滕州市": best})
    completions(sample, "专利权质押融资金额", behind(0))
    assert f"，区（市）之间{words}。" in sample.make().commentary


@pytest.mark.parametrize(
    ("now", "words"),
    [
        (2300, "有效发明专利增长较快"),  # 15% of 2000
        (2299, "有效发明专利增长较慢"),
        (2001, "有效发明专利增长较慢"),
        (2000, "有效发明专利没有增长"),
        (1999, "有效发明专利有所下降"),
    ],
)
def test_slow_growth_is_under_fifteen_percent_and_a_fall_is_no_growth(
    sample: Sample, now: int, words: str
) -> None:
    base = dict.fromkeys(DISTRICTS, 0) | {"滕州市": 2000}
    sample.set_adding_up("有效发明专利", "上年同期", base)
    sample.set_adding_up("有效发明专利", "本期", base | {"滕州市": now})
    assert f"，{words}。" in sample.make().commentary


@pytest.mark.parametrize(
    ("part", "words"),
    [
        (600, "质押的发明专利数量占全部质押专利数量的60%，有利于"),
        (599, "质押的发明专利数量仅占全部质押专利数量的59.9%，不利于"),
        (551, "仅占全部质押专利数量的55.1%，"),
        (550, "仅占全部质押专利数量过半，"),
        (511, "仅占全部质押专利数量过半，"),
        (510, "仅占全部质押专利数量的一半，"),
        (490, "仅占全部质押专利数量的一半，"),
        (489, "仅占全部质押专利数量的近一半，"),
        (450, "仅占全部质押专利数量的近一半，"),
        (449, "仅占全部质押专利数量的44.9%，"),
        (333, "仅占全部质押专利数量的三分之一，"),
        (300, "仅占全部质押专利数量的近三分之一，"),
        (360, "仅占全部质押专利数量的三分之一以上，"),
        (667, "占全部质押专利数量的三分之二，"),
    ],
)
def test_a_share_is_only_under_sixty_percent_and_stands_in_words(
    sample: Sample, part: int, words: str
) -> None:
    zero = dict.fromkeys(DISTRICTS, 0)
    sample.set_adding_up("质押专利数", "本期", zero | {"滕州市": 1000})
    sample.set_adding_up("质押发明专利数", "本期", zero | {"滕州市": part})
    assert words in sample.make().commentary


def test_reaching_the_schedule_is_not_exceeding_it(sample: Sample) -> None:
    completions(sample, "发明专利授权量", behind(0))
    assert "发明授权方面，各区（市）均达到时间进度，" in sample.make().commentary
    completions(sample, "发明专利授权量", behind(6))
    assert "只有枣庄高新区达到时间进度，其他区（市）没有" in sample.make().commentary
    completions(sample, "发明专利授权量", behind(6) | {"枣庄高新区": 71})
    assert "只有枣庄高新区超过时间进度，其他区（市）没有" in sample.make().commentary


def test_a_withdrawal_rate_of_ninety_percent_has_reached_it(sample: Sample) -> None:
    sample.set_adding_up("非正常专利应整改量", "本期", dict.fromkeys(DISTRICTS, 1000))
    withdrawn: dict[str, float] = dict.fromkeys(DISTRICTS, 900)
    sample.set_adding_up("非正常专利撤回量", "本期", withdrawn | {"峄城区": 899})
    assert "只有峄城区的撤回率没有达到90%，撤回率较低。" in sample.make().commentary


def test_a_topic_opens_once_before_whichever_sentence_speaks_first(
    own_workspace: Path, sample_of: OnCopy
) -> None:
    phrases = own_workspace / "data" / "handbook" / "phrases.toml"
    text = phrases.read_text(encoding="utf-8")
    phrases.write_text(
        text.replace('none = "各区（市）均{超过}时间进度"\n', ""), encoding="utf-8"
    )
    sample = sample_of(own_workspace)
    completions(sample, "发明专利授权量", behind(0))
    assert "。发明授权方面，有效发明专利增长较慢。" in sample.make().commentary


def test_a_topic_with_nothing_to_say_does_not_open(sample: Sample) -> None:
    sample.set_adding_up("有效贯标认证企业数", "本期", dict.fromkeys(DISTRICTS, 1))
    commentary = sample.make().commentary
    assert "贯标认证方面" not in commentary
    assert "。。" not in commentary


def test_one_more_rule_on_another_indicator_and_measure_is_followed(
    own_workspace: Path, sample_of: OnCopy
) -> None:
    handbook = own_workspace / "data" / "handbook"
    rules = (handbook / "rules.toml").read_text(encoding="utf-8")
    first = rules.index("# 落后于时间进度的")
    second = rules.index("# 某一指标完成率")
    rules = (
        rules[:first]
        + rules[second:]
        + (
            '\n[[rules]]\nname = "PCT增减"\ntopic = "发明授权"\nover = "各区市"\n'
            'indicator = "PCT申请量"\nmeasure = "同比增减"\ncomparison = "<="\n'
            'threshold = 0\njoin = "，"\n'
        )
    )
    (handbook / "rules.toml").write_text(rules, encoding="utf-8")
    phrases = (handbook / "phrases.toml").read_text(encoding="utf-8")
    first = phrases.index('[[phrases]]\nrule = "总体进度"')
    second = phrases.index('[[phrases]]\nrule = "区市差异"')
    phrases = (
        phrases[:first]
        + phrases[second:]
        + (
            '\n[[phrases]]\nrule = "PCT增减"\none = "只有{区市}的{指标}没有增加"\n'
            'some = "{区市}的{指标}均没有增加"\nmost = "只有{例外}的{指标}增加"\n'
            'all = "各区（市）的{指标}均未增加"\n'
        )
    )
    (handbook / "phrases.toml").write_text(phrases, encoding="utf-8")
    commentary = sample_of(own_workspace).make().commentary
    assert commentary.startswith("1-7月，区（市）之间差异较大。")
    assert (
        "，有效发明专利增长较慢，山亭区、峄城区、台儿庄区的PCT申请量均没有增加。"
        in commentary
    )


def test_a_rule_holds_only_from_and_until_its_months(
    own_workspace: Path, sample_of: OnCopy
) -> None:
    path = own_workspace / "data" / "handbook" / "rules.toml"
    text = path.read_text(encoding="utf-8")
    ended = text.replace('name = "撤回率"\n', 'name = "撤回率"\nuntil = "2022-06"\n')
    path.write_text(ended, encoding="utf-8")
    assert "核查整改" not in sample_of(own_workspace).make().commentary
    path.write_text(ended.replace("2022-06", "2022-07"), encoding="utf-8")
    assert "核查整改" in sample_of(own_workspace).make().commentary


def test_renaming_a_district_and_an_indicator_needs_no_python(
    own_workspace: Path, sample_of: OnCopy
) -> None:
    before = sample_of(own_workspace).make().page
    handbook = own_workspace / "data" / "handbook"
    for file in ("catalogue.toml", "rules.toml", "phrases.toml"):
        text = (handbook / file).read_text(encoding="utf-8")
        text = text.replace("枣庄高新区", "新城区").replace("有效发明专利", "存量发明")
        (handbook / file).write_text(text, encoding="utf-8")
    rename_in_package(own_workspace / "templates" / "bulletin.docx")
    sample = sample_of(own_workspace)
    for sheet in ("指标数据", "名单", "文字"):
        for row in sample.sheet(sheet).iter_rows():
            for cell in row:
                if isinstance(cell.value, str):
                    cell.value = renamed(cell.value)
    assert sample.make().page == [renamed(text) for text in before]


def renamed(text: str) -> str:
    return text.replace("枣庄高新区", "新城区").replace("有效发明专利", "存量发明")


def rename_in_package(path: Path) -> None:
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    parts["word/document.xml"] = renamed(parts["word/document.xml"].decode()).encode()
    with zipfile.ZipFile(path, "w") as package:
        for name, data in parts.items():
            package.writestr(name, data)


def test_districts_without_a_target_are_neither_praised_nor_blamed(
    sample: Sample,
) -> None:
    completions(sample, "发明专利授权量", behind(0))
    sample.set("发明专利授权量", "年度目标", {"滕州市": "—", "全市": 720})
    commentary = sample.make().commentary
    assert "发明授权方面，有效发明专利增长较慢。" in commentary
    completions(sample, "发明专利授权量", behind(7))
    sample.set("发明专利授权量", "年度目标", {"滕州市": "—", "全市": 720})
    listed = "、".join(DISTRICTS[1:])
    assert f"发明授权方面，{listed}均没有完成目标进度，" in sample.make().commentary


def test_a_draft_shows_a_hole_where_a_districts_figure_is_not_in(
    sample: Sample,
) -> None:
    sample.set("非正常专利撤回量", "本期", {"市中区": None})
    commentary = sample.make(Stage.DRAFT).commentary
    assert "滕州市、薛城区、峄城区、台儿庄区、××的撤回率均没有达到90%" in commentary
    sample.set("有效发明专利", "本期", {"全市": None})
    assert "，××。" in sample.make(Stage.DRAFT).commentary
    with pytest.raises(ProblemsError):
        sample.make()


@pytest.mark.parametrize(
    ("now", "heading"),
    [
        (5, "一、知识产权创造量质齐增"),
        (4, "一、知识产权创造情况"),
        (3, "一、知识产权创造情况"),
    ],
)
def test_a_heading_praises_only_when_every_indicator_grew(
    sample: Sample, now: int, heading: str
) -> None:
    zero: dict[str, float] = dict.fromkeys(DISTRICTS, 0)
    sample.set_adding_up("PCT申请量", "上年同期", zero | {"滕州市": 4})
    sample.set_adding_up("PCT申请量", "本期", zero | {"滕州市": now})
    assert sample.make().page[3] == heading


def test_a_heading_typed_in_the_workbook_wins_with_a_hint_when_it_contradicts(
    sample: Sample,
) -> None:
    sheet = sample.sheet("文字")
    sheet.append(["标题文字.运用", 1, "知识产权运用成效显著"])
    assert not [p for p in sample.check() if p.code.slug == "heading-contradicts"]
    zero: dict[str, float] = dict.fromkeys(DISTRICTS, 0)
    sample.set_adding_up("专利权质押融资金额", "上年同期", zero | {"滕州市": 50000})
    hints = [p for p in sample.check() if p.code.slug == "heading-contradicts"]
    assert [hint.place.cell for hint in hints] == [f"C{sheet.max_row}"]
    assert "二、知识产权运用成效显著" in sample.make().page
    sheet[f"C{sheet.max_row}"].value = "知识产权运用有待加强"
    assert not [p for p in sample.check() if p.code.slug == "heading-contradicts"]
    assert "二、知识产权运用有待加强" in sample.make().page


def test_areas_that_a_rule_on_growth_cannot_judge_are_told(
    own_workspace: Path, sample_of: OnCopy
) -> None:
    rules = own_workspace / "data" / "handbook" / "rules.toml"
    text = rules.read_text(encoding="utf-8")
    rules.write_text(
        text.replace(
            'over = "全市"\nindicator = "有效发明专利"',
            'over = "各指标"\nindicators = ["有效发明专利", "PCT申请量"]',
        ),
        encoding="utf-8",
    )
    phrases = own_workspace / "data" / "handbook" / "phrases.toml"
    text = phrases.read_text(encoding="utf-8").replace(
        'passed = "有效发明专利增长较快"\nfailed = "有效发明专利增长较慢"\n'
        'flat = "有效发明专利没有增长"\ndown = "有效发明专利有所下降"\n',
        'some = "{指标}增长较慢"\nall = "{指标}增长较慢"\n',
    )
    phrases.write_text(text, encoding="utf-8")
    sample = sample_of(own_workspace)
    told = [p for p in sample.check() if p.code.slug == "rule-skips"]
    assert told == []
    zero: dict[str, float] = dict.fromkeys(DISTRICTS, 0)
    sample.set_adding_up("PCT申请量", "上年同期", zero)
    (told_now,) = [p for p in sample.check() if p.code.slug == "rule-skips"]
    assert "全市PCT申请量" in told_now.message
    assert "，有效发明专利增长较慢。" in sample.make().commentary
