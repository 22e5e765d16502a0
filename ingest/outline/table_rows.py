"""Tables of tasks: a row is a task, its columns say who, until when and in which field.

序号 | 类别 | 工作举措 | 具体任务 | 牵头单位 | 配合单位 | 完成时限
序号 | 任务 | 省发展改革委 | 省财政厅, with √ and ★ in the cells of who takes part
as a table of the source, as lines with tabs, or one cell a line after copying.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from ingest.document import Document, Years
from ingest.outline.items import unique, whole
from ingest.outline.numbered_cells import measures
from ingest.outline.stacked import stacked
from ingest.outline.table_columns import Columns, Known, bodies_alone, columns_of, inner, read_columns, refined, trim
from ingest.outline.table_forms import parts_below, parts_beside, span_of, tabbed, upright
from ingest.outline.task_spans import TaskSpan
from ingest.outline.value_columns import row_values
from ingest.owners import legend
from ingest.sources import BRACKETED, CHINESE, SourceTable, Span, marker
from kg.ontology import forms

_DIGITS = re.compile(r"\d{1,4}")
LONGEST_NAME = 60  # characters of a title; a longer first sentence is no name of a task, but its first clauses may be
_STOP = re.compile(r"[。；;！!？?\n]|[：:](?!\d)")
_CLAUSE = re.compile(r"[，,](?!\d)")
_SENTENCE = re.compile(r"[0-9。，；]")  # what a task holds and the heading of a group does not
_MOST_OF_GROUP = 2  # filled cells of the row of a group: its number and its words
_AFTER_NUMBER = "、.．)） \t\u3000"


_WITHOUT_MERGED = frozenset(("csv", "md", "txt"))  # formats in which a merged cell is a blank one
BLANK = "unread.blank-cell"
Row = Sequence[Span]


@dataclass(frozen=True, slots=True)
class TableLine:
    """A row that holds a task: its cells and their words, the headings above it, the bodies that stand across the table above it.

    `is_lacking` says that its cell of owners or of the deadline is blank, and one above is not.
    """

    ordinal: int
    cells: Row
    printed: dict[int, str]
    above: dict[int, str]
    bodies: Span | None
    is_lacking: bool


def task_rows(document: Document, *, years: Years = None) -> list[TaskSpan]:
    """Return the tasks that stand in tables, in printed order; `years` are the first and last year of the plan."""
    drafts: list[TaskSpan] = []
    taken: dict[str, int] = {}
    index, known = 1, None
    for table in _tables(document):
        made: list[TaskSpan] = []
        stood = upright(document.text, table)
        for part in _parts(document.text, table) if stood is None else stood:
            found, known = _tasks(document, part, known, f"t{index}", taken, years)
            made += [replace(d, end=d.stop) for d in found] if stood else found
        made = [d for d in sorted(made, key=lambda d: d.start) if not drafts or d.start >= drafts[-1].end]
        drafts += made
        index += bool(made)
    return drafts


def _parts(text: str, table: SourceTable) -> Iterator[SourceTable]:
    """Yield the tables of rows below one head that a table consists of."""
    for below in parts_below(text, table):
        yield from parts_beside(text, below)


def _tables(document: Document) -> list[SourceTable]:
    """Return the tables of the source and those that stand in the text, in order."""
    text, found, tables = document.text, document.lines, document.source.tables
    spans = [span_of(t) for t in tables if t.rows]
    return sorted([*tables, *tabbed(text, found, spans), *stacked(text, found, read_columns)], key=span_of)


def _tasks(
    document: Document, table: SourceTable, known: Known | None, prefix: str, taken: dict[str, int], years: Years
) -> tuple[list[TaskSpan], Known | None]:
    """Return the tasks of a table and its columns, which the next table may go on with; those of the one before where it has no tasks."""
    read = columns_of(document, table, known, years)
    if read is None:
        return [], known
    first, columns = read
    rows = _rows(document, table.rows[first:], refined(document.text, table.rows[first:], columns), prefix, taken, years)
    return _merged(document.text, list(rows)), (columns, len(table.rows[0]))


def _rows(
    document: Document, cells: Sequence[Sequence[Span]], columns: Columns, prefix: str, taken: dict[str, int], years: Years
) -> Iterator[TaskSpan]:
    """Yield the tasks of the rows below a head."""
    text, shared = document.text, _shared(document.text, cells, columns)
    may_lack = document.source.format in _WITHOUT_MERGED
    for line in _lines(text, cells, columns, may_lack=may_lack):
        made = _row(text, line.cells, columns, line.printed, line.above, own=_number(line.printed, columns) in shared)
        step = _name(line.printed, columns) or str(line.ordinal)
        own = made.number if made.number not in ("", step) and made.number.isdecimal() else ""
        name = unique(f"{prefix}.{step}" + (f".{own}" if own else ""), taken)
        values = row_values(document, line.cells, _called(text, line.cells, columns, made), columns.values, years=years)
        lacking = [(inner(text, line.cells[columns.task]), BLANK)] if may_lack and line.is_lacking else []
        owners = made.owners or ((("", *inner(text, line.bodies)),) if line.bodies and not columns.owners else ())
        row = replace(made, id=name, owners=owners, values=replace(values, left=(*values.left, *lacking)))
        yield from _numbered(text, row, taken)


def _numbered(text: str, row: TaskSpan, taken: dict[str, int]) -> Iterator[TaskSpan]:
    """Yield the measures of a row that owners are numbered by, each under a name of its own; else the row."""
    found = measures(text, row)
    for k, made in enumerate(found, 1):
        yield made if len(found) == 1 else replace(made, id=unique(f"{row.id}.{k}", taken), title=name(text, made.body, made.stop))


def _lines(text: str, cells: Sequence[Row], columns: Columns, *, may_lack: bool) -> Iterator[TableLine]:
    """Yield the rows that hold a task: no heading, no bodies across the table, no totals, no repeated head.

    `may_lack` says that a blank cell may be a merged one.
    """
    above: dict[int, str] = {}
    bodies: Span | None = None
    filled: set[int] = set()  # the columns that a row above fills
    is_counted = columns.number == 0 and any(_DIGITS.fullmatch(text[slice(*row[0])].strip()) for row in cells if row)
    for ordinal, row in enumerate(_without_ditto(text, cells, columns), 1):
        printed = {j: text[s:e].strip() for j, (s, e) in enumerate(row)}
        if columns.task >= len(row):
            continue
        if bodies_alone(printed):
            bodies = next(cell for j, cell in enumerate(row) if printed[j])
        elif is_counted and (group := _group(text, row, columns)):
            above = {-1: group}
        elif (heading := _across(printed)) and not _is_task_alone(text, row, printed, columns, may_lack=may_lack):
            above = {-1: heading}
        elif printed[columns.task] and not _repeated(printed, columns) and not _is_total(printed):
            above |= {j: printed[j] for j in columns.fields if printed.get(j)}
            lacks = any(not printed.get(j) and j in filled for j in columns.needed)
            yield TableLine(ordinal, row, printed, dict(above), bodies, lacks)
            filled |= {j for j, words in printed.items() if words}


def _without_ditto(text: str, cells: Sequence[Row], columns: Columns) -> Iterator[Row]:
    """Yield rows with the cell above in place of 同上, in the columns of owners and of the deadline."""
    reach = {*(j for j, _ in columns.owners), columns.deadline}
    above: Row = ()
    for row in cells:
        ditto = {j for j in reach if j is not None and j < min(len(row), len(above)) and _is_ditto(text[slice(*row[j])])}
        above = tuple(above[j] if j in ditto else cell for j, cell in enumerate(row))
        yield above


def _is_ditto(words: str) -> bool:
    """Tell whether a cell says that it is the one above: 同上."""
    return words.strip() in forms("TableDitto", "surfaceForm")


def _is_total(printed: dict[int, str]) -> bool:
    """Tell whether a row sums up the others: 合计."""
    first = next((words for words in printed.values() if words), "")
    return re.sub(r"\s", "", first) in forms("TableTotals", "surfaceForm")


def _called(text: str, row: Sequence[Span], columns: Columns, made: TaskSpan) -> Span:
    """Return the cell of a task without its number."""
    start, end = inner(text, row[columns.task])
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
    """Return the heading that a row across all columns holds."""
    values = {v for v in printed.values() if v}
    return values.pop() if len(values) == 1 and len(printed) > 1 else None


def _group(text: str, row: Row, columns: Columns) -> str | None:
    """Return the heading of a row that holds nothing but the number of a heading and its words: 一 | 民生保障, above 1 | 建设球场."""
    printed = [text[slice(*cell)].strip() for cell in row]
    if not printed[0] or not printed[columns.task] or sum(map(bool, printed)) > _MOST_OF_GROUP:
        return None
    mark = marker(printed[0] + _AFTER_NUMBER[0], 0, len(printed[0]) + 1)
    return f"{printed[0]} {printed[columns.task]}" if mark is not None and mark.rank in (CHINESE, BRACKETED) else None


def _is_task_alone(text: str, row: Row, printed: dict[int, str], columns: Columns, *, may_lack: bool) -> bool:
    """Tell whether a row holds nothing but its task: in that column and not the first, without the number of a heading.

    Where a blank cell is a blank one it must say so itself, by a number or a mark of a sentence.
    """
    if columns.task == 0 or not printed[columns.task] or sum(map(bool, printed.values())) > 1:
        return False
    mark = marker(text, *inner(text, row[columns.task]))
    is_heading = mark is not None and mark.rank in (CHINESE, BRACKETED)
    return not is_heading and (may_lack or _SENTENCE.search(printed[columns.task]) is not None)


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


def _row(text: str, row: Sequence[Span], columns: Columns, printed: dict[int, str], above: dict[int, str], *, own: bool) -> TaskSpan:
    """Return a row as a task; `own` says that it shares the number of its column and may print one of its own."""
    start = inner(text, row[columns.task])[0]
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
        title=name(text, *inner(text, (begin, row[columns.task][1]))),
        start=start,
        end=max(start, trim(text, max(e for s, e in row if e >= body))),
        body=begin,
        stop=max(begin, inner(text, (start, body))[1]),
        owners=_owners(text, row, columns, printed),
        deadline=inner(text, row[columns.deadline]) if columns.deadline is not None and printed.get(columns.deadline) else None,
    )


def _owners(text: str, row: Sequence[Span], columns: Columns, printed: dict[int, str]) -> tuple[tuple[str, int, int], ...]:
    """Return the cells that name owners with their label; in a matrix the heads of the columns that are marked."""
    named = [(label, *inner(text, row[j])) for j, label in columns.owners if j < len(row) and printed.get(j)]
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
