"""A name that two headings share: 专利权质押融资 over 金额（万元）, or beside it."""

import pytest

from bulletin.model.handbook import Catalogue
from tests.intake.returns.tables import month, read, seen

TENGZHOU = "滕州市"
CATALOGUE: Catalogue = month().handbook.catalogue
NAMES = [
    each.name
    for each in CATALOGUE.indicators.values()
    if each.by_district and each.items
]
CUTS = [(name, at) for name in NAMES for at in range(1, len(name))]


@pytest.mark.parametrize(("name", "at"), CUTS)
def test_a_name_cut_in_two_is_that_indicator_or_told(name: str, at: int) -> None:
    unit = CATALOGUE.indicators[name].unit
    first, second = name[:at], f"{name[at:]}（{unit}）"
    over = read((("区（市）", first), ("", second), (TENGZHOU, 7)))
    beside = read((("指标", "", TENGZHOU), (first, second, 7)))
    for found in (over, beside):
        wanted = {(name, TENGZHOU, "本期"): "7"}
        assert seen(found) == wanted or (not found.claims and found.problems)


def test_a_group_over_several_columns_names_each() -> None:
    found = read(
        (
            ("区（市）", "专利权质押融资", ""),
            ("", "件数", "金额（万元）"),
            (TENGZHOU, 27, 18650),
        )
    )
    assert seen(found) == {
        ("专利权质押融资件数", TENGZHOU, "本期"): "27",
        ("专利权质押融资金额", TENGZHOU, "本期"): "18650",
    }


def test_a_heading_under_a_name_does_not_make_another_name_of_it() -> None:
    """有效 over 发明专利授权量 is neither of the two indicators that begin so."""
    found = read((("区（市）", "有效"), ("", "发明专利授权量"), (TENGZHOU, 7)))
    assert (seen(found), len(found.problems)) == ({}, 1)
