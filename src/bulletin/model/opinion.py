"""An opinion (评议意见): the leader's word on a sentence of the commentary."""

from dataclasses import dataclass
from enum import StrEnum

from bulletin.model.place import Place


class Wish(StrEnum):
    """What the leader wants of a sentence."""

    SILENCE = "不说"
    UNNAMED = "不点名"
    WORDING = "改为"
    ORDER = "顺序"


@dataclass(frozen=True, slots=True)
class Opinion:
    """A row of 评议意见 that is in force: which rule's sentence, what, and by whom.

    `districts` are those not to be named, or the order of naming; `wording` replaces
    the sentence and may use {names}, as narrative does.
    """

    rule: str
    wish: Wish
    decided_by: str
    place: Place
    districts: tuple[str, ...] = ()
    wording: str = ""
