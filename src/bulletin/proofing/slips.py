"""A slip of the pen: a rule, the pattern that breaks it, and what it should be."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bulletin.model.remark import Remark
from bulletin.proofing.passage import Passage
from bulletin.proofing.rules import Rule

HAN = "\u3400-\u9fff〇"
HANZI_NUMBER = "[〇零一二两三四五六七八九十百千]"


@dataclass(frozen=True, slots=True)
class Slip:
    """`expected` may use the pattern's groups; `in_tables` says whether it holds there."""

    rule: Rule
    pattern: re.Pattern[str]
    expected: str
    in_tables: bool = True

    def remarks(self, passage: Passage) -> Iterator[Remark]:
        """A remark for each place that the pattern finds."""
        if passage.is_tabular and not self.in_tables:
            return
        for match in self.pattern.finditer(passage.text):
            expected = match.expand(self.expected)
            yield passage.remark(self.rule, *match.span(), expected)


def remarks(slips: Iterable[Slip], passage: Passage) -> Iterator[Remark]:
    """What each of the slips finds in one passage."""
    for slip in slips:
        yield from slip.remarks(passage)
