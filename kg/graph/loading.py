"""What one transaction writes when documents are loaded, or one is removed.

A document's own nodes go and come as a whole; what it shares with others is counted (kg.graph.shared_nodes), what is recorded of it stands
apart (kg.graph.bookkeeping). Every step is a list of rows for UNWIND, at most 2,000 a statement (kg.graph.statements).
"""

from collections.abc import Iterable, Mapping, Sequence

from kg.graph import bookkeeping, sharing
from kg.graph.bookkeeping import BOOKKEEPING_LABEL, GRAPH, Record
from kg.graph.projection import Projection, RelationshipRow
from kg.graph.shared_nodes import update_shared_nodes
from kg.graph.statements import ROWS, Run, create_nodes, create_relationships, in_portions, plain_name
from kg.iris import BASE

SHARED_ROWS = 50  # each may have thousands of relationships


def load(run: Run, projections: Sequence[Projection]) -> list[bool]:
    """Write the projections of documents, all or none; return for each whether anything changed.

    The statements are as many for twenty documents as for one: the cost of a document is its rows, not its round trips.
    """
    state = bookkeeping.lock(run)
    old = bookkeeping.records(run, [p.document for p in projections])
    changed = [p for p in projections if p.document not in old or old[p.document].revision != p.revision]
    gone = {p.document: old[p.document] for p in changed if p.document in old}
    _delete_own(run, gone)
    versions = {p.document: sharing.shared(p) for p in changed}
    exchanged = [(gone[p.document].versions if p.document in gone else {}, versions[p.document]) for p in changed]
    _write_own(run, changed, update_shared_nodes(run, state.labels, exchanged, _general_labels(changed)))
    bookkeeping.write_records(run, changed, versions)
    revisions = [(p.document, gone[p.document].revision if p.document in gone else None, p.revision) for p in changed]
    bookkeeping.unlock(run, state, revisions, {label for p in changed for label in bookkeeping.labels(p)})
    return [p in changed for p in projections]


def remove(run: Run, document: str) -> bool:
    """Delete a document and the shared nodes that only it used; return False where it was not loaded."""
    state = bookkeeping.lock(run)
    old = bookkeeping.records(run, [document])
    if not old:
        return False
    _delete_own(run, old)
    update_shared_nodes(run, state.labels, [(old[document].versions, {})], {})
    run(f"MATCH (r:{BOOKKEEPING_LABEL} {{iri: $iri}}) DELETE r", {"iri": bookkeeping.record_iri(document)})
    bookkeeping.unlock(run, state, [(document, old[document].revision, None)])
    return True


def clear_shared(run: Run) -> bool:
    """Delete a portion of the nodes that documents share; return whether there was any.

    They go first: a relationship is quickly found among the few of a task, and slowly among the thousands of a body.
    """
    where = f"n.documents IS NOT NULL AND n.iri STARTS WITH '{BASE}'"
    rows = run(f"MATCH (n) WHERE {where} WITH n LIMIT {SHARED_ROWS} DETACH DELETE n RETURN count(*) AS gone", {})
    return bool(rows and rows[0]["gone"])


def clear(run: Run) -> bool:
    """Delete a portion of all that is ours, the graph's own node last; return whether there was anything."""
    ours = f"n.iri STARTS WITH '{BASE}' AND n.iri <> $graph"
    rows = run(f"MATCH (n) WHERE {ours} WITH n LIMIT {ROWS} DETACH DELETE n RETURN count(*) AS gone", {"graph": GRAPH})
    if not rows or not rows[0]["gone"]:
        run(f"MATCH (g:{BOOKKEEPING_LABEL} {{iri: $graph}}) DELETE g", {"graph": GRAPH})
        return False
    return True


def constraint(label: str) -> str:
    """Return the statement that makes an iri unique under a label."""
    name = f"{BOOKKEEPING_LABEL}_{label}_iri".lower()
    return f"CREATE CONSTRAINT {name} IF NOT EXISTS FOR (n:{plain_name(label)}) REQUIRE n.iri IS UNIQUE"


def _general_labels(projections: Iterable[Projection]) -> dict[str, str]:
    """Return the most general label of each shared node: a body that another document calls something else is an Owner there, too."""
    return {node.iri: node.labels[-1] for p in projections for node in p.nodes if node.shared}


def _delete_own(run: Run, gone: Mapping[str, Record]) -> None:
    """Delete documents and their parts, whose IRIs begin with their own."""
    for label in sorted({label for record in gone.values() for label in record.labels}):
        rows = [{"document": iri, "parts": f"{iri}/"} for iri, record in gone.items() if label in record.labels]
        where = "n.iri = row.document OR n.iri STARTS WITH row.parts"
        in_portions(run, f"UNWIND $rows AS row MATCH (n:{plain_name(label)}) WHERE {where} DETACH DELETE n", rows)


def _write_own(run: Run, projections: Sequence[Projection], labels_of: Mapping[str, str]) -> None:
    """Write documents' own nodes, then every relationship that has one of them at an end."""
    own = {node.iri: node for p in projections for node in p.nodes if not node.shared}
    create_nodes(run, ((tuple(sorted(n.labels)), {**n.properties, "iri": n.iri}) for n in own.values()))
    places = {**labels_of, **{node.iri: min(node.labels) for node in own.values()}}
    rows = distinct(row for p in projections for row in p.relationships if row.start in own or row.end in own)
    create_relationships(run, ((row.type, row.start, row.end, sharing.properties(row)) for row in rows), places)


def distinct(rows: Iterable[RelationshipRow]) -> list[RelationshipRow]:
    """Return relationships once each: by type, ends and IRI."""
    return list({(row.type, row.start, row.end, row.iri): row for row in rows}.values())


def nodes_and_relationships(projection: Projection) -> tuple[int, int]:
    """Return how many nodes and relationships a projection has."""
    nodes: set[str] = {node.iri for node in projection.nodes}
    return len(nodes), len(distinct(projection.relationships))
