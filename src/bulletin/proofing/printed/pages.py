"""Paper, margins, lines and characters as printed (GB/T 9704 5.1, 5.2), and colour.

Ink is not the 版心: a line's glyphs stand within its height, and each program sets them
a little otherwise. So margins are taken to ± 2 mm here, and to ± 1 mm in a .docx.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median

from bulletin.model.remark import Remark
from bulletin.pages.sheet import Character
from bulletin.proofing.colors import is_black, is_red
from bulletin.proofing.printed.folios import folio
from bulletin.proofing.printed.lines import (
    BOTTOM,
    EM,
    LEFT,
    POINT,
    RIGHT,
    TOP,
    Leaf,
    Line,
)
from bulletin.proofing.rules import Rule

PITCH = 28.95 * POINT
_LINES, _CHARACTERS = 22, 28
_SLACK = 2.0
_BODY_SIZE = 16
_ENOUGH = 4  # lines or pages from which a habit can be told


def paper(leaves: Sequence[Leaf]) -> Iterator[Remark]:
    """A4 (5.1)."""
    for leaf in leaves:
        short, long = sorted((leaf.width, leaf.height))
        if abs(short - 210) > 1 or abs(long - 297) > 1:
            found = f"纸张{short:.0f}×{long:.0f}毫米"
            yield Rule.PAGE_SIZE.remark(f"第{leaf.number}页", found, "A4，210×297毫米")


def margins(leaves: Sequence[Leaf]) -> Iterator[Remark]:
    """天头, 订口 and 版心 from the ink of the text's lines (5.2.1)."""
    lines = [line for leaf in leaves for line in body_lines(leaf)]
    if len(lines) < _ENOUGH:
        return
    # A bracket or quotation mark that opens a line may be moved out by its blank half.
    starts = (line.start for line in lines if is_han(line.characters[0]))
    left = min(starts, default=LEFT)
    if abs(left - LEFT) > _SLACK:
        yield Rule.MARGIN_LEFT.remark("全文", f"文字距左边{left:.1f}毫米", "28毫米")
    tops = (_top(leaf) for leaf in leaves if leaf.lines and not leaf.is_landscape)
    top = min((each for each in tops if each is not None), default=TOP)
    if abs(top - TOP) > _SLACK:
        yield Rule.MARGIN_TOP.remark("全文", f"第一行距上边约{top:.1f}毫米", "37毫米")
    elif (bottom := max(_bottom(line) for line in lines)) > BOTTOM + _SLACK:
        found = f"最后一行距上边{bottom:.1f}毫米，超出版心"
        yield Rule.TEXT_AREA.remark("全文", found, "版心高225毫米，到262毫米处为止")
    full = [line.end for line in lines if len(line.text) >= _CHARACTERS - 2]
    if len(full) >= _ENOUGH and abs(median(full) - RIGHT) > _SLACK:
        found = f"整行到{median(full):.1f}毫米处"
        yield Rule.TEXT_AREA.remark("全文", found, "版心宽156毫米，到184毫米处为止")


def lines(leaves: Sequence[Leaf]) -> Iterator[Remark]:
    """22 lines on each full page, 28 characters in each full line (5.2.3)."""
    step = pitch(leaves)
    count = int((BOTTOM - TOP + 0.1) / step)
    if count != _LINES:
        found = f"行距{step / POINT:.2f}磅，每页{count}行"
        yield Rule.LINES_PER_PAGE.remark("全文", found, "每页22行，行距约28.95磅")
    steps = sorted(_steps(leaves))
    if len(steps) >= _CHARACTERS:
        usual = int((RIGHT - LEFT + 0.2) / steps[len(steps) // 5])
        if usual != _CHARACTERS:
            yield Rule.CHARACTERS_PER_LINE.remark("全文", f"每行{usual}字", "每行28字")


def _steps(leaves: Sequence[Leaf]) -> Iterator[float]:
    """From each Chinese character to the next; a justified line has the wider ones."""
    for leaf in leaves:
        for line in body_lines(leaf):
            for one, other in pairwise(line.characters):
                if is_han(one) and is_han(other):
                    yield (other.x - one.x) * POINT


def pitch(leaves: Sequence[Leaf]) -> float:
    """The usual distance between base lines of the text, in mm."""
    found = [
        below.y - above.y
        for leaf in leaves
        for above, below in pairwise(body_lines(leaf))
        if below.y - above.y < 2 * PITCH
    ]
    return median(found) if len(found) >= _ENOUGH else PITCH


def color(leaves: Sequence[Leaf]) -> Iterator[Remark]:
    """Text is black (5.2.4), but for what stands red above the title of page 1."""
    for leaf in leaves:
        head = _head(leaf)
        for line in (*leaf.lines, *leaf.turned):
            odd = [each for each in line.characters if not is_black(each.face.color)]
            if odd and line not in head:
                found = f"“{''.join(each.text for each in odd)[:12]}”不是黑色"
                yield Rule.TEXT_COLOR.remark(f"第{leaf.number}页", found, "黑色")


def body_lines(leaf: Leaf) -> tuple[Line, ...]:
    """The lines of a portrait page in 3号, its number and tables left out."""
    number = folio(leaf)
    return tuple(
        line
        for line in leaf.lines
        if not leaf.is_landscape
        and abs(line.size - _BODY_SIZE) < 1
        and not leaf.is_tabular(line)
        and (number is None or line is not number.line)
    )


def is_han(character: Character) -> bool:
    """Whether it is an ideograph, and no mark or letter."""
    return "\u3400" <= character.text <= "\u9fff"


def _head(leaf: Leaf) -> tuple[Line, ...]:
    """The red lines at the top of the first page."""
    red: list[Line] = []
    for line in leaf.lines if leaf.number == 1 else ():
        if not is_red(line.characters[0].face.color):
            break
        red.append(line)
    return tuple(red)


def _top(leaf: Leaf) -> float | None:
    """Where the first line's height begins, were its glyphs in the middle of it."""
    first = leaf.lines[0]
    if is_red(first.characters[0].face.color):
        return None
    height = max(PITCH, 1.5 * first.size * POINT)
    return first.y - height / 2 - 0.38 * first.size * POINT


def _bottom(line: Line) -> float:
    return line.y + PITCH / 2 - 0.38 * EM
