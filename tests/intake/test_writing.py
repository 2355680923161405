"""Whatever a file is made to do to a writer, it costs seconds and little memory."""

import io
import random
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.corpus import hostile
from tests.corpus.case import Case
from tests.corpus.making import FIGURE_PART, SAMPLE, with_part
from tests.intake.books import crowded, exchanged, parts
from tests.intake.fuzzing import MEGABYTES, SECONDS
from tests.intake.writing import all_written
from tests.sample import ROOT, SOAK

pytestmark = pytest.mark.skipif(
    sys.platform != "linux", reason="limits of memory as Linux knows them"
)


def _sheet(old: str, new: str) -> Callable[[], bytes]:
    return lambda: with_part(FIGURE_PART, lambda text: text.replace(old, new, 1))


_END = "</sheetData>"
_ALL = "A1:XFD1048576"


def _picture() -> bytes:
    """A picture that unpacks to a lot of nothing; no reader ever looks at it."""
    buffer = io.BytesIO(SAMPLE)
    with zipfile.ZipFile(buffer, "a", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/media/image9.png", bytes(400_000_000))
    return buffer.getvalue()


OWN = (
    Case("picture", _picture),
    Case(
        "merged",
        _sheet(
            _END, f'{_END}<mergeCells><mergeCell ref="A60:XFD1048576"/></mergeCells>'
        ),
    ),
    Case(
        "linked",
        _sheet(
            _END,
            f'{_END}<hyperlinks><hyperlink ref="{_ALL}" location="A1"/></hyperlinks>',
        ),
    ),
    Case(
        "rows",
        _sheet(
            _END, "".join(f'<row r="{n}" ht="9"/>' for n in range(99, 900_000)) + _END
        ),
    ),
    Case("array", _sheet("</c>", f'<f t="array" ref="{_ALL}">1</f></c>')),
)


CASES = (*hostile.CASES, *OWN)


@pytest.mark.parametrize(
    "case", CASES if SOAK else CASES[::-6], ids=lambda case: case.name
)
def test_a_hostile_file_costs_seconds_and_little_memory(
    case: Case, tmp_path: Path
) -> None:
    path, other = tmp_path / case.file, tmp_path / "另一份.xlsx"
    path.write_bytes(case.make())
    other.write_bytes(SAMPLE)
    ran = subprocess.run(
        [sys.executable, "-m", "tests.intake.writing", str(path), str(other)],
        cwd=ROOT,
        capture_output=True,
        check=False,
        encoding="utf-8",
        timeout=SECONDS * 15,
    )
    assert ran.returncode == 0, ran.stderr[-2000:]
    assert int(ran.stdout.splitlines()[-1]) < MEGABYTES


@pytest.mark.parametrize("seed", range(1500 if SOAK else 30))
def test_a_mutated_file_is_written_or_refused(seed: int, tmp_path: Path) -> None:
    chance = random.Random(seed)  # noqa: S311 - no secret
    whole = chance.choice((SAMPLE, crowded()))
    name = chance.choice([n for n in parts(whole) if n.endswith((".xml", ".rels"))])
    part = bytearray(parts(whole)[name])
    for _ in range(chance.choice((1, 2, 8))):
        at = chance.randrange(len(part))
        cut = slice(at, at + chance.choice((0, 1, 5)))
        part[cut] = chance.choice(
            (b"", b"<", b'"', b"9", b"</c>", b"<f>A1</f>", b"\xff")
        )
    path, other = tmp_path / "坏.xlsx", tmp_path / "另一份.xlsx"
    try:
        path.write_bytes(exchanged(whole, name, bytes(part)))
    except zipfile.BadZipFile:
        return
    other.write_bytes(SAMPLE)
    assert len(all_written(path, other)) == 5
