"""Word's ways of counting (numFmt) as text, for automatic numbers, notes and pages."""

from collections.abc import Callable

_DIGITS = "〇一二三四五六七八九"
_SPOKEN = "零一二三四五六七八九"
_LEGAL = "零壹贰叁肆伍陆柒捌玖"
_ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd")),
    *((100, "c"), (90, "xc"), (50, "l"), (40, "xl")),
    *((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)
_CIRCLED = 20  # ① to ⑳ stand together in Unicode
_SAYABLE = 9999


def spoken(number: int) -> str:
    """十二, 一百零三: as spoken up to 9999, digit by digit beyond."""
    words = _with_units(number, _SPOKEN, "千百十")
    return words[1:] if words.startswith("一十") else words


def legal(number: int) -> str:
    """壹拾贰: as on cheques."""
    return _with_units(number, _LEGAL, "仟佰拾")


def digits(number: int) -> str:
    """二〇二二: each digit for itself."""
    return "".join(_DIGITS[int(digit)] for digit in str(number))


def roman(number: int) -> str:
    """Xii, in small letters; plain where that would be endless."""
    if number > _SAYABLE:
        return str(number)
    words = ""
    for amount, letters in _ROMAN:
        words += letters * (number // amount)
        number %= amount
    return words


def letters(number: int) -> str:
    """A … z, aa, bb: Word doubles the letter; plain where that would be endless."""
    if number < 1:
        return ""
    if number > _SAYABLE:
        return str(number)
    return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)


def circled(number: int) -> str:
    """① … ⑳, plain beyond."""
    return chr(ord("①") + number - 1) if 0 < number <= _CIRCLED else str(number)


def _with_units(number: int, numerals: str, units: str) -> str:
    if not 0 < number <= _SAYABLE:
        return digits(number)
    words = ""
    for digit, unit in zip(f"{number:04}", (*units, ""), strict=True):
        words += numerals[int(digit)] + (unit if digit != "0" else "")
    while numerals[0] * 2 in words:
        words = words.replace(numerals[0] * 2, numerals[0])
    return words.strip(numerals[0])


def _wide(number: int) -> str:
    return str(number).translate({ord("0") + n: ord("０") + n for n in range(10)})


FORMATS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalZero": "{:02}".format,
    "decimalFullWidth": _wide,
    "decimalFullWidth2": _wide,
    "decimalHalfWidth": str,
    "numberInDash": "- {} -".format,
    "decimalEnclosedCircle": circled,
    "decimalEnclosedCircleChinese": circled,
    "chineseCounting": spoken,
    "chineseCountingThousand": spoken,
    "taiwaneseCounting": spoken,
    "taiwaneseCountingThousand": spoken,
    "japaneseCounting": spoken,
    "chineseLegalSimplified": legal,
    "ideographDigital": digits,
    "japaneseDigitalTenThousand": digits,
    "upperRoman": lambda number: roman(number).upper(),
    "lowerRoman": roman,
    "upperLetter": lambda number: letters(number).upper(),
    "lowerLetter": letters,
    "none": lambda _: "",
}
