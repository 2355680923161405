"""A chart shows every figure at its height and month, and nothing where none is known."""

import io
import itertools
import math
from collections.abc import Mapping, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from bulletin.model.period import ReportingPeriod
from bulletin.model.problem import BulletinError
from bulletin.pages import pdf as pdfs
from bulletin.publishing import chart, scale
from bulletin.publishing.chart import Line
from tests.sample import SOAK

FIRST = ReportingPeriod(2021, 1)
BLUE, ORANGE = (0x00, 0x72, 0xB2), (0xD5, 0x5E, 0x00)
COUNT = 200 if SOAK else 25


def line(
    values: Sequence[float | None], *name: str, unit: str = "件", by_year: bool = False
) -> Line:
    """A series from January 2021 on; None is a month that is not known."""
    known = {
        FIRST.earlier(-at): value
        for at, value in enumerate(values)
        if value is not None
    }
    return Line(name or ("全市", "授权量"), unit, known, by_year)


def columns(png: bytes, color: tuple[int, int, int]) -> list[int]:
    """The columns of pixels in which a colour appears."""
    image = Image.open(io.BytesIO(png)).convert("RGB")
    pixels = image.load()
    assert pixels is not None
    return [
        x
        for x in range(image.width)
        if any(pixels[x, y] == color for y in range(image.height))
    ]


def gaps(found: Sequence[int]) -> list[int]:
    """The widths of the stretches that a colour leaves out, in pixels."""
    pairs = itertools.pairwise(found)
    return [after - before for before, after in pairs if after - before > 2]


@pytest.mark.parametrize("suffix", chart.FORMATS)
def test_a_picture_of_each_format(suffix: str) -> None:
    made = chart.draw([line([1, 2, 3])], suffix.upper())
    begins = {".png": b"\x89PNG", ".svg": b"<svg", ".pdf": b"%PDF"}
    assert made.startswith(begins[suffix])


@pytest.mark.parametrize("months", [1, 2, 12, 18, 19, 54, 96, 120, 240])
def test_every_year_and_name_stands_on_the_picture(months: int) -> None:
    lines = [
        line([7 * n for n in range(months)], "滕州市", "授权量"),
        line([5 * n for n in range(months)], "薛城区", "授权量"),
    ]
    shown = pdfs.read(chart.draw(lines, ".pdf"))
    words = "".join(each.text for page in shown.sheets for each in page.characters)
    assert "授权量" in words
    assert words.count("授权量") == 1
    for name in ("滕州市", "薛城区", "单位：件", "2021年"):
        assert name in words
    assert words.count("年") >= min(math.ceil(months / 12), 10)
    assert len(shown.sheets) == 1


def test_a_month_that_is_not_known_is_a_gap() -> None:
    whole: list[float | None] = [10.0] * 48
    assert gaps(columns(chart.draw([line(whole)], ".png"), BLUE)) == []
    whole[20:24] = [None] * 4
    (width,) = gaps(columns(chart.draw([line(whole)], ".png"), BLUE))
    step = chart._WIDTH * chart._PIXELS_PER_INCH / 72 / 48  # noqa: SLF001 - its scale
    assert 4 * step < width < 5.2 * step


def test_what_begins_anew_in_january_is_not_drawn_across() -> None:
    values = [float(n % 12) for n in range(24)]
    across = columns(chart.draw([line(values)], ".png"), BLUE)
    anew = columns(chart.draw([line(values, by_year=True)], ".png"), BLUE)
    assert (len(gaps(across)), len(gaps(anew))) == (0, 1)


def test_a_month_alone_is_a_mark() -> None:
    values: list[float | None] = [None] * 47
    png = chart.draw([line([1, *values[1:20], 3, *values[21:], 2])], ".png")
    assert len(gaps(columns(png, BLUE))) == 2


def test_lines_in_the_same_unit_share_a_panel_and_others_have_their_own() -> None:
    one = chart.draw([line([1, 2], "甲"), line([2, 1], "乙")], ".png")
    two = chart.draw([line([1, 2], "甲"), line([2, 1], "乙", unit="%")], ".png")
    assert columns(one, ORANGE)
    assert not columns(two, ORANGE)
    heights = [Image.open(io.BytesIO(png)).height for png in (one, two)]
    assert heights[1] > 1.8 * heights[0]


@pytest.mark.parametrize(
    ("lines", "suffix", "said"),
    [
        ([line([1])], ".jpg", ".png"),
        ([line([1])], "", ".png"),
        ([line([1], str(n)) for n in range(9)], ".png", "最多画"),
        ([line([1], unit=str(n)) for n in range(7)], ".png", "最多画"),
    ],
)
def test_what_nobody_could_read_is_refused(
    lines: list[Line], suffix: str, said: str
) -> None:
    with pytest.raises(BulletinError, match=said):
        chart.draw(lines, suffix)


@pytest.mark.parametrize(
    "text", ["#panic()", "*a*", "$x$", "a_b", "</svg>", '"', "〇㐂"]
)
def test_a_name_is_words_and_never_code(text: str) -> None:
    shown = pdfs.read(chart.draw([line([1, 2], text), line([2, 3], "乙")], ".pdf"))
    words = "".join(each.text for page in shown.sheets for each in page.characters)
    assert text in words


# ── axes ─────────────────────────────────────────────────────────────────────

SIZES = st.floats(-1e12, 1e12, allow_nan=False).map(lambda n: round(n, 4))


@settings(max_examples=40 * COUNT, deadline=None, derandomize=not SOAK)
@given(st.lists(SIZES | st.integers(0, 50), min_size=1, max_size=12))
def test_an_axis_holds_all_figures_between_round_ticks(values: list[float]) -> None:
    axis = scale.axis(values)
    slack = 1e-8 * (axis.ticks[-1] - axis.ticks[0])
    assert axis.ticks[0] <= min(values) + slack
    assert axis.ticks[-1] >= max(values) - slack
    assert 2 <= len(axis.ticks) <= 8
    labels = [axis.label(tick) for tick in axis.ticks]
    assert len(set(labels)) == len(labels)
    for tick, label in zip(axis.ticks, labels, strict=True):
        assert math.isclose(float(label), tick, rel_tol=1e-6, abs_tol=1e-9)
    assert "-0" not in labels
    if all(float(value).is_integer() for value in values):
        assert not any("." in label for label in labels)


@pytest.mark.parametrize(
    ("values", "ticks"),
    [
        ([0, 100], "0 20 40 60 80 100"),
        ([3, 3], "0 1 2 3"),
        ([0, 0], "0 1"),
        ([-7.3, 12.1], "-10 -5 0 5 10 15"),
        ([8.1, 8.9], "8.0 8.2 8.4 8.6 8.8 9.0"),
        ([400, 410, 405], "400 402 404 406 408 410"),
        ([0.5], "0.0 0.1 0.2 0.3 0.4 0.5"),
        ([18650.25, 0], "0 5000 10000 15000 20000"),
    ],
)
def test_ticks_as_a_person_would_set_them(values: list[float], ticks: str) -> None:
    axis = scale.axis(values)
    assert " ".join(axis.label(tick) for tick in axis.ticks) == ticks


def test_the_heights_are_those_of_the_figures() -> None:
    """Read from the picture: marks of 0, 50 and 100 stand evenly above each other."""
    png = chart.draw([line([0, 50, 100])], ".png")
    image = Image.open(io.BytesIO(png)).convert("RGB")
    pixels = image.load()
    assert pixels is not None
    step = chart._WIDTH / 3 * chart._PIXELS_PER_INCH / 72  # noqa: SLF001 - its scale
    blue = [
        (x, y)
        for x in range(image.width)
        for y in range(image.height)
        if pixels[x, y] == BLUE
    ]
    left = min(x for x, _ in blue)
    tops: Mapping[int, int] = {
        n: round(sum(ys) / len(ys))
        for n in range(3)
        if (ys := [y for x, y in blue if abs(x - left - 5 - n * step) < 3])
    }
    assert abs((tops[0] - tops[1]) - (tops[1] - tops[2])) <= 3
    height = chart._HEIGHT * chart._PIXELS_PER_INCH / 72  # noqa: SLF001 - its scale
    assert abs(tops[0] - tops[2] - height) <= 8
