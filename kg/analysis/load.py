"""How much each body carries, and how unevenly it is spread."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from kg.analysis.incidence import DEPARTMENT, LEAD, Identity, counted
from kg.analysis.records import Assignment, Facts


@dataclass(frozen=True, slots=True)
class Load:
    """What a body carries over some plans: tasks, tasks where it is listed first, tasks it leads as stated, targets of its tasks.

    Where a plan has open lists (等) these are lower bounds.
    """

    body: str
    plans: int
    tasks: int
    first: int
    led: int
    targets: int


@dataclass(frozen=True, slots=True)
class Concentration:
    """How unevenly tasks are spread: `hhi` from 1/bodies (even) to 1 (one has all), `gini` from 0 to nearly 1; None without tasks."""

    bodies: int
    hhi: float | None
    gini: float | None


def loads(plans: Iterable[Facts], *, identity: Identity = lambda iri: (iri,)) -> tuple[Load, ...]:
    """Return the load of every department of some plans, the heaviest first; leaf tasks alone, each once."""
    found: dict[str, Counter[str]] = {}
    for facts in plans:
        for body, counts in _loads(facts, identity).items():
            found.setdefault(body, Counter()).update(counts)
    every = [Load(body, *(counts[name] for name in ("plans", "tasks", "first", "led", "targets"))) for body, counts in found.items()]
    return tuple(sorted(every, key=lambda load: (-load.tasks, -load.first)))


def _loads(facts: Facts, identity: Identity) -> dict[str, Counter[str]]:
    tasks = {task.iri for task in counted(facts)}
    departments = {body.iri for body in facts.bodies if body.kind == DEPARTMENT}
    targets = Counter(target.holder for target in facts.targets if target.quantified)
    named: dict[tuple[str, str], list[Assignment]] = {}
    for one in facts.namings:
        if one.task in tasks and one.body in departments:
            for body in identity(one.body):
                named.setdefault((body, one.task), []).append(one)
    found: dict[str, Counter[str]] = {}
    for (body, task), given in named.items():
        counts = found.setdefault(body, Counter(plans=1))
        counts.update(tasks=1, first=min(g.rank for g in given) == 1, led=any(g.role == LEAD for g in given), targets=targets[task])
    return found


def concentration(values: Sequence[float]) -> Concentration:
    """Return how unevenly values are spread.

    Source: Hirschman (1964), The paternity of an index; Gini (1912), by the mean difference (Sen 1973).
    """
    sorted_values = np.sort(np.asarray(values, dtype=np.float64))
    total, n = float(sorted_values.sum()), sorted_values.size
    if not total:
        return Concentration(n, None, None)
    ranks = np.arange(1, n + 1)
    gini = float((2 * ranks - n - 1) @ sorted_values / (n * total))
    return Concentration(n, float(((sorted_values / total) ** 2).sum()), gini)
