"""From RDF to the rows of the property graph: nodes and relationships, as the annotations of metaverse.ttl say."""

from dataclasses import dataclass
from typing import Any


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
