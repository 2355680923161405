"""Template and vocabulary in, a finished .docx out; the only module that uses docxtpl."""

import datetime
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import docx as python_docx
import docxtpl
from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, TemplateError
from jinja2.sandbox import SandboxedEnvironment
from lxml import etree
from lxml.etree import _Element as Element

from bulletin.model.page import Page, Print
from bulletin.model.place import Place
from bulletin.model.problem import BulletinError, Code, Problem, ProblemsError
from bulletin.model.vocabulary import Term, Vocabulary
from bulletin.pages import docx
from bulletin.publishing import marks, plain, typesetting
from bulletin.publishing.grammar import Trees
from bulletin.publishing.template import BODY, Template

VERSIONS = {
    "docxtpl": docxtpl.__version__,
    "python-docx": python_docx.__version__,
    "lxml": etree.__version__,
}
_HEADING_STYLE = "一级标题"
_NUMBER = re.compile(r"[一二三四五六七八九十]+、")
_NUMERALS = ("一", "二", "三", "四", "五", "六", "七", "八", "九", "十")


@dataclass(frozen=True, slots=True)
class Properties:
    """The document's own title, author and date, all from the edition."""

    title: str
    author: str
    date: datetime.date


class _Environment(SandboxedEnvironment):
    """Names are looked up among a term's members only: .items is never a method."""

    def getattr(self, obj: Any, attribute: str) -> Any:  # noqa: ANN401 - Jinja's own
        if isinstance(obj, Term):
            found = obj.members.get(attribute)
            return self.undefined(obj=obj, name=attribute) if found is None else found
        return super().getattr(obj, attribute)


class _Document(DocxTemplate):
    """docxtpl without what we do ourselves or do not want."""

    def render_properties(self, *_: object) -> None:
        """Title and author come from the edition, not from tags."""

    def get_headers_footers(self, uri: str) -> Iterator[tuple[str, Any]]:
        """Only those that hold a tag; the others stay as they are."""
        for key, part in super().get_headers_footers(uri):  # type: ignore[no-untyped-call] # no types
            if b"{" in part.blob:
                yield key, part


def render(
    template: Template,
    trees: Trees,
    vocabulary: Vocabulary,
    properties: Properties,
) -> Page:
    """The template filled in, each figure in a run of its own.

    Every paragraph is compared with the same template printed as plain text: what
    docxtpl dropped or changed raises ProblemsError instead of reaching a page.
    """
    filled = _opened(template)
    try:
        filled.render(dict(vocabulary.names), _environment(vocabulary), autoescape=True)
    except (TemplateError, etree.LxmlError):
        raise _refusal(template, "模板里有一处标签跨了段落或表格，填不进去") from None
    expected = plain.paragraphs(trees, vocabulary)
    roots = _roots(filled, expected)
    for part, root in roots.items():
        _compare(template, root, expected[part])
    _renumber(roots[BODY], filled)
    prints = tuple(print_ for part in roots for print_ in _resolve(part, roots[part]))
    for root in roots.values():
        _mend(root)
    _set_page(roots[BODY], filled)
    _describe(filled, properties)
    buffer = io.BytesIO()
    filled.save(buffer)
    holes = tuple(print_.fact for print_, is_hole in prints if is_hole)
    return Page(
        buffer.getvalue(),
        tuple(print_ for print_, _ in prints),
        tuple(dict.fromkeys(holes)),
    )


def _opened(template: Template) -> Any:  # noqa: ANN401 - docxtpl has no types
    """The template as docxtpl takes it; python-docx tells a damaged package so."""
    filled: Any = _Document(io.BytesIO(template.data))
    try:
        filled.init_docx()
        if filled.docx.element.body is not None:
            return filled
    except (KeyError, ValueError, AttributeError, etree.LxmlError):
        pass
    message = (
        f"模板 {template.name} 已损坏，缺少部件。请用 Word 或 WPS 打开后另存为 .docx"
    )
    raise BulletinError(message) from None


def _environment(vocabulary: Vocabulary) -> _Environment:
    environment = _Environment(
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_printed,
        keep_trailing_newline=True,
        optimized=False,
    )
    environment.filters = dict(vocabulary.filters)
    return environment


def _printed(value: object) -> object:
    """What {{ }} prints: words between marks; the grammar lets nothing else through."""
    if isinstance(value, Term):
        return marks.marked(value.spans or ())
    if isinstance(value, StrictUndefined):
        return value
    message = f"“{type(value).__name__}”不能打印"
    problem = Problem(Code.TEMPLATE_NAME, message, "请核对模板", Place("模板"))
    raise ProblemsError((problem,))


def _roots(filled: Any, expected: Mapping[str, list[str]]) -> dict[str, Element]:  # noqa: ANN401 - docxtpl has no types
    """The tree of each rendered part: the body, and the headers and footers in use."""
    roots = {BODY: filled.docx.element.body}
    for relation in filled.docx.part.rels.values():
        name = "" if relation.is_external else str(relation.target_part.partname)[1:]
        if name in expected:
            roots[name] = relation.target_part.element
    return roots


def _compare(template: Template, root: Element, expected: list[str]) -> None:
    actual = [docx.text(paragraph) for paragraph in docx.paragraphs(root)]
    if actual == expected:
        return
    pairs = zip([*actual, ""], [*expected, ""], strict=False)
    wanted = next((e for a, e in pairs if a != e), "")
    raise _refusal(template, f"“{marks.plain(wanted)[:40]}”没有按模板印出来")


def _refusal(template: Template, message: str) -> ProblemsError:
    advice = "请在 Word 里清除该段格式、重新输入标签；仍不行请联系维护人员"
    place = Place(template.name)
    return ProblemsError((Problem(Code.PRINT_DIFFERS, message, advice, place),))


def _resolve(part: str, root: Element) -> Iterator[tuple[Print, bool]]:
    """Make runs of the marks; each printed fact with its place, and whether a hole."""
    for number, paragraph in enumerate(list(docx.paragraphs(root))):
        start = 0
        for piece in marks.resolve(paragraph):
            end = start + len(piece.words)
            if piece.fact:
                where = (part, number, start, end)
                yield Print(piece.fact, *where, piece.words), piece.is_hole
            start = end


def _renumber(body: Element, filled: Any) -> None:  # noqa: ANN401 - docxtpl has no types
    """When a section vanished, number the headings that stay (wording rule 6)."""
    styles = filled.docx.styles
    ids = {style.style_id for style in styles if style.name == _HEADING_STYLE}
    numbered = [
        (paragraph, found.end())
        for paragraph in docx.paragraphs(body)
        if docx.style(paragraph) in ids
        and (found := _NUMBER.match(docx.text(paragraph)))
    ]
    for (paragraph, length), numeral in zip(numbered, _NUMERALS, strict=False):
        _replace_start(docx.texts(paragraph), length, f"{numeral}、")


def _replace_start(nodes: list[Element], length: int, words: str) -> None:
    """Other first characters, also where Word has split them over several runs."""
    for node in nodes:
        text = node.text or ""
        node.text = words + text[length:]
        length, words = max(0, length - len(text)), ""


def _mend(root: Element) -> None:
    """What a loop over nothing leaves and Word refuses.

    That is a table without a row, and a cell that does not end with a paragraph.
    """
    for table in list(root.iter(docx.TABLE)):
        parent = table.getparent()
        if next(table.iter(docx.ROW), None) is None and parent is not None:
            parent.remove(table)
    for cell in root.iter(docx.CELL):
        if not len(cell) or cell[-1].tag not in (docx.PARAGRAPH, f"{docx.W}sdt"):
            etree.SubElement(cell, docx.PARAGRAPH)


def _set_page(body: Element, filled: Any) -> None:  # noqa: ANN401 - docxtpl has no types
    typesetting.set_page(body, filled.docx.styles.element)


def _describe(filled: Any, properties: Properties) -> None:  # noqa: ANN401 - as above
    midnight = datetime.time()
    core = filled.docx.core_properties
    core.title = properties.title
    core.author = core.last_modified_by = properties.author
    core.language = "zh-CN"
    core.created = datetime.datetime.combine(properties.date, midnight)
    core.modified = core.created
    core.comments = core.subject = core.keywords = ""
    core.revision = 1
