"""The whole graph of many documents at once, as loading them one after the other would leave it: for a bulk import into an empty Neo4j."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from kg.graph import bookkeeping, loading, sharing
from kg.graph.projection import Projection
from kg.graph.shared_nodes import shared_row
from kg.graph.sharing import Ledger


@dataclass(frozen=True, slots=True)
class WholeGraph:
    """All nodes (labels, properties with the iri) and relationships (type, IRIs of start and end, properties), bookkeeping included."""

    nodes: list[tuple[tuple[str, ...], dict[str, Any]]]
    relationships: list[tuple[str, str, str, dict[str, Any]]]


def whole_graph(projections: Iterable[Projection]) -> WholeGraph:
    """Return the graph that loading projections into an empty store leaves."""
    found = WholeGraph([], [])
    ledgers: dict[str, Ledger] = defaultdict(dict)
    labels: set[str] = set()
    revision = int(bookkeeping.EMPTY, 16)
    for projection in projections:
        _add_own(found, projection)
        versions = sharing.shared(projection)
        for iri, version in versions.items():
            ledgers[iri] = sharing.recount(ledgers[iri], less=None, more=version)
        found.nodes.append(((bookkeeping.BOOKKEEPING_LABEL,), bookkeeping.record_row(projection, versions)))
        labels |= set(bookkeeping.labels(projection))
        revision ^= bookkeeping.share(projection.document, projection.revision)
    for iri, ledger in ledgers.items():
        _add_shared(found, iri, ledger)
    found.nodes.append(((bookkeeping.BOOKKEEPING_LABEL,), bookkeeping.graph_row(f"{revision:016x}", sorted(labels))))
    return found


def _add_own(found: WholeGraph, projection: Projection) -> None:
    """Add the nodes of a document alone, and every relationship that has one of them at an end."""
    own = {node.iri: node for node in projection.nodes if not node.shared}
    found.nodes.extend((tuple(sorted(n.labels)), {**sharing.known(n.properties), "iri": n.iri}) for n in own.values())
    rows = loading.distinct(row for row in projection.relationships if row.start in own or row.end in own)
    found.relationships.extend((row.type, row.start, row.end, sharing.properties(row)) for row in rows)


def _add_shared(found: WholeGraph, iri: str, ledger: Ledger) -> None:
    """Add a node that documents share as most of them describe it, and the ledger where they disagree."""
    version = sharing.parse(sharing.prevailing(ledger))
    found.nodes.append(shared_row(version, ledger))
    found.relationships.extend((link.type, iri, link.end, link.properties) for link in version.links)
    if len(ledger) > 1:
        found.nodes.append(((bookkeeping.BOOKKEEPING_LABEL,), bookkeeping.versions_row(iri, ledger)))
