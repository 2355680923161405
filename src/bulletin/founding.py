"""A new workspace: handbook, template, README and the first month's blank workbook."""

import tempfile
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from bulletin.handbook import read as handbooks
from bulletin.intake.form.blank import blank
from bulletin.model.period import ReportingPeriod
from bulletin.model.problem import BulletinError
from bulletin.publishing import shelf
from bulletin.workspace import Workspace

_PACKAGE = Path(__file__).parent
_STARTERS = _PACKAGE / "starters"
_README = "README.md"


class Starter(StrEnum):
    """What a new workspace is a copy of."""

    FULL = "full"
    MINIMAL = "minimal"


@dataclass(frozen=True, slots=True)
class Founding:
    """Where to lay down which starter, and for which month the workbook is."""

    folder: Path
    starter: Starter
    period: ReportingPeriod

    @property
    def workspace(self) -> Workspace:
        """The workspace to be."""
        return Workspace(self.folder)

    @property
    def workbook(self) -> Path:
        """The first month's workbook, to be."""
        return self.workspace.workbook(self.period)


@dataclass(frozen=True, slots=True)
class Founded:
    """A workspace that is there, and all files that were laid down in it."""

    workspace: Workspace
    workbook: Path
    files: tuple[Path, ...]


def found(founding: Founding) -> Founded:
    """Lay down the workspace, whole or not at all; what is there is never overwritten.

    Raises BulletinError when the folder holds a handbook or any of the files already,
    or cannot be written.
    """
    contents = _contents(founding)
    _refuse(founding.folder, tuple(contents))
    try:
        _lay_down(founding.folder, contents)
    except OSError as error:
        raise shelf.unwritable(founding.folder, error) from None
    files = tuple(founding.folder / name for name in contents)
    return Founded(founding.workspace, founding.workbook, files)


def _contents(founding: Founding) -> dict[Path, bytes]:
    """Every file by its path in the workspace; the handbook comes last.

    A folder with data/handbook is a workspace, so it is one only when all is there.
    What the handbook's README says holds for every handbook, so it stands once.
    """
    source = _source(founding.starter)
    handbook, _ = handbooks.read(source.handbook, founding.period)
    title = handbook.catalogue.office.title
    folder = founding.folder
    manual = _source(Starter.FULL).handbook / _README
    copied = (source.template, *(source.handbook / name for name in handbooks.FILES))
    return {
        Path(_README): _readme(founding, title).encode(),
        founding.workbook.relative_to(folder): blank(handbook, founding.period),
        source.handbook.relative_to(source.root) / _README: manual.read_bytes(),
        **{path.relative_to(source.root): path.read_bytes() for path in copied},
    }


def _source(starter: Starter) -> Workspace:
    """Where the starter lies: in the package, or, of a source checkout, at its root."""
    packed = Workspace(_STARTERS / starter)
    checkout = Workspace(_PACKAGE.parents[1])
    found = next((w for w in (packed, checkout) if w.handbook.is_dir()), None)
    if found is None or not found.template.is_file():
        raise BulletinError("程序缺少新建工作区用的样板，请重新安装 bulletin")
    return found


def _readme(founding: Founding, title: str) -> str:
    """The README of any workspace, with its title and its month."""
    period = founding.period
    text = (_STARTERS / _README).read_text(encoding="utf-8")
    text = text.replace("《标题》", title).replace("《报告期》", period.key)
    text = text.replace("《下期》", period.earlier(-1).key)
    return text.replace("《月》", str(period.month)).replace("《年》", str(period.year))


def _refuse(folder: Path, names: tuple[Path, ...]) -> None:
    if folder.exists() and not folder.is_dir():
        raise BulletinError(f"{folder} 是文件，不是文件夹。请换一个名字")
    if Workspace(folder).handbook.exists():
        raise BulletinError(
            f"{folder} 里已经有手册（data/handbook），没有改动任何文件。请换一个文件夹"
        )
    there = "、".join(name.as_posix() for name in names if _exists(folder / name))
    if there:
        raise BulletinError(
            f"{folder} 里已经有 {there}，没有改动任何文件。请移开，或换一个文件夹"
        )


def _exists(path: Path) -> bool:
    return path.exists() or path.is_symlink()


def _lay_down(folder: Path, contents: dict[Path, bytes]) -> None:
    """Build beside, then move: a new folder at once, into one that is there by files."""
    absolute = folder.absolute()
    near = next(each for each in (absolute, *absolute.parents) if each.is_dir())
    with tempfile.TemporaryDirectory(prefix=".bulletin-", dir=near) as made:
        built = Path(made) / "workspace"
        for name, data in contents.items():
            (built / name).parent.mkdir(parents=True, exist_ok=True)
            (built / name).write_bytes(data)
        if not folder.exists():
            folder.parent.mkdir(parents=True, exist_ok=True)
            built.rename(folder)
            return
        _move_in(built, folder, tuple(contents))


def _move_in(built: Path, folder: Path, names: tuple[Path, ...]) -> None:
    """Move each file to its place; if one cannot be, none stays."""
    undo: list[Path] = []
    try:
        for name in names:
            missing = [p for p in name.parents if not (folder / p).exists()]
            for parent in reversed(missing):
                (folder / parent).mkdir()
                undo.append(folder / parent)
            (built / name).rename(folder / name)
            undo.append(folder / name)
    except OSError:
        for path in reversed(undo):
            with suppress(OSError):
                path.rmdir() if path.is_dir() else path.unlink()
        raise
