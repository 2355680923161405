"""`bulletin check`: every problem at once, also marked on a copy of the workbook."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bulletin.cli import telling
from bulletin.cli.call import FILE, PATH, Call, Progress, common
from bulletin.model.problem import ProblemsError, Stage

if TYPE_CHECKING:
    from bulletin.pipeline import Checked, Marked


@click.command(
    help="检查工作簿；不写工作簿则检查手册与模板是否对得上。",
    epilog="加 --mark，另存一份“…（检查结果）.xlsx”：有问题的单元格涂了颜色、加了批注，"
    "首页列出全部问题。原来的工作簿不动。",
    options_metavar="[选项]",
)
@click.argument("workbook", metavar="[工作簿]", type=FILE, required=False)
@click.option("--mark", is_flag=True, help="在工作簿的副本上标出问题")
@click.option("--output", type=PATH, help="副本放到哪个文件夹；不写则与工作簿放在一起")
@common
def check(
    workbook: Path | None, output: Path | None, call: Call, *, mark: bool
) -> None:
    """List every problem at once; exit 1 while an error stands."""
    from bulletin import pipeline

    if mark and workbook is None:
        raise click.UsageError("--mark 要写明工作簿")
    if output and not mark:
        raise click.UsageError("--output 要与 --mark 一起用")
    copy = None
    try:
        with Progress() as progress:
            if workbook and mark:
                folder = output or workbook.parent
                copy = pipeline.mark(call.workspace, workbook, folder, progress)
                checked = copy.checked
            else:
                checked = pipeline.check(call.workspace, workbook, progress)
    except ProblemsError as error:
        checked = pipeline.Checked(None, error.problems)
    _tell(checked, copy, call)
    wrong = any(problem.is_error for problem in checked.problems)
    sys.exit(telling.PROBLEMS if wrong else 0)


def _tell(checked: "Checked", copy: "Marked | None", call: Call) -> None:
    from bulletin.publishing.record import problem_entry

    if call.as_json:
        period = checked.period.key if checked.period else None
        entries = [problem_entry(each, Stage.REVIEW) for each in checked.problems]
        told = {"marked": str(copy.path.resolve())} if copy else {}
        telling.print_json({"period": period, "problems": entries, **told})
        return
    telling.tell_checked(checked.problems)
    if copy:
        click.echo(f"\n问题已标在副本上：{copy.path}")
    if copy and copy.kept:
        click.echo(f"原来的副本有人改过，已移到：{copy.kept}")
