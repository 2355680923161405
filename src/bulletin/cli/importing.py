"""`bulletin import`: past figures from a plain table, so that an office has its history."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from bulletin.cli import telling
from bulletin.cli.call import FILE, Call, Progress, common
from bulletin.model.problem import Problem, ProblemsError, Stage

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bulletin.importing import Imported

_SHOWN = 10


@click.command(
    "import",
    help="把往期通报的数从一张表（.xlsx、.csv 等）导入，以后各期就有上年同期数可比。",
    epilog="表头写 报告期、指标、区市、数值，一行一个数；或者写 报告期、指标，再加全市和各区（市）"
    "各一列。指标有几项的（本期、上年同期、年度目标），加一列 项；不写就是本期。有一处不对，就"
    "一个数也不导入；再导入一次同一张表，什么都不变。已归档的月份以归档的为准。",
    options_metavar="[选项]",
)
@click.argument("table", metavar="表", type=FILE)
@click.option(
    "--sheet",
    metavar="工作表",
    help="只读这一张工作表；不写则读所有有“报告期”“指标”两列的",
)
@common
def import_(table: Path, sheet: str | None, call: Call) -> None:
    """Enter the table's figures, all or none, and say what came of it."""
    from bulletin.importing import import_table

    try:
        with Progress() as progress:
            progress("导入往期数据")
            imported = import_table(call.workspace, table, sheet)
    except ProblemsError as error:
        if call.as_json:
            telling.print_json(_entry(None, error.problems))
        else:
            wrong = [problem for problem in error.problems if problem.is_error]
            heading = f"一个数也没有导入，请先改正 {len(wrong)} 处"
            telling.tell_problems(heading, wrong)
        sys.exit(telling.PROBLEMS)
    if call.as_json:
        telling.print_json(_entry(imported, imported.table.problems))
    else:
        _tell(imported)


def _entry(made: "Imported | None", problems: "Iterable[Problem]") -> dict[str, Any]:
    from bulletin.publishing.record import problem_entry

    folder = made.folder if made else None
    return {
        "folder": str(folder.path.resolve()) if folder else None,
        "is_new": folder is not None,
        "months": [period.key for period in sorted(made.table.months)] if made else [],
        "figures": made.figures if made else 0,
        "blanks": made.table.blanks if made else 0,
        "corrected": list(made.corrected) if made else [],
        "archived": [period.key for period in made.archived] if made else [],
        "note": made.note if made else "",
        "doubts": [
            {**problem_entry(doubt, Stage.DRAFT), "severity": "hint"}
            for doubt in (made.table.doubts if made else ())
        ],
        "problems": [problem_entry(problem, Stage.DRAFT) for problem in problems],
    }


def _tell(made: "Imported") -> None:
    months = sorted(made.table.months)
    span = (
        f"{months[0].key} 至 {months[-1].key}，{len(months)} 个月，{made.figures} 个数"
    )
    if made.folder is None:
        click.echo(f"这些数都已经导入过，什么都没有变（{span}）。")
    else:
        click.echo(f"已导入：{span}。")
        click.echo(f"原表和数据存在：{made.folder.path}")
    if made.table.blanks:
        click.echo(f"空着的 {made.table.blanks} 格当作不知道，没有导入。")
    if made.table.others:
        click.echo(f"没有读的工作表：{'、'.join(made.table.others)}。")
    if made.archived:
        keys = "、".join(period.key for period in sorted(made.archived))
        click.echo(f"已归档的月份以归档的为准，导入的不用：{keys}。")
    _tell_some(
        f"与以前导入的不同 {len(made.corrected)} 处，以这次的为准", made.corrected
    )
    notes = [*map(str, made.table.problems), *map(str, made.table.doubts)]
    _tell_some(f"请核对 {len(notes)} 处，数已照原样导入", notes)
    if made.note:
        click.echo(made.note)


def _tell_some(heading: str, lines: "Sequence[str]") -> None:
    """The first of many; --json tells them all."""
    if lines:
        click.echo(f"\n{heading}：")
    for number, line in enumerate(lines[:_SHOWN], 1):
        click.echo(f"  {number}. {line}")
    if len(lines) > _SHOWN:
        click.echo(f"  …… 其余 {len(lines) - _SHOWN} 处，加 --json 可看全部。")
