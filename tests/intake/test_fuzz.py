"""Mutated and hostile files: read or refused, in seconds, within 300 MB, and never a crash."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.corpus import hostile
from tests.corpus.case import Case
from tests.intake.fuzzing import KINDS, MEGABYTES, SECONDS
from tests.sample import ROOT, SOAK

pytestmark = pytest.mark.skipif(
    sys.platform != "linux", reason="limits of memory as Linux knows them"
)
COUNT = 3000 if SOAK else 60
_READ = """
import sys
from pathlib import Path
from bulletin.handbook import read as handbooks
from bulletin.intake import month, workbook
from bulletin.model.problem import ProblemsError
handbook, _ = handbooks.read(Path(sys.argv[1]))
try:
    month.read(workbook.read(Path(sys.argv[2])), handbook)
except ProblemsError as error:
    print(error)
status = Path("/proc/self/status").read_text().split()
print(int(status[status.index("VmHWM:") + 1]) >> 10, file=sys.stderr)
"""


@pytest.mark.parametrize("kind", KINDS)
def test_mutated_files_are_read_or_refused(kind: str) -> None:
    arguments = ("-m", "tests.intake.fuzzing", kind, "0", str(COUNT))
    ran = subprocess.run(
        [sys.executable, *arguments], cwd=ROOT, capture_output=True, check=False
    )
    assert ran.returncode == 0, ran.stderr.decode()[-2000:]
    report = json.loads(ran.stdout)
    print(kind, report["came"], f"peak {report['peak']} MB")  # noqa: T201 - for soak
    assert sum(report["came"].values()) == COUNT
    assert report["crashes"] == {}
    assert report["peak"] < MEGABYTES


@pytest.mark.parametrize("case", hostile.CASES, ids=lambda case: case.name)
def test_a_hostile_file_costs_seconds_and_little_memory(
    case: Case, tmp_path: Path
) -> None:
    path = tmp_path / case.file
    path.write_bytes(case.make())
    ran = subprocess.run(
        [sys.executable, "-c", _READ, str(ROOT / "data" / "handbook"), str(path)],
        cwd=ROOT,
        capture_output=True,
        check=False,
        encoding="utf-8",
        timeout=SECONDS * (1 if SOAK else 3),
    )
    assert ran.returncode == 0, ran.stderr[-2000:]
    assert case.refused in ran.stdout
    assert int(ran.stderr) < MEGABYTES
