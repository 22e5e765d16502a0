"""The two-mode graph of one plan: which departments are named for which task.

Parents and children never count both: a task counts where no task below it names anybody, and a task that names nobody counts where
neither a task above it nor one below it does. Localities and collectives are no departments and are left out unless asked for.
Source: Borgatti & Everett (1997), Network analysis of 2-mode data, Social Networks 19(3).
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any, TypeVar

from kg.analysis.records import Assignment, Facts, TaskFacts
from kg.errors import InvalidValue

Identity = Callable[[str], Iterable[str]]
"""What a body counts as: itself, the body it became, its lines, its level. Several: it counts as each of them."""

T = TypeVar("T")
Row = Mapping[str, Any]
Meant = Mapping[str, tuple[str, ...]]

DEPARTMENT = "department"
DIVIDED = "divided"
LEAD = "lead"


@dataclass(frozen=True, slots=True)
class Named:
    """A task and whom it names, each once, in printed order; an open list (等) names only some of them.

    `one_body` are the pairs that one body alone stands for: 教体局 is in the lines 教育 and 体育, which do not meet in it.
    """

    task: str
    bodies: tuple[str, ...]
    leads: frozenset[str]
    open: bool
    one_body: frozenset[frozenset[str]] = frozenset()

    def pairs(self) -> Iterator[tuple[str, str]]:
        """Yield every two that meet on the task."""
        for two in combinations(self.bodies, 2):
            if not self.one_body or frozenset(two) not in self.one_body:
                yield two


@dataclass(frozen=True, slots=True)
class TwoMode:
    """The counted tasks of one plan with their departments; `bodies` are those named at least once."""

    plan: str
    bodies: tuple[str, ...]
    tasks: tuple[Named, ...]


def two_mode(
    facts: Facts,
    *,
    kinds: Collection[str] = (DEPARTMENT,),
    roles: Collection[str] | None = None,
    divided: bool = True,
    identity: Identity = lambda iri: (iri,),
) -> TwoMode:
    """Return the two-mode graph of a plan.

    `kinds` are department, locality, collective: figures are over departments, counts of the others stand beside them.
    `roles` keeps the namings in these roles alone; `divided=False` leaves out tasks whose work is divided (按职责分工).
    Raises InvalidValue where the tasks are of several plans: expectation is computed within each plan.
    """
    _one_plan(facts)
    meant = {b.iri: tuple(identity(b.iri)) for b in facts.bodies if b.kind in kinds}
    namings = _by_task(n for n in facts.namings if n.body in meant)
    everybody = {n.task for n in facts.namings}
    split = set() if divided else {n.task for n in facts.namings if n.mode == DIVIDED}
    counted = [t for t in _counted(facts.tasks, everybody) if t.iri not in split]
    tasks = tuple(_named(t, namings.get(t.iri, ()), roles, meant) for t in counted)
    return TwoMode(facts.iri, _present(tasks, meant), tasks)


def two_modes(
    plans: Iterable[Row], bodies: Sequence[Row], nested: Iterable[Row] = (), *, identity: Identity | None = None
) -> list[TwoMode]:
    """Return the two-mode graphs of many plans from lists of numbers, which a server gives much faster than all that is printed.

    plans    iri, tasks, open: the numbers of the tasks of a plan, and of those with an open list
    bodies   iri, tasks: the numbers of the tasks that name a department
    nested   task, above, named, above_named: a task under another one, and whether each names anybody
    The graphs are those of `two_mode`, but that nobody leads and that bodies stand in the order given, not as printed.
    """
    under = list(nested)
    parents = {row["task"]: row["above"] for row in under}
    naming = {row[task] for row in under for task, named in (("task", "named"), ("above", "above_named")) if row[named]}
    meant = {row["iri"]: tuple(identity(row["iri"])) if identity else (row["iri"],) for row in bodies}
    owners: dict[Any, list[str]] = defaultdict(list)
    for row in bodies:
        for task in dict.fromkeys(row["tasks"]):
            owners[task].append(row["iri"])
    return [_numbered(plan, parents, naming, owners, meant) for plan in plans]


def _numbered(plan: Row, parents: Mapping[Any, Any], naming: set[Any], owners: Mapping[Any, list[str]], meant: Meant) -> TwoMode:
    """Return the two-mode graph of one plan whose tasks are numbers."""
    every = {task: parents.get(task) for task in plan["tasks"]}
    counted = _counting(every, naming) if parents else every
    unfinished = set(plan["open"])
    tasks = tuple(_meeting(str(task), owners.get(task, ()), meant, open=task in unfinished) for task in counted)
    return TwoMode(plan["iri"], _present(tasks, meant), tasks)


def _meeting(task: str, owners: Collection[str], meant: Meant, *, leads: frozenset[str] = frozenset(), open: bool) -> Named:
    """Return a task with what its owners count as."""
    bodies = dict.fromkeys(body for owner in owners for body in meant[owner])
    return Named(task, tuple(bodies), leads, open, _one_body([meant[owner] for owner in dict.fromkeys(owners)]))


def _present(tasks: Iterable[Named], meant: Meant) -> tuple[str, ...]:
    """Return what some task names, in the order of the bodies."""
    present = {body for task in tasks for body in task.bodies}
    return tuple(dict.fromkeys(other for several in meant.values() for other in several if other in present))


def _one_plan(facts: Facts) -> None:
    own = f"{facts.iri}/"
    for task in facts.tasks:
        if not task.iri.startswith(own):
            raise InvalidValue(f"{task.iri} is no task of {facts.iri}; figures are computed plan by plan and then summed")


def _by_task(namings: Iterable[Assignment]) -> Mapping[str, list[Assignment]]:
    found: dict[str, list[Assignment]] = {}
    for naming in namings:
        found.setdefault(naming.task, []).append(naming)
    for several in found.values():
        several.sort(key=lambda n: (n.rank, n.start))
    return found


def _named(task: TaskFacts, namings: Iterable[Assignment], roles: Collection[str] | None, meant: Meant) -> Named:
    kept = [n for n in namings if roles is None or n.role in roles]
    leads = frozenset(body for n in kept if n.role == LEAD for body in meant[n.body])
    return _meeting(task.iri, [n.body for n in kept], meant, leads=leads, open=bool(task.open))


def _one_body(meanings: list[tuple[str, ...]]) -> frozenset[frozenset[str]]:
    """Return the pairs that some body counts as both of, and no two bodies one each."""
    if all(len(several) < 2 for several in meanings):
        return frozenset()
    inside = {frozenset(two) for several in meanings for two in combinations(several, 2)}
    between = {frozenset((a, b)) for one, other in combinations(meanings, 2) for a in one for b in other}
    return frozenset(inside - between)


def counted(facts: Facts) -> tuple[TaskFacts, ...]:
    """Return the tasks of a plan that count: never a parent and its child both."""
    return tuple(_counted(facts.tasks, {n.task for n in facts.namings}))


def unowned(facts: Facts) -> Iterator[TaskFacts]:
    """Yield the tasks that count and that nobody answers for: they name nobody, and no task above them and no rule of the document does."""
    owned, parents = {n.task for n in facts.namings}, {t.iri: t.parent for t in facts.tasks}
    for task in counted(facts):
        if task.iri not in owned and not any(iri in owned for iri in _above(task.iri, parents)):
            yield task


def _counted(tasks: Iterable[TaskFacts], naming: Collection[str]) -> Iterator[TaskFacts]:
    known = {t.iri: t for t in tasks}
    return (known[iri] for iri in _counting({iri: t.parent for iri, t in known.items()}, naming))


def _counting(parents: Mapping[T, T | None], naming: Collection[T]) -> Iterator[T]:
    """Yield the tasks that count, given the task above each and those that name somebody."""
    above_naming = {above for task in naming if task in parents for above in _above(task, parents)}
    holding = set(parents.values())
    for task in parents:
        if task in naming:
            if task not in above_naming:
                yield task
        elif task not in holding and not any(above in naming and above not in above_naming for above in _above(task, parents)):
            yield task


def _above(task: T, parents: Mapping[T, T | None]) -> Iterator[T]:
    """Yield the tasks above a task; a circle ends where it closes."""
    seen = {task}
    parent = parents[task]
    while parent is not None and parent in parents and parent not in seen:
        seen.add(parent)
        yield parent
        parent = parents[parent]
