"""One sheet of two copies: what the second brings, and where the two contradict."""

from dataclasses import dataclass, field, replace

from bulletin.intake.merging.lines import ENTRIES, KEYS, Key, Line, Lines
from bulletin.intake.merging.said import Content, Said
from bulletin.intake.stale import HEADING as CARRIED
from bulletin.model.place import Place
from bulletin.model.problem import Code, Problem

_KEPT = "结果里留的是第一份的，请核对后自己改"
_BY_HAND = "没有合并进来，要的请自己填进结果"
_NO_LINE = Line(0, {})


@dataclass(frozen=True, slots=True)
class Taken:
    """A cell of the result as the second copy has it; an empty content clears it."""

    place: Place
    content: Content
    what: str


@dataclass(frozen=True, slots=True)
class Pair:
    """A sheet of both copies; `base` is that of the original, None if none is known.

    `place` is the sheet in the first copy, which is the result to be.
    """

    place: Place
    first: Lines
    second: Lines
    base: Lines | None
    taken: list[Taken] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def merge(self) -> None:
        """Go through the lines of the second copy; what comes of it is in the lists."""
        old = self.base.lines if self.base else {}
        last = self.first.last
        for key, theirs in self.second.lines.items():
            ours, before = self.first.lines.get(key), old.get(key)
            if ours is not None:
                self._cells(key, ours, theirs, before or _NO_LINE)
            elif before is not None:
                self._removed_by_first(key, theirs, before)
            elif self._says_anything(theirs):
                last += 1
                self._add(key, last, theirs)
        if self.place.sheet in ENTRIES:
            for key, before in old.items():
                if key not in self.second.lines:
                    self._removed_by_second(key, before)

    def _cells(self, key: Key, ours: Line, theirs: Line, before: Line) -> None:
        """A line of both: what only the second one changed is taken."""
        broken = (*ours.broken, *theirs.broken, *before.broken)
        for heading in dict.fromkeys((*theirs.cells, *ours.cells)):
            if heading in KEYS[self.place.sheet] or heading in broken:
                continue
            cells = [line.cells.get(heading) for line in (ours, theirs, before)]
            mine, new, old = (cell.meaning if cell else None for cell in cells)
            if heading == CARRIED and old is None and _agree(ours, theirs):
                # Both had the mark of a text that was carried over; one has checked it.
                old = mine or new
            if new in (mine, old):
                continue
            if mine == old:
                content = cells[1].content if cells[1] else ""
                self._take(key, heading, ours.number, content)
            else:
                self._contradict(key, heading, ours, theirs)

    def _add(self, key: Key, number: int, theirs: Line) -> None:
        """A line that only the second copy has goes below all others."""
        names = dict(zip(KEYS[self.place.sheet], key, strict=False))
        for heading in dict.fromkeys((*names, *theirs.cells)):
            cell = theirs.cells.get(heading)
            content = cell.content if cell else names.get(heading, "")
            if content and (cell or heading != "序号"):
                self._take(key, heading, number, content)

    def _says_anything(self, line: Line) -> bool:
        """An entry always does; a row of figures where any is filled in."""
        names = KEYS[self.place.sheet]
        return self.place.sheet in ENTRIES or any(h not in names for h in line.cells)

    def _removed_by_first(self, key: Key, theirs: Line, before: Line) -> None:
        if theirs.meaning != before.meaning:
            message = f"{_name(key)}第一份删去了，第二份（第{theirs.number}行）却改过"
            self.problems.append(self._problem("", message, _BY_HAND))

    def _removed_by_second(self, key: Key, before: Line) -> None:
        ours = self.first.lines.get(key)
        if ours is None:
            return
        if ours.meaning == before.meaning:
            for heading in ours.cells:
                self._take(key, heading, ours.number, "")
        else:
            message = f"{_name(key)}第二份删去了，第一份却改过"
            cell = f"A{ours.number}"
            self.problems.append(self._problem(cell, message, _KEPT))

    def _take(self, key: Key, heading: str, row: int, content: Content) -> None:
        column = self.first.columns.get(heading)
        if column is None:
            message = f"第一份没有“{heading}”列，第二份的“{content}”没有地方填"
            self.problems.append(self._problem("", message, _BY_HAND))
            return
        place = replace(self.place, cell=f"{column}{row}")
        self.taken.append(Taken(place, content, f"{_name(key)}的“{heading}”"))

    def _contradict(self, key: Key, heading: str, ours: Line, theirs: Line) -> None:
        mine, new = ours.cells.get(heading), theirs.cells.get(heading)
        at = new.place.cell if new else f"{self.second.columns[heading]}{theirs.number}"
        message = (
            f"{_name(key)}的“{heading}”两份不一样："
            f"第一份{_shown(mine)}，第二份（{at}）{_shown(new)}"
        )
        cell = f"{self.first.columns.get(heading, 'A')}{ours.number}"
        self.problems.append(self._problem(cell, message, _KEPT))

    def _problem(self, cell: str, message: str, advice: str) -> Problem:
        return Problem(Code.CONFLICT, message, advice, replace(self.place, cell=cell))


def _agree(ours: Line, theirs: Line) -> bool:
    """Whether the lines say the same but for the mark of what was carried over."""
    unmarked = [
        {heading: said for heading, said in line.meaning.items() if heading != CARRIED}
        for line in (ours, theirs)
    ]
    return unmarked[0] == unmarked[1]


def _name(key: Key) -> str:
    return f"“{' '.join(filter(None, key))}”"


def _shown(cell: Said | None) -> str:
    return f"填的是“{cell}”" if cell else "空着"
