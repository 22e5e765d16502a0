"""What a joint meeting may want to discuss, each with the tasks and targets it is about, in neutral kinds; and an agenda proposed from it.

Every matter and every item of the agenda has a key made of what it is about, so that a person's "not this one" holds when the figures are
computed again.
"""

import hashlib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from kg.analysis.comparison import unmatched
from kg.analysis.figures import disagreements, headlines
from kg.analysis.incidence import DEPARTMENT, counted, two_mode, unowned
from kg.analysis.pairs import meetings
from kg.analysis.records import Assignment, Facts, PlanFacts
from kg.ontology import entry

CONFIRMED = "confirmed"
FOR_A_MEETING = (
    "taskWithoutOwner",
    "notTakenUp",
    "takenUpInWords",
    "contradictoryFigures",
    "wordingToCheck",
    "sameTechnologyApart",
    "unmatchedBelow",
)  # that a task has no number or a body one task is a fact about the plan, seldom a question to anybody


@dataclass(frozen=True, slots=True)
class Matter:
    """A finding: the IRI of its kind (mv:Matters), and the tasks, targets, bodies and technologies it is about.

    `bodies` are those named for the tasks, in printed order. Of sameTechnologyApart, `apart` are the pairs that share no task.
    """

    key: str
    kind: str
    tasks: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    bodies: tuple[str, ...] = ()
    technologies: tuple[str, ...] = ()
    apart: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class _Named:
    """A plan, and the namings of each of its tasks."""

    facts: Facts
    of_task: Mapping[str, Sequence[Assignment]]


def matters(facts: Facts) -> tuple[Matter, ...]:
    """Return everything a plan gives to discuss, kind by kind in the order of the ontology, then in the order of the text."""
    plan = _named(facts)
    found = [
        *_tasks_without(plan),
        *_headline_matters(plan),
        *_figure_matters(plan),
        *_technology_matters(plan),
        *_single_task_bodies(plan),
    ]
    return _ordered(found)


def _named(facts: Facts) -> _Named:
    of_task: dict[str, list[Assignment]] = {}
    for naming in facts.namings:
        of_task.setdefault(naming.task, []).append(naming)
    return _Named(facts, of_task)


def matters_between(higher: PlanFacts, lower: PlanFacts) -> tuple[Matter, ...]:
    """Return the tasks of a higher plan that no task of the lower one matches."""
    plan = _named(higher)
    return tuple(_matter(plan, "unmatchedBelow", tasks=(task,)) for task in unmatched(higher, lower))


def agenda(found: Iterable[Matter], *, struck: Collection[str] = ()) -> tuple[Matter, ...]:
    """Return the matters a joint meeting is proposed to take, without those whose keys were struck out."""
    kinds = {entry(name).iri for name in FOR_A_MEETING}
    return tuple(m for m in _ordered(found) if m.kind in kinds and m.key not in struck)


def _ordered(found: Iterable[Matter]) -> tuple[Matter, ...]:
    return tuple(sorted(found, key=lambda m: entry(m.kind).order or 0))


def _matter(
    plan: _Named,
    kind: str,
    *,
    tasks: Iterable[str] = (),
    targets: Iterable[str] = (),
    bodies: Iterable[str] | None = None,
    technologies: Iterable[str] = (),
    apart: Iterable[tuple[str, str]] = (),
) -> Matter:
    """Return a matter with its key; the bodies are those named for its tasks where none are given."""
    about = dict.fromkeys(tasks)
    named = sorted((n for task in about for n in plan.of_task.get(task, ())), key=lambda n: (n.start, n.rank))
    whom = tuple(dict.fromkeys(n.body for n in named) if bodies is None else bodies)
    made = Matter("", entry(kind).iri, tuple(about), tuple(targets), whom, tuple(technologies), tuple(apart))
    return replace(made, key=_digest(plan.facts.iri, made, () if bodies is None or technologies else whom))


def _digest(plan: str, matter: Matter, bodies: Iterable[str]) -> str:
    """Return the key of a matter: the same as long as it is about the same tasks, targets, technologies, or the same single body."""
    parts = [plan, matter.kind, *sorted(matter.tasks), *sorted(matter.targets), *sorted(matter.technologies), *sorted(bodies)]
    return hashlib.sha256("\n".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _tasks_without(plan: _Named) -> Iterator[Matter]:
    """Yield tasks without owner, without number and without date; a date of a target or milestone is the task's, too."""
    alone = {task.iri for task in unowned(plan.facts)}
    numbered = {t.holder for t in plan.facts.targets if t.quantified}
    dated = {t.holder for t in plan.facts.targets if t.due or t.deadline} | {m.task for m in plan.facts.milestones}
    for task in counted(plan.facts):
        if task.iri in alone:
            yield _matter(plan, "taskWithoutOwner", tasks=(task.iri,))
        if task.iri not in numbered:
            yield _matter(plan, "taskWithoutNumber", tasks=(task.iri,))
        if not (task.due or task.deadline or task.iri in dated):
            yield _matter(plan, "taskWithoutDate", tasks=(task.iri,))


def _headline_matters(plan: _Named) -> Iterator[Matter]:
    """Yield every headline target with its state; the tasks are those that take it up, or the near ones where none does."""
    for headline in headlines(plan.facts):
        taken = [c for c in headline.candidates if c.takes_up] or list(headline.candidates)
        targets = (headline.target.iri, *(c.target.iri for c in taken))
        kind = headline.state.rpartition("#")[2]
        yield _matter(plan, kind, tasks=(c.target.holder for c in taken), targets=targets)


def _figure_matters(plan: _Named) -> Iterator[Matter]:
    for found in disagreements(plan.facts):
        tasks = [t.holder for t in (found.one, found.other) if t.holder != plan.facts.iri]
        yield _matter(plan, found.kind.rpartition("#")[2], tasks=tasks, targets=(found.one.iri, found.other.iri))


def _technology_matters(plan: _Named) -> Iterator[Matter]:
    """Yield technologies of the vocabulary with the bodies that work on them in tasks of their own and share no task at all."""
    graph = two_mode(plan.facts)
    named = {task.task: task.bodies for task in graph.tasks}
    met = {frozenset(two) for two in meetings([graph])}
    for technology, tasks in _mentions(plan.facts, named).items():
        whom = dict.fromkeys(body for task in tasks for body in named[task])
        apart = tuple(two for two in combinations(whom, 2) if frozenset(two) not in met)
        if apart:
            bodies = tuple(dict.fromkeys(body for two in apart for body in two))
            yield _matter(plan, "sameTechnologyApart", tasks=tasks, bodies=bodies, technologies=(technology,), apart=apart)


def _mentions(facts: Facts, tasks: Collection[str]) -> dict[str, Sequence[str]]:
    found: dict[str, dict[str, None]] = {}
    for mention in facts.technologies:
        if mention.status == CONFIRMED and mention.task in tasks:
            found.setdefault(mention.iri, {})[mention.task] = None
    return {technology: tuple(named) for technology, named in found.items() if len(named) > 1}


def _single_task_bodies(plan: _Named) -> Iterator[Matter]:
    departments = [body.iri for body in plan.facts.bodies if body.kind == DEPARTMENT]
    tasks: dict[str, set[str]] = {body: set() for body in departments}
    for naming in plan.facts.namings:
        if naming.body in tasks:
            tasks[naming.body].add(naming.task)
    for body in departments:
        if len(tasks[body]) == 1:
            yield _matter(plan, "singleTaskBody", tasks=tasks[body], bodies=(body,))
