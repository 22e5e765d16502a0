"""What is odd in who a plan names and by when, beside what its own numbers say (kg.quality.checks).

several bodies and no lead, where most such tasks have one · a date before the plan was issued · a local government of another region ·
two names of one body that has two signboards (挂牌)
"""

from collections.abc import Iterator

from kg.model import Agent, Owner, Plan, Task
from kg.ontology import MV
from kg.quality.finding import Finding, finding, place_of
from kg.register import Place, place, ties

MOST = 0.5  # of the tasks with several bodies: more than half name a lead, then those that do not are the exception
FEWEST = 3  # such tasks; of two nobody can say what is usual
SIGNBOARD = "挂牌"


def lead_missing(plan: Plan) -> Iterator[Finding]:
    """Yield tasks with several bodies of which none leads, where most tasks of the plan with several bodies have a lead.

    A、B按职责分工负责 says that none of them leads; such tasks want none.
    """
    shared = (task for task in plan.tasks if not any(o.mode == "divided" for o in task.owners))
    several = [task for task in shared if len({o.iri for o in task.owners if o.kind == "unit"}) > 1]
    without = [task for task in several if not any(o.role == "lead" for o in task.owners)]
    if len(several) < FEWEST or len(several) - len(without) <= MOST * len(several):
        return
    for task in without:
        first, last = task.owners[0], task.owners[-1]
        yield finding("warning", "lead-missing", task.id, (first.start, last.end), place=place_of(task), count=len(task.owners))


def dates(plan: Plan) -> Iterator[Finding]:
    """Yield dates of tasks, milestones and targets before the day the plan was issued, else before its first year."""
    since = plan.issued or (f"{plan.plan_years[0]}-01-01" if plan.plan_years else None)
    for focus, words, due, start, end in _dated(plan) if since else ():
        if due and due < (since or ""):
            yield finding("warning", "early", focus, (start, end), words=words, due=due, since=since)


def _dated(plan: Plan) -> Iterator[tuple[str, str, str | None, int, int]]:
    """Yield every date as (focus, words, day, start, end)."""
    for task in plan.tasks:
        yield task.id, task.deadline or "", task.due, task.start, task.end
        for step in task.milestones:
            yield task.id, step.quote, step.due, step.start, step.end
        for target in task.targets:
            yield task.id, target.deadline or target.quote, target.due, target.start, target.end
    for target in plan.targets:
        yield "", target.deadline or target.quote, target.due, target.start, target.end


def foreign_localities(plan: Plan) -> Iterator[Finding]:
    """Yield local governments named for a task that lie outside the plan's region: 宁波市 in a plan of 温州市."""
    own = place(plan.region)
    agents = {agent.iri: agent for agent in plan.agents}
    for task, owner in _named(plan) if own else ():
        agent = agents.get(owner.iri)
        if own and agent and _is_foreign(agent, own):
            where = (owner.start, owner.end)
            yield finding("warning", "foreign", task.id, where, place=place_of(task), name=owner.surface, region=own.official)


def _named(plan: Plan) -> Iterator[tuple[Task, Owner]]:
    for task in plan.tasks:
        for owner in task.owners:
            yield task, owner


def _is_foreign(agent: Agent, own: Place) -> bool:
    """Tell whether a single local government lies outside a place and not around it; an area may reach over several cities."""
    other = place(agent.region)
    if agent.term != str(MV.Locality) or agent.collective or other is None:
        return False
    if _spans_cities(own) or _spans_cities(other):
        return other.province != own.province
    return not _holds(own, other) and not _holds(other, own)


def _spans_cities(area: Place) -> bool:
    """Tell whether an area lies inside no one city: 天府新区, and 新疆生产建设兵团, which has the rank of the province around it."""
    return area.level is None or (area.prefecture is None and area.name != area.province and area.kind is not None)


def _holds(outer: Place, inner: Place) -> bool:
    return outer.name in (inner.name, inner.prefecture, inner.province)


def signboards(plan: Plan) -> Iterator[Finding]:
    """Yield bodies that are named beside the body whose second signboard they are: counted as two, they are one."""
    named: dict[str, tuple[Task, Owner]] = {}
    for task, owner in _named(plan):
        named.setdefault(owner.iri, (task, owner))
    for iri, (task, owner) in named.items():
        for above in (t.end for t in ties(iri) if t.kind == SIGNBOARD and t.start == iri and t.end in named):
            other = named[above][1]
            yield finding("info", "signboards", task.id, (owner.start, owner.end), one=owner.surface, other=other.surface)
