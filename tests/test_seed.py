"""The sample month comes out as the bulletin that the office printed."""

import json
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import openpyxl
import pytest
from docx import Document

from bulletin.pages import docx
from tests.sample import AREAS, DISTRICTS, Result, Sample

EDITION = Path(__file__).parent / "editions" / "2022-07"
SIGNATURE = 29
NOTE = (
    "注：时间进度为58.3%，进度差为完成率与时间进度之差；"
    "薛城区、山亭区、峄城区、台儿庄区PCT申请量上年同期为0，不计算同比。"
)


@pytest.fixture(scope="module")
def result(workspace: Path, tmp_path_factory: pytest.TempPathFactory) -> Result:
    return Sample(workspace, tmp_path_factory.mktemp("seed")).make()


def printed() -> list[str]:
    lines = (EDITION / "printed.txt").read_text(encoding="utf-8").splitlines()
    return [line.strip() for line in lines if line.strip()]


def test_every_paragraph_is_the_printed_one_but_for_its_known_slips(
    result: Result,
) -> None:
    differences = json.loads((EDITION / "differences.json").read_text(encoding="utf-8"))
    expected = printed()[:SIGNATURE]
    for each in differences:
        number = each["paragraph"]
        if number != SIGNATURE:
            assert each["printed"] in expected[number], "a slip that was not printed"
            expected[number] = expected[number].replace(each["printed"], each["ours"])
    assert result.page[:SIGNATURE] == expected


def test_the_signature_has_its_seal_and_date_on_lines_of_their_own(
    result: Result,
) -> None:
    assert result.page[SIGNATURE : SIGNATURE + 3] == [
        "枣庄市政府知识产权战略实施工作领导小组办公室",
        "（枣庄市市场监管局代章）",
        "2022年8月10日",
    ]


def test_the_appendix_follows_with_its_title_unit_and_note(result: Result) -> None:
    assert result.page[SIGNATURE + 3 :] == [
        "附件",
        "2022年1-7月全市知识产权工作情况",
        "单位：件、万元、家、%、百分点",
        NOTE,
    ]
    assert result.page[SIGNATURE - 1] == "附件：" + result.page[SIGNATURE + 4]


# The figures of the sample month as the office reported them, in the order of AREAS.
GRANTED = (405, 128, 62, 58, 21, 34, 19, 83)
GRANTED_BEFORE = (369, 118, 57, 55, 20, 31, 18, 70)
GRANTED_TARGET = (750, 240, 120, 110, 45, 65, 40, 130)
VALID = (3069, 1012, 478, 512, 168, 246, 141, 512)
VALID_BEFORE = (2683, 884, 421, 447, 147, 214, 124, 446)
PCT = (11, 5, 1, 2, 0, 0, 0, 3)
PCT_BEFORE = (4, 2, 0, 1, 0, 0, 0, 1)
PLEDGES = (66, 27, 13, 6, 3, 8, 6, 3)
PLEDGED = ("44830.18", "18650", "9280.50", "3150", "1820", "5260.68", "4169", "2500")
PLEDGED_BEFORE = ("10188.68", "4200", "2150", "900", "480", "1208.68", "950", "300")
PLEDGED_TARGET = (75000, 25000, 14000, 8000, 4000, 8000, 6000, 10000)
CERTIFIED = (42, 18, 9, 7, 0, 3, 0, 5)
CERTIFIED_VALID = (157, 61, 33, 27, 0, 12, 0, 24)
DUE = (524, 193, 79, 96, 41, 27, 21, 67)
WITHDRAWN = (462, 169, 55, 91, 38, 24, 18, 67)


def rounded(value: Decimal, places: str = "0.1") -> str:
    return str(value.quantize(Decimal(places), ROUND_HALF_UP))


def growth(now: object, before: object) -> str:
    new, old = Decimal(str(now)), Decimal(str(before))
    return rounded((new - old) / old * 100) if old else "—"


def completion(now: object, target: object) -> Decimal:
    return Decimal(str(now)) / Decimal(str(target)) * 100


def lead(now: object, target: object) -> str:
    return rounded(completion(now, target) - Decimal(700) / 12)


def expected_rows() -> list[list[str]]:
    rows = []
    for i, area in enumerate(AREAS):
        granted = completion(GRANTED[i], GRANTED_TARGET[i])
        pledged = completion(PLEDGED[i], PLEDGED_TARGET[i])
        withdrawn = Decimal(WITHDRAWN[i]) / DUE[i] * 100
        rows.append(
            [
                area,
                *(str(GRANTED_TARGET[i]), str(GRANTED[i])),
                growth(GRANTED[i], GRANTED_BEFORE[i]),
                *(rounded(granted), lead(GRANTED[i], GRANTED_TARGET[i])),
                *(str(VALID[i]), growth(VALID[i], VALID_BEFORE[i])),
                *(str(PCT[i]), growth(PCT[i], PCT_BEFORE[i])),
                str(PLEDGES[i]),
                rounded(Decimal(PLEDGED_TARGET[i]), "0.01"),
                rounded(Decimal(PLEDGED[i]), "0.01"),
                growth(PLEDGED[i], PLEDGED_BEFORE[i]),
                *(rounded(pledged), lead(PLEDGED[i], PLEDGED_TARGET[i])),
                *(str(CERTIFIED[i]), str(CERTIFIED_VALID[i])),
                *(str(DUE[i]), str(WITHDRAWN[i]), rounded(withdrawn)),
            ]
        )
    return rows


def test_every_cell_of_the_appendix_is_the_figure_worked_out_another_way(
    result: Result,
) -> None:
    assert list(result.table()) == expected_rows()


def test_the_appendix_workbook_has_the_same_cells_as_typed_numbers(
    result: Result,
) -> None:
    assert result.made.appendix is not None
    sheet = openpyxl.load_workbook(result.made.appendix).worksheets[0]
    rows = [row for row in sheet.iter_rows(values_only=True) if row[0] in AREAS]
    expected = expected_rows()
    assert len(rows) == len(expected)
    for row, wanted in zip(rows, expected, strict=True):
        assert row[0] == wanted[0]
        for value, text in zip(row[1:], wanted[1:], strict=True):
            if text == "—":
                assert value == "—"
            else:
                assert isinstance(value, int | float)
                assert Decimal(str(value)) == Decimal(text)
    formats = {cell.number_format for row in sheet.iter_rows(min_row=6) for cell in row}
    assert {"0", "0.0", "0.00"} <= formats


def test_the_document_says_of_itself_what_the_edition_says(result: Result) -> None:
    core = Document(str(result.made.docx)).core_properties
    assert core.title == "全市知识产权工作情况通报"
    assert core.author == "枣庄市政府知识产权战略实施工作领导小组办公室"
    assert core.created is not None
    assert core.created.strftime("%Y-%m-%d") == "2022-08-10"


def test_the_record_finds_each_printed_fact_at_its_characters(result: Result) -> None:
    record = result.record
    paragraphs = result.paragraphs
    known = {fact["id"] for fact in record["facts"]}
    body = [each for each in record["printed"] if each["part"] == "word/document.xml"]
    assert len(body) > 300
    for each in body:
        text = paragraphs[each["paragraph"]]
        assert text[each["start"] : each["end"]] == each["text"]
        assert each["fact"] in known


def test_each_figure_stands_in_a_run_of_its_own(result: Result) -> None:
    body = docx.body(result.made.docx.read_bytes())
    paragraphs = list(docx.paragraphs(body))
    for each in result.record["printed"]:
        paragraph = paragraphs[each["paragraph"]]
        runs = ["".join(run.itertext(docx.TEXT)) for run in paragraph.iter(docx.RUN)]
        assert each["text"] in runs or not each["text"]


def test_all_districts_stand_in_the_handbooks_order(result: Result) -> None:
    rows = [row[0] for row in result.table()]
    assert rows == ["全市", *DISTRICTS]
