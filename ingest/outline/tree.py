"""Sections and tasks of a document, before anything inside them is read.

A task is an item with an ownership clause of its own, at whatever level it stands: 一、 （一） 1. （1） 第X条, a table row, a passage of an
item that ends in a clause, a bare paragraph with an owner line. Numbered items beside such items that happen to have no owner are tasks
without owners. Headings that only group are sections. A document in which nobody owns anything has its innermost items as tasks, where it
reads as a plan.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import accumulate

from ingest.document import Document
from ingest.outline.context import OutlineContext
from ingest.outline.items import NumberedItem, items, unique
from ingest.outline.placement import owners_above, placed
from ingest.outline.review import reviews
from ingest.outline.task_spans import TaskSpan, bare, innermost, owned, restarting, unowned
from ingest.owners import Clause
from ingest.sources import Span
from kg.register import any_form

_LEAD_IN = re.compile(r"[\s。.;；,，、:：]*")


@cache
def goals_heading() -> re.Pattern[str]:
    """Match a heading of goals: 工作目标, 目标要求."""
    aim, task = any_form("AimNouns", "aim"), any_form("AimNouns", "task")
    before, whole = any_form("HeadingGoals", "goals"), any_form("HeadingGoals", "whole")
    return re.compile(rf"(?:{before})?(?:{aim})(?:{task})?[。：:（(]?$|^(?:{aim})$|(?:{whole})$")


@dataclass(frozen=True, slots=True)
class Outline:
    """The spans of the tasks in printed order, the items, where the first begins, the clauses that belong to nothing, what looks back."""

    tasks: tuple[TaskSpan, ...]
    items: tuple[NumberedItem, ...]
    first: int
    orphans: tuple[Clause, ...] = ()
    reviews: tuple[Span, ...] = ()


def outline(
    document: Document, clauses: Sequence[Clause], *, after: int = 0, title: str = "", plan: bool = False, rows: Sequence[TaskSpan] = ()
) -> Outline:
    """Return the sections and tasks.

    `after` is where title and head end, `plan` says whether items without owners may be tasks, `rows` are the tasks that stand in tables.
    """
    clauses = _outside(clauses, rows)
    tree = items(document, _folded(document, clauses))
    own = placed(document.text, tree, [c for c in clauses if not document.in_footnote(c.start)])
    used = {c.start for groups in own.values() for group in groups for c in group.clauses}
    at = OutlineContext(document, tree, [item.start for item in tree], own, owners_above(tree, own), after)
    at = replace(at, restarts=restarting(at))
    back = reviews(document, tree)
    tasks = _outside_of(back, [*bare(at), *owned(at)])
    used &= {c.start for task in tasks for c in task.clauses}
    tasks += _outside_of(back, unowned(at) if own else innermost(at, title, back) if plan and not rows else [])
    ordered = sorted([*tasks, *rows], key=lambda t: (t.start, -t.end))
    orphans = tuple(c for c in clauses if c.start not in used)
    first = tree[0].start if tree else len(document.text)
    return Outline(tuple(_distinct(ordered)), tuple(tree), first, orphans, tuple(back))


def _outside_of(spans: Sequence[Span], tasks: Iterable[TaskSpan]) -> list[TaskSpan]:
    """Return the tasks that lie in none of the spans."""
    return [t for t in tasks if not any(start <= t.start < end for start, end in spans)]


def _outside(clauses: Sequence[Clause], rows: Sequence[TaskSpan]) -> list[Clause]:
    """Return the clauses that do not stand in a row of a table, nor in a cell of owners, which may stand before the task of its row."""
    spans = sorted([*((r.start, r.end) for r in rows), *((start, end) for r in rows for _, start, end in r.owners)])
    starts, ends = [start for start, _ in spans], list(accumulate((end for _, end in spans), max))
    return [c for c in clauses if not (k := bisect_right(starts, c.start)) or ends[k - 1] <= c.start]


def _folded(document: Document, clauses: Sequence[Clause]) -> list[int]:
    """Return the indexes of lines in which a clause ends before more text."""
    inside = [(document.line_at(c.end - 1), c.end) for c in clauses if c.position != "ahead"]
    return sorted({k for k, end in inside if _more(document.text, end, document.lines[k].end)})


def _more(text: str, end: int, stop: int) -> bool:
    gap = _LEAD_IN.match(text, end, stop)
    return gap is not None and stop - gap.end() > 3


def _distinct(tasks: Sequence[TaskSpan]) -> Iterator[TaskSpan]:
    """Yield the tasks with ids of their own, each ending where the next begins."""
    taken: dict[str, int] = {}
    for k, task in enumerate(tasks, 1):
        end = min(task.end, tasks[k].start) if k < len(tasks) else task.end
        yield replace(task, id=unique(task.id, taken), end=end, stop=min(task.stop, end), body=min(task.body, end))
