"""What the template prints: the full path of every name in {{ }}, through all loops."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from jinja2 import nodes

from bulletin.model.handbook import Catalogue
from bulletin.model.indicator import CITY
from bulletin.publishing.grammar import Trees

EACH = "[]"
_DISTRICTS = "区市"
Path = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Use:
    """A name that is printed: its path, such as 名单 · 专利奖 · [] · 单位.

    `line` counts the lines of the part from 1, `after` is the text that follows it.
    """

    part: str
    line: int
    path: Path
    after: str


def uses(trees: Trees) -> Iterator[Use]:
    """Everything that the template prints."""
    for part, tree in trees.items():
        for node, path, after in _statements(tree.body, {}):
            yield Use(part, node.lineno, path, after)


def figure(path: Path, catalogue: Catalogue) -> Path:
    """Of a figure's path the indicator and the measure, if any; else nothing."""
    areas = (CITY, *(district.name for district in catalogue.districts))
    if path[0] in areas:
        return path[1:]
    return path[2:] if path[:2] == (_DISTRICTS, EACH) else ()


def _statements(
    body: Sequence[nodes.Node],
    scope: Mapping[str, Path],
) -> Iterator[tuple[nodes.Node, Path, str]]:
    for node in body:
        if isinstance(node, nodes.Output):
            yield from _output(node, scope)
        elif isinstance(node, nodes.If):
            yield from _statements((*node.body, *node.elif_, *node.else_), scope)
        elif isinstance(node, nodes.For) and isinstance(node.target, nodes.Name):
            path = (*_path(node.iter, scope), EACH)
            yield from _statements(node.body, {**scope, node.target.name: path})


def _output(
    node: nodes.Output,
    scope: Mapping[str, Path],
) -> Iterator[tuple[nodes.Node, Path, str]]:
    followers = (*node.nodes[1:], None)
    for child, follower in zip(node.nodes, followers, strict=True):
        if not isinstance(child, nodes.TemplateData) and (path := _path(child, scope)):
            after = follower.data if isinstance(follower, nodes.TemplateData) else ""
            yield child, path, after


def _path(node: nodes.Node, scope: Mapping[str, Path]) -> Path:
    if isinstance(node, nodes.Name):
        return scope.get(node.name, (node.name,))
    if isinstance(node, nodes.Getattr):
        return (*_path(node.node, scope), node.attr)
    if isinstance(node, nodes.Filter) and node.node is not None:
        return _path(node.node, scope)
    return ()
