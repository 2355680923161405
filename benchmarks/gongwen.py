"""The sample month's .docx before an independent checker of the layout, gongwen-skill.

Run: pip install gongwen-skill && python benchmarks/gongwen.py

The checker reads direct formatting only and takes the ASCII font for the Chinese one, so
it is given a copy in which what our styles say stands in each paragraph and run. Its own
margins and line spacing are private; they are set as GB/T 9704-2012 says. Prints what it
finds of its first two severities, and why each that is left does not bind.
"""

import io
import json
import subprocess
import sys
import tempfile
from pathlib import Path

import docx
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from bulletin.model.layout import (
    Paragraph,
)
from bulletin.model.look import (
    Look,
    Shape,
)
from bulletin.pages import layout as layouts

ROOT = Path(__file__).parent.parent
SPACING = {"line_spacing": "28.95pt"}
MARGINS = {"top": "3.7cm", "bottom": "3.5cm", "left": "2.8cm", "right": "2.6cm"}
PARTS = ("body", "heading_1", "heading_2", "heading_3", "heading_4")
OVERRIDES = {"page_setup": {"margins": MARGINS}} | dict.fromkeys(PARTS, SPACING)
# What it asks beyond the standard, or against it.
EXCUSED = {
    "CHK-C005": "16 pt for 表格单位 and 附注: it takes them for 正文",
    "CHK-C006": "28.95 pt for the same",
    "CHK-C012": "an indent for the same",
    "CHK-C013": "both edges for the same",
    "CHK-C022": "附件 is flush left (7.3.7); it takes the word for a heading",
    "CHK-C016": "署名 centred on the page, 18 pt: its private rule; 7.3.5 says otherwise",
    "CHK-C017": "四 characters from the right: 7.3.5.1 only, ours is 7.3.5.2 (no seal)",
}
BODY = ("公文正文", "公文结语", "一级标题", "主送机关", "公文标题")


def main() -> None:
    """Make the sample, write its formatting out, have it checked, tell."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        copy = folder / "copy.docx"
        data = _sample(folder).read_bytes()
        copy.write_bytes(_written_out(data))
        found = _check(copy)
    styles = [each.style for each in layouts.read(data).paragraphs()]
    unexcused = 0
    for each in found:
        place = str(each["location"]).removeprefix("paragraph:")
        style = styles[int(place)] if place.isdigit() else place
        reason = "" if style in BODY else EXCUSED.get(each["rule_id"], "")
        unexcused += not reason
        print(each["severity"], each["rule_id"], style, each["reason"], "|", reason)
    print(f"{len(found)} found of P0 and P1, {unexcused} of them without an excuse")


def _sample(folder: Path) -> Path:
    workbook = str(ROOT / "data" / "2022-07.xlsx")
    command = [sys.executable, "-m", "bulletin", "generate", workbook, "--no-pdf"]
    command += ["--output", str(folder), "--json"]
    made = subprocess.run(command, check=True, capture_output=True, cwd=ROOT)
    return Path(json.loads(made.stdout)["docx"])


def _written_out(data: bytes) -> bytes:
    """The same document with its formatting in each paragraph and run."""
    document = docx.Document(io.BytesIO(data))
    read = [e for s in layouts.read(data).sections for e in s.blocks]
    ours = [each for each in read if isinstance(each, Paragraph)]
    for paragraph, seen in zip(document.paragraphs, ours, strict=True):
        _shape(paragraph._p, seen.shape, seen.look)  # noqa: SLF001 - python-docx has no way
        for run in paragraph.runs:
            _look(run._r, seen.look)  # noqa: SLF001 - as above
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _shape(element: OxmlElement, shape: Shape, look: Look) -> None:
    properties = element.get_or_add_pPr()
    alignment = {"justify": "both"}.get(shape.align.value, shape.align.value)
    chars = shape.first * 1000 // (look.size * 100) * 10
    for tag, attributes in (
        ("w:spacing", {"w:line": str(shape.line), "w:lineRule": shape.rule.value}),
        ("w:ind", {"w:firstLine": str(shape.first), "w:firstLineChars": str(chars)}),
        ("w:jc", {"w:val": alignment}),
    ):
        if properties.find(qn(tag)) is None:
            child = OxmlElement(tag)
            for name, value in attributes.items():
                child.set(qn(name), value)
            properties.append(child)


def _look(element: OxmlElement, look: Look) -> None:
    properties = element.get_or_add_rPr()
    fonts = properties.get_or_add_rFonts()
    for name in ("w:ascii", "w:hAnsi", "w:eastAsia"):
        fonts.set(qn(name), look.han)
    size = OxmlElement("w:sz")
    size.set(qn("w:val"), str(look.size))
    properties.append(size)


def _check(path: Path) -> list[dict[str, str]]:
    command = [sys.executable, "-m", "gongwen", "check", str(path), "-t", "bulletin"]
    command += ["--json", "--config-overrides", json.dumps(OVERRIDES)]
    ran = subprocess.run(command, check=False, capture_output=True)
    found: list[dict[str, str]] = json.loads(ran.stdout)
    return [each for each in found if each["severity"] in ("P0", "P1")]


if __name__ == "__main__":
    main()
