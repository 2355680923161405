"""The commands: outcomes become text and exit codes; slow parts load when needed."""

import functools
import gettext
import json
import os
import sys
import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, NoReturn, Self

import click

from bulletin.model.problem import BulletinError, Problem, ProblemsError, Stage

if TYPE_CHECKING:
    from bulletin.pipeline import Made
    from bulletin.workspace import Workspace

PROBLEMS, ENVIRONMENT = 1, 3
_SLOW = 1.0
_PATH = click.Path(path_type=Path)


@dataclass(frozen=True, slots=True)
class Call:
    """What every command is told: where the workspace is, and whether to speak JSON."""

    given: Path | None
    as_json: bool

    @property
    def workspace(self) -> "Workspace":
        """The workspace given, or the nearest one."""
        from bulletin.workspace import Workspace, find

        if self.given is None:
            return find(Path.cwd())
        found = Workspace(self.given)
        if not found.handbook.is_dir():
            message = f"{self.given} 里没有 data/handbook 文件夹"
            raise click.BadParameter(message, param_hint="--workspace")
        return found


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


def main() -> NoReturn:
    """Run the command; whatever happens, a clerk reads Chinese and no traceback."""
    _speak_chinese()
    sys.excepthook = _unforeseen
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
    gettext.bindtextdomain("messages", Path(__file__).parent / "locale")
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


_command = functools.partial(cli.command, options_metavar="[选项]")


def _common(command: Callable[..., None]) -> Callable[..., None]:
    """The options of every command, handed on as a Call."""

    @click.option("--workspace", type=_PATH, help="工作区文件夹；不写则从当前文件夹向上找")
    @click.option("--json", "as_json", is_flag=True, help="只打印一个 JSON 对象")
    @functools.wraps(command)
    def told(*, workspace: Path | None, as_json: bool, **given: object) -> None:
        command(call=Call(workspace, as_json), **given)

    return told


def _not_yet(_: click.Context, option: click.Parameter, value: object) -> None:
    if value:
        message = f"本版还不能生成{option.metavar}，请去掉该选项"
        raise click.BadParameter(message, param=option)


@_command(help="由当月工作簿生成通报。")
@click.argument("workbook", metavar="工作簿", type=_PATH)
@click.option("--draft", "stage", flag_value="初稿", help="初稿：缺的数印成××")
@click.option("--final", "stage", flag_value="印发稿", help="印发稿：什么都不能缺")
@click.option("--output", type=_PATH, help="输出文件夹；不写则为工作区的 output")
@click.option(
    "--pdf/--no-pdf",
    metavar="PDF",
    callback=_not_yet,
    expose_value=False,
    help="是否同时生成 PDF（本版尚无）",
)
@click.option(
    "--review/--no-review",
    metavar="核稿版",
    callback=_not_yet,
    expose_value=False,
    help="是否同时生成核稿版（本版尚无）",
)
@_common
def generate(
    workbook: Path,
    stage: str | None,
    output: Path | None,
    call: Call,
) -> None:
    """Make the bulletin; without an option it is the 送审稿."""
    from bulletin import pipeline

    workspace = call.workspace
    order = pipeline.Order(
        workbook,
        Stage(stage) if stage else Stage.REVIEW,
        output or workspace.output,
    )
    try:
        with Progress() as progress:
            made = pipeline.generate(workspace, order, progress)
    except ProblemsError as error:
        _report_refusal(error, order.stage, as_json=call.as_json)
    if call.as_json:
        _print_json(_made_entry(made))
    else:
        _tell_made(made, order.stage)


def _report_refusal(
    error: ProblemsError,
    stage: Stage,
    *,
    as_json: bool,
) -> NoReturn:
    if as_json:
        _print_json(_made_entry(None, error.problems))
    else:
        refused = [each for each in error.problems if each.refused_at(stage)]
        others = [each for each in error.problems if each not in refused]
        _tell_problems(f"没有生成{stage}，请先改正 {len(refused)} 处", refused)
        _tell_problems(f"另有 {len(others)} 处，不妨碍生成", others)
        if stage is Stage.REVIEW and not any(p.refused_at(Stage.DRAFT) for p in refused):
            click.echo("\n只是缺数的，可先用 --draft 出初稿，缺的地方印成××。")
    sys.exit(PROBLEMS)


def _made_entry(
    made: "Made | None",
    problems: Iterable[Problem] = (),
) -> dict[str, Any]:
    from bulletin.publishing.record import problem_entry

    found = made.problems if made else problems
    return {
        "period": made.period.key if made else None,
        "docx": _absolute(made.docx if made else None),
        "pdf": None,
        "review": None,
        "appendix": _absolute(made.appendix if made else None),
        "record": _absolute(made.record if made else None),
        "problems": [problem_entry(problem) for problem in found],
    }


def _absolute(path: Path | None) -> str | None:
    return str(path.resolve()) if path else None


def _tell_made(made: "Made", stage: Stage) -> None:
    click.echo(f"已生成{stage}：{made.docx}")
    if made.appendix:
        click.echo(f"附表：{made.appendix}")
    click.echo(f"生成记录：{made.record}")
    for path in made.kept:
        click.echo(f"原来的文件改动过，已移到：{path}")
    owed = [problem for problem in made.problems if problem.owner and problem.is_error]
    if owed:
        _tell_owed(owed)
    others = [problem for problem in made.problems if problem not in owed]
    errors = [problem for problem in others if problem.is_error]
    _tell_problems(f"与数据不符 {len(errors)} 处，印发前必须改正或说明", errors)
    hints = [problem for problem in others if not problem.is_error]
    _tell_problems(f"提示 {len(hints)} 处", hints)


def _tell_owed(owed: list[Problem]) -> None:
    click.echo(f"\n还缺 {len(owed)} 处，文中印为××：")
    for owner in dict.fromkeys(problem.owner for problem in owed):
        click.echo(f"  {owner}：")
        for problem in owed:
            if problem.owner == owner:
                click.echo(f"    {problem.place}：{problem.message}")


def _tell_problems(heading: str, problems: list[Problem]) -> None:
    if problems:
        click.echo(f"\n{heading}：")
    for number, problem in enumerate(problems, 1):
        click.echo(f"  {number}. {problem}")


@_command(help="检查工作簿；不写工作簿则检查手册与模板是否对得上。")
@click.argument("workbook", metavar="[工作簿]", type=_PATH, required=False)
@_common
def check(workbook: Path | None, call: Call) -> None:
    """List every problem at once; exit 1 while an error stands."""
    from bulletin import pipeline
    from bulletin.publishing.record import problem_entry

    period = None
    try:
        with Progress() as progress:
            checked = pipeline.check(call.workspace, workbook, progress)
        problems = checked.problems
        period = checked.period.key if checked.period else None
    except ProblemsError as error:
        problems = error.problems
    if call.as_json:
        entries = [problem_entry(problem) for problem in problems]
        _print_json({"period": period, "problems": entries})
    else:
        _tell_checked(problems)
    sys.exit(PROBLEMS if any(problem.is_error for problem in problems) else 0)


def _tell_checked(problems: tuple[Problem, ...]) -> None:
    errors = [problem for problem in problems if problem.is_error]
    hints = [problem for problem in problems if not problem.is_error]
    if not errors:
        click.echo("没有发现错误。")
    _tell_problems(f"错误 {len(errors)} 处", errors)
    _tell_problems(f"提示 {len(hints)} 处", hints)


@_command(help="列出每一个事实：印成什么、准确值、公式、出自哪些单元格。")
@click.argument("workbook", metavar="工作簿", type=_PATH)
@_common
def facts(workbook: Path, call: Call) -> None:
    """Every fact of the month."""
    from bulletin import pipeline

    with Progress() as progress:
        entries = pipeline.facts(call.workspace, workbook, progress)
    if call.as_json:
        _print_json({"facts": entries})
        return
    for entry in entries:
        cells = "、".join(_cell(source) for source in entry["sources"])
        printed = entry["printed"] or f"（{entry['outcome']}）"
        value = f" = {entry['value']}" if entry["value"] else ""
        where = f"  [{cells}]" if cells else ""
        click.echo(f"{entry['id']}：{printed}{value}\n    {entry['formula']}{where}")


def _cell(source: dict[str, str | None]) -> str:
    sheet = source["sheet"]
    return f"{sheet}!{source['cell']}" if sheet else str(source["file"])


@_command(help="列出模板里可用的名称；写了工作簿则带上当月的值。")
@click.argument("workbook", metavar="[工作簿]", type=_PATH, required=False)
@_common
def vocabulary(workbook: Path | None, call: Call) -> None:
    """Every name, with its present value where there is a workbook."""
    from bulletin import pipeline

    with Progress() as progress:
        listed = pipeline.names(call.workspace, workbook, progress)
    if call.as_json:
        _print_json({"names": [{"name": n, "value": v} for n, v in listed]})
        return
    for name, value in listed:
        click.echo(f"{name}\t{value}" if value else name)


def _print_json(content: dict[str, Any]) -> None:
    click.echo(json.dumps(content, ensure_ascii=False, indent=2))
