"""When a target is due where its own clause does not say it alone.

2025年、2026年、2027年分别引进20名、25名、30名      one year a value      the deadline of the task, its cell
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from ingest.document import DateMention, Document, Years
from kg.model import Target

_JOINT = re.compile(r"[、，,和及与至\s]*")


def governed(found: Sequence[Target], deadline: str | None, due: str | None) -> tuple[Target, ...]:
    """Return a task's targets with the task's own deadline (its cell 2026年12月) where their sentence names none."""
    return tuple(replace(t, deadline=deadline, due=due) if deadline and due and not t.deadline else t for t in found)


def by_years(document: Document, found: Sequence[Target], *, years: Years) -> Iterator[Target]:
    """Yield targets; those of one quote have the years before it in turn, where there are as many: 2025年、2026年分别增加3家、5家."""
    for _, same in groupby(found, key=lambda t: (t.start, t.end)):
        group = list(same)
        dates = _row(document, group[0].start, years) if len(group) > 1 else []
        in_turn = len(dates) == len(group)
        yield from (replace(t, deadline=d.quote, due=d.due) for t, d in zip(group, dates, strict=True)) if in_turn else group


def _row(document: Document, end: int, years: Years) -> list[DateMention]:
    """Return the dates that stand side by side in the sentence before a place, the nearest row of them."""
    start = max(document.text.rfind(mark, 0, end) for mark in "。；;\n") + 1
    row: list[DateMention] = []
    for date in document.dates(start, end, years=years):
        if row and not _JOINT.fullmatch(document.text, row[-1].end, date.start):
            row = []
        row.append(date)
    return row
