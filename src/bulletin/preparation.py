"""One month as far as its page: data, template and handbook held against each other."""

import datetime
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bulletin import past
from bulletin.analysis.facts import Facts
from bulletin.analysis.findings import findings, headings
from bulletin.drafting import measures, numerals
from bulletin.drafting.remarks import contradictions, opinions_heeded, skipped
from bulletin.drafting.vocabulary import heading_problems, vocabulary
from bulletin.handbook import read as handbooks
from bulletin.handbook.dated import LATEST
from bulletin.intake import month as months
from bulletin.intake import workbook as workbooks
from bulletin.intake.month import Reading
from bulletin.intake.settlements import settle
from bulletin.intake.workbook import Workbook
from bulletin.model.edition import Cover, Dataset, Edition, Paragraph, Text
from bulletin.model.fact import Fact, Outcome
from bulletin.model.figure import Figures
from bulletin.model.finding import Analysis
from bulletin.model.handbook import Handbook
from bulletin.model.page import Page
from bulletin.model.period import ReportingPeriod
from bulletin.model.place import Place
from bulletin.model.problem import (
    Code,
    Problem,
    ProblemsError,
    Stage,
)
from bulletin.model.style import Style
from bulletin.model.vocabulary import Vocabulary
from bulletin.publishing import coverage, grammar, record, trial, units
from bulletin.publishing import names as template_names
from bulletin.publishing import template as templates
from bulletin.publishing.template import Template
from bulletin.workspace import Workspace

Report = Callable[[str], None]
_NO_PERIOD = ReportingPeriod(2000, 1)
_DAY = re.compile(r"(\d+)年(\d+)月(\d+)日")


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

    @property
    def identity(self) -> dict[str, str]:
        """What the edition is made from: names and digests."""
        return {
            "period": self.dataset.edition.period.key,
            "stage": self.stage.value,
            "workbook": self.reading.file,
            "workbook_sha256": self.reading.sha256,
            "template_sha256": self.template.sha256,
            "handbook_sha256": self.handbook_sha256,
        }


def prepare(
    workspace: Workspace,
    workbook: Path,
    stage: Stage,
    report: Report,
) -> Month:
    """Everything up to the words, with all problems of handbook, template and data."""
    report("读取工作簿")
    sheets = workbooks.read(workbook)
    report("读取手册和模板")
    handbook, hints = _handbook(workspace, sheets)
    template = templates.read(workspace.template)
    trees, unread = grammar.parse(template)
    known = past.known(workspace, workbook, handbook)
    reading = months.read(sheets, handbook, known)
    dataset = reading.dataset
    if dataset is None:
        raise ProblemsError((*hints, *reading.problems))
    report("计算指标")
    book = Facts(handbook.catalogue, dataset, known.history)
    analysis = _analyse(handbook, book)
    words = vocabulary(handbook, dataset, analysis, stage)
    found = (
        *reading.problems,
        *heading_problems(dataset, analysis),
        *contradictions(handbook, words.sentences, analysis.headings),
        *skipped(analysis.findings),
        *(() if unread else misprints(template, trees, handbook, dataset.narrative)),
    )
    problems = (
        *hints,
        *unread,
        *template_names.check(template, trees, words),
        *settle(reading.settlements, found),
        *opinions_heeded(words.sentences),
    )
    digest = handbooks.sha256(workspace.handbook)
    read = (stage, reading, handbook, digest, dataset, template, trees)
    return Month(*read, book, words, problems)


def _handbook(
    workspace: Workspace,
    sheets: Workbook,
) -> tuple[Handbook, tuple[Problem, ...]]:
    """The handbook with its hints, as it stands in the workbook's period."""
    return handbooks.read(workspace.handbook, months.period(sheets) or LATEST)


def misprints(
    template: Template,
    trees: grammar.Trees,
    handbook: Handbook,
    narrative: tuple[Paragraph, ...],
) -> Iterator[Problem]:
    """What a sound template would print beside a figure, or not at all."""
    yield from units.contradictions(template, trees, handbook.catalogue)
    yield from coverage.lost_narrative(trees, narrative)


def _analyse(handbook: Handbook, book: Facts) -> Analysis:
    return Analysis(book, findings(handbook, book), headings(handbook, book))


def empty_vocabulary(handbook: Handbook) -> Vocabulary:
    """All names without data, as a template may use them in any month."""
    office = handbook.catalogue.office
    cover = {Cover.TITLE: Text(office.title), Cover.ISSUER: Text(office.issuer)}
    dataset = Dataset(Edition(_NO_PERIOD, cover), Figures({}))
    analysis = _analyse(handbook, Facts(handbook.catalogue, dataset))
    return vocabulary(handbook, dataset, analysis, Stage.REVIEW)


def tried(
    template: Template,
    trees: grammar.Trees,
    words: Vocabulary,
) -> tuple[Problem, ...]:
    """What a month with everything, and one with nothing, would misprint."""
    # As below.
    from bulletin.publishing import word  # noqa: PLC0415 - slow

    properties = word.Properties("", "", _NO_PERIOD.last_day)
    found: list[Problem] = []
    for names in trial.vocabularies(words):
        try:
            word.render(template, trees, names, properties)
        except ProblemsError as error:
            found.extend(error.problems)
    return tuple(dict.fromkeys(found))


def refuse(problems: tuple[Problem, ...], stage: Stage) -> None:
    """Raise ProblemsError with everything, when the stage refuses any of it."""
    if any(problem.refused_at(stage) for problem in problems):
        raise ProblemsError(problems)


def account(month: Month) -> list[dict[str, Any]]:
    """Every fact of the month for JSON: the measures, and whatever was put into words."""
    listed = {fact.id: fact for fact in month.facts.all()}
    every = listed | dict(month.vocabulary.ledger)
    style = month.handbook.catalogue.style
    return [entry(fact, style) for fact in every.values()]


def entry(fact: Fact, style: Style) -> dict[str, Any]:
    """A fact for JSON, with its words in running text."""
    return record.fact_entry(fact, measures.text(fact, style), numerals.exact)


def printed(month: Month) -> tuple[Page, tuple[Problem, ...]]:
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
    known = fact.outcome is not Outcome.NO_HISTORY
    sources = fact.sources or (Place(month.reading.file),)
    # The month's own cell stands before those of earlier months.
    place = sources[-1 if known else 0]
    name = fact.id.replace(".", "的")
    reason = {
        Outcome.PENDING: "需要的数没有填",
        Outcome.NOT_APPLICABLE: "没有数",
    }.get(fact.outcome, fact.outcome.value)
    mend = "补填" if known else "归档以前的通报，或导入以前的数"
    advice = f"请{mend}；确实没有的，请在模板里用 {{% if %}} 略去这一处"
    message = f"模板要印“{name}”，但{reason}"
    return Problem(Code.NO_FIGURE, message, advice, place, owner="填报人")
