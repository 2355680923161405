"""A document as its reader sees it: sections of paragraphs and tables, with their looks.

Lengths are whole twips (1/20 pt), sizes of type whole half-points, as in Word.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from bulletin.model.look import NO_EDGES, Align, Edges, Look, Rule, Shape


@dataclass(frozen=True, slots=True)
class Run:
    r"""Characters of one look. In `text` \n breaks the line, \t tabs, \f the page.

    `field` is PAGE or NUMPAGES where a number stands that only the page knows, and
    `note` the number of the footnote whose mark this is.
    """

    text: str
    look: Look
    field: str = ""
    note: int | None = None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph with its style's name, and where it stands, as a clerk finds it.

    `look` is that of its mark: an empty paragraph is as high as that. `boxes` are the
    floating text boxes anchored in it.
    """

    style: str
    shape: Shape
    look: Look
    runs: tuple[Run, ...]
    where: str
    boxes: tuple["Box", ...] = ()

    @property
    def text(self) -> str:
        r"""What the paragraph says, with \n, \t and \f as in its runs."""
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class Box:
    """A text box at a place of the page: from the left and top edge of the paper.

    A place is a length, or a word (left, center, right, outside; top, bottom) beside the
    area that it is relative to (page or margin). `turned` is the clockwise turn of the
    text in degrees.
    """

    paragraphs: tuple["Paragraph", ...]
    width: int
    height: int
    x: int | str
    y: int | str
    x_of: str = "page"
    y_of: str = "page"
    turned: int = 0
    insets: tuple[int, int, int, int] = (0, 0, 0, 0)  # top, right, bottom, left
    align: str = "top"  # top, center or bottom


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table with the grid places that it covers, from 0."""

    blocks: tuple["Paragraph | Table", ...]
    row: int
    column: int
    rows: int = 1
    columns: int = 1
    edges: Edges = NO_EDGES
    shade: str = ""
    align: str = "top"  # top, center or bottom
    turned: int = 0  # clockwise, in degrees
    margins: tuple[int, int, int, int] = (0, 108, 0, 108)  # top, right, bottom, left

    @property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """The cell's paragraphs, those of tables within it included."""
        return tuple(paragraphs(self.blocks))


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table: its cells that begin in it, and how it behaves at a page's end."""

    cells: tuple[Cell, ...]
    height: int = 0
    rule: Rule = Rule.AT_LEAST
    is_header: bool = False
    may_split: bool = True


@dataclass(frozen=True, slots=True)
class Table:
    """A table: the widths of its grid columns, its rows, and where it stands.

    `floats` is the box's place where the table is set apart from the text.
    """

    columns: tuple[int, ...]
    rows: tuple[Row, ...]
    where: str
    align: Align = Align.LEFT
    indent: int = 0
    floats: Box | None = None

    @property
    def headings(self) -> int:
        """How many rows repeat on each page: those marked so at the beginning."""
        rows = (number for number, row in enumerate(self.rows) if not row.is_header)
        found = next(rows, 0)
        cells = (cell for cell in self.cells() if cell.row < found)
        return found if all(cell.row + cell.rows <= found for cell in cells) else 0

    def cells(self) -> Iterator[Cell]:
        """Every cell, row by row."""
        for row in self.rows:
            yield from row.cells


@dataclass(frozen=True, slots=True)
class Geometry:
    """The paper and the margins of a section; `header` and `footer` from its edges."""

    width: int = 11906
    height: int = 16838
    top: int = 1440
    right: int = 1800
    bottom: int = 1440
    left: int = 1800
    header: int = 720
    footer: int = 720

    @property
    def is_landscape(self) -> bool:
        """Whether the paper lies on its long side."""
        return self.width > self.height

    @property
    def measure(self) -> int:
        """The width of the text area (版心)."""
        return self.width - self.left - self.right


@dataclass(frozen=True, slots=True)
class Margin:
    """What stands above or below the text: on odd, even and first pages."""

    odd: tuple[Paragraph, ...] = ()
    even: tuple[Paragraph, ...] = ()
    first: tuple[Paragraph, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """Pages of one geometry. `even` and `first` count only where the flags say so."""

    geometry: Geometry
    blocks: tuple[Paragraph | Table, ...]
    header: Margin = Margin()
    footer: Margin = Margin()
    has_even: bool = False
    has_first: bool = False
    starts_at: int | None = None
    number_format: str = "decimal"
    is_continuous: bool = False
    pitch: int = 0  # line pitch of the document grid, 0 for none
    parity: str = ""  # odd or even, where its first page must be one
    align: str = "top"  # of the text on the page: top, center or bottom


@dataclass(frozen=True, slots=True)
class Loss:
    """Something on a page that a Layout cannot hold, and where it stands."""

    what: str
    where: str


@dataclass(frozen=True, slots=True)
class Layout:
    """A whole document: sections in order, its footnotes by number, its description.

    `losses` are pictures, formulas and the like, which a reader sees and we do not.
    """

    sections: tuple[Section, ...]
    notes: dict[int, tuple[Paragraph, ...]] = field(default_factory=dict)
    title: str = ""
    author: str = ""
    language: str = ""
    date: str = ""  # ISO 8601, as the document's properties have it
    losses: tuple[Loss, ...] = ()
    tab: int = 720  # from one tab stop to the next where a paragraph has none

    def paragraphs(self) -> Iterator[Paragraph]:
        """Every paragraph of the text in order, those in tables included."""
        for section in self.sections:
            yield from paragraphs(section.blocks)


def paragraphs(blocks: tuple[Paragraph | Table, ...]) -> Iterator[Paragraph]:
    """The paragraphs of a text in order, those in tables included."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block
        else:
            for cell in block.cells():
                yield from paragraphs(cell.blocks)
