"""A Plan, or the rows of many plans in the graph, as the records that figures are computed from.

Whether who is named is a department, a locality or a collective, its class in the ontology says.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields
from typing import Any, TypeVar

from kg import model
from kg.analysis.records import Assignment, BodyFacts, MilestoneFacts, PlanFacts, TargetFacts, TaskFacts, TechnologyFacts
from kg.iris import document_iri, part_iri, term_iri
from kg.ontology import entry

R = TypeVar("R")
OnTask = TypeVar("OnTask", Assignment, TechnologyFacts)
Row = Mapping[str, Any]


def of_plan(plan: model.Plan) -> PlanFacts:
    """Return a plan as records, with the IRIs that its graph has; owners that a document-wide rule adds to tasks are among the namings."""
    iri = document_iri(plan.source.sha256)
    namings = tuple(_namings(plan, iri))
    agents = {agent.iri: agent for agent in plan.agents}
    return PlanFacts(
        iri=iri,
        title=plan.title or "",
        region=plan.region,
        level=plan.level,
        year=plan.plan_years[0] if plan.plan_years else None,
        tasks=tuple(_tasks(plan, iri)),
        bodies=tuple(_body(agents[body]) for body in dict.fromkeys(one.body for one in namings)),
        namings=namings,
        targets=tuple(_targets(plan, iri)),
        technologies=tuple(_technology(t, _task_iri(iri, task)) for task in plan.tasks for t in task.technologies),
        milestones=tuple(_record(MilestoneFacts, m, task=_task_iri(iri, task)) for task in plan.tasks for m in task.milestones),
    )


def _tasks(plan: model.Plan, iri: str) -> Iterator[TaskFacts]:
    parents = {task.parent for task in plan.tasks}
    for task in plan.tasks:
        above = part_iri(iri, "task", task.parent) if task.parent is not None else None
        name = task.title or task.text
        yield _record(TaskFacts, task, iri=_task_iri(iri, task), mark=task.number, name=name, parent=above, leaf=task.id not in parents)


def _task_iri(document: str, task: model.Task) -> str:
    return part_iri(document, "task", task.id)


def _body(agent: model.Agent) -> BodyFacts:
    kinds = {entry(name).iri: name.lower() for name in ("Department", "Locality", "Collective")}
    category = entry(agent.category).notation if agent.category else None
    return _record(BodyFacts, agent, kind=kinds[agent.term], category=category)


def _namings(plan: model.Plan, iri: str) -> Iterator[Assignment]:
    """Yield who is printed on each task, then whom the document's rules add to it."""
    for task in plan.tasks:
        for owner in task.owners:
            yield _record(Assignment, owner, task=_task_iri(iri, task), body=owner.iri, basis=owner.role_basis)
    added: Counter[str] = Counter()
    for rule in (rule for rule in plan.conventions if rule.iri):
        for task in model.tasks_bound(plan, rule):
            added[task.id] += 1
            yield _by_rule(rule, task, _task_iri(iri, task), len(task.owners) + added[task.id])


def _by_rule(rule: model.Convention, task: model.Task, iri: str, rank: int) -> Assignment:
    part = 1 + max((owner.part for owner in task.owners), default=0)
    role = rule.role or model.DEFAULT_ROLE
    return Assignment(iri, rule.iri or "", role, "convention", None, "joint", part, rank, rule.name or "", rule.start, rule.end)


def _technology(mention: model.Technology, task: str) -> TechnologyFacts:
    return _record(TechnologyFacts, mention, task=task, iri=mention.iri or term_iri(mention.name))


def _targets(plan: model.Plan, iri: str) -> Iterator[TargetFacts]:
    """Yield the targets and goals of the document, then those of its tasks."""
    holders: list[tuple[str, str, Any]] = [(iri, "", plan), *((_task_iri(iri, task), f"{task.id}.", task) for task in plan.tasks)]
    for holder, prefix, said in holders:
        for kind, found in (("target", said.targets), ("goal", said.goals)):
            for place, target in enumerate(found, 1):
                own = {"iri": part_iri(iri, kind, f"{prefix}{place}"), "holder": holder, "quantified": kind == "target"}
                yield _record(TargetFacts, target, **own)


def of_rows(rows: Mapping[str, Iterable[Row]]) -> tuple[PlanFacts, ...]:
    """Return every plan of the graph as records: `rows` are those of page-all-plans, -bodies, -technologies and -targets by part.

    Of a task there is its IRI and place, not its text, and of an owner its role and rank, not where it is printed: a page asks for the
    words of what it shows. Plans and bodies are needed, the other parts where a figure is about them.
    """
    plans = list(rows["plans"])
    home = {task: plan["iri"] for plan in plans for task in plan["tasks"]}
    bodies = {body.iri: body for body in bodies_of_rows(rows["bodies"])}
    namings = _grouped(home, (one for row in rows["bodies"] for one in _assigned(row)))
    mentions = _grouped(home, (one for row in rows.get("technologies", ()) for one in _mentioned(row)))
    targets = {row["iri"]: tuple(_target_of_row(values) for values in row["targets"]) for row in rows.get("targets", ())}
    return tuple(
        PlanFacts(
            **{name: plan[name] for name in ("iri", "region", "level", "year")},
            title=plan["title"] or "",
            tasks=tuple(_tasks_of_row(plan)),
            bodies=tuple(bodies[iri] for iri in dict.fromkeys(one.body for one in namings.get(plan["iri"], ()))),
            namings=tuple(namings.get(plan["iri"], ())),
            targets=targets.get(plan["iri"], ()),
            technologies=tuple(mentions.get(plan["iri"], ())),
        )
        for plan in plans
    )


def bodies_of_rows(rows: Iterable[Row]) -> tuple[BodyFacts, ...]:
    """Return the bodies of page-all-bodies or page-body-tasks."""
    return tuple(_record(BodyFacts, _Said(row), lines=tuple(sorted(row["lines"]))) for row in rows)


def _grouped(home: Mapping[str, str], found: Iterable[OnTask]) -> dict[str, list[OnTask]]:
    """Return what hangs on tasks by the plan of the task."""
    grouped: dict[str, list[OnTask]] = {}
    for one in found:
        if one.task in home:
            grouped.setdefault(home[one.task], []).append(one)
    return grouped


def _assigned(row: Row) -> Iterator[Assignment]:
    for task, role, mode, rank in zip(row["tasks"], row["roles"], row["modes"], row["ranks"], strict=False):
        yield Assignment(task, row["iri"], role, "stated", None, mode or None, 1, rank, "", 0, 0)


def _mentioned(row: Row) -> Iterator[TechnologyFacts]:
    for task, status in zip(row["tasks"], row["statuses"], strict=True):
        yield TechnologyFacts(task, row["iri"], row["name"], status, row["name"], 0, 0)


def _tasks_of_row(row: Row) -> Iterator[TaskFacts]:
    columns = (row[name] for name in ("tasks", "ordinals", "open", "leaf", "parents"))
    for iri, ordinal, unfinished, leaf, parent in sorted(zip(*columns, strict=True), key=lambda found: (found[1], found[0])):
        yield TaskFacts(iri, f"{ordinal}", "", "", "", (), parent or None, None, None, unfinished, leaf, 0, 0)


def _target_of_row(values: Sequence[Any]) -> TargetFacts:
    iri, holder, quote, quantified, comparator, value, high, unit, about, deadline, due = values
    return TargetFacts(iri, holder, quote, quantified, comparator, value, high, unit, about, deadline, _day(due), 0, 0)


def _day(value: Any) -> str | None:
    return None if value is None else str(value)


class _Said:
    """A row whose values are asked for as attributes."""

    def __init__(self, row: Row) -> None:
        self._row = row

    def __getattr__(self, name: str) -> Any:
        return self._row.get(name)


def _record(form: type[R], said: Any, /, **given: Any) -> R:
    """Return a record of the values given, and of those another record has under the same names."""
    names = [field.name for field in fields(form)]  # type: ignore[arg-type]  # every form of record is a dataclass
    return form(**{name: given[name] if name in given else getattr(said, name, None) for name in names})
