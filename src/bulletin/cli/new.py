"""`bulletin new`: the next month's form, and one a district to send out."""

from typing import TYPE_CHECKING

import click

from bulletin.cli import telling
from bulletin.cli.call import Call, common
from bulletin.cli.period import period as typed
from bulletin.model.period import ReportingPeriod

if TYPE_CHECKING:
    from bulletin.forms import Form, Returns


@click.command(
    help="新建一个月的工作簿：上年同期、年度目标、文字和名单都从往期带来。",
    epilog="加上 --returns，改为给每个区（市）建一份报送表，发下去填。已有的文件一概不动。",
    options_metavar="[选项]",
)
@click.argument("period", metavar="报告期", callback=typed)
@click.option("--returns", is_flag=True, help="每个区（市）一份报送表")
@common
def new(period: ReportingPeriod, call: Call, *, returns: bool) -> None:
    """Lay down the form, or the returns, and say what to do next."""
    from bulletin import forms

    if returns:
        laid_down = forms.returns(call.workspace, period)
        if call.as_json:
            telling.print_json(_returns_entry(laid_down))
        else:
            _tell_returns(laid_down)
        return
    form = forms.new(call.workspace, period)
    if call.as_json:
        telling.print_json(_entry(form))
    else:
        _tell(form)


def _entry(form: "Form") -> dict[str, object]:
    """The form, for JSON: an absolute path, null for what no earlier month knows."""
    return {
        "period": form.period.key,
        "workbook": str(form.path.resolve()),
        "sources": {name: where or None for name, where in form.sources.items()},
        "notes": [*form.notes, *map(str, form.carried.left)],
    }


def _returns_entry(laid_down: "Returns") -> dict[str, object]:
    return {
        "period": laid_down.period.key,
        "returns": [str(path.resolve()) for path in laid_down.made],
        "kept": [str(path.resolve()) for path in laid_down.kept],
    }


def _tell(form: "Form") -> None:
    click.echo(f"已建好：{form.path}")
    for name, where in form.sources.items():
        click.echo(f"  {name}：{f'来自 {where}' if where else '没有往期的，请自己填'}")
    for note in (*form.notes, *form.carried.left):
        click.echo(f"  注意：{note}")
    click.echo("\n填好以后运行：")
    click.echo(f"  bulletin check {form.path}")


def _tell_returns(laid_down: "Returns") -> None:
    if laid_down.made:
        click.echo(f"已建好 {len(laid_down.made)} 份报送表，在 {laid_down.folder}：")
    for path in laid_down.made:
        click.echo(f"  {path.name}")
    if laid_down.kept:
        names = "、".join(path.name for path in laid_down.kept)
        click.echo(f"已经有的没有动：{names}")
    click.echo("\n发给各区（市）填好，收齐放在一个文件夹里，再运行：")
    workbook = f"data/{laid_down.period.key}.xlsx"
    click.echo(f"  bulletin collect 文件夹 --into {workbook}")
