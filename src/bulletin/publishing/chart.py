"""A picture of series over the months, worked out here and drawn by typst."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bulletin.model.period import ReportingPeriod
from bulletin.model.problem import BulletinError
from bulletin.publishing import scale
from bulletin.publishing.pdf.fonts import fonts

FORMATS = (".png", ".svg", ".pdf")
MOST_LINES, MOST_PANELS = 8, 6
_PAGE = Path(__file__).parent / "chart.typ"
_PIXELS_PER_INCH = 200
_WIDTH, _HEIGHT = 430.0, 170.0  # of a panel's plot, in pt
_MARKED_UP_TO = 36  # months; beyond, not each has a mark


@dataclass(frozen=True, slots=True)
class Line:
    """A series: its name in parts, its unit, its values by month; months may be missing.

    `by_year`: it begins anew each January, and is not drawn across.
    """

    name: tuple[str, ...]
    unit: str
    values: Mapping[ReportingPeriod, float]
    by_year: bool = False


def draw(lines: Sequence[Line], suffix: str) -> bytes:
    """The lines as .png, .svg or .pdf: a panel for each unit with all its lines.

    What all names have in common is the title.

    Raises BulletinError for another format, for too many lines to tell apart, and
    where typst is missing.
    """
    if suffix.lower() not in FORMATS:
        raise BulletinError(f"图只能存成 {'、'.join(FORMATS)}，请改文件名的后缀")
    units = dict.fromkeys(line.unit for line in lines)
    panels = [[line for line in lines if line.unit == unit] for unit in units]
    most = max(len(panel) for panel in panels)
    if most > MOST_LINES or len(panels) > MOST_PANELS:
        raise BulletinError(
            f"一张图最多画 {MOST_PANELS} 种单位，每种 {MOST_LINES} 条线，"
            f"现在有 {len(panels)} 种、最多 {most} 条。"
            "请用 --indicator、--area、--measure 少选一些"
        )
    months = _months(lines)
    common = _common(lines)
    content = {
        "title": "　".join(common.values()),
        "width": _WIDTH,
        "height": _HEIGHT,
        "panels": [_panel(panel, months, common) for panel in panels],
    }
    return _compiled(content, suffix.lower().removeprefix("."))


def _compiled(content: Mapping[str, Any], kind: Any) -> bytes:  # noqa: ANN401 - as typst has it
    try:
        import typst  # noqa: PLC0415 - some machines do not have it

        handle = fonts().handle
    except ImportError as error:
        raise BulletinError(
            f"本机没有装好画图要用的 {error.name}，请重新安装本程序"
        ) from error
    made: Any = typst.compile(
        _PAGE.read_bytes(),
        font_paths=handle,
        sys_inputs={"chart": json.dumps(content, ensure_ascii=False)},
        format=kind,
        ppi=_PIXELS_PER_INCH,
    )
    return bytes(made)


def _months(lines: Sequence[Line]) -> tuple[ReportingPeriod, ...]:
    """Every month from the first that has a value to the last."""
    known = {period for line in lines for period in line.values}
    first, last = min(known), max(known)
    count = (last.year - first.year) * 12 + last.month - first.month + 1
    return tuple(first.earlier(-number) for number in range(count))


def _common(lines: Sequence[Line]) -> dict[int, str]:
    """The parts of their names that are the same, by their number."""
    parts = enumerate(zip(*(line.name for line in lines), strict=True))
    return {number: part[0] for number, part in parts if len(set(part)) == 1}


def _panel(
    lines: Sequence[Line], months: Sequence[ReportingPeriod], said: Mapping[int, str]
) -> dict[str, Any]:
    """A panel whose title and legend do not repeat what is said."""
    common = _common(lines)
    axis = scale.axis([value for line in lines for value in line.values.values()])
    x = {month: (at + 0.5) * _WIDTH / len(months) for at, month in enumerate(months)}
    drawn = []
    for line in lines:
        y = {m: _HEIGHT * (1 - axis.share(v)) for m, v in line.values.items()}
        runs = list(_runs(line, months))
        own = (part for at, part in enumerate(line.name) if at not in common)
        drawn.append(
            {
                "name": " ".join(own),
                "runs": [[[x[m], y[m]] for m in run] for run in runs],
                "marks": [[x[m], y[m]] for m in _marked(runs, len(months))],
            }
        )
    return {
        "title": " ".join(common[at] for at in common if at not in said),
        "unit": lines[0].unit,
        "lines": drawn,
        "grid": [
            {"y": _HEIGHT * (1 - axis.share(tick)), "label": axis.label(tick)}
            for tick in axis.ticks
        ],
        "months": [
            {"x": x[month], "label": f"{month.month}月"}
            for month in months
            if month.month in scale.labelled(len(months))
        ],
        "years": list(_years(months)),
    }


def _runs(
    line: Line, months: Sequence[ReportingPeriod]
) -> Iterator[list[ReportingPeriod]]:
    """The stretches without a missing month, and within a year where it begins anew."""
    run: list[ReportingPeriod] = []
    for month in months:
        ends = month not in line.values or (line.by_year and month.month == 1)
        if ends and run:
            yield run
            run = []
        if month in line.values:
            run.append(month)
    if run:
        yield run


def _marked(
    runs: Sequence[Sequence[ReportingPeriod]], months: int
) -> Iterator[ReportingPeriod]:
    """Where a line bears its mark: each month, or of many some; and what stands alone."""
    some = scale.labelled(months) or (1,)
    for run in runs:
        for month in run:
            if months <= _MARKED_UP_TO or month.month in some or len(run) == 1:
                yield month


def _years(months: Sequence[ReportingPeriod]) -> Iterator[dict[str, Any]]:
    """Where each year begins and ends, and its name where there is room for it."""
    step = _WIDTH / len(months)
    years = dict.fromkeys(month.year for month in months)
    every = scale.every(len(months))
    for number, year in enumerate(years):
        at = [n for n, month in enumerate(months) if month.year == year]
        low, high = at[0] * step, (at[-1] + 1) * step
        label = f"{year}年" if number % every == 0 else ""
        yield {"low": low, "high": high, "label": label}
