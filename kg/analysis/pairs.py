"""Which bodies are named together, how often, and how often they would be by chance.

Two models of chance are computed within each plan and then summed over the plans, never on the tasks of several plans pooled: a pair that
is named in one plan alone would seem close merely because the others do not name it. The family that is looked at is every pair of bodies
some plan names both of.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

import numpy as np

from kg.analysis import chance
from kg.analysis.chance import Numbers
from kg.analysis.expectation import Chance, PairColumns
from kg.analysis.incidence import Named, TwoMode
from kg.errors import InvalidValue

Weight = Literal["count", "newman", "lead"]

LEAST_SHARED = 3  # two bodies of one task each that meet there have p = 1/tasks by arithmetic alone
LEVEL = 0.05

Two = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two bodies that some plan names both of.

    `observed` counts their shared tasks, a lower bound where one of these has an open list (`at_least`); `newman` weighs each by
    1/(bodies − 1), `led` counts those one of the two leads. `margins` are (tasks of the plan, tasks of the one, of the other) a plan.
    """

    one: str
    other: str
    observed: int
    at_least: bool
    newman: float
    led: int
    margins: tuple[tuple[int, int, int], ...]
    hypergeometric: Chance
    sdsm: Chance | None
    tasks: tuple[str, ...]

    @property
    def plans(self) -> int:
        """How many plans name both, on whatever tasks."""
        return len(self.margins)

    @property
    def one_tasks(self) -> int:
        """Tasks of the one in these plans."""
        return sum(one for _, one, _ in self.margins)

    @property
    def other_tasks(self) -> int:
        """Tasks of the other in these plans."""
        return sum(other for _, _, other in self.margins)

    @property
    def jaccard(self) -> float:
        """Shared tasks among all tasks of either, in the plans that name both (Jaccard 1912)."""
        return self.observed / (self.one_tasks + self.other_tasks - self.observed)

    @property
    def overlap_coefficient(self) -> float:
        """Shared tasks among the tasks of the body that has fewer (Szymkiewicz–Simpson)."""
        return self.observed / min(self.one_tasks, self.other_tasks)


@dataclass(frozen=True, slots=True)
class PairFinding:
    """What may be concluded about a pair, and the evidence.

    `expected` is what loads alone explain: tasks of the one × tasks of the other ÷ tasks of the plan, summed over plans. The chances are
    None where fewer than three tasks are shared. `corrected` is the larger of the two models' p after correction over the `possible`
    pairs; `beyond_chance` holds only where it is under .05, and whatever a page writes, colours or marks follows from that alone.
    """

    one: str
    other: str
    observed: int
    at_least: bool
    expected: float
    difference: float
    hypergeometric: Chance | None
    sdsm: Chance | None
    corrected: float | None
    beyond_chance: bool
    possible: int
    plans: int
    tasks: int


@dataclass(frozen=True)
class Overlap:
    """All pairs of one or more plans: those that meet or are expected to, the most shared first; `possible` is how many were looked at."""

    plans: int
    tasks: int
    bodies: tuple[str, ...]
    possible: int
    pairs: tuple[Pair, ...]
    exact: bool

    @cached_property
    def meeting(self) -> tuple[Pair, ...]:
        """The pairs with a shared task."""
        return tuple(p for p in self.pairs if p.observed)

    @cached_property
    def beyond_chance(self) -> tuple[PairFinding, ...]:
        """The pairs that are left after correction; empty where naming together adds nothing to the loads."""
        return tuple(f for p in self.meeting if (f := self.finding(p)).beyond_chance)

    def pair(self, one: str, other: str) -> Pair | None:
        """Return two bodies in either order, or None where no plan names both or neither meeting nor expectation is worth a row."""
        return self._by_two.get(frozenset((one, other)))

    @cached_property
    def _by_two(self) -> dict[frozenset[str], Pair]:
        return {frozenset((pair.one, pair.other)): pair for pair in self.pairs}

    def strongest(self) -> PairFinding | None:
        """Return the pair least expected by chance among those that share three tasks or more; a title names it with its `corrected`."""
        found = [p for p in self.meeting if p.observed >= LEAST_SHARED]
        found.sort(key=lambda p: (max(c.corrected for c in _chances(p)), p.hypergeometric.p))
        return self.finding(found[0]) if found else None

    def finding(self, pair: Pair) -> PairFinding:
        """Return what may be concluded about a pair."""
        enough = pair.observed >= LEAST_SHARED
        corrected = max(c.corrected for c in _chances(pair)) if enough else None
        return PairFinding(
            one=pair.one,
            other=pair.other,
            observed=pair.observed,
            at_least=pair.at_least,
            expected=pair.hypergeometric.expected,
            difference=pair.observed - pair.hypergeometric.expected,
            hypergeometric=pair.hypergeometric if enough else None,
            sdsm=pair.sdsm if enough else None,
            corrected=corrected,
            beyond_chance=corrected is not None and corrected < LEVEL,
            possible=self.possible,
            plans=pair.plans,
            tasks=sum(margin[0] for margin in pair.margins),
        )


def _chances(pair: Pair) -> tuple[Chance, ...]:
    return (pair.hypergeometric, pair.sdsm) if pair.sdsm else (pair.hypergeometric,)


def distribution(pair: Pair) -> Numbers:
    """Return the probability of 0, 1, 2 … shared tasks by the hypergeometric model, for the picture of chance beside a pair."""
    return chance.summed(chance.hypergeometric_pmf(*margin) for margin in pair.margins)


def chance_range(pair: Pair) -> tuple[int, int]:
    """Return the fewest and most shared tasks that chance stays within 95 times of 100."""
    return chance.band(distribution(pair))


def meetings(graphs: Sequence[TwoMode]) -> dict[Two, tuple[str, ...]]:
    """Return for every two bodies that meet the tasks that name both, in the order of the tasks; the one is the body that comes first."""
    found: dict[Two, list[str]] = defaultdict(list)
    for task, one, other in _met(graphs):
        found[one, other].append(task.task)
    return {two: tuple(tasks) for two, tasks in found.items()}


def weights(graphs: Sequence[TwoMode], weight: Weight = "count") -> dict[Two, float]:
    """Return the weight of every two bodies that meet; the one is the body that comes first.

    count   1 for each shared task
    newman  1/(bodies of the task − 1): a task that names many ties each two of them less (Newman 2001, Scientific collaboration
            networks II, Physical Review E 64)
    lead    1 for each shared task that one of the two leads, as stated or by a rule of the document
    """
    found: dict[Two, float] = defaultdict(float)
    for task, one, other in _met(graphs):
        if weight != "lead" or task.leads & {one, other}:
            found[one, other] += 1 / (len(task.bodies) - 1) if weight == "newman" else 1
    return dict(found)


def order(graphs: Iterable[TwoMode]) -> tuple[str, ...]:
    """Return the bodies of some plans, each once."""
    return tuple(dict.fromkeys(body for graph in graphs for body in graph.bodies))


def _met(graphs: Sequence[TwoMode]) -> Iterator[tuple[Named, str, str]]:
    place = {body: i for i, body in enumerate(order(graphs))}
    for graph in graphs:
        for task in graph.tasks:
            for one, other in task.pairs():
                yield (task, one, other) if place[one] < place[other] else (task, other, one)


def overlap(graphs: Iterable[TwoMode]) -> Overlap:
    """Return all pairs of some plans with both models of chance, computed within each plan and summed.

    Raises InvalidValue where a plan is given twice: two editions of one plan are no independent evidence.
    """
    plans = tuple(graphs)
    if len({g.plan for g in plans}) < len(plans):
        raise InvalidValue("a plan is given twice; give one edition of each work")
    bodies = order(plans)
    place = {body: i for i, body in enumerate(bodies)}
    columns = PairColumns.of(plans, place)
    pairs = sorted(_pairs(plans, bodies, columns), key=lambda p: (-p.observed, place[p.one], place[p.other]))
    return Overlap(len(plans), sum(len(g.tasks) for g in plans), bodies, columns.codes.size, tuple(pairs), columns.exact)


def _pairs(plans: Sequence[TwoMode], bodies: Sequence[str], columns: PairColumns) -> Iterator[Pair]:
    """Yield the pairs that meet, and those that do not though one shared task or more is expected."""
    shared, newman, led = meetings(plans), weights(plans, "newman"), weights(plans, "lead")
    unfinished = {task.task for plan in plans for task in plan.tasks if task.open}
    margins = columns.margins()
    for i in np.flatnonzero((columns.observed > 0) | (columns.expected >= 1)):
        one, other = (bodies[at] for at in divmod(int(columns.codes[i]), len(bodies)))
        tasks = shared.get((one, other), ())
        yield Pair(
            one=one,
            other=other,
            observed=len(tasks),
            at_least=any(task in unfinished for task in tasks),
            newman=newman.get((one, other), 0.0),
            led=int(led.get((one, other), 0)),
            margins=margins[i],
            hypergeometric=columns.hypergeometric(int(i)),
            sdsm=columns.stochastic(int(i)),
            tasks=tasks,
        )
