"""The tags of a paragraph, and what docxtpl does to what stands inside them in Word.

docxtpl drops all XML between the texts of a tag: the runs' formatting after the first,
and whatever begins or stands between them.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import accumulate

from lxml import etree
from lxml.etree import _Element as Element

from bulletin.pages import docx

W = docx.W
OPENERS = ("{{", "{%", "{#")
_TAG = re.compile(r"\{\{(.*?)\}\}|\{%(.*?)%\}", re.DOTALL)
_STATEMENT = re.compile(r"(?:(p|tr) )?\s*(\w*)")
_NAME = f"{W}name"
# Word makes these bookmarks by itself, wherever the cursor stood; nothing refers to them.
_OWN_BOOKMARKS = ("_GoBack", "_Hlk", "OLE_LINK")
_KINDS = {
    "bookmarkStart": "书签",
    "hyperlink": "超链接",
    "drawing": "图片或文本框",
    "pict": "图片或文本框",
    "object": "嵌入的对象",
    "footnoteReference": "脚注",
    "endnoteReference": "尾注",
    "fldChar": "域",
    "fldSimple": "域",
    "instrText": "域",
    "sdt": "内容控件",
    "sdtContent": "内容控件",
    "sym": "符号",
    "sectPr": "分节符",
    "tbl": "表格",
    "oMath": "公式",
}
# These only differ in how Word checks or guesses, never in what is seen.
_UNSEEN = tuple(f"{W}{name}" for name in ("lang", "noProof", "rPrChange"))


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag: {{ expression }} or {% statement %}, one of which is empty.

    `holder` is where in its paragraph the tag stands: empty, or the path of the
    hyperlink or content control around it. `lost` names what docxtpl would drop with
    the tag. `is_split` is whether its runs look different, `is_noted` whether a comment
    begins or ends in it.
    """

    text: str
    expression: str
    statement: str
    holder: str = ""
    lost: tuple[str, ...] = ()
    is_split: bool = False
    is_noted: bool = False

    @property
    def prefix(self) -> str:
        """The p or tr of a statement that replaces its paragraph or row."""
        found = _STATEMENT.match(self.statement)
        return (found[1] or "") if found else ""

    @property
    def word(self) -> str:
        """The word that a statement begins with, such as if or endfor."""
        found = _STATEMENT.match(self.statement)
        return found[2] if found else ""


def without(text: str) -> str:
    """A text without its tags."""
    return _TAG.sub("", text)


def tags(paragraph: Element) -> Iterator[Tag]:
    """The tags of a paragraph's own text, in order."""
    nodes = docx.texts(paragraph)
    ends = list(accumulate(len(node.text or "") for node in nodes))
    for found in _found("".join(node.text or "" for node in nodes)):
        first = next(n for n, end in enumerate(ends) if end > found.start())
        last = next(n for n, end in enumerate(ends) if end >= found.end())
        goes_on = ends[last] > found.end()
        covered = [each for each in nodes[first : last + 1] if each.text]
        between = _between(paragraph, covered) if first < last else []
        yield Tag(
            found[0],
            found[1] or "",
            found[2] or "",
            _holder(covered[0], paragraph),
            (*_crossed(covered), *kinds(between)),
            _is_split(covered, goes_on=goes_on or found[1] is not None),
            any(each.tag in _COMMENTS for each in between),
        )


def kinds(elements: Iterable[Element]) -> tuple[str, ...]:
    """What a reader would miss if these elements were dropped, each kind once."""
    found = (_kind(each) for each in elements)
    return tuple(dict.fromkeys(kind for kind in found if kind))


def _found(text: str) -> Iterator[re.Match[str]]:
    return _TAG.finditer(text)


def _between(paragraph: Element, nodes: list[Element]) -> list[Element]:
    every = list(paragraph.iter("*"))
    return every[every.index(nodes[0]) + 1 : every.index(nodes[-1])]


def _kind(element: Element) -> str:
    name = etree.QName(element).localname
    if name == "bookmarkStart" and element.get(_NAME, "").startswith(_OWN_BOOKMARKS):
        return ""
    if name == "br":
        return "分页符" if element.get(f"{W}type") in ("page", "column") else ""
    return _KINDS.get(name, "")


def _crossed(nodes: list[Element]) -> tuple[str, ...]:
    """A tag that begins inside a hyperlink or control and ends outside breaks it."""
    holders = [each for node in nodes if (each := _around(node)) is not None]
    if all(each is holders[0] for each in holders):
        return ()
    return kinds(holders) or ("内容控件",)


def _around(node: Element) -> Element | None:
    run = node.getparent()
    return None if run is None else run.getparent()


def _holder(node: Element, paragraph: Element) -> str:
    around = _around(node)
    if around is None or around is paragraph:
        return ""
    return paragraph.getroottree().getpath(around)


def _is_split(nodes: list[Element], *, goes_on: bool) -> bool:
    return goes_on and len(nodes) > 1 and len({_look(node) for node in nodes}) > 1


def _look(node: Element) -> bytes:
    """A run's formatting as far as it can be seen."""
    run = node.getparent()
    properties = None if run is None else run.find(f"{W}rPr")
    if properties is None:
        return b""
    return b"".join(sorted(_seen(each) for each in properties))


def _seen(element: Element) -> bytes:
    """A property; a font's hint only tells Word which of the fonts to take."""
    given = {k: v for k, v in element.attrib.items() if k != f"{W}hint"}
    if element.tag in _UNSEEN or (element.tag == f"{W}rFonts" and not given):
        return b""
    return f"{element.tag!s}{sorted(given.items())}".encode()


_COMMENTS = tuple(
    f"{W}{name}"
    for name in ("commentRangeStart", "commentRangeEnd", "commentReference")
)
