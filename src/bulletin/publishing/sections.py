"""The sections of a rendered page: the width of their text area, and none left empty."""

from lxml.etree import _Element as Element

from bulletin.pages import docx

W = docx.W
_IN_PARAGRAPH = f"{W}pPr/{docx.SECTION}"


def measure(body: Element, element: Element) -> int:
    """The width in twips of the text area (版心) in which an element of the body stands."""
    section = _section_of(body, element)
    size = section.find(f"{W}pgSz") if section is not None else None
    margins = section.find(f"{W}pgMar") if section is not None else None
    if size is None or margins is None:
        return 0
    left, right = margins.get(f"{W}left", "0"), margins.get(f"{W}right", "0")
    return int(size.get(f"{W}w", "0")) - int(left) - int(right)


def drop_empty_last(body: Element) -> None:
    """Remove a last section that holds nothing, and so its page.

    The break before it goes too; its section becomes the body's.
    """
    last = body[-1] if len(body) else None
    if last is None or last.tag != docx.SECTION:
        return
    before = body[-2] if len(body) > 1 else None
    ended = before.find(_IN_PARAGRAPH) if before is not None else None
    if before is None or ended is None:
        return
    body.remove(last)
    body.append(ended)
    above = before.getprevious()
    # After a table Word wants a paragraph before the end.
    if not docx.text(before) and above is not None and above.tag == docx.PARAGRAPH:
        body.remove(before)


def _section_of(body: Element, element: Element) -> Element | None:
    top = element
    while (parent := top.getparent()) is not None and parent is not body:
        top = parent
    for each in (top, *top.itersiblings()):
        found = each if each.tag == docx.SECTION else each.find(_IN_PARAGRAPH)
        if found is not None:
            return found
    return None
