"""What the columns of a table of tasks are, as the rows of its head say.

序号 | 类别 | 工作举措 | 具体任务 | 牵头单位 | 配合单位 | 完成时限
序号 | 任务 | 省发展改革委 | 省财政厅, with √ and ★ in the cells of who takes part
A head may have several rows; a table that goes on on another page has the columns of the one before.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from ingest.document import Document, Years
from ingest.outline.table_heads import (
    begin_head,
    body_head,
    deadline_head,
    indicator_head,
    note_head,
    number_head,
    owner_head,
    specificity,
    task_head,
)
from ingest.outline.value_columns import ValueColumns, is_value_label, value_columns
from ingest.owners import is_body, is_of_state, is_tick
from ingest.sources import SourceTable, Span

_DIGITS = re.compile(r"\d{1,4}")
_WORDS = re.compile("[\u3400-\u9fff]{3}")  # a number and its unit are no text of a task
_HEADER_ROWS = 3  # how many rows at the top may be a title or the upper half of a header
FEWEST_BODIES = 2  # columns with the name of a body that make a matrix


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

    @property
    def needed(self) -> tuple[int, ...]:
        """The columns in which each row says something: the first of owners, and the deadline."""
        return (*(j for j, _ in self.owners[:1]), *((self.deadline,) if self.deadline is not None else ()))


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
            j
            for j, cell in enumerate(table.rows[k])
            if is_body(cell_label(text, cell), strong=True) and _ticks(text, table.rows[k + 1 :], j)
        }
        ticks = any(cell_label(text, row[j]) for row in table.rows[k + 1 :] for j in bodies if j < len(row))
        labels = [cell_label(text, cell) or (cell_label(text, above[j]) if j < len(above) else "") for j, cell in enumerate(table.rows[k])]
        task = _task_column(labels, bodies)
        if len(bodies) >= FEWEST_BODIES and ticks and task is not None:
            columns = _columns(labels, task, (), bodies)
            return k + 1, replace(columns, ticked=tuple((j, inner(text, table.rows[k][j])) for j in sorted(bodies)))
    return 0, None


def _ticks(text: str, rows: Sequence[Sequence[Span]], column: int) -> bool:
    """Tell whether a column holds nothing but marks."""
    return all(not label or is_tick(label) for row in rows if column < len(row) for label in (cell_label(text, row[column]),))


def _task_column(labels: Sequence[str], taken: set[int]) -> int | None:
    """Return the column that holds the task: the most specific one that is called so, else the last one before the owners."""
    found = [j for j, label in enumerate(labels) if j not in taken and task_head().fullmatch(label) and not note_head().fullmatch(label)]
    if not found:
        left = [
            j
            for j, label in enumerate(labels[: min(taken, default=0)])
            if label and not is_value_label(label) and not any(r.fullmatch(label) for r in (number_head(), deadline_head(), note_head()))
        ]
        named = [j for j in left if indicator_head().fullmatch(labels[j])]
        return (named or left)[-1] if left else None
    ranked = [specificity(labels[j]) for j in found]
    return [j for j, rank in zip(found, ranked, strict=True) if rank == min(ranked)][-1]


Known = tuple[Columns, int]  # the columns of the table before, and how many cells its rows have


def columns_of(document: Document, table: SourceTable, known: Known | None, years: Years) -> tuple[int, Columns] | None:
    """Return where the rows of a table begin and what its columns are; None where it is no table of tasks."""
    at, columns = matrix(document.text, table)
    if columns is None:
        at, columns = _header(document.text, table, known)
    if columns is None:
        at, columns = _plain(document.text, table)
    if columns is None:
        at, columns = _across(document.text, table)
    if columns is None:
        return None
    first, columns = _valued(document, table, at, columns, years) if at else (0, columns)
    return None if at and columns.values.told and not _is_task(document.text, table, at, columns) else (first, columns)


def _is_task(text: str, table: SourceTable, at: int, columns: Columns) -> bool:
    """Tell whether the head of the column taken for the task is that of tasks: a place beside its numbers is none."""
    label = cell_label(text, table.rows[at - 1][columns.task]) if at else ""
    return any(head.fullmatch(label) for head in (task_head(), indicator_head()))


def _across(text: str, table: SourceTable) -> tuple[int, Columns | None]:
    """Return where the rows begin and what the columns are where bodies stand across the table above their tasks."""
    for k, (row, below) in enumerate(pairwise(table.rows[: _HEADER_ROWS + 1]), 1):
        labels = [cell_label(text, cell) for cell in row]
        task = _task_column(labels, set()) if names_tasks(labels) else None
        if task is not None and bodies_alone({j: text[slice(*cell)].strip() for j, cell in enumerate(below)}):
            return k, _columns(labels, task, (), set())
    return 0, None


def _plain(text: str, table: SourceTable) -> tuple[int, Columns | None]:
    """Return where the rows begin and what the columns are where a column of bodies is headed 单位 or 部门 beside one of tasks."""
    for k, row in enumerate(table.rows[:_HEADER_ROWS], 1):
        labels = [cell_label(text, cell) for cell in row]
        headed = [j for j, label in enumerate(labels) if body_head().fullmatch(label)] if names_tasks(labels) else []
        task = _task_column(labels, set(headed)) if len(headed) == 1 else None
        if task is not None and _holds_bodies(text, table.rows[k:], headed[0]):
            return k, _columns(labels, task, ((headed[0], labels[headed[0]]),), set(headed))
    return 0, None


def _holds_bodies(text: str, rows: Sequence[Sequence[Span]], column: int) -> bool:
    """Tell whether every filled cell of a column begins and ends with the name of a body."""
    cells = [words for row in rows if column < len(row) and (words := text[slice(*row[column])].strip())]
    names = [[name for name in re.split(r"[、，,；;\s]+", words) if name] for words in cells]
    return bool(names) and all(is_of_state(named[0]) and is_body(named[-1]) for named in names)


def names_tasks(labels: Sequence[str]) -> bool:
    """Tell whether a row is the head of a table of tasks, whoever owns them: 序号 | 任务, 任务 | 完成时限."""
    heads = (number_head(), deadline_head())
    return any(map(task_head().fullmatch, labels)) and any(head.fullmatch(label) for head in heads for label in labels)


def bodies_alone(printed: dict[int, str]) -> bool:
    """Tell whether a row across all columns names bodies and nothing else: 省委宣传部."""
    values = {words for words in printed.values() if words}
    names = re.split(r"[、，,\s]+", values.pop()) if len(values) == 1 and len(printed) > 1 else []
    return bool(names) and all(is_body(name, strong=True) for name in names)


def _header(text: str, table: SourceTable, known: Known | None) -> tuple[int, Columns | None]:
    """Return where the rows begin and what the columns are; a table that runs on over a page has the columns of the one before."""
    read = [read_columns(_spread([cell_label(text, cell) for cell in row])) for row in table.rows[:_HEADER_ROWS]]
    if any(_is_doubled([cell_label(text, cell) for cell in row]) for row in table.rows[:_HEADER_ROWS]):
        return 0, None
    for k, (header, below) in enumerate(zip(read, [*read[1:], None], strict=True)):
        if header is not None and (
            below is None or (len(below.owners) < len(header.owners) and not _is_lower_half(text, table, k, header))
        ):
            return k + 1, header
    first = next((row for row in table.rows if sum(bool(cell_label(text, cell)) for cell in row) > 1), ())  # below a heading across it
    if known is None or len(first) != known[1]:
        return 0, None
    runs_on = _numbered(text, first, known[0]) if known[0].number is not None else _owned(text, first, known[0])
    return 0, known[0] if runs_on else None


def _is_lower_half(text: str, table: SourceTable, k: int, header: Columns) -> bool:
    """Tell whether the row below a head repeats its cells outside the owners, as cells do that are merged over both."""
    rest = [j for j in (header.number, header.task, header.deadline) if j is not None]
    above, below = ([cell_label(text, row[j]) for j in rest if j < len(row)] for row in table.rows[k : k + 2])
    return above == below


def _is_doubled(labels: Sequence[str]) -> bool:
    """Tell whether a head names owners twice with a task between: two tables beside one another, whose owners nobody can tell apart."""
    owners = [j for j, label in enumerate(labels) if owner_head().fullmatch(label)]
    return any(labels[a] == labels[b] and any(map(task_head().search, labels[a + 1 : b])) for a, b in pairwise(owners))


def _valued(document: Document, table: SourceTable, header: int, columns: Columns, years: Years) -> tuple[int, Columns]:
    """Return where the rows begin and the columns with those of values; dates and roles may stand in a row below the head."""
    head = table.rows[header - 1]
    labels = _spread([cell_label(document.text, cell) for cell in head])
    below = [cell_label(document.text, cell) for cell in table.rows[header]] if header < len(table.rows) else []
    if any(below) and len(below) == len(labels) and all(is_value_label(label) or owner_head().fullmatch(label) for label in below if label):
        labels, header = [b or a for a, b in zip(labels, below, strict=True)], header + 1
        columns = replace(columns, owners=tuple((j, labels[j]) for j, _ in columns.owners))
    values = value_columns(document, head, labels, table.rows[header:], _free(labels, columns), years)
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


def refined(text: str, cells: Sequence[Sequence[Span]], columns: Columns) -> Columns:
    """Return the columns with the task where its text is: beside a name that several rows share, as merged cells do."""
    beside = columns.task + 1
    if beside not in columns.more:
        return columns
    names = [cell_label(text, row[columns.task]) for row in cells if len(row) > beside and _WORDS.search(cell_label(text, row[beside]))]
    shared = sum(not name or name == before for before, name in pairwise(names))
    if not shared:
        return columns
    return replace(columns, fields=(*columns.fields, columns.task), task=beside, more=tuple(j for j in columns.more if j != beside))


def _numbered(text: str, row: Sequence[Span], columns: Columns) -> bool:
    return columns.number is not None and _DIGITS.fullmatch(cell_label(text, row[columns.number])) is not None


def _owned(text: str, row: Sequence[Span], columns: Columns) -> bool:
    """Tell whether a row holds a task, and a body in the first column of owners."""
    names = [re.split(r"[、，,；;\s（(]", text[slice(*row[j])].strip())[0] for j, _ in columns.owners[:1]]
    return bool(cell_label(text, row[columns.task])) and any(is_body(name, strong=True) for name in names)


def cell_label(text: str, cell: Span) -> str:
    return re.sub(r"\s", "", text[cell[0] : cell[1]])[:40]


def inner(text: str, span: Span) -> Span:
    """Return a cell without the blanks around its text."""
    start, end = span
    while start < end and text[start].isspace():
        start += 1
    return start, max(start, trim(text, end, start))


def trim(text: str, end: int, start: int = 0) -> int:
    while end > start and text[end - 1].isspace():
        end -= 1
    return end
