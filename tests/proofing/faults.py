"""Single faults to plant in a good document, each with the code that it must bring."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from docx.document import Document
from docx.enum.section import WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph

BODY = 4  # the first paragraph of 正文 after the first heading


@dataclass(frozen=True)
class Fault:
    """What to do to a good document, and the code of the only new remark."""

    code: str
    plant: Callable[[Document], object]
    name: str


def element(item: Any) -> Any:  # noqa: ANN401 - python-docx does not type its XML
    return item._element  # noqa: SLF001 - nor name it in public


def starting(document: Document, text: str) -> Paragraph:
    return next(p for p in document.paragraphs if p.text.startswith(text))


def style(document: Document, name: str) -> Any:  # noqa: ANN401 - python-docx's own
    return document.styles[name]


def font(paragraph: Paragraph, name: str) -> None:
    for run in paragraph.runs:
        run.font.name = name
        element(run).rPr.rFonts.set(qn("w:eastAsia"), name)


def size(paragraph: Paragraph, points: float) -> None:
    for run in paragraph.runs:
        run.font.size = Pt(points)


def say(paragraph: Paragraph, text: str) -> None:
    paragraph.runs[0].text = text
    for run in paragraph.runs[1:]:
        delete(element(run))


def replace(paragraph: Paragraph, old: str, new: str) -> None:
    text = paragraph.text
    assert old in text, text
    say(paragraph, text.replace(old, new, 1))


def remove(paragraph: Paragraph) -> None:
    delete(element(paragraph))


def delete(node: Any) -> None:  # noqa: ANN401 - as above
    node.getparent().remove(node)


def portrait(document: Document) -> Any:  # noqa: ANN401 - python-docx's own
    return document.sections[0]


def folios(document: Document) -> tuple[Paragraph, Paragraph]:
    section = portrait(document)
    return section.footer.paragraphs[0], section.even_page_footer.paragraphs[0]


def dashes(document: Document, dash: str) -> None:
    for paragraph in folios(document):
        for run in paragraph.runs:
            if "—" in run.text:
                run.text = run.text.replace("—", dash)


def empty(paragraph: Paragraph) -> None:
    for run in paragraph.runs:
        delete(element(run))


def first_line(paragraph: Paragraph, points: float) -> None:
    paragraph.paragraph_format.first_line_indent = Pt(points)
    for indent in element(paragraph).iter(qn("w:ind")):
        indent.set(qn("w:firstLineChars"), str(round(points * 100 / 16)))


def spacing(document: Document, value: str = "0") -> None:
    for node in style(document, "公文正文").element.iter(qn("w:spacing")):
        if node.getparent().tag == qn("w:rPr"):
            node.set(qn("w:val"), value)


def restart(document: Document) -> None:
    section = list(document.element.iter(qn("w:sectPr")))[1]
    number = section.makeelement(qn("w:pgNumType"), {qn("w:start"): "1"})
    section.find(qn("w:pgMar")).addnext(number)


def one_footer(document: Document) -> None:
    document.settings.odd_and_even_pages_header_footer = False


def rows(document: Document, tag: str) -> None:
    for row in document.tables[-1].rows:
        for node in list(element(row).iter(qn(tag))):
            delete(node)


def insert(paragraph: Paragraph, text: str) -> None:
    paragraph.insert_paragraph_before(text, paragraph.style)


def body(document: Document) -> Paragraph:
    return document.paragraphs[BODY]


def title(document: Document) -> Paragraph:
    return document.paragraphs[0]


def addressee(document: Document) -> Paragraph:
    return document.paragraphs[1]


def styled(document: Document, name: str) -> Paragraph:
    return next(p for p in document.paragraphs if p.style == style(document, name))


def signed(document: Document) -> Paragraph:
    return styled(document, "署名")


def dated(document: Document) -> Paragraph:
    return styled(document, "成文日期")


def label(document: Document) -> Paragraph:
    return next(p for p in document.paragraphs if p.text.strip() == "附件")


def annex_title(document: Document) -> Paragraph:
    texts = document.paragraphs
    return texts[[p.text.strip() for p in texts].index("附件") + 1]


def note(document: Document) -> Paragraph:
    return starting(document, "附件：")


def letter(document: Document) -> None:
    portrait(document).page_width, portrait(document).page_height = Mm(216), Mm(279)


def upright(document: Document) -> None:
    """The landscape page takes the footers of the portrait pages."""
    sections = list(document.element.iter(qn("w:sectPr")))
    one, other = (list(s.iter(qn("w:footerReference"))) for s in sections[:2])
    for mine, theirs in zip(other, one, strict=True):
        mine.set(qn("r:id"), theirs.get(qn("r:id")))


def set_(name: str, value: object, section: int = 0) -> Callable[[Document], None]:
    return lambda document: setattr(document.sections[section], name, value)


def of(
    pick: Callable[[Document], Paragraph], act: Callable[[Paragraph], object]
) -> Callable[[Document], object]:
    return lambda document: act(pick(document))


def form(name: str, value: object) -> Callable[[Paragraph], None]:
    return lambda paragraph: setattr(paragraph.paragraph_format, name, value)


def heading(number: str) -> Callable[[Document], Paragraph]:
    return lambda document: starting(document, f"{number}、")


def colored(color: RGBColor) -> Callable[[Paragraph], None]:
    return lambda paragraph: setattr(paragraph.runs[0].font.color, "rgb", color)


RED, BLUE = RGBColor(0xFF, 0, 0), RGBColor(0, 0x70, 0xC0)
FAULTS = (
    Fault("page-size", letter, "letter"),
    Fault("margin-top", set_("top_margin", Mm(30)), "top 30 mm"),
    Fault("margin-left", set_("left_margin", Mm(32)), "left 32 mm"),
    Fault("text-area", set_("right_margin", Mm(20)), "right 20 mm"),
    Fault("text-area", set_("bottom_margin", Mm(25)), "bottom 25 mm"),
    Fault("landscape-margins", set_("left_margin", Mm(20), 1), "landscape 20 mm"),
    Fault("lines-per-page", of(body, form("line_spacing", 1.5)), "1.5 lines"),
    Fault("lines-per-page", of(body, form("line_spacing", Pt(30))), "30 pt"),
    Fault("characters-per-line", spacing, "27 characters"),
    Fault("text-color", of(body, colored(RED)), "red"),
    Fault("text-color", of(title, colored(BLUE)), "blue title"),
    Fault("title-font", of(title, lambda p: font(p, "黑体")), "title in 黑体"),
    Fault("title-size", of(title, lambda p: size(p, 18)), "title of 18 pt"),
    Fault("title-centered", of(title, form("alignment", ALIGN.LEFT)), "title left"),
    Fault(
        "addressee-colon", of(addressee, lambda p: replace(p, "企业：", "企业")), "none"
    ),
    Fault(
        "addressee-colon",
        of(addressee, lambda p: replace(p, "企业：", "企业:")),
        "half",
    ),
    Fault("addressee-indent", of(addressee, lambda p: first_line(p, 32)), "indented"),
    Fault("body-font", of(body, lambda p: font(p, "宋体")), "body in 宋体"),
    Fault("body-size", of(body, lambda p: size(p, 15)), "body of 15 pt"),
    Fault("body-indent", of(body, lambda p: first_line(p, 0)), "no indent"),
    Fault("body-indent", of(body, form("left_indent", Pt(32))), "all lines indented"),
    Fault("heading-font", of(heading("二"), lambda p: font(p, "仿宋")), "仿宋 heading"),
    Fault("heading-size", of(heading("二"), lambda p: size(p, 18)), "18 pt heading"),
    Fault("heading-sequence", of(heading("三"), remove), "heading gone"),
    Fault(
        "heading-sequence", of(heading("五"), lambda p: replace(p, "五", "四")), "twice"
    ),
    Fault("heading-form", of(body, lambda p: insert(p, "1、加强领导。")), "1、"),
    Fault("blank-line", of(title, form("space_after", Pt(0))), "none under title"),
    Fault("blank-line", of(note, form("space_before", Pt(0))), "none above 附件"),
    Fault("attachment-note", of(note, lambda p: say(p, p.text + "。")), "full stop"),
    Fault("attachment-note", of(note, lambda p: replace(p, "：", ":")), "附件:"),
    Fault(
        "attachment-note", of(note, lambda p: replace(p, "：", "：1.")), "one numbered"
    ),
    Fault("attachment-indent", of(note, lambda p: first_line(p, 0)), "note flush"),
    Fault("signature-position", of(dated, form("left_indent", Pt(0))), "date at edge"),
    Fault(
        "signature-kept", of(signed, form("keep_with_next", value=False)), "not kept"
    ),
    Fault("date-form", of(dated, lambda p: say(p, "二〇二二年八月十日")), "Hanzi date"),
    Fault("date-form", of(dated, lambda p: say(p, "2022年08月10日")), "leading zero"),
    Fault("date-missing", of(dated, lambda p: say(p, "2022年月日")), "blank date"),
    Fault("attachment-label", of(label, lambda p: font(p, "楷体")), "附件 in 楷体"),
    Fault("attachment-label", of(label, lambda p: say(p, "附件：")), "附件 with colon"),
    Fault("attachment-label", of(label, lambda p: first_line(p, 32)), "附件 indented"),
    Fault("attachment-title", of(annex_title, lambda p: say(p, "工作情况表")), "other"),
    Fault("attachment-title", of(annex_title, form("alignment", ALIGN.LEFT)), "left"),
    Fault("page-number-missing", lambda d: empty(folios(d)[1]), "none on even pages"),
    Fault("page-number-form", lambda d: dashes(d, "-"), "hyphens"),
    Fault("page-number-form", lambda d: dashes(d, "–"), "short dashes"),
    Fault("page-number-font", lambda d: size(folios(d)[0], 10.5), "10.5 pt number"),
    Fault("page-number-font", lambda d: number_font(d, "Times New Roman"), "Times"),
    Fault(
        "page-number-side",
        lambda d: form("alignment", ALIGN.CENTER)(folios(d)[0]),
        "centred",
    ),
    Fault("page-number-side", one_footer, "all pages alike"),
    Fault("page-number-place", set_("footer_distance", Mm(10)), "too low"),
    Fault("page-number-count", restart, "starts again"),
    Fault("page-number-landscape", upright, "not turned"),
    Fault("table-heading", lambda d: rows(d, "w:tblHeader"), "heading once"),
    Fault("table-row-split", lambda d: rows(d, "w:cantSplit"), "rows split"),
    Fault("half-width-punctuation", of(body, lambda p: replace(p, "，", ",")), "comma"),
    Fault("unpaired-punctuation", of(body, lambda p: insert(p, "“甲。")), "“甲"),
    Fault("until-date", of(body, lambda p: replace(p, "截至", "截止")), "截止"),
    Fault("trailing-zero", of(body, lambda p: replace(p, "175%", "175.0%")), "175.0%"),
    Fault("mixed-ranges", of(body, lambda p: replace(p, "1-7月", "1—7月")), "1—7月"),
)


def number_font(document: Document, name: str) -> None:
    for run in folios(document)[0].runs:
        run.font.name = name


def continuous(document: Document) -> None:
    """The attachment follows on the page of the signature."""
    document.sections[1].start_type = WD_SECTION.CONTINUOUS


def headed(document: Document) -> Paragraph:
    return styled(document, "发文机关标志")


def numbered(document: Document) -> Paragraph:
    return next(p for p in document.paragraphs if "〔" in p.text)


def copied(document: Document) -> Paragraph:
    return cell(document, "抄送")


def printed(document: Document) -> Paragraph:
    return cell(document, "印发")


def cell(document: Document, word: str) -> Paragraph:
    cells = (each for row in document.tables[-1].rows for each in row.cells)
    found: list[Paragraph] = [p for each in cells for p in each.paragraphs]
    return next(p for p in found if word in p.text)


def page_break(paragraph: Paragraph) -> None:
    paragraph.paragraph_format.page_break_before = True


def line_under(document: Document, color: str) -> None:
    for paragraph in (headed(document), numbered(document)):
        for node in list(element(paragraph).iter(qn("w:pBdr"))):
            delete(node)
    edges = element(numbered(document)).get_or_add_pPr().makeelement(qn("w:pBdr"), {})
    look = {"val": "single", "sz": "12", "space": "11", "color": color}
    bottom = edges.makeelement(
        qn("w:bottom"), {qn(f"w:{k}"): v for k, v in look.items()}
    )
    edges.append(bottom)
    element(numbered(document)).pPr.insert(1, edges)


def thin(document: Document) -> None:
    table = element(document.tables[-1])
    for cell_ in table.iter(qn("w:tcPr")):
        borders = cell_.makeelement(qn("w:tcBorders"), {})
        for side in ("top", "bottom"):
            look = {qn("w:val"): "single", qn("w:sz"): "2", qn("w:color"): "000000"}
            borders.append(borders.makeelement(qn(f"w:{side}"), look))
        cell_.append(borders)


# In a document with 版头 and 版记.
FULL = (
    Fault("issuer-mark", of(headed, form("alignment", ALIGN.LEFT)), "mark left"),
    Fault("issuer-mark-font", of(headed, lambda p: font(p, "黑体")), "mark in 黑体"),
    Fault(
        "document-number", of(numbered, lambda p: say(p, "枣知发[2022]5号")), "[2022]"
    ),
    Fault(
        "document-number", of(numbered, lambda p: say(p, "枣知发〔2022〕05号")), "05号"
    ),
    Fault(
        "document-number", of(numbered, lambda p: say(p, "枣知发〔2022〕第5号")), "第"
    ),
    Fault("red-line", lambda d: line_under(d, "000000"), "black line"),
    Fault("copy-to", of(copied, lambda p: say(p, "抄送：市委办公室")), "no full stop"),
    Fault("copy-to", of(copied, lambda p: size(p, 16)), "抄送 in 3号"),
    Fault("printed-by", of(printed, lambda p: say(p, "2022年08月10日印发")), "08月"),
    Fault("imprint-lines", thin, "thin lines"),
    Fault("imprint-place", lambda d: d.add_paragraph("此件公开发布"), "text after it"),
)


def every(name: str, points: float) -> Callable[[Document], None]:
    """A style's lines of another height."""
    return lambda document: setattr(
        style(document, name).paragraph_format, "line_spacing", Pt(points)
    )


def wide_lines(document: Document) -> None:
    portrait(document).right_margin = Mm(20)


def alone(document: Document) -> None:
    page_break(signed(document))


def late(document: Document) -> None:
    page_break(document.paragraphs[2])


# Measured in the PDF that LibreOffice makes of the document.
PRINTED = (
    Fault("margin-top", set_("top_margin", Mm(30)), "top 30 mm"),
    Fault("margin-left", set_("left_margin", Mm(23)), "left 23 mm"),
    Fault("text-area", wide_lines, "right 20 mm"),
    Fault("lines-per-page", every("公文正文", 30), "30 pt"),
    Fault("characters-per-line", lambda d: spacing(d, "-20"), "29 characters"),
    Fault("text-color", of(body, colored(RED)), "red"),
    Fault("title-size", of(title, lambda p: size(p, 18)), "title of 18 pt"),
    Fault("title-centered", of(title, form("alignment", ALIGN.LEFT)), "title left"),
    Fault("body-size", of(body, lambda p: size(p, 14)), "body of 14 pt"),
    Fault("body-first-page", late, "first page without text"),
    Fault(
        "addressee-colon", of(addressee, lambda p: replace(p, "企业：", "企业")), "none"
    ),
    Fault("heading-sequence", of(heading("三"), remove), "heading gone"),
    Fault("attachment-note", of(note, lambda p: say(p, p.text + "。")), "full stop"),
    Fault("signature-position", of(dated, form("left_indent", Pt(0))), "date at edge"),
    Fault("signature-alone", alone, "signature alone"),
    Fault("date-form", of(dated, lambda p: say(p, "2022年08月10日")), "leading zero"),
    Fault("attachment-title", of(annex_title, lambda p: say(p, "工作情况表")), "other"),
    Fault("page-number-missing", lambda d: empty(folios(d)[1]), "none on even pages"),
    Fault("page-number-form", lambda d: dashes(d, "-"), "hyphens"),
    Fault("page-number-side", one_footer, "all pages alike"),
    Fault("page-number-font", lambda d: size(folios(d)[0], 10.5), "10.5 pt number"),
    Fault("page-number-place", set_("footer_distance", Mm(15)), "too low"),
    Fault("page-number-count", restart, "starts again"),
    Fault("page-number-landscape", upright, "not turned"),
    Fault("half-width-punctuation", of(body, lambda p: replace(p, "，", ",")), "comma"),
)
