"""Units that stand in the template beside a figure, against the unit that it has."""

from collections.abc import Iterator

from bulletin.model.fact import Measure
from bulletin.model.handbook import Catalogue
from bulletin.model.problem import Code, Problem
from bulletin.publishing.grammar import Trees
from bulletin.publishing.template import Template
from bulletin.publishing.uses import EACH, Path, figure, uses

_SCALES = ("", "十", "百", "千", "万", "十万", "百万", "千万", "亿")
_IN_UNITS = (
    Measure.BASE,
    Measure.TARGET,
    Measure.YEAR_END,
    Measure.LAST_MONTH,
    Measure.IN_MONTH,
)


def contradictions(
    template: Template,
    trees: Trees,
    catalogue: Catalogue,
) -> Iterator[Problem]:
    """Each figure that is followed by another unit than its own: 万元 behind 亿元."""
    known = _units(catalogue)
    for use in uses(trees):
        unit = _unit(figure(use.path, catalogue), catalogue)
        after = use.after.replace("％", "%").lstrip(" \u3000\u00a0")
        found = next((each for each in known if after.startswith(each)), unit)
        if unit and found != unit:
            line = template.parts[use.part][use.line - 1]
            name = ".".join(step for step in use.path if step != EACH)
            message = (
                f"“{line.quotation}”：{name} 后面写的是“{found}”，手册里是“{unit}”"
            )
            advice = "请核对单位，改模板或手册"
            place = template.place(use.part, line)
            yield Problem(Code.TEMPLATE_UNIT, message, advice, place)


def _units(catalogue: Catalogue) -> tuple[str, ...]:
    """The catalogue's units and their multiples (万元, 亿元), the longest first."""
    every_indicator = catalogue.indicators.values()
    own = {unit for i in every_indicator for unit in (i.unit, i.shown.unit)} - {""}
    bare = {unit.lstrip("".join(_SCALES)) or unit for unit in own}
    every = own | {scale + unit for unit in bare for scale in _SCALES}
    return tuple(sorted(every, key=len, reverse=True))


def _unit(path: Path, catalogue: Catalogue) -> str:
    """The unit in which a figure prints; empty for growth, rates and ranks."""
    indicator = catalogue.indicators.get(path[0]) if path else None
    if indicator is None or (path[1:] and path[1] not in _IN_UNITS):
        return ""
    return indicator.shown.unit
