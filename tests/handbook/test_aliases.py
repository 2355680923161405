"""aliases.toml: what is read of it, what is wrong with it, and how it is added to."""

from pathlib import Path

import pytest

from bulletin.handbook import aliases
from bulletin.handbook import read as handbooks
from bulletin.model.alias import NO_ALIASES, Aliases
from bulletin.model.handbook import Handbook
from bulletin.model.problem import ProblemsError
from tests.sample import ROOT

GRANTED = "发明专利授权量"


@pytest.fixture(scope="module")
def handbook() -> Handbook:
    return handbooks.read(ROOT / "data" / "handbook")[0]


def read(
    text: str, folder: Path, handbook: Handbook
) -> tuple[Aliases, list[tuple[str, str]]]:
    (folder / aliases.FILE).write_text(text, encoding="utf-8")
    found, problems = aliases.read(folder, handbook)
    return found, [(p.code.slug, p.place.cell) for p in problems]


def test_without_the_file_there_are_none(tmp_path: Path, handbook: Handbook) -> None:
    assert aliases.read(tmp_path, handbook) == (NO_ALIASES, ())


def test_what_is_added_is_read_back_and_comments_are_kept(
    tmp_path: Path, handbook: Handbook
) -> None:
    more = Aliases(
        {"授权": GRANTED}, {"高新": "枣庄高新区", "本市": "全市"}, frozenset({"创造"})
    )
    data = aliases.added(None, more)
    found, problems = read(data.decode(), tmp_path, handbook)
    assert (found, problems) == (more, [])
    noted = data.decode().replace("[indicators]", "# 张三记\n[indicators]")
    again = aliases.added(noted.encode("gb18030"), Aliases({"存量": "有效发明专利"}))
    assert "# 张三记" in again.decode()
    assert read(again.decode(), tmp_path, handbook)[0] == more.extended(
        Aliases({"存量": "有效发明专利"})
    )


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ('[indicators]\n"授权" = "没有"', ("handbook-reference", "授权")),
        (
            f'[indicators]\n"有效发明专利" = "{GRANTED}"',
            ("handbook-reference", "有效发明专利"),
        ),
        ('[indicators]\n"授权" = 1', ("handbook-reference", "授权")),
        ('[districts]\n"高新" = "某区"', ("handbook-reference", "高新")),
        ('indicators = "授权"', ("handbook-value", "")),
        ('[indicator]\n"授权" = "X"', ("handbook-value", "")),
        (f'[neutral]\n"{GRANTED}" = "略"', ("handbook-reference", GRANTED)),
        ('[neutral]\n"创造" = "是"', ("handbook-reference", "创造")),
        (
            f'[indicators]\n"高" = "{GRANTED}"\n[districts]\n"高" = "枣庄高新区"',
            ("handbook-reference", "高"),
        ),
    ],
)
def test_each_mistake_is_told(
    text: str, wrong: tuple[str, str], tmp_path: Path, handbook: Handbook
) -> None:
    assert wrong in read(text, tmp_path, handbook)[1]


def test_broken_syntax_is_refused(tmp_path: Path, handbook: Handbook) -> None:
    with pytest.raises(ProblemsError):
        read("[indicators", tmp_path, handbook)
