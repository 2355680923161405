"""Direct formatting on a rendered page: each property in the place that the schema asks."""

from lxml import etree
from lxml.etree import _Element as Element

from bulletin.pages import docx

W = docx.W
# What may stand before the properties that we set; all others come after them.
_ORDER = {
    "pPr": (
        *("pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr"),
        *("widowControl", "numPr", "suppressLineNumbers", "pBdr", "shd", "tabs"),
        *(
            "suppressAutoHyphens",
            "kinsoku",
            "wordWrap",
            "overflowPunct",
            "topLinePunct",
        ),
        *("autoSpaceDE", "autoSpaceDN", "bidi", "adjustRightInd", "snapToGrid"),
        *("spacing", "ind", "contextualSpacing", "mirrorIndents", "suppressOverlap"),
        "jc",
    ),
    "rPr": (
        *("rStyle", "rFonts", "b", "bCs", "i", "iCs", "caps", "smallCaps", "strike"),
        *("dstrike", "outline", "shadow", "emboss", "imprint", "noProof", "snapToGrid"),
        *("vanish", "webHidden", "color", "spacing", "w"),
    ),
}


def of_paragraph(paragraph: Element, name: str, **attributes: str) -> None:
    """Set a property of a paragraph, in place of what it had of that name."""
    _set(paragraph, "pPr", name, attributes)


def of_run(run: Element, name: str, **attributes: str) -> None:
    """Set a property of a run; attributes that it has and we do not name stay."""
    _set(run, "rPr", name, attributes)


def _set(owner: Element, holder: str, name: str, attributes: dict[str, str]) -> None:
    properties = owner.find(f"{W}{holder}")
    if properties is None:
        properties = etree.Element(f"{W}{holder}")
        owner.insert(0, properties)
    found = properties.find(f"{W}{name}")
    if found is None:
        found = etree.Element(f"{W}{name}")
        order = _ORDER[holder]
        earlier = {f"{W}{each}" for each in order[: order.index(name)]}
        at = sum(child.tag in earlier for child in properties)
        properties.insert(at, found)
    for key, value in attributes.items():
        found.set(f"{W}{key}", value)
