"""What the pages cannot carry is refused by name and place, whatever the file holds."""

import io
import struct
import zipfile

import pytest

from bulletin.model.problem import BulletinError
from tests.pages.foreign import (
    cell,
    document,
    field,
    p,
    r,
    row,
    section,
    table,
    tag,
    val,
)
from tests.pages.seen import see

GRAPHIC = (
    '<w:drawing><wp:inline><wp:extent cx="360000" cy="360000"/><wp:docPr id="1" name="x"/>'
    '<a:graphic><a:graphicData uri="{}">{}</a:graphicData></a:graphic></wp:inline></w:drawing>'
)
URI = "http://schemas.openxmlformats.org/drawingml/2006/"
SHAPE = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
WATERMARK = (
    '<w:pict><v:shape style="width:400pt;height:80pt"><v:textpath string="内部资料"/>'
    "</v:shape></w:pict>"
)
BORDERS = "<w:pgBorders>{}</w:pgBorders>".format(
    tag("top", val="single", sz=4, space=1, color="auto")
)


def graphic(kind: str, inside: str = "") -> str:
    uri = kind if kind.startswith("http") else URI + kind
    return p(r("甲") + r(GRAPHIC.format(uri, inside)))


@pytest.mark.parametrize(
    ("body", "refusal"),
    [
        (graphic("picture", "<pic:pic/>"), "第2段的图片"),
        (graphic("chart", "<c:chart/>"), "第2段的图表"),
        (graphic("diagram", "<dgm:relIds/>"), "第2段的SmartArt 图形"),
        (graphic(SHAPE, "<wps:wsp/>"), "第2段的图形（线条、形状）"),
        (p(r("<w:pict><v:shape><v:imagedata/></v:shape></w:pict>")), "第2段的图片"),
        (p(r("<w:pict><v:line/></w:pict>")), "第2段的图形（线条、形状）"),
        (p(r("<w:object><o:OLEObject/></w:object>")), "第2段的嵌入的对象"),
        (p("<m:oMath><m:r><m:t>x</m:t></m:r></m:oMath>"), "第2段的公式"),
        (p("<m:oMathPara><m:oMath/></m:oMathPara>"), "第2段的公式"),
        (p(r(tag("endnoteReference", id=2))), "第2段的尾注"),
        (p(r("<w:ruby><w:rubyBase/></w:ruby>")), "第2段的拼音指南"),
        (p(r('<w:br w:type="column"/>')), "第2段的分栏符"),
        (
            p(r(tag("ptab", alignment="right", relativeTo="margin", leader="none"))),
            "第2段的对齐制表位",
        ),
        (p(field("EQ \\o\\ac(○,印)", r("印"))), "第2段的带圈字符或公式（EQ 域）"),
        (p(field("SECTIONPAGES", r("3"))), "第2段的“本节页数”域"),
        (
            table(row(cell("竖", val(textDirection="tbRl")))),
            "表1第1行第1列的竖排的单元格",
        ),
        (table(row(cell(graphic("picture")))), "表1第1行第1列的图片"),
        (p("", section(tag("cols", num=2))), "全文的分栏"),
        (p("", section(BORDERS)), "全文的页面边框"),
        (p("", section(val(textDirection="tbRl"))), "全文的竖排的页面"),
        (p("", section(tag("lnNumType", countBy=1))), "全文的行号"),
        ('<w:altChunk r:id="x"/>', "的嵌入的文件"),
        (p(r("<w:invention/>")), "第2段的不认识的内容（invention）"),
    ],
)
def test_what_cannot_be_carried_is_refused_with_its_name_and_place(
    body: str,
    refusal: str,
) -> None:
    with pytest.raises(BulletinError) as refused:
        see(document(p("前") + body))
    message = str(refused.value)
    assert refusal in message
    assert "--engine libreoffice" in message


def test_all_of_it_is_named_at_once() -> None:
    body = graphic("picture") + p("<m:oMath/>") + p(r(tag("endnoteReference", id=2)))
    with pytest.raises(BulletinError, match="第1段的图片；第2段的公式；第3段的尾注"):
        see(document(body))


def test_a_double_line_is_told_where_it_is_printed_as_a_single_one() -> None:
    edge = tag("top", val="double", sz=4, space=0, color="auto")
    body = p("甲", tag("pBdr", edge)) + p("乙")
    changed = see(document(body)).converted.changed
    assert [(loss.where, loss.what) for loss in changed] == [
        ("第1段", "双线、波浪线等边框印成了单线")
    ]
    assert see(document(p("乙"))).converted.changed == ()


def test_paper_larger_than_a_pdf_may_be_is_refused() -> None:
    paper = "<w:sectPr>" + tag("pgSz", w=400000, h=20000) + "</w:sectPr>"
    with pytest.raises(BulletinError, match="第1节的纸张"):
        see(document(p("甲"), last=paper))


def test_a_header_that_would_stand_in_the_text_is_refused() -> None:
    before = '<w:headerReference w:type="default" r:id="header1"/>'
    parts = {"header1": p("眉") * 9}
    with pytest.raises(BulletinError, match="第1节的页眉（高过上边距）"):
        see(document(p("甲"), last=section(before=before), parts=parts))


def test_a_watermark_in_the_header_is_refused() -> None:
    before = '<w:headerReference w:type="default" r:id="header1"/>'
    parts = {"header1": p(r(WATERMARK))}
    with pytest.raises(BulletinError, match="页眉的水印或艺术字"):
        see(document(p("甲"), last=section(before=before), parts=parts))


def test_a_picture_in_the_footer_is_refused() -> None:
    before = '<w:footerReference w:type="default" r:id="footer1"/>'
    parts = {"footer1": graphic("picture")}
    with pytest.raises(BulletinError, match="页脚的图片"):
        see(document(p("甲"), last=section(before=before), parts=parts))


GOOD = document(p("甲"))


def rebuilt(without: str = "", **more: bytes) -> bytes:
    """The good file with parts left out or replaced (document → word/document.xml)."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(GOOD)) as old, zipfile.ZipFile(buffer, "w") as new:
        for name in old.namelist():
            key = name.rpartition("/")[2].partition(".")[0]
            if name != without:
                new.writestr(name, more.get(key, old.read(name)))
    return buffer.getvalue()


def encrypted() -> bytes:
    """The good file with its text marked as encrypted."""
    data = bytearray(GOOD)
    for signature, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = data.find(signature)
        while start >= 0:
            flags = struct.unpack_from("<H", data, start + at)[0]
            struct.pack_into("<H", data, start + at, flags | 1)
            start = data.find(signature, start + 4)
    return bytes(data)


@pytest.mark.parametrize(
    ("data", "refusal"),
    [
        (b"", "已损坏，或者不是 .docx"),
        (b"\x00" * 5000, "已损坏，或者不是 .docx"),
        ("全市知识产权工作情况通报".encode("gbk"), "已损坏，或者不是 .docx"),
        (b"%PDF-1.7\n", "已损坏，或者不是 .docx"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "旧版 .doc"),
        (GOOD[: len(GOOD) // 2], "已损坏，或者不是 .docx"),
        (GOOD[:200] + bytes(80) + GOOD[280:], "已损坏"),
        (encrypted(), "加密"),
        (rebuilt("word/document.xml"), "不是 Word 文档"),
        (rebuilt(document=b"<w:document"), "word/document.xml 已损坏"),
        (rebuilt(document=b""), "word/document.xml 已损坏"),
        (rebuilt(document=b"<html/>"), "不是 Word 文档"),
        (rebuilt(styles=b"<w:styles><"), "word/styles.xml 已损坏"),
        (
            rebuilt(
                document=b'<w:document xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main"/>'
            ),
            "Strict",
        ),
    ],
    ids=range(14),
)
def test_what_is_no_docx_is_refused_in_words(data: bytes, refusal: str) -> None:
    with pytest.raises(BulletinError, match=refusal):
        see(data)
