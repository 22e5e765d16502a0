"""What may have been lost of tables, and of what stands alone where tables were.

a table whose head names owners and whose rows gave none, one that lists tasks and names no owners, one of bodies without a head
rows and columns of bodies that own nothing in a table whose others own      heads of columns of owners outside every table
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from ingest.outline import names_tasks
from ingest.owners import is_body, is_of_state, is_tick, words_of_ownership
from ingest.sources import SourceTable, Span
from kg.model import Plan, Unread
from kg.ontology import forms
from kg.register import any_form
from kg.sentences import sentence

LONGEST = 120  # characters of a place that is shown
HEADER_ROWS = 3  # rows at the top of a table in which its head stands
MOST_COLUMNS, LONGEST_HEAD = 12, 12  # words of a line of heads, and characters of a head
EVERY = "各"  # opens the name of a class of bodies, whatever ends it
_LINE = re.compile(r"[^\n]+")


def table_losses(plan: Plan, tables: Sequence[SourceTable]) -> Iterator[Unread]:
    """Yield the places of tables where something may have been lost."""
    for alarm in (_tables, _heads_alone, _rows_alone, _columns_alone, _without_head):
        yield from alarm(plan, tables)


def _tables(plan: Plan, tables: Sequence[SourceTable]) -> Iterator[Unread]:
    """Yield tables that name owners, or hold marks, and gave no task an owner."""
    owned = [task.start for task in plan.tasks if task.owners]
    for table in tables:
        cells = [cell for row in table.rows for cell in row]
        yield from _ownerless(plan, table)
        if not cells or any(cells[0][0] <= start < cells[-1][1] for start in owned):
            continue
        head = next((row for row in table.rows[:HEADER_ROWS] if any(_names_owners(plan.text[slice(*cell)]) for cell in row)), None)
        marks = sum(is_tick(plan.text[slice(*cell)].strip()) for cell in cells)
        if head:
            yield place(plan.text, head[0][0], head[-1][1], sentence("unread.table-without-owners"))
        elif marks > 1:
            yield place(plan.text, cells[0][0], cells[-1][1], sentence("unread.unknown-marks", count=marks))


def _ownerless(plan: Plan, table: SourceTable) -> Iterator[Unread]:
    """Yield the head of a table that lists tasks and names no owners, where none of its rows became a task."""
    heads = ((row, [re.sub(r"\s", "", plan.text[slice(*cell)]) for cell in row]) for row in table.rows[:HEADER_ROWS])
    row = next((row for row, labels in heads if names_tasks(labels) and not any(map(_names_owners, labels))), None)
    if row and not any(table.rows[0][0][0] <= task.start < table.rows[-1][-1][1] for task in plan.tasks):
        yield place(plan.text, row[0][0], row[-1][1], sentence("unread.table-without-owner-column"))


def _rows_alone(plan: Plan, tables: Sequence[SourceTable]) -> Iterator[Unread]:
    """Yield rows of bodies that own nothing, in tables whose other rows own: the part of a row that a page's end cut off."""
    owned = [(owner.start, owner.end) for task in plan.tasks for owner in task.owners]
    for row in (row for table in owning(tables, owned) for row in table.rows):
        filled = [plan.text[slice(*cell)] for cell in row if plan.text[slice(*cell)].strip()]
        start, end = row[0][0], row[-1][1]
        if filled and all(map(is_list_of_bodies, filled)) and not any(s < end and start < e for s, e in owned):
            yield place(plan.text, start, end, sentence("unread.bodies-alone"))


def _without_head(plan: Plan, tables: Sequence[SourceTable]) -> Iterator[Unread]:
    """Yield the first row of tables that own nothing and name no owners in a head, where most rows hold a cell of bodies beside others."""
    owned = [(owner.start, owner.end) for task in plan.tasks for owner in task.owners]
    for table in (t for t in tables if len(t.rows) > 1 and not touch([(t.rows[0][0][0], t.rows[-1][-1][1])], owned)):
        rows = [row for row in table.rows if sum(bool(plan.text[slice(*cell)].strip()) for cell in row) > 1]
        listing = [row for row in rows if any(is_list_of_bodies(plan.text[slice(*cell)]) for cell in row)]
        headed = any(_names_owners(plan.text[slice(*cell)]) for row in table.rows[:HEADER_ROWS] for cell in row)
        if len(listing) * 2 > len(rows) and len(rows) > 1 and not headed:
            yield place(plan.text, listing[0][0][0], listing[0][-1][1], sentence("unread.bodies-alone"))


def _columns_alone(plan: Plan, tables: Sequence[SourceTable]) -> Iterator[Unread]:
    """Yield the heads of columns of bodies that own nothing, in tables whose other columns own: 考核单位."""
    owned = [(owner.start, owner.end) for task in plan.tasks for owner in task.owners]
    for table in owning(tables, owned):
        first = next(k for k, row in enumerate(table.rows) if touch(row, owned))  # below the rows of the head
        for column in zip(*table.rows, strict=False):
            below = [cell for cell in column[first:] if plan.text[slice(*cell)].strip()]
            alone = all(is_list_of_bodies(plan.text[slice(*cell)]) for cell in below)
            head = column[0]
            if below and alone and not _names_owners(plan.text[slice(*head)]) and not touch(below, owned):
                yield place(plan.text, head[0], head[1], sentence("unread.column-of-bodies"))


def _heads_alone(plan: Plan, tables: Sequence[SourceTable]) -> Iterator[Unread]:
    """Yield the lines outside every table that name a column of owners, where no owner follows before the next such line.

    Before the last owner only a line that names other columns beside it counts: a label may stand alone on its line.
    """
    within = [(cells[0][0], cells[-1][1]) for table in tables if (cells := [cell for row in table.rows for cell in row])]
    owned = [owner.start for task in plan.tasks for owner in task.owners]
    last = max(owned, default=-1)
    lines = [line for line in _LINE.finditer(plan.text) if _names_columns(line.group())]
    heads = [line for line in lines if (line.start() > last or len(line.group().split()) > 1) and not touch([line.span()], within)]
    ends = sorted([*(line.start() for line in heads), *(start for start, _ in within), len(plan.text)])
    for line in heads:
        following = next(end for end in ends if end > line.start())
        if not any(line.start() < start < following for start in owned):
            yield place(plan.text, line.start(), line.end(), sentence("unread.table-without-owners"))
            if line.start() > last:
                return


def _names_columns(line: str) -> bool:
    """Tell whether the words of a line, parted by blanks, are heads of columns and one of them names owners."""
    words = line.split()
    return len(words) <= MOST_COLUMNS and all(len(word) <= LONGEST_HEAD for word in words) and any(_names_owners(word) for word in words)


def _names_owners(cell: str) -> bool:
    """Tell whether a cell is the head of a column of owners: a word of ownership and little more."""
    known = re.sub(r"\s", "", cell)
    return len(known) <= 12 and _heads().fullmatch(known) is not None


@cache
def _heads() -> re.Pattern[str]:
    words = "|".join(sorted(words_of_ownership(), key=len, reverse=True))
    return re.compile(
        f"(?:{any_form('OwnerHeadBefore')})?(?:{words})(?:[及和与、/]?(?:{words}))*(?:{any_form('OwnerHeadNoun')})(?:[（(].{{0,8}}[）)])?"
    )


def owning(tables: Sequence[SourceTable], owned: Sequence[Span]) -> Iterator[SourceTable]:
    """Yield the tables in which owners stand."""
    return (t for t in tables if t.rows and any(t.rows[0][0][0] <= s < t.rows[-1][-1][1] for s, _ in owned))


def touch(cells: Sequence[Span], others: Sequence[Span]) -> bool:
    """Tell whether a stretch overlaps another one."""
    return any(s < b and a < e for a, b in cells for s, e in others)


def is_list_of_bodies(line: str) -> bool:
    """Tell whether a line holds names of bodies, each with an ending that only bodies have, and nothing else."""
    names = [name for name in re.split(r"[、，,\s]+", line) if name]
    known = all(len(name) > 2 and (is_body(name) if name[0] == EVERY else is_of_state(name)) for name in names)
    return bool(names) and known and not names[-1].endswith(tuple(forms("OwnerHeadNoun", "surfaceForm")))  # 牵头处室 heads a column


def place(text: str, start: int, end: int, why: str) -> Unread:
    end = min(end, start + LONGEST)
    return Unread(start, end, text[start:end], why)
