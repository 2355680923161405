"""`bulletin collect`: the districts' returns into the month's workbook."""

import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from bulletin.cli import telling
from bulletin.cli.call import FILE, Call, Progress, common
from bulletin.model.place import Place
from bulletin.model.problem import Problem, ProblemsError, Stage

if TYPE_CHECKING:
    from bulletin.collecting.answers import Answer
    from bulletin.collecting.collection import Collected
    from bulletin.collecting.deciding import Change

FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
_RULE = "─" * 30


def _aliases(
    _: click.Context, __: click.Parameter, values: tuple[str, ...]
) -> dict[str, str]:
    """授权=发明专利授权量, as often as wanted."""
    found: dict[str, str] = {}
    for value in values:
        alias, sign, name = value.replace("＝", "=").partition("=")
        if not (sign and alias.strip() and name.strip()):
            raise click.BadParameter(f"“{value}”请写成 叫法=目录里的名称")
        if found.setdefault(alias.strip(), name.strip()) != name.strip():
            raise click.BadParameter(f"“{alias}”写了两个意思")
    return found


@click.command(
    help="把各区（市）报来的表收进当月工作簿：只填空格，不猜，拿不准的都列出来。",
    epilog="文件夹里可以放报送表、各种表格（.xlsx .xls .et .csv、网页）和群消息（.txt .docx）。"
    "工作簿旁边的“汇总记录”记着每个数出自哪个文件哪一格。",
    options_metavar="[选项]",
)
@click.argument("folder", metavar="文件夹", type=FOLDER)
@click.option("--into", "workbook", type=FILE, required=True, help="当月工作簿")
@click.option(
    "--alias",
    "aliases",
    multiple=True,
    callback=_aliases,
    metavar="叫法=名称",
    help="表里的叫法指哪个指标或区（市），记在手册里；写“叫法=略”的略过不看",
)
@click.option("--prefer", multiple=True, metavar="文件名", help="报得不同时以它为准")
@click.option("--replace", is_flag=True, help="工作簿里自己填的数也改成报来的")
@click.option("--due", default="", metavar="日期", help="催报时写的期限，如 9月5日")
@click.option("--dry-run", is_flag=True, help="只看结果，什么都不写")
@common
def collect(folder: Path, workbook: Path, call: Call, **chosen: Any) -> None:  # noqa: ANN401 - the options, as click hands them over
    """Collect, and tell what was written, who owes what, and what is to be decided."""
    from bulletin.collecting.collection import Order
    from bulletin.collecting.collection import collect as collected
    from bulletin.collecting.deciding import Wishes

    order = Order(
        folder,
        workbook,
        Wishes(chosen["prefer"], chosen["replace"]),
        chosen["aliases"],
        chosen["due"],
        chosen["dry_run"],
    )
    try:
        with Progress() as progress:
            done = collected(call.workspace, order, progress)
    except ProblemsError as error:
        if call.as_json:
            telling.print_json({"period": None, "problems": _entries(error.problems)})
        else:
            telling.tell_checked(error.problems)
            click.echo("\n什么都没有写入。")
        sys.exit(telling.PROBLEMS)
    if call.as_json:
        telling.print_json(_entry(done, rehearsal=order.is_rehearsal))
    else:
        _tell(done, rehearsal=order.is_rehearsal)
    sys.exit(telling.PROBLEMS if any(p.is_error for p in done.problems) else 0)


def _entry(done: "Collected", *, rehearsal: bool) -> dict[str, Any]:
    """The outcome for JSON; `written` false after --dry-run."""
    return {
        "period": done.period.key,
        "workbook": str(done.workbook.resolve()),
        "written": not rehearsal,
        "files": _files(done),
        "changes": [_change_entry(change) for change in done.changes],
        "districts": [
            {
                "district": each.district,
                "files": list(each.files),
                "missing": [{"indicator": n, "item": item} for n, item in each.missing],
            }
            for each in done.answers
        ],
        "reminder": done.reminder,
        "proposals": {
            "added": done.talk.added,
            "waiting": sum(done.talk.waiting.values()),
        },
        "aliases": done.remembered.everything(),
        "problems": _entries(done.problems),
    }


def _files(done: "Collected") -> list[str]:
    """Everything of the folder that was read, chats last."""
    return [*(each.name for each in done.returns), *done.talk.files]


def _change_entry(change: "Change") -> dict[str, Any]:
    indicator, area, item = change.claim.key
    return {
        "indicator": indicator,
        "area": area,
        "item": item,
        "value": change.claim.shown,
        "before": change.before or None,
        **_place(change.at.at),
        "origin": _place(change.claim.place),
    }


def _place(place: Place) -> dict[str, str | None]:
    return {
        "file": place.file or None,
        "sheet": place.sheet or None,
        "cell": place.cell or None,
    }


def _entries(problems: Iterable[Problem]) -> list[dict[str, Any]]:
    from bulletin.publishing.record import problem_entry

    return [problem_entry(problem, Stage.REVIEW) for problem in problems]


def _tell(done: "Collected", *, rehearsal: bool) -> None:
    corrected = [change for change in done.changes if change.before]
    filled = len(done.changes) - len(corrected)
    did = "将写入" if rehearsal else "写入"
    more = f"，其中更正 {len(corrected)} 个" if corrected else ""
    click.echo(
        f"{done.period.year}年{done.period.month}月：读了 {len(_files(done))} 个文件，"
        f"{did} {filled + len(corrected)} 个数{more}。"
    )
    _tell_answers(done.answers, done.talk.waiting)
    if corrected:
        click.echo(f"\n更正 {len(corrected)} 个：")
        for change in corrected:
            indicator, area, item = change.claim.key
            now = f"{change.before} → {change.claim.shown}（{change.claim.place}）"
            click.echo(f"  {area}“{indicator}”的{item}：{now}")
    _tell_talk(done)
    telling.tell_found(done.problems)
    if done.reminder:
        click.echo(
            f"\n催报的话，可以整段复制到群里：\n{_RULE}\n{done.reminder}\n{_RULE}"
        )
    if rehearsal:
        click.echo("\n这是试收（--dry-run），什么都没有写入。")
    elif done.changes:
        click.echo(f"\n接着检查：bulletin check {done.workbook}")


def _tell_answers(given: "Iterable[Answer]", waiting: Mapping[str, int]) -> None:
    click.echo("\n报送情况：")
    listed = tuple(given)
    width = max((len(each.district) for each in listed), default=0)
    for each in listed:
        files = "、".join(each.files)
        if not each.missing:
            state = "已报齐" if files else "已填齐"
        else:
            state = f"还缺 {len(each.missing)} 个数" if files else "没有报来"
            said = waiting.get(each.district, 0)
            state += f"，群消息里有 {said} 个数待确认" if said else ""
        name = each.district.ljust(width, "　")
        click.echo(f"  {name}　{state}{f'（{files}）' if files else ''}")


def _tell_talk(done: "Collected") -> None:
    waiting = sum(done.talk.waiting.values())
    if waiting:
        click.echo(
            f"\n群消息里有 {waiting} 个数等您确认：请打开文件夹里的“待确认.xlsx”，"
            "逐行核对，在“确认”填“是”，存盘后再汇总一次。"
        )
    for alias, name in done.remembered.everything().items():
        click.echo(f"已记住：“{alias}”{f'指“{name}”' if name else '略过不看'}。")
