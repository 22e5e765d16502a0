"""What the figures over a plan find that its drafters would want to look at, in words with the place in the text.

a task that nobody answers for · a headline target that no task takes up, or none with a number · figures that differ (4 个 beside 5 个)
The rules are those of kg.analysis, which the pages show as matters to discuss: here they are read, not stated again.
"""

from collections.abc import Iterator
from functools import partial

from kg import analysis
from kg.analysis import TargetFacts
from kg.iris import document_iri, part_iri
from kg.model import Plan, Task
from kg.ontology import entry, label
from kg.quality.finding import Finding, finding, place_of


def unowned(plan: Plan) -> Iterator[Finding]:
    """Yield tasks that nobody answers for, where anybody is named at all."""
    if not any(task.owners for task in plan.tasks):
        if plan.tasks:
            yield finding("info", "nobody", "", (None, None))
        return
    tasks = _tasks(plan)
    for task in (tasks[found.iri] for found in analysis.unowned(analysis.of_plan(plan))):
        yield finding("warning", "unowned", task.id, (task.start, task.end), place=place_of(task))


def headline(plan: Plan) -> Iterator[Finding]:
    """Yield headline targets that no task takes up, and those that tasks take up in words alone."""
    tasks = _tasks(plan)
    for found in analysis.headlines(analysis.of_plan(plan)):
        quote, place, state = found.target.quote, (found.target.start, found.target.end), partial(label, found.state)
        if found.state == entry("notTakenUp").iri:
            yield finding("warning", "headline", "", place, quote=quote, state=state)
        elif found.state == entry("takenUpInWords").iri:
            told = "；".join(_said(c.target, tasks) for c in found.candidates if c.takes_up)
            yield finding("info", "headline-in-words", "", place, quote=quote, state=state, tasks=told)


def figures(plan: Plan) -> Iterator[Finding]:
    """Yield figures about one thing that differ: whether they count the same is for a person to say."""
    tasks = _tasks(plan)
    for found in analysis.disagreements(analysis.of_plan(plan)):
        one, other = _said(found.one, tasks), _said(found.other, tasks)
        task, place = tasks.get(found.other.holder), (found.other.start, found.other.end)
        yield finding("warning", "figures", task.id if task else "", place, one=one, other=other, kind=partial(label, found.kind))


def _said(target: TargetFacts, tasks: dict[str, Task]) -> str:
    """Return where a target stands and what it says: 第 8 项“形成5个产品”; the document's own without a place."""
    task = tasks.get(target.holder)
    return f"{place_of(task) if task else ''}“{target.quote}”"


def _tasks(plan: Plan) -> dict[str, Task]:
    """Return the tasks by the IRIs that the figures know them by."""
    iri = document_iri(plan.source.sha256)
    return {part_iri(iri, "task", task.id): task for task in plan.tasks}
