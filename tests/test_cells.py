"""Each figure cell of the workbook, changed in turn: what may differ, and what must."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.sample import AREAS, Result, Sample

# A part may not exceed its whole, so it is made smaller; all others are made larger.
PARTS = ("质押发明专利数", "非正常专利撤回量")


def figure_cells(sample: Sample) -> Iterator[tuple[str, str, str, str]]:
    """Cell, indicator, item and area of every figure that is filled in."""
    sheet = sample.sheet("指标数据")
    header = [cell.value for cell in sheet[1]]
    for row in sheet.iter_rows(min_row=2):
        named = dict(zip(header, row, strict=True))
        for area in AREAS:
            cell = named[area]
            if cell.value is not None:
                indicator, item = str(named["指标"].value), str(named["项"].value)
                yield cell.coordinate, indicator, item, area


def changed_sources(record: dict[str, Any], cells: set[str]) -> set[str]:
    """The facts that have one of the cells among their sources."""
    return {
        fact["id"]
        for fact in record["facts"]
        if any(source["cell"] in cells for source in fact["sources"])
        and any(source["sheet"] == "指标数据" for source in fact["sources"])
    }


def paragraphs_that_print(record: dict[str, Any], facts: set[str]) -> set[int]:
    return {each["paragraph"] for each in record["printed"] if each["fact"] in facts}


def texts_by_fact(record: dict[str, Any]) -> dict[str, list[tuple[int, str]]]:
    found: dict[str, list[tuple[int, str]]] = {}
    for each in record["printed"]:
        found.setdefault(each["fact"], []).append((each["paragraph"], each["text"]))
    return found


@pytest.fixture(scope="module")
def base(
    workspace: Any,  # noqa: ANN401 - a fixture of conftest
    tmp_path_factory: pytest.TempPathFactory,
) -> tuple[Sample, Result]:
    sample = Sample(workspace, tmp_path_factory.mktemp("cells"))
    return sample, sample.make()


def test_a_cell_that_is_broken_is_a_problem_at_that_cell(
    base: tuple[Sample, Result],
) -> None:
    sample, _ = base
    for cell, indicator, item, area in list(figure_cells(sample)):
        kept = sample.sheet("指标数据")[cell].value
        for broken, code in (
            ("约四十", "not-a-number"),
            (-1, "negative"),
            (None, "blank"),
        ):
            sample.type("指标数据", cell, broken)
            assert (code, cell) in sample.errors(), (cell, indicator, item, area)
        sample.type("指标数据", cell, kept)


def test_a_changed_cell_changes_the_paragraphs_of_its_facts_and_no_others(
    base: tuple[Sample, Result],
) -> None:
    sample, before = base
    old_record, old_page = before.record, before.paragraphs
    for cell, indicator, item, area in list(figure_cells(sample)):
        with_city = {cell: area, sample.address(indicator, item, "全市"): "全市"}
        kept = {each: sample.sheet("指标数据")[each].value for each in with_city}
        step = -1 if indicator in PARTS and kept[cell] else 1
        for each, value in kept.items():
            sample.type("指标数据", each, value + step)
        after = sample.make()
        for each, value in kept.items():
            sample.type("指标数据", each, value)
        assert_only_its_paragraphs(
            set(with_city), (old_record, old_page), (after.record, after.paragraphs)
        )


def assert_only_its_paragraphs(
    cells: set[str],
    old: tuple[dict[str, Any], list[str]],
    new: tuple[dict[str, Any], list[str]],
) -> None:
    (old_record, old_page), (new_record, new_page) = old, new
    assert len(old_page) == len(new_page), cells
    differ = {
        n
        for n, pair in enumerate(zip(old_page, new_page, strict=True))
        if len({*pair}) > 1
    }
    may = paragraphs_that_print(old_record, changed_sources(old_record, cells))
    may |= paragraphs_that_print(new_record, changed_sources(new_record, cells))
    assert differ <= may, (cells, [new_page[n] for n in differ - may])
    printed_before, printed_after = texts_by_fact(old_record), texts_by_fact(new_record)
    must = {
        paragraph
        for fact, prints in printed_before.items()
        for paragraph, _ in prints
        if printed_after.get(fact) != prints
    }
    assert must <= differ, cells
    values = {fact["id"]: fact["value"] for fact in old_record["facts"]}
    moved = {
        fact["id"]
        for fact in new_record["facts"]
        if fact["formula"] == "填报数" and values.get(fact["id"]) != fact["value"]
    }
    assert paragraphs_that_print(new_record, moved) <= differ, cells


def test_a_city_figure_changed_alone_is_reported_at_its_cell(
    base: tuple[Sample, Result],
) -> None:
    sample, _ = base
    cells = [
        (cell, indicator, item)
        for cell, indicator, item, area in figure_cells(sample)
        if area == "全市"
        and sample.sheet("指标数据")[sample.address(indicator, item, "滕州市")].value
        is not None
    ]
    assert len(cells) == 17
    for cell, indicator, _ in cells:
        value = sample.sheet("指标数据")[cell].value
        assert isinstance(value, int | float)
        sample.type("指标数据", cell, value + (-1 if indicator in PARTS else 1))
        assert ("sum-differs", cell) in sample.errors()
        sample.type("指标数据", cell, value)
