"""Colours by their RRGGBB: what passes for black (GB/T 9704 5.2.4) and for red."""

import re

_DARK = 0x20  # a black that someone mixed is black
_HIGH, _LOW = 0x80, 0x60


def is_black(rgb: str) -> bool:
    """Whether a reader takes it for black; what is no colour prints black."""
    return all(channel <= _DARK for channel in _channels(rgb))


def is_red(rgb: str) -> bool:
    """Whether it is a red of any kind."""
    red, green, blue = _channels(rgb)
    return red > _HIGH and green < _LOW and blue < _LOW


def _channels(rgb: str) -> tuple[int, int, int]:
    if not re.fullmatch("[0-9A-Fa-f]{6}", rgb):
        return 0, 0, 0
    return int(rgb[:2], 16), int(rgb[2:4], 16), int(rgb[4:], 16)
