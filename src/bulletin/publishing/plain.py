"""A checked template printed as plain text, without docxtpl: what its pages must say."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from jinja2 import nodes

from bulletin.model.vocabulary import Term, Vocabulary
from bulletin.publishing import marks
from bulletin.publishing.grammar import PARAGRAPH_MARK, Trees

_THERE, _NOT_THERE = Term(), Term(present=False)


def paragraphs(trees: Trees, vocabulary: Vocabulary) -> Mapping[str, list[str]]:
    """The paragraphs of each part in order, with the marks of what they print."""
    printer = _Printer(vocabulary)
    return {
        part: [
            paragraph.replace("\n", "")
            for paragraph in "".join(
                printer.statements(tree.body, vocabulary.names)
            ).split(PARAGRAPH_MARK)[1:]
        ]
        for part, tree in trees.items()
    }


@dataclass(frozen=True, slots=True)
class _Printer:
    """Reads the closed grammar, and nothing but it; the checker refused the rest."""

    vocabulary: Vocabulary

    def statements(
        self,
        body: Sequence[nodes.Node],
        scope: Mapping[str, Term],
    ) -> Iterator[str]:
        for node in body:
            if isinstance(node, nodes.Output):
                yield from (self._printed(child, scope) for child in node.nodes)
            elif isinstance(node, nodes.If):
                yield from self.statements(self._branch(node, scope), scope)
            elif isinstance(node, nodes.For):
                yield from self._loop(node, scope)

    def _printed(self, node: nodes.Node, scope: Mapping[str, Term]) -> str:
        if isinstance(node, nodes.TemplateData):
            return node.data
        return marks.marked(self._term(node, scope).spans or ())

    def _branch(self, node: nodes.If, scope: Mapping[str, Term]) -> list[nodes.Node]:
        for branch in (node, *node.elif_):
            if self._holds(branch.test, scope):
                return branch.body
        return node.else_

    def _loop(self, node: nodes.For, scope: Mapping[str, Term]) -> Iterator[str]:
        assert isinstance(node.target, nodes.Name)  # noqa: S101 - the checker saw to it
        items = tuple(self._term(node.iter, scope))
        for number, item in enumerate(items):
            ends = {
                "first": _THERE if number == 0 else _NOT_THERE,
                "last": _THERE if number == len(items) - 1 else _NOT_THERE,
            }
            inner = {**scope, node.target.name: item, "loop": Term(members=ends)}
            yield from self.statements(node.body, inner)

    def _holds(self, node: nodes.Node, scope: Mapping[str, Term]) -> bool:
        if isinstance(node, nodes.And):
            return self._holds(node.left, scope) and self._holds(node.right, scope)
        if isinstance(node, nodes.Or):
            return self._holds(node.left, scope) or self._holds(node.right, scope)
        if isinstance(node, nodes.Not):
            return not self._holds(node.node, scope)
        return self._term(node, scope).present

    def _term(self, node: nodes.Node, scope: Mapping[str, Term]) -> Term:
        if isinstance(node, nodes.Name):
            return scope[node.name]
        if isinstance(node, nodes.Getattr):
            return self._term(node.node, scope).members[node.attr]
        assert isinstance(node, nodes.Filter)  # noqa: S101 - the checker saw to it
        assert node.node is not None  # noqa: S101 - only filter blocks have none
        return self.vocabulary.filters[node.name](self._term(node.node, scope))
