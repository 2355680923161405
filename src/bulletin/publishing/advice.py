"""Hints for whoever keeps template and handbook; only `bulletin check` asks for them."""

from collections.abc import Iterator, Sequence

from bulletin.model.edition import Paragraph
from bulletin.model.handbook import Handbook
from bulletin.model.problem import Code, Problem
from bulletin.publishing import coverage
from bulletin.publishing.grammar import Trees
from bulletin.publishing.template import Template


def hints(
    template: Template,
    trees: Trees,
    handbook: Handbook,
    narrative: Sequence[Paragraph] | None,
) -> tuple[Problem, ...]:
    """Split tags, and what of the handbook is never printed.

    The template must have been read without faults; `narrative` is the month's, or None.
    """
    return (
        *split_tags(template),
        *coverage.unprinted(trees, handbook, narrative),
    )


def split_tags(template: Template) -> Iterator[Problem]:
    """Tags whose characters look different, and tags in which a comment begins."""
    for part, lines in template.parts.items():
        for line in lines:
            for tag in line.tags:
                reasons = _SPLIT * tag.is_split + _NOTED * tag.is_noted
                if reasons and not line.control:
                    message = f"“{line.quotation}”里的“{tag.text}”{reasons[0]}"
                    advice = "请删去该标签，在同一种格式里一口气重新输入"
                    place = template.place(part, line)
                    yield Problem(Code.TEMPLATE_SPLIT_TAG, message, advice, place)


_SPLIT = ("分在几种格式里，整个按第一个字的格式印",)
_NOTED = ("里夹着批注的起止，批注会移位",)
