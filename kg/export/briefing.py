"""A plan for a person to read in a terminal: what was found, task by task, and what was not read."""

from collections.abc import Iterator

from kg.model import Owner, Plan, Target, Task, Unread
from kg.ontology import IRI, concept
from kg.sentences import sentence

FIRST_WORDS = 40  # characters of a task or an unread stretch that a line shows


def brief(plan: Plan) -> str:
    """Return the plan as lines: metadata, tasks with owners, targets, dates and technologies, conventions, what was not read."""
    return "\n".join([*_head(plan), *(line for task in plan.tasks for line in _task(task)), *_rest(plan), ""])


def _head(plan: Plan) -> Iterator[str]:
    silent = sentence("brief.silent")
    yield f"{plan.source.path}"
    yield f"{plan.title or sentence('brief.untitled')}"
    yield f"  {' · '.join(x or silent for x in (plan.region, plan.level, plan.type, plan.number, plan.issued))}"
    yield "  " + sentence("brief.issuers", names=plan.issuers or silent)
    for cited in plan.cites:
        yield "  " + sentence("brief.cites", kind=cited.kind, title=cited.title)
    owned = sum(1 for task in plan.tasks if task.owners)
    named = sum(len(task.owners) for task in plan.tasks)
    yield "  " + sentence("brief.counts", tasks=len(plan.tasks), owned=owned, named=named, unread=len(plan.unread))
    for rule in plan.conventions:
        yield "  " + sentence("brief.rule", rule=rule.rule, name=rule.name or "", words=plan.text[rule.start : rule.end])
    for target in plan.targets:
        yield "  " + sentence("brief.headline", target=_target(target))
    for goal in plan.goals:
        yield "  " + sentence("brief.goal", quote=goal.quote)


def _task(task: Task) -> Iterator[str]:
    yield f"{task.id}\t{task.number} {_first(task.title or task.text.removeprefix(task.number))}"
    if task.owners:
        owners = sentence("brief.owners", owners="；".join(map(_owner, task.owners)))
        yield f"\t{owners}{sentence('brief.open') if task.open else ''}"
    if task.deadline:
        yield "\t" + sentence("brief.deadline", words=f"{task.deadline}{_due(task.due)}")
    for milestone in task.milestones:
        yield "\t" + sentence("brief.milestone", words=f"{milestone.quote}{_due(milestone.due)}")
    for target in task.targets:
        yield "\t" + sentence("brief.target", target=_target(target))
    for goal in task.goals:
        yield "\t" + sentence("brief.task-goal", quote=goal.quote)
    if task.technologies:
        yield "\t" + sentence("brief.technologies", names=[t.surface + ("" if t.status == "confirmed" else "?") for t in task.technologies])


def _owner(owner: Owner) -> str:
    unsure = sentence("brief.provisional") if owner.link == "provisional" else ""
    kind = sentence("brief.collective") if owner.kind == "collective" else unsure
    return f"{owner.name}[{owner.label or sentence('brief.unlabelled')}→{concept(IRI.Roles, owner.role).label_zh}]{kind}"


def _target(target: Target) -> str:
    high = f"–{target.high:g}" if target.high is not None else ""
    return f"{target.quote}（{target.comparator} {target.value:g}{high}{target.unit}{_due(target.due)}）"


def _due(due: str | None) -> str:
    return f" → {due}" if due else ""


def _rest(plan: Plan) -> Iterator[str]:
    if plan.unread:
        yield sentence("brief.unread")
        yield from map(_unread, plan.unread)


def _unread(found: Unread) -> str:
    return f"\t[{found.start}:{found.end}] {_first(found.text)}  — {found.why}"


def _first(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= FIRST_WORDS else flat[:FIRST_WORDS] + "…"
