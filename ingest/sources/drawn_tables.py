"""Tables drawn with characters in a text: +---+ and |, the lines of a box ┌─┬┐, or nothing but | between the cells.

+----+--------------+----------+
|序号|任务          |责任单位  |
+----+--------------+----------+
|1   |建设球场15个  |市体育局  |
+----+--------------+----------+
A Chinese character takes two places or one, a line of a box too: the table is read as the one whose bars stand below one another, else by
counting its bars. Where no line parts the rows a number begins each, or every line fills all cells; anything else is not read and said.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, groupby, pairwise
from unicodedata import east_asian_width

from ingest.sources import pdf_tables
from ingest.sources.builder import TextBuilder, tidy
from ingest.sources.pdf_lines import Box, Glyph
from ingest.sources.source import SourceText
from kg.sentences import sentence

_BARS = "|│┃║┆┇┊┋╎╏｜"
_RULES = "-=─━═┄┅┈┉╌╍"
_CORNERS = "".join(map(chr, (*range(0x250C, 0x254C), *range(0x2552, 0x2571))))
_DRAWN = f"{_BARS}{_CORNERS}+"
# A bar, a corner of a box, or + where a line begins or ends; 5G+ is text.
_EDGE = re.compile(f"[{_BARS}{_CORNERS}]|[+](?=[{_RULES}])|(?<=[{_RULES}])[+]")
_LINE = re.compile(f"[{_DRAWN}].*[{_DRAWN}]")
_RULE = re.compile(f"[{_DRAWN} {_RULES}]*[{_RULES}]{{2}}[{_DRAWN} {_RULES}]*")
_NUMBER = re.compile(r"[（(]?\d{1,3}[)）]?[.、．]?")
_FEWEST_EDGES = 3  # of a line of two cells
_FULL_LINES = 3  # lines that fill every cell and are rows although nothing parts them
_MOST_LINES = 2_000  # of a drawn table; the time to read one grows with their square
_SHOWN = 120  # characters of a table that was not read which are shown
_LEADING = 1.5  # lines stand further apart than characters are high, as on a page
# How many places a Chinese character and a line of a box take.
_WIDTHS = ((2, 1), (2, 2), (1, 1))


@dataclass(frozen=True, slots=True)
class DrawnLine:
    """A line of a drawn table: the places of its bars and corners, and what stands between each and the next."""

    edges: tuple[int, ...]
    stretches: tuple[str, ...]

    def is_ruled(self, edge: int) -> bool:
        """Tell whether a line that ends a cell stands behind an edge of the table."""
        at = bisect_right(self.edges, edge) - 1
        return 0 <= at < len(self.stretches) and self.stretches[at] != "" and set(self.stretches[at]) <= set(_RULES)

    @property
    def is_whole(self) -> bool:
        """Whether it parts all cells above from all below."""
        return all(self.is_ruled(edge) for edge in self.edges[:-1])


Rows = tuple[pdf_tables.TableRow, ...]


def read(characters: str, data: bytes, path: str) -> SourceText | None:
    """Return a text with the tables that are drawn in it; None where there is none."""
    lines = characters.replace("\r\n", "\n").removesuffix("\n").split("\n")
    runs = list(_runs(lines))
    if not runs:
        return None
    draft = TextBuilder("paragraph")
    last = 0
    for start, end in runs:
        _paragraphs(draft, lines, last, start)
        _write(draft, lines, start, end)
        last = end
    _paragraphs(draft, lines, last, len(lines))
    return draft.source("txt", data, path)


def grids(lines: Sequence[str]) -> Iterator[tuple[int, int, list[list[str]]]]:
    """Yield the tables whose first line is +---+, as Markdown has them: from where to where they stand, and their rows."""
    for start, end in _runs(lines):
        grid = [line.strip().replace("\\ ", "  ") for line in lines[start:end]]  # a backslash ends a line of a cell
        rows = _table(grid) if grid[0].startswith("+") and len(grid) <= _MOST_LINES else ()
        if rows:
            yield start, end, [[cell.text for cell in row] for row in rows]


def _paragraphs(draft: TextBuilder, lines: Sequence[str], start: int, end: int) -> None:
    """Write lines as they are."""
    for at in range(start, end):
        draft.paragraph(tidy(lines[at]), at + 1)


def _write(draft: TextBuilder, lines: Sequence[str], start: int, end: int) -> None:
    """Write the table that some lines draw; the lines themselves, and a note, where its rows are not told apart."""
    rows = _table([line.strip() for line in lines[start:end]]) if end - start <= _MOST_LINES else ()
    if rows:
        draft.table([[cell.text for cell in row] for row in rows], [start + 1] * len(rows))
        return
    begin = draft.length
    _paragraphs(draft, lines, start, end)
    draft.note((begin, min(draft.length - 1, begin + _SHOWN)), sentence("unread.drawn-table"))


def _runs(lines: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield from where to where lines draw a table: at least two of them with two cells or more."""
    start = 0
    for at in range(len(lines) + 1):
        if at < len(lines) and (_is_rule(lines[at]) or _is_row(lines[at])):
            continue
        if sum(len(_EDGE.findall(line)) >= _FEWEST_EDGES for line in lines[start:at] if _is_row(line)) > 1:
            yield start, at
        start = at + 1


def _is_rule(line: str) -> bool:
    """Tell whether a line is drawn and holds no text."""
    return _RULE.fullmatch(line.strip()) is not None


def _is_row(line: str) -> bool:
    """Tell whether a line holds the text of cells between bars."""
    printed = line.strip()
    return _LINE.fullmatch(printed) is not None and not _is_rule(printed)


def _table(lines: Sequence[str]) -> Rows:
    """Return the rows of a drawn table; none where they are not told apart."""
    parted = _parted(lines)
    for wide, drawn in _WIDTHS if parted else ():
        placed = [_placed(line, wide, drawn) for line in parted]
        if edges := _edges(placed):
            return _filled(placed, edges, wide)
    placed = [_placed(line) for line in _counted(parted)]
    return _filled(placed, placed[0].edges, 2) if placed else ()


def _placed(line: str, wide: int = 2, drawn: int = 1) -> DrawnLine:
    """Return a line with the places at which its bars stand."""
    places = [0, *accumulate(_width(character, wide, drawn) for character in line)]
    edges = [found.start() for found in _EDGE.finditer(line)]
    return DrawnLine(tuple(places[at] for at in edges), tuple(line[a + 1 : b] for a, b in pairwise(edges)))


def _width(character: str, wide: int, drawn: int) -> int:
    """Return how many places a character takes."""
    return drawn if "\u2500" <= character <= "\u257f" else wide if east_asian_width(character) in "WFA" else 1


def _edges(placed: Sequence[DrawnLine]) -> Sequence[int]:
    """Return where the columns begin and the last one ends, as the lines across the table say; nothing where a bar stands elsewhere."""
    edges = sorted({edge for line in placed if line.is_whole for edge in line.edges})
    fits = all(line.edges and {edges[0], edges[-1]} <= set(line.edges) <= set(edges) for line in placed) if edges else False
    return edges if fits else ()


def _counted(lines: Sequence[str]) -> list[str]:
    """Return lines with as many bars each, set anew so that their bars stand below one another; nothing where they have not."""
    cells = [() if _is_rule(line) else tuple(map(str.strip, _placed(line).stretches)) for line in lines]
    counts = {len(row) for row in cells if row}
    if len(counts) != 1:
        return []
    columns = [max(_wide(row[at]) for row in cells if row) for at in range(counts.pop())]
    rule = "+" + "+".join("-" * (width + 2) for width in columns) + "+"
    return ["|" + "|".join(map(_padded, row, columns)) + "|" if row else rule for row in cells]


def _padded(cell: str, width: int) -> str:
    """Return a cell of a width, a blank on either side."""
    return f" {cell}{' ' * (width - _wide(cell))} "


def _wide(text: str) -> int:
    """Return how many places a text takes where a Chinese character takes two."""
    return sum(_width(character, 2, 1) for character in text)


def _parted(lines: Sequence[str]) -> list[str]:
    """Return the lines with one across the table between every two rows; nothing where the rows are not told apart."""
    across = [line for line in lines if _is_across(line)]
    rule = max(across, key=lambda line: len(_EDGE.findall(line)), default="+--+")
    blocks = [list(block) for is_across, block in groupby(lines, _is_across) if not is_across]
    if len(blocks) == 1:  # nothing below the head
        blocks = [blocks[0][:1], blocks[0][1:]]
    rows = [row for block in blocks for row in _rows(block, alone=len(blocks) == 2 and block is blocks[1])]
    edges = iter([rule, *across[1:-1]] if len(rows) + 1 == len(across) else [])
    return [next(edges, rule), *(line for row in rows for line in (*row, next(edges, rule)))] if all(rows) else []


def _is_across(line: str) -> bool:
    """Tell whether a line parts all cells above it from all below."""
    return _is_rule(line) and _placed(line).is_whole


def _rows(block: list[str], *, alone: bool) -> Iterator[list[str]]:
    """Yield the rows of a block: one, or one a number, or one a line where all are full; an empty one where that is open.

    `alone` says that nothing parts the rows of the table: one block holds them all.
    """
    placed = list(map(_placed, block))
    cells = [tuple(map(str.strip, line.stretches)) for line in placed]
    numbered = [at for at, row in enumerate(cells) if row and _NUMBER.fullmatch(row[0])]
    if len(numbered) > 1 or (alone and numbered):
        goes_on = all(row[0] == "" and not all(row[1:]) for at, row in enumerate(cells) if at not in numbered)
        yield from (block[low:high] for low, high in pairwise([*numbered, len(block)])) if goes_on and numbered[0] == 0 else [[]]
    elif alone and len(block) > 1 and not any(line.is_ruled(edge) for line in placed for edge in line.edges[:-1]):
        is_full = len(block) >= _FULL_LINES and all(map(all, cells))
        yield from ([line] for line in block) if is_full else [[]]
    else:
        yield block


def _filled(placed: Sequence[DrawnLine], edges: Sequence[int], wide: int) -> Rows:
    """Return the rows of a table whose bars stand below one another."""
    glyphs = [glyph for at, line in enumerate(placed) for glyph in _glyphs(line, at, wide)]
    return pdf_tables.filled_in(list(_cells(placed, edges, wide)), glyphs)[0]


def _glyphs(line: DrawnLine, at: int, wide: int) -> Iterator[Glyph]:
    """Yield the characters between the bars of a line with their places."""
    top = _height(at, wide)
    for edge, stretch in zip(line.edges, line.stretches, strict=False):
        place, is_spaced = edge + 1, False
        for character in "" if line.is_ruled(edge) else stretch:
            width, meant = _width(character, wide, 1), tidy(character).strip()
            if meant:
                yield Glyph(meant, (float(place), top - wide, float(place + width), top), spaced=is_spaced)
            place, is_spaced = place + width, not meant


def _height(at: int, wide: int) -> float:
    """Return the height at which a line begins."""
    return -_LEADING * wide * at


def _cells(placed: Sequence[DrawnLine], edges: Sequence[int], wide: int) -> Iterator[list[Box | None]]:
    """Yield the boxes of the cells, row by row; none below the first row of a cell and behind the first column of one."""
    drawn = [at for at, line in enumerate(placed) if any(map(line.is_ruled, edges[:-1]))]
    for low, high in pairwise(drawn):
        inner = [edge for edge in edges[:-1] if all(edge in line.edges for line in placed[low + 1 : high])]
        if high > low + 1:
            yield [_box(placed, low, edge, [*inner, edges[-1]], wide) if edge in inner else None for edge in edges[:-1]]


def _box(placed: Sequence[DrawnLine], low: int, edge: int, inner: Sequence[int], wide: int) -> Box | None:
    """Return the box of the cell that begins below a line and behind an edge; None where it began further up."""
    if not placed[low].is_ruled(edge):
        return None
    below = next((at for at in range(low + 1, len(placed)) if placed[at].is_ruled(edge)), len(placed) - 1)
    right = min(other for other in inner if other > edge)
    return (edge + 1.0, _height(below, wide) - wide / 2, float(right), _height(low, wide) - wide / 2)
