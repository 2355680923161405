"""`bulletin lint`: how a finished document departs from GB/T 9704 and good usage."""

import sys
from collections import Counter
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bulletin.cli import telling
from bulletin.cli.call import FILE, Call, common

if TYPE_CHECKING:
    from bulletin.model.remark import Remark

_NAMES = {"R": "规定", "Y": "一般", "T": "推荐", "H": "提示"}


@click.command(
    help="按公文格式国家标准（GB/T 9704）和用语规则检查 .docx 或 PDF。",
    epilog="每条意见末尾是代码，说明见 docs/lint。",
    options_metavar="[选项]",
)
@click.argument("document", metavar="文件", type=FILE)
@common
def lint(document: Path, call: Call) -> None:
    """List every remark; exit 1 while one stands that is more than a hint."""
    from bulletin.proofing.lint import lint as remarks_on

    found = remarks_on(document)
    if call.as_json:
        telling.print_json({"findings": [asdict(remark) for remark in found]})
    else:
        _tell(found)
    is_wrong = any(remark.is_binding for remark in found)
    sys.exit(telling.PROBLEMS if is_wrong else 0)


def _tell(found: tuple["Remark", ...]) -> None:
    """R first, hints last, each strength with its count."""
    counts = Counter(remark.strength for remark in found)
    if not any(remark.is_binding for remark in found):
        click.echo("没有发现不合标准的地方。")
    for strength, count in counts.items():
        click.echo(f"\n{_NAMES[strength]} {count} 处：")
        remarks = (remark for remark in found if remark.strength == strength)
        for number, each in enumerate(remarks, 1):
            click.echo(f"  {number}. {each}")
