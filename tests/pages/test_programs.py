"""Files that other programs saved are converted without loss."""

import io
from pathlib import Path

import docx
import pytest
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.shared import Cm, Pt

from tests.pages.seen import see

FOLDER = Path(__file__).parent / "elsewhere"


def test_a_page_of_html_saved_by_libreoffice() -> None:
    """A heading, a list in a list, a table with cells merged both ways."""
    seen = see((FOLDER / "libreoffice-from-html.docx").read_bytes())
    assert seen.text == (
        "全市知识产权工作情况通报2022年8月1日加粗和倾斜、下划线、H2O与m2。"
        "1.第一项2.第二项•子项区市1滕州2完。"
    )
    assert seen["2022年"].right < seen["8月1日"].right
    assert seen["8月1日"].right > 540
    assert seen["全市"].size > seen["加粗"].size
    assert seen["2O与"].size < seen["加粗"].size


def test_an_odt_file_saved_as_docx_by_libreoffice() -> None:
    """A list of 一、 and （1）, a footnote, tabs and spaces, a page number, a table."""
    seen = see((FOLDER / "libreoffice-from-odt.docx").read_bytes())
    assert seen.text == (
        "关于专利工作的通知一、创造（1）授权（2）有效二、运用正文空格制表换行1。"
        "甲乙通栏尾1脚注内容第1页"
    )
    assert seen["换行"].left == pytest.approx(79.4, abs=0.5)
    assert seen["脚注"].line > 700


def test_a_markdown_file_made_into_docx_by_pandoc() -> None:
    """A title, headings, nested lists, a table with its caption, a footnote."""
    seen = see((FOLDER / "pandoc-from-markdown.docx").read_bytes())
    assert seen.text == (
        "知识产权通报市局创造1.专利授权2.有效发明a)滕州b)薛城运用倾斜与加粗，脚注1，"
        "code--x。表题区市件数滕州12薛城3引文一段。•圆点•又一Term释义1注的内容。"
    )
    assert seen.pdf.title == "知识产权通报"
    assert seen["a)"].left > seen["2."].left


def test_python_docx_with_its_own_template_and_styles() -> None:
    document = docx.Document()
    document.add_heading("标题", 0)
    document.add_heading("一级", 1)
    document.add_paragraph("圆点", style="List Bullet")
    document.add_paragraph("甲", style="List Number")
    document.add_paragraph("乙", style="List Number")
    document.add_paragraph("引文", style="Intense Quote")
    table = document.add_table(2, 2, style="Light Grid Accent 1")
    for number, text in enumerate("一二三四"):
        table.cell(*divmod(number, 2)).text = text
    seen = see(saved(document))
    assert seen.pages == ["标题一级•圆点1.甲2.乙引文一二三四"]
    assert seen["标题"].size == 26


def test_python_docx_with_direct_formatting_and_a_section_across() -> None:
    document = docx.Document()
    first = document.sections[0]
    first.footer.paragraphs[0].text = "内部资料"
    paragraph = document.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    paragraph.paragraph_format.space_before = Pt(30)
    paragraph.paragraph_format.first_line_indent = Cm(-1)
    paragraph.paragraph_format.left_indent = Cm(1)
    run = paragraph.add_run("市知识产权局")
    run.bold = run.italic = run.underline = True
    run.font.size = Pt(22)
    run.add_break(WD_BREAK.PAGE)
    paragraph.add_run("次页")
    across = document.add_section(WD_SECTION.NEW_PAGE)
    across.orientation = WD_ORIENT.LANDSCAPE
    across.page_width, across.page_height = first.page_height, first.page_width
    document.add_paragraph("横排")
    seen = see(saved(document))
    assert seen.pages == ["市知识产权局内部资料", "次页内部资料", "横排内部资料"]
    assert seen["市知"].size == pytest.approx(22)
    assert seen["产权局"].right == pytest.approx(595.3 - 90 + 16.7, abs=20)
    assert seen["横排"].sheet.width > seen["横排"].sheet.height


def saved(document: object) -> bytes:
    buffer = io.BytesIO()
    document.save(buffer)  # type: ignore[attr-defined] # python-docx has no types here
    return buffer.getvalue()
