"""The blank form: intake reads it back as what it is, blank and nothing worse."""

import io
import subprocess
import tempfile
import unicodedata
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.utils import get_column_letter
from openxml_audit import OpenXmlValidator

from bulletin.handbook.read import read
from bulletin.intake import month, workbook
from bulletin.intake.form.blank import blank
from bulletin.model.handbook import Handbook
from bulletin.model.period import ReportingPeriod
from bulletin.publishing.pdf.libreoffice import soffice
from tests import form
from tests.sample import ROOT, SOAK

AUGUST = ReportingPeriod(2022, 8)
STARTERS = {
    "full": ROOT / "data" / "handbook",
    "minimal": ROOT / "src" / "bulletin" / "starters" / "minimal" / "data" / "handbook",
}
SHEETS = ["封面", "指标数据", "名单", "文字", "情况说明", "评议意见", "说明"]
Found = Counter[tuple[str, str, str]]


@pytest.fixture(params=STARTERS)
def handbook(request: pytest.FixtureRequest) -> Handbook:
    return read(STARTERS[request.param])[0]


def expected(handbook: Handbook, period: ReportingPeriod) -> Found:
    """The code and cell of all that a blank form owes, counted by hand."""
    found = [("blank", "封面", "B5"), ("unsigned", "封面", "B6")]
    found.append(("unsigned", "封面", "B7"))
    catalogue = handbook.catalogue
    # In January the targets are not issued yet, which a line more of guidance says.
    issued = period.month > 1
    targeted = any("年度目标" in i.items for i in catalogue.indicators.values())
    row = 3 if issued or not targeted else 4
    for indicator in catalogue.indicators.values():
        for item in indicator.items:
            row += 1
            if item == "年度目标" and not issued:
                continue
            wanted = 1 + (len(catalogue.districts) if indicator.by_district else 0)
            letters = map(get_column_letter, range(4, 4 + wanted))
            found += [("blank", "指标数据", f"{letter}{row}") for letter in letters]
    for number, _ in enumerate(catalogue.slots, 3):
        found.append(("missing-text", "文字", f"C{number}"))
    return Counter(found)


def read_back(data: bytes, handbook: Handbook) -> tuple[Found, ReportingPeriod]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "2022-08.xlsx"
        path.write_bytes(data)
        reading = month.read(workbook.read(path), handbook)
    assert reading.dataset is not None
    places = ((p.code.slug, p.place.sheet, p.place.cell) for p in reading.problems)
    return Counter(places), reading.dataset.edition.period


def test_a_starters_blank_form_owes_every_wanted_cell_and_nothing_else(
    handbook: Handbook,
) -> None:
    data = blank(handbook, AUGUST)
    assert read_back(data, handbook) == (expected(handbook, AUGUST), AUGUST)


def test_the_same_month_gives_the_same_bytes(handbook: Handbook) -> None:
    assert blank(handbook, AUGUST) == blank(handbook, AUGUST)
    assert blank(handbook, AUGUST) != blank(handbook, ReportingPeriod(2022, 9))


def test_the_form_is_a_valid_workbook(handbook: Handbook, tmp_path: Path) -> None:
    path = tmp_path / "2022-08.xlsx"
    path.write_bytes(blank(handbook, AUGUST))
    result = OpenXmlValidator().validate(str(path))
    assert result.is_valid, result.errors


def test_every_indicator_slot_and_list_of_this_bulletin_is_in_its_form() -> None:
    handbook, _ = read(STARTERS["full"])
    catalogue = handbook.catalogue
    book = openpyxl.load_workbook(io.BytesIO(blank(handbook, AUGUST)))
    assert book.sheetnames == SHEETS
    words = {
        name: {
            str(cell.value)
            for row in form.sheet(book, name)
            for cell in row
            if cell.value is not None
        }
        for name in SHEETS
    }
    reported = {each.name for each in catalogue.indicators.values() if each.items}
    assert len(reported) == 25
    assert reported <= words["指标数据"]
    assert {slot.name for slot in catalogue.slots} <= words["文字"]
    assert {kind.name for kind in catalogue.lists} <= words["说明"]
    assert {rule.name for rule in handbook.rules} <= words["说明"]


def test_what_a_city_alone_reports_is_grey_under_the_districts() -> None:
    handbook, _ = read(STARTERS["full"])
    book = openpyxl.load_workbook(io.BytesIO(blank(handbook, AUGUST)))
    page = form.sheet(book, "指标数据")
    columns = form.headings(page)
    [row] = [r for r in form.rows(page, "指标") if page.cell(r, 1).value == "全省位次"]
    grey = [
        name
        for name, column in columns.items()
        if page.cell(row, column).fill.fgColor.rgb == form.GREY
    ]
    districts = [district.name for district in handbook.catalogue.districts]
    assert grey == [*districts, "其他", "合计差"]


def test_the_lists_to_choose_from_hold_the_handbooks_words() -> None:
    handbook, _ = read(STARTERS["full"])
    book = openpyxl.load_workbook(io.BytesIO(blank(handbook, AUGUST)))
    guide = form.sheet(book, "说明")

    def offered(sheet: str, cell: str) -> list[object]:
        rules = form.sheet(book, sheet).data_validations.dataValidation
        [source] = [str(each.formula1) for each in rules if cell in each.sqref]
        cells = source.removeprefix("'说明'!").replace("$", "")
        return [value for row in guide[cells] for value in (row[0].value,)]

    assert offered("名单", "A3") == ["专利奖", "导航验收", "导航获批", "试点项目"]
    assert offered("文字", "A10")[:4] == ["保护", "服务", "宣传", "结语"]
    assert offered("评议意见", "A3") == [rule.name for rule in handbook.rules]
    assert offered("名单", "B3")[:2] == ["全市", "滕州市"]


def test_libreoffice_opens_and_saves_the_form_without_loss(
    handbook: Handbook, tmp_path: Path
) -> None:
    if not soffice():
        pytest.skip("soffice is not installed")
    (tmp_path / "2022-08.xlsx").write_bytes(blank(handbook, AUGUST))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [soffice(), profile, "--headless", "--convert-to", "xlsx", "--outdir"]
    ran = subprocess.run(
        [*command, str(tmp_path / "saved"), str(tmp_path / "2022-08.xlsx")],
        check=True,
        capture_output=True,
    )
    if b"could not be loaded" in ran.stderr:
        pytest.skip("soffice is installed without Calc")
    saved = tmp_path / "saved" / "2022-08.xlsx"
    assert read_back(saved.read_bytes(), handbook) == (
        expected(handbook, AUGUST),
        AUGUST,
    )
    before = openpyxl.load_workbook(tmp_path / "2022-08.xlsx")
    after = openpyxl.load_workbook(saved)
    for name in SHEETS:
        ours, theirs = form.sheet(before, name), form.sheet(after, name)
        assert theirs.print_title_rows == ours.print_title_rows
        assert theirs.page_setup.orientation == "landscape"
        count = len(ours.data_validations.dataValidation)
        assert len(theirs.data_validations.dataValidation) == count


# ── any handbook ─────────────────────────────────────────────────────────────

ODD = "甲乙丙丁区县市指标总全其他项量率ＡＢabAB０9_ﬁ㐀𠀀"
RESERVED = {
    *("名称", "全市", "其他", "区市", "名单", "文字", "标题文字", "评议", "附注"),
    *("指标", "项", "单位", "来源", "说明", "合计差"),
}


@contextmanager
def handbook_folder(catalogue: str) -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "catalogue.toml").write_text(catalogue, encoding="utf-8")
        (folder / "rules.toml").write_text("topics = []\n", encoding="utf-8")
        (folder / "phrases.toml").write_text("", encoding="utf-8")
        yield folder


def folded(name: str) -> str:
    return unicodedata.normalize("NFKC", name)


NAMES = st.text(ODD, min_size=1, max_size=12).filter(
    lambda name: name.isidentifier() and folded(name) not in RESERVED
)
ITEMS = ("上年同期", "年度目标", "上年末", "上级给定同比")


@st.composite
def catalogues(draw: st.DrawFn) -> str:
    """A catalogue.toml with odd names, ratios and indicators of the city alone."""
    names = st.lists(NAMES, min_size=3, max_size=40, unique_by=folded)
    words = draw(names)
    count = draw(st.integers(1, min(16, len(words) - 2)))
    districts, others = words[:count], words[count:]
    lines = ['[office]\ntitle = "通报"\nissuer = "办公室"']
    lines += [f'[[districts]]\nname = "{name}"' for name in districts]
    lines += [f'[[lists]]\nname = "{others[0]}"\nneeds = ["单位", "金额"]']
    lines += [f'[[slots]]\nname = "{others[1]}"\nrequired = {draw(FLAGS)}']
    reported: list[str] = []
    for name in others:
        ratio = len(reported) > 1 and draw(st.booleans())
        lines.append(_ratio(name, reported) if ratio else draw(_reported(name)))
        reported += [] if ratio else [name]
    return "\n".join(lines) + "\n"


FLAGS = st.sampled_from(("true", "false"))


def _ratio(name: str, reported: list[str]) -> str:
    return (
        f'[[indicators]]\nname = "{name}"\nunit = "%"\nlevel = "district"\n'
        f'better = "higher"\nnumerator = "{reported[0]}"\n'
        f'denominator = "{reported[1]}"\nscale = 100'
    )


@st.composite
def _reported(draw: st.DrawFn, name: str) -> str:
    items = ["本期", *draw(st.lists(st.sampled_from(ITEMS), unique=True))]
    listed = ", ".join(f'"{item}"' for item in items)
    unit = draw(st.sampled_from(("件", "万元", "%", "人次")))
    level = draw(st.sampled_from(("city", "district")))
    return (
        f'[[indicators]]\nname = "{name}"\nunit = "{unit}"\nkind = "flow"\n'
        f'level = "{level}"\nadditive = {draw(FLAGS)}\nsigned = {draw(FLAGS)}\n'
        f'better = "lower"\ndecimals = {draw(st.integers(0, 4))}\nitems = [{listed}]'
    )


@settings(max_examples=400 if SOAK else 25, deadline=None)
@given(text=catalogues(), year=st.integers(1999, 2099), number=st.integers(1, 12))
def test_the_blank_form_of_any_handbook_owes_every_wanted_cell_and_nothing_else(
    text: str, year: int, number: int
) -> None:
    with handbook_folder(text) as folder:
        handbook, _ = read(folder)
    period = ReportingPeriod(year, number)
    data = blank(handbook, period)
    assert read_back(data, handbook) == (expected(handbook, period), period)


AMOUNTS = """
[office]
title = "通报"
issuer = "办公室"
[[lists]]
name = "项目"
needs = ["单位", "金额"]
"""


def test_an_amount_that_a_list_needs_is_asked_for_under_its_heading_with_the_unit(
    tmp_path: Path,
) -> None:
    with handbook_folder(AMOUNTS) as folder:
        handbook, _ = read(folder)
    path = tmp_path / "2022-08.xlsx"
    path.write_bytes(blank(handbook, AUGUST))
    form.fill(path, {"项目": {"单位": "甲公司"}})
    found = [
        each
        for each in month.read(workbook.read(path), handbook).problems
        if each.is_error
    ]
    assert [(p.code.slug, p.place.cell) for p in found] == [("missing-text", "G3")]
    form.fill(path, {"项目": {"单位": "甲公司", "金额（万元）": 50}})
    reading = month.read(workbook.read(path), handbook)
    assert reading.problems == ()
    assert reading.dataset is not None
    assert [entry.amount for entry in reading.dataset.entries] == [50]
