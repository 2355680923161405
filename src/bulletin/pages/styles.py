"""The styles of a document, each resolved along the styles that it is based on."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from lxml.etree import _Element as Element

from bulletin.pages.docx import W
from bulletin.pages.looks import Values, flag, look_values, value
from bulletin.pages.shapes import shape_values


@dataclass(frozen=True, slots=True)
class Style:
    """What a style says of characters and paragraphs, its bases included.

    `parts` are the elements of the style and its bases, nearest first: table styles
    keep their borders and conditions there.
    """

    name: str = ""
    look: Values = field(default_factory=dict)
    shape: Values = field(default_factory=dict)
    parts: tuple[Element, ...] = ()


@dataclass(frozen=True, slots=True)
class Styles:
    """The document's defaults, and its styles by id."""

    look: Values
    shape: Values
    by_id: Mapping[str, Style]
    default: Mapping[str, str]
    theme: Mapping[str, str]

    def get(self, identity: str, kind: str = "paragraph") -> Style:
        """A style; the default one of its kind where there is none of that id."""
        found = self.by_id.get(identity) or self.by_id.get(self.default.get(kind, ""))
        return found or Style()


def read(root: Element | None, theme: Mapping[str, str]) -> Styles:
    """The styles of a styles part."""
    if root is None:
        return Styles({}, {}, {}, {}, theme)
    defaults = root.find(f"{W}docDefaults")
    elements = {value(each, "styleId"): each for each in root.iter(f"{W}style")}
    default = {
        value(each, "type"): identity
        for identity, each in elements.items()
        if value(each, "default") in ("1", "true", "on")
    }
    return Styles(
        look_values(_of(defaults, "rPrDefault/w:rPr"), theme),
        shape_values(_of(defaults, "pPrDefault/w:pPr")),
        {identity: _style(identity, elements, theme) for identity in elements},
        default,
        theme,
    )


def _of(element: Element | None, path: str) -> Element | None:
    return None if element is None else element.find(f"w:{path}", {"w": W[1:-1]})


def _style(
    identity: str,
    elements: Mapping[str, Element],
    theme: Mapping[str, str],
) -> Style:
    chain = tuple(_chain(identity, elements))
    look: Values = {}
    shape: Values = {}
    for each in reversed(chain):
        look |= look_values(each.find(f"{W}rPr"), theme)
        shape |= shape_values(each.find(f"{W}pPr"))
    return Style(value(chain[0].find(f"{W}name")), look, shape, chain)


def _chain(identity: str, elements: Mapping[str, Element]) -> Iterator[Element]:
    """A style and its bases, nearest first; a circle ends it."""
    seen = set()
    while identity in elements and identity not in seen:
        seen.add(identity)
        yield elements[identity]
        identity = value(elements[identity].find(f"{W}basedOn"))


def is_on(element: Element | None, tag: str) -> bool:
    """Whether `element` holds an on/off element of that tag that is on."""
    found = None if element is None else element.find(W + tag)
    return found is not None and flag(found)
