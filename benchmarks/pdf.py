"""The sample month's .docx to PDF/A, side by side with LibreOffice, in one run.

Run: python benchmarks/pdf.py [RUNS]

Whole process: `bulletin pdf` beside `soffice --convert-to` to PDF/A-2b, tagged. Warm in
one process: our conversion, comparison with the document included, beside a client of a
running unoserver (pip install unoserver, and Debian's python3-uno), where that is
installed. Then where our own time goes.
"""

import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from bulletin.model.page import Manner
from bulletin.pages import layout as layouts
from bulletin.pages import pdf as pdfs
from bulletin.publishing.pdf import compare, typeset
from bulletin.publishing.pdf.carrier import carrier
from bulletin.publishing.pdf.convert import convert
from bulletin.publishing.pdf.dress import dress
from bulletin.publishing.pdf.fonts import fonts
from bulletin.publishing.pdf.libreoffice import soffice

ROOT = Path(__file__).parent.parent
FILTER = (
    'pdf:writer_pdf_Export:{"SelectPdfVersion":{"type":"long","value":"2"},'
    '"UseTaggedPDF":{"type":"boolean","value":"true"}}'
)
DEBIAN = "/usr/lib/python3/dist-packages"  # where python3-uno lies
PORT = "2003"


def main(runs: int = 9) -> None:
    """Print whole process, warm, and the parts of ours."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        document = _sample(folder)
        _whole(document, folder, runs)
        _warm(document, folder, runs)
        _parts(document.read_bytes(), runs)


def _sample(folder: Path) -> Path:
    workbook = str(ROOT / "data" / "2022-07.xlsx")
    command = [sys.executable, "-m", "bulletin", "generate", workbook, "--no-pdf"]
    command += ["--output", str(folder), "--json"]
    made = subprocess.run(command, check=True, capture_output=True, cwd=ROOT)
    return Path(json.loads(made.stdout)["docx"]).rename(folder / "sample.docx")


def _whole(document: Path, folder: Path, runs: int) -> None:
    ours = [sys.executable, "-m", "bulletin", "pdf", str(document)]
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    theirs = [soffice(), profile, "--headless", "--convert-to", FILTER]
    theirs += ["--outdir", str(folder / "libreoffice"), str(document)]
    commands = {"bulletin pdf": ours, "soffice --convert-to": theirs}
    calls = {name: _process(command) for name, command in commands.items()}
    _report("whole process", calls, runs)


def _warm(document: Path, folder: Path, runs: int) -> None:
    data = document.read_bytes()
    calls: dict[str, Callable[[], object]] = {
        "bulletin, in process": lambda: convert(data, Manner())
    }
    if not shutil.which("unoserver") or not Path(DEBIAN, "uno.py").exists():
        print("unoserver is not installed: no warm comparison")
        _report("warm", calls, runs)
        return
    with _unoserver(folder):
        client = [sys.executable, str(Path(__file__).with_name("unoclient.py"))]
        with subprocess.Popen(
            [*client, PORT, str(document), str(folder / "uno.pdf")],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        ) as talk:
            calls["unoserver, its client"] = lambda: _ask(talk)
            _report("warm", calls, runs)
            talk.terminate()


def _ask(talk: "subprocess.Popen[str]") -> None:
    """One conversion by the client that keeps its connection."""
    if talk.stdin is None or talk.stdout is None:
        raise AssertionError
    talk.stdin.write("go\n")
    talk.stdin.flush()
    if talk.stdout.readline().strip() != "done":
        raise RuntimeError("unoserver made nothing")


@contextmanager
def _unoserver(folder: Path) -> Iterator[None]:
    environment = os.environ | {"PYTHONPATH": DEBIAN}
    command = ["unoserver", "--port", PORT, "--uno-port", "2004"]
    command += ["--user-installation", str(folder / "uno"), "--executable", soffice()]
    with subprocess.Popen(
        command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as server:
        time.sleep(12)
        yield
        server.terminate()


def _process(command: list[str]) -> Callable[[], object]:
    kept = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    return lambda: subprocess.run(command, env=kept, check=True, capture_output=True)


def _report(title: str, calls: dict[str, Callable[[], object]], runs: int) -> None:
    """Time the calls in turn, so that a slow moment of the machine hits each."""
    times: dict[str, list[float]] = {name: [] for name in calls}
    for _ in range(runs + 1):
        for name, call in calls.items():
            begin = time.perf_counter()
            call()
            times[name].append(time.perf_counter() - begin)
    print(f"\n{title}")
    for name, (_, *counted) in times.items():
        print(
            f"  {name:24} median {statistics.median(counted):.3f} s  least {min(counted):.3f} s"
        )
    if len(times) > 1:
        ours, theirs = ([*each[1:]] for each in times.values())
        ratios = [b / a for a, b in zip(ours, theirs, strict=True)]
        print(f"  theirs / ours, pair by pair: median {statistics.median(ratios):.2f}")


def _parts(data: bytes, runs: int) -> None:
    """Where our time goes, warm."""
    laps = [_laps(data) for _ in range(runs)]
    print("\nwhere ours goes, warm")
    for name in laps[0]:
        median = statistics.median(lap[name] for lap in laps)
        print(f"  {name:24} median {median * 1000:6.1f} ms")


def _laps(data: bytes) -> dict[str, float]:
    """The seconds of each step of one conversion."""
    found: dict[str, float] = {}
    begin = time.perf_counter()

    def lap(name: str) -> None:
        nonlocal begin
        now = time.perf_counter()
        found[name], begin = now - begin, now

    layout = layouts.read(data)
    lap("read the .docx")
    packed, wardrobe = carrier(layout)
    inputs = json.dumps(dress(layout, wardrobe, fonts()), ensure_ascii=False)
    lap("write for pandoc, typst")
    ast = typeset.pandoc(packed)
    lap("pandoc")
    made = typeset.typst_pdf(ast, inputs, fonts(), "a-2b")
    lap("typst")
    shown = pdfs.read(made)
    lap("read the PDF")
    compare.compare(layout, shown)
    lap("compare")
    return found


if __name__ == "__main__":
    main(*(int(argument) for argument in sys.argv[1:2]))
