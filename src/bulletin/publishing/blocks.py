"""Which {% if %} and {% for %} end where: each must end in the same kind of place."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from bulletin.publishing.lines import Line
from bulletin.publishing.tags import Tag

_DEEPEST = 8
_MIDDLE = ("elif", "else")
_BLOCKS = ("if", "for")


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a line of the template."""

    line: Line
    message: str
    advice: str


@dataclass(frozen=True, slots=True)
class Blocks:
    """What is wrong with the blocks of a part, and the lines that nest them too deeply."""

    faults: tuple[Fault, ...]
    deep: tuple[Line, ...]


def check(lines: Iterable[Line]) -> Blocks:
    """Blocks that nothing ends, ends of nothing, and blocks that would break the page."""
    pairing = _Pairing()
    for line in lines:
        for tag in line.tags:
            pairing.take(line, tag)
    unclosed = (_unclosed(each) for each in pairing.open)
    return Blocks((*pairing.found, *unclosed), tuple(pairing.deep))


@dataclass(frozen=True, slots=True)
class _Opening:
    line: Line
    tag: Tag


@dataclass(frozen=True, slots=True)
class _Pairing:
    open: list[_Opening] = field(default_factory=list)
    found: list[Fault] = field(default_factory=list)
    deep: list[Line] = field(default_factory=list)

    def take(self, line: Line, tag: Tag) -> None:
        """The next tag of the part."""
        if tag.word in _BLOCKS:
            self.open.append(_Opening(line, tag))
            if len(self.open) > _DEEPEST and line not in self.deep[-1:]:
                message = f"“{line.quotation}”：if/for 一层套一层，超过{_DEEPEST}层"
                self.found.append(Fault(line, message, "请改得简单些"))
                self.deep.append(line)
        elif tag.word in _MIDDLE:
            self._go_on(line, tag)
        elif tag.word in [f"end{word}" for word in _BLOCKS]:
            self._end(line, tag)

    def _go_on(self, line: Line, tag: Tag) -> None:
        if self.open and self.open[-1].tag.word == "if":
            self.found.extend(_apart(self.open[-1], line, tag))
        else:
            self.found.append(_stray(line, tag))

    def _end(self, line: Line, tag: Tag) -> None:
        word = tag.word.removeprefix("end")
        if not any(each.tag.word == word for each in reversed(self.open)):
            self.found.append(_stray(line, tag))
            return
        while self.open[-1].tag.word != word:
            self.found.append(_unclosed(self.open.pop()))
        self.found.extend(_apart(self.open.pop(), line, tag))


def _unclosed(opening: _Opening) -> Fault:
    word = opening.tag.word
    message = f"“{opening.line.quotation}”里的“{opening.tag.text}”没有 end{word}"
    advice = "if/for 与 endif/endfor 要成对；请补上，或删去多余的"
    return Fault(opening.line, message, advice)


def _stray(line: Line, tag: Tag) -> Fault:
    message = f"“{line.quotation}”里的“{tag.text}”前面没有对应的 if/for"
    return Fault(line, message, "if/for 与 endif/endfor 要成对；请补上，或删去多余的")


def _apart(opening: _Opening, line: Line, tag: Tag) -> Iterator[Fault]:
    """Both must have the same prefix, and stand in the same cell, table or body."""
    pair = f"“{opening.tag.text}”（{opening.line.where}）与“{tag.text}”"
    if opening.tag.prefix != tag.prefix:
        advice = "请都写成 {% … %}，或都写成 {%p … %}、{%tr … %}"
        yield Fault(line, f"{pair}的写法不同", advice)
    elif opening.line.holder != line.holder or not _meet(opening, line, tag):
        advice = "请放在同一段、同一格、同一个表里"
        yield Fault(line, f"{pair}不在同一处，中间的内容没有时版面会坏", advice)


def _meet(opening: _Opening, line: Line, tag: Tag) -> bool:
    """In one paragraph both in the same hyperlink; in two, both outside of any."""
    if opening.line is line:
        return opening.tag.holder == tag.holder
    return not opening.tag.holder and not tag.holder
