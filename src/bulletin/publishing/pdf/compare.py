"""The characters of a PDF against what its document shows: nothing lost, nothing extra.

Beyond the text only two things may stand on a page: what its header and footer print,
page number included, and the heading of a table that goes on from the page before.
"""

import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from bulletin.model.layout import Layout, Paragraph, Section, Table
from bulletin.model.problem import BulletinError
from bulletin.pages.numerals import FORMATS
from bulletin.pages.sheet import Character, Pdf, Sheet

_TWIPS = 20
_SLACK = 3.0  # points by which a base line may leave the text area
_QUOTED = 12
# PDFium reads a ligature (U+FB00 to U+FB06) as its letters.
_LIGATURES = {
    code: unicodedata.normalize("NFKC", chr(code)) for code in range(0xFB00, 0xFB07)
}


@dataclass(frozen=True, slots=True)
class Agreement:
    """What was compared: pages, characters, and how many headings came again."""

    pages: int
    characters: int
    repeated_headings: int


@dataclass(frozen=True, slots=True)
class _Unit:
    """A paragraph, or rows of a table that hang together: these only as a set.

    An engine may draw a cell over several rows before or after its neighbours, and a
    row that is split over two pages in two turns.
    """

    text: str
    where: str
    is_rows: bool = False


@dataclass(frozen=True, slots=True)
class _Heading:
    """A table's heading, and from where to where of the text it comes again."""

    text: str
    start: int
    end: int


@dataclass(slots=True)
class _Script:
    """The text as it should be: its units, headings, notes and ends of sections."""

    units: list[_Unit] = field(default_factory=list)
    headings: list[_Heading] = field(default_factory=list)
    marks: list[tuple[int, str]] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    length: int = 0

    def add(self, unit: _Unit) -> None:
        if unit.text:
            self.units.append(unit)
            self.length += len(unit.text)


def compare(layout: Layout, pdf: Pdf) -> Agreement:
    """Hold every page against the document.

    Raises BulletinError, with the paragraph or cell, where anything is lost, changed or
    extra.
    """
    script = _script(layout)
    comparison = _Comparison(layout, script, len(pdf.sheets))
    for sheet in pdf.sheets:
        comparison.turn(sheet)
    comparison.check(is_whole=True)
    return Agreement(len(pdf.sheets), script.length, comparison.repeated)


@dataclass(slots=True)
class _Comparison:
    layout: Layout
    script: _Script
    pages: int
    found: str = ""
    section: int = 0
    page: int = 0
    repeated: int = 0

    def turn(self, sheet: Sheet) -> None:
        """One page on: its margins checked, its text added to what was found."""
        if self._is_filler(sheet):
            self.page += 1
            return
        self._number(sheet)
        section = self.layout.sections[self.section]
        _check_paper(sheet)
        text, margins = _split(sheet, section)
        expected = _margins(section, self.page, self.pages)
        if margins not in expected:
            wanted = "”或“".join(dict.fromkeys(expected))
            raise BulletinError(
                f"PDF 第{sheet.number}页的页眉、页脚、页边上是“{margins}”，应为“{wanted}”"
            )
        text = self._without_heading(text, sheet)
        self.found += self._without_notes(text, sheet)

    def _is_filler(self, sheet: Sheet) -> bool:
        """Whether a blank page only makes the next section begin on an odd or even one."""
        following = self.layout.sections[self.section + 1 :]
        is_due = len(self.found) >= self.script.ends[self.section]
        return (
            not sheet.characters and is_due and bool(following and following[0].parity)
        )

    def _number(self, sheet: Sheet) -> None:
        """The section that a page belongs to, and its number."""
        sections, opens = self.layout.sections, sheet.number == 1
        while (
            self.section < len(sections) - 1
            and len(self.found) >= self.script.ends[self.section]
            and (sheet.number > 1 or not self.script.ends[self.section])
        ):
            self.section += 1
            opens = True
        start = sections[self.section].starts_at if opens else None
        self.page = self.page + 1 if start is None else start

    def _without_heading(self, text: str, sheet: Sheet) -> str:
        at = len(self.found)
        for heading in self.script.headings:
            if not heading.start <= at < heading.end:
                continue
            again = text[: len(heading.text)]
            if Counter(again) != Counter(heading.text):
                self.check()
                raise BulletinError(
                    f"PDF 第{sheet.number}页上续表的表头是“{again[:_QUOTED]}”，"
                    f"应为“{heading.text[:_QUOTED]}”"
                )
            self.repeated += 1
            return text[len(heading.text) :]
        return text

    def _without_notes(self, text: str, sheet: Sheet) -> str:
        """The text without the footnotes at the foot of the page."""
        at, notes = len(self.found), ""
        for place, note in self.script.marks:
            if not at < place <= at + len(text) - len(notes):
                continue
            notes += note
        if not text.endswith(notes):
            self.check()
            raise BulletinError(
                f"PDF 第{sheet.number}页的脚注与原文不符，应为“{notes[:_QUOTED]}…”"
            )
        return text[: len(text) - len(notes)]

    def check(self, *, is_whole: bool = False) -> None:
        """Refuse at the first unit that differs from what was found so far."""
        at = 0
        for unit in self.script.units:
            end = at + len(unit.text)
            found = self.found[at:end]
            if len(found) < len(unit.text) and not is_whole:
                return
            if not _agrees(unit, found):
                raise _difference(unit, found)
            at = end
        if self.found[at:]:
            raise BulletinError(f"PDF 末尾多出了“{self.found[at : at + _QUOTED]}”")


def _check_paper(sheet: Sheet) -> None:
    """Refuse a page on which something stands beyond the paper."""
    lost = "".join(
        each.text
        for each in sheet.characters
        if not 0 <= each.x < sheet.width or not 0 < each.y <= sheet.height
    )
    if lost:
        raise BulletinError(
            f"PDF 第{sheet.number}页有文字超出纸面，印不出来：“{lost[:_QUOTED]}”。"
            "请检查原文里的表格宽度、行距和缩进"
        )


def _agrees(unit: _Unit, found: str) -> bool:
    return found == unit.text or (unit.is_rows and Counter(found) == Counter(unit.text))


def _difference(unit: _Unit, found: str) -> BulletinError:
    pairs = enumerate(zip(unit.text, found.ljust(len(unit.text)), strict=False))
    at = next((n for n, (wanted, have) in pairs if wanted != have), 0)
    if unit.is_rows:
        at = 0
    wanted, have = unit.text[at : at + _QUOTED], found[at : at + _QUOTED]
    return BulletinError(
        f"PDF 与原文不符：{unit.where}应为“{wanted}”，PDF 里是“{have or '空白'}”"
    )


def _script(layout: Layout) -> _Script:
    script = _Script()
    notes = {
        number: "".join(_letters(each) for each in paragraphs)
        for number, paragraphs in layout.notes.items()
    }
    for section in layout.sections:
        for block in section.blocks:
            if isinstance(block, Table):
                _add_table(script, block)
            else:
                _add_marks(script, block, notes)
                script.add(_Unit(_letters(block), block.where))
        script.ends.append(script.length)
    return script


def _add_marks(script: _Script, paragraph: Paragraph, notes: dict[int, str]) -> None:
    at = script.length
    for run in paragraph.runs:
        at += len(_bare(run.text))
        if run.note is not None:
            script.marks.append((at, notes.get(run.note, "")))


def _add_table(script: _Script, table: Table) -> None:
    """The rows of a table, in groups that no cell reaches out of."""
    top, group = 0, ""
    end_of_group, heading = 0, ""
    start = script.length
    for number, row in enumerate(table.rows):
        group += "".join(_letters(p) for cell in row.cells for p in cell.paragraphs)
        reach = max((cell.row + cell.rows for cell in row.cells), default=number + 1)
        end_of_group = max(end_of_group, reach, number + 1)
        if number < table.headings:
            heading += "".join(_letters(p) for c in row.cells for p in c.paragraphs)
        if number + 1 == end_of_group:
            script.add(_Unit(group, f"{table.where}第{top + 1}行", is_rows=True))
            top, group = number + 1, ""
    if heading:
        begin = start + len(heading)
        script.headings.append(_Heading(heading, begin, script.length))


def _letters(paragraph: Paragraph) -> str:
    return _bare(paragraph.text)


def _bare(text: str) -> str:
    return "".join(text.split()).translate(_LIGATURES)


def _split(sheet: Sheet, section: Section) -> tuple[str, str]:
    """The characters of a page inside its text area, and those in its margins."""
    paper = section.geometry
    top, bottom = paper.top / _TWIPS, (paper.height - paper.bottom) / _TWIPS
    left, right = paper.left / _TWIPS, (paper.width - paper.right) / _TWIPS
    beside = any(
        p.boxes
        for m in (section.header, section.footer)
        for p in (*m.odd, *m.even, *m.first)
    )

    def is_inside(each: Character) -> bool:
        if beside and not left - _SLACK <= each.x <= right + _SLACK:
            return False
        return top - _SLACK <= each.y <= bottom + _SLACK

    inside = "".join(each.text for each in sheet.characters if is_inside(each))
    outside = "".join(each.text for each in sheet.characters if not is_inside(each))
    return inside, outside


def _margins(section: Section, page: int, pages: int) -> tuple[str, ...]:
    """What the margins of a page may print; the first page of a section its own."""
    usual = "even" if section.has_even and page % 2 == 0 else "odd"
    sides = (usual, "first") if section.has_first else (usual,)
    return tuple("".join(_margin(section, side, page, pages)) for side in sides)


def _margin(section: Section, side: str, page: int, pages: int) -> Iterator[str]:
    for margin in (section.header, section.footer):
        paragraphs: Sequence[Paragraph] = getattr(margin, side)
        boxed = [each for p in paragraphs for box in p.boxes for each in box.paragraphs]
        for paragraph in (*paragraphs, *boxed):
            for run in paragraph.runs:
                number = FORMATS.get(section.number_format, str)(page)
                text = {"PAGE": number, "NUMPAGES": str(pages)}.get(run.field, run.text)
                yield _bare(text)
