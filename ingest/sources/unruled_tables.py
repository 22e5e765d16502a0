"""Tables without ruled lines on a printed page: labels beside one another, and below each the text of its column.

序号    重点任务              牵头单位    完成时限
1       建设数据共享平台，     省数据局    6月底前
        接入单位20家
The rows below a line of labels belong to the table as long as none is printed across a gap between two columns. Rows begin where the first
column has a number, printed beside the first line of its row or beside its middle; without numbers each line must fill all columns.
Two labels alone may as well be two columns of text: such a page is not read as a table.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from ingest.sources.pdf_columns import PageRow, rows
from ingest.sources.pdf_lines import Box, Glyph
from ingest.sources.pdf_rules import Cells

Span = tuple[float, float]

# Labels stand further apart than this many characters, are at most so long, and there are at least so many.
_APART = 1.0
_LONGEST_LABEL = 12
_LABELS = 3
# Below the labels stand at least so many numbers, or lines that fill every column.
_NUMBERS = 2
_FULL_LINES = 3
# A heading across the table, between rows: 二、惠民生（2项）.
_HEADING = re.compile(r"[（(]?[一二三四五六七八九十]{1,3}(?:、|[）)]、?).{2,40}")
_NUMBER = re.compile(r"[（(]?\d{1,3}[)）]?[.、．]?")
# What the line below a line of labels may hold of them: so many characters, of so many.
_LONGEST_REST, _MOST_RESTS = 3, 3
# A step of more characters than this ends a table.
_STEP = 5.0
# A row begins this share of a character above the middle of its first line.
_ABOVE = 0.6
# A step between rows is wider than this many steps between the lines of one.
_WIDER = 1.15


def tables(found: Sequence[Glyph], before: Sequence[Span] = ()) -> Iterator[tuple[Cells, Sequence[Span]]]:
    """Yield the tables among the characters of a page as rows of boxes, each with where its labels stand.

    `before` are the labels of the table at the foot of the page before: it may go on without repeating them.
    """
    if not found:
        return
    size = sorted(g.box[3] - g.box[1] for g in found)[len(found) // 2]
    lines = rows(found, size)
    at = 0
    while at < len(lines):
        read = next((found for found in _readings(lines[at:], () if at else before, size) if found[0]), None)
        if read:
            yield read[0], read[1]
        at += read[2] if read else 1


def _readings(lines: Sequence[PageRow], before: Sequence[Span], size: float) -> Iterator[tuple[Cells, Sequence[Span], int]]:
    """Yield the cells of a table that begins with these rows, its labels and how many rows it has: one that goes on, or a new one."""
    if before:
        count = _reach(lines, before, size)
        yield _cells(lines[:count], before, size, headed=False, least=1), before, count
    labels = _stretches(lines[0], size)
    if _are_labels(lines[0], labels):
        count = _reach(lines, labels, size)
        repeated = len(labels) == len(before) and all(abs(a[0] - b[0]) < size for a, b in zip(labels, before, strict=True))
        yield _cells(lines[:count], labels, size, headed=True, least=1 if repeated else _NUMBERS), labels, count


def _stretches(row: PageRow, size: float) -> list[Span]:
    """Return from where to where the characters of a row reach without a gap."""
    found: list[Span] = []
    for box in (g.box for g in row.glyphs):
        if found and box[0] - found[-1][1] <= _APART * size:
            found[-1] = (found[-1][0], max(found[-1][1], box[2]))
        else:
            found.append((box[0], box[2]))
    return found


def _are_labels(row: PageRow, stretches: Sequence[Span]) -> bool:
    """Tell whether a row may be the heading of a table."""
    counts = [sum(low <= g.box[0] < high for g in row.glyphs) for low, high in stretches]
    return len(stretches) >= _LABELS and max(counts) <= _LONGEST_LABEL


def _reach(lines: Sequence[PageRow], labels: Sequence[Span], size: float) -> int:
    """Return how many rows go on with a table: none of them is printed across a gap, or far below; 0 where a row of its own is so."""
    covered = _joined([*labels, *_stretches(lines[0], size)])
    if _bridged(covered, labels):
        return 0
    for count, (above, row) in enumerate(pairwise(lines), 1):
        joined = covered if _is_heading(row, size) else _joined([*covered, *_stretches(row, size)])
        if above.middle - row.middle > _STEP * size:
            return count
        if _bridged(joined, labels):
            return 0 if _is_within(row, labels, size) else count
        covered = joined
    return len(lines)


def _is_within(row: PageRow, labels: Sequence[Span], size: float) -> bool:
    """Tell whether a row belongs to a table although it bridges two columns: it has a number in the first, or nothing."""
    first = _text(row, labels[0][1] + size / 2)
    return not first or _NUMBER.fullmatch(first) is not None


def _joined(spans: Sequence[Span]) -> list[Span]:
    """Return spans in order, those that overlap as one."""
    found: list[Span] = []
    for low, high in sorted(spans):
        if found and low <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], high))
        else:
            found.append((low, high))
    return found


def _bridged(covered: Sequence[Span], labels: Sequence[Span]) -> bool:
    """Tell whether two labels stand over one stretch."""
    return any(sum(low <= label[0] <= high for label in labels) > 1 for low, high in covered)


def _cells(lines: Sequence[PageRow], labels: Sequence[Span], size: float, *, headed: bool, least: int) -> Cells:
    """Return the cells of a table; none where its rows are not told by numbers or full lines."""
    body = lines[headed:]
    if not body:
        return []
    edges = _columns([row for row in lines if not _is_heading(row, size)], labels, size)
    top = (lines[0].middle + body[0].middle) / 2 if headed else body[0].middle + size * _ABOVE
    heights = _by_number(body, edges[1], top, size, beside_first=not headed, least=least) or _by_line(body, edges, top)
    if not heights:
        return []
    tops = [*([lines[0].middle + size] if headed else []), *heights, lines[-1].middle - size]
    across = [row.middle for row in body if _is_heading(row, size)]
    return [_boxes(edges, low, high, whole=any(low < y < high for y in across)) for high, low in pairwise(tops)]


def _boxes(edges: Sequence[float], low: float, high: float, *, whole: bool) -> list[Box | None]:
    """Return the boxes of a row, one alone for a heading across all columns."""
    if whole:
        return [(edges[0], low, edges[-1], high), *[None] * (len(edges) - 2)]
    return [(left, low, right, high) for left, right in pairwise(edges)]


def _is_heading(row: PageRow, size: float) -> bool:
    """Tell whether a row is a heading across the table: one stretch, with the number of one."""
    return len(_stretches(row, size)) == 1 and _HEADING.fullmatch("".join(g.character for g in row.glyphs)) is not None


def _columns(lines: Sequence[PageRow], labels: Sequence[Span], size: float) -> list[float]:
    """Return where the columns begin and end: in the widest gaps between the labels."""
    covered = _joined([*labels, *(span for row in lines for span in _stretches(row, size))])
    edges = [covered[0][0] - size / 2]
    for left, right in pairwise(labels):
        between = [span for span in covered if span[1] >= left[0] and span[0] <= right[1]]
        gaps = [(b[0] - a[1], (a[1] + b[0]) / 2) for a, b in pairwise(between)]
        edges.append(max(gaps)[1])
    return [*edges, covered[-1][1] + size / 2]


def _by_number(body: Sequence[PageRow], edge: float, top: float, size: float, *, beside_first: bool, least: int) -> list[float]:
    """Return the heights at which rows begin, as the numbers in the first column tell.

    `beside_first` says that a number stands beside the first line of its row: what is above the first number is the rest of a row.
    """
    across = [row for row in body if _is_heading(row, size)]
    numbered = [row for row in body if _NUMBER.fullmatch(_text(row, edge))]
    others = [row for row in body if _text(row, edge) and row not in (*numbered, *across)]
    if len(numbered) < least or others:
        return []
    if across:
        return _below_headings(body, [row for row in body if row in (*numbered, *across)], across, size)
    ahead = [row for row in body[: body.index(numbered[0])] if row.middle - numbered[0].middle >= size / 2]
    if ahead and not beside_first and not all(_is_rest(row, size) for row in ahead):
        return _between(body, numbered, top)
    heights = [row.middle + size * _ABOVE for row in numbered]
    return heights if heights[0] > top - size or not beside_first else [top, *heights]


def _below_headings(body: Sequence[PageRow], starts: Sequence[PageRow], across: Sequence[PageRow], size: float) -> list[float]:
    """Return the heights at which rows and headings begin; nothing where a row reaches above its number, or a heading has two lines."""
    is_first = all(row in starts for row in [*body[:1], *(below for row, below in pairwise(body) if row in across)])
    return [row.middle + size * _ABOVE for row in starts] if is_first else []


def _between(body: Sequence[PageRow], numbered: Sequence[PageRow], top: float) -> list[float]:
    """Return the heights between rows whose numbers stand beside their middle: the widest step, else as far below as above."""
    steps = sorted(a.middle - b.middle for a, b in pairwise(body))
    usual = steps[len(steps) // 2]
    found = [top]
    for upper, lower in pairwise(numbered):
        inside = [row for row in body if lower.middle <= row.middle <= upper.middle]
        step, middle = max((a.middle - b.middle, (a.middle + b.middle) / 2) for a, b in pairwise(inside))
        found.append(middle if step > _WIDER * usual else 2 * upper.middle - found[-1])
    return found if all(height > lower.middle for height, lower in zip(found[1:], numbered[1:], strict=True)) else []


def _is_rest(row: PageRow, size: float) -> bool:
    """Tell whether a row above the first number ends labels (牵头（责任）单 ⏎ 位); the first line of a cell is longer."""
    counts = [sum(low <= g.box[0] < high for g in row.glyphs) for low, high in _stretches(row, size)]
    return max(counts) <= _LONGEST_REST and len(counts) <= _MOST_RESTS


def _by_line(body: Sequence[PageRow], edges: Sequence[float], top: float) -> list[float]:
    """Return the heights at which rows begin where each line is one and fills every column."""
    full = [all(any(low <= g.box[0] < high for g in row.glyphs) for low, high in pairwise(edges)) for row in body]
    if len(full) < _FULL_LINES or not all(full):
        return []
    return [top, *((a.middle + b.middle) / 2 for a, b in pairwise(body))]


def _text(row: PageRow, edge: float) -> str:
    """Return the characters of a row in the first column."""
    return "".join(g.character for g in row.glyphs if (g.box[0] + g.box[2]) / 2 < edge)
