"""The bodies of a plan: which one each issuer and each rule means, and what is known of all, described once each."""

from collections.abc import Iterator
from dataclasses import replace

from kg.model import Agent, Convention, Plan, Task
from kg.register.bodies import describe, link, scope

_LONGEST_NAME = 60  # characters of a task without title that stand for it


def identified(plan: Plan) -> Plan:
    """Return a plan with its agents, the IRIs of its issuers and of the owners its rules add, and a name for every task.

    The reading calls it once; a plan made by hand gets what it lacks when its graph is written.
    """
    if plan.agents:
        return plan
    return replace(
        plan,
        issued_by=tuple(_iri(plan, name) for name in plan.issuers),
        conventions=tuple(_with_owner(plan, convention) for convention in plan.conventions),
        tasks=tuple(_named(task) for task in plan.tasks),
        agents=tuple(sorted(_agents(plan), key=lambda agent: agent.iri)),
    )


def _agents(plan: Plan) -> Iterator[Agent]:
    """Yield what is known of every owner, issuer and owner by rule, each once, by the name that is printed first."""
    others = [(name, _iri(plan, name), None) for name in (*plan.issuers, *(c.name for c in plan.conventions if c.name))]
    owners = [(owner.name, owner.iri, owner.kind) for task in plan.tasks for owner in task.owners]
    first = {iri: (name, kind) for name, iri, kind in reversed([*others, *owners])}
    for iri, (name, kind) in first.items():
        found = describe(name, iri=iri, kind=kind, region=plan.region, level=plan.level)
        yield replace(found, lines=tuple(sorted(found.lines)))


def _iri(plan: Plan, name: str) -> str:
    region = scope(plan.region, level=plan.level, document=plan.source.sha256)
    return link(name, region=region, level=plan.level, issued=plan.issued).iri


def _with_owner(plan: Plan, convention: Convention) -> Convention:
    return replace(convention, iri=_iri(plan, convention.name)) if convention.name else convention


def _named(task: Task) -> Task:
    return task if task.name else replace(task, name=task.title or task.text.strip()[:_LONGEST_NAME])
