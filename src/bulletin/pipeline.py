"""The one place that knows the order of the stages, from workbook to finished files."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from bulletin.handbook import read as handbooks
from bulletin.intake import workbook as workbooks
from bulletin.model.handbook import Handbook
from bulletin.model.page import Engine
from bulletin.model.period import ReportingPeriod
from bulletin.model.problem import (
    Problem,
    ProblemsError,
    Stage,
)
from bulletin.preparation import (
    Month,
    Report,
    account,
    empty_vocabulary,
    entry,
    misprints,
    prepare,
    printed,
    refuse,
    tried,
)
from bulletin.publishing import advice, grammar, record, shelf
from bulletin.publishing import names as template_names
from bulletin.publishing import template as templates
from bulletin.publishing.coverage import untold_lags
from bulletin.release import Made, Release
from bulletin.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Order:
    """What to make: from which workbook, at which stage, and under which folder.

    `pdf` is what makes the PDF, None for none; its fonts and standard are the
    handbook's.
    """

    workbook: Path
    stage: Stage
    output: Path
    pdf: Engine | None = None


@dataclass(frozen=True, slots=True)
class Checked:
    """Every problem; of a workbook also its period, where that could be read."""

    period: ReportingPeriod | None
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Marked:
    """What a check found, the copy that shows it, and where an edited one went."""

    checked: Checked
    path: Path
    kept: Path | None


def generate(workspace: Workspace, order: Order, report: Report) -> Made:
    """The bulletin of the month in `output`/2022-07, or nothing at all.

    Raises ProblemsError with everything, when the stage refuses any of it.
    """
    month = prepare(workspace, order.workbook, order.stage, report)
    refuse(month.problems, order.stage)
    report("填写模板")
    page, problems = printed(month)
    refuse(problems, order.stage)
    on_page = {each.fact for each in page.prints}
    ledger, style = month.vocabulary.ledger, month.handbook.catalogue.style
    release = Release(
        month.dataset.edition,
        month.stage,
        page,
        month.identity,
        [entry(fact, style) for key, fact in ledger.items() if key in on_page],
        problems,
        style,
        record.commentary_entries(month.vocabulary.sentences),
    )
    if order.pdf:
        report("生成 PDF")
        release = release.with_pdf(
            replace(month.handbook.catalogue.pdf, engine=order.pdf)
        )
    report("核对版式")
    release = release.proofread()
    report("写入文件")
    return release.shelve(order.output)


def check(workspace: Workspace, workbook: Path | None, report: Report) -> Checked:
    """Every problem of a workbook; without one, of handbook and template together."""
    if workbook is None:
        handbook, hints = handbooks.read_throughout(workspace.handbook)
        template = templates.read(workspace.template)
        words = empty_vocabulary(handbook)
        trees, unread = grammar.parse(template)
        faults = (*unread, *template_names.check(template, trees, words))
        if not any(problem.is_error for problem in faults):
            faults = (
                *(*faults, *tried(template, trees, words)),
                *misprints(template, trees, handbook, ()),
                *advice.hints(template, trees, handbook, None),
                *untold_lags(trees, handbook, _lagging(handbook)),
            )
        return Checked(None, (*hints, *faults))
    month = prepare(workspace, workbook, Stage.REVIEW, report)
    period = month.dataset.edition.period
    if any(problem.refused_at(Stage.DRAFT) for problem in month.problems):
        return Checked(period, month.problems)
    report("试填模板")
    return Checked(period, (*printed(month)[1], *_hints(month)))


def mark(workspace: Workspace, workbook: Path, folder: Path, report: Report) -> Marked:
    """Every problem of a workbook, and a copy of it in the folder that shows them.

    Raises ProblemsError only for a workbook that cannot be opened.
    """
    # openpyxl is slow to import, and only this writes with it.
    from bulletin.intake.marking.copy import marked  # noqa: PLC0415 - as said
    from bulletin.intake.marking.seal import is_untouched  # noqa: PLC0415 - as said

    sheets = workbooks.read(workbook)
    try:
        checked = check(workspace, workbook, report)
    except ProblemsError as error:
        checked = Checked(None, error.problems)
    report("标出问题")
    data = marked(sheets, checked.problems)
    path = folder / f"{workbook.stem}（检查结果）.xlsx"
    is_edited = path.exists() and not is_untouched(path.read_bytes())
    kept = shelf.set_aside(path) if is_edited else None
    shelf.write(path, data)
    return Marked(checked, path, kept)


def _hints(month: Month) -> Iterator[Problem]:
    """What only whoever keeps template and handbook wants to know."""
    trees, handbook, book = month.trees, month.handbook, month.facts
    yield from advice.hints(month.template, trees, handbook, month.dataset.narrative)
    indicators = handbook.catalogue.indicators
    behind = [name for name in indicators if book.as_of(name) != book.period]
    yield from untold_lags(trees, handbook, behind)


def _lagging(handbook: Handbook) -> list[str]:
    indicators = handbook.catalogue.indicators.values()
    return [indicator.name for indicator in indicators if indicator.lag]


def facts(workspace: Workspace, workbook: Path, report: Report) -> list[dict[str, Any]]:
    """Every fact of the month: the measures, and whatever was put into words."""
    return account(prepare(workspace, workbook, Stage.DRAFT, report))


def names(
    workspace: Workspace,
    workbook: Path | None,
    report: Report,
) -> list[tuple[str, str]]:
    """Every name that a template may use, with its value where there is a workbook."""
    if workbook is None:
        handbook, _ = handbooks.read(workspace.handbook)
        return [(name, "") for name, _ in empty_vocabulary(handbook).walk()]
    return list(prepare(workspace, workbook, Stage.DRAFT, report).vocabulary.walk())
