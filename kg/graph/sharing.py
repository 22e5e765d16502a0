"""What several documents tell of one node: how often it is told, and what the node says where they disagree.

A department, a technology or a line belongs to no document: each that names it tells its labels, its properties and its
relationships to other such nodes. The graph must be the same whatever the order of loading, and a removed document must
leave nothing behind. So every version told is counted; the node says what most documents say (of equals, what sorts
first), and is removed when nobody tells of it any more.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from kg.graph.projection import NodeRow, Projection, RelationshipRow

Ledger = dict[str, int]
"""How many documents tell each version of one node, by the version's text."""


@dataclass(frozen=True, slots=True)
class Link:
    """A relationship from a shared node to another, as its start tells it."""

    type: str
    end: str
    properties: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Told:
    """One version of a shared node: labels in alphabetical order, properties with the iri, relationships to other shared nodes."""

    iri: str
    labels: tuple[str, ...]
    properties: dict[str, Any]
    links: tuple[Link, ...]


def text(told: Told) -> str:
    """Return a version as JSON that is equal for equal versions, whatever the order they were made in."""
    links = sorted(([link.type, link.end, link.properties] for link in told.links), key=_canonical)
    return _canonical({"iri": told.iri, "labels": sorted(told.labels), "properties": told.properties, "links": links})


def told(version: str) -> Told:
    """Return the version a text stands for."""
    found = json.loads(version)
    return Told(found["iri"], tuple(found["labels"]), found["properties"], tuple(Link(*link) for link in found["links"]))


def digest(version: str) -> str:
    """Return the short name by which a document remembers the version it told."""
    return hashlib.sha256(version.encode()).hexdigest()[:16]


def shared(projection: Projection) -> dict[str, str]:
    """Return what a document tells of every node it shares, as text by IRI."""
    nodes = {node.iri: node for node in projection.nodes if node.shared}
    links: dict[str, list[RelationshipRow]] = {iri: [] for iri in nodes}
    for row in projection.relationships:
        if row.start in nodes and row.end in nodes:
            links[row.start].append(row)
    return {iri: text(_told(node, links[iri])) for iri, node in nodes.items()}


def counted(ledger: Mapping[str, int], *, less: str | None, more: str | None) -> Ledger:
    """Return a ledger after a document took back the version with digest `less` and told the version `more`.

    A version that is not in the ledger (somebody changed the node by hand) is taken from the one that stands.
    """
    after = dict(ledger)
    if less is not None and after:
        version = next((v for v in after if digest(v) == less), None) or standing(after)
        after[version] -= 1
    if more is not None:
        after[more] = after.get(more, 0) + 1
    return {version: count for version, count in after.items() if count > 0}


def standing(ledger: Mapping[str, int]) -> str:
    """Return the version the node says: what most documents tell, of equals what sorts first."""
    return min(ledger, key=lambda version: (-ledger[version], version))


def written(ledger: Mapping[str, int]) -> list[str]:
    """Return a ledger as strings to keep in the graph: "count version", sorted."""
    return sorted(f"{count} {version}" for version, count in ledger.items())


def read(lines: Iterable[str]) -> Ledger:
    """Return the ledger that `written` made strings of."""
    pairs = (line.split(" ", 1) for line in lines)
    return {version: int(count) for count, version in pairs}


def known(properties: Mapping[str, Any]) -> dict[str, Any]:
    """Return properties without those that have no value: a graph keeps none of them."""
    return {name: value for name, value in properties.items() if value is not None}


def _told(node: NodeRow, rows: Iterable[RelationshipRow]) -> Told:
    links = (Link(row.type, row.end, properties(row)) for row in rows)
    return Told(node.iri, tuple(sorted(node.labels)), {**known(node.properties), "iri": node.iri}, tuple(links))


def properties(row: RelationshipRow) -> dict[str, Any]:
    """Return a relationship's properties, its own IRI among them where it has one."""
    return known({**row.properties, "iri": row.iri})


def _canonical(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)
