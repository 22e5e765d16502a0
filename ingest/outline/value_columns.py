"""Columns of a table of tasks that hold neither the task nor its owners nor a deadline, but what is to be reached.

任务 | 目标值 | 单位 | 责任单位            a number in a cell of its own, its unit in another, in its head or behind it
任务 | 2025年 | 2026年 | 责任单位           a number or a step for each year
任务 | 一季度 | 二季度 | 责任单位            a step for each quarter, in words
任务 | 责任单位 | 目标要求                  further text of the task behind its owners
A column of numbers is one by its cells; a head with the word for an aim above a text leaves the text what it is.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from ingest.dates import StepCell
from ingest.document import DateMention, Document, Years, dates
from ingest.outline.table_heads import note_head, number_head, task_head
from ingest.owners import is_tick
from ingest.sources import Span
from ingest.targets import Amount, quantity_of_cell
from kg.ontology import forms
from kg.register import any_form

Row = Sequence[Span]
_YEAR = re.compile(r"20\d\d")
_BRACKET = re.compile(r"[（(]([^（()）]{1,8})[）)]\Z")
_MEANING = ("year", "part", "month", "day")  # kinds of dates that end on a day


@dataclass(frozen=True, slots=True)
class ValueColumns:
    """Indexes of the columns of numbers with the unit their head gives, of units, of dates with the date of each, of further text.

    `told` are the heads of other columns of numbers with units, which nothing reads.
    """

    numbers: tuple[tuple[int, str], ...] = ()
    unit: int | None = None
    dated: tuple[tuple[int, DateMention], ...] = ()
    texts: tuple[int, ...] = ()
    told: tuple[Span, ...] = ()

    @property
    def taken(self) -> frozenset[int]:
        """The columns that hold numbers, units and steps."""
        return frozenset({j for j, _ in (*self.numbers, *self.dated)} | ({self.unit} if self.unit is not None else set()))


@dataclass(frozen=True, slots=True)
class RowValues:
    """What the columns of values say of one row: name, numbers, steps, further texts, and the cells that were not read and why."""

    name: Span
    amounts: tuple[Amount, ...] = ()
    steps: tuple[StepCell, ...] = ()
    texts: tuple[Span, ...] = ()
    left: tuple[tuple[Span, str], ...] = ()


def is_value_label(label: str) -> bool:
    """Tell whether a head may be that of a column of numbers, units or steps, so that the task is not below it."""
    numbers = label in _units() or _unit(label) != "" or _number_head().fullmatch(_bare(label)) is not None
    return numbers or _YEAR.search(label) is not None or _date(label, None) is not None


def value_columns(
    document: Document, head: Row, labels: Sequence[str], rows: Sequence[Row], free: Sequence[int], years: Years
) -> ValueColumns:
    """Return which of the `free` columns, those without task, owners, number and deadline, hold values; `labels` is what `head` says."""
    columns = {j: [row[j] for row in rows if j < len(row) and document.text[slice(*row[j])].strip()] for j in free}
    dated = tuple(_settled([(j, day) for j in free if columns[j] and (day := _date(labels[j], years)) is not None], years))
    numbers = tuple(
        (j, _unit(labels[j]))
        for j in free
        if _number_head().fullmatch(_bare(labels[j])) and _are_numbers(document, columns[j]) and j not in dict(dated)
    )
    unit = next((j for j in free if labels[j] in _units() and _are_units(document.text, columns[j])), None)
    taken = {unit, *dict(numbers), *dict(dated)}
    texts = tuple(j for j in free if j not in taken and _holds_text(labels[j]))
    told = tuple(head[j] for j in free if j not in (*taken, *texts) and _counts(labels[j]) and _are_numbers(document, columns[j]))
    return ValueColumns(numbers, unit if numbers or dated else None, dated, texts, told)


def _settled(dated: Sequence[tuple[int, DateMention]], years: Years) -> Iterator[tuple[int, DateMention]]:
    """Yield columns with their dates; where nothing says which years the plan is of, all but the last may look back, and have no day."""
    last = max((day.due for _, day in dated if day.kind == "year" and day.due), default="")
    for j, day in dated:
        yield j, replace(day, due=None) if years is None and day.kind == "year" and day.due != last else day


def _holds_text(label: str) -> bool:
    """Tell whether a head is that of further text of a task: 目标要求, 工作措施."""
    return (task_head().fullmatch(label) or _aim().search(label)) is not None and not note_head().search(label)


def row_values(document: Document, row: Row, name: Span, columns: ValueColumns, *, years: Years) -> RowValues:
    """Return what the columns of values say of a row whose task is called text[name]."""
    text = document.text
    unit = text[slice(*row[columns.unit])].strip() if columns.unit is not None and columns.unit < len(row) else ""
    cells: list[tuple[Span, str, DateMention | None]] = [
        (_inner(text, row[j]), of_head or unit, None) for j, of_head in columns.numbers if j < len(row)
    ]
    cells += [(_inner(text, row[j]), unit, day) for j, day in columns.dated if j < len(row)]
    said = [_said(document, span, of, day, years) for span, of, day in cells if span[1] > span[0]]
    return RowValues(
        name,
        tuple(found for found in said if isinstance(found, Amount)),
        tuple(found for found in said if isinstance(found, StepCell)),
        tuple(span for j in columns.texts if j < len(row) and (span := _inner(text, row[j]))[1] > span[0]),
        (*((span, "unread.value-cell") for span in said if isinstance(span, tuple)), *((s, "unread.value-column") for s in columns.told)),
    )


def _said(document: Document, span: Span, unit: str, day: DateMention | None, years: Years) -> Amount | StepCell | Span | None:
    """Return what a cell says: a number, a step, a place that was not read, or nothing where it looks back or is a dash."""
    if day is not None and years is not None and day.due is not None and int(day.due[:4]) < years[0]:
        return None
    quantity, words = quantity_of_cell(document, *span), document.text[slice(*span)]
    if quantity is not None:
        counted = quantity.unit or unit or day is None or day.kind == "year"
        known = day is None or day.due is not None
        return Amount(*span, unit, day.quote if day else "", day.due if day else None) if counted and known else span
    if not re.search(r"\w", words):
        return span if is_tick(words) and day is not None else None
    return StepCell(*span, day.due) if day is not None and day.due is not None and not is_tick(words) else span


def _date(label: str, years: Years) -> DateMention | None:
    """Return the date that a head is and nothing else: 2026年目标, 一季度, 2026."""
    bare = _bare(label) + ("年" if _YEAR.fullmatch(_bare(label)) else "")
    found = dates(bare, 0, len(bare), years=years)
    day = found[0] if len(found) == 1 and found[0].kind in _MEANING else None
    return day if day and day.start == 0 and _behind_date().fullmatch(bare, day.end) else None


def _bare(label: str) -> str:
    """Return a head without the unit in its bracket."""
    return _BRACKET.sub("", label)


def _unit(label: str) -> str:
    """Return the unit that a head gives in a bracket: 目标值（公里）."""
    found = _BRACKET.search(label)
    return found[1] if found and _is_unit(found[1]) else ""


def _are_numbers(document: Document, cells: Sequence[Span]) -> bool:
    """Tell whether at least half of the filled cells of a column are numbers and nothing else."""
    return bool(cells) and 2 * sum(quantity_of_cell(document, *cell) is not None for cell in cells) >= len(cells)


def _counts(label: str) -> bool:
    """Tell whether the numbers of a column count something: those of a telephone, a code or a score do not."""
    return bool(label) and not (number_head().search(label) or note_head().search(label) or re.search(any_form("TableHeadCode"), label))


def _are_units(text: str, cells: Sequence[Span]) -> bool:
    """Tell whether every filled cell of a column is a unit."""
    return bool(cells) and all(_is_unit(text[slice(*cell)].strip()) for cell in cells)


def _is_unit(word: str) -> bool:
    """Tell whether a word is a unit, with or without a scale: 万人."""
    known = forms("Units", "surfaceForm")
    return word in known or word.lstrip("十百千万亿") in known


def _inner(text: str, span: Span) -> Span:
    """Return a cell without the blanks around its text."""
    words = text[slice(*span)]
    start = span[0] + len(words) - len(words.lstrip())
    return start, start + len(words.strip())


@cache
def _units() -> frozenset[str]:
    return frozenset(word for word, part in forms("IndicatorHeads", "surfaceForm").items() if part == "unit")


@cache
def _number_head() -> re.Pattern[str]:
    """Match the head of a column of numbers: 目标值, 年度任务数."""
    return re.compile(f"(?:{any_form('TableHeadValue', 'before')})*(?:{any_form('TableHeadValue', 'value')})")


@cache
def _behind_date() -> re.Pattern[str]:
    """Match what may follow the date in the head of its column: 2026年|目标值, 一季度|工作安排."""
    words = (any_form("TableHeadValue", "value"), any_form("TableHeadDeadlineEnd"), any_form("HeadingWork"), any_form("AimNouns"))
    return re.compile(f"(?:{'|'.join(words)})*")


@cache
def _aim() -> re.Pattern[str]:
    return re.compile(any_form("AimNouns", "aim", "indicator"))
