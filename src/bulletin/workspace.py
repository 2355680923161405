"""Where templates, handbook and output lie under a workspace's root."""

from dataclasses import dataclass
from pathlib import Path

from bulletin.model.period import ReportingPeriod
from bulletin.model.problem import BulletinError

_HANDBOOK = Path("data", "handbook")


@dataclass(frozen=True, slots=True)
class Workspace:
    """A folder that holds templates/, data/ and output/."""

    root: Path

    @property
    def handbook(self) -> Path:
        """The folder of the handbook's files."""
        return self.root / _HANDBOOK

    @property
    def template(self) -> Path:
        """The Word template."""
        return self.root / "templates" / "bulletin.docx"

    @property
    def output(self) -> Path:
        """The folder under which each period has its own."""
        return self.root / "output"

    @property
    def archive(self) -> Path:
        """The folder of what was issued; imported past figures lie there too."""
        return self.output / "archive"

    @property
    def register(self) -> Path:
        """The register of all archived months; made anew from the archive at any time."""
        return self.root / "data" / "register.sqlite"

    def returns(self, period: ReportingPeriod) -> Path:
        """Where the districts' forms of a month are laid down to be sent out."""
        return self.root / "data" / "returns" / period.key

    def workbook(self, period: ReportingPeriod) -> Path:
        """Where the workbook of a month lies, unless a clerk puts it elsewhere."""
        return self.root / "data" / f"{period.key}.xlsx"


def find(start: Path) -> Workspace:
    """The workspace of the nearest folder at or above `start` with data/handbook.

    Raises BulletinError if there is none.
    """
    absolute = start.resolve()
    for folder in (absolute, *absolute.parents):
        if (folder / _HANDBOOK).is_dir():
            return Workspace(folder)
    raise BulletinError(
        f"在 {absolute} 及其上级文件夹里没有找到工作区（应有 data/handbook 文件夹）。"
        "请进入工作区文件夹再运行，或用 --workspace 指定",
    )
