"""The matches of a pattern in a text, found once and asked by stretch."""

import re
from bisect import bisect_left
from collections.abc import Iterator

# Characters before the end of a stretch in which it is searched again: there an expression may be cut, or look at what follows.
EDGE = 48


class Occurrences:
    """All matches of a pattern in a text, in order and apart."""

    def __init__(self, pattern: re.Pattern[str], text: str) -> None:
        self._pattern, self._text = pattern, text
        self._matches = tuple(pattern.finditer(text))
        self._starts = [match.start() for match in self._matches]

    def within(self, start: int, end: int) -> Iterator[re.Match[str]]:
        """Yield the matches of text[start:end], as a search of that stretch alone finds them."""
        k = bisect_left(self._starts, start)
        if k and self._matches[k - 1].end() > start:  # the stretch begins inside an expression
            yield from self._pattern.finditer(self._text, start, end)
            return
        at, edge = start, max(start, end - EDGE)
        while k < len(self._matches) and self._matches[k].end() <= edge:
            yield self._matches[k]
            at, k = self._matches[k].end(), k + 1
        following = self._starts[k] if k < len(self._starts) else edge
        yield from self._pattern.finditer(self._text, max(at, min(edge, following)), end)
