"""What a reader hands on: the plain text of a document, its tables, and the way back to the file.

All offsets are code points in `text`, half open.
"""

import hashlib
import re
from bisect import bisect_right
from dataclasses import dataclass
from itertools import islice, takewhile
from typing import Literal

from kg.errors import UnreadableInput

Unit = Literal["character", "paragraph", "page", "row"]
Span = tuple[int, int]
BOXES = "☐☑☒✅⬜"  # before an item of a list, to be ticked when it is done

# One document of more text than this is no plan; reading on would only fill the memory.
MOST_BYTES = 64 * 2**20

_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class SourceTable:
    """A table inside the text: rows of cells, each cell a span. Cells are joined by a tab, rows by a line break."""

    rows: tuple[tuple[Span, ...], ...]


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text and where it stands in the source: from `start` in the text, at number `at` of the source's unit."""

    start: int
    at: int


@dataclass(frozen=True, slots=True)
class Note:
    """A stretch of the text that may not be what the file shows, and why: it goes into a plan's `unread` as it is."""

    start: int
    end: int
    why: str


@dataclass(frozen=True, slots=True)
class Bullet:
    """An item of a list without numbers, with what stands below it in its list; `depth` is 1 for a list in no other list."""

    start: int
    end: int
    depth: int


@dataclass(frozen=True, slots=True)
class Doubt:
    """A stretch that was recognised in a picture, and how unsure the recogniser was of its characters: 0 sure, 1 not at all."""

    start: int
    end: int
    value: float


@dataclass(frozen=True, slots=True)
class SourceText:
    """The plain text of a document, with its tables, bold stretches, items of lists, the map back to the source and what is unsure.

    `unit` says what `origin` counts: characters of the file from 0; paragraphs, pages or rows from 1. `footnotes` are stretches that a
    file keeps as footnotes or endnotes: they are text, and part of no task.
    """

    text: str
    format: str
    sha256: str
    tables: tuple[SourceTable, ...] = ()
    bold: tuple[Span, ...] = ()
    origin: tuple[Run, ...] = ()
    unit: Unit = "character"
    notes: tuple[Note, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    bullets: tuple[Bullet, ...] = ()
    footnotes: tuple[Span, ...] = ()

    def place(self, offset: int) -> int:
        """Return where a character of the text stands in the source: its character, paragraph, page or row."""
        index = bisect_right(self.origin, offset, key=lambda run: run.start) - 1
        if index < 0:
            return offset
        run = self.origin[index]
        return run.at + offset - run.start if self.unit == "character" else run.at

    def doubt(self, start: int, end: int) -> float | None:
        """Return how unsure the least sure character of a stretch is; None where nothing of it was recognised in a picture."""
        first = bisect_right(self.doubts, start, key=lambda doubt: doubt.end)
        within = takewhile(lambda doubt: doubt.start < end, islice(self.doubts, first, None))
        return max((doubt.value for doubt in within), default=None)


def sha256(data: bytes) -> str:
    """Return the name of a document: the SHA-256 of the bytes it was read from."""
    return hashlib.sha256(data).hexdigest()


def printable(text: str) -> str:
    """Return the text with lone surrogates as U+FFFD, so that it can be written as UTF-8."""
    return _SURROGATE.sub("\ufffd", text)


def within_bounds(size: int, path: str) -> None:
    """Refuse what is larger than any plan."""
    if size > MOST_BYTES:
        most = MOST_BYTES // 2**20
        raise UnreadableInput(f"{path}: {size / 2**20:.0f} MB is more than a document may have ({most} MB); split it or leave it out")
