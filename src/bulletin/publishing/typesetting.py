"""What a template cannot know before it is filled in: breaks, widths and places."""

from lxml.etree import _Element as Element

from bulletin.publishing import (
    columns,
    ending,
    letterhead,
    quotes,
    sections,
    signature,
    styles,
    title,
)


def set_page(body: Element, sheet: Element) -> None:
    """Finish a rendered body by its named styles (`sheet` is the styles part).

    No word of the text changes, only how it stands.
    """
    sections.drop_empty_last(body)
    known = styles.read(sheet)
    letterhead.fit(body, known)
    title.set_titles(body, known)
    ending.hold(body, known)
    signature.place(body, known)
    columns.fit(body, known)
    quotes.set_chinese(body)
