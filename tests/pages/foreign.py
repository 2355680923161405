"""Small .docx files written by hand, as Word, WPS and others write them."""

import io
import zipfile
from collections.abc import Mapping
from xml.sax.saxutils import escape

_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPES = {
    "document": f"{_MAIN}.document.main+xml",
    "theme": "application/vnd.openxmlformats-officedocument.theme+xml",
}
SPACES = " ".join(
    f'xmlns:{prefix}="{uri}"'
    for prefix, uri in {
        "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "r": _OFFICE,
        "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
        "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
        "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
        "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
        "dgm": "http://schemas.openxmlformats.org/drawingml/2006/diagram",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
        "v": "urn:schemas-microsoft-com:vml",
        "o": "urn:schemas-microsoft-com:office:office",
        "w10": "urn:schemas-microsoft-com:office:word",
    }.items()
)
FANG = '<w:rFonts w:ascii="Times New Roman" w:eastAsia="仿宋_GB2312"/>'
PLAIN = (
    "<w:docDefaults><w:rPrDefault><w:rPr>"
    f'{FANG}<w:sz w:val="32"/></w:rPr></w:rPrDefault></w:docDefaults>'
)


def size(*, turned: bool = False) -> str:
    """A4 with margins of 1 inch, upright or on its side."""
    paper = 'w:w="11906" w:h="16838"'
    if turned:
        paper = 'w:w="16838" w:h="11906" w:orient="landscape"'
    margins = " ".join(
        f'w:{side}="{twips}"'
        for side, twips in {
            **dict.fromkeys(("top", "right", "bottom", "left"), 1440),
            "header": 720,
            "footer": 720,
            "gutter": 0,
        }.items()
    )
    return f"<w:pgSz {paper}/><w:pgMar {margins}/>"


def section(inside: str = "", *, before: str = "", turned: bool = False) -> str:
    """A section's end: what stands before the paper, the paper, what stands after."""
    return f"<w:sectPr>{before}{size(turned=turned)}{inside}</w:sectPr>"


def p(inside: str = "", style: str = "") -> str:
    """A paragraph of plain text or of runs; `style` is what stands in its pPr."""
    runs = inside if inside.startswith("<") or not inside else r(inside)
    return f"<w:p>{f'<w:pPr>{style}</w:pPr>' if style else ''}{runs}</w:p>"


def r(text: str, look: str = "") -> str:
    """A run; text that begins with < is XML."""
    properties = f"<w:rPr>{look}</w:rPr>" if look else ""
    return f"<w:r>{properties}{text if text.startswith('<') else t(text)}</w:r>"


def t(text: str) -> str:
    """A text node that keeps its spaces."""
    return f'<w:t xml:space="preserve">{escape(text)}</w:t>'


def val(**elements: object) -> str:
    """Elements with a w:val each: val(jc="right", b="") is <w:jc …/><w:b/>."""
    return "".join(
        f'<w:{name} w:val="{value}"/>' if value != "" else f"<w:{name}/>"
        for name, value in elements.items()
    )


def tag(name: str, inside: str = "", /, **attributes: object) -> str:
    """An element of Word's with attributes of Word's."""
    said = "".join(f' w:{key}="{value}"' for key, value in attributes.items())
    return f"<w:{name}{said}>{inside}</w:{name}>" if inside else f"<w:{name}{said}/>"


def field(code: str, result: str = "") -> str:
    """A field with its code and its cached result."""
    shown = f"{r(tag('fldChar', fldCharType='separate'))}{result}" if result else ""
    return (
        f"{r(tag('fldChar', fldCharType='begin'))}"
        f"<w:r><w:instrText xml:space='preserve'> {escape(code)} </w:instrText></w:r>"
        f"{shown}{r(tag('fldChar', fldCharType='end'))}"
    )


def cell(inside: str = "", properties: str = "", width: int = 2000) -> str:
    """A cell of plain text or of blocks."""
    blocks = inside if inside.startswith("<") else p(inside)
    own = tag("tcW", w=width, type="dxa") + properties
    return f"<w:tc><w:tcPr>{own}</w:tcPr>{blocks}</w:tc>"


def row(*cells: str, properties: str = "") -> str:
    """A row of cells, each plain text or a whole w:tc."""
    own = f"<w:trPr>{properties}</w:trPr>" if properties else ""
    made = (each if each.startswith("<w:tc>") else cell(each) for each in cells)
    return f"<w:tr>{own}{''.join(made)}</w:tr>"


GRID = "".join(
    tag(side, val="single", sz=4, space=0, color="000000")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)


def table(*rows: str, columns: tuple[int, ...] = (2000, 2000), own: str = "") -> str:
    """A table with all lines; `own` stands before them in its properties."""
    grid = "".join(tag("gridCol", w=width) for width in columns)
    properties = f"{own}{tag('tblBorders', GRID)}"
    return (
        f"<w:tbl><w:tblPr>{properties}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>"
        f"{''.join(rows)}</w:tbl>"
    )


def style(identity: str, inside: str, kind: str = "paragraph", **more: str) -> str:
    """A style by its id, which is its name as well."""
    own = "".join(f' w:{key}="{value}"' for key, value in more.items())
    return (
        f'<w:style w:type="{kind}" w:styleId="{identity}"{own}>'
        f'<w:name w:val="{identity}"/>{inside}</w:style>'
    )


def level(at: int, form: str, text: str, inside: str = "", start: int = 1) -> str:
    """A level of a list: its way of counting, its text, then suff, pPr, rPr."""
    said = val(start=start, numFmt=form) + inside.replace(
        "<w:pPr", f"{val(lvlText=text)}<w:pPr", 1
    )
    if "<w:lvlText" not in said:
        said += val(lvlText=text)
    return tag("lvl", said, ilvl=at)


def lists(*abstracts: str, more: str = "") -> str:
    """A numbering part: list n (from 1) is the n-th definition."""
    made = "".join(
        tag("abstractNum", each, abstractNumId=n) for n, each in enumerate(abstracts)
    )
    nums = "".join(
        tag("num", val(abstractNumId=n), numId=n + 1) for n in range(len(abstracts))
    )
    return made + nums + more


def listed(number: int, at: int = 0) -> str:
    """The pPr of a paragraph in list `number`."""
    return tag("numPr", val(ilvl=at, numId=number))


def document(
    body: str,
    *,
    last: str = section(),
    parts: Mapping[str, str] | None = None,
    extra: Mapping[str, bytes] | None = None,
) -> bytes:
    """A .docx: its body, its last section, other parts by name (styles, header1 …).

    A part's relation has the part's name as its id; `extra` are raw members.
    """
    inside = {"styles": PLAIN} | dict(parts or {})
    members = {"word/document.xml": _root("document", f"<w:body>{body}{last}</w:body>")}
    members |= {f"word/{n}.xml": _part(n, text) for n, text in inside.items()}
    types = "".join(
        f'<Override PartName="/word/{n}.xml" ContentType="{_type(n)}"/>'
        for n in ("document", *inside)
    )
    members["[Content_Types].xml"] = (
        f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
        f'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="png" ContentType="image/png"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{types}</Types>'
    )
    members["_rels/.rels"] = _relations({"officeDocument": "word/document.xml"})
    targets = {name: f"{name}.xml" for name in inside}
    members["word/_rels/document.xml.rels"] = _relations(targets)
    return pack(
        {name: text.encode() for name, text in members.items()} | dict(extra or {})
    )


def pack(members: Mapping[str, bytes]) -> bytes:
    """A zip file of these members."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def _kind(name: str) -> str:
    return name.rstrip("0123456789")


def _type(name: str) -> str:
    return _TYPES.get(_kind(name), f"{_MAIN}.{_kind(name)}+xml")


def _part(name: str, inside: str) -> str:
    roots = {"header": "hdr", "footer": "ftr"}
    if inside.startswith("<?xml"):
        return inside
    return _root(roots.get(_kind(name), _kind(name)), inside)


def _root(name: str, inside: str) -> str:
    said = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    return f"{said}<w:{name} {SPACES}>{inside}</w:{name}>"


def _relations(targets: Mapping[str, str]) -> str:
    inside = "".join(
        f'<Relationship Id="{name}" Type="{_OFFICE}/{_kind(name)}" Target="{target}"/>'
        for name, target in targets.items()
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{inside}</Relationships>'
