"""What the handbook defines and nothing prints: indicators, lists, slots, topics."""

from collections.abc import Iterable, Iterator, Sequence

from bulletin.model.edition import Paragraph
from bulletin.model.handbook import Catalogue, Handbook
from bulletin.model.passage import PieceKind, pieces
from bulletin.model.place import Place
from bulletin.model.problem import Code, Problem
from bulletin.publishing.grammar import Trees
from bulletin.publishing.uses import Path, figure, uses

_HEADING, _SLOT = "标题文字", "文字"


def lost_narrative(trees: Trees, narrative: Iterable[Paragraph]) -> Iterator[Problem]:
    """Paragraphs for a slot that the template nowhere prints: they would be lost."""
    printed = _paths(trees)
    for paragraph in narrative:
        stem, _, name = paragraph.slot.rpartition(".")
        if not _has(printed, stem or _SLOT, name):
            message = f"“{paragraph.slot}”的文字，模板里没有地方印"
            advice = f"请在模板里加上 文字.{paragraph.slot} 的循环，或改填别的位置"
            yield Problem(Code.TEMPLATE_SLOT_UNUSED, message, advice, paragraph.place)


def unprinted(
    trees: Trees,
    handbook: Handbook,
    narrative: Sequence[Paragraph] | None,
) -> Iterator[Problem]:
    """One hint for each kind of entry of which the template never prints some.

    `narrative` is the month's; None where there is no month, so that only the template
    and the rules can be looked at.
    """
    printed = _paths(trees)
    yield from _indicators(printed, handbook, narrative)
    catalogue = handbook.catalogue
    tables = (
        ("catalogue.toml", "lists", "名单", [each.name for each in catalogue.lists]),
        ("catalogue.toml", "slots", _SLOT, [each.name for each in catalogue.slots]),
        ("rules.toml", "headings", _HEADING, [x.name for x in handbook.headings]),
        ("rules.toml", "topics", "评议", _topics(printed, handbook)),
    )
    for file, table, stem, names in tables:
        missing = [name for name in names if not _has(printed, stem, name)]
        if missing:
            written = "、".join(f"{stem}.{name}" for name in missing)
            yield _unprinted(written, Place(file, table, _one(missing)))
    if handbook.phrases.notes and ("附注",) not in {path[:1] for path in printed}:
        yield _unprinted("附注", Place("phrases.toml", "notes"))


def untold_lags(
    trees: Trees,
    handbook: Handbook,
    behind: Sequence[str],
) -> Iterator[Problem]:
    """Indicators whose figures end before the report does, without a word about it.

    The template says so by the figure's own .期间 or .截至, or a note does.
    """
    printed = _paths(trees)
    noted = ("附注",) in {path[:1] for path in printed}
    if noted and "数据滞后" in handbook.phrases.notes:
        return
    figures = {figure(path, handbook.catalogue) for path in printed}
    for name in behind:
        members = {path[1:2] for path in figures if path[:1] == (name,)}
        if members and members.isdisjoint({("期间",), ("截至",)}):
            message = f"“{name}”的数据比报告期早，模板印了它，却没有说是哪个月的"
            advice = f"请在模板里印 {name}.截至 或 {name}.期间，或在附注里写“数据滞后”"
            place = Place("catalogue.toml", "indicators", name)
            yield Problem(Code.TEMPLATE_LAG, message, advice, place)


def _paths(trees: Trees) -> set[Path]:
    return {use.path for use in uses(trees)}


def _has(printed: set[Path], *start: str) -> bool:
    return any(path[: len(start)] == start for path in printed)


def _topics(printed: set[Path], handbook: Handbook) -> Sequence[str]:
    """The topics that must be printed one by one, where the whole is not."""
    spoken = {rule.topic for rule in handbook.rules}
    whole = ("评议",) in printed
    return () if whole else [topic for topic in handbook.topics if topic in spoken]


def _indicators(
    printed: set[Path],
    handbook: Handbook,
    narrative: Sequence[Paragraph] | None,
) -> Iterator[Problem]:
    catalogue = handbook.catalogue
    used = {figure(path, catalogue)[:1] for path in printed}
    known = {name for names in used for name in names} | set(_needed(handbook))
    known |= {
        catalogue.indicator_names.get(piece.text, piece.text)
        for paragraph in narrative or ()
        for piece in pieces(paragraph.text)
        if piece.kind is PieceKind.NAME
    }
    idle = [name for name in catalogue.indicators if name not in known]
    if idle:
        yield _idle(idle, has_month=narrative is not None)


def _needed(handbook: Handbook) -> Iterator[str]:
    """The indicators that rules judge, and those that others are computed from."""
    for rule in handbook.rules:
        yield from rule.indicators or handbook.catalogue.targeted
    for heading in handbook.headings:
        yield from heading.grew
    yield from _parts(handbook.catalogue)


def _parts(catalogue: Catalogue) -> Iterator[str]:
    for indicator in catalogue.indicators.values():
        if indicator.part_of:
            yield indicator.part_of
        if indicator.ratio:
            yield indicator.ratio.numerator
            yield indicator.ratio.denominator


def _idle(names: Sequence[str], *, has_month: bool) -> Problem:
    many = f"{len(names)}个指标" if names[1:] else "指标"
    listed = "、".join(names)
    if has_month:
        message = f"{many}“{listed}”本期没有印，也没有规则用到"
        advice = "请在模板或“文字”里印出；以后都不用的，请从手册里删去"
    else:
        message = f"{many}“{listed}”模板和规则都没有用到，只能由“文字”里的 {{…}} 印出"
        advice = "确实由“文字”印的不用管；否则请在模板里印出，或从手册里删去"
    place = Place("catalogue.toml", "indicators", _one(names))
    return Problem(Code.INDICATOR_UNUSED, message, advice, place)


def _unprinted(written: str, place: Place) -> Problem:
    message = f"手册里有“{written}”，模板没有印"
    advice = "请在模板里印出；不用的请从手册里删去"
    return Problem(Code.HANDBOOK_UNPRINTED, message, advice, place)


def _one(names: Sequence[str]) -> str:
    """The entry of the handbook, if it is only one."""
    return names[0] if len(names) == 1 else ""
