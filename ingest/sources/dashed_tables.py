"""Tables whose columns a line of dashes marks, as pandoc writes them into Markdown and plain text.

  序号   任务           责任单位
  ------ -------------- ----------
  1      建设球场15个   市体育局
A Chinese character takes two places. The table ends at a blank line; between two whole lines of dashes blank lines part its rows instead.
What reaches over the end of a column is no table.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import accumulate, groupby, pairwise
from unicodedata import east_asian_width

from ingest.sources.builder import TextBuilder
from ingest.sources.source import SourceText
from ingest.sources.wrapped_cells import CellLine, wrapped_cell

_COLUMNS = re.compile(r" *-{2,}(?: +-{2,})+ *")
_FRAME = re.compile(r" *-{5,} *")
Rows = list[list[str]]


def read(text: str, data: bytes, path: str) -> SourceText | None:
    """Return a text with the tables that dashes mark in it; None where there is none."""
    lines = text.removesuffix("\n").split("\n")
    found = {start: (end, rows) for start, end, rows in tables(lines)}
    if not found:
        return None
    draft = TextBuilder("paragraph")
    until = 0
    for at, line in enumerate(lines):
        if at in found:
            until, rows = found[at]
            draft.table(rows, [at + 1] * len(rows))
        elif at >= until:
            draft.paragraph(line, at + 1)
    return draft.source("txt", data, path)


def tables(lines: Sequence[str]) -> Iterator[tuple[int, int, Rows]]:
    """Yield the tables among lines: from where to where they stand, and their rows."""
    past = 0
    for at, line in enumerate(lines):
        if at < past or not _COLUMNS.fullmatch(line):
            continue
        head = next((k + 1 for k in range(at - 1, past - 1, -1) if not lines[k].strip() or _FRAME.fullmatch(lines[k])), past)
        framed = head > past and _FRAME.fullmatch(lines[head - 1]) is not None
        end = next((k for k in range(at + 1, len(lines)) if _ends(lines[k], framed=framed)), len(lines))
        rows = _rows(line, lines[head:at], lines[at + 1 : end], framed=framed)
        if rows:
            past = end + (end < len(lines) and bool(lines[end].strip()))
            yield head - framed, past, rows


def _ends(line: str, *, framed: bool) -> bool:
    """Tell whether a table ends before a line."""
    closes = _FRAME.fullmatch(line) is not None or _COLUMNS.fullmatch(line) is not None
    return closes or (not framed and not line.strip())


def _rows(dashes: str, head: Sequence[str], body: Sequence[str], *, framed: bool) -> Rows:
    """Return the rows of a table; none where a line is printed over the end of a column, or there is nothing below the head."""
    columns = [found.span() for found in re.finditer("-+", dashes)]
    blocks = [list(block) for blank, block in groupby(body, lambda line: not line.strip()) if not blank] if framed else [[b] for b in body]
    read = [[_cells(line, columns) for line in block] for block in ([head] if head else []) + blocks]
    if not blocks or any(not cells for block in read for cells in block):
        return []
    return [[wrapped_cell([CellLine(cells[column]) for cells in block]) for column in range(len(columns))] for block in read]


def _cells(line: str, columns: Sequence[tuple[int, int]]) -> list[str]:
    """Return what a line holds in each column; nothing where a character stands behind the end of a column and before the next."""
    places = list(accumulate((1 + (east_asian_width(character) in "WF") for character in line), initial=0))
    edges = [0, *(low for low, _ in columns[1:]), places[-1] + 1]
    cells = ["".join(c for c, place in zip(line, places, strict=False) if low <= place < high) for low, high in pairwise(edges)]
    gaps = [(high, low) for (_, high), (low, _) in pairwise(columns)]
    printed = [place for character, place in zip(line, places, strict=False) if not character.isspace()]
    return [] if any(high <= place < low for place in printed for high, low in gaps) else cells
