"""A document's way in and out: into the library first, then into the graph; out of the graph first, then of the library.

The library is the truth. An interrupted load leaves a document in the library that the graph lacks; the next load catches up.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Literal, TypeVar

from kg import library, rdf
from kg.editions import Work
from kg.graph import Projection, Store, loaded_names, project, with_edition
from kg.iris import work_iri
from kg.model import Plan
from kg.naming import DocumentName, document_named

RDF_SUFFIXES = {".ttl", ".nq", ".jsonld"}
F = TypeVar("F")
Choice = Literal["rule", "replace", "both"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What loading one document did; `alike` are loaded editions of the same work, `counted` tells whether this one counts."""

    iri: str
    title: str
    tasks: int
    changed: bool
    nodes: int
    relationships: int
    alike: tuple[DocumentName, ...] = ()
    counted: bool = True

    def __str__(self) -> str:
        done = f"{self.nodes} nodes, {self.relationships} relationships" if self.changed else "unchanged"
        return f"{self.title}: {self.tasks} tasks, {done}{self._editions()}"

    def _editions(self) -> str:
        if not self.alike:
            return ""
        which = "this one counts" if self.counted else "the other one counts"
        return f"; an edition of {', '.join(map(str, self.alike))}, which is loaded: {which} (--replace, --keep-both)"


def plans(paths: Iterable[str], read: Callable[[list[str]], Iterator[Plan | F]]) -> Iterator[Plan | F]:
    """Yield the plans of paths in order: RDF that `kg build` wrote is read here, everything else by `read`."""
    for is_rdf, group in groupby(paths, lambda path: Path(path).suffix.lower() in RDF_SUFFIXES):
        if is_rdf:
            for path in group:
                yield from map(rdf.plan, rdf.parse(Path(path)))
        else:
            yield from read(list(group))


def load(store: Store, plan: Plan, *, choice: Choice = "rule") -> Outcome:
    """Keep a plan in the library, then make the graph say what it says, and which edition of its work counts.

    `choice` says what becomes of loaded editions of the same work: "replace" lets this one take their place, "both" makes it a work of
    its own, "rule" leaves it to the edition in force.
    """
    graph = rdf.graph(plan)
    kept = library.keep(plan, graph=graph)
    works = library.works_kept()
    others = [e.iri for e in works[kept.iri].editions if e.iri != kept.iri]
    if others and choice != "rule":
        _decide(kept.iri, others, choice)
        works = library.works_kept()
    loaded = store.load(_projected(works[kept.iri], kept.iri, graph))
    for iri in others:
        store.load(_projected(works[iri], iri))
    alike = tuple(library.find(iri).name() for iri in others if choice != "both")
    title = plan.title or Path(plan.source.path).name
    counted = works[kept.iri].counted.iri == kept.iri
    return Outcome(kept.iri, title, len(plan.tasks), loaded.changed, loaded.nodes, loaded.relationships, alike, counted)


def _decide(iri: str, others: Iterable[str], choice: Choice) -> None:
    """Keep what a person said of a document that looks like loaded ones."""
    if choice == "both":
        library.decide(iri, apart=True)
    elif choice == "replace":
        library.decide(iri, apart=False, replaced=False)
        for other in others:
            library.decide(other, replaced=True)


def _projected(work: Work, iri: str, graph: rdf.Graph | None = None) -> Projection:
    """Return the rows of a document with its place among the editions of its work."""
    order = next(i for i, e in enumerate(work.editions, 1) if e.iri == iri)
    edition = work.editions[order - 1]
    facts = {"iri": work_iri(work.key), "title": work.counted.title, "number": work.counted.number, "series": work.series}
    made = project(library.graph(iri) if graph is None else graph)
    return with_edition(made, work=facts, kind=edition.status, order=order, counted=work.counted.iri == iri)


def load_missing(store: Store) -> list[str]:
    """Load every document of the library that the graph lacks altogether; return their IRIs."""
    held, works = store.revisions(), library.works_kept()
    missing = [iri for iri in works if iri not in held]
    for iri in missing:
        store.load(_projected(works[iri], iri))
    return missing


def repair(store: Store) -> list[str]:
    """Make the graph say what the library says of every document; return the IRIs of those that it did not say so."""
    return [iri for iri, work in library.works_kept().items() if store.load(_projected(work, iri)).changed]


def remove(store: Store, named: str) -> str:
    """Take the document meant by a name out of the graph, then out of the library; return its title."""
    kept = {k.iri: k.name() for k in library.kept()}
    meant = document_named(named, (loaded_names(store) | kept).values())
    left = [e.iri for e in works[meant.iri].editions if e.iri != meant.iri] if (works := library.works_kept()).get(meant.iri) else []
    store.remove(meant.iri)
    if meant.iri in kept:
        library.forget(meant.iri)
    for iri in left:  # another edition may count now
        store.load(_projected(library.works_kept()[iri], iri))
    return meant.title or meant.source or meant.iri
