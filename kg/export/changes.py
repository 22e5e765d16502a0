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


def change_rows(found: Comparison, one: PlanFacts, other: PlanFacts, lang: str = "zh") -> list[ChangeRow]:
    """Return every change: of the documents, of their lists of tasks, inside aligned tasks, then what a person is to decide.

    lang is the language of the labels, zh or en.
    """
    tasks = {task.iri: f"{task.mark} {task.name}".strip() for task in (*one.tasks, *other.tasks)}
    bodies = {body.iri: body.name for body in (*one.bodies, *other.bodies)}
    return [
        *(ChangeRow(label(change.kind, lang), None, None, _quote(change.before), _quote(change.after)) for change in found.targets),
        *_task_rows(found, tasks, lang),
        *(row for change in found.tasks for row in _inside(change, tasks, bodies, lang)),
        *(ChangeRow(_label("body-succeeded", lang), None, None, bodies[before], bodies[after]) for before, after in found.successions),
        *(
            ChangeRow(_label("task-doubtful", lang), tasks[p.one], tasks[p.other], score=round(p.score, 2))
            for p in found.alignment.doubtful
        ),
    ]


def _task_rows(found: Comparison, tasks: Mapping[str, str], lang: str) -> Iterator[ChangeRow]:
    for iri in found.alignment.dropped:
        yield ChangeRow(_label("task-dropped", lang), tasks[iri], None)
    for iri in found.alignment.added:
        yield ChangeRow(_label("task-added", lang), None, tasks[iri])
    for kind, division in divisions(found):
        whole, parts = tasks[division.whole], "；".join(tasks[part] for part in division.parts)
        yield ChangeRow(label(kind, lang), *((whole, parts) if entry(kind).notation == "task-split" else (parts, whole)))


def _inside(change: TaskChange, tasks: Mapping[str, str], bodies: Mapping[str, str], lang: str) -> Iterator[ChangeRow]:
    where = tasks[change.task.one], tasks[change.task.other]
    score = round(change.task.score, 2)
    for owner in change.owners:
        before, after = _named(owner.before, owner.roles_before, bodies, lang), _named(owner.after, owner.roles_after, bodies, lang)
        yield ChangeRow(label(owner.kind, lang), *where, before, after, score)
    for target in change.targets:
        yield ChangeRow(label(target.kind, lang), *where, _quote(target.before), _quote(target.after), score)
    if change.due:
        yield ChangeRow(_label("due-changed", lang), *where, *change.due, score)


def _named(body: str | None, roles: Iterable[str], bodies: Mapping[str, str], lang: str) -> str | None:
    """Return a body with its roles: 省财政厅（负责）."""
    if body is None:
        return None
    said = "、".join(label(concept("Roles", role).iri, lang) for role in roles)
    return f"{bodies[body]}（{said}）" if said else bodies[body]


def _quote(target: TargetFacts | None) -> str | None:
    return target.quote if target else None


def _label(notation: str, lang: str) -> str:
    return label(concept("Changes", notation).iri, lang)
