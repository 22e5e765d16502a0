"""Pages in two columns, as gazettes print them: the right column is put below the left one, so that the lines of both keep their order.

A stretch of a page is in two columns where a gap runs down between lines that fill it from both sides; what is printed across the gap
(a title, a page number) stands above or below.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from ingest.sources.pdf_lines import Box, Glyph

# A gap between columns is at least this many characters wide, and lies in the middle part of the page's text.
_GUTTER = 1.0
_MIDDLE = (0.3, 0.7)
# The gap is where nearly as many rows as anywhere leave the page free.
_CLEAR = 0.9
# The longer column has at least this many lines; this share of either is full, each of at least so many characters.
_LINES = 4
_FULL = 0.4
_WIDE = 8
# A line that ends this many characters before its column does is not full.
_SHORT = 1.6
# A step between lines wider than this many usual ones ends a stretch of columns: below it stands the page number.
_STEP = 2.5


@dataclass(frozen=True, slots=True)
class Band:
    """A stretch of a page in two columns: its upper and lower edge, and where the right column begins."""

    top: float
    bottom: float
    gutter: float
    left: float
    right: float


@dataclass(frozen=True, slots=True)
class PageRow:
    """Characters of one height on a page, from left to right."""

    glyphs: tuple[Glyph, ...]

    @property
    def middle(self) -> float:
        """The height of the row on the page."""
        return sum(g.box[1] + g.box[3] for g in self.glyphs) / (2 * len(self.glyphs))

    def free(self, low: float, high: float) -> bool:
        """Tell whether no character of the row stands between two places."""
        return not any(g.box[0] < high and g.box[2] > low for g in self.glyphs)


def unfolded(found: Sequence[Glyph]) -> tuple[list[Glyph], Sequence[Band]]:
    """Return the characters of a page as if it had one column, and the stretches that had two."""
    bands = list(_bands(found))
    return [replace(g, box=moved(g.box, bands)) for g in found] if bands else list(found), bands


def moved(box: Box, bands: Sequence[Band]) -> Box:
    """Return where a box stands when right columns are put below left ones."""
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    down = sum(band.top - band.bottom for band in bands if y < band.bottom)
    across = 0.0
    for band in bands:
        if band.bottom <= y <= band.top and x > band.gutter:
            down, across = down + band.top - band.bottom, band.right - band.left
    return box[0] - across, box[1] - down, box[2] - across, box[3] - down


def _bands(found: Sequence[Glyph]) -> Iterator[Band]:
    """Yield the stretches of a page that are in two columns, from the top down."""
    if len(found) < 2 * _LINES * _WIDE:
        return
    size = sorted(g.box[3] - g.box[1] for g in found)[len(found) // 2]
    lines = rows(found, size)
    gutter = _gutter(found, lines, size)
    if gutter is None:
        return
    steps = sorted(above.middle - below.middle for above, below in pairwise(lines))
    for stretch in _stretches(lines, gutter, _STEP * steps[len(steps) // 2]):
        band = _band(stretch, gutter, size)
        if band:
            yield band


def rows(found: Sequence[Glyph], size: float) -> list[PageRow]:
    """Return the characters of a page by height, from the top down."""
    held: list[list[Glyph]] = []
    at = 0.0
    for glyph in sorted(found, key=lambda g: -(g.box[1] + g.box[3])):
        middle = (glyph.box[1] + glyph.box[3]) / 2
        if not held or at - middle > size / 2:
            held.append([])
            at = middle
        held[-1].append(glyph)
    return [PageRow(tuple(sorted(row, key=lambda g: g.box[0]))) for row in held]


def _gutter(found: Sequence[Glyph], lines: Sequence[PageRow], size: float) -> tuple[float, float] | None:
    """Return the widest gap in the middle of a page that most rows leave free."""
    left, right = min(g.box[0] for g in found), max(g.box[2] for g in found)
    low, high = (left + share * (right - left) for share in _MIDDLE)
    step = size / 4
    free = [sum(row.free(low + k * step, low + (k + 1) * step) for row in lines) for k in range(int((high - low) / step))]
    enough = max([_LINES, *(_CLEAR * count for count in free)])
    best, start = (0, 0), 0
    for k in range(len(free) + 1):
        if k == len(free) or free[k] < enough:
            best, start = max(best, (k - start, start)), k + 1
    return (low + best[1] * step, low + sum(best) * step) if best[0] * step >= _GUTTER * size else None


def _stretches(lines: Sequence[PageRow], gutter: tuple[float, float], step: float) -> Iterator[list[PageRow]]:
    """Yield the rows between those that are printed across the gap, or that stand far below."""
    held: list[PageRow] = []
    for row in lines:
        crosses = not row.free(*gutter)
        if held and (crosses or held[-1].middle - row.middle > step):
            yield held
            held = []
        if not crosses:
            held.append(row)
    if held:
        yield held


def _band(lines: Sequence[PageRow], gutter: tuple[float, float], size: float) -> Band | None:
    """Return a stretch as two columns; None where its two sides are no text that fills lines."""
    sides = [[part for row in lines if (part := _part(row, gutter, side))] for side in (0, 1)]
    if not all(sides) or max(map(len, sides)) < _LINES:
        return None
    lefts = [min(part[0].box[0] for part in side) for side in sides]
    width = max(part[-1].box[2] - left for side, left in zip(sides, lefts, strict=True) for part in side)
    if not all(_fills(side, left + width - _SHORT * size) for side, left in zip(sides, lefts, strict=True)):
        return None
    boxes = [g.box for row in lines for g in row.glyphs]
    return Band(max(b[3] for b in boxes) + size / 4, min(b[1] for b in boxes) - size / 4, sum(gutter) / 2, lefts[0], lefts[1])


def _part(row: PageRow, gutter: tuple[float, float], side: int) -> list[Glyph]:
    """Return the characters of a row on one side of the gap."""
    middle = sum(gutter) / 2
    return [g for g in row.glyphs if (g.box[0] > middle) == bool(side)]


def _fills(side: Sequence[Sequence[Glyph]], end: float) -> bool:
    """Tell whether enough lines of a column are full."""
    return sum(part[-1].box[2] >= end and len(part) >= _WIDE for part in side) >= _FULL * len(side)
