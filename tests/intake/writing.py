"""One file through all that writes workbooks, with the memory that it took.

`python -m tests.intake.writing FILE OTHER` prints what came of it, and its peak in MB.
"""

import sys
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

from bulletin.handbook import read as handbooks
from bulletin.intake import workbook as workbooks
from bulletin.intake.marking.copy import marked
from bulletin.intake.merging.merge import Copies, merge
from bulletin.intake.patching.dependents import stale
from bulletin.intake.patching.patch import patched
from bulletin.model.problem import BulletinError
from tests.sample import ROOT

CELL = ("指标数据", "E2")


def all_written(path: Path, other: Path) -> list[str]:
    """What each way of writing came to: how many bytes, or why none."""
    handbook, _ = handbooks.read(ROOT / "data" / "handbook")
    data = path.read_bytes()
    ways: tuple[Callable[[], bytes | tuple[object, ...]], ...] = (
        lambda: patched(data, {CELL: Decimal(1)}),
        lambda: stale(patched(data, {CELL: Decimal(1)}), [CELL]),
        lambda: marked(workbooks.read(path), ()),
        lambda: (
            merge(Copies(workbooks.read(path), workbooks.read(other)), handbook).data
        ),
        lambda: (
            merge(Copies(workbooks.read(other), workbooks.read(path)), handbook).data
        ),
    )
    return [_came(way) for way in ways]


def _came(way: Callable[[], bytes | tuple[object, ...]]) -> str:
    try:
        return f"{len(way())}"
    except BulletinError as error:
        return str(error)


def _peak() -> int:
    """The most memory this program ever had, in MB; getrusage counts its parent's too."""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    held = next(line for line in lines if line.startswith("VmHWM:"))
    return int(held.split()[1]) >> 10


if __name__ == "__main__":
    for line in all_written(Path(sys.argv[1]), Path(sys.argv[2])):
        print(line.splitlines()[0])  # noqa: T201 - for whoever runs it
    print(_peak())  # noqa: T201
