"""What our pages cannot show, refused by name before anything is set."""

from collections.abc import Iterator

from bulletin.model.layout import Layout, Loss, Paragraph, Section, Table
from bulletin.model.look import Edges
from bulletin.model.problem import BulletinError
from bulletin.publishing.pdf.worn import Place, Worn, tallest

_DEEPEST = 5  # tables in tables: typst follows no deeper
_LONGEST = 20_000  # paragraphs; pandoc takes a millisecond for each
_NAMED = 12
_LINES = (
    "single",
    "thick",
    "dotted",
    "dashed",
    "dashSmallGap",
    "dotDash",
    "dotDotDash",
)
_FANCY = "双线、波浪线等边框印成了单线"
_LARGEST = 14_400 * 20  # twips: no page of a PDF may be larger
_SLACK = 120  # twips by which a header may reach into the text


def check(layout: Layout) -> None:
    """Raise BulletinError, naming each thing and its place, if there is any."""
    count = sum(1 for _ in layout.paragraphs())
    if count > _LONGEST:
        message = f"文件有{count}段（含表格），超过{_LONGEST}段，不转换。请分成几个文件"
        raise BulletinError(message)
    losses = list(dict.fromkeys(_uncarried(layout)))
    if not losses:
        return
    lines = "；".join(f"{loss.where}的{loss.what}" for loss in losses[:_NAMED])
    more = f"，等{len(losses)}处" if len(losses) > _NAMED else ""
    raise BulletinError(
        f"这些内容带不进 PDF：{lines}{more}。请删去或改成文字，"
        "或者加 --engine libreoffice，由 LibreOffice 转换"
    )


def changed(layout: Layout) -> tuple[Loss, ...]:
    """What is shown in another way: typst draws no double, wavy or other such lines."""
    blocks = (block for section in layout.sections for block in section.blocks)
    tables = (block for block in blocks if isinstance(block, Table))
    found = (
        *(p.where for p in layout.paragraphs() if _is_fancy(p.shape.edges)),
        *(t.where for t in tables if any(_is_fancy(c.edges) for c in t.cells())),
    )
    return tuple(Loss(_FANCY, where) for where in dict.fromkeys(found))


def _is_fancy(edges: Edges) -> bool:
    found = (edges.top, edges.right, edges.bottom, edges.left)
    return any(edge is not None and edge.kind not in _LINES for edge in found)


def _uncarried(layout: Layout) -> Iterator[Loss]:
    yield from layout.losses
    for paragraph in layout.paragraphs():
        if any(run.field for run in paragraph.runs):
            yield Loss("正文里的页码域", paragraph.where)
    for number, section in enumerate(layout.sections, 1):
        yield from _in_section(section, f"第{number}节")
        if number > 1 and section.is_continuous and section.starts_at is not None:
            yield Loss("连续分节处重新编的页码", f"第{number}节")


def _in_section(section: Section, where: str) -> Iterator[Loss]:
    if _reaches_into_text(section):
        yield Loss("页眉（高过上边距）", where)
    if max(section.geometry.width, section.geometry.height) > _LARGEST:
        yield Loss("纸张（大过 PDF 的限度）", where)
    for block in section.blocks:
        if isinstance(block, Table) and _depth(block) > _DEEPEST:
            yield Loss(f"嵌套超过{_DEEPEST}层的表格", block.where)


def _reaches_into_text(section: Section) -> bool:
    """Whether a header is so high that Word would push the text down."""
    paper, place = section.geometry, Place(pitch=section.pitch)
    for paragraphs in (section.header.odd, section.header.even, section.header.first):
        lines = (
            Worn(each.shape, each.look, tallest(each), place).line
            for each in paragraphs
            if each.runs
        )
        if paper.header + sum(lines) > paper.top + _SLACK:
            return True
    return False


def _depth(block: Paragraph | Table) -> int:
    if isinstance(block, Paragraph):
        return 0
    inside = (_depth(each) for cell in block.cells() for each in cell.blocks)
    return 1 + max(inside, default=0)
