"""Punctuation as GB/T 15834 has it (wording rules 3, 4 and 5), and slips of typing."""

import re
from collections.abc import Iterator

from bulletin.model.remark import Remark
from bulletin.proofing.passage import Passage
from bulletin.proofing.rules import Rule
from bulletin.proofing.slips import HAN, Slip

_WIDE = rf"[{HAN}，。；：、！？（）《》〈〉“”‘’〔〕【】％％]"
_FULL = {
    ",": "，",
    ";": "；",
    ":": "：",
    "?": "？",
    "!": "！",
    "(": "（",
    ")": "）",
    ".": "。",
    '"': "“或”",
    "'": "‘或’",
    "~": "～",
}
_HALF = re.compile(
    rf"(?<={_WIDE})[ ]?[,;:?!()\"']|[,;?!()\"'](?=[ ]?{_WIDE})"
    rf"|(?<=[{HAN}])\.(?=\s*$|[ ]?[{HAN}])"
    r"|(?<=[\d%])~(?=\d)"
)
_PAIRS = dict(zip("“‘（《〈〔【「『", "”’）》〉〕】」』", strict=True))
_WIDTH = str.maketrans("()", "（）")
# A number with a closing bracket only, as in lists, and the apostrophe of a foreign name.
_LONE = re.compile(r"(?:^|(?<=[；。：，、\s]))\d{1,2}[)）]|(?<=[A-Za-z])’(?=[A-Za-z])")

SLIPS = (
    Slip(
        Rule.DOUBLED,
        re.compile(
            r"[，。；：、,;]{2,}|[！？][，。；：、]|[。！？；，][”）][。！？；，]"
        ),
        "只留一个标点；省略号用……",
    ),
    Slip(
        Rule.PAUSE_BETWEEN_QUOTES,
        re.compile(r"(?<=[》”])、(?=[《“])"),
        "并列的书名号或引号之间通常不用顿号",
    ),
    Slip(
        Rule.PAUSE_BEFORE_ETC,
        re.compile(r"、(?=等(?![级次额价候待距同式号温边高长身分于]))"),
        "“等”前不用顿号",
    ),
    Slip(
        Rule.SPACE_IN_TEXT,
        re.compile(rf"(?<={_WIDE})[ \u00a0\u3000]{{1,2}}(?={_WIDE})"),
        "删去空格",
        in_tables=False,
    ),
    Slip(
        Rule.FULL_WIDTH,
        re.compile(r"[０-９Ａ-Ｚａ-ｚ．]+"),
        "数字和字母用半角",
    ),
    Slip(
        Rule.REPEATED_WORD,
        re.compile(
            r"(?<![目标有中])的的|(?<!一目)了了(?![解结却然])|(?<!参)(?<!给)与与"
            r"|(?<!涉)及及(?![时格])|(?<!作)为为|被被|把把"
            rf"|(?!一)([{HAN}]{{2,6}})\1"
        ),
        "核对是否重复",
    ),
)


def half_width(passage: Passage) -> Iterator[Remark]:
    """Marks of half width within Chinese text; not 3.5, 1,000, 8:30 or a web address."""
    for match in _HALF.finditer(passage.text):
        mark = match.group().strip()
        expected = f"全角的{_FULL[mark]}"
        yield passage.remark(Rule.HALF_WIDTH, *match.span(), expected)


def unpaired(passage: Passage) -> Iterator[Remark]:
    """Brackets and quotation marks that open and do not close, or the reverse."""
    lone = {n for match in _LONE.finditer(passage.text) for n in range(*match.span())}
    open_: list[tuple[int, str]] = []
    for place, mark in enumerate(passage.text.translate(_WIDTH)):
        if mark in _PAIRS:
            open_.append((place, mark))
        elif mark in _PAIRS.values() and place not in lone:
            if open_ and _PAIRS[open_[-1][1]] == mark:
                open_.pop()
            else:
                yield _unpaired(passage, place, mark)
    for place, mark in open_:
        yield _unpaired(passage, place, mark)


def _unpaired(passage: Passage, place: int, mark: str) -> Remark:
    others = _PAIRS | {close: opening for opening, close in _PAIRS.items()}
    expected = f"{mark}要有{others[mark]}与它成对"
    return passage.remark(Rule.UNPAIRED, place, place + 1, expected)
