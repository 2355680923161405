"""The sample month as a PDF: whole, archival, described, and the same every time."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from bulletin.model.page import STANDARDS, Engine, Manner
from bulletin.model.problem import BulletinError
from bulletin.pages import layout as layouts
from bulletin.pages import pdf as pdfs
from bulletin.publishing.pdf import libreoffice
from bulletin.publishing.pdf.convert import convert
from tests.archival import faults
from tests.publishing.pdf.documents import BODY, converted, page_of, with_paragraphs
from tests.sample import Sample

ISSUER = "枣庄市政府知识产权战略实施工作领导小组办公室"
OURS = re.compile("Fandol|LiberationSerif|NotoSerifSC")


@pytest.fixture(scope="module")
def page(workspace: Path, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return page_of(Sample(workspace, tmp_path_factory.mktemp("page")))


def test_the_sample_month_is_archival_and_described(page: bytes) -> None:
    made = converted(page)
    assert made.shown.title == "全市知识产权工作情况通报"
    assert made.shown.author == ISSUER
    assert made.shown.language == "zh-CN"
    assert b"/MarkInfo" in made.data
    assert b"2022-08-10" in made.data
    assert b"<pdfaid:part>2</pdfaid:part>" in made.data
    assert (made.agreed.pages, made.agreed.repeated_headings) == (8, 0)


def test_the_same_page_makes_the_same_bytes(page: bytes) -> None:
    code = (
        "import sys; from bulletin.publishing.pdf.convert import convert;"
        "from bulletin.model.page import Manner; from pathlib import Path;"
        "data = Path(sys.argv[1]).read_bytes();"
        "sys.stdout.buffer.write(convert(data, Manner()).data)"
    )
    made = converted(page)
    path = Path(__file__).parent / "page.docx"
    try:
        path.write_bytes(page)
        again = subprocess.run(
            [sys.executable, "-c", code, str(path)], capture_output=True, check=True
        )
    finally:
        path.unlink()
    assert again.stdout == made.data


@pytest.mark.parametrize("standard", STANDARDS)
def test_each_standard_is_made_and_says_so(page: bytes, standard: str) -> None:
    made = convert(page, Manner(standard=standard)).data
    kind, _, level = standard.partition("-")
    part = rb"pdfuaid:part" if kind == "ua" else rb"pdfaid:part"
    assert re.search(part + rb">" + level[0].encode(), made)


def test_only_our_fonts_are_in_it_and_the_result_names_them(page: bytes) -> None:
    made = converted(page)
    assert all(OURS.match(font) for font in made.fonts)
    assert all(font.is_embedded for font in made.shown.fonts)
    assert {"FandolFang-Regular", "FandolHei-Regular", "FandolSong-Bold"} <= {
        *made.fonts
    }


def test_headings_are_bookmarks_and_the_structure_is_tagged(page: bytes) -> None:
    made = converted(page).data
    assert made.count(b"/S/H1") + made.count(b"/S /H1") >= 5
    assert b"/Outlines" in made


@pytest.mark.parametrize("name", ["玥", "喆", "堃", "昇", "𬭎", "㛃"])
def test_a_rare_character_comes_from_its_own_font(page: bytes, name: str) -> None:
    made = converted(with_paragraphs(page, [(BODY, f"联系人张{name}。")]))
    assert "".join(sheet.text for sheet in made.shown.sheets) == f"联系人张{name}。—1—"
    assert "NotoSerifSC-Regular" in " ".join(made.fonts)


def test_characters_without_a_glyph_are_all_named_with_their_places(
    page: bytes,
) -> None:
    texts = [(BODY, "甲𰻝乙"), (BODY, "丙"), (BODY, "丁\U0001f600"), (BODY, "又𰻝")]
    with pytest.raises(BulletinError) as refused:
        convert(with_paragraphs(page, texts), Manner())
    said = str(refused.value)
    assert "第1段、第4段的“𰻝”（U+30EDD）" in said
    assert "第3段的“\U0001f600”（U+1F600）" in said


def test_libreoffice_agrees_on_the_text_and_nearly_on_the_pages(page: bytes) -> None:
    if not libreoffice.soffice():
        pytest.skip("soffice is not installed")
    ours, theirs = converted(page), converted(page, Engine.LIBREOFFICE)
    assert theirs.agreed.characters == ours.agreed.characters
    assert abs(theirs.agreed.pages - ours.agreed.pages) <= 1
    assert all(OURS.match(font) for font in theirs.fonts)
    assert "FandolSong-Bold" in theirs.fonts


def test_libreoffice_loses_no_comma_at_the_end_of_a_line(page: bytes) -> None:
    """With characters set closer it drops the comma that hangs over a justified line."""
    if not libreoffice.soffice():
        pytest.skip("soffice is not installed")
    clauses = "不断加大知识产权保护力度，加快构建我市知识产权事业新格局，"
    texts = [(BODY, "甲" * n + clauses * 3) for n in range(28)]
    made = converted(with_paragraphs(page, texts), Engine.LIBREOFFICE)
    assert made.agreed.characters == sum(len(text) for _, text in texts)


def test_without_libreoffice_its_engine_says_what_to_do(
    page: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(BulletinError, match=r"没有 LibreOffice.*请安装 LibreOffice"):
        convert(page, Manner(engine=Engine.LIBREOFFICE))


@pytest.mark.parametrize("module", ["typst", "pypandoc", "pylopdf_fonts_zh_cn"])
def test_where_the_tools_are_missing_everything_but_the_pdf_is_made(
    sample: Sample, module: str
) -> None:
    sample.save()
    code = (
        f"import sys; sys.modules[{module!r}] = None\n"
        "from bulletin.cli.main import main; main()"
    )
    arguments = ["generate", str(sample.path), "--output", str(sample.output)]
    ran = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        cwd=sample.workspace.root,
        capture_output=True,
        check=False,
    )
    said = ran.stdout.decode()
    assert ran.returncode == 0
    assert "PDF：没有生成，原因见下面的提示" in said
    assert "没有生成 PDF：本机没有装好" in said
    assert module in said
    kinds = {path.suffix for path in (sample.output / "2022-07").iterdir()}
    assert kinds == {".docx", ".xlsx", ".json"}


def test_what_the_page_says_is_what_the_reader_sees(page: bytes) -> None:
    """The whole text, in order, by PDFium and by our reading of the .docx."""
    layout = layouts.read(page)
    text = "".join("".join(each.text.split()) for each in layout.paragraphs())
    sheets = pdfs.read(converted(page).data).sheets
    printed = "".join(re.sub(f"—{sheet.number}—$", "", sheet.text) for sheet in sheets)
    head, table = text.split("单位：")
    assert printed.startswith(head)
    assert sorted(printed) == sorted(text)
    assert faults(converted(page).data) == []
    assert table
