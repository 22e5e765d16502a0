"""Reference counting for nodes that several documents use.

A department, a technology or a line belongs to no document: each document that names it contributes one version of the node,
which has its labels, its properties and its relationships to other such nodes. The graph must be the same whatever the order
of loading, and a removed document must leave nothing behind. So the documents behind every version are counted; the version
most documents contribute is stored (of equals, the lexicographically first), and the node is deleted with its last version.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from kg.graph.projection import NodeRow, Projection, RelationshipRow

Ledger = dict[str, int]
"""How many documents contribute each version of one node, by the version as JSON."""


@dataclass(frozen=True, slots=True)
class SharedLink:
    """A relationship from a shared node to another; it belongs to the version of the node it starts from."""

    type: str
    end: str
    properties: dict[str, Any]


@dataclass(frozen=True, slots=True)
class NodeVersion:
    """One version of a shared node: labels in alphabetical order, properties with the iri, relationships to other shared nodes."""

    iri: str
    labels: tuple[str, ...]
    properties: dict[str, Any]
    links: tuple[SharedLink, ...]


def dump(version: NodeVersion) -> str:
    """Return a version as JSON that is equal for equal versions, whatever the order they were made in."""
    links = [[link.type, link.end, link.properties] for link in version.links]
    if len(links) > 1:
        links.sort(key=_canonical)
    return _canonical({"iri": version.iri, "labels": sorted(version.labels), "properties": version.properties, "links": links})


def parse(version: str) -> NodeVersion:
    """Return the version that `dump` wrote."""
    found = json.loads(version)
    return NodeVersion(found["iri"], tuple(found["labels"]), found["properties"], tuple(SharedLink(*link) for link in found["links"]))


def digest(version: str) -> str:
    """Return the short hash by which a document's record names the version it contributes."""
    return hashlib.sha256(version.encode()).hexdigest()[:16]


def shared(projection: Projection) -> dict[str, str]:
    """Return the versions a document contributes, as JSON by the IRI of the node."""
    nodes = {node.iri: node for node in projection.nodes if node.shared}
    links: dict[str, list[RelationshipRow]] = {iri: [] for iri in nodes}
    for row in projection.relationships:
        if row.start in nodes and row.end in nodes:
            links[row.start].append(row)
    return {iri: dump(_version(node, links[iri])) for iri, node in nodes.items()}


def recount(ledger: Mapping[str, int], *, less: str | None, more: str | None) -> Ledger:
    """Return a ledger after a document withdrew the version with digest `less` and contributed the version `more`.

    Where that version is not in the ledger (somebody changed the node by hand), one is taken from the prevailing version.
    """
    after = dict(ledger)
    if less is not None and after:
        version = next((v for v in after if digest(v) == less), None) or prevailing(after)
        after[version] -= 1
    if more is not None:
        after[more] = after.get(more, 0) + 1
    return {version: count for version, count in after.items() if count > 0}


def prevailing(ledger: Mapping[str, int]) -> str:
    """Return the version that is stored: the one most documents contribute, of equals the lexicographically first."""
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


def _version(node: NodeRow, rows: Iterable[RelationshipRow]) -> NodeVersion:
    links = (SharedLink(row.type, row.end, properties(row)) for row in rows)
    return NodeVersion(node.iri, tuple(sorted(node.labels)), {**known(node.properties), "iri": node.iri}, tuple(links))


def properties(row: RelationshipRow) -> dict[str, Any]:
    """Return a relationship's properties, its own IRI among them where it has one."""
    return known({**row.properties, "iri": row.iri})


_canonical = json.JSONEncoder(ensure_ascii=False, sort_keys=True).encode
