"""Runs a command: whatever happens, a clerk reads Chinese and no traceback."""

import gc
import gettext
import os
import sys
from pathlib import Path
from types import TracebackType
from typing import NoReturn

import click

from bulletin.cli.telling import PROBLEMS
from bulletin.model.problem import BulletinError, ProblemsError

ENVIRONMENT = 3


def main() -> NoReturn:
    """Run the command and exit: 0; 1 problems in the data; 2 usage; 3 environment."""
    # One command, then the end: collecting garbage would only cost time.
    gc.disable()
    _speak_chinese()
    sys.excepthook = _unforeseen
    # Click's words are looked up when its commands are defined.
    from bulletin.cli.commands import cli

    try:
        code = cli.main(prog_name="bulletin", standalone_mode=False)
    except click.exceptions.Abort:
        click.echo("已取消。", err=True)
        code = ENVIRONMENT
    except click.ClickException as error:
        error.show()
        code = error.exit_code
    except BulletinError as error:
        click.echo(f"未完成：{error}", err=True)
        code = PROBLEMS if isinstance(error, ProblemsError) else ENVIRONMENT
    sys.exit(code if isinstance(code, int) else 0)


def _speak_chinese() -> None:
    """Click's own words, through gettext, and output in UTF-8 also on Windows."""
    os.environ["LANGUAGE"] = "zh_CN"
    folder = Path(__file__).parent.parent / "locale"
    gettext.bindtextdomain("messages", folder)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")


def _unforeseen(
    kind: type[BaseException],
    error: BaseException,
    trace: TracebackType | None,
) -> None:
    """Keep the traceback for the administrator and tell the clerk where it is."""
    import tempfile
    import traceback

    if issubclass(kind, KeyboardInterrupt):
        click.echo("已取消。", err=True)
        return
    handle, name = tempfile.mkstemp(prefix="bulletin-", suffix=".log")
    with os.fdopen(handle, "w", encoding="utf-8") as log:
        traceback.print_exception(kind, error, trace, file=log)
    click.echo(f"程序出了意外。请把这个文件交给管理员：{name}", err=True)
