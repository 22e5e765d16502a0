"""A comparison of two plans as rows: what changed, in which task, before and after, in the words of the ontology."""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from kg.analysis import Comparison, PlanFacts, TargetFacts, TaskChange, divisions
from kg.ontology import concept, entry, label

COLUMNS = ("change", "task", "in_other", "before", "after", "score")


class ChangeRow(NamedTuple):
    """A change: its label, the number and name of the task in the one and the other plan, what stood there, how sure the match is."""

    change: str
    task: str | None
    in_other: str | None
    before: str | None = None
    after: str | None = None
    score: float | None = None


def change_rows(found: Comparison, one: PlanFacts, other: PlanFacts) -> list[ChangeRow]:
    """Return every change: of the documents, of their lists of tasks, inside aligned tasks, then what a person is to decide."""
    tasks = {task.iri: f"{task.mark} {task.name}".strip() for task in (*one.tasks, *other.tasks)}
    bodies = {body.iri: body.name for body in (*one.bodies, *other.bodies)}
    return [
        *(ChangeRow(label(change.kind), None, None, _quote(change.before), _quote(change.after)) for change in found.targets),
        *_task_rows(found, tasks),
        *(row for change in found.tasks for row in _inside(change, tasks, bodies)),
        *(ChangeRow(_label("body-succeeded"), None, None, bodies[before], bodies[after]) for before, after in found.successions),
        *(ChangeRow(_label("task-doubtful"), tasks[p.one], tasks[p.other], score=round(p.score, 2)) for p in found.alignment.doubtful),
    ]


def _task_rows(found: Comparison, tasks: Mapping[str, str]) -> Iterator[ChangeRow]:
    for iri in found.alignment.dropped:
        yield ChangeRow(_label("task-dropped"), tasks[iri], None)
    for iri in found.alignment.added:
        yield ChangeRow(_label("task-added"), None, tasks[iri])
    for kind, division in divisions(found):
        whole, parts = tasks[division.whole], "；".join(tasks[part] for part in division.parts)
        yield ChangeRow(label(kind), *((whole, parts) if entry(kind).notation == "task-split" else (parts, whole)))


def _inside(change: TaskChange, tasks: Mapping[str, str], bodies: Mapping[str, str]) -> Iterator[ChangeRow]:
    where = tasks[change.task.one], tasks[change.task.other]
    score = round(change.task.score, 2)
    for owner in change.owners:
        before, after = _named(owner.before, owner.roles_before, bodies), _named(owner.after, owner.roles_after, bodies)
        yield ChangeRow(label(owner.kind), *where, before, after, score)
    for target in change.targets:
        yield ChangeRow(label(target.kind), *where, _quote(target.before), _quote(target.after), score)
    if change.due:
        yield ChangeRow(_label("due-changed"), *where, *change.due, score)


def _named(body: str | None, roles: Iterable[str], bodies: Mapping[str, str]) -> str | None:
    """Return a body with its roles: 省财政厅（负责）."""
    if body is None:
        return None
    said = "、".join(label(concept("Roles", role).iri) for role in roles)
    return f"{bodies[body]}（{said}）" if said else bodies[body]


def _quote(target: TargetFacts | None) -> str | None:
    return target.quote if target else None


def _label(notation: str) -> str:
    return label(concept("Changes", notation).iri)
