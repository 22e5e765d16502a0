"""Tables of which copying left one cell a line: 序号 ⏎ 任务 ⏎ 责任单位 ⏎ 1 ⏎ 建设甲。 ⏎ 市科技局 ⏎ 2 ⏎ …

The numbers of the first column say where a row begins. Lines too many belong to the task; or they are further rows of a merged name.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import Protocol

from ingest.document import Line, role
from ingest.outline.items import LONGEST_HEADING
from ingest.outline.table_heads import number_head
from ingest.sources import BRACKETED, CHINESE, SourceTable, Span, marker
from kg.register import any_form

MOST_COLUMNS = 12
MOST_LINES = 6  # rows of one number, or lines of one task
LARGEST_HOLE = 20  # numbers that may be left out below a heading: what was not published
LONGEST_LABEL = 20
LONGEST_OWNERS = 80  # characters of a cell of owners in such a table; a longer line is a task


@cache
def _body() -> re.Pattern[str]:
    """Match what the cell of an owner holds: a word of a body, or the sign that there is none."""
    return re.compile(rf"[会行团区县市]|{any_form('LineBody')}|{any_form('OwnerHeadNoun')}|^[/无—-]")


class TaskColumns(Protocol):
    """What is asked of the columns of a table."""

    @property
    def task(self) -> int:
        """Return the index of the column of tasks."""

    @property
    def more(self) -> tuple[int, ...]:
        """Return the indexes of the other columns right of it."""

    @property
    def owners(self) -> tuple[tuple[int, str], ...]:
        """Return index and label of the columns of owners."""


def stacked(text: str, found: Sequence[Line], read_columns: Callable[[Sequence[str]], TaskColumns | None]) -> Iterator[SourceTable]:
    """Yield the tables that stand in the text one cell a line; `columns` reads a header."""
    printed = [(line.start, line.end) for line in found if not line.blank]
    k = 0
    while k < len(printed):
        header = _header(text, printed, k)
        columns = read_columns([re.sub(r"\s", "", text[s:e]) for s, e in header]) if header else None
        if columns is None:
            k += 1
            continue
        rows, k = _rows(text, printed, k + len(header), columns, len(header))
        yield SourceTable((tuple(header), *rows))


def _header(text: str, printed: Sequence[Span], k: int) -> list[Span]:
    """Return the header cells, from a line 序号 to the line 1; none where there are too many or too long ones."""
    if not number_head().fullmatch(re.sub(r"\s", "", text[slice(*printed[k])])):
        return []
    for stop in range(k + 1, min(len(printed), k + MOST_COLUMNS + 1)):
        start, end = printed[stop]
        if text[start:end] == "1" or _heading(text, printed[stop]):
            return list(printed[k:stop])
        if end - start > LONGEST_LABEL:
            return []
    return []


def _rows(text: str, printed: Sequence[Span], k: int, columns: TaskColumns, width: int) -> tuple[list[tuple[Span, ...]], int]:
    made: list[tuple[Span, ...]] = []
    number, jump = 1, 0
    while k < len(printed):
        line = text[slice(*printed[k])]
        if line.isdecimal() and len(line) < 5 and number <= int(line) <= number + jump:
            number, jump = int(line) + 1, 0
            stop = _next(text, printed, k, number, width)
            made += _cut(text, list(printed[k:stop]), columns, width)
            k = stop
        elif _opens(text, printed, k):
            made.append((printed[k], *[(printed[k][1], printed[k][1])] * (width - 1)))
            k, jump = k + 1, LARGEST_HOLE
        else:
            break
    return made, k


def _opens(text: str, printed: Sequence[Span], k: int) -> bool:
    """Tell whether a line is a heading with rows or another heading below."""
    below = printed[k + 1] if k + 1 < len(printed) else None
    return below is not None and _heading(text, printed[k]) and (text[slice(*below)].isdecimal() or _heading(text, below))


def _heading(text: str, span: Span) -> bool:
    """Tell whether a line is a heading across the table: 二、成果转化方面（共4项）."""
    start, end = span
    mark = marker(text, start, end) if end - start <= LONGEST_HEADING else None
    return mark is not None and mark.rank in (CHINESE, BRACKETED) and "。" not in text[start:end]


def _next(text: str, printed: Sequence[Span], k: int, number: int, width: int) -> int:
    """Return where the next row begins; the last row ends with the text, before what closes a document, or has one line a cell."""
    reach = range(k + 1, min(len(printed), k + MOST_LINES * width))
    lines = {stop: text[slice(*printed[stop])] for stop in reach}
    following = next((stop for stop in reach if lines[stop] == str(number) or _opens(text, printed, stop)), None)
    closed = next((stop for stop in reach if stop >= k + width and role(lines[stop]) in ("furniture", "closing")), None)
    last = len(printed) if len(printed) <= k + MOST_LINES * width else k + width
    return following or closed or last


def _cut(text: str, cells: list[Span], columns: TaskColumns, width: int) -> Iterator[tuple[Span, ...]]:
    """Yield the rows of one number: one, or several where name and number were merged over them."""
    step = width - 2
    whole = [(cells[0], cells[1], *cells[i : i + step]) for i in range(2, len(cells), step)] if step > 0 and len(cells) > width else []
    if whole and columns.task == 1 and 2 in columns.more and all(len(row) == width and _owned(text, row, columns) for row in whole):
        yield from whole
    else:
        yield _fitted(cells, columns, width)


def _owned(text: str, row: Sequence[Span], columns: TaskColumns) -> bool:
    """Tell whether bodies stand in the first column of owners."""
    start, end = row[columns.owners[0][0]]
    return end - start <= LONGEST_OWNERS and _body().search(text[start:end]) is not None


def _fitted(cells: list[Span], columns: TaskColumns, width: int) -> tuple[Span, ...]:
    """Return as many cells as columns: lines too many belong to the task, cells too few are merged ones on the left."""
    if len(cells) <= width:
        empty = (cells[0][1], cells[0][1])
        return (cells[0], *[empty] * (width - len(cells)), *cells[1:])
    tail = len(cells) - (width - columns.task - 1)
    return (*cells[: columns.task], (cells[columns.task][0], cells[tail - 1][1]), *cells[tail:])
