"""Every name that a template uses, looked up among those that the handbook knows."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from jinja2 import nodes

from bulletin.model.place import Place
from bulletin.model.problem import Code, Problem
from bulletin.model.vocabulary import Term, Vocabulary
from bulletin.publishing.grammar import ALLOWED, Trees
from bulletin.publishing.template import Template

_JOINS = "顿号"
_LOOP = Term(members={"first": Term(), "last": Term()})


def check(
    template: Template,
    trees: Trees,
    vocabulary: Vocabulary,
) -> tuple[Problem, ...]:
    """Names that the handbook does not know, and syntax beyond the closed list."""
    found: list[Problem] = []
    for part, tree in trees.items():
        checker = _Checker(vocabulary)
        checker.statements(tree.body, dict(vocabulary.names))
        for fault in checker.faults:
            line = template.parts[part][fault.line - 1]
            message = f"“{line.quotation}”：{fault.message}"
            place = template.place(part, line)
            found.append(Problem(fault.code, message, fault.advice, place))
    return (*found, *_other_title(template, vocabulary.names["标题"].words))


def _other_title(template: Template, title: str) -> Iterator[Problem]:
    """The file is named by the handbook's title: the page should say the same."""
    if template.title and "{" not in template.title and template.title != title:
        message = f"模板的标题“{template.title}”与手册的标题“{title}”不一致"
        advice = "文件名按手册的标题；请改成一致"
        yield Problem(Code.TEMPLATE_TITLE, message, advice, Place(template.name))


@dataclass(frozen=True, slots=True)
class _Fault:
    line: int
    code: Code
    message: str
    advice: str


@dataclass(frozen=True, slots=True)
class _Checker:
    """Walks a parsed part; each name is looked up without being printed."""

    vocabulary: Vocabulary
    faults: list[_Fault] = field(default_factory=list)

    def statements(self, body: Sequence[nodes.Node], scope: Mapping[str, Term]) -> None:
        """Check statements and what they print."""
        for node in body:
            if isinstance(node, nodes.Output):
                for child in node.nodes:
                    if not isinstance(child, nodes.TemplateData):
                        self._printed(child, scope)
            elif isinstance(node, nodes.If):
                self._condition(node.test, scope)
                self.statements(node.body, scope)
                self.statements(node.elif_, scope)
                self.statements(node.else_, scope)
            elif isinstance(node, nodes.For):
                self._loop(node, scope)
            else:
                self._refuse(node)

    def _loop(self, node: nodes.For, scope: Mapping[str, Term]) -> None:
        extra = node.recursive or node.test is not None or node.else_
        if extra or not isinstance(node.target, nodes.Name):
            self._refuse(node)
            return
        listed = self._term(node.iter, scope)
        if listed is None:
            return
        element = listed.element
        if element is None:
            message = f"“{_written(node.iter)}”不是可以逐个打印的名单"
            self._fault(node, Code.TEMPLATE_NAME, message, "请核对名称")
            return
        inner = {**scope, node.target.name: element, "loop": _LOOP}
        self.statements(node.body, inner)

    def _condition(self, node: nodes.Node, scope: Mapping[str, Term]) -> None:
        if isinstance(node, nodes.And | nodes.Or):
            self._condition(node.left, scope)
            self._condition(node.right, scope)
        elif isinstance(node, nodes.Not):
            self._condition(node.node, scope)
        else:
            self._term(node, scope)

    def _printed(self, node: nodes.Node, scope: Mapping[str, Term]) -> None:
        term = self._term(node, scope)
        if term is not None and term.spans is None:
            message = f"“{_written(node)}”不能直接打印"
            inner = "、".join(list(term.members)[:6])
            advice = f"请写明打印它的哪一项，如：{inner}" if inner else "请核对名称"
            self._fault(node, Code.TEMPLATE_NAME, message, advice)

    def _term(self, node: nodes.Node, scope: Mapping[str, Term]) -> Term | None:
        if isinstance(node, nodes.Name):
            return self._member(node, node.name, scope)
        if isinstance(node, nodes.Getattr):
            owner = self._term(node.node, scope)
            return (
                self._member(node, node.attr, owner.members)
                if owner is not None
                else None
            )
        if isinstance(node, nodes.Filter) and node.node is not None:
            return self._filtered(node, node.node, scope)
        self._refuse(node)
        return None

    def _filtered(
        self,
        node: nodes.Filter,
        inner: nodes.Expr,
        scope: Mapping[str, Term],
    ) -> Term | None:
        known = tuple(self.vocabulary.filters)
        if node.name not in known or node.args or node.kwargs:
            advice = f"只能用：{'、'.join(known)}，后面不带括号"
            self._fault(node, Code.TEMPLATE_SYNTAX, f"不认识“|{node.name}”", advice)
            return None
        term = self._term(inner, scope)
        if term is None or node.name != _JOINS:
            return term
        if term.element is None or term.element.spans is None:
            message = f"“{_written(inner)}”不能用顿号连起来"
            advice = "请写明连它的哪一栏，如：名单的 .单位"
            self._fault(node, Code.TEMPLATE_NAME, message, advice)
        return Term(spans=())

    def _member(
        self,
        node: nodes.Node,
        name: str,
        members: Mapping[str, Term],
    ) -> Term | None:
        if name in members:
            return members[name]
        from difflib import get_close_matches  # noqa: PLC0415 - only a mistake needs it

        near = get_close_matches(name, list(members), n=1, cutoff=0.4)
        advice = f"是否应为“{near[0]}”？" if near else ""
        advice += "可用的名称见 bulletin vocabulary"
        self._fault(node, Code.TEMPLATE_NAME, f"名称“{name}”手册里没有", advice)
        return None

    def _refuse(self, node: nodes.Node) -> None:
        message = "标签里有不能用的写法"
        self._fault(node, Code.TEMPLATE_SYNTAX, message, ALLOWED)

    def _fault(self, node: nodes.Node, code: Code, message: str, advice: str) -> None:
        self.faults.append(_Fault(node.lineno, code, message, advice))


def _written(node: nodes.Node) -> str:
    if isinstance(node, nodes.Getattr):
        return f"{_written(node.node)}.{node.attr}"
    if isinstance(node, nodes.Filter) and node.node is not None:
        return f"{_written(node.node)}|{node.name}"
    return node.name if isinstance(node, nodes.Name) else "…"
