"""Tables in the text, and tables that are none of rows below one head, as tables of rows below one head.

lines with tabs                                    a table that was copied into a text
序号 | 任务 | 责任单位 | 序号 | 任务 | 责任单位        two tables beside one another
任务 | 甲 | 乙 ⏎ 责任单位 | 市体育局 | 市城管局         heads at the left, a task a column
项目名称 | 甲 | 责任单位 | 市体育局 ⏎ 建设内容 | …      cards: a head before each value, in two columns or in more
序号 | 任务 | 配合单位 ⏎ … ⏎ 序号 | 任务 | 牵头单位     two tables below one another
Of those with heads before the values nothing is read where a value is missing, since a merged cell may stand for it.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from ingest.document import Document, Line
from ingest.outline.stacked import stacked
from ingest.outline.table_columns import cell_label, read_columns
from ingest.outline.table_heads import deadline_head, number_head, owner_head, task_head
from ingest.owners import is_body
from ingest.sources import SourceTable, Span

_TABBED = re.compile(r"[^\t\n]*(?:\t[^\t\n]*)+")
_BETWEEN = re.compile("[、，,；;]")
_PAIR = 2  # cells of a row that is a head and its value
_FEWEST_HEADS = 3  # of a row that is the head of a table of its own
_LONGEST_HEAD, _LONGEST_CELL = 12, 60  # characters of a head and of a cell that stand on lines of their own
_HEADER_ROWS = 3  # rows at the top in which the head of two tables beside one another stands
Row = tuple[Span, ...]


def span_of(table: SourceTable) -> Span:
    """Return from where to where a table reaches."""
    cells = [cell for row in table.rows for cell in row]
    return (min(s for s, _ in cells), max(e for _, e in cells)) if cells else (0, 0)


def parts_beside(text: str, table: SourceTable) -> list[SourceTable]:
    """Return the tables that stand beside one another in one: where its head repeats itself; else the table."""
    for row in table.rows[:_HEADER_ROWS]:
        labels = [cell_label(text, cell) for cell in row]
        starts = [j for j, label in enumerate(labels) if label and label == labels[0]]
        ends = [*starts[1:], len(labels)] if starts else []
        heads = [[label for label in labels[a:b] if label] for a, b in zip(starts, ends, strict=True)]
        if len(starts) > 1 and all(head == heads[0] for head in heads) and read_columns(heads[0]):
            return [SourceTable(tuple(each[a:b] for each in table.rows)) for a, b in zip(starts, ends, strict=True)]
    return [table]


def parts_below(text: str, table: SourceTable) -> list[SourceTable]:
    """Return the tables that stand below one another in one: where a row is a head that reads otherwise than the head above it."""
    labels = [[cell_label(text, cell) for cell in row] for row in table.rows]
    heads = [at for at, row in enumerate(labels) if _is_whole_head(row)]
    starts = [at for before, at in pairwise(heads) if at > before + 1 and labels[at] != labels[before]]
    return [SourceTable(table.rows[a:b]) for a, b in pairwise([0, *starts, len(table.rows)])]


def _is_whole_head(labels: Sequence[str]) -> bool:
    """Tell whether a row holds heads and nothing else, of tasks and of owners among them."""
    filled = [label for label in labels if label]
    known = sum(map(_is_head, filled)) if len(filled) >= _FEWEST_HEADS else 0
    return known >= _FEWEST_HEADS and known >= len(filled) - 1 and read_columns(labels) is not None


def upright(text: str, table: SourceTable) -> list[SourceTable] | None:
    """Return a table with heads at the left, or of cards, as tables of rows, none where a value is missing; None where it is neither."""
    rows = [row for row in table.rows if sum(bool(cell_label(text, cell)) for cell in row) > 1]
    if _has_heads_left(text, rows):
        is_whole = len({len(row) for row in rows}) == 1 and all(cell_label(text, cell) for row in rows for cell in row)
        return [SourceTable(tuple(zip(*rows, strict=True)))] if is_whole else []
    return _cards(text, rows) if _is_of_cards(text, rows) or _is_of_pairs(text, rows) else None


def turned_tables(document: Document) -> list[Span]:
    """Return where tables with heads at the left, of cards, or column by column stand: no line of them says who owns what by itself."""
    text = document.text
    forms = (_has_heads_left, _is_of_cards, _is_of_pairs, _names_bodies_above)
    turned = [span_of(table) for table in document.source.tables if any(is_turned(text, table.rows) for is_turned in forms)]
    return [*turned, *_column_by_column(document)]


def _column_by_column(document: Document) -> Iterator[Span]:
    """Yield where a table was written down one column after the other, its heads on lines of their own: 责任单位 ⏎ 市体育局 ⏎ 市教育局."""
    lines = _outside_tables(document)
    heads = [at for at, line in enumerate(lines) if line.end - line.start <= _LONGEST_HEAD and _kind(document.text, line)]
    kinds = {_kind(document.text, lines[at]) for at in heads}
    if owner_head() in kinds and len(kinds) >= _FEWEST_HEADS:
        last = next((line for line in lines[heads[-1] :] if line.end - line.start > _LONGEST_CELL), lines[-1])
        yield lines[heads[0]].start, last.end


def _outside_tables(document: Document) -> list[Line]:
    """Return the printed lines that stand in no table that is read."""
    tables = (*document.source.tables, *stacked(document.text, document.lines, read_columns))
    known = [span_of(table) for table in tables]
    return [line for line in document.lines if not line.blank and not any(start <= line.start < end for start, end in known)]


def _kind(text: str, line: Line) -> re.Pattern[str] | None:
    """Return of which kind of head a line is, and nothing else; None where it is none."""
    label = re.sub(r"\s", "", text[line.start : line.end])
    return next((head for head in (owner_head(), task_head(), deadline_head(), number_head()) if head.fullmatch(label)), None)


def _has_heads_left(text: str, rows: Sequence[Row]) -> bool:
    """Tell whether the heads of tasks and owners stand in the first column, and bodies beside that of owners."""
    filled = [row for row in rows if len(row) > 2]
    heads = [cell_label(text, row[0]) for row in filled]
    owned = [row for row, head in zip(filled, heads, strict=True) if owner_head().fullmatch(head)]
    return any(map(task_head().fullmatch, heads)) and any(_are_bodies(text, row[1:]) for row in owned)


def _is_of_cards(text: str, rows: Sequence[Row]) -> bool:
    """Tell whether the head of owners stands before a body in a row that begins with another head."""
    pairs = ((row[0], row[j], row[j + 1]) for row in rows for j in range(2, len(row) - 1, 2))
    return any(
        owner_head().fullmatch(cell_label(text, head)) and _names_bodies(text, value) and _is_head(cell_label(text, first))
        for first, head, value in pairs
    )


def _is_of_pairs(text: str, rows: Sequence[Row]) -> bool:
    """Tell whether each row is a head and its value, those of tasks and of owners among them: 任务 | 建设球场 ⏎ 责任单位 | 市体育局."""
    filled = [row for row in rows if any(cell_label(text, cell) for cell in row)]
    heads = [cell_label(text, row[0]) for row in filled if len(row) == _PAIR]
    owned = [row for row, head in zip(filled, heads, strict=False) if owner_head().fullmatch(head)]
    return len(heads) == len(filled) and any(map(task_head().fullmatch, heads)) and any(_names_bodies(text, row[1]) for row in owned)


def _names_bodies_above(text: str, rows: Sequence[Row]) -> bool:
    """Tell whether several bodies stand beside the head of owners in a row of a table, each above a column: 责任单位 | 市体育局 | …."""
    owned = [row for row in rows if owner_head().fullmatch(cell_label(text, row[0]))]
    beside = (tuple(cell for cell in row[1:] if cell_label(text, cell)) for row in owned)
    return any(len(cells) > 1 and _are_bodies(text, cells) for cells in beside)


def _cards(text: str, rows: Sequence[Row]) -> list[SourceTable]:
    """Return the cards as tables of one row; nothing where a card has no task or no owner, or a head no value."""
    starts = [at for at, row in enumerate(rows) if cell_label(text, row[0]) == cell_label(text, rows[0][0])]
    found: list[SourceTable] = []
    for low, high in zip(starts, [*starts[1:], len(rows)], strict=True):  # a card begins where the first head stands again
        pairs = [(row[j], row[j + 1]) for row in rows[low:high] for j in range(0, len(row) - 1, 2) if cell_label(text, row[j])]
        heads = [cell_label(text, head) for head, _ in pairs]
        if not all(cell_label(text, value) for _, value in pairs) or len({*heads}) < len(heads) or not read_columns(heads):
            return []
        found.append(SourceTable((tuple(head for head, _ in pairs), tuple(value for _, value in pairs))))
    return found


def _is_head(label: str) -> bool:
    """Tell whether a cell may head others."""
    return any(head.fullmatch(label) for head in (owner_head(), task_head(), deadline_head(), number_head()))


def _are_bodies(text: str, cells: Row) -> bool:
    """Tell whether a body stands in one of several cells, and nothing else in the others."""
    filled = [cell for cell in cells if cell_label(text, cell)]
    return bool(filled) and all(_names_bodies(text, cell) for cell in filled)


def _names_bodies(text: str, cell: Span) -> bool:
    """Tell whether a cell begins with the name of a body."""
    return is_body(_BETWEEN.split(cell_label(text, cell))[0], strong=True)


def tabbed(text: str, found: Sequence[Line], known: Sequence[Span] = ()) -> Iterator[SourceTable]:
    """Yield the tables that stand in the text as lines with tabs, outside those the source gave."""
    run: list[tuple[Span, ...]] = []
    for line in found:
        if line.blank:
            continue
        stop = line.next - text.startswith("\n", line.next - 1)
        if _TABBED.fullmatch(text, line.begin, stop) and not any(s <= line.start < e for s, e in known):
            run.append(_cells(text, line.begin, stop))
        elif run:
            yield SourceTable(tuple(run))
            run = []
    if run:
        yield SourceTable(tuple(run))


def _cells(text: str, begin: int, end: int) -> tuple[Span, ...]:
    cells, start = [], begin
    for cell in text[begin:end].split("\t"):
        cells.append((start, start + len(cell)))
        start += len(cell) + 1
    return tuple(cells)
