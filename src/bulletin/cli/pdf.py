"""`bulletin pdf`: any bulletin's .docx to an archive PDF that shows the same."""

from pathlib import Path

import click

from bulletin.cli import telling
from bulletin.cli.call import ENGINE, FILE, PATH, Call, Progress, common
from bulletin.model.page import STANDARDS, Engine
from bulletin.model.problem import BulletinError


@click.command(
    help="把任何一份通报的 .docx 转成可存档的 PDF/A，并逐字核对。",
    options_metavar="[选项]",
)
@click.argument("document", metavar="文件.docx", type=FILE)
@ENGINE
@click.option("--output", type=PATH, help="PDF 的文件名；不写则与原文件同名")
@click.option("--standard", type=click.Choice(STANDARDS), help="PDF/A 级别")
@common
def pdf(
    document: Path, output: Path | None, engine: str, standard: str | None, call: Call
) -> None:
    """Any bulletin's .docx to PDF; fonts and standard are the workspace's, if any."""
    from bulletin.conversion import Conversion, convert

    try:
        workspace = call.workspace
    except BulletinError:
        workspace = None
    target = output or document.with_suffix(".pdf")
    order = Conversion(document, target, Engine(engine), standard)
    with Progress() as progress:
        progress("生成 PDF")
        converted = convert(workspace, order)
    if call.as_json:
        telling.print_json(telling.pdf_entry(target, converted))
    else:
        click.echo(f"PDF：{target}（{telling.pdf_facts(converted)}）")
