"""What the commands say when they are done: lines for clerks, JSON for programs."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from bulletin.model.problem import Code, Problem, ProblemsError, Stage

if TYPE_CHECKING:
    from bulletin.model.remark import Remark
    from bulletin.publishing.pdf.convert import Converted
    from bulletin.release import Made

PROBLEMS = 1


def tell_refusal(error: ProblemsError, stage: Stage, *, as_json: bool) -> None:
    """Nothing was made: what to mend first, and what else was found."""
    if as_json:
        print_json(made_entry(None, stage, error.problems))
    else:
        refused = [each for each in error.problems if each.refused_at(stage)]
        others = [each for each in error.problems if each not in refused]
        _tell(f"没有生成{stage}，请先改正 {len(refused)} 处", refused)
        _tell(f"另有 {len(others)} 处，不妨碍生成", others)
        if stage is Stage.REVIEW and not any(
            p.refused_at(Stage.DRAFT) for p in refused
        ):
            click.echo("\n只是缺数的，可先用 --draft 出初稿，缺的地方印成××。")


def made_entry(
    made: "Made | None",
    stage: Stage,
    problems: Iterable[Problem] = (),
) -> dict[str, Any]:
    """What `generate` made, for JSON: absolute paths, null where there is no file."""
    from bulletin.publishing.record import problem_entry

    found = made.problems if made else problems
    return {
        "period": made.period.key if made else None,
        "docx": _absolute(made.docx if made else None),
        "pdf": _absolute(made.pdf if made else None),
        "review": None,
        "appendix": _absolute(made.appendix if made else None),
        "record": _absolute(made.record if made else None),
        "problems": [problem_entry(problem, stage) for problem in found],
        "findings": [asdict(remark) for remark in (made.remarks if made else ())],
    }


def _absolute(path: Path | None) -> str | None:
    return str(path.resolve()) if path else None


def tell_made(made: "Made", stage: Stage) -> None:
    """Where the files are, what is owed by whom, and what stays open."""
    click.echo(f"已生成{stage}：{made.docx}")
    if made.pdf and made.converted:
        click.echo(f"PDF：{made.pdf}（{pdf_facts(made.converted)}）")
    elif any(problem.code is Code.NO_PDF for problem in made.problems):
        click.echo("PDF：没有生成，原因见下面的提示")
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
    _tell(f"与数据不符 {len(errors)} 处，印发前必须改正或说明", errors)
    hints = [problem for problem in others if not problem.is_error]
    _tell(f"提示 {len(hints)} 处", hints)
    _tell_remarks(made.remarks)


def _tell_remarks(remarks: Sequence["Remark"]) -> None:
    """What departs from the standard; of hints only how many, and how to see them."""
    binding = [each for each in remarks if each.is_binding]
    _tell(f"版式不合标准 {len(binding)} 处", binding)
    if len(remarks) > len(binding):
        count = len(remarks) - len(binding)
        click.echo(f"\n另有用语、版式提示 {count} 处，用 bulletin lint 查看。")


def pdf_facts(converted: "Converted") -> str:
    """What a clerk wants to know of a PDF: that it is whole, and its fonts."""
    fonts = "、".join(converted.fonts)
    agreed = converted.agreed
    whole = f"{agreed.pages}页，{agreed.characters}字与 Word 逐字核对一致"
    changed = "".join(f"；{loss.where}的{loss.what}" for loss in converted.changed)
    return f"{whole}；字体：{fonts}{changed}"


def pdf_entry(path: Path, converted: "Converted") -> dict[str, Any]:
    """What `pdf` made, for JSON."""
    return {
        "pdf": _absolute(path),
        **asdict(converted.agreed),
        "fonts": list(converted.fonts),
        "changed": [asdict(loss) for loss in converted.changed],
    }


def _tell_owed(owed: list[Problem]) -> None:
    click.echo(f"\n还缺 {len(owed)} 处，文中印为××：")
    for owner in dict.fromkeys(problem.owner for problem in owed):
        click.echo(f"  {owner}：")
        for problem in owed:
            if problem.owner == owner:
                click.echo(f"    {problem.place}：{problem.message}")


def tell_problems(heading: str, problems: Sequence[Problem]) -> None:
    """The problems under a heading, numbered; nothing where there are none."""
    _tell(heading, problems)


def _tell(heading: str, problems: "Sequence[Problem | Remark]") -> None:
    if problems:
        click.echo(f"\n{heading}：")
    for number, problem in enumerate(problems, 1):
        click.echo(f"  {number}. {problem}")


def tell_checked(problems: tuple[Problem, ...]) -> None:
    """Errors first, hints after them."""
    if not any(problem.is_error for problem in problems):
        click.echo("没有发现错误。")
    tell_found(problems)


def tell_found(problems: tuple[Problem, ...]) -> None:
    """The same, and nothing where there are none."""
    errors = [problem for problem in problems if problem.is_error]
    hints = [problem for problem in problems if not problem.is_error]
    _tell(f"错误 {len(errors)} 处", errors)
    _tell(f"提示 {len(hints)} 处", hints)


def cell_name(source: dict[str, Any]) -> str:
    """A source as Excel writes it, 指标数据!E13, and the return that it was collected from."""
    sheet, origin = source["sheet"], source.get("origin")
    name = f"{sheet}!{source['cell']}" if sheet else str(source["file"])
    return f"{name} ← {_origin(origin)}" if origin else name


def _origin(place: dict[str, str | None]) -> str:
    sheet = f"【{place['sheet']}】" if place["sheet"] else ""
    return f"{place['file']}{sheet}{place['cell'] or ''}"


def print_json(content: dict[str, Any]) -> None:
    """One object on standard output and nothing else."""
    click.echo(json.dumps(content, ensure_ascii=False, indent=2))
