"""Which bodies stand on the same tasks: pairs with their counts, over departments; localities and collectives are counted apart."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations

from kg.ui.dossier import Body, PlanView


@dataclass(frozen=True, slots=True)
class Pair:
    """Two bodies and the tasks that name both."""

    one: Body
    other: Body
    tasks: tuple[str, ...]


def counted(dossier: PlanView, bodies: Iterable[Body]) -> Counter[frozenset[str]]:
    """Return for every two of the bodies how many tasks name both; those without a shared task are absent."""
    wanted = {b.iri for b in bodies}
    found: Counter[frozenset[str]] = Counter()
    for named in dossier.owners.values():
        found.update(frozenset(two) for two in combinations(sorted({n.body for n in named} & wanted), 2))
    return found


def pairs(dossier: PlanView, bodies: Iterable[Body]) -> list[Pair]:
    """Return every two bodies that share a task, most shared first, then in the order of the bodies."""
    place = {b.iri: i for i, b in enumerate(bodies)}
    found = []
    for two, _ in counted(dossier, (dossier.body[iri] for iri in place)).items():
        one, other = sorted(two, key=place.__getitem__)
        both = {n.task for n in dossier.work[other]}
        tasks = tuple(n.task for n in dossier.work[one] if n.task in both)
        found.append(Pair(dossier.body[one], dossier.body[other], tasks))
    return sorted(found, key=lambda p: (-len(p.tasks), place[p.one.iri], place[p.other.iri]))
