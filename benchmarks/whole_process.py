"""`bulletin generate` as a whole process beside the least that a docxtpl script does.

Run: python benchmarks/whole_process.py [RUNS]
"""

import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent
WORKBOOK, TEMPLATE = (
    ROOT / "data" / "2022-07.xlsx",
    ROOT / "templates" / "bulletin.docx",
)


def main(runs: int = 15) -> None:
    """Time the commands in turn, so that a slow moment of the machine hits both."""
    with tempfile.TemporaryDirectory() as folder:
        python, target = sys.executable, str(Path(folder, "out.docx"))
        generate = ["generate", str(WORKBOOK), "--no-pdf", "--no-review"]
        commands = {
            "bulletin generate": [
                python,
                "-m",
                "bulletin",
                *generate,
                "--output",
                folder,
            ],
            "bare script": [
                *(python, str(ROOT / "benchmarks" / "bare.py")),
                *(str(WORKBOOK), str(TEMPLATE), target),
            ],
            "bulletin --help": [python, "-m", "bulletin", "--help"],
        }
        times: dict[str, list[float]] = {name: [] for name in commands}
        for _ in range(runs + 1):
            for name, command in commands.items():
                times[name].append(wall_time(command))
    for name, (_, *counted) in times.items():
        median, least = statistics.median(counted), min(counted)
        print(f"{name:18} median {median:.3f} s  least {least:.3f} s")
    ours, bare = times["bulletin generate"][1:], times["bare script"][1:]
    ratios = [a / b for a, b in zip(ours, bare, strict=True)]
    print(f"ratio, pair by pair: median {statistics.median(ratios):.2f}")
    print(f"ratio of the least:  {min(ours) / min(bare):.2f}")
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"largest peak memory of any of them: {peak:.0f} MiB")


def wall_time(command: list[str]) -> float:
    """Seconds that a command takes; its bytecode is cached, as on a user's machine."""
    kept = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    begin = time.perf_counter()
    subprocess.run(command, env=kept, check=True, capture_output=True, cwd=ROOT)
    return time.perf_counter() - begin


if __name__ == "__main__":
    main(*(int(argument) for argument in sys.argv[1:2]))
