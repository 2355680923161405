"""A remark (版式、用语意见): where a document departs from the standard or good usage."""

from dataclasses import dataclass
from enum import StrEnum


class Strength(StrEnum):
    """How binding the rule is that a remark cites (规定、一般、推荐、提示)."""

    REQUIRED = "R"
    USUAL = "Y"
    RECOMMENDED = "T"
    HINT = "H"


@dataclass(frozen=True, slots=True)
class Remark:
    """One departure: `found` is what stands there, `expected` what is asked, in Chinese.

    `code` names its page in docs/lint; `where` is 第3段, 表1第2行第1列, 第4页 or 全文.
    """

    code: str
    strength: Strength
    where: str
    found: str
    expected: str

    @property
    def is_binding(self) -> bool:
        """Whether it is more than a hint."""
        return self.strength is not Strength.HINT

    def __str__(self) -> str:
        """The remark as a clerk reads it: place, what is there, what is asked."""
        return f"{self.where}：{self.found} → {self.expected}  [{self.code}]"
