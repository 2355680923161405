"""What pandoc read, as typst code: the carrier's paragraphs, runs and tables by number.

Text leaves as string literals only, never as markup, which typst would alter: quotes,
dashes, "1." at the start of a line. Whatever no carrier holds is an error.
"""

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

Node = dict[str, Any]
# A footnote's mark and the note's number, between private characters: pandoc makes one
# run of it and its neighbours where they look the same.
_NOTE = re.compile("\ue009([^\ue005]*)\ue005(\\d+)\ue006")
# A cell's number stands before its text, between two others.
_CELL = re.compile("\ue007(\\d+)\ue008")
_SPACES = {"Space", "SoftBreak"}


class UnexpectedError(Exception):
    """Pandoc gave something that the carrier did not hold."""


def typst(ast: str) -> str:
    """The flows of the document as typst dictionaries: notes, margins, then sections."""
    flows: dict[str, list[str]] = {"note": [], "margin": [], "section": []}
    for kind, name, blocks in _flows(json.loads(ast)["blocks"]):
        body = _margin(blocks) if kind == "margin" else _braced(_code(blocks))
        flows[kind].append(f"{_quoted(name)}: {body},\n")
    found = {kind: f"({''.join(parts) or ':'})\n" for kind, parts in flows.items()}
    return (
        f"#let notes = {found['note']}#let n = note-mark(notes)\n"
        f"#let margins = {found['margin']}#let sections = {found['section']}"
        "#set-document(margins, sections)\n"
    )


def _flows(blocks: Iterable[Node]) -> Iterator[tuple[str, str, list[Node]]]:
    """The flows: each begins with a paragraph that names it."""
    kind, name, open_ = "", "", list[Node]()
    for block in blocks:
        first, _, rest = _flow_name(block).partition(" ")
        if first not in ("note", "section", "header", "footer"):
            open_.append(block)
            continue
        if kind:
            yield kind, name, open_
        is_margin = first in ("header", "footer")
        kind, name = ("margin", f"{first} {rest}") if is_margin else (first, rest)
        open_ = []
    if kind:
        yield kind, name, open_


def _flow_name(block: Node) -> str:
    """The words of a paragraph that names what follows it; empty for any other."""
    if block["t"] != "Div" or _style(block) != "flow":
        return ""
    return _text(block["c"][1][0]["c"])


def _margin(blocks: Sequence[Node]) -> str:
    """A header or footer, of the section S: its own paragraphs, and its text boxes."""
    own: list[Node] = []
    boxes: list[str] = []
    inside: list[Node] | None = None
    number = ""
    for block in blocks:
        kind, _, rest = _flow_name(block).partition(" ")
        if kind == "box":
            number, inside = rest, []
        elif kind == "end" and inside is not None:
            boxes.append(f"b(S, {number}, {_braced(_code(inside))}), ")
            inside = None
        else:
            (own if inside is None else inside).append(block)
    return f"S => ({_braced(_code(own))}, ({''.join(boxes)}))"


def _braced(lines: Iterable[str]) -> str:
    return "{\n" + "\n".join(lines) + "\n}"


def _code(blocks: Iterable[Node]) -> Iterator[str]:
    table = ""
    for block in blocks:
        kind, _, rest = _flow_name(block).partition(" ")
        if kind == "break":
            yield "pagebreak()"
        elif kind == "table":
            table = rest
        elif kind:
            raise UnexpectedError(kind)
        elif block["t"] == "Table":
            yield f"t({table}, ("
            for number, cell in _cells(block):
                yield f"{_quoted(number)}: {_braced(_code(cell))},"
            yield "))"
        else:
            paragraphs = block["c"][1]
            yield f"p({_style(block)[1:]}, {_runs(paragraphs[0]['c'])})"


def _cells(table: Node) -> Iterator[tuple[str, list[Node]]]:
    """The cells of a table: the number that each begins with, and its blocks."""
    _, _, _, head, bodies, foot = table["c"]
    rows = [*head[1], *(row for body in bodies for part in body[2:] for row in part)]
    for row in (*rows, *foot[1]):
        for _, _, _, _, blocks in row[1]:
            if blocks and (found := _CELL.match(_words(blocks[0]))):
                yield found[1], blocks


def _words(block: Node) -> str:
    """The first words of a paragraph, with the number of the cell that it opens."""
    inline = block["c"][1][0]["c"][0]
    return _raw(inline["c"][1] if inline["t"] == "Span" else [inline])


def _runs(inlines: Iterable[Node]) -> str:
    return " + ".join(
        _run(_style(inline)[1:], _text(inline["c"][1])) for inline in inlines
    )


def _run(look: str, text: str) -> str:
    words, *notes = _NOTE.split(text)
    parts = [f"r({look}, {_quoted(words)})"] if words or not notes else []
    for mark, number, after in zip(notes[::3], notes[1::3], notes[2::3], strict=True):
        parts.append(f"n({_quoted(number)}, {look}, {_quoted(mark)})")
        if after:
            parts.append(f"r({look}, {_quoted(after)})")
    return " + ".join(parts)


def _style(node: Node) -> str:
    """The custom style of a Div or Span."""
    if node["t"] not in ("Div", "Span"):
        raise UnexpectedError(node["t"])
    return str(dict(node["c"][0][2])["custom-style"])


def _text(inlines: Iterable[Node]) -> str:
    return _CELL.sub("", _raw(inlines))


def _raw(inlines: Iterable[Node]) -> str:
    words = []
    for each in inlines:
        if each["t"] == "Str":
            words.append(each["c"])
        elif each["t"] in _SPACES:
            words.append(" ")
        else:
            raise UnexpectedError(each["t"])
    return "".join(words)


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
