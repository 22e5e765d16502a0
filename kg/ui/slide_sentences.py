"""What a click on a slide asks for, and the sentences that answer it, so that a deck needs nothing else at the meeting."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from kg.iris import local, part_key
from kg.ui import address, evidence, words
from kg.ui.dossier import Body, PlanView, Task
from kg.ui.language import say

LONG = 230  # characters; a longer sentence is set somewhat smaller
Row = dict[str, Any]


def task_key(dossier: PlanView, task: str) -> str:
    return f"{address.document_id(dossier.iri)}:{part_key(task)}"


def body_key(dossier: PlanView, body: str) -> str:
    return f"{address.document_id(dossier.iri)}:{local(body)}"


def pick(dossier: PlanView, task: Task, body: Body | None = None) -> Row:
    """Return what a click asks for: the sentence of a task, a body in it marked."""
    return {"task": task_key(dossier, task.iri)} | ({"body": body_key(dossier, body.iri)} if body else {})


def several(dossier: PlanView, tasks: Sequence[Task], body: Body) -> Row:
    """Return what a click on a body or a cell asks for: its one sentence, or the list of its tasks."""
    if len(tasks) == 1:
        return pick(dossier, tasks[0], body)
    keys = [task_key(dossier, t.iri) for t in tasks]
    return {"tasks": keys, "body": body_key(dossier, body.iri), "title": f"{body.name}　{say('meeting.named', count=len(tasks))}"}


def asked_for(made: object) -> set[str]:
    """Return the keys of all tasks that some click asks for."""
    if isinstance(made, Mapping):
        own = {made["task"]} if isinstance(made.get("task"), str) and ":" in made["task"] else set()
        listed = set(made["tasks"]) if isinstance(made.get("tasks"), list) else set()
        return own | listed | {key for value in made.values() for key in asked_for(value)}
    return {key for value in made for key in asked_for(value)} if isinstance(made, list | tuple) else set()


def sentences(dossier: PlanView, keys: set[str]) -> Iterator[tuple[str, Row]]:
    """Yield the sentences asked for, with everything read in them marked."""
    for task in dossier.tasks:
        key = task_key(dossier, task.iri)
        if key in keys:
            yield key, _sentence(dossier, task)


def _sentence(dossier: PlanView, task: Task) -> Row:
    named = dossier.owners[task.iri]
    at = {n.start: body_key(dossier, n.body) for n in named}
    pieces = [[p.text, p.mark.kind if p.mark else "", at.get(p.mark.start, "") if p.mark else ""] for p in evidence.sentence(dossier, task)]
    owners = [
        {"rank": words.rank(dossier, n), "name": dossier.body[n.body].name, "strong": dossier.strong(n), "key": body_key(dossier, n.body)}
        for n in named
    ]
    where = words.place(dossier, task)
    said = {"mark": task.mark, "name": task.name, "where": where, "pieces": pieces, "long": len(task.text) > LONG}
    return said | {"owners": owners, "facts": words.task_facts(dossier, task)}
