"""A document's way in and out: into the library first, then into the graph; out of the graph first, then of the library.

The library is the truth. An interrupted load leaves a document in the library that the graph lacks; the next load catches up.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import TypeVar

from kg import library, rdf
from kg.graph import Store, loaded_names, project
from kg.model import Plan
from kg.naming import document_named

RDF_SUFFIXES = {".ttl", ".nq", ".jsonld"}
F = TypeVar("F")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What loading one document did."""

    iri: str
    title: str
    tasks: int
    changed: bool
    nodes: int
    relationships: int

    def __str__(self) -> str:
        done = f"{self.nodes} nodes, {self.relationships} relationships" if self.changed else "unchanged"
        return f"{self.title}: {self.tasks} tasks, {done}"


def plans(paths: Iterable[str], read: Callable[[list[str]], Iterator[Plan | F]]) -> Iterator[Plan | F]:
    """Yield the plans of paths in order: RDF that `kg build` wrote is read here, everything else by `read`."""
    for is_rdf, group in groupby(paths, lambda path: Path(path).suffix.lower() in RDF_SUFFIXES):
        if is_rdf:
            for path in group:
                yield from map(rdf.plan, rdf.parse(Path(path)))
        else:
            yield from read(list(group))


def load(store: Store, plan: Plan) -> Outcome:
    """Keep a plan in the library, then make the graph say what it says."""
    graph = rdf.graph(plan)
    library.keep(plan, graph=graph)
    loaded = store.load(project(graph))
    title = plan.title or Path(plan.source.path).name
    return Outcome(str(rdf.document_iri(plan)), title, len(plan.tasks), loaded.changed, loaded.nodes, loaded.relationships)


def load_missing(store: Store) -> list[str]:
    """Load every document of the library that the graph lacks altogether; return their IRIs."""
    held = store.revisions()
    missing = [kept.iri for kept in library.kept() if kept.iri not in held]
    for iri in missing:
        store.load(project(library.graph(iri)))
    return missing


def repair(store: Store) -> list[str]:
    """Make the graph say what the library says of every document; return the IRIs of those that it did not say so."""
    every = (kept.iri for kept in library.kept())
    return [iri for iri in every if store.load(project(library.graph(iri))).changed]


def remove(store: Store, named: str) -> str:
    """Take the document meant by a name out of the graph, then out of the library; return its title."""
    kept = {k.iri: k.name() for k in library.kept()}
    meant = document_named(named, (loaded_names(store) | kept).values())
    store.remove(meant.iri)
    if meant.iri in kept:
        library.forget(meant.iri)
    return meant.title or meant.source or meant.iri
