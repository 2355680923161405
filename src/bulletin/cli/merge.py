"""`bulletin merge`: two copies of a month's workbook as one."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bulletin.cli import telling
from bulletin.cli.call import FILE, PATH, Call, Progress, common
from bulletin.model.problem import Stage

if TYPE_CHECKING:
    from bulletin.intake.merging.merge import Merged


@click.command(
    help="把两个人各填了一份的同月工作簿合成一份。",
    epilog="按指标、区（市）、项逐格合并，行列次序不同也不要紧；名单、文字等按内容合并。"
    "只有一份填了的，用填了的；两份不一样的，留第一份的，并列出来。"
    "结果是另一个文件，原来的两份都不动。",
    options_metavar="[选项]",
)
@click.argument("first", metavar="第一份", type=FILE)
@click.argument("second", metavar="第二份", type=FILE)
@click.option("--into", type=PATH, required=True, help="合并的结果存成哪个新文件")
@click.option(
    "--base", type=FILE, help="两份都由它改来的原件；写了它，只改过的才算数，删去的也算"
)
@common
def merge(first: Path, second: Path, into: Path, base: Path | None, call: Call) -> None:
    """Merge, and tell what was taken over and what contradicts; exit 1 if anything does."""
    from bulletin import merging

    order = merging.Order(first, second, into, base)
    with Progress() as progress:
        merged = merging.merge(call.workspace, order, progress)
    if call.as_json:
        telling.print_json(_entry(merged, into))
    else:
        click.echo(f"已合并：{into}（第一份 {first.name}，第二份 {second.name}）")
        _tell(merged)
    sys.exit(telling.PROBLEMS if any(p.is_error for p in merged.problems) else 0)


def _entry(merged: "Merged", into: Path) -> dict[str, object]:
    from bulletin.publishing.record import problem_entry

    taken = [
        {"sheet": t.place.sheet, "cell": t.place.cell, "value": str(t.content)}
        for t in merged.taken
    ]
    problems = [problem_entry(each, Stage.REVIEW) for each in merged.problems]
    return {"workbook": str(into.resolve()), "taken": taken, "problems": problems}


def _tell(merged: "Merged") -> None:
    click.echo(f"\n从第二份取来 {len(merged.taken)} 格：")
    for each in merged.taken:
        words = str(each.content) or "（清空）"
        click.echo(f"  【{each.place.sheet}】{each.place.cell} {each.what}：{words}")
    if merged.problems:
        click.echo(f"\n要自己核对的 {len(merged.problems)} 处：")
    for number, problem in enumerate(merged.problems, 1):
        click.echo(f"  {number}. {problem}")
