"""Where a body stands among the others: degree, strength, betweenness, constraint, effective size, and who forms the core.

On one plan these repeat who is named for most tasks; they compare bodies over many plans. `plans` is the number they rest on.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from kg.analysis.chance import Numbers
from kg.analysis.incidence import TwoMode
from kg.analysis.pairs import Weight, order, weights

if TYPE_CHECKING:
    from scipy.sparse import csr_array

EXACT_NODES = 2_000  # bodies and tasks together whose betweenness is exact; more take sampled pivots
PIVOTS = 512  # keeps the stated error of the highest values near two per cent of them
_BATCH = 64  # pivots whose searches run side by side


@dataclass(frozen=True, slots=True)
class Position:
    """A body among the others: partners, shared tasks by weight, and what its place gives it; None where it has no partner.

    `betweenness` is a share of the highest a body of such a graph can have; `error` its standard error, 0 where it is exact.
    """

    body: str
    degree: int
    strength: float
    betweenness: float
    error: float
    constraint: float | None
    effective_size: float | None


@dataclass(frozen=True)
class Network:
    """The one-mode graph of bodies: symmetric weights, zero on the diagonal."""

    bodies: tuple[str, ...]
    weights: Numbers


@dataclass(frozen=True, slots=True)
class Core:
    """The bodies that all share tasks with one another, as far as any do; `fit` is the correlation with the ideal pattern, at most 1."""

    members: tuple[str, ...]
    fit: float


def network(graphs: Sequence[TwoMode], weight: Weight = "count") -> Network:
    """Return the one-mode graph of some plans."""
    bodies = order(graphs)
    place = {body: i for i, body in enumerate(bodies)}
    found = np.zeros((len(bodies), len(bodies)))
    for (one, other), value in weights(graphs, weight).items():
        found[place[one], place[other]] = found[place[other], place[one]] = value
    return Network(bodies, found)


def positions(graphs: Sequence[TwoMode], weight: Weight = "count", *, seed: int = 0) -> tuple[Position, ...]:
    """Return every body's position, the strongest first."""
    made = network(graphs, weight)
    share, error = betweenness(graphs, seed=seed)
    tied, size = constraint(made.weights), effective_size(made.weights)
    degree, strength = (made.weights > 0).sum(axis=1), made.weights.sum(axis=1)
    found = [
        Position(body, int(degree[i]), float(strength[i]), float(share[i]), float(error[i]), _known(tied[i]), _known(size[i]))
        for i, body in enumerate(made.bodies)
    ]
    return tuple(sorted(found, key=lambda p: -p.strength))


def _known(value: float) -> float | None:
    return float(value) if np.isfinite(value) else None


def constraint(ties: Numbers) -> Numbers:
    """Return Burt's constraint: how far a body's ties lead back to its own partners; not a number where it has none.

    Source: Burt (1992), Structural Holes, chapter 2; weighted as there, p = a body's tie to another as a share of all its ties.
    """
    shares = _shares(ties)
    local = np.where(ties > 0, (shares + shares @ shares) ** 2, 0.0)
    return np.asarray(np.where(ties.any(axis=1), local.sum(axis=1), np.nan))


def effective_size(ties: Numbers) -> Numbers:
    """Return Burt's effective size: partners less what they share; not a number where a body has none.

    Source: Burt (1992), Structural Holes, chapter 2: Σ over partners j of 1 − Σ over q of p(i, q) · m(j, q), m the tie as a share of j's
    strongest.
    """
    strongest = ties.max(axis=1, initial=0.0)
    marginal = np.divide(ties, strongest[:, None], out=np.zeros_like(ties), where=strongest[:, None] > 0)
    redundant = _shares(ties) @ marginal.T
    return np.asarray(np.where(ties.any(axis=1), np.where(ties > 0, 1 - redundant, 0.0).sum(axis=1), np.nan))


def _shares(ties: Numbers) -> Numbers:
    total = ties.sum(axis=1, keepdims=True)
    return np.asarray(np.divide(ties, total, out=np.zeros_like(ties), where=total > 0))


def core(made: Network) -> Core | None:
    """Return core and periphery: the split with the fewest missing ties inside the core and ties inside the periphery; None without one.

    A body belongs to the core as long as it has more partners than the core has members so far, which is the optimum.
    Source: Borgatti & Everett (2000), Models of core/periphery structures, Social Networks 21(4); Lip (2011), A fast algorithm for the
    discrete core/periphery bipartitioning problem, arXiv:1102.5511.
    """
    tied = made.weights > 0
    degree = tied.sum(axis=1)
    ordered = np.lexsort((-made.weights.sum(axis=1), -degree))
    size = int((degree[ordered] > np.arange(ordered.size)).sum())
    fit = _fit(tied[np.ix_(ordered, ordered)], size) if 0 < size < ordered.size else None
    return None if fit is None else Core(tuple(made.bodies[i] for i in ordered[:size]), fit)


def _fit(tied: NDArray[np.bool_], size: int) -> float | None:
    """Return the correlation of ties with the ideal: all inside the core, none inside the periphery; ties between them are left open."""
    one, other = np.triu_indices(len(tied), 1)
    inside = (one < size) == (other < size)
    ideal, found = (other < size)[inside].astype(np.float64), tied[one, other][inside].astype(np.float64)
    if ideal.size < 2 or ideal.std() == 0 or found.std() == 0:
        return None
    return float(np.corrcoef(ideal, found)[0, 1])


# ---------------------------------------------------------------- betweenness


def betweenness(graphs: Sequence[TwoMode], *, seed: int = 0, exact: int = EXACT_NODES, pivots: int = PIVOTS) -> tuple[Numbers, Numbers]:
    """Return each body's betweenness on the two-mode graph and its standard error, as shares of the highest value possible.

    Exact up to `exact` bodies and tasks; above, estimated from the shortest paths that start at `pivots` nodes drawn without replacement.
    Source: Freeman (1977); Brandes (2001), A faster algorithm for betweenness centrality; Brandes & Pich (2007), Centrality estimation in
    large networks; the highest value by Borgatti & Halgin (2011), Analyzing affiliation networks.
    """
    bodies = order(graphs)
    edges, nodes = _edges(graphs, bodies)
    highest = _highest(len(bodies), nodes - len(bodies))
    if not len(edges) or highest <= 0:
        return np.zeros(len(bodies)), np.zeros(len(bodies))
    if nodes <= max(exact, 1):
        return _counted(edges, nodes)[: len(bodies)] / highest, np.zeros(len(bodies))
    value, error = _sampled(_adjacency(edges, nodes), min(pivots, nodes), seed)
    return value[: len(bodies)] / highest, error[: len(bodies)] / highest


def _edges(graphs: Sequence[TwoMode], bodies: Sequence[str]) -> tuple[NDArray[np.int64], int]:
    """Return the edges from bodies to the tasks that name anybody, numbered behind the bodies, and the number of nodes."""
    place = {body: i for i, body in enumerate(bodies)}
    tasks = [task.bodies for graph in graphs for task in graph.tasks if task.bodies]
    found = [(place[body], len(bodies) + n) for n, named in enumerate(tasks) for body in named]
    return np.array(found, dtype=np.int64).reshape(-1, 2), len(bodies) + len(tasks)


def _highest(bodies: int, tasks: int) -> float:
    """Return the highest betweenness a body can have among so many bodies and tasks."""
    if not tasks:
        return 0.0
    s, t = divmod(bodies - 1, tasks)
    return (tasks**2 * (s + 1) ** 2 + tasks * (s + 1) * (2 * t - s - 1) - t * (2 * s - t + 3)) / 2


def _counted(edges: NDArray[np.int64], nodes: int) -> Numbers:
    import rustworkx

    graph = rustworkx.PyGraph(multigraph=False)
    graph.add_nodes_from(range(nodes))
    graph.add_edges_from_no_data([(int(a), int(b)) for a, b in edges])
    found = rustworkx.betweenness_centrality(graph, normalized=False)
    return np.array([found[i] for i in range(nodes)])


def _adjacency(edges: NDArray[np.int64], nodes: int) -> "csr_array":
    from scipy.sparse import csr_array

    both = np.concatenate([edges, edges[:, ::-1]])
    return csr_array((np.ones(len(both)), (both[:, 0], both[:, 1])), shape=(nodes, nodes))


def _sampled(adjacency: "csr_array", pivots: int, seed: int) -> tuple[Numbers, Numbers]:
    """Return an estimate for all nodes and its standard error, from the paths that start at some of them."""
    nodes = adjacency.shape[0]
    chosen = np.random.default_rng(seed).choice(nodes, size=pivots, replace=False)
    total, squares = np.zeros(nodes), np.zeros(nodes)
    for first in range(0, pivots, _BATCH):
        through = _dependencies(adjacency, chosen[first : first + _BATCH])
        total += through.sum(axis=1)
        squares += (through**2).sum(axis=1)
    mean = total / pivots
    spread = np.sqrt(np.maximum(squares / pivots - mean**2, 0) * pivots / max(pivots - 1, 1))
    return nodes * mean / 2, nodes / 2 * spread / np.sqrt(pivots) * np.sqrt(1 - pivots / nodes)


def _dependencies(adjacency: "csr_array", sources: NDArray[np.int64]) -> Numbers:
    """Return how much each node lies on the shortest paths from each source, nodes × sources (Brandes 2001, level by level)."""
    paths, levels = _searched(adjacency, sources)
    through = np.zeros_like(paths)
    for nearer, level in zip(levels[-2::-1], levels[:0:-1], strict=True):
        share = np.divide(1 + through, paths, out=np.zeros_like(paths), where=level)
        through += np.where(nearer, paths * (adjacency @ share), 0.0)
    through[sources, np.arange(sources.size)] = 0.0
    return through


def _searched(adjacency: "csr_array", sources: NDArray[np.int64]) -> tuple[Numbers, list[NDArray[np.bool_]]]:
    """Return the number of shortest paths from each source to each node, and which nodes are reached in 0, 1, 2 … steps."""
    paths = np.zeros((adjacency.shape[0], sources.size))
    paths[sources, np.arange(sources.size)] = 1.0
    reached = paths > 0
    levels, front = [reached.copy()], paths.copy()
    while True:
        front = np.where(reached, 0.0, adjacency @ front)
        level = front > 0
        if not level.any():
            return paths, levels
        paths += front
        reached |= level
        levels.append(level)
