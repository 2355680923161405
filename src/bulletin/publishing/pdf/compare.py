"""The characters of a PDF against what its document shows: nothing lost, nothing extra.

Beyond the text only two things may stand on a page: what its header and footer print,
page number included, and the heading of a table that goes on from the page before.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bulletin.model.layout import Layout, Paragraph, Section
from bulletin.model.problem import BulletinError
from bulletin.pages.numerals import FORMATS
from bulletin.pages.sheet import Character, Pdf, Sheet
from bulletin.publishing.pdf.script import Script, Unit, bare, script_of

_TWIPS = 20
_SLACK = 3.0  # points by which a base line may leave the text area
_QUOTED = 12


@dataclass(frozen=True, slots=True)
class Agreement:
    """What was compared: pages, characters, and how many headings came again."""

    pages: int
    characters: int
    repeated_headings: int


def compare(layout: Layout, pdf: Pdf) -> Agreement:
    """Hold every page against the document.

    Raises BulletinError, with the paragraph or cell, where anything is lost, changed or
    extra.
    """
    script = script_of(layout)
    comparison = _Comparison(layout, script, len(pdf.sheets))
    for sheet in pdf.sheets:
        comparison.turn(sheet)
    comparison.check(is_whole=True)
    return Agreement(len(pdf.sheets), script.length, comparison.repeated)


@dataclass(slots=True)
class _Comparison:
    layout: Layout
    script: Script
    pages: int
    found: str = ""
    section: int = 0
    page: int = 0
    repeated: int = 0

    def turn(self, sheet: Sheet) -> None:
        """One page on: its margins checked, its text added to what was found."""
        _check_paper(sheet)
        if self._is_filler(sheet):
            self.page += 1
            return
        text = self._text(sheet)
        text = self._without_heading(text, sheet)
        self.found += self._without_notes(text, sheet)

    def _text(self, sheet: Sheet) -> str:
        """The text of a page, when its margins are those of a section that is due."""
        expected: tuple[str, ...] = ()
        margins = ""
        for number in self._due(sheet):
            section = self.layout.sections[number]
            page = self._page(number, sheet)
            text, margins = _split(sheet, section)
            expected = _margins(section, page, self.pages)
            if margins in expected:
                self.section, self.page = number, page
                return text
        wanted = "”或“".join(dict.fromkeys(expected))
        raise BulletinError(
            f"PDF 第{sheet.number}页的页眉、页脚、页边上是“{margins}”，应为“{wanted}”"
        )

    def _due(self, sheet: Sheet) -> Sequence[int]:
        """The sections that a page may belong to.

        That is the one whose text goes on; a page without text may belong to any before
        it that has none.
        """
        following = self.section
        ends, last = self.script.ends, len(self.layout.sections) - 1
        while following < last and len(self.found) >= ends[following]:
            following += 1
        text, _ = _split(sheet, self.layout.sections[following])
        return [following] if text else range(self.section, following + 1)

    def _page(self, section: int, sheet: Sheet) -> int:
        """The number of a page, if it belongs to a section."""
        opens = section != self.section or sheet.number == 1
        start = self.layout.sections[section].starts_at if opens else None
        return self.page + 1 if start is None else start

    def _is_filler(self, sheet: Sheet) -> bool:
        """Whether a blank page only makes the next section begin on an odd or even one."""
        following = self.layout.sections[self.section + 1 :]
        is_due = len(self.found) >= self.script.ends[self.section]
        return (
            not sheet.characters and is_due and bool(following and following[0].parity)
        )

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


def _agrees(unit: Unit, found: str) -> bool:
    return found == unit.text or (unit.is_rows and Counter(found) == Counter(unit.text))


def _difference(unit: Unit, found: str) -> BulletinError:
    pairs = enumerate(zip(unit.text, found.ljust(len(unit.text)), strict=False))
    at = next((n for n, (wanted, have) in pairs if wanted != have), 0)
    if unit.is_rows:
        at = 0
    wanted, have = unit.text[at : at + _QUOTED], found[at : at + _QUOTED]
    return BulletinError(
        f"PDF 与原文不符：{unit.where}应为“{wanted}”，PDF 里是“{have or '空白'}”"
    )


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
                yield bare(text)
