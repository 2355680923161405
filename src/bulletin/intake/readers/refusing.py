"""How a file that cannot be read is refused: what it is, and what to do about it."""

import csv
import io
import struct
import warnings
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout
from xml.parsers import expat

from bulletin.model.place import Place
from bulletin.model.problem import Code, Problem, ProblemsError

SAVE_AS = "请用 Excel 或 WPS 打开，另存为“Excel 工作簿（.xlsx）”后再试"
DAMAGED = "文件已损坏，或内部结构不完整"
# What openpyxl, lxml, xlrd and zipfile were seen to raise on damaged files.
BROKEN: tuple[type[Exception], ...] = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    EOFError,
    LookupError,
    MemoryError,
    OSError,
    RuntimeError,
    SyntaxError,
    TypeError,
    ValueError,
    csv.Error,
    expat.ExpatError,
    struct.error,
    zipfile.BadZipFile,
    zlib.error,
)


def refusal(name: str, message: str, advice: str = SAVE_AS) -> ProblemsError:
    """The refusal of a file."""
    problem = Problem(Code.UNREADABLE, message, advice, Place(name))
    return ProblemsError((problem,))


def too_full(name: str, sheet: str) -> ProblemsError:
    """The refusal of a file for a sheet that would take too long to read."""
    advice = "请把用不着的行和列删去，或移到别的文件，再试一次"
    return refusal(name, f"“{sheet}”表填的格子太多，读不了", advice)


@contextmanager
def refusing(
    name: str,
    message: str = DAMAGED,
    broken: tuple[type[Exception], ...] = BROKEN,
) -> Iterator[None]:
    """Whatever a reader stumbles over refuses the file.

    Openpyxl warns of what it does not keep, and prints what it cannot find; we keep none
    of it, and standard output is ours.
    """
    try:
        with warnings.catch_warnings(), redirect_stdout(io.StringIO()):
            warnings.simplefilter("ignore")
            yield
    except broken:
        raise refusal(name, message) from None
