"""What of all claims goes into the workbook, and what nobody but a clerk can decide."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from bulletin.intake.returns.claim import Claim
from bulletin.intake.returns.meaning import Key
from bulletin.intake.workbook import Cell, CellKind
from bulletin.model.figure import Figures, Observation
from bulletin.model.history import History
from bulletin.model.indicator import Item
from bulletin.model.journal import Journal, Origin
from bulletin.model.period import ReportingPeriod
from bulletin.model.place import Place
from bulletin.model.problem import Code, Problem

# 千元 taken for 万元 would be ten times too much, and no year grows so.
_LIKELY = 5


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the clerk decided: files that win, and whether typed figures may go."""

    prefer: tuple[str, ...] = ()
    replace: bool = False

    def prefers(self, claim: Claim) -> bool:
        """Whether the claim's file was named, by its path or its name alone."""
        file = claim.place.file
        return any(wish in (file, file.rpartition("/")[2]) for wish in self.prefer)


@dataclass(frozen=True, slots=True)
class Desk:
    """The workbook as it stands: its figures, raw cells by address, and its journal."""

    figures: Figures
    cells: Mapping[str, Cell]
    journal: Journal
    recent: History
    period: ReportingPeriod


@dataclass(frozen=True, slots=True)
class Change:
    """A figure to be written, and what the cell showed before (nothing if blank)."""

    claim: Claim
    at: Observation
    before: str


@dataclass(frozen=True, slots=True)
class Decision:
    """The changes, the origins of every collected figure, and all problems."""

    changes: tuple[Change, ...]
    journal: Journal
    problems: tuple[Problem, ...]


def decide(claims: Iterable[Claim], desk: Desk, wishes: Wishes) -> Decision:
    """What is written, kept, and asked about; nothing is written of what is disputed."""
    deciding = _Deciding(desk, wishes, dict(desk.journal.origins))
    by_key: dict[Key, list[Claim]] = {}
    for claim in claims:
        by_key.setdefault(claim.key, []).append(claim)
    for key, every in by_key.items():
        deciding.settle(key, every)
    journal = Journal(deciding.origins)
    return Decision(tuple(deciding.changes), journal, tuple(deciding.problems))


@dataclass(frozen=True, slots=True)
class _Deciding:
    desk: Desk
    wishes: Wishes
    origins: dict[Key, Origin]
    changes: list[Change] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def settle(self, key: Key, every: list[Claim]) -> None:
        """One figure of the workbook, and all that was claimed of it."""
        at = self.desk.figures.observations.get(key)
        if at is None or at.place is None or not at.place.cell:
            message = f"工作簿里没有{_title(key)}这一格，没有写入"
            advice = "要用的，请在工作簿里补上这一行或列"
            self._add(Code.UNRECOGNISED, message, advice, every[0].place)
            return
        clear = [claim for claim in every if not self._is_blind(claim, at)]
        claims = self._standing(key, clear)
        if len({claim.content for claim in claims}) > 1:
            self._dispute(key, claims)
        elif claims:
            self._apply(claims, at, self._passed_over(key, clear, claims))

    def _is_blind(self, claim: Claim, at: Observation) -> bool:
        """Whether a figure without a unit might as well be in another: told, not taken."""
        if not claim.is_scaled_blindly or claim.value is None:
            return False
        name, area, _ = claim.key
        value = Fraction(claim.value)
        for known in self._known(name, area, at):
            if known and 1 < value / known * _LIKELY < _LIKELY**2:
                return False
        message = f"{_title(claim.key)}报的是{claim.shown}，没有写单位，不知道是不是工作簿的单位"
        advice = "请在表头写上单位，如（万元），再汇总；或核对后自己填"
        self._add(Code.UNRECOGNISED, message, advice, claim.place)
        return True

    def _known(self, name: str, area: str, at: Observation) -> Iterator[Fraction]:
        """What the figure must be near to, if it is in the unit of the workbook."""
        figures, recent = self.desk.figures, self.desk.recent
        seen = [figures.get(name, area, item) for item in (Item.BASE, Item.TARGET)]
        last = recent.last_of_year(self.desk.period) or self.desk.period.earlier(1)
        seen.append(recent.get(last, name, area, Item.CURRENT))
        for observation in (at, *seen):
            if observation.value is not None:
                yield Fraction(observation.value)

    def _standing(self, key: Key, claims: list[Claim]) -> list[Claim]:
        """The claims that count: those of files that are preferred, now or before."""
        preferred = [claim for claim in claims if self.wishes.prefers(claim)]
        if preferred:
            return preferred
        origin = self.desk.journal.origins.get(key)
        passed = origin.passed_over if origin else ()
        return [claim for claim in claims if claim.sha256 not in passed] or claims

    def _passed_over(
        self, key: Key, every: list[Claim], kept: list[Claim]
    ) -> tuple[str, ...]:
        origin = self.desk.journal.origins.get(key)
        now = {claim.sha256 for claim in every} - {claim.sha256 for claim in kept}
        return tuple(sorted(now | set(origin.passed_over if origin else ())))

    def _dispute(self, key: Key, claims: list[Claim]) -> None:
        """Two answers: nobody knows which one counts."""
        said = "；".join(f"{c.place}报{c.shown}" for c in _distinct(claims))
        files = {claim.place.file for claim in claims}
        message = f"{_title(key)}有不同的数，没有写入：{said}"
        if len(files) == 1:
            self._add(
                Code.CONFLICT, message, "请核对这个文件，只留一个", claims[0].place
            )
            return
        last = claims[-1].place.file
        advice = f"请核对；以某个文件为准的，加 --prefer 文件名，如 --prefer {last}"
        self._add(Code.REPEATED_RETURN, message, advice, claims[-1].place)

    def _apply(
        self, claims: list[Claim], at: Observation, passed: tuple[str, ...]
    ) -> None:
        claim = claims[0]
        origin = self.origins.get(claim.key)
        cell = self.desk.cells.get(at.at.cell)
        if (at.state, at.value) == (claim.state, claim.value):
            kept = [c for c in claims if origin and c.place == origin.place]
            self._remember((kept or claims)[0], passed)
            return
        is_collected = origin is not None and at.value == origin.value
        if cell is not None and cell.kind is CellKind.FORMULA:
            message = f"{_title(claim.key)}这一格是公式，结果与报的{claim.shown}不同，没有写入"
            advice = f"请核对（{claim.place}）；要改的请自己改公式"
            self._add(Code.FORMULA_CELL, message, advice, at.at)
        elif cell is None or is_collected or self.wishes.replace:
            before = "" if cell is None else _shown(at, cell)
            self.changes.append(Change(claim, at, before))
            self._remember(claim, passed)
        else:
            message = f"{_title(claim.key)}已填{_shown(at, cell)}，报的是{claim.shown}"
            advice = f"没有改（{claim.place}）。请核对；以报表为准的，加 --replace"
            self._add(Code.CONFLICT, message, advice, at.at)

    def _remember(self, claim: Claim, passed: tuple[str, ...]) -> None:
        if claim.value is None:
            self.origins.pop(claim.key, None)
        else:
            origin = Origin(claim.value, claim.place, claim.sha256, passed)
            self.origins[claim.key] = origin

    def _add(self, code: Code, message: str, advice: str, place: Place) -> None:
        self.problems.append(Problem(code, message, advice, place))


def _title(key: Key) -> str:
    indicator, area, item = key
    return f"{area}“{indicator}”的{item}"


def _shown(at: Observation, cell: Cell) -> str:
    """What a cell shows, also where it is no figure."""
    return str(cell.content) if at.value is None else f"{at.value:f}"


def _distinct(claims: list[Claim]) -> list[Claim]:
    """One claim for each content."""
    return list({claim.content: claim for claim in reversed(claims)}.values())[::-1]
