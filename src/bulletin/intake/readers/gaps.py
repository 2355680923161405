"""How far it is from tag to tag in XML: parsers hold all that lies between in memory."""

from dataclasses import dataclass

# Excel's longest cell has 32767 characters, of three bytes each.
_LONGEST = 200_000


class DistortedError(ValueError):
    """XML as no program writes it."""


@dataclass(slots=True)
class Gaps:
    """The bytes since the last tag ended, as a text passes by in parts."""

    since: int = 0

    def pass_by(self, part: bytes) -> None:
        """The next part; DistortedError when a tag or a text is longer than any may be."""
        at = -self.since
        while len(part) - at > _LONGEST:
            end = part.rfind(b">", max(at, 0), at + _LONGEST)
            if end < 0:
                raise DistortedError
            at = end + 1
        last = part.rfind(b">", max(at, 0))
        self.since = len(part) - (last + 1 if last >= 0 else at)
