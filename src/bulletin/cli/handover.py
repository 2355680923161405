"""`bulletin handover`: a workspace in one file, and that file opened elsewhere."""

from pathlib import Path

import click

from bulletin.cli import telling
from bulletin.cli.call import PATH, Call, common


@click.command(
    help="把整个工作区打成一个文件，移交给别人或换电脑用。",
    epilog="打包：bulletin handover 移交.zip。打开：bulletin handover --open 移交.zip 新文件夹。"
    "模板、手册、各月工作簿、报表、输出和归档都在里面，每个文件都按清单核对。",
    options_metavar="[选项]",
)
@click.argument("file", metavar="文件.zip", type=PATH)
@click.argument("folder", metavar="[新文件夹]", type=PATH, required=False)
@click.option("--open", "opens", is_flag=True, help="打开移交来的文件，放进新文件夹")
@common
def handover(file: Path, folder: Path | None, call: Call, *, opens: bool) -> None:
    """Pack the workspace, or open one that was handed over."""
    if opens and folder is None:
        raise click.UsageError("--open 要写明放进哪个新文件夹")
    if folder is not None and not opens:
        raise click.UsageError("要打开移交来的文件，请加 --open")
    if folder is not None:
        _open(file, folder, call)
    else:
        _pack(file, call)


def _pack(file: Path, call: Call) -> None:
    from bulletin.handover.packing import pack

    packed = pack(call.workspace, file)
    told = {"file": str(packed.path.resolve()), "files": packed.files}
    if call.as_json:
        telling.print_json({**told, "size": packed.size})
        return
    click.echo(f"已打包 {packed.files} 个文件：{packed.path}")
    click.echo(f"对方运行：bulletin handover --open {packed.path.name} 新文件夹")


def _open(file: Path, folder: Path, call: Call) -> None:
    from bulletin.handover.opening import unpack

    opened = unpack(file, folder)
    root = opened.workspace.root.resolve()
    if call.as_json:
        telling.print_json({"workspace": str(root), "files": opened.files})
        return
    click.echo(f"已打开，{opened.files} 个文件都与移交清单一致：{root}")
    click.echo(f"请进入 {folder}，接着使用。")
