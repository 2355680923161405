"""The closed list of what a template may say, checked before anything runs."""

import re
from collections.abc import Iterator
from dataclasses import replace

from jinja2 import Environment, TemplateSyntaxError, nodes

from bulletin.model.place import Place
from bulletin.model.problem import Code, Problem
from bulletin.publishing.template import CONTROL, Line, Template

_TAG = re.compile(r"\{\{(.*?)\}\}|\{%(.*?)%\}")
_LOOSE = ("{{", "}}", "{%", "%}", "{#", "#}", "｛", "｝")
_MARKED = re.compile(r"\s*[-+]|.*[-+]\s*$|(?:p|tr|tc|r)\s", re.DOTALL)
_OTHER_PARTS = {"comments": "批注", "footnotes": "脚注", "endnotes": "尾注"}
_WORD = re.compile(r"\b(if|for|endif|endfor)\b")
_STATEMENT = re.compile(
    r"(?:(?:p|tr)\s)?\s*(?:if|elif|else|endif|for|endfor)\b(?:.*[^-+\s])?\s*",
)
ALLOWED = "模板只能用：名称、点、汉字/几/顿号/表格、if/elif/else（and/or/not）、for"
PARAGRAPH_MARK = "\ue010"
Trees = dict[str, nodes.Template]
_ENVIRONMENT = Environment(autoescape=True, keep_trailing_newline=True)


def parse(template: Template) -> tuple[Trees, tuple[Problem, ...]]:
    """The template's parts as syntax trees, and what could not be read of them."""
    trees: Trees = {}
    found = list(_unreached(template))
    for part, lines in template.parts.items():
        faults = [
            Problem(code, message, advice, template.place(part, line))
            for line in lines
            for code, message, advice in _line_faults(line)
        ]
        found.extend(faults)
        tree = _tree(template, part)
        if isinstance(tree, nodes.Template):
            trees[part] = tree
        elif not faults:
            found.append(tree)
    return trees, tuple(found)


def _source(lines: tuple[Line, ...]) -> str:
    """The part as plain Jinja text: one line a paragraph, so errors know theirs."""
    return "".join(
        CONTROL.sub(r"{%\2%}", line.text)
        if line.control
        else PARAGRAPH_MARK + line.text
        for line in (replace(line, text=line.text + "\n") for line in lines)
    )


def _line_faults(line: Line) -> Iterator[tuple[Code, str, str]]:
    quotation = f"“{line.quotation}”"
    if line.is_revised:
        advice = "请在 Word 的“审阅”中接受或拒绝全部修订"
        yield Code.TEMPLATE_REVISION, f"{quotation}里有未接受的修订", advice
    if any(mark in _TAG.sub("", line.text) for mark in _LOOSE):
        advice = "标签要用英文半角的 {{ }} 或 {% %}，并在同一段里成对"
        yield Code.TEMPLATE_SYNTAX, f"{quotation}里的花括号不成对或用了全角", advice
    for expression, statement in _TAG.findall(line.text):
        odd = statement and not _STATEMENT.fullmatch(statement)
        if odd or _MARKED.match(expression):
            tag = expression or statement
            message = f"{quotation}里的“{tag.strip()}”不能这样写"
            yield Code.TEMPLATE_SYNTAX, message, ALLOWED
    if line.control and CONTROL.sub("", line.text, count=1).strip():
        kind = "段" if line.control == "p" else "行"
        message = (
            f"{quotation}：{{%{line.control} %}} 所在的{kind}还有别的文字，会被删掉"
        )
        yield Code.TEMPLATE_TEXT_LOST, message, f"请让该标签单独占一{kind}"
    if line.control and line.ends_section:
        message = f"{quotation}：标签所在的段带有分节符，分节会被删掉"
        yield Code.TEMPLATE_TEXT_LOST, message, "请把标签移到单独的一段"


def _tree(template: Template, part: str) -> nodes.Template | Problem:
    lines = template.parts[part]
    try:
        return _ENVIRONMENT.parse(_source(lines))
    except TemplateSyntaxError as error:
        line = _unclosed(lines) or lines[min(error.lineno, len(lines)) - 1]
        message = f"“{line.quotation}”里的标签写法有误（{_reason(error)}）"
        place = template.place(part, line)
        return Problem(Code.TEMPLATE_SYNTAX, message, ALLOWED, place)


def _unclosed(lines: tuple[Line, ...]) -> Line | None:
    """The line that opens an if or for which nothing closes."""
    open_: list[tuple[str, Line]] = []
    for line in lines:
        for _, statement in _TAG.findall(line.text):
            word = _WORD.search(statement)
            kind = word[1] if word else ""
            if kind in ("if", "for"):
                open_.append((kind, line))
            elif kind in ("endif", "endfor"):
                last = open_.pop()[0] if open_ else ""
                if kind != f"end{last}":
                    return line
    return open_[-1][1] if open_ else None


def _reason(error: TemplateSyntaxError) -> str:
    text = error.message or ""
    if "Unexpected end of template" in text or "unknown tag 'end" in text:
        return "if/for 与 endif/endfor 不成对"
    if "unknown tag" in text:
        return "不认识的标签"
    return "请检查有无全角标点、多余空格或缺字"


def _unreached(template: Template) -> Iterator[Problem]:
    """Tags in parts that docxtpl leaves as they are: comments, footnotes, charts."""
    for part, xml in template.others.items():
        text = re.sub(rb"<[^>]*>", b"", xml)
        if b"{{" in text or b"{%" in text:
            kinds = (name for key, name in _OTHER_PARTS.items() if key in part)
            message = f"{next(kinds, '图表等部件')}里的标签不会被替换"
            advice = "批注、脚注、尾注、图表里不能用标签，请移到正文"
            place = Place(template.name)
            yield Problem(Code.TEMPLATE_UNREACHED, message, advice, place)
