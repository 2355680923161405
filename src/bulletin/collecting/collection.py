"""A folder of returns collected into a month's workbook, all of it or nothing."""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from bulletin.collecting import writing
from bulletin.collecting.answers import Answer, answers, reminder
from bulletin.collecting.deciding import Change, Decision, Wishes, decide
from bulletin.collecting.gathering import PROPOSALS, Inbox, gathered
from bulletin.collecting.opening import Opened, opened
from bulletin.collecting.talking import Talk, talk
from bulletin.handbook import aliases as known_aliases
from bulletin.intake.continuity import continuity
from bulletin.intake.returns.claim import Claim, Return
from bulletin.intake.returns.files import Month
from bulletin.intake.returns.lexicon import lexicon
from bulletin.model.alias import Aliases
from bulletin.model.edition import Cover
from bulletin.model.figure import Figures
from bulletin.model.handbook import Handbook
from bulletin.model.period import ReportingPeriod
from bulletin.model.place import Place
from bulletin.model.problem import Code, Problem, ProblemsError
from bulletin.publishing import shelf
from bulletin.workspace import Workspace

Report = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Order:
    """What to collect into which workbook; `aliases` are words as they were typed.

    A rehearsal finds and tells everything and writes nothing.
    """

    folder: Path
    workbook: Path
    wishes: Wishes = field(default_factory=Wishes)
    aliases: Mapping[str, str] = field(default_factory=dict)
    due: str = ""
    is_rehearsal: bool = False


@dataclass(frozen=True, slots=True)
class Collected:
    """What came of it; `remembered` are the aliases that are new in the handbook."""

    period: ReportingPeriod
    workbook: Path
    returns: tuple[Return, ...]
    claims: tuple[Claim, ...]
    changes: tuple[Change, ...]
    answers: tuple[Answer, ...]
    reminder: str
    talk: Talk
    remembered: Aliases
    problems: tuple[Problem, ...]


def collect(workspace: Workspace, order: Order, report: Report) -> Collected:
    """Collect the folder into the workbook.

    Raises ProblemsError when the workbook, the handbook or an alias is wrong, and
    BulletinError when nothing can be written; everything is then as it was.
    """
    report("读取工作簿和手册")
    desk = opened(workspace, order.workbook)
    known, aliases = _aliases(workspace, order, desk.handbook)
    month = Month(desk.handbook, desk.desk.period, lexicon(desk.handbook, aliases))
    inbox = Inbox(order.folder, order.workbook)
    report("读取报表")
    returns = tuple(gathered(inbox, month))
    said = talk(inbox, month)
    claims = (*(c for each in returns for c in each.claims), *said.confirmed)
    sheets = writing.sheets(desk, decide(claims, desk.desk, order.wishes))
    decision = sheets.decision
    new = _new(aliases, said, known.everything().keys())
    if not order.is_rehearsal:
        report("写入工作簿")
        _write(workspace, order, new, said)
        writing.write(desk, decision, sheets.data)
    figures = _after(desk.dataset.figures, decision)
    given = answers(figures, claims, desk.handbook)
    problems = (
        *(problem for each in returns for problem in each.problems),
        *said.problems,
        *decision.problems,
        *sheets.problems,
        *_unlikely(desk, figures, decision),
    )
    title = desk.dataset.edition.cover[Cover.TITLE].value
    words = reminder(given, title, desk.desk.period, order.due)
    told = (returns, claims, decision.changes, given, words, said, new, problems)
    return Collected(desk.desk.period, order.workbook, *told)


def _aliases(
    workspace: Workspace, order: Order, handbook: Handbook
) -> tuple[Aliases, Aliases]:
    """The aliases of the handbook, and with those given now, none of which may differ."""
    known, problems = known_aliases.read(workspace.handbook, handbook)
    given, mistakes = known_aliases.told(order.aliases.items(), handbook)
    changed = tuple(_changed(known, given))
    if problems or mistakes or changed:
        raise ProblemsError((*problems, *mistakes, *changed))
    return known, known.extended(given)


def _changed(known: Aliases, given: Aliases) -> Iterator[Problem]:
    before, now = known.everything(), given.everything()
    for alias in before.keys() & now.keys():
        if before[alias] != now[alias]:
            message = f"“{alias}”已经指“{before[alias]}”，不能再指“{now[alias]}”"
            advice = f"请先在 data/handbook/{known_aliases.FILE} 里改掉原来的一条"
            place = Place(known_aliases.FILE, "", alias)
            yield Problem(Code.HANDBOOK_REFERENCE, message, advice, place)


def _new(every: Aliases, said: Talk, known: Collection[str]) -> Aliases:
    """What is to be remembered: aliases given now, and words that a clerk confirmed."""
    words = {w: n for w, n in said.words.items() if w not in every.everything()}
    return Aliases(
        {w: n for w, n in every.indicators.items() if w not in known} | words,
        {w: n for w, n in every.areas.items() if w not in known},
        frozenset(word for word in every.neutral if word not in known),
    )


def _write(workspace: Workspace, order: Order, new: Aliases, said: Talk) -> None:
    """Proposals and aliases: each is right by itself, whatever comes of the workbook."""
    if said.data is not None:
        shelf.write(order.folder / PROPOSALS, said.data)
    if new.everything():
        path = workspace.handbook / known_aliases.FILE
        data = path.read_bytes() if path.is_file() else None
        shelf.write(path, known_aliases.added(data, new))


def _after(figures: Figures, decision: Decision) -> Figures:
    """The figures of the workbook as it is now."""
    written = {
        change.claim.key: replace(
            change.at, state=change.claim.state, value=change.claim.value
        )
        for change in decision.changes
    }
    return replace(figures, observations={**figures.observations, **written})


def _unlikely(desk: Opened, figures: Figures, decision: Decision) -> Iterator[Problem]:
    """What of the figures written contradicts earlier months, or looks odd beside them."""
    written = {change.at.place for change in decision.changes}
    catalogue, state = desk.handbook.catalogue, desk.desk
    for problem in continuity(figures, state.recent, catalogue, state.period):
        if problem.place in written:
            yield problem
