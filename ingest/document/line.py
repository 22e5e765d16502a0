"""The lines of a text: where each begins and ends, with and without the blanks around it."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

_LINE = re.compile(r"[^\n]*\n|[^\n]+")


@dataclass(frozen=True, slots=True)
class Line:
    """A line: `start` and `end` of what is printed, `begin` and `next` with blanks and the break; empty lines have start == end."""

    start: int
    end: int
    begin: int
    next: int

    @property
    def blank(self) -> bool:
        """Tell whether nothing is printed."""
        return self.start == self.end


def lines(text: str) -> list[Line]:
    """Return the lines of a text in order; together they cover it."""
    return [_line(text, m.start(), m.end()) for m in _LINE.finditer(text)]


def _line(text: str, begin: int, end: int) -> Line:
    printed = text[begin:end]
    start = begin + len(printed) - len(printed.lstrip())
    return Line(min(start, end), max(min(start, end), begin + len(printed.rstrip())), begin, end)


def line_at(found: Sequence[Line], begins: Sequence[int], offset: int) -> int:
    """Return the index of the line in which `offset` lies; `begins` are the lines' beginnings."""
    return max(0, bisect_right(begins, offset) - 1)
