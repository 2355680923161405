"""The commands of `bulletin`; slow parts load when a command needs them."""

import functools
import sys
from pathlib import Path
from typing import Any

import click

from bulletin.cli import telling
from bulletin.cli.archive import archive
from bulletin.cli.call import ENGINE, FILE, PATH, Call, Progress, common
from bulletin.cli.check import check
from bulletin.cli.collect import collect
from bulletin.cli.handover import handover
from bulletin.cli.history import history
from bulletin.cli.importing import import_
from bulletin.cli.init import init
from bulletin.cli.lint import lint
from bulletin.cli.merge import merge
from bulletin.cli.new import new
from bulletin.cli.pdf import pdf
from bulletin.model.page import Engine
from bulletin.model.problem import ProblemsError, Stage


@click.group(
    help="月度通报：工作簿进，公文出，每个数字都有出处。",
    epilog="每条命令加 --help 看用法。",
    options_metavar="[选项]",
    subcommand_metavar="命令 …",
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 88},
)
@click.version_option(
    package_name="bulletin",
    message="%(prog)s %(version)s",
    help="显示版本。",
)
def cli() -> None:
    """The group of all commands."""


cli.add_command(archive)
cli.add_command(collect)
cli.add_command(handover)
cli.add_command(history)
cli.add_command(import_)
cli.add_command(check)
cli.add_command(init)
cli.add_command(lint)
cli.add_command(new)
cli.add_command(merge)
cli.add_command(pdf)
_command = functools.partial(cli.command, options_metavar="[选项]")


def _not_yet(_: click.Context, option: click.Parameter, value: object) -> None:
    if value:
        message = f"本版还不能生成{option.metavar}，请去掉该选项"
        raise click.BadParameter(message, param=option)


@_command(help="由当月工作簿生成通报。")
@click.argument("workbook", metavar="工作簿", type=FILE)
@click.option("--draft", is_flag=True, help="初稿：缺的数印成××")
@click.option("--final", is_flag=True, help="印发稿：什么都不能缺")
@click.option("--output", type=PATH, help="输出文件夹；不写则为工作区的 output")
@click.option("--pdf/--no-pdf", default=True, help="是否同时生成 PDF；不写则生成")
@ENGINE
@click.option(
    "--review/--no-review",
    metavar="核稿版",
    callback=_not_yet,
    expose_value=False,
    help="是否同时生成核稿版（本版尚无）",
)
@common
def generate(
    workbook: Path,
    output: Path | None,
    call: Call,
    **chosen: Any,  # noqa: ANN401 - the options, as click hands them over
) -> None:
    """Make the bulletin; without an option it is the 送审稿."""
    if chosen["draft"] and chosen["final"]:
        raise click.UsageError("--draft 和 --final 只能写一个")
    from bulletin import pipeline

    workspace = call.workspace
    late = Stage.FINAL if chosen["final"] else Stage.REVIEW
    stage = Stage.DRAFT if chosen["draft"] else late
    engine = Engine(chosen["engine"]) if chosen["pdf"] else None
    order = pipeline.Order(workbook, stage, output or workspace.output, engine)
    try:
        with Progress() as progress:
            made = pipeline.generate(workspace, order, progress)
    except ProblemsError as error:
        telling.tell_refusal(error, order.stage, as_json=call.as_json)
        sys.exit(telling.PROBLEMS)
    if call.as_json:
        telling.print_json(telling.made_entry(made, order.stage))
    else:
        telling.tell_made(made, order.stage)


@_command(help="列出每一个事实：印成什么、准确值、公式、出自哪些单元格。")
@click.argument("workbook", metavar="工作簿", type=FILE)
@common
def facts(workbook: Path, call: Call) -> None:
    """Every fact of the month."""
    from bulletin import pipeline

    with Progress() as progress:
        entries = pipeline.facts(call.workspace, workbook, progress)
    if call.as_json:
        telling.print_json({"facts": entries})
        return
    for entry in entries:
        cells = "、".join(telling.cell_name(source) for source in entry["sources"])
        printed = entry["printed"] or f"（{entry['outcome']}）"
        value = f" = {entry['value']}" if entry["value"] else ""
        where = f"  [{cells}]" if cells else ""
        click.echo(f"{entry['id']}：{printed}{value}\n    {entry['formula']}{where}")


@_command(help="列出模板里可用的名称；写了工作簿则带上当月的值。")
@click.argument("workbook", metavar="[工作簿]", type=FILE, required=False)
@common
def vocabulary(workbook: Path | None, call: Call) -> None:
    """Every name, with its present value where there is a workbook."""
    from bulletin import pipeline

    with Progress() as progress:
        listed = pipeline.names(call.workspace, workbook, progress)
    if call.as_json:
        telling.print_json({"names": [{"name": n, "value": v} for n, v in listed]})
        return
    for name, value in listed:
        click.echo(f"{name}\t{value}" if value else name)
