"""待确认.xlsx read back: what the clerk made of each proposal, and said 是 to."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from bulletin.intake import table as tables
from bulletin.intake.cell import Expected, observe
from bulletin.intake.returns.chat import Chat, Proposal, full
from bulletin.intake.returns.claim import Claim
from bulletin.intake.returns.lexicon import Lexicon, folded
from bulletin.intake.returns.senses import Kind
from bulletin.intake.table import Table
from bulletin.intake.units import factor
from bulletin.intake.words import label, line, nearest, number
from bulletin.intake.workbook import Cell, Workbook
from bulletin.model.handbook import Catalogue
from bulletin.model.indicator import Indicator, Item
from bulletin.model.place import Place
from bulletin.model.problem import Code, Problem

SHEET = "待确认"
HEADINGS = (
    *("原文", "区市", "指标", "项", "数值", "单位", "候选", "确认"),
    *("文件", "行", "序号", "称呼"),
)
_YES = ("是", "对", "√", "确认", "y", "yes")
"""What counts as the clerk's word; anything else is none."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of 待确认 as it stands: its words by heading, and where."""

    words: Mapping[str, str]
    place: Place
    cells: Mapping[str, Cell]

    @property
    def identity(self) -> tuple[str, str, str]:
        """Which figure of which line of which chat it is, wherever the line has gone."""
        return (
            self.words.get("文件", ""),
            self.words.get("原文", ""),
            self.words.get("序号", ""),
        )

    @property
    def is_confirmed(self) -> bool:
        """Whether the clerk said yes."""
        return folded(self.words.get("确认", "")) in _YES


@dataclass(frozen=True, slots=True)
class Confirmed:
    """A claim that a clerk confirmed, the word for its indicator in the chat, its unit."""

    claim: Claim
    word: str
    unit: str


def identity(proposal: Proposal) -> tuple[str, str, str]:
    """The identity of the row that a proposal becomes."""
    return proposal.place.file, line(proposal.line), str(proposal.number)


def proposed(proposal: Proposal, catalogue: Catalogue) -> dict[str, str]:
    """The words of a new row; an indicator only where there is one candidate."""
    only = proposal.candidates[0] if len(proposal.candidates) == 1 else ""
    unit = full(proposal.unit, catalogue.indicators[only]) if only else proposal.unit
    values = (
        *(line(proposal.line), proposal.area, only, proposal.item, proposal.value),
        *(unit, "、".join(proposal.candidates), "", proposal.place.file),
        *(proposal.place.cell, str(proposal.number), proposal.word),
    )
    return dict(zip(HEADINGS, values, strict=True))


def rows(workbook: Workbook) -> tuple[tuple[Row, ...], tuple[Problem, ...]]:
    """The rows of 待确认, as the clerk left them."""
    table, problems = tables.read(workbook, SHEET, HEADINGS)
    if table is None:
        return (), problems
    return tuple(_rows(table)), problems


def _rows(table: Table) -> Iterator[Row]:
    for number_, cells in table.rows:
        words = {name: _word(cells[name]) for name in HEADINGS if name in cells}
        if words.get("原文"):
            yield Row(words, table.blank(number_, "确认"), cells)


def _word(cell: Cell) -> str:
    """The words of a cell; a number as it is shown."""
    value = number(cell.content)
    if value is not None and not isinstance(cell.content, str):
        return f"{value:f}"
    return line(cell.content)


@dataclass(frozen=True, slots=True)
class Confirming:
    """What confirmed rows are held against: the chats as they are now, and the words."""

    chats: Mapping[str, tuple[Chat, str]]
    lexicon: Lexicon
    catalogue: Catalogue

    def read(
        self, every: Iterable[Row]
    ) -> tuple[tuple[Confirmed, ...], tuple[Problem, ...]]:
        """The claims of the confirmed rows, and what is wrong with others of them."""
        found = [self._confirmed(row) for row in every if row.is_confirmed]
        claims = tuple(each for each in found if isinstance(each, Confirmed))
        return claims, tuple(each for each in found if isinstance(each, Problem))

    def _confirmed(self, row: Row) -> Confirmed | Problem:
        chat, digest = self.chats.get(row.words.get("文件", ""), (None, ""))
        at = self._line(chat, row) if chat else 0
        if chat is None or not at:
            message = "已确认，但原文在文件里找不到了，没有收"
            return _wrong(row, "原文", message, "原文改过的，请删去这一行，重新汇总")
        area, indicator = self._area(row), self._indicator(row)
        item = row.words.get("项", "")
        for name, is_known, named in (
            ("区市", area, tuple(each.name for each in self.catalogue.districts)),
            ("指标", indicator, tuple(self.catalogue.indicators)),
            ("项", item in tuple(Item), tuple(Item)),
        ):
            if not is_known:
                typed = row.words.get(name, "")
                message = f"已确认，但{name}“{typed}”不认识，没有收"
                return _wrong(
                    row, name, message, f"{nearest(typed, named)}请改成目录里的名称"
                )
        if indicator is None:
            return _wrong(row, "指标", "已确认，但没有写指标，没有收", "请填指标名")
        place = Place(chat.name, "", f"第{at}行")
        return self._claim(row, indicator, (area, Item(item)), (place, digest))

    def _claim(
        self,
        row: Row,
        indicator: Indicator,
        of: tuple[str, Item],
        source: tuple[Place, str],
    ) -> Confirmed | Problem:
        (area, item), (place, digest) = of, source
        written = row.words.get("单位", "") or indicator.unit
        times = factor(label(written), indicator.unit)
        if times is None:
            message = f"已确认，但单位“{written}”不是“{indicator.name}”的单位，没有收"
            return _wrong(row, "单位", message, f"请换算成{indicator.unit}")
        cell = row.cells.get("数值")
        value = number(cell.content) if cell else None
        if cell is None or value is None:
            message = f"已确认，但数值“{row.words.get('数值', '')}”不是数字，没有收"
            return _wrong(row, "数值", message, "请只填数字")
        converted = replace(cell, content=f"{value * times:f}")
        seen = observe(converted, Expected(indicator, item))
        if isinstance(seen, Problem):
            return seen
        key = (indicator.name, area, item)
        claim = Claim(key, seen.state, seen.value, place, digest)
        unit = row.words.get("单位", "")
        return Confirmed(claim, row.words.get("称呼", ""), unit)

    def _line(self, chat: Chat, row: Row) -> int:
        """Where the line stands now, counted from 1; 0 if it is gone."""
        wanted = row.words["原文"]
        lines = enumerate(chat.lines, 1)
        return next((at for at, text in lines if line(text) == wanted), 0)

    def _area(self, row: Row) -> str:
        found = self.lexicon.read(row.words.get("区市", "")).values(Kind.AREA)
        return str(*found) if len(found) == 1 else ""

    def _indicator(self, row: Row) -> Indicator | None:
        found = self.lexicon.read(row.words.get("指标", "")).values(Kind.INDICATOR)
        return self.catalogue.indicators[str(*found)] if len(found) == 1 else None


def _wrong(row: Row, heading: str, message: str, advice: str) -> Problem:
    column = row.cells.get(heading)
    place = column.place if column else row.place
    return Problem(Code.UNRECOGNISED, message, advice, place)
