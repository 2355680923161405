"""The fonts of a PDF: those of the package, and the office's own where that is allowed."""

import functools
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from bulletin.model.look import (
    Look,
)

if TYPE_CHECKING:
    import typst

FOLDER = Path(__file__).parent / "fonts"


@dataclass(frozen=True, slots=True)
class Face:
    """A face of official documents (字体): how its fonts are called, and which we have.

    `words` are parts of the names that Word has for it, `names` whole names, of which
    the first that this machine has goes before `packaged` where that is allowed.
    """

    words: tuple[str, ...]
    names: tuple[str, ...]
    packaged: str
    is_bold: bool = False


FACES = (
    Face(
        ("小标宋", "xiaobiaosong", "fzxbs"),
        (
            "FZXiaoBiaoSong-B05S",
            "FZXiaoBiaoSong-B05",
            "方正小标宋简体",
            "方正小标宋_GBK",
        ),
        "FandolSong",
        is_bold=True,
    ),
    Face(
        ("仿宋", "fangsong", "fandolfang"),
        (
            "FangSong_GB2312",
            "仿宋_GB2312",
            "FangSong",
            "仿宋",
            "STFangsong",
            "华文仿宋",
        ),
        "FandolFang R",
    ),
    Face(
        ("楷", "kaiti", "fandolkai"),
        ("KaiTi_GB2312", "楷体_GB2312", "KaiTi", "楷体", "STKaiti", "华文楷体"),
        "FandolKai",
    ),
    Face(
        ("黑", "hei", "等线", "dengxian", "gothic", "sans"),
        ("SimHei", "黑体", "Microsoft YaHei", "微软雅黑", "DengXian", "等线"),
        "FandolHei",
    ),
    Face(
        ("宋", "song", "simsun", "mincho"), ("SimSun", "宋体", "NSimSun"), "FandolSong"
    ),
)
_BODY = FACES[1]
_SANS = ("arial", "calibri", "helvetica", "verdana", "tahoma", "segoe", "aptos")
_LATIN = ("Times New Roman", "Liberation Serif")
_RARE = "Noto Serif SC"
_BOLD, _REGULAR = 700, 400
_MACHINE = {
    "win32": ("C:/Windows/Fonts", "~/AppData/Local/Microsoft/Windows/Fonts"),
    "darwin": ("/System/Library/Fonts", "/Library/Fonts", "~/Library/Fonts"),
}
_ELSEWHERE = (
    "/usr/share/fonts",
    "/usr/local/share/fonts",
    "~/.fonts",
    "~/.local/share/fonts",
)


@dataclass(frozen=True, slots=True)
class Chain:
    """The families to try in order, the weight asked for, and whether that is bold."""

    families: tuple[str | dict[str, str], ...]
    weight: int
    is_bold: bool


@dataclass(frozen=True, slots=True)
class Fonts:
    """The fonts that typst may use: its own handle, and the weights of each family."""

    handle: "typst.Fonts"
    weights: dict[str, frozenset[int]]

    def chain(self, look: Look) -> Chain:
        """The fonts for a look: for ASCII, for Chinese, for rare characters.

        The last one takes every character: where each font of a chain is limited to
        some, typst drops the others without a word.
        """
        face = next((each for each in FACES if _is(each, look.han)), _BODY)
        family = next((n for n in face.names if n in self.weights), face.packaged)
        wants = look.is_bold or (face.is_bold and family == face.packaged)
        weight = _BOLD if wants and _BOLD in self.weights[family] else _REGULAR
        families: tuple[str | dict[str, str], ...] = (family, _RARE, _LATIN[-1])
        if latin := self._latin(look.latin):
            families = ({"name": latin, "covers": "latin-in-cjk"}, *families)
        return Chain(families, weight, is_bold=weight == _BOLD)

    def _latin(self, name: str) -> str:
        """The font for ASCII; empty where the Chinese font draws it itself."""
        is_chinese = any(_is(face, name) for face in FACES)
        if is_chinese or name.lower().startswith(_SANS):
            return ""
        return next((each for each in _LATIN if each in self.weights), "")


def _is(face: Face, font: str) -> bool:
    return any(word in font.lower() for word in face.words)


def rare_folder() -> Path:
    """Where the fonts for rare characters lie; raises ImportError where there are none."""
    import pylopdf_fonts_zh_cn  # noqa: PLC0415 - some machines do not have it

    return Path(pylopdf_fonts_zh_cn.serif_path()).parent


def machine_folders() -> tuple[Path, ...]:
    """The folders in which this machine keeps its fonts."""
    places = _MACHINE.get(sys.platform, _ELSEWHERE)
    found = (Path(each).expanduser() for each in places)
    return tuple(folder for folder in found if folder.is_dir())


def has_own_title_font() -> bool:
    """Whether this machine has a font of its own for the face that is drawn bold."""
    names = {name for face in FACES if face.is_bold for name in face.names}
    try:
        return not names.isdisjoint(fonts(own=True).weights)
    except ImportError:
        return False


@functools.cache
def fonts(*, own: bool = False) -> Fonts:
    """The package's fonts; with `own` also those of this machine that a Face names."""
    import typst  # noqa: PLC0415 - some machines do not have it

    folders = [FOLDER, rare_folder(), *(machine_folders() if own else ())]
    handle = typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[str(folder) for folder in folders],
    )
    weights: dict[str, set[int]] = {}
    for each in handle.fonts():
        if each.style == "normal":
            weights.setdefault(each.family, set()).add(each.weight)
    return Fonts(handle, {name: frozenset(found) for name, found in weights.items()})
