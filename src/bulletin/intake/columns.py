"""The columns of 指标数据: which area each stands for, and what is wrong with them."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from bulletin.intake import as_of
from bulletin.intake import table as tables
from bulletin.intake.table import Table
from bulletin.intake.words import by_label, label, nearest
from bulletin.model.handbook import Catalogue, Handbook
from bulletin.model.indicator import CITY, ELSEWHERE
from bulletin.model.place import Place
from bulletin.model.problem import Code, Problem

NEEDED = ("指标", "项", CITY)
_OTHERS = (*NEEDED, "单位", ELSEWHERE, as_of.HEADING, "来源", "说明")


def areas(catalogue: Catalogue) -> dict[str, str]:
    """All areas by the labels that stand for them, former names included."""
    names = {CITY: CITY, ELSEWHERE: ELSEWHERE}
    return by_label(names | catalogue.district_names)


def columns(table: Table, catalogue: Catalogue) -> dict[str, str]:
    """The areas that have a column, by its heading; of several the first is read."""
    known = areas(catalogue)
    found: dict[str, str] = {}
    for cell in table.header:
        area = known.get(label(cell.content))
        if area and area not in found.values():
            found[label(cell.content)] = area
    return found


def column_problems(
    repeated: tuple[Problem, ...],
    table: Table,
    handbook: Handbook,
) -> Iterator[Problem]:
    """What is wrong with the header, where `repeated` are the headings found twice."""
    header = {cell.place: label(cell.content) for cell in table.header}
    known = areas(handbook.catalogue)
    for problem in repeated:
        is_area = header.get(problem.place) in known
        repeated_area = is_area and problem.code is Code.REPEATED_COLUMN
        yield replace(
            problem, code=Code.REPEATED_DISTRICT if repeated_area else problem.code
        )
    yield from _renamed_twice(header, known)
    for place, heading in header.items():
        if not (heading in known or heading in _OTHERS or tables.is_helper(heading)):
            yield _unknown(place, heading, handbook)
    found = {known.get(heading) for heading in header.values()}
    for district in handbook.catalogue.districts:
        if district.name not in found:
            message = f"缺少“{district.name}”列"
            advice = f"请在表头加上“{district.name}”"
            at = table.header[0].place
            owner = district.name
            yield Problem(Code.MISSING_DISTRICT, message, advice, at, owner=owner)


def _unknown(place: Place, heading: str, handbook: Handbook) -> Problem:
    if heading in map(label, handbook.elsewhen.get("districts", ())):
        message = f"“{heading}”在本期不是区（市），这一列不读"
        advice = "不用的列请删去；本期应有的，请主管核对 catalogue.toml 里的期限"
        return Problem(Code.OUT_OF_FORCE, message, advice, place)
    names = tuple(district.name for district in handbook.catalogue.districts)
    advice = nearest(heading, names) + "请改成目录里的区（市）名，或删去该列"
    message = f"“{heading}”不是目录里的区（市）"
    return Problem(Code.UNKNOWN_DISTRICT, message, advice, place)


def _renamed_twice(
    header: Mapping[Place, str],
    known: Mapping[str, str],
) -> Iterator[Problem]:
    """A district's former and present name side by side: nobody knows which one counts."""
    seen: dict[str, str] = {}
    for place, heading in header.items():
        area = known.get(heading)
        if area and seen.setdefault(area, heading) != heading:
            message = f"“{heading}”和“{seen[area]}”是同一个区（市）"
            yield Problem(Code.REPEATED_DISTRICT, message, "请只留一列", place)
