"""The forms in LibreOffice: opened and saved without loss, filled in and read rightly."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from bulletin.handbook.read import read
from bulletin.intake import month as months
from bulletin.intake import workbook as workbooks
from bulletin.intake.form.blank import blank
from bulletin.intake.form.earlier import Earlier
from bulletin.intake.form.returned import returned
from bulletin.model.edition import Cover
from bulletin.model.handbook import Handbook
from bulletin.model.indicator import CITY, Item
from tests import form
from tests.clerk import Clerk
from tests.intake.test_carrying import AUGUST, AUTHORISED, taken_over
from tests.sample import ROOT, Sample


@pytest.fixture(scope="module")
def handbook() -> Handbook:
    return read(ROOT / "data" / "handbook", AUGUST)[0]


@pytest.fixture
def august(sample: Sample, handbook: Handbook, tmp_path: Path) -> Path:
    """The form of August with everything carried over."""
    path = tmp_path / "2022-08.xlsx"
    path.write_bytes(blank(handbook, AUGUST, taken_over(sample, handbook)))
    return path


def read_month(path: Path, handbook: Handbook) -> months.Reading:
    reading = months.read(workbooks.read(path), handbook)
    return replace(reading, sha256="")


def kept(page: Worksheet) -> dict[str, object]:
    """What a clerk sees of a sheet besides its cells.

    Without a window LibreOffice keeps no frozen panes, so these are not compared.
    """
    checks = (
        (str(d.sqref), d.type, str(d.formula1).replace("'", ""), d.error, d.errorTitle)
        for d in page.data_validations.dataValidation
    )
    notes = {c.coordinate: c.comment.text for row in page for c in row if c.comment}
    rules = ((str(c.sqref), c.rules[0].formula) for c in page.conditional_formatting)
    return {
        "checks": sorted(checks),
        "notes": notes,
        "rules": sorted(rules),
        "paper": (page.page_setup.orientation, page.page_setup.paperSize),
        "printed": (page.print_title_rows, page.print_area.replace("'", "")),
        "widths": {
            letter: round(page.column_dimensions[letter].width)
            for letter in map(get_column_letter, range(1, page.max_column + 1))
            if page.column_dimensions[letter].min == page.column_dimensions[letter].max
        },
        "grey": [
            cell.coordinate
            for row in page
            for cell in row
            if cell.fill.fgColor.rgb == form.GREY
        ],
    }


def test_a_form_with_everything_carried_over_is_saved_without_loss(
    august: Path, handbook: Handbook, tmp_path: Path
) -> None:
    saved = Clerk(tmp_path).open_and_save(august)
    assert read_month(saved, handbook) == read_month(august, handbook)
    before, after = openpyxl.load_workbook(august), openpyxl.load_workbook(saved)
    assert after.sheetnames == before.sheetnames
    for name in before.sheetnames:
        ours, theirs = kept(form.sheet(before, name)), kept(form.sheet(after, name))
        assert ours.pop("widths").keys() <= theirs.pop("widths").keys()  # type: ignore[attr-defined]
        assert theirs == ours, name


def test_a_return_is_saved_without_loss(
    handbook: Handbook, sample: Sample, tmp_path: Path
) -> None:
    path = tmp_path / "2022-08-滕州市.xlsx"
    history = taken_over(sample, handbook).history
    path.write_bytes(returned(Earlier(history, AUGUST, handbook.catalogue), "滕州市"))
    saved = Clerk(tmp_path).open_and_save(path)
    before, after = openpyxl.load_workbook(path), openpyxl.load_workbook(saved)
    for name in ("封面", "指标数据"):
        ours, theirs = form.sheet(before, name), form.sheet(after, name)
        assert [[c.value for c in row] for row in theirs] == [
            [c.value for c in row] for row in ours
        ]
        assert kept(theirs)["checks"] == kept(ours)["checks"]


def test_what_a_clerk_types_in_libreoffice_is_read_as_it_was_meant(
    august: Path, handbook: Handbook, tmp_path: Path
) -> None:
    typed = {
        ("封面", "B5"): "张三",
        ("封面", "B6"): "某组办〔2022〕5号",
        ("封面", "B7"): "2022-9-8",
        ("指标数据", "D5"): "431",
        ("指标数据", "E5"): "0",
        ("指标数据", "F5"): "—",
        ("指标数据", "G5"): "1,234",
        ("指标数据", "N5"): "2022-07",
        ("指标数据", "O5"): "9-1",
        ("名单", "E5"): "3-1",
        ("名单", "A15"): "专利奖",
        ("名单", "C15"): "甲公司",
        ("名单", "D15"): "第5届奖",
        ("名单", "E15"): "一等奖",
        ("文字", "C7"): "{期间}，开展服务活动。",
        ("文字", "D7"): "",
    }
    saved = Clerk(tmp_path).type(august, typed)
    reading = read_month(saved, handbook)
    data = reading.dataset
    assert data is not None
    cover = {name: text.value for name, text in data.edition.cover.items()}
    assert cover[Cover.AUTHOR] == "张三"
    assert cover[Cover.NUMBER] == "某组办〔2022〕5号"
    assert cover[Cover.ISSUED] == "2022年9月8日"
    figures = data.figures
    values = [
        figures.get(AUTHORISED, area, Item.CURRENT).value
        for area in (CITY, "滕州市", "薛城区", "市中区")
    ]
    assert values == [431, 0, None, Decimal(1234)]
    assert figures.as_of[AUTHORISED].period.key == "2022-07"
    assert figures.get(AUTHORISED, CITY, Item.CURRENT).source == "9-1"
    assert data.entries[1].fields["等次"].value == "3-1"
    assert data.entries[-1].fields["单位"].value == "甲公司"
    assert any(p.text == "{期间}，开展服务活动。" for p in data.narrative)
    stale = [p.place.cell for p in reading.problems if p.code.slug == "stale-text"]
    assert "D7" not in stale
    untouched = read_month(august, handbook).dataset
    assert untouched is not None
    for key, seen in untouched.figures.observations.items():
        if seen.value is not None:
            assert figures.observations[key].value == seen.value
