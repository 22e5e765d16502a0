"""What the graph keeps of itself, under the label ResponsibilityGraph, apart from what it says.

One node for the whole graph (schema, revision, the labels in use), one a document (revision, its labels, the versions it contributes to
shared nodes) and one for each shared node the documents disagree on.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kg.errors import ForeignDatabase
from kg.graph import sharing
from kg.graph.projection import Projection
from kg.graph.sharing import Ledger
from kg.graph.statements import Run, in_portions, plain_name, portions_of
from kg.iris import BASE

SCHEMA = 2
BOOKKEEPING_LABEL = "ResponsibilityGraph"
GRAPH = f"{BASE}graph"
EMPTY = "0" * 16  # the revision of a graph without documents


@dataclass(frozen=True, slots=True)
class Record:
    """What the graph records of a loaded document; `versions` has the digest of its version of each shared node, by IRI."""

    revision: str
    labels: tuple[str, ...]
    versions: dict[str, str]


@dataclass(frozen=True, slots=True)
class GraphState:
    """What the graph's own node says when a load begins: the revision, and the labels that nodes have."""

    revision: str
    labels: tuple[str, ...]


Exchange = tuple[str, str | None, str | None]
"""A document with its revision before and after, None where it was not or is not loaded."""


# ---------------------------------------------------------------- the graph's own node


def lock(run: Run) -> GraphState:
    """Write to the one node every load writes to: a second loader waits (Neo4j) or is sent back to try again (embedded)."""
    rows = run(
        f"MERGE (g:{BOOKKEEPING_LABEL} {{iri: $iri}}) ON CREATE SET g.schema = $schema, g.revision = $empty, g.labels = []"
        " SET g.turn = coalesce(g.turn, 0) + 1 RETURN g.schema AS schema, g.revision AS revision, g.labels AS labels",
        {"iri": GRAPH, "schema": SCHEMA, "empty": EMPTY},
    )
    if rows[0]["schema"] != SCHEMA:
        raise ForeignDatabase(
            f"the graph was written by another version of this program (schema {rows[0]['schema']}, this one writes {SCHEMA});"
            " kg store repair writes it anew from the library"
        )
    return GraphState(rows[0]["revision"], tuple(rows[0]["labels"]))


def revision(run: Run) -> str:
    """Return the graph's revision: equal for equal contents, whatever the order they came in."""
    rows = run(f"MATCH (g:{BOOKKEEPING_LABEL} {{iri: $iri}}) RETURN g.revision AS revision", {"iri": GRAPH})
    return rows[0]["revision"] if rows else EMPTY


def schema(run: Run) -> int | None:
    """Return the schema of the program that wrote the graph, None where there is no graph."""
    rows = run(f"MATCH (g:{BOOKKEEPING_LABEL} {{iri: $iri}}) RETURN g.schema AS schema", {"iri": GRAPH})
    return int(rows[0]["schema"]) if rows else None


def unlock(run: Run, state: GraphState, exchanged: Iterable[Exchange], used: Iterable[str] = ()) -> None:
    """Write the graph's state after documents came, changed or went: their shares in its revision, and the labels they use."""
    value = int(state.revision, 16)
    for document, old, new in exchanged:
        for told in (old, new):
            if told is not None:
                value ^= share(document, told)
    now = {"revision": f"{value:016x}", "labels": sorted({*state.labels, *used})}
    run(f"MATCH (g:{BOOKKEEPING_LABEL} {{iri: $iri}}) REMOVE g.turn SET g.revision = $revision, g.labels = $labels", {"iri": GRAPH, **now})


def share(document: str, revision: str) -> int:
    """Return the part of a document's revision in the graph's: the exclusive or of all parts."""
    return int(sharing.digest(f"{document} {revision}"), 16)


def graph_row(revision: str, labels: Sequence[str]) -> dict[str, Any]:
    """Return the properties of the graph's own node."""
    return {"iri": GRAPH, "schema": SCHEMA, "revision": revision, "labels": list(labels)}


# ---------------------------------------------------------------- a document's record


def records(run: Run, documents: Sequence[str]) -> dict[str, Record]:
    """Return the records of documents, by their IRIs; those that were never loaded are left out."""
    query = (
        f"UNWIND $iris AS iri MATCH (r:{BOOKKEEPING_LABEL} {{iri: iri}})"
        " RETURN r.document AS document, r.revision AS revision, r.labels AS labels, r.told AS told"
    )
    rows = portions_of(run, query, [record_iri(iri) for iri in documents])
    return {row["document"]: Record(row["revision"], tuple(row["labels"]), dict(line.split(" ") for line in row["told"])) for row in rows}


def revisions(run: Run) -> dict[str, str]:
    """Return the revision of every loaded document by its IRI."""
    query = f"MATCH (r:{BOOKKEEPING_LABEL}) WHERE r.document IS NOT NULL RETURN r.document AS document, r.revision AS revision"
    return {row["document"]: row["revision"] for row in run(query, {})}


def write_records(run: Run, projections: Sequence[Projection], versions: Mapping[str, Mapping[str, str]]) -> None:
    """Record documents, which contribute versions of shared nodes (JSON by IRI)."""
    statement = (
        f"UNWIND $rows AS row MERGE (r:{BOOKKEEPING_LABEL} {{iri: row.iri}})"
        " SET r.document = row.document, r.revision = row.revision, r.labels = row.labels, r.told = row.told"
    )
    in_portions(run, statement, [record_row(p, versions[p.document]) for p in projections])


def record_row(projection: Projection, versions: Mapping[str, str]) -> dict[str, Any]:
    """Return the properties of the node that records a loaded document, which contributes versions of shared nodes (JSON by IRI)."""
    told = [f"{iri} {sharing.digest(version)}" for iri, version in sorted(versions.items())]
    own = sorted({label for node in projection.nodes if not node.shared for label in node.labels})
    properties = {"document": projection.document, "revision": projection.revision, "labels": own, "told": told}
    return {"iri": record_iri(projection.document), **properties}


def labels(projection: Projection) -> tuple[str, ...]:
    """Return the node labels of a projection in alphabetical order, each of them a plain name."""
    return tuple(sorted({plain_name(label) for node in projection.nodes for label in node.labels}))


def record_iri(document: str) -> str:
    """Return the IRI of a document's record."""
    return f"{document}/record"


# ---------------------------------------------------------------- what documents disagree on


def ledgers(run: Run, iris: Sequence[str]) -> dict[str, Ledger]:
    """Return the ledgers that are kept because documents disagree."""
    query = f"UNWIND $iris AS iri MATCH (v:{BOOKKEEPING_LABEL} {{iri: iri}}) RETURN v.node AS node, v.versions AS versions"
    rows = portions_of(run, query, [_versions_iri(iri) for iri in iris])
    return {row["node"]: sharing.read(row["versions"]) for row in rows}


def write_versions(run: Run, disputed: Mapping[str, Ledger], agreed: Sequence[str]) -> None:
    """Keep the ledgers of nodes that documents disagree on, none of those they agree on now: there the node itself is the version."""
    in_portions(run, f"UNWIND $rows AS iri MATCH (v:{BOOKKEEPING_LABEL} {{iri: iri}}) DELETE v", [_versions_iri(iri) for iri in agreed])
    rows = [versions_row(iri, ledger) for iri, ledger in disputed.items()]
    in_portions(run, f"UNWIND $rows AS row MERGE (v:{BOOKKEEPING_LABEL} {{iri: row.iri}}) SET v = row", rows)


def versions_row(iri: str, ledger: Ledger) -> dict[str, Any]:
    """Return the properties of the node that keeps the versions of a node the documents disagree on."""
    return {"iri": _versions_iri(iri), "node": iri, "versions": sharing.written(ledger)}


def _versions_iri(iri: str) -> str:
    return f"{iri}/versions"
