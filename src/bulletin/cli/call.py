"""What every command is told, and how it says what it is doing."""

import functools
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

import click

from bulletin.model.page import Engine

if TYPE_CHECKING:
    from bulletin.workspace import Workspace

PATH = click.Path(path_type=Path)
FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_SLOW = 1.0
ENGINE = click.option(
    "--engine",
    type=click.Choice([engine.value for engine in Engine]),
    default=Engine.PANDOC.value,
    help="用什么生成 PDF：自带的 pandoc，或本机的 libreoffice",
)


@dataclass(frozen=True, slots=True)
class Call:
    """Where the workspace is (None: the nearest one), and whether to speak JSON."""

    given: Path | None
    as_json: bool

    @property
    def workspace(self) -> "Workspace":
        """The workspace given, or the nearest one; BulletinError if there is none."""
        from bulletin.workspace import Workspace, find

        if self.given is None:
            return find(Path.cwd())
        found = Workspace(self.given)
        if not found.handbook.is_dir():
            message = f"{self.given} 里没有 data/handbook 文件夹"
            raise click.BadParameter(message, param_hint="--workspace")
        return found


def common(command: Callable[..., None]) -> Callable[..., None]:
    """The options of every command, handed on as a Call."""

    @click.option(
        "--workspace", type=PATH, help="工作区文件夹；不写则从当前文件夹向上找"
    )
    @click.option("--json", "as_json", is_flag=True, help="只打印一个 JSON 对象")
    @functools.wraps(command)
    def told(*, workspace: Path | None, as_json: bool, **given: object) -> None:
        command(call=Call(workspace, as_json), **given)

    return told


class Progress:
    """Says on standard error what is being done once it has taken over a second."""

    def __init__(self) -> None:
        self._step = ""
        self._shown = False
        self._timer = threading.Timer(_SLOW, self._show)
        self._timer.daemon = True

    def __enter__(self) -> Self:
        """Start to count the second."""
        self._timer.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Stop; what was not shown by now was quick."""
        self._timer.cancel()

    def __call__(self, step: str) -> None:
        """The next step begins."""
        self._step = step
        if self._shown:
            self._show()

    def _show(self) -> None:
        self._shown = True
        click.echo(f"正在{self._step}……", err=True)
