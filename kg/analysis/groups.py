"""Groups of bodies that are named together more than with others, and whether they are worth naming at all."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from kg.analysis.incidence import TwoMode
from kg.analysis.pairs import Weight, order, weights

WORTH_NAMING = 0.3  # modularity under which a random graph would do as well (Newman & Girvan 2004)
STABLE = 0.65  # adjusted Rand index under which two groupings agree poorly (Steinley 2004)
RESAMPLES = 20


@dataclass(frozen=True, slots=True)
class Communities:
    """Groups, the largest first, with modularity and stability; `groups` is empty where none are worth naming.

    `stability` is the mean agreement with the groupings of resampled tasks (1 the same, 0 as by chance); None where modularity already
    says that there is nothing to name.
    """

    groups: tuple[tuple[str, ...], ...]
    modularity: float
    stability: float | None
    plans: int

    @property
    def worth_naming(self) -> bool:
        """Whether there are groups that a page may colour."""
        return bool(self.groups)


def communities(graphs: Sequence[TwoMode], weight: Weight = "count", *, seed: int = 0, resamples: int = RESAMPLES) -> Communities:
    """Return the groups of bodies of some plans.

    Groups by Louvain; tasks are drawn again within each plan, with replacement, and the groups compared.
    Source: Blondel et al. (2008), Fast unfolding of communities in large networks; Newman & Girvan (2004), Finding and evaluating
    community structure in networks, Physical Review E 69; Hubert & Arabie (1985), Comparing partitions; Steinley (2004), Properties of the
    Hubert–Arabie adjusted Rand index, Psychological Methods 9(3).
    """
    groups, modularity = _louvain(graphs, weight, seed)
    if modularity < WORTH_NAMING:
        return Communities((), modularity, None, len(graphs))
    stability = _stability(graphs, groups, weight, seed, resamples)
    return Communities(groups if stability >= STABLE else (), modularity, stability, len(graphs))


def _louvain(graphs: Sequence[TwoMode], weight: Weight, seed: int) -> tuple[tuple[tuple[str, ...], ...], float]:
    import networkx as nx

    bodies = order(graphs)
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(bodies)
    graph.add_weighted_edges_from((one, other, value) for (one, other), value in weights(graphs, weight).items())
    if not graph.number_of_edges():
        return tuple((body,) for body in bodies), 0.0
    found = nx.community.louvain_communities(graph, weight="weight", seed=seed)
    place = {body: i for i, body in enumerate(bodies)}
    groups = sorted((tuple(sorted(g, key=place.__getitem__)) for g in found), key=lambda g: (-len(g), place[g[0]]))
    return tuple(groups), float(nx.community.modularity(graph, found, weight="weight"))


def _stability(graphs: Sequence[TwoMode], groups: Sequence[Sequence[str]], weight: Weight, seed: int, resamples: int) -> float:
    rng = np.random.default_rng(seed)
    again = (_louvain([_drawn(graph, rng) for graph in graphs], weight, seed)[0] for _ in range(resamples))
    return float(np.mean([agreement(groups, other) for other in again]))


def _drawn(graph: TwoMode, rng: np.random.Generator) -> TwoMode:
    """Return a plan with as many tasks, drawn from its own with replacement."""
    tasks = tuple(graph.tasks[i] for i in rng.integers(len(graph.tasks), size=len(graph.tasks)))
    present = {body for task in tasks for body in task.bodies}
    return TwoMode(graph.plan, tuple(body for body in graph.bodies if body in present), tasks)


def agreement(one: Sequence[Sequence[str]], other: Sequence[Sequence[str]]) -> float:
    """Return the adjusted Rand index of two groupings over the bodies that both have: 1 the same, about 0 as by chance."""
    first, second = ({body: i for i, group in enumerate(groups) for body in group} for groups in (one, other))
    both = [body for body in first if body in second]
    table = np.zeros((len(one), len(other)))
    for body in both:
        table[first[body], second[body]] += 1
    together, rows, columns = (float((c * (c - 1) / 2).sum()) for c in (table, table.sum(axis=1), table.sum(axis=0)))
    pairs = len(both) * (len(both) - 1) / 2
    expected = rows * columns / pairs if pairs else 0.0
    highest = (rows + columns) / 2
    return 1.0 if highest == expected else (together - expected) / (highest - expected)
