"""Whether a PDF is fit for the archive, by a validator that is not ours."""

import page

# The validator measures the glyphs of CFF fonts wrongly (veraPDF passes them). Only the
# font for rare characters is one: it comes from PyPI as it is.
_FALSE_ALARM = "PDFA2B-TRUETYPE-GLYPH-WIDTH-001"


def faults(data: bytes) -> list[str]:
    """What keeps a PDF from being PDF/A-2b."""
    report = page.validate_pdf_bytes(data, profile="2b")
    has_rare_characters = b"NotoSerifSC" in data
    return [
        f"{failure.rule_id} {failure.message}"
        for failure in report.failures
        if not (has_rare_characters and failure.rule_id == _FALSE_ALARM)
    ]
