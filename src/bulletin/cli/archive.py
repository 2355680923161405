"""`bulletin archive`: an issued edition filed away, and the register made anew."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from bulletin.cli import telling
from bulletin.cli.call import FILE, PATH, Call, Progress, common
from bulletin.cli.period import optional_period
from bulletin.model.period import ReportingPeriod
from bulletin.model.problem import Problem, ProblemsError, Stage

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bulletin.archiving import Archived
    from bulletin.workspace import Workspace


@click.command(
    help="把印发了的一期归档：工作簿、手册、模板、印发的文件和全部数据，并登记入库。",
    epilog="归到 output/archive 里当月的“第1次归档”；以后有更正的，再归档一次就是“第2次”，"
    "以最后一次为准。以后各期的上年同期数、上月数就从归档里来。",
    options_metavar="[选项]",
)
@click.argument("period", metavar="[报告期]", callback=optional_period, required=False)
@click.argument("workbook", metavar="[工作簿]", type=FILE, required=False)
@click.option(
    "--output", type=PATH, help="印发稿所在的输出文件夹；不写则为工作区的 output"
)
@click.option("--data-only", is_flag=True, help="只归档数据：通报不是本程序生成的")
@click.option("--rebuild", is_flag=True, help="不归档，只按归档文件夹重建登记库")
@common
def archive(
    period: ReportingPeriod | None,
    workbook: Path | None,
    call: Call,
    **chosen: Any,  # noqa: ANN401 - the options, as click hands them over
) -> None:
    """File an edition away and say where; or make the register anew."""
    workspace = call.workspace
    if chosen["rebuild"]:
        _rebuild(workspace, as_json=call.as_json)
        return
    if period is None:
        raise click.UsageError("请写报告期，如 bulletin archive 2022-07")
    from bulletin import archiving

    path = workbook or workspace.workbook(period)
    if not path.is_file():
        raise click.UsageError(f"没有 {path}。请写明工作簿，或核对报告期")
    issued = None if chosen["data_only"] else chosen["output"] or workspace.output
    try:
        with Progress() as progress:
            order = archiving.Order(period, path, issued)
            archived = archiving.archive(workspace, order, progress)
    except ProblemsError as error:
        _tell_refusal(period, error, as_json=call.as_json)
        sys.exit(telling.PROBLEMS)
    if call.as_json:
        telling.print_json(_entry(period, archived, archived.problems))
    else:
        _tell(archived)


def _rebuild(workspace: "Workspace", *, as_json: bool) -> None:
    from bulletin.publishing.register.file import Register

    register = Register(workspace.register, workspace.archive, anew=True)
    periods = [period.key for period in register.periods()]
    if as_json:
        telling.print_json({"months": periods, "note": register.note})
        return
    span = f"（{periods[0]} 至 {periods[-1]}）" if periods else ""
    click.echo(f"登记库已按归档文件夹重建，共 {len(periods)} 个月{span}。")
    _tell_note(register.note)


def _tell_refusal(
    period: ReportingPeriod, error: ProblemsError, *, as_json: bool
) -> None:
    if as_json:
        telling.print_json(_entry(period, None, error.problems))
        return
    refused = [each for each in error.problems if each.refused_at(Stage.FINAL)]
    telling.tell_problems(f"没有归档，请先改正 {len(refused)} 处", refused)


def _entry(
    period: ReportingPeriod, made: "Archived | None", problems: "Iterable[Problem]"
) -> dict[str, Any]:
    """What was filed, for JSON: absolute paths, null where nothing was."""
    from bulletin.publishing.record import problem_entry

    return {
        "period": period.key,
        "folder": str(made.folder.path.resolve()) if made else None,
        "number": made.folder.number if made else None,
        "is_new": made.folder.is_new if made else False,
        "edited": list(made.edited) if made else [],
        "note": made.note if made else "",
        "problems": [problem_entry(problem, Stage.FINAL) for problem in problems],
    }


def _tell(made: "Archived") -> None:
    folder = made.folder
    if folder.is_new:
        click.echo(f"{made.period.key} 已归档（第{folder.number}次）：{folder.path}")
    else:
        click.echo(f"与上次归档完全一样，没有重复归档：{folder.path}")
    for name in made.edited:
        click.echo(f"{name} 生成以后有人改动过，按改动过的归档。")
    _tell_note(made.note)


def _tell_note(note: str) -> None:
    if note:
        click.echo(note)
