"""Tables of tasks: a row is a task, its columns say who, until when and in which field.

序号 | 类别 | 工作举措 | 具体任务 | 牵头单位 | 配合单位 | 完成时限
序号 | 任务 | 省发展改革委 | 省财政厅, with √ and ★ in the cells of who takes part
as a table of the source, as lines with tabs, or one cell a line after copying.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from ingest.document import Document, Line, Years
from ingest.outline.items import unique, whole
from ingest.outline.stacked import stacked
from ingest.outline.table_heads import begin_head, deadline_head, indicator_head, note_head, number_head, owner_head, specificity, task_head
from ingest.outline.task_spans import TaskSpan
from ingest.outline.value_columns import ValueColumns, is_value_label, row_values, value_columns
from ingest.owners import is_body, is_tick, legend
from ingest.sources import SourceTable, Span, marker

_DIGITS = re.compile(r"\d{1,4}")
_TABBED = re.compile(r"[^\t\n]*(?:\t[^\t\n]*)+")
_HEADER_ROWS = 3  # how many rows at the top may be a title or the upper half of a header
LONGEST_NAME = 60  # characters of a title; a longer first sentence is no name of a task, but its first clauses may be
FEWEST_BODIES = 2  # columns with the name of a body that make a matrix
_STOP = re.compile(r"[。；;！!？?\n]|[：:](?!\d)")
_CLAUSE = re.compile(r"[，,](?!\d)")
_AFTER_NUMBER = "、.．)） \t\u3000"


@dataclass(frozen=True, slots=True)
class Columns:
    """What the columns of a table are: indexes of the number, the fields, the task, owners with their label, deadline.

    `ticked` are the columns of a matrix, each with the cell that names its body; `values` those of numbers, steps and further text.
    """

    number: int | None
    fields: tuple[int, ...]
    task: int
    more: tuple[int, ...]
    owners: tuple[tuple[int, str], ...]
    deadline: int | None
    ticked: tuple[tuple[int, Span], ...] = ()
    values: ValueColumns = field(default=ValueColumns(), repr=False)


def read_columns(labels: Sequence[str]) -> Columns | None:
    """Return what a header row says, or None where it names no owners or no task.

    >>> read_columns(["序号", "类别", "具体任务", "牵头单位", "完成时限"])
    Columns(number=0, fields=(1,), task=2, more=(), owners=((3, '牵头单位'),), deadline=4, ticked=())
    """
    owners = tuple((j, label) for j, label in enumerate(labels) if owner_head().fullmatch(label))
    task = _task_column(labels, {j for j, _ in owners})
    if not owners or task is None:
        return None
    return _columns(labels, task, owners, {j for j, _ in owners})


def _columns(labels: Sequence[str], task: int, owners: tuple[tuple[int, str], ...], bodies: set[int]) -> Columns:
    """Return the columns with number, deadline and further fields beside the task and the `bodies`."""
    number = next((j for j, label in enumerate(labels) if number_head().fullmatch(label)), None)
    dates = [j for j, label in enumerate(labels) if deadline_head().fullmatch(label)]
    deadline = next((j for j in dates if not begin_head().search(labels[j])), dates[0] if dates else None)
    taken = {task, number, deadline, *bodies}
    rest = [j for j, label in enumerate(labels) if j not in taken and label and not note_head().search(label)]
    return Columns(number, tuple(j for j in rest if j < task), task, tuple(j for j in rest if j > task), owners, deadline)


def matrix(text: str, table: SourceTable) -> tuple[int, Columns | None]:
    """Return where the rows begin and what the columns are, where columns are named by bodies and cells hold marks."""
    for k in range(min(_HEADER_ROWS, len(table.rows) - 1)):
        above = table.rows[k - 1] if k else ()
        bodies = {
            j for j, cell in enumerate(table.rows[k]) if is_body(_label(text, cell), strong=True) and _ticks(text, table.rows[k + 1 :], j)
        }
        ticks = any(_label(text, row[j]) for row in table.rows[k + 1 :] for j in bodies if j < len(row))
        labels = [_label(text, cell) or (_label(text, above[j]) if j < len(above) else "") for j, cell in enumerate(table.rows[k])]
        task = _task_column(labels, bodies)
        if len(bodies) >= FEWEST_BODIES and ticks and task is not None:
            columns = _columns(labels, task, (), bodies)
            return k + 1, replace(columns, ticked=tuple((j, _inner(text, table.rows[k][j])) for j in sorted(bodies)))
    return 0, None


def _ticks(text: str, rows: Sequence[Sequence[Span]], column: int) -> bool:
    """Tell whether a column holds nothing but marks."""
    return all(not label or is_tick(label) for row in rows if column < len(row) for label in (_label(text, row[column]),))


def _task_column(labels: Sequence[str], taken: set[int]) -> int | None:
    """Return the column that holds the task: the most specific one that is called so, else the last one before the owners."""
    found = [j for j, label in enumerate(labels) if j not in taken and task_head().fullmatch(label) and not note_head().fullmatch(label)]
    if not found:
        left = [
            j
            for j, label in enumerate(labels[: min(taken, default=0)])
            if label and not any(r.fullmatch(label) for r in (number_head(), deadline_head(), note_head())) and not is_value_label(label)
        ]
        named = [j for j in left if indicator_head().fullmatch(labels[j])]
        return (named or left)[-1] if left else None
    ranked = [specificity(labels[j]) for j in found]
    return [j for j, rank in zip(found, ranked, strict=True) if rank == min(ranked)][-1]


def task_rows(document: Document, *, years: Years = None) -> list[TaskSpan]:
    """Return the tasks that stand in tables, in printed order; `years` are the first and last year of the plan."""
    text, found, tables = document.text, document.lines, document.source.tables
    spans = [_span(t) for t in tables if t.rows]
    everything = [*tables, *tabbed(text, found, spans), *stacked(text, found, read_columns)]
    drafts: list[TaskSpan] = []
    taken: dict[str, int] = {}
    index, known = 1, None
    for table in sorted(everything, key=_span):
        header, columns = matrix(text, table)
        if columns is None:
            header, columns = _header(text, table, known)
        if columns is None:
            continue
        header, columns = _valued(document, table, header, columns, years) if header else (0, columns)
        known = (columns, len(table.rows[0]))
        columns = _refined(text, table.rows[header:], columns)
        rows = _rows(document, table.rows[header:], columns, index, taken, years)
        made = _merged(text, [d for d in rows if not drafts or d.start >= drafts[-1].end])
        drafts += made
        index += bool(made)
    return drafts


def _span(table: SourceTable) -> Span:
    cells = [cell for row in table.rows for cell in row]
    return (min(s for s, _ in cells), max(e for _, e in cells)) if cells else (0, 0)


def _header(text: str, table: SourceTable, known: tuple[Columns, int] | None) -> tuple[int, Columns | None]:
    """Return where the rows begin and what the columns are; a table that runs on over a page has the columns of the one before."""
    read = [read_columns(_spread([_label(text, cell) for cell in row])) for row in table.rows[:_HEADER_ROWS]]
    for k, (header, below) in enumerate(zip(read, [*read[1:], None], strict=True)):
        if header is not None and (below is None or len(below.owners) < len(header.owners)):
            return k + 1, header
    runs_on = known is not None and table.rows and len(table.rows[0]) == known[1]
    return (0, known[0]) if runs_on and known and _numbered(text, table.rows[0], known[0]) else (0, None)


def _valued(document: Document, table: SourceTable, header: int, columns: Columns, years: Years) -> tuple[int, Columns]:
    """Return where the rows begin and the columns with those of values; the dates of such columns may stand in a row below the head."""
    labels = _spread([_label(document.text, cell) for cell in table.rows[header - 1]])
    below = [_label(document.text, cell) for cell in table.rows[header]] if header < len(table.rows) else []
    if any(below) and len(below) == len(labels) and all(is_value_label(label) for label in below if label):
        labels, header = [b or a for a, b in zip(labels, below, strict=True)], header + 1
    values = value_columns(document, labels, table.rows[header:], _free(labels, columns), years=years)
    fields, more = (tuple(j for j in held if j not in values.taken) for held in (columns.fields, columns.more))
    kept = tuple(j for j in values.texts if j in more and j != columns.task + 1)
    return header, replace(columns, fields=fields, more=more, values=replace(values, texts=kept))


def _free(labels: Sequence[str], columns: Columns) -> list[int]:
    """Return the columns that are neither number, task, owner nor deadline."""
    taken = {columns.number, columns.task, columns.deadline, *(j for j, _ in columns.owners), *(j for j, _ in columns.ticked)}
    return [j for j in range(len(labels)) if j not in taken]


def _spread(labels: Sequence[str]) -> list[str]:
    """Return the labels of a header with those that span several columns on each: 任务 | (nothing) | 牵头单位."""
    spread: list[str] = []
    for label in labels:
        spread.append(label or (spread[-1] if spread else ""))
    return spread


def _refined(text: str, cells: Sequence[Sequence[Span]], columns: Columns) -> Columns:
    """Return the columns with the task where its text is: beside a name that several rows share, as merged cells do."""
    inner = columns.task + 1
    if inner not in columns.more:
        return columns
    names = [_label(text, row[columns.task]) for row in cells if len(row) > inner and _label(text, row[inner])]
    shared = sum(not name or name == before for before, name in pairwise(names))
    if not shared:
        return columns
    return replace(columns, fields=(*columns.fields, columns.task), task=inner, more=tuple(j for j in columns.more if j != inner))


def _numbered(text: str, row: Sequence[Span], columns: Columns) -> bool:
    return columns.number is not None and _DIGITS.fullmatch(_label(text, row[columns.number])) is not None


def _rows(
    document: Document, cells: Sequence[Sequence[Span]], columns: Columns, index: int, taken: dict[str, int], years: Years
) -> Iterator[TaskSpan]:
    text = document.text
    above: dict[int, str] = {}
    shared = _shared(text, cells, columns)
    for ordinal, row in enumerate(cells, 1):
        if columns.task >= len(row):
            continue
        printed = {j: text[s:e].strip() for j, (s, e) in enumerate(row)}
        if heading := _across(printed):
            above = {-1: heading}
        elif printed[columns.task] and not _repeated(printed, columns):
            above |= {j: printed[j] for j in columns.fields if printed.get(j)}
            made = _row(text, row, columns, printed, above, own=_number(printed, columns) in shared)
            step = _name(printed, columns) or str(ordinal)
            own = made.number if made.number not in ("", step) and made.number.isdecimal() else ""
            name = unique(f"t{index}.{step}" + (f".{own}" if own else ""), taken)
            yield replace(made, id=name, values=row_values(document, row, _called(text, row, columns, made), columns.values, years=years))


def _called(text: str, row: Sequence[Span], columns: Columns, made: TaskSpan) -> Span:
    """Return the cell of a task without its number."""
    start, end = _inner(text, row[columns.task])
    return max(start, made.body), max(end, made.body)


def _number(printed: dict[int, str], columns: Columns) -> str:
    """Return the number of a row as its column prints it."""
    return printed.get(columns.number, "") if columns.number is not None else ""


def _shared(text: str, cells: Sequence[Sequence[Span]], columns: Columns) -> frozenset[str]:
    """Return the numbers that several rows print, as a merged cell does."""
    if columns.number is None:
        return frozenset()
    numbers = [text[slice(*row[columns.number])].strip() for row in cells if columns.number < len(row)]
    return frozenset(a for a, b in pairwise(numbers) if a and a == b)


def _across(printed: dict[int, str]) -> str | None:
    """Return the heading that a row across all columns holds; bodies alone in a row are none: 省委宣传部."""
    values = {v for v in printed.values() if v}
    if len(values) != 1 or len(printed) < 2:
        return None
    heading = values.pop()
    return None if all(is_body(name, strong=True) for name in re.split(r"[、，,\s]+", heading)) else heading


def _name(printed: dict[int, str], columns: Columns) -> str | None:
    number = printed.get(columns.number, "") if columns.number is not None else ""
    return number if _DIGITS.fullmatch(number) else None


def _merged(text: str, found: Sequence[TaskSpan]) -> list[TaskSpan]:
    """Return the tasks; rows that repeat number and text of the one before, as merged cells do, only add their owners."""
    made: list[TaskSpan] = []
    for draft in found:
        last = made[-1] if made else None
        if last and draft.number and last.number == draft.number and text[last.body : last.stop] == text[draft.body : draft.stop]:
            named = {(label, text[s:e]) for label, s, e in last.owners}
            more = tuple(o for o in draft.owners if (o[0], text[o[1] : o[2]]) not in named)
            made[-1] = replace(last, owners=last.owners + more, end=draft.end)
        else:
            made.append(draft)
    return made


def _repeated(printed: dict[int, str], columns: Columns) -> bool:
    """Tell whether a row is the header again."""
    return any(re.sub(r"\s", "", printed.get(j, "")) == label for j, label in columns.owners)


def _label(text: str, cell: Span) -> str:
    return re.sub(r"\s", "", text[cell[0] : cell[1]])[:40]


def _row(text: str, row: Sequence[Span], columns: Columns, printed: dict[int, str], above: dict[int, str], *, own: bool) -> TaskSpan:
    """Return a row as a task; `own` says that it shares the number of its column and may print one of its own."""
    start = _inner(text, row[columns.task])[0]
    body = max([row[columns.task][1], *(row[j][1] for j in columns.more if j < len(row) and j == columns.task + 1)])
    mark = marker(text, start, body) if columns.number is None or own else None
    begin = mark.end if mark and not mark.glued else start
    column = _number(printed, columns)
    number = column if begin == start else text[start:begin].strip() if not column else text[start:begin].strip(_AFTER_NUMBER)
    return TaskSpan(
        id="",
        number=number,
        parent=None,
        section=tuple(above[j] for j in (-1, *columns.fields) if j in above),
        title=name(text, *_inner(text, (begin, row[columns.task][1]))),
        start=start,
        end=max(start, _trim(text, max(e for s, e in row if e >= body))),
        body=begin,
        stop=max(begin, _inner(text, (start, body))[1]),
        owners=_owners(text, row, columns, printed),
        deadline=_inner(text, row[columns.deadline]) if columns.deadline is not None and printed.get(columns.deadline) else None,
    )


def _owners(text: str, row: Sequence[Span], columns: Columns, printed: dict[int, str]) -> tuple[tuple[str, int, int], ...]:
    """Return the cells that name owners with their label; in a matrix the heads of the columns that are marked."""
    named = [(label, *_inner(text, row[j])) for j, label in columns.owners if j < len(row) and printed.get(j)]
    marked = [(legend(text, printed[j]) or printed[j], *head) for j, head in columns.ticked if printed.get(j)]
    return tuple(named + marked)


def name(text: str, start: int, end: int) -> str | None:
    """Return what a cell calls its task: the first sentence, or the first clauses of a long one, with quotations and brackets whole.

    >>> name("建设平台，推进“一网通办，全程网办”。完善制度。", 0, 24)
    '建设平台，推进“一网通办，全程网办”'
    """
    stops = [m.start() for m in _STOP.finditer(text, start, end) if whole(text[start : m.start()])]
    first = text[start : stops[0] if stops else end].strip()
    if len(first) > LONGEST_NAME:
        cuts = [m.start() for m in _CLAUSE.finditer(first[:LONGEST_NAME]) if whole(first[: m.start()])]
        first = first[: cuts[-1]] if cuts else ""
    return re.sub(r"\s+", " ", first) or None


def _inner(text: str, span: Span) -> Span:
    """Return a cell without the blanks around its text."""
    start, end = span
    while start < end and text[start].isspace():
        start += 1
    return start, max(start, _trim(text, end, start))


def _trim(text: str, end: int, start: int = 0) -> int:
    while end > start and text[end - 1].isspace():
        end -= 1
    return end


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
