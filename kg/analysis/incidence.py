"""The two-mode graph of one plan: which departments are named for which task.

Parents and children never count both: a task counts where no task below it names anybody, and a task that names nobody counts where
neither a task above it nor one below it does. Localities and collectives are no departments and are left out unless asked for.
Source: Borgatti & Everett (1997), Network analysis of 2-mode data, Social Networks 19(3).
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations

from kg.analysis.records import Assignment, Facts, TaskFacts
from kg.errors import InvalidValue

Identity = Callable[[str], Iterable[str]]
"""What a body counts as: itself, the body it became, its lines, its level. Several: it counts as each of them."""

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
    wanted = [b.iri for b in facts.bodies if b.kind in kinds]
    meant = {iri: tuple(identity(iri)) for iri in wanted}
    namings = _by_task(n for n in facts.namings if n.body in meant)
    everybody = {n.task for n in facts.namings}
    split = set() if divided else {n.task for n in facts.namings if n.mode == DIVIDED}
    counted = [t for t in _counted(facts.tasks, everybody) if t.iri not in split]
    tasks = tuple(_named(t, namings.get(t.iri, ()), roles, meant) for t in counted)
    present = {body for task in tasks for body in task.bodies}
    order = dict.fromkeys(other for iri in wanted for other in meant[iri] if other in present)
    return TwoMode(facts.iri, tuple(order), tasks)


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


def _named(task: TaskFacts, namings: Iterable[Assignment], roles: Collection[str] | None, meant: Mapping[str, tuple[str, ...]]) -> Named:
    kept = [n for n in namings if roles is None or n.role in roles]
    bodies = dict.fromkeys(body for n in kept for body in meant[n.body])
    leads = frozenset(body for n in kept if n.role == LEAD for body in meant[n.body])
    return Named(task.iri, tuple(bodies), leads, bool(task.open), _one_body([meant[body] for body in {n.body for n in kept}]))


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


def _counted(tasks: Iterable[TaskFacts], naming: Collection[str]) -> Iterator[TaskFacts]:
    known = {t.iri: t for t in tasks}
    above_naming = {iri for task in naming if task in known for iri in _above(known[task], known)}
    parents = {t.parent for t in known.values()}
    for task in known.values():
        if task.iri in naming:
            if task.iri not in above_naming:
                yield task
        elif task.iri not in parents and not any(iri in naming and iri not in above_naming for iri in _above(task, known)):
            yield task


def _above(task: TaskFacts, known: Mapping[str, TaskFacts]) -> Iterator[str]:
    """Yield the tasks above a task; a circle ends where it closes."""
    seen = {task.iri}
    parent = task.parent
    while parent is not None and parent in known and parent not in seen:
        seen.add(parent)
        yield parent
        parent = known[parent].parent
