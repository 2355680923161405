"""Characters of symbol fonts (Wingdings, Symbol) as the Unicode characters they show.

A shape that our fonts lack is its plainest like: ◆ for each filled lozenge.
"""

_PRIVATE = range(0xF000, 0xF100)
_WINGDINGS = {
    0x6C: "●", 0x6D: "○", 0x6E: "■", 0x6F: "□", 0x70: "□", 0x71: "□", 0x72: "□",
    0x73: "◆", 0x74: "◆", 0x75: "◆", 0x76: "❖", 0x77: "◆", 0x9F: "•", 0xA1: "○",
    0xA2: "〇", 0xA4: "◉", 0xA5: "◎", 0xA7: "▪", 0xA8: "□", 0xAB: "★", 0xB2: "◇",
    0xB6: "☆", 0xD8: "▶", 0xDF: "←", 0xE0: "→", 0xE1: "↑", 0xE2: "↓", 0xE8: "→",
    0xF0: "⇨", 0xFB: "×", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑", 0x46: "☞", 0x2A: "✉",
    0x28: "☎", 0x4A: "☺", 0x81: "①", 0x82: "②", 0x83: "③", 0x84: "④", 0x85: "⑤",
    0x86: "⑥", 0x87: "⑦", 0x88: "⑧", 0x89: "⑨", 0x8A: "⑩",
}  # fmt: skip
_WINGDINGS_2 = {
    0x50: "✓", 0x4F: "×", 0x51: "☒", 0x52: "☑", 0x53: "☒", 0xA3: "□", 0x97: "●",
    0x98: "●", 0x99: "◉", 0x9A: "◎", 0x9E: "•", 0xA2: "■",
}  # fmt: skip
_SYMBOL = {
    0xB7: "•", 0xB4: "×", 0xB8: "÷", 0xB1: "±", 0xB3: "≥", 0xA3: "≤", 0xB9: "≠",
    0xB0: "°", 0xAE: "→", 0xAC: "←", 0xAD: "↑", 0xAF: "↓", 0xA5: "∞", 0xBB: "≈",
    0xA8: "♦", 0x25: "%", 0x2A: "*", 0x2D: "−", 0x61: "α", 0x62: "β", 0x67: "γ",
    0x64: "δ", 0x65: "ε", 0x6C: "λ", 0x6D: "μ", 0x70: "π", 0x73: "σ", 0x53: "Σ",
    0x44: "Δ", 0x57: "Ω", 0x77: "ω", 0x71: "θ", 0x72: "ρ", 0x74: "τ", 0x66: "φ",
}  # fmt: skip
_FONTS = {
    "wingdings": _WINGDINGS,
    "wingdings 2": _WINGDINGS_2,
    "symbol": _SYMBOL,
}


def is_symbolic(font: str) -> bool:
    """Whether a font shows other characters than the text has."""
    return font.lower().startswith(("wingdings", "webdings", "symbol"))


def shown(text: str, font: str) -> str | None:
    """What `text` shows in `font`; None where one of its characters is not known."""
    table = _FONTS.get(font.lower(), _SYMBOL if not is_symbolic(font) else {})
    words = ""
    for character in text:
        code = ord(character)
        if code in _PRIVATE:
            found = table.get(code - _PRIVATE.start)
        elif is_symbolic(font) and not character.isspace():
            found = table.get(code)
        else:
            found = None if is_private(character) else character
        if found is None:
            return None
        words += found
    return words


def is_private(character: str) -> bool:
    """Whether a character means only what one font says (自造字)."""
    code = ord(character)
    return 0xE000 <= code <= 0xF8FF or code >= 0xF0000  # noqa: PLR2004 - private use areas
