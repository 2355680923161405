"""The fonts that LibreOffice may use, as a configuration of fontconfig."""

import html
from collections.abc import Iterator
from pathlib import Path

from bulletin.publishing.pdf.fonts import (
    FACES,
    FOLDER,
    machine_folders,
    rare_folder,
)

_OTHERS = ("FandolFang", "Times New Roman", "Liberation Serif", "Noto Serif SC")


def configuration(folder: Path, *, own_fonts: bool = False) -> str:
    """Fontconfig's: only our fonts, each by the names that Word has for its face.

    With `own_fonts` also those of the machine that a Face names, and ours only where it
    has none of them.
    """
    rules = _own() if own_fonts else _ours()
    return (
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>'
        f"<dir>{html.escape(str(FOLDER))}</dir>{_rare()}"
        f"<cachedir>{html.escape(str(folder / 'cache'))}</cachedir>"
        f"{''.join(rules)}</fontconfig>"
    )


def _ours() -> Iterator[str]:
    for face in FACES:
        yield from (_rule(name, face.packaged) for name in face.names)
    yield _rule("Times New Roman", "Liberation Serif")


def _own() -> Iterator[str]:
    """The machine's fonts by name, no others; a name stands for the others of its face."""
    yield from (f"<dir>{html.escape(str(each))}</dir>" for each in machine_folders())
    known = [name for face in FACES for name in (*face.names, face.packaged)]
    for family in (*known, *_OTHERS):
        pattern = _pattern("family", _string(family))
        yield f"<selectfont><acceptfont>{pattern}</acceptfont></selectfont>"
    for face in FACES:
        for name in face.names:
            yield _default(name, (*face.names, face.packaged))
    yield _default("Times New Roman", ("Liberation Serif",))
    # By pattern, since what is rejected by its file's name is never accepted again.
    for each in ("true", "false"):
        pattern = _pattern("scalable", f"<bool>{each}</bool>")
        yield f"<selectfont><rejectfont>{pattern}</rejectfont></selectfont>"


def _pattern(name: str, value: str) -> str:
    return f'<pattern><patelt name="{name}">{value}</patelt></pattern>'


def _rare_places() -> tuple[Path, ...]:
    try:
        return (rare_folder(),)
    except ImportError:
        return ()


def _rare() -> str:
    return "".join(f"<dir>{html.escape(str(each))}</dir>" for each in _rare_places())


def _default(name: str, families: tuple[str, ...]) -> str:
    """Fontconfig's rule that fonts stand for one that is not there, in this order."""
    others = "".join(f"<family>{html.escape(each)}</family>" for each in families)
    own = f"<family>{html.escape(name)}</family>"
    return f'<alias binding="same">{own}<accept>{others}</accept></alias>'


def _rule(name: str, family: str) -> str:
    """Fontconfig's rule that a font stands for another."""
    return (
        f'<match target="pattern"><test name="family">{_string(name)}</test>'
        '<edit name="family" mode="assign" binding="strong">'
        f"{_string(family)}</edit></match>"
    )


def _string(text: str) -> str:
    return f"<string>{html.escape(text)}</string>"
