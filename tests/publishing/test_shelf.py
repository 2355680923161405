"""A set of files takes the place of the one before it, whole or not at all."""

import json
from pathlib import Path

import pytest

from bulletin.model.problem import BulletinError, ProblemsError, Stage
from bulletin.publishing.shelf import HISTORY, RECORD, shelve
from tests.sample import Sample

DOCX, TABLE = "通报（2022年1-7月）.docx", "附表.xlsx"
FIRST = {DOCX: b"first page", TABLE: b"first table"}
SECOND = {DOCX: b"second page", TABLE: b"second table"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A period's folder that is not there yet."""
    return tmp_path / "output" / "2022-07"


def names(folder: Path) -> set[str]:
    """Everything in the folder, hidden files included."""
    return {path.name for path in folder.iterdir()}


def kept(folder: Path) -> dict[str, bytes]:
    """What lies in 历史版本."""
    history = folder / HISTORY
    paths = history.iterdir() if history.exists() else ()
    return {path.name: path.read_bytes() for path in paths}


def test_a_set_lies_in_its_folder_with_its_record(folder: Path) -> None:
    shelved = shelve(folder, FIRST, {"edition": "七月"})
    assert names(folder) == {DOCX, TABLE, RECORD}
    assert {name: path.read_bytes() for name, path in shelved.paths.items()} == {
        **FIRST,
        RECORD: (folder / RECORD).read_bytes(),
    }
    record = json.loads((folder / RECORD).read_bytes())
    assert record["edition"] == "七月"
    assert set(record["files"]) == set(FIRST)


def test_a_second_set_takes_the_place_of_our_own_files(folder: Path) -> None:
    shelve(folder, FIRST, {})
    again = shelve(folder, SECOND, {})
    assert names(folder) == {DOCX, TABLE, RECORD}
    assert (folder / DOCX).read_bytes() == SECOND[DOCX]
    assert again.kept == ()


def test_a_file_of_the_old_set_that_the_new_one_lacks_goes(folder: Path) -> None:
    shelve(folder, FIRST, {})
    shelve(folder, {DOCX: b"only a page"}, {})
    assert names(folder) == {DOCX, RECORD}


def test_a_file_edited_by_hand_is_kept_and_reported(folder: Path) -> None:
    shelve(folder, FIRST, {})
    (folder / DOCX).write_bytes("局长改过".encode())
    again = shelve(folder, SECOND, {})
    assert (folder / DOCX).read_bytes() == SECOND[DOCX]
    assert [path.read_bytes() for path in again.kept] == ["局长改过".encode()]
    assert [path.parent for path in again.kept] == [folder / HISTORY]
    assert all(path.suffix == ".docx" for path in again.kept)


def test_every_edited_version_is_kept(folder: Path) -> None:
    for edit in ("一改", "二改", "三改"):
        shelve(folder, FIRST, {})
        (folder / DOCX).write_bytes(edit.encode())
    shelve(folder, FIRST, {})
    versions = {data.decode() for data in kept(folder).values()}
    assert versions == {"一改", "二改", "三改"}


def test_an_edited_file_that_the_new_set_lacks_is_kept_as_well(folder: Path) -> None:
    shelve(folder, FIRST, {})
    (folder / TABLE).write_bytes("改过".encode())
    shelve(folder, {DOCX: b"only a page"}, {})
    assert list(kept(folder).values()) == ["改过".encode()]
    assert TABLE not in names(folder)


@pytest.mark.parametrize(
    "record",
    [None, b"", b"{", b"[]", b'{"files": []}', b'{"files": {"a": 1}}', b"\xff"],
)
def test_without_a_readable_record_nothing_is_thrown_away(
    folder: Path, record: bytes | None
) -> None:
    shelve(folder, FIRST, {})
    if record is None:
        (folder / RECORD).unlink()
    else:
        (folder / RECORD).write_bytes(record)
    shelve(folder, SECOND, {})
    assert sorted(kept(folder).values()) == sorted(FIRST.values())
    assert (folder / DOCX).read_bytes() == SECOND[DOCX]


@pytest.mark.parametrize("content", [FIRST[DOCX], b"not ours"])
@pytest.mark.parametrize("is_absolute", [True, False])
def test_a_record_never_reaches_beyond_its_folder(
    folder: Path, content: bytes, *, is_absolute: bool
) -> None:
    shelve(folder, FIRST, {})
    outside = folder.parent.parent / "x.docx"
    outside.write_bytes(content)
    digest = json.loads((folder / RECORD).read_bytes())["files"][DOCX]
    name = str(outside) if is_absolute else "../../x.docx"
    (folder / RECORD).write_text(json.dumps({"files": {name: digest}}))
    shelve(folder, SECOND, {})
    assert outside.exists()
    assert outside.read_bytes() == content


def test_other_files_in_the_folder_are_left_alone(folder: Path) -> None:
    shelve(folder, FIRST, {})
    (folder / "会议纪要.docx").write_bytes(b"minutes")
    (folder / "附件").mkdir()
    (folder / "附件" / DOCX).write_bytes(b"a copy")
    shelve(folder, SECOND, {})
    assert (folder / "会议纪要.docx").read_bytes() == b"minutes"
    assert (folder / "附件" / DOCX).read_bytes() == b"a copy"
    assert kept(folder) == {}


def test_what_was_kept_before_stays_kept(folder: Path) -> None:
    (folder / HISTORY).mkdir(parents=True)
    (folder / HISTORY / "旧稿.docx").write_bytes(b"old")
    shelve(folder, FIRST, {})
    assert kept(folder) == {"旧稿.docx": b"old"}


@pytest.mark.parametrize(
    "mark",
    [f"~${DOCX}", f"~${DOCX[2:]}", f".~{DOCX}", f".~lock.{DOCX}#", f"~${TABLE}"],
)
def test_a_file_open_in_word_is_named_and_nothing_is_touched(
    folder: Path, mark: str
) -> None:
    shelve(folder, FIRST, {})
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    (folder / mark).write_bytes(b"")
    with pytest.raises(BulletinError) as caught:
        shelve(folder, SECOND, {})
    assert (TABLE if TABLE in mark else DOCX) in str(caught.value)
    assert "请关闭后重试" in str(caught.value)
    (folder / mark).unlink()
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_a_file_in_the_place_of_the_folder_is_refused_and_stays(tmp_path: Path) -> None:
    path = tmp_path / "2022-07"
    path.write_bytes(b"a file")
    with pytest.raises(BulletinError):
        shelve(path, FIRST, {})
    assert path.read_bytes() == b"a file"
    assert names(tmp_path) == {"2022-07"}


def test_a_folder_in_the_place_of_a_file_leaves_nothing_half_written(
    folder: Path,
) -> None:
    shelve(folder, FIRST, {})
    before = {TABLE: FIRST[TABLE], RECORD: (folder / RECORD).read_bytes()}
    (folder / DOCX).unlink()
    (folder / DOCX).mkdir()
    with pytest.raises(BulletinError):
        shelve(folder, SECOND, {})
    assert names(folder) == {DOCX, TABLE, RECORD}
    assert {name: (folder / name).read_bytes() for name in before} == before


def test_a_refused_write_to_a_new_folder_leaves_no_temporary_one(
    tmp_path: Path,
) -> None:
    (tmp_path / "output").write_bytes(b"")
    with pytest.raises(BulletinError):
        shelve(tmp_path / "output" / "2022-07", FIRST, {})
    assert names(tmp_path) == {"output"}


def test_a_refusal_speaks_chinese(tmp_path: Path) -> None:
    (tmp_path / "output").write_bytes(b"")
    with pytest.raises(BulletinError) as caught:
        shelve(tmp_path / "output" / "2022-07", FIRST, {})
    assert "directory" not in str(caught.value)


# ── the whole bulletin on its shelf ──────────────────────────────────────────


def test_the_draft_vanishes_when_the_bulletin_for_review_is_made(
    sample: Sample,
) -> None:
    draft = sample.make(Stage.DRAFT).made.docx
    assert "初稿" in draft.name
    review = sample.make(Stage.REVIEW).made
    assert names(draft.parent) == {
        review.docx.name,
        RECORD,
        *([review.appendix.name] if review.appendix else []),
    }
    assert "初稿" not in review.docx.name


def test_a_draft_that_was_edited_is_kept_when_the_bulletin_is_made(
    sample: Sample,
) -> None:
    draft = sample.make(Stage.DRAFT).made.docx
    draft.write_bytes(draft.read_bytes() + b"edited")
    made = sample.make(Stage.REVIEW).made
    assert [path.read_bytes()[-6:] for path in made.kept] == [b"edited"]
    assert not draft.exists()


def test_a_refused_bulletin_leaves_the_one_before_as_it_was(sample: Sample) -> None:
    made = sample.make().made
    before = {path.name: path.read_bytes() for path in made.docx.parent.iterdir()}
    sample.type("指标数据", "E2", "约四十")
    with pytest.raises(ProblemsError):
        sample.make()
    after = {path.name: path.read_bytes() for path in made.docx.parent.iterdir()}
    assert after == before


def test_making_it_twice_gives_the_same_files(sample: Sample) -> None:
    first = sample.make()
    texts = first.paragraphs
    second = sample.make()
    assert second.made.kept == ()
    assert second.paragraphs == texts
    assert not (second.made.docx.parent / HISTORY).exists()
