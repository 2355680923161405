"""A handbook and a period in, the workbook of that month out, what is known filled in."""

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from xlsxwriter.workbook import Workbook

from bulletin.intake.carried import NOTHING, Carried, Row
from bulletin.intake.form import cover, figures, guide, texts
from bulletin.intake.form.earlier import Earlier
from bulletin.intake.form.sheet import Heading, Sheet, Styles, created
from bulletin.model.handbook import Handbook
from bulletin.model.period import ReportingPeriod


def blank(
    handbook: Handbook, period: ReportingPeriod, carried: Carried = NOTHING
) -> bytes:
    """The .xlsx: everything that intake reads, with the month and what is known filled in.

    The same handbook, period and months before give the same bytes.
    """
    buffer = io.BytesIO()
    title = f"{handbook.catalogue.office.title}：{period.year}年{period.month}月填报表"
    with Workbook(buffer, {"in_memory": True}) as book:
        book.set_properties({"title": title, "created": created(period)})
        earlier = Earlier(carried.history, period, handbook.catalogue)
        _Form(book, Styles(book), handbook, earlier, carried).fill(title)
    return buffer.getvalue()


@dataclass(frozen=True, slots=True)
class _Form:
    """The book that is being written, and what it is filled from."""

    book: Workbook
    styles: Styles
    handbook: Handbook
    earlier: Earlier
    carried: Carried

    def fill(self, title: str) -> None:
        """All sheets, in the order in which they are needed."""
        words = guide.words(self.handbook)
        self._cover()
        where = self._figures()
        self._lists(words)
        self._narrative(words)
        settled = tuple(_settled(self.carried, self.earlier, where))
        answers = self._add("情况说明", texts.SETTLEMENTS, (texts.SETTLEMENTS_GUIDE,))
        texts.fill_settlements(answers, settled)
        self._opinions(words)
        page = self.book.add_worksheet(guide.SHEET)
        guide.fill(page, self.styles, words, title)

    def _add(
        self, name: str, headings: Sequence[Heading], guidance: tuple[str, ...]
    ) -> Sheet:
        page = self.book.add_worksheet(name)
        return Sheet(page, self.styles, tuple(headings), guidance)

    def _cover(self) -> None:
        page = self._add("封面", cover.HEADINGS, cover.GUIDANCE)
        office = self.handbook.catalogue.office
        cover.fill(page, office, self.earlier, self.carried.cover)

    def _figures(self) -> Sheet:
        headings = figures.headings(self.earlier)
        page = self._add("指标数据", headings, figures.guidance(self.earlier))
        figures.fill(page, self.earlier)
        return page

    def _lists(self, words: guide.Words) -> None:
        carried = self.carried.entries
        headings = texts.with_mark(texts.LISTS, carried)
        guidance = texts.guidance(texts.LISTS_GUIDE, carried)
        page = self._add("名单", headings, guidance)
        texts.fill_lists(page, self.carried, self.earlier.period)
        page.offer("类别", guide.source(words, guide.KINDS))
        page.offer("区市", guide.source(words, guide.AREAS))

    def _narrative(self, words: guide.Words) -> None:
        carried = self.carried.narrative
        headings = texts.with_mark(texts.NARRATIVE, carried)
        guidance = texts.guidance(texts.NARRATIVE_GUIDE, carried)
        page = self._add("文字", headings, guidance)
        slots = (
            slot.name
            for slot in self.handbook.catalogue.slots
            if slot.required or not carried
        )
        texts.fill_narrative(page, self.carried, self.earlier.period, slots)
        page.offer("位置", guide.source(words, guide.SLOTS))

    def _opinions(self, words: guide.Words) -> None:
        carried = self.carried.opinions
        headings = texts.with_added(texts.OPINIONS, carried)
        page = self._add("评议意见", headings, (texts.OPINIONS_GUIDE,))
        texts.fill_opinions(page, carried)
        page.offer("句子", guide.source(words, guide.RULES))
        page.offer("区市", guide.source(words, guide.AREAS), strictly=False)


def _settled(carried: Carried, earlier: Earlier, where: Sheet) -> Iterator[Row]:
    """The answers that hold for the year, each about the cell where its figure is now."""
    same_year = carried.since and carried.since.year == earlier.period.year
    for settled in carried.settled if same_year else ():
        cell = figures.cell(where, earlier.catalogue, settled.figure)
        if cell:
            yield {**settled.row, "单元格": f"指标数据!{cell}"}
