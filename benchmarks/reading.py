"""Reading and checking a month's workbook: time and peak memory, beside scripts that only read.

Each row is a fresh process that reads once before the clock starts (the libraries load
then), and again for the clock. Run: python benchmarks/reading.py [WORKBOOK] [TIMES]
"""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
_CLOCK = """
import statistics, sys, time
from pathlib import Path
{load}
path, times = Path(sys.argv[1]), int(sys.argv[2])
def once():
    {once}
first = time.perf_counter()
once()
first = time.perf_counter() - first
taken = []
for _ in range(times):
    began = time.perf_counter()
    once()
    taken.append(time.perf_counter() - began)
status = Path("/proc/self/status")
words = status.read_text().split() if status.exists() else ["VmHWM:", "0"]
peak = int(words[words.index("VmHWM:") + 1]) / 1024
middle, least = statistics.median(taken) * 1000, min(taken) * 1000
print(f"{{first * 1000:9.1f}} {{middle:9.1f}} {{least:9.1f}} {{peak:9.0f}}")
"""
_OURS = """
from bulletin.handbook import read as handbooks
from bulletin.intake import month, workbook
handbook, _ = handbooks.read(Path(sys.argv[3]))
"""
_BARE = """
import openpyxl
def cells(**how):
    book = openpyxl.load_workbook(path, **how)
    return [list(sheet.iter_rows(values_only=True)) for sheet in book]
"""
WAYS = {
    "every cell, with its place": (
        _OURS,
        "[b.rows(s) for b in [workbook.read(path)] for s in b.sheets]",
    ),
    "the month, every problem": (_OURS, "month.read(workbook.read(path), handbook)"),
    "openpyxl, results only": (_BARE, "cells(data_only=True)"),
    "openpyxl, twice": (_BARE, "cells(), cells(data_only=True)"),
    "pandas.read_excel": ("import pandas", "pandas.read_excel(path, sheet_name=None)"),
}


def main(
    workbook: str = str(ROOT / "data" / "2022-07.xlsx"), times: str = "30"
) -> None:
    """Print milliseconds (the first time, the median, the least) and peak megabytes."""
    print(f"{'':28} {'first ms':>9} {'median':>9} {'least':>9} {'peak MB':>9}")
    for name, (load, once) in WAYS.items():
        code = _CLOCK.format(load=load, once=once)
        handbook = str(ROOT / "data" / "handbook")
        command = [sys.executable, "-c", code, workbook, times, handbook]
        said = subprocess.run(command, check=True, capture_output=True, text=True)
        print(f"{name:28} {said.stdout.rstrip()}")


if __name__ == "__main__":
    main(*sys.argv[1:3])
