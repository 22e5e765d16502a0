"""Who is named together, as the page 共同责任 shows it: of one document or over many, by body, line or level.

Counts are of shared tasks; beside them stands what the loads alone would give. What a cell, a row or the title says of chance follows from
the figure that is corrected for all pairs looked at, and from nothing else.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from kg.analysis import Overlap, Pair, PairFinding, TwoMode, chance_range
from kg.ui import who
from kg.ui.dossier import Body, PlanView
from kg.ui.language import say
from kg.ui.listing import LEVELS
from kg.ui.pairs import counted

MOST_SHOWN = 60  # rows of one document
MOST_OVER_MANY = 30  # rows over many documents: what a screen holds; the rest is in the table
MOST_DOTS = 12  # pairs with more than expected, and as many with fewer
LEAST_LOAD = 2  # tasks: a body of one task meets whoever stands there, by arithmetic
LEAST_TASKS = 15  # of all plans together; with fewer, no expectation is worth a colour
WORTH = 1.0  # a difference of less than one task is none


@dataclass(frozen=True, slots=True)
class Node:
    """A row or column: what it counts as, its short and whole name, how many tasks name it, whether a group begins with it."""

    key: str
    short: str
    name: str
    load: int
    gap: bool = False
    kind: str = "department"


@dataclass(frozen=True)
class Together:
    """Everything the matrix shows: rows and columns, hubs in rows of their own, localities and collectives in columns of their own."""

    overlap: Overlap
    graphs: tuple[TwoMode, ...]
    nodes: tuple[Node, ...]
    hubs: tuple[Node, ...] = ()
    apart: tuple[Node, ...] = ()
    beside: Mapping[frozenset[str], int] | None = None
    hidden: int = 0

    @cached_property
    def named(self) -> Mapping[str, Node]:
        """Return rows and columns of every kind by what they count as."""
        return {node.key: node for node in (*self.nodes, *self.hubs, *self.apart)}

    def count(self, one: str, other: str) -> int:
        """Return how many tasks name both."""
        if self.beside is not None:
            return self.beside.get(frozenset((one, other)), 0)
        pair = self.overlap.pair(one, other)
        return pair.observed if pair else 0

    def compared(self, one: Node, other: Node) -> PairFinding | None:
        """Return what may be said of two, None where they are not compared: hubs, bodies of one task, short plans, what chance forbids."""
        hub = {node.key for node in self.hubs} & {one.key, other.key}
        pair = self.overlap.pair(one.key, other.key)
        if pair is None or hub or min(one.load, other.load) < LEAST_LOAD or self.overlap.tasks < LEAST_TASKS:
            return None
        return self.overlap.finding(pair)

    @cached_property
    def differing(self) -> tuple[PairFinding, ...]:
        """Return the pairs that differ by a task or more from what loads give, most above first."""
        nodes = [node for node in self.nodes if node.load >= LEAST_LOAD]
        every = (self.compared(one, other) for i, one in enumerate(nodes) for other in nodes[i + 1 :])
        found = [f for f in every if f is not None and abs(f.difference) >= WORTH]
        return tuple(sorted(found, key=lambda f: (not f.beyond_chance, -f.difference, f.one, f.other)))


def of_one(dossier: PlanView, graphs: Sequence[TwoMode], found: Overlap) -> Together:
    """Return who is named together in a document, body by body in protocol order."""
    hubs = {b.iri for b in dossier.hubs}
    held = {b.iri for b in sorted(dossier.bodies, key=lambda b: -len(dossier.work[b.iri]))[:MOST_SHOWN]}
    ordered = who.ordered(b for b in dossier.bodies if b.iri in held)
    short, firsts = who.short_names(ordered), {members[0].iri for _, members in who.grouped(b for b in ordered if b.iri not in hubs)}
    nodes = [_node(dossier, b, short[b.iri], b.iri in firsts) for b in ordered]
    return Together(
        found,
        tuple(graphs),
        tuple(n for n in nodes if n.kind == "department" and n.key not in hubs),
        tuple(n for n in nodes if n.kind == "department" and n.key in hubs),
        tuple(n for n in nodes if n.kind != "department"),
        counted(dossier, ordered),
        len(dossier.bodies) - len(ordered),
    )


def _node(dossier: PlanView, body: Body, short: str, gap: bool) -> Node:
    return Node(body.iri, short, body.full_name or body.name, len(dossier.work[body.iri]), gap, body.kind)


def of_many(graphs: Sequence[TwoMode], found: Overlap, names: Mapping[str, tuple[str, str]]) -> Together:
    """Return who is named together over several documents, or by line or level: most named first, and whoever a finding names."""
    loads = loaded(graphs)
    beyond = {key for f in found.beyond_chance for key in (f.one, f.other)}
    most = sorted(loads, key=lambda key: (key not in beyond, -loads[key], names[key][1]))[:MOST_OVER_MANY]
    ordered = sorted(most, key=lambda key: LEVELS.index(key) if key in LEVELS else -loads[key])
    nodes = tuple(Node(key, *names[key], loads[key]) for key in ordered)
    return Together(found, tuple(graphs), nodes, hidden=len(loads) - len(nodes))


def loaded(graphs: Iterable[TwoMode]) -> Counter[str]:
    """Return how many tasks name each."""
    return Counter(body for graph in graphs for task in graph.tasks for body in task.bodies)


def names_of(keys: Iterable[str], bodies: Mapping[str, Body], lines: Mapping[str, str]) -> dict[str, tuple[str, str]]:
    """Return the short and the whole name of bodies, lines and levels."""
    return {key: _names(key, bodies.get(key), lines) for key in keys}


def _names(key: str, body: Body | None, lines: Mapping[str, str]) -> tuple[str, str]:
    if body is not None:
        return body.name, body.full_name or body.name
    name = say(f"level.{key}") if key in LEVELS else lines.get(key, key)
    return name, name


@dataclass(frozen=True, slots=True)
class Share:
    """What one document adds to a pair: its counted tasks, those of the one, of the other, of both."""

    document: str
    tasks: int
    one: int
    other: int
    both: int

    @property
    def expected(self) -> float:
        """Return what the loads alone would give."""
        return self.one * self.other / self.tasks


def shares(graphs: Iterable[TwoMode], one: str, other: str) -> list[Share]:
    """Return what each document that names both adds to a pair, most shared first."""
    named = [g for g in graphs if one in g.bodies and other in g.bodies]
    return sorted((_share(g, one, other) for g in named), key=lambda s: (-s.both, -s.expected, s.document))


def _share(graph: TwoMode, one: str, other: str) -> Share:
    loads = Counter(body for task in graph.tasks for body in task.bodies)
    both = sum(frozenset(two) == {one, other} for task in graph.tasks for two in task.pairs() if one in task.bodies)
    return Share(graph.plan, len(graph.tasks), loads[one], loads[other], both)


@dataclass(frozen=True, slots=True)
class Dot:
    """A pair as a row of the list: observed and expected with the range chance stays within, each as a share of the longest row."""

    names: str
    pick: str
    difference: str
    observed: float
    expected: float
    low: float
    high: float
    few: bool
    beyond: bool


def bounds(pairs: Iterable[Pair]) -> list[tuple[Pair, int, int]]:
    """Return pairs with the fewest and most shared tasks that chance gives 95 times of 100."""
    return [(pair, *chance_range(pair)) for pair in pairs]
