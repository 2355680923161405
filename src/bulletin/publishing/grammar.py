"""The closed list of what a template may say, checked before anything runs."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from jinja2 import Environment, TemplateSyntaxError, nodes

from bulletin.model.problem import Code, Problem
from bulletin.publishing import blocks, reach, tags
from bulletin.publishing.lines import CONTROL, Line
from bulletin.publishing.tags import Tag
from bulletin.publishing.template import Template

_LOOSE = re.compile(r"[{}｛｝]")
# Marks of ours, and what would begin a line of its own in the Jinja text.
_UNPRINTABLE = re.compile("[\r\n\ue000-\ue003\ue010]")
_MARKED = re.compile(r"\s*[-+]|.*[-+]\s*$|(?:p|tr|tc|r)\s", re.DOTALL)
_STATEMENT = re.compile(
    r"(?:(?:p|tr) )?\s*(?:if|elif|else|endif|for|endfor)\b(?:.*[^-+\s])?\s*",
    re.DOTALL,
)
_LONGEST, _DEEPEST = 300, 5
ALLOWED = "模板只能用：名称、点、汉字/几/顿号/表格、if/elif/else（and/or/not）、for"
PARAGRAPH_MARK = "\ue010"
Trees = dict[str, nodes.Template]
_ENVIRONMENT = Environment(autoescape=True, keep_trailing_newline=True)
_AROUND = {
    "if": ("", "{% endif %}"),
    "for": ("", "{% endfor %}"),
    "elif": ("{% if 甲 %}", "{% endif %}"),
    "else": ("{% if 甲 %}", "{% endif %}"),
    "endif": ("{% if 甲 %}", ""),
    "endfor": ("{% for 甲 in 乙 %}", ""),
}


@dataclass(frozen=True, slots=True)
class _Fault:
    line: Line
    code: Code
    message: str
    advice: str


def parse(template: Template) -> tuple[Trees, tuple[Problem, ...]]:
    """The template's parts as syntax trees, and what could not be read of them.

    A part with faults is read without the lines that have them, if that can be, so
    that the names in the others are checked too; nothing is printed from it.
    """
    trees: Trees = {}
    found = list(reach.problems(template))
    for part, lines in template.parts.items():
        tree, faults = _read(lines)
        for each in faults:
            place = template.place(part, each.line)
            found.append(Problem(each.code, each.message, each.advice, place))
        if tree is not None:
            trees[part] = tree
    return trees, tuple(found)


def _read(lines: tuple[Line, ...]) -> tuple[nodes.Template | None, list[_Fault]]:
    found = [fault for line in lines for fault in _line_faults(line)]
    paired = blocks.check(lines)
    found += [
        _Fault(each.line, Code.TEMPLATE_SYNTAX, each.message, each.advice)
        for each in paired.faults
    ]
    faulty = {id(each.line) for each in found}
    deep = {id(line) for line in paired.deep}
    good = tuple(
        _sound(line, keep=id(line) not in deep) if id(line) in faulty else line
        for line in lines
    )
    tree = _tree(good)
    if isinstance(tree, nodes.Template):
        return tree, found
    more = [fault for line in good for tag in line.tags for fault in _parse(line, tag)]
    if not (found or more):
        line = lines[min(tree.lineno, len(lines)) - 1]
        more = [_unreadable(line, tree)]
    return None, found + more


def _sound(line: Line, *, keep: bool) -> Line:
    """A line without its words and its faulty tags, or without any."""
    kept = tuple(x for x in line.tags if keep and not list(_tag_faults(line, x)))
    return replace(line, text="".join(map(_plain, kept)), control="", tags=kept)


def _plain(tag: Tag) -> str:
    """A tag without its prefix, as Jinja itself writes it."""
    bare = tag.statement.removeprefix(tag.prefix)
    return f"{{%{bare}%}}" if tag.statement else tag.text


def _source(lines: tuple[Line, ...]) -> str:
    """The part as plain Jinja text: one line a paragraph, so errors know theirs."""
    return "".join(
        CONTROL.sub(r"{%\2%}", line.text)
        if line.control
        else PARAGRAPH_MARK + line.text
        for line in (replace(line, text=line.text + "\n") for line in lines)
    )


def _tree(lines: tuple[Line, ...]) -> nodes.Template | TemplateSyntaxError:
    try:
        return _ENVIRONMENT.parse(_source(lines))
    except TemplateSyntaxError as error:
        return error


def _parse(line: Line, tag: Tag) -> Iterator[_Fault]:
    """What Jinja says of a tag by itself."""
    before, after = _AROUND.get(tag.word, ("", ""))
    try:
        _ENVIRONMENT.parse(before + _plain(tag) + after)
    except TemplateSyntaxError as error:
        yield _unreadable(line, error)


def _unreadable(line: Line, error: TemplateSyntaxError) -> _Fault:
    message = f"“{line.quotation}”里的标签写法有误（{_reason(error)}）"
    return _Fault(line, Code.TEMPLATE_SYNTAX, message, ALLOWED)


def _reason(error: TemplateSyntaxError) -> str:
    if "unknown tag" in (error.message or ""):
        return "不认识的标签"
    return "请检查有无全角标点、多余空格或缺字"


def _line_faults(line: Line) -> Iterator[_Fault]:
    quotation = f"“{line.quotation}”"
    if line.is_revised:
        advice = "请在 Word 的“审阅”中接受或拒绝全部修订"
        message = f"{quotation}里有未接受的修订"
        yield _Fault(line, Code.TEMPLATE_REVISION, message, advice)
    if line.hidden:
        message = f"域、公式或图片说明里的标签“{line.hidden[:20]}”看不见，却会被替换"
        yield _Fault(line, Code.TEMPLATE_UNREACHED, message, reach.ADVICE)
    if _LOOSE.search(tags.without(line.text)):
        advice = "标签要用英文半角的 {{ }} 或 {% %}，并在同一段里成对"
        message = f"{quotation}里的花括号不成对或用了全角"
        yield _Fault(line, Code.TEMPLATE_SYNTAX, message, advice)
    for found in set(_UNPRINTABLE.findall(line.text)):
        message = f"{quotation}里有印不出的字符 U+{ord(found):04X}"
        yield _Fault(line, Code.TEMPLATE_SYNTAX, message, "请删去后重新输入")
    for tag in line.tags:
        yield from _tag_faults(line, tag)
    if line.control:
        yield from _lost_with_control(line)


def _tag_faults(line: Line, tag: Tag) -> Iterator[_Fault]:
    message = f"“{line.quotation}”里的“{tag.text[:_LONGEST]}”"
    odd = tag.statement and not _STATEMENT.fullmatch(tag.statement)
    if odd or _MARKED.match(tag.expression):
        yield _Fault(line, Code.TEMPLATE_SYNTAX, f"{message}不能这样写", ALLOWED)
    elif len(tag.text) > _LONGEST or tag.text.count("(") > _DEEPEST:
        message = f"{message}太长或括号太多"
        yield _Fault(line, Code.TEMPLATE_SYNTAX, message, "请改得简单些")
    elif tag.prefix == "tr" and line.control != "tr":
        yield _Fault(line, Code.TEMPLATE_SYNTAX, f"{message}不在表格里", _ROWS)
    if tag.lost and not line.control:
        message = f"{message}里夹着{'、'.join(tag.lost)}，会被删掉"
        advice = "请删去该标签，在它外面一口气重新输入"
        yield _Fault(line, Code.TEMPLATE_TEXT_LOST, message, advice)


_ROWS = "{%tr … %} 只能写在表格里，单独占一行；正文里请用 {%p … %}"


def _lost_with_control(line: Line) -> Iterator[_Fault]:
    """Whatever else stands in a line that docxtpl replaces by its tag."""
    kind = "段" if line.control == "p" else "行"
    message = f"“{line.quotation}”：{{%{line.control} %}} 所在的{kind}还有"
    advice = f"请让该标签单独占一{kind}"
    if CONTROL.sub("", line.text, count=1).strip():
        message += "别的文字，会被删掉"
        yield _Fault(line, Code.TEMPLATE_TEXT_LOST, message, advice)
    elif line.beside:
        message += f"{'、'.join(line.beside)}，会被删掉"
        yield _Fault(line, Code.TEMPLATE_TEXT_LOST, message, advice)
