"""A handbook and a period in, the blank workbook of that month out."""

import datetime
import io
from collections.abc import Sequence

from xlsxwriter.workbook import Workbook

from bulletin.intake.form import cover, figures, guide, texts
from bulletin.intake.form.sheet import Heading, Sheet, Styles
from bulletin.model.handbook import Handbook
from bulletin.model.period import ReportingPeriod


def blank(handbook: Handbook, period: ReportingPeriod) -> bytes:
    """The .xlsx: everything that intake reads, with the month filled in.

    The same handbook and period give the same bytes.
    """
    buffer = io.BytesIO()
    title = f"{handbook.catalogue.office.title}：{period.year}年{period.month}月填报表"
    with Workbook(buffer, {"in_memory": True}) as book:
        book.set_properties({"title": title, "created": _created(period)})
        _sheets(book, handbook, period, title)
    return buffer.getvalue()


def _created(period: ReportingPeriod) -> datetime.datetime:
    """A date that is the same at every run."""
    day = datetime.time(tzinfo=datetime.UTC)
    return datetime.datetime.combine(period.last_day, day)


def _sheets(
    book: Workbook, handbook: Handbook, period: ReportingPeriod, title: str
) -> None:
    styles = Styles(book)

    def add(name: str, headings: Sequence[Heading]) -> Sheet:
        return Sheet(book.add_worksheet(name), styles, tuple(headings))

    catalogue = handbook.catalogue
    columns = guide.words(handbook)
    kinds, slots, rules, areas = (
        guide.source(columns, name)
        for name in (guide.KINDS, guide.SLOTS, guide.RULES, guide.AREAS)
    )
    cover.fill(add("封面", cover.HEADINGS), catalogue.office, period)
    figures.fill(add("指标数据", figures.headings(catalogue)), catalogue)
    texts.fill_lists(add("名单", texts.LISTS), kinds, areas)
    narrative = add("文字", texts.NARRATIVE)
    texts.fill_narrative(narrative, (slot.name for slot in catalogue.slots), slots)
    texts.fill_settlements(add("情况说明", texts.SETTLEMENTS))
    texts.fill_opinions(add("评议意见", texts.OPINIONS), rules, areas)
    guide.fill(book.add_worksheet(guide.SHEET), styles, columns, title)
