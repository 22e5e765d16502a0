"""What a recogniser's doubt means for the facts of a plan: each fact from a scan carries it, and names that may be misread are reported."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import TypeVar

from ingest.sources import SourceText
from kg.model import Goal, Milestone, Owner, Plan, Target, Task, Technology, Unread
from kg.register import near_names
from kg.sentences import sentence

# A blank in a list of bodies: the recogniser leaves one where it found nothing.
_GAP = re.compile(r"[、，,]\s+$")
_GAP_REACH = 4  # characters before a name that are looked at

Fact = TypeVar("Fact", Owner, Target, Technology, Milestone, Goal)


def doubted(plan: Plan, source: SourceText) -> Plan:
    """Return a plan whose facts carry the doubt of their least sure character, where they were recognised in a picture."""
    if not source.doubts:
        return plan
    return replace(
        plan,
        source=replace(plan.source, scanned=True),
        tasks=tuple(_task(task, source) for task in plan.tasks),
        targets=_facts(plan.targets, source),
        goals=_facts(plan.goals, source),
    )


def _task(task: Task, source: SourceText) -> Task:
    """Return a task whose facts carry their doubt."""
    return replace(
        task,
        owners=_facts(task.owners, source),
        targets=_facts(task.targets, source),
        goals=_facts(task.goals, source),
        milestones=_facts(task.milestones, source),
        technologies=_facts(task.technologies, source),
    )


def _facts(facts: tuple[Fact, ...], source: SourceText) -> tuple[Fact, ...]:
    """Return facts with the doubt of the characters that say them."""
    return tuple(replace(fact, doubt=source.doubt(fact.start, fact.end)) for fact in facts)


def gaps(plan: Plan) -> Iterator[Unread]:
    """Yield the owners read in a scan before which a character's place is empty: 市教育局、 公安局 may be 市公安局."""
    for owner in (owner for task in plan.tasks for owner in task.owners if owner.doubt is not None):
        if _GAP.search(plan.text, max(0, owner.start - _GAP_REACH), owner.start):
            yield Unread(owner.start, owner.end, plan.text[owner.start : owner.end], sentence("unread.empty-place"))


def misread(plan: Plan, region: str | None) -> Iterator[Unread]:
    """Yield the owners read in a scan whose names nobody knows and that differ from known ones in one character."""
    for owner in (owner for task in plan.tasks for owner in task.owners if owner.doubt is not None):
        near = near_names(owner.name, region=region, level=plan.level, issued=plan.issued)
        if near:
            why = sentence("unread.misread", names=[f"“{name}”" for name in near])
            yield Unread(owner.start, owner.end, plan.text[owner.start : owner.end], why)
