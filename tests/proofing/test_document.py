"""Lint of a .docx: nothing binding on our own, and each planted fault by its own code."""

import io
from pathlib import Path

import docx
import pytest

from bulletin.model.remark import Remark, Strength
from bulletin.proofing.lint import lint, lint_bytes
from tests.proofing.faults import FAULTS, FULL, Fault, continuous
from tests.proofing.samples import full_sample
from tests.sample import Sample


@pytest.fixture(scope="module")
def good(workspace: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample month as `generate` makes it."""
    return Sample(workspace, tmp_path_factory.mktemp("good")).make().made.docx


@pytest.fixture(scope="module")
def before(good: Path) -> frozenset[Remark]:
    return frozenset(lint(good))


def test_our_own_bulletin_has_nothing_binding(before: frozenset[Remark]) -> None:
    assert not {r for r in before if r.strength is not Strength.HINT}


def test_the_hints_on_our_own_bulletin_are_true(before: frozenset[Remark]) -> None:
    # Of the seed's own wording: 近200余名, two spaces and pauses between quotations.
    codes = sorted(remark.code for remark in before)
    assert codes == [
        "double-approximation",
        *["pause-between-quotes"] * 3,
        "signature-long",
        "space-in-text",
    ]


@pytest.mark.parametrize(
    "fault", FAULTS, ids=lambda fault: f"{fault.code}-{fault.name}"
)
def test_a_planted_fault_brings_its_code_and_no_other(
    fault: Fault, good: Path, before: frozenset[Remark]
) -> None:
    document = docx.Document(str(good))
    fault.plant(document)
    usual = {remark.code for remark in before}
    assert {r.code for r in linted(document)} - usual == {fault.code}


@pytest.fixture(scope="module")
def full(workspace: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same with 版头 and 版记."""
    return full_sample(workspace, tmp_path_factory.mktemp("full")).make().made.docx


def test_a_whole_official_document_has_nothing_binding(full: Path) -> None:
    assert not {r for r in lint(full) if r.strength is not Strength.HINT}


@pytest.mark.parametrize("fault", FULL, ids=lambda fault: f"{fault.code}-{fault.name}")
def test_a_fault_in_head_or_imprint_brings_its_code_and_no_other(
    fault: Fault, full: Path
) -> None:
    document = docx.Document(str(full))
    fault.plant(document)
    usual = {remark.code for remark in lint(full)}
    assert {r.code for r in linted(document)} - usual == {fault.code}


def test_an_attachment_on_the_same_page_is_found(good: Path) -> None:
    document = docx.Document(str(good))
    continuous(document)
    assert "attachment-page" in {remark.code for remark in linted(document)}


def linted(document: docx.document.Document) -> frozenset[Remark]:
    file = io.BytesIO()
    document.save(file)
    return frozenset(lint_bytes(file.getvalue(), "x.docx"))
