"""What is odd about a workbook: what it hides, merges, or holds where nobody reads it.

Each oddity is a hint, told once a sheet; only a sheet too long to be read is an error.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from bulletin.intake.grid import COLUMNS, ROWS, Layout, Row, Rows, Span, letters
from bulletin.intake.words import label
from bulletin.intake.workbook import Workbook
from bulletin.model.place import Place
from bulletin.model.problem import Code, Problem

_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Looked:
    """A sheet as it was looked at: its filled rows, and the columns that are read.

    `header` is the row of the headings, `shared` the columns in which a merged cell says
    the same for all of its rows.
    """

    place: Place
    layout: Layout
    rows: Rows
    columns: frozenset[int]
    header: int = 0
    headed: frozenset[int] = frozenset()
    shared: frozenset[int] = frozenset()

    def at(self, cell: str) -> Place:
        """The place of a cell."""
        return Place(self.place.file, self.place.sheet, cell)


def book_oddities(workbook: Workbook, known: Iterable[str]) -> Iterator[Problem]:
    """That the file is open elsewhere, and the sheets that are none of the `known`."""
    if workbook.lock:
        message = f"文件好像正在别的程序里打开（旁边有“{workbook.lock}”），读的是上次保存的内容"
        advice = "刚改过的请先保存，再检查一遍；没有打开的，请删去旁边那个文件"
        yield Problem(Code.OPEN_ELSEWHERE, message, advice, Place(workbook.name))
    extra = tuple(_extra(workbook, frozenset(map(label, known))))
    if extra:
        names = "、".join(f"“{name}”" for name in extra)
        message = f"{names}不是通报用的表，没有读"
        advice = "数填在里面的，请移到该填的表；备用的表可以留着"
        place = Place(workbook.name, extra[0], "A1")
        yield Problem(Code.EXTRA_SHEET, message, advice, place)


def _extra(workbook: Workbook, known: frozenset[str]) -> Iterator[str]:
    """The sheets that hold something and are not read; of two with one name the second."""
    seen: set[str] = set()
    for sheet in workbook.sheets:
        name = label(sheet)
        if (name not in known or name in seen) and not workbook.is_blank(sheet):
            yield sheet
        seen.add(name)


def plain_oddities(workbook: Workbook, sheet: str) -> Iterator[Problem]:
    """What is odd about a sheet of any shape, whose headings are looked for elsewhere."""
    rows = tuple(workbook.rows(sheet))
    columns = frozenset(column for _, row in rows for column in row)
    place = Place(workbook.name, sheet)
    looked = Looked(place, workbook.layout(sheet), rows, columns)
    for oddity in (_too_long, _far, _hidden_sheet, _hidden):
        yield from oddity(looked)


def sheet_oddities(looked: Looked) -> Iterator[Problem]:
    """Everything odd about a sheet whose headings are known."""
    yield from _too_long(looked)
    yield from _far(looked)
    yield from _hidden_sheet(looked)
    yield from _hidden(looked)
    yield from _merged(looked)
    yield from _without_heading(looked)


def _too_long(looked: Looked) -> Iterator[Problem]:
    if looked.layout.is_cut:
        message = f"这张表超过{ROWS}行，第{ROWS + 1}行起没有读"
        advice = "请删去不用的行，或把不用的内容移到别的文件"
        yield Problem(Code.UNREADABLE, message, advice, looked.at(f"A{ROWS + 1}"))


def _far(looked: Looked) -> Iterator[Problem]:
    layout = looked.layout
    if layout.far and not layout.is_cut:
        cells = _several(layout.far, layout.far_count, "格")
        message = f"{cells}离表太远，没有读（只读到第{ROWS}行、{letters(COLUMNS)}列）"
        advice = "用不着的请删去，要用的请移到表里"
        yield Problem(Code.STRAY, message, advice, looked.at(layout.far[0]))


def _hidden_sheet(looked: Looked) -> Iterator[Problem]:
    if looked.layout.is_hidden:
        message = "这张表是隐藏的，里面的内容照样读了"
        advice = "请取消隐藏看一遍"
        yield Problem(Code.HIDDEN, message, advice, looked.at("A1"))


def _hidden(looked: Looked) -> Iterator[Problem]:
    """Rows and columns that are read though nobody sees them."""
    layout = looked.layout
    filled = [(row, _read(cells, looked)) for row, cells in looked.rows]
    rows = [row for row, columns in filled if row in layout.hidden_rows and columns]
    seen = {column for _, columns in filled for column in columns}
    columns = sorted(seen & layout.hidden_columns)
    if not rows and not columns:
        return
    parts = [f"第{_runs(rows, str)}行"] if rows else []
    parts += [f"{_runs(columns, letters)}列"] if columns else []
    how = "筛选藏起了" if layout.is_filtered and rows else "隐藏了"
    message = f"{how}{'和'.join(parts)}，里面的内容照样读了"
    advice = "请取消筛选和隐藏看一遍；不用的请删去，藏起来不等于删去"
    cell = f"A{rows[0]}" if rows else f"{letters(columns[0])}1"
    yield Problem(Code.HIDDEN, message, advice, looked.at(cell))


def _read(cells: Row, looked: Looked) -> frozenset[int]:
    return frozenset(column for column in cells if column in looked.columns)


def _merged(looked: Looked) -> Iterator[Problem]:
    """Merged cells that leave others of the table without a content of their own."""
    filled = {(row, column) for row, cells in looked.rows for column in cells}
    firsts = (s for s in looked.layout.merged if (s.top, s.left) in filled)
    odd = [span for span in firsts if _is_odd(span, looked)]
    if odd:
        spans = _several([str(span) for span in odd[:_SHOWN]], len(odd), "处")
        message = f"{spans}合并了单元格，只读左上角的一格，其余当作没有填"
        advice = "请取消合并，把每一格都填上"
        first = f"{letters(odd[0].left)}{odd[0].top}"
        yield Problem(Code.MERGED, message, advice, looked.at(first))


def _is_odd(span: Span, looked: Looked) -> bool:
    if span.bottom <= looked.header or (span.is_column and span.left in looked.shared):
        return False
    covered = range(span.left, min(span.right, COLUMNS) + 1)
    read = [column for column in covered if column in looked.columns]
    return bool(read) and (span.bottom > span.top or read != [span.left])


def _without_heading(looked: Looked) -> Iterator[Problem]:
    cells = [
        f"{letters(column)}{row}"
        for row, filled in looked.rows
        for column in filled
        if row > looked.header and column not in looked.headed
    ]
    if looked.headed and cells:
        message = f"{_several(cells[:_SHOWN], len(cells), '格')}上面没有表头，没有读"
        advice = "要用的请补上表头；不用的请删去"
        yield Problem(Code.NO_HEADING, message, advice, looked.at(cells[0]))


def _several(first: Iterable[str], count: int, measure: str) -> str:
    shown = "、".join(first)
    return shown if count <= _SHOWN else f"{shown}等{count}{measure}"


def _runs(numbers: list[int], name: Callable[[int], str]) -> str:
    """5、7—9: numbers that follow each other as one run."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    shown = (
        name(run[0]) if len(run) == 1 else f"{name(run[0])}—{name(run[-1])}"
        for run in runs
    )
    return "、".join(shown)
