"""A Plan as the records that figures are computed from; who is named is a department, a locality or a collective as the register says."""

from collections.abc import Iterator
from dataclasses import fields
from typing import Any, TypeVar

from kg import model
from kg.analysis.records import Assignment, Body, Milestone, PlanFacts, Target, Task, Technology
from kg.iris import document_iri, part_iri, term_iri
from kg.ontology import entry
from kg.register import describe

R = TypeVar("R")


def of_plan(plan: model.Plan) -> PlanFacts:
    """Return a plan as records, with the IRIs that its graph has.

    Owners are those printed on the tasks; what a document-wide rule adds to every task alike is left to the graph.
    """
    iri = document_iri(plan.source.sha256)
    named = [(task, owner) for task in plan.tasks for owner in task.owners]
    return PlanFacts(
        iri=iri,
        title=plan.title or "",
        region=plan.region,
        level=plan.level,
        year=plan.plan_years[0] if plan.plan_years else None,
        tasks=tuple(_tasks(plan, iri)),
        bodies=tuple({owner.iri: _body(owner, plan) for _, owner in reversed(named)}.values())[::-1],
        namings=tuple(_naming(owner, _task_iri(iri, task)) for task, owner in named),
        targets=tuple(_targets(plan, iri)),
        technologies=tuple(_technology(t, _task_iri(iri, task)) for task in plan.tasks for t in task.technologies),
        milestones=tuple(_record(Milestone, m, task=_task_iri(iri, task)) for task in plan.tasks for m in task.milestones),
    )


def _tasks(plan: model.Plan, iri: str) -> Iterator[Task]:
    parents = {task.parent for task in plan.tasks}
    for task in plan.tasks:
        above = part_iri(iri, "task", task.parent) if task.parent is not None else None
        name = task.title or task.text
        yield _record(Task, task, iri=_task_iri(iri, task), mark=task.number, name=name, parent=above, leaf=task.id not in parents)


def _task_iri(document: str, task: model.Task) -> str:
    return part_iri(document, "task", task.id)


def _body(owner: model.Owner, plan: model.Plan) -> Body:
    known = describe(owner.name, iri=owner.iri, kind=owner.kind, region=plan.region, level=plan.level)
    kinds = {entry(name).iri: name.lower() for name in ("Department", "Locality", "Collective")}
    return _record(Body, known, kind=kinds[known.term])


def _naming(owner: model.Owner, task: str) -> Assignment:
    return _record(Assignment, owner, task=task, body=owner.iri, basis=owner.role_basis)


def _technology(mention: model.Technology, task: str) -> Technology:
    return _record(Technology, mention, task=task, iri=mention.iri or term_iri(mention.name))


def _targets(plan: model.Plan, iri: str) -> Iterator[Target]:
    """Yield the targets and goals of the document, then those of its tasks."""
    holders: list[tuple[str, str, Any]] = [(iri, "", plan), *((_task_iri(iri, task), f"{task.id}.", task) for task in plan.tasks)]
    for holder, prefix, said in holders:
        for kind, found in (("target", said.targets), ("goal", said.goals)):
            for place, target in enumerate(found, 1):
                own = {"iri": part_iri(iri, kind, f"{prefix}{place}"), "holder": holder, "quantified": kind == "target"}
                yield _record(Target, target, **own)


def _record(form: type[R], said: Any, /, **given: Any) -> R:
    """Return a record of the values given, and of those another record has under the same names."""
    names = [field.name for field in fields(form)]  # type: ignore[arg-type]  # every form of record is a dataclass
    return form(**{name: given[name] if name in given else getattr(said, name, None) for name in names})
