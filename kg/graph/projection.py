"""From RDF to the rows of the property graph: nodes and relationships, as the annotations of metaverse.ttl say.

A member of a class with a node label is a node; of a class with a relationship type, one relationship between its two ends.
A statement whose relation has a relationship type is a relationship; one with a property name, a property; the rest stays in the RDF.
"""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from functools import cache
from typing import Any

from rdflib import RDF, Graph, Literal
from rdflib.term import Node

from kg.errors import InvalidValue
from kg.ontology import MV, OntologyTerm, above, entries, node_label, property_name, relationship_type

_LARGEST = 2**63 - 1  # what a server keeps as an integer


@dataclass(frozen=True, slots=True)
class NodeRow:
    """A node: its labels (the most special first), IRI and properties; shared where other documents use it, too."""

    labels: tuple[str, ...]
    iri: str
    properties: dict[str, Any]
    shared: bool


@dataclass(frozen=True, slots=True)
class RelationshipRow:
    """A relationship between two nodes, named by their IRIs; `iri` is its own where a qualified relation was folded into it."""

    type: str
    start: str
    end: str
    iri: str | None
    properties: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Projection:
    """What one document puts into the property graph; `revision` is the hash of its rows."""

    document: str
    revision: str
    nodes: tuple[NodeRow, ...]
    relationships: tuple[RelationshipRow, ...]


@dataclass(frozen=True, slots=True)
class _Thing:
    """A subject of the graph: its classes of ours, nearest first, and what is said of it."""

    iri: str
    classes: tuple[OntologyTerm, ...]
    said: tuple[tuple[OntologyTerm, Node], ...]

    @property
    def labels(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(e.node_label for e in self.classes if e.node_label))

    @property
    def folds(self) -> OntologyTerm | None:
        return next((e for e in self.classes if e.relationship_type), None)


def project(graph: Graph) -> Projection:
    """Return the rows of one document's graph, in a fixed order; InvalidValue where it holds no document, or several."""
    things = _things(graph)
    documents = sorted(iri for iri, thing in things.items() if any(e.root for e in thing.classes))
    if len(documents) != 1:
        raise InvalidValue(f"the graph holds {len(documents)} documents; one document is projected at a time")
    nodes = tuple(_node(thing, things) for _, thing in sorted(things.items()) if thing.labels)
    rows = (row for _, thing in sorted(things.items()) for row in _relationships(thing, things))
    relationships = tuple(sorted(rows, key=lambda row: (row.type, row.start, row.end, row.iri or "")))
    return Projection(documents[0], _revision(nodes, relationships), nodes, relationships)


def with_edition(projection: Projection, *, work: Mapping[str, Any], kind: str, order: int, counted: bool) -> Projection:
    """Return a projection that says which edition of a work its document is; one that does not count holds the document alone.

    `work` are the properties of the work's node, its IRI among them.
    """
    nodes = projection.nodes if counted else tuple(n for n in projection.nodes if n.iri == projection.document)
    node = NodeRow((node_label(MV.Work),), work["iri"], {k: v for k, v in work.items() if k != "iri" and v is not None}, True)
    said = {property_name(MV.counted): counted, property_name(MV.kind): kind, property_name(MV.order): order}
    row = RelationshipRow(relationship_type(MV.Edition), projection.document, node.iri, None, said)
    every = (*nodes, node)
    rows = tuple(sorted([*(projection.relationships if counted else ()), row], key=lambda r: (r.type, r.start, r.end, r.iri or "")))
    return Projection(projection.document, _revision(every, rows), every, rows)


def _things(graph: Graph) -> dict[str, _Thing]:
    """Return every subject that has a class of ours."""
    known = entries()
    said: dict[str, list[tuple[OntologyTerm, Node]]] = defaultdict(list)
    classes: dict[str, list[str]] = defaultdict(list)
    for subject, predicate, value in graph:
        if predicate == RDF.type:
            if str(value) in known:
                classes[str(subject)].append(str(value))
        elif (found := known.get(str(predicate))) is not None:
            said[str(subject)].append((found, value))
    return {iri: _Thing(iri, _chain(tuple(sorted(terms))), tuple(said[iri])) for iri, terms in classes.items()}


@cache
def _chain(terms: tuple[str, ...]) -> tuple[OntologyTerm, ...]:
    return tuple(dict.fromkeys(e for term in terms for e in above(term)))


def _node(thing: _Thing, things: dict[str, _Thing]) -> NodeRow:
    return NodeRow(thing.labels, thing.iri, _properties(thing, things), any(e.shared for e in thing.classes))


def _relationships(thing: _Thing, things: dict[str, _Thing]) -> Iterator[RelationshipRow]:
    """Yield the relationship a qualified thing folds into, else those a node's statements become."""
    if thing.folds is not None:
        yield from _folded(thing, thing.folds, things)
        return
    for relation, value in thing.said if thing.labels else ():
        target = things.get(str(value))
        if relation.relationship_type and target is not None and target.labels:
            yield RelationshipRow(relation.relationship_type, thing.iri, target.iri, None, {})


def _folded(thing: _Thing, fold: OntologyTerm, things: dict[str, _Thing]) -> Iterator[RelationshipRow]:
    ends = {relation.iri: str(value) for relation, value in thing.said}
    start, end = ends.get(fold.starts_at or ""), ends.get(fold.ends_at or "")
    if start in things and end in things and fold.relationship_type:
        yield RelationshipRow(fold.relationship_type, start, end, thing.iri, _properties(thing, things))


def _properties(thing: _Thing, things: dict[str, _Thing]) -> dict[str, Any]:
    """Return the properties of a node or relationship; several values of one name become a sorted list."""
    found: dict[str, list[Any]] = defaultdict(list)
    for name, value in _values(thing, things):
        found[name].append(value)
    return {name: values[0] if len(values) == 1 else sorted(values, key=str) for name, values in sorted(found.items())}


def _values(thing: _Thing, things: dict[str, _Thing]) -> Iterator[tuple[str, Any]]:
    for relation, value in thing.said:
        if relation.property_name and (plain := _plain(value)) is not None:
            yield relation.property_name, plain
        elif relation.inlined and str(value) in things:
            yield from _values(things[str(value)], things)


def _plain(value: Node) -> Any:
    """Return a value as a server keeps it: text, number or truth; a day as YYYY-MM-DD; a concept as its notation."""
    if not isinstance(value, Literal):
        known = entries().get(str(value))
        return known.notation if known else None
    found = value.toPython()
    if isinstance(found, date):
        return found.isoformat()
    if isinstance(found, int) and abs(found) > _LARGEST:
        return float(found) if abs(found) < 10**300 else str(value)
    return found if isinstance(found, str | int | float | bool) else str(value)


def _revision(nodes: tuple[NodeRow, ...], relationships: tuple[RelationshipRow, ...]) -> str:
    told = json.dumps([[asdict(row) for row in rows] for rows in (nodes, relationships)], sort_keys=True, ensure_ascii=True)
    return hashlib.sha256(told.encode()).hexdigest()[:16]
