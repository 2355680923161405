"""The one place that knows the order of the stages, from workbook to finished files."""

import datetime
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from bulletin.analysis.facts import Facts
from bulletin.analysis.findings import findings, headings
from bulletin.drafting import numerals
from bulletin.drafting.vocabulary import heading_problems, vocabulary
from bulletin.handbook import read as handbooks
from bulletin.intake import month as months
from bulletin.intake.month import Reading
from bulletin.intake.settlements import settle
from bulletin.model.edition import Cover, Dataset, Edition, Text
from bulletin.model.fact import Fact, Outcome
from bulletin.model.figure import Figures
from bulletin.model.finding import Analysis
from bulletin.model.handbook import Handbook
from bulletin.model.page import Converted, Engine, Manner, Page
from bulletin.model.period import ReportingPeriod
from bulletin.model.place import Place
from bulletin.model.problem import (
    Code,
    Problem,
    ProblemsError,
    Stage,
)
from bulletin.model.vocabulary import Vocabulary
from bulletin.pages.package import read
from bulletin.publishing import grammar, record, shelf
from bulletin.publishing import names as template_names
from bulletin.publishing import template as templates
from bulletin.publishing.template import Template
from bulletin.release import Made, Release
from bulletin.workspace import Workspace

Report = Callable[[str], None]
_NO_PERIOD = ReportingPeriod(2000, 1)
_DAY = re.compile(r"(\d+)年(\d+)月(\d+)日")


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
class Month:
    """A month worked out as far as words: nothing is printed yet."""

    stage: Stage
    reading: Reading
    handbook: Handbook
    handbook_sha256: str
    dataset: Dataset
    template: Template
    trees: grammar.Trees
    facts: Facts
    vocabulary: Vocabulary
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Conversion:
    """A .docx to make a PDF of; `standard` None means that of the workspace."""

    document: Path
    target: Path
    engine: Engine
    standard: str | None = None


@dataclass(frozen=True, slots=True)
class Checked:
    """Every problem; of a workbook also its period, where that could be read."""

    period: ReportingPeriod | None
    problems: tuple[Problem, ...]


def generate(workspace: Workspace, order: Order, report: Report) -> Made:
    """The bulletin of the month in `output`/2022-07, or nothing at all.

    Raises ProblemsError with everything, when the stage refuses any of it.
    """
    month = _prepare(workspace, order.workbook, order.stage, report)
    _refuse(month.problems, order.stage)
    report("填写模板")
    page, problems = _print(month)
    _refuse(problems, order.stage)
    printed = {each.fact for each in page.prints}
    ledger = month.vocabulary.ledger
    release = Release(
        month.dataset.edition,
        month.stage,
        page,
        _identity(month),
        [_entry(fact) for key, fact in ledger.items() if key in printed],
        problems,
    )
    if order.pdf:
        report("生成 PDF")
        release = release.with_pdf(
            replace(month.handbook.catalogue.pdf, engine=order.pdf)
        )
    report("写入文件")
    return release.shelve(order.output)


def pdf(workspace: Workspace | None, order: Conversion, report: Report) -> Converted:
    """The PDF of any bulletin's .docx, by the workspace's settings where there is one.

    Raises BulletinError where it cannot be made whole; nothing is written then.
    """
    from bulletin.publishing.pdf.convert import convert  # noqa: PLC0415 - slow

    manner = Manner()
    if workspace is not None:
        manner = handbooks.read(workspace.handbook)[0].catalogue.pdf
    manner = replace(
        manner, engine=order.engine, standard=order.standard or manner.standard
    )
    report("生成 PDF")
    made = convert(read(order.document), manner)
    shelf.write(order.target, made.data)
    return made


def check(workspace: Workspace, workbook: Path | None, report: Report) -> Checked:
    """Every problem of a workbook; without one, of handbook and template together."""
    if workbook is None:
        handbook, hints = handbooks.read(workspace.handbook)
        template = templates.read(workspace.template)
        words = _empty_vocabulary(handbook)
        trees, unread = grammar.parse(template)
        loose = template_names.check(template, trees, words)
        return Checked(None, (*hints, *unread, *loose))
    month = _prepare(workspace, workbook, Stage.REVIEW, report)
    period = month.dataset.edition.period
    if any(problem.refused_at(Stage.DRAFT) for problem in month.problems):
        return Checked(period, month.problems)
    report("试填模板")
    return Checked(period, _print(month)[1])


def facts(workspace: Workspace, workbook: Path, report: Report) -> list[dict[str, Any]]:
    """Every fact of the month: the measures, and whatever was put into words."""
    month = _prepare(workspace, workbook, Stage.DRAFT, report)
    listed = {fact.id: fact for fact in month.facts.all()}
    return [_entry(fact) for fact in (listed | dict(month.vocabulary.ledger)).values()]


def names(
    workspace: Workspace,
    workbook: Path | None,
    report: Report,
) -> list[tuple[str, str]]:
    """Every name that a template may use, with its value where there is a workbook."""
    if workbook is None:
        handbook, _ = handbooks.read(workspace.handbook)
        return [(name, "") for name, _ in _empty_vocabulary(handbook).walk()]
    return list(_prepare(workspace, workbook, Stage.DRAFT, report).vocabulary.walk())


def _prepare(
    workspace: Workspace,
    workbook: Path,
    stage: Stage,
    report: Report,
) -> Month:
    """Everything up to the words, with all problems of handbook, template and data."""
    report("读取手册和模板")
    handbook, hints = handbooks.read(workspace.handbook)
    template = templates.read(workspace.template)
    trees, unread = grammar.parse(template)
    report("读取工作簿")
    reading = months.read(workbook, handbook)
    dataset = reading.dataset
    if dataset is None:
        raise ProblemsError((*hints, *reading.problems))
    report("计算指标")
    book = Facts(handbook.catalogue, dataset)
    analysis = _analyse(handbook, book)
    words = vocabulary(handbook, dataset, analysis, stage)
    found = (
        *reading.problems,
        *heading_problems(dataset, analysis),
        *(() if unread else template_names.unprinted(trees, dataset.narrative)),
    )
    problems = (
        *hints,
        *unread,
        *template_names.check(template, trees, words),
        *settle(reading.settlements, found),
    )
    digest = handbooks.sha256(workspace.handbook)
    return Month(
        stage,
        reading,
        handbook,
        digest,
        dataset,
        template,
        trees,
        book,
        words,
        problems,
    )


def _analyse(handbook: Handbook, book: Facts) -> Analysis:
    return Analysis(book, findings(handbook, book), headings(handbook, book))


def _empty_vocabulary(handbook: Handbook) -> Vocabulary:
    """All names without data, as a template may use them in any month."""
    office = handbook.catalogue.office
    cover = {Cover.TITLE: Text(office.title), Cover.ISSUER: Text(office.issuer)}
    dataset = Dataset(Edition(_NO_PERIOD, cover), Figures({}))
    analysis = _analyse(handbook, Facts(handbook.catalogue, dataset))
    return vocabulary(handbook, dataset, analysis, Stage.REVIEW)


def _entry(fact: Fact) -> dict[str, Any]:
    return record.fact_entry(fact, numerals.text(fact), numerals.exact)


def _print(month: Month) -> tuple[Page, tuple[Problem, ...]]:
    """The page, and all problems with those of figures that it printed as ××."""
    page = _render(month)
    stops = (p for p in month.problems if p.refused_at(Stage.REVIEW))
    known = {problem.place for problem in stops}
    holes = (month.vocabulary.ledger[fact] for fact in page.holes)
    more = (_no_figure(month, hole) for hole in holes if known.isdisjoint(hole.sources))
    return page, (*month.problems, *more)


def _render(month: Month) -> Page:
    # docxtpl takes a quarter of a second to import; a refusal need not wait for it.
    from bulletin.publishing import word  # noqa: PLC0415 - slow, as said above

    edition = month.dataset.edition
    properties = word.Properties(
        edition.cover[Cover.TITLE].value,
        edition.cover[Cover.ISSUER].value,
        _date(edition),
    )
    return word.render(month.template, month.trees, month.vocabulary, properties)


def _date(edition: Edition) -> datetime.date:
    """The date of issue; until it is signed, the last day of the period."""
    issued = edition.cover.get(Cover.ISSUED, Text(""))
    match = _DAY.fullmatch(issued.value)
    if match:
        return datetime.date(int(match[1]), int(match[2]), int(match[3]))
    return edition.period.last_day


def _no_figure(month: Month, fact: Fact) -> Problem:
    """A fact that the template prints and the data do not have."""
    place = fact.sources[-1] if fact.sources else Place(month.reading.file)
    name = fact.id.replace(".", "的")
    reason = {
        Outcome.PENDING: "需要的数没有填",
        Outcome.NOT_APPLICABLE: "没有数",
    }.get(fact.outcome, fact.outcome.value)
    advice = "请补填；确实没有的，请在模板里用 {% if %} 略去这一处"
    message = f"模板要印“{name}”，但{reason}"
    return Problem(Code.NO_FIGURE, message, advice, place, owner="填报人")


def _refuse(problems: tuple[Problem, ...], stage: Stage) -> None:
    if any(problem.refused_at(stage) for problem in problems):
        raise ProblemsError(problems)


def _identity(month: Month) -> dict[str, str]:
    """What the edition was made from: names and digests."""
    return {
        "period": month.dataset.edition.period.key,
        "stage": month.stage.value,
        "workbook": month.reading.file,
        "workbook_sha256": month.reading.sha256,
        "template_sha256": month.template.sha256,
        "handbook_sha256": month.handbook_sha256,
    }
