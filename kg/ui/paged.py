"""A long list a page of it at a time: where a page begins stands in the address, and the clicks that turn it."""

from collections.abc import Sequence
from dataclasses import dataclass

from kg.ui import navigation
from kg.ui.address import AT


@dataclass(frozen=True, slots=True)
class Leaf:
    """One page of a list: where it begins and ends, how many rows there are, the clicks to the pages before and after it, or None."""

    begin: int
    end: int
    count: int
    before: str | None
    after: str | None

    @property
    def whole(self) -> bool:
        """Tell whether this is all there is."""
        return self.before is None and self.after is None


def leaf(rows: Sequence[object], size: int) -> Leaf:
    """Return the page of a list that the address names; the last one where it names one behind it."""
    given = navigation.there(AT) or "0"
    at = int(given) if given.isascii() and given.isdigit() and len(given) < 10 else 0
    begin = min(at, max(len(rows) - 1, 0)) // size * size
    end = min(begin + size, len(rows))
    before = f"{AT}={max(begin - size, 0) or ''}" if begin else None
    return Leaf(begin, end, len(rows), before, f"{AT}={end}" if end < len(rows) else None)
