"""Another department's bulletin, without any change of Python.

The page was written by hand from the workbook's figures (projects/expected.txt), and so
were the sentences of the variations.
"""

import datetime
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from bulletin import pipeline
from bulletin.pages import docx
from bulletin.workspace import Workspace
from tests.sample import Result, Sample

PROJECTS = Path(__file__).parent / "projects"
DASH = "—"


class Projects(Sample):
    """A copy of projects/data/2023-10.xlsx to change and make."""

    def __init__(self, workspace: Path, folder: Path) -> None:
        self.workspace = Workspace(workspace)
        self.path = folder / "2023-10.xlsx"
        self.output = folder / "output"
        self.book = openpyxl.load_workbook(workspace / "data" / "2023-10.xlsx")

    def cover(self, **rows: str | int | datetime.date) -> None:
        """Type into rows of 封面."""
        for row in self.sheet("封面").iter_rows():
            if row[0].value in rows:
                row[1].value = rows[str(row[0].value)]

    def row(self, indicator: str, item: str) -> int:
        """The number of a row of 指标数据."""
        return int(self.address(indicator, item, "全市")[1:])

    def until(self, month: str) -> None:
        """Say that the figures that come late are up to a month."""
        for indicator in ("入库税收", "利润总额"):
            self.type("指标数据", f"D{self.row(indicator, '本期')}", month)

    def areas(self) -> list[str]:
        """The headings of the areas, the city first."""
        headings = [str(cell.value) for cell in self.sheet("指标数据")[1]]
        return headings[4:21]

    def copy_row(self, indicator: str, item: str, source: tuple[str, str]) -> None:
        """Type the figures of one row into another."""
        sheet = self.sheet("指标数据")
        for area in self.areas():
            value = sheet[self.address(*source, area)].value
            self.type("指标数据", self.address(indicator, item, area), value)

    def fill_row(self, indicator: str, item: str, value: object) -> None:
        """Type the same into a row, for the city and for each district."""
        self.set(indicator, item, dict.fromkeys(self.areas(), value))


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("projects") / "workspace"
    shutil.copytree(PROJECTS, target)
    return target


@pytest.fixture
def projects(original: Path, tmp_path: Path) -> Projects:
    return Projects(original, tmp_path)


def contents(sheet: Worksheet) -> list[object]:
    return [cell.value for row in sheet.iter_rows() for cell in row]


def lines(result: Result) -> list[str]:
    """The page as lines: paragraphs, and the rows of tables after │."""
    return list(_lines(result))


def _lines(result: Result) -> Iterator[str]:
    for element in docx.body(result.made.docx.read_bytes()):
        if element.tag == docx.PARAGRAPH and (text := docx.text(element).strip()):
            yield text
        elif element.tag == docx.TABLE:
            for row in element.iter(docx.ROW):
                cells = (
                    "".join(docx.text(p) for p in docx.paragraphs(cell))
                    for cell in row.iter(docx.CELL)
                )
                yield "│ " + " ¦ ".join(cells)


def expected() -> list[str]:
    return (PROJECTS / "expected.txt").read_text(encoding="utf-8").splitlines()


def changed(replacements: Mapping[str, str]) -> list[str]:
    """The expected page with lines exchanged: by how they begin, "" for none."""
    page = expected()
    for start, line in replacements.items():
        at = [n for n, each in enumerate(page) if each.startswith(start)]
        assert len(at) == 1, start
        page[at[0]] = line
    return [line for line in page if line]


def paragraphs(page: list[str]) -> list[str]:
    return [line for line in page if not line.startswith("│")]


def table(page: list[str]) -> list[list[str]]:
    """The rows of the appendix, its two headings left out."""
    rows = [line[2:].split(" ¦ ") for line in page if line.startswith("│ ")]
    return [row for row in rows if len(row) == 21][1:]


def test_the_workbook_is_the_one_that_its_script_makes(tmp_path: Path) -> None:
    import runpy  # noqa: PLC0415 - only here

    target = tmp_path / "again.xlsx"
    script = runpy.run_path(str(PROJECTS / "make_workbook.py"))
    script["main"](target)
    books = [
        openpyxl.load_workbook(p) for p in (target, PROJECTS / "data/2023-10.xlsx")
    ]
    again, kept = ([contents(sheet) for sheet in book.worksheets] for book in books)
    assert again == kept


def test_handbook_and_template_have_no_loose_ends(original: Path) -> None:
    assert pipeline.check(Workspace(original), None, print).problems == ()


def test_the_month_has_only_what_was_settled_and_decided(projects: Projects) -> None:
    found = [(p.code.slug, p.place.cell, p.settled) for p in projects.check()]
    assert found == [
        ("sum-differs", "E10", "示例填报人"),
        ("rule-skips", "增速排名", ""),
        ("opinion", "C2", "示例负责人"),
    ]


def test_every_paragraph_and_cell_is_the_one_written_by_hand(
    projects: Projects,
) -> None:
    assert lines(projects.make()) == expected()


def test_a_former_name_heads_a_column_and_the_present_one_is_printed(
    projects: Projects,
) -> None:
    sheet = projects.sheet("指标数据")
    for cell in sheet[1]:
        if cell.value == "东湖区":
            cell.value = "湖东县"
    assert lines(projects.make()) == expected()


def test_january_without_targets_speaks_of_no_progress(projects: Projects) -> None:
    projects.cover(报告期="2023-01", 目标年度=DASH)
    projects.until("2023-01")
    sheet = projects.sheet("指标数据")
    for row in range(2, sheet.max_row + 1):
        if sheet.cell(row, 3).value == "年度目标":
            for column in range(5, 22):
                sheet.cell(row, column, DASH)
    page = lines(projects.make())
    assert paragraphs(page) == paragraphs(january())
    blank = {1, 4, 5, 6, 8, 10, 13, 18}  # targets, completion, 进度差
    for cells, was in zip(table(page), table(expected()), strict=True):
        assert cells == [DASH if n in blank else cell for n, cell in enumerate(was)]


def january() -> list[str]:
    page = changed(
        {
            "对照2023年": "现将全市2023年1月重点项目和固定资产投资进展情况通报如下：",
            "1—10月，全市重点": "1月，全市重点项目完成投资286.4亿元，同比增长9.2%。新开工"
            "项目313个，同比增长8.7%；竣工项目202个；签约项目279个，同比增长12.5%。",
            "截至10月底": "截至1月底，全市在库项目1280个，较上年末增长10.3%；省级重点项目"
            "12个，同比增长2倍（增加8个）；中央预算内投资项目11个，同比增长175%（增加7个）；"
            "外资项目9个，同比增长80%。重点项目开工率为91.3%，未办结手续108件，同比下降15%。",
            "1—10月，5项": "1月，项目储备较上年末增长10.3%，后劲较足。",
            "按重点项目": "按重点项目投资增速排名，第一名经开区。",
            "1—10月，全市项目": "1月，全市项目到位资金106.72亿元；争取专项债券资金20.4亿元，"
            "同比增长2.4倍。全市完成固定资产投资725亿元，与上年同期不可比，按可比口径"
            "同比增长6.8%。",
            "前三季度": "1月，重点项目企业入库税收35.4亿元，同比增长8.3%。1月，规上工业利润"
            "总额80亿元，同比增长11.7%。其中，南岭区同比扭亏为盈，增加1.25亿元；石桥县同比"
            "增亏0.4亿元；白石县同比由盈转亏，减少0.5亿元；松岗县同比减亏0.45亿元。",
            "进度方面": "",
            "项目建设方面": "项目建设方面，石桥县、综合保税区、白石县与开工率最高的高新区均"
            "相差超过20个百分点。",
            "要素和运行": "要素和运行方面，1月，规上工业利润总额增长较慢，同比增长11.7%。",
            "要强化": "要强化用地、资金、审批等要素保障，截至1月底仍未开工的项目，要逐个明确"
            "开工时限和责任人，确保完成全年任务。",
            "注": "注：综合保税区重点项目投资、规上工业利润总额上年同期为0，不计算同比；综合"
            "保税区签约项目统计口径调整，与上年同期不可比；到位资金各县（区）数与全市数因小数"
            "取舍略有出入；固定资产投资统计口径调整，与上年同期不可比；南岭区、石桥县、松岗县"
            "规上工业利润总额上年同期为负，不计算同比。",
        }
    )
    return [line.replace("1—10月", "1月") for line in page]


def test_december_is_the_whole_year_and_what_cannot_stand_together_is_told(
    projects: Projects,
) -> None:
    projects.cover(报告期="2023-12")
    codes = [problem.code.slug for problem in projects.check()]
    page = paragraphs(lines(projects.make()))
    assert page[4].endswith(
        "现将全市2023年全年重点项目和固定资产投资进展情况通报如下："
    )
    assert page[6] == (
        "全年，全市重点项目完成投资286.4亿元，同比增长9.2%，完成年度目标的84.9%，落后时间"
        "进度15.1个百分点。新开工项目313个，同比增长8.7%，完成年度目标的92.1%；竣工项目"
        "202个，完成年度目标的80.8%，落后时间进度19.2个百分点；签约项目279个，同比增长12.5%。"
    )
    assert page[9].startswith(
        "全年，5项指标均未达到时间进度。按县（区）分项计算，64项次中未达到时间进度的有58项次，"
        "占90.6%，进度总体偏慢。"
    )
    assert page[14].startswith(
        "1—11月，重点项目企业入库税收35.4亿元，同比增长8.3%，完成年度目标的77%，落后时间"
        "进度14.7个百分点。1—8月，规上工业利润总额80亿元"
    )
    assert (
        "进度方面，各县（区）重点项目投资均没有达到时间进度。各县（区）竣工项目均没有达到"
        "100%的时间进度。各县（区）到位资金均落后于时间进度。"
    ) in page
    assert "附件：全市2023年全年重点项目和固定资产投资进展情况" in page
    assert page[-1].startswith("注：时间进度为100%，进度差为")
    assert "sentences-contradict" in codes


def test_where_every_area_reaches_everything_nobody_is_named(
    projects: Projects,
) -> None:
    for indicator in (
        *("重点项目年度投资", "新开工项目数", "竣工项目数", "项目到位资金", "入库税收"),
    ):
        projects.copy_row(indicator, "本期", (indicator, "年度目标"))
    projects.copy_row("已开工项目数", "本期", ("重点项目数", "本期"))
    projects.fill_row("未办结手续数", "本期", 0)
    projects.set_adding_up(
        "集中开工项目数", "本期", dict.fromkeys(projects.areas()[1:], 1)
    )
    page = paragraphs(lines(projects.make()))
    assert page[6] == (
        "1—10月，全市重点项目完成投资337.5亿元，同比增长28.7%，完成年度目标的100%，超过时间"
        "进度16.7个百分点。新开工项目340个，同比增长18.1%，完成年度目标的100%；竣工项目"
        "250个，完成年度目标的100%，超过时间进度16.7个百分点；签约项目279个，同比增长12.5%。"
    )
    assert "未办结手续为0件" in page[7] or "未办结手续0件" in page[7]
    assert page[9] == (
        "1—10月，5项指标全部超过时间进度。各县（区）各分项目标均超过时间进度。县（区）之间"
        "投资进度差距不大。项目储备较上年末增长10.3%，后劲较足。"
    )
    assert page[11] == (
        "各县（区）重点项目投资完成率相同。按重点项目投资增速排名，第一名白石县。"
        "各县（区）新开工项目均完成年度目标。"
    )
    at = page.index("四、存在的主要问题")
    assert page[at + 1 : at + 5] == [
        "进度方面，各县（区）重点项目投资均超过时间进度。各县（区）竣工项目均超过时间进度。",
        "项目建设方面，各县（区）重点项目开工率均达到年度目标。",
        "要素和运行方面，1—8月，规上工业利润总额增长较慢，同比增长11.7%。",
        "第三批重点项目集中开工活动中，各县（区）均有项目开工。",
    ]


@pytest.fixture
def from_february(tmp_path: Path) -> Path:
    """A workspace whose year begins with the edition of January and February."""
    target = tmp_path / "from_february"
    shutil.copytree(PROJECTS, target)
    catalogue = target / "data" / "handbook" / "catalogue.toml"
    text = catalogue.read_text(encoding="utf-8")
    catalogue.write_text(
        text.replace("[style]\n", "[style]\nfirst_month = 2\n"), "utf-8"
    )
    return target


def test_the_first_edition_may_be_that_of_january_and_february(
    from_february: Path, tmp_path: Path
) -> None:
    projects = Projects(from_february, tmp_path)
    projects.cover(报告期="2023-02")
    projects.until("2023-02")
    page = paragraphs(lines(projects.make()))
    assert page[4].endswith(
        "现将全市2023年1—2月重点项目和固定资产投资进展情况通报如下："
    )
    assert "完成年度目标的84.9%，超过时间进度68.2个百分点" in page[6]
    assert page[9].startswith(
        "1—2月，5项指标全部超过时间进度。各县（区）各分项目标均超过时间进度。经开区重点项目"
        "投资完成率最高，为94%，综合保税区最低，为64.5%，相差29.5个百分点。"
    )
    assert (
        "进度方面，各县（区）重点项目投资均超过时间进度。各县（区）竣工项目均超过时间进度。"
    ) in page
    assert page[14].startswith("1—2月，重点项目企业入库税收35.4亿元")
    assert page[-1].startswith("注：时间进度为16.7%，")
    assert "数据" not in page[-1]


def test_january_alone_is_no_edition_there(from_february: Path, tmp_path: Path) -> None:
    projects = Projects(from_february, tmp_path)
    projects.cover(报告期="2023-01")
    projects.until("2023-01")
    assert ("wrong-month", "B2") in projects.errors()


def last_year(projects: Projects) -> None:
    """The same figures as if they were those of October 2022."""
    projects.cover(
        报告期="2022-10", 目标年度=2022, 成文日期=datetime.date(2022, 11, 18)
    )
    sheet = projects.sheet("指标数据")
    for cell in sheet[1]:
        if cell.value == "东湖区":
            cell.value = "湖东县"
    projects.type(
        "指标数据", projects.address("固定资产投资", "上级给定同比", "全市"), DASH
    )
    projects.type("指标数据", f"D{projects.row('利润总额', '本期')}", "2022-08")
    sheet.delete_rows(projects.row("外资项目数", "本期"), 2)


def test_last_year_reprints_with_its_own_rule_district_campaign_and_office(
    projects: Projects,
) -> None:
    last_year(projects)
    page = paragraphs(lines(projects.make()))
    assert page[4].startswith("对照2022年重点项目建设目标任务，现将全市2022年1—10月")
    assert "中央预算内投资项目11个，同比增长175%（增加7个）。重点项目开工率" in page[7]
    assert "全市完成固定资产投资725亿元，同比增长7.4%。" in page[13]
    assert page[14].endswith("松岗县同比减亏0.45亿元。湖东县按原行政区划统计。")
    assert page[15] == (
        "第二批重点项目集中开工活动中，全市开工项目40个。其中，高新区新能源电池产业园总投资"
        "320000万元，湖东县智能物流装备基地总投资185000万元。列入市级督办的项目为石桥县石桥"
        "水库除险加固工程。"
    )
    assert (
        "进度方面，综合保税区、石桥县、白石县、松岗县、云岭县等8个县（区）重点项目投资均没有"
        "达到时间进度。南岭区、石桥县、松岗县、综合保税区、空港新区竣工项目完成率均没有达到"
        "75%。石桥县、松岗县、综合保税区、云岭县、白石县等8个县（区）到位资金均落后于时间进度。"
    ) in page
    assert page[16:].count("临沅市重点项目推进工作办公室") == 1
    assert "2022年11月18日" in page
    assert (
        "第二批重点项目集中开工活动中，石桥县、白石县、综合保税区均没有项目开工。"
        in page
    )
    assert "固定资产投资" not in page[-1]
    assert page[-1].endswith("规上工业利润总额为1—8月数。")


def test_last_years_figures_have_only_hints(
    projects: Projects,
) -> None:
    last_year(projects)
    assert {
        (p.code.slug, p.place.sheet) for p in projects.check() if not p.settled
    } == {("idle-opinion", "评议意见"), ("rule-skips", "rules")}
