"""What our pages cannot show, refused by name before anything is set."""

from collections.abc import Iterator

from bulletin.model.layout import Layout, Loss, Paragraph, Table
from bulletin.model.problem import BulletinError

_DEEPEST = 5  # tables in tables: typst follows no deeper
_LONGEST = 20_000  # paragraphs; pandoc takes a millisecond for each
_NAMED = 12


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


def _uncarried(layout: Layout) -> Iterator[Loss]:
    yield from layout.losses
    for paragraph in layout.paragraphs():
        for run in paragraph.runs:
            if run.field:
                yield Loss("正文里的页码域", paragraph.where)
    for number, section in enumerate(layout.sections):
        if number and section.is_continuous and section.starts_at is not None:
            yield Loss("连续分节处重新编的页码", f"第{number + 1}节")
        for block in section.blocks:
            if isinstance(block, Table) and _depth(block) > _DEEPEST:
                yield Loss(f"嵌套超过{_DEEPEST}层的表格", block.where)


def _depth(block: Paragraph | Table) -> int:
    if isinstance(block, Paragraph):
        return 0
    inside = (_depth(each) for cell in block.cells() for each in cell.blocks)
    return 1 + max(inside, default=0)
