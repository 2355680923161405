"""`bulletin history`: the series over the months, as a table, a file, or a picture."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unicodedata import east_asian_width

import click

from bulletin.cli import telling
from bulletin.cli.call import PATH, Call, Progress, common
from bulletin.cli.period import optional_period
from bulletin.model.fact import FIGURE_MEASURES, Measure

if TYPE_CHECKING:
    from bulletin.analysis.series import Table
    from bulletin.chronicle import Chronicle

_WIDTH = 88
_MEASURES = [measure.value for measure in FIGURE_MEASURES]


@click.command(
    help="列出各月的数：归档的和导入的，一行一个月。",
    epilog="不写 --indicator 就是全部指标，不写 --area 就是全市，不写 --measure 就是本期；"
    "都可以写几次。--area 区市 是每个区（市）。",
    options_metavar="[选项]",
)
@click.option("--indicator", "indicators", multiple=True, metavar="指标", help="指标名")
@click.option(
    "--area", "areas", multiple=True, metavar="区市", help="全市、区（市）名，或者 区市"
)
@click.option(
    "--measure",
    "measures",
    multiple=True,
    type=click.Choice(_MEASURES),
    metavar="项",
    help=f"{'、'.join(_MEASURES)}",
)
@click.option(
    "--from",
    "since",
    metavar="报告期",
    callback=optional_period,
    help="从哪个月起，如 2021-01",
)
@click.option("--until", metavar="报告期", callback=optional_period, help="到哪个月止")
@click.option("--csv", "table", type=PATH, metavar="文件", help="另存为 .csv")
@click.option(
    "--chart", type=PATH, metavar="文件", help="画成折线图：.png、.svg 或 .pdf"
)
@common
def history(call: Call, **chosen: Any) -> None:  # noqa: ANN401 - options, as from click
    """The series, told or written to files."""
    from bulletin import chronicle

    files = {"csv": chosen.pop("table"), "chart": chosen.pop("chart")}
    chosen["measures"] = tuple(map(Measure, chosen["measures"]))
    try:
        with Progress() as progress:
            progress("读取往期数据")
            told = chronicle.chronicle(call.workspace, chronicle.Wanted(**chosen))
            _write(told, files)
    except chronicle.UnknownNameError as error:
        raise click.UsageError(str(error)) from None
    if call.as_json:
        made = {name: str(path.resolve()) for name, path in files.items() if path}
        telling.print_json({"series": told.entries, "note": told.note, **made})
        return
    _tell(told, files)


def _write(told: "Chronicle", files: Mapping[str, Path | None]) -> None:
    if files["csv"]:
        told.write_csv(files["csv"])
    if files["chart"]:
        told.draw(files["chart"])


def _tell(told: "Chronicle", files: Mapping[str, Path | None]) -> None:
    """The table, unless it was written to a file."""
    if not any(files.values()):
        for line in _lines(told.table()):
            click.echo(line)
    if files["csv"]:
        click.echo(f"已存：{files['csv']}")
    if files["chart"]:
        click.echo(f"已画：{files['chart']}")
    if told.note:
        click.echo(told.note)


def _lines(table: "Table") -> Iterator[str]:
    """The table in blocks of as many columns as there is room for."""
    first = ("报告期", *table.periods)
    columns = [(name, *cells) for name, cells in table.columns.items()]
    room = _WIDTH - _width(first)
    block: list[Sequence[str]] = []
    for column in columns:
        if block and sum(_width(each) for each in (*block, column)) > room:
            yield from _block((first, *block))
            yield ""
            block = []
        block.append(column)
    yield from _block((first, *block))


def _block(columns: Sequence[Sequence[str]]) -> Iterator[str]:
    widths = [_width(column) for column in columns]
    for row in zip(*columns, strict=True):
        cells = zip(row, widths, strict=True)
        yield "".join(" " * (width - _wide(cell)) + cell for cell, width in cells)


def _width(column: Sequence[str]) -> int:
    """As wide as its widest cell, with space before it."""
    return 2 + max(map(_wide, column))


def _wide(text: str) -> int:
    """How many columns of a terminal a text takes."""
    return sum(2 if east_asian_width(each) in "WF" else 1 for each in text)
