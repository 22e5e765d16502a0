"""What is odd in a plan itself: no error of reading, but something its drafters would want to look at.

numbers of items that jump or begin again · one body under two names · text that was not read ·
what the figures over the plan find (kg.quality.figure_checks) · who is named and by when (kg.quality.owner_checks)
"""

import re
from collections import defaultdict
from collections.abc import Iterator

from kg.model import Plan, Task
from kg.quality.figure_checks import figures, headline, unowned
from kg.quality.finding import Finding, cut, finding, numeral, place_of
from kg.quality.owner_checks import dates, foreign_localities, lead_missing, signboards
from kg.register import without_place


def checks(plan: Plan) -> Iterator[Finding]:
    """Yield what is odd in a plan, check by check."""
    yield from evidence(plan)
    yield from unowned(plan)
    yield from headline(plan)
    yield from figures(plan)
    yield from numbering(plan)
    yield from names(plan)
    yield from lead_missing(plan)
    yield from dates(plan)
    yield from foreign_localities(plan)
    yield from signboards(plan)
    yield from unread(plan)


def evidence(plan: Plan) -> Iterator[Finding]:
    """Yield facts whose characters are not what the text says there."""
    for task in plan.tasks:
        said = [(task.text, task.start, task.end)]
        said += [(owner.surface, owner.start, owner.end) for owner in task.owners]
        said += [(target.quote, target.start, target.end) for target in task.targets]
        said += [(goal.quote, goal.start, goal.end) for goal in task.goals]
        said += [(step.quote, step.start, step.end) for step in task.milestones]
        said += [(technology.surface, technology.start, technology.end) for technology in task.technologies]
        for words, start, end in said:
            if plan.text[start:end] != words:
                yield finding("violation", "evidence", task.id, (start, end), place=place_of(task), words=cut(words))


def numbering(plan: Plan) -> Iterator[Finding]:
    """Yield jumps in the numbers of items, and a count through the document that begins again.

    A number that stands before a heading between two tasks is not missing: 2. over items (1) and (2) that are none of the tasks.
    """
    before: Task | None = None
    through = False
    for task in (task for task in plan.tasks if task.parent is None):
        last, number = numeral(before), numeral(task)
        if before is not None and last is not None and number is not None:
            if number > last + 1 and not _heads(plan, last + 1, before.end, task.start):
                yield finding("info", "jump", task.id, (task.start, task.end), last=last, number=number)
            elif number == 1 and through:
                yield finding("info", "again", task.id, (task.start, task.end), place=place_of(task))
            through = (through and number != 1) or (number == last + 1 and task.section != before.section)
        before = task


def _heads(plan: Plan, number: int, start: int, end: int) -> bool:
    """Tell whether a heading within a stretch of the text has this number."""
    headings = (plan.text[p.start : p.end] for p in plan.parts if p.kind == "heading" and start <= p.start < end)
    return any(re.match(rf"\W*{number}(?!\d)", heading) for heading in headings)


def names(plan: Plan) -> Iterator[Finding]:
    """Yield bodies the plan calls by two names, and bodies named twice for one task in one role.

    商务厅 in a list behind 省财政厅 is 省商务厅 and no other name: place and rank may be left out.
    """
    called: dict[str, dict[str, tuple[int, int]]] = defaultdict(dict)
    for task in plan.tasks:
        met: set[tuple[str, str]] = set()
        for owner in task.owners:
            if owner.kind == "unit":
                called[owner.iri].setdefault("".join(owner.surface.split()), (owner.start, owner.end))
            if (owner.iri, owner.role) in met:
                yield finding("info", "twice", task.id, (owner.start, owner.end), place=place_of(task), name=owner.surface)
            met.add((owner.iri, owner.role))
    for iri, surfaces in called.items():
        told = {without_place(name, plan.region): (name, place) for name, place in surfaces.items()}
        if len(told) > 1:
            yield finding("info", "one-body", iri, list(told.values())[1][1], names=[f"“{name}”" for name, _ in told.values()])


def unread(plan: Plan) -> Iterator[Finding]:
    """Yield the text that no rule could place."""
    for passage in plan.unread:
        yield finding("info", "unread", "", (passage.start, passage.end), words=cut(passage.text), why=passage.why)
