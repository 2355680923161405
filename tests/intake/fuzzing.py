"""Reads mutated files in this process, within limits, and prints what came of them.

Run: python -m tests.intake.fuzzing KIND FIRST COUNT
"""

import io
import json
import resource
import signal
import sys
import zipfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from random import Random

from lxml import etree
from xlrd.compdoc import CompDoc

from bulletin.handbook import read as handbooks
from bulletin.intake import month as months
from bulletin.intake.workbook import Workbook
from bulletin.model.handbook import Handbook
from bulletin.model.period import ReportingPeriod
from bulletin.model.problem import ProblemsError
from tests.corpus.making import SAMPLE, legacy, separated, web_page
from tests.sample import ROOT

SECONDS = 10
MEGABYTES = 300
# Words that are no good number, name, place or size.
ODD = (
    *("", "0", "-1", "1e999", "NaN", "99999999999999999999", "A0", "XFD1048576"),
    *("A1:XFD1048576", "true", "s", "e", "str", "d", "inlineStr", "rId1", "\u200b"),
    *("<", "汉" * 9, "9" * 5000, "1048577", "&#0;", "../../x", "2022-13"),
)
Mutation = Callable[[Random], bytes]


class TooSlowError(Exception):
    """A file that took longer than it may."""


def main(kind: str, first: int, count: int) -> None:
    """Read `count` mutations of a kind and print how many came to what."""
    handbook, _ = handbooks.read(ROOT / "data" / "handbook", ReportingPeriod(2022, 7))
    mutation = KINDS[kind]()
    came: Counter[str] = Counter()
    crashes: dict[int, str] = {}
    months.read(Workbook("2022-07.xlsx", SAMPLE), handbook)
    limit = _address_space() + (MEGABYTES << 20)
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    signal.signal(signal.SIGALRM, _too_slow)
    for seed in range(first, first + count):
        data = mutation(Random(seed))  # noqa: S311 - mutations, no secrets
        signal.alarm(SECONDS)
        try:
            came[_read(data, handbook)] += 1
        except Exception as error:  # noqa: BLE001 - whatever it is, it is a crash
            came["too slow" if isinstance(error, TooSlowError) else "crashed"] += 1
            crashes[seed] = f"{type(error).__name__}: {error}"
        signal.alarm(0)
    print(json.dumps({"came": came, "crashes": crashes, "peak": _peak()}))  # noqa: T201


def _read(data: bytes, handbook: Handbook) -> str:
    try:
        reading = months.read(Workbook("2022-07.xlsx", data), handbook)
    except ProblemsError:
        return "refused"
    errors = [problem for problem in reading.problems if problem.is_error]
    return "with problems" if errors else "right"


def _too_slow(*_: object) -> None:
    raise TooSlowError


def _peak() -> int:
    """Megabytes of memory at most; getrusage would count those of the caller as well."""
    words = Path("/proc/self/status").read_text(encoding="ascii").split()
    return int(words[words.index("VmHWM:") + 1]) >> 10


def _address_space() -> int:
    """Bytes of address space that are in use before anything is read."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    return pages * resource.getpagesize()


def _bytes_of(data: bytes) -> Mutation:
    """Bytes changed, left out, doubled, cut off."""

    def mutation(draw: Random) -> bytes:
        mutated = bytearray(data)
        for _ in range(draw.choice((1, 1, 3, 30))):
            at = draw.randrange(len(mutated) or 1)
            size = draw.choice((1, 2, 8, 64))
            new = (
                draw.randbytes(size),
                b"",
                bytes(mutated[at : at + size]) * 2,
                draw.choice((b"\0", b"\xff", b"\x7f\xff\xff\xff")),
            )
            mutated[at : at + size] = draw.choice(new)
        if draw.random() < 0.1:
            del mutated[draw.randrange(len(mutated)) :]
        return bytes(mutated)

    return mutation


def _parts() -> Mutation:
    """The bytes of one part of the package."""

    def mutation(draw: Random) -> bytes:
        return _with_part(draw, lambda data: _bytes_of(data)(draw))

    return mutation


def _xml() -> Mutation:
    """Elements and attributes of one part: changed, left out, doubled, moved."""

    def mutation(draw: Random) -> bytes:
        def change(data: bytes) -> bytes:
            root = etree.fromstring(data)
            for _ in range(draw.choice((1, 2, 8))):
                _mutate(draw.choice(list(root.iter("*"))), draw)
            return etree.tostring(root, xml_declaration=True, encoding="UTF-8")

        return _with_part(draw, change)

    return mutation


def _mutate(element: etree._Element, draw: Random) -> None:
    word = _word(draw)
    parent, names = element.getparent(), list(element.attrib)
    what = draw.randrange(6)
    if what == 0 and names:
        element.set(draw.choice(names), word)
    elif what == 1 and names:
        del element.attrib[draw.choice(names)]
    elif what == 2 and parent is not None:
        parent.remove(element)
    elif what == 3 and parent is not None:
        for _ in range(draw.choice((1, 50))):
            parent.append(etree.fromstring(etree.tostring(element)))
    elif what == 4 and parent is not None:
        parent.insert(0, element)
    else:
        element.text = word


def _word(draw: Random) -> str:
    return "".join(c for c in draw.choice(ODD) if c.isprintable() or c == "\u200b")


def _with_part(draw: Random, change: Callable[[bytes], bytes]) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(SAMPLE)) as old, zipfile.ZipFile(data, "w") as new:
        victim = draw.choice(
            [n for n in old.namelist() if n.endswith((".xml", ".rels"))]
        )
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, change(content) if name == victim else content)
    return data.getvalue()


def _records() -> Mutation:
    """The stream of records in an .xls, without the container around it."""
    stream = CompDoc(legacy()(), logfile=io.StringIO()).get_named_stream("Workbook")
    assert stream
    return _bytes_of(bytes(stream))


KINDS: dict[str, Callable[[], Mutation]] = {
    "xlsx": lambda: _bytes_of(SAMPLE),
    "parts": _parts,
    "xml": _xml,
    "xls": lambda: _bytes_of(legacy()()),
    "records": _records,
    "csv": lambda: _bytes_of(separated("gb18030")()),
    "html": lambda: _bytes_of(web_page()()),
}

if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
