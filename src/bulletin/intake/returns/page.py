"""A sheet of a return taken apart: its titles, header rows, sections, labels and values."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from enum import Enum
from functools import cached_property
from operator import itemgetter

from bulletin.intake.grid import Span
from bulletin.intake.returns.content import is_blank, is_note, is_text, is_value
from bulletin.intake.returns.general import CORNERS
from bulletin.intake.returns.lexicon import Lexicon, folded
from bulletin.intake.returns.senses import Kind, Label
from bulletin.intake.workbook import Row

Spot = tuple[int, int]


class RowKind(Enum):
    """What a row is to the rows below it."""

    EMPTY = "空行"
    HEADER = "表头"
    SECTION = "标题"
    DATA = "数据"
    OTHER = "其他"


class Page:
    """The cells of a sheet by row and column, told apart as labels, notes and values."""

    def __init__(
        self,
        rows: Iterable[tuple[int, Row]],
        merged: Iterable[Span],
        lexicon: Lexicon,
    ) -> None:
        self.cells = {
            (row, column): cell
            for row, cells in rows
            for column, cell in cells.items()
            if not is_blank(cell)
        }
        self.lexicon = lexicon
        self._above: dict[
            tuple[tuple[int, ...], int], tuple[dict[int, Label], bool]
        ] = {}
        self._beside: dict[int, dict[int, Label]] = {}
        self.last_row = max((row for row, _ in self.cells), default=0)
        self.last_column = max((column for _, column in self.cells), default=0)
        self.spans = {
            (m.top, m.left): m for m in merged if (m.top, m.left) in self.cells
        }
        self._shown = {
            spot: first
            for first, span in self.spans.items()
            for spot in self.under(span)
        }

    @cached_property
    def labels(self) -> Mapping[Spot, Label]:
        """The texts that are no values and no notes."""
        texts = ((spot, cell) for spot, cell in self.cells.items() if is_text(cell))
        read = ((spot, self.lexicon.read(str(cell.content))) for spot, cell in texts)
        return {
            spot: text
            for spot, text in read
            if not is_value(self.cells[spot], text) and not is_note(text.text)
        }

    @cached_property
    def notes(self) -> tuple[str, ...]:
        """Texts such as 单位：万元, which speak of the whole sheet."""
        texts = (folded(str(c.content)) for c in self.cells.values() if is_text(c))
        return tuple(text for text in texts if is_note(text))

    @cached_property
    def values(self) -> tuple[Spot, ...]:
        """The cells with figures, or what stands in their place."""
        return tuple(
            spot
            for spot, cell in self.cells.items()
            if not is_text(cell) or is_value(cell, self.lexicon.read(str(cell.content)))
        )

    @cached_property
    def value_columns(self) -> frozenset[int]:
        """The columns that hold any value."""
        return frozenset(column for _, column in self.values)

    def under(self, span: Span) -> Iterator[Spot]:
        """The cells of a span that lie within the sheet's filled part."""
        for row in range(span.top, min(span.bottom, self.last_row) + 1):
            for column in range(span.left, min(span.right, self.last_column) + 1):
                yield row, column

    def shown(self, spot: Spot) -> Label | None:
        """The label that is seen in a cell, its own or that of the merged cell over it."""
        return self.labels.get(self._shown.get(spot, spot))

    def row_labels(self, row: int) -> dict[int, Label]:
        """The labels that begin in a row, by column."""
        return self._labels_by_row.get(row, {})

    @cached_property
    def _labels_by_row(self) -> dict[int, dict[int, Label]]:
        found: dict[int, dict[int, Label]] = {}
        for (row, column), text in self.labels.items():
            found.setdefault(row, {})[column] = text
        return found

    @cached_property
    def kinds(self) -> Mapping[int, RowKind]:
        """What each row is."""
        kinds: dict[int, RowKind] = {}
        valued = {row for row, _ in self.values}
        for row in range(1, self.last_row + 1):
            is_data = row in valued and not self._is_headed(row)
            kinds[row] = RowKind.DATA if is_data else self._kind(row, kinds)
        return kinds

    def _is_headed(self, row: int) -> bool:
        """Whether it is one of headings whatever else it holds: 区（市）, 2021, 2022."""
        labels = self.row_labels(row).values()
        corners = (label.values(Kind.HEADING) & CORNERS for label in labels)
        return any(corners) and not any(label.told for label in labels)

    def _kind(self, row: int, above: Mapping[int, RowKind]) -> RowKind:
        labels = self.row_labels(row)
        if not labels:
            return RowKind.EMPTY
        if self._is_headed(row):
            return RowKind.HEADER
        over = [column for column in labels if self._covers_values(row, column)]
        if len(labels) == 1 and (not over or self._covers_labels(row, *labels)):
            peers = (self._is_peer(*each) for each in labels.items())
            return RowKind.OTHER if any(peers) else RowKind.SECTION
        is_known = any(labels[column].is_known for column in over)
        is_odd = any(
            self._is_peer(c, each) for c, each in labels.items() if c not in over
        )
        if over and (is_known or not is_odd or self._is_under_header(row, above)):
            return RowKind.HEADER
        return RowKind.OTHER

    def _is_under_header(self, row: int, above: Mapping[int, RowKind]) -> bool:
        """Whether no figure stands between the row and the headers above, if any."""
        for up in range(row - 1, 0, -1):
            if above[up] in (RowKind.DATA, RowKind.HEADER):
                return above[up] is RowKind.HEADER
        return True

    def _is_peer(self, column: int, label: Label) -> bool:
        """Whether a label is like those of the rows with figures: one without any."""
        return bool(label.told) and label.told <= self._told[column]

    @cached_property
    def _told(self) -> Mapping[int, frozenset[Kind]]:
        """What the labels of rows with figures tell, by column."""
        valued = {row for row, _ in self.values}
        told: dict[int, frozenset[Kind]] = defaultdict(frozenset)
        for (row, column), label in self.labels.items():
            if row in valued:
                told[column] |= label.told
        return told

    def _columns(self, row: int, column: int) -> range:
        span = self.spans.get((row, column))
        last = min(span.right, self.last_column) if span else column
        return range(column, last + 1)

    def _covers_values(self, row: int, column: int) -> bool:
        return any(each in self.value_columns for each in self._columns(row, column))

    def _covers_labels(self, row: int, column: int) -> bool:
        return any(
            each not in self.value_columns for each in self._columns(row, column)
        )

    @cached_property
    def headers(self) -> tuple[tuple[int, ...], ...]:
        """The groups of header rows; each counts for the rows below it until the next."""
        groups: list[list[int]] = []
        is_open = False
        for row, kind in self.kinds.items():
            if kind is RowKind.HEADER:
                groups = groups if is_open else [*groups, []]
                groups[-1].append(row)
                is_open = True
            elif kind in (RowKind.DATA, RowKind.OTHER):
                is_open = False
        return tuple(tuple(group) for group in groups)

    def header(self, row: int) -> tuple[int, ...]:
        """The header rows that count for a row; none above the first."""
        at = bisect_left(self.headers, (row,))
        return self.headers[at - 1] if at else ()

    @cached_property
    def sections(self) -> tuple[tuple[int, Label], ...]:
        """The rows that hold one text only, with their numbers."""
        rows = (row for row, kind in self.kinds.items() if kind is RowKind.SECTION)
        return tuple((row, next(iter(self.row_labels(row).values()))) for row in rows)

    @cached_property
    def first_header(self) -> int:
        """The first header row; where there is none, the first row with a value."""
        valued = min((row for row, _ in self.values), default=self.last_row + 1)
        return self.headers[0][0] if self.headers else valued

    @cached_property
    def titles(self) -> tuple[Label, ...]:
        """The sections above the first header row."""
        return tuple(label for row, label in self.sections if row < self.first_header)

    def section(self, row: int) -> tuple[int, Label | None]:
        """The section between header and row that the row belongs to, and its row."""
        at = bisect_left(self.sections, row, key=itemgetter(0))
        if not at or self.sections[at - 1][0] < self.first_header:
            return 0, None
        return self.sections[at - 1]

    def column_labels(self, row: int, column: int) -> tuple[dict[int, Label], bool]:
        """The labels above a cell by row, and whether any of them is the column's own."""
        header = self.header(row)
        if (header, column) not in self._above:
            self._above[header, column] = self._headed(header, column)
        return self._above[header, column]

    def _headed(
        self, header: tuple[int, ...], column: int
    ) -> tuple[dict[int, Label], bool]:
        own = {r: each for r in header if (each := self.shown((r, column)))}
        carried = {r: self._to_the_left(r, column) for r in header if r not in own}
        lowest = max(own, default=0)
        filled = {r: each for r, each in carried.items() if each and r < lowest}
        return own | filled, bool(own)

    def _to_the_left(self, row: int, column: int) -> Label | None:
        """The label of a group that goes on to the right, as merged cells are lost in csv."""
        for left in range(column - 1, 0, -1):
            found = self.shown((row, left))
            if found:
                return found if left in self.value_columns else None
        return None

    def row_header(self, row: int, column: int) -> Iterator[tuple[int, Label]]:
        """The labels of a row by column, on both sides of a cell.

        A blank one to the left of the first is that of the row above.
        """
        seen = self._seen_in(row)
        first = min((c for c in seen if c < column), default=0)
        for c in range(1, first):
            above = self._carried.get((row, c))
            if above and c not in self.value_columns:
                yield c, above
        yield from ((c, label) for c, label in seen.items() if c != column)

    def over_values(self, row: int) -> dict[int, Label]:
        """The labels of a row that are seen in columns with figures."""
        seen = self._seen_in(row).items()
        return {c: label for c, label in seen if c in self.value_columns}

    def _seen_in(self, row: int) -> dict[int, Label]:
        """The labels that are seen in a row, those of merged cells over it included."""
        if row not in self._beside:
            columns = range(1, self.last_column + 1)
            seen = ((c, self.shown((row, c))) for c in columns)
            self._beside[row] = {c: label for c, label in seen if label}
        return self._beside[row]

    @cached_property
    def _carried(self) -> Mapping[Spot, Label]:
        """The last label above each cell, with nothing but figures and words between."""
        carried: dict[Spot, Label] = {}
        last: dict[int, Label] = {}
        for row, kind in self.kinds.items():
            if kind not in (RowKind.DATA, RowKind.OTHER):
                last = {}
                continue
            carried |= {(row, column): label for column, label in last.items()}
            last |= self._seen_in(row)
        return carried
