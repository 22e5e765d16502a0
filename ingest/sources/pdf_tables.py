"""The tables of PDF pages: cells filled with the characters in them, and rows, merged cells and headings put together over a page's end.

A merged cell is repeated in each of its rows, also in those on the next page, where its part of the page is blank.
A row that the page's end cuts is put together; a row of its own below a merged number is left one. Where no line is drawn between a
repeated heading and the rest of such a row (ReportLab), the words of the heading part the two.
"""

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ingest.sources.numbering import ITEM_NUMBER
from ingest.sources.pdf_lines import Box, Glyph, PrintedLine, lines, quarter, upright
from ingest.sources.pdf_rules import Cells
from ingest.sources.wrapped_cells import CellLine, are_names, wrapped_cell
from kg.sentences import sentence

_ENDED = re.compile(r"(?:^|[。；;！）)])$")
_NUMBERED = re.compile(ITEM_NUMBER)
# A line that ends this many characters before the edge of its cell is full: the cell's padding, and a character that did not fit.
_SPARE = 1.1
# … and one that leaves more characters of space than this was ended by its author.
_ROOM = 1.15
# What no line divides: a number, a word of Latin letters, a character and the marks that close a clause behind it.
_UNDIVIDED = re.compile(r"[“《（(〔]?[0-9A-Za-z.%]+|.?[，。；：、！？”》）)〕,;:!?]*")
# A heading has at most this many rows.
_HEADING = 3


@dataclass(frozen=True, slots=True)
class PdfCell:
    """A cell in a row: its text, how many rows it covers from here down (0 below its first), whether its last line is full.

    `room` is how many characters would have fitted behind it, `note` what a reader should be told of it, `read` the characters a
    recogniser read and the doubt of each, `lines` its lines as printed.
    """

    text: str
    down: int = 1
    full: bool = False
    room: float = math.inf
    note: str = ""
    read: tuple[tuple[str, float], ...] = ()
    lines: tuple[CellLine, ...] = ()


TableRow = tuple[PdfCell, ...]


def filled_in(rows: Cells, characters: list[Glyph], *, ruled: bool = True) -> tuple[tuple[TableRow, ...], list[Glyph]]:
    """Return the rows of a table and the characters outside it; no rows where it is a frame and no table, or where its text is turned.

    `ruled` says that lines are drawn around the cells: only then is the space known that a line of text leaves.
    """
    edge = around(rows)
    inside = [g for g in characters if _within(g, edge)]
    if sum(quarter(g.angle) == 0 for g in inside) < len(inside) / 2:
        return (), characters
    found = _rows(rows, inside, ruled=ruled)
    if not _is_table(found):
        return (), characters
    return found, [g for g in characters if not _within(g, edge)]


def _is_table(rows: Sequence[TableRow]) -> bool:
    """Tell whether enough cells are filled, and somewhere two in a row."""
    filled = [sum(bool(cell.text) for cell in row) for row in rows]
    return sum(filled) >= max(0.3 * sum(map(len, rows)), min(4, 2 * len(rows))) and max(filled) > 1


def around(rows: Cells) -> Box:
    """Return the box around a table."""
    boxes = [box for row in rows for box in row if box]
    return min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes)


def _rows(rows: Cells, inside: list[Glyph], *, ruled: bool) -> tuple[TableRow, ...]:
    """Return the rows of a table; a cell that reaches down over several is repeated in each."""
    found: list[list[PdfCell]] = []
    for at, row in enumerate(rows):
        boxes = [box for box in row if box]
        near = [g for g in inside if any(box[1] <= _middle(g.box) <= box[3] for box in boxes)]
        bottom = max((box[1] for box in boxes), default=0.0)
        cells = (_filled(box, near, _down(rows, at, box), ruled=ruled) if box else None for box in row)
        found.append([cell or _above(rows, found, column, bottom) for column, cell in enumerate(cells)])
    return tuple(map(tuple, found))


def _down(rows: Cells, at: int, box: Box) -> int:
    """Return how many rows a cell covers, its own among them."""
    bottoms = (max((below[1] for below in row if below), default=box[3]) for row in rows[at + 1 :])
    return 1 + sum(box[1] < bottom + 1 for bottom in bottoms)


def _above(rows: Cells, found: list[list[PdfCell]], column: int, bottom: float) -> PdfCell:
    """Return the cell of an earlier row that reaches down to this height."""
    for above in range(len(found) - 1, -1, -1):
        box = rows[above][column] if column < len(rows[above]) else None
        if box:
            return replace(found[above][column], down=0) if box[1] < bottom + 1 else PdfCell("", 0)
    return PdfCell("", 0)


def _filled(box: Box, characters: list[Glyph], down: int, *, ruled: bool) -> PdfCell:
    """Return a cell with the text of the characters in it."""
    inside = [g for g in characters if _within(g, box)]
    printed = [line for angle in sorted({quarter(g.angle) or 0 for g in inside}) for line in _lines(inside, angle)]
    read = tuple(pair for line in printed for pair in line.read)
    held = tuple(_ended(printed, box) if ruled else (CellLine(line.text) for line in printed))
    room = _room(printed, box) if printed else math.inf
    return PdfCell(wrapped_cell(held), down, room < _SPARE, room, read=read, lines=held)


def _lines(inside: list[Glyph], angle: int) -> list[PrintedLine]:
    """Return the lines of a cell that run in a direction."""
    held = [g for g in inside if (quarter(g.angle) or 0) == angle]
    return lines(upright(held, angle) if angle else held)


def _ended(printed: Sequence[PrintedLine], box: Box) -> Iterator[CellLine]:
    """Yield the lines of a cell, each with whether one more character would have fitted into it."""
    if not printed:
        return
    size = max((line.right - line.left) / _wide(line.text) for line in printed)
    padding = min(size, max(0.0, min(line.left for line in printed) - box[0]))
    for line in printed:
        yield CellLine(line.text, (box[2] - box[0]) - 2 * padding - (line.right - line.left) > _ROOM * size)


def _wide(text: str) -> float:
    """Return how many Chinese characters a line is as wide as."""
    return max(1.0, sum(1.0 if character > "\u2e7f" else 0.5 for character in text))


def _room(printed: Sequence[PrintedLine], box: Box) -> float:
    """Return how many characters would have fitted behind the last line of a cell, its padding left free."""
    last = printed[-1]
    padding = min(last.height, max(0.0, min(line.left for line in printed) - box[0]))
    return (box[2] - last.right - padding) / last.height


def _within(glyph: Glyph, box: Box) -> bool:
    """Tell whether the middle of a character lies in a box."""
    x, y = (glyph.box[0] + glyph.box[2]) / 2, _middle(glyph.box)
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]


def _middle(box: Box) -> float:
    """Return the height at which a box's middle stands."""
    return (box[1] + box[3]) / 2


def joined(above: Sequence[TableRow], below: Sequence[TableRow]) -> tuple[list[TableRow], list[TableRow]]:
    """Return the rows of a table before and after a page's end, without the heading that is repeated, with what the page's end cut."""
    first, page, is_glued = list(above), _parted(above, below), False
    if page is not None:
        is_glued, below = True, page
    rest = list(below[_repeated(above, below) :])
    while len(first) > 1 and not _holds_text(first[-1]):
        first.pop()
    if not first or not rest:
        return first, rest
    goes_on = is_glued and not rest[0][0].text and _holds_text(rest[0])
    cut = rest[0] if goes_on or continues(first[-1], rest[0], _tall(first)) else None
    for column in range(len(first[0])):
        if cut is None or rest[0][column].down > 1:
            _carry(first, rest, column)
    if cut is None:
        return first, rest
    first[-1] = tuple(_whole(a, b) for a, b in zip(first[-1], cut, strict=True))
    return first, rest[1:]


def _holds_text(row: TableRow) -> bool:
    """Tell whether a row holds text; one that holds none is a strip that a page's end left of the row below."""
    return any(cell.text for cell in row)


def _parted(above: Sequence[TableRow], below: Sequence[TableRow]) -> list[TableRow] | None:
    """Return a page's rows where its first ones repeat the heading and the last holds a row's text too: that as a row of its own."""
    at = _repeated(above, below)
    if at >= min(_HEADING, len(above), len(below)) or not all(_begins(row, head) for row, head in zip(below[at], above[at], strict=True)):
        return None
    rest = tuple(_below(cell, len(head.lines)) for cell, head in zip(below[at], above[at], strict=True))
    return [*below[:at], above[at], rest, *below[at + 1 :]] if sum(bool(head.text) for head in above[at]) > 1 else None


def _begins(cell: PdfCell, head: PdfCell) -> bool:
    """Tell whether the first lines of a cell are those of a heading."""
    return [line.text for line in cell.lines[: len(head.lines)]] == [line.text for line in head.lines]


def _below(cell: PdfCell, count: int) -> PdfCell:
    """Return a cell without its first lines."""
    lines = cell.lines[count:]
    gone = sum(len("".join(line.text.split())) for line in cell.lines[:count])
    return replace(cell, text=wrapped_cell(lines), lines=lines, read=cell.read[gone:])


def _whole(upper: PdfCell, lower: PdfCell) -> PdfCell:
    """Return a cell of the two parts that stand on two pages."""
    held = _lines_of(upper) + _lines_of(lower)
    return replace(upper, text=wrapped_cell(held), full=lower.full, read=upper.read + lower.read, lines=held)


def _lines_of(cell: PdfCell) -> tuple[CellLine, ...]:
    """Return the lines of a cell, its text where they are not known."""
    return cell.lines or ((CellLine(cell.text),) if cell.text else ())


def _repeated(above: Sequence[TableRow], below: Sequence[TableRow]) -> int:
    """Return how many rows at the top of a page repeat the heading of the table."""
    pairs = list(zip(above[:_HEADING], below, strict=False))
    return next((n for n, (a, b) in enumerate(pairs) if [c.text for c in a] != [c.text for c in b]), len(pairs))


def continues(last: TableRow, first: TableRow, tall: Sequence[bool]) -> bool:
    """Tell whether a page's first row is the rest of the last row before it.

    It holds what the last row leaves blank and nothing else, as where cells are centred upon their row. Or it has no number of its own,
    begins nothing new, leaves columns blank that are no merged cells (`tall`), and every text that goes on
    had come to the edge of its cell, lists of bodies left aside: they end where their author ended them.
    """
    shared = [(a, b) for a, b in zip(last, first, strict=True) if b.text]
    if shared and last[0].text and not any(a.text for a, _ in shared):
        return True
    if first[0].text or not shared or any(_is_ended(a) or _NUMBERED.match(b.text) for a, b in shared):
        return False
    blank = [a for a, b, merged in zip(last, first, tall, strict=True) if a.text and not b.text and not merged and b.down <= 1]
    return bool(blank) and (len(shared) == 1 or all(_came_to_edge(a, b) or are_names(a.text) for a, b in shared))


def _came_to_edge(upper: PdfCell, lower: PdfCell) -> bool:
    """Tell whether what a page has of a text ends where the next piece that no line divides would not have fitted: 户”。 or 2025."""
    return upper.full or upper.room < _SPARE + len(_UNDIVIDED.match(lower.text)[0]) - 1  # type: ignore[index]  # it matches every text


def _is_ended(cell: PdfCell) -> bool:
    """Tell whether a cell holds nothing, or ends as sentences do; the bracket that closes a name (各县（市、区）) ends none."""
    return _ENDED.search(cell.text) is not None and not are_names(cell.text)


def _tall(rows: Sequence[TableRow]) -> list[bool]:
    """Return for every column whether the last row's cell covers more than that row."""
    return [row.down != 1 for row in rows[-1]]


def _carry(above: list[TableRow], below: list[TableRow], column: int) -> None:
    """Fill in the part of a merged cell that stands on the other page than its text."""
    last, first = above[-1][column], below[0][column]
    if bool(last.text) == bool(first.text):
        return
    tall = first.down > 1 or (last.down != 1 and _always(above, below, column))
    if not first.text and tall:
        _fill(below, range(max(1, first.down)), column, last)
    elif not first.text and _always(above, below, column):
        below[0] = _with(below[0], column, replace(first, note=sentence("unread.merged-cell")))
    elif not last.text and last.down != 1 and first.down > 1:
        start = next((at for at in range(len(above) - 1, -1, -1) if above[at][column].down), len(above) - 1)
        _fill(above, range(start, len(above)), column, first)


def _always(above: Sequence[TableRow], below: Sequence[TableRow], column: int) -> bool:
    """Tell whether a column is filled in every other row, so that a blank cell in it is out of the ordinary."""
    return all(row[column].text for row in [*above, *below[1:]])


def _fill(rows: list[TableRow], which: range, column: int, merged: PdfCell) -> None:
    """Put the text of a merged cell into rows."""
    for at in which:
        rows[at] = _with(rows[at], column, replace(rows[at][column], text=merged.text, read=merged.read))


def _with(row: TableRow, column: int, changed: PdfCell) -> TableRow:
    """Return a row with another cell."""
    return (*row[:column], changed, *row[column + 1 :])


def noted(row: TableRow, note: str) -> TableRow:
    """Return a row with what a reader should be told of it."""
    return (replace(row[0], note=note), *row[1:])


def even(rows: Sequence[TableRow]) -> list[TableRow]:
    """Return rows of one length."""
    width = max(len(row) for row in rows)
    return [row + (PdfCell(""),) * (width - len(row)) for row in rows]
