"""Which bodies stand on the same tasks, as the pages show them: the pairs of kg.analysis with the bodies' names."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from kg.analysis import meetings, two_mode
from kg.ui.dossier import Body, PlanView

KINDS = ("department", "locality", "collective")


@dataclass(frozen=True, slots=True)
class SharedTasks:
    """Two bodies and the tasks that name both."""

    one: Body
    other: Body
    tasks: tuple[str, ...]


def counted(dossier: PlanView, bodies: Iterable[Body]) -> Counter[frozenset[str]]:
    """Return for every two of the bodies how many tasks name both; those without a shared task are absent."""
    wanted = {b.iri for b in bodies}
    return Counter({two: len(tasks) for two, tasks in _met(dossier).items() if two <= wanted})


def pairs(dossier: PlanView, bodies: Iterable[Body]) -> list[SharedTasks]:
    """Return every two bodies that share a task, most shared first, then in the order of the bodies."""
    place = {b.iri: i for i, b in enumerate(bodies)}
    met = {tuple(sorted(two, key=place.__getitem__)): tasks for two, tasks in _met(dossier).items() if two <= place.keys()}
    found = [SharedTasks(dossier.body[one], dossier.body[other], tasks) for (one, other), tasks in met.items()]
    return sorted(found, key=lambda p: (-len(p.tasks), place[p.one.iri], place[p.other.iri]))


def _met(dossier: PlanView) -> dict[frozenset[str], tuple[str, ...]]:
    """Return the tasks of every two bodies of any kind."""
    return {frozenset(two): tasks for two, tasks in meetings([two_mode(dossier, kinds=KINDS)]).items()}
