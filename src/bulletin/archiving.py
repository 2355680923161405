"""An edition filed away: prepared as it was issued, put on the shelf, entered in the register."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from bulletin import past
from bulletin.handbook import read as handbooks
from bulletin.intake import journal as journals
from bulletin.model.edition import Cover
from bulletin.model.filing import FiledMonth, ends, filed
from bulletin.model.period import ReportingPeriod
from bulletin.model.problem import BulletinError, Code, Problem, ProblemsError, Stage
from bulletin.preparation import Month, Report, account, prepare, printed, refuse
from bulletin.publishing import archive as archives
from bulletin.publishing import filing, issued
from bulletin.publishing.record import sha256
from bulletin.workspace import Workspace

_HANDBOOK, _TEMPLATE, _ISSUED = "手册", "模板", "印发"


@dataclass(frozen=True, slots=True)
class Order:
    """Which month to file, from which workbook, and under which folder it was issued.

    `issued` None files the data alone: no bulletin was made of them here.
    """

    period: ReportingPeriod
    workbook: Path
    issued: Path | None


@dataclass(frozen=True, slots=True)
class Archived:
    """Where an edition lies now; `edited` are issued files that somebody changed.

    `note` says why the register was not written; it is then, the next time.
    """

    period: ReportingPeriod
    folder: archives.Folder
    edited: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = field(default=())
    note: str = ""


def archive(workspace: Workspace, order: Order, report: Report) -> Archived:
    """File the edition in the next folder of its month, unless nothing has changed.

    Raises ProblemsError with what a 印发稿 refuses, BulletinError where no such edition
    was issued or nothing can be written; the archive is then as it was.
    """
    month = prepare(workspace, order.workbook, Stage.FINAL, report)
    _expect(order, month)
    refuse(month.problems, Stage.FINAL)
    report("填写模板")
    _, problems = printed(month)
    refuse(problems, Stage.FINAL)
    facts = account(month)
    edition = issued.read(order.issued, month.identity, facts) if order.issued else None
    report("归档")
    figures, catalogue = month.dataset.figures, month.handbook.catalogue
    data = FiledMonth(
        order.period,
        month.reading.file,
        month.reading.sha256,
        filed(figures, catalogue),
        ends(figures, catalogue, order.period, month.reading.file),
        tuple(facts),
    )
    files = dict(_sources(workspace, order.workbook, month))
    if edition:
        files |= {f"{_ISSUED}/{name}": found for name, found in edition.files.items()}
    files[archives.DATA] = filing.dump([data])
    folder = archives.file_away(workspace.archive, order.period, files)
    register = past.register(workspace)
    edited = edition.edited if edition else ()
    note = register.note if register else ""
    return Archived(order.period, folder, edited, problems, note)


def _expect(order: Order, month: Month) -> None:
    edition = month.dataset.edition
    if edition.period != order.period:
        message = f"报告期是{edition.period.key}，要归档的却是{order.period.key}"
        place = edition.cover[Cover.PERIOD].at
        advice = "请核对报告期，或换一个工作簿"
        problem = Problem(Code.WRONG_PERIOD, message, advice, place)
        raise ProblemsError((problem,))


def _sources(
    workspace: Workspace, workbook: Path, month: Month
) -> Iterator[tuple[str, bytes]]:
    """What the edition was made from; BulletinError if that has changed meanwhile."""
    journal = journals.path(workbook)
    handbook = [workspace.handbook / name for name in handbooks.FILES]
    named = {workbook.name: workbook, f"{_TEMPLATE}/bulletin.docx": workspace.template}
    named |= {f"{_HANDBOOK}/{path.name}": path for path in handbook}
    if journal.is_file():
        named[journal.name] = journal
    try:
        files = {name: path.read_bytes() for name, path in named.items()}
    except OSError as error:
        raise BulletinError(f"{error.filename} 读不出来，没有归档。请重试") from None
    rules = b"".join(files[f"{_HANDBOOK}/{path.name}"] for path in handbook)
    now = (*(sha256(files[name]) for name in list(named)[:2]), sha256(rules))
    parts = ("workbook_sha256", "template_sha256", "handbook_sha256")
    if now != tuple(month.identity[part] for part in parts):
        raise BulletinError("工作簿、模板或手册刚刚被改动过，没有归档。请存盘后重试")
    yield from files.items()
