"""Quotation marks, dashes and dots from the Chinese font, beside digits as well."""

import re

from lxml.etree import _Element as Element

from bulletin.pages import docx
from bulletin.publishing import properties

_AMBIGUOUS = re.compile("[“”‘’…—·]")


def set_chinese(root: Element) -> None:
    """Say of every run with such a mark that it is Chinese.

    The marks belong to both scripts; Word takes them from the Latin font, where they
    are half as wide, unless the run's hint says otherwise.
    """
    for run in root.iter(docx.RUN):
        if _AMBIGUOUS.search("".join(run.itertext(docx.TEXT))):
            properties.of_run(run, "rFonts", hint="eastAsia")
