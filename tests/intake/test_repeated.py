"""What was pasted twice, in 名单 or 文字, is found at the second."""

import pytest

from bulletin.model.problem import Code, Stage
from tests.intake.reading import read, seen
from tests.sample import Sample

LISTS, TEXTS = "名单", "文字"


def errors(sample: Sample) -> list[tuple[str, str]]:
    """Code and cell of each error of the workbook."""
    return seen(problem for problem in read(sample).problems if problem.is_error)


@pytest.mark.parametrize("row", range(2, 13))
def test_an_entry_twice_is_found_at_the_second(sample: Sample, row: int) -> None:
    sheet = sample.sheet(LISTS)
    sheet.append([cell.value for cell in sheet[row]])
    assert errors(sample) == [("repeated-entry", "A13")]
    [problem] = [p for p in read(sample).problems if p.code is Code.REPEATED_ENTRY]
    assert f"A{row}" in problem.message
    assert problem.can_be_settled
    assert not problem.refused_at(Stage.REVIEW)
    assert problem.refused_at(Stage.FINAL)


@pytest.mark.parametrize("column", "ACDEFGH")
def test_an_entry_that_differs_in_one_column_is_another(
    sample: Sample, column: str
) -> None:
    sheet = sample.sheet(LISTS)
    sheet.append([cell.value for cell in sheet[12]])
    sample.type(LISTS, f"{column}13", "专利奖" if column == "A" else 2021)
    assert not any(code == "repeated-entry" for code, _ in errors(sample))


def test_space_and_dashes_make_no_other_entry(sample: Sample) -> None:
    sheet = sample.sheet(LISTS)
    sheet.append([f" {cell.value} " if cell.value else "—" for cell in sheet[2]])
    assert errors(sample) == [("repeated-entry", "A13")]


def test_the_optional_columns_of_an_entry_may_stay_blank(sample: Sample) -> None:
    sample.type(LISTS, "G12", None)
    sample.type(LISTS, "H12", None)
    assert errors(sample) == []


@pytest.mark.parametrize("slot", ["保护", "宣传", "结语"])
@pytest.mark.parametrize("around", ["{0}", " {0} ", "另有一段。\n{0}"])
def test_a_paragraph_twice_is_found_in_its_own_slot_and_in_another(
    sample: Sample, slot: str, around: str
) -> None:
    text = str(sample.sheet(TEXTS)["C4"].value)
    sample.sheet(TEXTS).append([slot, 99, around.format(text)])
    assert errors(sample) == [("repeated-entry", "C14")]
    [problem] = [p for p in read(sample).problems if p.code is Code.REPEATED_ENTRY]
    assert "“保护”的C4" in problem.message


def test_a_paragraph_twice_in_one_cell_is_found(sample: Sample) -> None:
    sample.type(TEXTS, "C7", "同一段话。\n同一段话。")
    assert errors(sample) == [("repeated-entry", "C7")]


def test_paragraphs_that_differ_in_a_word_are_two(sample: Sample) -> None:
    text = str(sample.sheet(TEXTS)["C4"].value)
    sample.sheet(TEXTS).append(["保护", 99, f"{text}其他。"])
    assert errors(sample) == []
