"""A sheet of the form as clerks meet it: headings, cells to fill, choices, print set-up."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from bulletin.intake.words import lines_within
from bulletin.model.period import ReportingPeriod

_BASE: dict[str, object] = {
    "font_name": "宋体",
    "font_size": 11,
    "valign": "vcenter",
    "border": 1,
}
_GREY, _CARRIED, _MARK = "#EDEDED", "#E2EFDA", "#FFF2CC"
_STYLES: dict[str, dict[str, object]] = {
    "head": {
        "bold": True,
        "align": "center",
        "bg_color": "#D9E2F3",
        "text_wrap": True,
    },
    "text": {"text_wrap": True},
    "typed": {"num_format": "@", "text_wrap": True},
    "year": {"align": "left"},
    "label": {"bg_color": "#F2F2F2"},
    "band": {"bg_color": "#FFFFFF"},
    "closed": {"bg_color": _GREY},
    "helper": {"bg_color": _GREY, "font_color": "#595959"},
    "note": {"font_color": "#595959", "text_wrap": True},
    "aside": {"align": "center", "bg_color": _GREY, "text_wrap": True},
    "plain": {"border": 0},
    "stale": {"border": 0, "font_color": "#C00000", "bold": True},
    "title": {"border": 0, "bold": True, "font_size": 14},
    "guide": {"border": 0, "font_color": "#1F4E79"},
    "carried": {"text_wrap": True, "bg_color": _CARRIED},
    "mark": {"text_wrap": True, "bg_color": _MARK, "font_color": "#5F4900"},
}
_ALARM = {"font_color": "#C00000", "bold": True}
_A4 = 9
_HEAD_HEIGHT = 30
# Points; no row of Excel is higher than 409.
_LINE_HEIGHT, _PADDING, _HIGHEST = 15, 5, 409
_RULED, _MORE, _OFFERED = 30, 10, 300
_NOTE_WIDTH, _NOTE_LINE, _NOTE_CHARACTERS = 260, 20, 19


@dataclass(frozen=True, slots=True)
class Heading:
    """A column's heading, its width in characters, and what to know when filling it."""

    name: str
    width: int
    note: str = ""
    style: str = "head"


class Styles:
    """The cell formats of a book, each made when it is first asked for."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._made: dict[str, Format] = {}

    def __getitem__(self, name: str) -> Format:
        """A style by its name, or several in one: `carried typed`."""
        return self.number("", name)

    def number(self, pattern: str, look: str = "") -> Format:
        """A cell for a figure in that number format; empty: as it is typed.

        `look` is the style that it has besides.
        """
        name = f"{look} {pattern}"
        if name not in self._made:
            dress = dict(_BASE)
            for each in look.split():
                dress |= _STYLES[each]
            shape = {"num_format": pattern} if pattern else {}
            self._made[name] = self._book.add_format({**dress, **shape})
        return self._made[name]

    @property
    def alarm(self) -> Format:
        """What a cell, or a word in one, turns to when it needs a look."""
        if "alarm" not in self._made:
            self._made["alarm"] = self._book.add_format(_ALARM)
        return self._made["alarm"]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: a few lines of guidance, the headings below them, then the rows.

    Rows are numbered from 0, as XlsxWriter does.
    """

    page: Worksheet
    styles: Styles
    headings: tuple[Heading, ...]
    guidance: tuple[str, ...] = ()
    title: str = ""

    @property
    def head(self) -> int:
        """The row of the headings."""
        return len(self.guidance) + bool(self.title)

    @property
    def first(self) -> int:
        """The row below the headings."""
        return self.head + 1

    def begin(self, frozen_columns: int = 0) -> None:
        """Guidance, headings with their notes, columns, and paper."""
        if self.title:
            self.page.set_row(0, _HEAD_HEIGHT)
            self.page.write_string(0, 0, self.title, self.styles["title"])
        for row, line in enumerate(self.guidance, bool(self.title)):
            self.page.write_string(row, 0, line, self.styles["guide"])
        self.page.set_row(self.head, _HEAD_HEIGHT)
        for column, heading in enumerate(self.headings):
            self.page.set_column(column, column, heading.width)
            style = self.styles[heading.style]
            self.page.write_string(self.head, column, heading.name, style)
            if heading.note:
                lines = 1 + len(heading.note) // _NOTE_CHARACTERS
                size = {"width": _NOTE_WIDTH, "height": _NOTE_LINE * (lines + 1)}
                self.page.write_comment(self.head, column, heading.note, size)
        self.page.freeze_panes(self.first, frozen_columns)
        set_up(self.page)
        self.page.repeat_rows(0, self.head)

    def column(self, name: str) -> int:
        """The number of a column, from 0."""
        return [heading.name for heading in self.headings].index(name)

    def put(self, row: int, column: int, content: str | Decimal, style: Format) -> None:
        """Words as words, whatever they look like, a number, or a blank cell."""
        if isinstance(content, Decimal):
            self.page.write_number(row, column, float(content), style)
        elif content:
            self.page.write_string(row, column, content, style)
        else:
            self.page.write_blank(row, column, None, style)

    def fit(self, row: int, contents: Iterable[str | Decimal]) -> None:
        """Make a row high enough for its words; LibreOffice does not do so by itself."""
        widths = (heading.width for heading in self.headings)
        lines = max(map(lines_within, map(str, contents), widths), default=1)
        if lines > 1:
            self.page.set_row(row, min(lines * _LINE_HEIGHT + _PADDING, _HIGHEST))

    def alarm(self, row: int, columns: tuple[int, int], condition: str) -> None:
        """Cells of a row turn red while the condition, written for the first, holds."""
        rule = {
            "type": "formula",
            "criteria": condition,
            "format": self.styles.alarm,
        }
        self.page.conditional_format(row, columns[0], row, columns[1], rule)

    def rule(self, after: int, styles: Iterable[str]) -> None:
        """Blank cells with lines around them, so that one sees where to write.

        `after` is how many rows are written already.
        """
        named = tuple(styles)
        for row in range(self.first + after, self.first + max(_RULED, after + _MORE)):
            for column, style in enumerate(named):
                self.page.write_blank(row, column, None, self.styles[style])

    def offer(
        self, name: str, source: str | list[str], *, strictly: bool = True
    ) -> None:
        """A list to choose from down a column; `source` is a range of cells, or words.

        What is not on the list is questioned if `strictly`, and never refused.
        """
        if not source:
            return
        column = self.column(name)
        options = {
            "validate": "list",
            "source": source,
            "error_type": "warning",
            "error_title": f"“{name}”请从下拉列表里选",
            "error_message": "填的不在列表里，检查时会报错。列表见“说明”表。",
            "show_error": strictly,
        }
        self.page.data_validation(self.first, column, _OFFERED, column, options)


def created(period: ReportingPeriod) -> datetime.datetime:
    """A form's date, the same at every run."""
    day = datetime.time(tzinfo=datetime.UTC)
    return datetime.datetime.combine(period.last_day, day)


def set_up(page: Worksheet) -> None:
    """A4 on its side, one page wide, with the sheet's name and the page numbers."""
    page.set_landscape()
    page.set_paper(_A4)
    page.set_margins(left=0.4, right=0.4, top=0.7, bottom=0.6)
    page.fit_to_pages(1, 0)
    page.set_header("&C&A")
    page.set_footer("&C第 &P 页，共 &N 页")
