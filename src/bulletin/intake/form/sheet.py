"""A sheet of the form as clerks meet it: headings, cells to fill, choices, print set-up."""

from collections.abc import Iterable
from dataclasses import dataclass

from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

_BASE = {"font_name": "宋体", "font_size": 11, "valign": "vcenter", "border": 1}
_GREY = "#EDEDED"
_STYLES: dict[str, dict[str, object]] = {
    "head": {
        "bold": True,
        "align": "center",
        "bg_color": "#D9E2F3",
        "text_wrap": True,
    },
    "text": {"text_wrap": True},
    "typed": {"num_format": "@"},
    "year": {"align": "left"},
    "label": {"bg_color": "#F2F2F2"},
    "band": {"bg_color": "#FFFFFF"},
    "closed": {"bg_color": _GREY},
    "helper": {"bg_color": _GREY, "font_color": "#808080"},
    "note": {"font_color": "#808080", "text_wrap": True},
    "plain": {"border": 0},
    "title": {"border": 0, "bold": True, "font_size": 14},
}
_ALARM = {"font_color": "#C00000", "bold": True}
_A4 = 9
_HEAD_HEIGHT = 30
_NOTE_WIDTH, _NOTE_LINE, _NOTE_CHARACTERS = 260, 20, 19


@dataclass(frozen=True, slots=True)
class Heading:
    """A column's heading, its width in characters, and what to know when filling it."""

    name: str
    width: int
    note: str = ""


class Styles:
    """The cell formats of a book, each made when it is first asked for."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._made: dict[str, Format] = {}

    def __getitem__(self, name: str) -> Format:
        """A style by its name."""
        if name not in self._made:
            self._made[name] = self._book.add_format({**_BASE, **_STYLES[name]})
        return self._made[name]

    def number(self, pattern: str) -> Format:
        """A cell for a figure in that number format; empty: as it is typed."""
        if pattern not in self._made:
            shape = {"num_format": pattern} if pattern else {}
            self._made[pattern] = self._book.add_format({**_BASE, **shape})
        return self._made[pattern]

    @property
    def alarm(self) -> Format:
        """What a helper cell turns to when it needs a look."""
        if "alarm" not in self._made:
            self._made["alarm"] = self._book.add_format(_ALARM)
        return self._made["alarm"]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet with its headings in the first row, where every reader looks first."""

    page: Worksheet
    styles: Styles
    headings: tuple[Heading, ...]

    def begin(self, frozen_columns: int = 0) -> None:
        """Headings with their notes, columns, and paper."""
        self.page.set_row(0, _HEAD_HEIGHT)
        for column, heading in enumerate(self.headings):
            self.page.set_column(column, column, heading.width)
            self.page.write_string(0, column, heading.name, self.styles["head"])
            if heading.note:
                lines = 1 + len(heading.note) // _NOTE_CHARACTERS
                size = {"width": _NOTE_WIDTH, "height": _NOTE_LINE * (lines + 1)}
                self.page.write_comment(0, column, heading.note, size)
        self.page.freeze_panes(1, frozen_columns)
        set_up(self.page)
        self.page.repeat_rows(0)

    def column(self, name: str) -> int:
        """The number of a column, from 0."""
        return [heading.name for heading in self.headings].index(name)

    def rule(self, first: int, last: int, styles: Iterable[str]) -> None:
        """Blank cells with lines around them, so that one sees where to write."""
        named = tuple(styles)
        for row in range(first, last + 1):
            for column, style in enumerate(named):
                self.page.write_blank(row, column, None, self.styles[style])

    def offer(self, name: str, source: str, last: int, *, strictly: bool) -> None:
        """A list to choose from down a column; `source` is a range of cells, or nothing.

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
        self.page.data_validation(1, column, last, column, options)


def set_up(page: Worksheet) -> None:
    """A4 on its side, one page wide, with the sheet's name and the page numbers."""
    page.set_landscape()
    page.set_paper(_A4)
    page.set_margins(left=0.4, right=0.4, top=0.7, bottom=0.6)
    page.fit_to_pages(1, 0)
    page.set_header("&C&A")
    page.set_footer("&C第 &P 页，共 &N 页")
