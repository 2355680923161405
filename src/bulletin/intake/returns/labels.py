"""Which labels of a sheet speak of one of its cells: those above it and those of its row."""

from collections.abc import Iterator, Mapping
from itertools import pairwise

from bulletin.intake.returns.page import Page, Spot
from bulletin.intake.returns.senses import Kind, Label
from bulletin.model.problem import Code

_STRUCTURE = (
    *(Kind.INDICATOR, Kind.AREA, Kind.ITEM, Kind.UNIT, Kind.TIME, Kind.MONTHLY),
    Kind.ELSEWHEN,
)


class Puzzle(Exception):  # noqa: N818 - it is no error of the program's
    """Why a figure is not understood: what is there, what to do, and at which label.

    Without a message it is none of ours (growth, ranks, last month's) and not told.
    """

    def __init__(
        self,
        message: str = "",
        advice: str = "",
        at: Spot | None = None,
        code: Code = Code.UNRECOGNISED,
    ) -> None:
        super().__init__(message)
        self.message = message
        self.advice = advice
        self.at = at
        self.code = code


def labels(page: Page, spot: Spot) -> dict[Spot, Label]:
    """The labels of a figure by their cells; raises Puzzle where some must be missing."""
    row, column = spot
    found = {(at, column): label for at, label in _above(page, spot).items()}
    found |= {(row, at): label for at, label in _beside(page, spot)}
    if spot in page.spans:
        _refuse_torn(page, spot, found)
    return _joined(page, spot, found)


def _joined(page: Page, spot: Spot, found: Mapping[Spot, Label]) -> dict[Spot, Label]:
    """The labels, with a name that two cells share (质押 over 金额) as the one it is."""
    row, column = spot
    whole = dict(found)
    above = sorted(at for at in found if at[1] == column)
    beside = sorted(at for at in found if at[0] == row and at[1] < column)
    for first, second in (*pairwise(above), *pairwise(beside)):
        parts = found[first], found[second]
        if all(part.is_known for part in parts):
            continue
        name = page.lexicon.read("".join(part.text for part in parts))
        if name.is_indicator:
            whole.pop(first, None)
            whole[second] = name
    return whole


def _above(page: Page, spot: Spot) -> Mapping[int, Label]:
    row, column = spot
    above, is_own = page.column_labels(row, column)
    if is_own or (not page.headers and len(page.value_columns) == 1):
        return above
    if page.headers and not page.header(row):
        raise Puzzle("表头上面的数不知道是什么", "要用的，请放到表头下面", spot)
    raise Puzzle("这一列没有表头", "请写上表头，如指标名或区（市）名", spot)


def _beside(page: Page, spot: Spot) -> Iterator[tuple[int, Label]]:
    """The labels of the row but for remarks; right of the figure only what tells it apart."""
    row, column = spot
    for at, label in page.row_header(row, column):
        above = page.column_labels(row, at)[0].values()
        if any(each.has(Kind.ASIDE) for each in above):
            continue
        if at > column:
            is_meant = label.has(*_STRUCTURE)
        else:
            is_figure = (
                at in page.value_columns and above and all(e.is_known for e in above)
            )
            is_meant = label.is_known or not is_figure
        if is_meant:
            yield at, label


def _refuse_torn(page: Page, spot: Spot, found: Mapping[Spot, Label]) -> None:
    """A figure in a merged cell counts if all rows and columns under it say the same."""
    seen = set(found.values())
    for row, column in page.under(page.spans[spot]):
        above = page.column_labels(row, column)[0].values()
        beside = {label for _, label in _beside(page, (row, column))}
        if not set(above) | beside <= seen:
            advice = "请取消合并，每一格各填各的数"
            raise Puzzle("几格合并在一起，不知道这个数是哪一格的", advice, spot)
