"""Text boxes: where they stand, and the paragraphs in them; other drawings are losses."""

from collections.abc import Iterator
from dataclasses import dataclass

from lxml.etree import _Element as Element

from bulletin.pages.docx import W
from bulletin.pages.looks import number

WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
WPS = "{http://schemas.microsoft.com/office/word/2010/wordprocessingShape}"
V = "{urn:schemas-microsoft-com:vml}"
_EMU = 635  # a twip
_KINDS = {
    "picture": "图片",
    "chart": "图表",
    "diagram": "SmartArt 图形",
    "wordprocessingGroup": "组合图形",
    "wordprocessingCanvas": "绘图画布",
    "wordprocessingShape": "图形（线条、形状）",
}
_TURNS = {"vert": 90, "vert270": 270, "eaVert": 90}
_ANCHORS = {"ctr": "center", "b": "bottom"}
_INSETS = {"tIns": 45_720, "rIns": 91_440, "bIns": 45_720, "lIns": 91_440}
_INCH = 1440
_UNITS = {"pt": 20, "in": _INCH, "mm": 56.69, "cm": 566.9, "px": 15}


@dataclass(frozen=True, slots=True)
class Frame:
    """A text box's place (twips, or words such as right) and its content."""

    content: Element
    width: int
    height: int
    x: int | str
    y: int | str
    x_of: str
    y_of: str
    turned: int = 0
    insets: tuple[int, int, int, int] = (0, 0, 0, 0)
    align: str = "top"


def frames(drawing: Element) -> Iterator[Frame | str]:
    """The text boxes of a drawing; a name for each part that is something else."""
    if drawing.tag == f"{W}drawing":
        for anchor in drawing:
            if isinstance(anchor.tag, str):
                yield from _modern(anchor)
    else:
        yield from _old(drawing)


def _modern(anchor: Element) -> Iterator[Frame | str]:
    data = anchor.find(f"{A}graphic/{A}graphicData")
    kind = "" if data is None else data.get("uri", "").rpartition("/")[2]
    content = anchor.find(f".//{WPS}txbx/{W}txbxContent")
    if kind != "wordprocessingShape" or content is None:
        yield _KINDS.get(kind, "图形")
        return
    extent, turn = anchor.find(f"{WP}extent"), anchor.find(f".//{WPS}bodyPr")
    x, x_of = _position(anchor.find(f"{WP}positionH"), "column")
    y, y_of = _position(anchor.find(f"{WP}positionV"), "paragraph")
    vertical = "" if turn is None else turn.get("vert", "")
    # A box that does not wrap is as wide as its text; WPS writes any width there.
    is_loose = turn is not None and turn.get("wrap") == "none"
    yield Frame(
        content,
        0 if extent is None or is_loose else number(extent.get("cx", "")) // _EMU,
        0 if extent is None else number(extent.get("cy", "")) // _EMU,
        x,
        y,
        x_of,
        y_of,
        _TURNS.get(vertical, 0),
        _insets(turn),
        _ANCHORS.get("" if turn is None else turn.get("anchor", ""), "top"),
    )


def _insets(properties: Element | None) -> tuple[int, int, int, int]:
    """The room between a text box's edges and its text: top, right, bottom, left."""
    found = [
        number("" if properties is None else properties.get(name, ""), default) // _EMU
        for name, default in _INSETS.items()
    ]
    return found[0], found[1], found[2], found[3]


def _position(position: Element | None, default: str) -> tuple[int | str, str]:
    if position is None:
        return 0, default
    relative = position.get("relativeFrom", default)
    align, offset = position.find(f"{WP}align"), position.find(f"{WP}posOffset")
    if align is not None and align.text:
        return align.text.strip(), relative
    text = "" if offset is None else offset.text or ""
    return number(text) // _EMU, relative


def _old(pict: Element) -> Iterator[Frame | str]:
    """VML: its shapes' places stand in a style attribute, as in CSS."""
    contents = list(pict.iter(f"{W}txbxContent"))
    for content in contents:
        shape = next(
            (each for each in content.iterancestors() if each.get("style")), pict
        )
        pairs = (part.partition(":") for part in shape.get("style", "").split(";"))
        style = {name.strip(): said.strip() for name, _, said in pairs}
        x_of = style.get("mso-position-horizontal-relative", "column")
        y_of = style.get("mso-position-vertical-relative", "paragraph")
        is_loose = style.get("mso-wrap-style") == "none"
        yield Frame(
            content,
            0 if is_loose else _length(style.get("width", "")),
            _length(style.get("height", "")),
            _placed(style, "horizontal", "margin-left"),
            _placed(style, "vertical", "margin-top"),
            x_of,
            y_of,
        )
    if contents:
        return
    if next(pict.iter(f"{V}textpath"), None) is not None:
        yield "水印或艺术字"
    elif next(pict.iter(f"{V}imagedata"), None) is not None:
        yield "图片"
    else:
        yield "图形（线条、形状）"


def _placed(style: dict[str, str], axis: str, offset: str) -> int | str:
    word = style.get(f"mso-position-{axis}", "")
    return word if word not in ("", "absolute") else _length(style.get(offset, ""))


def _length(text: str) -> int:
    unit = text[-2:]
    if unit in _UNITS:
        try:
            return round(float(text[:-2]) * _UNITS[unit])
        except ValueError:
            return 0
    return number(text)
