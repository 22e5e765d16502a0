"""What one transaction writes when documents are loaded, or one is removed.

A document's own nodes go and come as a whole; what it shares with others is counted (kg.graph.sharing). Every step is a list of
rows for UNWIND, at most 2,000 a statement. Bookkeeping stays apart, under the label ResponsibilityGraph: one node for the
whole graph (schema, revision, the labels in use), one a document (revision, its labels, the versions it contributes to shared nodes) and
one for each shared node the documents disagree on.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kg.errors import ForeignDatabase, InvalidValue
from kg.graph import sharing
from kg.graph.projection import Projection, RelationshipRow
from kg.graph.sharing import Ledger, NodeVersion, SharedLink
from kg.iris import BASE
from kg.ontology import MV, node_label

SCHEMA = 1
BOOKKEEPING_LABEL = "ResponsibilityGraph"
GRAPH = f"{BASE}graph"
IS_SHARED = f"m.documents IS NOT NULL AND m.iri STARTS WITH '{BASE}'"
ROWS = 2_000  # a statement with more gains nothing and holds more memory
EMPTY = "0" * 16  # the revision of a graph without documents
NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")

Run = Callable[[str, Mapping[str, Any]], list[dict[str, Any]]]
"""Runs one statement with its parameters in the transaction and returns its rows."""


@dataclass(frozen=True, slots=True)
class Record:
    """What the graph records of a loaded document; `versions` has the digest of its version of each shared node, by IRI."""

    revision: str
    labels: tuple[str, ...]
    versions: dict[str, str]


@dataclass(frozen=True, slots=True)
class Change:
    """A shared node before and after a load.

    `before` and `after` are the stored versions (None: no such node), `ledger` counts the documents behind each version after the
    load, `disputed` is True where the documents disagreed before and a ledger was kept.
    """

    before: NodeVersion | None
    after: NodeVersion | None
    ledger: Ledger
    disputed: bool

    @property
    def documents(self) -> int:
        """How many documents use the node."""
        return sum(self.ledger.values())


def load(run: Run, projections: Sequence[Projection]) -> list[bool]:
    """Write the projections of documents, all or none; return for each whether anything changed.

    The statements are as many for twenty documents as for one: the cost of a document is its rows, not its round trips.
    """
    _lock(run)
    old = records(run, [p.document for p in projections])
    changed = [p for p in projections if p.document not in old or old[p.document].revision != p.revision]
    gone = {p.document: old[p.document] for p in changed if p.document in old}
    _delete_own(run, gone)
    exchanged = [(gone[p.document].versions if p.document in gone else {}, sharing.shared(p)) for p in changed]
    labels = _update_shared_nodes(run, exchanged)
    _write_own(run, changed, labels)
    _write_records(run, changed)
    _write_revision(run, [(p.document, gone[p.document].revision if p.document in gone else None, p.revision) for p in changed])
    return [p in changed for p in projections]


def remove(run: Run, document: str) -> bool:
    """Delete a document and the shared nodes that only it used; return False where it was not loaded."""
    _lock(run)
    old = records(run, [document])
    if not old:
        return False
    _delete_own(run, old)
    _update_shared_nodes(run, [(old[document].versions, {})])
    run(f"MATCH (r:{BOOKKEEPING_LABEL} {{iri: $iri}}) DELETE r", {"iri": _record_iri(document)})
    _write_revision(run, [(document, old[document].revision, None)])
    return True


def records(run: Run, documents: Sequence[str]) -> dict[str, Record]:
    """Return the records of documents, by their IRIs; those that were never loaded are left out."""
    query = (
        f"UNWIND $iris AS iri MATCH (r:{BOOKKEEPING_LABEL} {{iri: iri}})"
        " RETURN r.document AS document, r.revision AS revision, r.labels AS labels, r.told AS told"
    )
    rows = _portions_of(run, query, [_record_iri(iri) for iri in documents])
    return {row["document"]: Record(row["revision"], tuple(row["labels"]), dict(line.split(" ") for line in row["told"])) for row in rows}


def revision(run: Run) -> str:
    """Return the graph's revision: equal for equal contents, whatever the order they came in."""
    rows = run(f"MATCH (g:{BOOKKEEPING_LABEL} {{iri: $iri}}) RETURN g.revision AS revision", {"iri": GRAPH})
    return rows[0]["revision"] if rows else EMPTY


def schema(run: Run) -> int | None:
    """Return the schema of the program that wrote the graph, None where there is no graph."""
    rows = run(f"MATCH (g:{BOOKKEEPING_LABEL} {{iri: $iri}}) RETURN g.schema AS schema", {"iri": GRAPH})
    return int(rows[0]["schema"]) if rows else None


def clear(run: Run) -> bool:
    """Delete a portion of all that is ours, the graph's own node last; return whether there was anything."""
    ours = f"n.iri STARTS WITH '{BASE}' AND n.iri <> $graph"
    rows = run(f"MATCH (n) WHERE {ours} WITH n LIMIT {ROWS} DETACH DELETE n RETURN count(*) AS gone", {"graph": GRAPH})
    if not rows or not rows[0]["gone"]:
        run(f"MATCH (g:{BOOKKEEPING_LABEL} {{iri: $graph}}) DELETE g", {"graph": GRAPH})
        return False
    return True


def labels(projection: Projection) -> tuple[str, ...]:
    """Return the node labels of a projection in alphabetical order, each of them a plain name."""
    return tuple(sorted({_name(label) for node in projection.nodes for label in node.labels}))


def constraint(label: str) -> str:
    """Return the statement that makes an iri unique under a label."""
    name = f"{BOOKKEEPING_LABEL}_{label}_iri".lower()
    return f"CREATE CONSTRAINT {name} IF NOT EXISTS FOR (n:{_name(label)}) REQUIRE n.iri IS UNIQUE"


# ---------------------------------------------------------------- the graph's own node


def _lock(run: Run) -> None:
    """Write to the one node every load writes to: a second loader waits (Neo4j) or is sent back to try again (embedded)."""
    rows = run(
        f"MERGE (g:{BOOKKEEPING_LABEL} {{iri: $iri}}) ON CREATE SET g.schema = $schema, g.revision = $empty, g.labels = []"
        " SET g.turn = coalesce(g.turn, 0) + 1 RETURN g.schema AS schema",
        {"iri": GRAPH, "schema": SCHEMA, "empty": EMPTY},
    )
    if rows[0]["schema"] != SCHEMA:
        raise ForeignDatabase(
            f"the graph was written by another version of this program (schema {rows[0]['schema']}, this one writes {SCHEMA});"
            " kg store repair writes it anew from the library"
        )


def _write_revision(run: Run, changes: Iterable[tuple[str, str | None, str | None]]) -> None:
    """Exchange documents' shares in the graph's revision, the exclusive or of a hash of each loaded document: (IRI, old, new)."""
    value = int(revision(run), 16)
    for document, old, new in changes:
        for told in (old, new):
            if told is not None:
                value ^= share(document, told)
    run(
        f"MATCH (g:{BOOKKEEPING_LABEL} {{iri: $iri}}) REMOVE g.turn SET g.revision = $revision", {"iri": GRAPH, "revision": f"{value:016x}"}
    )


def share(document: str, revision: str) -> int:
    """Return the part of a document's revision in the graph's: the exclusive or of all parts."""
    return int(sharing.digest(f"{document} {revision}"), 16)


def graph_row(revision: str, labels: Sequence[str]) -> dict[str, Any]:
    """Return the properties of the graph's own node."""
    return {"iri": GRAPH, "schema": SCHEMA, "revision": revision, "labels": list(labels)}


def versions_row(iri: str, ledger: Ledger) -> dict[str, Any]:
    """Return the properties of the node that keeps the versions of a node the documents disagree on."""
    return {"iri": _versions_iri(iri), "node": iri, "versions": sharing.written(ledger)}


def _write_records(run: Run, projections: Sequence[Projection]) -> None:
    statement = (
        f"UNWIND $rows AS row MERGE (r:{BOOKKEEPING_LABEL} {{iri: row.iri}})"
        " SET r.document = row.document, r.revision = row.revision, r.labels = row.labels, r.told = row.told"
    )
    _in_portions(run, statement, [record_row(p) for p in projections])
    used = sorted({*_labels_in_use(run), *(label for p in projections for label in labels(p))})
    run(f"MATCH (g:{BOOKKEEPING_LABEL} {{iri: $iri}}) SET g.labels = $labels", {"iri": GRAPH, "labels": used})


def record_row(projection: Projection) -> dict[str, Any]:
    """Return the properties of the node that records a loaded document."""
    versions = [f"{iri} {sharing.digest(version)}" for iri, version in sorted(sharing.shared(projection).items())]
    own = sorted({label for node in projection.nodes if not node.shared for label in node.labels})
    properties = {"document": projection.document, "revision": projection.revision, "labels": own, "told": versions}
    return {"iri": _record_iri(projection.document), **properties}


def _labels_in_use(run: Run) -> list[str]:
    rows = run(f"MATCH (g:{BOOKKEEPING_LABEL} {{iri: $iri}}) RETURN g.labels AS labels", {"iri": GRAPH})
    return list(rows[0]["labels"]) if rows else []


def _record_iri(document: str) -> str:
    return f"{document}/record"


# ---------------------------------------------------------------- a document's own


def _delete_own(run: Run, gone: Mapping[str, Record]) -> None:
    """Delete documents and their parts, whose IRIs begin with their own."""
    for label in sorted({label for record in gone.values() for label in record.labels}):
        rows = [{"document": iri, "parts": f"{iri}/"} for iri, record in gone.items() if label in record.labels]
        where = "n.iri = row.document OR n.iri STARTS WITH row.parts"
        _in_portions(run, f"UNWIND $rows AS row MATCH (n:{_name(label)}) WHERE {where} DETACH DELETE n", rows)


def _write_own(run: Run, projections: Sequence[Projection], labels_of: Mapping[str, str]) -> None:
    """Write documents' own nodes, then every relationship that has one of them at an end."""
    own = {node.iri: node for p in projections for node in p.nodes if not node.shared}
    _write_nodes(run, ((tuple(sorted(n.labels)), {**sharing.known(n.properties), "iri": n.iri}) for n in own.values()), new=True)
    places = {**labels_of, **{node.iri: min(node.labels) for node in own.values()}}
    rows = distinct(row for p in projections for row in p.relationships if row.start in own or row.end in own)
    _write_relationships(run, ((row.type, row.start, row.end, sharing.properties(row)) for row in rows), places)


def distinct(rows: Iterable[RelationshipRow]) -> list[RelationshipRow]:
    """Return relationships once each: by type, ends and IRI."""
    return list({(row.type, row.start, row.end, row.iri): row for row in rows}.values())


def _write_nodes(run: Run, nodes: Iterable[tuple[tuple[str, ...], dict[str, Any]]], *, new: bool = False) -> None:
    """Write nodes (labels, properties); `new` says that those of several labels are not there yet, else they are found by the first.

    A node of one label is merged: the label has an index. MERGE by several labels has none on the embedded server.
    """
    groups: dict[tuple[str, ...], list[dict[str, Any]]] = defaultdict(list)
    for names, properties in nodes:
        groups[names].append(properties)
    for names, rows in groups.items():
        pattern = "".join(f":{_name(name)}" for name in names)
        single = len(names) == 1  # a loader killed in its transaction may have left the node
        make = (
            f"MERGE (n{pattern} {{iri: row.iri}})"
            if single
            else f"CREATE (n{pattern})"
            if new
            else f"MATCH (n:{_name(names[0])} {{iri: row.iri}})"
        )
        _in_portions(run, f"UNWIND $rows AS row {make} SET n = row", rows)


def _write_relationships(run: Run, rows: Iterable[tuple[str, str, str, dict[str, Any]]], places: Mapping[str, str]) -> None:
    """Create relationships (type, start, end, properties) between nodes whose labels `places` names."""
    groups: dict[tuple[str, str, str], list[dict[str, Any]]] = defaultdict(list)
    for kind, start, end, properties in rows:
        for iri in (start, end):
            if iri not in places:
                raise InvalidValue(f"a relationship {kind} names {iri}, which is no node of this document")
        groups[kind, places[start], places[end]].append({"start": start, "end": end, "properties": properties})
    for (kind, first, second), found in groups.items():
        ends = f"MATCH (a:{_name(first)} {{iri: row.start}}) MATCH (b:{_name(second)} {{iri: row.end}})"
        _in_portions(run, f"UNWIND $rows AS row {ends} CREATE (a)-[r:{_name(kind)}]->(b) SET r = row.properties", found)


def _in_portions(run: Run, statement: str, rows: Sequence[Any]) -> None:
    for first in range(0, len(rows), ROWS):
        run(statement, {"rows": rows[first : first + ROWS]})


def _name(name: str) -> str:
    """Return a label or relationship type that needs no quotes in a statement."""
    if not NAME.fullmatch(name):
        raise InvalidValue(f"{name!r} cannot be a label or relationship type")
    return name


# ---------------------------------------------------------------- what documents share


def _update_shared_nodes(run: Run, exchanged: Sequence[tuple[Mapping[str, str], Mapping[str, str]]]) -> dict[str, str]:
    """Recount versions that documents withdrew (digests by IRI) and contribute (JSON by IRI); return a label for each shared node."""
    iris = sorted({iri for before, now in exchanged for iri in (*before, *now)})
    stored = _stored_versions(run, iris, _known_labels(version for _, now in exchanged for version in now.items()))
    kept = _ledgers(run, iris) if stored else {}
    steps: dict[str, list[tuple[str | None, str | None]]] = defaultdict(list)
    for before, now in exchanged:
        for iri in {*before, *now}:
            steps[iri].append((before.get(iri), now.get(iri)))
    changes = {iri: _change(stored.get(iri), kept.get(iri), steps[iri]) for iri in iris}
    _write_shared(run, changes)
    return {iri: change.after.labels[0] for iri, change in changes.items() if change.after}


def _change(stored: tuple[NodeVersion, int] | None, kept: Ledger | None, steps: Iterable[tuple[str | None, str | None]]) -> Change:
    """Return what becomes of a shared node; where no ledger was kept, all documents contribute the stored version."""
    before, documents = stored or (None, 0)
    after = kept or ({sharing.dump(before): documents} if before else {})
    for less, more in steps:
        after = sharing.recount(after, less=less, more=more)
    return Change(before, sharing.parse(sharing.prevailing(after)) if after else None, after, kept is not None)


def _known_labels(versions: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return by IRI the last label of a version: the most general, which a node keeps when its class changes (Owner)."""
    return {iri: max(sharing.parse(version).labels, key=_generality) for iri, version in versions}


def _generality(label: str) -> bool:
    return label == node_label(MV.Owner)


def _stored_versions(run: Run, iris: Sequence[str], labels_of: Mapping[str, str]) -> dict[str, tuple[NodeVersion, int]]:
    """Return the stored versions of shared nodes with the number of documents that use each; `labels_of` gives the label to search by."""
    found: dict[str, tuple[NodeVersion, int]] = {}
    for label in _labels_in_use(run):
        query = (
            f"UNWIND $iris AS iri MATCH (n:{_name(label)} {{iri: iri}}) WHERE n.documents IS NOT NULL"
            f" OPTIONAL MATCH (n)-[r]->(m) WHERE {IS_SHARED}"
            " RETURN iri AS iri, labels(n) AS labels, properties(n) AS properties,"
            " collect({type: type(r), end: m.iri, properties: properties(r)}) AS links"
        )
        for row in _portions_of(run, query, [iri for iri in iris if iri not in found and labels_of.get(iri, label) == label]):
            documents = row["properties"].pop("documents")
            links = tuple(SharedLink(**link) for link in row["links"] if link["type"])
            found[row["iri"]] = NodeVersion(row["iri"], tuple(sorted(row["labels"])), row["properties"], links), documents
    return found


def _portions_of(run: Run, query: str, iris: Sequence[str]) -> Iterator[dict[str, Any]]:
    for first in range(0, len(iris), ROWS):
        yield from run(query, {"iris": iris[first : first + ROWS]})


def _ledgers(run: Run, iris: Sequence[str]) -> dict[str, Ledger]:
    """Return the ledgers that are kept because documents disagree."""
    query = f"UNWIND $iris AS iri MATCH (v:{BOOKKEEPING_LABEL} {{iri: iri}}) RETURN v.node AS node, v.versions AS versions"
    rows = _portions_of(run, query, [_versions_iri(iri) for iri in iris])
    return {row["node"]: sharing.read(row["versions"]) for row in rows}


def _write_shared(run: Run, changes: Mapping[str, Change]) -> None:
    _delete_shared(run, changes)
    _relabel(run, changes)
    for new in (True, False):
        stay = [(c.after, c.documents) for c in changes.values() if c.after and (c.before is None) is new]
        _write_nodes(run, ((version.labels, {**version.properties, "documents": documents}) for version, documents in stay), new=new)
    _relink(run, changes)
    _write_versions(run, changes)


def _delete_shared(run: Run, changes: Mapping[str, Change]) -> None:
    gone: dict[str, list[str]] = defaultdict(list)
    for iri, change in changes.items():
        if change.before and change.after is None:
            gone[change.before.labels[0]].append(iri)
    for label, iris in gone.items():
        _in_portions(run, f"UNWIND $rows AS iri MATCH (n:{_name(label)} {{iri: iri}}) DETACH DELETE n", iris)


def _relabel(run: Run, changes: Mapping[str, Change]) -> None:
    """Give nodes the labels of the version that now prevails: a body that was a department becomes a collective."""
    for iri, change in changes.items():
        if change.before and change.after and change.before.labels != change.after.labels:
            old, new = set(change.before.labels), set(change.after.labels)
            steps = [(word, sorted(names)) for word, names in (("REMOVE", old - new), ("SET", new - old)) if names]
            words = " ".join(f"{word} n{''.join(f':{_name(name)}' for name in names)}" for word, names in steps)
            run(f"MATCH (n:{_name(change.before.labels[0])} {{iri: $iri}}) REMOVE n.iri {words} SET n.iri = $iri", {"iri": iri})


def _links(version: NodeVersion | None) -> list[str]:
    return sorted(sharing.dump(NodeVersion("", (), {}, (link,))) for link in version.links) if version else []


def _relink(run: Run, changes: Mapping[str, Change]) -> None:
    """Replace the relationships to other shared nodes where the version that now prevails has others."""
    changed = [c for c in changes.values() if c.after and _links(c.after) != _links(c.before)]
    stale: dict[str, list[str]] = defaultdict(list)
    for version in (c.after for c in changed if c.after and c.before and c.before.links):
        stale[version.labels[0]].append(version.iri)
    for label, iris in stale.items():
        _in_portions(run, f"UNWIND $rows AS iri MATCH (n:{_name(label)} {{iri: iri}})-[r]->(m) WHERE {IS_SHARED} DELETE r", iris)
    links = [(link.type, c.after.iri, link.end, link.properties) for c in changed if c.after for link in c.after.links]
    places = {iri: change.after.labels[0] for iri, change in changes.items() if change.after}
    elsewhere = sorted({end for _, _, end, _ in links} - places.keys())
    if elsewhere:
        places |= {iri: version.labels[0] for iri, (version, _) in _stored_versions(run, elsewhere, {}).items()}
    _write_relationships(run, links, places)


def _write_versions(run: Run, changes: Mapping[str, Change]) -> None:
    """Keep the versions of the nodes the documents disagree on; of the others the node itself is the version."""
    rows = [versions_row(iri, change.ledger) for iri, change in changes.items() if len(change.ledger) > 1]
    agreed = [_versions_iri(iri) for iri, change in changes.items() if change.disputed and len(change.ledger) <= 1]
    _in_portions(run, f"UNWIND $rows AS iri MATCH (v:{BOOKKEEPING_LABEL} {{iri: iri}}) DELETE v", agreed)
    _in_portions(run, f"UNWIND $rows AS row MERGE (v:{BOOKKEEPING_LABEL} {{iri: row.iri}}) SET v = row", rows)


def _versions_iri(iri: str) -> str:
    return f"{iri}/versions"


def nodes_and_relationships(projection: Projection) -> tuple[int, int]:
    """Return how many nodes and relationships a projection has."""
    nodes: set[str] = {node.iri for node in projection.nodes}
    return len(nodes), len(distinct(projection.relationships))
