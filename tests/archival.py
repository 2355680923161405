"""Whether a PDF is fit for the archive, by a validator that is not ours."""

import re

import page

# The validator measures the glyphs of CFF fonts wrongly (veraPDF passes them). Only the
# font for rare characters is one: it comes from PyPI as it is.
_WIDTHS = "PDFA2B-TRUETYPE-GLYPH-WIDTH-001"
# It takes a line break that is the last byte of a stream's data for one after it.
_LENGTHS = "PDFA2B-STREAM-LENGTH-001"
_STREAM = re.compile(rb"/Length (\d+)(?:(?!endobj).)*?>>\s*stream\r?\n", re.DOTALL)
_END = re.compile(rb"\r?\n?endstream")


def faults(data: bytes) -> list[str]:
    """What keeps a PDF from being PDF/A-2b."""
    report = page.validate_pdf_bytes(data, profile="2b")
    excused = set()
    if b"NotoSerifSC" in data:
        excused.add(_WIDTHS)
    if _lengths_are_right(data):
        excused.add(_LENGTHS)
    return [
        f"{failure.rule_id} {failure.message}"
        for failure in report.failures
        if failure.rule_id not in excused
    ]


def _lengths_are_right(data: bytes) -> bool:
    """Whether each stream ends where its length says, by reading the file."""
    streams = list(_STREAM.finditer(data))
    return bool(streams) and all(
        _END.match(data, each.end() + int(each[1])) for each in streams
    )
