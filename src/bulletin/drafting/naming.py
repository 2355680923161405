"""Lists of names in a sentence: 甲、乙、丙, and 甲、乙等5个区（市） where they are many."""

from collections.abc import Iterable

from bulletin.drafting.ledger import joined
from bulletin.model.style import Style
from bulletin.model.vocabulary import HOLE, Span


def enumerated(
    names: Iterable[str],
    fact_id: str,
    *,
    waiting: bool = False,
) -> tuple[Span, ...]:
    """All names; ×× stands for those whose cells are blank."""
    parts = [(Span(name, fact_id),) for name in names]
    if waiting:
        parts.append((Span(HOLE, fact_id, is_hole=True),))
    return joined(parts, "、")


def shortened(
    names: tuple[str, ...],
    total: int,
    fact_id: str,
    style: Style,
) -> tuple[Span, ...]:
    """As many names as the style allows; beyond these, how many there are in all."""
    limit = style.names_up_to
    if not limit or len(names) <= limit:
        return enumerated(names, fact_id)
    count = Span(f"等{total}个{style.area_word}", fact_id)
    return (*enumerated(names[:limit], fact_id), count)
