"""Where reading a sheet stops: which cells lie beyond, and whether rows went on there."""

from dataclasses import dataclass, field

from bulletin.intake.grid import COLUMNS, ROWS, Layout, letters

_SHOWN = 3
# Some seconds of reading; a month's largest sheet has five hundred cells.
MOST_CELLS = 60_000


@dataclass(slots=True)
class Edges:
    """The filled cells of a sheet: how many are `near`, and which too far to be read."""

    near: int = 0
    count: int = 0
    first: list[str] = field(default_factory=list)
    _filled: set[int] = field(default_factory=set)

    def hold(self, row: int, column: int) -> bool:
        """Whether a filled cell is near enough; if not, it is remembered."""
        if row in (ROWS, ROWS + 1) and column <= COLUMNS:
            self._filled.add(row)
        if row <= ROWS and column <= COLUMNS:
            self.near += 1
            return True
        self.count += 1
        if len(self.first) < _SHOWN:
            self.first.append(f"{letters(column)}{row}")
        return False

    @property
    def is_cut(self) -> bool:
        """Whether filled rows go on behind the last one that is read."""
        return {ROWS, ROWS + 1} <= self._filled

    def layout(self) -> Layout:
        """What they say of the sheet."""
        return Layout(far=tuple(self.first), far_count=self.count, is_cut=self.is_cut)
