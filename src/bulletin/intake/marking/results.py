"""The saved results of formulas, which openpyxl drops, put back into what it saved."""

from contextlib import suppress

from bulletin.intake.patching.markup import MarkupError
from bulletin.intake.patching.package import Package
from bulletin.intake.patching.splice import Sheet


def with_results(original: bytes, saved: bytes) -> bytes:
    """The saved file with the results that the same formulas have in the original."""
    before, after = Package(original, ""), Package(saved, "")
    parts: dict[str, bytes] = {}
    now = after.sheets()
    for name, part in before.sheets().items():
        with suppress(MarkupError, KeyError):
            results = Sheet(before.part(part)).results()
            parts[now[name]] = Sheet(after.part(now[name])).with_results(results)
    return after.exchanged(parts)
