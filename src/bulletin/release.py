"""What an edition leaves in output/: page, PDF and appendix under their names, a record."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bulletin.drafting import numerals
from bulletin.model.edition import Cover, Edition
from bulletin.model.page import Manner, Page
from bulletin.model.period import ReportingPeriod
from bulletin.model.place import Place
from bulletin.model.problem import BulletinError, Code, Problem, Stage
from bulletin.model.remark import Remark
from bulletin.model.style import Style
from bulletin.pages import layout as layouts
from bulletin.proofing import document
from bulletin.publishing import record, shelf

if TYPE_CHECKING:
    from bulletin.publishing.pdf.convert import Converted


@dataclass(frozen=True, slots=True)
class Made:
    """The files of an edition, edited ones that were kept, and what stays open."""

    period: ReportingPeriod
    docx: Path
    appendix: Path | None
    record: Path
    kept: tuple[Path, ...]
    problems: tuple[Problem, ...]
    pdf: Path | None
    converted: "Converted | None"
    remarks: tuple[Remark, ...]


@dataclass(frozen=True, slots=True)
class Release:
    """A finished page on its way to the shelf, with all that the record says of it."""

    edition: Edition
    stage: Stage
    page: Page
    identity: Mapping[str, str]
    facts: Sequence[dict[str, Any]]
    problems: tuple[Problem, ...]
    style: Style
    commentary: Sequence[dict[str, Any]] = ()
    manner: Manner | None = None
    pdf: "Converted | None" = None
    remarks: tuple[Remark, ...] = ()

    def with_pdf(self, manner: Manner) -> "Release":
        """The same with its PDF; where none can be made, with a problem that says why.

        Everything else is made all the same: an office without pandoc has its .docx.
        """
        # PDFium and typst are slow to import, and not everyone has them.
        from bulletin.publishing.pdf.convert import convert  # noqa: PLC0415 - as said

        try:
            return replace(self, manner=manner, pdf=convert(self.page.data, manner))
        except BulletinError as error:
            advice = "通报的 Word 文件和附表照常生成；改正后重新生成即可"
            place = Place(self.name)
            problem = Problem(Code.NO_PDF, f"没有生成 PDF：{error}", advice, place)
            return replace(self, problems=(*self.problems, problem))

    def proofread(self) -> "Release":
        """The same with what lint remarks on the page, and on its PDF as printed.

        Hints on wording are those of the page; the PDF would only repeat them.
        """
        if self.pdf is None:
            return replace(self, remarks=document.remarks(layouts.read(self.page.data)))
        from bulletin.proofing.printed import (  # noqa: PLC0415 - reads PDFs only
            document as printed,
        )

        found = (each for each in printed.remarks(self.pdf.shown) if each.is_binding)
        return replace(self, remarks=(*document.remarks(self.pdf.layout), *found))

    @property
    def name(self) -> str:
        """The name of the page: title, period, and 初稿 on a draft."""
        period = self.edition.period
        span = f"{period.year}年{numerals.months(period, self.style)}"
        title = self.edition.cover[Cover.TITLE].value
        return _file_name(f"{title}（{span}）{self._draft}.docx")

    @property
    def _draft(self) -> str:
        return "初稿" if self.stage is Stage.DRAFT else ""

    def shelve(self, output: Path) -> Made:
        """Put the files into `output`/2022-07, the record last."""
        from bulletin.publishing.appendix import appendix  # noqa: PLC0415 - as with_pdf

        pdf_name = f"{Path(self.name).stem}.pdf"
        files = {self.name: self.page.data}
        if self.pdf:
            files[pdf_name] = self.pdf.data
        table = appendix(self.page)
        table_name = _file_name(f"{table.title}{self._draft}.xlsx") if table else ""
        if table:
            files[table_name] = table.data
        shelved = shelf.shelve(output / self.edition.period.key, files, self._record())
        return Made(
            self.edition.period,
            shelved.paths[self.name],
            shelved.paths.get(table_name),
            shelved.paths[shelf.RECORD],
            shelved.kept,
            self.problems,
            shelved.paths.get(pdf_name),
            self.pdf,
            self.remarks,
        )

    def _record(self) -> dict[str, Any]:
        # docxtpl is slow to import; by now it has been.
        from bulletin.publishing import word  # noqa: PLC0415 - as said

        content = record.record(
            self.identity,
            word.VERSIONS,
            self.page,
            self.facts,
            [record.problem_entry(each, self.stage) for each in self.problems],
        )
        findings = [asdict(remark) for remark in self.remarks]
        content |= {"commentary": list(self.commentary)}
        return content | {"pdf": self._pdf_entry(), "findings": findings}

    def _pdf_entry(self) -> dict[str, Any] | None:
        """How the PDF was made, and what comparing it with the page came to."""
        if self.pdf is None or self.manner is None:
            return None
        return {
            "engine": self.manner.engine.value,
            "standard": self.manner.standard,
            **asdict(self.pdf.agreed),
            "fonts": list(self.pdf.fonts),
        }


def _file_name(name: str) -> str:
    """The name without what Windows forbids in file names."""
    return re.sub(r'[\\/:*?"<>|\r\n\t]', "", name)
