"""Rows whose cell of the task numbers its measures and whose cells of owners number theirs alike: a task a measure.

1.改造市场3个 2.新建停车场5处 | 1.市商务局 2.市城管局      （1）…；（2）… | （1）市卫生健康委（2）市财政局、市民政局
Where owners are numbered otherwise than the measures, nobody can say whose they are: all own the row, and the cell is told.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ingest.outline.table_columns import inner
from ingest.outline.task_spans import TaskSpan
from ingest.sources import Span

DOUBT = "unread.numbered-owners"
_NUMBER = re.compile(r"(?P<open>[（(]?)(?P<n>\d{1,2})(?P<mark>[)）.．、])(?:(?!\d)|(?=20\d\d年))\s*|(?P<circle>[①-⑳])\s*")
_BETWEEN = " \t\r\n\u3000；;。、，,"


@dataclass(frozen=True, slots=True)
class NumberedEntry:
    """An entry of a cell: its number as printed, where it begins with its number, and the span of what it says."""

    number: str
    begin: int
    said: Span


NumberedCell = tuple[str, int, int, list[NumberedEntry]]  # the label of a cell of owners, its span and its entries


def entries(text: str, start: int, end: int) -> list[NumberedEntry]:
    """Return the entries of a cell that numbers from 1 on begin, each in the form of the first; none where text stands before the first."""
    marks = list(_run(text, start, end))
    if not marks or text[start : marks[0].start()].strip():
        return []
    stops = [*(m.start() for m in marks[1:]), end]
    said = [inner(text, (m.end(), m.end() + len(text[m.end() : stop].rstrip(_BETWEEN)))) for m, stop in zip(marks, stops, strict=True)]
    return [NumberedEntry(m.group().strip(), m.start(), span) for m, span in zip(marks, said, strict=True)]


def _run(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """Yield the numbers 1, 2, 3 … of one form."""
    form, count = "", 0
    for m in _NUMBER.finditer(text, start, end):
        found = "①" if m["circle"] else m["open"] + m["mark"]
        value = ord(m["circle"]) - ord("①") + 1 if m["circle"] else int(m["n"])
        if value == count + 1 and form in ("", found):
            form, count = found, value
            yield m


def measures(text: str, draft: TaskSpan) -> list[TaskSpan]:
    """Return the tasks of a row: its measures where their numbers and those of the owners agree one to one, else the row."""
    found = entries(text, draft.start, draft.stop)
    cells = [(label, start, end, entries(text, start, end)) for label, start, end in draft.owners]
    counts = {len(numbered) for *_, numbered in cells if len(numbered) > 1}
    if len(found) < 2 or not counts:
        return [draft]
    whole = all(e.said[0] < e.said[1] for numbered in (found, *(numbered for *_, numbered in cells)) for e in numbered)
    beside = "\t" in text[draft.start : draft.stop]  # the cell of further text beside that of the task, which is of every measure or one
    if counts != {len(found)} or not whole or beside or _holds_values(draft):
        return [_doubted(draft, [(start, end) for _, start, end, numbered in cells if len(numbered) > 1])]
    return [_measure(text, draft, entry, k, cells) for k, entry in enumerate(found)]


def _holds_values(draft: TaskSpan) -> bool:
    """Tell whether cells of numbers, steps or further text belong to the row."""
    return draft.values is not None and bool(draft.values.amounts or draft.values.steps or draft.values.texts)


def _doubted(draft: TaskSpan, cells: Sequence[Span]) -> TaskSpan:
    values = draft.values
    return draft if values is None else replace(draft, values=replace(values, left=(*values.left, *((cell, DOUBT) for cell in cells))))


def _measure(text: str, draft: TaskSpan, entry: NumberedEntry, k: int, cells: Sequence[NumberedCell]) -> TaskSpan:
    """Return one measure of a row with the owners of its number, and those of cells without numbers."""
    owners = tuple((label, *(numbered[k].said if len(numbered) > 1 else (start, end))) for label, start, end, numbered in cells)
    dated = entries(text, *draft.deadline) if draft.deadline else []
    deadline = dated[k].said if len(dated) > k else draft.deadline
    start, stop = entry.said
    values = None if draft.values is None else replace(draft.values, name=entry.said, left=draft.values.left if k == 0 else ())
    return replace(
        draft, number=entry.number, start=entry.begin, end=stop, body=start, stop=stop, owners=owners, deadline=deadline, values=values
    )
