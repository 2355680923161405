"""The runs of a paragraph as a reader sees them: revisions accepted, fields as results.

The tags are a closed list: what is neither shown, entered nor passed over is a loss.
"""

import re
from dataclasses import dataclass, field, replace

from lxml.etree import _Element as Element

from bulletin.model.layout import Run
from bulletin.pages import symbols
from bulletin.pages.docx import W
from bulletin.pages.looks import Values, look, value
from bulletin.pages.numerals import FORMATS
from bulletin.pages.story import Field, Ground

M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_ENTERED = "ins moveTo hyperlink smartTag customXml sdt sdtContent dir bdo"
_PASSED = """
    pPr rPr sdtPr sdtEndPr smartTagPr customXmlPr del moveFrom delText delInstrText
    bookmarkStart bookmarkEnd commentRangeStart commentRangeEnd commentReference
    annotationRef proofErr permStart permEnd lastRenderedPageBreak softHyphen
    moveFromRangeStart moveFromRangeEnd moveToRangeStart moveToRangeEnd separator
    continuationSeparator customXmlInsRangeStart customXmlInsRangeEnd
    customXmlDelRangeStart customXmlDelRangeEnd tcPr tblPr tblGrid trPr tblPrEx
"""
ENTERED = {W + tag for tag in _ENTERED.split()}
PASSED = {W + tag for tag in _PASSED.split()}
_DRAWINGS = {f"{W}drawing", f"{W}pict"}
NAMES = {
    f"{W}endnoteReference": "尾注",
    f"{W}object": "嵌入的对象",
    f"{W}ruby": "拼音指南",
    f"{W}ptab": "对齐制表位",
    f"{W}altChunk": "嵌入的文件",
    f"{W}subDoc": "子文档",
    f"{W}contentPart": "墨迹",
    f"{M}oMath": "公式",
    f"{M}oMathPara": "公式",
}
_PLAIN = {f"{W}tab": "\t", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}
_BREAKS = {"": "\n", "textWrapping": "\n", "page": "\f"}
_PAGE_FIELDS = {"PAGE", "NUMPAGES"}
_LOST_FIELDS = {
    "SECTIONPAGES": "“本节页数”域",
    "EQ": "带圈字符或公式（EQ 域）",
    "FORMCHECKBOX": "复选框窗体域",
}
_CODE = re.compile(r"\s*([A-Za-z]+)")
_UNSEEN = dict.fromkeys((0xAD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF))


@dataclass(slots=True)
class Inline:
    """The runs found so far, and the drawings among them."""

    ground: Ground
    runs: list[Run] = field(default_factory=list)
    drawings: list[Element] = field(default_factory=list)

    def enter(self, element: Element) -> None:
        """Read everything inside an element that holds runs."""
        for child in element:
            tag = child.tag
            if not isinstance(tag, str) or tag in PASSED:
                continue
            if tag == f"{W}r":
                self._run(child)
            elif tag == f"{W}fldSimple":
                self._simple_field(child)
            elif tag == f"{MC}AlternateContent":
                self.enter(alternative(child))
            elif tag in ENTERED:
                self.enter(child)
            else:
                self._lose(tag)

    def _run(self, run: Element) -> None:
        self._contents(run, self.ground.look_of(run))

    def _contents(self, run: Element, values: Values) -> None:
        hidden = bool(values.get("hidden"))
        for child in run:
            tag = child.tag
            if tag == f"{W}fldChar":
                self._field(value(child, "fldCharType"), values)
            elif tag == f"{W}instrText":
                self._instruct(child)
            elif hidden or not self._shows or not isinstance(tag, str):
                continue
            elif tag == f"{MC}AlternateContent":
                self._contents(alternative(child), values)
            elif tag in _DRAWINGS:
                self.drawings.append(child)
            elif tag not in PASSED:
                self._content(child, tag, values)

    def _content(self, child: Element, tag: str, values: Values) -> None:
        match tag.removeprefix(W):
            case "t":
                self._text(_stripped(child), values)
            case "sym":
                font = value(child, "font")
                self._text(_character(child), values | {"latin": font})
            case "br":
                self._break(value(child, "type"), values)
            case "pgNum":
                self._add(Run("", look(values), "PAGE"))
            case "footnoteReference":
                self._note(child, values)
            case "footnoteRef":
                number = self.ground.story.note or 0
                self._add(Run(self._numeral(number), look(values)))
            case _ if tag in _PLAIN:
                self._add(Run(_PLAIN[tag], look(values)))
            case _:
                self._lose(tag)

    def _text(self, text: str, values: Values) -> None:
        text = text.translate(_UNSEEN)
        font = str(values.get("latin", ""))
        if symbols.is_symbolic(font) or any(map(symbols.is_private, text)):
            shown = symbols.shown(text, font)
            if shown is None:
                codes = "、".join(f"U+{ord(each):04X}" for each in dict.fromkeys(text))
                self._lose_named(f"没有通用编码的符号（{font} {codes}）")
            text, values = shown or "", values | {"latin": values.get("han", "")}
        if values.get("caps"):
            text = text.upper()
        if text:
            self._add(Run(text, look(values)))

    def _break(self, kind: str, values: Values) -> None:
        if kind in _BREAKS:
            self._add(Run(_BREAKS[kind], look(values)))
        else:
            self._lose_named("分栏符")

    def _note(self, reference: Element, values: Values) -> None:
        book = self.ground.story.book
        identity = value(reference, "id")
        number = book.notes.setdefault(identity, len(book.notes) + 1)
        own = value(reference, "customMarkFollows") in ("1", "true", "on")
        mark = "" if own else self._numeral(number)
        self._add(Run(mark, look(values), note=number))

    def _numeral(self, number: int) -> str:
        return FORMATS.get(self.ground.story.book.note_format, str)(number)

    @property
    def _shows(self) -> bool:
        return all(each.shows for each in self.ground.story.fields)

    def _field(self, kind: str, values: Values) -> None:
        """Begin, result or end of a complex field; a page number is printed at its end.

        Its cached result stays hidden.
        """
        fields = self.ground.story.fields
        if kind == "begin":
            fields.append(Field())
        elif not fields:
            return
        elif kind == "separate":
            fields[-1].shows = self._name(fields[-1].code) not in _PAGE_FIELDS
        elif kind == "end":
            name = self._name(fields.pop().code)
            if name in _PAGE_FIELDS and self._shows:
                self._add(Run("", look(values), name))

    def _instruct(self, element: Element) -> None:
        if fields := self.ground.story.fields:
            fields[-1].code += element.text or ""

    def _simple_field(self, element: Element) -> None:
        name = self._name(value(element, "instr"))
        if name in _PAGE_FIELDS and self._shows:
            run = element.find(f"{W}r")
            own = self.ground.look if run is None else self.ground.look_of(run)
            self._add(Run("", look(own), name))
        elif name not in _PAGE_FIELDS:
            self.enter(element)

    def _name(self, code: str) -> str:
        found = _CODE.match(code)
        name = found[1].upper() if found else ""
        if name in _LOST_FIELDS:
            self._lose_named(_LOST_FIELDS[name])
        return name

    def _add(self, run: Run) -> None:
        last = self.runs[-1] if self.runs else None
        if last and run.look == last.look and _is_text(run) and _is_text(last):
            self.runs[-1] = replace(last, text=last.text + run.text)
        else:
            self.runs.append(run)

    def _lose(self, tag: str) -> None:
        self._lose_named(NAMES.get(tag, f"不认识的内容（{tag.rpartition('}')[2]}）"))

    def _lose_named(self, what: str) -> None:
        self.ground.story.lose(what, self.ground.where)


def alternative(element: Element) -> Element:
    """Of an AlternateContent what we read: a text box's new form, else the old one."""
    choice = element.find(f"{MC}Choice")
    fallback = element.find(f"{MC}Fallback")
    if choice is not None and (choice.get("Requires") == "wps" or fallback is None):
        return choice
    return element if fallback is None else fallback


def _is_text(run: Run) -> bool:
    return not run.field and run.note is None


def _stripped(node: Element) -> str:
    text = re.sub(r"[\t\r\n]", " ", node.text or "")
    return text if node.get(_XML_SPACE) == "preserve" else text.strip(" ")


def _character(symbol: Element) -> str:
    try:
        return chr(int(value(symbol, "char"), 16))
    except (ValueError, OverflowError):
        return "\ufffd"
