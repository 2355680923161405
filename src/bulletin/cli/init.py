"""`bulletin init`: a new workspace that works at once."""

import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bulletin.cli import telling
from bulletin.cli.call import PATH
from bulletin.cli.period import period as typed
from bulletin.model.period import ReportingPeriod

if TYPE_CHECKING:
    from bulletin.founding import Founded


def _last_month() -> str:
    """The month before today's: its figures are due."""
    today = datetime.date.today()  # noqa: TID251, DTZ011 - cli may know the day
    return ReportingPeriod(today.year, today.month).earlier(1).key


@click.command(
    help="新建一个工作区：手册、模板、空白工作簿和说明，马上能用。",
    epilog="不加 --minimal，是本通报的一份完整样板；加上，只有三个示例指标，供改成别的通报。"
    "已有的文件一概不动。",
    options_metavar="[选项]",
)
@click.argument("folder", metavar="文件夹", type=PATH)
@click.option("--minimal", is_flag=True, help="最小的样板：三个示例区县、三个示例指标")
@click.option(
    "--period",
    metavar="报告期",
    callback=typed,
    default=_last_month,
    help="空白工作簿的报告期，如 2022-08；不写则为上个月",
)
@click.option("--json", "as_json", is_flag=True, help="只打印一个 JSON 对象")
def init(
    folder: Path, period: ReportingPeriod, *, minimal: bool, as_json: bool
) -> None:
    """Lay down a workspace and say what to do next."""
    from bulletin.founding import Founding, Starter, found

    starter = Starter.MINIMAL if minimal else Starter.FULL
    founded = found(Founding(folder, starter, period))
    if as_json:
        telling.print_json(_entry(founded))
    else:
        _tell(founded)


def _entry(founded: "Founded") -> dict[str, object]:
    """What was laid down, for JSON: absolute paths."""
    return {
        "workspace": str(founded.workspace.root.resolve()),
        "workbook": str(founded.workbook.resolve()),
        "files": [str(path.resolve()) for path in founded.files],
    }


def _tell(founded: "Founded") -> None:
    workspace = founded.workspace
    workbook = founded.workbook.relative_to(workspace.root)
    click.echo(f"已建好工作区：{workspace.root.resolve()}")
    for path, meaning in (
        (workspace.root / "README.md", "每月怎么做，先看这个"),
        (founded.workbook, "空白工作簿，在这里填数"),
        (workspace.template, "模板，在 Word 里改措辞和版面"),
        (workspace.handbook, "手册：指标、区县、评议规则和措辞"),
    ):
        click.echo(f"  {path.relative_to(workspace.root)}    {meaning}")
    click.echo(f"\n请进入 {workspace.root}，填好工作簿，再依次运行：")
    click.echo(f"  bulletin check {workbook}              列出还缺什么、哪里不对")
    click.echo(f"  bulletin generate {workbook} --draft   初稿，缺的数印成××")
    click.echo(f"  bulletin generate {workbook}           送审稿")
