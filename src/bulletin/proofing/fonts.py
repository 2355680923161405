"""Families of type (GB/T 9704 5.2.2): which names stand for the same face."""

from enum import Enum


class Family(Enum):
    """A face that the standard asks for, with what the names of its fonts contain."""

    TITLE = "小标宋体", ("小标宋", "xiaobiaosong", "fzxbs")
    SONG = "宋体", ("宋", "simsun", "nsimsun", "fandolsong", "noto serif", "notoserif")
    FANG = "仿宋体", ("仿宋", "fangsong", "fandolfang")
    KAI = "楷体", ("楷", "kaiti", "fandolkai", "kaigen")
    HEI = "黑体", ("黑", "simhei", "fandolhei", "noto sans", "notosans")

    def __init__(self, title: str, names: tuple[str, ...]) -> None:
        self.title = title
        self.names = names


def is_of(font: str, family: Family) -> bool:
    """Whether a font belongs to a family; 仿宋 and 小标宋 are no 宋体."""
    name = font.lower()
    others = (Family.FANG, Family.TITLE) if family is Family.SONG else ()
    if any(word in name for other in others for word in other.names):
        return False
    return any(word in name for word in family.names)
